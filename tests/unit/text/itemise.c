/* Runs: direction, script and face of what stands in one line. */
#include "fake.h"

#define TAG(a, b, c, d) ((uint32_t)(a) << 24 | (uint32_t)(b) << 16 | (uint32_t)(c) << 8 | (d))

/* The pieces of TEXT set in one line, from left to right. */
static void expect(const char *text, enum text_direction direction, const char *pieces)
{
    struct text_options options = fake_options(0);
    options.direction = direction;
    struct text_block *block = fake_block(text, &options);
    fake_check(block, &options);
    assert_int_equal(block->line_count, 1);
    assert_string_equal(fake_pieces(&block->lines[0]), pieces);
    text_block_destroy(block);
}

static void plain_text_is_one_run(void **state)
{
    (void)state;
    expect("Hello, world (1): 50 % off!", DIRECTION_AUTO, "[Hello, world (1): 50 % off!]");
    expect("مرحبا بكم (هنا)", DIRECTION_AUTO, "<[مرحبا بكم (هنا)]");
    expect("ⴰⵣⵓⵍ ⴼⵍⵍⴰⵡⵏ.", DIRECTION_AUTO, "[ⴰⵣⵓⵍ ⴼⵍⵍⴰⵡⵏ.]");
    expect("été à Rabat", DIRECTION_AUTO, "[été à Rabat]");
}

static void digits_in_arabic_run_left_to_right(void **state)
{
    (void)state;
    expect("الفجر 04:12 غدا", DIRECTION_AUTO, "<[ غدا][04:12]<[الفجر ]");
    expect("٠٤:١٢", DIRECTION_RTL, "[٠٤:١٢]");
    expect("04:12", DIRECTION_RTL, "[04:12]");
    expect("الفجر ٠٤:١٢", DIRECTION_AUTO, "[٠٤:١٢]<[الفجر ]");
    expect("نسبة 50% و", DIRECTION_AUTO, "<[ و]<[%][50]<[نسبة ]");
}

static void mixed_lines_keep_the_unicode_order(void **state)
{
    (void)state;
    expect("abc عربي def", DIRECTION_LTR, "[abc ]<[عربي][ def]");
    expect("abc عربي def", DIRECTION_RTL, "[def]<[ عربي ][abc]");
    expect("قال (abc) ثم", DIRECTION_AUTO, "<[) ثم][abc]<[قال (]");
    expect("see (عربي) now", DIRECTION_AUTO, "[see (]<[عربي][) now]");
    expect("abc [عربي] {x}", DIRECTION_AUTO, "[abc []<[عربي][] {x}]");
}

static void controls_order_and_are_not_drawn(void **state)
{
    (void)state;
    expect("abc!\xE2\x80\x8F", DIRECTION_RTL, "<[!][abc]");
    expect("abc!\xE2\x80\x8E", DIRECTION_RTL, "[abc!]");
    expect("\xE2\x80\xAE"
           "abc\xE2\x80\xAC def",
           DIRECTION_LTR, "<[abc][ def]");
    expect("a\xE2\x81\xA7"
           "b 1\xE2\x81\xA9"
           "c",
           DIRECTION_LTR, "[a][b 1][c]");
    expect("12\xE2\x80\x8F"
           "34",
           DIRECTION_RTL, "[34][12]");
    expect("a\xE2\x80\x8B"
           "b\xEF\xBB\xBF"
           "c\xC2\xAD"
           "d",
           DIRECTION_LTR, "[abcd]");
    expect("\xE2\x81\xA6\xE2\x81\xA9\xE2\x80\x8E", DIRECTION_LTR, "");
    expect("نمی\xE2\x80\x8Cخواهم", DIRECTION_AUTO, "<[نمی\xE2\x80\x8Cخواهم]");
    expect("a\tb", DIRECTION_LTR, "[a b]");
}

static void an_open_override_ends_with_its_paragraph(void **state)
{
    (void)state;
    struct text_options options = fake_options(0);
    struct text_block *block = fake_block("\xE2\x80\xAE"
                                          "abc\ndef",
                                          &options);
    assert_int_equal(block->line_count, 2);
    assert_string_equal(fake_pieces(&block->lines[0]), "<[abc]");
    assert_string_equal(fake_pieces(&block->lines[1]), "[def]");
    text_block_destroy(block);
}

static bool base(const char *text, bool fallback_rtl)
{
    struct text_options options = fake_options(0);
    options.fallback_rtl = fallback_rtl;
    struct text_block *block = fake_block(text, &options);
    bool rtl = block->rtl;
    text_block_destroy(block);
    return rtl;
}

