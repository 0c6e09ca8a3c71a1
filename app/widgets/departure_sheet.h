/* Where the rows of `departures` stand: slats from top to bottom, times in wells at the start,
 * remarks at the end, and what is told between. The prayers stand on every page, and the headlines
 * turn below them; slats of one kind are of one height. Where slats would stay empty, the prayers
 * of the day after go on; where prayers are alone and still too few, they are larger. */
#ifndef RIWAQ_WIDGETS_DEPARTURE_SHEET_H
#define RIWAQ_WIDGETS_DEPARTURE_SHEET_H

#include "widgets/departure_rows.h"
#include "widgets/flaps.h"
#include "widgets/widget.h"

/* In pixels, x from the start edge of the view's box. Nothing of it hangs on the minute. */
struct departure_sheet {
    const struct departure_rows *rows; /* borrowed */
    struct flaps flaps, marked_flaps;
    int hang;                /* how far a slat reaches out on either side */
    int sign_w;              /* of the sign of computed times, with its gap; 0: there is none */
    int time_w, what_x;      /* the column of times; where names and titles begin */
    int head;                /* from the top to the first slat */
    int gap;                 /* between two slats */
    int apart;               /* how much farther the headlines are from the prayers */
    int pinned;              /* slats of what stands on every page */
    int turning;             /* and of what turns below them */
    int pinned_h, turning_h; /* heights */
    int page_count;          /* 0: there is nothing to show */
    int lines;               /* of a title at most */
    int remark_form;         /* of all prayers but the marked one */
    int line_h;              /* of a title's line */
    double scale;            /* of all titles: they become a little smaller before any is cut */
    double enlarged;         /* of the times and names where prayers alone are on the board; 1 */
    struct pen_need need;
};

/* Fills ROWS where there is room. */
void departure_sheet_lay(const struct view *view, struct departure_rows *rows,
                         struct departure_sheet *out);
/* Where slat SLAT begins, and its height. */
int departure_sheet_y(const struct departure_sheet *sheet, int slat);
int departure_sheet_height(const struct departure_sheet *sheet, int slat);
/* The row of slat SLAT on page PAGE; NULL: it is empty. */
const struct departure_row *departure_sheet_row(const struct departure_sheet *sheet, int page,
                                                int slat);

/* How a prayer's name is set, and the room that it leaves to the remark; how that is set, and the
 * sign of a computed time: they grow by half of what the name does. */
struct pen_style departure_name_style(const struct departure_sheet *sheet,
                                      const struct departure_row *row);
struct pen_style departure_remark_style(const struct departure_sheet *sheet);
int departure_remark_room(const struct view *view, const struct departure_sheet *sheet,
                          const struct departure_row *row);
/* How titles are set; how many pixels ROW's has, from what_x on. */
struct pen_style departure_title_style(const struct departure_sheet *sheet);
int departure_title_width(const struct view *view, const struct departure_sheet *sheet,
                          const struct departure_row *row);
/* How wide the source, and the word before it, stand at the end of a headline's row; 0: they do
 * not. */
struct departure_remark {
    const char *word; /* urgent, new; NULL: none */
    int word_w, source_w, gap;
};
struct departure_remark departure_remark(const struct view *view,
                                         const struct departure_sheet *sheet,
                                         const struct departure_row *row);
/* VIEW as it is for HEADLINE. */
struct view departure_view(const struct view *view, const struct headline *headline);

#endif
