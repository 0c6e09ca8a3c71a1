#include "theme/theme.h"

#include "base/arena.h"
#include "base/memory.h"
#include "content/picture.h"
#include "theme/contrast.h"
#include "theme/theme_parts.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SCHEMA = 1, PARENTS_MAX = 4, CANVAS_MIN = 100, CANVAS_MAX = 10000 };
/* Below this letters are lost in what is behind them, however large they are. */
static const double contrast_seen = 1.3;

/* --- [theme] --------------------------------------------------------------------------------- */

static void read_schema(const struct option_value *value, void *target)
{
    (void)target;
    char quote[OPTION_QUOTE_SIZE];
    if (strcmp(value->text, "1") != 0)
        option_error(value, "%s is not known to this riwaq; write %d, or use a newer riwaq",
                     option_quote(value->text, quote), SCHEMA);
}

static void read_canvas(const struct option_value *value, void *target)
{
    struct theme_draft *draft = target;
    char number[2][16];
    const char *rest = value->text;
    double w, h;
    bool form = option_next(&rest, "x", number[0], sizeof number[0]) &&
                option_next(&rest, "x", number[1], sizeof number[1]) && *rest == '\0';
    for (int i = 0; i < 2 && form; i++)
        form = number[i][0] != '\0' && number[i][strspn(number[i], "0123456789")] == '\0';
    if (!form) {
        char quote[OPTION_QUOTE_SIZE];
        option_error(value, "%s is not width x height; write it as 1920x1080",
                     option_quote(value->text, quote));
        return;
    }
    if (option_double(value, number[0], CANVAS_MIN, CANVAS_MAX, &w) &&
        option_double(value, number[1], CANVAS_MIN, CANVAS_MAX, &h))
        draft->theme->canvas = (struct size){(int)w, (int)h};
}

#define PICTURE .offset = offsetof(struct theme_draft, picture)

static void read_safe_area(const struct option_value *value, void *target)
{
    struct theme_draft *draft = target;
    safe_area_read(value, "units such as 54", &draft->theme->safe_area);
}

static void read_pixel_shift(const struct option_value *value, void *target)
{
    struct theme_draft *draft = target;
    pixel_shift_read(value, &draft->theme->pixel_shift);
}

static const struct option theme_options[] = {
    {"schema", OPTION_CUSTOM, .read = read_schema},
    {"name", OPTION_TEXT, .offset = offsetof(struct theme_draft, name)},
    {"canvas", OPTION_CUSTOM, .read = read_canvas},
    {"extends", OPTION_TEXT, .offset = offsetof(struct theme_draft, extends)},
    {"safe_area", OPTION_CUSTOM, .read = read_safe_area},
    {"pixel_shift", OPTION_CUSTOM, .max = PIXEL_SHIFT_MAX, .read = read_pixel_shift},
    {"background_picture", OPTION_CUSTOM, PICTURE, .read = theme_read_picture},
    {"background_fit", OPTION_CHOICE, .offset = offsetof(struct theme_draft, picture.fit),
     .choices = picture_fit_names, .choice_count = PICTURE_FIT_COUNT},
    {"background_position", OPTION_CUSTOM, PICTURE, .read = theme_read_position},
    {"scrim", OPTION_CUSTOM, PICTURE, .read = theme_read_scrim},
};
const struct theme_table theme_table_theme = {"theme", theme_options, COUNT_OF(theme_options)};

/* --- laying one file -------------------------------------------------------------------------- */

static void lay_table(struct theme_draft *draft, const struct theme_table *table, int section,
                      void *target)
{
    options_read(table->options, table->option_count, draft->ini, section, &draft->context, target);
}

static void report_section(const struct theme_draft *draft, int section)
{
    static const char *const heads[] = {"theme", "colors", "font", "grid", "zone"};
    static const char *const forms[] = {"[theme]", "[colors]", "[font.ROLE]",
                                        "[grid] or [grid.NAME]", "[zone.NAME]"};
    const char *name = draft->ini->sections[section].name;
    char head[INI_NAME_MAX + 1];
    snprintf(head, sizeof head, "%.*s", (int)strcspn(name, "."), name);
    const char *near = diagnostics_nearest(head, heads, COUNT_OF(heads));
    bool lone = false; /* what should follow "zone." */
    for (int i = 0; i < draft->widget_count; i++)
        lone |= strcmp(name, draft->widgets[i]) == 0;
    const char *mend = "one of: [theme], [colors], [font.ROLE], [grid], [grid.NAME], "
                       "[zone.NAME]";
    char guess[INI_NAME_MAX + 40];
    for (size_t i = 0; i < COUNT_OF(heads); i++)
        if (near == heads[i]) {
            snprintf(guess, sizeof guess, "did you mean %s?", forms[i]);
            mend = guess;
        }
    if (lone) {
        snprintf(guess, sizeof guess, "did you mean [zone.%s]?", name);
        mend = guess;
    }
    diagnostics_add(draft->context.diagnostics, SEVERITY_ERROR, draft->ini->file,
                    draft->ini->sections[section].line, NULL, "[%s] is no section of a theme; %s",
                    name, mend);
}

