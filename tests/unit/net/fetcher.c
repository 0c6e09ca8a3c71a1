#include "fetching.h"

#include <dlfcn.h>
#include <netdb.h>
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

static void stop(struct fixture *fixture)
{
    fetcher_stop(fixture->fetcher);
    fixture->fetcher = NULL;
}

/* The next snapshot, however long it takes within reason. */
static struct content *next(struct fixture *fixture)
{
    struct timespec until;
    clock_gettime(CLOCK_REALTIME, &until);
    until.tv_sec += PATIENCE_S;
    for (;;) {
        struct content *content = fetcher_take(fixture->fetcher);
        if (content != NULL)
            return content;
        if (sem_timedwait(&fixture->woken, &until) != 0)
            fail_msg("no snapshot came");
    }
}

/* The first snapshot whose first source is in STATE. */
static struct content *next_in_state(struct fixture *fixture, enum source_state state)
{
    struct content *content = next(fixture);
    while (content->sources[0].state != state) {
        content_put(content);
        content = next(fixture);
    }
    return content;
}

static void wait_for_requests(struct fixture *fixture, const char *path, int count)
{
    int64_t until = clock_monotonic_ns() + PATIENCE_S * NS_PER_SECOND;
    while (loopback_requests(fixture->server, path) < count) {
        assert_true(clock_monotonic_ns() < until);
        poll(NULL, 0, 10);
    }
}

/* --- running --- */

static void test_first_start_waits_then_shows(void **state)
{
    struct fixture *fixture = *state;
    loopback_set(fixture->server, "/a", LOOPBACK_ANSWER, 200, "", FIRST_PAGE);
    add_source(fixture, "lobby", "/a", 300);
    start(fixture);
    struct content *content = fetcher_take(fixture->fetcher);
    if (content->sources[0].state == SOURCE_WAITING) { /* else the thread was faster */
        assert_true(content_is_empty(content));
        assert_true(content->sources[0].fetched_s == INSTANT_NONE);
        content_put(content);
        content = next(fixture);
    }
    assert_shows(content, "First");
    assert_int_equal(content->sources[0].state, SOURCE_FRESH);
    content_put(content);
}

static void test_changes_come_and_nothing_else(void **state)
{
    struct fixture *fixture = *state;
    loopback_set(fixture->server, "/a", LOOPBACK_ANSWER, 200, "\"1\"", FIRST_PAGE);
    add_source(fixture, "lobby", "/a", 1);
    start(fixture);
    content_put(next_in_state(fixture, SOURCE_FRESH));
    /* 304 from now on, then the same body under another ETag: nothing new. */
    wait_for_requests(fixture, "/a", 2);
    assert_true(loopback_asked_with(fixture->server, "/a", "If-None-Match: \"1\"\r\n"));
    loopback_set(fixture->server, "/a", LOOPBACK_ANSWER, 200, "\"2\"", FIRST_PAGE);
    wait_for_requests(fixture, "/a", 4);
    assert_null(fetcher_take(fixture->fetcher));
    struct cache_entry entry;
    struct cache *other = cache_create(fixture->folder);
    assert_true(cache_read(other, fixture->config->sources[0].url, &entry));
    assert_string_equal(entry.etag, "\"1\""); /* not written again */
    cache_entry_finish(&entry);
    cache_destroy(other);
    loopback_set(fixture->server, "/a", LOOPBACK_ANSWER, 200, "\"3\"", SECOND_PAGE);
    struct content *content = next(fixture);
    assert_shows(content, "Second");
    content_put(content);
}

