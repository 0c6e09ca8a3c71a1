/* Who and where, the date, and the clock. */
#include "widgets/clock.h"
#include "widgets/pen.h"
#include "widgets/widget.h"
#include "widgets/world_clocks.h"

#include "base/buffer.h"
#include "base/memory.h"

/* A place's name of any length, and two dates. */
enum { LINE_CAP = TEXT_BYTES_MAX + 512 };
/* Between its lines; and above and below them, where it is as high as it wants to be. */
enum { BETWEEN_UNITS = 26, AIR_UNITS = 17 };

static void masthead_pages(const struct view *view, struct pages *out)
{
    (void)view;
    out->count = 1;
}

/* What the date line says, by how much room there is. */
enum { DATE_FULL, DATE_WITHOUT_PLACE, DATE_ALONE };

static const char *organisation_of(const struct view *view)
{
    const struct config *config = view->config;
    return names_pick(config->organisation, config->organisations, view->language);
}

/* Where prayers are shown; else nothing. */
static void write_hijri(const struct view *view, struct buffer *out)
{
    struct timetable table;
    buffer_clear(out);
    if (!view_knows_time(view))
        return;
    view_timetable(view, &table);
    bool prayers = view->content->place.located || view->content->prayers.present ||
                   table.day.origin != ORIGIN_NONE;
    if (prayers && table.hijri.day != 0)
        language_date_hijri(view->language, view->config->digits, table.hijri, out);
}

/* Place (where it is not the name already), date, and the Hijri date. */
static void write_date_line(const struct view *view, int length, struct buffer *line)
{
    const char *dot = view_separator(view, "  ·  ");
    buffer_clear(line);
    if (length == DATE_FULL && organisation_of(view) != NULL)
        view_add_part(line, dot, view_place_name(view));
    if (!view_knows_time(view))
        return;
    struct date today = view_now(view).date;
    struct buffer part;
    buffer_init(&part, LINE_CAP);
    language_date_long(view->language, view->config->digits, today, &part);
    view_add_part(line, dot, buffer_text(&part));
    if (length != DATE_ALONE) {
        write_hijri(view, &part);
        view_add_part(line, dot, buffer_text(&part));
    }
    buffer_finish(&part);
}

/* What stands in the masthead keeps clear of the hairline under it. */
static int height_of(const struct view *view)
{
    return view->box.h - view_px(view, view->zone->rules & RULE_BOTTOM ? 12 : 0);
}

/* The logo at its own proportions, three quarters of the masthead high; returns what it
 * takes. */
static int put_logo(struct pen *pen, const struct view *view)
{
    const struct picture *logo = view->logo;
    if (logo == NULL)
        return 0;
    int height = view->box.h * 3 / 4;
    int64_t width = (int64_t)height * logo->w / logo->h;
    if (width > view->box.w / 4) {
        width = view->box.w / 4;
        height = (int)(width * logo->h / logo->w);
    }
    pen_picture(pen, 0, (height_of(view) - height) / 2, (int)width, height, 0, logo);
    return (int)width + view_px(view, 28);
}

/* A source that fails is told by a dot in muted ink beside the clock: enough for whoever knows,
 * nothing for the passer-by. */
static void put_source_mark(struct pen *pen, const struct view *view, int x)
{
    for (int i = 0; i < view->content->source_count; i++) {
        if (view->content->sources[i].state != SOURCE_FAILED)
            continue;
        int side = view_px(view, 10);
        pen_rect(pen, x - side, (height_of(view) - side) / 2, side, side, side / 2, COLOR_MUTED);
        return;
    }
}

/* A long name is set smaller before it is cut. */
static struct pen_style fitting_name(const struct view *view, const char *name, int room)
{
    static const double scales[] = {1, 0.85, 0.72};
    struct pen_style style = {.role = FONT_NAME, .color = COLOR_INK, .running = true};
    for (size_t i = 0; name != NULL && i < COUNT_OF(scales); i++) {
        style.scale = scales[i];
        if (pen_text_width(view, name, &style) <= room)
            break;
    }
    return style;
}

