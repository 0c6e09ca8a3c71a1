#include "../check.h"

#include "base/memory.h"
#include "content/fold.h"

#include <stdlib.h>
#include <string.h>

struct pair {
    const char *from, *to;
};

static void assert_folds(char *(*fold)(const char *), const struct pair *pairs, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        char *folded = fold(pairs[i].from);
        assert_string_equal(folded, pairs[i].to);
        free(folded);
    }
}

static void texts(void **state)
{
    static const struct pair pairs[] = {
        {"", ""},
        {" \t\u00a0\n", ""},
        {"  Rabat \u2003opens\n its  TRAM ", "rabat opens its tram"},
        {"Straße ﬁn ÉTÉ été", "strasse fin été été"},
        {"l’eau", "l'eau"},
        {"co\u00adopera\u200dtion", "cooperation"},
        {"الإعلان", "الاعلان"},
        {"أَلْقِــمَارُ", "القمار"},
        {"آمنة مسؤول هيئة ٱلهدى", "امنة مسوول هيية الهدي"},
        {"ﷺ", "صلي الله عليه وسلم"},
        {"ⵔⵔⴱⴰⵟ", "ⵔⵔⴱⴰⵟ"},
        {"bad \xff\x80 bytes", "bad \ufffd\ufffd bytes"},
    };
    (void)state;
    assert_folds(fold_text, pairs, COUNT_OF(pairs));
}

static void titles(void **state)
{
    static const struct pair pairs[] = {
        {"Rabat opens its tram.", "rabat opens its tram"},
        {"Rabat opens its tram !…", "rabat opens its tram"},
        {"متى تفتح المحطة؟", "متي تفتح المحطة"},
        {"“Yes”", "“yes"},
        {"...", "..."},
        {"20 %", "20"},
        {"A.", "a"},
        {"C++", "c++"},
    };
    (void)state;
    assert_folds(fold_title, pairs, COUNT_OF(pairs));
}

static void links(void **state)
{
    static const struct pair pairs[] = {
        {"https://News.Example/Story/", "news.example/Story"},
        {"http://news.example/Story#comments", "news.example/Story"},
        {"https://news.example", "news.example"},
        {"HTTPS://news.example/", "news.example"},
        {"https://h/a/?utm_source=x&id=7&UTM_medium=y", "h/a?id=7"},
        {"https://h/a?utm_source=x", "h/a"},
        {"https://h/a?b=1&c=2", "h/a?b=1&c=2"},
        {"https://h/a?&&", "h/a"},
        {"https://h?x=/A/", "h?x=/A/"},
        {"urn:Story:7", "urn:Story:7"},
        {"", ""},
    };
    (void)state;
    assert_folds(fold_link, pairs, COUNT_OF(pairs));
}

static bool has(const char *text, const char *phrase)
{
    char *folded = fold_text(text), *wanted = fold_text(phrase);
    bool found = fold_has_phrase(folded, wanted);
    free(folded);
    free(wanted);
    return found;
}

static void phrases(void **state)
{
    (void)state;
    assert_true(has("The Budget is late", "budget"));
    assert_true(has("BUDGET: late", "budget"));
    assert_true(has("prebudget, then budget", "budget"));
    assert_false(has("The budgets are late", "budget"));
    assert_false(has("Prebudget", "budget"));
    assert_true(has("Le prix de l’eau monte", "prix  de l'eau"));
    assert_true(has("Pour l’eau", "eau"));
    assert_false(has("Un bateau", "eau"));
    assert_false(has("anything", ""));
    assert_true(has("C++ and C", "c++"));
    assert_true(has("大阪市の予算", "予算")); /* no spaces: anywhere */
    assert_true(has("ข่าวเด่นวันนี้", "เด่น"));
}

static void arabic_phrases(void **state)
{
    (void)state;
    assert_true(has("القمار ممنوع", "قمار"));
    assert_true(has("ممنوع والقمار", "قمار"));
    assert_true(has("لا للقمار", "قمار"));
    assert_true(has("بالقِمَار", "قمار"));
    assert_false(has("مقمار", "قمار"));
    assert_false(has("القمارون", "قمار"));
    assert_true(has("إعلان جديد", "اعلان"));
    assert_true(has("المغرب العربي", "مغرب"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(texts),   cmocka_unit_test(titles),         cmocka_unit_test(links),
        cmocka_unit_test(phrases), cmocka_unit_test(arabic_phrases),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
