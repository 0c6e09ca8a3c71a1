#include "net/http.h"

#include "loopback.h"
#include "net/freshness.h"
#include "net/headers.h"
#include "net/http_address.h"
#include "store/clock.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#include <dlfcn.h>
#include <netdb.h>
#include <stdatomic.h>

struct fixture {
    struct loopback *server;
    struct http *http;
    struct transfer *transfer; /* the last one */
};

static int set_up(void **state)
{
    struct fixture *fixture = memory_new(sizeof *fixture);
    fixture->server = loopback_create();
    fixture->http = http_create(NULL);
    *state = fixture;
    return fixture->http == NULL;
}

static int tear_down(void **state)
{
    struct fixture *fixture = *state;
    transfer_destroy(fixture->transfer);
    http_destroy(fixture->http);
    loopback_destroy(fixture->server);
    free(fixture);
    return 0;
}

static struct http_answer finish(struct fixture *fixture)
{
    while (transfer_answer(fixture->transfer).outcome == HTTP_RUNNING)
        http_wait(fixture->http, NULL, 0, 1000);
    return transfer_answer(fixture->transfer);
}

/* Asks with REQUEST's conditions and limits; its url is PATH's. */
static struct http_answer ask(struct fixture *fixture, const char *path,
                              struct http_request request)
{
    char *url = loopback_url(fixture->server, path);
    request.url = url;
    if (request.timeout_ms == 0)
        request.timeout_ms = 20000;
    if (request.body_max == 0)
        request.body_max = 100000;
    transfer_destroy(fixture->transfer);
    fixture->transfer = http_start(fixture->http, &request);
    free(url);
    return finish(fixture);
}

static void assert_fails(struct http_answer answer, const char *words)
{
    assert_int_equal(answer.outcome, HTTP_FAILED);
    assert_non_null(answer.error);
    if (strstr(answer.error, words) == NULL)
        fail_msg("\"%s\" does not say \"%s\"", answer.error, words);
}

static void test_body_and_validators(void **state)
{
    struct fixture *fixture = *state;
    loopback_set(fixture->server, "/ok", LOOPBACK_ANSWER, 200, "\"v1\"", "{\"a\":1}");
    struct http_answer answer =
        ask(fixture, "/ok", (struct http_request){.accept = "application/json"});
    assert_int_equal(answer.outcome, HTTP_BODY);
    assert_int_equal(answer.size, 7);
    assert_string_equal(answer.body, "{\"a\":1}");
    assert_string_equal(answer.etag, "\"v1\"");
    assert_null(answer.last_modified);
    assert_null(answer.error);
    assert_true(loopback_asked_with(fixture->server, "/ok", "User-Agent: riwaq/"));
    assert_true(loopback_asked_with(fixture->server, "/ok", "Accept: application/json\r\n"));
    assert_true(loopback_asked_with(fixture->server, "/ok", "Accept-Encoding: "));
    assert_true(loopback_asked_with(fixture->server, "/ok", "gzip"));
    assert_false(loopback_asked_with(fixture->server, "/ok", "If-"));
}

static void test_conditions(void **state)
{
    struct fixture *fixture = *state;
    loopback_set(fixture->server, "/ok", LOOPBACK_ANSWER, 200, "\"v1\"", "new");
    struct http_request request = {.etag = "\"v1\"",
                                   .last_modified = "Wed, 19 Mar 2025 12:00:00 GMT"};
    assert_int_equal(ask(fixture, "/ok", request).outcome, HTTP_UNCHANGED);
    assert_true(loopback_asked_with(fixture->server, "/ok",
                                    "If-Modified-Since: Wed, 19 Mar 2025 12:00:00 GMT\r\n"));
    request.etag = "\"v0\"";
    assert_string_equal(ask(fixture, "/ok", request).body, "new");
    /* 304 to somebody who did not ask for it is no answer. */
    loopback_set(fixture->server, "/odd", LOOPBACK_ANSWER, 304, "", "");
    assert_fails(ask(fixture, "/odd", (struct http_request){0}), "304 Not Modified");
}

