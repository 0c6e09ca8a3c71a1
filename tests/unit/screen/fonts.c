#include "fonts.h"

#include "screen/faces.h"

#include <unistd.h>

static int width_of(struct state *s, const char *text, bool rtl, uint32_t script)
{
    struct text_run run = fixture_run(text, rtl, script, 40);
    if (script == ARAB)
        run.face = 1;
    return s->measure->width(s->measure->self, &run);
}

static SDL_Surface *render(struct state *s, struct text_run run, int *baseline, int *left)
{
    return fonts_render(s->fonts, &run, 0xFFFFFFFF, baseline, left);
}

static void test_faces_by_coverage(void **state)
{
    struct state *s = *state;
    bool found = false;
    assert_int_equal(face_of(s, "A", &found), 0);
    assert_true(found);
    assert_int_equal(face_of(s, "\u0639", &found), 1); /* ain */
    assert_true(found);
    int tifinagh = face_of(s, "\u2D30", &found);
    assert_true(found);
    assert_true(tifinagh >= 2);
    assert_int_equal(face_of(s, "\u2D30", &found), tifinagh);
    /* A private-use character has no face: face 0 draws its box. */
    assert_int_equal(face_of(s, "\U0010FFFD", &found), 0);
    assert_false(found);
}

static void test_more_scripts_than_a_page_has(void **state)
{
    struct state *s = *state;
    static const char *const letters[] = {
        "\u0531", "\u05D0", "\u0710", "\u0780", "\u07CA", "\u0905", "\u0985", "\u0A05",
        "\u0A85", "\u0B05", "\u0B85", "\u0C05", "\u0C85", "\u0D05", "\u0D85", "\u0E01",
        "\u0E81", "\u0F40", "\u1000", "\u10D0", "\u1200", "\u13A0", "\u1400", "\u1680",
        "\u16A0", "\u1780", "\u1820", "\u1900", "\u1950", "\u1A00", "\u1B05", "\u1C00"};
    enum { COUNT = sizeof letters / sizeof letters[0] };
    int places[COUNT], different = 0;
    for (int i = 0; i < COUNT; i++) {
        bool found = false;
        places[i] = face_of(s, letters[i], &found);
        assert_true(found); /* fonts-noto-core has them all */
        for (int k = 0; k <= i; k++)
            if (places[k] == places[i]) {
                different += k == i;
                break;
            }
    }
    assert_true(different > 16);
    for (int i = 0; i < COUNT; i++) {
        bool found = false;
        assert_int_equal(face_of(s, letters[i], &found), places[i]);
    }
}

static void test_what_leaves_no_ink_is_not_missing(void **state)
{
    struct state *s = *state;
    bool found = false;
    assert_int_equal(face_of(s, "\u200D", &found), 0);
    assert_true(found);
    assert_int_equal(face_of(s, "a\uFE0E", &found), 0);
    assert_true(found);
    assert_int_equal(face_of(s, "\u202F", &found), 0); /* narrow no-break space */
    assert_true(found);
    assert_int_equal(face_of(s, "", &found), 0);
    assert_true(found);
    assert_int_equal(face_of(s, "\xFF\xFE", &found), 0); /* no UTF-8: as U+FFFD */
}

/* What CALL writes to standard error. */
static const char *told(struct state *s, const char *text)
{
    static char out[16384];
    char path[] = "/tmp/riwaq-told-XXXXXX";
    bool found;
    int file = mkstemp(path), kept = dup(STDERR_FILENO);
    assert_true(file >= 0 && kept >= 0);
    dup2(file, STDERR_FILENO);
    face_of(s, text, &found);
    dup2(kept, STDERR_FILENO);
    close(kept);
    ssize_t length = pread(file, out, sizeof out - 1, 0);
    out[length < 0 ? 0 : length] = '\0';
    close(file);
    unlink(path);
    return out;
}

