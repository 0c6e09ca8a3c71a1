#include "player/status.h"

#include "base/civil.h"
#include "base/printable.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Everything in here was made valid UTF-8 when it was copied; what is not would be left out. */
static json_t *text_of(const char *text)
{
    json_t *string = text[0] != '\0' ? json_string(text) : NULL;
    return string != NULL ? string : json_null();
}

/* To the millisecond. */
static json_t *seconds_of(int64_t ns)
{
    return json_real((double)floor_div(ns, NS_PER_MILLISECOND) / 1000);
}

/* An instant as ISO 8601; INSTANT_NONE: null. */
static json_t *instant_of(int64_t at_s)
{
    char text[64];
    if (at_s == INSTANT_NONE)
        return json_null();
    const struct civil at = civil_from_seconds(at_s);
    snprintf(text, sizeof text, "%04d-%02d-%02dT%02d:%02d:%02dZ", at.date.year, at.date.month,
             at.date.day, at.hour, at.minute, at.second);
    return json_string(text);
}

/* AT_NS, since boot, as an instant of the wall clock; 0: null. */
static json_t *when(const struct status *status, int64_t at_ns)
{
    if (at_ns == 0)
        return json_null();
    return instant_of(floor_div(status->told_wall_ns - (status->told_ns - at_ns), NS_PER_SECOND));
}

static json_t *age_of(const struct status *status, int64_t at_ns)
{
    return at_ns != 0 ? seconds_of(status->told_ns - at_ns) : json_null();
}

static int64_t told_wall_s(const struct status *status)
{
    return floor_div(status->told_wall_ns, NS_PER_SECOND);
}

static const char *phase_name(enum status_phase phase)
{
    static const char *const names[] = {
        [STATUS_STARTING] = "starting",
        [STATUS_NO_DISPLAY] = "no display",
        [STATUS_SHOWING] = "showing",
        [STATUS_ENDED] = "ended",
    };
    return names[phase];
}

static const char *trust_name(enum trust trust)
{
    return trust == TRUST_UNSET ? "unset" : trust == TRUST_HELD ? "held" : "synchronised";
}

static const char *state_name(enum source_state state)
{
    static const char *const names[] = {
        [SOURCE_WAITING] = "waiting",
        [SOURCE_FRESH] = "fresh",
        [SOURCE_CACHED] = "cached",
        [SOURCE_FAILED] = "failed",
    };
    return names[state];
}

static json_t *zones_of(const struct status_view *view)
{
    json_t *zones = json_array();
    for (int i = 0; i < view->zone_count; i++) {
        const struct status_zone *zone = &view->zones[i];
        json_t *object = json_object();
        json_object_set_new(object, "name", text_of(zone->name));
        json_object_set_new(object, "widget", text_of(zone->widget));
        if (zone->pages > 1) {
            json_object_set_new(object, "page", json_integer(zone->page + 1));
            json_object_set_new(object, "pages", json_integer(zone->pages));
        }
        json_array_append_new(zones, object);
    }
    return zones;
}

static const char *shown_name(const struct status *status)
{
    if (status->view.phase != STATUS_SHOWING)
        return "nothing";
    if (status->view.waiting)
        return "waiting";
    return status->sources.sample ? "sample" : "content";
}

static json_t *shown_of(const struct status *status)
{
    const struct status_view *view = &status->view;
    json_t *shown = json_object();
    json_object_set_new(shown, "what", json_string(shown_name(status)));
    json_object_set_new(shown, "dark", json_boolean(status->view.dark));
    json_object_set_new(shown, "since", when(status, view->shown_ns));
    json_object_set_new(shown, "age_s", age_of(status, view->shown_ns));
    json_object_set_new(shown, "theme", text_of(view->theme));
    json_object_set_new(shown, "configuration", text_of(view->config));
    json_object_set_new(shown, "headlines", json_integer(view->headlines));
    json_object_set_new(shown, "articles", json_integer(view->articles));
    json_object_set_new(shown, "weather", json_boolean(view->weather));
    json_object_set_new(shown, "prayers", json_boolean(view->prayers));
    json_object_set_new(shown, "zones", zones_of(view));
    return shown;
}

const char *status_first_name(enum status_first first)
{
    static const char *const names[] = {
        [STATUS_FIRST_NONE] = "",
        [STATUS_FIRST_WAITING] = "waiting",
        [STATUS_FIRST_KEPT] = "kept content",
        [STATUS_FIRST_FETCHED] = "fetched content",
        [STATUS_FIRST_SAMPLE] = "sample",
    };
    return names[first];
}

static json_t *first_of(const struct status *status)
{
    if (status->first_ns == 0)
        return json_null();
    json_t *first = json_object();
    json_object_set_new(first, "what", text_of(status_first_name(status->first)));
    json_object_set_new(first, "at", when(status, status->first_ns));
    json_object_set_new(first, "after_s", seconds_of(status->first_ns - status->started_ns));
    return first;
}

