#include "base/memory.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void *or_abort(void *memory)
{
    if (memory == NULL) {
        fputs("riwaq: out of memory\n", stderr);
        abort();
    }
    return memory;
}

void *memory_new(size_t size)
{
    return memory_array(1, size);
}

void *memory_array(size_t count, size_t size)
{
    return or_abort(calloc(count > 0 ? count : 1, size > 0 ? size : 1));
}

void *memory_resize(void *old, size_t count, size_t size)
{
    if (size != 0 && count > SIZE_MAX / size)
        return or_abort(NULL);
    size_t bytes = count * size;
    return or_abort(realloc(old, bytes > 0 ? bytes : 1));
}

char *memory_text(const char *text)
{
    return text == NULL ? NULL : memory_text_n(text, strlen(text));
}

char *memory_text_n(const char *text, size_t length)
{
    char *copy = memory_array(length + 1, 1);
    memcpy(copy, text, length);
    return copy;
}
