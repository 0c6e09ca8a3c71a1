#include "../check.h"

#include "formats/pointer.h"

#include <stdlib.h>
#include <string.h>

/* The document of RFC 6901, section 5. */
static const char example[] = "{\"foo\":[\"bar\",\"baz\"],\"\":0,\"a/b\":1,\"c%d\":2,\"e^f\":3,"
                              "\"g|h\":4,\"i\\\\j\":5,\"k\\\"l\":6,\" \":7,\"m~n\":8}";

static json_t *load(const char *text)
{
    json_t *value = json_loads(text, JSON_DECODE_ANY, NULL);
    assert_non_null(value);
    return value;
}

/* What POINTER leads to in DOCUMENT, printed; "nothing" when it leads nowhere. */
static void assert_leads(const char *document, const char *text, const char *expected)
{
    json_t *value = load(document);
    struct pointer *pointer = pointer_create(text, NULL);
    assert_non_null(pointer);
    assert_string_equal(pointer_text(pointer), text);
    const json_t *found = pointer_find(pointer, value);
    char *printed = found != NULL ? json_dumps(found, JSON_ENCODE_ANY | JSON_COMPACT) : NULL;
    assert_string_equal(printed != NULL ? printed : "nothing", expected);
    struct pointer_miss miss;
    assert_int_equal(pointer_suggest(pointer, value, &miss), found == NULL);
    free(printed);
    pointer_destroy(pointer);
    json_decref(value);
}

static void test_examples_of_the_rfc(void **state)
{
    (void)state;
    assert_leads("[1]", "", "[1]");
    assert_leads(example, "/foo", "[\"bar\",\"baz\"]");
    assert_leads(example, "/foo/0", "\"bar\"");
    assert_leads(example, "/", "0");
    assert_leads(example, "/a~1b", "1");
    assert_leads(example, "/c%d", "2");
    assert_leads(example, "/e^f", "3");
    assert_leads(example, "/g|h", "4");
    assert_leads(example, "/i\\j", "5");
    assert_leads(example, "/k\"l", "6");
    assert_leads(example, "/ ", "7");
    assert_leads(example, "/m~0n", "8");
}

static void test_escapes_in_order(void **state)
{
    (void)state;
    assert_leads("{\"~1\":1,\"/\":2,\"~\":{\"\":3}}", "/~01", "1");
    assert_leads("{\"~1\":1,\"/\":2,\"~\":{\"\":3}}", "/~1", "2");
    assert_leads("{\"~1\":1,\"/\":2,\"~\":{\"\":3}}", "/~0/", "3");
}

static void test_indices(void **state)
{
    (void)state;
    assert_leads("[1,2,3]", "/2", "3");
    assert_leads("[1,2,3]", "/3", "nothing");
    assert_leads("[1,2,3]", "/02", "nothing");
    assert_leads("[1,2,3]", "/-", "nothing");
    assert_leads("[1,2,3]", "/-1", "nothing");
    assert_leads("[1,2,3]", "/+1", "nothing");
    assert_leads("[1,2,3]", "/1 ", "nothing");
    assert_leads("[1,2,3]", "/", "nothing");
    assert_leads("[1,2,3]", "/18446744073709551617", "nothing");
    assert_leads("[[],[[4]]]", "/1/0/0", "4");
    /* As keys they are like any other. */
    assert_leads("{\"02\":1,\"-\":2}", "/02", "1");
    assert_leads("{\"02\":1,\"-\":2}", "/-", "2");
}

static void test_null_is_a_value(void **state)
{
    (void)state;
    assert_leads("{\"a\":null}", "/a", "null");
    assert_leads("{\"a\":null}", "/a/b", "nothing");
    assert_leads("\"text\"", "/0", "nothing");
}

static void assert_refused(const char *text, size_t at, const char *word)
{
    struct fault error = {0};
    assert_null(pointer_create(text, &error));
    assert_null(pointer_create(text, NULL));
    assert_int_equal(error.at, at);
    assert_non_null(strstr(error.what, word));
}

static void test_refused(void **state)
{
    (void)state;
    assert_refused("data", 0, "/data/items");
    assert_refused("data.items", 0, "before each key");
    assert_refused("#/data", 0, "#");
    assert_refused("/data/~", 6, "~0");
    assert_refused("/~2/b", 1, "~0");
    assert_refused("/a~/b", 2, "~1");
}

