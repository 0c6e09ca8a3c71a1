/* A display list: what a zone shows, in paint order, in whole pixels of the screen.
 *
 * Built once by a widget, then frozen and only read; reference-counted (not atomically: one
 * thread). Items own what they point to (texts, QR modules) through the list; pictures are
 * kept alive by reference. */
#ifndef RIWAQ_SCENE_LIST_H
#define RIWAQ_SCENE_LIST_H

#include "base/geometry.h"
#include "base/moment.h"
#include "content/picture.h"
#include "scene/icon.h"
#include "text/text.h"
#include "theme/theme.h"

#include <stdbool.h>
#include <stdint.h>

enum item_kind {
    ITEM_RECT,     /* filled, corners rounded by `radius` */
    ITEM_TEXT,     /* one run; rect is its advance width and line height, baseline at `baseline` */
    ITEM_PICTURE,  /* `part` of `picture` scaled to rect, corners rounded, `color` laid over it */
    ITEM_ICON,     /* drawn into rect (square) */
    ITEM_QR,       /* modules drawn into rect (square), dark on light, light quiet border inside */
    ITEM_GRADIENT, /* filled from `color` at the top to `second` at the bottom, both opaque */
    ITEM_CORNER    /* what a round corner leaves of rect (square), whose outer point is `corner`: of
                      `color`, or as ITEM_PICTURE where it has a picture */
};
/* What is shown of a picture, in its own pixels; w 0: as much as covers the rect, cropped as
 * scaling.h says. */
struct part {
    double x, y, w, h;
};
enum item_corner { CORNER_TOP_LEFT, CORNER_TOP_RIGHT, CORNER_BOTTOM_LEFT, CORNER_BOTTOM_RIGHT };

/* How an item takes part in its zone's transition. */
enum item_fade { FADE_STAYS, FADE_OUT, FADE_IN };

struct item {
    uint8_t kind;   /* enum item_kind */
    uint8_t fade;   /* enum item_fade */
    uint8_t icon;   /* enum icon */
    uint8_t corner; /* enum item_corner */
    bool rises;     /* it is a part of what the list lets rise */
    struct rect rect;
    /* rect, text, icon's first, QR's dark, gradient's top, what is not the corner's; over a picture
     * its scrim (0: none) */
    color color;
    color second; /* icon's second, QR's light, gradient's bottom */
    int radius;   /* pixels */
    int baseline; /* text: y of the baseline */
    struct text_run run;
    const struct picture *picture;
    struct part part;
    const uint8_t *modules; /* QR: side * side bytes, 1 dark */
    int module_side;
};

/* What is written where, a line of text each in logical order: for `shot --text`, and for a
 * reader that cannot see. Not painted. */
struct label {
    bool rises; /* as an item does */
    struct rect rect;
    const char *text;
};

/* A text that rises through a window when it is longer than that, and comes round to its beginning
 * from below: it rests for so many refreshes, then goes so many pixels up after every so many. */
struct rise {
    struct rect window; /* what rises is seen in it alone */
    int length;         /* pixels until it has come round; 0: nothing rises */
    int step, every;    /* at least 1 */
    int rest;           /* refreshes */
};

struct list {
    const struct item *items;
    int count;
    const struct label *labels; /* in reading order */
    int label_count;
    struct rise rise;
    int64_t next_change_ns;       /* wall time from which the list may be out of date */
    uint64_t serial;              /* unlike any other list of this run, for caches */
    struct list_storage *storage; /* private */
};

/* --- building --- */
struct list *list_create(void);
/* Adds a copy of ITEM; its text and modules are copied, its picture is kept. */
void list_add(struct list *list, const struct item *item);
/* Adds a copy of a label. */
void list_label(struct list *list, struct rect rect, const char *text, size_t length);
/* Adds copies of all items of FROM, to take part in a transition so, but none of its labels. */
void list_add_all(struct list *list, const struct list *from, enum item_fade fade);
/* What was added from item FIRST and from label LABEL on rises so. */
void list_rise(struct list *list, int first, int label, const struct rise *rise);
/* LIST with nothing in it that rises: what is seen at rest, as it stands then. A reference. */
struct list *list_settled(const struct list *list);
/* Moves what was added from item FIRST on, and all labels, down by DY pixels. */
void list_move(struct list *list, int first, int dy);
/* --- reading --- */
struct list *list_take(const struct list *list);
void list_put(const struct list *list); /* NULL is fine */
/* Same look at the same place: all but `fade`. */
bool item_equal(const struct item *a, const struct item *b);
/* Equal items in the same order, fades too; NULL equals nothing. */
bool list_equal(const struct list *a, const struct list *b);
/* Where an item can leave ink: its rect, and for text some room for what overhangs. */
struct rect item_ink(const struct item *item);

/* A list for the transition from OLD to NEW: what both have stays, the rest fades out or in. A
 * line of text stays or goes as a whole: two words may have a letter at the same place. */
struct list *list_transition(const struct list *old, const struct list *new);

#endif
