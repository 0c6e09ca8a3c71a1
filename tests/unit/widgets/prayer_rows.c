#include "fixture.h"

#include "widgets/prayer_rows.h"

/* 2025-03-19 00:00 UTC, the day of the sample. */
#define MIDNIGHT (NOON - 12 * 3600 - 55 * 60)

static struct prayer_time at(int hour, int minute)
{
    int minutes = hour * 60 + minute;
    return (struct prayer_time){MIDNIGHT + minutes * 60, minutes % 1440};
}

/* 05:04 06:30 12:40 16:02 18:44 19:58, of an endpoint, Asr next. */
static struct timetable plain_day(void)
{
    static const int minutes[PRAYER_COUNT] = {304, 390, 760, 962, 1124, 1198};
    struct timetable table = {.next = PRAYER_ASR,
                              .next_jumua = -1,
                              .next_time = at(16, 2),
                              .next_iqama = PRAYER_TIME_NONE,
                              .countdown_minutes = 187,
                              .in_iqama = -1,
                              .iqama_minutes = -1};
    struct prayer_day *day = &table.day;
    day->date = (struct date){2025, 3, 19};
    day->origin = ORIGIN_ENDPOINT;
    day->imsak = day->eid_prayer = table.eid.prayer = PRAYER_TIME_NONE;
    for (int i = 0; i < JUMUA_MAX; i++)
        day->jumua[i] = PRAYER_TIME_NONE;
    for (int p = 0; p < PRAYER_COUNT; p++) {
        day->minutes[p] = minutes[p];
        day->at_s[p] = MIDNIGHT + minutes[p] * 60;
        day->origins[p] = ORIGIN_ENDPOINT;
        day->iqama[p] = PRAYER_TIME_NONE;
    }
    return table;
}

static struct prayer_rows rows_of(struct stage *stage, const struct timetable *table)
{
    struct view view = stage_view(stage, (struct rect){0, 0, 540, 448});
    struct prayer_rows rows;
    prayer_rows_of(&view, table, &rows);
    return rows;
}

static void begin(struct stage *stage)
{
    stage_init(stage);
    stage_sample(stage);
}

static void a_plain_day_has_six(void **state)
{
    (void)state;
    struct stage stage;
    begin(&stage);
    struct timetable table = plain_day();
    struct prayer_rows rows = rows_of(&stage, &table);
    assert_int_equal(rows.count, PRAYER_COUNT);
    assert_int_equal(rows.marked, PRAYER_ASR);
    assert_int_equal(rows.countdown_minutes, 187);
    assert_false(rows.to_iqama || rows.has_iqama || rows.computed || rows.partial);
    assert_true(rows.rows[PRAYER_DHUHR].times[0].past);
    assert_false(rows.rows[PRAYER_ASR].times[0].past);
    for (int i = 0; i < rows.count; i++) {
        assert_int_equal(rows.rows[i].time_count, 1);
        assert_null(rows.rows[i].aside);
        assert_string_equal(rows.rows[i].name,
                            language_phrase(LANGUAGE_EN, (enum phrase)(PHRASE_FAJR + i)));
    }
    stage_finish(&stage);
}

static void ramadan_has_imsak_and_iftar(void **state)
{
    (void)state;
    struct stage stage;
    begin(&stage);
    struct timetable table = plain_day();
    table.day.is_ramadan = true;
    table.day.imsak = at(4, 54);
    table.day.iqama[PRAYER_MAGHRIB] = at(18, 54);
    struct prayer_rows rows = rows_of(&stage, &table);
    assert_int_equal(rows.count, PRAYER_COUNT + 1);
    assert_string_equal(rows.rows[0].name, "Imsak");
    assert_int_equal(rows.rows[0].times[0].minutes, 4 * 60 + 54);
    assert_string_equal(rows.rows[rows.marked].name, "Asr");
    assert_string_equal(rows.rows[1 + PRAYER_MAGHRIB].aside, "Iftar");
    assert_int_equal(rows.rows[1 + PRAYER_MAGHRIB].iqama.minutes, 18 * 60 + 54);
    assert_true(rows.has_iqama);
    stage_finish(&stage);
}

