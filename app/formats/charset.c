#include "formats/charset.h"

#include "base/buffer.h"
#include "base/memory.h"
#include "formats/charset_label.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unicode/ucnv.h>
#include <unicode/utf8.h>

static const char utf_8[] = "UTF-8", windows_1252[] = "windows-1252",
                  windows_1256[] = "windows-1256";

/* Letters beyond ASCII stand alone among others in what windows-1252 is for, and make whole words
 * in Arabic: so many in a row are a word. */
enum { WORD_LETTERS = 3 };

/* How far bytes are UTF-8. */
struct census {
    size_t sequences; /* well-formed ones of several bytes */
    size_t broken;
};

static struct census census_of(const uint8_t *bytes, size_t size)
{
    struct census census = {0, 0};
    for (size_t i = 0; i < size;) {
        UChar32 c;
        U8_NEXT(bytes, i, size, c);
        census.broken += c < 0;
        census.sequences += c >= 0x80;
    }
    return census;
}

/* Whether most letters beyond ASCII (those of windows-1252 and windows-1256 begin at 0xC0) stand in
 * words of them. */
static bool seems_arabic(const uint8_t *bytes, size_t size)
{
    size_t letters = 0, in_words = 0, run = 0;
    for (size_t i = 0; i <= size; i++) {
        if (i < size && bytes[i] >= 0xC0) {
            run++;
            continue;
        }
        letters += run;
        in_words += run >= WORD_LETTERS ? run : 0;
        run = 0;
    }
    return in_words > letters - in_words;
}

/* --- what it is in --- */

static void copy_name(char *out, const char *name)
{
    memcpy(out, name, strlen(name) + 1);
}

/* The length of the mark that DATA begins with; 0: none. */
static size_t find_mark(const char *data, size_t size, char *name)
{
    static const struct {
        const char *bytes;
        size_t length;
        const char *name;
    } marks[] = {
        {"\xEF\xBB\xBF", 3, utf_8},      {"\xFF\xFE\0\0", 4, "UTF-32LE"},
        {"\0\0\xFE\xFF", 4, "UTF-32BE"}, {"\xFF\xFE", 2, "UTF-16LE"},
        {"\xFE\xFF", 2, "UTF-16BE"},
    };
    for (size_t i = 0; i < sizeof marks / sizeof marks[0]; i++) {
        if (size >= marks[i].length && memcmp(data, marks[i].bytes, marks[i].length) == 0) {
            copy_name(name, marks[i].name);
            return marks[i].length;
        }
    }
    return 0;
}

/* The name of the UTF-16 that text of ASCII letters at the start shows; NULL: none. */
static const char *wide_name(const char *data, size_t size)
{
    if (size < 4)
        return NULL;
    if (data[0] != '\0' && data[1] == '\0' && data[2] != '\0' && data[3] == '\0')
        return "UTF-16LE";
    if (data[0] == '\0' && data[1] != '\0' && data[2] == '\0' && data[3] != '\0')
        return "UTF-16BE";
    return NULL;
}

static void set_reason(struct charset_text *out, const char *name, enum charset_reason reason)
{
    if (name != out->name)
        copy_name(out->name, name);
    out->reason = reason;
}

/* Whether LABEL is known and the bytes do not belie it; then OUT has its name. *WEAK is set when
 * it is UTF-8 and that alone speaks against it. */
static bool believe(const char *label, const struct census *census, struct charset_text *out,
                    bool *weak)
{
    char name[CHARSET_NAME_MAX];
    if (!charset_resolve(label, name)) {
        if (out->unknown[0] == '\0')
            copy_name(out->unknown, label);
        return false;
    }
    bool is_utf_8 = strcmp(name, utf_8) == 0;
    if (is_utf_8 && census->broken > 0) {
        *weak = true;
        return false;
    }
    if (strcmp(name, windows_1252) == 0 && census->broken == 0 && census->sequences > 0)
        copy_name(name, utf_8);
    copy_name(out->name, name);
    return true;
}

static void choose(const char *data, size_t size, const char *media_type, struct charset_text *out)
{
    const struct census census = census_of((const uint8_t *)data, size);
    char label[CHARSET_NAME_MAX];
    bool weak_type = false, weak_document = false;
    const char *wide = wide_name(data, size);
    if (charset_label_of_media_type(media_type, label) && believe(label, &census, out, &weak_type))
        set_reason(out, out->name, CHARSET_FROM_MEDIA_TYPE);
    else if (charset_label_of_document(data, size, label) &&
             believe(label, &census, out, &weak_document)) {
        /* Who could read "utf-16" as ASCII was not reading UTF-16 (HTML, the same prescan). */
        bool could_not =
            strncasecmp(out->name, "UTF-16", 6) == 0 || strncasecmp(out->name, "UTF-32", 6) == 0;
        set_reason(out, could_not ? utf_8 : out->name, CHARSET_FROM_DOCUMENT);
    } else if (weak_type || weak_document)
        set_reason(out, utf_8, weak_type ? CHARSET_FROM_MEDIA_TYPE : CHARSET_FROM_DOCUMENT);
    else if (wide != NULL)
        set_reason(out, wide, CHARSET_FROM_BYTES);
    else if (census.broken <= census.sequences ||
             (media_type != NULL && strncasecmp(media_type, "application/json", 16) == 0))
        set_reason(out, utf_8, CHARSET_FROM_BYTES);
    else
        set_reason(out, seems_arabic((const uint8_t *)data, size) ? windows_1256 : windows_1252,
                   CHARSET_FROM_BYTES);
}