static json_t *frames_of(const struct status *status)
{
    json_t *frames = json_object();
    json_object_set_new(frames, "presented", json_integer(status->frames));
    json_object_set_new(frames, "late", json_integer(status->late));
    json_object_set_new(frames, "first", first_of(status));
    json_object_set_new(frames, "last", when(status, status->presented_ns));
    json_object_set_new(frames, "age_s", age_of(status, status->presented_ns));
    json_object_set_new(frames, "loop_age_s", age_of(status, status->turned_ns));
    return frames;
}

static json_t *display_of(const struct status_view *view)
{
    if (view->size.w == 0)
        return json_null();
    json_t *display = json_object();
    json_object_set_new(display, "driver", text_of(view->driver));
    json_object_set_new(display, "output", text_of(view->output));
    json_object_set_new(display, "width", json_integer(view->size.w));
    json_object_set_new(display, "height", json_integer(view->size.h));
    json_object_set_new(display, "hz", json_integer(view->hz));
    json_object_set_new(display, "rotate", json_integer(view->rotate));
    json_object_set_new(display, "painted", json_string(view->gpu ? "gpu" : "software"));
    return display;
}

static json_t *source_of(const struct status *status, const struct standing *standing)
{
    int64_t age_s = standing_age_s(standing, status->told_ns, told_wall_s(status));
    json_t *source = json_object();
    json_object_set_new(source, "name", text_of(standing->name));
    json_object_set_new(source, "address", text_of(standing->address));
    json_object_set_new(source, "state", json_string(state_name(standing->state)));
    json_object_set_new(source, "confirmed", instant_of(standing->confirmed_s));
    json_object_set_new(source, "age_s", age_s >= 0 ? json_integer(age_s) : json_null());
    json_object_set_new(source, "old_after_s", json_integer(standing->patience_s));
    json_object_set_new(source, "every_s", json_integer(standing->every_s));
    json_object_set_new(source, "failures", json_integer(standing->failures));
    json_object_set_new(source, "error", text_of(standing->error));
    return source;
}

static json_t *process_of(const struct status *status)
{
    json_t *process = json_object();
    json_object_set_new(process, "pid", json_integer(status->pid));
    json_object_set_new(process, "started", when(status, status->started_ns));
    json_object_set_new(process, "age_s", age_of(status, status->started_ns));
    json_object_set_new(process, "restarts", json_integer(status->restarts));
    json_object_set_new(process, "crashes", json_integer(status->crashes));
    json_object_set_new(process, "memory_bytes",
                        status->resident_bytes >= 0 ? json_integer(status->resident_bytes)
                                                    : json_null());
    json_object_set_new(process, "cpu_s", seconds_of(status->cpu_ns));
    return process;
}

/* null: nothing is kept. */
static json_t *storage_of(const struct status *status)
{
    const struct cache_tally *tally = &status->storage;
    if (tally->folder[0] == '\0')
        return json_null();
    json_t *storage = json_object();
    json_object_set_new(storage, "folder", text_of(tally->folder));
    json_object_set_new(storage, "writable", json_boolean(!tally->failing));
    json_object_set_new(storage, "files", json_integer(tally->files));
    json_object_set_new(storage, "bytes", json_integer(tally->held_bytes));
    json_object_set_new(storage, "writes", json_integer(tally->writes));
    json_object_set_new(storage, "written_bytes", json_integer(tally->bytes));
    json_object_set_new(storage, "removed", json_integer(tally->removed));
    json_object_set_new(storage, "set_aside", json_integer(tally->set_aside));
    json_object_set_new(storage, "last_write", when(status, tally->written_ns));
    json_object_set_new(storage, "last_write_age_s", age_of(status, tally->written_ns));
    json_object_set_new(storage, "errors", json_integer(tally->errors));
    json_object_set_new(storage, "last_error",
                        text_of(tally->error != 0 ? strerror(tally->error) : ""));
    json_object_set_new(storage, "last_error_at", when(status, tally->error_ns));
    json_object_set_new(storage, "last_error_age_s", age_of(status, tally->error_ns));
    return storage;
}

bool status_print_json(const struct status *status, struct buffer *out)
{
    json_t *root = json_object(), *clock = json_object(), *sources = json_array();
    json_object_set_new(root, "version", json_string(RIWAQ_VERSION));
    json_object_set_new(root, "told", instant_of(told_wall_s(status)));
    json_object_set_new(root, "told_boot_s", seconds_of(status->told_ns));
    json_object_set_new(root, "phase", json_string(phase_name(status->view.phase)));
    json_object_set_new(root, "shown", shown_of(status));
    json_object_set_new(root, "frames", frames_of(status));
    json_object_set_new(clock, "trust", json_string(trust_name(status->view.trust)));
    json_object_set_new(root, "clock", clock);
    json_object_set_new(root, "display", display_of(&status->view));
    for (int i = 0; i < status->sources.count; i++)
        json_array_append_new(sources, source_of(status, &status->sources.items[i]));
    json_object_set_new(root, "sources", sources);
    json_object_set_new(root, "storage", storage_of(status));
    json_object_set_new(root, "process", process_of(status));
    char *text = json_dumps(root, JSON_INDENT(1) | JSON_REAL_PRECISION(12));
    bool good = text != NULL && printable_json(out, text) && buffer_add_text(out, "\n");
    free(text);
    json_decref(root);
    return good;
}