static void fridays_have_jumua(void **state)
{
    (void)state;
    struct stage stage;
    begin(&stage);
    struct timetable table = plain_day();
    table.day.jumua_count = 2;
    table.day.jumua[0] = at(12, 30);
    table.day.jumua[1] = table.next_time = at(13, 15);
    table.next = PRAYER_DHUHR;
    table.next_jumua = 1;
    struct prayer_rows rows = rows_of(&stage, &table);
    const struct prayer_row *row = &rows.rows[PRAYER_DHUHR];
    assert_int_equal(rows.count, PRAYER_COUNT);
    assert_int_equal(rows.marked, PRAYER_DHUHR);
    assert_string_equal(row->name, "Jumua");
    assert_int_equal(row->time_count, 2);
    assert_int_equal(row->main, 1);
    assert_true(row->gathers && row->times[0].past && !row->times[1].past);
    assert_int_equal(row->times[0].minutes, 12 * 60 + 30);
    /* All other times computed: Jumua, which is nobody's, does not make it a day in part. */
    for (int p = 0; p < PRAYER_COUNT; p++)
        table.day.origins[p] = ORIGIN_COMPUTED;
    rows = rows_of(&stage, &table);
    assert_true(rows.computed && !rows.partial);
    stage_finish(&stage);
}

static void while_iqama_is_to_come_its_row_is_marked(void **state)
{
    (void)state;
    struct stage stage;
    begin(&stage);
    struct timetable table = plain_day();
    table.day.iqama[PRAYER_DHUHR] = at(13, 0);
    table.in_iqama = PRAYER_DHUHR;
    table.iqama_minutes = 5;
    struct prayer_rows rows = rows_of(&stage, &table);
    assert_int_equal(rows.marked, PRAYER_DHUHR);
    assert_true(rows.to_iqama);
    assert_int_equal(rows.countdown_minutes, 5);
    assert_int_equal(rows.rows[PRAYER_DHUHR].times[0].minutes, 760);
    assert_int_equal(rows.rows[PRAYER_ASR].times[0].minutes, 962);
    stage_finish(&stage);
}

/* After Isha, while today's times stay up, Fajr's row tells tomorrow's: of tomorrow's origin. */
static void the_next_of_another_day_is_told_in_its_row(void **state)
{
    (void)state;
    struct stage stage;
    begin(&stage);
    stage.moment = moment_at(MIDNIGHT + 20 * 3600 + 5 * 60);
    struct timetable table = plain_day();
    table.next = PRAYER_FAJR;
    table.next_time = at(24 + 5, 2); /* the sample's is computed */
    struct prayer_rows rows = rows_of(&stage, &table);
    assert_int_equal(rows.marked, PRAYER_FAJR);
    assert_int_equal(rows.rows[PRAYER_FAJR].times[0].minutes, 5 * 60 + 2);
    assert_false(rows.rows[PRAYER_FAJR].times[0].past);
    assert_true(rows.rows[PRAYER_FAJR].times[0].computed && rows.partial);
    assert_true(rows.rows[PRAYER_ISHA].times[0].past);
    stage_finish(&stage);
}

static void jumua_of_tomorrow_is_no_dhuhr_of_today(void **state)
{
    (void)state;
    struct stage stage;
    begin(&stage);
    struct timetable table = plain_day();
    table.next = PRAYER_DHUHR;
    table.next_jumua = 0;
    table.next_time = at(24 + 13, 0);
    struct prayer_rows rows = rows_of(&stage, &table);
    assert_string_equal(rows.rows[PRAYER_DHUHR].name, "Jumua");
    assert_int_equal(rows.rows[PRAYER_DHUHR].times[0].minutes, 13 * 60);
    assert_false(rows.rows[PRAYER_DHUHR].times[0].computed);
    table.day.jumua_count = 1; /* and the other way round */
    table.day.jumua[0] = at(12, 30);
    table.next_jumua = -1;
    table.next_time = at(24 + 12, 40);
    rows = rows_of(&stage, &table);
    assert_string_equal(rows.rows[PRAYER_DHUHR].name, "Dhuhr");
    assert_int_equal(rows.rows[PRAYER_DHUHR].times[0].minutes, 12 * 60 + 40);
    stage_finish(&stage);
}

