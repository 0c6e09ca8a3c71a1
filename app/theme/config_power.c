#include "theme/config_power.h"

#include "base/civil.h"
#include "base/memory.h"
#include "base/moment.h"
#include "theme/config.h"
#include "theme/option_hours.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Below this share of its brightness a picture is hardly read in a hall. */
enum { DIM_READABLE = 10 };

enum { ENTRY_SIZE = 128 };
static const char arabic_comma[] = "\u060C";

static void warn(const struct option_value *value, const char *what)
{
    char where[INI_NAME_MAX + 16];
    snprintf(where, sizeof where, "[power] %s", value->option->key);
    diagnostics_add(value->context->diagnostics, SEVERITY_WARNING, value->ini->file, value->line,
                    where, "%s", what);
}

/* Each entry of a list on one line or several, commas between them; a line may end with one. Stops
 * at the first that READ refuses. */
static bool read_entries(const struct option_value *value,
                         bool (*read)(const struct option_value *value, const char *text,
                                      void *self),
                         void *self)
{
    struct option_value at = *value;
    char line[INI_LINE_MAX], entry[ENTRY_SIZE];
    if (strstr(value->text, arabic_comma) != NULL) {
        option_error(value, "an Arabic comma; write \",\" between two of them");
        return false;
    }
    for (const char *lines = value->text; *lines != '\0'; at.line++) {
        size_t length = strcspn(lines, "\n");
        snprintf(line, sizeof line, "%.*s", (int)length, lines);
        lines += length + (lines[length] == '\n');
        for (const char *rest = line; option_next(&rest, ",", entry, sizeof entry);)
            if (entry[0] != '\0' && !read(&at, entry, self))
                return false;
    }
    return true;
}

/* --- on --------------------------------------------------------------------------------------- */

/* Which line is on in each minute of the week; 0: none. Whoever comes first has it. */
struct week {
    int lines[WEEK_MINUTES];
};

static void tell_overlap(const struct option_value *value, const char *text, int minute, int line)
{
    char quote[OPTION_QUOTE_SIZE], what[256], other[32] = "another entry";
    if (line != value->line)
        snprintf(other, sizeof other, "line %d", line);
    snprintf(what, sizeof what,
             "%s is on at a time at which %s is, too (%s %02d:%02d); it is on then, but was that "
             "meant?",
             option_quote(text, quote), other, option_weekday_names[minute / DAY_MINUTES],
             minute % DAY_MINUTES / 60, minute % 60);
    warn(value, what);
}

static void mark(struct week *week, const struct hours_stretch *stretch,
                 const struct option_value *value, const char *text)
{
    const int over = stretch->to_min <= stretch->from_min ? DAY_MINUTES : 0;
    int first = -1;
    for (int day = 0; day < WEEK_DAYS; day++)
        for (int m = stretch->from_min; m < stretch->to_min + over; m++) {
            int minute = (day * DAY_MINUTES + m) % WEEK_MINUTES;
            if ((stretch->weekdays >> day & 1) == 0)
                break;
            if (week->lines[minute] != 0 && first < 0)
                first = minute;
            else if (week->lines[minute] == 0)
                week->lines[minute] = stretch->line;
        }
    if (first >= 0)
        tell_overlap(value, text, first, week->lines[first]);
}

struct hours_draft {
    struct opening_hours hours;
    struct week *week;
};

/* "07:00-22:00 mon-fri sun", in any order; without days every day, without hours the whole day. */
static bool read_stretch(const struct option_value *value, const char *text, void *self)
{
    struct hours_draft *draft = self;
    struct hours_stretch stretch = {.to_min = DAY_MINUTES, .line = value->line};
    char word[OPTION_QUOTE_SIZE];
    bool timed = false;
    if (draft->hours.count == HOURS_MAX) {
        option_error(value, "more than %d entries; remove some", HOURS_MAX);
        return false;
    }
    for (const char *rest = text; option_next(&rest, " \t", word, sizeof word);) {
        const bool is_day = (word[0] | 32) >= 'a' && (word[0] | 32) <= 'z';
        if (is_day ? !option_weekdays(value, word, &stretch.weekdays)
                   : !option_hours(value, word, &stretch.from_min, &stretch.to_min))
            return false;
        if (!is_day && timed) {
            option_error(value, "%s: one stretch of hours an entry; write a comma between two",
                         text);
            return false;
        }
        timed |= !is_day;
    }
    if (stretch.weekdays == 0)
        stretch.weekdays = EVERY_DAY;
    mark(draft->week, &stretch, value, text);
    draft->hours.stretches[draft->hours.count++] = stretch;
    return true;
}

