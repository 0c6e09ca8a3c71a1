#include "text/itemise.h"

#include "base/memory.h"
#include "text/bidi.h"
#include "text/break.h"
#include "text/face.h"
#include "text/script.h"

#include <stdlib.h>

static uint32_t *copy_codes(const struct letters *letters)
{
    uint32_t *codes = memory_array((size_t)letters->count, sizeof *codes);
    for (int i = 0; i < letters->count; i++)
        codes[i] = letters->letters[i].code;
    return codes;
}

/* By the first paragraph that has a strong letter. */
static bool base_is_rtl(const struct letters *letters, const uint32_t *codes,
                        const struct text_options *options)
{
    if (options->direction != DIRECTION_AUTO)
        return options->direction == DIRECTION_RTL;
    for (int from = 0, to; from < letters->count; from = to + 1) {
        to = letters_paragraph_end(letters, from);
        enum bidi_base base = bidi_base(codes + from, to - from);
        if (base != BIDI_NEUTRAL)
            return base == BIDI_RTL;
    }
    return options->fallback_rtl;
}

/* Each paragraph for itself: an embedding left open ends with it. */
static void find_levels(struct letters *letters, const uint32_t *codes, bool rtl)
{
    uint8_t *levels = memory_array((size_t)letters->count, 1);
    for (int from = 0, to; from < letters->count; from = to + 1) {
        to = letters_paragraph_end(letters, from);
        bidi_levels(codes + from, to - from, rtl, levels + from);
        for (int i = from; i < to; i++)
            letters->letters[i].level = levels[i];
    }
    free(levels);
}

static void find_scripts_and_faces(struct itemised *itemised, const struct text_measure *measure,
                                   const struct text_options *options)
{
    struct letters *letters = &itemised->letters;
    struct face_finder finder;
    face_finder_init(&finder, measure, options->font);
    face_find(&finder, letters);
    for (int from = 0, to; from < letters->count; from = to + 1) {
        to = letters_paragraph_end(letters, from);
        for (int i = from, end; i < to; i = end) {
            end = letters_level_end(letters, i, to);
            script_resolve(letters, i, end);
            face_stick(&finder, letters, i, end);
        }
        if (!options->tabular) /* what counts and ticks looks alike everywhere */
            face_numbers(&finder, letters, from, to);
    }
    itemised->missing = finder.missing;
}

void itemised_init(struct itemised *itemised, const struct text_measure *measure, const char *text,
                   size_t length, const struct text_options *options)
{
    *itemised = (struct itemised){0};
    struct letters *letters = &itemised->letters;
    letters_init(letters, text, length);
    uint32_t *codes = copy_codes(letters);
    itemised->rtl = base_is_rtl(letters, codes, options);
    find_levels(letters, codes, itemised->rtl);
    free(codes);
    find_scripts_and_faces(itemised, measure, options);
    if (options->width > 0)
        breaks_find(letters, options->locale);
}

void itemised_finish(struct itemised *itemised)
{
    letters_finish(&itemised->letters);
}
