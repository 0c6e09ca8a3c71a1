/* What is drawn over the picture, on real frames: it costs nothing when it is off, leaves nothing
 * behind, and repairing the damage gives what painting all gives. */
#include "fixture.h"

#include "player/overlay.h"

enum { TEXT_BYTES = 2 << 20, RASTER_BYTES = 32 << 20 };

struct desk {
    struct lobby lobby;
    struct controls controls;
    struct overlay overlay;
};

static void desk_init(struct desk *desk, struct size size)
{
    lobby_init(&desk->lobby, size, TEXT_BYTES, RASTER_BYTES);
    controls_init(&desk->controls, true, 0, LOBBY_NOON * NS_PER_SECOND);
    desk->overlay = (struct overlay){.controls = &desk->controls};
    desk->lobby.playout.overlay = &desk->overlay;
    lobby_frame(&desk->lobby);
}

static void desk_finish(struct desk *desk)
{
    lobby_finish(&desk->lobby);
    overlay_finish(&desk->overlay);
}

/* A frame of the same moment; returns the damage. */
static int64_t redraw(struct desk *desk)
{
    return lobby_frame(&desk->lobby);
}

static const struct scene *last(const struct desk *desk)
{
    return desk->lobby.playout.last;
}

static void nothing_is_drawn_over_when_all_is_off(void **state)
{
    (void)state;
    struct desk desk;
    desk_init(&desk, (struct size){1280, 720});
    const int zones = last(&desk)->zone_count;
    assert_int_equal(redraw(&desk), 0);
    assert_false(overlay_update(&desk.overlay, 99 * NS_PER_SECOND));
    for (int i = 0; i < zones; i++)
        assert_false(last(&desk)->zones[i].over);
    desk.controls.zones = true;
    assert_true(redraw(&desk) > 0);
    assert_int_equal(last(&desk)->zone_count, zones + 1);
    assert_true(last(&desk)->zones[zones].over);
    assert_int_equal(redraw(&desk), 0); /* and then it stands still */
    desk.controls.zones = false;
    assert_true(redraw(&desk) > 0);
    assert_int_equal(last(&desk)->zone_count, zones);
    assert_int_equal(redraw(&desk), 0);
    desk_finish(&desk);
}

/* Each zone has an outline where it stands, and its name on a plate in its corner. */
static void zones_have_outlines(void **state)
{
    (void)state;
    static const struct size sizes[] = {{1280, 720}, {720, 1280}, {800, 480}, {3840, 2160}};
    for (size_t s = 0; s < COUNT_OF(sizes); s++) {
        struct desk desk;
        desk_init(&desk, sizes[s]);
        desk.controls.zones = true;
        redraw(&desk);
        const struct scene *scene = last(&desk);
        const struct list *list = scene->zones[scene->zone_count - 1].list;
        for (int i = 0; i < composer_zone_count(desk.lobby.playout.shown); i++) {
            struct composer_zone zone;
            composer_describe_zone(desk.lobby.playout.shown, i, &desk.lobby.moment, &zone);
            int tops = 0, plates = 0;
            if (rect_is_empty(zone.rect))
                continue;
            assert_non_null(zone.widget);
            for (int n = 0; n < list->count; n++) {
                const struct rect *at = &list->items[n].rect;
                bool here = list->items[n].kind == ITEM_RECT && at->x == zone.rect.x &&
                            at->y == zone.rect.y;
                tops += here && at->w == zone.rect.w && at->h < 10;
                plates += here && at->w <= zone.rect.w && at->h > 10;
            }
            assert_int_equal(tops, 1);
            assert_in_range(plates, 1, 2); /* and the left side */
        }
        for (int n = 0; n < list->count; n++) /* all of it is on the screen */
            assert_true(rect_equal(
                rect_intersection(list->items[n].rect, (struct rect){0, 0, sizes[s].w, sizes[s].h}),
                list->items[n].rect));
        desk_finish(&desk);
    }
}

static void keys_fit_on_the_screen(void **state)
{
    (void)state;
    static const struct size sizes[] = {{1280, 720}, {480, 800}, {800, 480}};
    for (size_t s = 0; s < COUNT_OF(sizes); s++) {
        struct desk desk;
        desk_init(&desk, sizes[s]);
        desk.controls.help = desk.controls.times = true;
        redraw(&desk);
        const struct scene *scene = last(&desk);
        const struct list *list = scene->zones[scene->zone_count - 1].list;
        assert_in_range(list->count, 20, 200);
        for (int n = 0; n < list->count; n++)
            assert_true(rect_equal(
                rect_intersection(list->items[n].rect, (struct rect){0, 0, sizes[s].w, sizes[s].h}),
                list->items[n].rect));
        desk_finish(&desk);
    }
}

/* What a key did is told for two seconds, frame times anew each half second. */
static void what_is_told_has_its_time(void **state)
{
    (void)state;
    struct desk desk;
    const int64_t start = 1000 * NS_PER_SECOND;
    desk_init(&desk, (struct size){1280, 720});
    desk.controls.said = "now";
    overlay_note_key(&desk.overlay, start);
    assert_true(redraw(&desk) > 0);
    assert_false(overlay_update(&desk.overlay, start + OVERLAY_SAYS_NS - 1));
    assert_true(overlay_update(&desk.overlay, start + OVERLAY_SAYS_NS));
    assert_false(overlay_update(&desk.overlay, start + OVERLAY_SAYS_NS + 1));
    assert_true(redraw(&desk) > 0);
    assert_false(last(&desk)->zones[last(&desk)->zone_count - 1].over);
    desk.controls.times = true;
    assert_true(overlay_update(&desk.overlay, start));
    assert_false(overlay_update(&desk.overlay, start + OVERLAY_EVERY_NS - 1));
    frame_times_add(&desk.overlay.times, start + 1, 5 * NS_PER_MILLISECOND, true);
    assert_true(overlay_update(&desk.overlay, start + OVERLAY_EVERY_NS));
    assert_int_equal(desk.overlay.sum.late, 1);
    desk_finish(&desk);
}

/* While the ticker runs under it, and after it is gone, the screen is what painting all anew
 * gives. */
static void nothing_is_left_behind(void **state)
{
    (void)state;
    struct desk desk;
    desk_init(&desk, (struct size){1280, 720});
    SDL_Window *window = SDL_GetWindowFromID(1);
    assert_non_null(window);
    for (int i = 0; i < 12; i++) {
        desk.controls.zones = i % 4 != 0;
        desk.controls.help = i % 3 == 1;
        lobby_tick(&desk.lobby);
        lobby_frame(&desk.lobby);
        SDL_Surface *surface = SDL_GetWindowSurface(window);
        size_t bytes = (size_t)surface->pitch * (size_t)surface->h;
        void *repaired = malloc(bytes);
        assert_non_null(repaired);
        memcpy(repaired, surface->pixels, bytes);
        desk.lobby.playout.last = NULL;
        lobby_frame(&desk.lobby);
        assert_memory_equal(repaired, surface->pixels, bytes);
        free(repaired);
    }
    desk_finish(&desk);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing_is_drawn_over_when_all_is_off),
        cmocka_unit_test(zones_have_outlines),
        cmocka_unit_test(keys_fit_on_the_screen),
        cmocka_unit_test(what_is_told_has_its_time),
        cmocka_unit_test(nothing_is_left_behind),
    };
    return cmocka_run_group_tests_name("player/overlay", tests, NULL, NULL);
}
