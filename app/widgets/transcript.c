#include "widgets/transcript.h"

#include "base/moment.h"
#include "base/printable.h"

#include <jansson.h>
#include <stdlib.h>

static bool print_label(const char *zone, const struct label *label, int x, int y,
                        struct buffer *out)
{
    json_t *line = json_pack("{s:s, s:s, s:i, s:i, s:i, s:i}", "zone", zone, "text", label->text,
                             "x", x, "y", y, "w", label->rect.w, "h", label->rect.h);
    char *text = line != NULL ? json_dumps(line, JSON_COMPACT) : NULL;
    bool good = text != NULL && printable_json(out, text) && buffer_add_text(out, "\n");
    free(text);
    json_decref(line);
    return good;
}

/* A label of a strip is told once, at the first place of it that is in sight. */
static bool print_running(const char *zone, const struct scene *scene, const struct scene_zone *on,
                          const struct label *label, struct buffer *out)
{
    int x = (int)floor_mod(label->rect.x - on->scroll, on->loop);
    if (x >= on->rect.w)
        x -= on->loop;
    if (x + label->rect.w <= 0)
        return true;
    return print_label(zone, label, on->rect.x + x + scene->dx, label->rect.y + scene->dy, out);
}

/* What is clipped cannot be read: a line counts when most of its height is inside its zone. */
static bool in_sight(const struct scene_zone *zone, const struct label *label)
{
    struct rect visible = rect_intersection(zone->rect, label->rect);
    return zone->loop > 0 ||
           (visible.h * 4 >= label->rect.h * 3 && visible.w * 4 >= label->rect.w * 3);
}

/* What rises, where it has come to; false: it is not in its window. */
static bool rise_to(const struct scene_zone *zone, struct label *label)
{
    const struct rise *rise = &zone->list->rise;
    const int y = label->rect.y, height = label->rect.h;
    if (!label->rises)
        return true;
    for (int dy = -zone->rise; dy <= rise->length && rise->length > 0; dy += rise->length) {
        label->rect.y = y + dy;
        if (rect_intersection(rise->window, label->rect).h * 4 >= height * 3)
            return true;
    }
    return false;
}

bool transcript_print(const struct scene *scene, const char *const *names, struct buffer *out)
{
    for (int i = 0; i < scene->zone_count; i++) {
        const struct scene_zone *zone = &scene->zones[i];
        for (int n = 0; zone->list != NULL && n < zone->list->label_count; n++) {
            struct label risen = zone->list->labels[n], *label = &risen;
            if (!rise_to(zone, label) || !in_sight(zone, label))
                continue;
            bool good = zone->loop > 0 ? print_running(names[i], scene, zone, label, out)
                                       : print_label(names[i], label, label->rect.x + scene->dx,
                                                     label->rect.y + scene->dy, out);
            if (!good)
                return false;
        }
    }
    return true;
}
