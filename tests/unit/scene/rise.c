/* What rises in a list: where it is seen, and what of the screen is to be painted again. */
#include "../check.h"
#include "base/memory.h"
#include "scene/scene.h"

enum { LINES = 5, LINE = 10, LENGTH = 60 };
static const struct rect window = {0, 20, 100, 30};

/* A line that stands, and LINES that rise through the window, from its top on. */
static struct list *rising_list(void)
{
    struct list *list = list_create();
    struct item item = {.kind = ITEM_RECT, .rect = {0, 5, 100, LINE}, .color = 0xFF000001};
    const struct rise rise = {window, LENGTH, 1, 2, 60};
    list_add(list, &item);
    list_label(list, item.rect, "head", 4);
    for (int i = 0; i < LINES; i++) {
        item.rect.y = window.y + i * LINE;
        item.color++;
        list_add(list, &item);
        list_label(list, item.rect, "line", 4);
    }
    list_rise(list, 1, 1, &rise);
    return list;
}

static struct scene_zone zone_with(const struct list *list, int risen)
{
    return (struct scene_zone){.rect = {0, 0, 100, 100},
                               .background = 0xFF000000,
                               .list = list,
                               .progress = 255,
                               .rise = risen};
}

static void lines_are_seen_in_the_window(void **state)
{
    (void)state;
    struct list *list = rising_list();
    int dy;
    for (int risen = 0; risen < LENGTH; risen++) {
        struct scene_zone zone = zone_with(list, risen);
        assert_true(scene_rises_to(&zone, &list->items[0], 0, &dy) && dy == 0);
        for (int i = 0; i < LINES; i++) {
            bool seen = false;
            int at = 0;
            for (int k = 0; k < 2; k++) {
                int y = i * LINE - risen + k * LENGTH;
                if (y > -LINE && y < window.h && !seen) {
                    seen = true;
                    at = k * LENGTH - risen;
                }
            }
            assert_int_equal(scene_rises_to(&zone, &list->items[i + 1], 0, &dy), seen);
            assert_true(!seen || dy == at);
        }
    }
    struct scene_zone zone = zone_with(list, 0);
    assert_false(scene_rises_to(&zone, &list->items[4], 0, &dy));
    assert_true(scene_rises_to(&zone, &list->items[4], 10, &dy)); /* soon */
    list_put(list);
}

static void at_rest_it_is_as_what_stands(void **state)
{
    (void)state;
    struct list *list = rising_list(), *settled = list_settled(list);
    assert_int_equal(settled->count, 4); /* the head, and three whole lines */
    assert_int_equal(settled->label_count, 4);
    assert_int_equal(settled->rise.length, 0);
    for (int i = 0; i < settled->count; i++) {
        assert_false(settled->items[i].rises);
        assert_true(rect_equal(settled->items[i].rect, list->items[i].rect));
    }
    struct list *again = list_settled(settled);
    assert_ptr_equal(again, settled);
    list_put(again);
    list_put(settled);
    list_put(list);
}

static void how_it_rises_is_a_part_of_the_look(void **state)
{
    (void)state;
    struct list *one = rising_list(), *two = rising_list();
    assert_true(list_equal(one, two));
    two->rise.every++;
    assert_false(list_equal(one, two));
    two->rise.every--;
    list_move(two, 0, 7);
    assert_int_equal(two->rise.window.y, window.y + 7);
    struct item plain = one->items[1];
    plain.rises = false;
    assert_false(item_equal(&plain, &one->items[1]));
    list_put(one);
    list_put(two);
}

static void only_the_window_is_damaged(void **state)
{
    (void)state;
    struct list *list = rising_list(), *other = rising_list();
    struct scene a = {.size = {200, 100}, .zone_count = 1}, b = a;
    struct damage damage;
    a.zones[0] = zone_with(list, 0);
    b.zones[0] = zone_with(list, 0);
    scene_difference(&a, &b, &damage);
    assert_int_equal(damage.count, 0);
    b.zones[0].rise = 1;
    scene_difference(&a, &b, &damage);
    assert_int_equal(damage.count, 1);
    assert_true(rect_equal(damage.rects[0], window));
    b.zones[0] = zone_with(other, 0); /* another list: what rises is painted anew, no more */
    scene_difference(&a, &b, &damage);
    assert_int_equal(damage.count, 1);
    assert_true(rect_equal(damage.rects[0], window));
    list_put(list);
    list_put(other);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lines_are_seen_in_the_window),
        cmocka_unit_test(at_rest_it_is_as_what_stands),
        cmocka_unit_test(how_it_rises_is_a_part_of_the_look),
        cmocka_unit_test(only_the_window_is_damaged),
    };
    return cmocka_run_group_tests_name("scene/rise", tests, NULL, NULL);
}
