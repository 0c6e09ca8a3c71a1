#include "screen/run.h"

#include "base/memory.h"
#include "screen/scaling.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { PAD = RUN_PADDING, STACK_TEXT = 512, SAMPLE_EMOJI = 0x1F600 };

/* Colour pictures stand a little higher than capitals and hang a little below the line. */
static const double strike_height = 1.15, strike_ascent = 0.92;

/* What a bold file's stems are wider by, in em. SDL2_ttf's own bold is more than half again as
 * much, and closes the letters of a caption. */
static const double bold_stem = 0.065;

/* --- opening --- */

static void fit_strikes(struct run_font *font, int px)
{
    int top = 0, bottom = 0;
    if (!TTF_GlyphIsProvided32(font->ttf, SAMPLE_EMOJI) ||
        TTF_GlyphMetrics32(font->ttf, SAMPLE_EMOJI, NULL, NULL, &bottom, &top, NULL) != 0 ||
        top <= bottom) {
        bottom = 0;
        top = TTF_FontHeight(font->ttf);
    }
    font->scale = top > bottom ? px * strike_height / (top - bottom) : 1;
    font->metrics.ascent = (int)lround(px * strike_ascent);
    font->metrics.descent = (int)lround(px * (strike_height - strike_ascent));
}

struct run_font run_font_open(const char *path, int index, int px, bool embolden, bool strikes)
{
    struct run_font font = {.ttf = TTF_OpenFontIndex(path, px, index), .scale = 1};
    if (font.ttf == NULL)
        return font;
    TTF_SetFontHinting(font.ttf, strikes ? TTF_HINTING_LIGHT : TTF_HINTING_LIGHT_SUBPIXEL);
    TTF_SetFontKerning(font.ttf, 1);
    font.thicken = embolden ? px * bold_stem : 0;
    font.metrics.ascent = TTF_FontAscent(font.ttf);
    font.metrics.descent = -TTF_FontDescent(font.ttf);
    if (strikes)
        fit_strikes(&font, px);
    return font;
}

void run_font_close(struct run_font *font)
{
    TTF_CloseFont(font->ttf);
    font->ttf = NULL;
}

/* --- a run as SDL2_ttf wants it --- */

/* PAD spaces, the text, PAD spaces and an end. */
struct padded {
    char stack[STACK_TEXT];
    char *bytes;
    size_t length; /* of the text alone */
};

static void padded_init(struct padded *padded, const struct text_run *run)
{
    size_t room = run->length + 2 * PAD + 1;
    padded->bytes = room <= sizeof padded->stack ? padded->stack : memory_array(room, 1);
    padded->length = run->length;
    char *at = padded->bytes;
    memset(at, ' ', room - 1);
    for (size_t i = 0; i < run->length; i++) {
        unsigned char c = (unsigned char)run->text[i];
        at[PAD + i] = (char)(c < 0x20 || c == 0x7F ? ' ' : c); /* they would draw a box */
    }
    at[room - 1] = '\0';
}

static void padded_finish(struct padded *padded)
{
    if (padded->bytes != padded->stack)
        free(padded->bytes);
}

static int width_of(const struct run_font *font, const char *text)
{
    int w = 0, h = 0;
    return TTF_SizeUTF8(font->ttf, text, &w, &h) == 0 ? w : 0;
}

/* The width of the text between the spaces BEFORE and AFTER it, in logical order. */
static int padded_width(const struct run_font *font, struct padded *padded, int before, int after)
{
    char *end = padded->bytes + PAD + padded->length + after, kept = *end;
    *end = '\0';
    int width = width_of(font, padded->bytes + PAD - before);
    *end = kept;
    return width;
}

static int measure_spaces(const struct run_font *font)
{
    char spaces[PAD + 1];
    memset(spaces, ' ', PAD);
    spaces[PAD] = '\0';
    return width_of(font, spaces);
}

