/* The suites of tests/feeds/suites: compact lists of documents, and frames to put them into. */
#ifndef RIWAQ_TESTS_FORMATS_SUITE_H
#define RIWAQ_TESTS_FORMATS_SUITE_H

#include "fixture.h"

#include "base/buffer.h"

#include <ctype.h>
#include <stdbool.h>
#include <stdio.h>

#define SUITES    "tests/feeds/suites/"
#define SLOT      "@@"
#define SUITE_OF  64 /* MiB that a document may have */
#define SUITE_ALL (-1000)

/* Whole file, to free(). */
static char *suite_file(const char *name, size_t *size)
{
    char path[256], piece[4096];
    snprintf(path, sizeof path, SUITES "%s", name);
    FILE *file = fopen(path, "rb");
    if (file == NULL)
        fail_msg("%s cannot be opened", path);
    struct buffer out;
    buffer_init(&out, SUITE_OF << 20);
    size_t count;
    while ((count = fread(piece, 1, sizeof piece, file)) > 0)
        assert_true(buffer_add(&out, piece, count));
    fclose(file);
    *size = out.length;
    return buffer_take(&out);
}

/* %41 and %(3*TEXT%) of json.txt, up to END or "%)"; where it stopped. */
static const char *suite_expand(const char *text, const char *end, struct buffer *out)
{
    while (text < end) {
        if (*text != '%') {
            assert_true(buffer_add(out, text++, 1));
        } else if (text[1] == ')') {
            return text;
        } else if (text[1] == '(') {
            char *star;
            long times = strtol(text + 2, &star, 10);
            assert_true(times > 0 && *star == '*');
            struct buffer once;
            buffer_init(&once, SUITE_OF << 20);
            text = suite_expand(star + 1, end, &once);
            assert_true(text < end);
            text += 2;
            for (long i = 0; i < times; i++)
                assert_true(buffer_add(out, once.data, once.length));
            buffer_finish(&once);
        } else {
            char digits[3] = {text[1], text[2], '\0'};
            assert_true(isxdigit((unsigned char)digits[0]) && isxdigit((unsigned char)digits[1]));
            char byte = (char)strtol(digits, NULL, 16);
            assert_true(buffer_add(out, &byte, 1));
            text += 3;
        }
    }
    return text;
}

struct suite_case {
    char kind;       /* small, also where the file has a capital */
    bool only_whole; /* the file had one */
    char name[64];
    struct buffer text;
};

/* The next case of *REST, to buffer_finish(&out->text); false: the file is over. */
static bool suite_next(const char **rest, struct suite_case *out)
{
    for (;;) {
        const char *line = *rest, *end = line + strcspn(line, "\n");
        if (*line == '\0')
            return false;
        *rest = end + (*end == '\n');
        if (line == end || *line == '#')
            continue;
        const char *name = line + 2;
        size_t length = strcspn(name, " \n");
        assert_true(line[1] == ' ' && length < sizeof out->name);
        out->kind = (char)tolower((unsigned char)*line);
        out->only_whole = isupper((unsigned char)*line);
        memcpy(out->name, name, length);
        out->name[length] = '\0';
        buffer_init(&out->text, SUITE_OF << 20);
        const char *text = name + length + (name + length < end);
        assert_ptr_equal(suite_expand(text, end, &out->text), end);
        return true;
    }
}

static int suite_slots(const char *frame)
{
    int count = 0;
    while ((frame = strstr(frame, SLOT)) != NULL) {
        frame += strlen(SLOT);
        count++;
    }
    return count;
}

/* FRAME with VALUE in slot ONE, or SUITE_ALL of them; in the others, of JSON, null. */
static void suite_frame(const char *frame, int one, const char *value, size_t size,
                        struct buffer *out)
{
    const char *other = *frame == '<' ? "" : "null";
    buffer_init(out, SUITE_OF << 20);
    for (const char *slot; (slot = strstr(frame, SLOT)) != NULL; one--) {
        bool here = one == 0 || one <= SUITE_ALL;
        assert_true(buffer_add(out, frame, (size_t)(slot - frame)));
        assert_true(here ? size == 0 || buffer_add(out, value, size) : buffer_add_text(out, other));
        frame = slot + strlen(SLOT);
    }
    assert_true(buffer_add_text(out, frame));
}

#endif
