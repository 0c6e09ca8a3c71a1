/* theme.ini: how the screen looks. Parsed and verified whole, then built; immutable.
 *
 * Lengths are in canvas units: a unit is the screen's shorter side / the canvas's shorter
 * side, in pixels. */
#ifndef RIWAQ_THEME_THEME_H
#define RIWAQ_THEME_THEME_H

#include "base/diagnostics.h"
#include "base/geometry.h"
#include "theme/safe_area.h"

#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct picture;

typedef uint32_t color; /* 0xAARRGGBB, alpha not premultiplied */

/* The palette: every theme has all of these ([colors], missing ones from the built-in). */
enum color_role {
    COLOR_PAPER,     /* the ground */
    COLOR_INK,       /* what is read first */
    COLOR_MUTED,     /* labels, past things, lows */
    COLOR_RULE,      /* hairlines, idle page marks */
    COLOR_ACCENT,    /* the one accent: what the passer-by needs next */
    COLOR_ON_ACCENT, /* text on the accent; key on_accent */
    COLOR_FLOOR,     /* ground of the ticker */
    COLOR_ALERT,     /* urgent */
    COLOR_MARK, /* the sign of computed times, "as of"; as `muted` where nothing else is said */
    COLOR_ON_ACCENT_MUTED, /* past things on the accent; between `on_accent` and that, likewise */
    COLOR_COUNT
};

/* Fonts by role: [font.NAME]. Every theme has all of them. */
enum font_role {
    FONT_CLOCK,             /* the big clock */
    FONT_TITLE,             /* the article's title, the display face */
    FONT_HEADLINE,          /* titles in the headlines list */
    FONT_BODY,              /* running text */
    FONT_LABEL,             /* small captions, upper-case with tracking where the script has case */
    FONT_SMALL,             /* page marks, countdown, social line, weekdays */
    FONT_NAME,              /* organisation or place in the masthead */
    FONT_DATE,              /* date in the masthead */
    FONT_ROW,               /* prayer rows, their names and times */
    FONT_ROW_NEXT,          /* the next prayer's time; key row_next */
    FONT_ROW_NEXT_NAME,     /* and its name; key row_next_name */
    FONT_TEMPERATURE,       /* the five days' highs */
    FONT_TEMPERATURE_TODAY, /* today's high; key temperature_today */
    FONT_TICKER,
    FONT_TICKER_TIME, /* key ticker_time */
    FONT_ROLE_COUNT
};

enum { FAMILIES_MAX = 8, TRACKS_MAX = 16, ZONES_MAX = 16, ENTRIES_MAX = 8, ZONE_SOURCES_MAX = 8 };

/* OpenType's weights and widths (OS/2 usWeightClass, usWidthClass) that families have; what is all
 * zero is regular, of normal width and upright. */
enum font_weight {
    FONT_THIN = -3,
    FONT_EXTRALIGHT,
    FONT_LIGHT,
    FONT_REGULAR,
    FONT_MEDIUM,
    FONT_SEMIBOLD,
    FONT_BOLD,
    FONT_EXTRABOLD,
    FONT_BLACK
};
enum font_width {
    FONT_EXTRACONDENSED = -3,
    FONT_CONDENSED,
    FONT_SEMICONDENSED,
    FONT_NORMAL,
    FONT_SEMIEXPANDED,
    FONT_EXPANDED
};
struct font_look {
    int weight; /* enum font_weight */
    int width;  /* enum font_width */
    bool italic;
};

/* A value, and others that will do where no family has a file for it. */
enum { FONT_CHOICES_MAX = 3 };
struct font_choice {
    int values[FONT_CHOICES_MAX]; /* in order of preference */
    int others;                   /* how many there are beside the first */
};

struct theme_font {
    const char *families[FAMILIES_MAX]; /* in order of preference */
    int family_count;
    struct font_choice weight, width; /* enum font_weight, enum font_width */
    bool italic;
    double size;     /* em, units, 6 to 400 */
    double leading;  /* line height / em, 0.8 to 3; 0: by the face's own metrics */
    double tracking; /* extra space between letters / em, -0.1 to 1; scripts that join ignore it */
    bool upper;      /* case = upper */
    int line;        /* of the section, for `check`; 0: built-in */
};

/* AUTO: as large as what stands in it needs. */
enum track_kind { TRACK_FIXED, TRACK_FRACTION, TRACK_AUTO };
struct track {
    enum track_kind kind;
    double amount; /* units, or share; 0 for AUTO */
};

/* What a screen must be for a grid to serve: each compares one of its sides, in pixels, or its
 * width to its height, with a / b. */
enum grid_quantity { GRID_ASPECT, GRID_WIDTH, GRID_HEIGHT };
enum grid_compare { GRID_LESS, GRID_AT_MOST, GRID_MORE, GRID_AT_LEAST };
struct grid_condition {
    enum grid_quantity quantity;
    enum grid_compare compare;
    int a, b;
};
enum { GRID_CONDITIONS_MAX = 4, GRIDS_MAX = 8 };

