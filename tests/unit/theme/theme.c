#include "theme/theme.h"

#include "base/memory.h"
#include "base/moment.h"
#include "cases.h"
#include "theme/theme_parts.h"

static const char *const widgets[] = {"masthead", "ticker", "article", "headlines", "weather",
                                      "prayers",  "social", "clock",   "notice"};

static char *find(void *self, const char *name, size_t *size)
{
    (void)self;
    char path[256];
    snprintf(path, sizeof path, "tests/feeds/theme/parents/%s.ini", name);
    return case_read(path, size);
}

static struct theme *parse(const char *name, const char *text, size_t size,
                           struct diagnostics *diagnostics)
{
    return theme_parse(name, "themes/x", text, size, widgets, COUNT_OF(widgets), find, NULL,
                       diagnostics);
}

static void parse_case(const char *name, const char *text, size_t size,
                       struct diagnostics *diagnostics)
{
    struct theme *theme = parse(name, text, size, diagnostics);
    assert_int_equal(theme == NULL, diagnostics->errors > 0);
    theme_destroy(theme);
    struct theme *again = parse(name, text, size, NULL);
    assert_int_equal(again == NULL, diagnostics->errors > 0);
    theme_destroy(again);
}

static void cases(void **state)
{
    (void)state;
    assert_true(case_run_all("tests/feeds/theme", ".ini", parse_case) >= 25);
}

static struct theme *good(const char *text)
{
    struct diagnostics diagnostics;
    diagnostics_init(&diagnostics);
    struct theme *theme = parse("t.ini", text, strlen(text), &diagnostics);
    char *found = case_findings(&diagnostics);
    assert_string_equal(found, "");
    free(found);
    diagnostics_finish(&diagnostics);
    assert_non_null(theme);
    return theme;
}

static const struct theme_zone *zone(const struct theme *theme, const char *name)
{
    int index = theme_zone_index(theme, name);
    assert_true(index >= 0);
    return &theme->zones[index];
}

static void cell_is(const struct theme *theme, const struct theme_grid *grid, const char *name,
                    struct rect expected)
{
    assert_true(rect_equal(grid->cells[theme_zone_index(theme, name)], expected));
}

static void everything(void **state)
{
    (void)state;
    struct theme *theme = good("[theme]\nschema = 1\nname = All\ncanvas = 1280x720\n"
                               "[colors]\nink = #f1f2f344\n"
                               "[font.row_next]\nfamily = A B, C\nweight = extrabold, bold\n"
                               "width = condensed\nstyle = italic\n"
                               "size = 51.5\nleading = auto\ntracking = -0.05\ncase = upper\n"
                               "[grid]\ncolumns = 2fr 1fr 40\nrows = 96 1.5fr\ngap = 24 12\n"
                               "margin = 1 2 3 4\nareas = a a .\n        b b .\n"
                               "[zone.a]\nshow = article 40s, headlines\ntransition = fade\n"
                               "background = floor\nbleed = yes\nrules = top bottom\n"
                               "padding = 8.5\nspeed = 90\ncomputed = both\n"
                               "[zone.b]\nshow = clock 1.5s\n");
    assert_string_equal(theme->name, "All");
    assert_string_equal(theme->folder, "themes/x");
    assert_true(theme->canvas.w == 1280 && theme->canvas.h == 720);
    assert_int_equal(theme->colors[COLOR_INK], 0x44F1F2F3);
    const struct theme_font *font = &theme->fonts[FONT_ROW_NEXT];
    assert_int_equal(font->family_count, 2);
    assert_string_equal(font->families[0], "A B");
    assert_string_equal(font->families[1], "C");
    assert_true(font->weight.values[0] == FONT_EXTRABOLD && font->weight.values[1] == FONT_BOLD);
    assert_int_equal(font->weight.others, 1);
    assert_true(font->width.values[0] == FONT_CONDENSED && font->width.others == 0);
    assert_true(font->italic && font->upper);
    assert_true(font->size == 51.5 && font->leading == 0 && font->tracking == -0.05);
    assert_int_equal(font->line, 7);
    assert_int_equal(theme->fonts[FONT_BODY].line, 0);
    const struct theme_grid *grid = &theme->grids[0];
    assert_int_equal(grid->column_count, 3);
    assert_int_equal(grid->columns[0].kind, TRACK_FRACTION);
    assert_true(grid->columns[0].amount == 2 && grid->columns[2].amount == 40);
    assert_int_equal(grid->rows[0].kind, TRACK_FIXED);
    assert_true(grid->rows[1].amount == 1.5);
    assert_true(grid->gap_x == 24 && grid->gap_y == 12);
    assert_true(grid->margin_top == 1 && grid->margin_end == 2 && grid->margin_bottom == 3 &&
                grid->margin_start == 4);
    cell_is(theme, grid, "a", (struct rect){0, 0, 2, 1});
    cell_is(theme, grid, "b", (struct rect){0, 1, 2, 1});
    assert_int_equal(theme->grid_count, 1);
    const struct theme_zone *a = zone(theme, "a"), *b = zone(theme, "b");
    assert_int_equal(a->entry_count, 2);
    assert_string_equal(a->entries[0].widget, "article");
    assert_true(a->entries[0].duration_ns == 40 * NS_PER_SECOND);
    assert_true(a->entries[1].duration_ns == 0);
    assert_int_equal(a->transition, TRANSITION_FADE);
    assert_true(a->transition_ns == 600 * NS_PER_MILLISECOND);
    assert_int_equal(a->background, COLOR_FLOOR);
    assert_true(a->bleed);
    assert_int_equal(a->rules, RULE_TOP | RULE_BOTTOM);
    assert_true(a->padding_top == 8.5 && a->padding_start == 8.5 && a->speed == 90 &&
                a->computed == COMPUTED_BOTH);
    assert_true(b->entries[0].duration_ns == 1500 * NS_PER_MILLISECOND);
    assert_int_equal(b->transition, TRANSITION_CUT);
    assert_true(b->transition_ns == 0 && b->background == -1 && !b->bleed && b->speed == 180);
    assert_int_equal(b->computed, COMPUTED_CAPTION);
    assert_int_equal(b->rules, RULE_NONE);
    theme_destroy(theme);
}

