#include "theme/config.h"

#include "base/hash.h"
#include "base/memory.h"
#include "theme/config_clock.h"
#include "theme/config_format.h"
#include "theme/config_power.h"
#include "theme/config_tables.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { EVERY_DEFAULT_S = 300, TIMEOUT_DEFAULT_S = 20, WHAT_MAX = 500 };
static const char source_prefix[] = "source.", format_prefix[] = "format.";

/* The one thing here that outlives a call: serials must differ across threads too. */
static uint64_t next_serial(void)
{
    static atomic_uint_least64_t last;
    return atomic_fetch_add_explicit(&last, 1, memory_order_relaxed) + 1;
}

struct config *config_create(void)
{
    struct config *config = memory_new(sizeof *config);
    config->serial = next_serial();
    config->languages[0] = LANGUAGE_EN;
    config->language_count = 1;
    config->digits = DIGITS_WESTERN;
    config->unit = 'C';
    config->pixel_shift = -1;
    config->prayer = PRAYER_SETTINGS_DEFAULT;
    return config;
}

void source_config_finish(struct source_config *source)
{
    free(source->name);
    free(source->url);
    free(source->headers);
    free(source->ca);
    selection_finish(&source->selection);
    *source = (struct source_config){0};
}

struct config *config_take(const struct config *config)
{
    struct config *taken = (struct config *)config;
    atomic_fetch_add_explicit(&taken->shared, 1, memory_order_relaxed);
    return taken;
}

void config_destroy(struct config *config)
{
    if (config == NULL || atomic_fetch_sub_explicit(&config->shared, 1, memory_order_acq_rel) > 0)
        return;
    for (int i = 0; i < config->source_count; i++)
        source_config_finish(&config->sources[i]);
    for (int i = 0; i < config->format_count; i++)
        config_format_free(config->formats[i]);
    config_clocks_finish(config);
    free(config->path);
    free(config->organisation);
    free(config->logo);
    free(config->theme);
    free(config->contact);
    free(config->timetable);
    prayer_table_put(config->prayer.table);
    for (int i = 0; i < LANGUAGE_COUNT; i++) {
        free((char *)config->organisations[i]);
        free((char *)config->place.names[i]);
    }
    free((char *)config->place.name);
    free((char *)config->place.timezone);
    free(config);
}

bool config_lacks_zone(const struct config *config)
{
    return config->timezone_line > 0 && config->place.timezone == NULL;
}

static int line_of(const struct ini *ini, const char *section, const char *key)
{
    const struct ini_entry *entry = ini_entry(ini, section, key);
    return entry != NULL ? entry->line : 0;
}

void config_report(const struct ini *ini, struct diagnostics *diagnostics, enum severity severity,
                   const char *section, const char *key, const char *format, ...)
{
    char where[2 * INI_NAME_MAX + 4], what[WHAT_MAX];
    int line = line_of(ini, section, key), index = ini_section(ini, section);
    snprintf(where, sizeof where, "[%s] %s", section, key);
    va_list args;
    va_start(args, format);
    vsnprintf(what, sizeof what, format, args);
    va_end(args);
    if (line == 0 && index >= 0)
        line = ini->sections[index].line;
    diagnostics_add(diagnostics, severity, ini->file, line, where, "%s", what);
}

/* Of what is written in SECTION, joined to HASH. */
static uint64_t hash_section(uint64_t hash, const struct ini *ini, int section)
{
    for (int i = 0; i < ini->entry_count; i++) {
        const struct ini_entry *entry = &ini->entries[i];
        if (entry->section != section)
            continue;
        hash = hash_bytes(hash, entry->key, strlen(entry->key) + 1);
        hash = hash_bytes(hash, entry->value, strlen(entry->value) + 1);
    }
    return hash;
}

