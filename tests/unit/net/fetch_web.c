#include "rounds.h"

#include <sys/stat.h>

static void set_answer(struct web *web, int status, const char *etag_and_more, const char *body)
{
    loopback_set(web->around->server, "/a", LOOPBACK_ANSWER, status, etag_and_more, body);
}

static void test_not_before_it_has_expired(void **state)
{
    struct web *web = *state;
    set_answer(web, 200, "\"1\"\r\nCache-Control: max-age=900", FIRST_PAGE);
    assert_true(finish_round(web));
    assert_int_equal(wait_s(web), 900);
    pass(web, 60);
    assert_false(fetch_step(&web->fetch, &web->world));
    assert_true(fetch_is_idle(&web->fetch));
    assert_int_equal(loopback_requests(web->around->server, "/a"), 1);
    pass(web, 840);
    set_answer(web, 200, "\"2\"\r\nCache-Control: max-age=5", FIRST_PAGE);
    finish_round(web);
    assert_int_equal(wait_s(web), 60); /* `every` is the floor */
    pass(web, 60);
    set_answer(web, 200, "\"3\"\r\nCache-Control: max-age=31536000", FIRST_PAGE);
    finish_round(web);
    assert_int_equal(wait_s(web), 3600);
}

static void test_retry_after(void **state)
{
    struct web *web = *state;
    set_answer(web, 429, "\"1\"\r\nRetry-After: 40", "");
    assert_true(finish_round(web));
    assert_int_equal(wait_s(web), 40);
    pass(web, 40);
    set_answer(web, 503,
               "\"1\"\r\nDate: Wed, 19 Mar 2025 12:00:00 GMT\r\n"
               "Retry-After: Wed, 19 Mar 2025 12:01:30 GMT",
               "");
    finish_round(web);
    assert_int_equal(wait_s(web), 90);
    pass(web, 90);
    set_answer(web, 503, "\"1\"\r\nRetry-After: 999999999", "");
    finish_round(web);
    assert_int_equal(wait_s(web), 3600);
    pass(web, 3600);
    set_answer(web, 200, "", FIRST_PAGE);
    assert_true(finish_round(web));
    assert_int_equal(wait_s(web), 60);
}

/* A captive portal's page may be kept for a day, says the portal. */
static void test_a_login_page_defers_nothing(void **state)
{
    struct web *web = *state;
    set_answer(web, 200, "\"1\"\r\nCache-Control: max-age=86400", "<html>Login</html>");
    assert_true(finish_round(web));
    assert_int_equal(web->fetch.source.state, SOURCE_FAILED);
    assert_int_equal(wait_s(web), 5);
}

static void test_sent_on_to_a_login_page(void **state)
{
    struct web *web = *state;
    struct loopback *portal = loopback_create();
    char *login = loopback_url(portal, "/login");
    loopback_set(portal, "/login", LOOPBACK_ANSWER, 200, "", "<html>Login</html>");
    loopback_set(web->around->server, "/a", LOOPBACK_REDIRECT, 302, "", login);
    assert_true(finish_round(web));
    assert_non_null(strstr(web->fetch.source.error, "a web page"));
    assert_non_null(strstr(web->fetch.source.error, "127.0.0.1 that answered"));
    free(login);
    loopback_destroy(portal);
}

static void test_media_type_is_kept(void **state)
{
    struct web *web = *state;
    struct cache_entry entry;
    set_answer(web, 200, "\"1\"\r\nContent-Type: application/json; charset=x", FIRST_PAGE);
    assert_true(finish_round(web));
    assert_string_equal(web->fetch.source.good.media_type, "application/json; charset=x");
    assert_true(cache_read(web->world.cache, web->config.url, &entry));
    assert_string_equal(entry.media_type, "application/json; charset=x");
    cache_entry_finish(&entry);
    /* The same bytes, to be read in another way. */
    set_answer(web, 200, "\"2\"\r\nContent-Type: application/json; charset=y", FIRST_PAGE);
    pass(web, 60);
    assert_true(finish_round(web));
    assert_string_equal(web->fetch.source.good.media_type, "application/json; charset=y");
    pass(web, 60);
    assert_false(finish_round(web)); /* 304 */
}