static void an_eid_is_announced(void **state)
{
    (void)state;
    struct stage stage;
    begin(&stage);
    struct timetable table = plain_day();
    table.eid = (struct eid_notice){EID_FITR, {2025, 3, 20}, at(24 + 8, 0)};
    struct prayer_rows rows = rows_of(&stage, &table);
    const struct prayer_row *row = &rows.rows[PRAYER_COUNT];
    assert_int_equal(rows.count, PRAYER_COUNT + 1);
    assert_string_equal(row->name, "Eid prayer");
    assert_int_equal(row->date.day, 20);
    assert_int_equal(row->times[0].minutes, 8 * 60);
    assert_false(row->times[0].computed);
    stage.config->prayer.eid_prayer = (struct following){FOLLOWING_AFTER, 30};
    rows = rows_of(&stage, &table);
    assert_true(rows.rows[PRAYER_COUNT].times[0].computed); /* tomorrow's sunrise is */
    table.eid.prayer = PRAYER_TIME_NONE;
    table.eid.which = EID_ADHA;
    rows = rows_of(&stage, &table);
    assert_string_equal(rows.rows[PRAYER_COUNT].name, "Eid al-Adha");
    assert_int_equal(rows.rows[PRAYER_COUNT].time_count, 0);
    stage_finish(&stage);
}

/* On its day it stands in its order, is next when it is, and needs no date. */
static void the_prayer_of_eid_is_one_of_its_day(void **state)
{
    (void)state;
    struct stage stage;
    begin(&stage);
    struct timetable table = plain_day();
    table.day.imsak = at(4, 54);
    table.day.is_ramadan = true;
    table.eid = (struct eid_notice){EID_FITR, {2025, 3, 19}, at(13, 20)};
    struct prayer_rows rows = rows_of(&stage, &table);
    assert_int_equal(rows.count, PRAYER_COUNT + 2);
    assert_int_equal(rows.marked, 1 + PRAYER_ASR);
    assert_string_equal(rows.rows[rows.marked].name, "Eid prayer");
    assert_int_equal(rows.rows[rows.marked].date.day, 0);
    assert_int_equal(rows.countdown_minutes, 25); /* it is 12:55 */
    assert_string_equal(rows.rows[rows.marked + 1].name, "Asr");
    table.eid.prayer.at_s -= 25 * 60 - 1;
    assert_int_equal(rows_of(&stage, &table).countdown_minutes, 1);
    /* What has begun has its iqama first; a prayer before it comes first. */
    table.in_iqama = PRAYER_DHUHR;
    table.iqama_minutes = 5;
    rows = rows_of(&stage, &table);
    assert_int_equal(rows.marked, 1 + PRAYER_DHUHR);
    assert_int_equal(rows.countdown_minutes, 5);
    table.in_iqama = -1;
    table.eid.prayer = at(16, 30);
    rows = rows_of(&stage, &table);
    assert_string_equal(rows.rows[rows.marked].name, "Asr");
    assert_int_equal(rows.countdown_minutes, 187);
    assert_string_equal(rows.rows[rows.marked + 1].name, "Eid prayer");
    stage_finish(&stage);
}

static void each_time_knows_whether_it_is_computed(void **state)
{
    (void)state;
    struct stage stage;
    begin(&stage);
    struct timetable table = plain_day();
    table.day.origins[PRAYER_ISHA] = ORIGIN_COMPUTED;
    struct prayer_rows rows = rows_of(&stage, &table);
    assert_true(rows.computed && rows.partial);
    for (int p = 0; p < PRAYER_COUNT; p++)
        assert_int_equal(rows.rows[p].times[0].computed, p == PRAYER_ISHA);
    /* A time that does not exist makes no difference to a day that is computed. */
    for (int p = 0; p < PRAYER_COUNT; p++)
        table.day.origins[p] = ORIGIN_COMPUTED;
    table.day.at_s[PRAYER_FAJR] = INSTANT_NONE;
    table.day.origins[PRAYER_FAJR] = ORIGIN_NONE;
    rows = rows_of(&stage, &table);
    assert_true(rows.computed && !rows.partial);
    assert_int_equal(rows.rows[PRAYER_FAJR].times[0].minutes, MINUTES_NONE);
    stage_finish(&stage);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_plain_day_has_six),
        cmocka_unit_test(ramadan_has_imsak_and_iftar),
        cmocka_unit_test(fridays_have_jumua),
        cmocka_unit_test(while_iqama_is_to_come_its_row_is_marked),
        cmocka_unit_test(the_next_of_another_day_is_told_in_its_row),
        cmocka_unit_test(jumua_of_tomorrow_is_no_dhuhr_of_today),
        cmocka_unit_test(an_eid_is_announced),
        cmocka_unit_test(the_prayer_of_eid_is_one_of_its_day),
        cmocka_unit_test(each_time_knows_whether_it_is_computed),
    };
    return cmocka_run_group_tests_name("widgets/prayer_rows", tests, NULL, NULL);
}
