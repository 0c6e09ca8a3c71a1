/* Strings made to break programs that draw text, in every place where content has a text: no
 * crash, bounded work, no ink outside the zone, and what stands beside them stays as it is. */
#include "hostile.h"
#include "fixture.h"

#include "formats/format.h"
#include "content/language.h"
#include "screen/painter.h"
#include "theme/config.h"
#include "widgets/view.h"
#include "widgets/widget.h"

enum {
    WIDTH = 800,
    HEIGHT = 480,
    MARKER = 0xFF00FF,
    PAGES = 2, /* of a widget, painted: the first and the last */
    DOCUMENT_CAP = 128 << 20,
    LINE_CAP = 1 << 20
};
/* 2025-03-19T12:55:00Z */
#define NOON INT64_C(1742388900)

/* --- the stage --- */

/* Measures as the fonts do, and counts. */
struct counting {
    struct text_measure measure;
    const struct text_measure *fonts;
    size_t bytes; /* of all runs measured */
    size_t faces; /* asked for */
};

static int counted_face(void *self, struct text_font font, const char *cluster, size_t length,
                        bool *found)
{
    struct counting *counting = self;
    counting->faces++;
    return counting->fonts->face(counting->fonts->self, font, cluster, length, found);
}

static int counted_face_after(void *self, struct text_font font, int face, const char *cluster,
                              size_t length)
{
    struct counting *counting = self;
    counting->faces++;
    return counting->fonts->face_after(counting->fonts->self, font, face, cluster, length);
}

static int counted_width(void *self, const struct text_run *run)
{
    struct counting *counting = self;
    counting->bytes += run->length;
    return counting->fonts->width(counting->fonts->self, run);
}

static struct text_metrics counted_metrics(void *self, struct text_font font, int face)
{
    struct counting *counting = self;
    return counting->fonts->metrics(counting->fonts->self, font, face);
}

struct stage {
    struct theme *theme;
    struct config *config;
    struct fonts *fonts;
    struct raster *raster;
    struct text_cache *text; /* of one string */
    struct counting counting;
    SDL_Surface *surface;
    const char *name; /* of the string on it */
};

static int set_up(void **state)
{
    struct stage *stage = calloc(1, sizeof *stage);
    int count;
    const char *const *names = widget_names(&count);
    stage->theme = theme_builtin(names, count);
    stage->config = config_create();
    stage->fonts = fonts_create(stage->theme, NULL, NULL);
    stage->raster = raster_create(stage->fonts, 32 << 20);
    stage->counting = (struct counting){.measure = {.self = &stage->counting,
                                                    .face = counted_face,
                                                    .face_after = counted_face_after,
                                                    .width = counted_width,
                                                    .metrics = counted_metrics},
                                        .fonts = fonts_measure(stage->fonts)};
    stage->surface = canvas32(WIDTH, HEIGHT);
    *state = stage;
    return 0;
}

static int tear_down(void **state)
{
    struct stage *stage = *state;
    SDL_FreeSurface(stage->surface);
    raster_destroy(stage->raster);
    fonts_destroy(stage->fonts);
    config_destroy(stage->config);
    theme_destroy(stage->theme);
    free(stage);
    return 0;
}

/* --- the content --- */

static const char NEIGHBOUR[] = "A neighbour (04:12) of \xD8\xAE\xD8\xA8\xD8\xB1 2025";
static const char NEXT[] = "\xD8\xA7\xD9\x84\xD8\xAA\xD8\xA7\xD9\x84\xD9\x8A (04:12) next 50%";

/* TEMPLATE with what is between quotes for each $; $ alone leaves the key out as null. */
static struct content *content_with(const char *template, const char *json, size_t length)
{
    struct buffer document;
    buffer_init(&document, DOCUMENT_CAP);
    /* Letters enough that some broken ones are damage, not another encoding. */
    buffer_add_text(&document, "{\"note\": \"");
    for (int i = 0; i < 100; i++)
        buffer_add_text(&document, "\u062E\u0628\u0631 ");
    buffer_add_text(&document, "\", ");
    for (const char *c = template; *c != '\0'; c++) {
        if (*c != '$') {
            buffer_add(&document, c, 1);
        } else if (json == NULL) {
            buffer_add_text(&document, "null");
        } else {
            buffer_add_text(&document, "\"");
            buffer_add(&document, json, length);
            buffer_add_text(&document, "\"");
        }
    }
    assert_false(document.overflow);
    const struct format_context context = {.source = "hostile", .fetched_s = NOON};
    struct content *content = format_riwaq(&context, buffer_text(&document), document.length);
    buffer_finish(&document);
    return content;
}

