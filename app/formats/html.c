#include "formats/html.h"

#include "base/arena.h"
#include "base/memory.h"
#include "formats/html_flow.h"
#include "formats/html_image.h"
#include "formats/html_source.h"
#include "formats/html_wordpress.h"

#include <libxml/HTMLparser.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unicode/utf8.h>

enum {
    LISTS_MAX = 16,     /* lists within lists whose numbers are counted */
    ALT_BYTES_MAX = 16, /* an emoji in words of its own */
    SHIFTED_MAX = 8,    /* digits of an exponent */
    PREPARED_MAX = 6 * HTML_BYTES_MAX
};

enum kind {
    KIND_INLINE,
    KIND_BLOCK,   /* a paragraph */
    KIND_LINE,    /* a line of its own */
    KIND_DROPPED, /* with all that is in it */
    KIND_DROPPED_BLOCK,
    KIND_BR,
    KIND_IMAGE,
    KIND_PRE,
    KIND_SUB,
    KIND_SUP,
    KIND_LIST,
    KIND_ORDERED,
    KIND_ITEM,
    KIND_TABLE,
    KIND_ROW,
    KIND_CELL
};

/* In the order of strcmp; all others are inline. */
static const struct element {
    char name[12];
    enum kind kind;
} elements[] = {
    {"address", KIND_BLOCK},
    {"applet", KIND_DROPPED},
    {"article", KIND_BLOCK},
    {"aside", KIND_BLOCK},
    {"audio", KIND_DROPPED},
    {"blockquote", KIND_BLOCK},
    {"body", KIND_BLOCK},
    {"br", KIND_BR},
    {"button", KIND_DROPPED},
    {"canvas", KIND_DROPPED},
    {"caption", KIND_LINE},
    {"center", KIND_BLOCK},
    {"datalist", KIND_DROPPED},
    {"dd", KIND_LINE},
    {"del", KIND_DROPPED}, /* what no longer holds, and would stand beside what does */
    {"details", KIND_BLOCK},
    {"dialog", KIND_DROPPED_BLOCK},
    {"dir", KIND_LIST},
    {"div", KIND_BLOCK},
    {"dl", KIND_BLOCK},
    {"dt", KIND_LINE},
    {"embed", KIND_DROPPED},
    {"figcaption", KIND_DROPPED_BLOCK},
    {"figure", KIND_BLOCK},
    {"footer", KIND_BLOCK},
    {"form", KIND_DROPPED_BLOCK},
    {"frameset", KIND_DROPPED},
    {"h1", KIND_BLOCK},
    {"h2", KIND_BLOCK},
    {"h3", KIND_BLOCK},
    {"h4", KIND_BLOCK},
    {"h5", KIND_BLOCK},
    {"h6", KIND_BLOCK},
    {"head", KIND_DROPPED},
    {"header", KIND_BLOCK},
    {"hgroup", KIND_BLOCK},
    {"hr", KIND_BLOCK},
    {"html", KIND_BLOCK},
    {"iframe", KIND_DROPPED},
    {"img", KIND_IMAGE},
    {"input", KIND_DROPPED},
    {"li", KIND_ITEM},
    {"main", KIND_BLOCK},
    {"map", KIND_DROPPED},
    {"math", KIND_DROPPED},
    {"menu", KIND_LIST},
    {"nav", KIND_DROPPED_BLOCK},
    {"noembed", KIND_DROPPED},
    {"noframes", KIND_DROPPED},
    {"noscript", KIND_DROPPED},
    {"object", KIND_DROPPED},
    {"ol", KIND_ORDERED},
    {"p", KIND_BLOCK},
    {"pre", KIND_PRE},
    {"s", KIND_DROPPED},
    {"script", KIND_DROPPED},
    {"section", KIND_BLOCK},
    {"select", KIND_DROPPED},
    {"strike", KIND_DROPPED},
    {"style", KIND_DROPPED},
    {"sub", KIND_SUB},
    {"summary", KIND_BLOCK},
    {"sup", KIND_SUP},
    {"svg", KIND_DROPPED},
    {"table", KIND_TABLE},
    {"td", KIND_CELL},
    {"template", KIND_DROPPED},
    {"textarea", KIND_DROPPED},
    {"th", KIND_CELL},
    {"title", KIND_DROPPED},
    {"tr", KIND_ROW},
    {"ul", KIND_LIST},
    {"video", KIND_DROPPED},
};

