/* What every command begins with: configuration, theme, clock. */
#ifndef RIWAQ_SETUP_H
#define RIWAQ_SETUP_H

#include "base/diagnostics.h"
#include "call.h"
#include "content/content.h"
#include "store/clock.h"
#include "store/file_set.h"
#include "theme/config.h"
#include "theme/theme.h"

enum {
    DATA_FOLDERS_MAX = 3,
    /* The years in which commands can be told to begin: nanoseconds since 1970 hold them. */
    YEAR_MIN = 1900,
    YEAR_MAX = 2199
};

/* Of what a file is read for. */
enum setup_part { SETUP_CONFIG, SETUP_THEME, SETUP_LOGO, SETUP_FONTS, SETUP_PART_COUNT };

struct setup {
    struct config *config;
    struct theme *theme; /* never NULL: the built-in one when the chosen one is broken */
    struct clock clock;
    bool at_local;        /* --at has no offset: it is of the place's zone */
    struct civil at;      /* as it was given */
    struct picture *logo; /* NULL: none */
    /* Where `themes` and `fonts` may be, and those folders of fonts; both NULL-terminated. */
    char *data_folders[DATA_FOLDERS_MAX + 1], *font_folders[DATA_FOLDERS_MAX + 1];
    bool good; /* nothing was reported as an error */
    /* With --json: all findings, in their order. Without: none, they are printed as they come. */
    struct diagnostics kept;
    bool keeps;
    /* What was read, and what was looked for, by enum setup_part: another one of it is another
     * setup. NULL: nobody asks. */
    struct file_set *files;
};

/* Reads the configuration (-c, $RIWAQ_CONFIG, $XDG_CONFIG_HOME/riwaq, /etc/riwaq), with
 * --content in place of its sources; every mistake goes to standard error. False, with the
 * exit status in *STATUS, when the call itself was wrong (a TIME that is none; a configuration
 * that cannot be read, but for `run`, which goes on with the defaults). setup_finish is to be
 * called either way. SAVED_S: see clock_settings. */
bool setup_init(struct setup *setup, const struct call *call, int64_t saved_s, int *status);
/* Only the configuration, and where to look for themes and fonts: for who has a screen already.
 * What was found wrong is kept. */
void setup_read(struct setup *setup, const struct call *call);
/* The theme of --theme or of the configuration as it is, without the built-in one standing in for
 * it; NULL: it cannot be used. The caller owns it. */
struct theme *setup_exact_theme(struct setup *setup, const struct call *call);
/* Notes that PATH (NULL: nothing) is going to be read, or looked for. */
void setup_note_file(const struct setup *setup, enum setup_part part, const char *path);
/* What only who can read files knows of a configuration: time zones, files that its sources need.
 * What is not there is reported, and not in it any more. */
void setup_verify(struct config *config, struct diagnostics *findings);
/* Reads the official timetable that CONFIG names into config->prayer.table. False when there was a
 * mistake in it. */
bool setup_timetable(struct config *config, struct diagnostics *findings);
/* Prints FINDINGS on standard error, or keeps them, as SETUP does; they are finished then. */
void setup_tell(struct setup *setup, struct diagnostics *findings);
/* Reads the theme of --theme or of the configuration, and the logo. */
void setup_look(struct setup *setup, const struct call *call);
/* Reads another theme, as --theme names one, in place of the one that is there. */
void setup_theme(struct setup *setup, const char *word);
/* Only the logo; without one that can be read the screen shows none. */
void setup_logo(struct setup *setup);
/* The hour of the whole command, to be read once: --at, or the clock. Nanoseconds since 1970. */
int64_t setup_wall_ns(const struct setup *setup);
/* Fetches all sources once as of *WALL_NS, with pictures for a screen whose longer side is
 * SCREEN_SIDE pixels (0: of any size); what was found wrong goes to standard error. Where only
 * the content tells of which zone --at is, *WALL_NS and the clock are put right by it. Never NULL;
 * *FAILED is set when a source failed. */
struct content *setup_fetch(struct setup *setup, int64_t *wall_ns, int screen_side, bool *failed);
void setup_finish(struct setup *setup);

/* The theme.ini of NAME (a theme's name, or a folder with a "/" in it), free() it; NULL when there
 * is none, which is no mistake for the built-in one. */
char *setup_theme_file(const struct setup *setup, const char *name);
/* The same for a word of the command line: what is no theme's name may be a folder. */
char *setup_called_theme_file(const struct setup *setup, const char *word);
/* Reports that there is no theme NAME: where the configuration names it, if NAME is its
 * config->theme, else as a word of the command line. */
void setup_lack_theme(const struct setup *setup, const char *name, struct diagnostics *findings);
bool setup_theme_is_builtin(const char *name);
/* Reads and verifies a theme's file, and its pictures; NULL on any error, which DIAGNOSTICS has,
 * but for pictures that cannot be shown: without them it is whole. Waits for the decoder's child:
 * some tenths of a second a picture. */
struct theme *setup_read_theme(const struct setup *setup, const char *file,
                               struct diagnostics *diagnostics);
/* Reads the pictures that THEME names, into it. Only files in the theme's folder (links too must
 * end there) are opened. Each that cannot be shown is an error in FINDINGS, and its ground is seen.
 */
void setup_pictures(const struct setup *setup, struct theme *theme, struct diagnostics *findings);
/* Where the configuration was found; NULL: nowhere. free() it. */
char *setup_config_file(const struct call *call);

#endif
