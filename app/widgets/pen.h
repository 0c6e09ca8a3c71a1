/* What widgets write with: places in logical coordinates (x from the box's start edge), the
 * pen turns them into pixels of the screen, mirrored where the language runs right to left.
 * A line of text is placed whole, so its pieces keep their visual order. */
#ifndef RIWAQ_WIDGETS_PEN_H
#define RIWAQ_WIDGETS_PEN_H

#include "scene/list.h"
#include "widgets/view.h"

struct pen {
    const struct view *view;
    struct list *list;
    struct rect box;
    bool silent; /* no labels: what is written is told otherwise */
};

struct pen pen_for(const struct view *view, struct list *list);

/* What lines need of the room between their baselines. */
struct pen_need {
    struct text_reach reach; /* the farthest of any line */
    int face;                /* ascent and descent of the tallest face */
};

/* How a line stands in its room. */
enum align { ALIGN_START, ALIGN_CENTER, ALIGN_END };

struct pen_style {
    enum font_role role;
    enum color_role color;
    enum align align;
    int max_lines; /* 0: as many as it takes */
    bool balance;
    bool running;  /* a text of its own direction (title, paragraph), not a label of riwaq's */
    bool own_edge; /* running: starts at the edge of its own direction; else a block that runs
                    * against the page stands on the page's edge, as wide as its widest line, and
                    * its lines begin at its own */
    enum text_direction direction; /* running: how it is known to run; AUTO: as its words do */
    double scale;                  /* of the role's size; 0: 1 */
    struct pen_need beside;        /* what texts that stand beside this one need: lines of all of
                                    * them are as far apart; zero: none */
};

/* --- measuring --- */
struct text_font pen_font(const struct view *view, enum font_role role);
/* TEXT broken to WIDTH pixels (0: one line), borrowed from the view's cache. */
const struct text_block *pen_block(const struct view *view, const char *text, int width,
                                   const struct pen_style *style);
/* What BLOCK, which is of STYLE, holds from LINE on, broken anew to WIDTH: it is ordered and looks
 * as in its whole text. */
const struct text_block *pen_block_rest(const struct view *view, const struct text_block *block,
                                        int line, int width, const struct pen_style *style);
/* Adds what BLOCK's lines need. */
void pen_need_add(struct pen_need *need, const struct text_block *block);
/* The height of one line of BLOCK: the theme's leading, more for taller scripts. */
int pen_line_height(const struct view *view, const struct text_block *block,
                    const struct pen_style *style);
/* Where the baseline is in each of its lines, from the line's top. */
int pen_baseline(const struct view *view, const struct text_block *block,
                 const struct pen_style *style);
int pen_text_width(const struct view *view, const char *text, const struct pen_style *style);
/* Height of the capitals of a role, for centring by eye. */
int pen_cap_height(const struct view *view, enum font_role role);

/* --- writing; x, y, w, h relative to the box, in pixels --- */
/* Lines FROM .. FROM+COUNT-1 of BLOCK below Y; returns the height that they take. */
int pen_put_lines(struct pen *pen, const struct text_block *block, int from, int count, int x,
                  int y, int w, const struct pen_style *style);
/* Breaks and puts TEXT; returns its height. NULL or empty: 0. */
int pen_text(struct pen *pen, int x, int y, int w, const char *text, const struct pen_style *style);
/* One line, cut with an ellipsis at W, its baseline at BASELINE; returns its width. */
int pen_line(struct pen *pen, int x, int baseline, int w, const char *text,
             const struct pen_style *style);
void pen_rect(struct pen *pen, int x, int y, int w, int h, int radius, enum color_role color);
void pen_icon(struct pen *pen, int x, int y, int side, enum icon icon, enum color_role first,
              enum color_role second);
void pen_picture(struct pen *pen, int x, int y, int w, int h, int radius,
                 const struct picture *picture);
/* A QR code of TEXT on a light plate, centred in SIDE from top to bottom. Returns the plate's
 * side, 0 when TEXT is too long for a code that can be read at SIDE pixels. */
int pen_qr(struct pen *pen, int x, int y, int side, const char *text);

#endif
