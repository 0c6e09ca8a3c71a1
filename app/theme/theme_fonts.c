/* [colors] and [font.ROLE]. */
#include "theme/theme_parts.h"

#include "base/arena.h"
#include "base/memory.h"

#include <stdio.h>
#include <string.h>

const char *const color_role_names[COLOR_COUNT] = {
    "paper",     "ink",   "muted", "rule", "accent",
    "on_accent", "floor", "alert", "mark", "on_accent_muted",
};

const char *const font_role_names[FONT_ROLE_COUNT] = {
    "clock",
    "title",
    "headline",
    "body",
    "label",
    "small",
    "name",
    "date",
    "row",
    "row_next",
    "row_next_name",
    "temperature",
    "temperature_today",
    "ticker",
    "ticker_time",
};

#define COLOR(role) .offset = offsetof(struct theme, colors) + (role) * sizeof(color)

static const struct option color_options[] = {
    {"paper", OPTION_COLOR, COLOR(COLOR_PAPER)},
    {"ink", OPTION_COLOR, COLOR(COLOR_INK)},
    {"muted", OPTION_COLOR, COLOR(COLOR_MUTED)},
    {"rule", OPTION_COLOR, COLOR(COLOR_RULE)},
    {"accent", OPTION_COLOR, COLOR(COLOR_ACCENT)},
    {"on_accent", OPTION_COLOR, COLOR(COLOR_ON_ACCENT)},
    {"floor", OPTION_COLOR, COLOR(COLOR_FLOOR)},
    {"alert", OPTION_COLOR, COLOR(COLOR_ALERT)},
    {"mark", OPTION_COLOR, COLOR(COLOR_MARK)},
    {"on_accent_muted", OPTION_COLOR, COLOR(COLOR_ON_ACCENT_MUTED)},
};
const struct theme_table theme_table_colors = {"colors", color_options, COUNT_OF(color_options)};

static void read_families(const struct option_value *value, void *target)
{
    struct theme_font *font = target;
    char families[FAMILIES_MAX][OPTION_QUOTE_SIZE];
    char family[OPTION_QUOTE_SIZE];
    int count = 0;
    if (strpbrk(value->text, "\"'") != NULL) {
        option_error(value, "quotes; write family names without them, with commas between");
        return;
    }
    for (const char *rest = value->text; option_next(&rest, ",", family, sizeof family);) {
        if (family[0] == '\0') {
            option_error(value, "an empty name; write family names with one comma between them");
            return;
        }
        if (count == FAMILIES_MAX) {
            option_error(value, "more than %d families; remove some", FAMILIES_MAX);
            return;
        }
        memcpy(families[count++], family, sizeof family);
    }
    for (int i = 0; i < count; i++)
        font->families[i] = arena_text(value->context->arena, families[i]);
    font->family_count = count;
}

static void read_leading(const struct option_value *value, void *target)
{
    struct theme_font *font = target;
    if (strcmp(value->text, "auto") == 0)
        font->leading = 0;
    else
        option_double(value, value->text, 0.8, 3, &font->leading);
}

static const char *const weight_names[] = {
    "thin", "extralight", "light", "regular", "medium", "semibold", "bold", "extrabold", "black"};
static const char *const width_names[] = {"extracondensed", "condensed",    "semicondensed",
                                          "normal",         "semiexpanded", "expanded"};

const char *font_weight_name(int weight)
{
    return weight_names[weight - FONT_THIN];
}

const char *font_width_name(int width)
{
    return width_names[width - FONT_EXTRACONDENSED];
}

/* Names that stand for the numbers from LEAST on. */
static void read_choice(const struct option_value *value, const char *const *names, int count,
                        int least, struct font_choice *out)
{
    struct font_choice choice = {.others = -1};
    char name[OPTION_QUOTE_SIZE];
    for (const char *rest = value->text; option_next(&rest, ",", name, sizeof name);) {
        int index;
        if (choice.others == FONT_CHOICES_MAX - 1) {
            option_error(value, "more than %d; remove some", FONT_CHOICES_MAX);
            return;
        }
        if (!option_choice(value, name, names, count, &index))
            return;
        choice.values[++choice.others] = least + index;
    }
    *out = choice;
}

static void read_weight(const struct option_value *value, void *target)
{
    struct theme_font *font = target;
    read_choice(value, weight_names, (int)COUNT_OF(weight_names), FONT_THIN, &font->weight);
}

static void read_width(const struct option_value *value, void *target)
{
    struct theme_font *font = target;
    read_choice(value, width_names, (int)COUNT_OF(width_names), FONT_EXTRACONDENSED, &font->width);
}

static const char *const style_names[] = {"normal", "italic"};
static const char *const case_names[] = {"none", "upper"};

#define FONT(field) .offset = offsetof(struct theme_font, field)

static const struct option font_options[] = {
    {"family", OPTION_CUSTOM, .read = read_families},
    {"weight", OPTION_CUSTOM, .read = read_weight},
    {"width", OPTION_CUSTOM, .read = read_width},
    {"style", OPTION_FLAG, FONT(italic), .choices = style_names, .choice_count = 2},
    {"size", OPTION_DOUBLE, FONT(size), .min = 6, .max = 400},
    {"leading", OPTION_CUSTOM, .read = read_leading},
    {"tracking", OPTION_DOUBLE, FONT(tracking), .min = -0.1, .max = 1},
    {"case", OPTION_FLAG, FONT(upper), .choices = case_names, .choice_count = 2},
};
const struct theme_table theme_table_font = {"font", font_options, COUNT_OF(font_options)};

void theme_lay_font(struct theme_draft *draft, int section, const char *name)
{
    for (int role = 0; role < FONT_ROLE_COUNT; role++) {
        if (strcmp(font_role_names[role], name) != 0)
            continue;
        struct theme_font *font = &draft->theme->fonts[role];
        font->line = draft->ini->sections[section].line;
        options_read(font_options, COUNT_OF(font_options), draft->ini, section, &draft->context,
                     font);
        return;
    }
    char mend[400], where[INI_NAME_MAX + 4];
    snprintf(where, sizeof where, "[%s]", draft->ini->sections[section].name);
    diagnostics_add(draft->context.diagnostics, SEVERITY_ERROR, draft->ini->file,
                    draft->ini->sections[section].line, where, "no font is for \"%s\"; %s", name,
                    option_mend(name, font_role_names, FONT_ROLE_COUNT, mend, sizeof mend));
}

static bool same_choice(const struct font_choice *a, const struct font_choice *b)
{
    for (int i = 0; i <= a->others && a->others == b->others; i++)
        if (a->values[i] != b->values[i])
            return false;
    return a->others == b->others;
}

bool theme_same_fonts(const struct theme *a, const struct theme *b)
{
    for (int role = 0; role < FONT_ROLE_COUNT; role++) {
        const struct theme_font *f = &a->fonts[role], *g = &b->fonts[role];
        if (!same_choice(&f->weight, &g->weight) || !same_choice(&f->width, &g->width) ||
            f->italic != g->italic || f->family_count != g->family_count)
            return false;
        for (int i = 0; i < f->family_count; i++)
            if (strcmp(f->families[i], g->families[i]) != 0)
                return false;
    }
    return true;
}
