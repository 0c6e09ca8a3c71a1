#include "widgets/natural.h"

/* No moment of the day counts, but that the time is known. */
static const struct moment any_moment = {.hz = 60, .trust = TRUST_SYNCHRONISED};

static int max(int a, int b)
{
    return a > b ? a : b;
}

typedef int (*natural_side)(const struct view *view);

static natural_side side_of(const char *name, bool width)
{
    const struct widget *widget = widget_find(name);
    if (widget == NULL)
        return NULL;
    return width ? widget->natural_width : widget->natural_height;
}

bool natural_has_width(const char *widget)
{
    return side_of(widget, true) != NULL;
}

bool natural_has_height(const char *widget)
{
    return side_of(widget, false) != NULL;
}

/* Of zone I in a box of W by H, its padding included; 0: it has none. */
static int natural(const struct board *board, int i, struct rect box, bool width)
{
    const struct theme_zone *zone = board_zone(board, i);
    const struct config *config = board->inputs.config;
    int largest = 0, padding = 0;
    if (board_stand_in(board, i) != NULL)
        return 0;
    for (int e = 0; e < zone->entry_count; e++) {
        natural_side side = side_of(zone->entries[e].widget, width);
        for (int k = 0; side != NULL && k < config->language_count; k++) {
            struct view view = board_view(board, i, config->languages[k], box, &any_moment);
            int across = view_px(&view, zone->padding_start) + view_px(&view, zone->padding_end);
            padding =
                width ? across
                      : view_px(&view, zone->padding_top) + view_px(&view, zone->padding_bottom);
            view.box.w = max(0, view.box.w - across);
            largest = max(largest, side(&view));
        }
    }
    return largest > 0 ? largest + padding : 0;
}

static int width_of(void *self, int zone)
{
    const struct board *board = self;
    const struct size size = board->inputs.size;
    return natural(board, zone, (struct rect){0, 0, size.w, size.h}, true);
}

static int height_of(void *self, int zone, int width)
{
    const struct board *board = self;
    return natural(board, zone, (struct rect){0, 0, width, board->inputs.size.h}, false);
}

struct layout_natural natural_of(const struct board *board)
{
    return (struct layout_natural){width_of, height_of, (void *)(uintptr_t)board};
}
