/* Pictures behind zones, and behind all of them: what theme.ini says of them. */
#include "theme/theme_parts.h"

#include "base/arena.h"
#include "base/memory.h"
#include "content/picture.h"

#include <string.h>

const char *const picture_fit_names[PICTURE_FIT_COUNT] = {"cover", "contain"};

const struct theme_picture theme_no_picture = {
    .across = ZONE_ALIGN_CENTER, .down = ZONE_ALIGN_CENTER, .scrim = BACKGROUND_NONE};

static struct theme_picture *picture_in(const struct option_value *value, void *target)
{
    return (struct theme_picture *)(void *)((char *)target + value->option->offset);
}

/* A theme is given from hand to hand: it names nothing outside its folder. (Links that lead out of
 * it are refused by who opens the file.) */
static bool stays_inside(const char *name)
{
    if (name[0] == '/')
        return false;
    for (const char *part = name;; part++) {
        size_t length = strcspn(part, "/");
        if (length == 2 && part[0] == '.' && part[1] == '.')
            return false;
        part += length;
        if (*part == '\0')
            return true;
    }
}

void theme_read_picture(const struct option_value *value, void *target)
{
    const struct theme_draft *draft = value->context->user;
    struct theme_picture *picture = picture_in(value, target);
    struct arena *arena = value->context->arena;
    char quote[OPTION_QUOTE_SIZE];
    if (!stays_inside(value->text)) {
        option_error(value,
                     "%s leads out of the theme's folder; put the picture into it, and write its "
                     "name",
                     option_quote(value->text, quote));
        return;
    }
    bool none = strcmp(value->text, "none") == 0;
    picture->name = none ? NULL : arena_text(arena, value->text);
    picture->theme = draft->parent;
    picture->file = arena_text(arena, value->ini->file);
    picture->line = value->line;
}

void theme_read_position(const struct option_value *value, void *target)
{
    static const char *const names[] = {"start", "center", "end"}; /* enum zone_align */
    struct theme_picture *picture = picture_in(value, target);
    int places[2] = {ZONE_ALIGN_CENTER, ZONE_ALIGN_CENTER}, count = 0;
    char word[OPTION_QUOTE_SIZE];
    for (const char *rest = value->text; option_next(&rest, " \t", word, sizeof word); count++) {
        if (count == 2) {
            option_error(value, "too many words; write one for along the line, such as \"start\", "
                                "and one for from top to bottom, such as \"start end\"");
            return;
        }
        if (!option_choice(value, word, names, COUNT_OF(names), &places[count]))
            return;
    }
    picture->across = (enum zone_align)places[0];
    picture->down = (enum zone_align)places[1];
}

bool theme_read_percent(const struct option_value *value, const char *word, int min, int max,
                        int *out)
{
    char number[OPTION_QUOTE_SIZE], quote[OPTION_QUOTE_SIZE];
    size_t length = strlen(word);
    if (length < 2 || word[length - 1] != '%') {
        option_error(value, "%s is no percentage; write it from %d%% to %d%%, such as 60%%",
                     option_quote(word, quote), min, max);
        return false;
    }
    memcpy(number, word, length - 1);
    number[length - 1] = '\0';
    return option_int(value, number, min, max, out);
}

void theme_read_scrim(const struct option_value *value, void *target)
{
    struct theme_picture *picture = picture_in(value, target);
    char words[2][OPTION_QUOTE_SIZE], word[OPTION_QUOTE_SIZE];
    int count = 0, scrim, percent;
    color own = 0;
    if (strcmp(value->text, "none") == 0) {
        picture->scrim = BACKGROUND_NONE;
        return;
    }
    for (const char *rest = value->text; option_next(&rest, " \t", word, sizeof word); count++)
        if (count < 2)
            memcpy(words[count], word, sizeof word);
    if (count != 2) {
        option_error(value, "must be a colour and its opacity; write \"paper 60%%\", "
                            "\"#000000 60%%\", or none");
        return;
    }
    if (!theme_read_ground(value, words[0], &scrim, &own) ||
        !theme_read_percent(value, words[1], 0, 100, &percent))
        return;
    picture->scrim = scrim;
    picture->scrim_own = own;
    picture->scrim_percent = percent;
}

/* --- when the theme is there --- */

color theme_scrim(const struct theme *theme, const struct theme_zone *zone)
{
    const struct theme_picture *picture = zone != NULL ? &zone->picture : &theme->picture;
    if (picture->scrim == BACKGROUND_NONE)
        return 0;
    color paint = picture->scrim_own;
    if (picture->scrim != BACKGROUND_OWN) {
        enum color_role role = (enum color_role)picture->scrim;
        paint = zone != NULL ? theme_zone_color(theme, zone, role) : theme->colors[role];
    }
    return (paint & 0xFFFFFF) | (color)((picture->scrim_percent * 255 + 50) / 100) << 24;
}

int theme_picture_count(const struct theme *theme)
{
    int count = theme->picture.name != NULL;
    for (int i = 0; i < theme->zone_count; i++)
        count += theme->zones[i].picture.name != NULL;
    return count;
}

/* The I-th, behind *ZONE; NULL: there are less. */
static const struct theme_picture *find(const struct theme *theme, int i,
                                        const struct theme_zone **zone)
{
    *zone = NULL;
    if (theme->picture.name != NULL && i-- == 0)
        return &theme->picture;
    for (int z = 0; z < theme->zone_count; z++) {
        *zone = &theme->zones[z];
        if ((*zone)->picture.name != NULL && i-- == 0)
            return &(*zone)->picture;
    }
    return NULL;
}

const struct theme_picture *theme_picture_at(const struct theme *theme, int i,
                                             const struct theme_zone **zone)
{
    return find(theme, i, zone);
}

void theme_picture_put(struct theme *theme, int i, const struct picture *pixels)
{
    const struct theme_zone *zone;
    struct theme_picture *picture = (struct theme_picture *)find(theme, i, &zone);
    if (picture == NULL)
        return;
    picture_put(picture->pixels);
    picture->pixels = picture_take(pixels);
}
