/* Words as such: upper case and counting. */
#include "base/memory.h"
#include "text/boundary.h"
#include "text/text.h"
#include "text/utf8.h"

#include <stdlib.h>
#include <string.h>
#include <unicode/ucasemap.h>

enum { WORDS_TEXT_MAX = 1024 * 1024 };

/* ICU's mapping with LOCALE's rules, into a new string; LENGTH is capped; NULL when it fails. */
static char *map_upper(const UCaseMap *map, const char *text, size_t length)
{
    const int32_t from = (int32_t)length;
    UErrorCode error = U_ZERO_ERROR;
    int32_t room = ucasemap_utf8ToUpper(map, NULL, 0, text, from, &error);
    if (error != U_BUFFER_OVERFLOW_ERROR && U_FAILURE(error))
        return NULL;
    char *upper = memory_array((size_t)room + 1, 1);
    error = U_ZERO_ERROR;
    ucasemap_utf8ToUpper(map, upper, room + 1, text, from, &error);
    if (U_SUCCESS(error))
        return upper;
    free(upper);
    return NULL;
}

char *text_upper(const char *text, const char *locale)
{
    if (text == NULL)
        return memory_text("");
    UErrorCode error = U_ZERO_ERROR;
    /* The empty name is the root; NULL would be ICU's default, which is the environment's. */
    UCaseMap *map = ucasemap_open(locale != NULL ? locale : "", 0, &error);
    if (U_FAILURE(error)) {
        error = U_ZERO_ERROR;
        map = ucasemap_open("", 0, &error);
    }
    size_t length;
    char *clean = utf8_clean(text, strlen(text), WORDS_TEXT_MAX, &length);
    char *upper = U_SUCCESS(error) ? map_upper(map, clean, length) : NULL;
    if (map != NULL)
        ucasemap_close(map);
    if (upper == NULL)
        return clean;
    free(clean);
    return upper;
}

int text_word_count(const char *text, size_t length)
{
    size_t clean_length;
    char *clean = utf8_clean(text, length, WORDS_TEXT_MAX, &clean_length);
    struct boundary boundary;
    boundary_open(&boundary, UBRK_WORD, NULL, clean, clean_length);
    int count = 0;
    for (size_t place; boundary_next(&boundary, &place);) {
        if (boundary.iterator == NULL)
            break;
        if (ubrk_getRuleStatus(boundary.iterator) >= UBRK_WORD_NONE_LIMIT)
            count++;
    }
    boundary_close(&boundary);
    free(clean);
    return count;
}
