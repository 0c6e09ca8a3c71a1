#include "fonts.h"

#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

static void test_missing_family_is_reported(void **state)
{
    (void)state;
    struct theme theme = fixture_theme(false);
    theme.fonts[FONT_TITLE].families[0] = "Noto Sanz";
    theme.fonts[FONT_TITLE].line = 12;
    struct diagnostics diagnostics;
    diagnostics_init(&diagnostics);
    struct fonts *fonts = fonts_create(&theme, NULL, &diagnostics);
    assert_non_null(fonts);
    assert_int_equal(diagnostics.count, 1);
    assert_int_equal(diagnostics.errors, 0);
    const struct finding *finding = &diagnostics.findings[0];
    assert_string_equal(finding->file, "test");
    assert_int_equal(finding->line, 12);
    assert_string_equal(finding->where, "[font.title] family");
    assert_non_null(strstr(finding->what, "\"Noto Sans\""));
    diagnostics_finish(&diagnostics);
    fonts_destroy(fonts);
}

/* Once for all roles; three families would else be 45 lines on a system with few fonts. */
static void test_a_missing_family_is_reported_once(void **state)
{
    (void)state;
    struct theme theme = fixture_theme(false);
    for (int i = FONT_TITLE; i <= FONT_LABEL; i++)
        theme.fonts[i].families[1] = "Zqx";
    theme.fonts[FONT_LABEL].families[0] = "Zqy";
    struct diagnostics diagnostics;
    diagnostics_init(&diagnostics);
    struct fonts *fonts = fonts_create(&theme, NULL, &diagnostics);
    assert_int_equal(diagnostics.count, 2);
    assert_string_equal(diagnostics.findings[0].where, "[font.title] family");
    assert_non_null(strstr(diagnostics.findings[0].what, "(so too for headline, body, label)"));
    assert_string_equal(diagnostics.findings[1].where, "[font.label] family");
    assert_null(strstr(diagnostics.findings[1].what, "so too"));
    diagnostics_finish(&diagnostics);
    fonts_destroy(fonts);
}

/* A theme that names Latin families alone has the built-in theme's for other scripts, though
 * fontconfig has DejaVu Sans before them. */
static void test_the_builtin_themes_families_stand_in(void **state)
{
    (void)state;
    struct theme latin = fixture_theme(false), whole = fixture_theme(false);
    for (int i = 0; i < FONT_ROLE_COUNT; i++) {
        latin.fonts[i] = (struct theme_font){.families = {"Noto Serif"}, .family_count = 1};
        whole.fonts[i] = (struct theme_font){.families = {"Noto Sans Arabic"}, .family_count = 1};
    }
    struct fonts *fonts = fonts_create(&latin, NULL, NULL),
                 *like = fonts_create(&whole, NULL, NULL);
    const struct text_measure *measure = fonts_measure(fonts), *other = fonts_measure(like);
    struct text_run run = fixture_run("الأخبار العربية", true, ARAB, 40), same = run;
    bool found;
    run.face = (uint8_t)measure->face(measure->self, run.font, "\u0639", 2, &found);
    assert_true(found);
    assert_true(run.face > 0);
    assert_int_equal(measure->width(measure->self, &run), other->width(other->self, &same));
    fonts_destroy(fonts);
    fonts_destroy(like);
}

/* "Noto Sans Hebrew" for a theme that names "Noto Sans", though others have the letters too. */
static void test_kin_of_the_families_stands_in(void **state)
{
    struct state *s = *state;
    struct theme hebrew = fixture_theme(false);
    for (int i = 0; i < FONT_ROLE_COUNT; i++)
        hebrew.fonts[i] = (struct theme_font){.families = {"Noto Sans Hebrew"}, .family_count = 1};
    struct fonts *like = fonts_create(&hebrew, NULL, NULL);
    const struct text_measure *other = fonts_measure(like);
    const uint32_t script = 0x48656272; /* Hebr */
    struct text_run run = fixture_run("שלום עולם", true, script, 40), same = run;
    bool found;
    run.face = (uint8_t)face_of(s, "ש", &found);
    assert_int_equal(s->measure->width(s->measure->self, &run), other->width(other->self, &same));
    fonts_destroy(like);
}

