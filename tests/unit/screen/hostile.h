/* The strings of tests/feeds/hostile/strings.txt, as what stands between the quotes of JSON. */
#ifndef RIWAQ_TESTS_SCREEN_HOSTILE_H
#define RIWAQ_TESTS_SCREEN_HOSTILE_H

#include "../check.h"

#include "base/buffer.h"
#include "base/memory.h"
#include "text/utf8.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { HOSTILE_NAME = 64, HOSTILE_CAP = 16 << 20 };

struct hostile {
    FILE *file;
    char *line;
    size_t room;
    char name[HOSTILE_NAME];
    struct buffer json; /* the string, escaped */
};

/* What UTF-8 cannot hold, or JSON not bare, as JSON's escape. */
static inline void hostile_code(struct buffer *out, uint32_t code)
{
    char bytes[4];
    if (code < 0x20 || (code >= 0xD800 && code <= 0xDFFF))
        buffer_print(out, "\\u%04X", (unsigned)code);
    else
        buffer_add(out, bytes, utf8_put(bytes, code));
}

/* Expands from *AT up to the end or to the "\]" of the repetition that it stands in. */
static inline void hostile_expand(struct buffer *out, const char **at)
{
    while (**at != '\0') {
        const char *c = *at;
        *at += 1;
        if (c[0] == '"') {
            buffer_add_text(out, "\\\"");
        } else if (c[0] != '\\') {
            buffer_add(out, c, 1);
        } else if (c[1] == '\\') {
            buffer_add_text(out, "\\\\");
            *at = c + 2;
        } else if (c[1] == 'u' || c[1] == 'x') {
            char *end;
            uint32_t code = (uint32_t)strtoul(c + 3, &end, 16);
            assert_true(c[2] == '{' && *end == '}');
            if (c[1] == 'u')
                hostile_code(out, code);
            else
                buffer_add(out, &(char){(char)code}, 1);
            *at = end + 1;
        } else if (c[1] == '[') {
            char *end;
            long times = strtol(c + 2, &end, 10);
            assert_true(*end == ':' && times > 0);
            struct buffer piece;
            buffer_init(&piece, HOSTILE_CAP);
            *at = end + 1;
            hostile_expand(&piece, at);
            for (long i = 0; i < times; i++)
                buffer_add(out, buffer_text(&piece), piece.length);
            buffer_finish(&piece);
        } else {
            assert_int_equal(c[1], ']');
            *at = c + 2;
            return;
        }
    }
}

static inline void hostile_open(struct hostile *hostile)
{
    *hostile = (struct hostile){.file = fopen("tests/feeds/hostile/strings.txt", "r")};
    assert_non_null(hostile->file);
    buffer_init(&hostile->json, HOSTILE_CAP);
}

/* The next string; false after the last one. */
static inline bool hostile_next(struct hostile *hostile)
{
    ssize_t length;
    do {
        length = getline(&hostile->line, &hostile->room, hostile->file);
        if (length < 0)
            return false;
        hostile->line[strcspn(hostile->line, "\n")] = '\0';
    } while (hostile->line[0] == '#' || hostile->line[0] == '\0');
    size_t name = strcspn(hostile->line, " ");
    assert_true(name < sizeof hostile->name);
    memcpy(hostile->name, hostile->line, name);
    hostile->name[name] = '\0';
    const char *at = hostile->line + name + (hostile->line[name] == ' ');
    buffer_clear(&hostile->json);
    hostile_expand(&hostile->json, &at);
    assert_false(hostile->json.overflow);
    return true;
}

static inline void hostile_close(struct hostile *hostile)
{
    fclose(hostile->file);
    free(hostile->line);
    buffer_finish(&hostile->json);
}

#endif
