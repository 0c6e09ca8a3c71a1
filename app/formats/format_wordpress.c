/* WordPress's REST API, wp/v2/posts, best asked with _embed (developer.wordpress.org/rest-api). */
#include "formats/format_wordpress.h"

#include "formats/document.h"
#include "formats/map.h"

#include <string.h>

/* --- what no description says --- */

/* date_gmt is UTC without a word of it; drafts have zeros there, and may have them in date. */
static void put_time(const struct conversion *conversion, const json_t *item, json_t *story)
{
    const char *text = json_string_value(json_object_get(item, "date_gmt"));
    struct timestamp_context context = {NULL, conversion->context->fetched_s};
    int64_t instant;
    if (text != NULL &&
        timestamp_parse(text, TIMESTAMP_ISO, &context, &instant) == TIMESTAMP_READ) {
        convert_put_instant(story, "time", instant);
        return;
    }
    context = conversion_time(conversion);
    text = json_string_value(json_object_get(item, "date"));
    if (text != NULL && timestamp_parse(text, TIMESTAMP_ISO, &context, &instant) == TIMESTAMP_READ)
        convert_put_instant(story, "time", instant);
}

/* An editor's key sees what is not for the lobby; a page behind a password has no text. */
static bool is_public(const json_t *item)
{
    const char *status = json_string_value(json_object_get(item, "status"));
    return status == NULL || strcmp(status, "publish") == 0;
}

static bool finish_story(const struct conversion *conversion, const json_t *document,
                         const json_t *item, json_t *story)
{
    (void)document;
    if (!is_public(item))
        return false;
    put_time(conversion, item, story);
    convert_put_title(story);
    return true;
}

/* --- the description --- */

#define FEATURED "/_embedded/wp:featuredmedia/0"
#define SIZES    FEATURED "/media_details/sizes"

/* Of pictures the size that suits a wall: the original may be a camera's. Without large there is
 * none larger than medium_large, and the original is small. */
static const struct map map = {
    .name = "wordpress",
    .built_in = true,
    .ways =
        {
            [MAP_HEADLINES] = ".",
            [MAP_HEADLINE_TITLE] = "/title/rendered",
            [MAP_HEADLINE_URL] = "/link",
            [MAP_HEADLINE_BODY] = "/content/rendered, /excerpt/rendered",
            [MAP_HEADLINE_BYLINE] = "/_embedded/author/0/name",
            [MAP_HEADLINE_IMAGE] =
                SIZES "/1536x1536/source_url " SIZES "/large/source_url " FEATURED
                      "/source_url " SIZES "/medium_large/source_url "
                      "/jetpack_featured_media_url "
                      "/yoast_head_json/og_image/0/url",
            [MAP_HEADLINE_PINNED] = "/sticky",
        },
    .html[MAP_PART_HEADLINE] = MAP_HTML_TITLE | MAP_HTML_BODY,
    .story = finish_story,
};

/* {"code": "rest_no_route", "message": "No route was found...", "data": {"status": 404}}, which
 * some servers send with status 200. */
static bool is_error(const struct conversion *conversion, const json_t *document)
{
    const char *code = json_string_value(json_object_get(document, "code"));
    const char *message = json_string_value(json_object_get(document, "message"));
    if (code == NULL || message == NULL)
        return false;
    conversion_fail(conversion, NULL, "WordPress answers \"%.200s\" (%.60s); check the address",
                    message, code);
    return true;
}

/* One post, as wp/v2/posts/ID sends it, is a list of one. */
static json_t *as_list(json_t *document)
{
    if (!json_is_object(document) || !json_is_object(json_object_get(document, "title")))
        return document;
    json_t *list = json_array();
    json_array_append_new(list, document);
    return list;
}

static json_t *convert(const struct conversion *conversion, const char *text, size_t size)
{
    json_t *ours = NULL, *document = document_load(conversion->context, text, size);
    if (document != NULL && !is_error(conversion, document)) {
        document = as_list(document);
        if (json_is_array(document))
            ours = map_convert(&map, conversion, document);
        else
            conversion_fail(conversion, NULL,
                            "is no list of posts; write the address as "
                            "https://SITE/wp-json/wp/v2/posts?_embed");
    }
    json_decref(document);
    return ours;
}

const struct format format_wordpress = {"wordpress", "application/json", convert};
