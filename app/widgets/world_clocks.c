#include "widgets/world_clocks.h"

#include "base/buffer.h"

enum {
    TIME_CAP = 64,
    BEHIND_CAP = 128,
    NAME_UNITS_MAX = 240, /* a longer name is cut */
    APART_UNITS = 44,
    BETWEEN_UNITS = 20,
    ABOVE_UNITS = 48,
    GAP_UNITS = 10
};

static const struct pen_style name_style = {.role = FONT_SMALL, .color = COLOR_MUTED};
static const struct pen_style time_style = {.role = FONT_ROW, .color = COLOR_INK};
static const struct pen_style behind_style = {.role = FONT_SMALL, .color = COLOR_MUTED};

static const char *name_of(const struct view *view, const struct world_clock *clock)
{
    return names_pick(clock->name, clock->names, view->language);
}

static void write_time(const struct view *view, int minutes, struct buffer *out)
{
    const struct config *config = view->config;
    language_time(view->language, config->digits, config->twelve_hours, false,
                  view_knows_time(view) ? minutes : MINUTES_NONE, out);
}

static struct civil now_there(const struct view *view, const struct world_clock *clock)
{
    return zone_civil(clock->zone, moment_seconds(&view->moment));
}

/* What stands small behind a time: am or pm, where there are twelve hours, and the weekday, where
 * it is another day there. */
static void write_behind(const struct view *view, const struct civil *there, struct buffer *out)
{
    if (!view_knows_time(view))
        return;
    if (view->config->twelve_hours)
        buffer_add_text(out, language_half(view->language, there->hour * 60));
    if (date_equal(there->date, view_now(view).date))
        return;
    if (out->length > 0)
        buffer_add_text(out, " ");
    language_weekday_within(view->language, there->date, true, out);
}

/* Of the widest time: columns stand still while it gets one. */
static int time_width(const struct view *view)
{
    struct buffer text;
    buffer_init(&text, TIME_CAP);
    write_time(view, 10 * 60, &text);
    int width = pen_text_width(view, buffer_text(&text), &time_style);
    buffer_finish(&text);
    return width;
}

static int column_width(const struct view *view, const struct world_clock *clock)
{
    struct civil there = now_there(view, clock);
    struct buffer behind;
    buffer_init(&behind, BEHIND_CAP);
    write_behind(view, &there, &behind);
    int name = pen_text_width(view, name_of(view, clock), &name_style);
    int most = view_px(view, NAME_UNITS_MAX), time = time_width(view);
    if (behind.length > 0)
        time +=
            view_px(view, GAP_UNITS) + pen_text_width(view, buffer_text(&behind), &behind_style);
    buffer_finish(&behind);
    name = name < most ? name : most;
    return name > time ? name : time;
}

int world_clocks_width(const struct view *view, int count)
{
    int width = count > 1 ? (count - 1) * view_px(view, APART_UNITS) : 0;
    for (int i = 0; i < count; i++)
        width += column_width(view, &view->content->clocks[i]);
    return width;
}

int world_clocks_fit(const struct view *view, int width, int most)
{
    int count = view->content->clock_count;
    count = most >= 0 && most < count ? most : count;
    while (count > 0 && world_clocks_width(view, count) > width)
        count--;
    return count;
}

int world_clocks_height(const struct view *view)
{
    return pen_cap_height(view, name_style.role) + view_px(view, BETWEEN_UNITS) +
           pen_cap_height(view, time_style.role);
}

static void put_one(struct pen *pen, const struct world_clock *clock, int x, int y, int width)
{
    const struct view *view = pen->view;
    struct civil there = now_there(view, clock);
    struct buffer time, behind;
    int baseline = y + world_clocks_height(view);
    buffer_init(&time, TIME_CAP);
    buffer_init(&behind, BEHIND_CAP);
    write_time(view, there.hour * 60 + there.minute, &time);
    write_behind(view, &there, &behind);
    pen_line(pen, x, y + pen_cap_height(view, name_style.role), width, name_of(view, clock),
             &name_style);
    int at = pen_line(pen, x, baseline, width, buffer_text(&time), &time_style) +
             view_px(view, GAP_UNITS);
    if (behind.length > 0)
        pen_line(pen, x + at, baseline, width - at, buffer_text(&behind), &behind_style);
    buffer_finish(&time);
    buffer_finish(&behind);
}

void world_clocks_put(struct pen *pen, int x, int y, int count)
{
    const struct view *view = pen->view;
    for (int i = 0; i < count; i++) {
        int width = column_width(view, &view->content->clocks[i]);
        put_one(pen, &view->content->clocks[i], x, y, width);
        x += width + view_px(view, APART_UNITS);
    }
}

/* --- rows --- */

/* Columns of one width; none: not even one has room. */
struct grid {
    int columns, rows;
    int width, height, above; /* of a column, of a row, over each row */
};

static struct grid grid_for(const struct view *view)
{
    int count = view->content->clock_count, apart = view_px(view, APART_UNITS);
    struct grid grid = {.height = world_clocks_height(view), .above = view_px(view, ABOVE_UNITS)};
    for (int i = 0; i < count; i++) {
        int width = column_width(view, &view->content->clocks[i]);
        grid.width = width > grid.width ? width : grid.width;
    }
    if (count == 0 || grid.width > view->box.w)
        return grid;
    int most = (view->box.w + apart) / (grid.width + apart);
    grid.rows = (count + most - 1) / most;
    grid.columns = (count + grid.rows - 1) / grid.rows; /* 5 are 3 and 2, not 4 and 1 */
    return grid;
}

int world_clocks_rows(const struct view *view, int height)
{
    struct grid grid = grid_for(view);
    int fitting = height / (grid.height + grid.above);
    return (grid.rows < fitting ? grid.rows : fitting) * (grid.height + grid.above);
}

void world_clocks_put_rows(struct pen *pen, int y, int taken)
{
    const struct view *view = pen->view;
    struct grid grid = grid_for(view);
    int count = view->content->clock_count, pitch = grid.width + view_px(view, APART_UNITS);
    int wide = grid.columns * pitch - view_px(view, APART_UNITS);
    int rows = taken / (grid.height + grid.above);
    for (int i = 0; i < count && i < rows * grid.columns; i++) {
        int x = (view->box.w - wide) / 2 + i % grid.columns * pitch;
        int top = y + i / grid.columns * (grid.height + grid.above) + grid.above;
        put_one(pen, &view->content->clocks[i], x, top, grid.width);
    }
}
