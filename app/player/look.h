/* How the screen is to look: configuration, theme, logo, and the faces of the theme's fonts. Read
 * and verified whole on another thread, immutable from then on, and handed over to the player. */
#ifndef RIWAQ_PLAYER_LOOK_H
#define RIWAQ_PLAYER_LOOK_H

#include "content/picture.h"
#include "screen/faces.h"
#include "screen/window.h"
#include "theme/config.h"
#include "theme/theme.h"

#include <stdatomic.h>

struct look {
    struct config *config;
    struct theme *theme;
    const struct picture *logo; /* NULL: none */
    struct faces *faces;
    char *news; /* told when it is on the screen (unless empty); NULL: there is none */
};

/* Takes a reference of each; LOGO may be NULL. */
struct look *look_create(const struct config *config, const struct theme *theme,
                         const struct picture *logo, struct faces *faces);
void look_destroy(struct look *look); /* NULL is fine */

/* The screen that CONFIG asks for; SIZE of a window, 0x0 for none. */
struct window_settings look_screen(const struct config *config, struct size size);

/* One slot between two threads: the newest look that was not yet taken. Neither side ever waits. */
struct look_box {
    _Atomic(struct look *) slot;
};

void look_box_init(struct look_box *box);
/* Drops what nobody took. */
void look_box_finish(struct look_box *box);
/* Hands LOOK over; one that still lies there is dropped. */
void look_box_put(struct look_box *box, struct look *look);
/* The caller's from now on; NULL: there is nothing new. */
struct look *look_box_take(struct look_box *box);

#endif