static void margins_and_gaps(void **state)
{
    (void)state;
    static const char form[] = "[theme]\nschema = 1\n[grid]\ncolumns = 1fr\nrows = 1fr\n%s\n"
                               "areas = a\n[zone.a]\nshow = clock\n";
    char text[300];
    snprintf(text, sizeof text, form, "gap = 7\nmargin = 5");
    struct theme *theme = good(text);
    const struct theme_grid *grid = &theme->grids[0];
    assert_true(grid->gap_x == 7 && grid->gap_y == 7);
    assert_true(grid->margin_top == 5 && grid->margin_end == 5 && grid->margin_bottom == 5 &&
                grid->margin_start == 5);
    theme_destroy(theme);
    snprintf(text, sizeof text, form, "margin = 1 2");
    theme = good(text);
    grid = &theme->grids[0];
    assert_true(grid->margin_top == 1 && grid->margin_end == 2 && grid->margin_bottom == 1 &&
                grid->margin_start == 2);
    assert_string_equal(theme->name, "x"); /* its folder's */
    theme_destroy(theme);
}

static void child_over_parent(void **state)
{
    (void)state;
    struct theme *theme = good("[theme]\nschema = 1\nextends = base\n[font.body]\nsize = 30\n"
                               "[colors]\nink = #fff\n[zone.main]\nshow = clock\nspeed = 100\n");
    assert_string_equal(theme->name, "x");
    assert_int_equal(theme->colors[COLOR_PAPER], 0xFF000000);
    assert_int_equal(theme->colors[COLOR_INK], 0xFFFFFFFF);
    assert_true(theme->fonts[FONT_BODY].size == 30 && theme->fonts[FONT_BODY].leading == 2);
    const struct theme_zone *main_zone = zone(theme, "main");
    assert_int_equal(main_zone->entry_count, 1);
    assert_string_equal(main_zone->entries[0].widget, "clock");
    assert_true(main_zone->transition_ns == NS_PER_SECOND && main_zone->speed == 100);
    assert_int_equal(theme->grids[0].row_count, 2);
    cell_is(theme, &theme->grids[0], "ticker", (struct rect){0, 1, 1, 1});
    theme_destroy(theme);
}

static void missing_looks_are_the_builtins(void **state)
{
    (void)state;
    struct theme *builtin = theme_builtin(widgets, COUNT_OF(widgets));
    struct theme *theme = good("[theme]\nschema = 1\n[colors]\npaper = #000\n[grid]\n"
                               "columns = 1fr\nrows = 1fr\nareas = a\n[zone.a]\nshow = clock\n");
    for (int i = COLOR_INK; i < COLOR_COUNT; i++)
        assert_int_equal(theme->colors[i], builtin->colors[i]);
    for (int i = 0; i < FONT_ROLE_COUNT; i++) {
        assert_true(theme->fonts[i].size == builtin->fonts[i].size);
        assert_string_equal(theme->fonts[i].families[0], builtin->fonts[i].families[0]);
    }
    assert_int_equal(theme->zone_count, 1);
    theme_destroy(theme);
    theme_destroy(builtin);
}

