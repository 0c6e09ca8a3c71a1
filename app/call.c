#include "call.h"

#include "base/diagnostics.h"
#include "base/memory.h"
#include "base/moment.h"

#include <errno.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum kind { KIND_TEXT, KIND_SIZE, KIND_SIZES, KIND_NUMBER, KIND_DURATION, KIND_FLAG };

struct option {
    const char *name;
    char letter; /* 0: none */
    enum kind kind;
    unsigned commands; /* that take it, a bit each */
    size_t offset;
    int least, most;   /* of a number */
    const char *value; /* what its value is called; NULL: a flag */
    const char *what;
};

const char *const command_names[COMMAND_COUNT] = {"run",   "shot",  "check", "content",
                                                  "times", "bench", "init",  "status"};

/* Of a window whose size was not given: fits on any desktop. */
#define WINDOW_DEFAULT "1280x720"

#define ONLY(command) (1u << (command))
#define ALL           (ONLY(COMMAND_COUNT) - 1)
#define LOOKING       (ALL & ~ONLY(COMMAND_INIT) & ~ONLY(COMMAND_STATUS))
#define FIELD(name)   offsetof(struct call, name)

static const struct option options[] = {
    {"config", 'c', KIND_TEXT, LOOKING, FIELD(config), 0, 0, "FILE", "the configuration"},
    {"theme", 't', KIND_TEXT, LOOKING, FIELD(theme), 0, 0, "NAME|DIR",
     "another theme than its own"},
    {"content", 0, KIND_TEXT, ALL & ~ONLY(COMMAND_STATUS), FIELD(content), 0, 0, "URL",
     "where the content comes from"},
    {"at", 0, KIND_TEXT, LOOKING, FIELD(at), 0, 0, "TIME", "the hour from which it starts"},
    {"output", 'o', KIND_TEXT, ONLY(COMMAND_SHOT), FIELD(output), 0, 0, "FILE.png", "the picture"},
    {"text", 0, KIND_FLAG, ONLY(COMMAND_SHOT), FIELD(text), 0, 0, NULL,
     "print the screen's text, a JSON line a run"},
    {"json", 0, KIND_FLAG, ONLY(COMMAND_CHECK) | ONLY(COMMAND_STATUS), FIELD(json), 0, 0, NULL,
     "as JSON, for editors and other programs"},
    {"picture", 0, KIND_TEXT, ONLY(COMMAND_STATUS), FIELD(picture), 0, 0, "FILE.png",
     "what the screen shows now"},
    {"count", 0, KIND_NUMBER, ONLY(COMMAND_SHOT), FIELD(count), 1, 999, "N", "a series"},
    {"every", 0, KIND_DURATION, ONLY(COMMAND_SHOT), FIELD(every_ns), 0, 0, "DUR",
     "from one to the next; without it 1s"},
    {"size", 0, KIND_SIZES, ONLY(COMMAND_SHOT) | ONLY(COMMAND_CHECK) | ONLY(COMMAND_BENCH), 0, 0, 0,
     "WxH", "of the screen, in pixels; of shot and check several, a comma between"},
    {"window", 0, KIND_SIZE, ONLY(COMMAND_RUN) | ONLY(COMMAND_BENCH), FIELD(window), 0, 0, "WxH",
     "a window, not the whole screen; without WxH 1280x720"},
    {"demo", 0, KIND_NUMBER, ONLY(COMMAND_RUN), FIELD(demo), 1, 100000, "FACTOR",
     "in a window: the time shown runs so many times as fast"},
    {"date", 0, KIND_TEXT, ONLY(COMMAND_TIMES), FIELD(date), 0, 0, "DATE",
     "the first day; without it today"},
    {"days", 0, KIND_NUMBER, ONLY(COMMAND_TIMES), FIELD(days), 1, 3660, "N",
     "how many; without it 1"},
    {"all", 0, KIND_FLAG, ONLY(COMMAND_TIMES), FIELD(all), 0, 0, NULL,
     "with imsak, iqama and jumua"},
    {"seconds", 0, KIND_NUMBER, ONLY(COMMAND_BENCH), FIELD(seconds), 1, 86400, "N",
     "how long; without it 20"},
    {"changes", 0, KIND_NUMBER, ONLY(COMMAND_BENCH), FIELD(changes), 1, 1000000, "N",
     "of the content, and then it ends"},
    {"reloads", 0, KIND_NUMBER, ONLY(COMMAND_BENCH), FIELD(reloads), 1, 1000000, "N",
     "of the theme, and then it ends"},
    {"name", 0, KIND_TEXT, ONLY(COMMAND_INIT), FIELD(name), 0, 0, "TEXT", "the organisation"},
    {"language", 0, KIND_TEXT, ONLY(COMMAND_INIT), FIELD(language), 0, 0, "LIST",
     "of the screen: en, fr, ar, zgh, or several"},
    {"place", 0, KIND_TEXT, ONLY(COMMAND_INIT), FIELD(place), 0, 0, "TEXT", "the place's name"},
    {"latitude", 0, KIND_TEXT, ONLY(COMMAND_INIT), FIELD(latitude), 0, 0, "DEGREES",
     "north positive"},
    {"longitude", 0, KIND_TEXT, ONLY(COMMAND_INIT), FIELD(longitude), 0, 0, "DEGREES",
     "east positive"},
    {"timezone", 0, KIND_TEXT, ONLY(COMMAND_INIT), FIELD(timezone), 0, 0, "ZONE",
     "such as Africa/Casablanca"},
    {"help", 'h', KIND_FLAG, ALL, FIELD(help), 0, 0, NULL, "this"},
    {"version", 0, KIND_FLAG, ALL, FIELD(version), 0, 0, NULL, "the program's version"},
};

