#include "local_rounds.h"

#include <poll.h>
#include <stdio.h>
#include <unistd.h>

static void test_rounds(void **state)
{
    struct fixture *fixture = *state;
    write_page(fixture, "a.json", "{\"headlines\":[{\"title\":\"One\"}]}");
    assert_true(step(fixture));
    assert_int_equal(source_of(fixture)->state, SOURCE_FRESH);
    assert_true(fetch_is_idle(&fixture->fetch));
    assert_true(fetch_due_ns(&fixture->fetch) == 1060 * NS_PER_SECOND);
    pass(fixture, 59);
    write_page(fixture, "a.json", "{\"headlines\":[{\"title\":\"Two\"}]}");
    assert_false(step(fixture)); /* not due */
    pass(fixture, 1);
    assert_true(step(fixture));
    assert_string_equal(source_of(fixture)->shown->headlines[0].title, "Two");
    pass(fixture, 60);
    assert_false(step(fixture)); /* read again, the same */
    assert_true(source_of(fixture)->confirmed_s == 1742385600 + 120);
    assert_true(source_of(fixture)->good.fetched_s == 1742385600 + 60);
}

static void test_failures_back_off(void **state)
{
    struct fixture *fixture = *state;
    assert_true(step(fixture)); /* no such file */
    assert_int_equal(source_of(fixture)->state, SOURCE_FAILED);
    assert_true(fetch_due_ns(&fixture->fetch) == 1005 * NS_PER_SECOND);
    pass(fixture, 5);
    assert_false(step(fixture));
    assert_true(fetch_due_ns(&fixture->fetch) == 1015 * NS_PER_SECOND);
    pass(fixture, 10);
    write_page(fixture, "a.json", "{\"headlines\":");
    assert_true(step(fixture)); /* another reason */
    assert_true(fetch_due_ns(&fixture->fetch) == 1035 * NS_PER_SECOND);
    pass(fixture, 20);
    write_page(fixture, "a.json", "{\"headlines\":[{\"title\":\"One\"}]}");
    assert_true(step(fixture));
    assert_true(fetch_due_ns(&fixture->fetch) == 1095 * NS_PER_SECOND);
}

/* A round with TEXT as the document; how many lines it tells. */
static int lines_of_round(struct fixture *fixture, const char *text)
{
    FILE *file = tmpfile();
    assert_non_null(file);
    write_page(fixture, "a.json", text);
    pass(fixture, 60);
    fflush(stderr);
    int kept = dup(STDERR_FILENO);
    dup2(fileno(file), STDERR_FILENO);
    bool changed = step(fixture);
    fflush(stderr);
    dup2(kept, STDERR_FILENO);
    close(kept);
    assert_true(changed);
    rewind(file);
    int lines = 0;
    for (int c; (c = getc(file)) != EOF;)
        lines += c == '\n';
    fclose(file);
    return lines;
}

static void test_findings_are_told_once(void **state)
{
    struct fixture *fixture = *state;
    const char *bad = "{\"headlines\":[{\"title\":\"One\",\"time\":\"soon\"}]}";
    const char *down =
        "{\"headlines\":[{\"title\":\"Two\"},{\"title\":\"One\",\"time\":\"soon\"}]}";
    assert_int_equal(lines_of_round(fixture, bad), 1);
    assert_int_equal(lines_of_round(fixture, down), 0);
    assert_int_equal(lines_of_round(fixture, "{\"headlines\":"), 1); /* the last content stays */
    assert_int_equal(lines_of_round(fixture, bad), 1);               /* works again */
    assert_int_equal(lines_of_round(fixture, "{\"headlines\":[{\"title\":\"Two\"}]}"), 0);
    assert_int_equal(lines_of_round(fixture, bad), 1); /* it was gone */
}

/* A server in trouble that answers 200 clears neither the screen nor the cache. */
static void test_foreign_json_keeps_the_content(void **state)
{
    struct fixture *fixture = *state;
    struct cache_entry entry;
    fixture->world.cache = cache_create(fixture->folder);
    write_page(fixture, "a.json", "{\"headlines\":[{\"title\":\"One\"}]}");
    assert_true(step(fixture));
    write_page(fixture, "a.json", "{\"error\":\"database down\"}");
    pass(fixture, 60);
    assert_true(step(fixture));
    assert_int_equal(source_of(fixture)->state, SOURCE_FAILED);
    assert_non_null(strstr(source_of(fixture)->error, "holds none of headlines"));
    assert_string_equal(source_of(fixture)->shown->headlines[0].title, "One");
    assert_true(cache_read(fixture->world.cache, fixture->config.url, &entry));
    assert_non_null(strstr(entry.body, "One"));
    cache_entry_finish(&entry);
    write_page(fixture, "a.json", "{\"headlines\":[]}"); /* meant so */
    pass(fixture, 60);
    assert_true(step(fixture));
    assert_int_equal(source_of(fixture)->state, SOURCE_FRESH);
    assert_int_equal(source_of(fixture)->shown->headline_count, 0);
}