/* The same failure again is no news; the content stays through all of it. */
static void test_failure_keeps_the_content(void **state)
{
    struct fixture *fixture = *state;
    loopback_set(fixture->server, "/a", LOOPBACK_ANSWER, 200, "", FIRST_PAGE);
    add_source(fixture, "lobby", "/a", 1);
    start(fixture);
    content_put(next_in_state(fixture, SOURCE_FRESH));
    static const struct {
        enum loopback_manner manner;
        int status;
        const char *body, *words;
    } troubles[] = {
        {LOOPBACK_ANSWER, 200, "<!doctype html><title>Login</title>", "is a web page"},
        {LOOPBACK_HALF, 200, "{\"headlines\":[{\"title\":\"Half\"}]}", "before the answer"},
        {LOOPBACK_ANSWER, 500, "", "500 Internal Server Error"},
    };
    for (size_t i = 0; i < COUNT_OF(troubles); i++) {
        loopback_set(fixture->server, "/a", troubles[i].manner, troubles[i].status, "",
                     troubles[i].body);
        stop(fixture); /* else one would wait for its back-off */
        start(fixture);
        struct content *content = next_in_state(fixture, SOURCE_FAILED);
        assert_shows(content, "First");
        assert_non_null(strstr(content->sources[0].error, troubles[i].words));
        assert_true(content->sources[0].fetched_s >= 1742385600);
        content_put(content);
    }
    loopback_set(fixture->server, "/a", LOOPBACK_ANSWER, 200, "", SECOND_PAGE);
    struct content *content = next(fixture);
    assert_shows(content, "Second");
    assert_int_equal(content->sources[0].state, SOURCE_FRESH);
    assert_null(content->sources[0].error);
    content_put(content);
}

static void test_restart_with_a_dead_server(void **state)
{
    struct fixture *fixture = *state;
    set_article(fixture, "/a", "Kept", "/p");
    loopback_set(fixture->server, "/p", LOOPBACK_ANSWER, 200, "", "PIC 5 4 ff00ff00");
    add_source(fixture, "lobby", "/a", 300);
    start(fixture);
    struct content *content = next(fixture);
    while (content->article.image == NULL) {
        content_put(content);
        content = next(fixture);
    }
    content_put(content);
    stop(fixture);
    loopback_destroy(fixture->server);
    fixture->server = NULL;
    start(fixture);
    content = fetcher_take(fixture->fetcher); /* at once */
    assert_non_null(content);
    assert_string_equal(content->article.title, "Kept");
    assert_non_null(content->article.image); /* the first one is whole */
    assert_int_equal(content->article.image->w, 5);
    if (content->sources[0].state != SOURCE_FAILED) { /* else the thread was faster */
        assert_int_equal(content->sources[0].state, SOURCE_CACHED);
        content_put(content);
        content = next_in_state(fixture, SOURCE_FAILED);
    }
    assert_int_equal(content->article.image->w, 5);
    assert_non_null(strstr(content->sources[0].error, "nobody answers"));
    content_put(content);
}

/* A kept picture that hangs holds the first snapshot up for four seconds at most. */
static void test_restart_with_a_picture_that_hangs(void **state)
{
    struct fixture *fixture = *state;
    char page[300], *picture = loopback_url(fixture->server, "/p");
    add_source(fixture, "lobby", "/a", 300);
    snprintf(page, sizeof page, "{\"article\":{\"title\":\"Kept\",\"image\":\"%s\"}}", picture);
    struct cache_entry document = {
        .url = fixture->config->sources[0].url, .body = page, .size = strlen(page)};
    struct cache_entry hanging = {.url = picture, .body = (char *)"HANG", .size = 4};
    assert_true(cache_write(fixture->cache, &document, 0));
    assert_true(cache_write(fixture->cache, &hanging, 0));
    int64_t before = clock_monotonic_ns();
    start(fixture);
    assert_true(clock_monotonic_ns() - before < 5 * NS_PER_SECOND);
    struct content *content = fetcher_take(fixture->fetcher);
    assert_string_equal(content->article.title, "Kept");
    assert_null(content->article.image);
    content_put(content);
    free(picture);
}

