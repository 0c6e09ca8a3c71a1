#include "studio.h"

#include "base/log.h"

enum { SHOT_HZ = 60, CACHE_BYTES = 32 * 1024 * 1024 };

bool studio_init(struct studio *studio, const struct setup *setup)
{
    struct diagnostics findings;
    diagnostics_init(&findings);
    *studio = (struct studio){0};
    studio->fonts = fonts_create(setup->theme, (const char *const *)setup->font_folders, &findings);
    diagnostics_print(&findings, stderr);
    diagnostics_finish(&findings);
    if (studio->fonts == NULL)
        return false;
    studio->text = text_cache_create(fonts_measure(studio->fonts), CACHE_BYTES);
    studio->raster = raster_create(studio->fonts, CACHE_BYTES);
    return true;
}

static void clear_screen(struct studio *studio)
{
    composer_destroy(studio->composer);
    painter_destroy(studio->painter);
    SDL_FreeSurface(studio->surface);
    studio->composer = NULL;
    studio->painter = NULL;
    studio->surface = NULL;
}

bool studio_screen(struct studio *studio, const struct setup *setup, const struct content *content,
                   struct size size)
{
    clear_screen(studio);
    studio->surface =
        SDL_CreateRGBSurfaceWithFormat(0, size.w, size.h, 32, SDL_PIXELFORMAT_XRGB8888);
    if (studio->surface == NULL) {
        log_error("cannot make a picture of %dx%d: %s", size.w, size.h, SDL_GetError());
        return false;
    }
    studio->painter = painter_create_software(studio->raster, studio->surface);
    struct composer_inputs inputs = {.content = content,
                                     .config = setup->config,
                                     .theme = setup->theme,
                                     .logo = setup->logo,
                                     .text = studio->text,
                                     .size = size};
    studio->composer = composer_create(&inputs);
    return true;
}

void studio_finish(struct studio *studio)
{
    clear_screen(studio);
    raster_destroy(studio->raster);
    text_cache_destroy(studio->text);
    fonts_destroy(studio->fonts);
}

void studio_compose(struct studio *studio, const struct moment *moment)
{
    composer_scene(studio->composer, moment);
    text_cache_trim(studio->text);
}

void studio_paint(struct studio *studio, const struct moment *moment)
{
    struct damage damage;
    const struct scene *scene = composer_scene(studio->composer, moment);
    scene_difference(NULL, scene, &damage);
    painter_paint(studio->painter, scene, &damage);
    painter_trim(studio->painter);
    text_cache_trim(studio->text);
}

struct moment studio_moment(const struct setup *setup, int64_t wall_ns)
{
    struct clock clock = setup->clock;
    return (struct moment){.wall_ns = wall_ns,
                           .tick = moment_tick(wall_ns, SHOT_HZ),
                           .hz = SHOT_HZ,
                           .trust = clock_trust(&clock)};
}