static struct content *hostile_content(const char *json, size_t length)
{
    struct buffer template;
    buffer_init(&template, LINE_CAP);
    buffer_print(
        &template,
        "\"place\": {\"name\": {\"default\": $, \"ar\": $}, \"latitude\": 34, \"longitude\": -6.8},"
        " \"headlines\": [{\"time\": \"12:50\", \"title\": \"%s\", \"source\": $},"
        " {\"time\": \"12:40\", \"title\": $, \"source\": $, \"urgent\": false},"
        " {\"time\": \"12:30\", \"title\": \"%s\"}],"
        " \"article\": {\"title\": \"x\", \"byline\": $, \"time\": \"11:00\","
        " \"paragraphs\": [$, \"%s\"]},"
        " \"prayers\": {\"place\": $, \"times\": {\"fajr\": \"05:04\", \"sunrise\": \"06:30\","
        " \"dhuhr\": \"12:40\", \"asr\": \"16:02\", \"maghrib\": \"18:44\","
        " \"isha\": \"19:58\"}},"
        " \"social\": {\"label\": {\"default\": $, \"ar\": $}, \"url\": \"https://example.org/\"}}",
        NEIGHBOUR, NEXT, NEIGHBOUR);
    struct content *content = content_with(buffer_text(&template), json, length);
    buffer_finish(&template);
    return content;
}

/* The string as the article's title; nothing beside it. */
static struct content *hostile_article(const char *json, size_t length)
{
    return content_with("\"article\": {\"title\": $, \"byline\": $, \"paragraphs\": [$, $]},"
                        " \"social\": {\"label\": $}}",
                        json, length);
}

/* --- building --- */

struct spot {
    const struct widget *widget;
    struct rect box;
};

static const struct spot spots[] = {
    {&widget_masthead, {20, 10, 760, 50}}, {&widget_headlines, {30, 70, 480, 330}},
    {&widget_article, {30, 70, 480, 330}}, {&widget_prayers, {540, 70, 240, 240}},
    {&widget_social, {540, 320, 240, 80}}, {&widget_ticker, {0, 420, 800, 50}},
};

static struct view view_of(const struct stage *stage, const struct content *content,
                           struct rect box, enum language language)
{
    static const struct theme_zone zone = {
        .name = "alone", .speed = 180, .gap = STRIP_GAP, .background = -1};
    return (struct view){
        .content = content,
        .config = stage->config,
        .theme = stage->theme,
        .zone = &zone,
        .text = stage->text,
        .box = box,
        .unit = (double)HEIGHT / 1080,
        .language = language,
        .mirror = language_is_rtl(language),
        .moment = {.wall_ns = NOON * NS_PER_SECOND,
                   .tick = moment_tick(NOON * NS_PER_SECOND, 60),
                   .hz = 60,
                   .trust = TRUST_SYNCHRONISED},
    };
}

static struct list *build(const struct stage *stage, const struct content *content,
                          const struct spot *spot, enum language language, int page, int *loop)
{
    struct view view = view_of(stage, content, spot->box, language);
    struct list *list = list_create();
    *loop = spot->widget->build(&view, page, list);
    return list;
}

/* --- ink --- */

/* Text stands in its zone: on a strip, or in the box with all of its width and its baseline. */
static void assert_items_within(const struct stage *stage, const struct list *list,
                                const struct spot *spot, int loop)
{
    struct rect box = spot->box;
    for (int i = 0; i < list->count; i++) {
        const struct item *item = &list->items[i];
        struct rect r = item->rect;
        int left = loop > 0 ? 0 : box.x, right = loop > 0 ? loop : box.x + box.w;
        if (item->kind != ITEM_TEXT)
            continue;
        if (r.x < left || r.x + r.w > right || item->baseline < box.y ||
            item->baseline > box.y + box.h)
            fail_msg("%s: %s: %d,%d %dx%d is outside of %d,%d %dx%d: \"%.*s\"", stage->name,
                     spot->widget->name, r.x, item->baseline, r.w, r.h, left, box.y, right - left,
                     box.h, (int)item->run.length, item->run.text);
    }
}

