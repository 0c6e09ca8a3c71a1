/* The world around a soaked program, preloaded with clock.c: names of hosts, the display, the
 * service manager. */
#include "clock.h"

#include <SDL.h>
#include <netdb.h>
#include <string.h>

/* --- names of hosts --- */

int getaddrinfo(const char *restrict name, const char *restrict service,
                const struct addrinfo *restrict hints, struct addrinfo **restrict out)
{
    typedef int function(const char *, const char *, const struct addrinfo *, struct addrinfo **);
    function *find = (function *)soak_real("getaddrinfo");
    int64_t state = soak_get(SOAK_NAMES);
    if (state == 1)
        soak_wait(NULL, 0, 5 * SECOND);
    if (state != 0)
        return state == 1 ? EAI_AGAIN : EAI_NONAME;
    const char *suffix = name != NULL ? strstr(name, ".test") : NULL;
    return find(suffix != NULL && suffix[5] == '\0' ? "127.0.0.1" : name, service, hints, out);
}

/* --- the display --- */

static bool take_event(SDL_Event *out)
{
    int64_t event = atomic_exchange(soak_word(SOAK_EVENT), SOAK_EVENT_NONE);
    SDL_Window *window = SDL_GetWindowFromID(1);
    memset(out, 0, sizeof *out);
    switch ((enum soak_event)event) {
    case SOAK_EVENT_NONE:
        return false;
    case SOAK_EVENT_TARGETS:
        out->type = SDL_RENDER_TARGETS_RESET;
        return true;
    case SOAK_EVENT_DEVICE:
        out->type = SDL_RENDER_DEVICE_RESET;
        return true;
    case SOAK_EVENT_EXPOSED:
        out->window.event = SDL_WINDOWEVENT_EXPOSED;
        break;
    case SOAK_EVENT_DISPLAY:
        out->window.event = SDL_WINDOWEVENT_DISPLAY_CHANGED;
        break;
    case SOAK_EVENT_SIZE: /* its event comes by itself */
        SDL_SetWindowSize(window, (int)soak_get(SOAK_WIDTH), (int)soak_get(SOAK_HEIGHT));
        return false;
    }
    out->type = SDL_WINDOWEVENT;
    out->window.windowID = SDL_GetWindowID(window);
    return true;
}

int SDL_PollEvent(SDL_Event *event)
{
    static int (*ask)(SDL_Event *);
    if (ask == NULL)
        ask = (int (*)(SDL_Event *))soak_real("SDL_PollEvent");
    return soak_leads() && take_event(event) ? 1 : ask(event);
}

int SDL_UpdateWindowSurfaceRects(SDL_Window *window, const SDL_Rect *rects, int count)
{
    static int (*update)(SDL_Window *, const SDL_Rect *, int);
    if (update == NULL)
        update =
            (int (*)(SDL_Window *, const SDL_Rect *, int))soak_real("SDL_UpdateWindowSurfaceRects");
    if (soak_leads() && soak_get(SOAK_REFUSE) != 0)
        return SDL_SetError("refused");
    if (soak_leads())
        atomic_fetch_add(soak_word(SOAK_PRESENTED), 1);
    return update(window, rects, count);
}

/* What the display has, behind the words. */
void soak_give_picture(void)
{
    SDL_Window *window = SDL_GetWindowFromID(1);
    SDL_Surface *surface = window != NULL ? SDL_GetWindowSurface(window) : NULL;
    bool fits = surface != NULL && surface->format->BytesPerPixel == 4 &&
                surface->pitch * surface->h <= SOAK_PICTURE_SIZE;
    soak_set(SOAK_PICTURE_WIDTH, fits ? surface->pitch / 4 : 0);
    soak_set(SOAK_PICTURE_HEIGHT, fits ? surface->h : 0);
    if (fits)
        memcpy(soak_picture(), surface->pixels, (size_t)surface->pitch * (size_t)surface->h);
}

/* --- the service manager --- */

/* libsystemd's. Signs of life are noted with their time here: who reads them later is late. */
int sd_notify(int unset, const char *state);
int sd_notify(int unset, const char *state)
{
    static int (*tell)(int, const char *);
    if (tell == NULL)
        tell = (int (*)(int, const char *))soak_real("sd_notify");
    if (!soak_leads() || strcmp(state, "WATCHDOG=1") != 0)
        return tell(unset, state);
    int64_t now = soak_get(SOAK_NOW), before = soak_get(SOAK_FED);
    if (before != 0 && now - before > soak_get(SOAK_SILENCE))
        soak_set(SOAK_SILENCE, now - before);
    soak_set(SOAK_FED, now);
    atomic_fetch_add(soak_word(SOAK_SIGNS), 1);
    return 1;
}