/* "12:50" is of the day on which the page came, by the clock that was right in the end. */
static void test_clock_set_after_the_page_came(void **state)
{
    struct fixture *fixture = *state;
    const int64_t day = 86400;
    fixture->world.cache = cache_create(fixture->folder);
    write_page(fixture, "a.json", "{\"headlines\":[{\"time\":\"12:50\",\"title\":\"One\"}]}");
    fixture->world.wall_s -= 400 * day;
    assert_true(step(fixture));
    assert_true(source_of(fixture)->shown->headlines[0].at_s == 1742388600 - 400 * day);
    pass(fixture, 10);
    assert_false(step(fixture));
    fixture->world.wall_s += 400 * day;
    assert_true(step(fixture));
    assert_true(source_of(fixture)->shown->headlines[0].at_s == 1742388600);
    assert_true(source_of(fixture)->good.fetched_s == 1742385600);
    assert_true(source_of(fixture)->confirmed_s == 1742385600);
    assert_false(step(fixture));
    assert_true(cache_newest_s(fixture->world.cache) == 1742385600);
}

/* A machine that slept has a clock that is right all the same. */
static void test_suspended_machine(void **state)
{
    struct fixture *fixture = *state;
    write_page(fixture, "a.json", "{\"headlines\":[{\"title\":\"One\"}]}");
    assert_true(step(fixture));
    fixture->world.boot_ns += 30 * NS_PER_SECOND;
    fixture->world.wall_s += 30;
    assert_false(step(fixture));
    assert_true(source_of(fixture)->good.fetched_s == 1742385600);
}

/* What it slept counts: the source is asked when its interval is over on the wall, not later. */
static void test_a_night_asleep_counts(void **state)
{
    struct fixture *fixture = *state;
    write_page(fixture, "a.json", "{\"headlines\":[{\"title\":\"One\"}]}");
    assert_true(step(fixture));
    write_page(fixture, "a.json", "{\"headlines\":[{\"title\":\"Two\"}]}");
    fixture->world.boot_ns += 20 * NS_PER_SECOND;
    fixture->world.wall_s += 20;
    assert_false(step(fixture));
    assert_true(fetch_due_ns(&fixture->fetch) == 1040 * NS_PER_SECOND);
    fixture->world.boot_ns += 30000 * NS_PER_SECOND;
    fixture->world.wall_s += 30000;
    assert_true(step(fixture));
    assert_string_equal(source_of(fixture)->shown->headlines[0].title, "Two");
    assert_true(fetch_due_ns(&fixture->fetch) == 1060 * NS_PER_SECOND); /* once */
}

/* An update of tzdata, told to a source that is under way or idle. */
static void test_read_again_by_other_rules(void **state)
{
    struct fixture *fixture = *state;
    write_page(fixture, "a.json", "{\"headlines\":[{\"title\":\"One\"}]}");
    assert_true(step(fixture));
    const struct content *before = source_of(fixture)->shown;
    uint64_t serial = before->serial;
    pass(fixture, 1);
    assert_false(step(fixture));
    fetch_reread(&fixture->fetch);
    assert_true(step(fixture));
    assert_true(source_of(fixture)->shown->serial != serial);
    serial = source_of(fixture)->shown->serial;
    pass(fixture, 1);
    assert_false(step(fixture)); /* once */
    assert_true(source_of(fixture)->shown->serial == serial);
}

static void test_restored(void **state)
{
    struct fixture *fixture = *state;
    fixture->world.cache = cache_create(fixture->folder);
    write_page(fixture, "a.json", "{\"headlines\":[{\"time\":\"12:50\",\"title\":\"One\"}]}");
    assert_false(fetch_restore(&fixture->fetch, &fixture->world));
    assert_true(step(fixture));
    fetch_finish(&fixture->fetch);
    fetch_init(&fixture->fetch, &fixture->config, &fixture->place);
    pass(fixture, 3 * 86400);
    assert_true(fetch_restore(&fixture->fetch, &fixture->world));
    assert_int_equal(source_of(fixture)->state, SOURCE_CACHED);
    assert_true(source_of(fixture)->confirmed_s == 1742385600);
    assert_true(source_of(fixture)->shown->headlines[0].at_s == 1742388600); /* of its own day */
    assert_true(step(fixture)); /* confirmed: fresh now, and the same */
    assert_int_equal(source_of(fixture)->state, SOURCE_FRESH);
    assert_true(source_of(fixture)->shown->headlines[0].at_s == 1742388600);
}

