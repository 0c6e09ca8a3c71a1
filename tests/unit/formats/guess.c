#include "../check.h"

#include "base/memory.h"
#include "formats/guess.h"

#include <string.h>

static void assert_guess(const char *text, const char *expected)
{
    const char *name = guess_format(text, strlen(text));
    assert_string_equal(name != NULL ? name : "nobody can tell", expected);
}

static void test_feeds(void **state)
{
    (void)state;
    assert_guess("<?xml version=\"1.0\"?>\n<rss version=\"2.0\"><channel/></rss>", "rss");
    assert_guess("\xEF\xBB\xBF\r\n<feed xmlns=\"http://www.w3.org/2005/Atom\"/>", "rss");
    assert_guess("<!-- made by hand --><rdf:RDF\n>", "rss");
    assert_guess("<html><head><link type=\"application/rss+xml\"></head></html>",
                 "nobody can tell");
    assert_guess("<svg><feedback/></svg>", "nobody can tell");
    assert_guess("[\"<rss>\"]", "nobody can tell");
    assert_guess("<rss", "nobody can tell");
}

static void test_documents(void **state)
{
    (void)state;
    assert_guess("{\"version\":\"https://jsonfeed.org/version/1\",\"items\":[]}", "jsonfeed");
    assert_guess("[{\"id\":1,\"title\":{\"rendered\":\"A\"}}]", "wordpress");
    assert_guess("[{\"date_gmt\":\"2025-03-19T09:00:00\",\"link\":\"https://n/1\"}]", "wordpress");
    assert_guess("{\"code\":200,\"data\":{\"timings\":{}}}", "aladhan");
    assert_guess("{\"code\":200,\"data\":[{\"timings\":{}}]}", "aladhan");
    assert_guess("{\"latitude\":34,\"longitude\":-6.8,\"daily\":{}}", "open-meteo");
    assert_guess("{\"type\":\"Feature\",\"properties\":{\"timeseries\":[]}}", "met-norway");
    assert_guess("{\"cod\":\"200\",\"list\":[]}", "openweathermap");
    assert_guess("{\"cod\":200,\"main\":{\"temp\":280}}", "openweathermap");
    assert_guess("{\"headlines\":[{\"title\":\"A\"}]}", "riwaq");
}

static void test_what_nobody_can_tell(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "",
        "  ",
        "null",
        "7",
        "\"x\"",
        "[]",
        "{}",
        "[[]]",
        "[null]",
        "{\"data\":[]}",
        "{\"headlines\":[",
        "{\"version\":\"1.0\"}",
        "{\"code\":\"rest_no_route\",\"message\":\"No route\",\"data\":{\"status\":404}}",
        "{\"cod\":401,\"message\":\"Invalid API key\"}",
        "{\"latitude\":34,\"longitude\":-6.8,\"name\":\"Rabat\"}",
    };
    for (size_t i = 0; i < COUNT_OF(texts); i++)
        assert_guess(texts[i], "nobody can tell");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_feeds),
        cmocka_unit_test(test_documents),
        cmocka_unit_test(test_what_nobody_can_tell),
    };
    return cmocka_run_group_tests_name("formats/guess", tests, NULL, NULL);
}
