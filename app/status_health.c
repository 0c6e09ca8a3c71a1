#include "status_health.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

enum { SPAN_SIZE = 48 };

/* --- looking into what was told --- */

const json_t *status_at(const json_t *status, const char *part, const char *key)
{
    const json_t *object = part != NULL ? json_object_get(status, part) : status;
    return json_object_get(object, key);
}

const char *status_text(const json_t *status, const char *part, const char *key)
{
    return json_string_value(status_at(status, part, key));
}

double status_number(const json_t *status, const char *part, const char *key)
{
    return json_number_value(status_at(status, part, key));
}

const char *status_span(double seconds, char *out, size_t size)
{
    long whole = seconds < 0 ? 0 : seconds > 1e12 ? 1000000000000 : (long)seconds;
    if (whole < 60)
        snprintf(out, size, "%ld s", whole);
    else if (whole < 3600)
        snprintf(out, size, "%ld min %ld s", whole / 60, whole % 60);
    else if (whole < 86400)
        snprintf(out, size, "%ld h %ld min", whole / 3600, whole / 60 % 60);
    else
        snprintf(out, size, "%ld d %ld h", whole / 86400, whole / 3600 % 24);
    return out;
}

static bool is(const char *text, const char *wanted)
{
    return text != NULL && strcmp(text, wanted) == 0;
}

/* --- judging --- */

__attribute__((format(printf, 3, 4))) static void add(struct health_report *out, enum health health,
                                                      const char *format, ...)
{
    if (out->health < health)
        out->health = health;
    if (out->trouble_count == TROUBLES_MAX)
        return;
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(out->troubles[out->trouble_count++], TROUBLE_SIZE, format, arguments);
    va_end(arguments);
}

static void judge_source(const json_t *source, struct health_report *out)
{
    const char *name = status_text(source, NULL, "name"),
               *error = status_text(source, NULL, "error");
    const json_t *told = status_at(source, NULL, "age_s");
    double age_s = json_number_value(told) + out->told_age_s;
    double old_s = status_number(source, NULL, "old_after_s");
    char span[SPAN_SIZE];
    if (name == NULL)
        return;
    if (is(status_text(source, NULL, "state"), "failed"))
        add(out, HEALTH_TROUBLE, "source %s fails: %s", name, error != NULL ? error : "?");
    else if (json_is_number(told) && old_s > 0 && age_s >= old_s)
        add(out, HEALTH_TROUBLE, "source %s is old: %s since it was confirmed", name,
            status_span(age_s, span, sizeof span));
}

static void judge_shown(const json_t *status, struct health_report *out)
{
    const char *phase = status_text(status, NULL, "phase");
    if (is(phase, "no display"))
        add(out, HEALTH_TROUBLE, "there is no display");
    else if (is(phase, "starting"))
        add(out, HEALTH_TROUBLE, "it is just starting");
    else if (is(status_text(status, "shown", "what"), "waiting"))
        add(out, HEALTH_TROUBLE, "there is no content yet");
    if (is(phase, "showing") && is(status_text(status, "clock", "trust"), "unset"))
        add(out, HEALTH_TROUBLE, "the clock is not set");
    const char *folder = status_text(status, "storage", "folder"),
               *error = status_text(status, "storage", "last_error");
    if (folder != NULL && json_is_false(status_at(status, "storage", "writable")))
        add(out, HEALTH_TROUBLE, "nothing new is kept for the next start: %s: %s", folder,
            error != NULL ? error : "?");
    const json_t *sources = json_object_get(status, "sources");
    for (size_t i = 0; i < json_array_size(sources); i++)
        judge_source(json_array_get(sources, i), out);
}

/* How long the loop has not gone round; before its first time, how long it takes to begin. */
static void judge_loop(const json_t *status, struct health_report *out)
{
    const json_t *turned = status_at(status, "frames", "loop_age_s");
    bool began = json_is_number(turned);
    double still_s = began ? json_number_value(turned) : status_number(status, "process", "age_s");
    char span[SPAN_SIZE];
    still_s += out->told_age_s;
    if (still_s >= (began ? STATUS_STILL_S : STATUS_START_S))
        add(out, HEALTH_STILL, "it stands still since %s", status_span(still_s, span, sizeof span));
    else if (out->told_age_s >= STATUS_STILL_S)
        add(out, HEALTH_STILL, "it has told nothing since %s",
            status_span(out->told_age_s, span, sizeof span));
}

void health_judge(enum status_life life, const json_t *status, double boot_s, bool silent,
                  struct health_report *out)
{
    memset(out, 0, sizeof *out);
    char span[SPAN_SIZE];
    if (status != NULL)
        out->told_age_s = boot_s - status_number(status, NULL, "told_boot_s");
    if (out->told_age_s < 0)
        out->told_age_s = 0;
    if (life == STATUS_LIFE_RUNNING && silent)
        add(out, HEALTH_TROUBLE, "it does not answer");
    if (life == STATUS_LIFE_RUNNING && status != NULL) {
        judge_loop(status, out);
        judge_shown(status, out);
    } else if (life == STATUS_LIFE_RUNNING) {
        add(out, HEALTH_TROUBLE, "it has told nothing yet");
    } else if (status == NULL) {
        add(out, HEALTH_GONE, "no screen runs here");
    } else {
        status_span(out->told_age_s, span, sizeof span);
        add(out, HEALTH_GONE,
            is(status_text(status, NULL, "phase"), "ended")
                ? "it ended %s ago"
                : "it broke off: the last that it told is of %s ago",
            span);
    }
}

const char *health_name(enum health health)
{
    switch (health) {
    case HEALTH_WELL:
        return "well";
    case HEALTH_TROUBLE:
        return "trouble";
    case HEALTH_GONE:
        return "not running";
    case HEALTH_STILL:
        return "stands still";
    }
    return "?";
}