/* The built-in is what is in themes/, it has no finding, and it leaves nothing to defaults. */
static void builtin(void **state)
{
    (void)state;
    size_t size, embedded_size;
    char *text = case_read("themes/atrium/theme.ini", &size);
    assert_non_null(text);
    const char *embedded = theme_builtin_text(&embedded_size);
    assert_int_equal(size, embedded_size);
    assert_memory_equal(text, embedded, size);
    free(text);
    struct theme *theme = good(embedded);
    for (int i = 0; i < COLOR_COUNT; i++)
        assert_int_equal(theme->colors[i] >> 24, 0xFF);
    for (int i = 0; i < FONT_ROLE_COUNT; i++) {
        assert_true(theme->fonts[i].line > 0);
        assert_true(theme->fonts[i].family_count >= 3);
        assert_true(theme->fonts[i].size >= 24); /* legible from eight metres */
    }
    static const char *const zones[] = {"masthead", "article", "prayers",
                                        "social",   "weather", "ticker"};
    assert_int_equal(theme->zone_count, COUNT_OF(zones));
    for (size_t i = 0; i < COUNT_OF(zones); i++) {
        assert_string_equal(theme->zones[i].name, zones[i]);
        assert_true(theme->grids[0].cells[i].w > 0);
        assert_true(theme->grids[1].cells[i].w > 0);
    }
    assert_string_equal(theme->name, "Atrium");
    theme_destroy(theme);
}

/* A test of another floor may know a few widgets only. */
static void builtin_with_few_widgets(void **state)
{
    (void)state;
    static const char *const few[] = {"ticker", "headlines"};
    struct theme *theme = theme_builtin(few, COUNT_OF(few));
    assert_non_null(theme);
    assert_null(theme->folder);
    assert_int_equal(zone(theme, "ticker")->entry_count, 1);
    assert_int_equal(zone(theme, "article")->entry_count, 1);
    assert_int_equal(zone(theme, "weather")->entry_count, 0);
    theme_destroy(theme);
    theme = theme_builtin(NULL, 0);
    assert_non_null(theme);
    theme_destroy(theme);
    theme_destroy(NULL);
}

static void grid_and_unit(void **state)
{
    (void)state;
    struct theme *theme = theme_builtin(widgets, COUNT_OF(widgets));
    assert_ptr_equal(theme_grid_for(theme, (struct size){1920, 1080}), &theme->grids[0]);
    assert_ptr_equal(theme_grid_for(theme, (struct size){1080, 1080}), &theme->grids[0]);
    assert_ptr_equal(theme_grid_for(theme, (struct size){1080, 1920}), &theme->grids[1]);
    assert_true(theme_unit(theme, (struct size){1920, 1080}) == 1);
    assert_true(theme_unit(theme, (struct size){2160, 3840}) == 2);
    assert_true(theme_unit(theme, (struct size){1280, 720}) == 720.0 / 1080);
    theme->grid_count = 1;
    assert_ptr_equal(theme_grid_for(theme, (struct size){1080, 1920}), &theme->grids[0]);
    theme_destroy(theme);
}

/* The last one whose conditions hold, in the order in which they were first named. */
static void grids_by_their_conditions(void **state)
{
    (void)state;
    static const char *const rest = "columns = 1fr\nrows = 1fr\nareas = main\n";
    char text[1024];
    snprintf(text, sizeof text,
             "[theme]\nschema = 1\n[zone.main]\nshow = clock\n[grid]\n%s[grid.portrait]\n%s"
             "[grid.square]\n%swhen = aspect > 4:5, aspect <= 4:3\n[grid.wide]\n%swhen=aspect>2:1\n"
             "[grid.small]\n%swhen = width < 801,height<=480\n",
             rest, rest, rest, rest, rest);
    struct theme *theme = good(text);
    static const struct {
        struct size screen;
        const char *name;
    } cases[] = {
        {{1920, 1080}, NULL},      {{1080, 1920}, "portrait"}, {{1024, 768}, "square"},
        {{1025, 768}, NULL},       {{1280, 1024}, "square"},   {{1000, 1000}, "square"},
        {{800, 1000}, "portrait"}, {{2560, 1080}, "wide"},     {{2160, 1080}, NULL},
        {{800, 480}, "small"},     {{480, 480}, "small"},      {{801, 480}, NULL},
        {{480, 800}, "portrait"},
    };
    assert_int_equal(theme->grid_count, 5);
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        const char *name = theme_grid_for(theme, cases[i].screen)->name;
        assert_int_equal(name == NULL, cases[i].name == NULL);
        if (name != NULL)
            assert_string_equal(name, cases[i].name);
    }
    theme_destroy(theme);
}

