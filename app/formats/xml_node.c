#include "formats/xml_node.h"

#include "base/arena.h"
#include "formats/reader.h"
#include "formats/xml_source.h"

#include <libxml/parser.h>
#include <libxml/uri.h>
#include <string.h>
#include <strings.h>

enum {
    TEXT_MAX = 1024 * 1024, /* as html.h has it; what comes after is not read */
    ADDRESS_BYTES_MAX = 2000,
    PATH_BYTES_MAX = 300,
};

/* Nothing may ask libxml2 to print: without these two it calls back for every finding. */
struct rest {
    const char *text;
    size_t size;
};

static int read_piece(void *self, char *out, int room)
{
    struct rest *rest = self;
    size_t size = rest->size < (size_t)room ? rest->size : (size_t)room;
    memcpy(out, rest->text, size);
    rest->text += size;
    rest->size -= size;
    return (int)size;
}

/* In pieces: libxml2 would make a copy of the whole. */
xmlDoc *xml_parse(const char *text, size_t size)
{
    struct rest rest = {text, size};
    const int options = XML_PARSE_RECOVER | XML_PARSE_NOERROR | XML_PARSE_NOWARNING |
                        XML_PARSE_NONET | XML_PARSE_COMPACT;
    return xmlReadIO(read_piece, NULL, &rest, NULL, "UTF-8", options);
}

/* --- elements --- */

static const xmlNode *element_from(const xmlNode *node)
{
    while (node != NULL && node->type != XML_ELEMENT_NODE)
        node = node->next;
    return node;
}

const xmlNode *xml_first(const xmlNode *parent)
{
    return element_from(parent->children);
}

const xmlNode *xml_next(const xmlNode *node)
{
    return element_from(node->next);
}

bool xml_is(const xmlNode *element, enum xml_space space, const char *name)
{
    return strcmp(xml_name(element), name) == 0 && xml_space_of(element) == space;
}

static const xmlNode *found_from(const xmlNode *node, enum xml_space space, const char *name)
{
    while (node != NULL && !xml_is(node, space, name))
        node = xml_next(node);
    return node;
}

const xmlNode *xml_find(const xmlNode *parent, enum xml_space space, const char *name)
{
    return found_from(xml_first(parent), space, name);
}

const xmlNode *xml_find_next(const xmlNode *node, enum xml_space space, const char *name)
{
    return found_from(xml_next(node), space, name);
}

static bool is_own(const xmlNode *node, const char *name)
{
    if (strcmp(xml_name(node), name) != 0)
        return false;
    return (node->ns != NULL && node->ns == node->parent->ns) || xml_space_of(node) == SPACE_RSS ||
           (node->ns != NULL && node->parent->ns != NULL &&
            xmlStrEqual(node->ns->href, node->parent->ns->href));
}

static const xmlNode *own_from(const xmlNode *node, const char *name)
{
    while (node != NULL && !is_own(node, name))
        node = xml_next(node);
    return node;
}

const xmlNode *xml_find_own(const xmlNode *parent, const char *name)
{
    return own_from(xml_first(parent), name);
}

const xmlNode *xml_find_own_next(const xmlNode *node, const char *name)
{
    return own_from(xml_next(node), name);
}

bool xml_is_cut(const xmlNode *element)
{
    const xmlNode *last = element->last;
    while (last != NULL && last->type == XML_ELEMENT_NODE && last->last != NULL)
        last = last->last;
    return last != NULL && last->type == XML_PI_NODE;
}

/* --- texts --- */

/* The next node in document order that is within TOP; NULL: it was the last. */
static const xmlNode *walk(const xmlNode *node, const xmlNode *top)
{
    if (node->type == XML_ELEMENT_NODE && node->children != NULL)
        return node->children;
    while (node != top && node->next == NULL)
        node = node->parent;
    return node != top ? node->next : NULL;
}

static bool is_text(const xmlNode *node)
{
    return (node->type == XML_TEXT_NODE || node->type == XML_CDATA_SECTION_NODE) &&
           node->content != NULL;
}

static const char *trimmed(struct arena *arena, const char *text)
{
    text += strspn(text, " \t\r\n");
    size_t length = strlen(text);
    while (length > 0 && strchr(" \t\r\n", text[length - 1]) != NULL)
        length--;
    return length > 0 ? arena_text_n(arena, text, length) : NULL;
}