static uint64_t identity_of(const struct source_config *source, const struct ini *ini, int section)
{
    char format[INI_NAME_MAX + sizeof format_prefix];
    uint64_t hash = hash_section(HASH_START, ini, section);
    hash = hash_bytes(hash, source->name, strlen(source->name));
    hash = hash_bytes(hash, source->url, strlen(source->url)); /* by the file's folder, too */
    if (source->map == NULL)
        return hash;
    snprintf(format, sizeof format, "%s%s", format_prefix, source->map->name);
    return hash_section(hash, ini, ini_section(ini, format));
}

static void read_source(struct config *config, const struct ini *ini, int section,
                        const struct options_context *context)
{
    const char *name = ini->sections[section].name;
    struct source_config source = {
        .every_s = EVERY_DEFAULT_S,
        .timeout_s = TIMEOUT_DEFAULT_S,
        .line = ini->sections[section].line,
    };
    const struct config_table *table = &config_tables[CONFIG_TABLE_SOURCE];
    options_read(table->options, table->option_count, ini, section, context, &source);
    if (source.url == NULL) {
        if (ini_entry(ini, name, "url") == NULL)
            config_report(
                ini, context->diagnostics, SEVERITY_ERROR, name, "url",
                "missing; write the address, such as url = https://news.example/lobby.json");
        source_config_finish(&source);
        return;
    }
    if (config->source_count == SOURCES_MAX) {
        config_report(ini, context->diagnostics, SEVERITY_ERROR, name, "url",
                      "more than 16 sources; remove some");
        source_config_finish(&source);
        return;
    }
    source.name = memory_text(name + strlen(source_prefix));
    source.headers_line = line_of(ini, name, "headers");
    source.ca_line = line_of(ini, name, "ca");
    source.identity = identity_of(&source, ini, section);
    config->sources[config->source_count++] = source;
}

static bool begins_with(const char *name, const char *prefix)
{
    size_t length = strlen(prefix);
    return strncmp(name, prefix, length) == 0 && name[length] != '\0';
}

static void read_format(struct config *config, const struct ini *ini, int section,
                        const struct options_context *context)
{
    const char *name = ini->sections[section].name + strlen(format_prefix);
    const char *fault = NULL;
    if (format_find(name) != NULL)
        fault = "is the name of a format that is built in; write another";
    else if (config->format_count == FORMATS_MAX)
        fault = "more than 16 formats; remove some";
    if (fault == NULL)
        config->formats[config->format_count++] = config_format_read(name, ini, section, context);
    else
        diagnostics_add(context->diagnostics, SEVERITY_ERROR, ini->file,
                        ini->sections[section].line, NULL, "[%s] %s", ini->sections[section].name,
                        fault);
}

/* The section's name as it was probably meant. */
static void report_section(const struct ini *ini, int section, struct diagnostics *diagnostics)
{
    const char *name = ini->sections[section].name, *dot = strchr(name, '.');
    char head[INI_NAME_MAX + 1];
    snprintf(head, sizeof head, "%.*s", dot != NULL ? (int)(dot - name) : INI_NAME_MAX, name);
    const char *names[CONFIG_TABLE_COUNT + 1];
    for (int i = 0; i < CONFIG_TABLE_COUNT; i++)
        names[i] = config_tables[i].section;
    names[CONFIG_TABLE_COUNT] = "format";
    const char *near = diagnostics_nearest(head, names, CONFIG_TABLE_COUNT + 1);
    char mend[2 * INI_NAME_MAX];
    if (near == names[CONFIG_TABLE_SOURCE] || near == names[CONFIG_TABLE_COUNT])
        snprintf(mend, sizeof mend, "did you mean [%s%s]?", near,
                 dot != NULL && dot[1] != '\0' ? dot : ".NAME");
    else if (near != NULL)
        snprintf(mend, sizeof mend, "did you mean [%s]?", near);
    else
        snprintf(mend, sizeof mend,
                 "one of: [screen], [power], [clock], [place], [prayer], [source.NAME], "
                 "[format.NAME]");
    diagnostics_add(diagnostics, SEVERITY_ERROR, ini->file, ini->sections[section].line, NULL,
                    "[%s] is no section of riwaq.conf; %s", name, mend);
}

