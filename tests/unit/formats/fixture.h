/* What the tests of contents share: zones made in memory, and a parse with its findings. */
#ifndef RIWAQ_TESTS_FORMATS_FIXTURE_H
#define RIWAQ_TESTS_FORMATS_FIXTURE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "formats/format.h"

/* 2025-03-19T12:55:00Z: the day of the sample. */
#define NOON INT64_C(1742388900)

struct fixed_zone {
    const char *name, *rule; /* RULE is a POSIX TZ string without changes */
    int32_t offset;
};

/* Casablanca is at +00 in March 2025 (Ramadan). */
static const struct fixed_zone fixed_zones[] = {
    {"Africa/Casablanca", "<+00>0", 0},
    {"Asia/Kolkata", "IST-5:30", 19800},
    {"America/St_Johns", "NST3:30", -12600},
    {"Test/Odd", "LMT0:30:20", -1820}, /* an offset with seconds, as before standard time */
    {"Test/East", "<+14>-14", 50400},
};

static size_t put_number(unsigned char *at, uint32_t number)
{
    for (int i = 0; i < 4; i++)
        at[i] = (unsigned char)(number >> (24 - 8 * i));
    return 4;
}

/* A TZif block (RFC 8536) of one type and no transitions. */
static size_t put_block(unsigned char *at, int32_t offset)
{
    size_t length = 20;
    memcpy(at, "TZif2", 5);
    for (int i = 0; i < 6; i++)
        length += put_number(at + length, i == 4 ? 1 : i == 5 ? 4 : 0);
    length += put_number(at + length, (uint32_t)offset);
    length += 2;
    memcpy(at + length, "ABC", 4);
    return length + 4;
}

/* Fits zone_find. */
static const struct zone *find_fixed_zone(void *self, const char *name)
{
    (void)self;
    for (size_t i = 0; i < sizeof fixed_zones / sizeof fixed_zones[0]; i++) {
        const struct fixed_zone *fixed = &fixed_zones[i];
        if (strcmp(fixed->name, name) != 0)
            continue;
        unsigned char data[256] = {0};
        size_t length = put_block(data, fixed->offset);
        length += put_block(data + length, fixed->offset);
        data[length++] = '\n';
        memcpy(data + length, fixed->rule, strlen(fixed->rule));
        length += strlen(fixed->rule);
        data[length++] = '\n';
        const struct zone *zone = zone_parse(name, data, length);
        assert_non_null(zone);
        return zone;
    }
    return NULL;
}

struct parsed {
    struct content *content;
    struct diagnostics diagnostics;
};

static inline struct parsed parse_for(const struct place *override, const char *text, size_t size)
{
    struct parsed parsed = {0};
    diagnostics_init(&parsed.diagnostics);
    struct format_context context = {
        .source = "lobby",
        .fetched_s = NOON,
        .override = override,
        .find_zone = find_fixed_zone,
        .diagnostics = &parsed.diagnostics,
    };
    /* An exact copy, so that a read past the end is seen. */
    char *copy = malloc(size > 0 ? size : 1);
    memcpy(copy, text, size);
    parsed.content = format_riwaq(&context, copy, size);
    free(copy);
    return parsed;
}

static inline struct parsed parse(const char *text)
{
    return parse_for(NULL, text, strlen(text));
}

static inline void parsed_finish(struct parsed *parsed)
{
    content_put(parsed->content);
    diagnostics_finish(&parsed->diagnostics);
}

/* free() it. */
static inline char *print(const struct content *content)
{
    struct buffer out;
    buffer_init(&out, 16 * 1024 * 1024);
    assert_true(format_print(content, &out));
    return buffer_take(&out);
}

#endif
