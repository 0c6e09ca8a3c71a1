/* A contact sheet: several screens on one picture, each with its label below it. */
#ifndef RIWAQ_CONTACT_SHEET_H
#define RIWAQ_CONTACT_SHEET_H

#include "studio.h"

enum { SHEET_COLUMNS_MAX = 16 };

struct contact_sheet {
    SDL_Surface *surface;
    int columns, rows, height; /* of a picture at most; less where the sheet would be too large */
    int lefts[SHEET_COLUMNS_MAX], widths[SHEET_COLUMNS_MAX];
};

/* For ROWS rows of screens, those in column i of SIZES[i] (COLUMNS of them). False with a message
 * on standard error; contact_sheet_finish is to be called either way. */
bool contact_sheet_init(struct contact_sheet *sheet, const struct size *sizes, int columns,
                        int rows);
void contact_sheet_finish(struct contact_sheet *sheet);
/* Puts what STUDIO has painted, scaled to fit, into a cell (from 0), with LABEL, one line in its
 * body font. Spoils the studio's picture. */
void contact_sheet_put(struct contact_sheet *sheet, int column, int row, struct studio *studio,
                       const char *label);

#endif
