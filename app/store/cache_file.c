#include "store/cache_file.h"

#include "base/hash.h"
#include "base/memory.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

static const char version_line[] = "riwaq-cache 1\n";

static bool can_stand(const char *value)
{
    size_t length = strnlen(value, CACHE_LINE_MAX);
    if (length == 0 || length == CACHE_LINE_MAX)
        return false;
    for (const char *at = value; *at != '\0'; at++)
        if ((unsigned char)*at < ' ' || *at == 0x7f)
            return false;
    return true;
}

static void print_value(struct buffer *out, const char *key, const char *value)
{
    if (value != NULL && can_stand(value))
        buffer_print(out, "%s: %s\n", key, value);
}

bool cache_file_print(const struct cache_entry *entry, struct buffer *out)
{
    if (entry->url == NULL || !can_stand(entry->url) || entry->size > CACHE_BODY_MAX)
        return false;
    size_t start = out->length;
    buffer_add_text(out, version_line);
    print_value(out, "url", entry->url);
    print_value(out, "etag", entry->etag);
    print_value(out, "last-modified", entry->last_modified);
    print_value(out, "media-type", entry->media_type);
    buffer_print(out, "fetched: %" PRId64 "\n", entry->fetched_s);
    if (entry->confirmed_s != 0)
        buffer_print(out, "confirmed: %" PRId64 "\n", entry->confirmed_s);
    buffer_print(out, "size: %zu\n", entry->size);
    uint64_t sum = hash_bytes(HASH_START, buffer_text(out) + start, out->length - start);
    sum = hash_bytes(sum, entry->body, entry->size);
    buffer_print(out, "checksum: %016" PRIx64 "\n\n", sum);
    return buffer_add(out, entry->body, entry->size);
}

/* What is left to read; lines end in \n. */
struct reader {
    const char *at, *end;
};

/* The value of the next line when its key is KEY. */
static bool read_value(struct reader *reader, const char *key, const char **value, size_t *length)
{
    size_t room = (size_t)(reader->end - reader->at), skip = strlen(key);
    if (room < skip + 2 || memcmp(reader->at, key, skip) != 0 ||
        memcmp(reader->at + skip, ": ", 2) != 0)
        return false;
    *value = reader->at + skip + 2;
    const char *newline = memchr(*value, '\n', room - skip - 2);
    if (newline == NULL)
        return false;
    *length = (size_t)(newline - *value);
    reader->at = newline + 1;
    return *length < CACHE_LINE_MAX;
}

static char *read_text(struct reader *reader, const char *key)
{
    const char *value;
    size_t length;
    if (!read_value(reader, key, &value, &length))
        return NULL;
    return memory_text_n(value, length);
}

static bool read_number(struct reader *reader, const char *key, int base, uint64_t *out)
{
    char *text = read_text(reader, key), *end = text;
    if (text != NULL)
        *out = base == 16 ? strtoull(text, &end, 16) : (uint64_t)strtoll(text, &end, 10);
    bool good = text != NULL && end != text && *end == '\0';
    free(text);
    return good;
}

/* Up to and with the line `size`. */
static bool read_head(struct reader *reader, struct cache_entry *out, uint64_t *size)
{
    size_t length = strlen(version_line);
    if ((size_t)(reader->end - reader->at) < length ||
        memcmp(reader->at, version_line, length) != 0)
        return false;
    reader->at += length;
    uint64_t fetched, confirmed = 0;
    out->url = read_text(reader, "url");
    out->etag = read_text(reader, "etag");
    out->last_modified = read_text(reader, "last-modified");
    out->media_type = read_text(reader, "media-type");
    if (out->url == NULL || !read_number(reader, "fetched", 10, &fetched))
        return false;
    read_number(reader, "confirmed", 10, &confirmed); /* stays 0 where there is none */
    if (!read_number(reader, "size", 10, size))
        return false;
    out->fetched_s = (int64_t)fetched;
    out->confirmed_s = (int64_t)confirmed;
    return true;
}

bool cache_file_parse_head(const char *data, size_t size, struct cache_entry *out)
{
    uint64_t body_size;
    struct reader reader = {.at = data, .end = data + size};
    *out = (struct cache_entry){0};
    if (read_head(&reader, out, &body_size))
        return true;
    cache_entry_finish(out);
    return false;
}

bool cache_file_parse(const char *data, size_t size, struct cache_entry *out)
{
    uint64_t body_size, wanted;
    struct reader reader = {.at = data, .end = data + size};
    *out = (struct cache_entry){0};
    if (!read_head(&reader, out, &body_size))
        goto bad;
    uint64_t sum = hash_bytes(HASH_START, data, (size_t)(reader.at - data));
    if (!read_number(&reader, "checksum", 16, &wanted) || reader.at == reader.end ||
        *reader.at++ != '\n' || body_size != (uint64_t)(reader.end - reader.at))
        goto bad;
    if (hash_bytes(sum, reader.at, (size_t)body_size) != wanted)
        goto bad;
    out->body = memory_text_n(reader.at, (size_t)body_size);
    out->size = (size_t)body_size;
    return true;
bad:
    cache_entry_finish(out);
    return false;
}

void cache_entry_finish(struct cache_entry *entry)
{
    free(entry->url);
    free(entry->etag);
    free(entry->last_modified);
    free(entry->media_type);
    free(entry->body);
    *entry = (struct cache_entry){0};
}