static void test_a_language_that_the_families_cannot_write_is_told(void **state)
{
    struct state *s = *state;
    struct theme theme = fixture_theme(false);
    theme.fonts[FONT_TITLE].family_count = theme.fonts[FONT_BODY].family_count = 1;
    theme.fonts[FONT_TITLE].line = 7;
    struct diagnostics diagnostics;
    diagnostics_init(&diagnostics);
    struct fonts *fonts = fonts_create(&theme, NULL, &diagnostics);
    fonts_check_language(fonts, LANGUAGE_FR, &diagnostics);
    assert_int_equal(diagnostics.count, 0);
    fonts_check_language(fonts, LANGUAGE_AR, &diagnostics);
    assert_int_equal(diagnostics.count, 1);
    assert_int_equal(diagnostics.errors, 0);
    assert_int_equal(diagnostics.findings[0].line, 7);
    assert_string_equal(diagnostics.findings[0].where, "[font.title] family");
    assert_non_null(strstr(diagnostics.findings[0].what, "(so too for body)"));
    fonts_check_language(s->fonts, LANGUAGE_ZGH, &diagnostics);
    assert_int_equal(diagnostics.count, 2);
    diagnostics_finish(&diagnostics);
    fonts_destroy(fonts);
}

static void test_only_unknown_families_still_show_text(void **state)
{
    (void)state;
    struct theme theme = fixture_theme(false);
    theme.fonts[FONT_BODY] = (struct theme_font){.families = {"Zqx"}, .family_count = 1};
    struct fonts *fonts = fonts_create(&theme, NULL, NULL);
    const struct text_run run = fixture_run("Text", false, LATN, 40);
    const struct text_measure *measure = fonts_measure(fonts);
    assert_true(measure->width(measure->self, &run) > 0);
    fonts_destroy(fonts);
}

/* A file in the folder wins over the system's of the same name. */
static void test_dropped_file_wins(void **state)
{
    struct state *s = *state;
    char folder[] = "/tmp/riwaq-fonts-XXXXXX", link_path[64], junk_path[64];
    assert_non_null(mkdtemp(folder));
    snprintf(link_path, sizeof link_path, "%s/mine.ttf", folder);
    snprintf(junk_path, sizeof junk_path, "%s/junk.otf", folder);
    /* Only its bold is here, so text in it is as wide as bold text. */
    assert_int_equal(symlink("/usr/share/fonts/truetype/noto/NotoSans-Bold.ttf", link_path), 0);
    FILE *junk = fopen(junk_path, "w");
    fputs("no font", junk);
    fclose(junk);
    const char *const folders[] = {folder, "/nonexistent", NULL};
    struct fonts *fonts = fonts_create(&s->theme, folders, NULL);
    struct theme bold_theme = fixture_theme(true);
    struct fonts *bold = fonts_create(&bold_theme, NULL, NULL);
    const struct text_run run = fixture_run("Headline", false, LATN, 40);
    const struct text_measure *mine = fonts_measure(fonts), *theirs = fonts_measure(bold);
    assert_int_equal(mine->width(mine->self, &run), theirs->width(theirs->self, &run));
    fonts_destroy(fonts);
    fonts_destroy(bold);
    unlink(link_path);
    unlink(junk_path);
    rmdir(folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_missing_family_is_reported),
        cmocka_unit_test(test_a_missing_family_is_reported_once),
        cmocka_unit_test(test_the_builtin_themes_families_stand_in),
        cmocka_unit_test(test_kin_of_the_families_stands_in),
        cmocka_unit_test(test_a_language_that_the_families_cannot_write_is_told),
        cmocka_unit_test(test_only_unknown_families_still_show_text),
        cmocka_unit_test(test_dropped_file_wins),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