struct list {
    bool ordered;
    int next; /* the number of the next item */
};

struct reading {
    htmlParserCtxtPtr parser;
    struct html_flow flow;
    int depth;
    int dropped;      /* how deep in a dropped element; 0: not in one */
    bool in_noscript; /* the dropped element is one: it holds the pictures that scripts load */
    struct list lists[LISTS_MAX];
    int list_depth; /* may pass LISTS_MAX */
    int pre;
    int sub, sup;   /* how deep in such elements */
    bool row_begun; /* the row has a cell */
    const char *image;
    bool cut;
};

static int compare_names(const void *name, const void *element)
{
    return strcasecmp(name, ((const struct element *)element)->name);
}

static enum kind kind_of(const char *name)
{
    const struct element *element =
        bsearch(name, elements, COUNT_OF(elements), sizeof elements[0], compare_names);
    return element != NULL ? element->kind : KIND_INLINE;
}

/* "display: none" and "visibility: hidden", whatever white space is in them. */
static bool is_hidden_style(const char *style)
{
    char tight[256];
    size_t length = 0;
    for (; *style != '\0' && length < sizeof tight - 1; style++) {
        if (strchr(" \t\r\n\f", *style) == NULL)
            tight[length++] = *style >= 'A' && *style <= 'Z' ? (char)(*style + 32) : *style;
    }
    tight[length] = '\0';
    return strstr(tight, "display:none") != NULL || strstr(tight, "visibility:hidden") != NULL;
}

static bool is_dropped(const xmlChar **attributes)
{
    const unsigned char *const *all = (const unsigned char *const *)attributes;
    const char *style = html_attribute(all, "style"), *classes = html_attribute(all, "class");
    return html_attribute(all, "hidden") != NULL || (style != NULL && is_hidden_style(style)) ||
           (classes != NULL && html_wordpress_is_aside(classes));
}

/* --- elements --- */

/* Digits, optionally signed, as far as they go; false: none. */
static bool read_integer(const char *text, int *out)
{
    bool negative = *text == '-';
    int value = 0, digits = 0;
    for (text += negative; *text >= '0' && *text <= '9' && digits < 7; digits++)
        value = value * 10 + (*text++ - '0');
    if (digits > 0)
        *out = negative ? -value : value;
    return digits > 0;
}

static void begin_list(struct reading *reading, bool ordered, const xmlChar **attributes)
{
    struct list list = {.ordered = ordered, .next = 1};
    const char *start = html_attribute((const unsigned char *const *)attributes, "start");
    if (start != NULL)
        read_integer(start, &list.next);
    html_flow_break(&reading->flow, BREAK_PARAGRAPH);
    if (reading->list_depth < LISTS_MAX)
        reading->lists[reading->list_depth] = list;
    reading->list_depth++;
    reading->flow.within++;
}

static void begin_item(struct reading *reading, const xmlChar **attributes)
{
    struct list stray = {.ordered = false};
    struct list *list = reading->list_depth > 0 && reading->list_depth <= LISTS_MAX
                            ? &reading->lists[reading->list_depth - 1]
                            : &stray;
    char marker[16] = "\xE2\x80\xA2 ";
    html_flow_break(&reading->flow, BREAK_LINE);
    if (list->ordered) {
        const char *value = html_attribute((const unsigned char *const *)attributes, "value");
        if (value != NULL)
            read_integer(value, &list->next);
        snprintf(marker, sizeof marker, "%d. ", list->next++);
    } else if (reading->list_depth > 1) {
        memcpy(marker, "\xE2\x80\x93 ", 5);
    }
    html_flow_mark(&reading->flow, marker);
}

static void read_image(struct reading *reading, const xmlChar **attributes)
{
    const unsigned char *const *all = (const unsigned char *const *)attributes;
    const char *classes = html_attribute(all, "class"), *alt = html_attribute(all, "alt");
    bool smiley = classes != NULL &&
                  (html_has_class(classes, "emoji") || html_has_class(classes, "wp-smiley"));
    if (smiley && alt != NULL && strlen(alt) <= ALT_BYTES_MAX && reading->dropped == 0)
        html_flow_text(&reading->flow, alt, strlen(alt), false);
    else if (!smiley && reading->image == NULL && !is_dropped(attributes))
        reading->image = html_image_address(reading->flow.arena, all);
}