static bool is_marked(const SDL_Surface *surface, int y, int from, int to)
{
    const uint32_t *row = (const uint32_t *)(const void *)((const char *)surface->pixels +
                                                           (ptrdiff_t)y * surface->pitch);
    uint32_t differs = 0;
    for (int x = from; x < to; x++)
        differs |= row[x] ^ MARKER;
    return (differs & 0xFFFFFF) == 0;
}

/* Whether all pixels outside of RECT are the marker's. */
static bool is_clean_outside(const SDL_Surface *surface, struct rect rect)
{
    rect = rect_intersection(rect, (struct rect){0, 0, surface->w, surface->h});
    for (int y = 0; y < surface->h; y++) {
        bool across = y >= rect.y && y < rect.y + rect.h;
        bool clean = across ? is_marked(surface, y, 0, rect.x) &&
                                  is_marked(surface, y, rect.x + rect.w, surface->w)
                            : is_marked(surface, y, 0, surface->w);
        if (!clean)
            return false;
    }
    return true;
}

static void paint(const struct stage *stage, const struct list *list, struct rect zone, int loop)
{
    static const struct damage whole = {.rects = {{0, 0, WIDTH, HEIGHT}}, .count = 1};
    struct scene scene = {
        .size = {WIDTH, HEIGHT},
        .paper = 0xFF000000 | MARKER,
        .zone_count = 1,
        .zones = {{.rect = zone,
                   .background = 0xFF000000 | MARKER,
                   .list = list,
                   .loop = loop,
                   .progress = 255}},
    };
    struct painter *painter = painter_create_software(stage->raster, stage->surface);
    painter_paint(painter, &scene, &whole);
    painter_trim(painter);
    painter_destroy(painter);
}

/* Also with the clipping as wide as the screen: ink reaches out of the box by what letters
 * overhang, and no further. */
static void assert_ink_within(const struct stage *stage, const struct list *list,
                              const struct spot *spot, int loop)
{
    paint(stage, list, spot->box, loop);
    if (!is_clean_outside(stage->surface, spot->box))
        fail_msg("%s: %s paints outside of its zone", stage->name, spot->widget->name);
    if (loop > 0)
        return;
    struct rect box = spot->box, wide = {box.x - 24, box.y - 24, box.w + 48, box.h + 48};
    paint(stage, list, (struct rect){0, 0, WIDTH, HEIGHT}, loop);
    if (!is_clean_outside(stage->surface, wide))
        fail_msg("%s: %s paints far outside of its zone but for clipping", stage->name,
                 spot->widget->name);
}

static void check_ink(const struct stage *stage, const struct content *content,
                      const struct spot *spot, enum language language)
{
    struct view view = view_of(stage, content, spot->box, language);
    struct pages pages = {0};
    spot->widget->pages(&view, &pages);
    assert_true(pages.count <= PAGES_MAX);
    for (int page = 0; page < pages.count; page++) {
        int loop;
        if (page == PAGES - 1 && pages.count > PAGES)
            page = pages.count - 1;
        struct list *list = build(stage, content, spot, language, page, &loop);
        assert_items_within(stage, list, spot, loop);
        assert_ink_within(stage, list, spot, loop);
        list_put(list);
    }
}

/* --- neighbours --- */

static void write_item(struct buffer *out, const struct item *item, int from)
{
    buffer_print(out, "[%.*s]%d face %d %c at %d is %d; ", (int)item->run.length, item->run.text,
                 (int)item->run.script, item->run.face, item->run.rtl ? 'R' : 'L',
                 item->rect.x - from, item->rect.w);
}

