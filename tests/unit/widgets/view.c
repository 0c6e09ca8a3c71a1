#include "fixture.h"

static const struct rect box = {0, 0, 100, 100};

static void units_become_whole_pixels(void **state)
{
    (void)state;
    struct view view = {.unit = 0.444};
    assert_int_equal(view_px(&view, 100), 44);
    assert_int_equal(view_px(&view, 1), 1); /* a hairline is never nothing */
    assert_int_equal(view_px(&view, 0), 0);
    assert_int_equal(view_px(&view, -10), -4);
}

static void minutes_and_midnights_come_next(void **state)
{
    (void)state;
    struct stage stage;
    stage_init(&stage);
    stage_content(&stage, "{\"place\": {\"timezone\": \"Asia/Kolkata\"}}"); /* 18:25 there */
    struct view view = stage_view(&stage, box);
    assert_true(view_next_minute(&view) == (NOON + 60) * NS_PER_SECOND);
    assert_true(view_next_midnight(&view) == (NOON + 5 * 3600 + 35 * 60) * NS_PER_SECOND);
    assert_int_equal(view_now(&view).hour, 18);
    view.moment = moment_at(NOON + 5 * 3600 + 35 * 60);
    assert_int_equal(view_now(&view).date.day, 20);
    assert_true(view_next_midnight(&view) ==
                (NOON + 5 * 3600 + 35 * 60 + SECONDS_PER_DAY) * NS_PER_SECOND);
    view.moment.wall_ns--;
    assert_int_equal(view_now(&view).date.day, 19);
    assert_true(view_next_midnight(&view) == view.moment.wall_ns + 1);
    stage_finish(&stage);
}

/* A zone whose table says: UTC+OFFSETS[i] from AT_S[i] on, UTC before. */
static const struct zone *zone_of(const int64_t *at_s, const int32_t *offsets, int count)
{
    unsigned char data[512] = {0};
    size_t length = 20;
    memcpy(data, "TZif", 4);
    for (int i = 0; i < 6; i++)
        length += put_number(data + length, i == 3   ? (uint32_t)count
                                            : i == 4 ? (uint32_t)count + 1
                                            : i == 5 ? 4
                                                     : 0);
    for (int i = 0; i < count; i++)
        length += put_number(data + length, (uint32_t)at_s[i]);
    for (int i = 0; i < count; i++)
        data[length++] = (unsigned char)(i + 1);
    for (int i = 0; i <= count; i++) {
        length += put_number(data + length, i == 0 ? 0 : (uint32_t)offsets[i - 1]);
        length += 2;
    }
    memcpy(data + length, "ABC", 4);
    const struct zone *zone = zone_parse("Test/Changes", data, length + 4);
    assert_non_null(zone);
    return zone;
}

/* Between a moment and its next midnight the date stays, whatever the clocks do around it:
 * midnight skipped, met twice, a date that goes back, a day left out. */
static void the_date_stays_until_the_next_midnight(void **state)
{
    (void)state;
    const int64_t midnight = NOON - NOON % SECONDS_PER_DAY + SECONDS_PER_DAY;
    const struct {
        int64_t at_s;
        int32_t offset;
    } changes[] = {{midnight, 3600},        {midnight, -3600},        {midnight + 60, -3600},
                   {midnight - 1800, 3600}, {midnight + 1800, -3600}, {midnight - 60, 7200},
                   {midnight, 86400},       {midnight - 43200, 3600}};
    struct stage stage;
    stage_init(&stage);
    stage.content = content_create();
    for (size_t i = 0; i < COUNT_OF(changes); i++) {
        zone_put(stage.content->zone);
        stage.content->zone = zone_of(&changes[i].at_s, &changes[i].offset, 1);
        for (int64_t at = midnight - 7500; at < midnight + 7500; at += 97) {
            stage.moment = moment_at(at);
            struct view view = stage_view(&stage, box), later = view;
            int64_t next = view_next_midnight(&view);
            assert_true(next > view.moment.wall_ns);
            struct date today = view_now(&view).date;
            for (int64_t t = at; t * NS_PER_SECOND < next && t < at + 20000; t += 10) {
                later.moment = moment_at(t);
                assert_true(date_equal(view_now(&later).date, today));
            }
        }
    }
    stage_finish(&stage);
}