static void the_first_strong_letter_sets_the_base(void **state)
{
    (void)state;
    assert_false(base("12:30 abc عربي", true));
    assert_true(base("12:30 عربي abc", false));
    assert_true(base("12:30", true));
    assert_false(base("12:30", false));
    assert_true(base("", true));
    assert_true(base("\xE2\x81\xA8"
                     "abc\xE2\x81\xA9 عربي",
                     false)); /* an isolate does not count */
    assert_true(base("12\n\nعربي\nabc", false));
}

/* The script of the run that holds PART. */
static uint32_t script_of(const char *text, const char *part)
{
    struct text_options options = fake_options(0);
    struct text_block *block = fake_block(text, &options);
    uint32_t script = 0;
    for (int i = 0; i < block->lines[0].piece_count; i++) {
        const struct text_run *run = &block->lines[0].pieces[i].run;
        if (memmem(run->text, run->length, part, strlen(part)) != NULL)
            script = run->script;
    }
    text_block_destroy(block);
    return script;
}

static void common_letters_follow_their_neighbours(void **state)
{
    (void)state;
    assert_int_equal(script_of("abc, def", ","), TAG('L', 'a', 't', 'n'));
    assert_int_equal(script_of("«где»", "«"), TAG('C', 'y', 'r', 'l'));
    assert_int_equal(script_of("abc (где) x", ") x"), TAG('L', 'a', 't', 'n'));
    assert_int_equal(script_of("مرحبا، غدا", "،"), TAG('A', 'r', 'a', 'b'));
    assert_int_equal(script_of("،", "،"), TAG('A', 'r', 'a', 'b'));
    assert_int_equal(script_of("मन। मन", "।"), TAG('D', 'e', 'v', 'a'));
    assert_int_equal(script_of("الفجر 04:12", "04:12"), TAG('Z', 'y', 'y', 'y'));
    assert_int_equal(script_of("04:12", "04:12"), TAG('Z', 'y', 'y', 'y'));
}

static void check_faces(const char *text, const char *expected)
{
    struct text_options options = fake_options(0);
    struct text_block *block = fake_block(text, &options);
    char faces[64];
    const struct text_line *line = &block->lines[0];
    assert_in_range(line->piece_count, 0, 60);
    for (int i = 0; i < line->piece_count; i++)
        faces[i] = (char)('0' + line->pieces[i].run.face);
    faces[line->piece_count] = '\0';
    assert_string_equal(faces, expected);
    text_block_destroy(block);
}

static void spaces_and_points_stick_to_their_run(void **state)
{
    (void)state;
    check_faces("abc def", "0");
    check_faces("مرحبا بكم.", "1");
    check_faces("(مرحبا) بكم", "1");
    check_faces("ⴰⵣⵓⵍ (ⴰ)", "2");
    check_faces("abc ⴰⵣⵓⵍ, abc.", "020");
    check_faces("مرحبا « بكم »", "0101"); /* the Arabic face has no guillemets */
    check_faces("مرحبا 12 بكم", "101");
    check_faces("ⴰⵣⵓⵍ (abc) ⴰ", "202");
    check_faces("abc (ⴰⵣⵓⵍ) abc", "020");
    check_faces("😀 abc", "30");
    check_faces("😀 😀", "303"); /* nothing sticks to signs: emoji fonts have odd digits */
}

/* Of faces like a display serif (0), a Naskh (1) that has digits, points, but no sign, and a sans
 * (3) that a theme names last. */
static bool naskh_has(uint32_t code)
{
    return fake_has(FAKE_ARABIC, code) || (code >= '0' && code <= '9');
}

static int figures_face(void *self, struct text_font font, const char *cluster, size_t length,
                        bool *found)
{
    bool naskh = !fake_has(FAKE_LATIN, utf8_next(cluster, length, &(size_t){0}));
    for (size_t at = 0; at < length && naskh;)
        naskh = naskh_has(utf8_next(cluster, length, &at));
    *found = true;
    return naskh ? FAKE_ARABIC : fake_face(self, font, cluster, length, found);
}

static int figures_face_after(void *self, struct text_font font, int face, const char *cluster,
                              size_t length)
{
    (void)self;
    (void)font;
    (void)cluster;
    assert_true(length > 0);
    return face < FAKE_REST ? FAKE_REST : -1;
}

/* The faces of the pieces from left to right, as digits before their texts. */
static void check_figures(const char *text, bool tabular, const char *expected)
{
    struct fake fake;
    struct text_options options = fake_options(0);
    options.tabular = tabular;
    options.direction = DIRECTION_RTL;
    fake_init(&fake)->measure.face = figures_face;
    fake.measure.face_after = figures_face_after;
    struct text_block *block = text_block_create(&fake.measure, text, strlen(text), &options);
    char out[512];
    size_t used = 0;
    const struct text_line *line = &block->lines[0];
    for (int i = 0; i < line->piece_count; i++)
        used += (size_t)snprintf(out + used, sizeof out - used, "%d%.*s|", line->pieces[i].run.face,
                                 (int)line->pieces[i].run.length, line->pieces[i].run.text);
    assert_string_equal(out, expected);
    text_block_destroy(block);
}

