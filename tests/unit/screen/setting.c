/* Fine setting with real fonts: digits, bold and italics, a time in an Arabic line. */
#include "fixture.h"

#include "text/text.h"

struct state {
    struct theme theme;
    struct fonts *fonts;
    struct diagnostics diagnostics;
};

static void open_with(struct state *s, const char *family, const char *second, bool bold,
                      bool italic)
{
    s->theme = fixture_theme(bold);
    s->theme.fonts[FONT_BODY] =
        (struct theme_font){.families = {family, second},
                            .family_count = second != NULL ? 2 : 1,
                            .weight.values[0] = bold ? FONT_BOLD : FONT_REGULAR,
                            .italic = italic,
                            .line = 7};
    diagnostics_init(&s->diagnostics);
    s->fonts = fonts_create(&s->theme, NULL, &s->diagnostics);
    assert_non_null(s->fonts);
}

static void finish(struct state *s)
{
    fonts_destroy(s->fonts);
    diagnostics_finish(&s->diagnostics);
}

static struct text_block *set(struct state *s, const char *text, bool tabular)
{
    const struct text_options options = {.font = {FONT_BODY, 60}, .tabular = tabular};
    return text_block_create(fonts_measure(s->fonts), text, strlen(text), &options);
}

static int width_of(struct state *s, const char *text, bool tabular)
{
    struct text_block *block = set(s, text, tabular);
    const int width = block->width;
    text_block_destroy(block);
    return width;
}

/* The one family of Debian's Noto whose digits are not of one width. */
static void a_clock_in_proportional_figures_stands_still(void **state)
{
    (void)state;
    struct state s;
    open_with(&s, "Noto Serif CJK JP", NULL, false, false);
    if (s.diagnostics.count > 0) {
        finish(&s);
        skip(); /* fonts-noto-cjk is not installed */
    }
    assert_int_not_equal(width_of(&s, "11:11", false), width_of(&s, "00:00", false));
    const int width = width_of(&s, "00:00", true);
    assert_int_equal(width_of(&s, "11:11", true), width);
    assert_int_equal(width_of(&s, "23:59", true), width);
    struct text_block *a = set(&s, "12:30", true), *b = set(&s, "11:30", true);
    const struct text_line *p = a->lines, *q = b->lines;
    assert_int_equal(p->piece_count, q->piece_count);
    for (int i = 0; i < p->piece_count; i++) /* all but the digit that changed is where it was */
        if (i != 1)
            assert_int_equal(p->pieces[i].x, q->pieces[i].x);
    text_block_destroy(a);
    text_block_destroy(b);
    finish(&s);
}

static void tabular_faces_are_set_as_ever(void **state)
{
    (void)state;
    struct state s;
    open_with(&s, "Noto Sans", "Noto Sans Arabic", false, false);
    struct text_block *block = set(&s, "04:12", true);
    assert_int_equal(block->lines[0].piece_count, 1);
    text_block_destroy(block);
    assert_int_equal(width_of(&s, "\u0661\u0661:\u0661\u0661", true),
                     width_of(&s, "\u0660\u0664:\u0661\u0662", true));
    finish(&s);
}

/* A whole line: the digits are a run of their own, from left to right, and their pixels are those
 * of the time alone. */
static void a_time_in_an_arabic_line(void **state)
{
    (void)state;
    struct state s;
    open_with(&s, "Noto Sans", "Noto Sans Arabic", false, false);
    static const char *const lines[] = {"\u0627\u0644\u0641\u062C\u0631 04:12 \u063A\u062F\u0627",
                                        "04:12 \u0635\u0644\u0627\u0629",
                                        "\u0635\u0644\u0627\u0629 04:12"};
    int base, left;
    struct text_block *alone = set(&s, "04:12", false);
    SDL_Surface *time =
        fonts_render(s.fonts, &alone->lines[0].pieces[0].run, 0xFFFFFFFF, &base, &left);
    for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++) {
        struct text_block *block = set(&s, lines[i], false);
        bool seen = false;
        assert_true(block->rtl);
        for (int k = 0; k < block->lines[0].piece_count; k++) {
            const struct text_run *run = &block->lines[0].pieces[k].run;
            if (memchr(run->text, '4', run->length) == NULL)
                continue;
            assert_false(run->rtl);
            assert_int_equal(run->length, 5);
            SDL_Surface *here = fonts_render(s.fonts, run, 0xFFFFFFFF, &base, &left);
            assert_true(same_pixels(here, time));
            SDL_FreeSurface(here);
            seen = true;
        }
        assert_true(seen);
        text_block_destroy(block);
    }
    SDL_FreeSurface(time);
    text_block_destroy(alone);
    finish(&s);
}

