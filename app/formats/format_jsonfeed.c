/* JSON Feed 1.0 and 1.1 (jsonfeed.org/version/1.1). */
#include "formats/format_jsonfeed.h"

#include "formats/document.h"
#include "formats/html_entity.h"
#include "formats/map.h"

#include <string.h>

/* --- what no description says --- */

/* Names of all authors; the feed's where the item has none. */
static void put_authors(const json_t *document, const json_t *item, json_t *story)
{
    const json_t *authors = json_object_get(item, "authors");
    if (json_array_size(authors) == 0 && json_object_get(item, "author") == NULL)
        authors = json_object_get(document, "authors");
    struct buffer names;
    buffer_init(&names, TEXT_BYTES_MAX);
    for (size_t i = 0; i < json_array_size(authors); i++) {
        const json_t *name = json_object_get(json_array_get(authors, i), "name");
        if (json_string_length(name) > 0)
            buffer_print(&names, "%s%s", names.length > 0 ? ", " : "", json_string_value(name));
    }
    if (names.length > 0)
        convert_put(story, "byline", json_string(buffer_text(&names)));
    buffer_finish(&names);
}

/* The first attached picture. */
static void put_attachment(const json_t *item, json_t *story)
{
    const json_t *attachments = json_object_get(item, "attachments");
    for (size_t i = 0; i < json_array_size(attachments); i++) {
        const json_t *one = json_array_get(attachments, i);
        const char *type = json_string_value(json_object_get(one, "mime_type"));
        const char *url = json_string_value(json_object_get(one, "url"));
        if (type == NULL || url == NULL || strncmp(type, "image/", 6) != 0 ||
            json_object_get(story, "image") != NULL)
            continue;
        convert_put_text(story, "image", url);
    }
}

/* Titles are plain text, but many a feed is made of what a page has. */
static void decode_title(json_t *story)
{
    const json_t *title = json_object_get(story, "title");
    struct buffer text;
    buffer_init(&text, TEXT_BYTES_MAX);
    if (title != NULL)
        html_entity_decode(json_string_value(title), json_string_length(title), &text);
    if (text.length > 0)
        convert_put(story, "title", json_string(buffer_text(&text)));
    buffer_finish(&text);
}

static bool finish_story(const struct conversion *conversion, const json_t *document,
                         const json_t *item, json_t *story)
{
    (void)conversion;
    decode_title(story);
    convert_put_title(story);
    put_authors(document, item, story);
    put_attachment(item, story);
    const char *language = json_string_value(json_object_get(document, "language"));
    if (json_object_get(story, "lang") == NULL)
        convert_put_text(story, "lang", language);
    return true;
}

/* --- the description --- */

static const struct map map = {
    .name = "jsonfeed",
    .built_in = true,
    .ways =
        {
            [MAP_HEADLINES] = "/items",
            [MAP_HEADLINE_TITLE] = "/title",
            [MAP_HEADLINE_TIME] = "/date_published, /date_modified",
            [MAP_HEADLINE_URL] = "/url, /external_url",
            [MAP_HEADLINE_LANG] = "/language",
            [MAP_HEADLINE_IMAGE] = "/image, /banner_image",
            [MAP_HEADLINE_BODY] = "/content_html",
            [MAP_HEADLINE_PLAIN] = "/content_text, /summary",
            [MAP_HEADLINE_BYLINE] = "/author/name",
        },
    .html[MAP_PART_HEADLINE] = MAP_HTML_BODY,
    .story = finish_story,
};

static json_t *convert(const struct conversion *conversion, const char *text, size_t size)
{
    json_t *document = document_load(conversion->context, text, size);
    json_t *ours = document != NULL ? map_convert(&map, conversion, document) : NULL;
    json_decref(document);
    return ours;
}

const struct format format_jsonfeed = {"jsonfeed", "application/feed+json, application/json;q=0.9",
                                       convert};
