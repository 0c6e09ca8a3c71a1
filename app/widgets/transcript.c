#include "widgets/transcript.h"

#include "base/moment.h"
#include "base/printable.h"

#include <jansson.h>
#include <stdlib.h>

static bool print_label(const char *zone, const struct label *label, int x, struct buffer *out)
{
    json_t *line = json_pack("{s:s, s:s, s:i, s:i, s:i, s:i}", "zone", zone, "text", label->text,
                             "x", x, "y", label->rect.y, "w", label->rect.w, "h", label->rect.h);
    char *text = line != NULL ? json_dumps(line, JSON_COMPACT) : NULL;
    bool good = text != NULL && printable_json(out, text) && buffer_add_text(out, "\n");
    free(text);
    json_decref(line);
    return good;
}

/* A label of a strip is told once, at the first place of it that is in sight. */
static bool print_running(const char *zone, const struct scene_zone *on, const struct label *label,
                          struct buffer *out)
{
    int x = (int)floor_mod(label->rect.x - on->scroll, on->loop);
    if (x >= on->rect.w)
        x -= on->loop;
    if (x + label->rect.w <= 0)
        return true;
    return print_label(zone, label, on->rect.x + x, out);
}

/* What is clipped cannot be read: a line counts when most of its height is inside its zone. */
static bool in_sight(const struct scene_zone *zone, const struct label *label)
{
    struct rect visible = rect_intersection(zone->rect, label->rect);
    return zone->loop > 0 ||
           (visible.h * 4 >= label->rect.h * 3 && visible.w * 4 >= label->rect.w * 3);
}

bool transcript_print(const struct scene *scene, const char *const *names, struct buffer *out)
{
    for (int i = 0; i < scene->zone_count; i++) {
        const struct scene_zone *zone = &scene->zones[i];
        for (int n = 0; zone->list != NULL && n < zone->list->label_count; n++) {
            const struct label *label = &zone->list->labels[n];
            if (!in_sight(zone, label))
                continue;
            bool good = zone->loop > 0 ? print_running(names[i], zone, label, out)
                                       : print_label(names[i], label, label->rect.x, out);
            if (!good)
                return false;
        }
    }
    return true;
}
