#include "../check.h"

#include "player/reminder.h"

static const struct prayer_table *make_table(struct date first, int count)
{
    struct prayer_table_day days[400] = {0};
    for (int i = 0; i < count; i++)
        days[i].date = date_add_days(first, i);
    return prayer_table_create(days, count, PRAYER_TABLE_WALL);
}

static bool tells(struct reminder *reminder, const struct content *content, struct date date,
                  enum trust trust)
{
    const struct config config = {.timetable = "rabat.csv"};
    const struct civil noon = {.date = date, .hour = 12};
    const struct moment moment = {.wall_ns = civil_seconds(&noon) * NS_PER_SECOND, .trust = trust};
    return reminder_tell(reminder, &config, content, &moment);
}

static void test_once_a_day(void **state)
{
    (void)state;
    struct reminder reminder = {0};
    struct content *content = content_create();
    assert_false(tells(&reminder, NULL, (struct date){2026, 12, 20}, TRUST_HELD));
    assert_false(tells(&reminder, content, (struct date){2026, 12, 20}, TRUST_HELD));
    const struct prayer_table *table = make_table((struct date){2026, 1, 1}, 365);
    content_set_timetable(content, table);
    assert_false(tells(&reminder, content, (struct date){2026, 12, 16}, TRUST_HELD));
    assert_false(tells(&reminder, content, (struct date){2026, 12, 17}, TRUST_UNSET));
    assert_true(tells(&reminder, content, (struct date){2026, 12, 17}, TRUST_HELD));
    assert_false(tells(&reminder, content, (struct date){2026, 12, 17}, TRUST_HELD));
    assert_true(tells(&reminder, content, (struct date){2026, 12, 18}, TRUST_SYNCHRONISED));
    assert_true(tells(&reminder, content, (struct date){2027, 1, 1}, TRUST_SYNCHRONISED));
    content_put(content);
    prayer_table_put(table);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_once_a_day)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
