#include "fixture.h"

static const struct rect panel = {1308, 700, 540, 152};

#define LABEL                                                                                      \
    "\"social\": {\"label\": \"Follow us on Facebook\", \"url\": \"https://social.example/\"}"

static const struct item *code_of(const struct list *list)
{
    const struct item *found = NULL;
    for (int i = 0; i < list->count; i++)
        if (list->items[i].kind == ITEM_QR)
            found = &list->items[i];
    return found;
}

static void the_code_of_the_article_and_the_social_line(void **state)
{
    (void)state;
    struct stage stage;
    stage_init(&stage);
    stage_content(&stage,
                  "{\"article\": {\"title\": \"T\", \"url\": \"https://news.example/t\"}, " LABEL
                  "}");
    struct list *list = stage_list(&stage, &widget_social, panel, 0, NULL);
    const struct item *code = code_of(list);
    assert_non_null(code);
    assert_true(holds(panel, code->rect));
    assert_int_equal(code->rect.w, code->rect.h);
    assert_int_equal(code->rect.w % (code->module_side + 8), 0); /* whole pixels a module */
    assert_true(shows(list, language_phrase(LANGUAGE_EN, PHRASE_READ_ARTICLE)));
    assert_true(shows(list, "Follow us on Facebook"));
    assert_true(list->next_change_ns == MOMENT_NEVER);
    list_put(list);
    stage_finish(&stage);
}

/* Without an article's address it is the social page's, and nothing speaks of an article. */
static void else_the_code_of_the_social_page(void **state)
{
    (void)state;
    struct stage stage;
    stage_init(&stage);
    stage_content(&stage, "{\"article\": {\"title\": \"T\"}, " LABEL "}");
    struct list *list = stage_list(&stage, &widget_social, panel, 0, NULL);
    assert_non_null(code_of(list));
    assert_false(shows(list, language_phrase(LANGUAGE_EN, PHRASE_READ_ARTICLE)));
    list_put(list);
    stage_finish(&stage);
}

/* An address too long for this room has no code, but the line stays. */
static void a_code_that_nobody_could_read_is_left_out(void **state)
{
    (void)state;
    struct stage stage;
    stage_init(&stage);
    struct buffer json;
    buffer_init(&json, 16 * 1024);
    buffer_add_text(&json, "{\"article\": {\"title\": \"T\", \"url\": \"https://news.example/");
    for (int i = 0; i < 1500; i++)
        buffer_add_text(&json, "x");
    buffer_add_text(&json, "\"}, " LABEL "}");
    stage_content(&stage, buffer_text(&json));
    buffer_finish(&json);
    struct list *list = stage_list(&stage, &widget_social, panel, 0, NULL);
    assert_null(code_of(list));
    assert_false(shows(list, language_phrase(LANGUAGE_EN, PHRASE_READ_ARTICLE)));
    assert_int_equal(item_with(list, "Follow")->rect.x, panel.x);
    list_put(list);
    stage_finish(&stage);
}

/* In 73 pixels a code of version 2 is readable, with the least correction 32 bytes. Longer
 * addresses are written, as long as they fit. */
static void where_the_code_has_no_room_the_address_is_written(void **state)
{
    (void)state;
    static const struct rect low = {100, 50, 540, 73};
    struct stage stage;
    stage_init(&stage);
    for (int length = 24; length < 80; length++) {
        char json[256], tail[80];
        memset(tail, 'x', sizeof tail);
        snprintf(json, sizeof json,
                 "{\"article\": {\"title\": \"T\", \"url\": \"https://news.example/%.*s\"}, " LABEL
                 "}",
                 length - 21, tail);
        stage_content(&stage, json);
        struct list *list = stage_list(&stage, &widget_social, low, 0, NULL);
        const char *address = stage.content->article.url + strlen("https://");
        bool fits = (length - 8) * 13 <= low.w; /* a letter is half of 26 pixels */
        const struct item *code = code_of(list);
        assert_int_equal(code != NULL, length <= 32);
        if (code != NULL)
            assert_true(code->rect.w / (code->module_side + 8) >= 2 && holds(low, code->rect));
        assert_int_equal(shows(list, "Read the article"), code != NULL || fits);
        assert_int_equal(shows(list, address), code == NULL && fits);
        assert_int_equal(shows(list, "Follow us on Facebook"), code == NULL && !fits);
        assert_int_equal(shows(list, "social.example"), code == NULL && !fits);
        for (int i = 0; i < list->count; i++)
            if (list->items[i].kind == ITEM_TEXT)
                assert_true(holds(low, capitals(&list->items[i])));
        list_put(list);
    }
    stage_finish(&stage);
}

