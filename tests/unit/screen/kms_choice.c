/* Which display and which mode the console takes, and what a frame copies: with made-up cards. */
#include "fixture.h"

#include "screen/kms_choice.h"
#include "screen/kms_watch.h"

static const struct kms_connector connectors[] = {
    {"Writeback-1", KMS_UNKNOWN, 0}, {"VGA-1", KMS_UNKNOWN, 5},   {"HDMI-A-1", KMS_DISCONNECTED, 0},
    {"HDMI-A-2", KMS_CONNECTED, 20}, {"DP-1", KMS_CONNECTED, 10},
};

static void takes_the_first_output_with_a_display(void **state)
{
    (void)state;
    assert_int_equal(kms_choose_output(connectors, 5, ""), 3);
    assert_int_equal(kms_choose_output(connectors, 3, ""), 1);
    assert_int_equal(kms_choose_output(connectors, 1, ""), -1);
    assert_int_equal(kms_choose_output(connectors, 0, ""), -1);
}

static void takes_the_output_that_is_asked_for_or_none(void **state)
{
    (void)state;
    assert_int_equal(kms_choose_output(connectors, 5, "DP-1"), 4);
    assert_int_equal(kms_choose_output(connectors, 5, "VGA-1"), 1);
    assert_int_equal(kms_choose_output(connectors, 5, "HDMI-A-1"), -1);
    assert_int_equal(kms_choose_output(connectors, 5, "HDMI"), -1);
}

static const struct kms_mode television[] = {
    {1920, 1080, 50000, false, true, false},  {3840, 2160, 30000, true, false, false},
    {1920, 1080, 59940, false, false, false}, {1920, 1080, 50000, false, false, false},
    {1920, 1080, 24000, false, false, false}, {1280, 720, 60000, false, false, false},
    {1280, 720, 50000, false, true, false},
};

static int choose(const char *text)
{
    struct display_mode wanted = {0};
    if (text[0] != '\0')
        assert_true(display_mode_parse(text, &wanted));
    return kms_choose_mode(television, 7, &wanted);
}

static void takes_the_mode_that_the_display_prefers(void **state)
{
    (void)state;
    assert_int_equal(choose(""), 1);
    assert_int_equal(kms_choose_mode(&television[2], 4, &(struct display_mode){0}), 0);
    assert_int_equal(kms_choose_mode(television, 0, &(struct display_mode){0}), -1);
}

static void a_forced_mode_is_taken_before_others(void **state)
{
    (void)state;
    struct kms_mode modes[7];
    memcpy(modes, television, sizeof modes);
    modes[5].forced = true;
    assert_int_equal(kms_choose_mode(modes, 7, &(struct display_mode){0}), 5);
    assert_int_equal(kms_choose_mode(modes, 7, &(struct display_mode){1920, 1080, 0}), 2);
    assert_int_equal(kms_choose_mode(modes, 7, &(struct display_mode){1024, 768, 0}), 5);
}

static void takes_the_mode_that_is_asked_for(void **state)
{
    (void)state;
    assert_int_equal(choose("1920x1080"), 2);
    assert_int_equal(choose("1920x1080@60"), 2);
    assert_int_equal(choose("1920x1080@59.94"), 2);
    assert_int_equal(choose("1920x1080@50"), 3);
    assert_int_equal(choose("1920x1080@25"), 4);
    assert_int_equal(choose("1280x720"), 5);
    assert_int_equal(choose("1280x720@50"), 6);
}

static void a_mode_that_the_display_has_not_is_not_taken(void **state)
{
    (void)state;
    const struct display_mode wanted = {1024, 768, 0}, rate = {1920, 1080, 75000};
    int chosen = choose("1024x768");
    assert_int_equal(chosen, 1);
    assert_false(kms_mode_fits(&television[chosen], &wanted));
    assert_int_equal(choose("1920x1080@75"), 2);
    assert_false(kms_mode_fits(&television[2], &rate));
    assert_true(kms_mode_fits(&television[2], &(struct display_mode){1920, 1080, 60000}));
    assert_true(kms_mode_fits(&television[1], &(struct display_mode){0}));
}

/* --- copies --- */

static const struct size size = {100, 50};

static void copies_what_this_frame_and_the_last_one_changed(void **state)
{
    (void)state;
    const struct damage before = {.rects = {{0, 0, 10, 10}, {20, 0, 10, 10}}, .count = 2};
    const struct damage now = {.rects = {{20, 0, 10, 10}, {50, 20, 5, 5}}, .count = 2};
    struct kms_copies copies;
    kms_copies_find(&before, &now, size, &copies);
    assert_int_equal(copies.count, 3);
    assert_true(rect_equal(copies.rects[0], (struct rect){20, 0, 10, 10}));
    assert_true(rect_equal(copies.rects[1], (struct rect){50, 20, 5, 5}));
    assert_true(rect_equal(copies.rects[2], (struct rect){0, 0, 10, 10}));
}