static void test_statuses(void **state)
{
    struct fixture *fixture = *state;
    loopback_set(fixture->server, "/500", LOOPBACK_ANSWER, 500, "", "sorry");
    loopback_set(fixture->server, "/299", LOOPBACK_ANSWER, 299, "", "{}");
    loopback_set(fixture->server, "/401", LOOPBACK_ANSWER, 401, "", "");
    assert_fails(ask(fixture, "/500", (struct http_request){0}),
                 "the server answered 500 Internal Server Error");
    assert_fails(ask(fixture, "/299", (struct http_request){0}), "status 299");
    assert_fails(ask(fixture, "/401", (struct http_request){0}), "401 Unauthorized; it wants");
    assert_fails(ask(fixture, "/none", (struct http_request){0}), "404 Not Found; check");
}

static void test_endless_answer_is_cut(void **state)
{
    struct fixture *fixture = *state;
    loopback_set(fixture->server, "/endless", LOOPBACK_ENDLESS, 200, "", "");
    struct http_answer answer =
        ask(fixture, "/endless", (struct http_request){.body_max = 2 * 1024 * 1024});
    assert_fails(answer, "larger than 2 MiB");
    assert_true(answer.size <= 2 * 1024 * 1024);
}

static void test_told_length_is_refused_at_once(void **state)
{
    struct fixture *fixture = *state;
    char *large = memory_new(2 * 1024 * 1024);
    loopback_set_bytes(fixture->server, "/large", LOOPBACK_ANSWER, 200, "", large, 2 * 1024 * 1024);
    free(large);
    struct http_answer answer =
        ask(fixture, "/large", (struct http_request){.body_max = 1024 * 1024});
    assert_fails(answer, "larger than 1 MiB, the most that is read; make it smaller");
    answer = ask(fixture, "/large",
                 (struct http_request){.body_max = 1024 * 1024, .less = "ask for fewer"});
    assert_fails(answer, "the most that is read; ask for fewer");
    assert_int_equal(answer.size, 0);
    assert_int_equal(
        ask(fixture, "/large", (struct http_request){.body_max = 2 * 1024 * 1024}).outcome,
        HTTP_BODY);
}

static void test_slow_and_silent_servers_end_by_the_timeout(void **state)
{
    struct fixture *fixture = *state;
    loopback_set(fixture->server, "/dribble", LOOPBACK_DRIBBLE, 200, "", "");
    loopback_set(fixture->server, "/silence", LOOPBACK_SILENCE, 200, "", "");
    assert_fails(ask(fixture, "/dribble", (struct http_request){.timeout_ms = 300}),
                 "no whole answer within 1 s");
    assert_fails(ask(fixture, "/silence", (struct http_request){.timeout_ms = 1001}),
                 "no whole answer within 2 s");
}

static void test_broken_connections(void **state)
{
    struct fixture *fixture = *state;
    loopback_set(fixture->server, "/half", LOOPBACK_HALF, 200, "", "{\"headlines\":[]}");
    loopback_set(fixture->server, "/close", LOOPBACK_CLOSE, 200, "", "");
    loopback_set(fixture->server, "/ssh", LOOPBACK_GARBAGE, 200, "", "");
    assert_fails(ask(fixture, "/ssh", (struct http_request){0}), "does not speak HTTP");
    assert_fails(ask(fixture, "/half", (struct http_request){0}), "before the answer was whole");
    assert_fails(ask(fixture, "/close", (struct http_request){0}), "before the answer was whole");
}

static void test_redirects(void **state)
{
    struct fixture *fixture = *state;
    loopback_set(fixture->server, "/ok", LOOPBACK_ANSWER, 200, "\"ok\"", "there");
    loopback_set(fixture->server, "/to", LOOPBACK_REDIRECT, 302, "\"to\"", "/ok");
    loopback_set(fixture->server, "/bare", LOOPBACK_REDIRECT, 302, "\"bare\"", "/last");
    loopback_set(fixture->server, "/last", LOOPBACK_ANSWER, 200, "", "plain");
    loopback_set(fixture->server, "/loop", LOOPBACK_REDIRECT, 302, "", "/loop");
    loopback_set(fixture->server, "/file", LOOPBACK_REDIRECT, 302, "", "file:///etc/passwd");
    loopback_set(fixture->server, "/ftp", LOOPBACK_REDIRECT, 302, "", "ftp://127.0.0.1/x");
    struct http_answer answer = ask(fixture, "/to", (struct http_request){0});
    assert_string_equal(answer.body, "there");
    assert_string_equal(answer.etag, "\"ok\"");
    assert_null(ask(fixture, "/bare", (struct http_request){0}).etag); /* not the redirect's */
    assert_fails(ask(fixture, "/loop", (struct http_request){0}), "from address to address");
    assert_int_equal(loopback_requests(fixture->server, "/loop"), 1 + HTTP_REDIRECTS_MAX);
    answer = ask(fixture, "/file", (struct http_request){0});
    assert_fails(answer, "neither http nor https");
    assert_int_equal(answer.size, 0);
    assert_fails(ask(fixture, "/ftp", (struct http_request){0}), "neither http nor https");
}

