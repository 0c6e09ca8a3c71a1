/* A running text in pages: an opening page of its own measure (beside a picture, under a large
 * title), then following pages, broken so that they are few and even. */
#ifndef RIWAQ_WIDGETS_BODY_H
#define RIWAQ_WIDGETS_BODY_H

#include "widgets/pen.h"
#include "widgets/widget.h"

struct body_measure {
    int width, height; /* pixels */
};

/* One line of the text, and where it stands on its page. */
struct body_line {
    const struct text_block *block; /* borrowed from the view's text cache */
    int line, y, height;
};

struct body {
    struct pen_style style; /* all paragraphs have lines of one height */
    struct body_line *lines;
    int line_count;
    struct {
        int first, end; /* lines `first` to `end` - 1 */
    } pages[PAGES_MAX];
    int page_count; /* at least 1: no text is one empty page */
};

extern const struct pen_style body_style;

/* PARAGRAPHS in order. At the end of a page two lines at least stay on either side of a divided
 * paragraph. What is beyond PAGES_MAX is left out: that is hours of reading. */
void body_init(struct body *body, const struct view *view, const char *const *paragraphs, int count,
               struct body_measure opening, struct body_measure following);
/* All of it on one page of WIDTH, however high, in SCALE of its size; or, of HEIGHT above 0, as
 * much as fits into that, with an ellipsis. It is cut where it would take half an hour to read. */
void body_init_whole(struct body *body, const struct view *view, const char *const *paragraphs,
                     int count, int width, int height, double scale);
int body_height(const struct body *body, int page);
void body_finish(struct body *body);
int body_page_words(const struct body *body, int page);
/* Puts a page's lines from Y on. */
void body_put(struct pen *pen, const struct body *body, int page, int y, int width);

#endif