static void copies_nothing_twice_and_nothing_outside(void **state)
{
    (void)state;
    const struct damage whole = {.rects = {{0, 0, 100, 50}}, .count = 1};
    const struct damage parts = {
        .rects = {{-5, 40, 20, 20}, {90, 45, 20, 20}, {100, 0, 5, 5}, {3, 3, 0, 4}}, .count = 4};
    struct kms_copies copies;
    kms_copies_find(&whole, &parts, size, &copies);
    assert_int_equal(copies.count, 1);
    assert_true(rect_equal(copies.rects[0], whole.rects[0]));
    kms_copies_find(&parts, &whole, size, &copies);
    assert_int_equal(copies.count, 1);
    kms_copies_find(&(struct damage){.count = 0}, &parts, size, &copies);
    assert_int_equal(copies.count, 2);
    assert_true(rect_equal(copies.rects[0], (struct rect){0, 40, 15, 10}));
    assert_true(rect_equal(copies.rects[1], (struct rect){90, 45, 10, 5}));
}

/* Two buffers by the copies alone, against what was painted. */
static void both_buffers_come_to_show_what_was_painted(void **state)
{
    (void)state;
    enum { W = 20, H = 12, FRAMES = 500 };
    static int painted[H][W], buffers[2][H][W];
    struct damage before = {.rects = {{0, 0, W, H}}, .count = 1};
    unsigned seed = 7;
    for (int frame = 1; frame <= FRAMES; frame++) {
        struct damage now = {.count = 0};
        int count = frame == 1 ? 1 : (int)(seed >> 8) % 5;
        for (int i = 0; i < count; i++) {
            int v[4];
            for (int n = 0; n < 4; n++)
                v[n] = (int)((seed = seed * 1103515245 + 12345) >> 16 & 15);
            struct rect r = {v[0], v[1], v[2] + 1, v[3] + 1};
            if (frame == 1)
                r = (struct rect){0, 0, W, H};
            now.rects[now.count++] = rect_intersection(r, (struct rect){0, 0, W, H});
        }
        for (int i = 0; i < now.count; i++)
            for (int y = now.rects[i].y; y < now.rects[i].y + now.rects[i].h; y++)
                for (int x = now.rects[i].x; x < now.rects[i].x + now.rects[i].w; x++)
                    painted[y][x] = frame;
        struct kms_copies copies;
        kms_copies_find(&before, &now, (struct size){W, H}, &copies);
        for (int i = 0; i < copies.count; i++)
            for (int y = copies.rects[i].y; y < copies.rects[i].y + copies.rects[i].h; y++)
                for (int x = copies.rects[i].x; x < copies.rects[i].x + copies.rects[i].w; x++)
                    buffers[frame % 2][y][x] = painted[y][x];
        assert_memory_equal(buffers[frame % 2], painted, sizeof painted);
        before = now;
    }
}

static void hears_of_displays_alone(void **state)
{
    (void)state;
    static const char display[] =
        "change@/devices/pci0000:00/drm/card0\0ACTION=change\0SUBSYSTEM=drm\0HOTPLUG=1";
    static const char disk[] = "add@/devices/x\0ACTION=add\0SUBSYSTEM=block\0NOTE=SUBSYSTEM=drm";
    static const char longer[] = "change@/x\0SUBSYSTEM=drm_dp_aux_dev";
    assert_true(kms_watch_concerns(display, sizeof display));
    assert_true(kms_watch_concerns(display, sizeof display - 1));
    assert_false(kms_watch_concerns(disk, sizeof disk));
    assert_false(kms_watch_concerns(longer, sizeof longer));
    assert_false(kms_watch_concerns("", 0));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(takes_the_first_output_with_a_display),
        cmocka_unit_test(takes_the_output_that_is_asked_for_or_none),
        cmocka_unit_test(takes_the_mode_that_the_display_prefers),
        cmocka_unit_test(a_forced_mode_is_taken_before_others),
        cmocka_unit_test(takes_the_mode_that_is_asked_for),
        cmocka_unit_test(a_mode_that_the_display_has_not_is_not_taken),
        cmocka_unit_test(copies_what_this_frame_and_the_last_one_changed),
        cmocka_unit_test(copies_nothing_twice_and_nothing_outside),
        cmocka_unit_test(both_buffers_come_to_show_what_was_painted),
        cmocka_unit_test(hears_of_displays_alone),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
