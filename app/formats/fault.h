/* What is wrong with a text that somebody configured (a pointer, a pattern), and where in it. */
#ifndef RIWAQ_FORMATS_FAULT_H
#define RIWAQ_FORMATS_FAULT_H

#include <stdbool.h>
#include <stddef.h>

struct fault {
    size_t at;      /* bytes from the start of the text */
    char what[200]; /* what is wrong, and the mend */
};

/* Fills FAULT (may be NULL). Always false. */
bool fault_set(struct fault *fault, size_t at, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

#endif
