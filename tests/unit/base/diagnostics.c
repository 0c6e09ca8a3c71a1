#include "../check.h"
#include "base/diagnostics.h"
#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

static void assert_printed(const struct diagnostics *diagnostics, const char *expected)
{
    char *text = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&text, &size);
    assert_non_null(out);
    diagnostics_print(diagnostics, out);
    fclose(out);
    assert_string_equal(text, expected);
    free(text);
}

static void a_finding_tells_file_line_and_place(void **state)
{
    (void)state;
    struct diagnostics diagnostics;
    diagnostics_init(&diagnostics);
    char file[] = "theme.ini", where[] = "[zone.ticker] speed";
    diagnostics_add(&diagnostics, SEVERITY_ERROR, file, 12, where, "%d is too much; at most %d",
                    9000, 2000);
    memset(file, 'x', sizeof file - 1); /* all is copied */
    memset(where, 'x', sizeof where - 1);
    diagnostics_add(&diagnostics, SEVERITY_WARNING, "lobby", 0, "headlines[3].time", "no time");
    diagnostics_add(&diagnostics, SEVERITY_ERROR, "lobby", 0, NULL, "no JSON");
    diagnostics_add(&diagnostics, SEVERITY_ERROR, NULL, 3, "", "100%% wrong");
    assert_printed(&diagnostics,
                   "theme.ini:12: [zone.ticker] speed: 9000 is too much; at most 2000\n"
                   "lobby: headlines[3].time: warning: no time\n"
                   "lobby: no JSON\n"
                   "riwaq:3: 100% wrong\n");
    assert_int_equal(diagnostics.errors, 3);
    assert_int_equal(diagnostics.count, 4);
    diagnostics_finish(&diagnostics);
    assert_int_equal(diagnostics.count, 0);
}

static void without_a_list_nothing_happens(void **state)
{
    (void)state;
    diagnostics_add(NULL, SEVERITY_ERROR, "file", 1, "where", "what");
}

static void what_is_too_much_is_counted(void **state)
{
    (void)state;
    struct diagnostics diagnostics;
    diagnostics_init(&diagnostics);
    for (int i = 0; i < DIAGNOSTICS_MAX + 7; i++)
        diagnostics_add(&diagnostics, i % 2 == 0 ? SEVERITY_ERROR : SEVERITY_WARNING, "f", i, NULL,
                        "w");
    assert_int_equal(diagnostics.count, DIAGNOSTICS_MAX);
    assert_int_equal(diagnostics.dropped, 7);
    assert_int_equal(diagnostics.errors, (DIAGNOSTICS_MAX + 8) / 2);
    char *text = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&text, &size);
    diagnostics_print(&diagnostics, out);
    fclose(out);
    assert_non_null(strstr(text, "riwaq: and 7 more\n"));
    free(text);
    diagnostics_finish(&diagnostics);
}

static void findings_are_moved(void **state)
{
    (void)state;
    struct diagnostics from, to;
    diagnostics_init(&from);
    diagnostics_init(&to);
    diagnostics_add(&to, SEVERITY_WARNING, "a", 1, NULL, "first");
    for (int i = 0; i < DIAGNOSTICS_MAX + 3; i++)
        diagnostics_add(&from, SEVERITY_ERROR, "b", 2, "[x] y", "100%% wrong");
    diagnostics_move(&from, &to);
    assert_int_equal(to.count, DIAGNOSTICS_MAX);
    assert_int_equal(to.dropped, 4); /* three before, and one that found no room */
    assert_int_equal(to.errors, DIAGNOSTICS_MAX + 3);
    assert_string_equal(to.findings[0].what, "first");
    assert_string_equal(to.findings[1].what, "100% wrong");
    assert_string_equal(to.findings[1].where, "[x] y");
    assert_int_equal(to.findings[1].severity, SEVERITY_ERROR);
    assert_int_equal(from.count + from.errors + from.dropped, 0);
    diagnostics_finish(&to);
}

static void a_long_finding_is_cut(void **state)
{
    (void)state;
    struct diagnostics diagnostics;
    diagnostics_init(&diagnostics);
    char *what = memory_new(100000);
    memset(what, 'w', 99999);
    diagnostics_add(&diagnostics, SEVERITY_ERROR, "f", 1, NULL, "%s", what);
    assert_in_range(strlen(diagnostics.findings[0].what), 100, 1000);
    free(what);
    diagnostics_finish(&diagnostics);
}

static void the_nearest_word_is_meant(void **state)
{
    (void)state;
    static const char *const words[] = {"masthead", "ticker", "article", "headlines", "weather"};
    static const struct {
        const char *word, *meant;
    } cases[] = {
        {"tickr", "ticker"},
        {"tikcer", "ticker"},
        {"headline", "headlines"},
        {"wether", "weather"},
        {"Article", "article"},
        {"marsthed", "masthead"},
        {"clock", NULL},
        {"", NULL},
        {"x", NULL},
        {"ticker", "ticker"},
        {"articels", "article"},
        {"tickertickertickertickertickertickertickertickerticker", NULL},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        const char *nearest = diagnostics_nearest(cases[i].word, words, (int)COUNT_OF(words));
        if (cases[i].meant == NULL)
            assert_null(nearest);
        else
            assert_string_equal(nearest, cases[i].meant);
    }
    assert_null(diagnostics_nearest("ticker", words, 0));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_finding_tells_file_line_and_place),
        cmocka_unit_test(without_a_list_nothing_happens),
        cmocka_unit_test(what_is_too_much_is_counted),
        cmocka_unit_test(findings_are_moved),
        cmocka_unit_test(a_long_finding_is_cut),
        cmocka_unit_test(the_nearest_word_is_meant),
    };
    return cmocka_run_group_tests_name("base/diagnostics", tests, NULL, NULL);
}
