#include "article.h"

/* --- an article that runs the other way than the page --- */

static const char french[] =
    "{\"article\": {\"title\": \"La gare ouvre ses portes\", \"byline\": \"La rédaction\","
    " \"time\": \"2025-03-18T09:00:00Z\", \"comments\": 3, \"paragraphs\":"
    " [\"Les premiers trains partent à six heures.\", \"Le reste suivra.\"]}}";
static const char arabic[] =
    "{\"article\": {\"title\": \"افتتاح محطة القطار الجديدة\", \"byline\": \"هيئة التحرير\","
    " \"time\": \"2025-03-18T09:00:00Z\", \"comments\": 3, \"paragraphs\":"
    " [\"تنطلق أولى القطارات في السادسة.\", \"والبقية تأتي.\"]}}";

/* All that is written stands on one edge of the panel, the picture on the other. */
static void assert_reads(struct stage *stage, enum language page, bool from_right, int lines)
{
    stage_language(stage, page);
    set_picture(stage, 900, 1600);
    struct rect picture = picture_rect(stage, panel);
    assert_int_equal(picture.x == panel.x, from_right);
    struct list *list = stage_list(stage, &widget_article, panel, 0, NULL);
    assert_true(list->label_count >= lines);
    for (int i = 0; i < list->label_count; i++) {
        struct rect r = list->labels[i].rect;
        assert_int_equal(from_right ? r.x + r.w : r.x, from_right ? panel.x + panel.w : panel.x);
    }
    list_put(list);
}

static void an_article_reads_in_its_own_direction(void **state)
{
    (void)state;
    struct stage stage;
    stage_init(&stage);
    for (int page = 0; page < LANGUAGE_COUNT; page++) {
        stage_content(&stage, french);
        assert_reads(&stage, (enum language)page, false, 6);
        stage_content(&stage, arabic);
        assert_reads(&stage, (enum language)page, true, 6);
    }
    stage_finish(&stage);
}

/* A name alone tells nothing of the article: its text does, and it stands on the text's edge. */
static void a_foreign_name_is_a_title_at_the_panels_edge(void **state)
{
    (void)state;
    struct stage stage;
    stage_init(&stage);
    stage_content(&stage, "{\"article\": {\"title\": \"Maroc Telecom\", \"paragraphs\":"
                          " [\"تعلن الشركة عن نتائجها السنوية.\"]}}");
    assert_reads(&stage, LANGUAGE_EN, true, 3);
    stage_content(&stage, "{\"article\": {\"title\": \"رواق\", \"paragraphs\":"
                          " [\"La salle ouvre ses portes.\"]}}");
    assert_reads(&stage, LANGUAGE_AR, false, 3);
    stage_finish(&stage);
}

/* The dashes of the pages count from the article's edge. */
static void the_dashes_count_in_the_articles_direction(void **state)
{
    (void)state;
    struct stage stage;
    stage_init(&stage);
    int words[] = {160, 160, 160};
    write_article(&stage, words, 3);
    stage_language(&stage, LANGUAGE_AR);
    assert_true(stage_pages(&stage, &widget_article, panel).count > 1);
    for (int page = 0; page < 2; page++) {
        struct list *list = stage_list(&stage, &widget_article, panel, page, NULL);
        int dash = 0;
        for (int i = 0; i < list->count; i++) {
            if (list->items[i].kind != ITEM_RECT)
                continue;
            assert_true(list->items[i].rect.x == panel.x + 42 * dash);
            assert_int_equal(list->items[i].color,
                             stage.theme->colors[dash == page ? COLOR_ACCENT : COLOR_RULE]);
            dash++;
        }
        assert_true(dash > 1);
        list_put(list);
    }
    stage_finish(&stage);
}

/* Labels are in capitals. */
static bool shows_label(const struct list *list, enum language language, enum phrase phrase)
{
    char *upper = text_upper(language_phrase(language, phrase), language_locale(language));
    bool shown = shows(list, upper);
    free(upper);
    return shown;
}

static void what_is_written_about_it_is_in_its_language(void **state)
{
    (void)state;
    struct stage stage;
    stage_init(&stage);
    struct config *config = stage.config;
    stage_language(&stage, LANGUAGE_AR);
    config->languages[1] = LANGUAGE_FR;
    config->language_count = 2;
    stage_content(&stage, french);
    struct list *list = stage_list(&stage, &widget_article, panel, 0, NULL);
    assert_true(shows_label(list, LANGUAGE_FR, PHRASE_FEATURED));
    assert_true(shows(list, "La rédaction   ·   18 mars"));
    assert_false(shows(list, "مارس"));
    list_put(list);
    stage_language(&stage, LANGUAGE_FR);
    stage_content(&stage, arabic);
    list = stage_list(&stage, &widget_article, panel, 0, NULL);
    assert_true(shows_label(list, LANGUAGE_AR, PHRASE_FEATURED));
    assert_true(shows(list, "هيئة التحرير   ·   18 مارس"));
    list_put(list);
    stage_finish(&stage);
}

/* Set anew from its middle, where it happens to begin with a foreign name, a paragraph still
 * runs as it did. */
