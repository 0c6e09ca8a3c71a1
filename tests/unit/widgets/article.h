/* What the tests of the article share: its panel and its picture. */
#ifndef RIWAQ_TESTS_WIDGETS_ARTICLE_H
#define RIWAQ_TESTS_WIDGETS_ARTICLE_H

#include "fixture.h"

#include "base/arena.h"

/* About what atrium gives it at 1920x1080, in pixels. */
static const struct rect panel = {72, 156, 1140, 624};

/* Paragraphs whose words tell where they are from: "p3w0 p3w1 ...". */
static inline void write_article(struct stage *stage, const int *words, int count)
{
    struct content *content = content_create();
    struct arena *arena = content_arena(content);
    const char **paragraphs = arena_array(arena, (size_t)count, sizeof *paragraphs);
    for (int p = 0; p < count; p++) {
        struct buffer text;
        buffer_init(&text, TEXT_BYTES_MAX);
        for (int w = 0; w < words[p]; w++)
            assert_true(buffer_print(&text, "%sp%dw%d", w > 0 ? " " : "", p, w));
        paragraphs[p] = arena_text(arena, buffer_text(&text));
        buffer_finish(&text);
    }
    content->article.title = "A title of six plain words";
    content->article.paragraphs = paragraphs;
    content->article.paragraph_count = count;
    content_put(stage->content);
    stage->content = content;
}

static inline void set_picture(struct stage *stage, int w, int h)
{
    struct picture *picture = picture_create(w, h);
    for (int i = 0; i < w * h; i++)
        picture->pixels[i] = 0xFFFFFFFF; /* needs no hairline to be seen */
    picture_measure(picture);
    struct content *with = content_with_image(stage->content, picture);
    picture_put(picture);
    content_put(stage->content);
    stage->content = with;
}

static inline struct rect picture_rect(const struct stage *stage, struct rect box)
{
    struct rect rect = {0, 0, 0, 0};
    struct pages pages = stage_pages(stage, &widget_article, box);
    assert_true(pages.count >= 1);
    for (int page = 0; page < pages.count; page++) {
        struct list *list = stage_list(stage, &widget_article, box, page, NULL);
        assert_int_equal(items_of(list, ITEM_PICTURE), page == 0); /* later pages are text */
        for (int i = 0; i < list->count; i++)
            if (list->items[i].kind == ITEM_PICTURE)
                rect = list->items[i].rect;
        for (int i = 0; i < list->count; i++)
            if (page == 0 && list->items[i].kind == ITEM_TEXT)
                assert_false(rect_overlaps(list->items[i].rect, rect));
        list_put(list);
    }
    assert_true(holds(box, rect));
    return rect;
}

#endif