/* Steps until the round is over; true when anything changed. */
static bool finish_round(struct fixture *fixture)
{
    bool changed = step(fixture);
    while (!fetch_is_idle(&fixture->fetch)) {
        int fds[DECODING_FDS];
        fetch_fds(&fixture->fetch, fds);
        struct pollfd polled[2] = {{.fd = fds[0], .events = POLLIN},
                                   {.fd = fds[1], .events = POLLIN}};
        poll(polled, 2, 1000);
        changed |= step(fixture);
    }
    return changed;
}

static void test_picture_beside_a_local_document(void **state)
{
    struct fixture *fixture = *state;
    fixture->world.now_ns = clock_monotonic_ns(); /* the child has real time */
    write_page(fixture, "pic.png", "PIC 3 2 ff00ff00");
    write_page(fixture, "a.json", "{\"article\":{\"title\":\"T\",\"image\":\"pic.png\"}}");
    assert_true(finish_round(fixture));
    assert_non_null(source_of(fixture)->shown->article.image);
    assert_int_equal(source_of(fixture)->shown->article.image->w, 3);
}

/* What a document may name: nothing but what lies beside it, and no more from far away. */
static void test_places_of_pictures(void **state)
{
    struct fixture *fixture = *state;
    static const char *const refused[] = {"/etc/passwd", "../a.png", "x/../../a.png",
                                          "file:///etc/passwd", ".."};
    for (size_t i = 0; i < COUNT_OF(refused); i++) {
        char page[300];
        snprintf(page, sizeof page, "{\"article\":{\"title\":\"T%zu\",\"image\":\"%s\"}}", i,
                 refused[i]);
        write_page(fixture, "a.json", page);
        pass(fixture, 60);
        assert_true(finish_round(fixture));
        assert_int_equal(source_of(fixture)->state, SOURCE_FRESH);
        assert_null(source_of(fixture)->shown->article.image);
    }
}

/* --- a document that stays the same for days --- */

enum { NOON = 1742385600, DAY_S = 86400, PRAYER_DAYS = 90 }; /* 2025-03-19 12:00 UTC */

/* Prayer times from the day before on; A goes after ten days, B is under it, C comes tomorrow, D in
 * twenty days. */
static void write_almanac(struct fixture *fixture)
{
    struct buffer page;
    buffer_init(&page, 64 * 1024);
    buffer_print(&page,
                 "{\"headlines\":["
                 "{\"title\":\"A\",\"time\":\"2025-03-19T11:00:00Z\",\"image\":\"a.png\","
                 "\"until\":\"2025-03-29T12:00:00Z\"},"
                 "{\"title\":\"B\",\"time\":\"11:30\",\"paragraphs\":[\"b\"]},"
                 "{\"title\":\"C\",\"time\":\"2025-03-20T08:00:00Z\",\"paragraphs\":[\"c\"]},"
                 "{\"title\":\"D\",\"from\":\"2025-04-08T12:00:00Z\",\"pinned\":true,"
                 "\"image\":\"d.png\"}],\"prayers\":[");
    for (int i = 0; i < PRAYER_DAYS; i++) {
        char date[16];
        date_format(date_from_days(NOON / DAY_S - 1 + i), date, sizeof date);
        buffer_print(&page, "%s{\"date\":\"%s\",\"times\":{\"fajr\":\"05:%02d\"}}",
                     i > 0 ? "," : "", date, i % 60);
    }
    buffer_print(&page, "]}");
    write_page(fixture, "a.json", buffer_text(&page));
    buffer_finish(&page);
    write_page(fixture, "a.png", "PIC 3 2 ff00ff00");
    write_page(fixture, "d.png", "PIC 4 2 ff00ff00");
}

