/* Another configuration while the fetcher runs: what is the same in it goes on, what is new is
 * asked, what is gone leaves the screen. */
#include "fetching.h"

#include <poll.h>
#include <time.h>

static void wake(void *self)
{
    sem_post(self);
}

static void start(struct fixture *fixture)
{
    fixture->fetcher = fetcher_start(&(struct fetcher_settings){.config = fixture->config,
                                                                .cache = fixture->cache,
                                                                .clock = &fixture->clock,
                                                                .wake = wake,
                                                                .wake_self = &fixture->woken});
    assert_non_null(fixture->fetcher);
    fetcher_settle(fixture->fetcher);
}

/* The first snapshot of CONFIG with so many headlines. */
static struct content *next_of(struct fixture *fixture, const struct config *config, int headlines)
{
    struct timespec until;
    clock_gettime(CLOCK_REALTIME, &until);
    until.tv_sec += PATIENCE_S;
    for (;;) {
        struct content *content = fetcher_take(fixture->fetcher);
        if (content != NULL && content->config == config->serial &&
            content->headline_count == headlines)
            return content;
        content_put(content);
        if (content == NULL && sem_timedwait(&fixture->woken, &until) != 0)
            fail_msg("no such snapshot came");
    }
}

/* In the place of the fixture's. */
static struct config *begin_config(struct fixture *fixture)
{
    struct config *before = fixture->config;
    fixture->config = config_create();
    return before;
}

static void use(struct fixture *fixture, struct config *before)
{
    fetcher_use(fixture->fetcher, fixture->config);
    config_destroy(before); /* the fetcher has what it needs of it */
}

static void test_what_is_the_same_goes_on(void **state)
{
    struct fixture *fixture = *state;
    loopback_set(fixture->server, "/a", LOOPBACK_ANSWER, 200, "", FIRST_PAGE);
    loopback_set(fixture->server, "/b", LOOPBACK_ANSWER, 200, "", SECOND_PAGE);
    add_source(fixture, "a", "/a", 300);
    start(fixture);
    content_put(next_of(fixture, fixture->config, 1));
    struct config *before = begin_config(fixture);
    add_source(fixture, "b", "/b", 300);
    add_source(fixture, "a", "/a", 300);
    use(fixture, before);
    struct content *content = next_of(fixture, fixture->config, 2);
    assert_int_equal(content->source_count, 2);
    assert_string_equal(content->sources[0].name, "b");
    assert_int_equal(content->sources[1].state, SOURCE_FRESH);
    content_put(content);
    assert_int_equal(loopback_requests(fixture->server, "/a"), 1);
    assert_int_equal(loopback_requests(fixture->server, "/b"), 1);
    before = begin_config(fixture);
    add_source(fixture, "b", "/b", 300);
    use(fixture, before);
    content = next_of(fixture, fixture->config, 1);
    assert_shows(content, "Second");
    assert_int_equal(content->source_count, 1);
    content_put(content);
    assert_int_equal(loopback_requests(fixture->server, "/b"), 1);
}

/* It comes from the cache at once, and is asked again. */
static void test_another_identity_is_another_source(void **state)
{
    struct fixture *fixture = *state;
    loopback_set(fixture->server, "/a", LOOPBACK_ANSWER, 200, "", FIRST_PAGE);
    add_source(fixture, "a", "/a", 300);
    start(fixture);
    content_put(next_of(fixture, fixture->config, 1));
    loopback_set(fixture->server, "/a", LOOPBACK_ANSWER, 200, "", SECOND_PAGE);
    struct config *before = begin_config(fixture);
    add_source(fixture, "a", "/a", 300);
    fixture->config->sources[0].identity = 1;
    use(fixture, before);
    struct content *content = next_of(fixture, fixture->config, 1);
    assert_shows(content, "First");
    assert_int_equal(content->sources[0].state, SOURCE_CACHED);
    content_put(content);
    content = next_of(fixture, fixture->config, 1);
    while (content->sources[0].state != SOURCE_FRESH) {
        content_put(content);
        content = next_of(fixture, fixture->config, 1);
    }
    assert_shows(content, "Second");
    content_put(content);
}

/* Times without a date, and prayers, hang on the place. */
static void test_another_place_is_read_into_the_same_documents(void **state)
{
    struct fixture *fixture = *state;
    loopback_set(fixture->server, "/a", LOOPBACK_ANSWER, 200, "",
                 "{\"headlines\":[{\"time\":\"12:00\",\"title\":\"Noon\"}]}");
    add_source(fixture, "a", "/a", 300);
    fixture->config->place.timezone = memory_text("UTC");
    start(fixture);
    struct content *content = next_of(fixture, fixture->config, 1);
    int64_t noon_s = content->headlines[0].at_s;
    content_put(content);
    struct config *before = begin_config(fixture);
    add_source(fixture, "a", "/a", 300);
    fixture->config->place.timezone = memory_text("Asia/Riyadh");
    use(fixture, before);
    content = next_of(fixture, fixture->config, 1);
    assert_int_equal(content->headlines[0].at_s, noon_s - 3 * 3600);
    assert_string_equal(content->place.timezone, "Asia/Riyadh");
    content_put(content);
    assert_int_equal(loopback_requests(fixture->server, "/a"), 1);
}

/* From the sample to sources, and only the newest of several counts. */
static void test_the_newest_counts(void **state)
{
    struct fixture *fixture = *state;
    loopback_set(fixture->server, "/a", LOOPBACK_ANSWER, 200, "", FIRST_PAGE);
    start(fixture);
    for (int i = 0; i < 20; i++) {
        struct config *before = begin_config(fixture);
        fixture->config->path = memory_text("riwaq.conf");
        add_source(fixture, "a", "/a", 300);
        use(fixture, before);
    }
    struct content *content = next_of(fixture, fixture->config, 1);
    assert_shows(content, "First");
    content_put(content);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_SERVER(test_what_is_the_same_goes_on),
        WITH_SERVER(test_another_identity_is_another_source),
        WITH_SERVER(test_another_place_is_read_into_the_same_documents),
        WITH_SERVER(test_the_newest_counts),
    };
    return cmocka_run_group_tests_name("net/reconfigure", tests, NULL, NULL);
}
