#include "screen/fonts.h"

#include "base/hash.h"
#include "base/log.h"
#include "base/memory.h"
#include "screen/faces.h"
#include "screen/missing.h"
#include "screen/run.h"

#include <stdlib.h>
#include <string.h>

/* An open font takes about 100 KiB, mostly shaping tables; a frame needs some fifteen. */
enum { OPEN_MAX = 48, WIDTHS = 4096, WIDTH_TEXT_MAX = 192 };
/* Opening a font takes as long as shaping so many letters: its tables are read when it shapes
 * first.
 */
enum { OPEN_WORK = 4096 };

struct open_font {
    const struct face *face; /* NULL: free */
    int px;
    struct run_font font;
    uint64_t used;
};

/* A width measured before; the newest of those that share a slot. */
struct width {
    struct text_run run; /* its text is a copy; NULL: free */
    const struct face *face;
    int width;
};

/* Faces in use, as one theme wants them. */
struct set {
    struct fonts *fonts;
    struct faces *faces;
    struct text_measure measure;
    struct set *next;
};

struct fonts {
    struct set *sets; /* the first first */
    uint16_t next_number;
    struct open_font open[OPEN_MAX];
    uint64_t uses, work;
    struct width *widths;
    struct missing missing;
};

/* --- open fonts --- */

static struct open_font *slot_for(struct fonts *fonts, const struct face *face, int px)
{
    struct open_font *oldest = &fonts->open[0];
    for (int i = 0; i < OPEN_MAX; i++) {
        struct open_font *slot = &fonts->open[i];
        if (slot->face == face && slot->px == px)
            return slot;
        if (slot->used < oldest->used)
            oldest = slot;
    }
    return oldest;
}

static void close_slot(struct open_font *slot)
{
    if (slot->face != NULL)
        run_font_close(&slot->font);
    *slot = (struct open_font){0};
}

/* NULL when the file cannot be opened, which is said once. */
static struct run_font *open_font(struct fonts *fonts, struct face *face, int px)
{
    if (face->broken)
        return NULL;
    struct open_font *slot = slot_for(fonts, face, px);
    if (slot->face != face || slot->px != px) {
        struct run_font font =
            run_font_open(face->path, face->index, px, face->embolden, face->strikes);
        if (font.ttf == NULL) {
            log_warning("the font %s cannot be opened: %s", face->path, SDL_GetError());
            face->broken = true;
            return NULL;
        }
        close_slot(slot);
        fonts->work += OPEN_WORK;
        *slot = (struct open_font){.face = face, .px = px, .font = font};
    }
    slot->used = ++fonts->uses;
    return &slot->font;
}

/* The font for a place in a chain; a broken one gives way to the chain's first good one. */
static struct run_font *font_for(struct fonts *fonts, struct faces *faces, struct text_font font,
                                 int place)
{
    int px = font.px < 1 ? 1 : font.px > 1000 ? 1000 : font.px;
    struct run_font *open = open_font(fonts, faces_at(faces, font.role, place), px);
    for (int i = 0; open == NULL && i < faces_count(faces, font.role); i++)
        open = open_font(fonts, faces_at(faces, font.role, i), px);
    return open;
}

/* --- widths --- */

static bool same_run(const struct text_run *a, const struct text_run *b)
{
    return a->length == b->length && a->font.px == b->font.px && a->rtl == b->rtl &&
           a->script == b->script && memcmp(a->text, b->text, a->length) == 0;
}

static uint64_t run_hash(const struct text_run *run, const struct face *face)
{
    const uint64_t numbers[] = {run->font.px, run->script, run->rtl, (uintptr_t)face};
    uint64_t hash = hash_bytes(HASH_START, numbers, sizeof numbers);
    return hash_bytes(hash, run->text, run->length);
}

static void remember(struct width *slot, const struct text_run *run, const struct face *face,
                     int width)
{
    free((char *)slot->run.text);
    *slot = (struct width){.run = *run, .face = face, .width = width};
    slot->run.text = memory_text_n(run->text, run->length);
}

static int measure_width(void *self, const struct text_run *run)
{
    const struct set *set = self;
    struct fonts *fonts = set->fonts;
    if (run->length == 0 || run->font.role >= FONT_ROLE_COUNT)
        return 0;
    const struct face *face = faces_at(set->faces, run->font.role, run->face);
    struct width *slot = &fonts->widths[run_hash(run, face) % WIDTHS];
    if (slot->run.text != NULL && slot->face == face && same_run(&slot->run, run))
        return slot->width;
    struct run_font *font = font_for(fonts, set->faces, run->font, run->face);
    int width = font != NULL ? run_advance(font, run) : 0;
    fonts->work += run->length + RUN_PADDING;
    if (run->length <= WIDTH_TEXT_MAX)
        remember(slot, run, face, width);
    return width;
}

