/* When pictures are asked for, of whom, and how large they come. */
#include "rounds.h"

static void set_picture(struct web *web, const char *path, int status, const char *etag_and_more,
                        const char *order)
{
    loopback_set(web->around->server, path, LOOPBACK_ANSWER, status, etag_and_more, order);
}

static int asked(const struct web *web, const char *path)
{
    return loopback_requests(web->around->server, path);
}

static const struct picture *shown(const struct web *web)
{
    return web->fetch.source.shown->article.image;
}

static void next_round(struct web *web)
{
    pass(web, wait_s(web));
    finish_round(web);
}

/* In the next round, then in the second one, the fourth, and so on. */
static void test_one_that_fails_is_put_off(void **state)
{
    struct web *web = *state;
    set_article(web->around, "/a", "One", "/p");
    set_picture(web, "/p", 404, "", "");
    finish_round(web);
    assert_int_equal(asked(web, "/p"), 1);
    static const int rounds[] = {1, 2, 4, 8, 16, 32};
    for (size_t i = 0; i < COUNT_OF(rounds); i++) {
        for (int n = 1; n < rounds[i]; n++)
            next_round(web);
        assert_int_equal(asked(web, "/p"), (int)i + 1);
        next_round(web);
        assert_int_equal(asked(web, "/p"), (int)i + 2);
    }
    /* Once an hour: not after the 64 rounds that would come now. */
    for (int n = 1; n < 60; n++)
        next_round(web);
    assert_int_equal(asked(web, "/p"), COUNT_OF(rounds) + 1);
    set_picture(web, "/p", 200, "", "PIC 3 2 7");
    next_round(web);
    assert_non_null(shown(web));
    assert_int_equal(web->fetch.picture_failures, 0);
}

static void test_another_one_is_asked_for_at_once(void **state)
{
    struct web *web = *state;
    set_article(web->around, "/a", "One", "/p");
    set_picture(web, "/p", 404, "", "");
    finish_round(web);
    next_round(web);
    set_article(web->around, "/a", "Two", "/q");
    set_picture(web, "/q", 200, "", "PIC 3 2 7");
    next_round(web);
    assert_non_null(shown(web));
    /* A new document with the one that failed: still put off. */
    set_article(web->around, "/a", "Three", "/p");
    next_round(web);
    assert_null(shown(web));
    assert_int_equal(asked(web, "/p"), 3);
    set_article(web->around, "/a", "Four", "/p");
    next_round(web);
    assert_string_equal(web->fetch.source.shown->article.title, "Four");
    set_article(web->around, "/a", "Five", "/p");
    next_round(web);
    assert_int_equal(asked(web, "/p"), 4);
}

/* The outage that took the picture is over. */
static void test_pardoned_when_the_source_is_well_again(void **state)
{
    struct web *web = *state;
    set_article(web->around, "/a", "One", "/p");
    set_picture(web, "/p", 500, "", "");
    finish_round(web);
    for (int i = 0; i < 3; i++)
        next_round(web);
    assert_int_equal(asked(web, "/p"), 3);
    set_picture(web, "/a", 500, "", "");
    next_round(web);
    set_article(web->around, "/a", "One", "/p");
    set_picture(web, "/p", 200, "", "PIC 3 2 7");
    next_round(web);
    assert_int_equal(asked(web, "/p"), 4);
    assert_non_null(shown(web));
}

static void test_a_server_that_wants_to_be_left_alone(void **state)
{
    struct web *web = *state;
    set_article(web->around, "/a", "One", "/p");
    set_picture(web, "/p", 429, "\"1\"\r\nRetry-After: 150", "");
    set_picture(web, "/q", 200, "", "PIC 3 2 7");
    finish_round(web);
    set_article(web->around, "/a", "Two", "/q");
    next_round(web); /* after 60 s */
    assert_string_equal(web->fetch.source.shown->article.title, "Two");
    next_round(web);
    assert_int_equal(asked(web, "/q"), 0);
    assert_int_equal(asked(web, "/p"), 1);
    next_round(web);
    assert_int_equal(asked(web, "/q"), 1);
    assert_non_null(shown(web));
    /* A lie does not freeze it: an hour at most. */
    set_article(web->around, "/a", "Three", "/p");
    set_picture(web, "/p", 503, "\"1\"\r\nRetry-After: 99999999", "");
    next_round(web);
    int64_t wanted_ns = picture_servers_take(&web->servers, web->config.url)->wanted_ns;
    assert_true(wanted_ns == web->world.now_ns + 3600 * NS_PER_SECOND);
}