/* --- secrets --- */

static const struct headers secrets = {.lines = {(char *)"Authorization: Bearer token",
                                                 (char *)"X-Api-Key: key",
                                                 (char *)"accept: text/csv"},
                                       .count = 3};

static bool saw_secrets(struct loopback *server, const char *path)
{
    bool token = loopback_asked_with(server, path, "Authorization: Bearer token\r\n");
    bool key = loopback_asked_with(server, path, "X-Api-Key: key\r\n");
    assert_int_equal(token, key);
    return token;
}

static void test_headers_go_to_their_origin_only(void **state)
{
    struct fixture *fixture = *state;
    struct loopback *stranger = loopback_create();
    char *away = loopback_url(stranger, "/away"), *home = loopback_url(fixture->server, "/home");
    struct http_request request = {.headers = &secrets, .accept = "application/json"};
    loopback_set(fixture->server, "/home", LOOPBACK_ANSWER, 200, "", "home");
    loopback_set(fixture->server, "/inside", LOOPBACK_REDIRECT, 302, "", "/home");
    loopback_set(fixture->server, "/outside", LOOPBACK_REDIRECT, 302, "", away);
    loopback_set(stranger, "/away", LOOPBACK_REDIRECT, 302, "", home);
    loopback_set(stranger, "/end", LOOPBACK_ANSWER, 200, "", "end");
    struct http_answer answer = ask(fixture, "/inside", request);
    assert_string_equal(answer.body, "home");
    assert_null(answer.sent_to);
    assert_true(saw_secrets(fixture->server, "/inside"));
    assert_true(saw_secrets(fixture->server, "/home"));
    assert_true(loopback_asked_with(fixture->server, "/home", "accept: text/csv\r\n"));
    assert_false(loopback_asked_with(fixture->server, "/home", "application/json"));
    assert_string_equal(ask(fixture, "/outside", request).body, "home"); /* there and back */
    assert_true(saw_secrets(fixture->server, "/outside"));
    assert_false(saw_secrets(stranger, "/away"));
    assert_false(loopback_asked_with(stranger, "/away", "text/csv"));
    assert_true(loopback_asked_with(stranger, "/away", "Accept: application/json\r\n"));
    assert_true(saw_secrets(fixture->server, "/home"));
    loopback_set(stranger, "/away", LOOPBACK_REDIRECT, 302, "", "/end");
    answer = ask(fixture, "/outside", request);
    assert_string_equal(answer.body, "end");
    assert_string_equal(answer.sent_to, "127.0.0.1");
    assert_false(saw_secrets(stranger, "/end"));
    request.home = away; /* as for a picture that is elsewhere */
    ask(fixture, "/home", request);
    assert_false(saw_secrets(fixture->server, "/home"));
    free(away);
    free(home);
    loopback_destroy(stranger);
}

static void test_password_goes_to_its_origin_only(void **state)
{
    struct fixture *fixture = *state;
    struct loopback *stranger = loopback_create();
    static const char basic[] = "Authorization: Basic bG9iYnk6YTpiL2M=\r\n"; /* lobby:a:b/c */
    char *away = loopback_url(stranger, "/away"), url[200];
    loopback_set(fixture->server, "/inside", LOOPBACK_REDIRECT, 302, "", "/outside");
    loopback_set(fixture->server, "/outside", LOOPBACK_REDIRECT, 302, "", away);
    loopback_set(fixture->server, "/401", LOOPBACK_ANSWER, 401, "", "");
    loopback_set(stranger, "/away", LOOPBACK_ANSWER, 200, "", "away");
    snprintf(url, sizeof url, "http://lobby:a%%3Ab%%2Fc@127.0.0.1:%d/inside",
             fixture->server->port);
    struct http_request request = {.url = url, .timeout_ms = 20000, .body_max = 1000};
    fixture->transfer = http_start(fixture->http, &request);
    assert_string_equal(finish(fixture).body, "away");
    assert_true(loopback_asked_with(fixture->server, "/inside", basic));
    assert_true(loopback_asked_with(fixture->server, "/outside", basic));
    assert_false(loopback_asked_with(stranger, "/away", "Authorization"));
    /* A picture beside the document is as private as that. */
    request.home = url;
    ask(fixture, "/401", request);
    assert_true(loopback_asked_with(fixture->server, "/401", basic));
    assert_null(strstr(transfer_answer(fixture->transfer).error, "a:b"));
    free(away);
    loopback_destroy(stranger);
}

