#include "fixture.h"

#include "widgets/departure_rows.h"

static const struct rect panel = {72, 156, 1776, 800};

/* UTC; by OFFSET_S later from AT_S on. */
static const struct zone *zone_with_change(int64_t at_s, int offset_s)
{
    unsigned char data[128] = {0};
    size_t length = 20;
    memcpy(data, "TZif", 4);
    for (int i = 0; i < 6; i++) /* one transition, two types, four letters */
        length += put_number(data + length, i == 3 ? 1 : i == 4 ? 2 : i == 5 ? 4 : 0);
    length += put_number(data + length, (uint32_t)at_s);
    data[length++] = 1;
    for (int i = 0; i < 2; i++)
        length += put_number(data + length, i == 0 ? 0 : (uint32_t)offset_s) + 2;
    memcpy(data + length, "ABC", 4);
    const struct zone *zone = zone_parse("Test/Change", data, length + 4);
    assert_non_null(zone);
    return zone;
}

static void look_at(struct stage *stage, int64_t after_noon_s, struct departure_rows *out)
{
    stage->moment = moment_at(NOON + after_noon_s);
    struct view view = stage_view(stage, panel);
    departure_rows_of(&view, out);
}

static void begin(struct stage *stage)
{
    stage_init(stage);
    stage_sample(stage);
}

static void assert_remark(const struct stage *stage, const struct departure_row *row, int form,
                          const char *expected)
{
    struct view view = stage_view(stage, panel);
    struct buffer text, plain;
    buffer_init(&text, 512);
    buffer_init(&plain, 512);
    departure_write_remark(&view, row, form, &text);
    const char *from = buffer_text(&text);
    for (size_t i = 0; i < text.length; i++) { /* without isolates, U+2066 to U+2069 */
        bool isolate = memcmp(from + i, "\xe2\x81", 2) == 0 && (unsigned char)from[i + 2] >= 0xa6;
        if (isolate)
            i += 2;
        else
            buffer_add(&plain, from + i, 1);
    }
    assert_string_equal(buffer_text(&plain), expected);
    buffer_finish(&plain);
    buffer_finish(&text);
}

/* 12:55: Dhuhr was at 12:40 and is gone. */
static void what_comes_is_on_top_and_the_news_below(void **state)
{
    (void)state;
    struct stage stage;
    begin(&stage);
    struct departure_rows rows;
    look_at(&stage, 0, &rows);
    static const char *const names[] = {"Asr", "Maghrib", "Isha"};
    static const int minutes[] = {962, 1124, 1198};
    assert_int_equal(rows.prayers, COUNT_OF(names));
    for (int i = 0; i < rows.prayers; i++) {
        assert_string_equal(rows.rows[i].name, names[i]);
        assert_int_equal(rows.rows[i].minutes, minutes[i]);
        assert_int_equal(rows.rows[i].marked, i == 0);
    }
    assert_remark(&stage, &rows.rows[0], 0, "in 3 h 7 min");
    assert_remark(&stage, &rows.rows[0], DEPARTURE_REMARK_FORMS - 1, "3 h 7 min");
    assert_remark(&stage, &rows.rows[1], 0, "Iftar");
    assert_remark(&stage, &rows.rows[2], 0, "");
    assert_int_equal(rows.count, rows.prayers + stage.content->headline_count);
    for (int i = rows.prayers; i < rows.count; i++) {
        assert_null(rows.rows[i].name);
        assert_true(i == rows.prayers ||
                    rows.rows[i].headline->at_s <= rows.rows[i - 1].headline->at_s);
    }
    assert_true(rows.next_change_ns == (NOON + 60) * NS_PER_SECOND);
    stage_finish(&stage);
}

/* The zone's `rows`. */
static void a_zone_may_want_one_kind(void **state)
{
    (void)state;
    struct stage stage;
    begin(&stage);
    stage.zone.row_kinds = ROW_PRAYERS;
    struct departure_rows rows;
    look_at(&stage, 0, &rows);
    assert_int_equal(rows.count, 3);
    stage.zone.row_kinds = ROW_HEADLINES;
    look_at(&stage, 0, &rows);
    assert_int_equal(rows.prayers, 0);
    assert_int_equal(rows.count, stage.content->headline_count);
    stage.zone.row_kinds = ROW_PRAYERS | ROW_HEADLINES;
    look_at(&stage, 0, &rows);
    assert_int_equal(rows.count, 3 + stage.content->headline_count);
    stage_finish(&stage);
}