/* What is shown is that of a first reading DAYS after NOON. */
static void assert_almanac(const struct fixture *fixture, int day)
{
    const struct content *shown = source_of(fixture)->shown;
    bool any = false;
    struct date today = date_from_days(NOON / DAY_S + day);
    any = date_equal(shown->prayers.date, today);
    for (int i = 0; i < shown->prayers.day_count; i++)
        any |= date_equal(shown->prayers.days[i].date, today);
    assert_true(shown->prayers.present && any);
    assert_string_equal(shown->article.title, day < 10 ? "A" : day < 20 ? "C" : "D");
    assert_int_equal(shown->article.image != NULL ? shown->article.image->w : 0, day < 10   ? 3
                                                                                 : day < 20 ? 0
                                                                                            : 4);
    assert_true(shown->headlines[1].at_s == NOON - 1800); /* of the day on which it came */
}

/* Hours of the same bytes; then the file is away, and the days pass all the same. */
static void test_days_of_the_same_bytes(void **state)
{
    struct fixture *fixture = *state;
    int64_t clock_ns = clock_monotonic_ns(); /* the child has real time */
    fixture->world.now_ns = clock_ns;
    fixture->config.every_s = 3600;
    write_almanac(fixture);
    assert_true(finish_round(fixture));
    for (int hour = 0; hour < 50 * 24; hour++) {
        assert_almanac(fixture, hour / 24);
        pass(fixture, 3600);
        fixture->world.now_ns = clock_ns;
        fixture->fetch.source.due_ns = clock_ns;
        finish_round(fixture);
    }
    assert_int_equal(source_of(fixture)->state, SOURCE_FRESH);
    assert_true(source_of(fixture)->good.fetched_s == NOON);
}

static void test_days_without_the_source(void **state)
{
    struct fixture *fixture = *state;
    fixture->world.now_ns = clock_monotonic_ns();
    fixture->config.every_s = 100 * DAY_S;
    write_almanac(fixture);
    assert_true(finish_round(fixture));
    assert_false(step(fixture));
    int64_t due_ns = source_of(fixture)->due_ns;
    for (int day = 1; day < 50; day++) {
        fixture->world.wall_s = NOON + day * DAY_S; /* asleep, but for now: nothing is asked */
        fixture->world.boot_ns += DAY_S * NS_PER_SECOND;
        assert_true(finish_round(fixture));
        assert_almanac(fixture, day);
        assert_false(step(fixture));
        assert_true(fetch_due_ns(&fixture->fetch) - fixture->world.now_ns <=
                    DAY_S / 2 * NS_PER_SECOND); /* midnight, or before */
    }
    assert_true(source_of(fixture)->due_ns == due_ns - 49 * DAY_S * NS_PER_SECOND);
    assert_true(source_of(fixture)->confirmed_s == NOON);
}

/* A restart after weeks without the source, and a clock that is set back then. */
static void test_restored_after_weeks(void **state)
{
    struct fixture *fixture = *state;
    fixture->world.cache = cache_create(fixture->folder);
    fixture->world.now_ns = clock_monotonic_ns();
    write_almanac(fixture);
    assert_true(finish_round(fixture));
    for (int day = 60; day >= 5; day -= 55) {
        fetch_finish(&fixture->fetch);
        fetch_init(&fixture->fetch, &fixture->config, &fixture->place);
        fixture->world.wall_s = NOON + 60 * DAY_S;
        assert_true(fetch_restore(&fixture->fetch, &fixture->world));
        fixture->fetch.source.due_ns = INT64_MAX;
        while (fetch_is_restoring(&fixture->fetch))
            finish_round(fixture);
        assert_almanac(fixture, 60);
        fixture->world.wall_s = NOON + day * DAY_S;
        assert_true(finish_round(fixture) == (day != 60));
        assert_almanac(fixture, day);
        assert_int_equal(source_of(fixture)->state, SOURCE_CACHED);
        assert_false(step(fixture));
    }
}

int main(int count, char **arguments)
{
    if (count > 1 && strcmp(arguments[1], "decode-picture") == 0)
        return fake_decode(arguments[2]);
    const struct CMUnitTest tests[] = {
        WITH_FOLDER(test_rounds),
        WITH_FOLDER(test_failures_back_off),
        WITH_FOLDER(test_findings_are_told_once),
        WITH_FOLDER(test_foreign_json_keeps_the_content),
        WITH_FOLDER(test_clock_set_after_the_page_came),
        WITH_FOLDER(test_suspended_machine),
        WITH_FOLDER(test_a_night_asleep_counts),
        WITH_FOLDER(test_read_again_by_other_rules),
        WITH_FOLDER(test_restored),
        WITH_FOLDER(test_picture_beside_a_local_document),
        WITH_FOLDER(test_places_of_pictures),
        WITH_FOLDER(test_days_of_the_same_bytes),
        WITH_FOLDER(test_days_without_the_source),
        WITH_FOLDER(test_restored_after_weeks),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