static void begin_cell(struct reading *reading)
{
    if (reading->row_begun)
        html_flow_cell(&reading->flow);
    else
        html_flow_break(&reading->flow, BREAK_LINE);
    reading->row_begun = true;
}

static void begin(struct reading *reading, enum kind kind, const xmlChar **attributes)
{
    struct html_flow *flow = &reading->flow;
    switch (kind) {
    case KIND_BLOCK:
        html_flow_break(flow, BREAK_PARAGRAPH);
        break;
    case KIND_LINE:
        html_flow_break(flow, BREAK_LINE);
        break;
    case KIND_BR:
        html_flow_br(flow);
        break;
    case KIND_IMAGE:
        read_image(reading, attributes);
        break;
    case KIND_PRE:
        html_flow_break(flow, BREAK_PARAGRAPH);
        reading->pre++;
        break;
    case KIND_SUB:
        reading->sub++;
        break;
    case KIND_SUP:
        reading->sup++;
        break;
    case KIND_LIST:
    case KIND_ORDERED:
        begin_list(reading, kind == KIND_ORDERED, attributes);
        break;
    case KIND_ITEM:
        begin_item(reading, attributes);
        break;
    case KIND_TABLE:
        html_flow_break(flow, BREAK_PARAGRAPH);
        flow->within++;
        break;
    case KIND_ROW:
        html_flow_break(flow, BREAK_LINE);
        reading->row_begun = false;
        break;
    case KIND_CELL:
        begin_cell(reading);
        break;
    case KIND_INLINE:
    case KIND_DROPPED:
    case KIND_DROPPED_BLOCK:
        break;
    }
}

static void end(struct reading *reading, enum kind kind)
{
    struct html_flow *flow = &reading->flow;
    switch (kind) {
    case KIND_PRE:
        reading->pre--;
        html_flow_break(flow, BREAK_PARAGRAPH);
        break;
    case KIND_SUB:
        reading->sub--;
        break;
    case KIND_SUP:
        reading->sup--;
        break;
    case KIND_LIST:
    case KIND_ORDERED:
        reading->list_depth--;
        flow->within--;
        html_flow_mark(flow, "");
        html_flow_break(flow, BREAK_PARAGRAPH);
        break;
    case KIND_TABLE:
        flow->within--;
        html_flow_break(flow, BREAK_PARAGRAPH);
        break;
    case KIND_BLOCK:
        html_flow_break(flow, BREAK_PARAGRAPH);
        break;
    case KIND_LINE:
    case KIND_ITEM:
    case KIND_ROW:
        html_flow_break(flow, BREAK_LINE);
        break;
    default:
        break;
    }
}

/* --- what the parser calls --- */

static void stop(struct reading *reading)
{
    reading->cut = true;
    xmlStopParser(reading->parser);
}

static void on_start(void *self, const xmlChar *name, const xmlChar **attributes)
{
    struct reading *reading = self;
    enum kind kind = kind_of((const char *)name);
    if (++reading->depth > HTML_DEPTH_MAX)
        stop(reading);
    if (reading->dropped > 0) {
        reading->dropped++;
        if (kind == KIND_IMAGE && reading->in_noscript)
            read_image(reading, attributes);
    } else if (kind == KIND_DROPPED || kind == KIND_DROPPED_BLOCK ||
               (kind != KIND_IMAGE && is_dropped(attributes))) {
        if (kind != KIND_DROPPED && kind != KIND_INLINE)
            html_flow_break(&reading->flow, BREAK_PARAGRAPH);
        reading->dropped = 1;
        reading->in_noscript = strcasecmp((const char *)name, "noscript") == 0;
    } else {
        begin(reading, kind, attributes);
    }
}

static void on_end(void *self, const xmlChar *name)
{
    struct reading *reading = self;
    reading->depth--;
    if (reading->dropped > 0)
        reading->dropped--;
    else
        end(reading, kind_of((const char *)name));
    if (reading->flow.count == PARAGRAPHS_MAX && reading->flow.raw.length > 0)
        stop(reading);
}