/* The manual names every section and key. */
static void manual_is_complete(void **state)
{
    (void)state;
    static const struct theme_table *const tables[] = {&theme_table_theme, &theme_table_colors,
                                                       &theme_table_font, &theme_table_grid,
                                                       &theme_table_zone};
    size_t size;
    char *text = case_read("themes/README.md", &size);
    assert_non_null(text);
    for (size_t t = 0; t < COUNT_OF(tables); t++) {
        char heading[100], key[100];
        snprintf(heading, sizeof heading, "\n## [%s", tables[t]->section);
        const char *section = strstr(text, heading);
        if (section == NULL)
            fail_msg("themes/README.md lacks the heading %s", heading + 1);
        const char *end = strstr(section + 1, "\n## ");
        for (int o = 0; o < tables[t]->option_count; o++) {
            snprintf(key, sizeof key, "\n| `%s` |", tables[t]->options[o].key);
            const char *row = strstr(section, key);
            if (row == NULL || (end != NULL && row > end))
                fail_msg("themes/README.md: [%s] lacks %s", tables[t]->section, key + 1);
        }
    }
    for (int i = 0; i < FONT_ROLE_COUNT; i++) {
        char role[60];
        snprintf(role, sizeof role, "| `[font.%s]` |", font_role_names[i]);
        if (strstr(text, role) == NULL)
            fail_msg("themes/README.md lacks %s", role);
    }
    free(text);
}

static void any_bytes(void **state)
{
    (void)state;
    size_t size;
    const char *seed = theme_builtin_text(&size);
    uint64_t random = 1920;
    for (int i = 0; i < 1500; i++) {
        char *text = memory_text_n(seed, size);
        size_t length = case_spoil(text, size, &random);
        struct diagnostics diagnostics;
        diagnostics_init(&diagnostics);
        struct theme *theme = parse("x.ini", text, length, &diagnostics);
        assert_int_equal(theme == NULL, diagnostics.errors > 0);
        theme_destroy(theme);
        diagnostics_finish(&diagnostics);
        free(text);
    }
}

/* Which sources there are is told by riwaq.conf: only who has read both can compare. */
static void zones_of_sources(void **state)
{
    (void)state;
    static const char *const names[] = {"city", "agency"};
    struct theme *theme = good("[theme]\nschema = 1\n[grid]\ncolumns = 1fr\nrows = 1fr 96\n"
                               "areas = main\n  strip\n[zone.main]\nshow = headlines\n"
                               "source = city , agncy\n[zone.strip]\nshow = ticker\n");
    assert_int_equal(theme->zones[0].source_count, 2);
    assert_string_equal(theme->zones[0].sources[0], "city");
    assert_string_equal(theme->zones[0].sources[1], "agncy");
    assert_int_equal(theme->zones[1].source_count, 0);
    struct diagnostics diagnostics;
    diagnostics_init(&diagnostics);
    theme_check_sources(theme, names, 2, &diagnostics);
    assert_int_equal(diagnostics.count, 1);
    assert_int_equal(diagnostics.errors, 0);
    assert_int_equal(diagnostics.findings[0].line, 10);
    assert_string_equal(diagnostics.findings[0].where, "[zone.main] source");
    assert_string_equal(diagnostics.findings[0].what,
                        "\"agncy\" is no [source.NAME] of riwaq.conf: nothing of it is shown; did "
                        "you mean \"agency\"?");
    theme_check_sources(theme, names, 0, &diagnostics);
    assert_int_equal(diagnostics.count, 3);
    diagnostics_finish(&diagnostics);
    theme_destroy(theme);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cases),
        cmocka_unit_test(everything),
        cmocka_unit_test(margins_and_gaps),
        cmocka_unit_test(child_over_parent),
        cmocka_unit_test(missing_looks_are_the_builtins),
        cmocka_unit_test(builtin),
        cmocka_unit_test(builtin_with_few_widgets),
        cmocka_unit_test(grid_and_unit),
        cmocka_unit_test(grids_by_their_conditions),
        cmocka_unit_test(zones_of_sources),
        cmocka_unit_test(manual_is_complete),
        cmocka_unit_test(any_bytes),
    };
    return cmocka_run_group_tests_name("theme/theme", tests, NULL, NULL);
}
