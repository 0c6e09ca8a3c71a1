/* Where in a theme's file a key stands, for findings that come after the theme was built. */
#ifndef RIWAQ_THEME_WHEREABOUTS_H
#define RIWAQ_THEME_WHEREABOUTS_H

#include "theme/theme.h"

struct whereabouts;

/* Of the text of theme.ini as theme_parse was given it, which is copied. */
struct whereabouts *whereabouts_create(const char *file, const char *text, size_t size);
void whereabouts_destroy(struct whereabouts *whereabouts);
const char *whereabouts_file(const struct whereabouts *whereabouts);
/* The line of KEY in SECTION; where it has none, that of the section, else of `extends`, through
 * which it comes; 0: none of them. */
int whereabouts_line(const struct whereabouts *whereabouts, const char *section, const char *key);

/* As they stand in files: "on_accent", "row_next". */
const char *whereabouts_color(enum color_role role);
const char *whereabouts_font(enum font_role role);

#endif
