#include "contact_sheet.h"

#include "base/log.h"
#include "screen/scaling.h"

#include <string.h>

enum {
    HEIGHT = 480, /* of a picture */
    MARGIN = 32,  /* around the sheet, and between the cells */
    LABEL = 44,   /* below a picture */
    LABEL_PX = 22,
    PIXELS_MAX = 64 * 1024 * 1024
};

static const color ground = 0xFF2B2F33, label_ink = 0xFFE8E8E8;

/* SIZE made to fit into HIGH pixels of height; never larger than it is. */
static struct size fitted(struct size size, int high)
{
    if (size.h <= high)
        return size;
    int64_t w = ((int64_t)size.w * high + size.h / 2) / size.h;
    return (struct size){w > 0 ? (int)w : 1, high};
}

/* Places the columns for pictures of a height of up to HIGH; returns the sheet's size. */
static struct size arrange(struct contact_sheet *sheet, const struct size *sizes, int high)
{
    int x = MARGIN, tallest = 0;
    for (int i = 0; i < sheet->columns; i++) {
        struct size size = fitted(sizes[i], high);
        sheet->lefts[i] = x;
        sheet->widths[i] = size.w;
        tallest = size.h > tallest ? size.h : tallest;
        x += size.w + MARGIN;
    }
    sheet->height = tallest;
    return (struct size){x, MARGIN + sheet->rows * (tallest + LABEL + MARGIN)};
}

bool contact_sheet_init(struct contact_sheet *sheet, const struct size *sizes, int columns,
                        int rows)
{
    *sheet = (struct contact_sheet){.columns = columns, .rows = rows};
    int high = HEIGHT;
    struct size size = arrange(sheet, sizes, high);
    while (high > 16 && (int64_t)size.w * size.h > PIXELS_MAX)
        size = arrange(sheet, sizes, high /= 2);
    sheet->surface =
        SDL_CreateRGBSurfaceWithFormat(0, size.w, size.h, 32, SDL_PIXELFORMAT_XRGB8888);
    if (sheet->surface == NULL) {
        log_error("cannot make a picture of %dx%d: %s", size.w, size.h, SDL_GetError());
        return false;
    }
    SDL_FillRect(sheet->surface, NULL, ground);
    return true;
}

void contact_sheet_finish(struct contact_sheet *sheet)
{
    SDL_FreeSurface(sheet->surface);
}

static void put_picture(struct contact_sheet *sheet, struct rect at, SDL_Surface *picture)
{
    struct pixels in = {picture->pixels, picture->w, picture->h, picture->pitch / 4};
    for (int y = 0; y < in.h; y++) /* the fourth byte means nothing there, but here opacity */
        for (int x = 0; x < in.w; x++)
            in.data[y * in.stride + x] |= 0xFF000000;
    int stride = sheet->surface->pitch / 4;
    uint32_t *first = (uint32_t *)sheet->surface->pixels + (ptrdiff_t)at.y * stride + at.x;
    const struct pixels out = {first, at.w, at.h, stride};
    scaling_fill(&in, &out);
}

static void put_run(SDL_Surface *to, struct fonts *fonts, const struct text_run *run, int x,
                    int baseline)
{
    int top, left;
    SDL_Surface *ink = fonts_render(fonts, run, label_ink, &top, &left);
    if (ink == NULL)
        return;
    SDL_Rect at = {x - left, baseline - top, ink->w, ink->h};
    SDL_BlitSurface(ink, NULL, to, &at);
    SDL_FreeSurface(ink);
}

static void put_label(struct contact_sheet *sheet, struct rect at, struct fonts *fonts,
                      const char *label)
{
    const struct text_options options = {
        .font = {FONT_BODY, LABEL_PX}, .width = at.w, .max_lines = 1};
    struct text_block *block =
        text_block_create(fonts_measure(fonts), label, strlen(label), &options);
    const struct text_line *line = &block->lines[0];
    SDL_Rect clip = {at.x, at.y, at.w, at.h};
    SDL_SetClipRect(sheet->surface, &clip);
    for (int i = 0; i < line->piece_count; i++)
        put_run(sheet->surface, fonts, &line->pieces[i].run, at.x + line->pieces[i].x,
                at.y + at.h * 2 / 3);
    SDL_SetClipRect(sheet->surface, NULL);
    text_block_destroy(block);
}

void contact_sheet_put(struct contact_sheet *sheet, int column, int row, struct studio *studio,
                       const char *label)
{
    const struct size size =
        fitted((struct size){studio->surface->w, studio->surface->h}, sheet->height);
    int x = sheet->lefts[column], y = MARGIN + row * (sheet->height + LABEL + MARGIN);
    struct rect at = {x, y + sheet->height - size.h, size.w, size.h};
    put_picture(sheet, at, studio->surface);
    put_label(sheet, (struct rect){x, y + sheet->height, sheet->widths[column], LABEL},
              studio->fonts, label);
}