/* Once a character, with its name and what to do; not for a cluster of which each is known. */
static void test_missing_characters_are_told_once(void **state)
{
    struct state *s = *state;
    const char *log = told(s, "\U000F1234");
    assert_non_null(strstr(log, "U+F1234"));
    assert_non_null(strstr(log, "private"));
    assert_string_equal(told(s, "\U000F1234"), "");
    assert_string_equal(told(s, "\u0639\u0905"), "");
    assert_string_equal(told(s, "a"), "");
    log = told(s, "\U000F1234\U000F1235");
    assert_null(strstr(log, "U+F1234"));
    assert_non_null(strstr(log, "U+F1235"));
    for (int i = 0; i < 100; i++) {
        char text[8];
        snprintf(text, sizeof text, "\xF3\xB1\x80%c", 0x80 + i % 64);
        log = told(s, text);
    }
    assert_string_equal(log, "");
    assert_string_equal(told(s, "\U000F4321"), ""); /* enough of them */
}

static void test_empty_and_missing_runs(void **state)
{
    struct state *s = *state;
    int baseline = 7, left = 7;
    assert_int_equal(width_of(s, "", false, LATN), 0);
    assert_null(render(s, fixture_run("", false, LATN, 40), &baseline, &left));
    assert_null(render(s, fixture_run("   ", false, LATN, 40), &baseline, &left));
    assert_true(width_of(s, "   ", false, LATN) > 0);
    struct text_run run = fixture_run("x", false, LATN, 40);
    run.face = 200; /* past the chain */
    assert_true(s->measure->width(s->measure->self, &run) > 0);
    run.font.px = 0;
    assert_true(s->measure->width(s->measure->self, &run) >= 0);
}

static void test_a_newline_draws_nothing(void **state)
{
    struct state *s = *state;
    int base_a, left_a, base_b, left_b;
    SDL_Surface *a = render(s, fixture_run("a\nb", false, LATN, 40), &base_a, &left_a);
    SDL_Surface *b = render(s, fixture_run("a b", false, LATN, 40), &base_b, &left_b);
    assert_true(same_pixels(a, b));
    SDL_FreeSurface(a);
    SDL_FreeSurface(b);
}

/* A run is the text of its length, not up to an end that is not there. */
static void test_text_is_not_terminated(void **state)
{
    struct state *s = *state;
    struct text_run part = fixture_run("04:12xyz", false, LATN, 40);
    part.length = 5;
    assert_int_equal(s->measure->width(s->measure->self, &part), width_of(s, "04:12", false, LATN));
}

static void test_long_runs(void **state)
{
    struct state *s = *state;
    char *text = malloc(20001);
    memset(text, 'n', 20000);
    text[20000] = '\0';
    int one = width_of(s, "n", false, LATN), all = width_of(s, text, false, LATN);
    assert_in_range(all, (one - 1) * 20000, (one + 1) * 20000);
    free(text);
}

/* The advance leaves out what hangs over: three j are three times as wide as one. */
static void test_advance_without_overhang(void **state)
{
    struct state *s = *state;
    int one = width_of(s, "j", false, LATN), three = width_of(s, "jjj", false, LATN);
    assert_in_range(three, 3 * one - 1, 3 * one + 3);
    int baseline, left;
    SDL_Surface *surface = render(s, fixture_run("jjj", false, LATN, 80), &baseline, &left);
    assert_true(left > 0); /* the first one's tail */
    int x = 0;
    while (x < surface->w) { /* and the ink begins at the picture's very edge */
        bool ink = false;
        for (int y = 0; y < surface->h; y++)
            ink |= pixel(surface, x, y) >> 24 != 0;
        if (ink)
            break;
        x++;
    }
    assert_true(x <= 1);
    SDL_FreeSurface(surface);
}

/* How many columns in the middle of the picture are without ink. */
static int gaps(const SDL_Surface *surface)
{
    int count = 0;
    for (int x = surface->w / 8; x < surface->w * 7 / 8; x++) {
        bool ink = false;
        for (int y = 0; y < surface->h; y++)
            ink |= pixel(surface, x, y) >> 24 != 0;
        count += !ink;
    }
    return count;
}

/* Joining letters take other shapes, narrower here, and touch; a mark that forbids joining
 * between them brings the gaps back. */