/* Runs of one script follow each other: what PAD spaces take is measured once for them. */
static void set_up(struct run_font *font, const struct text_run *run)
{
    uint32_t tag = run->script != 0 ? run->script : 0x5A797979; /* Zyyy: any */
    const char script[] = {(char)(tag >> 24), (char)(tag >> 16), (char)(tag >> 8), (char)tag, 0};
    TTF_SetFontDirection(font->ttf, run->rtl ? TTF_DIRECTION_RTL : TTF_DIRECTION_LTR);
    TTF_SetFontScriptName(font->ttf, script);
    if (font->space_script == tag)
        return;
    font->space_script = tag;
    font->space_width = measure_spaces(font);
}

int run_advance(struct run_font *font, const struct text_run *run)
{
    if (run->length == 0)
        return 0;
    struct padded padded;
    padded_init(&padded, run);
    set_up(font, run);
    int width = padded_width(font, &padded, PAD / 2, PAD / 2) - font->space_width;
    padded_finish(&padded);
    return width <= 0 ? 0 : (int)lround(width * font->scale);
}

/* How far ink hangs over to the left of the origin: what the picture is wider than it is
 * when spaces to the left hold that ink. */
static int left_overhang(const struct run_font *font, struct padded *padded, bool rtl)
{
    int bare = padded_width(font, padded, 0, 0);
    int held = padded_width(font, padded, rtl ? 0 : PAD, rtl ? PAD : 0) - font->space_width;
    return bare > held ? bare - held : 0;
}

/* --- rows above the font's own ascent --- */

static bool row_equal(const SDL_Surface *a, const SDL_Surface *b, int y)
{
    const char *p = (const char *)a->pixels + (ptrdiff_t)y * a->pitch;
    const char *q = (const char *)b->pixels + (ptrdiff_t)y * b->pitch;
    return memcmp(p, q, (size_t)(a->w < b->w ? a->w : b->w) * 4) == 0;
}

static int first_difference(const SDL_Surface *a, const SDL_Surface *b)
{
    int rows = a->h < b->h ? a->h : b->h;
    for (int y = 0; y < rows; y++)
        if (!row_equal(a, b, y))
            return y;
    return -1;
}

/* The row in which an underline begins: it lies at a fixed distance from the baseline. */
static int underline_row(const struct run_font *font, const char *text, SDL_Color paint)
{
    int style = TTF_GetFontStyle(font->ttf), row = -1;
    SDL_Surface *plain = TTF_RenderUTF8_Blended(font->ttf, text, paint);
    TTF_SetFontStyle(font->ttf, style | TTF_STYLE_UNDERLINE);
    SDL_Surface *lined = TTF_RenderUTF8_Blended(font->ttf, text, paint);
    TTF_SetFontStyle(font->ttf, style);
    if (plain != NULL && lined != NULL)
        row = first_difference(plain, lined);
    SDL_FreeSurface(plain);
    SDL_FreeSurface(lined);
    return row;
}

/* A text with ink above the ascent (stacked marks) is moved down by SDL2_ttf, which does not
 * tell by how much: the underline does. Rare, so it may cost. */
static int rows_above(const struct run_font *font, const char *text, int height, SDL_Color paint)
{
    if (height <= TTF_FontHeight(font->ttf))
        return 0;
    int here = underline_row(font, text, paint), usual = underline_row(font, " ", paint);
    return here > usual && usual >= 0 ? here - usual : 0;
}

/* --- rendering --- */

static SDL_Surface *scaled(SDL_Surface *surface, double scale)
{
    int w = (int)lround(surface->w * scale), h = (int)lround(surface->h * scale);
    SDL_Surface *small = SDL_CreateRGBSurfaceWithFormat(0, w > 0 ? w : 1, h > 0 ? h : 1, 32,
                                                        SDL_PIXELFORMAT_ARGB8888);
    if (small != NULL) {
        const struct pixels in = {surface->pixels, surface->w, surface->h, surface->pitch / 4};
        const struct pixels out = {small->pixels, small->w, small->h, small->pitch / 4};
        scaling_fill(&in, &out);
    }
    SDL_FreeSurface(surface);
    return small;
}

