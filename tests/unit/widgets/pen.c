#include "fixture.h"

/* One view and one list to write on; the box is 400 by 200 at (100, 50). */
struct desk {
    struct stage stage;
    struct view view;
    struct list *list;
    struct pen pen;
};

static void desk_init(struct desk *desk, enum language language)
{
    stage_init(&desk->stage);
    desk->stage.content = content_create();
    stage_language(&desk->stage, language);
    desk->view = stage_view(&desk->stage, (struct rect){100, 50, 400, 200});
    desk->list = list_create();
    desk->pen = pen_for(&desk->view, desk->list);
    ((struct theme *)desk->view.theme)->fonts[FONT_SMALL].size = 24; /* whatever atrium says */
}

static void desk_finish(struct desk *desk)
{
    list_put(desk->list);
    stage_finish(&desk->stage);
}

static struct rect last_rect(const struct desk *desk)
{
    assert_true(desk->list->count > 0);
    return desk->list->items[desk->list->count - 1].rect;
}

/* SMALL is 24 px: a letter is 12 wide. */
static const struct pen_style small = {.role = FONT_SMALL, .color = COLOR_INK};

static void lines_align_at_either_edge(void **state)
{
    (void)state;
    static const struct {
        enum language language;
        enum align align;
        int x;
    } cases[] = {
        {LANGUAGE_EN, ALIGN_START, 110},  {LANGUAGE_EN, ALIGN_END, 262},
        {LANGUAGE_EN, ALIGN_CENTER, 186}, {LANGUAGE_AR, ALIGN_START, 442},
        {LANGUAGE_AR, ALIGN_END, 290},    {LANGUAGE_AR, ALIGN_CENTER, 366},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct desk desk;
        desk_init(&desk, cases[i].language);
        struct pen_style style = small;
        style.align = cases[i].align;
        assert_int_equal(pen_line(&desk.pen, 10, 60, 200, "abcd", &style), 48);
        assert_int_equal(last_rect(&desk).x, cases[i].x);
        assert_int_equal(desk.list->items[0].baseline, 110);
        desk_finish(&desk);
    }
}

/* A title in its own direction starts at its own side, whatever the screen's language is. */
static void running_text_keeps_its_own_direction(void **state)
{
    (void)state;
    struct desk desk;
    desk_init(&desk, LANGUAGE_AR);
    struct pen_style style = small;
    style.running = true;
    pen_line(&desk.pen, 0, 60, 400, "abcd", &style); /* in a list: at the page's edge */
    assert_int_equal(last_rect(&desk).x + last_rect(&desk).w, 500);
    style.own_edge = true;
    pen_line(&desk.pen, 0, 60, 400, "abcd", &style);
    assert_int_equal(last_rect(&desk).x, 100);
    pen_line(&desk.pen, 0, 60, 400, "خبر", &style);
    assert_int_equal(last_rect(&desk).x + last_rect(&desk).w, 500);
    desk_finish(&desk);
}

static void a_long_line_ends_in_an_ellipsis(void **state)
{
    (void)state;
    struct desk desk;
    desk_init(&desk, LANGUAGE_EN);
    int width = pen_line(&desk.pen, 0, 60, 100, "abcdefghijklmnopqrstuvwxyz", &small);
    assert_in_range(width, 70, 100);
    assert_non_null(item_with(desk.list, "…"));
    assert_int_equal(pen_line(&desk.pen, 0, 60, 0, "abc", &small), 0);
    assert_int_equal(pen_line(&desk.pen, 0, 60, -5, "abc", &small), 0);
    assert_int_equal(pen_line(&desk.pen, 0, 60, 100, NULL, &small), 0);
    assert_int_equal(pen_text(&desk.pen, 0, 0, 100, "", &small), 0);
    desk_finish(&desk);
}

static void text_breaks_and_takes_its_lines_height(void **state)
{
    (void)state;
    struct desk desk;
    desk_init(&desk, LANGUAGE_EN);
    const char *text = "one two three four five six seven eight nine";
    const struct text_block *block = pen_block(&desk.view, text, 200, &small);
    int line = pen_line_height(&desk.view, block, &small);
    assert_int_equal(line, 34); /* 24 * 1.4 */
    assert_true(block->line_count > 2);
    assert_int_equal(pen_text(&desk.pen, 0, 0, 200, text, &small), block->line_count * line);
    assert_int_equal(desk.list->label_count, block->line_count);
    for (int i = 1; i < desk.list->count; i++)
        assert_int_equal(desk.list->items[i].baseline - desk.list->items[i - 1].baseline, line);
    desk_finish(&desk);
}

static int line_height(struct desk *desk, const char *text)
{
    return pen_line_height(&desk->view, pen_block(&desk->view, text, 400, &small), &small);
}