static void test_not_while_it_is_fresh(void **state)
{
    struct web *web = *state;
    set_article(web->around, "/a", "One", "/p");
    set_picture(web, "/p", 200, "\"1\"\r\nCache-Control: max-age=100", "PIC 3 2 7");
    finish_round(web);
    set_article(web->around, "/a", "Two", "/p");
    next_round(web);
    assert_string_equal(web->fetch.source.shown->article.title, "Two");
    assert_non_null(shown(web));
    assert_int_equal(asked(web, "/p"), 1);
    set_article(web->around, "/a", "Three", "/p");
    next_round(web); /* after 120 s */
    assert_int_equal(asked(web, "/p"), 2);
    assert_true(loopback_asked_with(web->around->server, "/p", "If-None-Match: \"1\""));
}

/* FETCH gets so far that it has its document, and asks or waits for its picture. */
static void step_to_picture(struct web *web, struct fetch *fetch)
{
    fetch_step(fetch, &web->world);
    while (fetch->phase == FETCH_DOCUMENT) {
        http_wait(web->http, NULL, 0, 100);
        fetch_step(fetch, &web->world);
    }
}

static void step_to_end(struct web *web, struct fetch *fetch)
{
    while (!fetch_is_idle(fetch)) {
        http_wait(web->http, NULL, 0, 10);
        fetch_step(fetch, &web->world);
    }
}

static void test_one_at_a_time(void **state)
{
    struct web *web = *state;
    struct fetch other;
    struct source_config config = web->config;
    config.url = loopback_url(web->around->server, "/b");
    fetch_init(&other, &config, &web->place);
    set_article(web->around, "/a", "One", "/p");
    set_article(web->around, "/b", "Other", "/q");
    loopback_set(web->around->server, "/p", LOOPBACK_SILENCE, 200, "", "");
    set_picture(web, "/q", 200, "", "PIC 3 2 7");
    step_to_picture(web, &web->fetch);
    step_to_picture(web, &other);
    assert_int_equal(other.phase, FETCH_TURN);
    assert_true(fetch_due_ns(&other) == web->world.now_ns + 20 * NS_PER_SECOND);
    fetch_step(&other, &web->world);
    assert_int_equal(other.phase, FETCH_TURN);
    /* It comes to an end, whatever the end is. */
    fetch_finish(&web->fetch);
    assert_true(fetch_due_ns(&other) <= web->world.now_ns);
    fetch_step(&other, &web->world);
    step_to_end(web, &other);
    assert_int_equal(asked(web, "/q"), 1);
    assert_non_null(other.source.shown->article.image);
    fetch_finish(&other);
    free(config.url);
    fetch_init(&web->fetch, &web->config, &web->place);
}

/* The document does not wait for ever, and nothing is held against the picture. */
static void test_a_turn_that_does_not_come(void **state)
{
    struct web *web = *state;
    set_article(web->around, "/a", "One", "/p");
    set_picture(web, "/p", 200, "", "PIC 3 2 7");
    struct picture_server *server = picture_servers_take(&web->servers, web->config.url);
    server->busy = true;
    step_to_picture(web, &web->fetch);
    assert_int_equal(web->fetch.phase, FETCH_TURN);
    assert_null(web->fetch.source.shown);
    pass(web, 20);
    assert_true(fetch_step(&web->fetch, &web->world));
    assert_true(fetch_is_idle(&web->fetch));
    assert_string_equal(web->fetch.source.shown->article.title, "One");
    assert_null(shown(web));
    assert_true(server->busy);
    server->busy = false;
    next_round(web);
    assert_non_null(shown(web));
    picture_server_put(server);
}