static void read_section(struct config *config, const struct ini *ini, int section,
                         const struct options_context *context)
{
    const char *name = ini->sections[section].name;
    if (begins_with(name, format_prefix))
        return; /* has been read */
    if (begins_with(name, source_prefix)) {
        read_source(config, ini, section, context);
        return;
    }
    for (int i = 0; i < CONFIG_TABLE_SOURCE; i++) {
        const struct config_table *table = &config_tables[i];
        if (strcmp(table->section, name) == 0) {
            options_read(table->options, table->option_count, ini, section, context, config);
            return;
        }
    }
    report_section(ini, section, context->diagnostics);
}

/* In the other languages the one name that is there would stand for all. */
static void verify_place_name(const struct config *config, const struct ini *ini,
                              struct diagnostics *diagnostics)
{
    for (int i = 0; config->place.name == NULL && i < LANGUAGE_COUNT; i++) {
        if (config->place.names[i] == NULL)
            continue;
        char key[32];
        snprintf(key, sizeof key, "[place] name.%s", language_code((enum language)i));
        diagnostics_add(diagnostics, SEVERITY_WARNING, ini->file,
                        line_of(ini, "place", key + strlen("[place] ")), key,
                        "stands for all languages that have no name of their own; "
                        "write name = ... beside it");
        return;
    }
}

/* Both coordinates or neither. */
static void verify_place(struct config *config, const struct ini *ini,
                         struct diagnostics *diagnostics)
{
    bool latitude = ini_entry(ini, "place", "latitude") != NULL;
    bool longitude = ini_entry(ini, "place", "longitude") != NULL;
    config->place.located = !isnan(config->place.latitude) && !isnan(config->place.longitude);
    if (!config->place.located)
        config->place.latitude = config->place.longitude = 0;
    if (latitude && !longitude)
        config_report(ini, diagnostics, SEVERITY_ERROR, "place", "latitude",
                      "needs the longitude too; write longitude = ...");
    if (longitude && !latitude)
        config_report(ini, diagnostics, SEVERITY_ERROR, "place", "longitude",
                      "needs the latitude too; write latitude = ...");
    if (latitude && longitude && ini_entry(ini, "place", "timezone") == NULL)
        diagnostics_add(diagnostics, SEVERITY_WARNING, ini->file, line_of(ini, "place", "latitude"),
                        "[place] latitude",
                        "no timezone stands beside it: where the content names none either, "
                        "the machine's is taken; write timezone = Africa/Casablanca or the like");
}

struct config *config_parse(const char *file, const char *text, size_t size,
                            struct diagnostics *diagnostics)
{
    struct config *config = config_create();
    config->path = memory_text(file);
    config->place.latitude = config->place.longitude = NAN; /* until a good value is read */
    struct ini *ini =
        ini_parse(file, text, size, config_power_lists, CONFIG_POWER_LIST_COUNT, diagnostics);
    struct options_context context = {.diagnostics = diagnostics, .user = config};
    for (int i = 0; i < ini->section_count; i++)
        if (begins_with(ini->sections[i].name, format_prefix))
            read_format(config, ini, i, &context);
    for (int i = 0; i < ini->section_count; i++)
        read_section(config, ini, i, &context);
    verify_place(config, ini, diagnostics);
    verify_place_name(config, ini, diagnostics);
    config_prayer_verify(config, ini, diagnostics);
    config_clocks_settle(config, diagnostics);
    config->theme_line = line_of(ini, "screen", "theme");
    config->logo_line = line_of(ini, "screen", "logo");
    config->timetable_line = line_of(ini, "prayer", "timetable");
    config->timezone_line = line_of(ini, "place", "timezone");
    ini_destroy(ini);
    return config;
}