/* The items of the label with TEXT, from its left edge on; "" where there is none. */
static void write_labelled(struct buffer *out, const struct list *list, const char *text)
{
    buffer_clear(out);
    for (int i = 0; i < list->label_count; i++) {
        const struct label *label = &list->labels[i];
        if (strstr(label->text, text) == NULL) /* a time before it, a source behind it */
            continue;
        for (int n = 0; n < list->count; n++) {
            const struct item *item = &list->items[n];
            if (item->kind == ITEM_TEXT && item->baseline > label->rect.y &&
                item->baseline < label->rect.y + label->rect.h && item->rect.x >= label->rect.x &&
                item->rect.x + item->rect.w <= label->rect.x + label->rect.w)
                write_item(out, item, label->rect.x);
        }
        return;
    }
}

static void check_headline(const struct stage *stage, const struct content *harmless,
                           const struct content *content, const struct spot *spot,
                           enum language language, const char *text)
{
    struct buffer expected, actual;
    buffer_init(&expected, LINE_CAP);
    buffer_init(&actual, LINE_CAP);
    struct view view = view_of(stage, content, spot->box, language);
    struct pages pages = {0};
    int loop;
    struct list *list = build(stage, harmless, spot, language, 0, &loop);
    write_labelled(&expected, list, text);
    list_put(list);
    assert_true(expected.length > 0);
    spot->widget->pages(&view, &pages);
    for (int page = pages.count - 1; page >= 0 && actual.length == 0; page--) {
        if (page > PAGES && page < pages.count - PAGES)
            continue;
        list = build(stage, content, spot, language, page, &loop);
        write_labelled(&actual, list, text);
        list_put(list);
    }
    /* The ticker tells of what source a title is behind it. */
    const char *source = strrchr(buffer_text(&expected), '[');
    size_t length = spot->widget == &widget_ticker ? (size_t)(source - buffer_text(&expected))
                                                   : expected.length + 1;
    if (strncmp(buffer_text(&expected), buffer_text(&actual), length) != 0)
        fail_msg("%s: %s: the neighbour\n%s became\n%s", stage->name, spot->widget->name,
                 buffer_text(&expected), buffer_text(&actual));
    buffer_finish(&expected);
    buffer_finish(&actual);
}

/* The items on the line and of the font of the one with TEXT. */
static int line_of(const struct list *list, const char *text, const struct item **out, int room)
{
    int count = 0;
    const struct item *found = NULL;
    for (int i = 0; i < list->count; i++) {
        const struct item *item = &list->items[i];
        if (item->kind == ITEM_TEXT &&
            memmem(item->run.text, item->run.length, text, strlen(text)) != NULL)
            found = item;
    }
    for (int i = 0; found != NULL && i < list->count && count < room; i++) {
        const struct item *item = &list->items[i];
        if (item->kind == ITEM_TEXT && item->baseline == found->baseline &&
            item->run.font.role == found->run.font.role)
            out[count++] = item;
    }
    return count;
}

static bool same_items(const struct item **expected, const struct item **actual, int count)
{
    struct buffer was, is;
    buffer_init(&was, LINE_CAP);
    buffer_init(&is, LINE_CAP);
    for (int i = 0; i < count; i++) {
        write_item(&was, expected[i], expected[0]->rect.x);
        write_item(&is, actual[i], actual[0]->rect.x);
    }
    bool same = strcmp(buffer_text(&was), buffer_text(&is)) == 0;
    buffer_finish(&was);
    buffer_finish(&is);
    return same;
}

/* What stands beside the string on its line, as without it: at one end, by the direction of the
 * line. SAMPLE is in it. */
static void check_line(const struct stage *stage, const struct content *without,
                       const struct content *content, const struct spot *spot,
                       enum language language, const char *sample, bool may_be_cut)
{
    enum { ITEMS = 2000 };
    static const struct item *expected[ITEMS], *actual[ITEMS];
    int loop;
    struct list *alone = build(stage, without, spot, language, 0, &loop);
    struct list *beside = build(stage, content, spot, language, 0, &loop);
    int n = line_of(alone, sample, expected, ITEMS), m = line_of(beside, sample, actual, ITEMS);
    assert_true(n > 0);
    bool same =
        m >= n && (same_items(expected, actual, n) || same_items(expected, actual + (m - n), n));
    if (!same && !may_be_cut) {
        for (int i = 0; i < m; i++)
            print_message("[%.*s] ", (int)actual[i]->run.length, actual[i]->run.text);
        fail_msg("%s: %s (%s): what stands beside it is not the same", stage->name,
                 spot->widget->name, language_code(language));
    }
    list_put(alone);
    list_put(beside);
}

