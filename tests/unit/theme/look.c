/* Pictures behind zones, and the colours that follow from others. */
#include "cases.h"

#include "base/memory.h"
#include "content/picture.h"
#include "theme/contrast.h"
#include "theme/theme_parts.h"

static const char head[] = "[theme]\nschema = 1\n";
static const char tail[] = "\n[grid]\ncolumns = 1fr\nrows = 1fr 1fr\nareas = a\n        b\n"
                           "[zone.b]\nshow = clock\n[zone.a]\nshow = clock\n";
static const char *const widgets[] = {"clock"};

static char *parent_text; /* what `extends = parent` finds */

static char *find(void *self, const char *name, size_t *size)
{
    (void)self;
    (void)name;
    *size = strlen(parent_text);
    return memory_text(parent_text);
}

/* A theme of [theme]'s keys OWN, of [colors]' COLORS, and of zone a's keys ZONE; what was found is
 * in FINDINGS. */
static struct theme *parse(const char *own, const char *colors, const char *zone, char **findings)
{
    struct diagnostics diagnostics;
    struct buffer text;
    diagnostics_init(&diagnostics);
    buffer_init(&text, 4096);
    buffer_print(&text, "%s%s\n[colors]\npaper = #000000\n%s%s%s\n", head, own, colors, tail, zone);
    struct theme *theme = theme_parse("t.ini", "themes/x", buffer_text(&text), text.length, widgets,
                                      COUNT_OF(widgets), find, NULL, &diagnostics);
    *findings = case_findings(&diagnostics);
    diagnostics_finish(&diagnostics);
    buffer_finish(&text);
    return theme;
}

static struct theme *good(const char *own, const char *colors, const char *zone)
{
    char *findings;
    struct theme *theme = parse(own, colors, zone, &findings);
    assert_string_equal(findings, "");
    free(findings);
    assert_non_null(theme);
    return theme;
}

static void bad(const char *own, const char *zone, const char *message)
{
    char *findings;
    assert_null(parse(own, "", zone, &findings));
    if (strstr(findings, message) == NULL)
        fail_msg("\"%s\" is not in: %s", message, findings);
    free(findings);
}

static const struct theme_zone *zone_a(const struct theme *theme)
{
    return &theme->zones[theme_zone_index(theme, "a")];
}

static void without_a_word_there_is_none(void **state)
{
    (void)state;
    struct theme *theme = good("", "", "background = floor");
    const struct theme_zone *zone;
    assert_int_equal(theme_picture_count(theme), 0);
    assert_null(theme_picture_at(theme, 0, &zone));
    assert_null(theme->picture.name);
    assert_int_equal(theme_scrim(theme, NULL), 0);
    assert_int_equal(theme_scrim(theme, zone_a(theme)), 0);
    assert_true(zone_a(theme)->pictures);
    theme_destroy(theme);
}

static void all_keys(void **state)
{
    (void)state;
    struct theme *theme =
        good("background_picture = sub/hall.jpg\nscrim = paper 50%", "",
             "background_picture = ...a..b.png\nbackground_fit = contain\n"
             "background_position = end start\nscrim = #123456 100%\npictures = no");
    const struct theme_zone *zone;
    assert_int_equal(theme_picture_count(theme), 2);
    const struct theme_picture *whole = theme_picture_at(theme, 0, &zone);
    assert_null(zone);
    assert_ptr_equal(whole, &theme->picture);
    assert_string_equal(whole->name, "sub/hall.jpg");
    assert_null(whole->theme);
    assert_string_equal(whole->file, "t.ini");
    assert_int_equal(whole->line, 3);
    assert_int_equal(whole->fit, PICTURE_COVER);
    assert_true(whole->across == ZONE_ALIGN_CENTER && whole->down == ZONE_ALIGN_CENTER);
    assert_int_equal(theme_scrim(theme, NULL), 0x80000000);
    const struct theme_picture *own = theme_picture_at(theme, 1, &zone);
    assert_ptr_equal(zone, zone_a(theme));
    assert_ptr_equal(own, &zone->picture);
    assert_string_equal(own->name, "...a..b.png");
    assert_int_equal(own->fit, PICTURE_CONTAIN);
    assert_true(own->across == ZONE_ALIGN_END && own->down == ZONE_ALIGN_START);
    assert_int_equal(theme_scrim(theme, zone), 0xFF123456);
    assert_false(zone->pictures);
    theme_destroy(theme);
}

static void one_word_of_position_is_along_the_line(void **state)
{
    (void)state;
    struct theme *theme = good("", "", "background_picture = a.png\nbackground_position = start");
    assert_int_equal(zone_a(theme)->picture.across, ZONE_ALIGN_START);
    assert_int_equal(zone_a(theme)->picture.down, ZONE_ALIGN_CENTER);
    theme_destroy(theme);
}

static void no_way_out_of_the_folder(void **state)
{
    (void)state;
    static const char *const names[] = {"/etc/passwd", "../a.png", "a/../../b.png", "a/..", ".."};
    char text[100];
    for (size_t i = 0; i < COUNT_OF(names); i++) {
        snprintf(text, sizeof text, "background_picture = %s", names[i]);
        bad("", text, "leads out of the theme's folder");
        bad(text, "", "t.ini:3: [theme] background_picture: ");
    }
}

