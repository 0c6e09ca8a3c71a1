#include "widgets/photo.h"

#include <stdlib.h>

/* Twice is soft across a lobby, more is mud. Beyond three to one a banner, and beyond one to two a
 * column, is a line: then it is cropped. */
enum { ENLARGED = 2, WIDEST = 3, HIGHEST = 2 };
/* Canvas units: the longer side, once enlarged. */
enum { WORTH_UNITS = 160, CORNER_UNITS = 10, PLATE_UNITS = 12, RULE_UNITS = 2 };
/* Of luma: what differs by less from the page has no edge on it. */
enum { LOST_BELOW = 48 };

bool photo_is_worth(const struct view *view, const struct picture *picture)
{
    if (picture == NULL)
        return false;
    int side = picture->w > picture->h ? picture->w : picture->h;
    return side * ENLARGED >= view_px(view, WORTH_UNITS);
}

bool photo_fills(const struct picture *picture, int w, int h)
{
    return w <= picture->w * ENLARGED && h <= picture->h * ENLARGED;
}

static int at_least_1(int64_t side)
{
    return side > 1 ? (int)side : 1;
}

/* By the part that is shown: what is cropped off does not count. */
void photo_fit(const struct picture *picture, int w, int h, int *out_w, int *out_h)
{
    int64_t shown_w = picture->w, shown_h = picture->h;
    if (shown_w > shown_h * WIDEST)
        shown_w = shown_h * WIDEST;
    if (shown_h > shown_w * HIGHEST)
        shown_h = shown_w * HIGHEST;
    int64_t width = w < shown_w * ENLARGED ? w : shown_w * ENLARGED;
    int64_t height = width * shown_h / shown_w;
    if (height > h) {
        height = h;
        width = height * shown_w / shown_h;
    }
    *out_w = at_least_1(width);
    *out_h = at_least_1(height);
}

static bool is_lost(const struct view *view, const struct picture *picture)
{
    int paper = picture_luma(view_color(view, COLOR_PAPER));
    return abs((int)picture->luma - paper) < LOST_BELOW;
}

/* What is left of AREA within a border; nothing is taken off what has no room for one. */
static struct rect inset(struct rect area, int border)
{
    if (area.w <= 2 * border || area.h <= 2 * border)
        return area;
    return (struct rect){area.x + border, area.y + border, area.w - 2 * border,
                         area.h - 2 * border};
}

/* A plate shows the picture's own edges: nothing may be cut off to fill it. */
static struct rect centred(struct rect area, const struct picture *picture)
{
    struct rect whole = area;
    photo_fit(picture, area.w, area.h, &whole.w, &whole.h);
    whole.x += (area.w - whole.w) / 2;
    whole.y += (area.h - whole.h) / 2;
    return whole;
}

void photo_put(struct pen *pen, struct rect area, const struct picture *picture)
{
    const struct view *view = pen->view;
    const bool plate = picture->clear;
    int radius = view_px(view, CORNER_UNITS);
    if (is_lost(view, picture)) {
        pen_rect(pen, area.x, area.y, area.w, area.h, radius, plate ? COLOR_INK : COLOR_RULE);
        int border = view_px(view, plate ? PLATE_UNITS : RULE_UNITS);
        area = inset(area, border);
        area = plate ? centred(area, picture) : area;
        radius = radius > border ? radius - border : 0;
    }
    pen_picture(pen, area.x, area.y, area.w, area.h, radius, picture);
}
