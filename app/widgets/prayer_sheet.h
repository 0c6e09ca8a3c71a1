/* Where the rows of `prayers` stand: names at the start, figures in columns at the end, one scale
 * for all of them. */
#ifndef RIWAQ_WIDGETS_PRAYER_SHEET_H
#define RIWAQ_WIDGETS_PRAYER_SHEET_H

#include "base/buffer.h"
#include "widgets/pen.h"
#include "widgets/prayer_rows.h"

/* What stands before a computed time. */
#define PRAYER_COMPUTED_SIGN "≈"

/* Canvas units. */
enum {
    PRAYER_NAME_GAP = 20,    /* between a name and the figures */
    PRAYER_COLUMN_GAP = 26,  /* between two times */
    PRAYER_SIGN_GAP = 9,     /* between the sign and its time */
    PRAYER_ASIDE_GAP = 16,   /* between a name and what is told beside it */
    PRAYER_SIDE_GAP = 16,    /* between a time and the hairline before the next one beside it */
    PRAYER_HEADING_FOOT = 20 /* from the heading's last line to the hairline */
};

/* What is too wide becomes smaller, step by step, before it is cut. */
enum { PRAYER_SHRINKING_COUNT = 3 };
extern const double prayer_shrinking[PRAYER_SHRINKING_COUNT];

/* In pixels, x from the start edge of the view's box. Nothing of it hangs on the minute, and no
 * column on which row is marked: they do not come and go with the hours. */
struct prayer_sheet {
    const struct prayer_rows *rows;       /* borrowed */
    bool signs;                           /* computed times have the sign */
    bool iqama;                           /* there is a column of them, with headings */
    int row, marked_row;                  /* heights */
    int descent;                          /* how far a plain row's letters reach down */
    int end;                              /* where the column of the prayers' times ends */
    int time_w, marked_w;                 /* its width; that of the widest time when marked */
    int iqama_w;                          /* of the column behind it */
    int sign_w;                           /* of the sign and its gap; 0: there are no signs */
    double scale;                         /* of the fonts of the rows */
    double small_scale;                   /* of what is small in them: it shrinks less */
    double name_scale, marked_name_scale; /* of the names, that included */
    double heading_scale;                 /* of what stands over the rows */
};

/* How many times the theme's size letters may have where rows have much room: by the day and by all
 * of the screen's languages, and neither by the minute nor by the one that is up. */
struct prayer_growth {
    double letters; /* of the rows, 1 to PRAYER_GROWTH_MAX */
    double heading; /* of what stands over them, no more than that */
    int columns;    /* pixels: how wide the columns of times are then, at most */
};

#define PRAYER_GROWTH_MAX 2.0

/* HEIGHT is what the rows have, in pixels; the heading is left at 1. */
void prayer_sheet_grow(const struct view *view, const struct timetable *table, int height,
                       struct prayer_growth *out);
/* For HEIGHT pixels of rows, which may leave some of them free below; HEADINGS of them go where the
 * columns have headings. */
void prayer_sheet_lay(const struct view *view, const struct prayer_rows *rows, bool signs,
                      const struct prayer_growth *growth, int height, int headings,
                      struct prayer_sheet *out);
/* How high the rows of a usual day, and how wide they and their columns, want to be: all that is in
 * them at its full size. */
int prayer_sheet_natural_height(const struct view *view);
int prayer_sheet_natural_width(const struct view *view, bool iqama);
/* Where the headings of the columns begin. */
int prayer_headings_start(const struct view *view, const struct prayer_sheet *sheet);

/* "16:02"; a dash where there is no such time, as in the far north; and as the clocks have it
 * while nobody knows the time. Replaces what OUT has. */
void prayer_write_time(const struct view *view, const struct prayer_rows *rows, int minutes,
                       struct buffer *out);
int prayer_time_width(const struct view *view, const struct prayer_rows *rows, int minutes,
                      const struct pen_style *style);

/* --- how things are set; MARKED: on the marked row --- */
struct pen_style prayer_time_style(const struct prayer_sheet *sheet, bool marked);
/* Of iqama: on the marked row in its weight, but no larger than on the others. */
struct pen_style prayer_small_time_style(const struct view *view, const struct prayer_sheet *sheet,
                                         bool marked);
struct pen_style prayer_heading_style(const struct prayer_sheet *sheet);
struct pen_style prayer_sign_style(const struct prayer_sheet *sheet);
struct pen_style prayer_name_style(const struct prayer_sheet *sheet, const struct prayer_row *row,
                                   bool marked);

#endif
