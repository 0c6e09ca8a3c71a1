#include "formats/html_source.h"

#include "formats/html_entity.h"

#include <string.h>
#include <strings.h>
#include <unicode/utf8.h>

/* A tag may have so many bytes outside of quotes; the rest of it is left out. libxml2 compares each
 * attribute's name with all before it. */
enum { TAG_BYTES_MAX = 2048 };

struct source {
    const char *text;
    size_t size, at;
    struct buffer *out;
    bool cdata;      /* within a CDATA section */
    bool no_end_tag; /* no ">" follows any more, so that it is not looked for again */
};

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool is_space(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

/* The byte at AT, or NUL. */
static char byte_at(const struct source *source, size_t at)
{
    return at < source->size ? source->text[at] : '\0';
}

static bool starts(const struct source *source, size_t at, const char *word)
{
    size_t length = strlen(word);
    return source->size - at >= length && strncasecmp(source->text + at, word, length) == 0;
}

/* Where WORD begins at or after AT; the size: nowhere. */
static size_t seek(const struct source *source, size_t at, const char *word)
{
    while (at < source->size && !starts(source, at, word))
        at++;
    return at;
}

/* What never shows goes before letters and marks are composed, between which it may stand: control
 * characters, soft hyphens, byte order marks. */
static bool is_dropped(UChar32 c)
{
    return (c < ' ' && c != '\t' && c != '\n') || (c >= 0x7F && c < 0xA0 && c != 0x85) ||
           c == 0xAD || c == 0xFEFF || c == 0xFFFE || c == 0xFFFF;
}

static void add_character(struct buffer *out, UChar32 c)
{
    if (c == '<' || c == '>' || c == '&' || c == '"' || c == '\'') {
        buffer_print(out, "&#%d;", (int)c);
    } else if (c == '\r') {
        buffer_add(out, "\n", 1);
    } else if (!is_dropped(c)) {
        char bytes[U8_MAX_LENGTH];
        size_t length = 0;
        U8_APPEND_UNSAFE((uint8_t *)bytes, length, c);
        buffer_add(out, bytes, length);
    }
}

/* A reference, a lone "&", or a character; not "<" of a tag. */
static void copy_character(struct source *source, bool in_tag)
{
    uint32_t c;
    const char *at = source->text + source->at;
    if (*at == '&') {
        size_t length = html_entity_read(at, source->size - source->at, &c);
        add_character(source->out, length > 0 ? (UChar32)c : '&');
        source->at += length > 0 ? length : 1;
        return;
    }
    UChar32 next;
    U8_NEXT_OR_FFFD((const uint8_t *)source->text, source->at, source->size, next);
    if (in_tag && next != '<' && next > ' ' && next < 0x7F)
        buffer_add(source->out, at, 1); /* quotes and ">" as they are */
    else
        add_character(source->out, next);
}

/* Walks through a tag: whether the byte that comes next is in quotes, or is one. */
struct quoting {
    char quote;  /* the open one; NUL: none */
    char before; /* the last byte that was no white space */
};

static bool quoting_step(struct quoting *quoting, char c)
{
    bool quoted = quoting->quote != '\0';
    if (quoted && c == quoting->quote)
        quoting->quote = '\0';
    else if (!quoted && (c == '"' || c == '\'') && quoting->before == '=')
        quoting->quote = c;
    if (!is_space(c))
        quoting->before = c;
    return quoted;
}

/* Past the ">" of the tag at START; 0: there is none. A ">" in quotes is none, where the quotes
 * end. */
static size_t tag_end(struct source *source, size_t start)
{
    if (source->no_end_tag)
        return 0;
    struct quoting quoting = {'\0', '\0'};
    size_t first = 0;
    for (size_t i = start; i < source->size; i++) {
        char c = source->text[i];
        if (c == '>' && first == 0)
            first = i + 1;
        if (!quoting_step(&quoting, c) && c == '>')
            return i + 1;
    }
    source->no_end_tag = first == 0;
    return first;
}

/* Past a script or style that begins at the current place and whose tag ends at END. */
static size_t raw_end(const struct source *source, const char *name, size_t end)
{
    if (source->text[end - 2] == '/')
        return end;
    char closing[10] = "</";
    memcpy(closing + 2, name, strlen(name) + 1);
    for (size_t at = seek(source, end, closing); at < source->size;
         at = seek(source, at + 1, closing)) {
        char next = byte_at(source, at + strlen(closing));
        if (next == '>' || next == '/' || is_space(next)) {
            at = seek(source, at, ">");
            return at < source->size ? at + 1 : at;
        }
    }
    return source->size;
}

static void copy_tag(struct source *source, size_t end)
{
    static const char *const raw[] = {"script", "style"};
    for (size_t i = 0; i < 2; i++) {
        char next = byte_at(source, source->at + 1 + strlen(raw[i]));
        if (starts(source, source->at + 1, raw[i]) &&
            (next == '>' || next == '/' || is_space(next))) {
            source->at = raw_end(source, raw[i], end);
            return;
        }
    }
    /* Its "<"; no other within it is one. */
    buffer_add(source->out, "<", 1);
    source->at++;
    struct quoting quoting = {'\0', '\0'};
    for (int bare = 0; source->at < end - 1 && bare <= TAG_BYTES_MAX;) {
        bare += !quoting_step(&quoting, source->text[source->at]);
        copy_character(source, true);
    }
    source->at = end;
    /* Quotes that do not end would take in what follows. */
    if (quoting.quote != '\0')
        buffer_add(source->out, &quoting.quote, 1);
    buffer_add(source->out, ">", 1);
}

/* Past what begins with "<!" or "<?", or "</" without a name; 0: it is text. */
static size_t declaration_end(struct source *source)
{
    size_t at = source->at;
    if (starts(source, at, "<![CDATA[")) {
        source->cdata = true;
        return at + 9;
    }
    if (starts(source, at, "<!--")) {
        at = seek(source, at + 2, "-->");
        return at < source->size ? at + 3 : at;
    }
    const char *end = source->no_end_tag ? NULL : memchr(source->text + at, '>', source->size - at);
    source->no_end_tag = end == NULL;
    return end != NULL ? (size_t)(end - source->text) + 1 : 0;
}

/* What "<" begins. */
static void copy_markup(struct source *source)
{
    char next = byte_at(source, source->at + 1);
    size_t end = 0;
    if (is_letter(next) || (next == '/' && is_letter(byte_at(source, source->at + 2)))) {
        end = tag_end(source, source->at);
        if (end > 0) {
            copy_tag(source, end);
            return;
        }
    } else if (next == '!' || next == '?' || next == '/') {
        end = declaration_end(source);
    }
    if (end > 0)
        source->at = end;
    else
        copy_character(source, false);
}

/* Past a line end and the empty lines after it; 0: no empty line follows. */
static size_t empty_lines_end(const struct source *source)
{
    size_t end = 0, at = source->at + 1;
    for (; at < source->size && is_space(source->text[at]); at++) {
        if (source->text[at] == '\n')
            end = at + 1;
    }
    return end;
}

static bool has_tag(const char *text, size_t size)
{
    for (size_t i = 0; i + 1 < size; i++) {
        if (text[i] == '<' && (is_letter(text[i + 1]) || text[i + 1] == '/'))
            return true;
    }
    return false;
}

void html_source_prepare(const char *text, size_t size, struct buffer *out)
{
    struct source source = {.text = text, .size = size, .out = out};
    bool tagged = has_tag(text, size);
    while (source.at < size) {
        char c = text[source.at];
        size_t end = c == '\n' && !tagged ? empty_lines_end(&source) : 0;
        if (end > 0) {
            buffer_add_text(out, "<p>");
            source.at = end;
        } else if (c == '<') {
            copy_markup(&source);
        } else if (source.cdata && starts(&source, source.at, "]]>")) {
            source.cdata = false;
            source.at += 3;
        } else {
            copy_character(&source, false);
        }
    }
}