/* Asr is at 16:02: 11220 s after 12:55. */
enum { ASR_S = 187 * 60 };

static void a_prayer_that_has_begun_stays_ten_minutes(void **state)
{
    (void)state;
    struct stage stage;
    begin(&stage);
    struct departure_rows rows;
    look_at(&stage, ASR_S - 1, &rows);
    assert_true(rows.rows[0].marked);
    assert_remark(&stage, &rows.rows[0], 0, "in 1 min");
    look_at(&stage, ASR_S, &rows);
    assert_string_equal(rows.rows[0].name, "Asr");
    assert_true(rows.rows[0].begun && !rows.rows[0].marked && rows.rows[1].marked);
    assert_remark(&stage, &rows.rows[0], 0, "Now");
    look_at(&stage, ASR_S + 599, &rows);
    assert_string_equal(rows.rows[0].name, "Asr");
    assert_true(rows.next_change_ns == (NOON + ASR_S + 600) * NS_PER_SECOND);
    look_at(&stage, ASR_S + 600, &rows);
    assert_string_equal(rows.rows[0].name, "Maghrib");
    stage_finish(&stage);
}

static void the_iqama_is_waited_for(void **state)
{
    (void)state;
    struct stage stage;
    begin(&stage);
    stage.config->prayer.iqama[PRAYER_ASR] = (struct following){FOLLOWING_AFTER, 15};
    struct departure_rows rows;
    look_at(&stage, 0, &rows);
    assert_remark(&stage, &rows.rows[0], 0, "Iqama 16:17  ·  in 3 h 7 min");
    assert_remark(&stage, &rows.rows[0], 1, "in 3 h 7 min");
    look_at(&stage, ASR_S + 3 * 60, &rows);
    assert_true(rows.rows[0].marked && rows.rows[0].to_iqama);
    assert_remark(&stage, &rows.rows[0], 0, "Iqama in 12 min");
    look_at(&stage, ASR_S + 15 * 60, &rows);
    assert_string_equal(rows.rows[0].name, "Maghrib");
    stage_finish(&stage);
}

/* Isha is at 19:58. */
static void after_isha_it_is_tomorrows(void **state)
{
    (void)state;
    struct stage stage;
    begin(&stage);
    struct departure_rows rows;
    look_at(&stage, 8 * 3600 + 20 * 60, &rows); /* 21:15 */
    assert_true(rows.prayers >= 5);
    int tomorrow = 0;
    for (int i = 0; i < rows.prayers; i++)
        tomorrow += rows.rows[i].tomorrow;
    assert_int_equal(tomorrow, rows.prayers);
    stage_finish(&stage);
}

static void on_fridays_each_jumua_has_its_row(void **state)
{
    (void)state;
    struct stage stage;
    begin(&stage);
    stage.config->prayer.jumua[0] = 12 * 60 + 45;
    stage.config->prayer.jumua[1] = 13 * 60 + 30;
    stage.config->prayer.jumua_count = 2;
    struct departure_rows rows;
    look_at(&stage, 2 * 86400 - 2 * 3600, &rows); /* Friday 10:55 */
    int jumua = 0;
    for (int i = 0; i < rows.prayers; i++)
        jumua += strcmp(rows.rows[i].name, "Jumua") == 0;
    assert_int_equal(jumua, 2);
    assert_int_equal(rows.rows[0].minutes, 765);
    assert_true(rows.rows[0].marked && !rows.rows[1].marked);
    look_at(&stage, 2 * 86400 + 600, &rows); /* 13:05 */
    assert_int_equal(rows.rows[0].minutes, 810);
    assert_true(rows.rows[0].marked);
    stage_finish(&stage);
}

/* Nobody knows which are past: all stand there without a time. */
static void without_the_time_no_time_is_told(void **state)
{
    (void)state;
    struct stage stage;
    begin(&stage);
    stage.moment.trust = TRUST_UNSET;
    struct view view = stage_view(&stage, panel);
    struct departure_rows rows;
    departure_rows_of(&view, &rows);
    assert_false(rows.known);
    assert_int_equal(rows.prayers, PRAYER_COUNT);
    for (int i = 0; i < rows.prayers; i++) {
        assert_int_equal(rows.rows[i].minutes, MINUTES_NONE);
        assert_false(rows.rows[i].marked);
    }
    for (int i = rows.prayers; i < rows.count; i++)
        assert_false(rows.rows[i].is_new || rows.rows[i].dated);
    stage_content(&stage, "{\"headlines\": [{\"time\": \"12:00\", \"title\": \"Alone\"}]}");
    view = stage_view(&stage, panel);
    departure_rows_of(&view, &rows);
    assert_int_equal(rows.prayers, 0); /* nobody expects any */
    assert_int_equal(rows.count, 1);
    stage_finish(&stage);
}

