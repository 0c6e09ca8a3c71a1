/* What the tests of widgets share: a stage with everything that a view borrows, letters whose
 * width depends on nothing but their size, and questions about what a list shows. */
#ifndef RIWAQ_TESTS_WIDGETS_FIXTURE_H
#define RIWAQ_TESTS_WIDGETS_FIXTURE_H

#include "../formats/fixture.h"
#include "../text/fake.h"

#include "base/memory.h"
#include "scene/list.h"
#include "widgets/composer.h"
#include "widgets/pen.h"
#include "widgets/widget.h"

#include <math.h>

/* --- letters --- */

/* Half an em a letter, none for marks: no boundaries to search, so it is quick. */
static inline int stage_width(void *self, const struct text_run *run)
{
    int letters = 0;
    (void)self;
    for (size_t at = 0; at < run->length;) {
        uint32_t code = utf8_next(run->text, run->length, &at);
        letters +=
            code < 0x80 || (U_GET_GC_MASK((UChar32)code) & (U_GC_M_MASK | U_GC_CF_MASK)) == 0;
    }
    return (letters * run->font.px + 1) / 2;
}

static inline struct text_metrics stage_metrics(void *self, struct text_font font, int face)
{
    (void)self;
    int tall = face == FAKE_LATIN ? 0 : font.px / 5;
    return (struct text_metrics){font.px * 16 / 15 + tall, font.px * 3 / 10};
}

/* --- the stage --- */

struct stage {
    struct fake fake;
    struct text_cache *text;
    struct config *config;
    struct theme *theme;
    struct content *content;
    struct diagnostics diagnostics;
    struct theme_zone zone; /* of the views for a widget alone */
    struct moment moment;
};

static inline struct moment moment_at(int64_t wall_s)
{
    return (struct moment){.wall_ns = wall_s * NS_PER_SECOND,
                           .tick = moment_tick(wall_s * NS_PER_SECOND, 60),
                           .hz = 60,
                           .trust = TRUST_SYNCHRONISED};
}

/* The built-in theme, no content, 2025-03-19 12:55 UTC. */
static inline void stage_init(struct stage *stage)
{
    int count;
    const char *const *names = widget_names(&count);
    *stage = (struct stage){.zone = {.name = "alone",
                                     .speed = 180,
                                     .gap = STRIP_GAP,
                                     .background = -1,
                                     .pictures = true,
                                     .item_color = COLOR_ACCENT,
                                     .item_times = true}};
    fake_init(&stage->fake);
    stage->fake.measure.width = stage_width;
    stage->fake.measure.metrics = stage_metrics;
    stage->text = text_cache_create(&stage->fake.measure, 8 * 1024 * 1024);
    stage->config = config_create();
    stage->theme = theme_builtin(names, count);
    diagnostics_init(&stage->diagnostics);
    stage->moment = moment_at(NOON);
}

static inline void stage_finish(struct stage *stage)
{
    content_put(stage->content);
    theme_destroy(stage->theme);
    config_destroy(stage->config);
    text_cache_destroy(stage->text);
    diagnostics_finish(&stage->diagnostics);
}

/* The content of a riwaq JSON document, which must be all right; fetched at NOON. */
static inline void stage_content(struct stage *stage, const char *json)
{
    struct parsed parsed = parse(json);
    assert_non_null(parsed.content);
    assert_int_equal(parsed.diagnostics.count, 0);
    diagnostics_finish(&parsed.diagnostics);
    content_put(stage->content);
    stage->content = parsed.content;
}

static inline void stage_sample(struct stage *stage)
{
    struct format_context context = {
        .source = "sample", .fetched_s = NOON, .find_zone = find_fixed_zone};
    content_put(stage->content);
    stage->content = format_sample(&context);
}

static inline void stage_theme(struct stage *stage, const char *text)
{
    int count;
    const char *const *names = widget_names(&count);
    theme_destroy(stage->theme);
    stage->theme = theme_parse("test/theme.ini", NULL, text, strlen(text), names, count, NULL, NULL,
                               &stage->diagnostics);
    if (stage->theme == NULL)
        diagnostics_print(&stage->diagnostics, stderr);
    assert_non_null(stage->theme);
}