void call_print_options(enum command command, FILE *out)
{
    enum { NAME_SIZE = 64 };
    for (size_t i = 0; i < COUNT_OF(options); i++) {
        const struct option *option = &options[i];
        char name[NAME_SIZE], letter[] = "-x,";
        if ((option->commands & ONLY(command)) == 0)
            continue;
        letter[1] = option->letter;
        snprintf(name, sizeof name, "--%s%s%s", option->name, option->value != NULL ? " " : "",
                 option->value != NULL ? option->value : "");
        fprintf(out, "  %3s %-20s  %s", option->letter != 0 ? letter : "", name, option->what);
        if (option->kind == KIND_NUMBER)
            fprintf(out, " (%d to %d)", option->least, option->most);
        fputc('\n', out);
    }
}

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

static bool complain_foreign(const struct option *option, enum command command)
{
    const char *name = command_names[command];
    fprintf(stderr, "riwaq: %s takes no --%s; `riwaq %s --help` tells what it takes\n", name,
            option->name, name);
    return false;
}

/* What is proposed is an option of the same command. */
static bool complain_unknown(const char *word, enum command command)
{
    const char *names[COUNT_OF(options)];
    int count = 0;
    for (size_t i = 0; i < COUNT_OF(options); i++)
        if ((options[i].commands & ONLY(command)) != 0)
            names[count++] = options[i].name;
    const char *bare = word + (word[1] == '-' ? 2 : 1);
    const char *nearest = diagnostics_nearest(bare, names, count);
    if (nearest != NULL)
        fprintf(stderr, "riwaq: no option %s; did you mean --%s?\n", word, nearest);
    else
        fprintf(stderr, "riwaq: no option %s; `riwaq help` lists them\n", word);
    return false;
}

/* "1920x1080,1080x1920" */
static bool set_sizes(struct call *call, const char *name, const char *value)
{
    int most = call->command == COMMAND_BENCH ? 1 : SIZES_MAX;
    char word[32];
    call->size_count = 0;
    for (const char *rest = value;; rest++) {
        size_t length = strcspn(rest, ",");
        snprintf(word, sizeof word, "%.*s", length < sizeof word ? (int)length : 0, rest);
        if (call->size_count == most) {
            fprintf(stderr, "riwaq: --%s %s: more than %d; leave some out\n", name, value, most);
            return false;
        }
        if (!call_parse_size(word, &call->sizes[call->size_count++])) {
            fprintf(stderr, "riwaq: --%s %s: no size; write for example 1920x1080\n", name, value);
            return false;
        }
        rest += length;
        if (*rest == '\0')
            return true;
    }
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
    case KIND_SIZES:
        return set_sizes(call, option->name, value);
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

bool call_parse(struct call *call, enum command command, int argc, char **argv)
{
    *call = (struct call){.command = command};
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
            return complain_unknown(word, command);
        if ((option->commands & ONLY(command)) == 0)
            return complain_foreign(option, command);
        const char *value = word[length] == '=' ? word + length + 1 : NULL;
        if (value == NULL && option->kind == KIND_SIZE && (i + 1 == argc || argv[i + 1][0] == '-'))
            value = WINDOW_DEFAULT;
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
