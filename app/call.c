#include "call.h"

#include "base/diagnostics.h"
#include "base/memory.h"
#include "base/moment.h"

#include <errno.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum kind { KIND_TEXT, KIND_SIZE, KIND_NUMBER, KIND_DURATION, KIND_FLAG };

struct option {
    const char *name;
    char letter; /* 0: none */
    enum kind kind;
    size_t offset;
    int least, most; /* of a number */
};

static const struct option options[] = {
    {"config", 'c', KIND_TEXT, offsetof(struct call, config), 0, 0},
    {"theme", 't', KIND_TEXT, offsetof(struct call, theme), 0, 0},
    {"content", 0, KIND_TEXT, offsetof(struct call, content), 0, 0},
    {"output", 'o', KIND_TEXT, offsetof(struct call, output), 0, 0},
    {"at", 0, KIND_TEXT, offsetof(struct call, at), 0, 0},
    {"date", 0, KIND_TEXT, offsetof(struct call, date), 0, 0},
    {"window", 0, KIND_SIZE, offsetof(struct call, window), 0, 0},
    {"size", 0, KIND_SIZE, offsetof(struct call, size), 0, 0},
    {"count", 0, KIND_NUMBER, offsetof(struct call, count), 1, 999},
    {"days", 0, KIND_NUMBER, offsetof(struct call, days), 1, 3660},
    {"seconds", 0, KIND_NUMBER, offsetof(struct call, seconds), 1, 86400},
    {"every", 0, KIND_DURATION, offsetof(struct call, every_ns), 0, 0},
    {"text", 0, KIND_FLAG, offsetof(struct call, text), 0, 0},
    {"help", 'h', KIND_FLAG, offsetof(struct call, help), 0, 0},
    {"version", 0, KIND_FLAG, offsetof(struct call, version), 0, 0},
};

static bool parse_number(const char *text, int least, int most, int *out)
{
    char *end;
    errno = 0;
    long value = strtol(text, &end, 10);
    if (errno != 0 || end == text || *end != '\0' || value < least || value > most)
        return false;
    *out = (int)value;
    return true;
}

bool call_parse_size(const char *text, struct size *out)
{
    char *end;
    errno = 0;
    long w = strtol(text, &end, 10);
    if (errno != 0 || end == text || (*end != 'x' && *end != 'X'))
        return false;
    const char *second = end + 1;
    long h = strtol(second, &end, 10);
    if (errno != 0 || end == second || *end != '\0' || w < 16 || h < 16 || w > 16384 || h > 16384)
        return false;
    *out = (struct size){(int)w, (int)h};
    return true;
}

/* "500ms", "40s", "5m", "1h"; a bare number is seconds. */
static bool parse_duration(const char *text, int64_t *out)
{
    static const struct {
        const char *suffix;
        int64_t ns;
    } units[] = {{"ms", NS_PER_MILLISECOND},
                 {"s", NS_PER_SECOND},
                 {"", NS_PER_SECOND},
                 {"m", 60 * NS_PER_SECOND},
                 {"h", 3600 * NS_PER_SECOND}};
    char *end;
    errno = 0;
    long value = strtol(text, &end, 10);
    if (errno != 0 || end == text || value < 1 || value > 1000000)
        return false;
    for (size_t i = 0; i < COUNT_OF(units); i++) {
        if (strcmp(end, units[i].suffix) == 0) {
            *out = value * units[i].ns;
            return true;
        }
    }
    return false;
}

static const struct option *find_option(const char *word, size_t *name_length)
{
    if (word[1] != '-') {
        *name_length = 2;
        for (size_t i = 0; i < COUNT_OF(options); i++)
            if (options[i].letter != 0 && word[1] == options[i].letter && word[2] == '\0')
                return &options[i];
        return NULL;
    }
    size_t length = strcspn(word + 2, "=");
    *name_length = length + 2;
    for (size_t i = 0; i < COUNT_OF(options); i++)
        if (strlen(options[i].name) == length && strncmp(options[i].name, word + 2, length) == 0)
            return &options[i];
    return NULL;
}

static bool complain_unknown(const char *word)
{
    const char *names[COUNT_OF(options)];
    for (size_t i = 0; i < COUNT_OF(options); i++)
        names[i] = options[i].name;
    const char *bare = word + (word[1] == '-' ? 2 : 1);
    const char *nearest = diagnostics_nearest(bare, names, (int)COUNT_OF(names));
    if (nearest != NULL)
        fprintf(stderr, "riwaq: no option %s; did you mean --%s?\n", word, nearest);
    else
        fprintf(stderr, "riwaq: no option %s; `riwaq help` lists them\n", word);
    return false;
}

static bool set_option(struct call *call, const struct option *option, const char *value)
{
    void *field = (char *)call + option->offset;
    switch (option->kind) {
    case KIND_TEXT:
        *(const char **)field = value;
        return true;
    case KIND_FLAG:
        *(bool *)field = true;
        return true;
    case KIND_SIZE:
        if (call_parse_size(value, field))
            return true;
        fprintf(stderr, "riwaq: --%s %s: no size; write for example 1920x1080\n", option->name,
                value);
        return false;
    case KIND_NUMBER:
        if (parse_number(value, option->least, option->most, field))
            return true;
        fprintf(stderr, "riwaq: --%s %s: write a number from %d to %d\n", option->name, value,
                option->least, option->most);
        return false;
    case KIND_DURATION:
        if (parse_duration(value, field))
            return true;
        fprintf(stderr, "riwaq: --%s %s: no duration; write for example 10s, 5m or 500ms\n",
                option->name, value);
        return false;
    }
    return false;
}

bool call_parse(struct call *call, int argc, char **argv)
{
    *call = (struct call){0};
    for (int i = 0; i < argc; i++) {
        const char *word = argv[i];
        size_t length;
        if (word[0] != '-' || word[1] == '\0') {
            if (call->argument_count == ARGUMENTS_MAX) {
                fputs("riwaq: too many arguments\n", stderr);
                return false;
            }
            call->arguments[call->argument_count++] = word;
            continue;
        }
        const struct option *option = find_option(word, &length);
        if (option == NULL)
            return complain_unknown(word);
        const char *value = word[length] == '=' ? word + length + 1 : NULL;
        if (value == NULL && option->kind != KIND_FLAG) {
            if (i + 1 == argc) {
                fprintf(stderr, "riwaq: %s needs a value\n", word);
                return false;
            }
            value = argv[++i];
        }
        if (!set_option(call, option, value))
            return false;
    }
    return true;
}