/* The height of a name with LINES lines of dates under it. */
static int lines_height(const struct view *view, int lines)
{
    return pen_cap_height(view, FONT_NAME) +
           lines * (view_px(view, BETWEEN_UNITS) + pen_cap_height(view, FONT_DATE));
}

/* A line of its own for the Hijri date where LINE has no room for it: in a high masthead. */
static void fit_second(const struct view *view, int room, const struct pen_style *style,
                       struct buffer *second)
{
    if (lines_height(view, 2) + 2 * view_px(view, BETWEEN_UNITS) > height_of(view))
        return;
    write_hijri(view, second);
    if (pen_text_width(view, buffer_text(second), style) > room)
        buffer_clear(second);
}

/* The date line in its longest form, and how it is set: the place leaves it before it is set
 * smaller, the Hijri date only after, to a line of its own, SECOND, if there is the height. */
static struct pen_style fitting_date(const struct view *view, int room, struct buffer *line,
                                     struct buffer *second)
{
    static const struct {
        int length;
        double scale;
    } ways[] = {{DATE_FULL, 1},
                {DATE_WITHOUT_PLACE, 1},
                {DATE_WITHOUT_PLACE, 0.92},
                {DATE_WITHOUT_PLACE, 0.84},
                {DATE_ALONE, 1},
                {DATE_ALONE, 0.92},
                {DATE_ALONE, 0.84}};
    struct pen_style style = {.role = FONT_DATE, .color = COLOR_MUTED};
    size_t i = 0;
    for (; i < COUNT_OF(ways); i++) {
        style.scale = ways[i].scale;
        write_date_line(view, ways[i].length, line);
        if (pen_text_width(view, buffer_text(line), &style) <= room)
            break;
    }
    if (i == COUNT_OF(ways) || ways[i].length == DATE_ALONE)
        fit_second(view, room, &style, second);
    return style;
}

/* World clocks at the end of ROOM pixels from START on, as many as leave NAME and the whole date
 * line, LINE, theirs; returns the room that is left for those. */
static int put_world_clocks(struct pen *pen, const char *name, const char *line, int start,
                            int room)
{
    const struct view *view = pen->view;
    struct pen_style name_style = {.role = FONT_NAME, .running = true};
    struct pen_style date_style = {.role = FONT_DATE};
    if (view->content->clock_count == 0 || world_clocks_height(view) > height_of(view))
        return room;
    int date = pen_text_width(view, line, &date_style), apart = view_px(view, 56);
    int taken = name != NULL ? pen_text_width(view, name, &name_style) : 0;
    taken = taken > date ? taken : date;
    int count = world_clocks_fit(view, room - taken - apart, view->zone->clocks);
    if (count == 0)
        return room;
    int x = start + room - world_clocks_width(view, count);
    world_clocks_put(pen, x, (height_of(view) - world_clocks_height(view)) / 2, count);
    return x - apart - start;
}

/* The name, if there is one, over one or two lines of dates, in the middle of the height. */
static void put_lines(struct pen *pen, const char *name, int x, int room)
{
    const struct view *view = pen->view;
    struct buffer line, second;
    buffer_init(&line, LINE_CAP);
    buffer_init(&second, LINE_CAP);
    struct pen_style name_style = fitting_name(view, name, room);
    struct pen_style date_style = fitting_date(view, room, &line, &second);
    int step = view_px(view, BETWEEN_UNITS) + pen_cap_height(view, FONT_DATE), baseline;
    if (name == NULL || name[0] == '\0') {
        int high = pen_cap_height(view, FONT_DATE) + (second.length > 0 ? step : 0);
        baseline = (height_of(view) - high) / 2 + pen_cap_height(view, FONT_DATE);
    } else {
        int top = (height_of(view) - lines_height(view, second.length > 0 ? 2 : 1)) / 2;
        baseline = top + pen_cap_height(view, FONT_NAME);
        pen_line(pen, x, baseline, room, name, &name_style);
        baseline += step;
    }
    pen_line(pen, x, baseline, room, buffer_text(&line), &date_style);
    if (second.length > 0)
        pen_line(pen, x, baseline + step, room, buffer_text(&second), &date_style);
    buffer_finish(&second);
    buffer_finish(&line);
}