/* Room for LINES lines, and none for a code: an invitation without its address leads nowhere. */
static void an_invitation_stands_with_its_address_or_not_at_all(void **state)
{
    (void)state;
    struct stage stage;
    stage_init(&stage);
    stage_content(&stage,
                  "{\"article\": {\"title\": \"T\", \"url\": \"https://news.example/t\"}, " LABEL
                  "}");
    static const bool article[] = {false, false, true, true, true};
    static const bool social[] = {true, true, false, false, true}; /* alone it stands anyhow */
    for (int language = 0; language < LANGUAGE_COUNT; language++) {
        stage_language(&stage, (enum language)language);
        for (int lines = 0; lines <= 4; lines++) {
            stage.theme->fonts[FONT_SMALL].size = 10; /* four of them below what a code needs */
            stage.theme->fonts[FONT_SMALL].leading = 1.4;
            const struct rect box = {0, 0, 400, lines * 14 + 4};
            struct list *list = stage_list(&stage, &widget_social, box, 0, NULL);
            assert_null(code_of(list));
            assert_int_equal(shows(list, "news.example/t"), article[lines]);
            assert_int_equal(
                shows(list, language_phrase((enum language)language, PHRASE_READ_ARTICLE)),
                article[lines]);
            assert_int_equal(shows(list, "Follow us on Facebook"), social[lines]);
            assert_int_equal(shows(list, "social.example"), lines == 4);
            list_put(list);
        }
    }
    stage_finish(&stage);
}

static void the_line_is_in_the_language_of_the_page(void **state)
{
    (void)state;
    struct stage stage;
    stage_init(&stage);
    stage_sample(&stage);
    static const char *const lines[LANGUAGE_COUNT] = {
        "Follow us on Facebook", "Suivez-nous sur Facebook", "تابعونا على فيسبوك", "ⴹⴼⵕⴰⵜ"};
    for (int language = 0; language < LANGUAGE_COUNT; language++) {
        stage_language(&stage, (enum language)language);
        struct list *list = stage_list(&stage, &widget_social, panel, 0, NULL);
        for (int i = 0; i < LANGUAGE_COUNT; i++)
            assert_int_equal(shows(list, lines[i]), i == language);
        list_put(list);
    }
    stage_finish(&stage);
}

/* About a French article, on a page in Arabic: what is beside the code is the page's, unless the
 * screen speaks French too. */
static void reading_is_offered_in_a_language_of_the_screen(void **state)
{
    (void)state;
    struct stage stage;
    stage_init(&stage);
    static const char *const langs[] = {"", ", \"lang\": \"fr\""};
    for (size_t i = 0; i < COUNT_OF(langs); i++) {
        char json[256];
        snprintf(json, sizeof json,
                 "{\"article\": {\"title\": \"Le port\", \"url\": \"https://news.example/t\"%s}}",
                 langs[i]);
        stage_content(&stage, json);
        stage_language(&stage, LANGUAGE_AR);
        for (int count = 1; count <= 2; count++) {
            stage.config->languages[1] = LANGUAGE_FR;
            stage.config->language_count = count;
            struct list *list = stage_list(&stage, &widget_social, panel, 0, NULL);
            assert_true(shows(list, language_phrase(count == 1 ? LANGUAGE_AR : LANGUAGE_FR,
                                                    PHRASE_READ_ARTICLE)));
            list_put(list);
        }
    }
    stage_finish(&stage);
}

static void with_neither_there_is_nothing(void **state)
{
    (void)state;
    struct stage stage;
    stage_init(&stage);
    stage_content(&stage, "{\"headlines\": [{\"title\": \"One\"}]}");
    assert_int_equal(stage_pages(&stage, &widget_social, panel).count, 0);
    stage_finish(&stage);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_code_of_the_article_and_the_social_line),
        cmocka_unit_test(else_the_code_of_the_social_page),
        cmocka_unit_test(a_code_that_nobody_could_read_is_left_out),
        cmocka_unit_test(where_the_code_has_no_room_the_address_is_written),
        cmocka_unit_test(an_invitation_stands_with_its_address_or_not_at_all),
        cmocka_unit_test(the_line_is_in_the_language_of_the_page),
        cmocka_unit_test(reading_is_offered_in_a_language_of_the_screen),
        cmocka_unit_test(with_neither_there_is_nothing),
    };
    return cmocka_run_group_tests_name("widgets/social", tests, NULL, NULL);
}
