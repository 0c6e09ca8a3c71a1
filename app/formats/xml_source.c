#include "formats/xml_source.h"

#include "base/memory.h"
#include "formats/html_entity.h"

#include <string.h>
#include <strings.h>
#include <unicode/utf8.h>

enum { ATTRIBUTES_MAX = 64 };

/* A piece of the text. */
struct piece {
    const char *text;
    size_t length;
};

struct source {
    const char *text;
    size_t size, at;
    struct buffer *out;
    struct xml_damage *damage;
    struct piece open[XML_DEPTH_MAX];
    int depth;
    size_t parts;
    bool declares; /* the DTD has entities */
};

enum place { PLACE_TEXT, PLACE_SECTION, PLACE_VALUE };

static bool is_space(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

static bool is_name_start(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

static bool is_name(char c)
{
    return is_name_start(c) || (c >= '0' && c <= '9') || c == '.' || c == '-';
}

static char byte_at(const struct source *source, size_t at)
{
    return at < source->size ? source->text[at] : '\0';
}

static bool starts(const struct source *source, size_t at, const char *word)
{
    size_t length = strlen(word);
    return source->size - at >= length && memcmp(source->text + at, word, length) == 0;
}

/* Where WORD begins at or after AT; the size: nowhere. */
static size_t seek(const struct source *source, size_t at, const char *word)
{
    const char *found =
        at < source->size ? memmem(source->text + at, source->size - at, word, strlen(word)) : NULL;
    return found != NULL ? (size_t)(found - source->text) : source->size;
}

/* Past the name at AT, which may have one prefix (Namespaces in XML, section 4); AT: there is none.
 */
static size_t name_end(const struct source *source, size_t at)
{
    if (!is_name_start(byte_at(source, at)))
        return at;
    while (is_name(byte_at(source, at)))
        at++;
    if (byte_at(source, at) != ':' || !is_name_start(byte_at(source, at + 1)))
        return at;
    for (at++; is_name(byte_at(source, at));)
        at++;
    return at;
}

static bool same_name(struct piece a, struct piece b)
{
    return a.length == b.length && memcmp(a.text, b.text, a.length) == 0;
}

/* --- text --- */

/* What XML 1.0 (section 2.2, Char) does not allow. */
static bool is_forbidden(UChar32 c)
{
    return (c < ' ' && c != '\t' && c != '\n') || c == 0xFFFE || c == 0xFFFF;
}

static void add_character(struct source *source, UChar32 c)
{
    static const struct {
        char c;
        const char *reference;
    } escapes[] = {{'<', "&lt;"}, {'>', "&gt;"}, {'&', "&amp;"}, {'"', "&quot;"}};
    for (size_t i = 0; i < COUNT_OF(escapes); i++) {
        if (c == escapes[i].c) {
            buffer_add_text(source->out, escapes[i].reference);
            return;
        }
    }
    if (c == '\r')
        c = '\n';
    if (is_forbidden(c)) {
        source->damage->characters++;
        return;
    }
    char bytes[U8_MAX_LENGTH];
    size_t length = 0;
    U8_APPEND_UNSAFE((uint8_t *)bytes, length, c);
    buffer_add(source->out, bytes, length);
}

/* A reference, or an "&" that stands for itself. Names end in a semicolon: in an address such as
 * "?a=1&copy=2" they do not. */
static void copy_reference(struct source *source, size_t end)
{
    uint32_t c;
    const char *at = source->text + source->at;
    size_t length = html_entity_read(at, end - source->at, &c);
    if (length > 0 && at[1] != '#' && at[length - 1] != ';')
        length = 0;
    if (length == 0) {
        size_t name = name_end(source, source->at + 1);
        bool entity = name > source->at + 1 && byte_at(source, name) == ';';
        source->damage->entities = source->damage->entities || (entity && source->declares);
        source->damage->ampersands++;
    }
    add_character(source, length > 0 ? (UChar32)c : '&');
    source->at += length > 0 ? length : 1;
}

/* Whether a mark of a CDATA section stands here that means nothing: left out. */
static bool skip_mark(struct source *source, enum place place)
{
    const char *mark = place == PLACE_SECTION ? "<![CDATA[" : "]]>";
    if (place == PLACE_VALUE || !starts(source, source->at, mark))
        return false;
    source->damage->signs++;
    source->at += strlen(mark);
    return true;
}

/* U+FFFE and U+FFFF begin with 0xEF. */
static bool is_plain(unsigned char c)
{
    if (c >= 0x80)
        return c != 0xEF;
    return c >= ' ' ? strchr("<>&\"]", c) == NULL : c == '\t' || c == '\n';
}

/* What stands before END, which is no tag. */
static void copy_text(struct source *source, size_t end, enum place place)
{
    while (source->at < end) {
        size_t start = source->at;
        while (source->at < end && is_plain((unsigned char)source->text[source->at]))
            source->at++;
        buffer_add(source->out, source->text + start, source->at - start);
        if (source->at >= end || skip_mark(source, place))
            continue;
        if (source->text[source->at] == '&' && place != PLACE_SECTION) {
            copy_reference(source, end);
        } else if (starts(source, source->at, "\r\n")) {
            source->at++;
        } else {
            UChar32 c;
            U8_NEXT_OR_FFFD((const uint8_t *)source->text, source->at, end, c);
            add_character(source, c);
        }
    }
}

/* --- tags --- */

static bool is_void(struct piece name)
{
    static const char *const names[] = {"br", "hr", "img", "wbr"};
    for (size_t i = 0; i < COUNT_OF(names); i++)
        if (strlen(names[i]) == name.length && strncasecmp(name.text, names[i], name.length) == 0)
            return true;
    return false;
}

static void add_end(struct source *source)
{
    struct piece name = source->open[--source->depth];
    buffer_add_text(source->out, "</");
    buffer_add(source->out, name.text, name.length);
    buffer_add_text(source->out, ">");
}

/* The value of an attribute from AT on, without its quotes; *NEXT: past it. */
static struct piece read_value(const struct source *source, size_t at, size_t end, size_t *next)
{
    char quote = at < end ? source->text[at] : '\0';
    if (quote != '"' && quote != '\'') {
        for (*next = at; *next < end && !is_space(source->text[*next]);)
            (*next)++;
        return (struct piece){source->text + at, *next - at};
    }
    const char *close = memchr(source->text + at + 1, quote, end - at - 1);
    *next = close != NULL ? (size_t)(close - source->text) + 1 : end;
    return (struct piece){source->text + at + 1, *next - at - 1 - (close != NULL ? 1 : 0)};
}

static bool is_among(const struct piece *names, int count, struct piece name)
{
    for (int i = 0; i < count; i++)
        if (same_name(names[i], name))
            return true;
    return false;
}

static size_t skip_space(const struct source *source, size_t at, size_t end)
{
    while (at < end && is_space(source->text[at]))
        at++;
    return at;
}

/* The attributes up to END, each with its value, the first of each name; others are left out. */
static void copy_attributes(struct source *source, size_t at, size_t end)
{
    struct piece names[ATTRIBUTES_MAX];
    for (int count = 0; at < end && count < ATTRIBUTES_MAX;) {
        size_t start = at, after = name_end(source, at);
        struct piece name = {source->text + start, after - start};
        at = skip_space(source, after, end);
        if (name.length == 0 || at >= end || source->text[at] != '=') {
            at += at == start;
            continue;
        }
        struct piece value = read_value(source, skip_space(source, at + 1, end), end, &at);
        if (is_among(names, count, name))
            continue;
        buffer_print(source->out, " %.*s=\"", (int)name.length, name.text);
        source->at = (size_t)(value.text - source->text);
        copy_text(source, source->at + value.length, PLACE_VALUE);
        buffer_add_text(source->out, "\"");
        source->parts++;
        names[count++] = name;
    }
}

static void copy_start(struct source *source, size_t after, size_t end)
{
    struct piece name = {source->text + source->at + 1, after - source->at - 1};
    if (source->damage->root[0] == '\0') {
        size_t length = sizeof source->damage->root - 1;
        memcpy(source->damage->root, name.text, name.length < length ? name.length : length);
        source->damage->page =
            source->damage->page || strcasecmp(source->damage->root, "html") == 0;
    }
    source->parts++;
    bool empty = source->text[end - 2] == '/';
    if (source->depth < XML_DEPTH_MAX) {
        buffer_add_text(source->out, "<");
        buffer_add(source->out, name.text, name.length);
        copy_attributes(source, after, end - 1 - empty);
        buffer_add_text(source->out, empty || is_void(name) ? "/>" : ">");
        if (!empty && !is_void(name))
            source->open[source->depth++] = name;
    }
    source->at = end;
}

static void copy_end(struct source *source, size_t after, size_t end)
{
    struct piece name = {source->text + source->at + 2, after - source->at - 2};
    int depth = source->depth;
    while (depth > 0 && !same_name(source->open[depth - 1], name))
        depth--;
    source->at = end;
    if (depth == 0) {
        source->damage->ends += !is_void(name);
        return;
    }
    source->damage->ends += (size_t)(source->depth - depth);
    while (source->depth >= depth)
        add_end(source);
}

/* Past the ">" of the tag whose name ends at AT; the size: the text ends in it; 0: another "<"
 * comes first. */
static size_t tag_end(const struct source *source, size_t at)
{
    char quote = '\0', before = '\0';
    for (; at < source->size; at++) {
        char c = source->text[at];
        if (c == '<')
            return 0;
        if (quote == '\0' && c == '>')
            return at + 1;
        if (quote != '\0' && c == quote)
            quote = '\0';
        else if (quote == '\0' && (c == '"' || c == '\'') && before == '=')
            quote = c;
        if (!is_space(c))
            before = c;
    }
    return source->size + 1;
}

/* False: what stands there is no tag. */
static bool copy_tag(struct source *source)
{
    bool closing = byte_at(source, source->at + 1) == '/';
    size_t start = source->at + 1 + closing, after = name_end(source, start);
    char next = byte_at(source, after);
    if (after == source->size) {
        source->at = source->size; /* it may have begun one */
        return true;
    }
    if (after == start || (!is_space(next) && next != '>' && next != '/' && next != '<'))
        return false;
    size_t end = tag_end(source, after);
    if (end == 0)
        return false;
    if (end > source->size)
        source->at = source->size;
    else if (closing)
        copy_end(source, after, end);
    else
        copy_start(source, after, end);
    return true;
}

/* --- declarations --- */

/* Past the "]" of a DTD within the document; the size: it does not end. */
static size_t subset_end(struct source *source, size_t at)
{
    char quote = '\0';
    for (; at < source->size; at++) {
        char c = source->text[at];
        if (quote != '\0') {
            quote = c == quote ? '\0' : quote;
        } else if (c == ']') {
            return at + 1;
        } else if (c == '"' || c == '\'') {
            quote = c;
        } else if (starts(source, at, "<!--")) {
            at = seek(source, at, "-->");
        } else if (starts(source, at, "<!ENTITY")) {
            source->declares = true;
        }
    }
    return source->size;
}

static size_t doctype_end(struct source *source)
{
    size_t at = source->at + 9;
    while (is_space(byte_at(source, at)))
        at++;
    source->damage->page =
        source->damage->page ||
        (source->size - at >= 4 && strncasecmp(source->text + at, "html", 4) == 0 &&
         !is_name(byte_at(source, at + 4)));
    while (at < source->size && source->text[at] != '>' && source->text[at] != '[')
        at++;
    if (byte_at(source, at) == '[')
        at = seek(source, subset_end(source, at + 1), ">");
    return at < source->size ? at + 1 : at;
}

/* Past WORD after the current place. */
static size_t past(const struct source *source, const char *word)
{
    size_t at = seek(source, source->at, word);
    return at < source->size ? at + strlen(word) : at;
}

/* What "<!" or "<?" begins. */
static void skip_declaration(struct source *source)
{
    if (starts(source, source->at, "<![CDATA[")) {
        source->at += 9;
        size_t end = seek(source, source->at, "]]>");
        copy_text(source, end, PLACE_SECTION);
        source->at = end < source->size ? end + 3 : end;
    } else if (starts(source, source->at, "<!--")) {
        source->at = past(source, "-->");
    } else if (starts(source, source->at, "<?")) {
        source->at = past(source, "?>");
    } else if (source->size - source->at >= 9 &&
               strncasecmp(source->text + source->at, "<!DOCTYPE", 9) == 0) {
        source->at = doctype_end(source);
    } else {
        source->at = past(source, ">");
    }
}

void xml_source_prepare(const char *text, size_t size, struct buffer *out,
                        struct xml_damage *damage)
{
    struct source source = {.text = text, .size = size, .out = out, .damage = damage};
    *damage = (struct xml_damage){0};
    buffer_add_text(out, "<all>");
    while (source.at < size && source.parts <= XML_PARTS_MAX) {
        char next = byte_at(&source, source.at + 1);
        if (text[source.at] != '<') {
            copy_text(&source, seek(&source, source.at, "<"), PLACE_TEXT);
        } else if (next == '!' || next == '?') {
            skip_declaration(&source);
        } else if (!copy_tag(&source)) {
            damage->signs++;
            buffer_add_text(out, "&lt;");
            source.at++;
        }
    }
    damage->large = source.parts > XML_PARTS_MAX;
    damage->cut = source.depth > 0;
    if (damage->cut)
        buffer_add_text(out, "<?cut?>");
    while (source.depth > 0)
        add_end(&source);
    buffer_add_text(out, "</all>");
}