static void headlines_are_sorted_and_told_to_be_new(void **state)
{
    (void)state;
    struct stage stage;
    stage_init(&stage);
    stage_content(&stage, "{\"headlines\": [{\"time\": \"12:40\", \"title\": \"Quarter\"},"
                          "{\"title\": \"Timeless\"},"
                          "{\"time\": \"2025-03-18T22:00:00Z\", \"title\": \"Yesterday\"},"
                          "{\"time\": \"12:54\", \"title\": \"Fresh\"},"
                          "{\"time\": \"09:00\", \"title\": \"Urgent one\", \"urgent\": true}]}");
    struct departure_rows rows;
    look_at(&stage, -1, &rows);
    static const char *const titles[] = {"Urgent one", "Fresh", "Quarter", "Yesterday", "Timeless"};
    static const int minutes[] = {540, 774, 760, MINUTES_NONE, MINUTES_NONE};
    assert_int_equal(rows.count, COUNT_OF(titles));
    for (int i = 0; i < rows.count; i++) {
        assert_string_equal(rows.rows[i].headline->title, titles[i]);
        assert_int_equal(rows.rows[i].minutes, minutes[i]);
        assert_int_equal(rows.rows[i].is_new, i == 1 || i == 2);
        assert_int_equal(rows.rows[i].dated, i == 3);
    }
    assert_true(rows.next_change_ns == NOON * NS_PER_SECOND);
    look_at(&stage, 0, &rows);
    assert_true(rows.rows[1].is_new && !rows.rows[2].is_new);
    stage_finish(&stage);
}

/* --- the day after ---------------------------------------------------------------------------- */

static void assert_row(const struct departure_row *row, const char *name, int minutes,
                       bool tomorrow)
{
    assert_string_equal(row->name, name);
    assert_int_equal(row->minutes, minutes);
    assert_int_equal(row->tomorrow, tomorrow);
}

/* Three days over the end of March; the clocks go forward by an hour in the night to the 30th. */
static void stage_march(struct stage *stage, int change)
{
    static const char *const times[] = {
        "05:06 06:33 12:45 16:16 18:57 20:15", "06:04 07:31 13:44 17:16 19:57 21:16",
        "06:02 07:30 13:44 17:16 19:58 21:17", "06:01 07:29 13:44 17:16 19:59 21:18"};
    static const char *const dates[] = {"2025-03-29", "2025-03-30", "2025-03-31", "2025-04-01"};
    static const char *const keys[] = {"fajr", "sunrise", "dhuhr", "asr", "maghrib", "isha"};
    struct buffer json;
    buffer_init(&json, 8 * 1024);
    buffer_add_text(&json, "{\"headlines\": [{\"title\": \"One\"}], \"prayers\": [");
    for (int d = 0; d < 4; d++) {
        buffer_print(&json, "%s{\"date\": \"%s\", \"times\": {", d > 0 ? "," : "", dates[d]);
        for (int p = 0; p < PRAYER_COUNT; p++)
            buffer_print(&json, "%s\"%s\": \"%.5s\"", p > 0 ? "," : "", keys[p], times[d] + 6 * p);
        buffer_add_text(&json, "}}");
    }
    buffer_add_text(&json, "]}");
    stage_content(stage, buffer_text(&json));
    buffer_finish(&json);
    zone_put(stage->content->zone);
    stage->content->zone = zone_with_change(1743296400, change); /* 2025-03-30T01:00Z */
}

/* From 12:55 of the 19th to HOUR:MINUTE UTC of the DAY-th of March. */
static int64_t in_march(int day, int hour, int minute)
{
    return (day - 19) * 86400 + (hour - 12) * 3600 + (minute - 55) * 60;
}

