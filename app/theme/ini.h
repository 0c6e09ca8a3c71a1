/* The INI files that people write: riwaq.conf and theme.ini.
 *
 *   file     = [BOM] { line ( LF | CR LF ) }                UTF-8, at most 256 KiB
 *   line     = blank | comment | section | entry | more     at most 4 KiB
 *   comment  = ( ";" | "#" ) anything                       also indented
 *   section  = "[" name "]" [ tail ]
 *   entry    = key "=" value [ tail ]                       the first "=" of the line
 *   more     = white space, then a further line of a list   only after the keys that are named
 *                                                           as lists (`areas` of a grid)
 *   tail     = white space ";" anything                     so "#0e1a24" needs no quotes
 *   key      = letters, digits, "_", "-" and "."            at most 64 bytes
 *   name     = the same and bytes above 127                 at most 64 bytes
 *
 * "\;" is a semicolon. A line of a list holds no "=" and does not begin with "[": such a line
 * is read as an entry or a section, however it is indented. White space (space and tab) around
 * keys and values does not count. There are no quotes and no other escapes.
 *
 * Every line that is none of these, and a section or a key that comes twice, is reported with
 * its line; the rest is read all the same. Any bytes may be given, NUL bytes too. */
#ifndef RIWAQ_THEME_INI_H
#define RIWAQ_THEME_INI_H

#include "base/diagnostics.h"

#include <stddef.h>

enum {
    INI_SIZE_MAX = 256 * 1024,
    INI_LINE_MAX = 4 * 1024,
    INI_NAME_MAX = 64,
    INI_SECTIONS_MAX = 128,
    INI_ENTRIES_MAX = 1024,
};

struct ini_section {
    const char *name; /* without brackets; never empty */
    int line;
};

struct ini_entry {
    int section; /* its index */
    const char *key;
    const char *value; /* maybe empty. Of a list: its lines, parted by '\n'; the n-th (from 0)
                        * stands on line `line` + n of the file (blank ones are kept for that) */
    int line;
};

/* Immutable once parsed; all texts are its own. */
struct ini {
    const char *file;             /* as given, for diagnostics */
    struct ini_section *sections; /* in the order of the file, no name twice */
    int section_count;
    struct ini_entry *entries; /* in the order of the file, no key twice in a section */
    int entry_count;
    struct arena *arena; /* private */
};

/* Never NULL: what could be read, be it nothing. LISTS are the keys that take further lines. */
struct ini *ini_parse(const char *file, const char *text, size_t size, const char *const *lists,
                      int list_count, struct diagnostics *diagnostics);
void ini_destroy(struct ini *ini);

/* The index of a section, or -1. */
int ini_section(const struct ini *ini, const char *name);
/* NULL when the file does not have it. */
const struct ini_entry *ini_entry(const struct ini *ini, const char *section, const char *key);

#endif
