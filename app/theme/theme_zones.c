/* [zone.NAME]: what a part of the screen shows, and how. */
#include "theme/theme_parts.h"

#include "base/arena.h"
#include "base/memory.h"
#include "base/moment.h"
#include "content/content.h"

#include <stdio.h>
#include <string.h>

enum { SPEED_DEFAULT = 180, SEPARATOR_MAX = 24 };
static const int64_t fade_default_ns = 600 * NS_PER_MILLISECOND;

int theme_zone_index(const struct theme *theme, const char *name)
{
    for (int i = 0; i < theme->zone_count; i++)
        if (strcmp(theme->zones[i].name, name) == 0)
            return i;
    return -1;
}

/* What follows the kind: a duration, an easing, both in any order. */
static bool read_course(const struct option_value *value, const char *rest, int64_t *ns,
                        int *easing)
{
    static const char *const names[] = {"linear", "ease-in", "ease-out", "ease-in-out"};
    char word[OPTION_QUOTE_SIZE];
    bool seen[2] = {false, false};
    while (option_next(&rest, " \t", word, sizeof word)) {
        bool is_name = (word[0] | 32) >= 'a' && (word[0] | 32) <= 'z';
        if (seen[is_name]) {
            option_error(value, "too many words; write \"cut\", or \"slide 600ms ease-out\"");
            return false;
        }
        seen[is_name] = true;
        if (is_name ? !option_choice(value, word, names, COUNT_OF(names), easing)
                    : !option_duration(value, word, 0, 5, ns))
            return false;
    }
    return true;
}

static void read_transition(const struct option_value *value, void *target)
{
    static const char *const names[] = {"cut", "fade", "slide"}; /* enum transition_kind */
    struct theme_zone *zone = target;
    const char *rest = value->text;
    char kind[OPTION_QUOTE_SIZE] = "";
    int64_t ns = fade_default_ns;
    int index, easing;
    option_next(&rest, " \t", kind, sizeof kind);
    if (!option_choice(value, kind, names, COUNT_OF(names), &index))
        return;
    if (index == TRANSITION_CUT && *rest != '\0') {
        option_error(value, "too many words; write \"cut\", or \"fade 600ms\"");
        return;
    }
    easing = index == TRANSITION_SLIDE ? EASING_OUT : EASING_LINEAR;
    if (!read_course(value, rest, &ns, &easing))
        return;
    zone->transition = (enum transition_kind)index;
    zone->transition_ns = index == TRANSITION_CUT ? 0 : ns;
    zone->easing = (enum easing)easing;
}

static void read_sources(const struct option_value *value, void *target)
{
    struct arena *arena = value->context->arena;
    struct theme_zone *zone = target;
    const char *sources[ZONE_SOURCES_MAX];
    int count = 0;
    char name[INI_NAME_MAX + 1];
    for (const char *rest = value->text; option_next(&rest, ",", name, sizeof name);) {
        if (name[0] == '\0') {
            option_error(value,
                         "an empty name; write names of sources with one comma between them");
            return;
        }
        if (count == ZONE_SOURCES_MAX) {
            option_error(value, "more than %d sources; remove some", ZONE_SOURCES_MAX);
            return;
        }
        sources[count++] = arena_text(arena, name);
    }
    memcpy(zone->sources, sources, sizeof *sources * (size_t)count);
    zone->source_count = count;
    zone->source_file = arena_text(arena, value->ini->file);
    zone->source_line = value->line;
}

static void read_separator(const struct option_value *value, void *target)
{
    struct theme_zone *zone = target;
    char quote[OPTION_QUOTE_SIZE];
    if (strlen(value->text) > SEPARATOR_MAX) {
        option_error(value, "%s is too long; write up to %d bytes, dot or none",
                     option_quote(value->text, quote), SEPARATOR_MAX);
        return;
    }
    bool none = strcmp(value->text, "none") == 0;
    zone->separator = arena_text(value->context->arena, none ? "" : value->text);
    if (strcmp(value->text, "dot") == 0)
        zone->separator = NULL;
}

static const char *const direction_names[] = {"auto", "left", "right"};   /* enum strip_direction */
static const char *const computed_names[] = {"caption", "times", "both"}; /* enum computed_mark */

