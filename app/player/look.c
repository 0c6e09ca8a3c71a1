#include "player/look.h"

#include "base/memory.h"

#include <stdio.h>
#include <stdlib.h>

struct look *look_create(const struct config *config, const struct theme *theme,
                         const struct picture *logo, struct faces *faces)
{
    struct look *look = memory_new(sizeof *look);
    look->config = config_take(config);
    look->theme = theme_take(theme);
    look->logo = logo != NULL ? picture_take(logo) : NULL;
    look->faces = faces_take(faces);
    return look;
}

void look_destroy(struct look *look)
{
    if (look == NULL)
        return;
    faces_put(look->faces);
    picture_put(look->logo);
    theme_destroy(look->theme);
    config_destroy(look->config);
    free(look->news);
    free(look);
}

struct window_settings look_screen(const struct config *config, struct size size)
{
    struct window_settings settings = {
        .size = size, .rotate = config->rotate, .wish.mode = config->mode};
    snprintf(settings.wish.output, sizeof settings.wish.output, "%s", config->output);
    return settings;
}

void look_box_init(struct look_box *box)
{
    atomic_init(&box->slot, NULL);
}

void look_box_finish(struct look_box *box)
{
    look_destroy(look_box_take(box));
}

void look_box_put(struct look_box *box, struct look *look)
{
    look_destroy(atomic_exchange_explicit(&box->slot, look, memory_order_acq_rel));
}

struct look *look_box_take(struct look_box *box)
{
    return atomic_exchange_explicit(&box->slot, NULL, memory_order_acq_rel);
}
