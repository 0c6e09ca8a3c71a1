/* `riwaq content` and `riwaq times`: what the sources give, as text. */
#include "base/buffer.h"
#include "commands.h"
#include "formats/format.h"
#include "content/timetable.h"
#include "setup.h"

#include <stdio.h>

enum { OUTPUT_CAP = 64 * 1024 * 1024 };

int command_content(const struct call *call)
{
    int status = EXIT_DONE;
    struct setup setup;
    if (!setup_init(&setup, call, INT64_MIN, &status)) {
        setup_finish(&setup);
        return status;
    }
    bool failed = false;
    int64_t wall_ns = setup_wall_ns(&setup);
    struct content *content = setup_fetch(&setup, &wall_ns, &failed);
    struct buffer out;
    buffer_init(&out, OUTPUT_CAP);
    bool good = format_print(content, &out);
    fputs(buffer_text(&out), stdout);
    buffer_finish(&out);
    content_put(content);
    status = good && !failed && setup.good ? EXIT_DONE : EXIT_FAILED;
    setup_finish(&setup);
    return status;
}

static void print_day(const struct prayer_day *day, struct buffer *out)
{
    char text[16];
    date_format(day->date, text, sizeof text);
    buffer_add_text(out, text);
    for (int p = 0; p < PRAYER_COUNT; p++) {
        minutes_format(day->minutes[p], text, sizeof text);
        buffer_print(out, ",%s", day->minutes[p] == MINUTES_NONE ? "-" : text);
    }
    buffer_print(out, ",%s\n", prayer_origin_name(day->origin));
}

static bool print_days(const struct setup *setup, const struct content *content, struct date first,
                       int count)
{
    struct buffer out;
    buffer_init(&out, OUTPUT_CAP);
    buffer_add_text(&out, "date");
    for (int p = 0; p < PRAYER_COUNT; p++)
        buffer_print(&out, ",%s", prayer_key((enum prayer)p));
    buffer_add_text(&out, ",origin\n");
    bool known = false;
    for (int i = 0; i < count; i++) {
        struct prayer_day day;
        timetable_day(&(struct prayer_basis){&content->prayers, &setup->config->prayer,
                                             &content->place, content->zone,
                                             content->timetable},
                      date_add_days(first, i), &day);
        known = known || day.origin != ORIGIN_NONE;
        print_day(&day, &out);
    }
    if (known)
        fputs(buffer_text(&out), stdout);
    else
        fputs("riwaq: no prayer times: neither the sources give them nor is the place known; set "
              "latitude, longitude and timezone in [place] of riwaq.conf\n",
              stderr);
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

int command_times(const struct call *call)
{
    int status = EXIT_DONE;
    struct setup setup;
    struct date first = {0};
    if (call->date != NULL && !read_date(call->date, &first))
        return EXIT_CALL;
    if (!setup_init(&setup, call, INT64_MIN, &status)) {
        setup_finish(&setup);
        return status;
    }
    bool failed = false;
    int64_t wall_ns = setup_wall_ns(&setup);
    struct content *content = setup_fetch(&setup, &wall_ns, &failed);
    status = EXIT_FAILED;
    if (call->date == NULL)
        first = zone_civil(content->zone, floor_div(wall_ns, NS_PER_SECOND)).date;
    if (print_days(&setup, content, first, call->days > 0 ? call->days : 1) && !failed &&
        setup.good)
        status = EXIT_DONE;
    content_put(content);
    setup_finish(&setup);
    return status;
}
