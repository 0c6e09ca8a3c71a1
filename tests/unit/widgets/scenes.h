/* What the tests of whole scenes share: a content and a theme that change often, and scenes
 * compared. */
#ifndef RIWAQ_TESTS_WIDGETS_SCENES_H
#define RIWAQ_TESTS_WIDGETS_SCENES_H

#include "fixture.h"

/* --- contents and themes that change often --- */

/* Fetched at 2025-03-19T12:55. Headlines end every few seconds, so that pages, and with them the
 * whole cycle of a zone, change while something else of it is up, and within transitions. */
static const char *const busy_rest =
    "{\"time\": \"2025-03-18T23:00:00Z\", \"title\": \"From yesterday\"},"
    "{\"time\": \"12:30\", \"title\": \"An urgent one\", \"urgent\": true},"
    "{\"title\": \"Without a time\"}],"
    "\"place\": {\"name\": \"Rabat\", \"latitude\": 34.0209, \"longitude\": -6.8416,"
    " \"timezone\": \"Africa/Casablanca\"},"
    "\"article\": {\"title\": \"What is on the wall\", \"byline\": \"The desk\", \"time\": "
    "\"11:00\","
    "\"url\": \"https://news.example/wall\", \"comments\": 3, \"paragraphs\": ["
    "\"A first paragraph that is long enough to be broken over a few lines of the panel that it "
    "is written on, so that it counts as one that can be split.\","
    "\"A second one follows it at once and has about the same length as the first, because pages "
    "only turn where there is more to read than fits on one.\","
    "\"The third is short.\"]},"
    "\"weather\": {\"unit\": \"C\", \"today\": {\"date\": \"2025-03-19\", \"low\": 9, \"high\": "
    "21, "
    "\"code\": 3}, \"now\": {\"temperature\": 14.2}, \"days\": ["
    "{\"date\": \"2025-03-20\", \"low\": 14.1, \"high\": 19.6, \"code\": 61},"
    "{\"date\": \"2025-03-21\", \"low\": 10, \"high\": 18, \"code\": 0}]},"
    "\"prayers\": {\"place\": \"Rabat\", \"date\": \"2025-03-19\", \"times\": {\"fajr\": \"05:04\","
    "\"sunrise\": \"06:30\", \"dhuhr\": \"12:40\", \"asr\": \"16:02\", \"maghrib\": \"18:44\","
    "\"isha\": \"19:58\"}},"
    "\"social\": {\"label\": \"Follow us\", \"url\": \"https://social.example/\"}}";

static inline void busy_content(struct stage *stage)
{
    struct buffer json;
    buffer_init(&json, 64 * 1024);
    buffer_add_text(&json, "{\"headlines\": [");
    for (int i = 0; i < 12; i++) {
        int end = 17 + i * 19; /* seconds after NOON */
        buffer_print(&json,
                     "{\"time\": \"12:%02d\", \"until\": \"2025-03-19T12:%02d:%02dZ\", \"title\": "
                     "\"Headline %d that is gone within minutes, and long enough for two lines\"},",
                     50 - i, 55 + end / 60, end % 60, i);
    }
    buffer_add_text(&json, busy_rest);
    stage_content(stage, buffer_text(&json));
    buffer_finish(&json);
}

/* Small panels, so that there are pages; every zone fades, one shows several things. */
static const char *const busy_theme =
    "[theme]\nschema = 1\nname = Busy\ncanvas = 1280x720\n"
    "[grid]\ncolumns = 1fr 1fr\nrows = 90 1fr 60\ngap = 20\n"
    "margin = 20\nareas = top top\n left right\n ticker ticker\n"
    "[zone.top]\nshow = masthead\n"
    "[zone.left]\nshow = headlines, article, weather 5s, prayers\n"
    "transition = fade 2s\n"
    "[zone.right]\nshow = prayers 9s, article, headlines 30s, social\n"
    "transition = fade 700ms\nrules = top bottom\n"
    "[zone.ticker]\nshow = ticker\nspeed = 300\nbleed = yes\n"
    "background = floor\n";

/* --- scenes compared --- */

static inline void assert_labels_equal(const struct list *a, const struct list *b)
{
    assert_int_equal(a->label_count, b->label_count);
    for (int i = 0; i < a->label_count; i++) {
        assert_string_equal(a->labels[i].text, b->labels[i].text);
        assert_true(rect_equal(a->labels[i].rect, b->labels[i].rect));
    }
}

/* PROGRESS: whether how far a transition is counts too. */
static inline void assert_zones_equal(const struct scene_zone *a, const struct scene_zone *b,
                                      bool progress)
{
    assert_true(rect_equal(a->rect, b->rect));
    assert_int_equal(a->background, b->background);
    assert_int_equal(a->loop, b->loop);
    assert_int_equal(a->list == NULL, b->list == NULL);
    if (a->list == NULL)
        return;
    assert_int_equal(a->list->count, b->list->count);
    for (int i = 0; i < a->list->count; i++) {
        const struct item *left = &a->list->items[i], *right = &b->list->items[i];
        assert_true(item_equal(left, right));
        assert_int_equal(left->fade, right->fade);
        if (progress)
            assert_int_equal(scene_opacity(a, left), scene_opacity(b, right));
    }
    assert_labels_equal(a->list, b->list);
    if (!progress)
        return;
    assert_int_equal(a->scroll, b->scroll);
    assert_int_equal(a->progress, b->progress);
}

static inline void assert_scenes_equal(const struct scene *a, const struct scene *b, bool progress)
{
    assert_int_equal(a->size.w, b->size.w);
    assert_int_equal(a->size.h, b->size.h);
    assert_int_equal(a->paper, b->paper);
    assert_int_equal(a->zone_count, b->zone_count);
    for (int i = 0; i < a->zone_count; i++)
        assert_zones_equal(&a->zones[i], &b->zones[i], progress);
}

/* What COMPOSER shows at MOMENT is what one that has never seen another moment shows. */
static inline void assert_pure(struct composer *composer, const struct composer_inputs *inputs,
                               const struct moment *moment)
{
    struct composer *fresh = composer_create(inputs);
    const struct scene *scene = composer_scene(composer, moment);
    assert_scenes_equal(scene, composer_scene(fresh, moment), true);
    assert_int_equal(composer_next_change(composer) > moment->wall_ns, 1);
    composer_destroy(fresh);
}

static inline struct moment moment_ms(int64_t second, int64_t ms)
{
    struct moment moment = moment_at(second);
    moment.wall_ns += ms * NS_PER_MILLISECOND;
    moment.tick = moment_tick(moment.wall_ns, moment.hz);
    return moment;
}

static inline struct composer *busy_composer(struct stage *stage)
{
    stage_init(stage);
    stage_theme(stage, busy_theme);
    busy_content(stage);
    struct composer_inputs inputs = stage_inputs(stage, 1280, 720);
    return composer_create(&inputs);
}

static inline int first_fading(const struct list *list, enum item_fade fade)
{
    for (int i = 0; i < list->count; i++)
        if (list->items[i].fade == fade)
            return i;
    return -1;
}

#endif
