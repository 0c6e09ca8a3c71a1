/* Findings about what a person wrote (a theme, a configuration, a document).
 *
 * A parser adds what it finds and goes on, so that one run tells everything;
 * the caller owns the list and decides what to do with it. A finding reads
 *     FILE:LINE: WHERE: what is wrong, and the mend
 * with LINE left out where it is 0 and WHERE ("[zone.ticker] speed", or a key
 * path such as "headlines[3].time") where it is NULL or empty. */
#ifndef RIWAQ_BASE_DIAGNOSTICS_H
#define RIWAQ_BASE_DIAGNOSTICS_H

#include <stdio.h>

enum severity { SEVERITY_WARNING, SEVERITY_ERROR };

struct finding {
    enum severity severity;
    char *file;
    int line;
    char *where;
    char *what;
};

/* At most this many are kept; the rest is counted. */
enum { DIAGNOSTICS_MAX = 200 };

struct diagnostics {
    struct finding *findings;
    int count;
    int dropped;
    int errors; /* how many of all, dropped ones too, are errors */
};

void diagnostics_init(struct diagnostics *diagnostics);
void diagnostics_finish(struct diagnostics *diagnostics);
/* Copies all texts. DIAGNOSTICS may be NULL: then nothing happens. */
void diagnostics_add(struct diagnostics *diagnostics, enum severity severity, const char *file,
                     int line, const char *where, const char *format, ...)
    __attribute__((format(printf, 6, 7)));
/* Moves all findings of FROM behind those of TO; FROM is empty then. */
void diagnostics_move(struct diagnostics *from, struct diagnostics *to);
/* A line each, in the order of adding; what is not printable is written out (printable.h). */
void diagnostics_print(const struct diagnostics *diagnostics, FILE *out);

/* The candidate nearest to WORD by edit distance (insert, delete, change, swap
 * of neighbours), for "did you mean"; NULL when none is near enough. */
const char *diagnostics_nearest(const char *word, const char *const *candidates, int count);

#endif
