#include "net/source.h"

#include "base/memory.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

static const struct place nowhere;
static const struct source_config config = {.name = (char *)"lobby",
                                            .url = (char *)"http://u:p@news.example/a.json",
                                            .every_s = 300,
                                            .timeout_s = 20};
static const char body[] = "{\"headlines\":[{\"time\":\"12:50\",\"title\":\"One\"}]}";

static int set_up(void **state)
{
    struct source *source = memory_new(sizeof *source);
    source_init(source, &config, &nowhere);
    *state = source;
    return 0;
}

static int tear_down(void **state)
{
    source_finish(*state);
    free(*state);
    return 0;
}

static struct content *parse(const struct source *source, const char *text)
{
    char error[300];
    return source_parse(source, text, strlen(text), NULL, 1742385600, 1742385600, NULL, error,
                        sizeof error);
}

static void accept_body(struct source *source, struct picture *picture)
{
    struct cache_entry entry = {
        .url = memory_text(config.url), .body = memory_text(body), .size = strlen(body)};
    source_accept(source, &entry, parse(source, body), picture, 1);
    assert_null(entry.body);
}

static void test_backoff(void **state)
{
    (void)state;
    const int64_t second = NS_PER_SECOND;
    assert_true(source_backoff_ns(1, 300, 0) == 5 * second);
    assert_true(source_backoff_ns(2, 300, 0) == 10 * second);
    assert_true(source_backoff_ns(3, 300, 0) == 20 * second);
    assert_true(source_backoff_ns(6, 300, 0) == 160 * second);
    assert_true(source_backoff_ns(7, 300, 0) == 240 * second);
    assert_true(source_backoff_ns(1000000000, 300, UINT32_MAX) <= 300 * second);
    assert_true(source_backoff_ns(100, 10, UINT32_MAX) <= 10 * second);
    assert_true(source_backoff_ns(100, 10, UINT32_MAX) > 9900 * NS_PER_MILLISECOND);
    assert_true(source_backoff_ns(100, 86400, UINT32_MAX) <= 86400 * second);
    assert_true(source_backoff_ns(100, 86400, UINT32_MAX) > 86000 * second);
    assert_true(source_backoff_ns(0, 10, 0) == 5 * second);
}

static void test_jitter_lengthens_by_up_to_a_quarter(void **state)
{
    (void)state;
    int64_t least = INT64_MAX, most = 0;
    for (uint32_t random = 0; random < 65536; random += 97) {
        int64_t wait = source_backoff_ns(1, 300, random);
        least = wait < least ? wait : least;
        most = wait > most ? wait : most;
    }
    assert_true(least == 5 * NS_PER_SECOND);
    assert_true(most > 6 * NS_PER_SECOND);
    assert_true(most < 6250 * NS_PER_MILLISECOND);
}

static void test_states(void **state)
{
    struct source *source = *state;
    struct source_report report = source_report(source);
    assert_int_equal(report.state, SOURCE_WAITING);
    assert_true(report.fetched_s == INSTANT_NONE);
    assert_null(report.error);
    assert_string_equal(report.name, "lobby");
    assert_string_equal(report.url, "http://news.example/a.json");
    assert_true(source_fail(source, HTTP_CAUSE_SERVER, "no"));
    assert_false(source_fail(source, HTTP_CAUSE_SERVER, "no"));
    assert_true(source_fail(source, HTTP_CAUSE_SERVER, "another reason"));
    assert_int_equal(source->failures, 3);
    report = source_report(source);
    assert_int_equal(report.state, SOURCE_FAILED);
    assert_string_equal(report.error, "another reason");
    assert_true(source_confirm(source, 77, 1));
    assert_false(source_confirm(source, 78, 1));
    report = source_report(source);
    assert_int_equal(report.state, SOURCE_FRESH);
    assert_true(report.fetched_s == 78);
    assert_null(report.error);
    assert_int_equal(source->failures, 0);
    assert_true(source_fail(source, HTTP_CAUSE_SERVER, "no"));
    assert_true(source_report(source).fetched_s == 78);
}

/* A new snapshot for the age alone is due when a quarter of the time until something is stale is
 * over; a failure makes one in any case. */
static void test_confirmations_are_told_in_time(void **state)
{
    struct source *source = *state;
    const int64_t quarter_s = WEATHER_STALE_S / 4;
    assert_true(source_confirm(source, 1000, 1));
    assert_false(source_confirm(source, 1000 + quarter_s - 1, 1));
    assert_true(source_confirm(source, 1000 + quarter_s, 1));
    assert_false(source_confirm(source, 1000 + quarter_s + 300, 1));
    assert_true(source_fail(source, HTTP_CAUSE_SERVER, "no"));
    assert_true(source->confirmed_s == 1000 + quarter_s + 300);
}

