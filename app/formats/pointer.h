/* JSON Pointer (RFC 6901): the way from a JSON value to one inside it, "/daily/time/0".
 *
 * Parsed once, resolved often. A step is a key of an object, or the index of an array's element:
 * digits without leading zeros (section 4). "-", the element after the last, leads nowhere here,
 * because nothing is ever added. The empty pointer is the value itself. No URI fragments ("#/a").
 */
#ifndef RIWAQ_FORMATS_POINTER_H
#define RIWAQ_FORMATS_POINTER_H

#include "base/buffer.h"
#include "formats/fault.h"

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>

enum {
    POINTER_BYTES_MAX = 1000,
    POINTER_STEPS_MAX = 32,
};

struct pointer;

/* NULL when TEXT is no pointer: then *ERROR (may be NULL) says why and where. */
struct pointer *pointer_create(const char *text, struct fault *error);
void pointer_destroy(struct pointer *pointer); /* NULL is fine */
/* As it was written. */
const char *pointer_text(const struct pointer *pointer);

/* The value that it leads to from VALUE, borrowed from it; NULL: none. A null in the document is a
 * value. */
const json_t *pointer_find(const struct pointer *pointer, const json_t *value);

enum pointer_lack {
    POINTER_LACK_KEY,      /* the object there has no such key */
    POINTER_LACK_ELEMENT,  /* the array there is shorter */
    POINTER_LACK_INDEX,    /* the array there wants an index, the step is none */
    POINTER_LACK_CONTAINER /* what stands there is neither object nor array */
};

/* Where a pointer leads nowhere. */
struct pointer_miss {
    enum pointer_lack lack;
    int step;            /* the one that failed, 0 the first */
    const char *name;    /* its text without escapes; belongs to the pointer */
    size_t prefix;       /* bytes of the pointer's text that lead to the value that lacks it */
    const json_t *there; /* that value; borrowed */
    const char *nearest; /* the key there that looks most like it (belongs to the value), or an
                            index that there is; NULL: none */
};

/* Fills *MISS and is true when the pointer leads nowhere from VALUE; false when it leads to a
 * value. */
bool pointer_suggest(const struct pointer *pointer, const json_t *value, struct pointer_miss *miss);
/* The miss in a sentence without a full stop, such as
 * no "curent" in "/data"; did you mean "current"?
 */
void pointer_describe(const struct pointer *pointer, const struct pointer_miss *miss,
                      struct buffer *out);
/* Where no key is like it, what goes on from there: some of those that there are. */
void pointer_describe_there(const struct pointer_miss *miss, struct buffer *out);

#endif
