/* riwaq.conf: what whoever hangs the screen has to say. Parsed and verified whole; every
 * mistake is reported with file and line and the mend. */
#ifndef RIWAQ_THEME_CONFIG_H
#define RIWAQ_THEME_CONFIG_H

#include "base/diagnostics.h"
#include "content/hours.h"
#include "content/language.h"
#include "content/selection.h"
#include "content/prayer_settings.h"
#include "theme/display_mode.h"
#include "theme/safe_area.h"

#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>

enum { LANGUAGES_SHOWN_MAX = 4, SOURCES_MAX = 16, FORMATS_MAX = 16, OUTPUT_NAME_MAX = 32 };

enum { CEC_DEVICE_MAX = 16 };

struct format;
struct map;

struct source_config {
    char *name;    /* of [source.NAME] */
    char *url;     /* http(s)://..., file:..., or a path (relative ones: to the file's folder) */
    int every_s;   /* 10 s to 1 day; default 300 */
    int timeout_s; /* 1 to 120; default 20 */
    const struct format *format; /* what `format` names; NULL: riwaq's own */
    const struct map *map;       /* or that of [format.NAME], the config's; NULL: none */
    char *headers;               /* file of secret header lines; NULL: none */
    char *ca;                    /* PEM file trusted beside the system's; NULL: none */
    int headers_line, ca_line;   /* where they stand, for later diagnostics */
    struct selection selection;
    bool stands_in; /* for all that the configuration names: a zone's `source` is always this one */
    int line;       /* where the section begins, for later diagnostics */
    /* Of all that is written in the section and in that of its format, and of the files that it
     * names as far as who reads files has added them (hash.h): as long as it is the same, so is
     * what the source gives. */
    uint64_t identity;
};

/* A world clock. */
struct clock_config {
    char *zone;                  /* name in tzdata */
    char *name;                  /* for all languages, never NULL */
    char *names[LANGUAGE_COUNT]; /* or NULL */
};
void clock_config_finish(struct clock_config *clock);

struct config {
    char *path; /* where it was read from; NULL: defaults */
    /* [screen] */
    char *organisation;                        /* key `name`; NULL: none */
    const char *organisations[LANGUAGE_COUNT]; /* keys `name.en` and so on; owned */
    char *logo;                                /* file; NULL: none */
    int logo_line;  /* where it stands, for later diagnostics; 0: nowhere */
    char *theme;    /* name or folder; NULL: atrium */
    int theme_line; /* as logo_line */
    char *contact;  /* who runs the screen, for those whose servers it asks; NULL: not told */
    enum language languages[LANGUAGES_SHOWN_MAX];
    int language_count; /* at least 1 */
    enum digits digits;
    bool twelve_hours;
    char unit;                         /* 'C' or 'F' */
    int rotate;                        /* 0, 90, 180, 270 degrees clockwise */
    struct display_mode mode;          /* of the console's display */
    char output[OUTPUT_NAME_MAX];      /* which one, as the kernel calls it; empty: any */
    struct safe_area overscan;         /* lengths in pixels */
    int pixel_shift;                   /* pixels to each side; -1: as the theme has it */
    double viewing_distance, diagonal; /* metres, inches, for `check`; 0: not given */
    /* [power] */
    struct opening_hours hours; /* when the screen is on */
    struct dim dim;             /* how bright it is */
    char cec[CEC_DEVICE_MAX];   /* adapter by which the set is switched; empty: it is not */
    /* [clock] */
    bool trust_always;
    struct clock_config clocks[WORLD_CLOCKS_MAX]; /* key `zones`, and `names` */
    int clock_count;
    int clocks_line; /* as logo_line */
    struct {
        char *text;
        int line;
    } clock_names[LANGUAGE_COUNT + 1]; /* private: `names.en` ..., `names`, as they were written */
    /* [place], [prayer] */
    struct place place; /* its texts are owned by the config */
    int timezone_line;  /* as logo_line: only who reads files knows whether the zone exists */
    struct prayer_settings prayer; /* its table is set by whoever reads files */
    char *timetable;               /* file; NULL: none */
    enum prayer_table_time timetable_time;
    int timetable_line; /* as logo_line */
    /* [source.NAME], in the order of the file */
    struct source_config sources[SOURCES_MAX];
    int source_count;
    /* [format.NAME], in the order of the file; owned */
    struct map *formats[FORMATS_MAX];
    int format_count;
    uint64_t serial;   /* unlike any other configuration of this run */
    atomic_int shared; /* private: owners besides the first */
};

/* All defaults, as with an empty file. */
struct config *config_create(void);
/* Parses TEXT; FILE names it in diagnostics and is the base of relative paths. Never NULL: a
 * wrong key keeps its default, and diagnostics->errors tells that something was wrong. */
struct config *config_parse(const char *file, const char *text, size_t size,
                            struct diagnostics *diagnostics);
/* One more owner, who is to destroy it too; from any thread. It must not be written any more. */
struct config *config_take(const struct config *config);
void config_destroy(struct config *config);
/* Whether a time zone was written that is none, or not there. */
bool config_lacks_zone(const struct config *config);
/* Takes a world clock away, the others stay in their order. */
void config_clock_remove(struct config *config, int index);
void source_config_finish(struct source_config *source);

#endif
