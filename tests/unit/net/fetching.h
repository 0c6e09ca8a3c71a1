/* What a test of the fetcher needs around it: a server, a cache, a clock and a configuration. */
#ifndef RIWAQ_TESTS_NET_FETCHING_H
#define RIWAQ_TESTS_NET_FETCHING_H

#include "net/fetcher.h"

#include "../store/folder.h"
#include "fake_decoder.h"
#include "loopback.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#include <semaphore.h>

#define FIRST_PAGE        "{\"headlines\":[{\"title\":\"First\"}]}"
#define SECOND_PAGE       "{\"headlines\":[{\"title\":\"Second\"}]}"
#define WITH_SERVER(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

enum { PATIENCE_S = 30 };

struct fixture {
    struct loopback *server;
    char *folder;
    struct cache *cache;
    struct clock clock;
    struct config *config;
    struct fetcher *fetcher;
    sem_t woken;
};

static inline int set_up(void **state)
{
    struct fixture *fixture = memory_new(sizeof *fixture);
    fixture->server = loopback_create();
    fixture->folder = folder_create();
    fixture->cache = cache_create(fixture->folder);
    fixture->config = config_create();
    clock_init(&fixture->clock, &(struct clock_settings){.at_given = true,
                                                         .at_ns = 1742385600 * NS_PER_SECOND,
                                                         .saved_s = INT64_MIN});
    sem_init(&fixture->woken, 0, 0);
    *state = fixture;
    return 0;
}

static inline int tear_down(void **state)
{
    struct fixture *fixture = *state;
    fetcher_stop(fixture->fetcher);
    if (fixture->server != NULL)
        loopback_destroy(fixture->server);
    cache_destroy(fixture->cache);
    config_destroy(fixture->config);
    folder_destroy(fixture->folder);
    sem_destroy(&fixture->woken);
    free(fixture);
    return 0;
}

/* The config owns its texts. */
static inline void add_source_url(struct fixture *fixture, const char *name, char *url, int every_s)
{
    struct config *config = fixture->config;
    config->sources[config->source_count++] = (struct source_config){
        .name = memory_text(name), .url = url, .every_s = every_s, .timeout_s = 20};
}

static inline void add_source(struct fixture *fixture, const char *name, const char *path,
                              int every_s)
{
    add_source_url(fixture, name, loopback_url(fixture->server, path), every_s);
}

static inline void assert_shows(const struct content *content, const char *headline)
{
    assert_int_equal(content->headline_count, 1);
    assert_string_equal(content->headlines[0].title, headline);
}

/* An article with a picture, as JSON; free() it. */
static inline char *article(struct fixture *fixture, const char *title, const char *picture)
{
    struct buffer page;
    char *url = loopback_url(fixture->server, picture);
    buffer_init(&page, 1000);
    buffer_print(&page, "{\"article\":{\"title\":\"%s\",\"image\":\"%s\",\"paragraphs\":[\"x\"]}}",
                 title, url);
    free(url);
    return buffer_take(&page);
}

static inline void set_article(struct fixture *fixture, const char *path, const char *title,
                               const char *picture)
{
    char *page = article(fixture, title, picture);
    loopback_set(fixture->server, path, LOOPBACK_ANSWER, 200, "", page);
    free(page);
}

#endif
