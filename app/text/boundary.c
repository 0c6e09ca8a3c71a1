#include "text/boundary.h"

#include <unicode/utf8.h>

void boundary_open(struct boundary *boundary, UBreakIteratorType type, const char *locale,
                   const char *text, size_t length)
{
    *boundary = (struct boundary){.source = UTEXT_INITIALIZER, .text = text, .length = length};
    UErrorCode error = U_ZERO_ERROR;
    /* The empty name is the root; NULL would be ICU's default, which is the environment's. */
    boundary->iterator = ubrk_open(type, locale != NULL ? locale : "", NULL, 0, &error);
    if (U_FAILURE(error) && locale != NULL) {
        error = U_ZERO_ERROR;
        boundary->iterator = ubrk_open(type, "", NULL, 0, &error);
    }
    utext_openUTF8(&boundary->source, text, (int64_t)length, &error);
    if (U_SUCCESS(error))
        ubrk_setUText(boundary->iterator, &boundary->source, &error);
    if (U_FAILURE(error)) {
        boundary_close(boundary);
        boundary->iterator = NULL;
    }
}

void boundary_close(struct boundary *boundary)
{
    if (boundary->iterator != NULL)
        ubrk_close(boundary->iterator);
    utext_close(&boundary->source);
}

bool boundary_next(struct boundary *boundary, size_t *place)
{
    if (boundary->iterator != NULL) {
        int32_t next = ubrk_next(boundary->iterator);
        if (next == UBRK_DONE)
            return false;
        *place = (size_t)next;
        return true;
    }
    if (boundary->at >= boundary->length)
        return false;
    const uint8_t *bytes = (const uint8_t *)boundary->text;
    U8_FWD_1(bytes, boundary->at, boundary->length);
    *place = boundary->at;
    return true;
}

size_t boundary_at_or_before(struct boundary *boundary, size_t limit)
{
    if (boundary->iterator == NULL)
        return 0;
    if (limit >= boundary->length)
        return boundary->length;
    const uint8_t *bytes = (const uint8_t *)boundary->text;
    U8_SET_CP_START(bytes, 0, limit);
    if (ubrk_isBoundary(boundary->iterator, (int32_t)limit))
        return limit;
    int32_t place = ubrk_preceding(boundary->iterator, (int32_t)limit);
    return place == UBRK_DONE ? 0 : (size_t)place;
}
