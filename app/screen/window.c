#include "screen/window.h"

#include "base/log.h"
#include "base/memory.h"
#include "screen/canvas.h"
#include "screen/capture.h"
#include "screen/gpu.h"
#include "screen/kms.h"
#include "screen/painter.h"
#include "screen/rotation.h"
#include "screen/sdl_screen.h"
#include "store/clock.h"

#include <stdlib.h>

enum { HZ_UNKNOWN = 60, HZ_MAX = 240, WAIT_SCORE_MAX = 16 };

struct window {
    struct window_settings settings;
    struct kms *kms;       /* the console without SDL; else NULL */
    struct sdl_screen sdl; /* all zero with kms */
    SDL_Surface *surface;  /* the window's, borrowed; NULL: to be fetched again */
    SDL_Surface *upright;  /* what is painted on when the screen is turned, and for kms */
    SDL_Surface *turned;   /* between the two, when the window has another pixel format */
    struct raster *raster;
    struct painter *painter;
    int hz;
    int wait_score; /* 0 to WAIT_SCORE_MAX: how often presents waited lately */
    bool waits;
    bool repaint;      /* everything, whatever the damage */
    bool surface_lost; /* said so already */
    bool off;
    bool told; /* what it shows on */
};

/* --- creation --- */

static void read_hz(struct window *window)
{
    int hz = window->kms != NULL ? (kms_millihertz(window->kms) + 500) / 1000
                                 : sdl_screen_hz(&window->sdl);
    window->hz = hz <= 0 ? HZ_UNKNOWN : hz > HZ_MAX ? HZ_MAX : hz;
}

static struct window *new_window(const struct window_settings *settings)
{
    struct window *window = memory_new(sizeof *window);
    window->settings = *settings;
    window->repaint = true;
    return window;
}

static struct window *create_by_sdl(const struct window_settings *settings, bool console)
{
    struct sdl_screen screen;
    if (!sdl_screen_init(&screen, settings->size, console ? &settings->wish : NULL))
        return NULL;
    struct window *window = new_window(settings);
    window->sdl = screen;
    return window;
}

static struct window *create_by_kms(const struct window_settings *settings)
{
    struct kms *kms = kms_create(&settings->wish);
    if (kms == NULL)
        return NULL;
    struct window *window = new_window(settings);
    window->kms = kms;
    return window;
}

struct window *window_create(const struct window_settings *settings)
{
    bool console = settings->size.w == 0 && sdl_screen_is_console();
    struct window *window = NULL;
    if (!console || gpu_wish() == GPU_FORCED || (gpu_wish() == GPU_IF_REAL && gpu_has_node()))
        window = create_by_sdl(settings, console);
    if (window == NULL && console)
        window = create_by_kms(settings);
    if (window == NULL)
        return NULL;
    read_hz(window);
    return window;
}

static void drop_surfaces(struct window *window)
{
    SDL_FreeSurface(window->upright);
    SDL_FreeSurface(window->turned);
    window->upright = window->turned = NULL;
    window->surface = NULL;
}

void window_destroy(struct window *window)
{
    if (window == NULL)
        return;
    painter_destroy(window->painter);
    drop_surfaces(window);
    if (window->kms == NULL)
        sdl_screen_finish(&window->sdl);
    kms_destroy(window->kms);
    free(window);
}

/* --- what it is like --- */

static struct size pixel_size(const struct window *window)
{
    return window->kms != NULL ? kms_size(window->kms) : sdl_screen_size(&window->sdl);
}

struct size window_size(const struct window *window)
{
    return rotation_size(pixel_size(window), window->settings.rotate);
}

int window_hz(const struct window *window)
{
    return window->hz;
}

bool window_is_gpu(const struct window *window)
{
    return window->sdl.renderer != NULL;
}

const char *window_output(const struct window *window)
{
    return window->kms != NULL ? kms_name(window->kms) : sdl_screen_name(&window->sdl);
}

bool window_is_console(const struct window *window)
{
    return window->kms != NULL || window->sdl.leased;
}

bool window_waits(const struct window *window)
{
    return window->waits;
}

/* A present that took a third of a refresh has waited. Drivers that claim to wait and do not
 * are common, so several presents have to agree, in either direction. */
void window_note_present(struct window *window, int64_t took_ns)
{
    bool can = window->sdl.renderer != NULL || window->kms != NULL;
    bool waited = can && took_ns >= NS_PER_SECOND / window->hz / 3;
    if (waited && window->wait_score < WAIT_SCORE_MAX)
        window->wait_score++;
    else if (!waited && window->wait_score > 0)
        window->wait_score--;
    if (window->wait_score == WAIT_SCORE_MAX)
        window->waits = true;
    else if (window->wait_score == 0)
        window->waits = false;
}

/* --- the software path's surfaces --- */

static bool make_upright(struct window *window)
{
    const struct size screen = {window->surface->w, window->surface->h};
    const struct size size = rotation_size(screen, window->settings.rotate);
    window->upright = SDL_CreateRGBSurfaceWithFormat(0, size.w, size.h, 32, SDL_PIXELFORMAT_RGB888);
    if (!canvas_fits(window->surface))
        window->turned =
            SDL_CreateRGBSurfaceWithFormat(0, screen.w, screen.h, 32, SDL_PIXELFORMAT_RGB888);
    return window->upright != NULL && (canvas_fits(window->surface) || window->turned != NULL);
}

