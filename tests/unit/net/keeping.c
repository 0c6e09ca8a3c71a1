/* What a source leaves on the disk for the next start, and how seldom it writes. */
#include "local_rounds.h"

#include <signal.h>
#include <sys/resource.h>
#include <unistd.h>

static struct cache_tally tally_of(const struct fixture *fixture)
{
    struct cache_tally tally;
    cache_count(fixture->world.cache, &tally);
    return tally;
}

/* A minute passes, and TEXT is what the source says then. */
static void next_round(struct fixture *fixture, const char *text)
{
    write_page(fixture, "a.json", text);
    pass(fixture, 60);
    step(fixture);
}

/* A document that never changes is kept all the same once the cache can be written. */
static void test_cache_that_fails_for_a_while(void **state)
{
    struct fixture *fixture = *state;
    struct cache_entry entry;
    char *folder = file_join(fixture->folder, "cache");
    assert_true(file_replace(folder, "x", 1)); /* in its place */
    fixture->world.cache = cache_create(folder);
    write_page(fixture, "a.json", "{\"headlines\":[{\"title\":\"One\"}]}");
    assert_true(step(fixture));
    assert_int_equal(unlink(folder), 0);
    pass(fixture, 60);
    assert_false(step(fixture));
    assert_true(cache_read(fixture->world.cache, fixture->config.url, &entry));
    assert_non_null(strstr(entry.body, "One"));
    cache_entry_finish(&entry);
    free(folder);
}

/* A day on which the page says the same, each time in other bytes, is no reason to write, but for
 * what the next start must know: how long that was right. */
static void test_a_day_of_the_same(void **state)
{
    static const char *const pages[] = {
        "{\"headlines\":[{\"title\":\"One\",\"url\":\"http://a/\"}]}",
        "{\"generated\": 0.0348, \"headlines\": [{\"url\":\"http://a/\", \"title\":\"One\"}]}",
        "{\"headlines\":[{\"title\":\"One\",\"url\":\"http://a/\"}],\"generated\":0.0351}"};
    const int rounds = 24 * 60;
    struct fixture *fixture = *state;
    struct cache_entry entry;
    fixture->world.cache = cache_create(fixture->folder);
    for (int varied = 0; varied < 2; varied++) {
        int64_t before = tally_of(fixture).writes;
        for (int i = 0; i < rounds; i++)
            next_round(fixture, pages[varied * (1 + i % 2)]);
        int64_t writes = tally_of(fixture).writes - before;
        assert_int_equal(writes, 24 * 3600 / FETCH_CONFIRM_S);
    }
    assert_int_equal(tally_of(fixture).errors, 0);
    assert_int_equal(tally_of(fixture).removed, 0);
    /* The bytes that came last are kept with the next confirmation. */
    assert_true(cache_read(fixture->world.cache, fixture->config.url, &entry));
    assert_non_null(strstr(entry.body, "generated"));
    cache_entry_finish(&entry);
    int64_t writes = tally_of(fixture).writes;
    next_round(fixture, "{\"headlines\":[{\"title\":\"Two\",\"url\":\"http://a/\"}]}");
    assert_int_equal(tally_of(fixture).writes, writes + 1); /* at once */
}

/* A link that comes and goes: what is kept is not written again at each return. */
static void test_hours_of_failures(void **state)
{
    struct fixture *fixture = *state;
    fixture->world.cache = cache_create(fixture->folder);
    for (int i = 0; i < 4 * 60 / 2; i++) {
        next_round(fixture, "{\"headlines\":[{\"title\":\"One\"}]}");
        next_round(fixture, "{");
    }
    assert_int_equal(tally_of(fixture).writes, 4);
}

/* Somebody empties the folder: it is filled again, but not as often as it is emptied. */
static void test_what_is_taken_away_is_written_again(void **state)
{
    static const char page[] = "{\"headlines\":[{\"title\":\"One\"}]}";
    struct fixture *fixture = *state;
    fixture->world.cache = cache_create(fixture->folder);
    next_round(fixture, page);
    for (int i = 0; i < 60; i++) {
        cache_forget(fixture->world.cache, fixture->config.url);
        next_round(fixture, page);
        assert_int_equal(tally_of(fixture).writes, 2);
    }
    pass(fixture, FETCH_MEND_S);
    next_round(fixture, page);
    assert_int_equal(tally_of(fixture).writes, 3);
}

