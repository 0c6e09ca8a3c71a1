#include "widgets/flaps.h"

#include "base/buffer.h"

#include <math.h>
#include <string.h>

/* Of a well, in the height of its figures and in the width of the widest of them. */
#define WELL_HEIGHT 1.62
#define WELL_WIDTH  1.26

enum { FIGURES = 4, TEXT_CAP = 64, FIGURE_SIZE = 8 };
enum { COLON_AIR = 4, HALF_GAP = 10 }; /* canvas units */
/* Smaller figures, in pixels, would be struck through by a hinge. */
enum { HINGED_CAP = 20 };

static const struct pen_style half_style = {.role = FONT_SMALL, .color = COLOR_MUTED};

static int figure_width(const struct view *view, const struct pen_style *style)
{
    int widest = 0;
    for (int figure = 0; figure < 10; figure++) {
        struct buffer text;
        buffer_init(&text, TEXT_CAP);
        language_number(view->language, view->config->digits, figure, &text);
        int width = pen_text_width(view, buffer_text(&text), style);
        widest = width > widest ? width : widest;
        buffer_finish(&text);
    }
    return widest;
}

static int half_width(const struct view *view)
{
    if (!view->config->twelve_hours)
        return 0;
    int am = pen_text_width(view, language_half(view->language, 0), &half_style);
    int pm = pen_text_width(view, language_half(view->language, 720), &half_style);
    return (am > pm ? am : pm) + view_px(view, HALF_GAP);
}

struct flaps flaps_for(const struct view *view, enum font_role role, double scale)
{
    struct flaps flaps = {.style = {.role = role, .scale = scale, .align = ALIGN_CENTER}};
    int figure = figure_width(view, &flaps.style);
    flaps.cell = (int)lround(figure * WELL_WIDTH);
    flaps.gap = view_px(view, 3);
    flaps.colon = pen_text_width(view, ":", &flaps.style) + view_px(view, COLON_AIR);
    flaps.width = FIGURES * flaps.cell + (FIGURES - 2) * flaps.gap + flaps.colon;
    flaps.cap = (int)lround(pen_cap_height(view, role) * scale);
    flaps.height = (int)lround(flaps.cap * WELL_HEIGHT);
    flaps.baseline = (flaps.height - flaps.cap) / 2 + flaps.cap;
    flaps.half_w = half_width(view);
    return flaps;
}

/* Where well I begins, from the left of all. */
static int well_left(const struct flaps *flaps, int i)
{
    int left = i * (flaps->cell + flaps->gap);
    return i < FIGURES / 2 ? left : left - flaps->gap + flaps->colon;
}

/* A time reads from the left in every language: X, of what is WIDTH wide and LEFT from the left. */
static int from_start(const struct pen *pen, const struct flaps *flaps, int left, int width)
{
    return pen->view->mirror ? flaps->width - left - width : left;
}

static void put_figure(struct pen *pen, const struct flaps *flaps, int x, int width, int y,
                       const char *figure, enum color_role paint)
{
    struct pen_style style = flaps->style;
    style.color = paint;
    pen_line(pen, x, y + flaps->baseline, width, figure, &style);
}

static void put_well(struct pen *pen, const struct flaps *flaps, int x, int y, const char *figure,
                     struct flaps_colors colors)
{
    const struct view *view = pen->view;
    int hinge = view_px(view, 1.5);
    pen_rect(pen, x, y, flaps->cell, flaps->height, view_px(view, 4), colors.well);
    put_figure(pen, flaps, x, flaps->cell, y, figure, colors.figure);
    if (flaps->cap >= HINGED_CAP)
        pen_rect(pen, x, y + (flaps->height - hinge) / 2, flaps->cell, hinge, 0, colors.hinge);
}

/* FIGURES from the left; the empty text for none. Put from the start on, as all else is. */
static void put_wells(struct pen *pen, const struct flaps *flaps, int x, int y,
                      char figures[FIGURES][FIGURE_SIZE], struct flaps_colors colors)
{
    for (int i = 0; i < FIGURES; i++) {
        int well = pen->view->mirror ? FIGURES - 1 - i : i;
        int start = from_start(pen, flaps, well_left(flaps, well), flaps->cell);
        put_well(pen, flaps, x + start, y, figures[well], colors);
    }
}

/* TIME, "5:04", as the four figures from the right on. */
static void take_apart(const char *time, char figures[FIGURES][FIGURE_SIZE])
{
    int i = FIGURES;
    for (const char *end = time + strlen(time); end > time && i > 0;) {
        const char *start = end - 1;
        while (start > time && (*start & 0xC0) == 0x80)
            start--;
        size_t length = (size_t)(end - start);
        if (*start != ':' && length < FIGURE_SIZE) {
            memcpy(figures[--i], start, length);
            figures[i][length] = '\0';
        }
        end = start;
    }
}

/* What is read aloud, once and whole. */
static void put_label(struct pen *pen, const struct flaps *flaps, int x, int y, const char *text)
{
    struct rect rect = {pen->box.x + x, pen->box.y + y, flaps->width, flaps->height};
    if (pen->view->mirror)
        rect = rect_mirrored(rect, pen->box);
    list_label(pen->list, rect, text, strlen(text));
}

void flaps_put(struct pen *pen, const struct flaps *flaps, int x, int y, int minutes,
               struct flaps_colors colors)
{
    const struct view *view = pen->view;
    char figures[FIGURES][FIGURE_SIZE] = {""};
    struct pen silent = *pen;
    struct buffer time;
    silent.silent = true;
    buffer_init(&time, TEXT_CAP);
    language_time(view->language, view->config->digits, view->config->twelve_hours, false, minutes,
                  &time);
    take_apart(buffer_text(&time), figures);
    put_wells(&silent, flaps, x, y, figures, colors);
    int colon = well_left(flaps, FIGURES / 2) - flaps->colon;
    put_figure(&silent, flaps, x + from_start(pen, flaps, colon, flaps->colon), flaps->colon, y,
               ":", colors.colon);
    put_label(pen, flaps, x, y, buffer_text(&time));
    buffer_finish(&time);
    if (flaps->half_w == 0 || minutes == MINUTES_NONE)
        return;
    struct pen_style half = half_style;
    half.color = colors.colon;
    int gap = view_px(view, HALF_GAP);
    pen_line(pen, x + flaps->width + gap, y + flaps->baseline, flaps->half_w - gap,
             language_half(view->language, minutes), &half);
}

void flaps_put_empty(struct pen *pen, const struct flaps *flaps, int x, int y,
                     struct flaps_colors colors)
{
    char figures[FIGURES][FIGURE_SIZE] = {""};
    put_wells(pen, flaps, x, y, figures, colors);
}