static void test_contact(void **state)
{
    struct fixture *fixture = *state;
    http_destroy(fixture->http);
    fixture->http = http_create("it@news.example");
    loopback_set(fixture->server, "/ok", LOOPBACK_ANSWER, 200, "", "x");
    ask(fixture, "/ok", (struct http_request){0});
    assert_true(loopback_asked_with(fixture->server, "/ok",
                                    "User-Agent: riwaq/" RIWAQ_VERSION " (it@news.example)\r\n"));
}

/* --- what servers say about asking again --- */

static void test_freshness_of_the_last_answer(void **state)
{
    struct fixture *fixture = *state;
    loopback_set(fixture->server, "/a", LOOPBACK_REDIRECT, 302, "",
                 "/b\r\nCache-Control: max-age=77");
    loopback_set(fixture->server, "/b", LOOPBACK_ANSWER, 200, "\"b\"\r\nCache-Control: max-age=5",
                 "x");
    loopback_set(fixture->server, "/c", LOOPBACK_ANSWER, 429, "\"c\"\r\nRetry-After: 9", "");
    loopback_set(fixture->server, "/d", LOOPBACK_REDIRECT, 302, "",
                 "/e\r\nCache-Control: max-age=77");
    loopback_set(fixture->server, "/e", LOOPBACK_ANSWER, 200, "", "x");
    assert_int_equal(ask(fixture, "/a", (struct http_request){0}).fresh_s, 5);
    struct http_answer answer = ask(fixture, "/c", (struct http_request){0});
    assert_int_equal(answer.outcome, HTTP_FAILED);
    assert_int_equal(answer.retry_s, 9);
    assert_int_equal(answer.cause, HTTP_CAUSE_SERVER);
    assert_int_equal(ask(fixture, "/d", (struct http_request){0}).fresh_s, FRESHNESS_UNTOLD);
}

static struct http_answer ask_url(struct fixture *fixture, const char *url)
{
    struct http_request request = {.url = url, .timeout_ms = 5000, .body_max = 1000};
    transfer_destroy(fixture->transfer);
    fixture->transfer = http_start(fixture->http, &request);
    return finish(fixture);
}

static void test_addresses_that_lead_nowhere(void **state)
{
    struct fixture *fixture = *state;
    struct loopback *gone = loopback_create();
    char *url = loopback_url(gone, "/x");
    loopback_destroy(gone);
    struct http_answer answer = ask_url(fixture, url);
    assert_fails(answer, "nobody answers at 127.0.0.1:");
    assert_int_equal(answer.cause, HTTP_CAUSE_SERVER); /* somebody refused */
    free(url);
    assert_fails(ask_url(fixture, "file:///etc/passwd"), "neither http nor https");
    assert_fails(ask_url(fixture, "gopher://x/"), "neither http nor https");
    assert_fails(ask_url(fixture, "http://"), "this is no address");
    assert_fails(ask_url(fixture, ""), "this is no address");
}

/* A name that moves: this stands in for libc's own resolver. */
static _Atomic(const char *) moving_address;

int getaddrinfo(const char *node, const char *service, const struct addrinfo *hints,
                struct addrinfo **result)
{
    int (*real)(const char *, const char *, const struct addrinfo *, struct addrinfo **);
    *(void **)&real = dlsym(RTLD_NEXT, "getaddrinfo");
    bool moving = node != NULL && strcmp(node, "moving.example") == 0;
    if (moving && moving_address == NULL)
        return EAI_AGAIN;
    return real(moving ? moving_address : node, service, hints, result);
}