static void test_arabic_joins(void **state)
{
    struct state *s = *state;
    const char *word = "\u0628\u0628\u0628", *apart = "\u0628\u200C\u0628\u200C\u0628";
    int joined = width_of(s, word, true, ARAB), alone = width_of(s, "\u0628", true, ARAB);
    assert_true(joined > 0);
    assert_true(joined < 3 * alone - 20);
    assert_in_range(width_of(s, apart, true, ARAB), 3 * alone - 1, 3 * alone + 3);
    int baseline, left;
    struct text_run run = fixture_run(word, true, ARAB, 60);
    run.face = 1;
    SDL_Surface *surface = render(s, run, &baseline, &left);
    assert_int_equal(gaps(surface), 0);
    SDL_FreeSurface(surface);
    run = fixture_run(apart, true, ARAB, 60);
    run.face = 1;
    surface = render(s, run, &baseline, &left);
    assert_true(gaps(surface) > 0);
    SDL_FreeSurface(surface);
}

/* As long as a word gets before it is parted: one picture, and joined from end to end. */
static void test_a_long_joined_word(void **state)
{
    struct state *s = *state;
    char text[2001];
    for (int i = 0; i < 1000; i++)
        memcpy(text + 2 * (size_t)i, "\u0628", 3);
    int baseline, left;
    struct text_run run = fixture_run(text, true, ARAB, 36);
    run.face = 1;
    SDL_Surface *surface = render(s, run, &baseline, &left);
    assert_non_null(surface);
    assert_true(surface->w > 5000);
    assert_int_equal(gaps(surface), 0);
    SDL_FreeSurface(surface);
}

static SDL_Surface *crop_row(SDL_Surface *from, int x, int w)
{
    SDL_Surface *to = SDL_CreateRGBSurfaceWithFormat(0, w, from->h, 32, SDL_PIXELFORMAT_ARGB8888);
    SDL_SetSurfaceBlendMode(from, SDL_BLENDMODE_NONE);
    SDL_Rect part = {x, 0, w, from->h};
    SDL_BlitSurface(from, &part, to, NULL);
    return to;
}

/* The pixels of a time inside an Arabic line are those of the time by itself: a run of digits
 * goes from left to right whatever stood before it. */
static void test_a_time_reads_as_it_is(void **state)
{
    struct state *s = *state;
    int baseline, left;
    SDL_Surface *before = render(s, fixture_run("04:12", false, LATN, 40), &baseline, &left);
    struct text_run arabic = fixture_run("\u0635\u0644\u0627\u0629", true, ARAB, 40);
    arabic.face = 1;
    SDL_Surface *word = render(s, arabic, &baseline, &left);
    assert_non_null(word);
    SDL_Surface *after = render(s, fixture_run("04:12", false, ARAB, 40), &baseline, &left);
    assert_true(same_pixels(before, after));
    SDL_Surface *zero = render(s, fixture_run("0", false, LATN, 40), &baseline, &left);
    SDL_Surface *start = crop_row(after, 0, zero->w - 3), *digit = crop_row(zero, 0, zero->w - 3);
    assert_true(same_pixels(start, digit));
    SDL_Surface *reversed = render(s, fixture_run("21:40", false, LATN, 40), &baseline, &left);
    assert_false(same_pixels(after, reversed));
    SDL_Surface *all[] = {before, word, after, zero, start, digit, reversed};
    for (size_t i = 0; i < sizeof all / sizeof all[0]; i++)
        SDL_FreeSurface(all[i]);
}

/* The clock must not move when its digits change. */
static void test_digits_are_equally_wide(void **state)
{
    struct state *s = *state;
    int width = width_of(s, "00:00", false, LATN);
    assert_int_equal(width_of(s, "11:11", false, LATN), width);
    assert_int_equal(width_of(s, "04:12", false, LATN), width);
    assert_int_equal(width_of(s, "23:59", false, LATN), width);
}

