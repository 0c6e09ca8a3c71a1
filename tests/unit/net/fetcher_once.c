#include "fetching.h"

static void test_once_sources_side_by_side(void **state)
{
    struct fixture *fixture = *state;
    struct diagnostics found;
    bool failed;
    set_article(fixture, "/a", "Article", "/p");
    loopback_set(fixture->server, "/p", LOOPBACK_ANSWER, 200, "", "PIC 5 4 ff00ff00");
    loopback_set(fixture->server, "/h", LOOPBACK_ANSWER, 200, "", FIRST_PAGE);
    add_source(fixture, "article", "/a", 300);
    add_source(fixture, "news", "/h", 300);
    diagnostics_init(&found);
    struct content *content = fetcher_once(fixture->config, 1742385600, 0, &found, &failed);
    assert_false(failed);
    assert_int_equal(found.count, 0);
    assert_shows(content, "First");
    assert_string_equal(content->article.title, "Article");
    assert_int_equal(content->article.image->w, 5);
    assert_int_equal(content->source_count, 2);
    assert_int_equal(content->sources[1].state, SOURCE_FRESH);
    assert_true(content->sources[1].fetched_s == 1742385600);
    content_put(content);
    diagnostics_finish(&found);
    assert_true(cache_newest_s(fixture->cache) == INT64_MIN);
}

static void test_once_with_a_failure(void **state)
{
    struct fixture *fixture = *state;
    struct diagnostics found;
    bool failed;
    loopback_set(fixture->server, "/500", LOOPBACK_ANSWER, 500, "", "");
    loopback_set(fixture->server, "/h", LOOPBACK_ANSWER, 200, "", FIRST_PAGE);
    loopback_set(fixture->server, "/slow", LOOPBACK_SILENCE, 200, "", "");
    add_source(fixture, "broken", "/500", 300);
    add_source(fixture, "news", "/h", 300);
    add_source(fixture, "slow", "/slow", 300);
    fixture->config->sources[2].timeout_s = 1;
    diagnostics_init(&found);
    struct content *content = fetcher_once(fixture->config, 1742385600, 0, &found, &failed);
    assert_true(failed);
    assert_shows(content, "First");
    assert_int_equal(found.errors, 2);
    assert_string_equal(found.findings[0].file, "broken");
    assert_non_null(strstr(found.findings[0].where, "/500"));
    assert_string_equal(found.findings[0].what, "the server answered 500 Internal Server Error");
    assert_int_equal(content->sources[0].state, SOURCE_FAILED);
    assert_string_equal(content->sources[0].error, "the server answered 500 Internal Server Error");
    assert_non_null(strstr(content->sources[2].error, "within 1 s"));
    assert_int_equal(loopback_requests(fixture->server, "/500"), 1);
    content_put(content);
    diagnostics_finish(&found);
    content_put(fetcher_once(fixture->config, 1742385600, 0, NULL, &failed));
    assert_true(failed);
}

/* A missing picture is told, and no failure of the source. */
static void test_once_without_the_picture(void **state)
{
    struct fixture *fixture = *state;
    struct diagnostics found;
    bool failed;
    set_article(fixture, "/a", "Article", "/missing");
    add_source(fixture, "article", "/a", 300);
    diagnostics_init(&found);
    struct content *content = fetcher_once(fixture->config, 1742385600, 0, &found, &failed);
    assert_false(failed);
    assert_string_equal(content->article.title, "Article");
    assert_null(content->article.image);
    assert_int_equal(found.count, 1);
    assert_int_equal(found.errors, 0);
    assert_non_null(strstr(found.findings[0].what, "/missing: the server answered 404"));
    content_put(content);
    diagnostics_finish(&found);
}

static void set_relative(struct fixture *fixture, const char *picture)
{
    char page[200];
    snprintf(page, sizeof page, "{\"article\":{\"title\":\"T\",\"image\":\"%s\"}}", picture);
    loopback_set(fixture->server, "/lobby/a.json", LOOPBACK_ANSWER, 200, "", page);
}

/* References are taken from the document's own address. */
static void test_once_with_relative_pictures(void **state)
{
    struct fixture *fixture = *state;
    bool failed;
    loopback_set(fixture->server, "/lobby/pic.png", LOOPBACK_ANSWER, 200, "", "PIC 5 4 ff00ff00");
    loopback_set(fixture->server, "/img/a.jpg", LOOPBACK_ANSWER, 200, "", "PIC 6 4 ff00ff00");
    add_source(fixture, "article", "/lobby/a.json", 300);
    static const char *const references[] = {"pic.png", "/img/a.jpg", "../img/a.jpg"};
    for (size_t i = 0; i < COUNT_OF(references); i++) {
        set_relative(fixture, references[i]);
        struct content *content = fetcher_once(fixture->config, 1742385600, 0, NULL, &failed);
        assert_non_null(content->article.image);
        assert_int_equal(content->article.image->w, i == 0 ? 5 : 6);
        content_put(content);
    }
}

static void test_once_without_sources_is_the_sample(void **state)
{
    struct fixture *fixture = *state;
    bool failed = true;
    struct content *content = fetcher_once(fixture->config, 1742385600, 0, NULL, &failed);
    assert_false(failed);
    assert_int_equal(content->headline_count, 9);
    assert_int_equal(content->source_count, 0);
    assert_int_equal(content->weather.today.date.day, 19);
    content_put(content);
}

