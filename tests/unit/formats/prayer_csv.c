#include "fixture.h"

#include "base/memory.h"
#include "formats/csv.h"
#include "formats/prayer_csv.h"

#include <dirent.h>
#include <stdio.h>

/* --- cases as folders: tests/feeds/timetable/CASE/
 *   input.csv   the file
 *   expected    what is found in it, and the days that are left
 * RIWAQ_UPDATE=1 writes the last one anew; read the difference before you commit it. --- */

#define CASES "tests/feeds/timetable"

enum { PATH_SIZE = 512, OUT_CAP = 4 * 1024 * 1024 };

static char *read_whole(const char *path, size_t *size)
{
    FILE *file = fopen(path, "rb");
    struct buffer out;
    char piece[4096];
    size_t count;
    if (file == NULL)
        return NULL;
    buffer_init(&out, OUT_CAP);
    buffer_add_text(&out, "");
    while ((count = fread(piece, 1, sizeof piece, file)) > 0)
        assert_true(buffer_add(&out, piece, count));
    fclose(file);
    *size = out.length;
    return buffer_take(&out);
}

static void print_time(struct buffer *out, const char *before, int minutes)
{
    char text[16];
    minutes_format(minutes, text, sizeof text);
    buffer_print(out, "%s%s", before, minutes == MINUTES_NONE ? "-" : text);
}

static void print_day(struct buffer *out, const struct prayer_table_day *day)
{
    char text[16];
    date_format(day->date, text, sizeof text);
    buffer_add_text(out, text);
    for (int i = 0; i < PRAYER_COUNT; i++)
        print_time(out, " ", day->minutes[i]);
    if (day->imsak != MINUTES_NONE)
        print_time(out, " imsak ", day->imsak);
    for (int i = 0; i < PRAYER_COUNT; i++)
        if (day->iqama[i] != MINUTES_NONE)
            print_time(out, " iqama ", day->iqama[i]);
    for (int i = 0; i < day->jumua_count; i++)
        print_time(out, " jumua ", day->jumua[i]);
    buffer_add_text(out, "\n");
}

static void print_table(struct buffer *out, const struct prayer_table *table)
{
    if (table == NULL) {
        buffer_add_text(out, "no day\n");
        return;
    }
    struct date date = prayer_table_first(table);
    for (; days_from_date(date) <= days_from_date(prayer_table_last(table));
         date = date_add_days(date, 1)) {
        const struct prayer_table_day *day = prayer_table_find(table, date);
        if (day != NULL)
            print_day(out, day);
    }
}

/* What is said of TEXT, and the days; free() it. */
static char *tell(const struct prayer_csv *csv, const char *text, size_t size)
{
    struct diagnostics findings;
    char *said = NULL;
    size_t length = 0;
    diagnostics_init(&findings);
    /* An exact copy, so that a read past the end is seen. */
    char *copy = malloc(size > 0 ? size : 1);
    memcpy(copy, text, size);
    const struct prayer_table *table = prayer_csv_read(csv, copy, size, &findings);
    free(copy);
    FILE *file = open_memstream(&said, &length);
    assert_non_null(file);
    diagnostics_print(&findings, file);
    fclose(file);
    struct buffer out;
    buffer_init(&out, OUT_CAP);
    buffer_add_text(&out, said);
    print_table(&out, table);
    free(said);
    prayer_table_put(table);
    diagnostics_finish(&findings);
    return buffer_take(&out);
}

static void compare(const char *path, const char *got)
{
    size_t size;
    if (getenv("RIWAQ_UPDATE") != NULL) {
        FILE *file = fopen(path, "wb");
        assert_non_null(file);
        fputs(got, file);
        fclose(file);
    }
    char *expected = read_whole(path, &size);
    if (expected == NULL || strcmp(got, expected) != 0)
        fail_msg("%s\n--- expected:\n%s\n--- got:\n%s", path, expected != NULL ? expected : "",
                 got);
    free(expected);
}

static const struct prayer_csv plain = {"input.csv", PRAYER_TABLE_WALL, NULL};

