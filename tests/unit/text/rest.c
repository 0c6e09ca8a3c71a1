/* What is left of a text from one of its lines on is set as in the whole text. */
#include "fake.h"

#include "text/structured.h"

static void copy_line(const struct text_line *line, char *out, size_t size)
{
    int used = snprintf(out, size, "%s", fake_pieces(line));
    for (int i = 0; i < line->piece_count && (size_t)used < size; i++)
        used += snprintf(out + used, size - (size_t)used, " %d:%d:%x", line->pieces[i].x,
                         line->pieces[i].run.face, (unsigned)line->pieces[i].run.script);
}

/* From each of its lines on, at the same width: the same lines. */
static void check_rests(const char *text, struct text_options options)
{
    struct text_block *whole = fake_block(text, &options);
    assert_true(whole->line_count > 1);
    for (int first = 0; first < whole->line_count; first++) {
        options.from = whole->lines[first].start;
        options.direction = whole->rtl ? DIRECTION_RTL : DIRECTION_LTR;
        struct text_block *rest = fake_block(whole->text, &options);
        assert_int_equal(rest->line_count, whole->line_count - first);
        assert_int_equal(rest->rtl, whole->rtl);
        for (int i = 0; i < rest->line_count; i++) {
            const struct text_line *line = &rest->lines[i], *same = &whole->lines[first + i];
            char expected[4096], found[4096];
            copy_line(same, expected, sizeof expected);
            copy_line(line, found, sizeof found);
            assert_string_equal(found, expected);
            assert_int_equal(line->start, same->start);
            assert_int_equal(line->length, same->length);
        }
        text_block_destroy(rest);
    }
    text_block_destroy(whole);
}

/* The line of TEXT that begins with START is set as PIECES, though no letter is before it. */
static void expect_rest(const char *text, const char *start, const char *pieces)
{
    char *isolated = structured_isolate(text, true);
    const char *set = isolated != NULL ? isolated : text;
    struct text_options options = fake_options(200);
    options.direction = DIRECTION_RTL;
    assert_non_null(strstr(set, start));
    options.from = (uint32_t)(strstr(set, start) - set);
    struct text_block *block = fake_block(set, &options);
    assert_string_equal(fake_pieces(&block->lines[0]), pieces);
    text_block_destroy(block);
    free(isolated);
}

static void numbers_keep_the_order_of_what_is_before_them(void **state)
{
    (void)state;
    expect_rest("فاز الفريق 2-1 أمس", "2-1", "<[ أمس][1]<[-][2]");
    expect_rest("بنسبة 45% أمس", "45%", "<[ أمس]<[%][45]");
    expect_rest("الحرارة -5 أمس", "-5", "<[ أمس][5]<[-]");
    /* Inside of an isolate, whose beginning is on the page before. */
    expect_rest("انظر https://a.example/b/c?d=1 أمس", "example/", "<[ أمس][example/b/c?d=1]");
    expect_rest("اتصل 0537 12 34 56 أمس", "34 56", "<[ أمس][34 56]");
}

static void a_rest_is_set_as_in_its_whole(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "one two three four five six seven eight nine ten",
        "فاز الفريق 2-1 أمس وبلغت النسبة 45% والحرارة -5 درجات، انظر https://a.example/b/c?d=1",
        "اتصل \u20660537 12 34 56\u2069 أو (abc def 1-2 ghi) ثم عد",
        "first\n\nsecond line\nالثالث 1-2 abc 3-4",
        ("ⴰⵣⵓⵍ ⵜⵉⴼⵉⵏⴰⵖ abc أبت 12-34 "
         "👩‍💻👩‍💻👩‍💻👩‍💻"),
        "eineunglaublichlangewortschlangedieniemalsendet und aus",
    };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        for (int width = 60; width <= 180; width += 10) {
            struct text_options options = fake_options(width);
            check_rests(texts[i], options);
            options.direction = DIRECTION_RTL;
            check_rests(texts[i], options);
        }
    }
}

static void a_rest_beyond_the_end_is_empty(void **state)
{
    (void)state;
    struct text_options options = fake_options(100);
    options.from = 1000;
    struct text_block *block = fake_block("abc", &options);
    assert_int_equal(block->line_count, 1);
    assert_int_equal(block->lines[0].piece_count, 0);
    text_block_destroy(block);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_keep_the_order_of_what_is_before_them),
        cmocka_unit_test(a_rest_is_set_as_in_its_whole),
        cmocka_unit_test(a_rest_beyond_the_end_is_empty),
    };
    return cmocka_run_group_tests_name("text/rest", tests, NULL, NULL);
}
