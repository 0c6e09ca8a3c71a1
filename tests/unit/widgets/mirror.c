/* On a page that runs from the right every widget stands as in a mirror: what is at the start
 * edge on one page is at the start edge on the other, whatever it is. */
#include "fixture.h"

#include "base/arena.h"

static const struct rect boxes[] = {
    {72, 156, 1140, 624}, {72, 800, 1776, 130}, {10, 20, 460, 320}, {33, 7, 901, 1203}};

/* A title as long in figures, which run as the page does: the lines of a title in letters begin
 * at the letters' side on either page. */
static const char *in_figures(const struct stage *stage, const char *title)
{
    char *figures = memory_text(title);
    for (char *at = figures; *at != '\0'; at++)
        *at = *at == ' ' ? ' ' : '1';
    const char *kept = arena_text(content_arena(stage->content), figures);
    free(figures);
    return kept;
}

/* The content that riwaq brings, with everything in it, and an urgent headline. */
static void fill(struct stage *stage)
{
    stage_sample(stage);
    assert_true(stage->content->headline_count > 1);
    struct headline *headlines = (struct headline *)stage->content->headlines;
    for (int i = 0; i < stage->content->headline_count; i++)
        headlines[i].title = in_figures(stage, headlines[i].title);
    headlines[1].urgent = true;
    headlines[2].at_s -= SECONDS_PER_DAY;
    stage->config->organisation = memory_text("News house");
    struct picture *picture = picture_create(160, 90);
    struct content *with = content_with_image(stage->content, picture);
    picture_put(picture);
    content_put(stage->content);
    stage->content = with;
}

static struct list *build(const struct stage *stage, const struct widget *widget, struct rect box,
                          int page, bool mirror, int *loop)
{
    struct view view = stage_view(stage, box);
    view.mirror = mirror; /* in one language, so that words are as wide on both pages */
    struct list *list = list_create();
    *loop = widget->build(&view, page, list);
    return list;
}

/* To the pixel that is lost where what is centred has an odd room around it. */
static void assert_mirrored(struct rect a, struct rect b, struct rect box, const char *what)
{
    struct rect mirrored = rect_mirrored(a, box);
    if (abs(mirrored.x - b.x) > 1)
        print_error("%s: at %d, not %d\n", what, b.x, mirrored.x);
    assert_in_range(mirrored.x - b.x + 1, 0, 2);
    assert_int_equal(mirrored.y, b.y);
    assert_int_equal(mirrored.w, b.w);
    assert_int_equal(mirrored.h, b.h);
}

static int shapes_of(const struct list *list, const struct item *out[], int room)
{
    int count = 0;
    for (int i = 0; i < list->count; i++) {
        if (list->items[i].kind == ITEM_TEXT)
            continue;
        assert_true(count < room);
        out[count++] = &list->items[i];
    }
    return count;
}

static void compare(const struct list *left, const struct list *right, struct rect box,
                    const char *name)
{
    const struct item *shapes[2][256];
    int count = shapes_of(left, shapes[0], 256);
    assert_int_equal(shapes_of(right, shapes[1], 256), count);
    for (int i = 0; i < count; i++) {
        assert_int_equal(shapes[0][i]->kind, shapes[1][i]->kind);
        assert_mirrored(shapes[0][i]->rect, shapes[1][i]->rect, box, name);
    }
    assert_int_equal(left->label_count, right->label_count);
    for (int i = 0; i < left->label_count; i++) {
        assert_string_equal(left->labels[i].text, right->labels[i].text);
        assert_mirrored(left->labels[i].rect, right->labels[i].rect, box, left->labels[i].text);
    }
}

/* The article alone keeps its own edges, for its panel is all in its language. */
static void every_widget_is_mirrored(void **state)
{
    (void)state;
    struct stage stage;
    stage_init(&stage);
    fill(&stage);
    int count, compared = 0;
    const char *const *names = widget_names(&count);
    for (int i = 0; i < count; i++) {
        const struct widget *widget = widget_find(names[i]);
        for (size_t k = 0; k < COUNT_OF(boxes); k++) {
            struct pages pages = stage_pages(&stage, widget, boxes[k]);
            assert_true(pages.count > 0);
            for (int page = 0; page < pages.count; page++) {
                int loop, other;
                struct list *left = build(&stage, widget, boxes[k], page, false, &loop);
                struct list *right = build(&stage, widget, boxes[k], page, true, &other);
                assert_int_equal(loop, other);
                struct rect box = boxes[k];
                if (loop > 0)
                    box = (struct rect){0, box.y, loop, box.h};
                if (strcmp(names[i], "article") == 0)
                    assert_true(list_equal(left, right));
                else
                    compare(left, right, box, names[i]);
                compared += left->label_count;
                list_put(left);
                list_put(right);
            }
        }
    }
    assert_true(compared > 100);
    stage_finish(&stage);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_widget_is_mirrored),
    };
    return cmocka_run_group_tests_name("widgets/mirror", tests, NULL, NULL);
}