/* On an empty screen the text goes out first; later, text and picture come together. */
static void test_picture_with_its_article(void **state)
{
    struct fixture *fixture = *state;
    set_article(fixture, "/a", "One", "/1");
    loopback_set(fixture->server, "/1", LOOPBACK_ANSWER, 200, "\"p\"", "PIC 1 1 ff00ff00");
    loopback_set(fixture->server, "/2", LOOPBACK_ANSWER, 200, "", "PIC 2 2 ff00ff00");
    add_source(fixture, "lobby", "/a", 1);
    start(fixture);
    struct content *content = next_in_state(fixture, SOURCE_FRESH);
    if (content->article.image == NULL) {
        content_put(content);
        content = next(fixture);
    }
    const struct picture *picture = picture_take(content->article.image);
    assert_int_equal(picture->w, 1);
    content_put(content);
    set_article(fixture, "/a", "Two", "/1"); /* the same picture: 304, and not decoded again */
    content = next(fixture);
    assert_string_equal(content->article.title, "Two");
    assert_ptr_equal(content->article.image, picture);
    assert_true(loopback_asked_with(fixture->server, "/1", "If-None-Match: \"p\"\r\n"));
    content_put(content);
    picture_put(picture);
    set_article(fixture, "/a", "Three", "/2");
    content = next(fixture);
    assert_string_equal(content->article.title, "Three");
    assert_int_equal(content->article.image->w, 2);
    content_put(content);
    struct cache_entry entry; /* what nobody shows is not kept */
    char *gone = loopback_url(fixture->server, "/1");
    assert_false(cache_read(fixture->cache, gone, &entry));
    free(gone);
    loopback_set(fixture->server, "/a", LOOPBACK_ANSWER, 200, "", FIRST_PAGE);
    content = next(fixture);
    assert_null(content->article.image);
    content_put(content);
}

static void test_picture_that_cannot_be_decoded(void **state)
{
    struct fixture *fixture = *state;
    loopback_set(fixture->server, "/a", LOOPBACK_ANSWER, 200, "", FIRST_PAGE);
    loopback_set(fixture->server, "/bad", LOOPBACK_ANSWER, 200, "", "REFUSE");
    add_source(fixture, "lobby", "/a", 1);
    start(fixture);
    content_put(next_in_state(fixture, SOURCE_FRESH));
    set_article(fixture, "/a", "Text", "/bad");
    struct content *content = next(fixture);
    assert_string_equal(content->article.title, "Text");
    assert_null(content->article.image);
    assert_int_equal(content->sources[0].state, SOURCE_FRESH);
    content_put(content);
    loopback_set(fixture->server, "/bad", LOOPBACK_ANSWER, 200, "", "PIC 7 7 1");
    content = next(fixture); /* tried again at the next round, although the text is the same */
    assert_int_equal(content->article.image->w, 7);
    content_put(content);
}

static void test_unwritable_cache(void **state)
{
    struct fixture *fixture = *state;
    char *file = file_join(fixture->folder, "file");
    assert_true(file_replace(file, "x", 1));
    cache_destroy(fixture->cache);
    fixture->cache = cache_create(file);
    free(file);
    loopback_set(fixture->server, "/a", LOOPBACK_ANSWER, 200, "", FIRST_PAGE);
    add_source(fixture, "lobby", "/a", 1);
    start(fixture);
    content_put(next_in_state(fixture, SOURCE_FRESH));
    loopback_set(fixture->server, "/a", LOOPBACK_ANSWER, 200, "", SECOND_PAGE);
    struct content *content = next(fixture);
    assert_shows(content, "Second");
    content_put(content);
}

static void test_cache_with_rubbish(void **state)
{
    struct fixture *fixture = *state;
    loopback_set(fixture->server, "/a", LOOPBACK_ANSWER, 500, "", "");
    add_source(fixture, "lobby", "/a", 300);
    struct cache_entry entry = {
        .url = fixture->config->sources[0].url, .body = (char *)"no json", .size = 7};
    assert_true(cache_write(fixture->cache, &entry, 0));
    start(fixture);
    struct content *content = next_in_state(fixture, SOURCE_FAILED);
    assert_true(content_is_empty(content));
    content_put(content);
}

static void test_sample_while_nothing_is_configured(void **state)
{
    struct fixture *fixture = *state;
    clock_init(&fixture->clock, /* a second before midnight */
               &(struct clock_settings){.at_given = true,
                                        .at_ns = (1742428800 - 1) * NS_PER_SECOND,
                                        .saved_s = INT64_MIN});
    start(fixture);
    struct content *content = fetcher_take(fixture->fetcher);
    assert_non_null(content);
    assert_int_equal(content->headline_count, 9);
    assert_int_equal(content->source_count, 0);
    int day = content->weather.today.date.day;
    content_put(content);
    if (day == 20) /* the thread was faster */
        return;
    assert_int_equal(day, 19);
    content = next(fixture);
    assert_int_equal(content->weather.today.date.day, 20);
    content_put(content);
}