/* Leadings are meant for Latin: what a script needs more is added to them. */
static void tall_scripts_have_taller_lines(void **state)
{
    (void)state;
    struct desk desk;
    desk_init(&desk, LANGUAGE_AR);
    ((struct theme *)desk.view.theme)->fonts[FONT_SMALL].leading = 1.4;
    assert_int_equal(line_height(&desk, "Été"), 34);
    assert_int_equal(line_height(&desk, "ⴰⵣⵓⵍ 漢字"), 34);
    const int plain = line_height(&desk, "خبر");
    assert_in_range(plain, 37, 42);
    /* The air between lines has room for a mark or two: one does not loosen a text. */
    assert_in_range(line_height(&desk, "خبّر"), plain, plain + 1); /* rounded */
    assert_int_equal(line_height(&desk, "خبرٍ"), plain);
    assert_int_equal(line_height(&desk, "خبًّر"), 47); /* 1.44 and 0.49 em */
    assert_int_equal(line_height(&desk, "خبًّرٍ"), 50);
    assert_in_range(line_height(&desk, "ที่"), 37, 46);
    /* A tight display leading is the theme's wish for Latin, but no other script's lines touch. */
    ((struct theme *)desk.view.theme)->fonts[FONT_SMALL].leading = 0.8;
    assert_int_equal(line_height(&desk, "Été"), 19);
    const struct text_block *block = pen_block(&desk.view, "خَبَرٌ\nAbc\nخَبَرٌ", 400, &small);
    const struct text_metrics reach = block->lines[0].reach.all;
    assert_true(pen_line_height(&desk.view, block, &small) >= reach.ascent + reach.descent);
    /* One distance from baseline to baseline, whatever the lines are in. */
    pen_text(&desk.pen, 0, 0, 400, "خَبَرٌ\nAbc\nخَبَرٌ", &small);
    int last = desk.list->items[0].baseline;
    for (int i = 1; i < desk.list->count; i++) {
        assert_int_equal(desk.list->items[i].baseline - last,
                         pen_line_height(&desk.view, block, &small));
        last = desk.list->items[i].baseline;
    }
    desk_finish(&desk);
}

/* Texts that stand beside each other have lines of one height, and their letters one place in it.
 */
static void lines_beside_each_other_are_alike(void **state)
{
    (void)state;
    struct desk desk;
    desk_init(&desk, LANGUAGE_AR);
    const struct text_block *plain = pen_block(&desk.view, "Abc", 400, &small);
    const struct text_block *tall = pen_block(&desk.view, "خبًّرٍ", 400, &small);
    struct pen_style style = small;
    pen_need_add(&style.beside, plain);
    pen_need_add(&style.beside, tall);
    assert_true(pen_line_height(&desk.view, plain, &small) <
                pen_line_height(&desk.view, tall, &small));
    assert_int_equal(pen_line_height(&desk.view, plain, &style),
                     pen_line_height(&desk.view, tall, &small));
    assert_int_equal(pen_line_height(&desk.view, tall, &style),
                     pen_line_height(&desk.view, tall, &small));
    assert_int_equal(pen_baseline(&desk.view, plain, &style),
                     pen_baseline(&desk.view, tall, &style));
    desk_finish(&desk);
}

/* Near the foot of its zone a line with marks below moves up; one higher than the zone is set
 * smaller. */
static void a_tall_line_stays_in_its_zone(void **state)
{
    (void)state;
    struct desk desk;
    desk_init(&desk, LANGUAGE_AR);
    const char *text = "خبًّرٍ"; /* 1.44 em above, 0.62 below */
    desk.pen.box.h = 56;
    pen_line(&desk.pen, 0, 50, 400, text, &small);
    assert_int_equal(desk.list->items[0].baseline, 50 + 56 - 15);
    pen_line(&desk.pen, 0, 10, 400, text, &small);
    assert_int_equal(desk.list->items[1].baseline, 50 + 35);
    pen_line(&desk.pen, 0, 38, 400, text, &small);
    assert_int_equal(desk.list->items[2].baseline, 50 + 38);
    desk.pen.box.h = 30;
    pen_line(&desk.pen, 0, 20, 400, text, &small);
    assert_in_range(desk.list->items[3].run.font.px, 12, 18);
    desk_finish(&desk);
}

/* What riwaq writes may count; a text of its own keeps the figures of its face. */
static void labels_have_tabular_digits(void **state)
{
    (void)state;
    struct desk desk;
    desk_init(&desk, LANGUAGE_EN);
    struct pen_style running = small;
    running.running = true;
    assert_ptr_not_equal(pen_block(&desk.view, "12:30", 400, &small),
                         pen_block(&desk.view, "12:30", 400, &running));
    desk_finish(&desk);
}