/* Marks stacked above the ascent move the picture down, and the baseline with it. */
static void test_baseline_under_tall_marks(void **state)
{
    struct state *s = *state;
    int plain, tall, left;
    SDL_Surface *a = render(s, fixture_run("Ex", false, LATN, 40), &plain, &left);
    SDL_Surface *b =
        render(s, fixture_run("E\u0302\u0302\u0302\u0302\u0302x", false, LATN, 40), &tall, &left);
    assert_non_null(b);
    assert_true(b->h > a->h);
    assert_int_equal(tall - plain, b->h - a->h);
    SDL_FreeSurface(a);
    SDL_FreeSurface(b);
}

static void test_emoji_fits_the_line(void **state)
{
    struct state *s = *state;
    bool found = false;
    struct text_run run = fixture_run("\U0001F600", false, ZYYY, 40);
    run.face = (uint8_t)face_of(s, "\U0001F600", &found);
    if (!found)
        skip(); /* no emoji font is installed */
    int baseline, left;
    SDL_Surface *surface = render(s, run, &baseline, &left);
    assert_non_null(surface);
    assert_in_range(surface->h, 36, 64);
    assert_in_range(s->measure->width(s->measure->self, &run), 36, 64);
    uint32_t middle = pixel(surface, surface->w / 2, surface->h / 3);
    assert_int_equal(middle >> 24, 255);
    assert_true((middle >> 16 & 0xFF) > (middle & 0xFF) + 60); /* yellow */
    SDL_FreeSurface(surface);
    /* With the selector for colour, a heart is the emoji font's, with that for text it is not. */
    int heart = face_of(s, "\u2764\uFE0F", &found);
    assert_int_equal(heart, run.face);
    assert_int_not_equal(face_of(s, "\u2764\uFE0E", &found), run.face);
    assert_int_equal(face_of(s, "7", &found), 0);
}

static SDL_Surface *emoji(struct state *s, const char *text, bool rtl, int px, int *baseline,
                          int *width)
{
    bool found;
    int left;
    struct text_run run = fixture_run(text, rtl, rtl ? ARAB : ZYYY, px);
    run.face = (uint8_t)face_of(s, text, &found);
    assert_true(found);
    *width = s->measure->width(s->measure->self, &run);
    return render(s, run, baseline, &left);
}

/* A sequence is one picture, as large and as high as a single emoji, also in an Arabic line. */
static void test_emoji_sequences(void **state)
{
    struct state *s = *state;
    static const char *const sequences[] = {
        "\U0001F469\u200D\U0001F680",                                 /* astronaut */
        "\U0001F468\u200D\U0001F469\u200D\U0001F467\u200D\U0001F466", /* family */
        "\U0001F1F2\U0001F1E6",                                       /* flag of Morocco */
        "5\uFE0F\u20E3",                                              /* keycap */
        "\U0001F44D\U0001F3FD",                                       /* with a skin tone */
        "\u2764\uFE0F",                                               /* with the selector */
    };
    bool found = false;
    face_of(s, "\U0001F600", &found);
    if (!found)
        skip(); /* no emoji font is installed */
    for (int px = 20; px <= 80; px += 30) {
        int baseline, single, width;
        SDL_Surface *one = emoji(s, "\U0001F600", false, px, &baseline, &single);
        const int below = one->h - baseline;
        SDL_FreeSurface(one);
        for (size_t i = 0; i < sizeof sequences / sizeof sequences[0]; i++) {
            SDL_Surface *ltr = emoji(s, sequences[i], false, px, &baseline, &width);
            assert_non_null(ltr);
            assert_in_range(width, single - 1, single + 1);
            assert_in_range(ltr->h, px, px * 8 / 5);
            assert_in_range(ltr->h - baseline, below - 1, below + 1);
            SDL_Surface *rtl = emoji(s, sequences[i], true, px, &baseline, &width);
            assert_non_null(rtl);
            assert_true(same_pixels(ltr, rtl));
            SDL_FreeSurface(ltr);
            SDL_FreeSurface(rtl);
        }
    }
}

