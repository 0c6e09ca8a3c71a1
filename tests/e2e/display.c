/* Displays that Xvfb is not, for LD_PRELOAD.
 *
 * DISPLAY_WAIT=HZ: presenting waits for the next refresh, as a real display's does, and each is
 * counted: DISPLAY_COUNT names the file that gets their number at the end. DISPLAY_REFUSE=N: the
 * first N updates of a window's surface fail. */
#include <SDL.h>
#include <dlfcn.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static const int64_t second = 1000000000;
static long presents, updates;

static long number(const char *name)
{
    const char *value = getenv(name);
    return value != NULL ? strtol(value, NULL, 10) : 0;
}

static void wait_for_refresh(long hz)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    int64_t ns = now.tv_sec * second + now.tv_nsec, period = second / hz;
    int64_t next = (ns / period + 1) * period;
    const struct timespec due = {.tv_sec = next / second, .tv_nsec = next % second};
    clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &due, NULL);
}

void SDL_RenderPresent(SDL_Renderer *renderer)
{
    void (*present)(SDL_Renderer *) =
        (void (*)(SDL_Renderer *))dlsym(RTLD_NEXT, "SDL_RenderPresent");
    present(renderer);
    presents++;
    if (number("DISPLAY_WAIT") > 0)
        wait_for_refresh(number("DISPLAY_WAIT"));
}

int SDL_UpdateWindowSurfaceRects(SDL_Window *window, const SDL_Rect *rects, int count)
{
    int (*update)(SDL_Window *, const SDL_Rect *, int) =
        (int (*)(SDL_Window *, const SDL_Rect *, int))dlsym(RTLD_NEXT,
                                                            "SDL_UpdateWindowSurfaceRects");
    if (updates++ < number("DISPLAY_REFUSE"))
        return SDL_SetError("not now");
    return update(window, rects, count);
}

__attribute__((destructor)) static void tell(void)
{
    const char *name = getenv("DISPLAY_COUNT");
    FILE *file = name != NULL && presents + updates > 0 ? fopen(name, "w") : NULL;
    if (file == NULL)
        return;
    fprintf(file, "%ld\n", presents + updates);
    fclose(file);
}
