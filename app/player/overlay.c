#include "player/overlay.h"

#include "base/hash.h"
#include "widgets/pen.h"

/* Of the screen's shorter side; below this many pixels nobody can read it. */
enum { TEXT_PART = 48, TEXT_LEAST = 12, LINE_CAP = 200 };

static const struct theme_zone plain_zone = {.name = "overlay", .background = BACKGROUND_NONE};

void overlay_finish(struct overlay *overlay)
{
    list_put(overlay->list);
    list_put(overlay->kept);
    overlay->list = overlay->kept = NULL;
}

/* --- when --- */

void overlay_note_key(struct overlay *overlay, int64_t mono_ns)
{
    overlay->said_ns = overlay->controls->said != NULL ? mono_ns : 0;
}

bool overlay_update(struct overlay *overlay, int64_t mono_ns)
{
    bool changed = false;
    if (overlay->said_ns != 0 && mono_ns >= overlay->said_ns + OVERLAY_SAYS_NS) {
        overlay->said_ns = 0;
        changed = true;
    }
    if (overlay->controls->times && mono_ns >= overlay->summed_ns + OVERLAY_EVERY_NS) {
        frame_times_sum(&overlay->times, mono_ns, &overlay->sum);
        overlay->summed_ns = mono_ns;
        changed = true;
    }
    return changed;
}

/* --- writing --- */

/* A pen on the whole screen, for English, whatever the picture's language is. */
struct board_pen {
    struct view view;
    struct pen pen;
    struct pen_style style;
    int height, above; /* of a line, and of its baseline in it */
    int inset;
};

static void take_pen(struct board_pen *board, const struct composer_inputs *inputs,
                     struct list *list)
{
    int side = inputs->size.w < inputs->size.h ? inputs->size.w : inputs->size.h;
    int px = side / TEXT_PART > TEXT_LEAST ? side / TEXT_PART : TEXT_LEAST;
    board->view = (struct view){.content = inputs->content,
                                .config = inputs->config,
                                .theme = inputs->theme,
                                .zone = &plain_zone,
                                .text = inputs->text,
                                .box = {0, 0, inputs->size.w, inputs->size.h},
                                .unit = theme_unit(inputs->theme, inputs->size),
                                .language = LANGUAGE_EN};
    board->style = (struct pen_style){.role = FONT_SMALL, .color = COLOR_PAPER};
    board->style.scale = (double)px / pen_font(&board->view, FONT_SMALL).px;
    board->pen = pen_for(&board->view, list);
    board->pen.silent = true;
    board->height = px * 8 / 5;
    board->above = px * 7 / 6;
    board->inset = px / 2;
}

static int text_width(const struct board_pen *board, const char *text)
{
    return pen_text_width(&board->view, text, &board->style);
}

/* LINES in one or two columns on a plate with its corner at X, Y, held within the screen. */
struct plate_line {
    const char *first, *second; /* NULL: none */
};

static int column_width(const struct board_pen *board, const struct plate_line *lines, int count,
                        bool second)
{
    int width = 0;
    for (int i = 0; i < count; i++) {
        const char *text = second ? lines[i].second : lines[i].first;
        int w = text != NULL ? text_width(board, text) : 0;
        width = w > width ? w : width;
    }
    return width;
}

static struct size plate_size(const struct board_pen *board, const struct plate_line *lines,
                              int count)
{
    int first = column_width(board, lines, count, false);
    int second = column_width(board, lines, count, true);
    int gap = second > 0 ? 2 * board->inset : 0;
    return (struct size){first + gap + second + 2 * board->inset, count * board->height};
}

/* MOST is how wide it may become: what is longer is cut. */
static void put_plate(struct board_pen *board, const struct plate_line *lines, int count, int x,
                      int y, int most)
{
    struct size size = plate_size(board, lines, count);
    int w = size.w < most ? size.w : most, right = x + w - board->inset;
    int start = x + board->inset;
    int second = start + column_width(board, lines, count, false) + 2 * board->inset;
    pen_rect(&board->pen, x, y, w, size.h, 0, COLOR_INK);
    for (int i = 0; i < count; i++, y += board->height) {
        pen_line(&board->pen, start, y + board->above, right - start, lines[i].first,
                 &board->style);
        if (lines[i].second != NULL && right > second)
            pen_line(&board->pen, second, y + board->above, right - second, lines[i].second,
                     &board->style);
    }
}

/* From left to right. */
static void put_in_the_middle(struct board_pen *board, const struct plate_line *lines, int count,
                              int y)
{
    int screen = board->view.box.w, left = (screen - plate_size(board, lines, count).w) / 2;
    put_plate(board, lines, count, left > 0 ? left : 0, y > 0 ? y : 0, screen);
}

/* --- what is drawn --- */

static void put_outline(struct board_pen *board, struct rect r)
{
    int line = board->inset / 4 > 2 ? board->inset / 4 : 2;
    pen_rect(&board->pen, r.x, r.y, r.w, line, 0, COLOR_ACCENT);
    pen_rect(&board->pen, r.x, r.y + r.h - line, r.w, line, 0, COLOR_ACCENT);
    pen_rect(&board->pen, r.x, r.y + line, line, r.h - 2 * line, 0, COLOR_ACCENT);
    pen_rect(&board->pen, r.x + r.w - line, r.y + line, line, r.h - 2 * line, 0, COLOR_ACCENT);
}

