#include "fixture.h"

#include "base/moment.h"

#include <stdio.h>

static struct content *sample_for(int64_t fetched_s, const struct place *override)
{
    struct diagnostics diagnostics;
    diagnostics_init(&diagnostics);
    const struct format_context context = {
        .source = "sample",
        .fetched_s = fetched_s,
        .override = override,
        .find_zone = find_fixed_zone,
        .diagnostics = &diagnostics,
    };
    struct content *content = format_sample(&context);
    assert_int_equal(diagnostics.count, 0);
    diagnostics_finish(&diagnostics);
    return content;
}

static void assert_date(struct date date, const char *expected)
{
    char text[16];
    date_format(date, text, sizeof text);
    assert_string_equal(text, expected);
}

/* What the page that the product was born from shows. */
static void test_on_its_day(void **state)
{
    (void)state;
    static const char *const times[] = {"12:50", "12:39", "12:20", "12:10", "11:50",
                                        "11:20", "11:10", "10:50", "10:38"};
    static const double lows[] = {14.1, 13.1, 12.2, 12.8, 13.1};
    static const double highs[] = {19.6, 17.4, 15.7, 14.9, 13.1};
    struct content *content = sample_for(NOON, NULL);
    assert_int_equal(content->headline_count, 9);
    for (int i = 0; i < 9; i++) {
        char text[16];
        minutes_format((int)((content->headlines[i].at_s - (NOON - NOON % 86400)) / 60), text,
                       sizeof text);
        assert_string_equal(text, times[i]);
    }
    assert_int_equal(content->article.paragraph_count, 9);
    assert_int_equal(content->article.comments, 0);
    assert_non_null(content->article.url);
    assert_true(content->weather.today.low.degrees == 9 &&
                content->weather.today.low.decimals == 0);
    assert_true(content->weather.today.high.degrees == 21);
    assert_date(content->weather.today.date, "2025-03-19");
    assert_int_equal(content->weather.day_count, 5);
    for (int i = 0; i < 5; i++) {
        assert_true(content->weather.days[i].low.degrees == lows[i]);
        assert_true(content->weather.days[i].high.degrees == highs[i]);
        assert_int_equal(content->weather.days[i].low.decimals, 1);
        assert_int_equal(date_weekday(content->weather.days[i].date), (4 + i) % 7);
    }
    assert_true(content->prayers.present);
    assert_int_equal(content->prayers.minutes[PRAYER_FAJR], 5 * 60 + 4);
    assert_int_equal(content->prayers.minutes[PRAYER_ISHA], 19 * 60 + 58);
    assert_string_equal(content->place.name, "Rabat");
    assert_string_equal(content->place.names[LANGUAGE_AR], "الرباط");
    assert_non_null(content->place.names[LANGUAGE_ZGH]);
    assert_string_equal(content->prayers.place, content->place.name);
    assert_true(content->place.located);
    assert_string_equal(content->place.timezone, "Africa/Casablanca");
    assert_string_equal(content->social.label, "Follow us on Facebook");
    for (int i = LANGUAGE_EN + 1; i < LANGUAGE_COUNT; i++)
        assert_non_null(content->social.labels[i]);
    content_put(content);
}

static void test_on_another_day(void **state)
{
    (void)state;
    struct content *content = sample_for(NOON + 350 * SECONDS_PER_DAY, NULL);
    assert_date(content->weather.today.date, "2026-03-04");
    assert_date(content->weather.days[0].date, "2026-03-05");
    assert_date(content->weather.days[4].date, "2026-03-09");
    assert_false(content->prayers.present);
    content_put(content);
    content = sample_for(0, NULL);
    assert_date(content->weather.today.date, "1970-01-01");
    content_put(content);
}

static void test_at_another_place(void **state)
{
    (void)state;
    const struct place name = {.name = "Hall"};
    struct content *content = sample_for(NOON, &name);
    assert_true(content->prayers.present);
    content_put(content);
    const struct place east = {.timezone = "Test/East"};
    content = sample_for(NOON, &east);
    assert_date(content->weather.today.date, "2025-03-20"); /* it is tomorrow there */
    assert_false(content->prayers.present);
    content_put(content);
    const struct place located = {.located = true, .latitude = 33.6, .longitude = -7.6};
    content = sample_for(NOON, &located);
    assert_false(content->prayers.present);
    content_put(content);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_on_its_day),
        cmocka_unit_test(test_on_another_day),
        cmocka_unit_test(test_at_another_place),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
