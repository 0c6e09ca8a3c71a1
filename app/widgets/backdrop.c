#include "widgets/backdrop.h"

#include <math.h>

/* How much of what is left over stands before the picture: 0 to 1. */
static double share(enum zone_align place, bool mirror)
{
    double at = place == ZONE_ALIGN_START ? 0 : place == ZONE_ALIGN_CENTER ? 0.5 : 1;
    return mirror ? 1 - at : at;
}

static int at_least_1(double side)
{
    return side >= 1 ? (int)lround(side) : 1;
}

struct item backdrop_item(const struct theme_picture *picture, struct rect ground, bool mirror)
{
    const struct picture *pixels = picture->pixels;
    struct item item = {.kind = ITEM_PICTURE, .rect = ground, .picture = pixels};
    double across = (double)pixels->w / ground.w, down = (double)pixels->h / ground.h;
    double left = share(picture->across, mirror), top = share(picture->down, false);
    item.part = (struct part){0, 0, pixels->w, pixels->h};
    if (picture->fit == PICTURE_COVER) {
        double step = fmin(across, down);
        item.part.w = step * ground.w;
        item.part.h = step * ground.h;
        item.part.x = left * (pixels->w - item.part.w);
        item.part.y = top * (pixels->h - item.part.h);
        return item;
    }
    double step = fmax(across, down);
    item.rect.w = at_least_1(pixels->w / step);
    item.rect.h = at_least_1(pixels->h / step);
    item.rect.x += (int)lround(left * (ground.w - item.rect.w));
    item.rect.y += (int)lround(top * (ground.h - item.rect.h));
    return item;
}