static void test_confirmed_by_a_clock_that_was_wrong(void **state)
{
    struct source *source = *state;
    const int64_t second = NS_PER_SECOND;
    assert_false(source_correct(source, 5000, 10 * second)); /* nothing to correct */
    assert_true(source_confirm(source, 1000, 10 * second));
    assert_false(source_correct(source, 1030, 40 * second));
    assert_false(source_correct(source, 1090, 40 * second)); /* a slew, not a step */
    assert_true(source->confirmed_s == 1000);
    assert_true(source_correct(source, 90030, 40 * second));
    assert_true(source->confirmed_s == 90000);
    assert_false(source_correct(source, 90030, 40 * second));
    assert_true(source_correct(source, 40, 50 * second)); /* and back */
    assert_true(source->confirmed_s == 0);
}

static void test_schedule(void **state)
{
    struct source *source = *state;
    const int64_t second = NS_PER_SECOND;
    source_schedule(source, 100 * second, 103 * second, 0);
    assert_true(source->due_ns == 400 * second); /* from the beginning to the beginning */
    source_schedule(source, 100 * second, 400 * second, 0);
    assert_true(source->due_ns == 401 * second); /* never without a pause */
    source_fail(source, HTTP_CAUSE_SERVER, "no");
    source_schedule(source, 100 * second, 103 * second, 0);
    assert_true(source->due_ns == 108 * second);
    source_fail(source, HTTP_CAUSE_SERVER, "no");
    source_schedule(source, 108 * second, 110 * second, 0);
    assert_true(source->due_ns == 118 * second); /* from the beginning, here too */
    source_schedule(source, 108 * second, 128 * second, 0);
    assert_true(source->due_ns == 133 * second);
}

/* Content is back within one interval after the server is well, however long it was not. */
static void test_backoff_is_within_the_interval(void **state)
{
    struct source *source = *state;
    for (int i = 0; i < 100; i++)
        source_fail(source, HTTP_CAUSE_SERVER, "no");
    source_schedule(source, 1000 * NS_PER_SECOND, 1001 * NS_PER_SECOND, UINT32_MAX);
    assert_true(source->due_ns > 1290 * NS_PER_SECOND);
    assert_true(source->due_ns <= 1300 * NS_PER_SECOND);
    source_fail(source, HTTP_CAUSE_NETWORK, "no");
    source_schedule(source, 1000 * NS_PER_SECOND, 1001 * NS_PER_SECOND, UINT32_MAX);
    assert_true(source->due_ns > 1029 * NS_PER_SECOND);
    assert_true(source->due_ns <= 1030 * NS_PER_SECOND);
}

static void test_jitter_spreads_the_rounds(void **state)
{
    struct source *source = *state;
    const int64_t second = NS_PER_SECOND;
    int64_t least = INT64_MAX, most = 0;
    for (uint32_t random = 0; random < 65536; random += 97) {
        source_schedule(source, 100 * second, 103 * second, random);
        least = source->due_ns < least ? source->due_ns : least;
        most = source->due_ns > most ? source->due_ns : most;
    }
    assert_true(least == 400 * second);
    assert_true(most > 429 * second);
    assert_true(most < 430 * second);
}

static int64_t asked_after(struct source *source, int64_t wanted_s)
{
    source_defer(source, 100 * NS_PER_SECOND, wanted_s);
    source_schedule(source, 99 * NS_PER_SECOND, 100 * NS_PER_SECOND, 0);
    return source->due_ns / NS_PER_SECOND - 100;
}

static void test_what_the_server_wants(void **state)
{
    struct source *source = *state;
    assert_int_equal(asked_after(source, -1), 299);
    assert_int_equal(asked_after(source, 0), 299);
    assert_int_equal(asked_after(source, 200), 299); /* `every` is the floor */
    assert_int_equal(asked_after(source, 1000), 1000);
    assert_int_equal(asked_after(source, 31536000), 3600); /* a year: nobody means that */
    assert_int_equal(asked_after(source, -1), 299);        /* it counts once */
    source_fail(source, HTTP_CAUSE_SERVER, "429");
    assert_int_equal(asked_after(source, -1), 5);
    assert_int_equal(asked_after(source, 120), 120);
    assert_int_equal(asked_after(source, INT64_MAX), 3600);
    source_defer(source, 100 * NS_PER_SECOND, 120);
    source_schedule(source, 99 * NS_PER_SECOND, 100 * NS_PER_SECOND, UINT32_MAX);
    assert_true(source->due_ns > 220 * NS_PER_SECOND); /* all were told the same */
}

static void test_six_intervals_when_they_are_longer(void **state)
{
    (void)state;
    struct source source;
    struct source_config slow = config;
    slow.every_s = 7200;
    source_init(&source, &slow, &nowhere);
    assert_int_equal(asked_after(&source, 86400), 43200);
    source_finish(&source);
}