/* A configuration without a usable source, a mistake for instance, shows no made-up news. */
static void test_once_with_a_place_alone(void **state)
{
    struct fixture *fixture = *state;
    bool failed = true;
    fixture->config->path = memory_text("riwaq.conf");
    fixture->config->place = (struct place){.name = memory_text("Rabat"),
                                            .located = true,
                                            .latitude = 34,
                                            .longitude = -7,
                                            .timezone = memory_text("Africa/Casablanca")};
    struct content *content = fetcher_once(fixture->config, 1742385600, 0, NULL, &failed);
    assert_false(failed);
    assert_true(content_is_empty(content));
    assert_string_equal(content->place.name, "Rabat");
    assert_true(content->place.located);
    assert_string_equal(zone_name(content->zone), "Africa/Casablanca");
    content_put(content);
}

static int64_t offset_once(struct fixture *fixture)
{
    bool failed;
    struct content *content = fetcher_once(fixture->config, 1742385600, 0, NULL, &failed);
    int64_t offset = zone_offset(content->zone, 1742385600);
    assert_false(failed);
    /* Times of the page and of the board are of one zone. */
    assert_true(content->headlines[0].at_s == 1742385600 - offset); /* 12:00 */
    content_put(content);
    return offset;
}

/* A place without a zone that is known stands where the machine does; never in UTC by itself. */
static void test_zone_of_the_machine(void **state)
{
    struct fixture *fixture = *state;
    char *path = file_join(fixture->folder, "lobby.json");
    static const struct {
        const char *place, *configured;
        int64_t offset;
    } cases[] = {
        {"{\"latitude\": 34.02, \"longitude\": -6.84}", NULL, 19800},
        {"{\"latitude\": 34.02, \"longitude\": -6.84, \"timezone\": \"Mars/Olympus\"}", NULL,
         19800},
        {"{}", NULL, 19800},
        {"{\"latitude\": 34.02, \"longitude\": -6.84}", "Africa/Casablancaa", 19800},
        {"{\"timezone\": \"Asia/Tokyo\"}", NULL, 32400},
        {"{\"timezone\": \"Asia/Tokyo\"}", "Asia/Dubai", 14400},
    };
    setenv("TZ", "Asia/Kolkata", 1);
    add_source_url(fixture, "file", path, 300);
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        char page[300];
        snprintf(page, sizeof page,
                 "{\"place\":%s,\"headlines\":[{\"time\":\"12:00\",\"title\":\"x\"}]}",
                 cases[i].place);
        assert_true(file_replace(path, page, strlen(page)));
        fixture->config->place.timezone = memory_text(cases[i].configured);
        assert_true(offset_once(fixture) == cases[i].offset);
        free((char *)fixture->config->place.timezone);
        fixture->config->place.timezone = NULL;
    }
    unsetenv("TZ");
}

static void test_once_local_file(void **state)
{
    struct fixture *fixture = *state;
    bool failed;
    char *path = file_join(fixture->folder, "lobby.json");
    assert_true(file_replace(path, FIRST_PAGE, strlen(FIRST_PAGE)));
    add_source_url(fixture, "file", path, 300);
    struct content *content = fetcher_once(fixture->config, 1742385600, 0, NULL, &failed);
    assert_false(failed);
    assert_shows(content, "First");
    content_put(content);
    assert_int_equal(unlink(path), 0);
    content = fetcher_once(fixture->config, 1742385600, 0, NULL, &failed);
    assert_true(failed);
    assert_string_equal(content->sources[0].error,
                        "the file cannot be read: No such file or directory");
    content_put(content);
}

static void test_logo(void **state)
{
    struct fixture *fixture = *state;
    char error[200];
    char *path = file_join(fixture->folder, "logo.png");
    assert_null(fetcher_picture_file(path, PICTURE_SIDE_MAX, error, sizeof error));
    assert_string_equal(error, "the file cannot be read: No such file or directory");
    assert_true(file_replace(path, "PIC 6 3 ffffffff", 16));
    struct picture *picture = fetcher_picture_file(path, PICTURE_SIDE_MAX, error, sizeof error);
    assert_int_equal(picture->w, 6);
    picture_put(picture);
    assert_true(file_replace(path, "REFUSE", 6));
    assert_null(fetcher_picture_file(path, PICTURE_SIDE_MAX, error, sizeof error));
    assert_string_equal(error, "this is no picture");
    free(path);
}

int main(int count, char **arguments)
{
    if (count > 1 && strcmp(arguments[1], "decode-picture") == 0)
        return fake_decode(arguments[2]);
    unsetenv("http_proxy");
    const struct CMUnitTest tests[] = {
        WITH_SERVER(test_once_sources_side_by_side),
        WITH_SERVER(test_once_with_a_failure),
        WITH_SERVER(test_once_without_the_picture),
        WITH_SERVER(test_once_with_relative_pictures),
        WITH_SERVER(test_once_without_sources_is_the_sample),
        WITH_SERVER(test_once_with_a_place_alone),
        WITH_SERVER(test_zone_of_the_machine),
        WITH_SERVER(test_once_local_file),
        WITH_SERVER(test_logo),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
