#include "widgets/view.h"

#include "content/isolate.h"

#include <math.h>

int view_px(const struct view *view, double units)
{
    long pixels = lround(units * view->unit);
    return (int)(pixels < 1 && units > 0 ? 1 : pixels);
}

color view_color(const struct view *view, enum color_role role)
{
    return theme_zone_color(view->theme, view->zone, role);
}

struct civil view_now(const struct view *view)
{
    return zone_civil(view->content->zone, moment_seconds(&view->moment));
}

bool view_knows_time(const struct view *view)
{
    return view->moment.trust != TRUST_UNSET;
}

int64_t view_next_minute(const struct view *view)
{
    return (floor_div(view->moment.wall_ns, 60 * NS_PER_SECOND) + 1) * 60 * NS_PER_SECOND;
}

int64_t view_next_midnight(const struct view *view)
{
    int64_t now_s = moment_seconds(&view->moment);
    struct civil now = view_now(view);
    int64_t since_s = now.hour * 3600 + now.minute * 60 + now.second;
    int64_t at_s = now_s + SECONDS_PER_DAY - since_s;
    /* Where the clocks change before, the date may change then, even back. */
    int64_t change_s = zone_change(view->content->zone, now_s);
    return (at_s < change_s ? at_s : change_s) * NS_PER_SECOND;
}

void view_format_clock(const struct view *view, struct buffer *out)
{
    struct civil now = view_now(view);
    int minutes = view_knows_time(view) ? now.hour * 60 + now.minute : MINUTES_NONE;
    language_time(view->language, view->config->digits, view->config->twelve_hours, false, minutes,
                  out);
}

const char *view_clock_half(const struct view *view)
{
    bool told = view->config->twelve_hours && view_knows_time(view);
    return told ? language_half(view->language, view_now(view).hour * 60) : NULL;
}

struct prayer_basis view_prayer_basis(const struct view *view)
{
    const struct content *content = view->content;
    return (struct prayer_basis){&content->prayers, &view->config->prayer, &content->place,
                                 content->zone, content->timetable};
}

void view_timetable(const struct view *view, struct timetable *out)
{
    struct prayer_basis basis = view_prayer_basis(view);
    timetable_at(&basis, &view->moment, out);
}

const char *view_place_name(const struct view *view)
{
    const struct place *place = &view->content->place;
    const struct prayers *prayers = &view->content->prayers;
    const char *name = names_pick(place->name, place->names, view->language);
    if (name != NULL || !prayers->present)
        return name;
    return names_pick(prayers->place, prayers->places, view->language);
}

void view_change_by(int64_t *next_change_ns, int64_t at_ns)
{
    if (at_ns < *next_change_ns)
        *next_change_ns = at_ns;
}

void view_add_part(struct buffer *line, const char *separator, const char *part)
{
    if (part == NULL || part[0] == '\0')
        return;
    if (line->length > 0)
        buffer_add_text(line, separator);
    isolate_add(line, part);
}

const char *view_separator(const struct view *view, const char *dot)
{
    if (view->config->digits != DIGITS_ARABIC)
        return dot;
    return language_is_rtl(view->language) ? "، " : ", ";
}

void view_format_instant(const struct view *view, int64_t at_s, struct buffer *out)
{
    struct civil at = zone_civil(view->content->zone, at_s);
    const struct config *config = view->config;
    struct date today = view_now(view).date;
    if (view_knows_time(view) && at.date.year != today.year)
        language_date_year(view->language, config->digits, at.date, out);
    else if (view_knows_time(view) && !date_equal(at.date, today))
        language_date_short(view->language, config->digits, at.date, out);
    else
        language_time(view->language, config->digits, config->twelve_hours, true,
                      at.hour * 60 + at.minute, out);
}
