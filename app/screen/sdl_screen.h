/* What SDL shows on: a window of a desktop, its whole display, or the console's with a GPU. */
#ifndef RIWAQ_SCREEN_SDL_SCREEN_H
#define RIWAQ_SCREEN_SDL_SCREEN_H

#include "base/geometry.h"
#include "screen/kms_lease.h"

#include <SDL.h>
#include <stdbool.h>

struct sdl_screen {
    SDL_Window *window;
    SDL_Renderer *renderer; /* NULL: the software path, by the window's surface */
    bool leased;            /* it is the console */
    struct kms_lease lease;
};

/* Whether a fullscreen window would be the whole console, by SDL or without. */
bool sdl_screen_is_console(void);
/* A window of SIZE; 0x0: the whole display, on the console, where CONSOLE is not NULL, what it
 * asks for, and only with a GPU. False with SDL's error set, and nothing to be finished. */
bool sdl_screen_init(struct sdl_screen *screen, struct size size, const struct kms_wish *console);
void sdl_screen_finish(struct sdl_screen *screen);
/* In pixels. */
struct size sdl_screen_size(const struct sdl_screen *screen);
/* Refreshes a second; 0: not known. */
int sdl_screen_hz(const struct sdl_screen *screen);
/* As the system calls its display; NULL: not known. */
const char *sdl_screen_name(const struct sdl_screen *screen);

#endif
