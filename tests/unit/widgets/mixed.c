/* Lines in which languages and directions mix: what stands where from left to right, and in
 * which language riwaq writes about an item. */
#include "fixture.h"

#include "widgets/view_item.h"

static const struct rect bar = {0, 996, 1920, 84};
static const struct rect panel = {72, 156, 1140, 624};

static int by_place(const void *a, const void *b)
{
    const struct item *const *left = a, *const *right = b;
    return (*left)->rect.x - (*right)->rect.x;
}

/* The texts of LIST inside ROOM from left to right, between bars; a run from the right is marked
 * by "<". free() it. */
static char *from_left(const struct list *list, struct rect room)
{
    const struct item *items[512];
    int count = 0;
    struct buffer out;
    buffer_init(&out, 64 * 1024);
    for (int i = 0; i < list->count; i++) {
        if (list->items[i].kind == ITEM_TEXT && rect_overlaps(capitals(&list->items[i]), room)) {
            assert_true(count < (int)COUNT_OF(items));
            items[count++] = &list->items[i];
        }
    }
    qsort(items, (size_t)count, sizeof(const struct item *), by_place);
    for (int i = 0; i < count; i++) {
        const struct text_run *run = &items[i]->run;
        buffer_print(&out, "%s%s%.*s", i > 0 ? "|" : "", run->rtl ? "<" : "", (int)run->length,
                     run->text);
    }
    return buffer_take(&out);
}

/* --- one line --- */

struct line {
    const char *title, *expected;
};

/* Whatever the page is, a title keeps its own order. */
static void a_title_keeps_its_order_on_every_page(void **state)
{
    (void)state;
    static const struct line lines[] = {
        {"وقعت OCP اتفاقا.", "< اتفاقا.|OCP|<وقعت "},
        {"OCP تعلن النتائج.", "< تعلن النتائج.|OCP"},
        {"نمو بنسبة 12.5% هذا العام", "< هذا العام|<%|12.5|<نمو بنسبة "},
        {"اتفاق (جديد) في Rabat!", "<!|Rabat|<اتفاق (جديد) في "},
        {"اجتماع (Rabat)", "<)|Rabat|<اجتماع ("},
        {"اتصل على +212 5 37 71 80 00 الآن", "< الآن|+212 5 37 71 80 00|<اتصل على "},
        {"حضره 10 000 زائر", "< زائر|10 000|<حضره "},
        {"الموعد 05:04 صباحا", "< صباحا|05:04|<الموعد "},
        {"على https://riwaq.example/ar?x=1", "https://riwaq.example/ar?x=1|<على "},
        {"راسلوا contact@riwaq.example الآن", "< الآن|contact@riwaq.example|<راسلوا "},
        {"تابعوا @riwaq الآن", "< الآن|@riwaq|<تابعوا "},
        {"زوروا https://riwaq.example/ الآن", "< الآن|https://riwaq.example/|<زوروا "},
        {"وسم #رواق_2025 جديد", "< جديد|2025|<_|<رواق|<#|<وسم "},
        {"Le mot-clé #رواق plaît", "Le mot-clé |<رواق|<#| plaît"},
        {"La salle « رواق » ouvre.", "La salle « |<رواق| » ouvre."},
        {"« رواق » ouvre ses portes (enfin) !", "« |<رواق| » ouvre ses portes (enfin) !"},
        {"Tel. +212 5 37 71 80 00", "Tel. +212 5 37 71 80 00"},
    };
    static const struct rect line = {0, 0, 1920, 100};
    struct stage stage;
    stage_init(&stage);
    stage.content = content_create();
    for (size_t i = 0; i < COUNT_OF(lines); i++) {
        for (int language = 0; language < LANGUAGE_COUNT; language++) {
            stage_language(&stage, (enum language)language);
            struct view view = stage_view(&stage, line);
            struct list *list = list_create();
            struct pen pen = pen_for(&view, list);
            struct pen_style style = {.role = FONT_SMALL, .running = true};
            pen_line(&pen, 0, 60, line.w, lines[i].title, &style);
            char *actual = from_left(list, line);
            assert_string_equal(actual, lines[i].expected);
            free(actual);
            list_put(list);
        }
    }
    stage_finish(&stage);
}

/* --- the strip --- */

#define ARABIC_ITEM "{\"time\": \"12:50\", \"title\": \"خبر عاجل\", \"urgent\": true}"
#define FRENCH_ITEM                                                                                \
    "{\"time\": \"2025-03-18T09:00:00Z\", \"title\": \"Un train\", \"urgent\": true,"              \
    " \"lang\": \"fr-MA\"}"