static void a_paragraph_keeps_its_direction_over_pages(void **state)
{
    (void)state;
    struct stage stage;
    stage_init(&stage);
    stage_language(&stage, LANGUAGE_AR);
    struct buffer json;
    buffer_init(&json, 64 * 1024);
    buffer_add_text(&json, "{\"article\": {\"title\": \"عنوان\", \"paragraphs\": [\"");
    for (int i = 0; i < 30; i++)
        buffer_add_text(&json, "كلمة عربية ");
    for (int i = 0; i < 160; i++)
        buffer_add_text(&json, "Latin name ");
    buffer_add_text(&json, "\"]}}");
    stage_content(&stage, buffer_text(&json));
    buffer_finish(&json);
    int pages = stage_pages(&stage, &widget_article, panel).count;
    assert_true(pages > 1);
    struct list *list = stage_list(&stage, &widget_article, panel, pages - 1, NULL);
    assert_null(item_with(list, "كلمة")); /* the first page has them all */
    const struct label *line = NULL;
    assert_true(labels_with(list, "Latin", &line) > 1);
    assert_int_equal(line->rect.x + line->rect.w, panel.x + panel.w);
    list_put(list);
    stage_finish(&stage);
}

/* Scores, shares and minus signs stand as Arabic has them on whichever page: where a page begins
 * with one, the letters that say so are on the page before. */
static void numbers_keep_their_order_over_pages(void **state)
{
    (void)state;
    struct stage stage;
    stage_init(&stage);
    stage_language(&stage, LANGUAGE_AR);
    struct buffer json;
    buffer_init(&json, 64 * 1024);
    buffer_add_text(&json, "{\"article\": {\"title\": \"عنوان\", \"paragraphs\": [\"");
    for (int i = 0; i < 300; i++)
        buffer_add_text(&json, "كلمة 2-1 و 45% ");
    buffer_add_text(&json, "\"]}}");
    stage_content(&stage, buffer_text(&json));
    buffer_finish(&json);
    int begun = 0;
    for (int narrower = 0; narrower < 200; narrower += 10) {
        struct rect box = panel;
        box.w -= narrower;
        int pages = stage_pages(&stage, &widget_article, box).count;
        assert_true(pages > 1);
        for (int page = 0; page < pages; page++) {
            struct list *list = stage_list(&stage, &widget_article, box, page, NULL);
            assert_null(item_with(list, "2-1")); /* three pieces, of which 1 is at the left */
            assert_null(item_with(list, "45%"));
            for (int i = 0; i < list->label_count; i++)
                begun += i > 0 && strcmp(list->labels[i - 1].text, "عنوان") == 0 &&
                         strncmp(list->labels[i].text, "2-1", 3) == 0;
            list_put(list);
        }
        text_cache_trim(stage.text);
    }
    assert_true(begun > 0);
    stage_finish(&stage);
}

/* A paragraph with vowels does not stand looser than the others. */
static void lines_of_all_paragraphs_are_equally_high(void **state)
{
    (void)state;
    struct stage stage;
    stage_init(&stage);
    stage_language(&stage, LANGUAGE_AR);
    struct buffer json;
    buffer_init(&json, 64 * 1024);
    buffer_add_text(&json, "{\"article\": {\"title\": \"عنوان\", \"paragraphs\": [\"");
    for (int i = 0; i < 120; i++)
        buffer_add_text(&json, i % 40 < 20   ? "كلمة عربية "
                               : i % 20 == 0 ? "\", \"كَلِمَةٌ مُشَكَّلَةٌ "
                                             : "كُلُّ ");
    buffer_add_text(&json, "\"]}}");
    stage_content(&stage, buffer_text(&json));
    buffer_finish(&json);
    int pages = stage_pages(&stage, &widget_article, panel).count, pitch = 0, pitches = 0;
    for (int page = 0; page < pages; page++) {
        struct list *list = stage_list(&stage, &widget_article, panel, page, NULL);
        for (int i = 0, last = 0; i < list->count; i++) {
            const struct item *item = &list->items[i];
            if (item->kind != ITEM_TEXT || item->run.font.role != FONT_BODY)
                continue;
            const int step = item->baseline - last;
            if (last > 0 && step > 0) {
                pitch = pitch > 0 ? pitch : step;
                assert_true(step == pitch || step == pitch + pitch / 2);
                pitches++;
            }
            last = item->baseline;
        }
        list_put(list);
    }
    assert_true(pages > 1 && pitches > 8);
    stage_finish(&stage);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_article_reads_in_its_own_direction),
        cmocka_unit_test(a_foreign_name_is_a_title_at_the_panels_edge),
        cmocka_unit_test(the_dashes_count_in_the_articles_direction),
        cmocka_unit_test(what_is_written_about_it_is_in_its_language),
        cmocka_unit_test(a_paragraph_keeps_its_direction_over_pages),
        cmocka_unit_test(numbers_keep_their_order_over_pages),
        cmocka_unit_test(lines_of_all_paragraphs_are_equally_high),
    };
    return cmocka_run_group_tests_name("widgets/article_direction", tests, NULL, NULL);
}
