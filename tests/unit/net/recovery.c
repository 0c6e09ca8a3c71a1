/* However a server fails, and for however long: what is new is on the screen within one interval
 * after it is well again. Time is simulated, with the longest waits that chance can give. */
#include "rounds.h"

enum { EVERY_S = 300, ATTEMPTS_MOST = 9 };

struct failure {
    const char *name;
    enum loopback_manner manner;
    int status;
    const char *more, *body;
    int wanted_s; /* of Retry-After; 0: none */
    bool lasts;   /* as long as the timeout: that is short, and it is tried once */
};

static const struct failure failures[] = {
    {"500", LOOPBACK_ANSWER, 500, "", "", 0, false},
    {"404", LOOPBACK_ANSWER, 404, "", "", 0, false},
    {"304 that nobody asked for", LOOPBACK_ANSWER, 304, "", "", 0, false},
    {"429", LOOPBACK_ANSWER, 429, "", "", 0, false},
    {"429, sooner than the interval", LOOPBACK_ANSWER, 429, "\"1\"\r\nRetry-After: 30", "", 30,
     false},
    {"429, later", LOOPBACK_ANSWER, 429, "\"1\"\r\nRetry-After: 900", "", 900, false},
    {"503, later than counts", LOOPBACK_ANSWER, 503, "\"1\"\r\nRetry-After: 9999999", "", 3600,
     false},
    {"login page for a day", LOOPBACK_ANSWER, 200, "\"1\"\r\nCache-Control: max-age=86400",
     "<html>Login</html>", 0, false},
    {"no JSON", LOOPBACK_ANSWER, 200, "", "{\"headlines\":[", 0, false},
    {"empty", LOOPBACK_ANSWER, 200, "", "", 0, false},
    {"error with status 200", LOOPBACK_ANSWER, 200, "", "{\"error\":\"quota\"}", 0, false},
    {"half", LOOPBACK_HALF, 200, "", FIRST_PAGE, 0, false},
    {"closed", LOOPBACK_CLOSE, 200, "", "", 0, false},
    {"no HTTP", LOOPBACK_GARBAGE, 200, "", "", 0, false},
    {"100 MiB", LOOPBACK_ENDLESS, 200, "", "", 0, false},
    {"redirect loop", LOOPBACK_REDIRECT, 302, "", "/a", 0, false},
    {"redirect to a file", LOOPBACK_REDIRECT, 302, "", "file:///etc/passwd", 0, false},
    {"redirect to another scheme", LOOPBACK_REDIRECT, 302, "", "riwaq:a", 0, false},
    {"silence", LOOPBACK_SILENCE, 200, "", "", 0, true},
    {"dribble", LOOPBACK_DRIBBLE, 200, "", "", 0, true},
};

static void assert_soon(const struct web *web, const struct failure *failure, int attempt)
{
    int most_s = failure->wanted_s > EVERY_S ? failure->wanted_s + 5 : EVERY_S;
    int64_t due_ns = fetch_due_ns(&web->fetch);
    if (due_ns <= web->world.now_ns || due_ns > web->fetch.started_ns + most_s * NS_PER_SECOND)
        fail_msg("%s, attempt %d: after %.1f s", failure->name, attempt,
                 (double)(due_ns - web->fetch.started_ns) / NS_PER_SECOND);
    if (due_ns < web->world.now_ns + failure->wanted_s * NS_PER_SECOND)
        fail_msg("%s, attempt %d: too early", failure->name, attempt);
}

static void sleep_until_due(struct web *web)
{
    int64_t wait_ns = fetch_due_ns(&web->fetch) - web->world.now_ns;
    pass(web, (wait_ns + NS_PER_SECOND - 1) / NS_PER_SECOND);
}

