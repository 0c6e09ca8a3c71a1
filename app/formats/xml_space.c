#include "formats/xml_space.h"

#include "base/memory.h"

#include <stdbool.h>
#include <string.h>
#include <strings.h>

/* Without scheme and without "/" or "#" at its end. */
static const struct address {
    const char *address;
    enum xml_space space;
} addresses[] = {
    {"purl.org/rss/1.0", SPACE_RSS},
    {"my.netscape.com/rdf/simple/0.9", SPACE_RSS},
    {"channel.netscape.com/rdf/simple/0.9", SPACE_RSS},
    {"backend.userland.com/rss", SPACE_RSS},
    {"backend.userland.com/rss2", SPACE_RSS},
    {"blogs.law.harvard.edu/tech/rss", SPACE_RSS},
    {"www.w3.org/2005/atom", SPACE_ATOM},
    {"purl.org/atom/ns", SPACE_ATOM},
    {"purl.org/rss/1.0/modules/content", SPACE_CONTENT},
    {"purl.org/dc/elements/1.1", SPACE_DC},
    {"purl.org/dc/elements/1.0", SPACE_DC},
    {"purl.org/rss/1.0/modules/dc", SPACE_DC},
    {"purl.org/dc/terms", SPACE_DC},
    {"purl.org/rss/1.0/modules/dcterms", SPACE_DC},
    {"search.yahoo.com/mrss", SPACE_MEDIA},
    {"video.search.yahoo.com/mrss", SPACE_MEDIA},
    {"tools.search.yahoo.com/mrss", SPACE_MEDIA},
    {"www.rssboard.org/media-rss", SPACE_MEDIA},
    {"www.itunes.com/dtds/podcast-1.0.dtd", SPACE_ITUNES},
    {"purl.org/rss/1.0/modules/slash", SPACE_SLASH},
    {"purl.org/syndication/thread/1.0", SPACE_THREAD},
    {"www.w3.org/1999/02/22-rdf-syntax-ns", SPACE_RDF},
    {"www.w3.org/1999/xhtml", SPACE_XHTML},
};

static const struct prefix {
    const char *prefix;
    enum xml_space space;
} prefixes[] = {
    {"atom", SPACE_ATOM},   {"content", SPACE_CONTENT}, {"dc", SPACE_DC},
    {"dcterms", SPACE_DC},  {"media", SPACE_MEDIA},     {"itunes", SPACE_ITUNES},
    {"slash", SPACE_SLASH}, {"thr", SPACE_THREAD},      {"rdf", SPACE_RDF},
    {"xhtml", SPACE_XHTML},
};

static bool is_address(const char *text, const char *address)
{
    if (strncasecmp(text, "http://", 7) == 0)
        text += 7;
    else if (strncasecmp(text, "https://", 8) == 0)
        text += 8;
    size_t length = strlen(text), wanted = strlen(address);
    while (length > wanted && strchr("/#", text[length - 1]) != NULL)
        length--;
    return length == wanted && strncasecmp(text, address, length) == 0;
}

static enum xml_space of_prefix(const char *prefix, size_t length)
{
    for (size_t i = 0; i < COUNT_OF(prefixes); i++)
        if (strlen(prefixes[i].prefix) == length &&
            strncasecmp(prefix, prefixes[i].prefix, length) == 0)
            return prefixes[i].space;
    return SPACE_OTHER;
}

enum xml_space xml_space_of(const xmlNode *element)
{
    const char *name = (const char *)element->name, *colon = strchr(name, ':');
    if (element->ns == NULL || element->ns->href == NULL)
        return colon != NULL ? of_prefix(name, (size_t)(colon - name)) : SPACE_RSS;
    const char *href = (const char *)element->ns->href;
    for (size_t i = 0; i < COUNT_OF(addresses); i++)
        if (is_address(href, addresses[i].address))
            return addresses[i].space;
    const char *prefix = (const char *)element->ns->prefix;
    return prefix != NULL ? of_prefix(prefix, strlen(prefix)) : SPACE_OTHER;
}

const char *xml_name(const xmlNode *element)
{
    const char *name = (const char *)element->name, *colon = strchr(name, ':');
    return colon != NULL ? colon + 1 : name;
}
