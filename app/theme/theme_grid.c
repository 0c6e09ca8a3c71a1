/* [grid] and [grid.NAME]: tracks, and the areas that zones take of them. */
#include "theme/theme_parts.h"

#include "base/arena.h"
#include "base/memory.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LENGTH_MAX = 10000, SPACE_MAX = 2000, SHARE_MAX = 1000, CELL_EMPTY = -1 };

/* --- keys ---------------------------------------------------------------------------------- */

/* "96", "2fr" or "auto". */
static bool read_track(const struct option_value *value, const char *text, struct track *out)
{
    char number[OPTION_QUOTE_SIZE];
    size_t length = strlen(text);
    snprintf(number, sizeof number, "%s", text);
    *out = (struct track){.kind = TRACK_FIXED};
    if (strcmp(text, "auto") == 0) {
        out->kind = TRACK_AUTO;
        return true;
    }
    if (length > 2 && strcmp(text + length - 2, "fr") == 0) {
        out->kind = TRACK_FRACTION;
        number[length - 2] = '\0';
    }
    if (number[strspn(number, "0123456789.")] != '\0') {
        char quote[OPTION_QUOTE_SIZE];
        option_error(value, "%s is no size; write units such as 96, a share such as 1fr, or auto",
                     option_quote(text, quote));
        return false;
    }
    double max = out->kind == TRACK_FIXED ? LENGTH_MAX : SHARE_MAX;
    double min = out->kind == TRACK_FIXED ? 1 : 0.01;
    return option_double(value, number, min, max, &out->amount);
}

static int read_tracks(const struct option_value *value, struct track tracks[TRACKS_MAX])
{
    int count = 0;
    char word[40];
    for (const char *rest = value->text; option_next(&rest, " \t", word, sizeof word);) {
        if (count == TRACKS_MAX) {
            option_error(value, "more than %d; remove some", TRACKS_MAX);
            return 0;
        }
        if (!read_track(value, word, &tracks[count++]))
            return 0;
    }
    return count;
}

/* Up to MAX lengths; their number, 0: wrong, and reported. */
static int read_lengths(const struct option_value *value, double *out, int max, double longest,
                        const char *form)
{
    int count = 0;
    char word[40];
    for (const char *rest = value->text; option_next(&rest, " \t", word, sizeof word);) {
        if (count == max) {
            option_error(value, "too many numbers; write %s", form);
            return 0;
        }
        if (!option_double(value, word, 0, longest, &out[count++]))
            return 0;
    }
    return count;
}

static void keep(struct grid_entry *entry, const struct option_value *value, bool good)
{
    *entry = (struct grid_entry){.given = true, .good = good, .value = *value};
}

static void read_columns(const struct option_value *value, void *target)
{
    struct grid_draft *draft = target;
    draft->grid.column_count = read_tracks(value, draft->grid.columns);
    keep(&draft->columns, value, draft->grid.column_count > 0);
}

static void read_rows(const struct option_value *value, void *target)
{
    struct grid_draft *draft = target;
    draft->grid.row_count = read_tracks(value, draft->grid.rows);
    keep(&draft->rows, value, draft->grid.row_count > 0);
}

static void read_gap(const struct option_value *value, void *target)
{
    struct theme_grid *grid = &((struct grid_draft *)target)->grid;
    double gap[2];
    int count = read_lengths(value, gap, 2, SPACE_MAX, "one for all, or columns and rows");
    if (count == 0)
        return;
    grid->gap_x = gap[0];
    grid->gap_y = gap[count - 1];
}

bool theme_read_sides(const struct option_value *value, double max, double out[4])
{
    double m[4];
    int count =
        read_lengths(value, m, 4, max, "one for all, or top and sides, or top end bottom start");
    if (count == 3)
        option_error(value, "three numbers; write one for all, or top and sides, or top end bottom "
                            "start");
    if (count == 0 || count == 3)
        return false;
    out[0] = m[0];
    out[1] = m[count == 1 ? 0 : 1];
    out[2] = m[count == 4 ? 2 : 0];
    out[3] = m[count - 1];
    return true;
}

static void read_margin(const struct option_value *value, void *target)
{
    struct grid_draft *draft = target;
    double m[4];
    bool good = theme_read_sides(value, SPACE_MAX, m);
    keep(&draft->margin, value, good);
    if (!good)
        return;
    draft->grid.margin_top = m[0];
    draft->grid.margin_end = m[1];
    draft->grid.margin_bottom = m[2];
    draft->grid.margin_start = m[3];
}

static void read_areas(const struct option_value *value, void *target)
{
    struct grid_draft *draft = target;
    keep(&draft->areas, value, true); /* names are looked up when all zones are known */
}

