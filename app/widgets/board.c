#include "widgets/board.h"

#include "widgets/natural.h"

#include <math.h>
#include <string.h>

/* While nothing is there to show, one zone over the whole screen says so. */
static const struct theme_zone waiting_zone = {
    .name = "waiting",
    .entries = {{.widget = "waiting"}},
    .entry_count = 1,
    .background = BACKGROUND_NONE,
};

static bool shows(const struct theme_zone *zone, const char *widget)
{
    for (int i = 0; i < zone->entry_count; i++)
        if (strcmp(zone->entries[i].widget, widget) == 0)
            return true;
    return false;
}

/* The zone that tells that content is waited for: that of the article, else of the headlines; -1
 * for none: who has no source waits for nothing. */
static int find_notice_zone(const struct board *board)
{
    const struct composer_inputs *inputs = &board->inputs;
    const struct theme_grid *grid = theme_grid_for(inputs->theme, inputs->size);
    int found = -1;
    if (!board->empty || inputs->config->source_count == 0)
        return -1;
    for (int i = 0; i < inputs->theme->zone_count; i++) {
        const struct theme_zone *zone = &inputs->theme->zones[i];
        if (rect_is_empty(grid->cells[i]))
            continue;
        if (shows(zone, "article"))
            return i;
        if (found < 0 && shows(zone, "headlines") && !shows(zone, "prayers"))
            found = i;
    }
    return found;
}

void board_init(struct board *board, const struct composer_inputs *inputs)
{
    board->inputs = *inputs;
    if (inputs->one_language) {
        board->spoken = *inputs->config;
        board->spoken.languages[0] = inputs->language;
        board->spoken.language_count = 1;
        board->inputs.config = &board->spoken;
    }
    board->screen = layout_screen(inputs->theme, inputs->config, inputs->size);
    board->content = inputs->content != NULL ? content_take(inputs->content) : content_create();
    board->empty = content_is_empty(board->content);
    board->waiting = board->empty && !board->content->place.located;
    board->zone_count = board->waiting ? 1 : inputs->theme->zone_count;
    board->notice_zone = find_notice_zone(board);
    for (int i = 0; i < board->zone_count; i++) {
        const struct theme_zone *zone = board_zone(board, i);
        board->zone_contents[i] =
            zone->source_count > 0
                ? content_of_sources(board->content, zone->sources, zone->source_count)
                : NULL;
    }
}

void board_finish(struct board *board)
{
    for (int i = 0; i < board->zone_count; i++)
        content_put(board->zone_contents[i]);
    content_put(board->content);
}

/* --- what a zone shows --- */

const struct theme_zone *board_zone(const struct board *board, int i)
{
    return board->waiting ? &waiting_zone : &board->inputs.theme->zones[i];
}

const struct widget *board_stand_in(const struct board *board, int i)
{
    if (board->waiting)
        return &widget_waiting;
    return i == board->notice_zone ? &widget_waiting_notice : NULL;
}

bool board_runs(const struct board *board, int i)
{
    const struct theme_zone *zone = board_zone(board, i);
    if (board_stand_in(board, i) != NULL)
        return false;
    for (int n = 0; n < zone->entry_count; n++) {
        const struct widget *widget = widget_find(zone->entries[n].widget);
        if (widget == NULL || !widget->runs)
            return false;
    }
    return zone->entry_count > 0;
}

color board_background(const struct board *board, int i)
{
    return theme_zone_ground(board->inputs.theme, board_zone(board, i), false);
}

/* --- where it stands --- */