static void test_headers_are_read_each_time(void **state)
{
    struct web *web = *state;
    struct loopback *server = web->around->server;
    web->config.headers = file_join(web->around->folder, "lobby.headers");
    set_answer(web, 200, "", FIRST_PAGE);
    assert_true(finish_round(web));
    assert_int_equal(web->fetch.source.state, SOURCE_FAILED);
    assert_int_equal(loopback_requests(server, "/a"), 0);
    pass(web, 60);
    assert_true(file_replace(web->config.headers, "X-Key: one", 10));
    assert_true(finish_round(web));
    assert_int_equal(web->fetch.source.state, SOURCE_FRESH);
    assert_true(loopback_asked_with(server, "/a", "X-Key: one\r\n"));
    pass(web, 60);
    assert_true(file_replace(web->config.headers, "X-Key: two", 10));
    finish_round(web);
    assert_true(loopback_asked_with(server, "/a", "X-Key: two\r\n"));
    pass(web, 60);
    assert_int_equal(chmod(web->config.headers, 0644), 0);
    assert_true(finish_round(web));
    assert_non_null(strstr(web->fetch.source.error, "chmod 600"));
    assert_null(strstr(web->fetch.source.error, "two"));
    assert_int_equal(loopback_requests(server, "/a"), 2);
    assert_shows(web->fetch.source.shown, "First");
}

/* --- the network and the clock --- */

static void failed(struct web *web, enum http_cause cause)
{
    source_fail(&web->fetch.source, cause, "no");
    web->fetch.failed_offset_ns = web->world.wall_s * NS_PER_SECOND - web->world.boot_ns;
    web->fetch.source.due_ns = web->world.now_ns + 50 * NS_PER_SECOND;
    web->fetch.phase = FETCH_IDLE;
}

static void test_the_network_is_back(void **state)
{
    struct web *web = *state;
    set_answer(web, 200, "", FIRST_PAGE);
    failed(web, HTTP_CAUSE_SERVER);
    fetch_hurry(&web->fetch, &web->world);
    assert_int_equal(wait_s(web), 50); /* it was not for want of a network */
    failed(web, HTTP_CAUSE_NETWORK);
    assert_false(fetch_take_recovered(&web->fetch));
    fetch_hurry(&web->fetch, &web->world);
    assert_int_equal(wait_s(web), 0);
    pass(web, 1);
    assert_true(finish_round(web));
    assert_true(fetch_take_recovered(&web->fetch));
    assert_false(fetch_take_recovered(&web->fetch));
    fetch_hurry(&web->fetch, &web->world);
    assert_int_equal(wait_s(web), 60);
    /* Also where what is reached is not well. */
    set_answer(web, 500, "", "");
    failed(web, HTTP_CAUSE_NETWORK);
    pass(web, 60);
    finish_round(web);
    assert_true(fetch_take_recovered(&web->fetch));
}

static void test_certificates_wait_for_the_clock(void **state)
{
    struct web *web = *state;
    set_answer(web, 200, "", FIRST_PAGE);
    failed(web, HTTP_CAUSE_DATES);
    pass(web, 10);
    assert_false(fetch_step(&web->fetch, &web->world));
    assert_true(fetch_is_idle(&web->fetch));
    web->world.wall_s += 400 * 86400;
    fetch_step(&web->fetch, &web->world);
    assert_false(fetch_is_idle(&web->fetch)); /* at once */
    finish_round(web);
    assert_int_equal(web->fetch.source.state, SOURCE_FRESH);
    failed(web, HTTP_CAUSE_SERVER);
    web->world.wall_s += 400 * 86400;
    fetch_step(&web->fetch, &web->world);
    assert_true(fetch_is_idle(&web->fetch));
}

/* With the kept content on the screen the first round may wait a moment. */
static void test_a_moment_after_boot(void **state)
{
    struct web *web = *state;
    set_answer(web, 200, "", FIRST_PAGE);
    assert_int_equal(web->fetch.source.due_ns, 0); /* with nothing to show: at once */
    assert_true(finish_round(web));
    fetch_finish(&web->fetch);
    fetch_init(&web->fetch, &web->config, &web->place);
    web->world.random = UINT32_MAX;
    assert_true(fetch_restore(&web->fetch, &web->world));
    int64_t wait_ns = fetch_due_ns(&web->fetch) - web->world.now_ns;
    assert_true(wait_ns > 1900 * NS_PER_MILLISECOND);
    assert_true(wait_ns < FETCH_BOOT_S * NS_PER_SECOND);
}

int main(int count, char **arguments)
{
    if (count > 1 && strcmp(arguments[1], "decode-picture") == 0)
        return fake_decode(arguments[2]);
    unsetenv("http_proxy");
    const struct CMUnitTest tests[] = {
        WITH_WEB(test_not_before_it_has_expired),   WITH_WEB(test_retry_after),
        WITH_WEB(test_a_login_page_defers_nothing), WITH_WEB(test_sent_on_to_a_login_page),
        WITH_WEB(test_media_type_is_kept),          WITH_WEB(test_headers_are_read_each_time),
        WITH_WEB(test_the_network_is_back),         WITH_WEB(test_certificates_wait_for_the_clock),
        WITH_WEB(test_a_moment_after_boot),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
