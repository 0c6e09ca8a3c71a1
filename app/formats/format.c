/* The kinds of documents, and the one road from each to a content. */
#include "formats/format.h"

#include "base/memory.h"
#include "content/selection.h"
#include "formats/charset.h"
#include "formats/convert.h"
#include "formats/format_aladhan.h"
#include "formats/format_jsonfeed.h"
#include "formats/format_met_norway.h"
#include "formats/format_open_meteo.h"
#include "formats/format_openweathermap.h"
#include "formats/format_riwaq.h"
#include "formats/format_rss.h"
#include "formats/format_wordpress.h"
#include "formats/map.h"

#include <string.h>

enum { DOCUMENT_BYTES_MAX = 64 * 1024 * 1024 };

/* In the order in which they are named to whoever wrote a wrong one. */
static const struct format riwaq = {"riwaq", "application/json", NULL};
static const struct format *const formats[] = {
    &riwaq,          &format_jsonfeed,   &format_wordpress,  &format_rss,
    &format_aladhan, &format_open_meteo, &format_met_norway, &format_openweathermap,
};

static const char *const names[] = {
    "riwaq",   "jsonfeed",   "wordpress",  "rss",
    "aladhan", "open-meteo", "met-norway", "openweathermap",
};

const struct format *format_find(const char *name)
{
    for (size_t i = 0; i < COUNT_OF(formats); i++)
        if (strcmp(formats[i]->name, name) == 0)
            return formats[i];
    return NULL;
}

const char *format_name(const struct format *format)
{
    return format->name;
}

const char *const *format_names(int *count)
{
    *count = COUNT_OF(names);
    return names;
}

const char *format_accept(const struct format *format)
{
    return format != NULL ? format->accept : riwaq.accept;
}

/* The zone of the configured place, or the machine's; a reference. */
static const struct zone *conversion_zone(const struct format_context *context)
{
    const struct place *place = context->override;
    const struct zone *zone = NULL;
    if (place != NULL && place->timezone != NULL && context->find_zone != NULL)
        zone = context->find_zone(context->find_zone_self, place->timezone);
    return zone != NULL ? zone : zone_take(context->fallback_zone);
}

/* What the server's label says needs no word; what is guessed may be wrong. */
static void report_charset(const struct format_context *context, const struct charset_text *text)
{
    bool guessed = text->reason == CHARSET_FROM_BYTES && strcmp(text->name, "UTF-8") != 0;
    if (text->replaced > 0)
        diagnostics_add(context->diagnostics, SEVERITY_WARNING, context->source, 0, NULL,
                        "%zu pieces are no %s, mended; let the sender write UTF-8", text->replaced,
                        text->name);
    else if (guessed)
        diagnostics_add(context->diagnostics, SEVERITY_WARNING, context->source, 0, NULL,
                        "is no UTF-8, mended: read as %s; let the sender write UTF-8, or name "
                        "the charset in Content-Type",
                        text->name);
}

static struct content *read_other(const struct format_context *context, const char *text,
                                  size_t size)
{
    struct charset_text decoded;
    charset_decode(text, size, context->media_type, DOCUMENT_BYTES_MAX, &decoded);
    report_charset(context, &decoded);
    const struct zone *zone = conversion_zone(context);
    struct conversion conversion = {
        .context = context,
        .zone = zone,
        .today = zone_civil(zone, context->fetched_s).date,
    };
    const struct format *format = context->map != NULL ? &format_mapped : context->format;
    json_t *document = format->convert(&conversion, decoded.text, decoded.length);
    struct content *content = document != NULL ? format_riwaq_build(context, document) : NULL;
    json_decref(document);
    zone_put(zone);
    charset_text_finish(&decoded);
    return content;
}

static int told(const struct format_context *context)
{
    return context->diagnostics != NULL ? context->diagnostics->count : 0;
}

/* Nothing is left of what is there: that is no empty answer, and must not clear the screen. FIRST:
 * of the findings about it. */
static bool is_ruined(const struct format_context *context, const struct content *content,
                      int first)
{
    if (!content_is_empty(content) || told(context) <= first)
        return false;
    const struct finding *finding = &context->diagnostics->findings[first];
    diagnostics_add(context->diagnostics, SEVERITY_ERROR, context->source, finding->line,
                    finding->where, "nothing in the document can be shown: %s", finding->what);
    return true;
}

/* Riwaq.conf wants one story: why it is not the article. */
static void report_pin(const struct format_context *context, const struct content *content)
{
    const struct selection *selection = context->selection;
    if (selection == NULL || selection->pin.text == NULL || content->article.elected)
        return;
    bool there = false;
    for (int i = 0; i < content->headline_count && !there; i++)
        there = selection_pins(selection, content->headlines[i].title, content->headlines[i].url);
    const char *why = there ? "is not to be shown now, by its own times"
                            : "is no story's address or title in this answer; copy one of those "
                              "that riwaq content prints, or remove the key";
    diagnostics_add(context->diagnostics, SEVERITY_WARNING, context->source, 0, "pin", "\"%s\" %s",
                    selection->pin.text, why);
}

struct content *format_read(const struct format_context *context, const char *text, size_t size)
{
    int before = told(context);
    bool ours = context->map == NULL && (context->format == NULL || context->format == &riwaq);
    struct content *content =
        ours ? format_riwaq(context, text, size) : read_other(context, text, size);
    if (content == NULL)
        return NULL;
    if (is_ruined(context, content, before)) {
        content_put(content);
        return NULL;
    }
    report_pin(context, content);
    return content;
}
