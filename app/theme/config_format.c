#include "theme/config_format.h"

#include "base/memory.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { WHAT_MAX = 300 };

/* --- values; an option's offset is a field's or a part's number --------------------------------
 */

static void set_text(const char **field, const char *text)
{
    free((char *)*field);
    *field = memory_text(text);
}

static void read_ways(const struct option_value *value, void *target)
{
    struct map *map = target;
    enum map_field field = (enum map_field)value->option->offset;
    char what[WHAT_MAX];
    if (field == MAP_PLACE_TIMEZONE)
        map->place_timezone_line = value->line;
    if (map_check_ways(field, value->text, what, sizeof what))
        set_text(&map->ways[field], value->text);
    else
        option_error(value, "%s", what);
}

static void read_time_form(const struct option_value *value, void *target)
{
    struct map *map = target;
    char what[WHAT_MAX];
    if (map_check_time(value->text, what, sizeof what))
        set_text(&map->times[value->option->offset], value->text);
    else
        option_error(value, "%s", what);
}

static void read_html(const struct option_value *value, void *target)
{
    static const char *const words[] = {"no", "title", "body", "yes"}; /* as bits */
    struct map *map = target;
    int index;
    if (option_choice(value, value->text, words, COUNT_OF(words), &index))
        map->html[value->option->offset] = (unsigned)index;
}

static void read_codes(const struct option_value *value, void *target)
{
    struct map *map = target;
    char what[WHAT_MAX];
    int count;
    struct map_code *codes = map_read_codes(value->text, &count, what, sizeof what);
    if (codes == NULL) {
        option_error(value, "%s", what);
        return;
    }
    map_codes_free((struct map_code *)map->codes, map->code_count);
    map->codes = codes;
    map->code_count = count;
}

static void read_urgent_words(const struct option_value *value, void *target)
{
    struct map *map = target;
    if (value->text[strspn(value->text, " \t,")] == '\0')
        option_error(value, "names no word; write high, urgent or the like");
    else
        set_text(&map->urgent_words, value->text);
}

static void read_zone(const struct option_value *value, void *target)
{
    struct map *map = target;
    if (value->text[0] == '/' || strpbrk(value->text, " \t") != NULL) {
        option_error(value, "is the name of a time zone, such as Africa/Casablanca; a way to one "
                            "is place.timezone");
        return;
    }
    set_text(&map->timezone, value->text);
    map->timezone_line = value->line;
}

/* --- the table ------------------------------------------------------------------------------ */

static const struct option more_options[] = {
    {"headline.html", OPTION_CUSTOM, MAP_PART_HEADLINE, .read = read_html},
    {"article.html", OPTION_CUSTOM, MAP_PART_ARTICLE, .read = read_html},
    {"headline.urgent_words", OPTION_CUSTOM, .read = read_urgent_words},
    {"headline.time_format", OPTION_CUSTOM, MAP_PART_HEADLINE, .read = read_time_form},
    {"article.time_format", OPTION_CUSTOM, MAP_PART_ARTICLE, .read = read_time_form},
    {"weather.time_format", OPTION_CUSTOM, MAP_PART_WEATHER, .read = read_time_form},
    {"day.date_format", OPTION_CUSTOM, MAP_PART_DAY, .read = read_time_form},
    {"prayers.date_format", OPTION_CUSTOM, MAP_PART_PRAYERS, .read = read_time_form},
    {"weather.codes", OPTION_CUSTOM, .read = read_codes},
    {"timezone", OPTION_CUSTOM, .read = read_zone},
};
enum { OPTION_COUNT = MAP_FIELD_COUNT + COUNT_OF(more_options) };

static void fill_table(struct option table[OPTION_COUNT])
{
    for (size_t i = 0; i < MAP_FIELD_COUNT; i++)
        table[i] = (struct option){map_fields[i].key, OPTION_CUSTOM, i, .read = read_ways};
    memcpy(table + MAP_FIELD_COUNT, more_options, sizeof more_options);
}

int config_format_keys(const char **keys)
{
    struct option table[OPTION_COUNT];
    fill_table(table);
    for (int i = 0; i < OPTION_COUNT; i++)
        keys[i] = table[i].key;
    return OPTION_COUNT;
}

/* --- what belongs together -------------------------------------------------------------------- */