static int measure_face(void *self, struct text_font font, const char *cluster, size_t length,
                        bool *found)
{
    struct set *set = self;
    bool have = false;
    int place = 0;
    if (font.role < FONT_ROLE_COUNT)
        place = faces_find(set->faces, font.role, cluster, length, &have);
    if (!have && font.role < FONT_ROLE_COUNT)
        missing_tell(&set->fonts->missing, set->faces, font.role, cluster, length);
    if (found != NULL)
        *found = have;
    return place;
}

static int measure_face_after(void *self, struct text_font font, int face, const char *cluster,
                              size_t length)
{
    struct set *set = self;
    if (font.role >= FONT_ROLE_COUNT)
        return -1;
    return faces_find_after(set->faces, font.role, face, cluster, length);
}

static struct text_metrics measure_metrics(void *self, struct text_font font, int face)
{
    struct set *set = self;
    struct run_font *open =
        font.role < FONT_ROLE_COUNT ? font_for(set->fonts, set->faces, font, face) : NULL;
    if (open == NULL)
        return (struct text_metrics){.ascent = font.px, .descent = font.px / 4};
    return open->metrics;
}

/* --- the fonts --- */

static struct set *find_set(const struct fonts *fonts, uint16_t number)
{
    struct set *set = fonts->sets;
    while (set != NULL && set->measure.fonts != number)
        set = set->next;
    return set;
}

const struct text_measure *fonts_add(struct fonts *fonts, struct faces *faces)
{
    struct set *set = memory_new(sizeof *set), **end = &fonts->sets;
    while (find_set(fonts, fonts->next_number) != NULL)
        fonts->next_number++;
    while (*end != NULL)
        end = &(*end)->next;
    *end = set;
    set->fonts = fonts;
    set->faces = faces_take(faces);
    set->measure = (struct text_measure){
        .self = set,
        .fonts = fonts->next_number++,
        .face = measure_face,
        .face_after = measure_face_after,
        .width = measure_width,
        .metrics = measure_metrics,
        .work = &fonts->work,
    };
    return &set->measure;
}

/* What is known of faces that go: others may come to lie where they were. */
static void forget_faces(struct fonts *fonts, const struct faces *faces)
{
    for (int i = 0; i < OPEN_MAX; i++)
        if (fonts->open[i].face != NULL && faces_have(faces, fonts->open[i].face))
            close_slot(&fonts->open[i]);
    for (int i = 0; i < WIDTHS; i++) {
        struct width *slot = &fonts->widths[i];
        if (slot->run.text == NULL || !faces_have(faces, slot->face))
            continue;
        free((char *)slot->run.text);
        *slot = (struct width){0};
    }
}

void fonts_remove(struct fonts *fonts, const struct text_measure *measure)
{
    for (struct set **at = &fonts->sets; *at != NULL; at = &(*at)->next) {
        struct set *set = *at;
        if (&set->measure != measure)
            continue;
        *at = set->next;
        forget_faces(fonts, set->faces);
        faces_put(set->faces);
        free(set);
        return;
    }
}

struct fonts *fonts_create_with(struct faces *faces, struct diagnostics *diagnostics)
{
    if (TTF_Init() != 0) {
        diagnostics_add(diagnostics, SEVERITY_ERROR, NULL, 0, NULL, "SDL2_ttf does not start: %s",
                        TTF_GetError());
        return NULL;
    }
    struct fonts *fonts = memory_new(sizeof *fonts);
    fonts->widths = memory_array(WIDTHS, sizeof *fonts->widths);
    fonts_add(fonts, faces);
    return fonts;
}

struct fonts *fonts_create(const struct theme *theme, const char *const *folders,
                           struct diagnostics *diagnostics)
{
    struct faces *faces = faces_create(theme, folders, diagnostics);
    if (faces == NULL)
        return NULL;
    struct fonts *fonts = fonts_create_with(faces, diagnostics);
    faces_put(faces);
    return fonts;
}

void fonts_destroy(struct fonts *fonts)
{
    if (fonts == NULL)
        return;
    while (fonts->sets != NULL)
        fonts_remove(fonts, &fonts->sets->measure);
    free(fonts->widths);
    free(fonts);
    TTF_Quit();
}

void fonts_check_language(struct fonts *fonts, enum language language,
                          struct diagnostics *diagnostics)
{
    faces_check_language(fonts->sets->faces, language, diagnostics);
}

const struct text_measure *fonts_measure(struct fonts *fonts)
{
    return &fonts->sets->measure;
}

SDL_Surface *fonts_render(struct fonts *fonts, const struct text_run *run, color paint,
                          int *baseline, int *left)
{
    *baseline = *left = 0;
    const struct set *set = find_set(fonts, run->fonts);
    if (set == NULL || run->length == 0 || run->font.role >= FONT_ROLE_COUNT)
        return NULL;
    struct run_font *font = font_for(fonts, set->faces, run->font, run->face);
    return font != NULL ? run_render(font, run, paint, baseline, left) : NULL;
}