/* What follows PREFIX in NAME; NULL when NAME is something else, or nothing follows. */
static const char *after(const char *name, const char *prefix)
{
    size_t length = strlen(prefix);
    return strncmp(name, prefix, length) == 0 && name[length] != '\0' ? name + length : NULL;
}

/* Colours and fonts; false: the section is something else. */
static bool lay_look(struct theme_draft *draft, int section)
{
    const char *name = draft->ini->sections[section].name;
    if (strcmp(name, "colors") == 0)
        lay_table(draft, &theme_table_colors, section, draft->theme);
    else if (after(name, "font.") != NULL)
        theme_lay_font(draft, section, after(name, "font."));
    else
        return false;
    return true;
}

static void lay(struct theme_draft *draft, const struct ini *ini)
{
    draft->ini = ini;
    draft->name = draft->extends = NULL;
    for (int i = 0; i < ini->section_count; i++) {
        const char *name = ini->sections[i].name;
        if (strcmp(name, "theme") == 0)
            lay_table(draft, &theme_table_theme, i, draft);
        else if (strcmp(name, "grid") == 0)
            theme_lay_grid(draft, i, NULL);
        else if (after(name, "grid.") != NULL)
            theme_lay_grid(draft, i, after(name, "grid."));
        else if (after(name, "zone.") != NULL)
            theme_lay_zone(draft, i, after(name, "zone."));
        else if (!lay_look(draft, i))
            report_section(draft, i);
    }
    int head = ini_section(ini, "theme");
    if (ini_entry(ini, "theme", "schema") == NULL)
        diagnostics_add(draft->context.diagnostics, SEVERITY_ERROR, ini->file,
                        head >= 0 ? ini->sections[head].line : 0, "[theme] schema",
                        "missing; write schema = %d", SCHEMA);
}

/* The colours and fonts that a theme need not name. */
static void lay_defaults(struct theme_draft *draft)
{
    size_t size;
    const char *text = theme_builtin_text(&size);
    struct ini *ini = theme_ini("atrium/theme.ini", text, size, NULL);
    struct diagnostics *diagnostics = draft->context.diagnostics;
    draft->ini = ini;
    draft->context.diagnostics = NULL; /* they are reported when that file itself is read */
    for (int i = 0; i < ini->section_count; i++)
        lay_look(draft, i);
    for (int i = 0; i < FONT_ROLE_COUNT; i++)
        draft->theme->fonts[i].line = 0;
    draft->context.diagnostics = diagnostics;
    ini_destroy(ini);
}

/* --- the chain of files ------------------------------------------------------------------------
 */

struct chain {
    struct ini *inis[PARENTS_MAX + 1];  /* the theme itself first */
    const char *names[PARENTS_MAX + 1]; /* of the parents, as in `extends`; [0] is not used */
    int count;
    bool broken; /* by an error, which is reported */
};

static void report_extends(const struct theme_request *request, const struct ini *ini,
                           const char *what)
{
    const struct ini_entry *entry = ini_entry(ini, "theme", "extends");
    char quote[OPTION_QUOTE_SIZE];
    diagnostics_add(request->diagnostics, SEVERITY_ERROR, ini->file, entry->line, "[theme] extends",
                    "%s %s", option_quote(entry->value, quote), what);
}

/* A name, and not a way out of the themes' folder. */
static bool is_theme_name(const char *name)
{
    return name[0] != '.' && strchr(name, '/') == NULL;
}

/* The text of the theme NAME, malloc'ed, or NULL. */
static char *find_text(const struct theme_request *request, const char *name, size_t *size)
{
    char *text = request->find != NULL ? request->find(request->find_self, name, size) : NULL;
    if (text == NULL && strcmp(name, "atrium") == 0) {
        const char *builtin = theme_builtin_text(size);
        text = memory_text_n(builtin, *size);
    }
    return text;
}