static uint32_t *row_of(const SDL_Surface *surface, int y)
{
    return (uint32_t *)(void *)((char *)surface->pixels + (ptrdiff_t)y * surface->pitch);
}

/* The greatest of the alphas from X back to X - WHOLE, and PART of that before them. */
static uint32_t thick_alpha(const uint32_t *row, int width, int x, int whole, double part)
{
    uint32_t most = 0;
    for (int i = x - whole; i <= x; i++)
        if (i >= 0 && i < width && row[i] >> 24 > most)
            most = row[i] >> 24;
    const int edge = x - whole - 1;
    const uint32_t last =
        edge >= 0 && edge < width ? (uint32_t)lround((row[edge] >> 24) * part) : 0;
    return last > most ? last : most;
}

/* Stems grow to the right; bars, which are thinner in bold files too, stay. */
static SDL_Surface *thickened(SDL_Surface *surface, double pixels, color paint)
{
    const int whole = (int)pixels;
    SDL_Surface *thick = SDL_CreateRGBSurfaceWithFormat(0, surface->w + whole + 1, surface->h, 32,
                                                        SDL_PIXELFORMAT_ARGB8888);
    for (int y = 0; thick != NULL && y < surface->h; y++) {
        const uint32_t *from = row_of(surface, y);
        uint32_t *to = row_of(thick, y);
        for (int x = 0; x < thick->w; x++)
            to[x] =
                thick_alpha(from, surface->w, x, whole, pixels - whole) << 24 | (paint & 0xFFFFFF);
    }
    SDL_FreeSurface(surface);
    return thick;
}

static bool has_ink(const SDL_Surface *surface)
{
    for (int y = 0; y < surface->h; y++) {
        const uint32_t *row = (const uint32_t *)(const void *)((const char *)surface->pixels +
                                                               (ptrdiff_t)y * surface->pitch);
        for (int x = 0; x < surface->w; x++)
            if (row[x] >> 24 != 0)
                return true;
    }
    return false;
}

/* TEXT has been set up for; NULL when nothing is to be seen. */
static SDL_Surface *render_text(const struct run_font *font, const char *text, color paint,
                                int *baseline)
{
    const SDL_Color ink = {(Uint8)(paint >> 16), (Uint8)(paint >> 8), (Uint8)paint,
                           (Uint8)(paint >> 24)};
    SDL_Surface *surface = TTF_RenderUTF8_Blended(font->ttf, text, ink);
    if (surface != NULL &&
        (surface->format->format != SDL_PIXELFORMAT_ARGB8888 || !has_ink(surface))) {
        SDL_FreeSurface(surface);
        return NULL;
    }
    if (surface != NULL)
        *baseline = TTF_FontAscent(font->ttf) + rows_above(font, text, surface->h, ink);
    return surface;
}

SDL_Surface *run_render(struct run_font *font, const struct text_run *run, color paint,
                        int *baseline, int *left)
{
    if (run->length == 0 || paint >> 24 == 0)
        return NULL;
    struct padded padded;
    padded_init(&padded, run);
    set_up(font, run);
    *left = left_overhang(font, &padded, run->rtl);
    padded.bytes[PAD + padded.length] = '\0';
    SDL_Surface *surface = render_text(font, padded.bytes + PAD, paint, baseline);
    padded_finish(&padded);
    if (surface != NULL && font->scale != 1) {
        *baseline = (int)lround(*baseline * font->scale);
        *left = (int)lround(*left * font->scale);
        surface = scaled(surface, font->scale);
    }
    if (surface != NULL && font->thicken > 0) {
        *left += (int)lround(font->thicken / 2);
        surface = thickened(surface, font->thicken, paint);
    }
    if (surface != NULL)
        SDL_SetSurfaceBlendMode(surface, SDL_BLENDMODE_BLEND);
    return surface;
}