/* What is painted for the console. */
static bool have_upright(struct window *window)
{
    if (window->upright != NULL)
        return true;
    const struct size size = window_size(window);
    window->upright = SDL_CreateRGBSurfaceWithFormat(0, size.w, size.h, 32, SDL_PIXELFORMAT_RGB888);
    if (window->upright != NULL && window->painter != NULL)
        painter_retarget(window->painter, window->upright);
    return window->upright != NULL;
}

/* Fetches the window's surface anew when it was lost; false when there is none. */
static bool have_surface(struct window *window)
{
    if (window->kms != NULL)
        return have_upright(window);
    SDL_Surface *surface = SDL_GetWindowSurface(window->sdl.window);
    if (surface != NULL && surface == window->surface)
        return true;
    drop_surfaces(window);
    window->surface = surface;
    window->repaint = true;
    if (surface == NULL || (window->settings.rotate != 0 && !make_upright(window))) {
        if (!window->surface_lost)
            log_warning("the window gives no surface to paint on: %s", SDL_GetError());
        window->surface_lost = true;
        drop_surfaces(window);
        return false;
    }
    window->surface_lost = false;
    if (window->painter != NULL)
        painter_retarget(window->painter,
                         window->upright != NULL ? window->upright : window->surface);
    return true;
}

bool window_use_raster(struct window *window, struct raster *raster)
{
    painter_destroy(window->painter);
    window->painter = NULL;
    window->raster = raster;
    window->repaint = true;
    if (raster == NULL)
        return true;
    if (window->sdl.renderer != NULL) {
        window->painter = painter_create_gpu(raster, window->sdl.renderer, window->settings.rotate);
        return true;
    }
    if (!have_surface(window))
        return false;
    window->painter = painter_create_software(raster, window->upright != NULL ? window->upright
                                                                              : window->surface);
    return true;
}

bool window_rotate(struct window *window, int degrees)
{
    window->settings.rotate = degrees;
    drop_surfaces(window);
    return window_use_raster(window, window->raster);
}

bool window_prepare(struct window *window, const struct scene_zone *zone)
{
    return window->painter != NULL && painter_prepare(window->painter, zone);
}

void window_trim(struct window *window)
{
    if (window->painter != NULL)
        painter_trim(window->painter);
}

/* --- showing --- */

/* Turns what was painted; returns where it is on the screen. */
static SDL_Rect bring_to_surface(struct window *window, struct rect rect)
{
    const struct size screen = {window->surface->w, window->surface->h};
    const struct rect at = rotation_rect(rect, screen, window->settings.rotate);
    SDL_Rect out = {at.x, at.y, at.w, at.h};
    if (window->upright == NULL)
        return out;
    SDL_Surface *to = window->turned != NULL ? window->turned : window->surface;
    rotation_copy(window->upright, rect, to, window->settings.rotate);
    if (window->turned != NULL) {
        SDL_Rect from = out, target = out;
        SDL_BlitSurface(window->turned, &from, window->surface, &target);
    }
    return out;
}

static bool show_kms(struct window *window, const struct scene *scene, const struct damage *damage,
                     int64_t due_ns)
{
    painter_paint(window->painter, scene, damage);
    window->repaint =
        !kms_show(window->kms, window->upright, window->settings.rotate, damage, due_ns);
    return !window->repaint;
}

/* False when the screen did not take it: then all is to be painted again. */
static bool show_software(struct window *window, const struct scene *scene,
                          const struct damage *damage, int64_t due_ns)
{
    SDL_Rect rects[DAMAGE_MAX];
    const struct size screen = {window->surface->w, window->surface->h};
    const struct size size = rotation_size(screen, window->settings.rotate);
    int count = 0;
    painter_paint(window->painter, scene, damage);
    for (int i = 0; i < damage->count; i++) {
        struct rect part = rect_intersection(damage->rects[i], (struct rect){0, 0, size.w, size.h});
        if (!rect_is_empty(part))
            rects[count++] = bring_to_surface(window, part);
    }
    clock_sleep_until(due_ns);
    if (count == 0 || SDL_UpdateWindowSurfaceRects(window->sdl.window, rects, count) == 0)
        return true;
    window->surface = NULL;
    window->repaint = true;
    return false;
}

/* Once, when the first picture is on it. */
static void tell_showing(struct window *window)
{
    const struct size size = window_size(window);
    if (window->told)
        return;
    window->told = true;
    log_info("showing %dx%d at %d Hz on %s, painted %s", size.w, size.h, window->hz,
             window_is_console(window) ? window_output(window) : SDL_GetCurrentVideoDriver(),
             window->sdl.renderer != NULL ? "by the GPU" : "in memory");
}

int64_t window_show(struct window *window, const struct scene *scene, const struct damage *damage)
{
    return window_show_at(window, scene, damage, 0);
}