/* --- converting --- */

/* As much as fits, up to a character's end. */
static void add_cut(struct buffer *buffer, const char *text, size_t length, bool *cut)
{
    size_t room = buffer->cap - buffer->length;
    if (length > room) {
        length = room;
        *cut = true;
        while (length > 0 && ((unsigned char)text[length] & 0xC0) == 0x80)
            length--;
    }
    buffer_add(buffer, text, length);
}

static void repair_utf_8(const uint8_t *bytes, size_t size, struct buffer *buffer,
                         struct charset_text *out)
{
    size_t good = 0; /* where the well-formed bytes that are not yet added begin */
    for (size_t i = 0; i < size && !out->cut;) {
        size_t start = i;
        UChar32 c;
        U8_NEXT(bytes, i, size, c);
        if (c >= 0)
            continue;
        add_cut(buffer, (const char *)bytes + good, start - good, &out->cut);
        if (!out->cut)
            add_cut(buffer, "\xEF\xBF\xBD", 3, &out->cut);
        out->replaced += !out->cut;
        good = i;
    }
    if (!out->cut)
        add_cut(buffer, (const char *)bytes + good, size - good, &out->cut);
}

static void count_replaced(const void *context, UConverterToUnicodeArgs *args, const char *bytes,
                           int32_t length, UConverterCallbackReason reason, UErrorCode *error)
{
    if (reason <= UCNV_IRREGULAR)
        ++*(size_t *)context;
    UCNV_TO_U_CALLBACK_SUBSTITUTE(NULL, args, bytes, length, reason, error);
}

enum { CHUNK = 4096 };

static void convert_all(UConverter *from, UConverter *to, const char *data, size_t size,
                        struct buffer *buffer, struct charset_text *out)
{
    UChar pivot[CHUNK], *pivot_source = pivot, *pivot_target = pivot;
    const char *end = data + size;
    UErrorCode error = U_BUFFER_OVERFLOW_ERROR;
    bool first = true;
    /* A character may be split between chunks: what is left of one begins the next. */
    char chunk[CHUNK + U8_MAX_LENGTH];
    size_t left = 0;
    while (error == U_BUFFER_OVERFLOW_ERROR && !out->cut) {
        char *target = chunk + left;
        error = U_ZERO_ERROR;
        ucnv_convertEx(to, from, &target, chunk + left + CHUNK, &data, end, pivot, &pivot_source,
                       &pivot_target, pivot + CHUNK, first, true, &error);
        first = false;
        size_t length = (size_t)(target - chunk), whole = length;
        if (error == U_BUFFER_OVERFLOW_ERROR)
            U8_TRUNCATE_IF_INCOMPLETE(chunk, 0, whole);
        add_cut(buffer, chunk, whole, &out->cut);
        left = length - whole;
        memmove(chunk, chunk + whole, left);
    }
}

/* False when there is no such converter. */
static bool convert(const char *data, size_t size, struct buffer *buffer, struct charset_text *out)
{
    UErrorCode error = U_ZERO_ERROR;
    UConverter *from = ucnv_open(out->name, &error);
    UConverter *to = ucnv_open(utf_8, &error);
    if (U_SUCCESS(error))
        ucnv_setToUCallBack(from, count_replaced, &out->replaced, NULL, NULL, &error);
    bool ready = U_SUCCESS(error);
    if (ready)
        convert_all(from, to, data, size, buffer, out);
    ucnv_close(from);
    ucnv_close(to);
    return ready;
}

void charset_decode(const void *data, size_t size, const char *media_type, size_t cap,
                    struct charset_text *out)
{
    struct buffer buffer;
    const char *bytes = size > 0 ? data : "";
    *out = (struct charset_text){.reason = CHARSET_FROM_MARK};
    size_t mark = find_mark(bytes, size, out->name);
    if (mark == 0)
        choose(bytes, size, media_type, out);
    bytes += mark;
    size -= mark;
    out->text = bytes;
    out->length = size;
    bool is_utf_8 = strcmp(out->name, utf_8) == 0;
    if (is_utf_8 && size <= cap && census_of((const uint8_t *)bytes, size).broken == 0)
        return; /* a large answer is not in memory twice */
    buffer_init(&buffer, cap);
    if (is_utf_8 || !convert(bytes, size, &buffer, out))
        repair_utf_8((const uint8_t *)bytes, size, &buffer, out);
    out->length = buffer.length;
    out->text = out->copy = buffer_take(&buffer);
}

char *charset_text_own(struct charset_text *text)
{
    if (text->copy == NULL) {
        text->copy = memory_array(text->length + 1, 1);
        memcpy(text->copy, text->text, text->length);
        text->text = text->copy;
    }
    return text->copy;
}

void charset_text_finish(struct charset_text *text)
{
    free(text->copy);
    *text = (struct charset_text){.text = NULL};
}
