/* Content with its words in another order. */
#include "fixture.h"

#include "base/memory.h"
#include "content/variation.h"

static const char news[] =
    "{\"headlines\": [{\"time\": \"12:50\", \"title\": \"one two three four five six seven\"},"
    "{\"title\": \"alone\", \"urgent\": true}],"
    "\"article\": {\"title\": \"a title of some words that differ\", \"paragraphs\":"
    "[\"the first of them has these words\", \"and a second one\"]}}";

static size_t length_of(const struct content *content)
{
    size_t length = strlen(content->article.title);
    for (int i = 0; i < content->headline_count; i++)
        length += strlen(content->headlines[i].title);
    for (int i = 0; i < content->article.paragraph_count; i++)
        length += strlen(content->article.paragraphs[i]);
    return length;
}

static void a_number_tells_the_order(void **state)
{
    (void)state;
    struct parsed parsed = parse(news);
    struct content *first = content_variation(parsed.content, 1);
    struct content *again = content_variation(parsed.content, 1);
    struct content *other = content_variation(parsed.content, 2);
    assert_int_equal(first->headline_count, 2);
    assert_int_equal(first->headlines[0].at_s, parsed.content->headlines[0].at_s);
    assert_true(first->headlines[1].urgent);
    assert_string_equal(first->headlines[1].title, "alone");
    assert_null(first->article.byline);
    assert_string_not_equal(first->headlines[0].title, parsed.content->headlines[0].title);
    assert_string_equal(first->headlines[0].title, again->headlines[0].title);
    assert_string_not_equal(first->headlines[0].title, other->headlines[0].title);
    assert_string_not_equal(first->article.title, other->article.title);
    assert_string_not_equal(first->article.paragraphs[0], other->article.paragraphs[0]);
    assert_true(first->serial != again->serial);
    assert_int_equal(length_of(first), length_of(parsed.content));
    assert_int_equal(length_of(other), length_of(parsed.content));
    content_put(other);
    content_put(again);
    /* It keeps what it shows. */
    content_put(parsed.content);
    assert_int_equal(first->headlines[0].title[0] != '\0', 1);
    content_put(first);
    diagnostics_finish(&parsed.diagnostics);
}

static void nothing_stays_nothing(void **state)
{
    (void)state;
    struct content *empty = content_create();
    struct content *varied = content_variation(empty, 7);
    assert_true(content_is_empty(varied));
    content_put(empty);
    content_put(varied);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_number_tells_the_order),
        cmocka_unit_test(nothing_stays_nothing),
    };
    return cmocka_run_group_tests_name("content/variation", tests, NULL, NULL);
}