int64_t window_show_at(struct window *window, const struct scene *scene,
                       const struct damage *damage, int64_t due_ns)
{
    if (window->painter == NULL || (window->sdl.renderer == NULL && !have_surface(window)))
        return 0;
    const struct damage all = {.rects = {{0, 0, scene->size.w, scene->size.h}}, .count = 1};
    if (window->repaint || window->sdl.renderer != NULL)
        damage = window->repaint || damage->count > 0 ? &all : damage;
    if (damage->count == 0)
        return 0;
    if (window->off)
        return damage_area(damage);
    window->repaint = false;
    if (window->kms != NULL) {
        if (!show_kms(window, scene, damage, due_ns))
            return 0;
    } else if (window->sdl.renderer == NULL) {
        if (!show_software(window, scene, damage, due_ns))
            return 0;
    } else {
        painter_paint(window->painter, scene, damage);
        clock_sleep_until(due_ns);
        SDL_RenderPresent(window->sdl.renderer);
    }
    tell_showing(window);
    return damage_area(damage);
}

static void show_black(struct window *window)
{
    if (window->sdl.renderer != NULL) {
        SDL_SetRenderDrawColor(window->sdl.renderer, 0, 0, 0, SDL_ALPHA_OPAQUE);
        SDL_RenderClear(window->sdl.renderer);
        SDL_RenderPresent(window->sdl.renderer);
    } else if (window->kms == NULL && have_surface(window)) {
        SDL_FillRect(window->surface, NULL, 0);
        SDL_UpdateWindowSurface(window->sdl.window);
    }
}

bool window_set_power(struct window *window, bool on)
{
    if (on != window->off)
        return true;
    window->off = !on;
    window->repaint = true;
    if (!on)
        show_black(window);
    if (window->kms != NULL)
        return kms_power(window->kms, on);
    return window->sdl.leased && kms_lease_power(&window->sdl.lease, on);
}

SDL_Surface *window_picture(struct window *window, const struct scene *scene)
{
    const struct damage all = {.rects = {{0, 0, scene->size.w, scene->size.h}}, .count = 1};
    if (window->painter == NULL || window->repaint)
        return NULL;
    if (window->sdl.renderer == NULL)
        return capture_surface(window->upright != NULL ? window->upright : window->surface);
    painter_paint(window->painter, scene, &all); /* what was presented can not be read any more */
    return capture_renderer(window->sdl.renderer, window->settings.rotate);
}

/* --- events --- */

static enum window_event take_window_event(struct window *window, const SDL_WindowEvent *event)
{
    switch (event->event) {
    case SDL_WINDOWEVENT_CLOSE:
        return WINDOW_CLOSE;
    case SDL_WINDOWEVENT_SIZE_CHANGED:
        window->surface = NULL;
        window->repaint = true;
        read_hz(window);
        return WINDOW_RESIZED;
    case SDL_WINDOWEVENT_DISPLAY_CHANGED:
        read_hz(window);
        return WINDOW_NOTHING;
    case SDL_WINDOWEVENT_EXPOSED:
        window->repaint = true;
        return WINDOW_EXPOSED;
    default:
        return WINDOW_NOTHING;
    }
}

/* A letter of an alphabet that is not Latin counts as the one in its place on an English keyboard:
 * who writes Arabic has the same keys. */
static int latin_key(const SDL_Keysym *key)
{
    bool foreign = key->sym > 0x7F && (key->sym & SDLK_SCANCODE_MASK) == 0;
    if (foreign && key->scancode >= SDL_SCANCODE_A && key->scancode <= SDL_SCANCODE_Z)
        return SDLK_a + (int)(key->scancode - SDL_SCANCODE_A);
    return key->sym;
}

static enum window_event take_event(struct window *window, const SDL_Event *event, int *key)
{
    switch (event->type) {
    case SDL_QUIT:
        return WINDOW_CLOSE;
    case SDL_KEYDOWN:
        if (event->key.repeat != 0)
            return WINDOW_NOTHING;
        *key = latin_key(&event->key.keysym);
        return WINDOW_KEY;
    case SDL_WINDOWEVENT:
        return take_window_event(window, &event->window);
    case SDL_RENDER_DEVICE_RESET: /* all textures are gone */
        window_use_raster(window, window->raster);
        return WINDOW_EXPOSED;
    case SDL_RENDER_TARGETS_RESET:
        window->repaint = true;
        return WINDOW_EXPOSED;
    default:
        return WINDOW_NOTHING;
    }
}

static bool is_lost(struct window *window)
{
    if (window->kms != NULL)
        return kms_is_lost(window->kms);
    return window->sdl.leased && kms_lease_is_lost(&window->sdl.lease);
}

enum window_event window_poll(struct window *window, int *key)
{
    SDL_Event event;
    if (is_lost(window))
        return WINDOW_LOST;
    if (window->kms != NULL)
        return WINDOW_NOTHING;
    while (SDL_PollEvent(&event)) {
        enum window_event found = take_event(window, &event, key);
        if (found != WINDOW_NOTHING)
            return found;
    }
    return WINDOW_NOTHING;
}