static const struct option grid_options[] = {
    {"columns", OPTION_CUSTOM, .read = read_columns},
    {"rows", OPTION_CUSTOM, .read = read_rows},
    {"gap", OPTION_CUSTOM, .read = read_gap},
    {"margin", OPTION_CUSTOM, .read = read_margin},
    {"areas", OPTION_CUSTOM, .read = read_areas},
    {"when", OPTION_CUSTOM, .read = theme_read_when},
};
const struct theme_table theme_table_grid = {"grid", grid_options, COUNT_OF(grid_options)};

/* The draft of [grid] or of [grid.NAME], which may be new; NULL: too many. */
static struct grid_draft *find_draft(struct theme_draft *draft, const char *name)
{
    int i = name == NULL ? 0 : 1;
    while (name != NULL && i < draft->grid_count && strcmp(draft->grids[i].grid.name, name) != 0)
        i++;
    if (i == GRIDS_MAX)
        return NULL;
    struct grid_draft *grid = &draft->grids[i];
    if (name != NULL && i >= draft->grid_count)
        grid->grid.name = arena_text(draft->theme->arena, name);
    if (i >= draft->grid_count)
        draft->grid_count = i + 1;
    return grid;
}

void theme_lay_grid(struct theme_draft *draft, int section, const char *name)
{
    struct grid_draft *grid = find_draft(draft, name);
    int line = draft->ini->sections[section].line;
    if (grid == NULL) {
        char where[INI_NAME_MAX + 4];
        snprintf(where, sizeof where, "[%s]", draft->ini->sections[section].name);
        diagnostics_add(draft->context.diagnostics, SEVERITY_ERROR, draft->ini->file, line, where,
                        "more than %d grids; remove some", GRIDS_MAX);
        return;
    }
    grid->ini = draft->ini;
    grid->line = line;
    options_read(grid_options, COUNT_OF(grid_options), draft->ini, section, &draft->context, grid);
}

/* --- areas ---------------------------------------------------------------------------------- */

struct cells {
    int zone[TRACKS_MAX][TRACKS_MAX]; /* row, column */
    int rows;
};

static bool name_cell(const struct theme_draft *draft, const struct option_value *value,
                      const char *name, int *out)
{
    const struct theme *theme = draft->theme;
    const char *names[ZONES_MAX];
    if (strpbrk(name, "\"'") != NULL) {
        option_error(value, "quotes; write the names of zones without them");
        return false;
    }
    *out = strcmp(name, ".") == 0 ? CELL_EMPTY : theme_zone_index(theme, name);
    if (*out != CELL_EMPTY || strcmp(name, ".") == 0)
        return true;
    for (int i = 0; i < theme->zone_count; i++)
        names[i] = theme->zones[i].name;
    const char *near = diagnostics_nearest(name, names, theme->zone_count);
    if (near != NULL)
        option_error(value, "no zone is named \"%s\"; did you mean \"%s\"?", name, near);
    else
        option_error(value, "no zone is named \"%s\"; add [zone.%s] with what it shows", name,
                     name);
    return false;
}

/* One line of names into row number cells->rows. */
static bool read_row(const struct theme_draft *draft, const struct grid_draft *grid,
                     const struct option_value *value, const char *line, struct cells *cells)
{
    int count = 0, columns = grid->grid.column_count;
    char name[INI_NAME_MAX + 1];
    bool good = true;
    for (const char *rest = line; option_next(&rest, " \t", name, sizeof name); count++)
        if (count < columns && cells->rows < TRACKS_MAX)
            good &= name_cell(draft, value, name, &cells->zone[cells->rows][count]);
    if (count != columns) {
        option_error(value,
                     "%d name%s in this line, but columns has %d; write a name a column, \".\" for "
                     "an empty cell",
                     count, count == 1 ? "" : "s", columns);
        good = false;
    }
    return good;
}

/* A theme that has other COUNTs than the areas which it takes over from its parent. */
static bool report_older(const struct grid_draft *grid, const struct grid_entry *tracks, int count,
                         const char *what, int needed)
{
    const struct option_value *areas = &grid->areas.value;
    if (count == needed || tracks->value.ini == areas->ini || areas->ini == grid->ini)
        return false;
    option_error(&tracks->value,
                 "%d, but areas at %s:%d is made for %d; write areas for these %s, too", count,
                 areas->ini->file, areas->line, needed, what);
    return true;
}

/* How many lines areas has, and names in the first of them. */
static void count_areas(const char *areas, int *lines, int *names)
{
    char line[INI_LINE_MAX], name[INI_NAME_MAX + 1];
    *lines = *names = 0;
    while (option_next(&areas, "\n", line, sizeof line))
        if ((*lines)++ == 0)
            for (const char *rest = line; option_next(&rest, " \t", name, sizeof name);)
                (*names)++;
}

