/* What becomes of texts that are too long: pages, smaller letters, a text that rises. */
#include "fixture.h"

#include "base/arena.h"
#include "widgets/motion.h"

static const struct rect panel = {72, 156, 1140, 500};

static void set(struct stage *stage, enum zone_fit fit, int floor)
{
    stage->zone.fit = fit;
    stage->zone.fit_floor = floor;
}

/* An article of COUNT paragraphs of WORDS words, "w0", "w1" ... through all of them. */
static void write_article(struct stage *stage, int count, int words)
{
    struct buffer json;
    buffer_init(&json, 1024 * 1024);
    buffer_add_text(&json, "{\"article\": {\"title\": \"A title\", \"paragraphs\": [");
    for (int i = 0, n = 0; i < count; i++) {
        buffer_print(&json, "%s\"", i > 0 ? "," : "");
        for (int w = 0; w < words; w++)
            buffer_print(&json, "%sw%d", w > 0 ? " " : "", n++);
        buffer_add_text(&json, "\"");
    }
    buffer_add_text(&json, "]}}");
    stage_content(stage, buffer_text(&json));
    buffer_finish(&json);
}

static void write_headlines(struct stage *stage, int count, int words)
{
    struct buffer json;
    buffer_init(&json, 1024 * 1024);
    buffer_add_text(&json, "{\"headlines\": [");
    for (int i = 0; i < count; i++) {
        buffer_print(&json, "%s{\"time\": \"12:%02d\", \"title\": \"n%d", i > 0 ? "," : "", i % 60,
                     i);
        for (int w = 0; w < words; w++)
            buffer_add_text(&json, " words");
        buffer_add_text(&json, "\"}");
    }
    buffer_add_text(&json, "]}");
    stage_content(stage, buffer_text(&json));
    buffer_finish(&json);
}

/* What is written in ROLE, in order. */
static void texts_of(const struct list *list, enum font_role role, struct buffer *out)
{
    buffer_clear(out);
    for (int i = 0; i < list->count; i++)
        if (list->items[i].kind == ITEM_TEXT && list->items[i].run.font.role == role)
            buffer_print(out, "%.*s ", (int)list->items[i].run.length, list->items[i].run.text);
}

static int px_of(const struct list *list, enum font_role role)
{
    for (int i = 0; i < list->count; i++)
        if (list->items[i].kind == ITEM_TEXT && list->items[i].run.font.role == role)
            return list->items[i].run.font.px;
    return 0;
}

/* Words w0 .. of TEXT in their order; returns how many. */
static int count_words(const char *text)
{
    int count = 0, word, used;
    while (sscanf(text, " w%d%n", &word, &used) == 1) {
        assert_int_equal(word, count++);
        text += used;
    }
    return count;
}

static void inside(const struct list *list, struct rect box)
{
    for (int i = 0; i < list->count; i++) {
        const struct item *item = &list->items[i];
        assert_true(item->rises || item->rect.y + item->rect.h <= box.y + box.h);
    }
}

static void an_article_that_fits_stands_as_it_is(void **state)
{
    (void)state;
    struct stage stage;
    stage_init(&stage);
    write_article(&stage, 2, 10);
    set(&stage, FIT_PAGE, FIT_FLOOR);
    struct list *page = stage_list(&stage, &widget_article, panel, 0, NULL);
    for (int fit = FIT_SHRINK; fit <= FIT_SCROLL; fit++) {
        set(&stage, (enum zone_fit)fit, FIT_FLOOR);
        struct list *list = stage_list(&stage, &widget_article, panel, 0, NULL);
        assert_int_equal(stage_pages(&stage, &widget_article, panel).count, 1);
        assert_true(list_equal(list, page));
        list_put(list);
    }
    list_put(page);
    stage_finish(&stage);
}

static void an_article_is_set_smaller_until_it_fits(void **state)
{
    (void)state;
    struct stage stage;
    struct buffer text;
    stage_init(&stage);
    buffer_init(&text, 1024 * 1024);
    int last_px = 1000;
    for (int paragraphs = 1; paragraphs <= 6; paragraphs++) {
        write_article(&stage, paragraphs, 60);
        set(&stage, FIT_SHRINK, 50);
        assert_int_equal(stage_pages(&stage, &widget_article, panel).count, 1);
        struct list *list = stage_list(&stage, &widget_article, panel, 0, NULL);
        int px = px_of(list, FONT_BODY);
        texts_of(list, FONT_BODY, &text);
        assert_true(px <= last_px && px * 2 >= stage.theme->fonts[FONT_BODY].size - 1);
        int words = count_words(buffer_text(&text));
        bool cut = strstr(buffer_text(&text), "…") != NULL;
        assert_int_equal(cut, words < paragraphs * 60);
        assert_true(!cut || px <= (int)(stage.theme->fonts[FONT_BODY].size * 0.51 + 1));
        inside(list, panel);
        last_px = px;
        list_put(list);
    }
    assert_true(last_px < 1000);
    buffer_finish(&text);
    stage_finish(&stage);
}

