/* A scene that is shifted is the same picture at another place. */
#include "fixture.h"

#include "screen/painter.h"

enum { WIDTH = 320, HEIGHT = 200, BEYOND = 6, LOOP = 500 };

static const struct damage whole = {.rects = {{0, 0, WIDTH, HEIGHT}}, .count = 1};

static struct list *list_of(const char *text, struct rect ground)
{
    struct list *list = list_create();
    struct item gradient = {
        .kind = ITEM_GRADIENT, .rect = ground, .color = 0xFF204060, .second = 0xFF602040};
    struct item plate = {
        .kind = ITEM_RECT, .rect = {40, 30, 90, 50}, .radius = 9, .color = 0xC0F0C080};
    struct item icon = {.kind = ITEM_ICON,
                        .icon = ICON_SUN,
                        .rect = {150, 40, 40, 40},
                        .color = 0xFFFFD060,
                        .second = 0xFFFFFFFF};
    struct item run = {.kind = ITEM_TEXT,
                       .rect = {50, ground.y + 20, 120, 30},
                       .baseline = ground.y + 44,
                       .color = 0xFFFFFFFF,
                       .run = fixture_run(text, false, LATN, 24)};
    list_add(list, &gradient);
    list_add(list, &plate);
    list_add(list, &icon);
    list_add(list, &run);
    return list;
}

/* A panel on the paper, and a strip that goes on beyond the edges below. */
static struct scene scene_of(const struct list *panel, const struct list *strip)
{
    struct scene scene = {.size = {WIDTH, HEIGHT}, .paper = 0xFF102030, .zone_count = 2};
    scene.zones[0] = (struct scene_zone){
        .rect = {20, 20, 260, 100}, .background = 0xFF334455, .list = panel, .progress = 255};
    scene.zones[1] =
        (struct scene_zone){.rect = {-BEYOND, 140, WIDTH + 2 * BEYOND, HEIGHT - 140 + BEYOND},
                            .background = 0xFF0A0B0C,
                            .list = strip,
                            .scroll = 33,
                            .loop = LOOP,
                            .progress = 255};
    return scene;
}

static void by_both(struct raster *raster, const struct scene *scene, SDL_Surface *software,
                    SDL_Surface *gpu)
{
    struct painter *painter = painter_create_software(raster, software);
    painter_paint(painter, scene, &whole);
    painter_destroy(painter);
    SDL_Renderer *renderer = SDL_CreateSoftwareRenderer(gpu);
    painter = painter_create_gpu(raster, renderer, 0);
    painter_paint(painter, scene, &whole);
    SDL_RenderPresent(renderer);
    painter_destroy(painter);
    SDL_DestroyRenderer(renderer);
}

/* Its colour: a renderer leaves the fourth byte as it likes. */
static uint32_t seen(const SDL_Surface *surface, int x, int y)
{
    return pixel(surface, x, y) & 0xFFFFFF;
}

/* What STILL has, MOVED has DX and DY away; what comes in from above is the paper, and the strip's
 * ground covers the edges below. */
static void assert_moved(const SDL_Surface *still, const SDL_Surface *moved, int dx, int dy)
{
    for (int y = 0; y < HEIGHT; y++)
        for (int x = 0; x < WIDTH; x++) {
            int from_x = x - dx, from_y = y - dy;
            if (from_x >= 0 && from_x < WIDTH && from_y >= 0 && from_y < HEIGHT)
                assert_int_equal(seen(moved, x, y), seen(still, from_x, from_y));
            else if (from_y < 140)
                assert_int_equal(seen(moved, x, y), 0x102030);
            else
                assert_int_not_equal(seen(moved, x, y), 0x102030);
        }
}

static void the_picture_moves_as_a_whole(void **state)
{
    (void)state;
    static const int moves[][2] = {{1, 0}, {0, -1}, {-6, 6}, {6, 6}, {-6, -6}, {3, -5}};
    struct theme theme = fixture_theme(false);
    struct fonts *fonts = fonts_create(&theme, NULL, NULL);
    struct raster *raster = raster_create(fonts, 8 << 20);
    struct list *panel = list_of("Rabat", (struct rect){20, 20, 260, 100});
    struct list *strip = list_of("04:12", (struct rect){0, 140, LOOP, 66});
    SDL_Surface *still[2], *moved[2];
    for (int i = 0; i < 2; i++) {
        still[i] = canvas32(WIDTH, HEIGHT);
        moved[i] = canvas32(WIDTH, HEIGHT);
    }
    struct scene scene = scene_of(panel, strip);
    by_both(raster, &scene, still[0], still[1]);
    for (size_t i = 0; i < sizeof moves / sizeof moves[0]; i++) {
        scene.dx = moves[i][0];
        scene.dy = moves[i][1];
        by_both(raster, &scene, moved[0], moved[1]);
        for (int k = 0; k < 2; k++)
            assert_moved(still[k], moved[k], scene.dx, scene.dy);
    }
    for (int i = 0; i < 2; i++) {
        SDL_FreeSurface(still[i]);
        SDL_FreeSurface(moved[i]);
    }
    list_put(panel);
    list_put(strip);
    raster_destroy(raster);
    fonts_destroy(fonts);
}

/* A step paints all of the screen, and nothing of it after that; what moves stays where it is. */
static void a_step_is_one_frame(void **state)
{
    (void)state;
    struct list *panel = list_of("Rabat", (struct rect){20, 20, 260, 100});
    struct scene old = scene_of(panel, NULL), new = old;
    struct damage damage;
    new.dx = 1;
    scene_difference(&old, &new, &damage);
    assert_int_equal(damage_area(&damage), WIDTH * HEIGHT);
    old.dx = 1;
    scene_difference(&old, &new, &damage);
    assert_int_equal(damage.count, 0);
    new.zones[1].background ^= 0x111111;
    new.dy = old.dy = -4;
    scene_difference(&old, &new, &damage);
    assert_int_equal(damage.count, 1);
    assert_int_equal(damage.rects[0].x, 0);
    assert_int_equal(damage.rects[0].y, 136);
    assert_int_equal(damage.rects[0].w, WIDTH);
    assert_int_equal(damage.rects[0].h, HEIGHT - 136);
    list_put(panel);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_picture_moves_as_a_whole),
        cmocka_unit_test(a_step_is_one_frame),
    };
    return cmocka_run_group_tests_name("screen/shifted", tests, NULL, NULL);
}
