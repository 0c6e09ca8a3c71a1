/* `riwaq times`: prayer times as a timetable, and where they come from. */
#include "commands.h"

#include "base/buffer.h"
#include "content/timetable.h"
#include "setup.h"
#include "store/zoneinfo.h"

#include <stdio.h>

enum { OUTPUT_CAP = 64 * 1024 * 1024, TEXT_MAX = 16 };

/* --- a day --- */

static void print_date(struct buffer *out, struct date date)
{
    char text[TEXT_MAX];
    date_format(date, text, sizeof text);
    buffer_add_text(out, text);
}

static void print_minutes(struct buffer *out, const char *before, int minutes)
{
    char text[TEXT_MAX];
    minutes_format(minutes, text, sizeof text);
    buffer_print(out, "%s%s", before, minutes == MINUTES_NONE ? "-" : text);
}

/* What a mosque adds. */
static void print_more(struct buffer *out, const struct prayer_day *day)
{
    print_minutes(out, ",", day->imsak.minutes);
    for (int p = 0; p < PRAYER_COUNT; p++)
        if (p != PRAYER_SUNRISE)
            print_minutes(out, ",", day->iqama[p].minutes);
    for (int i = 0; i < day->jumua_count; i++)
        print_minutes(out, i == 0 ? "," : " ", day->jumua[i].minutes);
    if (day->jumua_count == 0)
        buffer_add_text(out, ",-");
}

static void print_day(struct buffer *out, const struct prayer_day *day, bool all)
{
    print_date(out, day->date);
    for (int p = 0; p < PRAYER_COUNT; p++)
        print_minutes(out, ",", day->minutes[p]);
    if (all)
        print_more(out, day);
    buffer_print(out, ",%s\n", prayer_origin_name(day->origin));
}

static void print_header(struct buffer *out, bool all)
{
    buffer_add_text(out, "date");
    for (int p = 0; p < PRAYER_COUNT; p++)
        buffer_print(out, ",%s", prayer_key((enum prayer)p));
    if (all)
        buffer_add_text(out, ",imsak");
    for (int p = 0; all && p < PRAYER_COUNT; p++)
        if (p != PRAYER_SUNRISE)
            buffer_print(out, ",iqama_%s", prayer_key((enum prayer)p));
    buffer_add_text(out, all ? ",jumua,origin\n" : ",origin\n");
}

/* --- days --- */

/* Where there might have been times, and are none. */
static void complain_of_none(const struct config *config, struct date first, int count)
{
    char from[TEXT_MAX], to[TEXT_MAX];
    date_format(first, from, sizeof from);
    date_format(date_add_days(first, count - 1), to, sizeof to);
    fputs("riwaq: no prayer times: ", stderr);
    if (config->timetable != NULL)
        fprintf(stderr, "%s does not have %s%s%s, ", config->timetable, from,
                count > 1 ? " to " : "", count > 1 ? to : "");
    fputs("neither the sources give them nor is the place known; set latitude, longitude and "
          "timezone in [place] of riwaq.conf\n",
          stderr);
}

/* False, and nothing is printed: nothing is known of any of them. */
static bool print_days(const struct prayer_basis *basis, const struct config *config,
                       struct date first, const struct call *call)
{
    struct buffer out;
    buffer_init(&out, OUTPUT_CAP);
    print_header(&out, call->all);
    bool known = false;
    int count = call->days > 0 ? call->days : 1;
    for (int i = 0; i < count; i++) {
        struct prayer_day day;
        timetable_day(basis, date_add_days(first, i), &day);
        known = known || day.origin != ORIGIN_NONE;
        print_day(&out, &day, call->all);
    }
    if (known)
        fputs(buffer_text(&out), stdout);
    else
        complain_of_none(config, first, count);
    buffer_finish(&out);
    return known;
}

static bool read_date(const char *text, struct date *out)
{
    if (date_parse(text, out) && out->year >= YEAR_MIN && out->year <= YEAR_MAX)
        return true;
    fprintf(stderr, "riwaq: --date %s: no date from %d to %d; write for example 2025-03-19\n", text,
            YEAR_MIN, YEAR_MAX);
    return false;
}

static struct date date_at(const struct zone *zone, int64_t wall_ns)
{
    return zone_civil(zone, floor_div(wall_ns, NS_PER_SECOND)).date;
}

/* --- from what --- */

static bool has_all_days(const struct prayer_table *table, struct date first, int count)
{
    for (int i = 0; i < (count > 0 ? count : 1); i++)
        if (prayer_table_find(table, date_add_days(first, i)) == NULL)
            return false;
    return true;
}

/* Where the official timetable has every day no source is asked: it would change nothing. */
static bool print_official(const struct setup *setup, const struct call *call, struct date first)
{
    const struct config *config = setup->config;
    const struct zone *zone =
        call->content == NULL ? zoneinfo_find(NULL, config->place.timezone) : NULL;
    if (zone == NULL)
        return false;
    if (call->date == NULL)
        first = date_at(zone, setup_wall_ns(setup));
    const struct prayer_basis basis = {
        .settings = &config->prayer, .place = &config->place, .zone = zone};
    bool all = has_all_days(config->prayer.table, first, call->days);
    if (all)
        print_days(&basis, config, first, call);
    zone_put(zone);
    return all;
}

static bool print_fetched(struct setup *setup, const struct call *call, struct date first)
{
    bool failed = false;
    int64_t wall_ns = setup_wall_ns(setup);
    struct content *content = setup_fetch(setup, &wall_ns, 0, &failed);
    if (call->date == NULL)
        first = date_at(content->zone, wall_ns);
    const struct prayer_basis basis = {.prayers = &content->prayers,
                                       .settings = &setup->config->prayer,
                                       .place = &content->place,
                                       .zone = content->zone,
                                       .table = content->timetable};
    bool good = print_days(&basis, setup->config, first, call) && !failed;
    content_put(content);
    return good;
}

int command_times(const struct call *call)
{
    int status = EXIT_DONE;
    struct setup setup;
    struct date first = {0};
    if (call->date != NULL && !read_date(call->date, &first))
        return EXIT_CALL;
    if (setup_init(&setup, call, INT64_MIN, &status)) {
        bool good = print_official(&setup, call, first) || print_fetched(&setup, call, first);
        status = good && setup.good ? EXIT_DONE : EXIT_FAILED;
    }
    setup_finish(&setup);
    return status;
}
