/* A measure without fonts: 10 px a grapheme, ascent 8 and descent 2 (taller in Tifinagh), and
 * four faces: 0 Latin, Greek, Cyrillic and signs; 1 Arabic; 2 Tifinagh; 3 emoji and the rest.
 * Arabic and Tifinagh have spaces and some punctuation too, as real fonts do. Code points of
 * the private use area, Cherokee and the sign U+20E0 are in no face. */
#ifndef RIWAQ_TESTS_TEXT_FAKE_H
#define RIWAQ_TESTS_TEXT_FAKE_H

#include "text/text.h"

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <cmocka.h>

#include "text/boundary.h"
#include "text/utf8.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unicode/uchar.h>
#include <unicode/uscript.h>

enum { FAKE_LATIN, FAKE_ARABIC, FAKE_TIFINAGH, FAKE_REST };

struct fake {
    struct text_measure measure;
    int widths, faces; /* calls */
    size_t bytes;      /* of all runs measured */
};

static inline int fake_has(int face, uint32_t code)
{
    UErrorCode error = U_ZERO_ERROR;
    UScriptCode script = uscript_getScript((UChar32)code, &error);
    if (u_hasBinaryProperty((UChar32)code, UCHAR_DEFAULT_IGNORABLE_CODE_POINT))
        return 1;
    const int sign = code < 0x80 && strchr(" .,:()!-", (int)code) != NULL;
    switch (face) {
    case FAKE_LATIN:
        return code != 0x20E0 &&
               (script == USCRIPT_LATIN || script == USCRIPT_GREEK || script == USCRIPT_CYRILLIC ||
                script == USCRIPT_INHERITED ||
                (script == USCRIPT_COMMON && code < 0x2300 && (code < 0x600 || code > 0x6FF)) ||
                code == 0xFFFD);
    case FAKE_ARABIC:
        return script == USCRIPT_ARABIC || (script == USCRIPT_INHERITED && code != 0x20E0) ||
               sign || (code >= 0x600 && code <= 0x6FF);
    case FAKE_TIFINAGH:
        return script == USCRIPT_TIFINAGH || sign;
    default:
        return !(code >= 0xE000 && code <= 0xF8FF) && script != USCRIPT_CHEROKEE && code != 0x20E0;
    }
}

static inline int fake_face(void *self, struct text_font font, const char *cluster, size_t length,
                            bool *found)
{
    struct fake *fake = self;
    fake->faces++;
    assert_int_not_equal(font.px, 0);
    assert_true(length > 0);
    for (int face = 0; face <= FAKE_REST; face++) {
        int has = 1;
        for (size_t at = 0; at < length && has;)
            has = fake_has(face, utf8_next(cluster, length, &at));
        if (has) {
            *found = true;
            return face;
        }
    }
    *found = false;
    return 0;
}

static inline int fake_graphemes(const char *text, size_t length)
{
    struct boundary boundary;
    int count = 0;
    boundary_open(&boundary, UBRK_CHARACTER, NULL, text, length);
    for (size_t place, at = 0; boundary_next(&boundary, &place);) {
        int drawn = 0;
        while (at < place) {
            uint32_t code = utf8_next(text, length, &at);
            drawn |= (U_GET_GC_MASK((UChar32)code) & (U_GC_M_MASK | U_GC_CF_MASK)) == 0;
        }
        count += drawn;
    }
    boundary_close(&boundary);
    return count;
}

static inline int fake_width(void *self, const struct text_run *run)
{
    struct fake *fake = self;
    fake->widths++;
    fake->bytes += run->length;
    assert_true(run->length > 0);
    return 10 * fake_graphemes(run->text, run->length);
}

static inline struct text_metrics fake_metrics(void *self, struct text_font font, int face)
{
    (void)self;
    (void)font;
    return face == FAKE_TIFINAGH ? (struct text_metrics){12, 4} : (struct text_metrics){8, 2};
}

static inline struct fake *fake_init(struct fake *fake)
{
    *fake = (struct fake){
        .measure = {.self = fake, .face = fake_face, .width = fake_width, .metrics = fake_metrics}};
    return fake;
}

static inline struct text_options fake_options(int width)
{
    return (struct text_options){.font = {.role = 0, .px = 10}, .width = width};
}

static inline struct text_block *fake_block(const char *text, const struct text_options *options)
{
    struct fake fake;
    return text_block_create(&fake_init(&fake)->measure, text, strlen(text), options);
}

/* The pieces of LINE from left to right as [text], with < before those from right to left. */
static inline const char *fake_pieces(const struct text_line *line)
{
    static char out[4096];
    size_t used = 0;
    out[0] = '\0';
    for (int i = 0; i < line->piece_count; i++) {
        const struct text_run *run = &line->pieces[i].run;
        used += (size_t)snprintf(out + used, sizeof out - used, "%s[%.*s]", run->rtl ? "<" : "",
                                 (int)run->length, run->text);
    }
    return out;
}

/* The text that a line says it holds. */
static inline const char *fake_line(const struct text_block *block, int line)
{
    static char out[4096];
    assert_in_range(line, 0, block->line_count - 1);
    snprintf(out, sizeof out, "%.*s", (int)block->lines[line].length,
             block->text + block->lines[line].start);
    return out;
}

/* What every block must keep to, whatever its text was. */
static inline void fake_check(const struct text_block *block, const struct text_options *options)
{
    assert_true(block->line_count >= 1);
    assert_true(options->max_lines <= 0 || block->line_count <= options->max_lines);
    const size_t length = strlen(block->text);
    uint32_t last = 0;
    for (int i = 0; i < block->line_count; i++) {
        const struct text_line *line = &block->lines[i];
        assert_true(line->start >= last && line->start + line->length <= length);
        last = line->start + line->length;
        assert_true(line->width <= block->width);
        int x = 0;
        for (int k = 0; k < line->piece_count; k++) {
            const struct text_piece *piece = &line->pieces[k];
            assert_true(piece->x >= x);
            assert_true(piece->run.length > 0);
            x = piece->x + piece->width;
        }
        if (!options->tabular)
            assert_int_equal(x, line->width);
        assert_true(x <= line->width);
        if (options->width > 0 && line->width > options->width)
            assert_int_equal(fake_graphemes(block->text + line->start, line->length), 1);
    }
}

#endif
