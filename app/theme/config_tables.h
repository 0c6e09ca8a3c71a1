/* What riwaq.conf takes: the option tables of its sections. Private to this floor and its
 * tests, which hold the example and the manual against it. */
#ifndef RIWAQ_THEME_CONFIG_TABLES_H
#define RIWAQ_THEME_CONFIG_TABLES_H

#include "theme/config.h"
#include "theme/options.h"

struct config_table {
    const char *section;
    const struct option *options;
    int option_count;
};

enum { CONFIG_TABLE_COUNT = 6, CONFIG_PRAYER_OPTION_COUNT = 28 };
/* Those of [prayer], which have their own file. */
extern const struct option config_prayer_options[CONFIG_PRAYER_OPTION_COUNT];
/* Those of [clock], as well. */
enum { CONFIG_CLOCK_OPTION_COUNT = 7 };
extern const struct option config_clock_options[CONFIG_CLOCK_OPTION_COUNT];
/* [screen], [power], [clock], [place] and [prayer] read into a struct config; the last,
 * [source.NAME], into a struct source_config. */
extern const struct config_table config_tables[CONFIG_TABLE_COUNT];
enum { CONFIG_TABLE_SOURCE = CONFIG_TABLE_COUNT - 1 };

/* --- what belongs together, when the whole file has been read ------------------------------- */
/* An error, or a warning, about KEY of SECTION: at its line, else where the section begins. */
void config_report(const struct ini *ini, struct diagnostics *diagnostics, enum severity severity,
                   const char *section, const char *key, const char *format, ...)
    __attribute__((format(printf, 6, 7)));
void config_prayer_verify(struct config *config, const struct ini *ini,
                          struct diagnostics *diagnostics);

/* --- the months of the Hijra that [prayer] names ---------------------------------------------- */
void config_hijri_read(const struct option_value *value, void *target);
/* Months that are not as the calendar can have them go. */
void config_hijri_verify(struct config *config, const struct ini *ini,
                         struct diagnostics *diagnostics);

#endif
