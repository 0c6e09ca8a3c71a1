/* Writes the rows of `prayers` as their sheet has them. */
#ifndef RIWAQ_WIDGETS_PRAYER_PRINT_H
#define RIWAQ_WIDGETS_PRAYER_PRINT_H

#include "widgets/prayer_sheet.h"

/* The hairline at Y and the rows below it; the columns' headings, if they have any, over it. */
void prayer_print(struct pen *pen, const struct prayer_sheet *sheet, int y);

#endif