static void test_a_name_that_moves(void **state)
{
    struct fixture *fixture = *state;
    char url[100];
    loopback_set(fixture->server, "/ok", LOOPBACK_ANSWER, 200, "", "ok");
    snprintf(url, sizeof url, "http://moving.example:%d/ok", fixture->server->port);
    struct http_answer answer = ask_url(fixture, url);
    assert_fails(answer, "the name moving.example is not known");
    assert_int_equal(answer.cause, HTTP_CAUSE_NETWORK);
    moving_address = "127.0.0.2"; /* nobody there */
    assert_fails(ask_url(fixture, url), "nobody answers at moving.example");
    moving_address = "127.0.0.1";
    struct http_request request = {
        .url = url, .timeout_ms = 5000, .body_max = 1000, .afresh = true};
    transfer_destroy(fixture->transfer);
    fixture->transfer = http_start(fixture->http, &request);
    assert_int_equal(finish(fixture).outcome, HTTP_BODY);
}

static void test_side_by_side(void **state)
{
    struct fixture *fixture = *state;
    enum { MANY = 8 };
    struct transfer *transfers[MANY];
    loopback_set(fixture->server, "/silence", LOOPBACK_SILENCE, 200, "", "");
    loopback_set(fixture->server, "/ok", LOOPBACK_ANSWER, 200, "", "ok");
    char *silence = loopback_url(fixture->server, "/silence");
    char *ok = loopback_url(fixture->server, "/ok");
    for (int i = 0; i < MANY; i++)
        transfers[i] = http_start(fixture->http, &(struct http_request){.url = i % 2 ? ok : silence,
                                                                        .timeout_ms = 60000,
                                                                        .body_max = 100});
    for (int i = 1; i < MANY; i += 2)
        while (transfer_answer(transfers[i]).outcome == HTTP_RUNNING)
            http_wait(fixture->http, NULL, 0, 1000);
    for (int i = 0; i < MANY; i++) {
        struct http_answer answer = transfer_answer(transfers[i]);
        assert_int_equal(answer.outcome, i % 2 ? HTTP_BODY : HTTP_RUNNING);
        assert_null(answer.error);
        transfer_destroy(transfers[i]); /* also those that still run */
    }
    free(silence);
    free(ok);
}

static void test_descriptor_ends_the_wait(void **state)
{
    struct fixture *fixture = *state;
    int ends[2];
    assert_int_equal(pipe(ends), 0);
    assert_int_equal(write(ends[1], "x", 1), 1);
    int fds[2] = {-1, ends[0]};
    int64_t before = clock_monotonic_ns();
    http_wait(fixture->http, fds, 2, 60000);
    assert_true(clock_monotonic_ns() - before < 30 * NS_PER_SECOND);
    close(ends[0]);
    close(ends[1]);
}

static void check_address(const char *url, const char *wanted)
{
    char *address = http_address(url);
    assert_string_equal(address, wanted);
    free(address);
}

static void test_address_hides_the_password(void **state)
{
    (void)state;
    check_address("https://lobby:secret@news.example/a?b=c", "https://news.example/a?b=c");
    check_address("https://lobby@news.example/", "https://news.example/");
    check_address("https://news.example/@home", "https://news.example/@home");
    check_address("http://news.example/a.json", "http://news.example/a.json");
    check_address("/srv/lobby@home.json", "/srv/lobby@home.json");
    check_address("not an address", "not an address");
    /* What cannot be understood is hidden rather than shown. */
    check_address("http://lobby:se cret@news.example/a", "http://news.example/a");
    check_address("http://lobby:se/cret@news.example/a", "http://news.example/a");
    check_address("http://lobby:s@cret@news.example/a", "http://news.example/a");
    check_address("htps://lobby:secret@news.example/a", "htps://news.example/a");
}