static int masthead_build(const struct view *view, int page, struct list *list)
{
    (void)page;
    struct pen pen = pen_for(view, list);
    struct buffer line;
    buffer_init(&line, LINE_CAP);
    const char *organisation = organisation_of(view);
    const char *name = organisation != NULL ? organisation : view_place_name(view);

    int start = put_logo(&pen, view);
    int clock_line = (height_of(view) + pen_cap_height(view, FONT_CLOCK)) / 2;
    int clock = clock_put(&pen, clock_line, ALIGN_END), gap = view_px(view, 40);
    write_date_line(view, DATE_FULL, &line);
    int room =
        put_world_clocks(&pen, name, buffer_text(&line), start, view->box.w - start - clock - gap);
    put_source_mark(&pen, view, view->box.w - clock - gap / 2);
    put_lines(&pen, name, start, room);
    buffer_finish(&line);
    list->next_change_ns = view_next_minute(view);
    return 0;
}

/* --- how large it wants to be ------------------------------------------------------------------
 */

/* Of the date line without the place in the widest month, set small. */
static int longest_date(const struct view *view)
{
    const double smallest = 0.84;
    struct pen_style style = {.role = FONT_DATE, .scale = smallest};
    struct view on = *view;
    struct buffer line;
    int longest = 0;
    buffer_init(&line, LINE_CAP);
    for (int month = 1; month <= 12; month++) {
        struct civil day = {.date = {2025, month, 28}, .hour = 12};
        on.moment.wall_ns = civil_seconds(&day) * NS_PER_SECOND;
        write_date_line(&on, DATE_WITHOUT_PLACE, &line);
        int width = pen_text_width(&on, buffer_text(&line), &style);
        longest = width > longest ? width : longest;
    }
    buffer_finish(&line);
    return longest;
}

static int clock_room(const struct view *view)
{
    return clock_width(view) + view_px(view, 40);
}

/* What name and dates have beside the clock and the logo, which is as wide as it may be. */
static int lines_room(const struct view *view)
{
    int logo = view->logo != NULL ? view->box.w / 4 + view_px(view, 28) : 0;
    return view->box.w - clock_room(view) - logo;
}

static int masthead_natural_height(const struct view *view)
{
    int clock = pen_cap_height(view, FONT_CLOCK), high = lines_height(view, 1);
    int air = view_px(view, AIR_UNITS);
    if (longest_date(view) > lines_room(view)) {
        high = lines_height(view, 2);
        air = view_px(view, BETWEEN_UNITS);
    }
    high = clock > high ? clock : high;
    if (view->content->clock_count > 0 && view->zone->clocks > 0 &&
        world_clocks_height(view) > high)
        high = world_clocks_height(view);
    return high + 2 * air + view->box.h - height_of(view);
}

static int masthead_natural_width(const struct view *view)
{
    struct pen_style style = {.role = FONT_NAME, .running = true, .scale = 0.72};
    const char *name = organisation_of(view);
    name = name != NULL ? name : view_place_name(view);
    int lines = longest_date(view), wide = name != NULL ? pen_text_width(view, name, &style) : 0;
    return clock_room(view) + (wide > lines ? wide : lines);
}

const struct widget widget_masthead = {.name = "masthead",
                                       .pages = masthead_pages,
                                       .build = masthead_build,
                                       .natural_width = masthead_natural_width,
                                       .natural_height = masthead_natural_height};
