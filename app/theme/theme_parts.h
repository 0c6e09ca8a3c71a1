/* A theme on its way from its files to what theme.h shows. Private to this floor and its
 * tests.
 *
 * The files of a chain of `extends` are laid over one another, the last parent first: each
 * overwrites what it names. What concerns several keys is verified when all is laid. */
#ifndef RIWAQ_THEME_THEME_PARTS_H
#define RIWAQ_THEME_THEME_PARTS_H

#include "theme/options.h"
#include "theme/theme.h"

/* In the enums' order, as they stand in files. */
extern const char *const color_role_names[COLOR_COUNT];
extern const char *const font_role_names[FONT_ROLE_COUNT];
/* As a theme says them: WEIGHT is an enum font_weight, WIDTH an enum font_width. */
const char *font_weight_name(int weight);
const char *font_width_name(int width);

/* An entry to be looked at again when all files are laid. */
struct grid_entry {
    bool given;
    bool good; /* could be read */
    struct option_value value;
};

struct grid_draft {
    struct theme_grid grid;
    const struct ini *ini; /* where the section last stood, NULL: nowhere */
    int line;
    struct grid_entry columns, rows, areas, margin, when;
    bool placed; /* all areas were resolved to cells */
};

struct theme_draft {
    struct theme *theme;
    struct options_context context; /* its user is this draft */
    const char *const *widgets;
    int widget_count;
    bool lenient;                 /* leave out widgets that are not known: for the built-in theme */
    const struct ini *ini;        /* the file that is being laid */
    const char *name, *extends;   /* of the file that is being laid */
    const char *parent;           /* the theme whose file that is, in the arena; NULL: the leaf */
    struct theme_picture picture; /* behind all zones */
    struct grid_draft grids[GRIDS_MAX]; /* the first is [grid], be it there or not */
    int grid_count;
    bool broken_chain; /* a parent could not be read: what is missing may stand there */
    const struct ini *zone_inis[ZONES_MAX]; /* where the zone last stood */
    const struct ini *show_inis[ZONES_MAX]; /* where its `show` last stood; NULL: nowhere */
};

/* One a kind of section. Tables of custom readers take the draft from context->user. */
struct theme_table {
    const char *section; /* without ".NAME" */
    const struct option *options;
    int option_count;
};
extern const struct theme_table theme_table_theme;  /* into a struct theme_draft */
extern const struct theme_table theme_table_colors; /* into a struct theme */
extern const struct theme_table theme_table_font;   /* into a struct theme_font */
extern const struct theme_table theme_table_grid;   /* into a struct grid_draft */
extern const struct theme_table theme_table_zone;   /* into a struct theme_zone */

/* Each lays section number SECTION of draft->ini; NAME is what follows "font.", "grid." or "zone.";
 * NULL for [grid]. */
void theme_lay_font(struct theme_draft *draft, int section, const char *name);
void theme_lay_grid(struct theme_draft *draft, int section, const char *name);
void theme_lay_zone(struct theme_draft *draft, int section, const char *name);

/* Each reads a key into a struct theme_zone. */
void theme_read_show(const struct option_value *value, void *target);
void theme_read_background(const struct option_value *value, void *target);
void theme_read_rules(const struct option_value *value, void *target);
void theme_read_rows(const struct option_value *value, void *target);
void theme_read_padding(const struct option_value *value, void *target);
void theme_read_zone_color(const struct option_value *value, void *target);

/* MARGIN and the like: one length for all, or top and sides, or top, end, bottom, start, into OUT
 * in the last order; 0 to MAX. False: wrong, and reported. */
bool theme_read_sides(const struct option_value *value, double max, double out[4]);

/* Reads `when` into a struct grid_draft. */
void theme_read_when(const struct option_value *value, void *target);
/* Which widths to heights a grid serves, from *LOW to *HIGH; false: no screen at all. */
bool theme_when_range(const struct theme_grid *grid, double *low, double *high);
/* Whether all conditions of GRID hold on a SCREEN of so many pixels. */
bool theme_when_holds(const struct theme_grid *grid, struct size screen);

/* A colour's name (enum color_role), or "#rrggbb" (OWN), or "none" (NONE), as a background has it.
 */
bool theme_read_ground(const struct option_value *value, const char *word, int *background,
                       color *own);
/* "60%", MIN to MAX. False: wrong, and reported. */
bool theme_read_percent(const struct option_value *value, const char *word, int min, int max,
                        int *out);
/* Keys of a struct theme_picture, which is at their option's offset in the target. */
enum { PICTURE_FIT_COUNT = 2 };
extern const char *const picture_fit_names[PICTURE_FIT_COUNT]; /* enum picture_fit */
void theme_read_picture(const struct option_value *value, void *target);
void theme_read_position(const struct option_value *value, void *target);
void theme_read_scrim(const struct option_value *value, void *target);
/* None, as it is before any key is read. */
extern const struct theme_picture theme_no_picture;

/* When all is laid. */
void theme_finish_show(const struct theme_draft *draft, int zone);
void theme_finish_colors(struct theme *theme);
void theme_finish_zones(struct theme_draft *draft, const struct ini *leaf);
void theme_finish_grids(struct theme_draft *draft, const struct ini *leaf);
/* -1: no such zone. */
int theme_zone_index(const struct theme *theme, const char *name);

/* ROLE, which the theme does not name, from the others as they are in ZONE (NULL: in none). */
color theme_derived_color(const struct theme *theme, const struct theme_zone *zone,
                          enum color_role role);

struct theme_request {
    const char *file, *folder;
    const char *text;
    size_t size;
    const char *const *widgets;
    int widget_count;
    theme_find find;
    void *find_self;
    bool lenient;
    struct diagnostics *diagnostics; /* not NULL */
};
struct theme *theme_build(const struct theme_request *request);
/* theme.ini as a list of keys and values. */
struct ini *theme_ini(const char *file, const char *text, size_t size,
                      struct diagnostics *diagnostics);

#endif