/* Digits go with the script beside them, with all their signs, as punctuation does. */
static void figures_look_like_the_letters_beside_them(void **state)
{
    (void)state;
    check_figures("مارس 2025", false, "12025|1مارس |");
    check_figures("2025 مارس", false, "1 مارس|12025|");
    check_figures("نسبة 25%", false,
                  "3%|325|1نسبة |");                  /* Naskh has no per cent: one face for all */
    check_figures("نسبة 2.5", false, "32.5|1نسبة |"); /* whose point is an Arabic one */
    check_figures("و-5 ثم", false, "1 ثم|15|1و-|");
    check_figures("iPhone 15 خبر", false, "1 خبر|0iPhone 15|");
    check_figures("12:30", false, "012:30|"); /* nothing is beside it */
    check_figures("الفجر 04:12", false, "304:12|1الفجر |");
    check_figures("مارس 20", true, "020|1مارس |"); /* clocks and labels: one look everywhere */
}

static void clusters_are_never_of_two_faces(void **state)
{
    (void)state;
    const char *whole[] = {"👩‍💻",
                           "👨‍👩‍👧‍👦",
                           "🏴󠁧󠁢󠁥󠁮󠁧󠁿",
                           "🇲🇦",
                           "👍🏽",
                           "❤️"};
    for (size_t i = 0; i < sizeof whole / sizeof *whole; i++) {
        char piece[80];
        snprintf(piece, sizeof piece, "[%s]", whole[i]);
        expect(whole[i], DIRECTION_LTR, piece);
    }
    expect("a👩‍💻b", DIRECTION_LTR, "[a][👩‍💻][b]");
    expect("عربي👩‍💻", DIRECTION_RTL, "<[👩‍💻]<[عربي]");
}

static void what_no_face_has_is_told(void **state)
{
    (void)state;
    struct text_options options = fake_options(0);
    struct text_block *block = fake_block("a\xEE\x80\x80", &options);
    assert_true(block->missing);
    text_block_destroy(block);
    block = fake_block("aé عر ⴰ 😀\n\xE2\x80\xAE", &options);
    assert_false(block->missing);
    text_block_destroy(block);
}

static void expect_missing(const char *text, const char *pieces)
{
    struct text_options options = fake_options(0);
    struct text_block *block = fake_block(text, &options);
    fake_check(block, &options);
    assert_true(block->missing);
    assert_string_equal(block->text, text); /* what is told is what was written */
    assert_string_equal(fake_pieces(&block->lines[0]), pieces);
    text_block_destroy(block);
}

/* No boxes: once U+FFFD for a word, nothing for what forms none. */
static void what_no_face_has_leaves_no_boxes(void **state)
{
    (void)state;
    expect_missing("a\xEE\x80\x80z", "[az]");
    expect_missing("\xEE\x80\x80", "");
    expect_missing("ᎣᏏᏲ", "[\xEF\xBF\xBD]");
    expect_missing("ab ᎣᏏᏲ ᏣᎳ, cd", "[ab ][\xEF\xBF\xBD \xEF\xBF\xBD, ][cd]");
    expect_missing("عرب Ꭳ عرب", "<[ عرب][\xEF\xBF\xBD]<[عرب ]");
    expect_missing("\tᎣ\xE2\x80\x8EᏏ\xEE\x80\x80", "[ \xEF\xBF\xBD]");
    /* a mark, and a part of an emoji's sequence, that the letter's face has not */
    expect_missing("e\xE2\x83\xA0z", "[ez]");
    expect_missing("👩\xE2\x80\x8D\xEE\x80\x80", "[👩\xE2\x80\x8D]");
}

static void special_spaces_need_no_face_of_their_own(void **state)
{
    (void)state;
    check_faces("10\xE2\x80\xAF%", "0");
    check_faces("ⴰⵣⵓⵍ\xE2\x80\xAFⴰ", "2");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(plain_text_is_one_run),
        cmocka_unit_test(digits_in_arabic_run_left_to_right),
        cmocka_unit_test(mixed_lines_keep_the_unicode_order),
        cmocka_unit_test(controls_order_and_are_not_drawn),
        cmocka_unit_test(an_open_override_ends_with_its_paragraph),
        cmocka_unit_test(the_first_strong_letter_sets_the_base),
        cmocka_unit_test(common_letters_follow_their_neighbours),
        cmocka_unit_test(spaces_and_points_stick_to_their_run),
        cmocka_unit_test(figures_look_like_the_letters_beside_them),
        cmocka_unit_test(clusters_are_never_of_two_faces),
        cmocka_unit_test(what_no_face_has_is_told),
        cmocka_unit_test(what_no_face_has_leaves_no_boxes),
        cmocka_unit_test(special_spaces_need_no_face_of_their_own),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