static void test_configuration_without_sources(void **state)
{
    struct fixture *fixture = *state;
    fixture->config->path = memory_text("riwaq.conf");
    fixture->config->place.name = memory_text("Rabat");
    start(fixture);
    struct content *content = fetcher_take(fixture->fetcher);
    assert_non_null(content);
    assert_true(content_is_empty(content));
    assert_string_equal(content->place.name, "Rabat");
    content_put(content);
}

/* --- stopping --- */

static void assert_stops_soon(struct fixture *fixture)
{
    int64_t before = clock_monotonic_ns();
    stop(fixture);
    assert_true(clock_monotonic_ns() - before < NS_PER_SECOND);
}

static void test_stop_while_a_server_is_silent(void **state)
{
    struct fixture *fixture = *state;
    loopback_set(fixture->server, "/a", LOOPBACK_SILENCE, 200, "", "");
    loopback_set(fixture->server, "/b", LOOPBACK_DRIBBLE, 200, "", "");
    add_source(fixture, "a", "/a", 300);
    add_source(fixture, "b", "/b", 300);
    start(fixture);
    wait_for_requests(fixture, "/a", 1);
    wait_for_requests(fixture, "/b", 1);
    assert_stops_soon(fixture);
}

static void test_stop_while_a_picture_hangs(void **state)
{
    struct fixture *fixture = *state;
    set_article(fixture, "/a", "Article", "/p");
    loopback_set(fixture->server, "/p", LOOPBACK_ANSWER, 200, "", "HANG");
    add_source(fixture, "lobby", "/a", 300);
    start(fixture);
    wait_for_requests(fixture, "/p", 1);
    assert_stops_soon(fixture);
}

static void test_stop_at_once(void **state)
{
    struct fixture *fixture = *state;
    add_source(fixture, "lobby", "/a", 300);
    start(fixture);
    assert_stops_soon(fixture);
    fetcher_stop(NULL);
}

/* Name servers that do not answer: this stands in for libc's own. */
static sem_t resolver_entered, resolver_released, resolver_left;

int getaddrinfo(const char *node, const char *service, const struct addrinfo *hints,
                struct addrinfo **result)
{
    if (node == NULL || strcmp(node, "stuck.example") != 0) {
        int (*real)(const char *, const char *, const struct addrinfo *, struct addrinfo **);
        *(void **)&real = dlsym(RTLD_NEXT, "getaddrinfo");
        return real(node, service, hints, result);
    }
    sem_post(&resolver_entered);
    sem_wait(&resolver_released);
    sem_post(&resolver_left);
    return EAI_AGAIN;
}

static void test_stop_while_a_name_server_is_silent(void **state)
{
    struct fixture *fixture = *state;
    sem_init(&resolver_entered, 0, 0);
    sem_init(&resolver_released, 0, 0);
    sem_init(&resolver_left, 0, 0);
    add_source_url(fixture, "stuck", memory_text("http://stuck.example/a.json"), 300);
    start(fixture);
    sem_wait(&resolver_entered);
    assert_stops_soon(fixture);
    sem_post(&resolver_released);
    sem_wait(&resolver_left);
}

int main(int count, char **arguments)
{
    if (count > 1 && strcmp(arguments[1], "decode-picture") == 0)
        return fake_decode(arguments[2]);
    unsetenv("http_proxy");
    const struct CMUnitTest tests[] = {
        WITH_SERVER(test_first_start_waits_then_shows),
        WITH_SERVER(test_changes_come_and_nothing_else),
        WITH_SERVER(test_failure_keeps_the_content),
        WITH_SERVER(test_restart_with_a_dead_server),
        WITH_SERVER(test_restart_with_a_picture_that_hangs),
        WITH_SERVER(test_picture_with_its_article),
        WITH_SERVER(test_picture_that_cannot_be_decoded),
        WITH_SERVER(test_unwritable_cache),
        WITH_SERVER(test_cache_with_rubbish),
        WITH_SERVER(test_sample_while_nothing_is_configured),
        WITH_SERVER(test_configuration_without_sources),
        WITH_SERVER(test_stop_while_a_server_is_silent),
        WITH_SERVER(test_stop_while_a_picture_hangs),
        WITH_SERVER(test_stop_at_once),
        WITH_SERVER(test_stop_while_a_name_server_is_silent),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