/* Each headline from its own start edge, the headlines from the strip's. */
static void a_strip_gives_each_headline_its_direction(void **state)
{
    (void)state;
    static const struct {
        enum language page;
        const char *expected;
    } cases[] = {
        {LANGUAGE_AR, "Urgent|18 mars|Un train|<خبر عاجل|12:50|<عاجل"},
        {LANGUAGE_FR, "<خبر عاجل|12:50|<عاجل|Urgent|18 mars|Un train"},
        {LANGUAGE_EN, "<خبر عاجل|12:50|<عاجل|Urgent|18 mars|Un train"},
    };
    struct stage stage;
    stage_init(&stage);
    stage_content(&stage, "{\"headlines\": [" ARABIC_ITEM "," FRENCH_ITEM "]}");
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        int loop;
        stage_language(&stage, cases[i].page);
        struct list *list = stage_list(&stage, &widget_ticker, bar, 0, &loop);
        char *actual = from_left(list, (struct rect){0, bar.y, loop, bar.h});
        assert_string_equal(actual, cases[i].expected);
        free(actual);
        assert_string_equal(list->labels[0].text, "عاجل 12:50 خبر عاجل");
        assert_string_equal(list->labels[1].text, "Urgent 18 mars Un train");
        assert_texts_apart(list);
        list_put(list);
    }
    stage_finish(&stage);
}

/* What is told of a headline stands where it is drawn: its label holds its items and no other's. */
static void labels_hold_their_own_items(void **state)
{
    (void)state;
    struct stage stage;
    stage_init(&stage);
    stage_content(&stage, "{\"headlines\": [" ARABIC_ITEM "," FRENCH_ITEM "]}");
    for (int language = 0; language < LANGUAGE_COUNT; language++) {
        stage_language(&stage, (enum language)language);
        struct list *list = stage_list(&stage, &widget_ticker, bar, 0, NULL);
        assert_int_equal(list->label_count, 2);
        assert_false(rect_overlaps(list->labels[0].rect, list->labels[1].rect));
        for (int i = 0; i < list->count; i++) {
            const struct item *item = &list->items[i];
            if (item->kind != ITEM_TEXT)
                continue;
            char *text = memory_text_n(item->run.text, item->run.length);
            const struct label *own = NULL;
            for (int k = 0; k < 2; k++)
                if (holds(list->labels[k].rect, capitals(item)))
                    own = &list->labels[k];
            assert_non_null(own);
            assert_non_null(strstr(own->text, text));
            free(text);
        }
        list_put(list);
    }
    stage_finish(&stage);
}

/* Controls in one headline cannot reorder the next. */
static void neighbours_do_not_reorder_each_other(void **state)
{
    (void)state;
    struct stage stage;
    stage_init(&stage);
    stage_language(&stage, LANGUAGE_FR);
    stage_content(&stage, "{\"headlines\": [{\"title\": \"\u202eabc \u2067def\"},"
                          "{\"title\": \"Deux 12 mots (trois)\"}]}");
    struct list *list = stage_list(&stage, &widget_ticker, bar, 0, NULL);
    const struct label *second = &list->labels[1];
    char *actual = from_left(list, second->rect);
    assert_string_equal(actual, "Deux 12 mots (trois)");
    free(actual);
    assert_true(list->labels[0].rect.x + list->labels[0].rect.w < second->rect.x);
    list_put(list);
    stage_finish(&stage);
}

/* --- the list --- */

/* Times in one column on the page's edge, and every title beside its own. */
static void rows_of_all_languages_stand_on_the_pages_edges(void **state)
{
    (void)state;
    struct stage stage;
    stage_init(&stage);
    stage_content(&stage, "{\"headlines\": [" ARABIC_ITEM "," FRENCH_ITEM "]}");
    for (int language = 0; language < LANGUAGE_COUNT; language++) {
        stage_language(&stage, (enum language)language);
        bool mirror = language_is_rtl((enum language)language);
        struct list *list = stage_list(&stage, &widget_headlines, panel, 0, NULL);
        const struct label *times[2], *titles[2];
        assert_int_equal(labels_with(list, "12:50", &times[0]), 1);
        assert_int_equal(labels_with(list, "18 mars", &times[1]), 1);
        assert_int_equal(labels_with(list, "خبر عاجل", &titles[0]), 1);
        assert_int_equal(labels_with(list, "Un train", &titles[1]), 1);
        assert_true(shows(list, "URGENT"));
        for (int i = 0; i < 2; i++) {
            struct rect time = times[i]->rect, title = titles[i]->rect;
            assert_int_equal(mirror ? time.x + time.w : time.x,
                             mirror ? panel.x + panel.w : panel.x);
            assert_true(mirror ? title.x + title.w < time.x : title.x > time.x + time.w);
        }
        struct rect first = titles[0]->rect, second = titles[1]->rect;
        assert_int_equal(mirror ? first.x + first.w : first.x,
                         mirror ? second.x + second.w : second.x);
        list_put(list);
    }
    stage_finish(&stage);
}