static const char *const item_names[] = {"plain", "pill", "label"};         /* enum strip_item */
static const char *const item_source_names[] = {"auto", "never", "always"}; /* enum strip_sources */
static const char *const fit_names[] = {"page", "shrink", "scroll"};        /* enum zone_fit */

static void read_fit_floor(const struct option_value *value, void *target)
{
    struct theme_zone *zone = target;
    theme_read_percent(value, value->text, (int)value->option->min, (int)value->option->max,
                       &zone->fit_floor);
}

static const char *const align_names[] = {"start", "center", "end"}; /* enum zone_align */

#define ZONE(field) .offset = offsetof(struct theme_zone, field)

static const struct option zone_options[] = {
    {"show", OPTION_CUSTOM, .read = theme_read_show},
    {"transition", OPTION_CUSTOM, .read = read_transition},
    {"speed", OPTION_DOUBLE, ZONE(speed), .min = 20, .max = 2000},
    {"gap", OPTION_DOUBLE, ZONE(gap), .min = 10, .max = 2000},
    {"separator", OPTION_CUSTOM, .read = read_separator},
    {"direction", OPTION_CHOICE, ZONE(direction), .choices = direction_names,
     .choice_count = COUNT_OF(direction_names)},
    {"item", OPTION_CHOICE, ZONE(item), .choices = item_names,
     .choice_count = COUNT_OF(item_names)},
    {"item_color", OPTION_CHOICE, ZONE(item_color), .choices = color_role_names,
     .choice_count = COLOR_COUNT},
    {"item_times", OPTION_BOOL, ZONE(item_times)},
    {"item_sources", OPTION_CHOICE, ZONE(item_sources), .choices = item_source_names,
     .choice_count = COUNT_OF(item_source_names)},
    {"background", OPTION_CUSTOM, .read = theme_read_background},
    {"background_picture", OPTION_CUSTOM, ZONE(picture), .read = theme_read_picture},
    {"background_fit", OPTION_CHOICE, ZONE(picture.fit), .choices = picture_fit_names,
     .choice_count = PICTURE_FIT_COUNT},
    {"background_position", OPTION_CUSTOM, ZONE(picture), .read = theme_read_position},
    {"scrim", OPTION_CUSTOM, ZONE(picture), .read = theme_read_scrim},
    {"bleed", OPTION_BOOL, ZONE(bleed)},
    {"rules", OPTION_CUSTOM, .read = theme_read_rules},
    {"padding", OPTION_CUSTOM, .read = theme_read_padding, .min = 0, .max = 400},
    {"radius", OPTION_DOUBLE, ZONE(radius), .min = 0, .max = 400},
    {"align", OPTION_CHOICE, ZONE(align), .choices = align_names,
     .choice_count = COUNT_OF(align_names)},
    {"color.paper", OPTION_CUSTOM, .read = theme_read_zone_color},
    {"color.ink", OPTION_CUSTOM, .read = theme_read_zone_color},
    {"color.muted", OPTION_CUSTOM, .read = theme_read_zone_color},
    {"color.rule", OPTION_CUSTOM, .read = theme_read_zone_color},
    {"color.accent", OPTION_CUSTOM, .read = theme_read_zone_color},
    {"color.on_accent", OPTION_CUSTOM, .read = theme_read_zone_color},
    {"color.floor", OPTION_CUSTOM, .read = theme_read_zone_color},
    {"color.alert", OPTION_CUSTOM, .read = theme_read_zone_color},
    {"color.mark", OPTION_CUSTOM, .read = theme_read_zone_color},
    {"color.on_accent_muted", OPTION_CUSTOM, .read = theme_read_zone_color},
    {"clocks", OPTION_INT, ZONE(clocks), .min = 0, .max = WORLD_CLOCKS_MAX},
    {"rows", OPTION_CUSTOM, .read = theme_read_rows},
    {"lines", OPTION_INT, ZONE(lines), .min = 1, .max = 3},
    {"count", OPTION_INT, ZONE(count), .min = 2, .max = 40},
    {"columns", OPTION_INT, ZONE(columns), .min = 1, .max = HEADLINE_COLUMNS_MAX},
    {"fit", OPTION_CHOICE, ZONE(fit), .choices = fit_names, .choice_count = COUNT_OF(fit_names)},
    {"fit_floor", OPTION_CUSTOM, .read = read_fit_floor, .min = 40, .max = 100},
    {"pictures", OPTION_BOOL, ZONE(pictures)},
    {"computed", OPTION_CHOICE, ZONE(computed), .choices = computed_names,
     .choice_count = COUNT_OF(computed_names)},
    {"source", OPTION_CUSTOM, .read = read_sources},
};
const struct theme_table theme_table_zone = {"zone", zone_options, COUNT_OF(zone_options)};