/* Adds the parent of the last file to the chain; false at the end of it, also after an error. */
static bool add_parent(struct chain *chain, const struct theme_request *request)
{
    const struct ini *child = chain->inis[chain->count - 1];
    const struct ini_entry *extends = ini_entry(child, "theme", "extends");
    if (extends == NULL || extends->value[0] == '\0')
        return false;
    const char *name = extends->value, *what = NULL;
    if (!is_theme_name(name))
        what = "is not the name of a theme; write the name of its folder";
    for (int i = 1; i < chain->count; i++)
        if (strcmp(chain->names[i], name) == 0)
            what = "leads back to itself; remove it from one of the themes";
    if (what == NULL && chain->count > PARENTS_MAX)
        what = "is one too many; at most 4 themes may stand below one another";
    size_t size = 0;
    char *text = what == NULL ? find_text(request, name, &size) : NULL;
    if (what == NULL && text == NULL)
        what = "was not found; write the name of one theme that is installed, such as atrium";
    if (what != NULL) {
        report_extends(request, child, what);
        chain->broken = true;
        return false;
    }
    char file[INI_LINE_MAX + 16];
    snprintf(file, sizeof file, "%s/theme.ini", name);
    chain->names[chain->count] = name;
    chain->inis[chain->count++] = theme_ini(file, text, size, request->diagnostics);
    free(text);
    return true;
}

struct ini *theme_ini(const char *file, const char *text, size_t size,
                      struct diagnostics *diagnostics)
{
    static const char *const lists[] = {"areas"};
    return ini_parse(file, text, size, lists, COUNT_OF(lists), diagnostics);
}

/* --- the theme ----------------------------------------------------------------------------------
 */

static struct theme *create(const char *folder)
{
    struct theme *theme = memory_new(sizeof *theme);
    theme->arena = arena_create();
    theme->folder = arena_text(theme->arena, folder);
    theme->canvas = (struct size){1920, 1080};
    return theme;
}

/* The last part of the folder's path, for a theme that does not say its name. */
static const char *folder_name(const char *folder)
{
    const char *slash = folder != NULL ? strrchr(folder, '/') : NULL;
    const char *name = slash != NULL ? slash + 1 : folder;
    return name != NULL && name[0] != '\0' ? name : "theme";
}

/* Nothing lies under the paper that could shine through. */
static void verify_paper(const struct theme_draft *draft, const struct chain *chain)
{
    const struct ini_entry *paper = NULL;
    int i = 0;
    for (; i < chain->count && paper == NULL; i++)
        paper = ini_entry(chain->inis[i], "colors", "paper");
    if (paper != NULL && draft->theme->colors[COLOR_PAPER] >> 24 != 0xFF)
        diagnostics_add(draft->context.diagnostics, SEVERITY_ERROR, chain->inis[i - 1]->file,
                        paper->line, "[colors] paper", "must be opaque; write it as #rrggbb");
}

/* Whether the ink can be told from its ground in one zone at least that is in a grid. Of pictures
 * nothing is known here. */
static bool is_seen(const struct theme *theme)
{
    bool placed = false;
    if (theme_picture_count(theme) > 0)
        return true;
    for (int z = 0; z < theme->zone_count; z++) {
        const struct theme_zone *zone = &theme->zones[z];
        bool here = false;
        for (int g = 0; g < theme->grid_count; g++)
            here = here || theme->grids[g].cells[z].w > 0;
        placed = placed || here;
        for (int end = 0; here && end < 2; end++) {
            color ground = theme_zone_ground(theme, zone, end > 0);
            color ink = contrast_over(theme_zone_color(theme, zone, COLOR_INK), ground);
            if (contrast_ratio(ink, ground) >= contrast_seen)
                return true;
        }
    }
    return !placed;
}

/* A slip in two keys is not to leave a screen on which nothing is to be seen. */
static void verify_ink(const struct theme_draft *draft, const struct chain *chain)
{
    const struct ini_entry *entry = NULL;
    const char *key = "ink";
    int i = 0;
    if (is_seen(draft->theme))
        return;
    for (; i < chain->count && entry == NULL; i++) {
        entry = ini_entry(chain->inis[i], "colors", "ink");
        const struct ini_entry *paper = ini_entry(chain->inis[i], "colors", "paper");
        if (entry == NULL && paper != NULL) {
            entry = paper;
            key = "paper";
        }
    }
    char where[32];
    snprintf(where, sizeof where, "[colors] %s", key);
    bool ink = strcmp(key, "ink") == 0;
    diagnostics_add(draft->context.diagnostics, SEVERITY_ERROR,
                    chain->inis[entry != NULL ? i - 1 : 0]->file, entry != NULL ? entry->line : 0,
                    where, "%s in any zone; make it much lighter or darker",
                    ink ? "cannot be seen on its ground" : "what is written on it cannot be seen");
}

