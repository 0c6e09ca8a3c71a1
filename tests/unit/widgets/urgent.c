#include "fixture.h"

#include "widgets/urgent.h"

static void its_own_word_is_left_out(void **state)
{
    (void)state;
    static const struct {
        const char *title, *drawn;
    } cases[] = {
        {"عاجل: الحكومة تعلن", "الحكومة تعلن"},
        {"عاجل : الحكومة", "الحكومة"},
        {"عاجل..الحكومة", "الحكومة"},
        {"عاجل | الحكومة", "الحكومة"},
        {"عاجل، الحكومة", "الحكومة"},
        {"عاجـــل: الحكومة", "الحكومة"},
        {"عاجِل: الحكومة", "الحكومة"},
        {"#عاجل الحكومة", "الحكومة"},
        {"(عاجل) الحكومة", "الحكومة"},
        {"«عاجل» الحكومة", "الحكومة"},
        {"🔴 عاجل: الحكومة", "الحكومة"},
        {"\u200fعاجل\u200f: الحكومة", "الحكومة"},
        {"خبر عاجل: الحكومة", "الحكومة"},
        {"عاجل: \"نص\"", "\"نص\""},
        {"URGENT – Le port", "Le port"},
        {"URGENT - Le port", "Le port"},
        {"Urgent\u00a0: le port", "le port"},
        {"Urgent\u202f! Le port", "Le port"},
        {"[Urgent] « Le port »", "« Le port »"},
        {"DERNIÈRE MINUTE : le port", "le port"},
        {"Breaking: a port", "a port"},
        {"BREAKING NEWS — A port", "A port"},
        {"Urgent: -5 degrees", "-5 degrees"},
        {"ⵉⵣⵔⴱⵏ: ⵜⴰⵎⴰⵣⵉⵖⵜ", "ⵜⴰⵎⴰⵣⵉⵖⵜ"},
        {"Urgent: Urgent care", "Urgent care"},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct headline headline = {.title = cases[i].title, .urgent = true};
        assert_string_equal(urgent_title(&headline), cases[i].drawn);
        headline.urgent = false; /* then riwaq says nothing of it */
        assert_ptr_equal(urgent_title(&headline), cases[i].title);
    }
}

static void a_word_of_the_title_stays(void **state)
{
    (void)state;
    static const char *const titles[] = {
        "",
        "عاجل",
        "عاجل:",
        "عاجلا: الحكومة",
        "عاجل ومهم: الحكومة",
        "الحكومة: عاجل",
        "Urgent",
        "Urgent :",
        "Urgent care opens",
        "Urgent-care centre",
        "Urgently: a port",
        "Urgent -5 degrees",
        "(Urgent: a port)",
        "Breaking bad news",
        "News: breaking",
        "🔴",
        "#",
        "(",
        "\xf0\x9f",
    };
    for (size_t i = 0; i < COUNT_OF(titles); i++) {
        struct headline headline = {.title = titles[i], .urgent = true};
        assert_ptr_equal(urgent_title(&headline), titles[i]);
    }
}

/* In what is drawn, and in what is told of it. */
static void it_is_said_once(void **state)
{
    (void)state;
    struct stage stage;
    stage_init(&stage);
    stage_language(&stage, LANGUAGE_AR);
    stage_content(&stage, "{\"headlines\": [{\"time\": \"12:45\", \"title\": \"عاجل: خبر\","
                          " \"urgent\": true}]}");
    struct list *list = stage_list(&stage, &widget_ticker, (struct rect){0, 0, 1920, 80}, 0, NULL);
    assert_string_equal(list->labels[0].text, "عاجل 12:45 خبر");
    list_put(list);
    list = stage_list(&stage, &widget_headlines, (struct rect){0, 0, 900, 600}, 0, NULL);
    assert_int_equal(labels_with(list, "عاجل", NULL), 1);
    assert_int_equal(labels_with(list, "خبر", NULL), 1);
    list_put(list);
    stage_finish(&stage);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(its_own_word_is_left_out),
        cmocka_unit_test(a_word_of_the_title_stays),
        cmocka_unit_test(it_is_said_once),
    };
    return cmocka_run_group_tests_name("widgets/urgent", tests, NULL, NULL);
}
