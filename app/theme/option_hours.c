#include "theme/option_hours.h"

#include "base/civil.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

const char *const option_weekday_names[WEEK_DAYS] = {"sun", "mon", "tue", "wed",
                                                     "thu", "fri", "sat"};

bool option_is_weekday(const char *word)
{
    for (int i = 0; i < WEEK_DAYS; i++)
        if (strncmp(word, option_weekday_names[i], 3) == 0 && (word[3] == '\0' || word[3] == '-'))
            return true;
    return false;
}

/* "Monday", "MON": as it is to be written. */
static bool tell_weekday(const struct option_value *value, const char *word)
{
    char quote[OPTION_QUOTE_SIZE];
    for (int i = 0; i < WEEK_DAYS; i++)
        if (strncasecmp(word, option_weekday_names[i], 3) == 0 &&
            strcmp(word, option_weekday_names[i]) != 0) {
            option_error(value, "%s is not known; did you mean \"%s\"?", option_quote(word, quote),
                         option_weekday_names[i]);
            return true;
        }
    return false;
}

static bool read_weekday(const struct option_value *value, const char *word, int *out)
{
    return !tell_weekday(value, word) &&
           option_choice(value, word, option_weekday_names, WEEK_DAYS, out);
}

bool option_weekdays(const struct option_value *value, const char *word, unsigned *days)
{
    char name[OPTION_QUOTE_SIZE];
    int first, last;
    const char *rest = word;
    option_next(&rest, "-", name, sizeof name);
    if (!read_weekday(value, name, &first))
        return false;
    last = first;
    if (strchr(word, '-') != NULL && !read_weekday(value, rest, &last))
        return false;
    for (int day = first;; day = (day + 1) % WEEK_DAYS) {
        *days |= 1U << day;
        if (day == last)
            return true;
    }
}

bool option_hours(const struct option_value *value, const char *word, int *from_min, int *to_min)
{
    char from[16], to[16], quote[OPTION_QUOTE_SIZE];
    const char *rest = word;
    bool good = option_next(&rest, "-", from, sizeof from) && minutes_parse(from, from_min);
    snprintf(to, sizeof to, "%s", rest);
    if (strcmp(to, "24:00") == 0)
        *to_min = DAY_MINUTES;
    else
        good = good && minutes_parse(to, to_min);
    if (!good)
        option_error(value, "%s is no time of day; write it as 07:00-12:00",
                     option_quote(word, quote));
    else if (*from_min == *to_min)
        option_error(value, "%s ends where it begins; for the whole day write no hours",
                     option_quote(word, quote));
    else if (*to_min == 0)
        *to_min = DAY_MINUTES;
    return good && *from_min != *to_min;
}