static void test_cases(void **state)
{
    (void)state;
    int count = 0;
    DIR *dir = opendir(CASES);
    assert_non_null(dir);
    for (struct dirent *entry; (entry = readdir(dir)) != NULL;) {
        char path[PATH_SIZE];
        size_t size = 0;
        if (entry->d_name[0] == '.')
            continue;
        snprintf(path, sizeof path, "%s/%s/input.csv", CASES, entry->d_name);
        char *text = read_whole(path, &size);
        assert_non_null(text);
        char *got = tell(&plain, text, size);
        snprintf(path, sizeof path, "%s/%s/expected", CASES, entry->d_name);
        compare(path, got);
        free(got);
        free(text);
        count++;
    }
    closedir(dir);
    assert_true(count >= 40);
}

/* --- clock changes --- */

#define HEADER "date,fajr,sunrise,dhuhr,asr,maghrib,isha\n"
/* Berlin, on the night of whose 29th the clocks are changed. */
#define BEFORE "2026-03-28,04:05,05:46,12:10,15:33,18:27,20:00\n"
#define SUMMER "2026-03-29,05:02,06:43,13:10,16:34,19:29,21:03\n"
#define WINTER "2026-03-29,04:02,05:43,12:10,15:34,18:29,20:03\n"

static const struct zone *make_zone(const char *rule)
{
    unsigned char data[300] = {0};
    size_t length = put_block(data, 3600);
    length += put_block(data + length, 3600);
    length += (size_t)snprintf((char *)data + length, sizeof data - length, "\n%s\n", rule);
    const struct zone *zone = zone_parse("Europe/Berlin", data, length);
    assert_non_null(zone);
    return zone;
}

static void assert_told(const char *rule, enum prayer_table_time time, const char *text,
                        const char *told)
{
    const struct prayer_csv csv = {"t.csv", time, make_zone(rule)};
    char *got = tell(&csv, text, strlen(text));
    bool good = told == NULL ? strncmp(got, "2026", 4) == 0 : strstr(got, told) != NULL;
    if (!good || strstr(got, "2026-03-29 ") == NULL)
        fail_msg("expected: %s\ngot: %s", told != NULL ? told : "nothing", got);
    free(got);
    zone_put(csv.zone);
}

static void test_clock_changes(void **state)
{
    (void)state;
    static const char berlin[] = "CET-1CEST,M3.5.0,M10.5.0/3", never[] = "CET-1";
    assert_told(berlin, PRAYER_TABLE_WALL, HEADER BEFORE SUMMER, NULL);
    assert_told(berlin, PRAYER_TABLE_WALL, HEADER BEFORE WINTER,
                "t.csv:3: warning: the clocks of Europe/Berlin go 60 minutes forward on this day, "
                "the times 0; if they are standard time, set timetable_time = standard\n");
    assert_told(never, PRAYER_TABLE_WALL, HEADER BEFORE SUMMER,
                "t.csv:3: warning: all times are 60 minutes later than the day before, but the "
                "clocks of Europe/Berlin are not changed then\n");
    assert_told(never, PRAYER_TABLE_WALL, HEADER BEFORE WINTER, NULL);
    assert_told(berlin, PRAYER_TABLE_STANDARD, HEADER BEFORE WINTER, NULL);
    assert_told(berlin, PRAYER_TABLE_STANDARD, HEADER BEFORE SUMMER, "is it wall?");
}

/* --- what it is made of --- */

static void test_time(void **state)
{
    (void)state;
    char *got = tell(&(struct prayer_csv){"t.csv", PRAYER_TABLE_STANDARD, NULL}, HEADER BEFORE,
                     strlen(HEADER BEFORE));
    assert_string_equal(got, "2026-03-28 04:05 05:46 12:10 15:33 18:27 20:00\n");
    free(got);
    const struct prayer_csv csv = {"t.csv", PRAYER_TABLE_STANDARD, NULL};
    const struct prayer_table *table =
        prayer_csv_read(&csv, HEADER BEFORE, strlen(HEADER BEFORE), NULL);
    assert_int_equal(prayer_table_time(table), PRAYER_TABLE_STANDARD);
    prayer_table_put(table);
}