/* One grid; areas are resolved to cells: zone z covers columns x .. x+w-1, rows y .. y+h-1. */
struct theme_grid {
    const char *name;                                      /* of [grid.NAME]; NULL: [grid] */
    struct grid_condition conditions[GRID_CONDITIONS_MAX]; /* all must hold; none for [grid] */
    int condition_count;
    struct track columns[TRACKS_MAX], rows[TRACKS_MAX];
    int column_count, row_count;
    double gap_x, gap_y; /* units; key gap = N or X Y */
    double margin_top, margin_end, margin_bottom,
        margin_start;             /* units; margin = N, or T S, or T E B S */
    struct rect cells[ZONES_MAX]; /* by zone index; w == 0: the zone is not in this grid */
};

enum transition_kind { TRANSITION_CUT, TRANSITION_FADE, TRANSITION_SLIDE };
enum easing { EASING_LINEAR, EASING_IN, EASING_OUT, EASING_IN_OUT };
/* Where computed prayer times say that they are: a sign at each, a word in the caption. */
enum computed_mark { COMPUTED_CAPTION, COMPUTED_TIMES, COMPUTED_BOTH };
enum rule_sides { RULE_NONE = 0, RULE_TOP = 1, RULE_BOTTOM = 2, RULE_START = 4, RULE_END = 8 };
/* Where a zone's content stands from top to bottom when it is less high than the zone. */
enum zone_align { ZONE_ALIGN_START, ZONE_ALIGN_CENTER, ZONE_ALIGN_END };
/* What a board of departures has rows of. */
enum row_kinds { ROW_PRAYERS = 1, ROW_HEADLINES = 2 };
/* How a picture fills its ground: all of that, cut where it is too long; or all of the picture. */
enum picture_fit { PICTURE_COVER, PICTURE_CONTAIN };
/* What becomes of a text that is too long: it is set smaller, then cut; it goes on on further
 * pages; it rises. */
enum zone_fit { FIT_PAGE, FIT_SHRINK, FIT_SCROLL };
enum { FIT_FLOOR = 56 }; /* where nothing else is said */
/* How a headline of a ticker stands: on nothing, all of it on a plate, what is before its title. */
enum strip_item { STRIP_PLAIN, STRIP_PILL, STRIP_LABEL };
/* Whether each names its source; AUTO: where there are several. */
enum strip_sources { SOURCES_AUTO, SOURCES_NEVER, SOURCES_ALWAYS };
/* To which side a ticker runs; AUTO: to where the lines of its language begin. */
enum strip_direction { STRIP_AUTO, STRIP_LEFT, STRIP_RIGHT };
enum { HEADLINE_COLUMNS_MAX = 4 };
enum { STRIP_GAP = 98 }; /* between headlines of a ticker, units, where nothing else is said */
/* What a background may be besides an enum color_role. */
enum { BACKGROUND_NONE = -1, BACKGROUND_OWN = COLOR_COUNT };

/* A picture behind a zone, or behind all of them. A theme that was parsed has its name alone: who
 * can read files puts the pixels in (theme_picture_at, theme_picture_put). */
struct theme_picture {
    const char *name;  /* in the theme's folder, not out of it; NULL: none */
    const char *theme; /* whose folder that is, as `extends` names it; NULL: the theme's own */
    const char *file;  /* where the key stands */
    int line;
    enum picture_fit fit;
    enum zone_align across, down; /* what of it is seen, or where it stands; START: where lines
                                     begin, and at the top */
    int scrim;                    /* enum color_role, NONE, OWN: laid over it */
    color scrim_own;              /* opaque */
    int scrim_percent;            /* 0 to 100 */
    const struct picture *pixels; /* owned by the theme; NULL: not read, the ground alone is seen */
};

struct theme_entry {
    const char *widget;  /* one of the names given to theme_parse */
    int64_t duration_ns; /* minimum; 0: as long as it needs */
    /* When it is due, in the place's local time: on these days of the week (bit 0 Sunday), from
     * one minute of the day (0 to 1439) to another (1 to 1440); one that is not after the first
     * is on the next day. No day: always. */
    unsigned weekdays;
    int from_min, to_min;
    int line;
};