/* What came while the disk was full, by a clock that was wrong: nothing of the last good one is
 * lost for it. */
static void test_clock_set_while_the_disk_is_full(void **state)
{
    struct fixture *fixture = *state;
    struct cache_entry entry;
    struct rlimit before;
    fixture->world.cache = cache_create(fixture->folder);
    next_round(fixture, "{\"headlines\":[{\"title\":\"One\"}]}");
    signal(SIGXFSZ, SIG_IGN);
    assert_int_equal(getrlimit(RLIMIT_FSIZE, &before), 0);
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &(struct rlimit){0, before.rlim_max}), 0);
    fixture->world.wall_s += 86400;
    step(fixture);
    assert_true(source_of(fixture)->good.fetched_s == 1742385660 + 86400);
    assert_true(cache_read(fixture->world.cache, fixture->config.url, &entry));
    assert_true(entry.fetched_s == 1742385660);
    cache_entry_finish(&entry);
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &before), 0);
    for (int i = 0; i < 2; i++)
        next_round(fixture, "{\"headlines\":[{\"title\":\"One\"}]}");
    assert_true(cache_read(fixture->world.cache, fixture->config.url, &entry));
    assert_true(entry.fetched_s == 1742385660 + 86400);
    cache_entry_finish(&entry);
}

/* The next run knows when the page was confirmed last, to a part of the time that it counts; a disk
 * is not written at every round. */
static void test_confirmation_is_kept(void **state)
{
    struct fixture *fixture = *state;
    struct cache_entry entry;
    fixture->world.cache = cache_create(fixture->folder);
    write_page(fixture, "a.json", "{\"headlines\":[{\"time\":\"12:50\",\"title\":\"One\"}]}");
    assert_true(step(fixture));
    pass(fixture, 60);
    assert_false(step(fixture));
    assert_true(cache_read(fixture->world.cache, fixture->config.url, &entry));
    assert_true(entry.confirmed_s == 0);
    cache_entry_finish(&entry);
    pass(fixture, 86400);
    assert_true(step(fixture)); /* the ages move on */
    pass(fixture, 60);
    assert_false(step(fixture));
    fetch_finish(&fixture->fetch);

    fetch_init(&fixture->fetch, &fixture->config, &fixture->place);
    pass(fixture, 3 * 86400);
    assert_true(fetch_restore(&fixture->fetch, &fixture->world));
    assert_true(source_of(fixture)->confirmed_s == 1742385600 + 86400 + 60);
    assert_true(source_part(source_of(fixture)).confirmed_s == 1742385600 + 86400 + 60);
    assert_true(source_of(fixture)->shown->headlines[0].at_s == 1742388600); /* of its own day */
    assert_true(cache_newest_s(fixture->world.cache) == 1742385600 + 86400 + 60);
}

/* A clock that was years ahead leaves nothing behind that the next start would believe. */
static void test_confirmation_by_a_wrong_clock(void **state)
{
    struct fixture *fixture = *state;
    const int64_t year = 365 * INT64_C(86400);
    fixture->world.cache = cache_create(fixture->folder);
    write_page(fixture, "a.json", "{\"headlines\":[{\"title\":\"One\"}]}");
    fixture->world.wall_s += 5 * year;
    assert_true(step(fixture));
    pass(fixture, 86400);
    assert_true(step(fixture));
    assert_true(cache_newest_s(fixture->world.cache) == 1742385600 + 5 * year + 86400);
    pass(fixture, 10);
    fixture->world.wall_s -= 5 * year;
    assert_true(step(fixture));
    assert_true(source_of(fixture)->confirmed_s == 1742385600 + 86400);
    assert_true(cache_newest_s(fixture->world.cache) == 1742385600 + 86400);
}

int main(int count, char **arguments)
{
    if (count > 1 && strcmp(arguments[1], "decode-picture") == 0)
        return fake_decode(arguments[2]);
    const struct CMUnitTest tests[] = {
        WITH_FOLDER(test_cache_that_fails_for_a_while),
        WITH_FOLDER(test_a_day_of_the_same),
        WITH_FOLDER(test_hours_of_failures),
        WITH_FOLDER(test_what_is_taken_away_is_written_again),
        WITH_FOLDER(test_clock_set_while_the_disk_is_full),
        WITH_FOLDER(test_confirmation_is_kept),
        WITH_FOLDER(test_confirmation_by_a_wrong_clock),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
