#include "formats/guess.h"

#include "base/memory.h"
#include "formats/document.h"

#include <stdbool.h>
#include <string.h>

enum { HEAD_MAX = 4096 }; /* bytes in which a feed's first element is looked for */

/* --- feeds --- */

static bool has_element(const char *head, size_t size, const char *name)
{
    size_t length = strlen(name);
    const char *at = head, *end = head + size;
    while ((at = memmem(at, (size_t)(end - at), name, length)) != NULL) {
        at += length;
        if (at < end && strchr("> \t\r\n", *at) != NULL && *at != '\0')
            return true;
    }
    return false;
}

/* Its first character is a "<": a JSON text may quote one. */
static bool is_feed(const char *text, size_t size)
{
    static const char *const names[] = {"<rss", "<feed", "<rdf:RDF", "<atom:feed"};
    size_t head = size < HEAD_MAX ? size : HEAD_MAX;
    size_t at = head >= 3 && memcmp(text, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
    while (at < head && text[at] != '\0' && strchr(" \t\r\n", text[at]) != NULL)
        at++;
    if (at == head || text[at] != '<')
        return false;
    for (size_t i = 0; i < COUNT_OF(names); i++)
        if (has_element(text, head, names[i]))
            return true;
    return false;
}

/* --- JSON --- */

static bool has(const json_t *object, const char *key)
{
    return json_object_get(object, key) != NULL;
}

static bool is_jsonfeed(const json_t *root)
{
    const char *version = json_string_value(json_object_get(root, "version"));
    return version != NULL && strstr(version, "jsonfeed.org") != NULL;
}

static bool is_wordpress(const json_t *root)
{
    const json_t *post = json_array_get(root, 0);
    return has(json_object_get(post, "title"), "rendered") ||
           (has(post, "date_gmt") && has(post, "link"));
}

static bool is_aladhan(const json_t *root)
{
    const json_t *data = json_object_get(root, "data");
    return has(data, "timings") || has(json_array_get(data, 0), "timings");
}

static bool is_open_meteo(const json_t *root)
{
    return has(root, "latitude") && has(root, "longitude") &&
           (has(root, "current") || has(root, "current_weather") || has(root, "daily") ||
            has(root, "hourly"));
}

static bool is_met_norway(const json_t *root)
{
    return has(json_object_get(root, "properties"), "timeseries");
}

static bool is_openweathermap(const json_t *root)
{
    bool one_call = has(root, "lat") && has(root, "lon") && has(root, "timezone_offset");
    return one_call || (has(root, "cod") && (json_is_array(json_object_get(root, "list")) ||
                                             json_is_object(json_object_get(root, "main"))));
}

static bool is_riwaq(const json_t *root)
{
    const json_t *weather = json_object_get(root, "weather");
    return json_is_array(json_object_get(root, "headlines")) || has(weather, "today") ||
           has(weather, "days") || has(json_object_get(root, "prayers"), "times") ||
           has(json_object_get(root, "article"), "paragraphs");
}

static const struct {
    const char *name;
    bool (*fits)(const json_t *root);
} kinds[] = {
    {"jsonfeed", is_jsonfeed},     {"wordpress", is_wordpress},
    {"aladhan", is_aladhan},       {"open-meteo", is_open_meteo},
    {"met-norway", is_met_norway}, {"openweathermap", is_openweathermap},
    {"riwaq", is_riwaq},
};

const char *guess_format(const char *text, size_t size)
{
    const struct format_context deaf = {0};
    const char *name = NULL;
    if (is_feed(text, size))
        return "rss";
    json_t *root = document_load(&deaf, text, size);
    for (size_t i = 0; root != NULL && name == NULL && i < COUNT_OF(kinds); i++)
        if (kinds[i].fits(root))
            name = kinds[i].name;
    json_decref(root);
    return name;
}
