/* A media type, a line end, and any bytes as a document: no crash, valid UTF-8 within the cap comes
 * out, and going through it again changes nothing. */
#include "base/memory.h"
#include "formats/charset.h"

#include <stdlib.h>
#include <string.h>
#include <unicode/utf8.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { CAP = 20000 };

static void require(bool held)
{
    if (!held)
        abort();
}

static void check_valid(const struct charset_text *text)
{
    const uint8_t *bytes = (const uint8_t *)text->text;
    require(text->length <= CAP);
    for (size_t i = 0; i < text->length;) {
        UChar32 c;
        U8_NEXT(bytes, i, text->length, c);
        require(c >= 0);
    }
    require(text->name[0] != '\0' && strlen(text->name) < CHARSET_NAME_MAX);
    require(strlen(text->unknown) < CHARSET_NAME_MAX);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const uint8_t *line = size > 0 ? memchr(data, '\n', size) : NULL;
    size_t length = line != NULL ? (size_t)(line - data) : 0;
    char *type = line != NULL ? memory_text_n((const char *)data, length) : NULL;
    size_t start = line != NULL ? length + 1 : 0;
    struct charset_text text, again;
    charset_decode(data + start, size - start, type, CAP, &text);
    check_valid(&text);
    charset_decode(text.text, text.length, "text/plain; charset=utf-8", CAP, &again);
    check_valid(&again);
    /* A second mark is one again. */
    if (again.reason == CHARSET_FROM_MEDIA_TYPE)
        require(again.length == text.length && memcmp(again.text, text.text, text.length) == 0 &&
                again.replaced == 0 && !again.cut);
    charset_text_finish(&again);
    charset_text_finish(&text);
    free(type);
    return 0;
}