#define LONG_ARABIC "خبر طويل جدا يمتد على أكثر من سطر واحد في لائحة العناوين هذه ولا يكفيه سطر"
#define LONG_FRENCH                                                                                \
    "Une longue nouvelle qui ne tient pas en une seule ligne de cette liste des titres"

/* The lines of a title: the labels that are part of TEXT, from the top. */
static int lines_of(const struct list *list, const char *text, struct rect lines[4])
{
    int count = 0;
    for (int i = 0; i < list->label_count && count < 4; i++)
        if (strlen(list->labels[i].text) > 12 && strstr(text, list->labels[i].text) != NULL)
            lines[count++] = list->labels[i].rect;
    return count;
}

static int start_of(struct rect rect, bool rtl)
{
    return rtl ? rect.x + rect.w : -rect.x;
}

/* The block on the page's edge; its lines begin on one edge as they run; its mark over that, its
 * source with its end. */
static void lines_of_a_title_begin_at_its_own_side(void **state)
{
    (void)state;
    struct stage stage;
    stage_init(&stage);
    stage_content(&stage, "{\"headlines\": ["
                          "{\"title\": \"" LONG_ARABIC "\", \"urgent\": true, \"source\": \"One\"},"
                          "{\"title\": \"" LONG_FRENCH "\", \"lang\": \"fr\", \"urgent\": true,"
                          " \"source\": \"Two\"}]}");
    for (int language = 0; language < LANGUAGE_COUNT; language++) {
        stage_language(&stage, (enum language)language);
        bool mirror = language_is_rtl((enum language)language);
        struct list *list = stage_list(&stage, &widget_headlines, panel, 0, NULL);
        for (int rtl = 0; rtl < 2; rtl++) {
            struct rect lines[4] = {0};
            const struct label *mark = NULL, *source = NULL;
            int count = lines_of(list, rtl ? LONG_ARABIC : LONG_FRENCH, lines), widest = 0;
            assert_true(count >= 2);
            for (int i = 0; i < count; i++) {
                assert_int_equal(start_of(lines[i], rtl), start_of(lines[0], rtl));
                widest = lines[i].w > lines[widest].w ? i : widest;
            }
            assert_int_equal(mirror ? lines[widest].x + lines[widest].w : lines[widest].x,
                             mirror ? panel.x + panel.w : panel.x);
            assert_int_equal(labels_with(list, rtl ? "عاجل" : "URGENT", &mark), 1);
            assert_int_equal(start_of(mark->rect, rtl), start_of(lines[0], rtl));
            assert_int_equal(labels_with(list, rtl ? "One" : "Two", &source), 1);
            if (source->rect.y > lines[count - 1].y + lines[count - 1].h / 2)
                assert_int_equal(start_of(source->rect, rtl), start_of(lines[0], rtl));
            else
                assert_true(start_of(source->rect, rtl) < start_of(lines[count - 1], rtl));
        }
        assert_texts_apart(list);
        list_put(list);
    }
    stage_finish(&stage);
}

/* --- the language of an item --- */