static inline void stage_language(struct stage *stage, enum language language)
{
    stage->config->languages[0] = language;
    stage->config->language_count = 1;
}

/* A view of a widget alone: one pixel a unit. */
static inline struct view stage_view(const struct stage *stage, struct rect box)
{
    enum language language = stage->config->languages[0];
    return (struct view){.content = stage->content,
                         .config = stage->config,
                         .theme = stage->theme,
                         .zone = &stage->zone,
                         .text = stage->text,
                         .box = box,
                         .unit = 1,
                         .language = language,
                         .mirror = language_is_rtl(language),
                         .moment = stage->moment};
}

/* list_put() it. LOOP may be NULL. */
static inline struct list *stage_list(const struct stage *stage, const struct widget *widget,
                                      struct rect box, int page, int *loop)
{
    struct view view = stage_view(stage, box);
    struct list *list = list_create();
    int length = widget->build(&view, page, list);
    if (loop != NULL)
        *loop = length;
    return list;
}

static inline struct pages stage_pages(const struct stage *stage, const struct widget *widget,
                                       struct rect box)
{
    struct view view = stage_view(stage, box);
    struct pages pages = {0};
    widget->pages(&view, &pages);
    return pages;
}

static inline struct composer_inputs stage_inputs(const struct stage *stage, int w, int h)
{
    return (struct composer_inputs){.content = stage->content,
                                    .config = stage->config,
                                    .theme = stage->theme,
                                    .text = stage->text,
                                    .size = {w, h}};
}

/* --- what a list shows --- */

/* How many labels of LIST hold TEXT; *LABEL (may be NULL) is the first of them. */
static inline int labels_with(const struct list *list, const char *text, const struct label **label)
{
    int count = 0;
    for (int i = list->label_count - 1; i >= 0; i--) {
        if (strstr(list->labels[i].text, text) == NULL)
            continue;
        count++;
        if (label != NULL)
            *label = &list->labels[i];
    }
    return count;
}

static inline bool shows(const struct list *list, const char *text)
{
    return labels_with(list, text, NULL) > 0;
}

/* The first text item that holds TEXT, else NULL. */
static inline const struct item *item_with(const struct list *list, const char *text)
{
    for (int i = 0; i < list->count; i++) {
        const struct text_run *run = &list->items[i].run;
        if (list->items[i].kind == ITEM_TEXT &&
            memmem(run->text, run->length, text, strlen(text)) != NULL)
            return &list->items[i];
    }
    return NULL;
}

static inline int items_of(const struct list *list, enum item_kind kind)
{
    int count = 0;
    for (int i = 0; i < list->count; i++)
        count += list->items[i].kind == kind;
    return count;
}

/* All labels, a line each; free() it. */
static inline char *all_text(const struct list *list)
{
    struct buffer out;
    buffer_init(&out, 1024 * 1024);
    for (int i = 0; i < list->label_count; i++)
        buffer_print(&out, "%s\n", list->labels[i].text);
    return buffer_take(&out);
}

static inline bool holds(struct rect outer, struct rect inner)
{
    return rect_is_empty(inner) || rect_equal(rect_intersection(outer, inner), inner);
}

/* What is read of a text: its capitals. Line boxes may overlap, these may not. */
static inline struct rect capitals(const struct item *item)
{
    int height = item->run.font.px * 7 / 10;
    return (struct rect){item->rect.x, item->baseline - height, item->rect.w, height};
}

static inline void assert_texts_apart(const struct list *list)
{
    for (int i = 0; i < list->count; i++)
        for (int k = 0; k < i; k++)
            if (list->items[i].kind == ITEM_TEXT && list->items[k].kind == ITEM_TEXT)
                assert_false(rect_overlaps(capitals(&list->items[i]), capitals(&list->items[k])));
}

static inline void assert_rect(struct rect actual, int x, int y, int w, int h)
{
    assert_int_equal(actual.x, x);
    assert_int_equal(actual.y, y);
    assert_int_equal(actual.w, w);
    assert_int_equal(actual.h, h);
}

#endif