static void test_address_hides_keys(void **state)
{
    (void)state;
    check_address("http://w.example/none.json?appid=SECRET", "http://w.example/none.json?appid=…");
    check_address("https://w.example/?lat=33.9&units=metric&appid=SECRET&lang=fr",
                  "https://w.example/?lat=33.9&units=metric&appid=…&lang=fr");
    check_address("https://w.example/?apiKey=S;Token=S&X-Amz-Signature=S&client_secret=S#key=S",
                  "https://w.example/?apiKey=…;Token=…&X-Amz-Signature=…&client_secret=…#key=…");
    check_address("https://w.example/?a?key=S=S&pwd=S?b", "https://w.example/?a?key=…&pwd=…?b");
    /* With a login, and where the address cannot be understood. */
    check_address("https://u:p@w.example/?api_key=S&n=1", "https://w.example/?api_key=…&n=1");
    check_address("htps://u:p q@w.example/?sig=S", "htps://w.example/?sig=…");
    check_address("w.example/?access_token=S", "w.example/?access_token=…");
    check_address("https://w.example/?authToken=S&clientSecret=S&sha256Key=S",
                  "https://w.example/?authToken=…&clientSecret=…&sha256Key=…");
    /* What is no key stays. */
    check_address("https://w.example/?MONKEY=1&Monkey=2&bypass=3",
                  "https://w.example/?MONKEY=1&Monkey=2&bypass=3");
    check_address("https://w.example/key=1/?monkey=1&keyword=2&key&auth=&passage=3&=4&&",
                  "https://w.example/key=1/?monkey=1&keyword=2&key&auth=&passage=3&=4&&");
}

static void test_origins(void **state)
{
    (void)state;
    assert_true(http_same_origin("https://a.example/x", "https://A.example:443/y?z"));
    assert_true(http_same_origin("http://u:p@a.example/", "http://a.example:80"));
    assert_false(http_same_origin("http://a.example/", "https://a.example/"));
    assert_false(http_same_origin("http://a.example/", "http://a.example:8080/"));
    assert_false(http_same_origin("http://a.example/", "http://b.a.example/"));
    assert_false(http_same_origin("http://a.example/", "file:///a.example/"));
    assert_false(http_same_origin("", ""));
    assert_false(http_same_origin("http://", "http://"));
}

static void check_resolve(const char *base, const char *reference, const char *wanted)
{
    char *url = http_resolve(base, reference);
    if (wanted == NULL)
        assert_null(url);
    else
        assert_string_equal(url, wanted);
    free(url);
}

static void test_resolve(void **state)
{
    (void)state;
    const char *base = "http://news.example/feeds/lobby.json?x=1";
    check_resolve(base, "a.png", "http://news.example/feeds/a.png");
    check_resolve(base, "/a b.png", "http://news.example/a%20b.png");
    check_resolve(base, "../a.png", "http://news.example/a.png");
    check_resolve(base, "https://cdn.example/a.png", "https://cdn.example/a.png");
    check_resolve(base, "//cdn.example/a.png", "http://cdn.example/a.png");
    check_resolve(base, "file:///etc/passwd", NULL);
    check_resolve(base, "ftp://x/y", NULL);
    check_resolve("/srv/lobby.json", "a.png", NULL);
    check_resolve("http://u:p@news.example/a", "b.png", "http://news.example/b.png");
    check_resolve("http://news.example/a?key=S", "b.png?key=S", "http://news.example/b.png?key=S");
}

#define WITH_SERVER(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int main(void)
{
    unsetenv("http_proxy");
    const struct CMUnitTest tests[] = {
        WITH_SERVER(test_body_and_validators),
        WITH_SERVER(test_conditions),
        WITH_SERVER(test_statuses),
        WITH_SERVER(test_endless_answer_is_cut),
        WITH_SERVER(test_told_length_is_refused_at_once),
        WITH_SERVER(test_slow_and_silent_servers_end_by_the_timeout),
        WITH_SERVER(test_broken_connections),
        WITH_SERVER(test_redirects),
        WITH_SERVER(test_addresses_that_lead_nowhere),
        WITH_SERVER(test_headers_go_to_their_origin_only),
        WITH_SERVER(test_password_goes_to_its_origin_only),
        WITH_SERVER(test_contact),
        WITH_SERVER(test_freshness_of_the_last_answer),
        WITH_SERVER(test_a_name_that_moves),
        WITH_SERVER(test_side_by_side),
        WITH_SERVER(test_descriptor_ends_the_wait),
        cmocka_unit_test(test_address_hides_the_password),
        cmocka_unit_test(test_address_hides_keys),
        cmocka_unit_test(test_resolve),
        cmocka_unit_test(test_origins),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
