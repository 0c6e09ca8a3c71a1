/* Texts from outside, safe to print on a terminal.
 *
 * Escape sequences drive a terminal, line ends forge lines of a log, and bidi controls show a
 * line in another order than it is in: they are written out instead. */
#ifndef RIWAQ_BASE_PRINTABLE_H
#define RIWAQ_BASE_PRINTABLE_H

#include "base/buffer.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Whether CODE must not reach a terminal as it is: C0 and C1 controls, DEL, the line and
 * paragraph separators, and the controls that order (UAX #9: embeddings, overrides, isolates,
 * not the marks LRM, RLM and ALM, which order nothing but their neighbours). */
bool printable_hides(uint32_t code);

/* Writes TEXT as one line at OUT, of SIZE bytes with the NUL (at least 1), cut at a character:
 * what printable_hides and ill-formed bytes become "\x1B", "\u202E" (in C's manner). Returns
 * the length. */
size_t printable_line(char *out, size_t size, const char *text);

/* The same for quoting what a person wrote: what is not to be seen at all (a no-break space, a soft
 * hyphen, a mark of direction, a byte order mark) is written out, too; joiners are letters' own.
 * True when anything was. */
bool printable_quote(char *out, size_t size, const char *text);

/* Appends JSON, well-formed and valid UTF-8, with what printable_hides, but for C0 controls
 * (which JSON itself escapes in strings), as JSON's own escapes: it means the same as before.
 * False when OUT's cap is passed. */
bool printable_json(struct buffer *out, const char *json);

#endif
