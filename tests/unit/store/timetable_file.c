#include "../check.h"

#include "folder.h"

#include "store/timetable_file.h"

#include <errno.h>
#include <poll.h>
#include <string.h>

#define HEADER "date,fajr,sunrise,dhuhr,asr,maghrib,isha\n"
#define DAY    "2026-03-19,05:04,06:32,12:40,16:02,18:43,19:57\n"
#define OTHER  "2027-03-19,05:04,06:32,12:40,16:02,18:43,19:57\n"
#define WRONG  "2028-03-19,05:04,06:32,12:40,11:02,18:43,19:57\n"

static void write_text(const char *path, const char *text)
{
    assert_true(file_replace(path, text, strlen(text)));
}

static void test_read(void **state)
{
    (void)state;
    char *folder = folder_create(), *path = file_join(folder, "t.csv");
    const struct prayer_csv csv = {path, PRAYER_TABLE_WALL, NULL};
    const struct prayer_table *table;
    struct diagnostics findings;
    diagnostics_init(&findings);
    assert_false(timetable_file_read(&csv, &table, &findings));
    assert_int_equal(errno, ENOENT);
    assert_null(table);
    write_text(path, HEADER WRONG DAY);
    assert_true(timetable_file_read(&csv, &table, &findings));
    assert_int_equal(findings.errors, 1);
    assert_string_equal(findings.findings[0].file, path);
    assert_int_equal(prayer_table_count(table), 1);
    prayer_table_put(table);
    diagnostics_finish(&findings);
    free(path);
    folder_destroy(folder);
}

static int year_of(const struct timetable_file *file)
{
    return file->table != NULL ? prayer_table_first(file->table).year : 0;
}

#define FIRST_NS NS_PER_SECOND

/* Looks as the fetcher does until nothing is under way: whether another table was taken. */
static bool look(struct timetable_file *file)
{
    bool taken = timetable_file_look(file, NULL, FIRST_NS);
    for (int64_t now_ns = FIRST_NS; timetable_file_due_ns(file) != INT64_MAX;) {
        assert_true(timetable_file_due_ns(file) > now_ns);
        now_ns = timetable_file_due_ns(file);
        taken |= timetable_file_look(file, NULL, now_ns);
    }
    return taken;
}

/* It tells by itself that there is something to look at. */
static bool is_told(const struct timetable_file *file)
{
    struct pollfd fd = {.fd = timetable_file_fd(file), .events = POLLIN};
    assert_true(fd.fd >= 0);
    return poll(&fd, 1, 0) == 1;
}

static void test_replaced(void **state)
{
    (void)state;
    char *folder = folder_create(), *path = file_join(folder, "t.csv");
    struct timetable_file file;
    timetable_file_init(&file, path, PRAYER_TABLE_WALL, NULL);
    assert_int_equal(timetable_file_fd(&file), -1);
    assert_false(look(&file));
    write_text(path, HEADER DAY);
    assert_true(is_told(&file));
    assert_true(look(&file));
    assert_int_equal(year_of(&file), 2026);
    assert_false(is_told(&file));
    assert_false(look(&file));
    write_text(path, HEADER OTHER);
    assert_true(look(&file));
    assert_int_equal(year_of(&file), 2027);
    /* The same days again; a mistake; gone: what was there stays. */
    write_text(path, "# as before\n" HEADER OTHER);
    assert_false(look(&file));
    write_text(path, HEADER WRONG);
    assert_false(look(&file));
    write_text(path, HEADER DAY WRONG WRONG);
    assert_false(look(&file));
    assert_int_equal(remove(path), 0);
    assert_false(look(&file));
    assert_int_equal(year_of(&file), 2027);
    write_text(path, HEADER DAY);
    assert_true(look(&file));
    assert_int_equal(year_of(&file), 2026);
    timetable_file_finish(&file);
    free(path);
    folder_destroy(folder);
}

/* Written in place, half of it first: it is waited for until it is closed. */
static void test_written_in_place(void **state)
{
    (void)state;
    char *folder = folder_create(), *path = file_join(folder, "t.csv");
    struct timetable_file file;
    write_text(path, HEADER DAY);
    timetable_file_init(&file, path, PRAYER_TABLE_WALL, NULL);
    assert_true(look(&file));
    FILE *writer = fopen(path, "w");
    fputs(HEADER, writer);
    fflush(writer);
    assert_false(timetable_file_look(&file, NULL, FIRST_NS));
    assert_false(timetable_file_look(&file, NULL, FIRST_NS + WATCH_WRITING_NS - 1));
    fputs(OTHER, writer);
    fclose(writer);
    assert_true(look(&file));
    assert_int_equal(year_of(&file), 2027);
    timetable_file_finish(&file);
    free(path);
    folder_destroy(folder);
}

/* One bad day costs that day, at the start and later. */
static void test_bad_days(void **state)
{
    (void)state;
    char *folder = folder_create(), *path = file_join(folder, "t.csv");
    struct timetable_file file;
    write_text(path, HEADER DAY WRONG);
    timetable_file_init(&file, path, PRAYER_TABLE_WALL, NULL);
    assert_true(look(&file));
    assert_int_equal(year_of(&file), 2026);
    assert_int_equal(prayer_table_count(file.table), 1);
    write_text(path, HEADER WRONG OTHER);
    assert_true(look(&file));
    assert_int_equal(year_of(&file), 2027);
    timetable_file_finish(&file);
    free(path);
    folder_destroy(folder);
}

/* What was read at the start, with a mistake, is not told of again. */
static void test_as_read(void **state)
{
    (void)state;
    char *folder = folder_create(), *path = file_join(folder, "t.csv");
    write_text(path, HEADER DAY WRONG);
    const struct prayer_csv csv = {path, PRAYER_TABLE_WALL, NULL};
    const struct prayer_table *table;
    struct timetable_file file;
    assert_true(timetable_file_read(&csv, &table, NULL));
    timetable_file_init(&file, path, PRAYER_TABLE_WALL, table);
    assert_false(look(&file));
    assert_ptr_equal(file.table, table);
    timetable_file_finish(&file);
    prayer_table_put(table);
    timetable_file_init(&file, NULL, PRAYER_TABLE_WALL, NULL);
    assert_false(look(&file));
    free(path);
    folder_destroy(folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_read),
        cmocka_unit_test(test_replaced),
        cmocka_unit_test(test_written_in_place),
        cmocka_unit_test(test_bad_days),
        cmocka_unit_test(test_as_read),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
