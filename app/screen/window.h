/* The window or the whole screen, and which painter serves it.
 *
 * The software path (damage only) is chosen by itself where OpenGL would be emulated on the CPU:
 * into the window's surface on X11 and the dummy driver, by kms.h on the console. The GPU path is
 * for Wayland and wherever a real GPU is. RIWAQ_PAINTER=gpu or =software in the environment forces
 * one. */
#ifndef RIWAQ_SCREEN_WINDOW_H
#define RIWAQ_SCREEN_WINDOW_H

#include "scene/scene.h"
#include "screen/kms_choice.h"
#include "screen/raster.h"

#include <SDL.h>
#include <stdbool.h>

struct window;

struct window_settings {
    struct size size;     /* of a window; 0x0: fullscreen on the whole display */
    int rotate;           /* 0, 90, 180, 270 */
    struct kms_wish wish; /* of the console's display */
};

/* NULL with SDL's error set when there is no display (try again later). */
struct window *window_create(const struct window_settings *settings);
void window_destroy(struct window *window);
/* Size of the scene that it shows: in pixels, width and height swapped when rotated by 90 or
 * 270. Changes with resize events. */
struct size window_size(const struct window *window);
/* Turned by so much from now on: the size may be another one. False when it cannot be painted any
 * more. */
bool window_rotate(struct window *window, int degrees);
/* Refreshes a second, 60 when the display does not tell. */
int window_hz(const struct window *window);
/* Whether window_present waits for the display's refresh. False at first; learned from how
 * presents behave: see window_note_present. */
bool window_waits(const struct window *window);
void window_note_present(struct window *window, int64_t took_ns);
bool window_is_gpu(const struct window *window);
/* What it is on, as the system calls it; borrowed until the next call of SDL. NULL: not known. */
const char *window_output(const struct window *window);
/* Whether it is the whole console, where nobody sits who could ask for anything. */
bool window_is_console(const struct window *window);
/* Black, and the panel off where it can be switched (false: it cannot); or on again. While it is
 * off nothing is painted, and nobody is told so: when it is on again all is to be painted. */
bool window_set_power(struct window *window, bool on);
/* The painter's raster; to be called before the first paint and after the fonts changed. */
bool window_use_raster(struct window *window, struct raster *raster);
bool window_prepare(struct window *window, const struct scene_zone *zone);
/* Paints and presents. The damage is ignored (all is painted) after a resize or exposure.
 * Returns the pixels painted; 0 with damage: the screen did not take them, try again. (SDL does not
 * tell whether a GPU's picture came up: then it counts as taken.) */
int64_t window_show(struct window *window, const struct scene *scene, const struct damage *damage);
/* The same, presenting not before the monotonic clock reads DUE_NS (0: at once), for a frame
 * that is painted ahead. */
int64_t window_show_at(struct window *window, const struct scene *scene,
                       const struct damage *damage, int64_t due_ns);
void window_trim(struct window *window);
/* What it shows, upright; SCENE is what it was given last. SDL_FreeSurface it. NULL: nothing. */
SDL_Surface *window_picture(struct window *window, const struct scene *scene);

enum window_event {
    WINDOW_NOTHING,
    WINDOW_CLOSE,
    WINDOW_RESIZED,
    WINDOW_EXPOSED,
    WINDOW_KEY,
    WINDOW_LOST, /* the display was pulled or is another one: destroy the window and make it anew */
};
/* The next event waiting, never blocks. *KEY is the SDL_Keycode of WINDOW_KEY, which is told once
 * however long a key is held down. */
enum window_event window_poll(struct window *window, int *key);

#endif
