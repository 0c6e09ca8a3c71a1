#include "formats/feed_text.h"

#include "base/arena.h"
#include "base/memory.h"
#include "formats/html_entity.h"

#include <string.h>
#include <strings.h>
#include <unicode/uchar.h>
#include <unicode/utf8.h>

enum { NAME_BYTES_MAX = 12, FRAGMENT_MAX = 24 * 1024 * 1024 };

/* Elements that stand in titles, and others that stand in texts; both sorted. */
static const char *const in_titles[] = {
    "a",   "abbr", "acronym", "b",      "bdi",   "bdo",  "big",    "br",  "cite", "code",   "del",
    "dfn", "em",   "font",    "h1",     "h2",    "h3",   "h4",     "h5",  "h6",   "i",      "img",
    "ins", "kbd",  "mark",    "p",      "q",     "s",    "script", "small", "span", "strike",
    "strong", "style", "sub", "sup",    "tt",    "u",    "var",    "wbr",
};
static const char *const in_texts[] = {
    "blockquote", "div", "figure", "li", "ol", "table", "td", "tr", "ul",
};

static bool has(const char *const *names, size_t count, const char *name, size_t length)
{
    for (size_t i = 0; i < count; i++)
        if (strlen(names[i]) == length && strncasecmp(names[i], name, length) == 0)
            return true;
    return false;
}

static size_t letters_of(const char *text)
{
    size_t length = 0;
    while ((text[length] >= 'a' && text[length] <= 'z') ||
           (text[length] >= 'A' && text[length] <= 'Z') ||
           (length > 0 && text[length] >= '0' && text[length] <= '9'))
        length++;
    return length;
}

static bool is_title_tag(const char *name)
{
    return has(in_titles, COUNT_OF(in_titles), name, letters_of(name));
}

/* A tag of any kind. */
static bool has_tag(const char *text)
{
    for (const char *at = strchr(text, '<'); at != NULL; at = strchr(at + 1, '<'))
        if (letters_of(at + 1) > 0 || at[1] == '/' || at[1] == '!')
            return true;
    return false;
}

/* The end tag of a known element, escaped; in a body also a line end or a picture. */
static bool has_escaped_tag(const char *text, bool body)
{
    for (const char *at = strstr(text, "&lt;"); at != NULL; at = strstr(at + 1, "&lt;")) {
        const char *name = at + 4 + (at[4] == '/');
        size_t length = letters_of(name);
        bool known = has(in_titles, COUNT_OF(in_titles), name, length) ||
                     (body && has(in_texts, COUNT_OF(in_texts), name, length));
        if (at[4] == '/' && known && strncmp(name + length, "&gt;", 4) == 0)
            return true;
        if (body && length > 0 &&
            (strncasecmp(name, "br", length) == 0 || strncasecmp(name, "img", length) == 0) &&
            known && length > 1)
            return true;
    }
    return false;
}

/* --- escaping --- */

static void add_decoded(struct buffer *out, const char *text)
{
    while (*text != '\0') {
        size_t plain = strcspn(text, "&");
        buffer_add(out, text, plain);
        text += plain;
        uint32_t c = '&';
        if (*text == '\0')
            break;
        size_t read = html_entity_read(text, strlen(text), &c);
        char bytes[U8_MAX_LENGTH];
        size_t length = 0;
        U8_APPEND_UNSAFE((uint8_t *)bytes, length, c == 0 ? 0xFFFD : c);
        buffer_add(out, bytes, length);
        text += read > 0 ? read : 1;
    }
}

/* Plain text as HTML. */
static void add_plain(struct buffer *out, const char *text)
{
    for (; *text != '\0'; text++) {
        if (*text == '<' || *text == '&')
            buffer_print(out, "&#%d;", *text);
        else
            buffer_add(out, text, 1);
    }
}

/* HTML of a title, in which what begins no element of titles is text. */
static void add_title(struct buffer *out, const char *text)
{
    for (; *text != '\0'; text++) {
        bool tag = is_title_tag(text + 1 + (text[0] != '\0' && text[1] == '/')) ||
                   strncmp(text, "<!--", 4) == 0 || strncmp(text, "<![CDATA[", 9) == 0;
        if (*text == '<' && !tag)
            buffer_add_text(out, "&#60;");
        else
            buffer_add(out, text, 1);
    }
}

/* --- Atom's types --- */

enum kind { KIND_PLAIN, KIND_HTML, KIND_NONE };

