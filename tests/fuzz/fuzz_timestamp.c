/* Any bytes as a time in every form, as a time of day, and, after a line end, by a pattern: no
 * crash, and instants and minutes within the ranges that the headers promise. */
#include "base/memory.h"
#include "formats/clock_time.h"
#include "formats/timestamp.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { UNTOUCHED = -77 };

static void require(bool held)
{
    if (!held)
        abort();
}

/* Years 1900 to 2199, a day off both ends. */
static void check(enum timestamp_outcome outcome, int64_t instant)
{
    if (outcome == TIMESTAMP_READ)
        require(instant >= INT64_C(-2208902400) && instant < INT64_C(7258032000));
    else
        require(instant == UNTOUCHED);
}

static void check_pattern(const char *text, const char *pattern,
                          const struct timestamp_context *context)
{
    struct fault error = {0};
    int64_t instant = UNTOUCHED;
    bool good = timestamp_pattern_check(pattern, &error);
    require(good || (error.what[0] != '\0' && error.at <= strlen(pattern)));
    enum timestamp_outcome outcome = timestamp_parse_pattern(text, pattern, context, &instant);
    require(good || outcome == TIMESTAMP_WRONG);
    check(outcome, instant);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const struct timestamp_context context = {NULL, 1742388900};
    char *text = memory_text_n((const char *)data, size);
    char *line = strchr(text, '\n');
    if (line != NULL)
        *line = '\0';
    for (unsigned forms = 0; forms < TIMESTAMP_EPOCH_MS << 1; forms++) {
        int64_t instant = UNTOUCHED;
        check(timestamp_parse(text, forms, &context, &instant), instant);
    }
    int minutes = UNTOUCHED;
    if (clock_time_parse(text, &minutes))
        require(minutes >= 0 && minutes < 1440);
    else
        require(minutes == UNTOUCHED);
    check_pattern(text, line != NULL ? line + 1 : text, &context);
    free(text);
    return 0;
}