/* Labels say what is written, without the marks that only order it. */
static void labels_are_without_isolates(void **state)
{
    (void)state;
    struct desk desk;
    desk_init(&desk, LANGUAGE_AR);
    struct buffer line;
    buffer_init(&line, 256);
    view_add_part(&line, " · ", "Rabat");
    view_add_part(&line, " · ", NULL);
    view_add_part(&line, " · ", "");
    view_add_part(&line, " · ", "19 مارس");
    pen_line(&desk.pen, 0, 60, 400, buffer_text(&line), &small);
    assert_int_equal(desk.list->label_count, 1);
    assert_string_equal(desk.list->labels[0].text, "Rabat · 19 مارس");
    buffer_finish(&line);
    desk.pen.silent = true;
    pen_line(&desk.pen, 0, 60, 400, "unsaid", &small);
    assert_int_equal(desk.list->label_count, 1);
    desk_finish(&desk);
}

static void labels_in_capitals_are_upper_case(void **state)
{
    (void)state;
    struct desk desk;
    desk_init(&desk, LANGUAGE_FR);
    struct pen_style style = {.role = FONT_LABEL, .color = COLOR_ACCENT};
    pen_line(&desk.pen, 0, 60, 400, "été", &style);
    assert_non_null(item_with(desk.list, "É"));
    desk_finish(&desk);
}

static void shapes_are_mirrored_and_empty_ones_left_out(void **state)
{
    (void)state;
    struct desk desk;
    desk_init(&desk, LANGUAGE_AR);
    pen_rect(&desk.pen, 10, 20, 30, 40, 3, COLOR_ALERT);
    assert_rect(last_rect(&desk), 460, 70, 30, 40);
    assert_int_equal(desk.list->items[0].color, desk.stage.theme->colors[COLOR_ALERT]);
    pen_rect(&desk.pen, 10, 20, 0, 40, 3, COLOR_ALERT);
    pen_rect(&desk.pen, 10, 20, 30, -1, 3, COLOR_ALERT);
    pen_icon(&desk.pen, 0, 0, 20, ICON_NONE, COLOR_INK, COLOR_INK);
    pen_icon(&desk.pen, 0, 0, 0, ICON_SUN, COLOR_INK, COLOR_INK);
    pen_picture(&desk.pen, 0, 0, 20, 20, 0, NULL);
    assert_int_equal(desk.list->count, 1);
    pen_icon(&desk.pen, 0, 0, 20, ICON_SUN, COLOR_INK, COLOR_MUTED);
    assert_rect(last_rect(&desk), 480, 50, 20, 20);
    desk_finish(&desk);
}

static void a_code_has_whole_pixel_modules(void **state)
{
    (void)state;
    struct desk desk;
    desk_init(&desk, LANGUAGE_EN);
    for (int side = 10; side <= 200; side++) {
        int before = desk.list->count;
        bool put = pen_qr(&desk.pen, 0, 0, side, "https://news.example/kursk");
        assert_int_equal(desk.list->count - before, put);
        if (!put)
            continue;
        const struct item *item = &desk.list->items[desk.list->count - 1];
        int modules = item->module_side + 8; /* a quiet zone of four on each side */
        assert_int_equal(item->rect.w % modules, 0);
        assert_true(item->rect.w >= 2 * modules && item->rect.w <= side);
        assert_true(side - item->rect.w < modules);
        for (int i = 0; i < item->module_side * item->module_side; i++)
            assert_true(item->modules[i] <= 1);
        assert_int_equal(item->modules[0], 1); /* a finder's corner */
        assert_int_equal(item->color >> 24, 0xFF);
    }
    assert_true(desk.list->count > 100);
    desk_finish(&desk);
}

static void letters_are_never_smaller_than_six_pixels(void **state)
{
    (void)state;
    struct desk desk;
    desk_init(&desk, LANGUAGE_EN);
    desk.view.unit = 0.01;
    assert_int_equal(pen_font(&desk.view, FONT_SMALL).px, 6);
    desk.view.unit = 2;
    assert_int_equal(pen_font(&desk.view, FONT_SMALL).px, 48);
    desk_finish(&desk);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lines_align_at_either_edge),
        cmocka_unit_test(running_text_keeps_its_own_direction),
        cmocka_unit_test(a_long_line_ends_in_an_ellipsis),
        cmocka_unit_test(text_breaks_and_takes_its_lines_height),
        cmocka_unit_test(tall_scripts_have_taller_lines),
        cmocka_unit_test(lines_beside_each_other_are_alike),
        cmocka_unit_test(a_tall_line_stays_in_its_zone),
        cmocka_unit_test(labels_have_tabular_digits),
        cmocka_unit_test(labels_are_without_isolates),
        cmocka_unit_test(labels_in_capitals_are_upper_case),
        cmocka_unit_test(shapes_are_mirrored_and_empty_ones_left_out),
        cmocka_unit_test(a_code_has_whole_pixel_modules),
        cmocka_unit_test(letters_are_never_smaller_than_six_pixels),
    };
    return cmocka_run_group_tests_name("widgets/pen", tests, NULL, NULL);
}
