/* UTF-8 from outside, made fit to be set: valid, without control characters, capped. */
#ifndef RIWAQ_TEXT_UTF8_H
#define RIWAQ_TEXT_UTF8_H

#include <stddef.h>
#include <stdint.h>

/* The code point at *AT, which moves past it; U+FFFD for each ill-formed part. *AT < LENGTH. */
uint32_t utf8_next(const char *text, size_t length, size_t *at);
/* Writes CODE at OUT and returns its bytes, 1 to 4. CODE is a scalar value. */
size_t utf8_put(char *out, uint32_t code);
/* A terminated copy of TEXT to free(), of at most CAP bytes, cut at a grapheme cluster.
 * Ill-formed parts become U+FFFD; every kind of line end becomes '\n'; other control characters
 * but the tab, and noncharacters, are dropped, and so are marks after the 30th in a row (the
 * limit of Unicode's Stream-Safe Text Format, UAX #15), which no script needs. */
char *utf8_clean(const char *text, size_t length, size_t cap, size_t *out_length);

#endif