/* More days than a table may have: those that fit are there, and it is told. */
static void test_many_days(void **state)
{
    (void)state;
    struct buffer text;
    struct diagnostics findings;
    buffer_init(&text, OUT_CAP);
    diagnostics_init(&findings);
    buffer_add_text(&text, HEADER);
    struct date date = {2020, 1, 1};
    for (int i = 0; i <= PRAYER_TABLE_DAYS_MAX; i++) {
        char day[16];
        date_format(date, day, sizeof day);
        buffer_print(&text, "%s,05:04,06:32,12:40,16:02,18:43,19:57\n", day);
        date = date_add_days(date, 1);
    }
    const struct prayer_table *table =
        prayer_csv_read(&plain, buffer_text(&text), text.length, &findings);
    assert_int_equal(findings.errors, 1);
    assert_int_equal(findings.findings[0].line, PRAYER_TABLE_DAYS_MAX + 2);
    assert_true(date_equal(prayer_table_last(table), date_add_days(date, -2)));
    prayer_table_put(table);
    diagnostics_finish(&findings);
    buffer_finish(&text);
}

static void test_large_file(void **state)
{
    (void)state;
    size_t size = PRAYER_CSV_BYTES_MAX + 100;
    char *text = malloc(size);
    memset(text, '\n', size);
    memcpy(text, HEADER BEFORE, strlen(HEADER BEFORE));
    char *got = tell(&plain, text, size);
    assert_string_equal(got,
                        "input.csv: the file is larger than 2 MiB; what is beyond is not used\n"
                        "2026-03-28 04:05 05:46 12:10 15:33 18:27 20:00\n");
    free(got);
    free(text);
}

/* --- robustness --- */

static uint64_t next_random(uint64_t *state)
{
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    return *state;
}

/* Whatever is there, days ascend and their times are times. */
static void check_any(const char *text, size_t size)
{
    struct diagnostics findings;
    diagnostics_init(&findings);
    char *copy = malloc(size > 0 ? size : 1);
    memcpy(copy, text, size);
    const struct prayer_table *table = prayer_csv_read(&plain, copy, size, &findings);
    assert_true(table != NULL || findings.errors > 0);
    int64_t last = table != NULL ? days_from_date(prayer_table_last(table)) : 0;
    assert_true(table == NULL || days_from_date(prayer_table_first(table)) <= last);
    prayer_table_put(table);
    diagnostics_finish(&findings);
    free(copy);
}

/* Every cut of every case, and each of its bytes as another one. */
static void test_cut_and_spoilt(void **state)
{
    (void)state;
    static const char *const names[] = {"mosque", "spreadsheet-ar-utf16", "spreadsheet-fr",
                                        "quotes", "far-north"};
    static const char nasty[] = ",;\t\"\n\r\0#-:/.09\xEF\xD9\xC2\xFF";
    uint64_t random = 88172645463325252;
    for (size_t n = 0; n < COUNT_OF(names); n++) {
        char path[PATH_SIZE];
        size_t size = 0;
        snprintf(path, sizeof path, "%s/%s/input.csv", CASES, names[n]);
        char *text = read_whole(path, &size);
        assert_non_null(text);
        for (size_t cut = 0; cut < size; cut++)
            check_any(text, cut);
        for (size_t i = 0; i < size; i++) {
            char kept = text[i];
            text[i] = nasty[next_random(&random) % sizeof nasty];
            check_any(text, size);
            text[i] = kept;
        }
        free(text);
    }
}

static void test_csv(void **state)
{
    (void)state;
    char text[] = "a;b ; \"c;\"\"d\"\"\" \n;x\n";
    struct csv csv;
    struct csv_row row;
    csv_init(&csv, text, strlen(text));
    assert_true(csv_next(&csv, &row));
    assert_int_equal(csv.separator, ';');
    assert_int_equal(row.count, 3);
    assert_string_equal(row.cells[1], "b");
    assert_string_equal(row.cells[2], "c;\"d\"");
    assert_true(csv_next(&csv, &row));
    assert_int_equal(row.line, 2);
    assert_int_equal(row.count, 2);
    assert_string_equal(row.cells[0], "");
    assert_string_equal(row.cells[1], "x");
    assert_false(csv_next(&csv, &row));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_cases),      cmocka_unit_test(test_clock_changes),
        cmocka_unit_test(test_time),       cmocka_unit_test(test_many_days),
        cmocka_unit_test(test_large_file), cmocka_unit_test(test_cut_and_spoilt),
        cmocka_unit_test(test_csv),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