/* C, a digit, "+" or "-", as a character of an exponent or an index. */
static UChar32 shifted_character(char c, bool raised)
{
    static const uint16_t old[] = {0x2070, 0x00B9, 0x00B2, 0x00B3}; /* those of Latin-1 */
    if (c == '+' || c == '-')
        return (raised ? 0x207A : 0x208A) + (c == '-');
    if (!raised)
        return 0x2080 + (c - '0');
    return c <= '3' ? old[c - '0'] : 0x2070 + (c - '0');
}

/* Adds a number as it stands in an exponent or an index; false, and nothing, where there is more
 * than one: "1er" and "[2]" are read as they are. */
static bool add_shifted(struct reading *reading, const char *text, size_t length)
{
    char out[U8_MAX_LENGTH * SHIFTED_MAX];
    size_t count = 0;
    bool digits = false;
    if (length > SHIFTED_MAX)
        return false;
    for (size_t i = 0; i < length; i++) {
        bool digit = text[i] >= '0' && text[i] <= '9';
        if (!digit && text[i] != '+' && text[i] != '-')
            return false;
        digits |= digit;
        U8_APPEND_UNSAFE((uint8_t *)out, count, shifted_character(text[i], reading->sup > 0));
    }
    if (digits)
        html_flow_text(&reading->flow, out, count, false);
    return digits;
}

static void on_text(void *self, const xmlChar *text, int length)
{
    struct reading *reading = self;
    if (reading->dropped > 0 || length <= 0)
        return;
    bool shifted = reading->sup > 0 || reading->sub > 0;
    if (!shifted || !add_shifted(reading, (const char *)text, (size_t)length))
        html_flow_text(&reading->flow, (const char *)text, (size_t)length, reading->pre > 0);
}

/* Every other callback is NULL, those for errors among them: nothing is printed. */
static void parse(struct reading *reading, const char *text, size_t size)
{
    const int options = HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING |
                        HTML_PARSE_NONET | HTML_PARSE_IGNORE_ENC | HTML_PARSE_COMPACT;
    reading->parser = htmlNewParserCtxt();
    if (reading->parser == NULL)
        return;
    *reading->parser->sax = (htmlSAXHandler){
        .startElement = on_start,
        .endElement = on_end,
        .characters = on_text,
        .ignorableWhitespace = on_text,
        .cdataBlock = on_text,
    };
    reading->parser->userData = reading;
    htmlDocPtr document =
        htmlCtxtReadMemory(reading->parser, text, (int)size, NULL, "UTF-8", options);
    xmlFreeDoc(document);
    htmlFreeParserCtxt(reading->parser);
}

static void read_all(struct reading *reading, struct arena *arena, const char *text, size_t size,
                     bool one_line)
{
    struct buffer prepared;
    buffer_init(&prepared, PREPARED_MAX);
    *reading = (struct reading){.cut = size > HTML_BYTES_MAX};
    html_flow_init(&reading->flow, arena, one_line);
    html_source_prepare(text, reading->cut ? HTML_BYTES_MAX : size, &prepared);
    if (prepared.length > 0)
        parse(reading, prepared.data, prepared.length);
    reading->cut = reading->cut || prepared.overflow;
    html_flow_finish(&reading->flow);
    reading->cut = reading->cut || reading->flow.cut;
    buffer_finish(&prepared);
}

struct html_text html_read(struct arena *arena, const char *text, size_t size)
{
    struct reading *reading = memory_new(sizeof *reading);
    read_all(reading, arena, text, size, false);
    int count = html_wordpress_without_footer(reading->flow.paragraphs, reading->flow.count);
    const char **paragraphs = arena_array(arena, (size_t)count, sizeof *paragraphs);
    for (int i = 0; i < count; i++)
        paragraphs[i] = reading->flow.paragraphs[i];
    struct html_text out = {paragraphs, count, reading->image, reading->cut};
    free(reading);
    return out;
}

char *html_read_line(struct arena *arena, const char *text, size_t size)
{
    struct reading *reading = memory_new(sizeof *reading);
    read_all(reading, arena, text, size, true);
    char *line = reading->flow.count > 0 ? arena_text(arena, reading->flow.paragraphs[0]) : NULL;
    free(reading);
    return line;
}
