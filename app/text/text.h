/* Text from bytes to lines of pieces, each of one direction, script and face.
 *
 * paragraph -> base direction -> bidi runs (FriBidi, UAX #9) -> script runs (ICU, UAX #24)
 * -> face by coverage -> line breaks at legal places (ICU, UAX #14), never inside a grapheme
 * cluster -> pieces in visual order. Measures through an interface, so that tests need no
 * fonts. Everything is in whole pixels. */
#ifndef RIWAQ_TEXT_TEXT_H
#define RIWAQ_TEXT_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A font as a widget asks for it; the faces behind it are the theme's families for the role,
 * then what the system has. */
struct text_font {
    uint16_t role; /* enum font_role */
    uint16_t px;   /* em size in pixels, 1 to 1000 */
};

/* A stretch of text of one direction, script and face: what can be shaped in one call. */
struct text_run {
    const char *text; /* UTF-8, logical order, not terminated */
    uint32_t length;  /* bytes */
    struct text_font font;
    uint8_t face; /* index in the font's chain of faces */
    bool rtl;
    uint16_t fonts;  /* whose chains those are: text_measure.fonts */
    uint32_t script; /* ISO 15924 tag as big-endian bytes: 'Arab' is 0x41726162 */
};

struct text_metrics {
    int ascent;  /* above the baseline, positive */
    int descent; /* below the baseline, positive */
};

static inline void text_metrics_extend(struct text_metrics *metrics, struct text_metrics other)
{
    if (other.ascent > metrics->ascent)
        metrics->ascent = other.ascent;
    if (other.descent > metrics->descent)
        metrics->descent = other.descent;
}

/* What the text floor asks of whoever has the fonts. */
struct text_measure {
    void *self;
    uint16_t fonts; /* a number of these fonts, unlike that of others that are in use with them */
    /* The first face of the font's chain that has glyphs for all of CLUSTER (a grapheme);
     * face 0 when none has (and the caller of create is told by `missing`, see below). Also
     * asked for a letter and a sign after it, to learn whether one face has both. Joiners in
     * CLUSTER (U+200C, U+200D) are not drawn and do not count against a face. */
    int (*face)(void *self, struct text_font font, const char *cluster, size_t length, bool *found);
    /* The first face after FACE, of those that a theme names, with glyphs for all of CLUSTER; -1
     * when there is none. NULL: there never is. */
    int (*face_after)(void *self, struct text_font font, int face, const char *cluster,
                      size_t length);
    /* Advance width of a run, shaped. */
    int (*width)(void *self, const struct text_run *run);
    struct text_metrics (*metrics)(void *self, struct text_font font, int face);
    /* What measuring took so far, in letters that were shaped; opening a font counts as so many as
     * take as long. For who works in steps. NULL: not told. */
    const uint64_t *work;
};

/* How far ink may reach, by scripts and marks; see reach.h. */
struct text_reach {
    struct text_metrics all;
    struct text_metrics plain; /* without what only some letters bear: vowels, stacked accents */
};

struct text_piece {
    struct text_run run; /* its text belongs to the block */
    int x;               /* from the line's left edge */
    int width;
};

struct text_line {
    const struct text_piece *pieces; /* left to right */
    int piece_count;
    int width;
    int ascent, descent; /* of the tallest face in it; at least those of face 0 */
    struct text_reach reach;
    uint32_t start, length; /* bytes of the text that it holds, without trailing space */
    bool ellipsis;          /* the rest was cut off here */
};

enum text_direction { DIRECTION_AUTO, DIRECTION_LTR, DIRECTION_RTL };

struct text_options {
    struct text_font font;
    int width;                     /* pixels to break at; 0: one line as long as it is */
    int max_lines;                 /* 0: any number; else the last of them may end in an ellipsis */
    enum text_direction direction; /* AUTO: by the first strong letter, else `fallback` */
    bool fallback_rtl;
    bool balance;       /* no lonely last word: lines of about even length (for titles) */
    int tracking;       /* pixels between graphemes of scripts that do not join; 0: none */
    bool tabular;       /* digits of equal width, so that what counts or ticks does not move; where
                         * a face's are not, each stands in a cell as wide as the widest */
    const char *locale; /* ICU locale for breaking; NULL: root */
    uint32_t from;      /* the byte of the text, clean as a block has it, with which the first line
                         * begins: what is before it has its part in order and looks, and is not set */
};

struct text_block {
    const struct text_line *lines;
    int line_count;
    int width;        /* of the widest line */
    bool rtl;         /* base direction */
    bool cut;         /* ended by an ellipsis */
    bool missing;     /* some cluster had no face: see face.h for what stands in for it */
    const char *text; /* the block's own copy, what all `start`s count from */
};

/* A hard newline in TEXT ends a line. Invalid UTF-8 becomes U+FFFD; control characters are
 * dropped, but for the tab, which is drawn as a space; more than 64 KiB is cut at a cluster.
 * Empty text gives one line without pieces. Never NULL; free with text_block_destroy. */
struct text_block *text_block_create(const struct text_measure *measure, const char *text,
                                     size_t length, const struct text_options *options);
void text_block_destroy(struct text_block *block);

/* --- a cache of blocks, keyed by text and options in full, bounded in bytes --- */
struct text_cache;
/* MEASURE must outlive the cache. */
struct text_cache *text_cache_create(const struct text_measure *measure, size_t max_bytes);
void text_cache_destroy(struct text_cache *cache);
/* Borrowed until the next text_cache_trim. */
const struct text_block *text_cache_block(struct text_cache *cache, const char *text, size_t length,
                                          const struct text_options *options);
/* Drops the least recently used blocks until the budget holds; call between frames. */
void text_cache_trim(struct text_cache *cache);
const struct text_measure *text_cache_measure(const struct text_cache *cache);

/* Upper case for captions, by the locale's rules (ICU); malloc'ed. */
char *text_upper(const char *text, const char *locale);
/* The number of words, for reading time. */
int text_word_count(const char *text, size_t length);

#endif
