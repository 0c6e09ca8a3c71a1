/* Cases as files: what a person wrote, and beside it exactly what riwaq says about it.
 *
 * NAME.ini (or NAME.conf) is the input, NAME.expected the findings as diagnostics_print()
 * writes them, empty where all is well. RIWAQ_ACCEPT=1 in the environment writes them anew:
 * read the difference before it is committed. Run from the top of the source tree. */
#ifndef RIWAQ_TESTS_THEME_CASES_H
#define RIWAQ_TESTS_THEME_CASES_H

#include "base/buffer.h"
#include "base/diagnostics.h"

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { CASE_FILE_MAX = 1024 * 1024, CASES_MAX = 200 };

/* malloc'ed; NULL when it cannot be read. */
static inline char *case_read(const char *path, size_t *size)
{
    FILE *file = fopen(path, "rb");
    if (file == NULL)
        return NULL;
    struct buffer buffer;
    buffer_init(&buffer, CASE_FILE_MAX);
    char block[4096];
    for (size_t n; (n = fread(block, 1, sizeof block, file)) > 0;)
        buffer_add(&buffer, block, n);
    fclose(file);
    *size = buffer.length;
    return buffer_take(&buffer);
}

/* As diagnostics_print() writes them; free() it. */
static inline char *case_findings(const struct diagnostics *diagnostics)
{
    char *text = NULL;
    size_t size = 0;
    FILE *file = open_memstream(&text, &size);
    assert_non_null(file);
    diagnostics_print(diagnostics, file);
    fclose(file);
    return text;
}

static inline void case_compare(const char *path, const struct diagnostics *diagnostics)
{
    size_t size;
    char *found = case_findings(diagnostics);
    if (getenv("RIWAQ_ACCEPT") != NULL) {
        FILE *file = fopen(path, "wb");
        assert_non_null(file);
        fputs(found, file);
        fclose(file);
    }
    char *expected = case_read(path, &size);
    if (expected == NULL)
        fail_msg("%s is missing", path);
    if (strcmp(found, expected) != 0)
        fail_msg("%s\n--- expected\n%s--- found\n%s", path, expected, found);
    free(expected);
    free(found);
}

typedef void (*case_parse)(const char *name, const char *text, size_t size,
                           struct diagnostics *diagnostics);

static inline int case_order(const void *a, const void *b)
{
    return strcmp(a, b);
}

static inline void case_run(const char *folder, const char *name, case_parse parse)
{
    char path[512];
    size_t size = 0;
    snprintf(path, sizeof path, "%s/%s", folder, name);
    char *text = case_read(path, &size);
    assert_non_null(text);
    struct diagnostics diagnostics;
    diagnostics_init(&diagnostics);
    parse(name, text, size, &diagnostics);
    snprintf(path, sizeof path, "%s/%.*s.expected", folder, (int)strcspn(name, "."), name);
    case_compare(path, &diagnostics);
    diagnostics_finish(&diagnostics);
    free(text);
}

/* Every file of FOLDER that ends in SUFFIX; their number. */
static inline int case_run_all(const char *folder, const char *suffix, case_parse parse)
{
    static char names[CASES_MAX][256];
    int count = 0;
    DIR *dir = opendir(folder);
    assert_non_null(dir);
    for (struct dirent *entry; (entry = readdir(dir)) != NULL;) {
        const char *dot = strrchr(entry->d_name, '.');
        if (dot != NULL && strcmp(dot, suffix) == 0 && count < CASES_MAX)
            snprintf(names[count++], sizeof names[0], "%s", entry->d_name);
    }
    closedir(dir);
    qsort(names, (size_t)count, sizeof names[0], case_order);
    for (int i = 0; i < count; i++)
        case_run(folder, names[i], parse);
    return count;
}

/* Numbers that are the same in every run (xorshift64, Marsaglia 2003). */
static inline uint64_t case_random(uint64_t *state)
{
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    return *state;
}

/* TEXT with up to 8 bytes changed, or cut, or pieces of it put elsewhere; in place. */
static inline size_t case_spoil(char *text, size_t size, uint64_t *state)
{
    static const char nasty[] = "[]=;#\\\n\r\t \0\xEF\xFF,.x0-9fr%s";
    for (uint64_t n = case_random(state) % 8 + 1; n > 0 && size > 0; n--) {
        size_t at = (size_t)(case_random(state) % size), from = (size_t)(case_random(state) % size);
        size_t room = size - (at > from ? at : from);
        switch (case_random(state) % 4) {
        case 0:
            text[at] = (char)case_random(state);
            break;
        case 1:
            text[at] = nasty[case_random(state) % sizeof nasty];
            break;
        case 2:
            memmove(text + at, text + from, (size_t)(case_random(state) % 40) % (room + 1));
            break;
        default:
            if (case_random(state) % 8 == 0)
                size = at;
            break;
        }
    }
    return size;
}

#endif