static void test_no_larger_than_the_screen(void **state)
{
    struct web *web = *state;
    set_article(web->around, "/a", "One", "/p");
    set_picture(web, "/p", 200, "\"1\"", "PHOTO");
    web->world.screen_side = 480;
    finish_round(web);
    assert_int_equal(shown(web)->w, 480);
    static const int sides[][2] = {{800, 800}, {300, 300}, {3840, PICTURE_SIDE_MAX}, {0, 0}};
    for (size_t i = 0; sides[i][0] > 0; i++) {
        web->world.screen_side = sides[i][0];
        assert_false(fetch_step(&web->fetch, &web->world));
        assert_int_equal(web->fetch.phase, FETCH_RESTORING);
        step_to_end(web, &web->fetch);
        assert_int_equal(shown(web)->w, sides[i][1]);
        fetch_step(&web->fetch, &web->world);
        assert_true(fetch_is_idle(&web->fetch)); /* once */
    }
    assert_int_equal(asked(web, "/p"), 1);
    assert_int_equal(wait_s(web), 60); /* and no other round than before */
}

static void test_small_ones_fit_every_screen(void **state)
{
    struct web *web = *state;
    set_article(web->around, "/a", "One", "/p");
    set_picture(web, "/p", 200, "\"1\"", "PIC 300 200 7");
    web->world.screen_side = 800;
    finish_round(web);
    web->world.screen_side = 1920;
    fetch_step(&web->fetch, &web->world);
    assert_true(fetch_is_idle(&web->fetch));
    web->world.screen_side = 300;
    fetch_step(&web->fetch, &web->world);
    assert_true(fetch_is_idle(&web->fetch));
    assert_int_equal(shown(web)->w, 300);
}

static void go_on_restoring(struct web *web)
{
    while (fetch_is_restoring(&web->fetch)) {
        http_wait(web->http, NULL, 0, 20);
        fetch_step(&web->fetch, &web->world);
    }
}

/* A slow machine that has just begun, without network: what it kept is decoded again later. */
static void test_kept_and_not_decoded_is_tried_again(void **state)
{
    struct web *web = *state;
    set_article(web->around, "/a", "One", "/p");
    set_picture(web, "/p", 200, "\"1\"", "PIC 3 2 7");
    finish_round(web);
    assert_non_null(shown(web));
    fetch_finish(&web->fetch);
    fetch_init(&web->fetch, &web->config, &web->place);
    setenv("RIWAQ_DECODER", "/bin/false", 1);
    assert_true(fetch_restore(&web->fetch, &web->world));
    assert_true(fetch_is_restoring(&web->fetch));
    go_on_restoring(web);
    assert_null(shown(web));
    set_picture(web, "/a", 500, "", "");
    pass(web, wait_s(web) + 1);
    finish_round(web);
    assert_int_equal(web->fetch.picture_failures, 1); /* it is too early */
    pass(web, 20);
    finish_round(web);
    assert_int_equal(web->fetch.picture_failures, 2);
    unsetenv("RIWAQ_DECODER");
    pass(web, 20);
    finish_round(web);
    assert_non_null(shown(web));
    assert_int_equal(shown(web)->w, 3);
    assert_int_equal(asked(web, "/p"), 1);
    assert_int_equal(web->fetch.source.state, SOURCE_FAILED);
}

int main(int count, char **arguments)
{
    if (count > 1 && strcmp(arguments[1], "decode-picture") == 0)
        return fake_decode(arguments[2]);
    unsetenv("http_proxy");
    const struct CMUnitTest tests[] = {
        WITH_WEB(test_one_that_fails_is_put_off),
        WITH_WEB(test_another_one_is_asked_for_at_once),
        WITH_WEB(test_pardoned_when_the_source_is_well_again),
        WITH_WEB(test_a_server_that_wants_to_be_left_alone),
        WITH_WEB(test_not_while_it_is_fresh),
        WITH_WEB(test_one_at_a_time),
        WITH_WEB(test_a_turn_that_does_not_come),
        WITH_WEB(test_no_larger_than_the_screen),
        WITH_WEB(test_small_ones_fit_every_screen),
        WITH_WEB(test_kept_and_not_decoded_is_tried_again),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
