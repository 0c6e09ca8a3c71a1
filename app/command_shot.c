/* `riwaq shot`: what the screen would show, as pictures or as text, without a display. */
#include "base/buffer.h"
#include "base/log.h"
#include "commands.h"
#include "screen/fonts.h"
#include "screen/painter.h"
#include "screen/picture_file.h"
#include "screen/raster.h"
#include "setup.h"
#include "widgets/composer.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SHOT_HZ = 60, TEXT_CAP = 4 * 1024 * 1024, PATH_CAP = 4096, CACHE_BYTES = 32 * 1024 * 1024 };

struct studio {
    struct fonts *fonts;
    struct text_cache *text;
    struct raster *raster;
    SDL_Surface *surface;
    struct painter *painter;
    struct composer *composer;
};

static bool studio_init(struct studio *studio, const struct setup *setup,
                        const struct content *content, struct size size)
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

static void studio_finish(struct studio *studio)
{
    composer_destroy(studio->composer);
    painter_destroy(studio->painter);
    SDL_FreeSurface(studio->surface);
    raster_destroy(studio->raster);
    text_cache_destroy(studio->text);
    fonts_destroy(studio->fonts);
}

/* NAME.png, or NAME-001.png for a series. */
static void write_name(const char *output, int number, int count, struct buffer *out)
{
    if (count <= 1) {
        buffer_add_text(out, output);
        return;
    }
    size_t length = strlen(output);
    if (length > 4 && strcmp(output + length - 4, ".png") == 0)
        length -= 4;
    buffer_print(out, "%.*s-%03d.png", (int)length, output, number);
}

static bool print_text(const struct studio *studio)
{
    struct buffer text;
    buffer_init(&text, TEXT_CAP);
    bool good = composer_print_text(studio->composer, &text);
    fputs(buffer_text(&text), stdout);
    buffer_finish(&text);
    return good;
}

/* Painted whole each time: the frames of a series owe nothing to each other. */
static bool shoot(struct studio *studio, const struct call *call, int number,
                  const struct moment *moment)
{
    const struct scene *scene = composer_scene(studio->composer, moment);
    if (call->text && !print_text(studio))
        return false;
    if (call->output == NULL)
        return true;
    struct damage damage;
    scene_difference(NULL, scene, &damage);
    painter_paint(studio->painter, scene, &damage);
    painter_trim(studio->painter);
    text_cache_trim(studio->text);
    struct buffer name;
    buffer_init(&name, PATH_CAP);
    write_name(call->output, number, call->count, &name);
    bool good = picture_file_write_png(studio->surface, buffer_text(&name));
    if (!good)
        log_error("%s: cannot be written: %s", buffer_text(&name), SDL_GetError());
    buffer_finish(&name);
    return good;
}

static bool shoot_series(struct studio *studio, const struct setup *setup, const struct call *call,
                         int64_t start_ns)
{
    int64_t every_ns = call->every_ns > 0 ? call->every_ns : NS_PER_SECOND;
    struct clock clock = setup->clock;
    enum trust trust = clock_trust(&clock);
    for (int i = 0; i < (call->count > 0 ? call->count : 1); i++) {
        int64_t wall_ns = start_ns + i * every_ns;
        struct moment moment = {.wall_ns = wall_ns,
                                .tick = moment_tick(wall_ns, SHOT_HZ),
                                .hz = SHOT_HZ,
                                .trust = trust};
        if (!shoot(studio, call, i + 1, &moment))
            return false;
    }
    return true;
}

/* A series ends where times can be written. */
static bool series_fits(const struct call *call, int64_t start_ns)
{
    struct civil end = {{YEAR_MAX + 1, 1, 1}, 0, 0, 0};
    int64_t room_ns = civil_seconds(&end) * NS_PER_SECOND - start_ns;
    if (call->count <= 1 || call->every_ns <= room_ns / (call->count - 1))
        return true;
    fprintf(stderr, "riwaq: the series would go on after %d; give a smaller --count or --every\n",
            YEAR_MAX);
    return false;
}

/* As people see the screen, upright also where it hangs on its side. */
static struct size default_size(const struct config *config)
{
    bool upright = config->rotate == 90 || config->rotate == 270;
    return upright ? (struct size){1080, 1920} : (struct size){1920, 1080};
}

int command_shot(const struct call *call)
{
    if (call->output == NULL && !call->text) {
        fputs("riwaq: shot needs -o FILE.png (or --text)\n", stderr);
        return EXIT_CALL;
    }
    int status = EXIT_DONE;
    struct setup setup;
    if (!setup_init(&setup, call, INT64_MIN, &status)) {
        setup_finish(&setup);
        return status;
    }
    /* The hour is read once and frozen: for fetching, and for the frame. */
    int64_t start_ns = setup_wall_ns(&setup);
    if (!series_fits(call, start_ns)) {
        setup_finish(&setup);
        return EXIT_CALL;
    }
    setup_look(&setup, call);
    bool failed = false;
    struct size size = call->size_count > 0 ? call->sizes[0] : default_size(setup.config);
    struct content *content = setup_fetch(&setup, &start_ns, size_longer(size), &failed);
    struct studio studio;
    bool good = studio_init(&studio, &setup, content, size) &&
                shoot_series(&studio, &setup, call, start_ns);
    studio_finish(&studio);
    content_put(content);
    status = good && !failed && setup.good ? EXIT_DONE : EXIT_FAILED;
    setup_finish(&setup);
    return status;
}