static SDL_Surface *picture(struct state *s, const char *text)
{
    int base, left;
    struct text_block *block = set(s, text, false);
    SDL_Surface *surface =
        fonts_render(s->fonts, &block->lines[0].pieces[0].run, 0xFFFFFFFF, &base, &left);
    assert_non_null(surface);
    text_block_destroy(block);
    return surface;
}

static bool looks_alike(struct state *a, struct state *b, const char *text)
{
    SDL_Surface *p = picture(a, text), *q = picture(b, text);
    const bool same = same_pixels(p, q);
    SDL_FreeSurface(p);
    SDL_FreeSurface(q);
    return same;
}

/* Italics are a file of their own; where there is none, letters stay upright. */
static void italics_are_never_slanted_by_machine(void **state)
{
    (void)state;
    struct state upright, italic;
    open_with(&upright, "Noto Sans", "Noto Sans Arabic", false, false);
    open_with(&italic, "Noto Sans", "Noto Sans Arabic", false, true);
    assert_int_equal(italic.diagnostics.count, 0);
    assert_false(looks_alike(&upright, &italic, "fall"));
    assert_true(looks_alike(&upright, &italic, "\u062E\u0628\u0631"));
    finish(&upright);
    finish(&italic);
}

static void expect_warning(const char *family, bool bold, bool italic, const char *where)
{
    struct state s;
    open_with(&s, family, NULL, bold, italic);
    assert_int_equal(s.diagnostics.errors, 0);
    assert_int_equal(s.diagnostics.count, where != NULL);
    if (where != NULL) {
        assert_string_equal(s.diagnostics.findings[0].where, where);
        assert_int_equal(s.diagnostics.findings[0].line, 7);
    }
    finish(&s);
}

static void a_family_without_bold_or_italics_is_told(void **state)
{
    (void)state;
    expect_warning("Noto Sans", true, true, NULL);
    expect_warning("Noto Sans Arabic", true, false, NULL);
    expect_warning("Noto Sans Arabic", false, true, "[font.body] style");
    expect_warning("Noto Sans Tifinagh", true, false, "[font.body] weight");
    expect_warning("Noto Sans Tifinagh", false, false, NULL);
}

/* Tifinagh has no bold file: thickened, and measured as it is drawn. */
static void a_thickened_face_is_measured_as_drawn(void **state)
{
    (void)state;
    struct state plain, bold;
    open_with(&plain, "Noto Sans Tifinagh", NULL, false, false);
    open_with(&bold, "Noto Sans Tifinagh", NULL, true, false);
    SDL_Surface *p = picture(&plain, "\u2D30\u2D63\u2D53\u2D4D"),
                *q = picture(&bold, "\u2D30\u2D63\u2D53\u2D4D");
    long ink_p = 0, ink_q = 0;
    for (int y = 0; y < p->h; y++)
        for (int x = 0; x < p->w; x++)
            ink_p += pixel(p, x, y) >> 24;
    for (int y = 0; y < q->h; y++)
        for (int x = 0; x < q->w; x++)
            ink_q += pixel(q, x, y) >> 24;
    assert_true(ink_q > ink_p * 11 / 10);
    assert_in_range(width_of(&bold, "\u2D30\u2D63\u2D53\u2D4D", false), q->w - 8, q->w + 12);
    SDL_FreeSurface(p);
    SDL_FreeSurface(q);
    finish(&plain);
    finish(&bold);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_clock_in_proportional_figures_stands_still),
        cmocka_unit_test(tabular_faces_are_set_as_ever),
        cmocka_unit_test(a_time_in_an_arabic_line),
        cmocka_unit_test(italics_are_never_slanted_by_machine),
        cmocka_unit_test(a_family_without_bold_or_italics_is_told),
        cmocka_unit_test(a_thickened_face_is_measured_as_drawn),
    };
    return cmocka_run_group_tests_name("screen/setting", tests, NULL, NULL);
}