static void the_place_is_the_configured_or_the_given_one(void **state)
{
    (void)state;
    struct stage stage;
    stage_init(&stage);
    stage_content(&stage, "{\"prayers\": {\"place\": \"Sale\", \"date\": \"2025-03-19\", \"times\":"
                          " {\"fajr\": \"05:04\"}}}");
    struct view view = stage_view(&stage, box);
    assert_string_equal(view_place_name(&view), "Sale");
    stage.content->place.name = "Rabat";
    assert_string_equal(view_place_name(&view), "Rabat");
    stage_content(&stage, "{\"headlines\": []}");
    view = stage_view(&stage, box);
    assert_null(view_place_name(&view));
    stage_finish(&stage);
}

static void the_place_is_named_in_the_language_of_the_page(void **state)
{
    (void)state;
    struct stage stage;
    stage_init(&stage);
    stage_content(&stage,
                  "{\"prayers\": {\"place\": {\"fr\": \"Salé\", \"ar\": \"سلا\"}, \"date\": "
                  "\"2025-03-19\", \"times\": {\"fajr\": \"05:04\"}}}");
    struct view view = stage_view(&stage, box);
    assert_string_equal(view_place_name(&view), "Salé"); /* the first that is given */
    view.language = LANGUAGE_AR;
    assert_string_equal(view_place_name(&view), "سلا");
    stage.content->place.names[LANGUAGE_AR] = "الرباط";
    assert_string_equal(view_place_name(&view), "الرباط");
    view.language = LANGUAGE_ZGH; /* the place has no other name: still no other place's */
    assert_string_equal(view_place_name(&view), "الرباط");
    stage_finish(&stage);
}

static void an_instant_is_a_time_today_and_a_date_else(void **state)
{
    (void)state;
    struct stage stage;
    stage_init(&stage);
    stage_content(&stage, "{\"place\": {\"timezone\": \"Asia/Kolkata\"}}"); /* 18:25 there */
    struct view view = stage_view(&stage, box);
    static const struct {
        int64_t after_s;
        enum trust trust;
        bool twelve;
        const char *text;
    } cases[] = {
        {0, TRUST_HELD, false, "18:25"},
        {-18 * 3600, TRUST_HELD, false, "00:25"},
        {-19 * 3600, TRUST_HELD, false, "18 March"},
        {6 * 3600, TRUST_SYNCHRONISED, false, "20 March"},
        {-365 * 86400, TRUST_HELD, false, "19 March 2024"},
        {-19 * 3600, TRUST_UNSET, false, "23:25"}, /* nobody knows which day it is */
        {0, TRUST_HELD, true, "6:25 pm"},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct buffer out;
        buffer_init(&out, 64);
        view.moment.trust = cases[i].trust;
        stage.config->twelve_hours = cases[i].twelve;
        view_format_instant(&view, NOON + cases[i].after_s, &out);
        assert_string_equal(buffer_text(&out), cases[i].text);
        buffer_finish(&out);
    }
    stage_finish(&stage);
}

static void the_earlier_change_counts(void **state)
{
    (void)state;
    int64_t at = MOMENT_NEVER;
    view_change_by(&at, 50);
    assert_true(at == 50);
    view_change_by(&at, 60);
    assert_true(at == 50);
    view_change_by(&at, MOMENT_NEVER);
    assert_true(at == 50);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(units_become_whole_pixels),
        cmocka_unit_test(minutes_and_midnights_come_next),
        cmocka_unit_test(the_date_stays_until_the_next_midnight),
        cmocka_unit_test(the_place_is_the_configured_or_the_given_one),
        cmocka_unit_test(the_place_is_named_in_the_language_of_the_page),
        cmocka_unit_test(an_instant_is_a_time_today_and_a_date_else),
        cmocka_unit_test(the_earlier_change_counts),
    };
    return cmocka_run_group_tests_name("widgets/view", tests, NULL, NULL);
}
