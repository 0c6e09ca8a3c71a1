#include "check_json.h"

#include "base/printable.h"

#include <jansson.h>
#include <stdlib.h>

enum { TEXT_CAP = 4 * 1024 * 1024 };

/* A path may be no UTF-8, which JSON is: its foreign bytes are written out. */
static json_t *text_of(const char *text)
{
    enum { LINE_MAX_BYTES = 8192 };
    json_t *string = json_string(text != NULL ? text : "");
    if (string != NULL)
        return string;
    char line[LINE_MAX_BYTES];
    printable_line(line, sizeof line, text);
    return json_string(line);
}

static json_t *object_of(const struct finding *finding)
{
    bool warning = finding->severity == SEVERITY_WARNING;
    json_t *object = json_object();
    json_object_set_new(object, "file", text_of(finding->file));
    json_object_set_new(object, "line", json_integer(finding->line));
    json_object_set_new(object, "where", text_of(finding->where));
    json_object_set_new(object, "severity", json_string(warning ? "warning" : "error"));
    json_object_set_new(object, "message", text_of(finding->what));
    return object;
}

bool check_json_print(const struct diagnostics *findings, FILE *out)
{
    json_t *array = json_array();
    for (int i = 0; i < findings->count; i++)
        json_array_append_new(array, object_of(&findings->findings[i]));
    if (findings->dropped > 0) {
        char what[64];
        snprintf(what, sizeof what, "and %d more", findings->dropped);
        struct finding rest = {.severity = SEVERITY_WARNING, .file = (char *)"riwaq", .what = what};
        json_array_append_new(array, object_of(&rest));
    }
    char *text = json_dumps(array, JSON_INDENT(1));
    struct buffer safe;
    buffer_init(&safe, TEXT_CAP);
    bool good = text != NULL && printable_json(&safe, text) &&
                fprintf(out, "%s\n", buffer_text(&safe)) > 0 && fflush(out) == 0;
    buffer_finish(&safe);
    free(text);
    json_decref(array);
    return good;
}