static void lay_all(struct theme_draft *draft, const struct chain *chain, const char *folder)
{
    struct theme *theme = draft->theme;
    const int errors = draft->context.diagnostics->errors;
    lay_defaults(draft);
    draft->picture = theme_no_picture;
    for (int i = chain->count - 1; i >= 0; i--) {
        draft->parent = i > 0 ? arena_text(theme->arena, chain->names[i]) : NULL;
        lay(draft, chain->inis[i]);
    }
    theme->picture = draft->picture;
    theme_finish_colors(theme);
    theme->name = draft->name != NULL ? draft->name : arena_text(theme->arena, folder_name(folder));
    verify_paper(draft, chain);
    theme_finish_grids(draft, chain->inis[0]);
    theme_finish_zones(draft, chain->inis[0]);
    if (draft->context.diagnostics->errors == errors)
        verify_ink(draft, chain);
}

struct theme *theme_build(const struct theme_request *request)
{
    int errors = request->diagnostics->errors;
    struct chain chain = {.count = 1};
    chain.inis[0] = theme_ini(request->file, request->text, request->size, request->diagnostics);
    while (add_parent(&chain, request))
        ;
    struct theme_draft *draft = memory_new(sizeof *draft);
    struct theme *theme = create(request->folder);
    draft->theme = theme;
    draft->widgets = request->widgets;
    draft->widget_count = request->widget_count;
    draft->lenient = request->lenient;
    draft->broken_chain = chain.broken;
    draft->context = (struct options_context){request->diagnostics, theme->arena, draft};
    /* Of a file in which no line can be read, that is all there is to be said. */
    if (chain.inis[0]->section_count > 0 || request->diagnostics->errors == errors)
        lay_all(draft, &chain, request->folder);
    free(draft);
    for (int i = 0; i < chain.count; i++)
        ini_destroy(chain.inis[i]);
    if (request->diagnostics->errors > errors) {
        theme_destroy(theme);
        return NULL;
    }
    return theme;
}

struct theme *theme_parse(const char *file, const char *folder, const char *text, size_t size,
                          const char *const *widgets, int widget_count, theme_find find,
                          void *find_self, struct diagnostics *diagnostics)
{
    struct diagnostics own;
    diagnostics_init(&own);
    struct theme_request request = {
        .file = file,
        .folder = folder,
        .text = text,
        .size = size,
        .widgets = widgets,
        .widget_count = widget_count,
        .find = find,
        .find_self = find_self,
        .diagnostics = diagnostics != NULL ? diagnostics : &own,
    };
    struct theme *theme = theme_build(&request);
    diagnostics_finish(&own);
    return theme;
}

struct theme *theme_take(const struct theme *theme)
{
    struct theme *taken = (struct theme *)theme;
    atomic_fetch_add_explicit(&taken->shared, 1, memory_order_relaxed);
    return taken;
}

void theme_destroy(struct theme *theme)
{
    if (theme == NULL || atomic_fetch_sub_explicit(&theme->shared, 1, memory_order_acq_rel) > 0)
        return;
    picture_put(theme->picture.pixels);
    for (int i = 0; i < theme->zone_count; i++)
        picture_put(theme->zones[i].picture.pixels);
    arena_destroy(theme->arena);
    free(theme);
}

const struct theme_grid *theme_grid_for(const struct theme *theme, struct size screen)
{
    int i = theme->grid_count - 1;
    while (i > 0 && !theme_when_holds(&theme->grids[i], screen))
        i--;
    return &theme->grids[i < 0 ? 0 : i];
}

color theme_zone_color(const struct theme *theme, const struct theme_zone *zone,
                       enum color_role role)
{
    if (zone->color_set >> role & 1)
        return zone->colors[role];
    if (theme->color_derived >> role & 1)
        return theme_derived_color(theme, zone, role);
    return theme->colors[role];
}

color theme_zone_ground(const struct theme *theme, const struct theme_zone *zone, bool end)
{
    int background = end ? zone->background_end : zone->background;
    if (background == BACKGROUND_NONE)
        return theme->colors[COLOR_PAPER];
    if (background == BACKGROUND_OWN)
        return zone->ground[end];
    return theme_zone_color(theme, zone, (enum color_role)background);
}

double theme_unit(const struct theme *theme, struct size screen)
{
    int canvas = theme->canvas.w < theme->canvas.h ? theme->canvas.w : theme->canvas.h;
    int shorter = screen.w < screen.h ? screen.w : screen.h;
    return (double)shorter / canvas;
}