/* As much of TEXT as there is room for, in whole characters. */
static void add_some(struct buffer *out, const char *text)
{
    size_t length = strlen(text), room = out->cap - out->length;
    if (length > room)
        for (length = room; length > 0 && ((unsigned char)text[length] & 0xC0) == 0x80;)
            length--;
    buffer_add(out, text, length);
}

const char *xml_text(struct arena *arena, const xmlNode *element)
{
    if (element == NULL || xml_is_cut(element))
        return NULL;
    struct buffer text;
    buffer_init(&text, TEXT_MAX);
    for (const xmlNode *node = element; node != NULL; node = walk(node, element))
        if (is_text(node))
            add_some(&text, (const char *)node->content);
    const char *out = trimmed(arena, buffer_text(&text));
    buffer_finish(&text);
    return out;
}

/* An attribute's name as it is written. */
static bool has_name(const xmlAttr *attribute, const char *name)
{
    const char *own = (const char *)attribute->name, *colon = strchr(name, ':');
    if (attribute->ns == NULL)
        return strcmp(own, name) == 0;
    const char *prefix = (const char *)attribute->ns->prefix;
    return colon != NULL && prefix != NULL && strlen(prefix) == (size_t)(colon - name) &&
           memcmp(prefix, name, (size_t)(colon - name)) == 0 && strcmp(own, colon + 1) == 0;
}

const char *xml_attribute(struct arena *arena, const xmlNode *element, const char *name)
{
    for (const xmlAttr *attribute = element->properties; attribute != NULL;
         attribute = attribute->next) {
        const xmlNode *value = attribute->children;
        if (has_name(attribute, name))
            return value != NULL && is_text(value) ? trimmed(arena, (const char *)value->content)
                                                   : NULL;
    }
    return NULL;
}

/* --- markup --- */

static void add_escaped(struct buffer *out, const char *text)
{
    while (*text != '\0') {
        size_t plain = strcspn(text, "<>&\"");
        buffer_add(out, text, plain);
        text += plain;
        if (*text != '\0')
            buffer_print(out, "&#%d;", *text++);
    }
}

static void add_start(struct buffer *out, const xmlNode *element)
{
    buffer_print(out, "<%s", xml_name(element));
    for (const xmlAttr *attribute = element->properties; attribute != NULL;
         attribute = attribute->next) {
        const xmlNode *value = attribute->children;
        buffer_print(out, " %s=\"", (const char *)attribute->name);
        if (value != NULL && is_text(value))
            add_escaped(out, (const char *)value->content);
        buffer_add_text(out, "\"");
    }
    buffer_add_text(out, ">");
}

static bool is_void(const xmlNode *element)
{
    const char *name = xml_name(element);
    return strcasecmp(name, "br") == 0 || strcasecmp(name, "hr") == 0 ||
           strcasecmp(name, "img") == 0 || strcasecmp(name, "wbr") == 0;
}

static void add_end(struct buffer *out, const xmlNode *element)
{
    if (!is_void(element))
        buffer_print(out, "</%s>", xml_name(element));
}

void xml_markup(const xmlNode *element, bool text_too, struct buffer *out)
{
    const xmlNode *node = element->children;
    while (node != NULL) {
        if (is_text(node) && text_too)
            buffer_add_text(out, (const char *)node->content);
        else if (is_text(node))
            add_escaped(out, (const char *)node->content);
        bool enter = node->type == XML_ELEMENT_NODE;
        if (enter)
            add_start(out, node);
        if (enter && node->children != NULL) {
            node = node->children;
            continue;
        }
        if (enter)
            add_end(out, node);
        while (node->next == NULL && node->parent != element) {
            node = node->parent;
            add_end(out, node);
        }
        node = node->next;
    }
}

/* --- what holds around an element --- */

const char *xml_lang(struct arena *arena, const xmlNode *element)
{
    const char *lang = NULL;
    for (; lang == NULL && element != NULL && element->type == XML_ELEMENT_NODE;
         element = element->parent)
        lang = xml_attribute(arena, element, "xml:lang");
    return lang;
}