static bool read_cells(const struct theme_draft *draft, const struct grid_draft *grid,
                       struct cells *cells)
{
    struct option_value value = grid->areas.value;
    bool good = true;
    for (const char *line = value.text; line != NULL; value.line++) {
        const char *feed = strchr(line, '\n');
        char *copy = memory_text_n(line, feed != NULL ? (size_t)(feed - line) : strlen(line));
        if (copy[strspn(copy, " \t")] != '\0') {
            good &= read_row(draft, grid, &value, copy, cells);
            cells->rows++;
        }
        free(copy);
        line = feed != NULL ? feed + 1 : NULL;
    }
    if (cells->rows != grid->grid.row_count) {
        option_error(&grid->areas.value, "%d lines, but rows has %d; write a line a row",
                     cells->rows, grid->grid.row_count);
        good = false;
    }
    return good;
}

static struct rect bounds(const struct grid_draft *grid, const struct cells *cells, int zone)
{
    struct rect bound = {0};
    for (int y = 0; y < grid->grid.row_count; y++)
        for (int x = 0; x < grid->grid.column_count; x++)
            if (cells->zone[y][x] == zone)
                bound = rect_union(bound, (struct rect){x, y, 1, 1});
    return bound;
}

static bool fills(const struct cells *cells, int zone, struct rect bound)
{
    for (int y = bound.y; y < bound.y + bound.h; y++)
        for (int x = bound.x; x < bound.x + bound.w; x++)
            if (cells->zone[y][x] != zone)
                return false;
    return true;
}

static void finish_areas(const struct theme_draft *draft, struct grid_draft *grid)
{
    struct cells cells = {0};
    int lines, names;
    count_areas(grid->areas.value.text, &lines, &names);
    if (report_older(grid, &grid->columns, grid->grid.column_count, "columns", names) ||
        report_older(grid, &grid->rows, grid->grid.row_count, "rows", lines))
        return;
    if (!read_cells(draft, grid, &cells))
        return;
    grid->placed = true;
    bool empty = true;
    for (int zone = 0; zone < draft->theme->zone_count; zone++) {
        struct rect bound = bounds(grid, &cells, zone);
        grid->grid.cells[zone] = bound;
        empty = empty && bound.w == 0;
        if (!fills(&cells, zone, bound))
            option_error(&grid->areas.value,
                         "\"%s\" is not a rectangle; of columns %d to %d and rows %d to %d, give "
                         "it all cells or fewer",
                         draft->theme->zones[zone].name, bound.x + 1, bound.x + bound.w,
                         bound.y + 1, bound.y + bound.h);
    }
    if (empty)
        option_error(&grid->areas.value, "no zone in any cell; write the name of one");
}

/* --- the whole ------------------------------------------------------------------------------- */

/* On the canvas, fixed sizes must leave something for the shares. */
static void finish_length(const struct grid_entry *entry, const struct track *tracks, int count,
                          double around, int canvas, const char *side)
{
    double fixed = around;
    bool shares = false;
    for (int i = 0; i < count; i++) {
        shares |= tracks[i].kind != TRACK_FIXED;
        fixed += tracks[i].kind == TRACK_FIXED ? tracks[i].amount : 0;
    }
    if (fixed > canvas)
        option_error(&entry->value,
                     "with gaps and margins %g units, but the canvas is %d %s; make "
                     "some smaller",
                     fixed, canvas, side);
    else if (shares && fixed >= canvas)
        option_error(&entry->value,
                     "nothing is left for shares (fr) and auto: the others, gaps and margins take "
                     "all of the canvas, which is %d %s; make some smaller",
                     canvas, side);
}

static bool report_missing(const struct theme_draft *draft, const struct grid_draft *grid,
                           const char *section)
{
    const struct {
        const struct grid_entry *entry;
        const char *key, *mend;
    } needed[] = {
        {&grid->columns, "columns", "columns = 1fr"},
        {&grid->rows, "rows", "rows = 1fr 96"},
        {&grid->areas, "areas", "the names of zones, a line a row"},
    };
    bool missing = false;
    for (size_t i = 0; i < COUNT_OF(needed); i++) {
        char where[INI_NAME_MAX + 24];
        snprintf(where, sizeof where, "[%s] %s", section, needed[i].key);
        if (!needed[i].entry->given && ini_entry(grid->ini, section, needed[i].key) == NULL)
            diagnostics_add(draft->context.diagnostics, SEVERITY_ERROR, grid->ini->file, grid->line,
                            where, "missing; write %s", needed[i].mend);
        missing |= !needed[i].entry->good;
    }
    return missing;
}

