#include "../check.h"

#include "content/prayer_table.h"
#include "content/timetable.h"

#include <string.h>

enum { DAYS = 365 };

static const struct prayer_table *make_table(int count, enum prayer_table_time time)
{
    struct prayer_table_day days[DAYS] = {0};
    for (int i = 0; i < count; i++) {
        days[i].date = date_add_days((struct date){2026, 1, 1}, i);
        days[i].minutes[PRAYER_DHUHR] = 720 + i;
    }
    return prayer_table_create(days, count, time);
}

static void test_find(void **state)
{
    (void)state;
    const struct prayer_table *table = make_table(DAYS, PRAYER_TABLE_WALL);
    assert_int_equal(prayer_table_count(table), DAYS);
    assert_null(prayer_table_find(table, (struct date){2025, 12, 31}));
    assert_null(prayer_table_find(table, (struct date){2027, 1, 1}));
    assert_null(prayer_table_find(NULL, (struct date){2026, 1, 1}));
    assert_int_equal(prayer_table_find(table, (struct date){2026, 2, 1})->minutes[PRAYER_DHUHR],
                     751);
    assert_true(date_equal(prayer_table_first(table), (struct date){2026, 1, 1}));
    assert_true(date_equal(prayer_table_last(table), (struct date){2026, 12, 31}));
    prayer_table_put(table);
}

static void test_equal(void **state)
{
    (void)state;
    const struct prayer_table *table = make_table(DAYS, PRAYER_TABLE_WALL);
    const struct prayer_table *same = make_table(DAYS, PRAYER_TABLE_WALL);
    const struct prayer_table *shorter = make_table(DAYS - 1, PRAYER_TABLE_WALL);
    const struct prayer_table *standard = make_table(DAYS, PRAYER_TABLE_STANDARD);
    assert_true(prayer_table_equal(table, same));
    assert_false(prayer_table_equal(table, shorter));
    assert_false(prayer_table_equal(table, standard));
    assert_false(prayer_table_equal(table, NULL));
    assert_true(prayer_table_equal(NULL, NULL));
    prayer_table_put(table);
    prayer_table_put(same);
    prayer_table_put(shorter);
    prayer_table_put(standard);
}

/* NULL: nothing is told. */
static void assert_told(struct date today, const char *expected)
{
    const struct prayer_table *table = make_table(DAYS, PRAYER_TABLE_WALL);
    struct buffer out;
    buffer_init(&out, 1024);
    assert_int_equal(prayer_table_tell_end(table, today, "none", &out), expected != NULL);
    assert_string_equal(buffer_text(&out), expected != NULL ? expected : "");
    buffer_finish(&out);
    prayer_table_put(table);
}

static void test_end(void **state)
{
    (void)state;
    assert_told((struct date){2025, 12, 31},
                "it begins on 2026-01-01 only; until then the screen shows none");
    assert_told((struct date){2026, 1, 1}, NULL);
    assert_told((struct date){2026, 12, 16}, NULL);
    assert_told((struct date){2026, 12, 17},
                "it ends on 2026-12-31, in 14 days; after it the screen shows none");
    assert_told((struct date){2026, 12, 30},
                "it ends on 2026-12-31, in 1 day; after it the screen shows none");
    assert_told((struct date){2026, 12, 31},
                "it ends today, on 2026-12-31; after it the screen shows none");
    assert_told((struct date){2027, 1, 1}, "it ended on 2026-12-31; the screen shows none");
}

static void test_afterwards(void **state)
{
    (void)state;
    assert_non_null(strstr(prayer_table_afterwards(true, true), "sources, else computed"));
    assert_string_equal(prayer_table_afterwards(true, false), "the times of the sources");
    assert_string_equal(prayer_table_afterwards(false, true), "computed times with their mark");
    assert_string_equal(prayer_table_afterwards(false, false), "no times");
}

/* The one that a content carries holds before that of the settings, which was read at the start. */
static void test_carried(void **state)
{
    (void)state;
    const struct prayer_table *old = make_table(DAYS, PRAYER_TABLE_WALL);
    const struct prayer_table_day day = {.date = {2026, 1, 1}, .minutes = {[PRAYER_DHUHR] = 800}};
    const struct prayer_table *new = prayer_table_create(&day, 1, PRAYER_TABLE_WALL);
    struct content *content = content_merge(NULL, 0, NULL, 0, NULL, NULL);
    content_set_timetable(content, old);
    content_set_timetable(content, new);
    prayer_table_put(new);
    struct content *copy = content_with_image(content, NULL);
    struct content *some = content_of_sources(content, NULL, 0);
    content_put(content);
    assert_ptr_equal(copy->timetable, new);
    assert_ptr_equal(some->timetable, new);
    content_put(copy);
    struct prayer_settings settings = PRAYER_SETTINGS_DEFAULT;
    settings.table = old;
    struct prayer_basis basis = {.settings = &settings, .place = &some->place};
    struct prayer_day shown;
    timetable_day(&basis, day.date, &shown);
    assert_int_equal(shown.minutes[PRAYER_DHUHR], 720);
    basis.table = some->timetable;
    timetable_day(&basis, day.date, &shown);
    assert_int_equal(shown.minutes[PRAYER_DHUHR], 800);
    content_put(some);
    prayer_table_put(old);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_find),    cmocka_unit_test(test_equal),
        cmocka_unit_test(test_end),     cmocka_unit_test(test_afterwards),
        cmocka_unit_test(test_carried),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