static bool is_web(const char *address)
{
    return strncasecmp(address, "http://", 7) == 0 || strncasecmp(address, "https://", 8) == 0;
}

/* The same, with what may not stand in an address escaped (RFC 3987, section 3.1), so that servers
 * and libxml2 take it; a host stays as it is. */
static const char *escaped(struct arena *arena, const char *address)
{
    struct buffer out;
    size_t host = is_web(address) ? (size_t)(strstr(address, "//") + 2 - address) : 0;
    if (host > 0)
        host += strcspn(address + host, "/?#");
    buffer_init(&out, 3 * ADDRESS_BYTES_MAX);
    buffer_add(&out, address, host);
    for (address += host; *address != '\0'; address++) {
        unsigned char c = (unsigned char)*address;
        if (c > ' ' && c < 0x7F && strchr("\"<>\\^`{|}", c) == NULL)
            buffer_add(&out, address, 1);
        else
            buffer_print(&out, "%%%02X", c);
    }
    const char *text = arena_text(arena, buffer_text(&out));
    buffer_finish(&out);
    return text;
}

/* NULL: there is no base, or one of them is no address. */
static const char *joined(struct arena *arena, const char *base, const char *address)
{
    address = escaped(arena, address);
    if (is_web(address))
        return address;
    if (base == NULL)
        return NULL;
    xmlChar *full = xmlBuildURI((const xmlChar *)address, (const xmlChar *)escaped(arena, base));
    const char *out = full != NULL ? arena_text(arena, (const char *)full) : NULL;
    xmlFree(full);
    return out;
}

/* What xml:base around it come to; outer ones are the base of inner ones. */
static const char *base_of(struct arena *arena, const xmlNode *element, const char *fallback)
{
    const char *bases[XML_DEPTH_MAX + 2];
    int count = 0;
    for (; element != NULL && element->type == XML_ELEMENT_NODE; element = element->parent) {
        const char *base = xml_attribute(arena, element, "xml:base");
        if (base != NULL && strlen(base) <= ADDRESS_BYTES_MAX && count < XML_DEPTH_MAX + 2)
            bases[count++] = base;
    }
    const char *base = fallback;
    while (count > 0) {
        const char *next = joined(arena, base, bases[--count]);
        base = next != NULL ? next : base;
    }
    return base;
}

const char *xml_address(struct arena *arena, const xmlNode *element, const char *address,
                        const char *fallback)
{
    if (address == NULL || strlen(address) > ADDRESS_BYTES_MAX)
        return NULL;
    const char *base = is_web(address) ? NULL : base_of(arena, element, fallback);
    const char *full = joined(arena, base, address);
    if (full != NULL) /* as it will be read: a wide space in it is one then */
        full = clean_text(arena, full, strlen(full), CLEAN_ONE_LINE, NULL);
    return full != NULL && reader_takes_url(full) ? full : NULL;
}

/* Which of its name it is among its neighbours, the first 1; 0: the only one. */
static int position_of(const xmlNode *element)
{
    int before = 0, after = 0;
    for (const xmlNode *node = element->prev; node != NULL; node = node->prev)
        before += node->type == XML_ELEMENT_NODE && xmlStrEqual(node->name, element->name);
    for (const xmlNode *node = element->next; node != NULL && after == 0; node = node->next)
        after += node->type == XML_ELEMENT_NODE && xmlStrEqual(node->name, element->name);
    return before + after > 0 ? before + 1 : 0;
}

const char *xml_path(struct arena *arena, const xmlNode *element)
{
    const char *path = "";
    for (; element->parent != NULL && element->parent->type == XML_ELEMENT_NODE;
         element = element->parent) {
        struct buffer step;
        const char *prefix = element->ns != NULL ? (const char *)element->ns->prefix : NULL;
        int position = position_of(element);
        buffer_init(&step, PATH_BYTES_MAX);
        buffer_print(&step, "/%s%s%s", prefix != NULL ? prefix : "", prefix != NULL ? ":" : "",
                     (const char *)element->name);
        if (position > 0)
            buffer_print(&step, "[%d]", position);
        buffer_add_text(&step, path);
        path = arena_text(arena, buffer_text(&step));
        buffer_finish(&step);
    }
    return path;
}
