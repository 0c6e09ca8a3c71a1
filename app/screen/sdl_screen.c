#include "screen/sdl_screen.h"

#include "base/log.h"
#include "screen/gpu.h"

#include <SDL_syswm.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

static void set_hints(void)
{
    SDL_SetHint(SDL_HINT_FRAMEBUFFER_ACCELERATION, "0");
    SDL_SetHint(SDL_HINT_VIDEO_X11_NET_WM_BYPASS_COMPOSITOR, "1");
    SDL_SetHint(SDL_HINT_VIDEO_ALLOW_SCREENSAVER, "0");
    SDL_SetHint(SDL_HINT_NO_SIGNAL_HANDLERS, "1");
    SDL_SetHint(SDL_HINT_RENDER_SCALE_QUALITY, "nearest");
    SDL_SetHint(SDL_HINT_RENDER_BATCHING, "1");
}

static bool is_set(const char *variable)
{
    const char *value = getenv(variable);
    return value != NULL && value[0] != '\0';
}

bool sdl_screen_is_console(void)
{
    if (!kms_has_card())
        return false;
    if (is_set("SDL_VIDEODRIVER"))
        return strcasecmp(getenv("SDL_VIDEODRIVER"), "kmsdrm") == 0;
    return !is_set("DISPLAY") && !is_set("WAYLAND_DISPLAY");
}

/* Where no display answers (an X server that is just starting anew), SDL takes a driver that
 * shows nothing, and would keep it for ever. Only who asks for it by name gets it. */
static bool shows_something(void)
{
    const char *driver = SDL_GetCurrentVideoDriver();
    if (is_set("SDL_VIDEODRIVER"))
        return true;
    return driver != NULL && strcmp(driver, "offscreen") != 0 && strcmp(driver, "dummy") != 0;
}

/* --- creation --- */

static SDL_Window *create_window(const struct sdl_screen *screen, struct size size)
{
    const int display = screen->leased ? screen->lease.output.place : 0;
    const int anywhere = (int)SDL_WINDOWPOS_UNDEFINED_DISPLAY(display);
    SDL_DisplayMode mode;
    if (!rect_is_empty((struct rect){0, 0, size.w, size.h}))
        return SDL_CreateWindow("riwaq", SDL_WINDOWPOS_UNDEFINED, SDL_WINDOWPOS_UNDEFINED, size.w,
                                size.h, SDL_WINDOW_ALLOW_HIGHDPI | SDL_WINDOW_RESIZABLE);
    if (SDL_GetDesktopDisplayMode(display, &mode) != 0)
        return NULL;
    return SDL_CreateWindow("riwaq", anywhere, anywhere, mode.w, mode.h,
                            SDL_WINDOW_ALLOW_HIGHDPI | SDL_WINDOW_FULLSCREEN_DESKTOP |
                                SDL_WINDOW_BORDERLESS);
}

/* FORCED takes an emulated one too. */
static bool start_gpu(struct sdl_screen *screen, struct size size, bool forced)
{
    screen->window = create_window(screen, size);
    if (screen->window == NULL)
        return false;
    screen->renderer = SDL_CreateRenderer(screen->window, -1,
                                          SDL_RENDERER_ACCELERATED | SDL_RENDERER_PRESENTVSYNC |
                                              SDL_RENDERER_TARGETTEXTURE);
    if (screen->renderer == NULL && forced)
        screen->renderer = SDL_CreateRenderer(screen->window, -1, SDL_RENDERER_TARGETTEXTURE);
    if (screen->renderer != NULL && (gpu_is_real(screen->renderer) || forced))
        return true;
    if (screen->renderer != NULL)
        SDL_DestroyRenderer(screen->renderer);
    SDL_DestroyWindow(screen->window);
    screen->renderer = NULL;
    screen->window = NULL;
    return false;
}

static bool start_software(struct sdl_screen *screen, struct size size)
{
    screen->window = create_window(screen, size);
    return screen->window != NULL && SDL_GetWindowSurface(screen->window) != NULL;
}

/* On the console there is kms.h for what is no GPU. */
static bool start(struct sdl_screen *screen, struct size size)
{
    const char *driver = SDL_GetCurrentVideoDriver();
    enum gpu_wish wish = gpu_wish();
    bool avoidable = screen->leased || gpu_is_avoidable(driver);
    bool forced = wish == GPU_FORCED || !avoidable;
    if (wish != GPU_NEVER && (forced || gpu_has_node()) && start_gpu(screen, size, forced))
        return true;
    if (wish == GPU_FORCED)
        log_warning("no GPU renderer can be had (%s); painting in memory", SDL_GetError());
    else if (wish != GPU_NEVER && !avoidable)
        log_warning("the driver %s gives no renderer (%s); painting in memory is slower there",
                    driver, SDL_GetError());
    return !screen->leased && start_software(screen, size);
}

