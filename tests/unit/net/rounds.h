/* Rounds against a server, at times that the test names. */
#ifndef RIWAQ_TESTS_NET_ROUNDS_H
#define RIWAQ_TESTS_NET_ROUNDS_H

#include "fetching.h"
#include "net/fetch.h"

#define WITH_WEB(test) cmocka_unit_test_setup_teardown(test, set_up_web, tear_down_web)

struct web {
    struct fixture *around;
    struct http *http;
    struct source_config config;
    struct place place;
    struct fetch fetch;
    struct picture_servers servers;
    struct fetch_world world;
};

static inline int set_up_web(void **state)
{
    struct web *web = memory_new(sizeof *web);
    void *around;
    set_up(&around);
    web->around = around;
    web->http = http_create(NULL);
    web->config = (struct source_config){.name = (char *)"lobby",
                                         .url = loopback_url(web->around->server, "/a"),
                                         .every_s = 60,
                                         .timeout_s = 20};
    web->world = (struct fetch_world){.http = web->http,
                                      .cache = web->around->cache,
                                      .servers = &web->servers,
                                      .now_ns = clock_monotonic_ns(),
                                      .boot_ns = 5000 * NS_PER_SECOND,
                                      .wall_s = 1742385600};
    fetch_init(&web->fetch, &web->config, &web->place);
    *state = web;
    return 0;
}

static inline int tear_down_web(void **state)
{
    struct web *web = *state;
    void *around = web->around;
    fetch_finish(&web->fetch);
    picture_servers_finish(&web->servers);
    http_destroy(web->http);
    free(web->config.url);
    free(web->config.headers);
    free(web);
    return tear_down(&around);
}

static inline void pass(struct web *web, int64_t seconds)
{
    web->world.now_ns += seconds * NS_PER_SECOND;
    web->world.boot_ns += seconds * NS_PER_SECOND;
    web->world.wall_s += seconds;
}

/* A round that is due, to its end; true when anything changed. */
static inline bool finish_round(struct web *web)
{
    int64_t due_ns = web->fetch.source.due_ns;
    bool changed = fetch_step(&web->fetch, &web->world);
    while (!fetch_is_idle(&web->fetch)) {
        http_wait(web->http, NULL, 0, 100);
        changed |= fetch_step(&web->fetch, &web->world);
    }
    assert_true(due_ns <= web->world.now_ns);
    return changed;
}

static inline int64_t wait_s(const struct web *web)
{
    return (fetch_due_ns(&web->fetch) - web->world.now_ns) / NS_PER_SECOND;
}

#endif
