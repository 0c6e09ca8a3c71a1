#include "net/findings.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

static void add(struct diagnostics *found, const char *where, const char *what)
{
    diagnostics_add(found, SEVERITY_WARNING, "lobby", 0, where, "%s", what);
}

/* How many of a document's findings are told: WHERE and WHAT in turn, NULL at the end. */
static int told(struct findings *findings, const char *const *texts)
{
    const struct finding *news[DIAGNOSTICS_MAX];
    struct diagnostics found;
    diagnostics_init(&found);
    for (; texts[0] != NULL; texts += 2)
        add(&found, texts[0], texts[1]);
    int count = findings_news(findings, &found, news);
    diagnostics_finish(&found);
    return count;
}

static void test_once_while_it_is_there(void **state)
{
    (void)state;
    static const char *const none[] = {NULL};
    static const char *const two[] = {"a.time", "is no time", "b", "is no text", NULL};
    static const char *const one[] = {"b", "is no text", NULL};
    struct findings findings = {0};
    assert_int_equal(told(&findings, two), 2);
    assert_int_equal(told(&findings, two), 0);
    assert_int_equal(told(&findings, one), 0);
    assert_int_equal(told(&findings, two), 1); /* a.time was gone */
    assert_int_equal(told(&findings, none), 0);
    assert_int_equal(told(&findings, two), 2);
}

static void test_items_move_down(void **state)
{
    (void)state;
    static const char *const before[] = {"headlines[9].time", "\"5 o'clock\" is no time", NULL};
    static const char *const after[] = {"headlines[10].time", "\"6 o'clock\" is no time", NULL};
    static const char *const other[] = {"headlines[10].url", "\"6 o'clock\" is no time", NULL};
    struct findings findings = {0};
    assert_int_equal(told(&findings, before), 1);
    assert_int_equal(told(&findings, after), 0);
    assert_int_equal(told(&findings, other), 1);
    static const char *const apart[] = {"ab", "c", NULL}, *const joined[] = {"a", "bc", NULL};
    assert_int_equal(told(&findings, apart), 1);
    assert_int_equal(told(&findings, joined), 1);
}

/* All of one document are told, in their order, also those that differ by a number alone. */
static void test_each_of_one_document(void **state)
{
    (void)state;
    struct findings findings = {0};
    struct diagnostics found;
    const struct finding *news[DIAGNOSTICS_MAX];
    diagnostics_init(&found);
    for (int i = 0; i < DIAGNOSTICS_MAX + 5; i++)
        diagnostics_add(&found, SEVERITY_WARNING, "lobby", 0, NULL, "item %d", i);
    assert_int_equal(findings_news(&findings, &found, news), DIAGNOSTICS_MAX);
    assert_string_equal(news[0]->what, "item 0");
    assert_string_equal(news[DIAGNOSTICS_MAX - 1]->what, "item 199");
    assert_int_equal(findings_news(&findings, &found, news), 0);
    diagnostics_finish(&found);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_once_while_it_is_there),
        cmocka_unit_test(test_items_move_down),
        cmocka_unit_test(test_each_of_one_document),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