/* What SDL is to find on the console; false: there is no display. */
static bool lease(struct sdl_screen *screen, const struct kms_wish *wish)
{
    char card[16];
    screen->leased = kms_lease_init(&screen->lease, wish);
    if (!screen->leased)
        return false;
    snprintf(card, sizeof card, "%d", screen->lease.output.card);
    SDL_SetHintWithPriority(SDL_HINT_KMSDRM_DEVICE_INDEX, card, SDL_HINT_OVERRIDE);
    /* Here SDL gets its OpenGL without what a turned picture needs. */
    SDL_SetHint(SDL_HINT_RENDER_DRIVER, "opengles2");
    return true;
}

static bool init_video(void)
{
    if (SDL_InitSubSystem(SDL_INIT_VIDEO) != 0)
        return false;
    if (shows_something())
        return true;
    SDL_QuitSubSystem(SDL_INIT_VIDEO);
    SDL_SetError("no display answers");
    return false;
}

/* The display is SDL's now, and switched and looked at as such. */
static void give(struct sdl_screen *screen)
{
#ifdef SDL_VIDEO_DRIVER_KMSDRM
    SDL_SysWMinfo info;
    SDL_VERSION(&info.version);
    if (SDL_GetWindowWMInfo(screen->window, &info) && info.subsystem == SDL_SYSWM_KMSDRM)
        kms_lease_give(&screen->lease, info.info.kmsdrm.drm_fd);
#else
    (void)screen;
#endif
}

/* SDL's kmsdrm makes what is painted on anew within the first present, and shows that, empty: the
 * first frame is lost, and a picture that stands still would stay black. */
static void present_the_first(SDL_Renderer *renderer)
{
    SDL_SetRenderDrawColor(renderer, 0, 0, 0, SDL_ALPHA_OPAQUE);
    SDL_RenderClear(renderer);
    SDL_RenderPresent(renderer);
}

bool sdl_screen_init(struct sdl_screen *screen, struct size size, const struct kms_wish *console)
{
    *screen = (struct sdl_screen){.window = NULL};
    set_hints();
    if (console != NULL && !lease(screen, console))
        return false;
    if (!init_video()) {
        if (screen->leased)
            kms_lease_finish(&screen->lease);
        return false;
    }
    if (!start(screen, size)) {
        sdl_screen_finish(screen);
        return false;
    }
    SDL_DisableScreenSaver();
    SDL_StopTextInput();
    if ((SDL_GetWindowFlags(screen->window) & SDL_WINDOW_FULLSCREEN) != 0)
        SDL_ShowCursor(SDL_DISABLE);
    if (screen->leased) {
        give(screen);
        present_the_first(screen->renderer);
    }
    return true;
}

void sdl_screen_finish(struct sdl_screen *screen)
{
    if (screen->renderer != NULL)
        SDL_DestroyRenderer(screen->renderer);
    if (screen->window != NULL)
        SDL_DestroyWindow(screen->window);
    SDL_QuitSubSystem(SDL_INIT_VIDEO);
    if (screen->leased)
        kms_lease_finish(&screen->lease);
    *screen = (struct sdl_screen){.window = NULL};
}

/* --- what it is like --- */

struct size sdl_screen_size(const struct sdl_screen *screen)
{
    struct size size = {0, 0};
    if (screen->renderer == NULL ||
        SDL_GetRendererOutputSize(screen->renderer, &size.w, &size.h) != 0)
        SDL_GetWindowSizeInPixels(screen->window, &size.w, &size.h);
    return size;
}

int sdl_screen_hz(const struct sdl_screen *screen)
{
    SDL_DisplayMode mode = {0};
    if (SDL_GetCurrentDisplayMode(SDL_GetWindowDisplayIndex(screen->window), &mode) != 0)
        return 0;
    return mode.refresh_rate;
}

const char *sdl_screen_name(const struct sdl_screen *screen)
{
    return screen->leased ? screen->lease.output.name
                          : SDL_GetDisplayName(SDL_GetWindowDisplayIndex(screen->window));
}
