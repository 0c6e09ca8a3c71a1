/* Documents that are almost JSON.
 *
 * One lone surrogate, one byte that is no UTF-8 or one number beyond a double makes a strict
 * parser refuse a whole document, and the screen keeps showing yesterday's. What is wrong inside
 * a string or a number is mended here, and told; a document that is wrong in its structure stays
 * as it is. Only for documents that a parser has refused. */
#ifndef RIWAQ_FORMATS_REPAIR_H
#define RIWAQ_FORMATS_REPAIR_H

#include <stddef.h>

/* What was mended, and how often. */
struct repairs {
    size_t surrogates; /* escapes of half a pair: \uFFFD */
    size_t nuls;       /* \u0000: left out */
    size_t controls;   /* control characters inside strings: line ends and tabs as escapes, others
                          left out */
    size_t lines;      /* of these, line ends: lines after them have other numbers */
    size_t bytes;      /* ill-formed parts of UTF-8 inside strings: U+FFFD */
    size_t letters;    /* what is no ASCII and well-formed there: when there is little of it beside
                          `bytes`, the document is in another encoding */
    size_t numbers;    /* beyond 1e308: that; whole ones beyond 64 bits: with an exponent */
    size_t absent;     /* NaN, Infinity and -Infinity: null */
};

/* A mended copy of TEXT, of *OUT_SIZE bytes, not terminated, to free(); NULL when there was
 * nothing to mend, or when it would pass CAP bytes. Linear in SIZE. */
char *repair_json(const char *text, size_t size, size_t cap, size_t *out_size,
                  struct repairs *repairs);

#endif
