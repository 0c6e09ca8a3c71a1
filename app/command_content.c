/* `riwaq content` and `riwaq times`: what the sources give, as text. */
#include "base/buffer.h"
#include "commands.h"
#include "content/format.h"
#include "content/timetable.h"
#include "net/fetcher.h"
#include "setup.h"

#include <stdio.h>

enum { OUTPUT_CAP = 64 * 1024 * 1024 };

/* The hour of the whole command, read once. */
static int64_t read_hour(const struct setup *setup)
{
    const struct clock *clock = &setup->clock;
    return floor_div(clock->settings.at_given ? clock->settings.at_ns : clock_wall_ns(clock),
                     NS_PER_SECOND);
}

/* Fetches once; what was found wrong goes to standard error. */
static struct content *fetch(const struct setup *setup, int64_t wall_s, bool *failed)
{
    struct diagnostics findings;
    diagnostics_init(&findings);
    struct content *content = fetcher_once(setup->config, wall_s, &findings, failed);
    diagnostics_print(&findings, stderr);
    diagnostics_finish(&findings);
    return content;
}

int command_content(const struct call *call)
{
    int status = EXIT_DONE;
    struct setup setup;
    if (!setup_init(&setup, call, INT64_MIN, &status)) {
        setup_finish(&setup);
        return status;
    }
    bool failed = false;
    struct content *content = fetch(&setup, read_hour(&setup), &failed);
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
        timetable_day(&content->prayers, &setup->config->rules, &content->place, content->zone,
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

int command_times(const struct call *call)
{
    int status = EXIT_DONE;
    struct setup setup;
    struct date first;
    if (!setup_init(&setup, call, INT64_MIN, &status)) {
        setup_finish(&setup);
        return status;
    }
    bool failed = false;
    int64_t wall_s = read_hour(&setup);
    struct content *content = fetch(&setup, wall_s, &failed);
    status = EXIT_FAILED;
    if (call->date == NULL)
        first = zone_civil(content->zone, wall_s).date;
    else if (!date_parse(call->date, &first)) {
        fprintf(stderr, "riwaq: --date %s: no date; write for example 2025-03-19\n", call->date);
        status = EXIT_CALL;
        goto out;
    }
    if (print_days(&setup, content, first, call->days > 0 ? call->days : 1) && !failed &&
        setup.good)
        status = EXIT_DONE;
out:
    content_put(content);
    setup_finish(&setup);
    return status;
}