/* --- the list --- */

struct references {
    struct content *harmless, *without;
};

/* A line that is too long ends in an ellipsis, and what stood behind it is gone. */
static bool is_long(const struct hostile *hostile)
{
    return hostile->json.length > 24;
}

static void check_neighbours(const struct stage *stage, const struct references *references,
                             const struct content *content, const struct hostile *hostile,
                             enum language language)
{
    const struct spot *masthead = &spots[0], *headlines = &spots[1], *article = &spots[2],
                      *prayers = &spots[3], *ticker = &spots[5];
    check_headline(stage, references->harmless, content, headlines, language, NEIGHBOUR);
    check_headline(stage, references->harmless, content, headlines, language, NEXT);
    check_headline(stage, references->harmless, content, ticker, language, NEIGHBOUR);
    check_headline(stage, references->harmless, content, ticker, language, NEXT);
    check_line(stage, references->without, content, masthead, language, "2025", false);
    check_line(stage, references->without, content, article, language, "11:00", is_long(hostile));
    check_line(stage, references->without, content, prayers, language, "19", false);
}

/* Each text is cut before it is shaped, so work is bounded whatever is sent: at most these many
 * times the bytes of all texts, on all their pages. */
static void check_work(const struct stage *stage, const struct hostile *hostile)
{
    enum { TEXTS = 2 * 14, TIMES = 40 };
    size_t length = hostile->json.length < TEXT_BYTES_MAX ? hostile->json.length : TEXT_BYTES_MAX;
    size_t most = (size_t)TIMES * TEXTS * (length + 200);
    if (getenv("HOSTILE_WORK") != NULL)
        printf("%s: %zu bytes shaped, %zu faces asked, of %zu\n", stage->name,
               stage->counting.bytes, stage->counting.faces, length);
    if (stage->counting.bytes > most || stage->counting.faces > most)
        fail_msg("%s: %zu bytes shaped and %zu faces asked, for %zu bytes of text", stage->name,
                 stage->counting.bytes, stage->counting.faces, length);
}

static void check_string(struct stage *stage, const struct references *references,
                         const struct hostile *hostile)
{
    static const enum language languages[] = {LANGUAGE_EN, LANGUAGE_AR};
    const char *json = buffer_text(&hostile->json);
    struct content *content = hostile_content(json, hostile->json.length);
    struct content *article = hostile_article(json, hostile->json.length);
    stage->name = hostile->name;
    stage->text = text_cache_create(&stage->counting.measure, 8 << 20);
    stage->counting.bytes = stage->counting.faces = 0;
    if (content == NULL || article == NULL)
        fail_msg("%s: the document is refused", hostile->name);
    for (size_t l = 0; l < COUNT_OF(languages); l++) {
        for (size_t p = 0; p < COUNT_OF(spots); p++)
            check_ink(stage, content, &spots[p], languages[l]);
        check_ink(stage, article, &spots[2], languages[l]);
        check_ink(stage, article, &spots[4], languages[l]);
        check_neighbours(stage, references, content, hostile, languages[l]);
    }
    check_work(stage, hostile);
    content_put(content);
    content_put(article);
    text_cache_destroy(stage->text);
    stage->text = NULL;
}

static void hostile_strings_do_no_harm(void **state)
{
    struct stage *stage = *state;
    struct references references = {hostile_content("harmless", strlen("harmless")),
                                    hostile_content(NULL, 0)};
    struct hostile hostile;
    const char *only = getenv("HOSTILE_ONLY");
    int count = 0;
    stage->config->organisation = memory_text("News house");
    hostile_open(&hostile);
    while (hostile_next(&hostile)) {
        count++;
        if (only == NULL || strncmp(hostile.name, only, strlen(only)) == 0)
            check_string(stage, &references, &hostile);
    }
    assert_true(count >= 300);
    hostile_close(&hostile);
    content_put(references.harmless);
    content_put(references.without);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(hostile_strings_do_no_harm),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