/* Which field is of no use without which other. */
static const struct {
    enum map_field first, last, needed;
    const char *mend;
} needs[] = {
    {MAP_HEADLINE_TITLE, MAP_HEADLINE_PINNED, MAP_HEADLINES,
     "write the way to the list, such as headlines = /items"},
    {MAP_HEADLINES, MAP_HEADLINES, MAP_HEADLINE_TITLE,
     "write the way to it from an element of the list, such as headline.title = /title"},
    {MAP_ARTICLE_TIME, MAP_ARTICLE_COMMENTS, MAP_ARTICLE_TITLE,
     "write the way to it, such as article.title = /title"},
    {MAP_DAY_DATE, MAP_DAY_CODE, MAP_DAYS,
     "write the way to the list, or to what holds the arrays, such as days = /daily"},
    {MAP_DAY_LOW, MAP_DAY_CODE, MAP_DAY_DATE,
     "write the way to it from a day, such as day.date = /date"},
    {MAP_PLACE_LATITUDE, MAP_PLACE_LATITUDE, MAP_PLACE_LONGITUDE, "write the way to it"},
    {MAP_PLACE_LONGITUDE, MAP_PLACE_LONGITUDE, MAP_PLACE_LATITUDE, "write the way to it"},
};

static void report(const struct ini *ini, int section, const char *key, const char *what,
                   struct diagnostics *diagnostics)
{
    const char *name = ini->sections[section].name;
    const struct ini_entry *entry = ini_entry(ini, name, key);
    char where[2 * INI_NAME_MAX + 4];
    snprintf(where, sizeof where, "[%s] %s", name, key);
    diagnostics_add(diagnostics, SEVERITY_ERROR, ini->file,
                    entry != NULL ? entry->line : ini->sections[section].line, where, "%s", what);
}

/* As written: a way that is wrong has been reported, and is not missing as well. */
static bool is_written(const struct ini *ini, int section, enum map_field field)
{
    return ini_entry(ini, ini->sections[section].name, map_fields[field].key) != NULL;
}

static void verify(const struct ini *ini, int section, struct diagnostics *diagnostics)
{
    bool any = false;
    for (int field = 0; field < MAP_FIELD_COUNT; field++)
        any |= is_written(ini, section, (enum map_field)field);
    if (!any)
        diagnostics_add(diagnostics, SEVERITY_ERROR, ini->file, ini->sections[section].line, NULL,
                        "[%s] says of nothing where it is; write headlines = /items or the like",
                        ini->sections[section].name);
    for (size_t i = 0; i < COUNT_OF(needs); i++) {
        int field = (int)needs[i].first;
        while (field <= (int)needs[i].last && !is_written(ini, section, (enum map_field)field))
            field++;
        if (field > (int)needs[i].last || is_written(ini, section, needs[i].needed))
            continue;
        char what[WHAT_MAX];
        snprintf(what, sizeof what, "needs %s; %s", map_fields[needs[i].needed].key, needs[i].mend);
        report(ini, section, map_fields[field].key, what, diagnostics);
    }
}

static void verify_urgent(const struct ini *ini, int section, struct diagnostics *diagnostics)
{
    static const char key[] = "headline.urgent_words";
    if (ini_entry(ini, ini->sections[section].name, key) != NULL &&
        !is_written(ini, section, MAP_HEADLINE_URGENT))
        report(ini, section, key,
               "needs headline.urgent; write the way to the word, such as headline.urgent = /prio",
               diagnostics);
}

struct map *config_format_read(const char *name, const struct ini *ini, int section,
                               const struct options_context *context)
{
    struct option table[OPTION_COUNT];
    struct map *map = memory_new(sizeof *map);
    map->name = memory_text(name);
    fill_table(table);
    options_read(table, OPTION_COUNT, ini, section, context, map);
    verify(ini, section, context->diagnostics);
    verify_urgent(ini, section, context->diagnostics);
    return map;
}

void config_format_free(struct map *map)
{
    if (map == NULL)
        return;
    free((char *)map->name);
    free((char *)map->timezone);
    free((char *)map->urgent_words);
    for (int i = 0; i < MAP_FIELD_COUNT; i++)
        free((char *)map->ways[i]);
    for (int i = 0; i < MAP_PART_COUNT; i++)
        free((char *)map->times[i]);
    map_codes_free((struct map_code *)map->codes, map->code_count);
    free(map);
}