static void test_color_is_baked_in(void **state)
{
    struct state *s = *state;
    const struct text_run run = fixture_run("I", false, LATN, 60);
    int baseline, left;
    SDL_Surface *surface = fonts_render(s->fonts, &run, 0xFF204060, &baseline, &left);
    bool opaque = false;
    for (int x = 0; x < surface->w; x++)
        opaque |= pixel(surface, x, baseline - 20) == 0xFF204060;
    assert_true(opaque);
    SDL_FreeSurface(surface);
    assert_null(fonts_render(s->fonts, &run, 0x00204060, &baseline, &left));
}

static void test_bold_is_a_file_of_its_own(void **state)
{
    struct state *s = *state;
    struct theme theme = fixture_theme(true);
    struct fonts *bold = fonts_create(&theme, NULL, NULL);
    const struct text_run run = fixture_run("Headline", false, LATN, 40);
    const struct text_measure *measure = fonts_measure(bold);
    assert_true(measure->width(measure->self, &run) > s->measure->width(s->measure->self, &run));
    fonts_destroy(bold);
}

/* Another theme's beside them: each run is measured and drawn by those that it was set by. */
static void test_two_sets_side_by_side(void **state)
{
    struct state *s = *state;
    struct theme theme = fixture_theme(true);
    struct faces *bold = faces_create(&theme, NULL, NULL);
    const struct text_measure *measure = fonts_add(s->fonts, bold);
    struct text_run run = fixture_run("Headline", false, LATN, 40);
    int thin = s->measure->width(s->measure->self, &run), baseline, left;
    assert_int_equal(run.fonts, s->measure->fonts);
    run.fonts = measure->fonts;
    assert_true(measure->fonts != s->measure->fonts);
    assert_true(measure->width(measure->self, &run) > thin);
    SDL_Surface *surface = fonts_render(s->fonts, &run, 0xFF204060, &baseline, &left);
    assert_true(surface->w > thin);
    SDL_FreeSurface(surface);
    faces_put(bold);
    fonts_remove(s->fonts, measure);
    assert_null(fonts_render(s->fonts, &run, 0xFF204060, &baseline, &left));
    run.fonts = s->measure->fonts;
    assert_int_equal(s->measure->width(s->measure->self, &run), thin);
}

/* More sizes than fonts stay open: those that had to close open again. */
static void test_many_sizes(void **state)
{
    struct state *s = *state;
    int first[100];
    for (int round = 0; round < 2; round++)
        for (int px = 10; px < 110; px++) {
            int baseline, left;
            SDL_Surface *surface = render(s, fixture_run("Ag", false, LATN, px), &baseline, &left);
            if (round == 0)
                first[px - 10] = surface->w;
            assert_int_equal(surface->w, first[px - 10]);
            SDL_FreeSurface(surface);
        }
}

static void test_metrics(void **state)
{
    struct state *s = *state;
    struct text_metrics metrics =
        s->measure->metrics(s->measure->self, (struct text_font){FONT_BODY, 100}, 0);
    assert_in_range(metrics.ascent, 80, 140);
    assert_in_range(metrics.descent, 15, 60);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_faces_by_coverage),
        cmocka_unit_test(test_more_scripts_than_a_page_has),
        cmocka_unit_test(test_what_leaves_no_ink_is_not_missing),
        cmocka_unit_test(test_missing_characters_are_told_once),
        cmocka_unit_test(test_empty_and_missing_runs),
        cmocka_unit_test(test_a_newline_draws_nothing),
        cmocka_unit_test(test_text_is_not_terminated),
        cmocka_unit_test(test_long_runs),
        cmocka_unit_test(test_advance_without_overhang),
        cmocka_unit_test(test_arabic_joins),
        cmocka_unit_test(test_a_long_joined_word),
        cmocka_unit_test(test_a_time_reads_as_it_is),
        cmocka_unit_test(test_digits_are_equally_wide),
        cmocka_unit_test(test_baseline_under_tall_marks),
        cmocka_unit_test(test_emoji_fits_the_line),
        cmocka_unit_test(test_emoji_sequences),
        cmocka_unit_test(test_color_is_baked_in),
        cmocka_unit_test(test_bold_is_a_file_of_its_own),
        cmocka_unit_test(test_two_sets_side_by_side),
        cmocka_unit_test(test_many_sizes),
        cmocka_unit_test(test_metrics),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
