#include "formats/feed_text.h"

#include "base/arena.h"
#include "base/memory.h"
#include "formats/html_entity.h"

#include <string.h>
#include <strings.h>
#include <unicode/uchar.h>
#include <unicode/utf8.h>

enum { NAME_BYTES_MAX = 12, FRAGMENT_MAX = 6 * 1024 * 1024 };

/* Elements that stand in titles, and others that stand in texts; both sorted. */
static const char *const in_titles[] = {
    "a",    "abbr",   "acronym", "b",     "bdi",  "bdo", "big", "br", "cite",   "code",
    "del",  "dfn",    "em",      "font",  "h1",   "h2",  "h3",  "h4", "h5",     "h6",
    "i",    "img",    "ins",     "kbd",   "mark", "p",   "q",   "s",  "script", "small",
    "span", "strike", "strong",  "style", "sub",  "sup", "tt",  "u",  "var",    "wbr",
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

static bool is_text_tag(const char *name)
{
    return is_title_tag(name) || has(in_texts, COUNT_OF(in_texts), name, letters_of(name));
}

/* A tag of any kind, or (known) of an element that texts have. */
static bool has_tag(const char *text, bool known)
{
    for (const char *at = strchr(text, '<'); at != NULL; at = strchr(at + 1, '<')) {
        const char *name = at + 1 + (at[1] == '/');
        if (known ? is_text_tag(name) : letters_of(name) > 0 || at[1] == '!')
            return true;
    }
    return false;
}

/* The end tag of a known element, escaped; in a body also a line end or a picture. */
static bool has_escaped_tag(const char *text, bool body)
{
    static const char *const lone[] = {"br", "img"};
    for (const char *at = strstr(text, "&lt;"); at != NULL; at = strstr(at + 1, "&lt;")) {
        bool closing = at[4] == '/';
        const char *name = at + 4 + closing;
        size_t length = letters_of(name);
        if (!closing && body && has(lone, COUNT_OF(lone), name, length))
            return true;
        bool known = body ? is_text_tag(name) : is_title_tag(name);
        if (closing && known && strncmp(name + length, "&gt;", 4) == 0)
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

/* Adds TEXT, of which the characters in ESCAPED are text in HTML as well. */
static void add_escaped(struct buffer *out, const char *text, const char *escaped)
{
    while (*text != '\0') {
        size_t plain = strcspn(text, escaped);
        buffer_add(out, text, plain);
        text += plain;
        if (*text != '\0')
            buffer_print(out, "&#%d;", *text++);
    }
}

/* HTML of a title, in which what begins no element of titles is text. */
static void add_title(struct buffer *out, const char *text)
{
    while (*text != '\0') {
        size_t plain = strcspn(text, "<");
        buffer_add(out, text, plain);
        text += plain;
        if (*text == '\0')
            break;
        bool tag = is_title_tag(text + 1 + (text[1] == '/')) || strncmp(text, "<!--", 4) == 0 ||
                   strncmp(text, "<![CDATA[", 9) == 0;
        buffer_add_text(out, tag ? "<" : "&#60;");
        text++;
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
    const char *text = xml_text(arena, element);
    if (xml_first(element) != NULL) {
        /* Beside elements text is text, but where a CDATA section within another ended the outer.
         */
        xml_markup(element, rules == FEED_RSS && text != NULL && has_tag(text, true), out);
        return true;
    }
    if (text == NULL)
        return false;
    struct buffer once;
    buffer_init(&once, FRAGMENT_MAX);
    if (rules == FEED_RSS && !has_tag(text, false) && has_escaped_tag(text, !title)) {
        add_decoded(&once, text);
        text = buffer_text(&once);
    }
    if (kind == KIND_PLAIN)
        add_escaped(out, text, "<&");
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
        add_escaped(&html, line, "<");
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
        UChar32 c;
        int32_t start = at;
        U8_NEXT(bytes, at, length, c);
        if (c == ' ' || c == '\n')
            word = start;
        if (begins_letter(c))
            letter = start;
        if (letters == FEED_TITLE_LETTERS)
            length = word > 0 ? word : letter;
    }
    bool cut = text[length] != '\0';
    while (cut && length > 1 && strchr(" \n,;:-", text[length - 1]) != NULL)
        length--;
    char *out = arena_new(arena, (size_t)length + sizeof "\xE2\x80\xA6");
    memcpy(out, text, (size_t)length);
    if (cut)
        memcpy(out + length, "\xE2\x80\xA6", sizeof "\xE2\x80\xA6");
    for (char *c = out; *c != '\0'; c++)
        *c = *c == '\n' ? ' ' : *c;
    return out;
}