static void check(struct web *web, const struct failure *failure, int attempts)
{
    struct loopback *server = web->around->server;
    web->config.every_s = EVERY_S;
    web->config.timeout_s = failure->lasts ? 1 : 20;
    web->world.random = UINT32_MAX;
    loopback_set(server, "/a", LOOPBACK_ANSWER, 200, "", FIRST_PAGE);
    finish_round(web);
    loopback_set(server, "/a", failure->manner, failure->status, failure->more, failure->body);
    for (int attempt = 1; attempt <= attempts; attempt++) {
        sleep_until_due(web);
        finish_round(web);
        assert_int_equal(web->fetch.source.state, SOURCE_FAILED);
        assert_string_equal(web->fetch.source.shown->headlines[0].title, "First");
        assert_soon(web, failure, attempt);
    }
    loopback_set(server, "/a", LOOPBACK_ANSWER, 200, "", SECOND_PAGE);
    sleep_until_due(web);
    assert_true(finish_round(web));
    assert_int_equal(web->fetch.source.state, SOURCE_FRESH);
    assert_string_equal(web->fetch.source.shown->headlines[0].title, "Second");
}

static void test_within_one_interval(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(failures); i++) {
        void *web;
        set_up_web(&web);
        check(web, &failures[i], failures[i].lasts ? 1 : ATTEMPTS_MOST);
        tear_down_web(&web);
    }
}

static void test_where_nobody_answers(void **state)
{
    (void)state;
    static const struct failure nobody = {.name = "nobody answers"};
    void *around;
    set_up_web(&around);
    struct web *web = around;
    struct loopback *gone = loopback_create();
    char *well = web->config.url, *ill = loopback_url(gone, "/a");
    loopback_destroy(gone);
    web->config.every_s = EVERY_S;
    web->world.random = UINT32_MAX;
    loopback_set(web->around->server, "/a", LOOPBACK_ANSWER, 200, "", FIRST_PAGE);
    finish_round(web);
    web->config.url = ill;
    for (int attempt = 1; attempt <= ATTEMPTS_MOST; attempt++) {
        sleep_until_due(web);
        finish_round(web);
        assert_int_equal(web->fetch.source.state, SOURCE_FAILED);
        assert_soon(web, &nobody, attempt);
    }
    web->config.url = well;
    sleep_until_due(web);
    finish_round(web);
    assert_int_equal(web->fetch.source.state, SOURCE_FRESH);
    free(ill);
    tear_down_web(&around);
}

/* Of whatever an attempt came: from its beginning, for the server may have been well again right
 * after it; but never at once. */
static void test_schedule_of_every_cause(void **state)
{
    (void)state;
    static const struct place nowhere;
    static const int every[] = {10, 60, 300, 86400}, timeouts[] = {1, 8, 20, 60};
    static const enum http_cause causes[] = {HTTP_CAUSE_SERVER, HTTP_CAUSE_NETWORK,
                                             HTTP_CAUSE_DATES};
    for (int i = 0; i < 4 * 4 * 3 * 20; i++) {
        struct source_config config = {.name = (char *)"lobby",
                                       .url = (char *)"http://news.example/",
                                       .every_s = every[i % 4],
                                       .timeout_s = timeouts[i / 4 % 4]};
        struct source source;
        source_init(&source, &config, &nowhere);
        for (int n = 0; n <= i / 48; n++)
            source_fail(&source, causes[i / 16 % 3], "no");
        int64_t ended_ns = config.timeout_s * NS_PER_SECOND;
        source_schedule(&source, 0, ended_ns, UINT32_MAX);
        int most_s = config.every_s > config.timeout_s ? config.every_s : config.timeout_s + 1;
        assert_true(source.due_ns >= ended_ns + NS_PER_SECOND);
        assert_true(source.due_ns <= most_s * NS_PER_SECOND);
        source_finish(&source);
    }
}

int main(int count, char **arguments)
{
    if (count > 1 && strcmp(arguments[1], "decode-picture") == 0)
        return fake_decode(arguments[2]);
    unsetenv("http_proxy");
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_within_one_interval),
        cmocka_unit_test(test_where_nobody_answers),
        cmocka_unit_test(test_schedule_of_every_cause),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