static void test_caps(void **state)
{
    (void)state;
    char text[POINTER_BYTES_MAX + 2];
    memset(text, 'a', sizeof text);
    text[0] = '/';
    text[POINTER_BYTES_MAX] = '\0';
    struct pointer *pointer = pointer_create(text, NULL);
    assert_non_null(pointer);
    pointer_destroy(pointer);
    text[POINTER_BYTES_MAX] = 'a';
    text[POINTER_BYTES_MAX + 1] = '\0';
    assert_refused(text, POINTER_BYTES_MAX, "bytes");
    memset(text, '/', sizeof text);
    text[POINTER_STEPS_MAX] = '\0';
    pointer = pointer_create(text, NULL);
    assert_non_null(pointer);
    pointer_destroy(pointer);
    text[POINTER_STEPS_MAX] = '/';
    text[POINTER_STEPS_MAX + 1] = '\0';
    assert_refused(text, POINTER_STEPS_MAX, "steps");
    pointer_destroy(NULL);
}

static void assert_miss(const char *document, const char *text, int step, const char *nearest,
                        const char *words)
{
    json_t *value = load(document);
    struct pointer *pointer = pointer_create(text, NULL);
    struct pointer_miss miss;
    assert_true(pointer_suggest(pointer, value, &miss));
    assert_int_equal(miss.step, step);
    if (nearest == NULL)
        assert_null(miss.nearest);
    else
        assert_string_equal(miss.nearest, nearest);
    struct buffer out;
    buffer_init(&out, 1000);
    pointer_describe(pointer, &miss, &out);
    pointer_describe_there(&miss, &out);
    assert_string_equal(buffer_text(&out), words);
    buffer_finish(&out);
    pointer_destroy(pointer);
    json_decref(value);
}

static void test_suggestions(void **state)
{
    (void)state;
    const char *document = "{\"current\":{\"temp\":1},\"items\":[{\"title\":\"x\"}],\"none\":[]}";
    assert_miss(document, "/curent/temp", 0, "current",
                "no \"curent\" in the document; did you mean \"current\"?");
    assert_miss(document, "/current/tmep", 1, "temp",
                "no \"tmep\" in \"/current\"; did you mean \"temp\"?");
    assert_miss(document, "/current/wind", 1, NULL,
                "no \"wind\" in \"/current\"; there is \"temp\"");
    assert_miss("{}", "/wind", 0, NULL, "no \"wind\" in the document");
    assert_miss(
        "{\"a\":1,\"b\":1,\"c\":1,\"d\":1,\"e\":1,\"f\":1}", "/temperature", 0, NULL,
        "no \"temperature\" in the document; there are \"a\", \"b\", \"c\", \"d\", \"e\", \"f\"");
    assert_miss(
        "{\"a\":1,\"b\":1,\"c\":1,\"d\":1,\"e\":1,\"f\":1,\"g\":1,\"h\":1}", "/temperature", 0,
        NULL,
        "no \"temperature\" in the document; there are \"a\", \"b\", \"c\", \"d\", \"e\", \"f\", "
        "...");
    assert_miss(document, "/items/title", 1, "0",
                "no \"title\" in \"/items\", an array, whose elements have numbers from 0; did you "
                "mean \"0\"?");
    assert_miss(document, "/items/1/title", 1, "0", "no \"1\" in \"/items\", an array of 1");
    assert_miss(document, "/none/0", 1, NULL, "no \"0\" in \"/none\", an array of 0");
    assert_miss(document, "/items/0/title/rendered", 3, NULL,
                "\"/items/0/title\" is a text, nothing is inside it");
    assert_miss("null", "/a", 0, NULL, "the document is null, nothing is inside it");
}

static void test_long_names_are_cut(void **state)
{
    (void)state;
    char text[200] = "/";
    for (int i = 0; i < 40; i++)
        memcpy(text + 1 + (size_t)i * 3, "\xE2\x82\xAC", 4);
    json_t *value = load("{}");
    struct pointer *pointer = pointer_create(text, NULL);
    struct pointer_miss miss;
    assert_true(pointer_suggest(pointer, value, &miss));
    struct buffer out;
    buffer_init(&out, 1000);
    pointer_describe(pointer, &miss, &out);
    assert_int_equal(out.length, strlen("no \"...\" in the document") + 60);
    buffer_finish(&out);
    pointer_destroy(pointer);
    json_decref(value);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_examples_of_the_rfc),
        cmocka_unit_test(test_escapes_in_order),
        cmocka_unit_test(test_indices),
        cmocka_unit_test(test_null_is_a_value),
        cmocka_unit_test(test_refused),
        cmocka_unit_test(test_caps),
        cmocka_unit_test(test_suggestions),
        cmocka_unit_test(test_long_names_are_cut),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