static void read_on(const struct option_value *value, void *target)
{
    struct config *config = target;
    struct hours_draft draft = {.week = memory_new(sizeof *draft.week)};
    if (read_entries(value, read_stretch, &draft)) {
        if (draft.hours.count == 0)
            option_error(value, "is never on; write hours such as 07:00-22:00 mon-fri");
        config->hours = draft.hours;
    }
    free(draft.week);
}

/* --- dim -------------------------------------------------------------------------------------- */

static bool read_percent(const struct option_value *value, const char *word, int *out)
{
    char number[8];
    size_t length = strlen(word);
    bool good = length > 1 && length < sizeof number && word[length - 1] == '%';
    snprintf(number, sizeof number, "%.*s", good ? (int)length - 1 : 0, word);
    if (good && strspn(number, "0123456789") == length - 1)
        return option_int(value, number, 1, DIM_FULL, out);
    option_error(value, "\"%s\" is no brightness; write it as 30%%", word);
    return false;
}

static bool add_point(const struct option_value *value, struct dim *dim,
                      const struct dim_point *point)
{
    int i = dim->count;
    for (int k = 0; k < dim->count; k++)
        if (dim->points[k].at_min == point->at_min) {
            option_error(value, "%02d:%02d comes twice; write each time once", point->at_min / 60,
                         point->at_min % 60);
            return false;
        }
    if (dim->count == DIM_POINTS_MAX) {
        option_error(value, "more than %d times; remove some", DIM_POINTS_MAX);
        return false;
    }
    for (; i > 0 && dim->points[i - 1].at_min > point->at_min; i--)
        dim->points[i] = dim->points[i - 1];
    dim->points[i] = *point;
    dim->count++;
    return true;
}

/* "22:00 30%", or "22:00 30% 45m": the way there takes so long. */
static bool read_point(const struct option_value *value, const char *text, void *self)
{
    struct dim_point point = {0};
    char time[32], percent[32], over[32], rest_of_it[32], quote[OPTION_QUOTE_SIZE];
    const char *rest = text;
    option_next(&rest, " \t", time, sizeof time);
    bool whole = option_next(&rest, " \t", percent, sizeof percent);
    bool slow = option_next(&rest, " \t", over, sizeof over);
    if (!whole || !minutes_parse(time, &point.at_min) ||
        option_next(&rest, " \t", rest_of_it, sizeof rest_of_it)) {
        option_error(value,
                     "%s is no time with a brightness; write it as 22:00 30%%, or as "
                     "22:00 30%% 45m, where it takes 45 minutes",
                     option_quote(text, quote));
        return false;
    }
    int64_t over_ns = 0;
    if (!read_percent(value, percent, &point.percent) ||
        (slow && !option_duration(value, over, 60, DIM_OVER_MAX_MIN * 60, &over_ns)))
        return false;
    point.over_min = (int)(over_ns / (60 * NS_PER_SECOND));
    if (point.percent < DIM_READABLE)
        warn(value, "less than 10% is hardly read; write 10% or more, or hours in on");
    return add_point(value, self, &point);
}

static void read_dim(const struct option_value *value, void *target)
{
    struct config *config = target;
    struct dim dim = {.count = 0};
    if (read_entries(value, read_point, &dim))
        config->dim = dim;
}

/* --- cec -------------------------------------------------------------------------------------- */

/* "no", "yes" for the first adapter, or which one. */
static void read_cec(const struct option_value *value, void *target)
{
    static const char adapter[] = "/dev/cec";
    struct config *config = target;
    const char *text = strcmp(value->text, "yes") == 0 ? "/dev/cec0" : value->text;
    const size_t head = strlen(adapter);
    char quote[OPTION_QUOTE_SIZE];
    if (strcmp(text, "no") == 0)
        config->cec[0] = '\0';
    else if (strncmp(text, adapter, head) == 0 && strlen(text) < sizeof config->cec &&
             text[head] != '\0' && strspn(text + head, "0123456789") == strlen(text + head))
        snprintf(config->cec, sizeof config->cec, "%s", text);
    else
        option_error(value, "%s is not known; write yes, no, or the adapter, such as /dev/cec1",
                     option_quote(text, quote));
}

const char *const config_power_lists[CONFIG_POWER_LIST_COUNT] = {"on", "dim"};

const struct option config_power_options[CONFIG_POWER_OPTION_COUNT] = {
    {"on", OPTION_CUSTOM, .read = read_on},
    {"dim", OPTION_CUSTOM, .read = read_dim},
    {"cec", OPTION_CUSTOM, .read = read_cec},
};
