/* Option tables: which keys a section takes, of what kind, in which range.
 *
 * One table row a key; reading a section puts the values into a struct and reports everything
 * that is not as the table says, with the mend. A wrong value leaves the field as it was. */
#ifndef RIWAQ_THEME_OPTIONS_H
#define RIWAQ_THEME_OPTIONS_H

#include "base/diagnostics.h"
#include "theme/ini.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;

enum option_kind {
    OPTION_TEXT,     /* char * */
    OPTION_FILE,     /* char *; a relative path is taken from the folder of the file */
    OPTION_INT,      /* int, min to max */
    OPTION_DOUBLE,   /* double, min to max */
    OPTION_BOOL,     /* bool: yes, no, true, false, on, off */
    OPTION_FLAG,     /* bool: the first of two choices is false, the second true */
    OPTION_CHOICE,   /* int or an enum: the index of the choice */
    OPTION_COLOR,    /* uint32_t 0xAARRGGBB: #rgb, #rrggbb, #rrggbbaa */
    OPTION_DURATION, /* int64_t nanoseconds, min to max in seconds: 600ms, 40s, 5m, 1h, 2d */
    OPTION_SECONDS,  /* int seconds, otherwise the same */
    OPTION_CUSTOM,   /* as `read` does */
};

struct option_value;

struct option {
    const char *key;
    enum option_kind kind;
    size_t offset; /* of the field in the target */
    double min, max;
    const char *const *choices;
    int choice_count;
    void (*read)(const struct option_value *value, void *target); /* the whole target */
};

struct options_context {
    struct diagnostics *diagnostics;
    struct arena *arena; /* texts are allocated from it; NULL: malloc'ed, and the old one freed */
    void *user;          /* for `read` */
};

/* One value on its way; given to `read`. */
struct option_value {
    const struct options_context *context;
    const struct option *option;
    const struct ini *ini;
    const struct ini_entry *entry;
    const char *text; /* of the entry; not empty */
    int line;         /* of the entry, or of the line of a list that is being read */
};

/* Reads all entries of SECTION (index in INI) into TARGET. */
void options_read(const struct option *table, int count, const struct ini *ini, int section,
                  const struct options_context *context, void *target);

/* --- for `read`: each reports what is wrong, and returns false without writing --- */
void option_error(const struct option_value *value, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
bool option_int(const struct option_value *value, const char *text, int min, int max, int *out);
bool option_double(const struct option_value *value, const char *text, double min, double max,
                   double *out);
bool option_duration(const struct option_value *value, const char *text, double min_s, double max_s,
                     int64_t *out_ns);
bool option_choice(const struct option_value *value, const char *text, const char *const *choices,
                   int count, int *out);
/* 0xAARRGGBB from #rgb, #rrggbb or #rrggbbaa. */
bool option_color(const struct option_value *value, const char *text, uint32_t *out);
/* The path as it is to be opened: relative ones from the folder of the file. free() it. */
char *option_path(const struct option_value *value, const char *text);
/* Puts a copy of TEXT into the field FIELD (a char ** or const char **), as OPTION_TEXT does. */
void option_set_text(const struct options_context *context, void *field, const char *text);

/* Splits the next item off *REST at any of SEPARATORS, without the white space around it, into
 * OUT (SIZE bytes; a longer item is cut). False at the end. With white space as separators,
 * empty items are skipped; with commas they are given. */
bool option_next(const char **rest, const char *separators, char *out, size_t size);

/* "a, b, c" into OUT, cut if longer; returns OUT. */
const char *option_join(const char *const *names, int count, char *out, size_t size);
/* TEXT in double quotes for a message, cut at a character after 48 bytes; returns OUT. */
enum { OPTION_QUOTE_SIZE = 64 };
const char *option_quote(const char *text, char out[OPTION_QUOTE_SIZE]);
/* "did you mean \"x\"?" or, when nothing is near, "one of: a, b, c"; returns OUT. */
const char *option_mend(const char *word, const char *const *names, int count, char *out,
                        size_t size);

#endif
