/* Any bytes as a feed: no crash, nothing but what is well-formed reaches libxml2, and a content as
 * the headers promise it, with one error where there is none. */
#include "base/buffer.h"
#include "formats/charset.h"
#include "formats/format.h"
#include "formats/xml_source.h"

#include <libxml/parser.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void require(bool held)
{
    if (!held)
        abort();
}

/* A strict parser takes it; it mends nothing. */
static void check_source(const char *text, size_t size)
{
    struct buffer out;
    struct xml_damage damage;
    buffer_init(&out, 16 * 1024 * 1024);
    xml_source_prepare(text, size, &out, &damage);
    require(!out.overflow);
    xmlDoc *tree = xmlReadMemory(buffer_text(&out), (int)out.length, NULL, "UTF-8",
                                 XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
    require(tree != NULL);
    xmlFreeDoc(tree);
    buffer_finish(&out);
}

static void check_content(const struct content *content)
{
    require(content->headline_count >= 0 && content->headline_count <= HEADLINES_MAX);
    for (int i = 0; i < content->headline_count; i++) {
        const struct headline *headline = &content->headlines[i];
        require(headline->title[0] != '\0' && strlen(headline->title) <= TEXT_BYTES_MAX);
        require(headline->url == NULL || strncasecmp(headline->url, "http", 4) == 0);
    }
    struct buffer printed;
    buffer_init(&printed, 64 * 1024 * 1024);
    require(format_print(content, &printed));
    buffer_finish(&printed);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct charset_text decoded;
    charset_decode(data, size, NULL, 1024 * 1024, &decoded);
    check_source(decoded.text, decoded.length);
    charset_text_finish(&decoded);
    struct diagnostics found;
    diagnostics_init(&found);
    struct format_context context = {
        .source = "fuzz",
        .url = "https://feeds.example/x/rss.xml",
        .fetched_s = 1742388900,
        .diagnostics = &found,
        .format = format_find("rss"),
    };
    struct content *content = format_read(&context, (const char *)data, size);
    require((content == NULL) == (found.errors == 1) && found.errors <= 1);
    /* What the conversion makes is what the reader takes. */
    for (int i = 0; i < found.count; i++)
        require(found.findings[i].where == NULL ||
                strncmp(found.findings[i].where, "headlines[", 10) != 0);
    if (content != NULL)
        check_content(content);
    content_put(content);
    diagnostics_finish(&found);
    return 0;
}