void theme_lay_zone(struct theme_draft *draft, int section, const char *name)
{
    struct theme *theme = draft->theme;
    int line = draft->ini->sections[section].line;
    int index = theme_zone_index(theme, name);
    if (index < 0 && theme->zone_count == ZONES_MAX) {
        char where[INI_NAME_MAX + 4];
        snprintf(where, sizeof where, "[%s]", draft->ini->sections[section].name);
        diagnostics_add(draft->context.diagnostics, SEVERITY_ERROR, draft->ini->file, line, where,
                        "more than %d zones; remove some", ZONES_MAX);
        return;
    }
    if (index < 0) {
        index = theme->zone_count++;
        theme->zones[index] = (struct theme_zone){
            .name = arena_text(theme->arena, name),
            .speed = SPEED_DEFAULT,
            .gap = STRIP_GAP,
            .clocks = WORLD_CLOCKS_MAX,
            .columns = 1,
            .lines = 1,
            .background = BACKGROUND_NONE,
            .background_end = BACKGROUND_NONE,
            .picture = theme_no_picture,
            .fit_floor = FIT_FLOOR,
            .item_color = COLOR_ACCENT,
            .item_times = true,
            .pictures = true,
        };
    }
    draft->zone_inis[index] = draft->ini;
    theme->zones[index].line = line;
    options_read(zone_options, COUNT_OF(zone_options), draft->ini, section, &draft->context,
                 &theme->zones[index]);
}

void theme_finish_zones(struct theme_draft *draft, const struct ini *leaf)
{
    const struct theme *theme = draft->theme;
    bool all_placed = true;
    for (int g = 0; g < theme->grid_count; g++)
        all_placed = all_placed && draft->grids[g].placed;
    for (int i = 0; i < theme->zone_count; i++) {
        char where[INI_NAME_MAX + 4], section[INI_NAME_MAX + 1];
        const struct theme_zone *zone = &theme->zones[i];
        const char *file = draft->zone_inis[i]->file;
        snprintf(section, sizeof section, "zone.%s", zone->name);
        snprintf(where, sizeof where, "[%s]", section);
        /* An empty one is told where it stands. */
        if (draft->show_inis[i] == NULL && ini_entry(draft->zone_inis[i], section, "show") == NULL)
            diagnostics_add(draft->context.diagnostics, SEVERITY_ERROR, file, zone->line, where,
                            "shows nothing; write show = headlines, or another widget");
        theme_finish_show(draft, i);
        bool placed = false;
        for (int g = 0; g < theme->grid_count; g++)
            placed = placed || theme->grids[g].cells[i].w > 0;
        if (!placed && all_placed && draft->zone_inis[i] == leaf)
            diagnostics_add(draft->context.diagnostics, SEVERITY_WARNING, file, zone->line, where,
                            "has no place in any grid; name it in areas, or remove it");
    }
}

static bool is_named(const char *name, const char *const *names, int count)
{
    int i = 0;
    while (i < count && strcmp(names[i], name) != 0)
        i++;
    return i < count;
}

void theme_check_sources(const struct theme *theme, const char *const *names, int count,
                         struct diagnostics *diagnostics)
{
    for (int i = 0; i < theme->zone_count; i++) {
        const struct theme_zone *zone = &theme->zones[i];
        char where[INI_NAME_MAX + 16], quote[OPTION_QUOTE_SIZE], mend[256];
        snprintf(where, sizeof where, "[zone.%s] source", zone->name);
        for (int k = 0; k < zone->source_count; k++) {
            if (is_named(zone->sources[k], names, count))
                continue;
            option_quote(zone->sources[k], quote);
            if (count == 0)
                snprintf(mend, sizeof mend, "it has none");
            else
                option_mend(zone->sources[k], names, count, mend, sizeof mend);
            diagnostics_add(
                diagnostics, SEVERITY_WARNING, zone->source_file, zone->source_line, where,
                "%s is no [source.NAME] of riwaq.conf: nothing of it is shown; %s", quote, mend);
        }
    }
}
