/* What the tests of the screen floor share: a theme, runs of text, numbers by chance. */
#ifndef RIWAQ_TESTS_SCREEN_FIXTURE_H
#define RIWAQ_TESTS_SCREEN_FIXTURE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "base/diagnostics.h"
#include "screen/fonts.h"

#include <SDL.h>

enum { ARAB = 0x41726162, LATN = 0x4C61746E, ZYYY = 0x5A797979, TFNG = 0x54666E67 };

/* Every role with the families that the tests need. */
static inline struct theme fixture_theme(bool bold)
{
    struct theme theme = {.name = "test"};
    for (int i = 0; i < FONT_ROLE_COUNT; i++)
        theme.fonts[i] =
            (struct theme_font){.families = {"Noto Sans", "Noto Sans Arabic"}, .family_count = 2};
    for (int i = 0; bold && i < FONT_ROLE_COUNT; i++)
        theme.fonts[i].weight.values[0] = FONT_BOLD;
    return theme;
}

static inline struct text_run fixture_run(const char *text, bool rtl, uint32_t script, int px)
{
    return (struct text_run){
        .text = text,
        .length = (uint32_t)strlen(text),
        .font = {.role = FONT_BODY, .px = (uint16_t)px},
        .rtl = rtl,
        .script = script,
    };
}

/* The same numbers in every run: a linear congruential generator (Knuth's MMIX constants). */
struct chance {
    uint64_t state;
};

static inline int chance_below(struct chance *chance, int limit)
{
    chance->state = chance->state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (int)(chance->state >> 33) % limit;
}

static inline uint32_t pixel(const SDL_Surface *surface, int x, int y)
{
    return ((const uint32_t *)(const void *)((const char *)surface->pixels +
                                             (ptrdiff_t)y * surface->pitch))[x];
}

/* Whether both show the same in all rows, whatever the padding between rows holds. */
static inline bool same_pixels(const SDL_Surface *a, const SDL_Surface *b)
{
    if (a->w != b->w || a->h != b->h)
        return false;
    for (int y = 0; y < a->h; y++)
        for (int x = 0; x < a->w; x++)
            if (pixel(a, x, y) != pixel(b, x, y))
                return false;
    return true;
}

static inline SDL_Surface *canvas32(int w, int h)
{
    return SDL_CreateRGBSurfaceWithFormat(0, w, h, 32, SDL_PIXELFORMAT_RGB888);
}

#endif
