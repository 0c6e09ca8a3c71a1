#include "../check.h"
#include "scene/scene.h"

#include <string.h>

static struct list *list_with(const char *text, enum item_fade fade)
{
    struct list *list = list_create();
    struct item item = {.kind = ITEM_RECT, .rect = {20, 20, 10, 10}, .color = 0xFF112233};
    list_add(list, &item);
    struct item run = {
        .kind = ITEM_TEXT,
        .fade = (uint8_t)fade,
        .rect = {40, 40, 30, 12},
        .baseline = 50,
        .run = {.text = text, .length = (uint32_t)strlen(text), .font = {FONT_BODY, 10}}};
    list_add(list, &run);
    return list;
}

static struct scene scene_with(const struct list *list)
{
    struct scene scene = {.size = {200, 100}, .paper = 0xFF000000, .zone_count = 1};
    scene.zones[0] = (struct scene_zone){
        .rect = {0, 0, 100, 100}, .background = 0xFF000000, .list = list, .progress = 255};
    return scene;
}

static void the_same_list_is_no_damage(void **state)
{
    (void)state;
    struct list *list = list_with("12:55", FADE_STAYS);
    struct scene a = scene_with(list), b = scene_with(list);
    struct damage damage;
    scene_difference(&a, &b, &damage);
    assert_int_equal(damage.count, 0);
    list_put(list);
}

static void an_equal_list_is_no_damage(void **state)
{
    (void)state;
    struct list *one = list_with("12:55", FADE_STAYS), *two = list_with("12:55", FADE_STAYS);
    struct scene a = scene_with(one), b = scene_with(two);
    struct damage damage;
    scene_difference(&a, &b, &damage);
    assert_int_equal(damage.count, 0);
    list_put(one);
    list_put(two);
}

static void only_the_changed_item_is_damaged(void **state)
{
    (void)state;
    struct list *one = list_with("12:55", FADE_STAYS), *two = list_with("12:56", FADE_STAYS);
    struct scene a = scene_with(one), b = scene_with(two);
    struct damage damage;
    scene_difference(&a, &b, &damage);
    assert_int_equal(damage.count, 1);
    struct rect ink = item_ink(&two->items[1]);
    assert_true(rect_equal(damage.rects[0], ink));
    assert_false(rect_overlaps(damage.rects[0], one->items[0].rect));
    list_put(one);
    list_put(two);
}

static void the_first_frame_is_all_damage(void **state)
{
    (void)state;
    struct scene a = scene_with(NULL);
    struct damage damage;
    scene_difference(NULL, &a, &damage);
    assert_int_equal(damage_area(&damage), 200 * 100);
}

static void a_strip_that_moved_damages_its_zone_alone(void **state)
{
    (void)state;
    struct list *list = list_with("news", FADE_STAYS);
    struct scene a = scene_with(list), b = scene_with(list);
    a.zones[0].loop = b.zones[0].loop = 500;
    b.zones[0].scroll = 3;
    struct damage damage;
    scene_difference(&a, &b, &damage);
    assert_int_equal(damage.count, 1);
    assert_true(rect_equal(damage.rects[0], a.zones[0].rect));
    b.zones[0].scroll = 0;
    scene_difference(&a, &b, &damage);
    assert_int_equal(damage.count, 0);
    list_put(list);
}

static void a_transition_damages_what_fades(void **state)
{
    (void)state;
    struct list *list = list_with("page two", FADE_IN);
    struct scene a = scene_with(list), b = scene_with(list);
    a.zones[0].progress = 130;
    b.zones[0].progress = 190;
    struct damage damage;
    scene_difference(&a, &b, &damage);
    assert_int_equal(damage.count, 1);
    struct rect ink = item_ink(&list->items[1]);
    assert_true(rect_equal(damage.rects[0], ink));
    list_put(list);
}

static void opacity_goes_out_first_then_in(void **state)
{
    (void)state;
    struct scene_zone zone = {.progress = 0};
    struct item out = {.fade = FADE_OUT}, in = {.fade = FADE_IN}, stays = {.fade = FADE_STAYS};
    assert_int_equal(scene_opacity(&zone, &out), 255);
    assert_int_equal(scene_opacity(&zone, &in), 0);
    zone.progress = 128;
    assert_int_equal(scene_opacity(&zone, &out), 0);
    assert_int_equal(scene_opacity(&zone, &in), 1);
    zone.progress = 255;
    assert_int_equal(scene_opacity(&zone, &out), 0);
    assert_int_equal(scene_opacity(&zone, &in), 255);
    assert_int_equal(scene_opacity(&zone, &stays), 255);
}

/* Every damaged pixel stays covered, and rectangles do not overlap, whatever is added. */
static void damage_holds_all_that_was_added(void **state)
{
    (void)state;
    enum { SIDE = 128 };
    static uint8_t wanted[SIDE][SIDE];
    uint32_t random = 12345;
    for (int round = 0; round < 50; round++) {
        struct damage damage = {.count = 0};
        memset(wanted, 0, sizeof wanted);
        for (int i = 0; i < 80; i++) {
            int v[4];
            for (int k = 0; k < 4; k++) {
                random = random * 1664525 + 1013904223;
                v[k] = (int)(random >> 16) % (k < 2 ? SIDE - 20 : 20);
            }
            struct rect r = {v[0], v[1], v[2], v[3]};
            damage_add(&damage, r);
            for (int y = r.y; y < r.y + r.h; y++)
                memset(&wanted[y][r.x], 1, (size_t)r.w);
        }
        for (int a = 0; a < damage.count; a++) {
            for (int b = a + 1; b < damage.count; b++)
                assert_false(rect_overlaps(damage.rects[a], damage.rects[b]));
            struct rect r = damage.rects[a];
            for (int y = r.y; y < r.y + r.h; y++)
                memset(&wanted[y][r.x], 0, (size_t)r.w);
        }
        for (int y = 0; y < SIDE; y++)
            for (int x = 0; x < SIDE; x++)
                assert_int_equal(wanted[y][x], 0);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_same_list_is_no_damage),
        cmocka_unit_test(an_equal_list_is_no_damage),
        cmocka_unit_test(only_the_changed_item_is_damaged),
        cmocka_unit_test(the_first_frame_is_all_damage),
        cmocka_unit_test(a_strip_that_moved_damages_its_zone_alone),
        cmocka_unit_test(a_transition_damages_what_fades),
        cmocka_unit_test(opacity_goes_out_first_then_in),
        cmocka_unit_test(damage_holds_all_that_was_added),
    };
    return cmocka_run_group_tests_name("scene/scene", tests, NULL, NULL);
}