/* Whether [grid] serves the canvas: no other does. */
static bool is_for_canvas(const struct theme_draft *draft)
{
    const struct size canvas = draft->theme->canvas;
    bool other = false;
    for (int i = 1; i < draft->grid_count; i++) {
        const struct grid_draft *grid = &draft->grids[i];
        if (!grid->when.given && strcmp(grid->grid.name, "portrait") == 0)
            other = other || canvas.w < canvas.h;
        else
            other = other || (grid->when.good && theme_when_holds(&grid->grid, canvas));
    }
    return !other;
}

/* The canvas, or the canvas on its side, or what comes nearest to them of the shapes that the
 * grid is for: its fixed sizes must fit there. */
static struct size shape_of(const struct theme_draft *draft, const struct theme_grid *grid)
{
    const struct size canvas = draft->theme->canvas;
    double low, high, shorter = canvas.w < canvas.h ? canvas.w : canvas.h;
    struct size wide = {canvas.w < canvas.h ? canvas.h : canvas.w, (int)shorter};
    struct size high_shape = {wide.h, wide.w};
    if (!theme_when_range(grid, &low, &high))
        return wide;
    double aspect = (double)wide.w / wide.h;
    if (grid->name == NULL)
        return canvas.w < canvas.h && is_for_canvas(draft) ? canvas : wide;
    if (aspect >= low && aspect <= high)
        return wide;
    if (1 / aspect >= low && 1 / aspect <= high)
        return high_shape;
    aspect = low > 0 ? low : high;
    return (struct size){(int)lround(aspect > 1 ? shorter * aspect : shorter),
                         (int)lround(aspect < 1 ? shorter / aspect : shorter)};
}

static const char *section_name(const struct theme_grid *grid, char out[INI_NAME_MAX + 8])
{
    snprintf(out, INI_NAME_MAX + 8, "grid%s%s", grid->name != NULL ? "." : "",
             grid->name != NULL ? grid->name : "");
    return out;
}

/* [grid] serves where no other does, the others where their `when` says. */
static bool finish_when(const struct theme_draft *draft, struct grid_draft *grid)
{
    char section[INI_NAME_MAX + 8], where[INI_NAME_MAX + 16];
    double low, high;
    bool named = grid->grid.name != NULL;
    if (named && !grid->when.given && strcmp(grid->grid.name, "portrait") == 0) {
        grid->grid.conditions[0] = (struct grid_condition){GRID_ASPECT, GRID_LESS, 1, 1};
        grid->grid.condition_count = 1;
    } else if (named && !grid->when.given) {
        snprintf(where, sizeof where, "[%s] when", section_name(&grid->grid, section));
        diagnostics_add(draft->context.diagnostics, SEVERITY_ERROR, grid->ini->file, grid->line,
                        where, "missing; write when = aspect > 2:1");
        return false;
    } else if (!named && grid->when.given) {
        option_error(&grid->when.value,
                     "[grid] serves where no other grid does; write when into a [grid.NAME]");
        return false;
    }
    if (grid->when.given && grid->when.good && !theme_when_range(&grid->grid, &low, &high)) {
        option_error(&grid->when.value, "no screen is like that; remove one of the conditions");
        return false;
    }
    return true;
}

static void finish_grid(struct theme_draft *draft, struct grid_draft *grid)
{
    char section[INI_NAME_MAX + 8];
    bool good = finish_when(draft, grid);
    if (report_missing(draft, grid, section_name(&grid->grid, section)) || !good)
        return;
    const struct theme_grid *g = &grid->grid;
    struct size shape = shape_of(draft, g);
    finish_length(&grid->columns, g->columns, g->column_count,
                  g->margin_start + g->margin_end + g->gap_x * (g->column_count - 1), shape.w,
                  "wide");
    finish_length(&grid->rows, g->rows, g->row_count,
                  g->margin_top + g->margin_bottom + g->gap_y * (g->row_count - 1), shape.h,
                  "high");
    finish_areas(draft, grid);
}

void theme_finish_grids(struct theme_draft *draft, const struct ini *leaf)
{
    struct theme *theme = draft->theme;
    struct grid_draft *base = &draft->grids[0];
    if (base->ini == NULL && !draft->broken_chain)
        diagnostics_add(draft->context.diagnostics, SEVERITY_ERROR, leaf->file, 0, NULL,
                        "no [grid]; add one with columns, rows and areas, or extends = atrium to "
                        "[theme]");
    theme->grid_count = draft->grid_count > 0 ? draft->grid_count : 1;
    for (int i = 0; i < theme->grid_count; i++) {
        if (draft->grids[i].ini != NULL)
            finish_grid(draft, &draft->grids[i]);
        theme->grids[i] = draft->grids[i].grid;
    }
    theme->grid_line = base->line;
    theme->margin_line = base->margin.value.line;
}
