#include "formats/charset_label.h"

#include "base/memory.h"

#include <string.h>
#include <strings.h>
#include <unicode/ucnv.h>

enum { PRESCAN_BYTES = 1024 };

/* A stretch of bytes that is read from its start. */
struct span {
    const char *at, *end;
};

static bool is_space(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

static void skip_space(struct span *span)
{
    while (span->at < span->end && is_space(*span->at))
        span->at++;
}

static bool starts(struct span span, const char *word)
{
    size_t length = strlen(word);
    return (size_t)(span.end - span.at) >= length && strncasecmp(span.at, word, length) == 0;
}

/* Moves SPAN to where WORD begins, or to its end: false. */
static bool seek(struct span *span, const char *word)
{
    for (; span->at < span->end; span->at++) {
        if (starts(*span, word))
            return true;
    }
    return false;
}

static bool is_label(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           (c != '\0' && strchr("-_.:+()", c) != NULL);
}

/* "=" and a label, in quotes or bare. */
static bool read_value(struct span span, char *out)
{
    size_t length = 0;
    skip_space(&span);
    if (span.at == span.end || *span.at++ != '=')
        return false;
    skip_space(&span);
    if (span.at < span.end && (*span.at == '"' || *span.at == '\''))
        span.at++;
    skip_space(&span);
    while (span.at < span.end && is_label(*span.at) && length < CHARSET_NAME_MAX - 1)
        out[length++] = *span.at++;
    out[length] = '\0';
    return length > 0 && (span.at == span.end || !is_label(*span.at));
}

/* WORD, then "=" and a label, anywhere in SPAN. */
static bool seek_value(struct span span, const char *word, char *out)
{
    for (; seek(&span, word); span.at++) {
        struct span value = {span.at + strlen(word), span.end};
        if (read_value(value, out))
            return true;
    }
    return false;
}

bool charset_label_of_media_type(const char *media_type, char *out)
{
    if (media_type == NULL)
        return false;
    struct span span = {media_type, media_type + strlen(media_type)};
    while (seek(&span, ";")) {
        span.at++;
        skip_space(&span);
        struct span value = {span.at + strlen("charset"), span.end};
        if (starts(span, "charset") && read_value(value, out))
            return true;
    }
    return false;
}

bool charset_label_of_document(const char *data, size_t size, char *out)
{
    struct span span = {data, data + (size < PRESCAN_BYTES ? size : PRESCAN_BYTES)};
    skip_space(&span);
    if (span.at == span.end || *span.at != '<')
        return false;
    if (starts(span, "<?xml")) {
        struct span declaration = span;
        if (seek(&span, "?>") &&
            seek_value((struct span){declaration.at, span.at}, "encoding", out))
            return true;
    }
    while (seek(&span, "<")) {
        struct span tag = span;
        if (starts(span, "<!--")) {
            span.at += 2; /* "<!-->" is whole */
            if (!seek(&span, "-->"))
                return false;
            continue;
        }
        span.at++;
        if (starts(tag, "<meta") && seek(&span, ">") &&
            seek_value((struct span){tag.at, span.at}, "charset", out))
            return true;
    }
    return false;
}

/* Where the web means more than the name says, or another than ICU does. */
static const struct {
    const char *label, *name;
} meanings[] = {
    {"utf8", "UTF-8"},
    {"unicode-1-1-utf-8", "UTF-8"},
    {"us-ascii", "windows-1252"},
    {"ascii", "windows-1252"},
    {"iso-8859-1", "windows-1252"},
    {"iso8859-1", "windows-1252"},
    {"iso_8859-1", "windows-1252"},
    {"latin1", "windows-1252"},
    {"latin-1", "windows-1252"},
    {"l1", "windows-1252"},
    {"cp1252", "windows-1252"},
    {"iso-8859-9", "windows-1254"},
    {"latin5", "windows-1254"},
    {"iso-8859-11", "windows-874"},
    {"tis-620", "windows-874"},
    {"utf-16", "UTF-16LE"}, /* a mark has been looked for already */
    {"unicode", "UTF-16LE"},
    {"ucs-2", "UTF-16LE"},
    {"utf-32", "UTF-32LE"},
    {"gb2312", "GBK"},
    {"shift_jis", "windows-31j"},
    {"shift-jis", "windows-31j"},
    {"sjis", "windows-31j"},
    {"ks_c_5601-1987", "windows-949"},
    {"euc-kr", "windows-949"},
    {"big5", "Big5-HKSCS"},
};

/* What nobody sends, and what would let a document say more than its bytes do. */
static bool is_odd(const char *name)
{
    static const char *const odd[] = {"utf-7", "imap",   "scsu",        "bocu",
                                      "cesu",  "ebcdic", "ibm",         "lmbcs",
                                      "x11",   "hz",     "iso-2022-cn", "iso-2022-kr"};
    for (size_t i = 0; i < COUNT_OF(odd); i++) {
        if (strncasecmp(name, odd[i], strlen(odd[i])) == 0)
            return strcasecmp(name, "ibm866") != 0;
    }
    return false;
}

static void copy_name(char *out, const char *name)
{
    size_t length = strnlen(name, CHARSET_NAME_MAX - 1);
    memcpy(out, name, length);
    out[length] = '\0';
}

bool charset_resolve(const char *label, char *out)
{
    const char *name = label;
    for (size_t i = 0; i < COUNT_OF(meanings); i++) {
        if (strcasecmp(label, meanings[i].label) == 0)
            name = meanings[i].name;
    }
    if (strcasecmp(name, "utf-8") == 0)
        name = "UTF-8";
    UErrorCode error = U_ZERO_ERROR;
    UConverter *converter = is_odd(name) ? NULL : ucnv_open(name, &error);
    /* Some other name of UTF-8's, or of one that is not to be known. */
    const char *own = converter != NULL ? ucnv_getName(converter, &error) : NULL;
    bool known =
        own != NULL && U_SUCCESS(error) && (!is_odd(own) || strncasecmp(own, "ibm-", 4) == 0);
    if (known)
        copy_name(out, strcasecmp(own, "utf-8") == 0 ? "UTF-8" : name);
    ucnv_close(converter);
    return known;
}