/* A zone may paint into half the gap around it: a highlighted row hangs out there. */
static struct rect with_gaps(const struct board *board, struct rect zone)
{
    const struct theme *theme = board->inputs.theme;
    struct size size = board->inputs.size;
    const struct theme_grid *grid = theme_grid_for(theme, size);
    double unit = theme_unit(theme, size);
    int out_x = (int)(fmin(grid->gap_x / 2, fmin(grid->margin_start, grid->margin_end)) * unit);
    int out_y = (int)(fmin(grid->gap_y / 2, fmin(grid->margin_top, grid->margin_bottom)) * unit);
    if (grid->column_count == 1)
        out_x = (int)(fmin(grid->margin_start, grid->margin_end) * unit);
    struct rect out = {zone.x - out_x, zone.y - out_y, zone.w + 2 * out_x, zone.h + 2 * out_y};
    return rect_intersection(out, (struct rect){0, 0, size.w, size.h});
}

/* The whole screen, and what moves in over its edges. */
static struct rect all_seen(const struct board *board)
{
    const struct size size = board->inputs.size;
    return rect_inset((struct rect){0, 0, size.w, size.h}, -board->screen.beyond);
}

static void place_waiting(const struct board *board, struct rect *rect, struct rect *paint)
{
    const struct size size = board->inputs.size;
    const struct rect clear = layout_clear(&board->screen);
    int margin = (size.w < size.h ? size.w : size.h) / 15;
    *paint = all_seen(board);
    *rect = rect_intersection(rect_inset((struct rect){0, 0, size.w, size.h}, margin), clear);
}

static bool fills(const struct board *board, int i)
{
    const struct theme_zone *zone = board_zone(board, i);
    const struct widget *only = board_stand_in(board, i);
    if (only != NULL)
        return only->fills;
    for (int n = 0; n < zone->entry_count; n++) {
        const struct widget *widget = widget_find(zone->entries[n].widget);
        if (widget != NULL && widget->fills)
            return true;
    }
    return false;
}

void board_place(const struct board *board, bool mirror, const bool *absent,
                 struct rect rects[ZONES_MAX], struct rect paints[ZONES_MAX])
{
    const struct theme *theme = board->inputs.theme;
    bool filling[ZONES_MAX];
    for (int i = 0; i < board->zone_count; i++)
        filling[i] = fills(board, i);
    const struct layout layout = {.theme = theme,
                                  .screen = board->screen,
                                  .mirror = mirror,
                                  .absent = absent,
                                  .fills = filling,
                                  .natural = natural_of(board)};
    if (board->waiting) {
        place_waiting(board, &rects[0], &paints[0]);
        return;
    }
    layout_zones(&layout, rects);
    for (int i = 0; i < board->zone_count; i++) {
        paints[i] = rects[i] = layout_ground(&layout, rects[i], i);
        if (!theme->zones[i].bleed && theme->zones[i].background == BACKGROUND_NONE &&
            !rect_is_empty(rects[i]))
            paints[i] = with_gaps(board, rects[i]);
    }
}

struct view board_view(const struct board *board, int i, enum language language, struct rect rect,
                       const struct moment *moment)
{
    const struct composer_inputs *inputs = &board->inputs;
    struct view view = {
        .content = board->zone_contents[i] != NULL ? board->zone_contents[i] : board->content,
        .config = inputs->config,
        .theme = inputs->theme,
        .zone = board_zone(board, i),
        .logo = inputs->logo,
        .text = inputs->text,
        .box = rect,
        .unit = theme_unit(inputs->theme, inputs->size),
        .screen = inputs->size,
        .clear = layout_clear(&board->screen),
        .beyond = board->screen.beyond,
        .language = language,
        .mirror = language_is_rtl(language),
        .moment = *moment,
    };
    return board_runs(board, i) ? board_running_view(&view) : view;
}

bool board_runs_right(const struct config *config, const struct theme_zone *zone)
{
    if (zone->direction != STRIP_AUTO)
        return zone->direction == STRIP_RIGHT;
    return language_is_rtl(config->languages[0]);
}

struct view board_running_view(const struct view *view)
{
    struct view running = *view;
    running.language = view->config->languages[0];
    running.mirror = board_runs_right(view->config, view->zone);
    running.box.x = 0;
    return running;
}