static void the_day_after_goes_on_in_order_of_time(void **state)
{
    (void)state;
    struct stage stage;
    struct departure_rows rows;
    begin(&stage);
    stage_march(&stage, 3600);
    look_at(&stage, in_march(31, 11, 50), &rows); /* 12:50 there */
    assert_int_equal(rows.prayers, 4);
    assert_int_equal(rows.later_count, PRAYER_COUNT);
    departure_rows_fill(&rows, 2);
    assert_int_equal(rows.prayers, 6);
    assert_int_equal(rows.count, 7);
    assert_row(&rows.rows[0], "Dhuhr", 824, false);
    assert_row(&rows.rows[3], "Isha", 1277, false);
    assert_row(&rows.rows[4], "Fajr", 361, true);
    assert_row(&rows.rows[5], "Sunrise", 449, true);
    assert_string_equal(rows.rows[6].headline->title, "One");
    assert_remark(&stage, &rows.rows[4], 0, "Tomorrow");
    departure_rows_fill(&rows, rows.later_count); /* another count takes the place of the first */
    assert_int_equal(rows.count, 11);
    for (int i = 1; i < rows.prayers; i++)
        assert_true(rows.rows[i - 1].at_s < rows.rows[i].at_s);
    departure_rows_fill(&rows, 0);
    assert_int_equal(rows.prayers, 4);
    assert_string_equal(rows.rows[4].headline->title, "One");
    stage_finish(&stage);
}

/* What the clocks will show tomorrow, whatever they do at night; and its instant. */
static void clocks_that_change_at_night_change_tomorrows(void **state)
{
    (void)state;
    struct stage stage;
    struct departure_rows rows;
    begin(&stage);
    stage_march(&stage, 3600);
    look_at(&stage, in_march(29, 12, 0), &rows);
    assert_row(&rows.later[0], "Fajr", 364, true);
    assert_true(rows.later[0].at_s == NOON + in_march(30, 5, 4));
    assert_row(&rows.later[PRAYER_ISHA], "Isha", 1276, true);
    assert_true(rows.later[PRAYER_ISHA].at_s == NOON + in_march(30, 20, 16));
    stage_march(&stage, 0);
    look_at(&stage, in_march(29, 12, 0), &rows);
    assert_true(rows.later[0].at_s == NOON + in_march(30, 6, 4));
    stage_finish(&stage);
}

static void the_day_after_is_told_by_what_it_is(void **state)
{
    (void)state;
    struct stage stage;
    struct departure_rows rows;
    begin(&stage);
    stage_march(&stage, 3600);
    look_at(&stage, in_march(31, 20, 0), &rows); /* 21:00, month's end: Isha, then April */
    assert_int_equal(rows.prayers, 1);
    assert_row(&rows.later[0], "Fajr", 361, true);
    look_at(&stage, in_march(30, 21, 50), &rows); /* 22:50, tomorrow's are up: those after it */
    assert_row(&rows.rows[0], "Fajr", 362, true);
    assert_row(&rows.later[0], "Fajr", 361, false);
    assert_remark(&stage, &rows.later[0], 0, "Tuesday 1 April");
    assert_remark(&stage, &rows.later[0], DEPARTURE_REMARK_FORMS - 1, "1 April");
    look_at(&stage, in_march(30, 23, 10), &rows); /* 00:10: today's, and tomorrow's */
    assert_row(&rows.rows[0], "Fajr", 362, false);
    assert_row(&rows.later[0], "Fajr", 361, true);
    look_at(&stage, in_march(31, 23, 10), &rows); /* and nothing is known of 2 April */
    assert_int_equal(rows.prayers, PRAYER_COUNT);
    assert_int_equal(rows.later_count, 0);
    stage_finish(&stage);
}

/* Between Isha and the change of days the next prayer is tomorrow's, and told once. */
static void the_next_prayer_stands_once(void **state)
{
    (void)state;
    struct stage stage;
    struct departure_rows rows;
    begin(&stage);
    stage_march(&stage, 3600);
    stage.config->prayer.tomorrow_minutes = 60;
    look_at(&stage, in_march(30, 20, 20), &rows); /* 21:20, Isha was at 21:16 */
    departure_rows_fill(&rows, rows.later_count);
    assert_int_equal(rows.prayers, 1 + PRAYER_COUNT);
    assert_row(&rows.rows[0], "Isha", 1276, false);
    assert_true(rows.rows[0].begun && rows.rows[1].marked);
    assert_row(&rows.rows[1], "Fajr", 362, false);
    assert_row(&rows.rows[2], "Sunrise", 450, true);
    stage_finish(&stage);
}

