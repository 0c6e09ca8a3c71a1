#include "fixture.h"

#include "widgets/body.h"

/* Pixels that hold one word of eight letters, so that paragraphs have a line a word. */
enum { WIDTH = 200, MOST = 16, TEXT_CAP = 4096 };

static int height_of_line(const struct view *view)
{
    struct body body;
    const char *const text[] = {"abcdefgh"};
    body_init_whole(&body, view, text, 1, WIDTH, 0, 1);
    int height = body.lines[0].height;
    body_finish(&body);
    return height;
}

/* COUNT words, the STOP-th (from 1) with the sentence's end END behind it. */
static char *words(int count, int stop, const char *end)
{
    struct buffer out;
    buffer_init(&out, TEXT_CAP);
    for (int i = 1; i <= count; i++)
        buffer_print(&out, "%sabcdefgh%s", i > 1 ? " " : "", i == stop ? end : "");
    return buffer_take(&out);
}

/* One line on the opening page, then PARAGRAPHS on pages of ROOM lines. */
static struct body body_of(const struct view *view, char *const *paragraphs, int count, int room)
{
    struct body body;
    const int line = height_of_line(view);
    const char *texts[MOST + 1] = {"abcdefgh"};
    for (int i = 0; i < count; i++)
        texts[i + 1] = paragraphs[i];
    body_init(&body, view, texts, count + 1, (struct body_measure){WIDTH, line},
              (struct body_measure){WIDTH, room * line});
    assert_int_equal(body.pages[0].end, 1);
    for (int page = 1; page < body.page_count; page++) {
        assert_int_equal(body.pages[page].first, body.pages[page - 1].end);
        assert_true(body_height(&body, page) <= room * line);
    }
    assert_int_equal(body.pages[body.page_count - 1].end, body.line_count);
    return body;
}

static int lines_on(const struct body *body, int page)
{
    return body->pages[page].end - body->pages[page].first;
}

/* Four lines and ten are not evened out to seven and seven. */
static void a_page_ends_with_a_paragraph_rather(void **state)
{
    (void)state;
    struct stage stage;
    stage_init(&stage);
    const struct view view = stage_view(&stage, (struct rect){0, 0, 400, 400});
    char *paragraphs[] = {words(4, 4, "."), words(10, 10, ".")};
    struct body body = body_of(&view, paragraphs, 2, 13);
    assert_int_equal(body.page_count, 3);
    assert_int_equal(lines_on(&body, 1), 4);
    assert_int_equal(lines_on(&body, 2), 10);
    body_finish(&body);
    free(paragraphs[0]);
    free(paragraphs[1]);
    stage_finish(&stage);
}

/* Near the even split; never as a lone line, nor with a page that is nearly empty. */
static void a_page_ends_with_a_sentence_rather(void **state)
{
    (void)state;
    struct stage stage;
    stage_init(&stage);
    const struct view view = stage_view(&stage, (struct rect){0, 0, 400, 400});
    static const char *const ends[] = {".", "!", "?", "…", "؟", ".»", ".”)", "\xC2\xA0?"};
    for (size_t i = 0; i < COUNT_OF(ends); i++) {
        for (int stop = 1; stop < 14; stop++) {
            char *paragraph = words(14, stop, ends[i]);
            struct body body = body_of(&view, &paragraph, 1, 13);
            assert_int_equal(body.page_count, 3);
            int lines = lines_on(&body, 1);
            assert_int_equal(lines, stop >= 5 && stop <= 9 ? stop : 7);
            body_finish(&body);
            free(paragraph);
        }
    }
    char *comma = words(14, 6, ",");
    struct body body = body_of(&view, &comma, 1, 13);
    assert_int_equal(lines_on(&body, 1), 7);
    body_finish(&body);
    free(comma);
    stage_finish(&stage);
}

/* Ten paragraphs that would nearly fill a page each are on nine, however many of them are
 * divided for it. */
static void no_page_is_added_for_good_ends(void **state)
{
    (void)state;
    struct stage stage;
    stage_init(&stage);
    const struct view view = stage_view(&stage, (struct rect){0, 0, 400, 400});
    char *paragraphs[10];
    for (size_t i = 0; i < COUNT_OF(paragraphs); i++)
        paragraphs[i] = words(27, 0, "");
    struct body body = body_of(&view, paragraphs, COUNT_OF(paragraphs), 31);
    assert_int_equal(body.page_count, 1 + 9);
    body_finish(&body);
    for (size_t i = 0; i < COUNT_OF(paragraphs); i++)
        free(paragraphs[i]);
    stage_finish(&stage);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_page_ends_with_a_paragraph_rather),
        cmocka_unit_test(a_page_ends_with_a_sentence_rather),
        cmocka_unit_test(no_page_is_added_for_good_ends),
    };
    return cmocka_run_group_tests_name("widgets/body", tests, NULL, NULL);
}