static void print_zone(const struct composer_zone *zone, struct buffer *out)
{
    buffer_print(out, "%s: %s", zone->name, zone->widget != NULL ? zone->widget : "nothing");
    if (zone->pages > 1)
        buffer_print(out, " %d/%d", zone->page + 1, zone->pages);
    buffer_print(out, ", %d\xC3\x97%d", zone->rect.w, zone->rect.h);
}

static void put_zones(struct board_pen *board, const struct composer *composer,
                      const struct moment *moment)
{
    struct buffer line;
    buffer_init(&line, LINE_CAP);
    for (int i = 0; i < composer_zone_count(composer); i++) {
        struct composer_zone zone;
        composer_describe_zone(composer, i, moment, &zone);
        if (rect_is_empty(zone.rect))
            continue;
        buffer_clear(&line);
        print_zone(&zone, &line);
        const struct plate_line lines[] = {{buffer_text(&line), NULL}};
        put_outline(board, zone.rect);
        put_plate(board, lines, 1, zone.rect.x, zone.rect.y, zone.rect.w);
    }
    buffer_finish(&line);
}

static double milliseconds(int64_t ns)
{
    return (double)ns / NS_PER_MILLISECOND;
}

/* At the top in the middle, where few themes have anything. */
static void put_times(struct board_pen *board, const struct frame_sum *sum)
{
    struct buffer line;
    buffer_init(&line, LINE_CAP);
    buffer_print(&line, "%.1f ms, mean %.1f, worst %.1f; %d frames in 2 s, %d late",
                 milliseconds(sum->last_ns), milliseconds(sum->mean_ns),
                 milliseconds(sum->worst_ns), sum->frames, sum->late);
    const struct plate_line lines[] = {{buffer_text(&line), NULL}};
    put_in_the_middle(board, lines, 1, 0);
    buffer_finish(&line);
}

/* In the middle. */
static void put_keys(struct board_pen *board)
{
    enum { LINES_MAX = 16 };
    struct plate_line lines[LINES_MAX];
    int count = 0;
    while (count < LINES_MAX && controls_describe(count, &lines[count].first, &lines[count].second))
        count++;
    put_in_the_middle(board, lines, count,
                      (board->view.box.h - plate_size(board, lines, count).h) / 2);
}

/* Low in the middle. */
static void put_said(struct board_pen *board, const struct controls *controls)
{
    struct buffer line;
    buffer_init(&line, LINE_CAP);
    controls_print_said(controls, &line);
    const struct plate_line lines[] = {{buffer_text(&line), NULL}};
    if (line.length > 0)
        put_in_the_middle(board, lines, 1, board->view.box.h * 3 / 4);
    buffer_finish(&line);
}

/* --- over the scene --- */

static bool is_off(const struct overlay *overlay)
{
    const struct controls *controls = overlay->controls;
    return !controls->zones && !controls->times && !controls->help && overlay->said_ns == 0;
}

#define ADD(hash, value) hash_bytes(hash, &(value), sizeof(value))

/* All that the overlay's list depends on: another scene may have other zones and pages. */
static uint64_t ingredients(const struct overlay *overlay, const struct scene *scene,
                            const struct composer_inputs *inputs)
{
    const struct controls *controls = overlay->controls;
    const struct theme *theme = inputs->theme;
    const bool flags[] = {controls->zones, controls->times, controls->help, controls->frozen,
                          overlay->said_ns != 0};
    uint64_t hash = ADD(HASH_START, flags);
    hash = ADD(hash, controls->tempo.factor);
    hash = ADD(hash, controls->said);
    hash = ADD(hash, overlay->summed_ns);
    hash = ADD(hash, scene->size);
    hash = ADD(hash, theme);
    hash = ADD(hash, theme->colors);
    hash = ADD(hash, text_cache_measure(inputs->text)->fonts);
    for (int i = 0; controls->zones && i < scene->zone_count; i++) {
        uint64_t serial = scene->zones[i].list != NULL ? scene->zones[i].list->serial : 0;
        hash = ADD(hash, scene->zones[i].rect);
        hash = ADD(hash, serial);
    }
    return hash;
}

static const struct list *build(const struct overlay *overlay, const struct composer *composer,
                                const struct moment *moment)
{
    struct list *list = list_create();
    struct board_pen board;
    list->next_change_ns = MOMENT_NEVER;
    take_pen(&board, composer_inputs_of(composer), list);
    if (overlay->controls->zones)
        put_zones(&board, composer, moment);
    if (overlay->controls->times)
        put_times(&board, &overlay->sum);
    if (overlay->controls->help)
        put_keys(&board);
    if (overlay->said_ns != 0)
        put_said(&board, overlay->controls);
    return list;
}

const struct scene *overlay_over(struct overlay *overlay, const struct scene *scene,
                                 const struct composer *composer, const struct moment *moment)
{
    if (is_off(overlay))
        return scene;
    uint64_t made_of = ingredients(overlay, scene, composer_inputs_of(composer));
    if (overlay->list == NULL || overlay->made_of != made_of) {
        const struct list *list = build(overlay, composer, moment);
        list_put(overlay->kept);
        overlay->kept = overlay->list;
        overlay->list = list;
        overlay->made_of = made_of;
    }
    overlay->current = !overlay->current;
    struct scene *whole = &overlay->scenes[overlay->current];
    *whole = *scene;
    whole->zones[whole->zone_count++] =
        (struct scene_zone){.rect = {0, 0, scene->size.w, scene->size.h},
                            .list = overlay->list,
                            .progress = 255,
                            .over = true};
    return whole;
}