static void test_each_reason_is_told_once(void **state)
{
    struct source *source = *state;
    assert_true(source_tells(source, "no name"));
    assert_false(source_tells(source, "no name"));
    assert_true(source_tells(source, "a web page"));
    for (int i = 0; i < 10; i++)
        assert_false(source_tells(source, i % 2 ? "no name" : "a web page"));
    assert_true(source_tells(source, "third"));
    assert_true(source_tells(source, "fourth"));
    assert_false(source_tells(source, "fifth"));
    source_confirm(source, 1, 1);
    assert_true(source_tells(source, "no name"));
}

static void test_good_bodies(void **state)
{
    struct source *source = *state;
    assert_false(source_is_same(source, body, strlen(body)));
    accept_body(source, NULL);
    assert_true(source_is_same(source, body, strlen(body)));
    assert_false(source_is_same(source, body, strlen(body) - 1));
    assert_int_equal(source->shown->headline_count, 1);
    assert_true(source->shown->headlines[0].at_s == 1742388600); /* 12:50 of the fetch's day */
    assert_ptr_equal(source->shown, source->content);
}

static void test_bad_bodies(void **state)
{
    struct source *source = *state;
    static const struct {
        const char *body, *words;
    } cases[] = {
        {"", "not riwaq's JSON"},
        {"{\"headlines\":[", "not riwaq's JSON: "},
        {"[1,2]", "not riwaq's JSON: "},
        {"<!DOCTYPE html><title>Login</title>", "a web page"},
        {"\xef\xbb\xbf \r\n\t<html>", "a web page"},
        {"   ", "not riwaq's JSON"},
        {"[{\"title\":{\"rendered\":\"A\"}}]",
         "this is not riwaq's JSON, it looks like wordpress; write format = wordpress"},
        {"<?xml version=\"1.0\"?><rss version=\"2.0\">", "looks like rss; write format = rss"},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        char error[300];
        struct diagnostics found;
        diagnostics_init(&found);
        assert_null(source_parse(source, cases[i].body, strlen(cases[i].body), NULL, 0, 0, &found,
                                 error, sizeof error));
        assert_non_null(strstr(error, cases[i].words));
        assert_int_equal(found.count, 0); /* the error says it */
        diagnostics_finish(&found);
    }
}

static void test_findings_in_a_good_body(void **state)
{
    struct source *source = *state;
    char error[300];
    const char *text = "{\"headlines\":[{\"title\":7},{\"title\":\"Two\"}]}";
    struct diagnostics found;
    diagnostics_init(&found);
    struct content *content =
        source_parse(source, text, strlen(text), NULL, 0, 0, &found, error, sizeof error);
    assert_int_equal(content->headline_count, 1);
    assert_string_equal(error, "");
    assert_true(found.count > 0);
    assert_string_equal(found.findings[0].file, "lobby");
    diagnostics_finish(&found);
    content_put(content);
}

static void test_picture(void **state)
{
    struct source *source = *state;
    assert_false(source_set_picture(source, picture_create(1, 1))); /* no content yet: dropped */
    accept_body(source, picture_create(2, 2));
    assert_int_equal(source->shown->article.image->w, 2);
    assert_null(source->content->article.image);
    assert_false(source_set_picture(source, picture_take(source->picture)));
    assert_true(source_set_picture(source, picture_create(3, 3)));
    assert_int_equal(source->shown->article.image->w, 3);
    assert_true(source_set_picture(source, NULL));
    assert_false(source_set_picture(source, NULL));
    assert_null(source->shown->article.image);
}

static void check_path(const char *url, const char *wanted)
{
    char *path = source_local_path(url);
    if (wanted == NULL)
        assert_null(path);
    else
        assert_string_equal(path, wanted);
    free(path);
}

static void test_local_paths(void **state)
{
    (void)state;
    check_path("/srv/lobby.json", "/srv/lobby.json");
    check_path("lobby.json", "lobby.json");
    check_path("a%20b.json", "a%20b.json");
    check_path("file:/srv/a.json", "/srv/a.json");
    check_path("file:///srv/a%20b.json", "/srv/a b.json");
    check_path("FILE://localhost/srv/%C3%A9.json", "/srv/\xc3\xa9.json");
    check_path("file://server/srv/a.json", NULL);
    check_path("file:///a%00b", NULL);
    check_path("file:///a%4", NULL);
    check_path("file:///a%zz", NULL);
    check_path("file:", NULL);
    check_path("http://a/b", NULL);
    check_path("ftp://a/b", NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_backoff),
        cmocka_unit_test(test_jitter_lengthens_by_up_to_a_quarter),
        cmocka_unit_test_setup_teardown(test_states, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_confirmations_are_told_in_time, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_confirmed_by_a_clock_that_was_wrong, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(test_schedule, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_backoff_is_within_the_interval, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_jitter_spreads_the_rounds, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_what_the_server_wants, set_up, tear_down),
        cmocka_unit_test(test_six_intervals_when_they_are_longer),
        cmocka_unit_test_setup_teardown(test_each_reason_is_told_once, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_good_bodies, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_bad_bodies, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_findings_in_a_good_body, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_picture, set_up, tear_down),
        cmocka_unit_test(test_local_paths),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
