/* A text taken apart: what is known of each of its code points before lines are made. */
#ifndef RIWAQ_TEXT_LETTERS_H
#define RIWAQ_TEXT_LETTERS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct letter {
    uint32_t code;
    uint32_t at;    /* byte in the text */
    uint32_t drawn; /* byte in `bytes`, where what is drawn of it and after it begins */
    int16_t script; /* UScriptCode, resolved; Common only where nothing tells more */
    uint8_t level;  /* of embedding; odd is right to left */
    uint8_t face;
    bool cluster : 1; /* starts a grapheme cluster */
    bool line : 1;    /* a line may start here */
    bool space : 1;   /* hangs at the end of a line */
    bool hidden : 1;  /* is never drawn: it only orders, joins or separates */
    bool own : 1;     /* its cluster has a script of its own */
    bool lost : 1;    /* no face has it: U+FFFD is drawn in its place */
};

struct letters {
    struct letter *letters; /* one more than COUNT: the end, where a cluster and a line start */
    int count;
    /* The text, a NUL, an ellipsis, a hyphen, and, where they differ, the text as it is
     * drawn (without hidden and lost letters, tabs as spaces): all that runs can point to. */
    char *bytes;
    size_t byte_count;
    size_t text_length;
    uint32_t ellipsis, hyphen; /* bytes in `bytes` */
};

enum { ELLIPSIS_BYTES = 3, HYPHEN_BYTES = 1 };
enum { SOFT_HYPHEN = 0xAD };

/* TEXT is clean (see utf8.h). Sets `code`, `at`, `drawn`, `cluster`, `space`, `hidden`. */
void letters_init(struct letters *letters, const char *text, size_t length);
void letters_finish(struct letters *letters);
/* Sets `bytes` and `drawn` anew, after letters have become hidden or lost. */
void letters_redraw(struct letters *letters);
/* The end of the cluster that FROM is in. */
int letters_cluster_end(const struct letters *letters, int from);
/* The end of the stretch from FROM, before TO, of one embedding level. */
int letters_level_end(const struct letters *letters, int from, int to);
/* The first newline at or after FROM, or the end. */
int letters_paragraph_end(const struct letters *letters, int from);
/* TO without what hangs after the last visible letter since FROM. */
int letters_visible_end(const struct letters *letters, int from, int to);
/* Whether anything from FROM on would be drawn. */
bool letters_rest(const struct letters *letters, int from);

#endif