static enum kind kind_of(struct arena *arena, const xmlNode *element, enum feed_rules rules)
{
    const char *type = xml_attribute(arena, element, "type");
    if (rules == FEED_RSS)
        return KIND_HTML;
    if (type == NULL || strcasecmp(type, "text") == 0 || strcasecmp(type, "text/plain") == 0)
        return KIND_PLAIN;
    if (strcasecmp(type, "html") == 0 || strcasecmp(type, "xhtml") == 0 ||
        strcasecmp(type, "text/html") == 0 || strcasecmp(type, "application/xhtml+xml") == 0)
        return KIND_HTML;
    return KIND_NONE;
}

/* What is in ELEMENT as HTML; false: nothing that could be shown. */
static bool add_fragment(struct arena *arena, const xmlNode *element, enum feed_rules rules,
                         bool title, struct buffer *out)
{
    enum kind kind = kind_of(arena, element, rules);
    if (kind == KIND_NONE || xml_is_cut(element))
        return false;
    if (xml_first(element) != NULL) {
        xml_markup(element, out);
        return true;
    }
    const char *text = xml_text(arena, element);
    if (text == NULL)
        return false;
    struct buffer once;
    buffer_init(&once, FRAGMENT_MAX);
    if (rules == FEED_RSS && !has_tag(text) && has_escaped_tag(text, !title)) {
        add_decoded(&once, text);
        text = buffer_text(&once);
    }
    if (kind == KIND_PLAIN)
        add_plain(out, text);
    else if (title && rules == FEED_RSS)
        add_title(out, text);
    else
        buffer_add_text(out, text);
    buffer_finish(&once);
    return true;
}

static bool has_reference(const char *text)
{
    for (const char *at = strchr(text, '&'); at != NULL; at = strchr(at + 1, '&')) {
        uint32_t c;
        size_t length = html_entity_read(at, strlen(at), &c);
        if (length > 0 && at[length - 1] == ';')
            return true;
    }
    return false;
}

const char *feed_line(struct arena *arena, const xmlNode *element, enum feed_rules rules)
{
    if (element == NULL)
        return NULL;
    struct buffer html;
    buffer_init(&html, FRAGMENT_MAX);
    const char *line = NULL;
    if (add_fragment(arena, element, rules, true, &html))
        line = html_read_line(arena, buffer_text(&html), html.length);
    if (line != NULL && rules == FEED_RSS && has_reference(line)) {
        buffer_clear(&html);
        for (const char *at = line; *at != '\0'; at++) {
            if (*at == '<')
                buffer_add_text(&html, "&#60;");
            else
                buffer_add(&html, at, 1);
        }
        line = html_read_line(arena, buffer_text(&html), html.length);
    }
    buffer_finish(&html);
    return line;
}

struct html_text feed_body(struct arena *arena, const xmlNode *element, enum feed_rules rules)
{
    struct html_text body = {0};
    struct buffer html;
    buffer_init(&html, FRAGMENT_MAX);
    if (element != NULL && add_fragment(arena, element, rules, false, &html))
        body = html_read(arena, buffer_text(&html), html.length);
    buffer_finish(&html);
    return body;
}

/* --- titles out of texts --- */

/* Whether a text may be cut before C: it is no part of the letter before it. */
static bool begins_letter(UChar32 c)
{
    return !u_hasBinaryProperty(c, UCHAR_GRAPHEME_EXTEND) && c != 0x200D;
}

const char *feed_first_words(struct arena *arena, const char *text)
{
    const uint8_t *bytes = (const uint8_t *)text;
    int32_t length = (int32_t)strlen(text), at = 0, word = 0, letter = 0;
    for (int letters = 0; at < length && letters <= FEED_TITLE_LETTERS; letters++) {
        int32_t start = at;
        UChar32 c;
        U8_NEXT(bytes, at, length, c);
        if (c == ' ' || c == '\n')
            word = start;
        if (begins_letter(c))
            letter = start;
        if (letters == FEED_TITLE_LETTERS)
            at = -1 - at;
        if (at < 0)
            break;
    }
    char *out;
    if (at >= 0) {
        out = arena_text(arena, text);
    } else {
        int32_t end = word > 0 ? word : letter;
        while (end > 1 && strchr(" \n,;:-", text[end - 1]) != NULL)
            end--;
        out = arena_new(arena, (size_t)end + sizeof "\xE2\x80\xA6");
        memcpy(out, text, (size_t)end);
        memcpy(out + end, "\xE2\x80\xA6", sizeof "\xE2\x80\xA6");
    }
    for (char *c = out; *c != '\0'; c++)
        *c = *c == '\n' ? ' ' : *c;
    return out;
}