/* Beyond the floor there is an ellipsis, also where it is a whole paragraph that is left out. */
static void at_the_floor_it_is_cut(void **state)
{
    (void)state;
    struct stage stage;
    struct buffer text;
    stage_init(&stage);
    buffer_init(&text, 1024 * 1024);
    for (int words = 5; words < 80; words += 7) {
        write_article(&stage, 60, words);
        set(&stage, FIT_SHRINK, 80);
        struct list *list = stage_list(&stage, &widget_article, panel, 0, NULL);
        texts_of(list, FONT_BODY, &text);
        const char *dots = strstr(buffer_text(&text), "…");
        assert_non_null(dots);
        assert_string_equal(dots + strlen("…"), " "); /* the last of all */
        assert_int_equal(px_of(list, FONT_BODY), lround(stage.theme->fonts[FONT_BODY].size * 0.8));
        inside(list, panel);
        list_put(list);
    }
    buffer_finish(&text);
    stage_finish(&stage);
}

static void an_article_rises(void **state)
{
    (void)state;
    struct stage stage;
    struct buffer text;
    stage_init(&stage);
    buffer_init(&text, 1024 * 1024);
    write_article(&stage, 9, 60);
    set(&stage, FIT_SCROLL, FIT_FLOOR);
    struct pages pages = stage_pages(&stage, &widget_article, panel);
    struct list *list = stage_list(&stage, &widget_article, panel, 0, NULL);
    assert_int_equal(pages.count, 1);
    texts_of(list, FONT_BODY, &text);
    assert_int_equal(count_words(buffer_text(&text)), 9 * 60);
    assert_int_equal(px_of(list, FONT_BODY), lround(stage.theme->fonts[FONT_BODY].size));
    const struct rise *rise = &list->rise;
    assert_true(rise->length > rise->window.h);
    assert_true(rect_equal(rect_intersection(rise->window, panel), rise->window));
    assert_true(pages.duration_ns[0] >= motion_rise_ns(rise, 60));
    assert_true(pages.duration_ns[0] >= widget_reading_ns(9 * 60));
    for (int i = 0; i < list->count; i++) {
        const struct item *item = &list->items[i];
        assert_int_equal(item->rises, item->kind == ITEM_TEXT && item->run.font.role == FONT_BODY);
        /* at rest no line is cut */
        struct rect seen = rect_intersection(rise->window, item->rect);
        assert_true(!item->rises || rect_is_empty(seen) || rect_equal(seen, item->rect));
        assert_true(!item->rises || item->rect.y + item->rect.h <= rise->window.y + rise->length);
    }
    inside(list, panel);
    list_put(list);
    buffer_finish(&text);
    stage_finish(&stage);
}

static void headlines_are_set_smaller_then_have_a_line_each(void **state)
{
    (void)state;
    struct stage stage;
    struct buffer text;
    stage_init(&stage);
    buffer_init(&text, 1024 * 1024);
    set(&stage, FIT_SHRINK, 60);
    write_headlines(&stage, 7, 8);
    struct list *list = stage_list(&stage, &widget_headlines, panel, 0, NULL);
    assert_int_equal(stage_pages(&stage, &widget_headlines, panel).count, 1);
    int px = px_of(list, FONT_HEADLINE);
    assert_true(px < stage.theme->fonts[FONT_HEADLINE].size);
    list_put(list);
    write_headlines(&stage, 8, 40);
    list = stage_list(&stage, &widget_headlines, panel, 0, NULL);
    assert_int_equal(stage_pages(&stage, &widget_headlines, panel).count, 1);
    texts_of(list, FONT_HEADLINE, &text);
    assert_non_null(strstr(buffer_text(&text), "…"));
    assert_int_equal(px_of(list, FONT_HEADLINE),
                     lround(stage.theme->fonts[FONT_HEADLINE].size * 0.6));
    list_put(list);
    write_headlines(&stage, 60, 40); /* nothing is lost: there are pages */
    assert_true(stage_pages(&stage, &widget_headlines, panel).count > 1);
    buffer_finish(&text);
    stage_finish(&stage);
}

static void headlines_rise(void **state)
{
    (void)state;
    struct stage stage;
    stage_init(&stage);
    set(&stage, FIT_SCROLL, FIT_FLOOR);
    write_headlines(&stage, 3, 2);
    struct list *list = stage_list(&stage, &widget_headlines, panel, 0, NULL);
    assert_int_equal(list->rise.length, 0);
    list_put(list);
    write_headlines(&stage, 60, 12);
    struct pages pages = stage_pages(&stage, &widget_headlines, panel);
    list = stage_list(&stage, &widget_headlines, panel, 0, NULL);
    assert_int_equal(pages.count, 1);
    assert_true(list->label_count > 2 * 60); /* the caption; a time and a title each */
    assert_true(list->rise.length > list->rise.window.h);
    assert_int_equal(pages.duration_ns[0], motion_rise_ns(&list->rise, 60));
    inside(list, panel);
    list_put(list);
    stage_finish(&stage);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_article_that_fits_stands_as_it_is),
        cmocka_unit_test(an_article_is_set_smaller_until_it_fits),
        cmocka_unit_test(at_the_floor_it_is_cut),
        cmocka_unit_test(an_article_rises),
        cmocka_unit_test(headlines_are_set_smaller_then_have_a_line_each),
        cmocka_unit_test(headlines_rise),
    };
    return cmocka_run_group_tests_name("widgets/fit", tests, NULL, NULL);
}