static void the_items_language_is_its_own_or_the_pages(void **state)
{
    (void)state;
    static const struct {
        enum language page, other; /* the second that is configured */
        const char *lang, *text;
        enum language expected;
    } cases[] = {
        {LANGUAGE_EN, LANGUAGE_EN, "fr", "Un train", LANGUAGE_FR},
        {LANGUAGE_EN, LANGUAGE_EN, "fr-MA", "Un train", LANGUAGE_FR},
        {LANGUAGE_AR, LANGUAGE_AR, "FR", "Un train", LANGUAGE_FR},
        {LANGUAGE_FR, LANGUAGE_FR, "ar-MA", "خبر", LANGUAGE_AR},
        {LANGUAGE_FR, LANGUAGE_FR, "zgh-Tfng", "ⵜⴰⵎⴰⵣⵉⵖⵜ", LANGUAGE_ZGH},
        /* riwaq has no such language */
        {LANGUAGE_FR, LANGUAGE_FR, "de", "Ein Zug", LANGUAGE_FR},
        {LANGUAGE_AR, LANGUAGE_AR, "de", "Ein Zug", LANGUAGE_EN},
        {LANGUAGE_AR, LANGUAGE_FR, "de", "Ein Zug", LANGUAGE_FR},
        {LANGUAGE_FR, LANGUAGE_FR, "fa", "خبر", LANGUAGE_AR},
        {LANGUAGE_FR, LANGUAGE_FR, "frr", "En tooch", LANGUAGE_FR},
        {LANGUAGE_FR, LANGUAGE_FR, "he", "\u05e9\u05dc\u05d5\u05dd", LANGUAGE_FR},
        /* no language is told */
        {LANGUAGE_FR, LANGUAGE_FR, NULL, "A train", LANGUAGE_FR},
        {LANGUAGE_AR, LANGUAGE_AR, NULL, "خبر", LANGUAGE_AR},
        {LANGUAGE_AR, LANGUAGE_AR, NULL, "A train", LANGUAGE_EN},
        {LANGUAGE_AR, LANGUAGE_ZGH, NULL, "A train", LANGUAGE_ZGH},
        {LANGUAGE_EN, LANGUAGE_EN, NULL, "خبر", LANGUAGE_AR},
        {LANGUAGE_AR, LANGUAGE_FR, NULL, "ⵜⴰⵎⴰⵣⵉⵖⵜ", LANGUAGE_ZGH},
        {LANGUAGE_FR, LANGUAGE_FR, NULL, "ⵜⴰⵎⴰⵣⵉⵖⵜ", LANGUAGE_ZGH},
        {LANGUAGE_AR, LANGUAGE_FR, NULL, "12:50", LANGUAGE_AR},
        {LANGUAGE_FR, LANGUAGE_AR, NULL, NULL, LANGUAGE_FR},
    };
    struct stage stage;
    stage_init(&stage);
    stage.content = content_create();
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        stage_language(&stage, cases[i].page);
        stage.config->languages[1] = cases[i].other;
        stage.config->language_count = 2;
        struct view view = stage_view(&stage, panel);
        assert_int_equal(view_language_of(&view, cases[i].lang, cases[i].text), cases[i].expected);
    }
    stage_finish(&stage);
}

/* Lines break, and letters are raised, by the item's language even where riwaq has none for
 * it; riwaq's own words never are. */
static void an_items_text_has_its_own_locale(void **state)
{
    (void)state;
    struct stage stage;
    stage_init(&stage);
    stage.content = content_create();
    struct view page = stage_view(&stage, panel), view = view_for_item(&page, "tr-TR", "iyi");
    struct pen_style own = {.role = FONT_LABEL, .running = true}, riwaqs = {.role = FONT_LABEL};
    assert_string_equal(pen_block(&view, "iyi", 0, &own)->text, "İYİ");
    assert_string_equal(pen_block(&view, "in", 0, &riwaqs)->text, "IN");
    view = view_for_item(&page, "fr-MA", "ici");
    assert_int_equal(view.language, LANGUAGE_FR);
    assert_null(view.locale);
    view = view_for_item(&page, "th", "ไทย");
    assert_string_equal(view.locale, "th");
    assert_int_equal(view.item_direction, DIRECTION_LTR);
    view = view_for_item(&page, "he-IL", "\u05e9");
    assert_int_equal(view.item_direction, DIRECTION_RTL);
    assert_int_equal(view.language, page.language);
    assert_int_equal(view.mirror, page.mirror);
    stage_finish(&stage);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_title_keeps_its_order_on_every_page),
        cmocka_unit_test(a_strip_gives_each_headline_its_direction),
        cmocka_unit_test(labels_hold_their_own_items),
        cmocka_unit_test(neighbours_do_not_reorder_each_other),
        cmocka_unit_test(rows_of_all_languages_stand_on_the_pages_edges),
        cmocka_unit_test(lines_of_a_title_begin_at_its_own_side),
        cmocka_unit_test(the_items_language_is_its_own_or_the_pages),
        cmocka_unit_test(an_items_text_has_its_own_locale),
    };
    return cmocka_run_group_tests_name("widgets/mixed", tests, NULL, NULL);
}