/* The Friday's Jumua on Thursday, iqama, Iftar; in fewer letters the day goes before all else. */
static void the_day_after_has_what_a_day_has(void **state)
{
    (void)state;
    struct stage stage;
    struct departure_rows rows;
    begin(&stage);
    stage.config->prayer.iqama[PRAYER_ASR] = (struct following){FOLLOWING_AFTER, 15};
    stage.config->prayer.jumua[0] = 12 * 60 + 45;
    stage.config->prayer.jumua[1] = 13 * 60 + 30;
    stage.config->prayer.jumua_count = 2;
    look_at(&stage, 86400, &rows); /* Thursday */
    int jumua = 0, asr = -1, maghrib = -1;
    for (int i = 0; i < rows.later_count; i++) {
        jumua += strcmp(rows.later[i].name, "Jumua") == 0;
        asr = strcmp(rows.later[i].name, "Asr") == 0 ? i : asr;
        maghrib = strcmp(rows.later[i].name, "Maghrib") == 0 ? i : maghrib;
        assert_string_not_equal(rows.later[i].name, "Dhuhr");
        assert_true(rows.later[i].computed || strcmp(rows.later[i].name, "Jumua") == 0);
    }
    assert_int_equal(jumua, 2);
    assert_true(asr > 0 && maghrib > asr);
    assert_int_equal(rows.later[asr].iqama, rows.later[asr].minutes + 15);
    assert_remark(&stage, &rows.later[asr], 0, "Tomorrow  ·  Iqama 16:18");
    assert_remark(&stage, &rows.later[asr], 1, "Tomorrow");
    assert_remark(&stage, &rows.later[maghrib], 0, "Tomorrow  ·  Iftar");
    assert_remark(&stage, &rows.later[maghrib], 1, "Tomorrow");
    stage_finish(&stage);
}

/* --- the article ------------------------------------------------------------------------------ */

static void an_article_alone_has_a_row(void **state)
{
    (void)state;
    static const char without[] =
        "[theme]\nschema = 1\n[grid]\ncolumns = 1fr\nrows = 1fr\nareas = a\n"
        "[zone.a]\nshow = departures\n";
    static const char article[] =
        "\"article\": {\"title\": \"Story\", \"time\": \"12:50\", \"paragraphs\": [\"Text.\"]}}";
    char json[512];
    struct stage stage;
    struct departure_rows rows;
    stage_init(&stage);
    snprintf(json, sizeof json, "{%s", article);
    stage_content(&stage, json);
    look_at(&stage, 0, &rows);
    assert_int_equal(rows.count, 0); /* the built-in theme has a zone for it */
    stage_theme(&stage, without);
    look_at(&stage, 0, &rows);
    assert_int_equal(rows.count, 1);
    assert_string_equal(rows.rows[0].headline->title, "Story");
    assert_int_equal(rows.rows[0].minutes, 770);
    assert_true(rows.rows[0].is_new);
    stage.zone.row_kinds = ROW_PRAYERS;
    look_at(&stage, 0, &rows);
    assert_int_equal(rows.count, 0);
    stage.zone.row_kinds = 0;
    snprintf(json, sizeof json, "{\"headlines\": [{\"title\": \"One\"}], %s", article);
    stage_content(&stage, json);
    look_at(&stage, 0, &rows);
    assert_int_equal(rows.count, 1);
    assert_string_equal(rows.rows[0].headline->title, "One");
    stage_finish(&stage);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_comes_is_on_top_and_the_news_below),
        cmocka_unit_test(a_zone_may_want_one_kind),
        cmocka_unit_test(a_prayer_that_has_begun_stays_ten_minutes),
        cmocka_unit_test(the_iqama_is_waited_for),
        cmocka_unit_test(after_isha_it_is_tomorrows),
        cmocka_unit_test(on_fridays_each_jumua_has_its_row),
        cmocka_unit_test(without_the_time_no_time_is_told),
        cmocka_unit_test(headlines_are_sorted_and_told_to_be_new),
        cmocka_unit_test(the_day_after_goes_on_in_order_of_time),
        cmocka_unit_test(clocks_that_change_at_night_change_tomorrows),
        cmocka_unit_test(the_day_after_is_told_by_what_it_is),
        cmocka_unit_test(the_next_prayer_stands_once),
        cmocka_unit_test(the_day_after_has_what_a_day_has),
        cmocka_unit_test(an_article_alone_has_a_row),
    };
    return cmocka_run_group_tests_name("widgets/departure_rows", tests, NULL, NULL);
}
