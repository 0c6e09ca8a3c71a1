#include "screen/painter_ops.h"
#include "screen/strip.h"

void painter_destroy(struct painter *painter)
{
    if (painter != NULL)
        painter->ops->destroy(painter);
}

void painter_retarget(struct painter *painter, SDL_Surface *target)
{
    painter->ops->retarget(painter, target);
}

void painter_paint(struct painter *painter, const struct scene *scene, const struct damage *damage)
{
    painter->ops->paint(painter, scene, damage);
}

bool painter_prepare(struct painter *painter, const struct scene_zone *zone)
{
    return zone->list != NULL && painter->ops->prepare(painter, zone);
}

void painter_trim(struct painter *painter)
{
    painter->ops->trim(painter);
}

bool painter_is_tiled(struct painter *painter, const struct scene_zone *zone)
{
    if (zone->loop <= 0 || zone->list == NULL)
        return false;
    if (painter->strip != zone->list->serial) {
        painter->strip = zone->list->serial;
        painter->tiled = strip_is_tiled(zone);
    }
    return painter->tiled;
}