static void mistakes_are_told(void **state)
{
    (void)state;
    bad("", "background_fit = stretch", "one of: cover, contain");
    bad("", "background_position = left", "one of: start, center, end");
    bad("", "background_position = start end start", "too many words");
    bad("", "scrim = paper", "must be a colour and its opacity");
    bad("", "scrim = paper 60% 3", "must be a colour and its opacity");
    bad("", "scrim = paper 60", "\"60\" is no percentage");
    bad("", "scrim = paper %", "\"%\" is no percentage");
    bad("", "scrim = paper 101%", "0 to 100");
    bad("", "scrim = papr 60%", "did you mean \"paper\"?");
    bad("", "scrim = #00000080 60%", "must be opaque");
    bad("", "pictures = perhaps", "yes");
}

/* What a parent names is in the parent's folder. */
static void a_parents_picture_is_in_its_folder(void **state)
{
    (void)state;
    struct buffer text;
    buffer_init(&text, 4096);
    buffer_print(&text,
                 "%sbackground_picture = hall.jpg\nscrim = paper 20%%\n%s"
                 "background_picture = a.png\n",
                 head, tail);
    parent_text = (char *)buffer_text(&text);
    struct theme *theme = good("extends = parent\nscrim = ink 40%", "", "background_fit = contain");
    assert_string_equal(theme->picture.name, "hall.jpg");
    assert_string_equal(theme->picture.theme, "parent");
    assert_string_equal(theme->picture.file, "parent/theme.ini");
    assert_int_equal(theme->picture.scrim_percent, 40);
    assert_string_equal(zone_a(theme)->picture.theme, "parent");
    assert_int_equal(zone_a(theme)->picture.fit, PICTURE_CONTAIN);
    theme_destroy(theme);
    theme = good("extends = parent\nbackground_picture = none", "", "background_picture = b.png");
    assert_null(theme->picture.name);
    assert_null(zone_a(theme)->picture.theme);
    theme_destroy(theme);
    buffer_finish(&text);
}

static void pixels_are_the_themes(void **state)
{
    (void)state;
    struct theme *theme = good("background_picture = a.png", "", "background_picture = b.png");
    struct picture *one = picture_create(2, 2), *other = picture_create(3, 3);
    theme_picture_put(theme, 0, one);
    theme_picture_put(theme, 1, one);
    theme_picture_put(theme, 1, other);
    theme_picture_put(theme, 2, other); /* there is no such one */
    picture_put(one);
    picture_put(other);
    assert_int_equal(theme->picture.pixels->w, 2);
    assert_int_equal(zone_a(theme)->picture.pixels->w, 3);
    theme_destroy(theme);
}

static void a_mark_is_muted_unless_it_is_named(void **state)
{
    (void)state;
    struct theme *theme = good("", "muted = #808080", "color.muted = #909090");
    assert_int_equal(theme->colors[COLOR_MARK], 0xFF808080);
    assert_int_equal(theme_zone_color(theme, &theme->zones[0], COLOR_MARK), 0xFF808080);
    assert_int_equal(theme_zone_color(theme, zone_a(theme), COLOR_MARK), 0xFF909090);
    theme_destroy(theme);
    theme = good("", "mark = #a00000", "color.muted = #909090");
    assert_int_equal(theme_zone_color(theme, zone_a(theme), COLOR_MARK), 0xFFA00000);
    theme_destroy(theme);
    theme = good("", "mark = #a00000", "color.mark = #00a000");
    assert_int_equal(theme_zone_color(theme, zone_a(theme), COLOR_MARK), 0xFF00A000);
    theme_destroy(theme);
}

/* Between the two, and to be read: 3:1. */
static void muted_on_the_accent(void **state)
{
    (void)state;
    static const char *const pairs[] = {
        "accent = #ffcc00\non_accent = #000000", "accent = #808080\non_accent = #000000",
        "accent = #6a6a6a\non_accent = #000000", "accent = #777777\non_accent = #7a7a7a"};
    for (size_t i = 0; i < COUNT_OF(pairs); i++) {
        struct theme *theme = good("", pairs[i], "");
        color muted = theme->colors[COLOR_ON_ACCENT_MUTED];
        color accent = theme->colors[COLOR_ACCENT], on = theme->colors[COLOR_ON_ACCENT];
        double ratio = contrast_ratio(muted, accent);
        assert_true(ratio <= contrast_ratio(on, accent));
        assert_true(ratio >= 3 || muted == on);
        assert_true(i > 0 || muted != on);
        theme_destroy(theme);
    }
    struct theme *theme = good("", "on_accent_muted = #123456", "");
    assert_int_equal(theme->colors[COLOR_ON_ACCENT_MUTED], 0xFF123456);
    theme_destroy(theme);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(without_a_word_there_is_none),
        cmocka_unit_test(all_keys),
        cmocka_unit_test(one_word_of_position_is_along_the_line),
        cmocka_unit_test(no_way_out_of_the_folder),
        cmocka_unit_test(mistakes_are_told),
        cmocka_unit_test(a_parents_picture_is_in_its_folder),
        cmocka_unit_test(pixels_are_the_themes),
        cmocka_unit_test(a_mark_is_muted_unless_it_is_named),
        cmocka_unit_test(muted_on_the_accent),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
