#include "../check.h"
#include "formats/weather_code.h"

/* Every symbol of MET Norway's, with what it is to be shown as. */
static void every_symbol_has_a_code(void **state)
{
    (void)state;
    static const struct {
        const char *symbol;
        int code;
    } symbols[] = {
        {"clearsky_day", 0},
        {"fair_night", 1},
        {"partlycloudy_polartwilight", 2},
        {"cloudy", 3},
        {"fog", 45},
        {"lightrain", 61},
        {"rain", 63},
        {"heavyrain", 65},
        {"lightrainshowers_day", 80},
        {"rainshowers_night", 81},
        {"heavyrainshowers_day", 82},
        {"lightsleet", 68},
        {"sleet", 69},
        {"heavysleet", 69},
        {"lightsleetshowers_day", 83},
        {"sleetshowers_day", 84},
        {"heavysleetshowers_day", 84},
        {"lightsnow", 71},
        {"snow", 73},
        {"heavysnow", 75},
        {"lightsnowshowers_day", 85},
        {"snowshowers_day", 86},
        {"heavysnowshowers_day", 86},
        {"rainandthunder", 95},
        {"heavyrainandthunder", 95},
        {"lightrainshowersandthunder_day", 95},
        {"lightsleetandthunder", 95},
        {"snowshowersandthunder_day", 95},
        {"lightssleetshowersandthunder_day", 95}, /* so they are sent */
        {"lightssnowshowersandthunder_night", 95},
    };
    for (size_t i = 0; i < sizeof symbols / sizeof symbols[0]; i++)
        assert_int_equal(weather_code_of_symbol(symbols[i].symbol), symbols[i].code);
    static const char *const strange[] = {
        "",
        "_day",
        "day",
        "light",
        "showers",
        "andthunder",
        "heavyfog",
        "Rain",
        "rainy",
        "sssnow",
        "rainshowersshowers",
        "thunder",
        "clearsky day",
        "rainrainrainrainrainrainrainrainrainrainrainrainrainrainrainrainrainrain_day"};
    for (size_t i = 0; i < sizeof strange / sizeof strange[0]; i++)
        assert_int_equal(weather_code_of_symbol(strange[i]), WEATHER_CODE_NONE);
}

static void symbols_and_icons_tell_day_from_night(void **state)
{
    (void)state;
    assert_int_equal(weather_daylight_of_symbol("fair_day"), DAYLIGHT_DAY);
    assert_int_equal(weather_daylight_of_symbol("fair_night"), DAYLIGHT_NIGHT);
    assert_int_equal(weather_daylight_of_symbol("fair_polartwilight"), DAYLIGHT_NIGHT);
    assert_int_equal(weather_daylight_of_symbol("cloudy"), DAYLIGHT_UNTOLD);
    assert_int_equal(weather_daylight_of_symbol("fair_noon"), DAYLIGHT_UNTOLD);
    assert_int_equal(weather_daylight_of_icon("10d"), DAYLIGHT_DAY);
    assert_int_equal(weather_daylight_of_icon("01n"), DAYLIGHT_NIGHT);
    assert_int_equal(weather_daylight_of_icon("50"), DAYLIGHT_UNTOLD);
    assert_int_equal(weather_daylight_of_icon(""), DAYLIGHT_UNTOLD);
}

static void conditions_have_codes(void **state)
{
    (void)state;
    static const int pairs[][2] = {{200, 95}, {232, 95}, {299, 95}, {300, 51}, {312, 59}, {321, 80},
                                   {399, 53}, {500, 61}, {502, 65}, {511, 67}, {520, 80}, {599, 63},
                                   {600, 71}, {602, 75}, {611, 69}, {622, 86}, {699, 73}, {701, 10},
                                   {741, 45}, {762, 6},  {781, 95}, {799, 10}, {800, 0},  {801, 1},
                                   {802, 2},  {803, 3},  {804, 3},  {899, 3}};
    for (size_t i = 0; i < sizeof pairs / sizeof pairs[0]; i++)
        assert_int_equal(weather_code_of_condition(pairs[i][0]), pairs[i][1]);
    static const int strange[] = {-1, 0, 199, 400, 499, 900, 1000000};
    for (size_t i = 0; i < sizeof strange / sizeof strange[0]; i++)
        assert_int_equal(weather_code_of_condition(strange[i]), WEATHER_CODE_NONE);
}

/* Each is worse than the one before it. */
static void worse_weather_is_more_severe(void **state)
{
    (void)state;
    static const int rising[] = {
        WEATHER_CODE_NONE, 0, 1, 2, 3, 45, 51, 61, 80, 63, 73, 65, 82, 75, 67, 95, 96, 99};
    for (size_t i = 1; i < sizeof rising / sizeof rising[0]; i++)
        assert_true(weather_code_severity(rising[i]) > weather_code_severity(rising[i - 1]));
    for (int code = 0; code < 100; code++)
        assert_true(weather_code_severity(code) >= 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_symbol_has_a_code),
        cmocka_unit_test(symbols_and_icons_tell_day_from_night),
        cmocka_unit_test(conditions_have_codes),
        cmocka_unit_test(worse_weather_is_more_severe),
    };
    return cmocka_run_group_tests_name("formats/weather_code", tests, NULL, NULL);
}
