#include "base/buffer.h"

#include "base/memory.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void buffer_init(struct buffer *buffer, size_t cap)
{
    *buffer = (struct buffer){.cap = cap};
}

void buffer_finish(struct buffer *buffer)
{
    free(buffer->data);
    *buffer = (struct buffer){.cap = buffer->cap};
}

void buffer_clear(struct buffer *buffer)
{
    buffer->length = 0;
    buffer->overflow = false;
    if (buffer->data != NULL)
        buffer->data[0] = '\0';
}

/* Makes room for LENGTH more bytes and the NUL, doubling up to the cap. */
static bool reserve(struct buffer *buffer, size_t length)
{
    if (buffer->overflow || length > buffer->cap - buffer->length) {
        buffer->overflow = true;
        return false;
    }
    size_t need = buffer->length + length + 1;
    if (need <= buffer->room)
        return true;
    size_t room = buffer->room < 64 ? 64 : buffer->room;
    while (room < need)
        room *= 2;
    if (room > buffer->cap + 1)
        room = buffer->cap + 1;
    buffer->data = memory_resize(buffer->data, room, 1);
    buffer->room = room;
    return true;
}

bool buffer_add(struct buffer *buffer, const void *data, size_t length)
{
    if (!reserve(buffer, length))
        return false;
    if (length > 0)
        memcpy(buffer->data + buffer->length, data, length);
    buffer->length += length;
    buffer->data[buffer->length] = '\0';
    return true;
}

bool buffer_add_text(struct buffer *buffer, const char *text)
{
    return buffer_add(buffer, text, strlen(text));
}

bool buffer_print(struct buffer *buffer, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    int length = vsnprintf(NULL, 0, format, args);
    va_end(args);
    if (length < 0 || !reserve(buffer, (size_t)length)) {
        buffer->overflow = true;
        return false;
    }
    va_start(args, format);
    vsnprintf(buffer->data + buffer->length, (size_t)length + 1, format, args);
    va_end(args);
    buffer->length += (size_t)length;
    return true;
}

const char *buffer_text(const struct buffer *buffer)
{
    return buffer->data != NULL ? buffer->data : "";
}

char *buffer_take(struct buffer *buffer)
{
    char *data = buffer->data != NULL ? buffer->data : memory_text("");
    *buffer = (struct buffer){.cap = buffer->cap};
    return data;
}
