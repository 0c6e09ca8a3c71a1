/* The keys of [clock]. */
#include "theme/config_clock.h"

#include "base/memory.h"
#include "content/city.h"
#include "theme/config_tables.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { NAME_SIZE = 128 };

static const char *const trust_names[] = {"auto", "always"};

bool config_is_zone(const char *text)
{
    size_t plain = strspn(text, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
                                "_+-/");
    return text[0] != '\0' && text[plain] == '\0' && text[0] != '/' &&
           text[strlen(text) - 1] != '/';
}

static void read_zones(const struct option_value *value, void *target)
{
    struct config *config = target;
    char zones[WORLD_CLOCKS_MAX][NAME_SIZE], zone[NAME_SIZE], quote[OPTION_QUOTE_SIZE];
    int count = 0;
    for (const char *rest = value->text; option_next(&rest, ",", zone, sizeof zone);) {
        if (!config_is_zone(zone)) {
            option_error(value,
                         "%s is not the name of a time zone; write for example zones = "
                         "Africa/Casablanca, Europe/Paris",
                         option_quote(zone, quote));
            return;
        }
        if (count == WORLD_CLOCKS_MAX) {
            option_error(value, "more than %d zones; remove some", WORLD_CLOCKS_MAX);
            return;
        }
        memcpy(zones[count++], zone, sizeof zone);
    }
    for (int i = 0; i < count; i++)
        config->clocks[i].zone = memory_text(zones[i]);
    config->clock_count = count;
    config->clocks_line = value->line;
}

/* Which of config->clock_names the key is for: the last is `names`, for all languages. */
static int names_index(const char *key)
{
    enum language language;
    const char *dot = strchr(key, '.');
    return dot != NULL && language_parse(dot + 1, &language) ? (int)language : LANGUAGE_COUNT;
}

/* The names are those of `zones`, in its order; which may stand below. */
static void read_names(const struct option_value *value, void *target)
{
    (void)target;
    struct config *config = value->context->user;
    int index = names_index(value->option->key);
    free(config->clock_names[index].text);
    config->clock_names[index].text = memory_text(value->text);
    config->clock_names[index].line = value->line;
}

const struct option config_clock_options[CONFIG_CLOCK_OPTION_COUNT] = {
    {"trust", OPTION_FLAG, .offset = offsetof(struct config, trust_always), .choices = trust_names,
     .choice_count = COUNT_OF(trust_names)},
    {"zones", OPTION_CUSTOM, .read = read_zones},
    {"names", OPTION_CUSTOM, .read = read_names},
    {"names.en", OPTION_CUSTOM, .read = read_names},
    {"names.fr", OPTION_CUSTOM, .read = read_names},
    {"names.ar", OPTION_CUSTOM, .read = read_names},
    {"names.zgh", OPTION_CUSTOM, .read = read_names},
};

static void complain(const struct config *config, int index, int count,
                     struct diagnostics *diagnostics)
{
    char where[32];
    snprintf(where, sizeof where, "[clock] names%s%s", index < LANGUAGE_COUNT ? "." : "",
             index < LANGUAGE_COUNT ? language_code((enum language)index) : "");
    if (config->clock_count == 0)
        diagnostics_add(diagnostics, SEVERITY_ERROR, config->path, config->clock_names[index].line,
                        where, "names no zones; write zones = ... beside it");
    else
        diagnostics_add(diagnostics, SEVERITY_ERROR, config->path, config->clock_names[index].line,
                        where,
                        "not as many as zones (%d, not %d); write one for each, in their order, "
                        "with commas between them",
                        count, config->clock_count);
}

/* An empty name is none: the zone's own city stands. */
static void give_names(struct config *config, int index, struct diagnostics *diagnostics)
{
    const char *text = config->clock_names[index].text;
    char name[NAME_SIZE];
    int count = 0;
    for (const char *rest = text; option_next(&rest, ",", name, sizeof name);)
        count++;
    if (count != config->clock_count) {
        complain(config, index, count, diagnostics);
        return;
    }
    count = 0;
    for (const char *rest = text; option_next(&rest, ",", name, sizeof name); count++) {
        struct clock_config *clock = &config->clocks[count];
        char **field = index < LANGUAGE_COUNT ? &clock->names[index] : &clock->name;
        if (name[0] != '\0')
            *field = memory_text(name);
    }
}

/* Who gives one name for all languages means that one. */
static void name_by_city(struct clock_config *clock, const struct config *config)
{
    bool named = clock->name != NULL;
    for (int i = -1; i < config->language_count && !named; i++) {
        enum language language = i < 0 ? LANGUAGE_EN : config->languages[i];
        char **field = i < 0 ? &clock->name : &clock->names[language];
        struct buffer city;
        buffer_init(&city, 4 * NAME_SIZE);
        if (*field == NULL && city_name(language, clock->zone, &city))
            *field = memory_text(buffer_text(&city));
        buffer_finish(&city);
    }
    if (clock->name == NULL)
        clock->name = memory_text(clock->zone);
}

void config_clocks_settle(struct config *config, struct diagnostics *diagnostics)
{
    for (int i = 0; i <= LANGUAGE_COUNT; i++)
        if (config->clock_names[i].text != NULL)
            give_names(config, i, diagnostics);
    for (int i = 0; i < config->clock_count; i++)
        name_by_city(&config->clocks[i], config);
}

void config_clock_remove(struct config *config, int index)
{
    clock_config_finish(&config->clocks[index]);
    config->clock_count--;
    memmove(&config->clocks[index], &config->clocks[index + 1],
            (size_t)(config->clock_count - index) * sizeof *config->clocks);
}

void clock_config_finish(struct clock_config *clock)
{
    free(clock->zone);
    free(clock->name);
    for (int i = 0; i < LANGUAGE_COUNT; i++)
        free(clock->names[i]);
    *clock = (struct clock_config){0};
}

void config_clocks_finish(struct config *config)
{
    for (int i = 0; i < config->clock_count; i++)
        clock_config_finish(&config->clocks[i]);
    for (int i = 0; i <= LANGUAGE_COUNT; i++)
        free(config->clock_names[i].text);
}
