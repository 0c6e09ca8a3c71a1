#include "fixture.h"

#include "widgets/departure_rows.h"

static const struct rect panel = {72, 156, 1776, 800};

static struct departure_rows rows_at(struct stage *stage, int64_t after_noon_s)
{
    stage->moment = moment_at(NOON + after_noon_s);
    struct view view = stage_view(stage, panel);
    struct departure_rows rows;
    departure_rows_of(&view, &rows);
    return rows;
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
    struct departure_rows rows = rows_at(&stage, 0);
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
    struct departure_rows rows = rows_at(&stage, 0);
    assert_int_equal(rows.count, 3);
    stage.zone.row_kinds = ROW_HEADLINES;
    rows = rows_at(&stage, 0);
    assert_int_equal(rows.prayers, 0);
    assert_int_equal(rows.count, stage.content->headline_count);
    stage.zone.row_kinds = ROW_PRAYERS | ROW_HEADLINES;
    rows = rows_at(&stage, 0);
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
    struct departure_rows rows = rows_at(&stage, ASR_S - 1);
    assert_true(rows.rows[0].marked);
    assert_remark(&stage, &rows.rows[0], 0, "in 1 min");
    rows = rows_at(&stage, ASR_S);
    assert_string_equal(rows.rows[0].name, "Asr");
    assert_true(rows.rows[0].begun && !rows.rows[0].marked && rows.rows[1].marked);
    assert_remark(&stage, &rows.rows[0], 0, "Now");
    rows = rows_at(&stage, ASR_S + 599);
    assert_string_equal(rows.rows[0].name, "Asr");
    assert_true(rows.next_change_ns == (NOON + ASR_S + 600) * NS_PER_SECOND);
    rows = rows_at(&stage, ASR_S + 600);
    assert_string_equal(rows.rows[0].name, "Maghrib");
    stage_finish(&stage);
}

static void the_iqama_is_waited_for(void **state)
{
    (void)state;
    struct stage stage;
    begin(&stage);
    stage.config->prayer.iqama[PRAYER_ASR] = (struct following){FOLLOWING_AFTER, 15};
    struct departure_rows rows = rows_at(&stage, 0);
    assert_remark(&stage, &rows.rows[0], 0, "Iqama 16:17  ·  in 3 h 7 min");
    assert_remark(&stage, &rows.rows[0], 1, "in 3 h 7 min");
    rows = rows_at(&stage, ASR_S + 3 * 60);
    assert_true(rows.rows[0].marked && rows.rows[0].to_iqama);
    assert_remark(&stage, &rows.rows[0], 0, "Iqama in 12 min");
    rows = rows_at(&stage, ASR_S + 15 * 60);
    assert_string_equal(rows.rows[0].name, "Maghrib");
    stage_finish(&stage);
}

/* Isha is at 19:58. */
static void after_isha_it_is_tomorrows(void **state)
{
    (void)state;
    struct stage stage;
    begin(&stage);
    struct departure_rows rows = rows_at(&stage, 8 * 3600 + 20 * 60); /* 21:15 */
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
    struct departure_rows rows = rows_at(&stage, 2 * 86400 - 2 * 3600); /* Friday 10:55 */
    int jumua = 0;
    for (int i = 0; i < rows.prayers; i++)
        jumua += strcmp(rows.rows[i].name, "Jumua") == 0;
    assert_int_equal(jumua, 2);
    assert_int_equal(rows.rows[0].minutes, 765);
    assert_true(rows.rows[0].marked && !rows.rows[1].marked);
    rows = rows_at(&stage, 2 * 86400 + 600); /* 13:05 */
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
    struct departure_rows rows = rows_at(&stage, -1);
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
    rows = rows_at(&stage, 0);
    assert_true(rows.rows[1].is_new && !rows.rows[2].is_new);
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
    };
    return cmocka_run_group_tests_name("widgets/departure_rows", tests, NULL, NULL);
}
