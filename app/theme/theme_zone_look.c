/* How a zone looks: its ground, its edges and its colours. */
#include "theme/theme_parts.h"

#include "base/memory.h"

#include <string.h>

bool theme_read_ground(const struct option_value *value, const char *word, int *background,
                       color *own)
{
    const char *names[COLOR_COUNT + 1];
    if (word[0] != '#') {
        memcpy(names, color_role_names, sizeof color_role_names);
        names[COLOR_COUNT] = "none";
        return option_choice(value, word, names, COLOR_COUNT + 1, background);
    }
    if (!option_color(value, word, own))
        return false;
    if (*own >> 24 != 0xFF) {
        option_error(value, "must be opaque; write it as #rrggbb");
        return false;
    }
    *background = BACKGROUND_OWN;
    return true;
}

void theme_read_background(const struct option_value *value, void *target)
{
    struct theme_zone *zone = target;
    int background[2] = {BACKGROUND_NONE, BACKGROUND_NONE}, count = 0;
    color own[2] = {0, 0};
    char word[OPTION_QUOTE_SIZE];
    if (strcmp(value->text, "none") == 0) {
        zone->background = zone->background_end = BACKGROUND_NONE;
        return;
    }
    for (const char *rest = value->text; option_next(&rest, " \t", word, sizeof word); count++) {
        if (count == 2) {
            option_error(value, "more than two colours; write one, or that of the top and that of "
                                "the bottom");
            return;
        }
        if (!theme_read_ground(value, word, &background[count], &own[count]))
            return;
        if (strcmp(word, "none") == 0) {
            option_error(value, "\"none\" goes with no other colour; remove it, or the other");
            return;
        }
    }
    zone->background = background[0];
    zone->background_end = background[1];
    memcpy(zone->ground, own, sizeof own);
}

void theme_read_rules(const struct option_value *value, void *target)
{
    static const char *const names[] = {"none", "top", "bottom", "start", "end"};
    static const enum rule_sides sides[] = {RULE_NONE, RULE_TOP, RULE_BOTTOM, RULE_START, RULE_END};
    struct theme_zone *zone = target;
    unsigned rules = RULE_NONE;
    char word[OPTION_QUOTE_SIZE];
    int index;
    for (const char *rest = value->text; option_next(&rest, " \t", word, sizeof word);) {
        if (!option_choice(value, word, names, COUNT_OF(names), &index))
            return;
        rules |= sides[index];
    }
    zone->rules = rules;
}

void theme_read_padding(const struct option_value *value, void *target)
{
    struct theme_zone *zone = target;
    double sides[4];
    if (!theme_read_sides(value, value->option->max, sides))
        return;
    zone->padding_top = sides[0];
    zone->padding_end = sides[1];
    zone->padding_bottom = sides[2];
    zone->padding_start = sides[3];
}

void theme_read_zone_color(const struct option_value *value, void *target)
{
    struct theme_zone *zone = target;
    const char *name = strchr(value->option->key, '.') + 1;
    color own;
    for (int role = 0; role < COLOR_COUNT; role++)
        if (strcmp(name, color_role_names[role]) == 0 && option_color(value, value->text, &own)) {
            zone->colors[role] = own;
            zone->color_set |= 1U << role;
        }
}
