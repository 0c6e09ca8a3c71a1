/* Rounds of a local file, at times that the test names: no network, no waiting. */
#ifndef RIWAQ_TESTS_NET_LOCAL_ROUNDS_H
#define RIWAQ_TESTS_NET_LOCAL_ROUNDS_H

#include "net/fetch.h"

#include "../store/folder.h"
#include "fake_decoder.h"
#include "store/clock.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#define WITH_FOLDER(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

struct fixture {
    char *folder;
    struct source_config config;
    struct place place;
    struct fetch fetch;
    struct fetch_world world;
};

static inline void write_page(struct fixture *fixture, const char *name, const char *text)
{
    char *path = file_join(fixture->folder, name);
    assert_true(file_replace(path, text, strlen(text)));
    free(path);
}

static inline int set_up(void **state)
{
    struct fixture *fixture = memory_new(sizeof *fixture);
    fixture->folder = folder_create();
    fixture->config = (struct source_config){.name = (char *)"lobby",
                                             .url = file_join(fixture->folder, "a.json"),
                                             .every_s = 60,
                                             .timeout_s = 20};
    fixture->world = (struct fetch_world){
        .now_ns = 1000 * NS_PER_SECOND, .boot_ns = 5000 * NS_PER_SECOND, .wall_s = 1742385600};
    fetch_init(&fixture->fetch, &fixture->config, &fixture->place);
    *state = fixture;
    return 0;
}

static inline int tear_down(void **state)
{
    struct fixture *fixture = *state;
    fetch_finish(&fixture->fetch);
    cache_destroy(fixture->world.cache);
    free(fixture->config.url);
    folder_destroy(fixture->folder);
    free(fixture);
    return 0;
}

static inline bool step(struct fixture *fixture)
{
    return fetch_step(&fixture->fetch, &fixture->world);
}

static inline void pass(struct fixture *fixture, int seconds)
{
    fixture->world.now_ns += seconds * NS_PER_SECOND;
    fixture->world.boot_ns += seconds * NS_PER_SECOND;
    fixture->world.wall_s += seconds;
}

static inline const struct source *source_of(const struct fixture *fixture)
{
    return &fixture->fetch.source;
}

#endif