struct theme_zone {
    const char *name;
    struct theme_entry entries[ENTRIES_MAX];
    int entry_count;
    enum transition_kind transition;
    int64_t transition_ns; /* 0 to 5 s */
    enum easing easing;
    double speed;          /* of a ticker: units a second, 20 to 2000 */
    double gap;            /* of a ticker: units between two headlines */
    const char *separator; /* of a ticker, in the middle of the gap; NULL: a dot; empty: nothing */
    enum strip_direction direction;
    enum strip_item item;
    enum color_role item_color; /* of the plate; of the time where there is none */
    bool item_times;            /* each has its time */
    enum strip_sources item_sources;
    /* enum color_role, NONE: the paper shows, OWN: as `ground` says. With a second one (unless
     * NONE) it goes over into that from top to bottom, where the zone does not run. */
    int background, background_end;
    color ground[2];              /* opaque */
    struct theme_picture picture; /* on the background */
    double radius;                /* units, of the background's corners */
    color colors[COLOR_COUNT];    /* the palette of this zone, where color_set has the role's bit */
    unsigned color_set;
    enum zone_align align;
    bool bleed;     /* the background and a ticker run to the screen's edges through the margin */
    unsigned rules; /* enum rule_sides: hairlines at the zone's edges */
    double padding_top, padding_end, padding_bottom, padding_start; /* units, inside the zone */
    enum zone_fit fit; /* of an article and headlines */
    int fit_floor;     /* percent of its size to which a text is made smaller; 40 to 100 */
    bool pictures;     /* an article shows its own */
    enum computed_mark computed; /* CAPTION: with a sign at each where not all of them are */
    unsigned row_kinds;          /* of departures: enum row_kinds; 0: all of them */
    int lines;                   /* of departures: of a title at most; 0: one */
    int count;   /* of departures: rows on a page at most; 0: as many as have room */
    int clocks;  /* of a masthead: world clocks at most, as far as there is room; 0 to 6 */
    int columns; /* of the headlines: at most, as far as there is room; 1 to 4 */
    /* [source.NAME]s whose headlines, article and weather alone are shown here; 0: all. */
    const char *sources[ZONE_SOURCES_MAX];
    int source_count;
    const char *source_file; /* where the key stands, for `check` */
    int source_line;
    int line;
};

struct theme {
    const char *name;   /* shown name; never NULL */
    const char *folder; /* where its files are; NULL: built in */
    struct size canvas;
    struct safe_area safe_area; /* lengths in units */
    int pixel_shift;            /* pixels to each side, 0 to PIXEL_SHIFT_MAX; 0: none */
    color colors[COLOR_COUNT];
    unsigned color_derived;       /* bit by bit the roles that follow from others */
    struct theme_picture picture; /* on the paper, behind all zones */
    struct theme_font fonts[FONT_ROLE_COUNT];
    struct theme_grid grids[GRIDS_MAX]; /* [grid] first; the last whose conditions hold serves */
    int grid_count;                     /* at least 1 */
    struct theme_zone zones[ZONES_MAX];
    int zone_count;
    int margin_line, grid_line; /* for `check` */
    struct arena *arena;        /* private */
    atomic_int shared;          /* private: owners besides the first */
};

/* Reads another theme's text for `extends`; returns malloc'ed text or NULL. */
typedef char *(*theme_find)(void *self, const char *name, size_t *size);

/* Verifies everything, then builds. WIDGETS are the names that `show` may use. NULL when there
 * was any error (the caller keeps the last good theme). FOLDER may be NULL. */
struct theme *theme_parse(const char *file, const char *folder, const char *text, size_t size,
                          const char *const *widgets, int widget_count, theme_find find,
                          void *find_self, struct diagnostics *diagnostics);
/* The built-in atrium, the same bytes as themes/atrium/theme.ini. Never NULL. */
struct theme *theme_builtin(const char *const *widgets, int widget_count);
const char *theme_builtin_text(size_t *size);
/* One more owner, who is to destroy it too; from any thread. */
struct theme *theme_take(const struct theme *theme);
void theme_destroy(struct theme *theme);
/* Whether the same font files stand behind both. */
bool theme_same_fonts(const struct theme *a, const struct theme *b);
/* Warns of zones that name a source which is none of the COUNT (up to 16) NAMES. */
void theme_check_sources(const struct theme *theme, const char *const *names, int count,
                         struct diagnostics *diagnostics);

/* ROLE as it is in ZONE; and the colour of its background, or of the end of that: the paper where
 * it has none. */
color theme_zone_color(const struct theme *theme, const struct theme_zone *zone,
                       enum color_role role);
color theme_zone_ground(const struct theme *theme, const struct theme_zone *zone, bool end);
/* What lies over ZONE's picture (NULL: over the theme's), 0xAARRGGBB; 0: nothing. */
color theme_scrim(const struct theme *theme, const struct theme_zone *zone);

/* The pictures that THEME names, 0 <= i < theme_picture_count; and the zone of each, NULL: none,
 * it is behind all. */
int theme_picture_count(const struct theme *theme);
const struct theme_picture *theme_picture_at(const struct theme *theme, int i,
                                             const struct theme_zone **zone);
/* Gives the I-th its pixels; takes a reference of its own. */
void theme_picture_put(struct theme *theme, int i, const struct picture *pixels);
/* The grid for a screen, and pixels per unit. */
const struct theme_grid *theme_grid_for(const struct theme *theme, struct size screen);
double theme_unit(const struct theme *theme, struct size screen);

#endif
