#include "theme/options.h"

#include "base/arena.h"
#include "base/memory.h"
#include "base/moment.h"
#include "base/printable.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MESSAGE_MAX = 500, NAMES_MAX = 64 };

/* --- messages ----------------------------------------------------------------------------- */

void option_error(const struct option_value *value, const char *format, ...)
{
    char where[2 * INI_NAME_MAX + 4], what[MESSAGE_MAX];
    const struct ini_entry *entry = value->entry;
    snprintf(where, sizeof where, "[%s] %s", value->ini->sections[entry->section].name, entry->key);
    va_list args;
    va_start(args, format);
    vsnprintf(what, sizeof what, format, args);
    va_end(args);
    diagnostics_add(value->context->diagnostics, SEVERITY_ERROR, value->ini->file, value->line,
                    where, "%s", what);
}

const char *option_quote(const char *text, char out[OPTION_QUOTE_SIZE])
{
    enum { CUT = 48, ESCAPE_ROOM = OPTION_QUOTE_SIZE - CUT - 5 };
    size_t length = strlen(text);
    char copy[CUT + 1], seen[CUT + ESCAPE_ROOM];
    bool cut = length > CUT;
    if (cut) {
        length = CUT;
        while (length > 0 && ((unsigned char)text[length] & 0xC0) == 0x80)
            length--;
    }
    memcpy(copy, text, length);
    copy[length] = '\0';
    for (char *c = copy; *c != '\0'; c++)
        if (*c == '\n')
            *c = ' ';
    printable_quote(seen, sizeof seen, copy);
    snprintf(out, OPTION_QUOTE_SIZE, "\"%s%s\"", seen, cut ? "..." : "");
    return out;
}

const char *option_join(const char *const *names, int count, char *out, size_t size)
{
    size_t n = 0;
    out[0] = '\0';
    for (int i = 0; i < count && n < size; i++) {
        int added = snprintf(out + n, size - n, "%s%s", i > 0 ? ", " : "", names[i]);
        n += added > 0 ? (size_t)added : 0;
    }
    return out;
}

/* The name that is a part of WORD: "size" of "font-size", as other languages have it. */
static const char *near_part(const char *word, const char *const *names, int count)
{
    char part[INI_NAME_MAX + 1];
    for (const char *rest = word; option_next(&rest, "-_", part, sizeof part);)
        for (int i = 0; i < count; i++)
            if (strcmp(part, names[i]) == 0 && strlen(part) > 2)
                return names[i];
    return NULL;
}

const char *option_mend(const char *word, const char *const *names, int count, char *out,
                        size_t size)
{
    /* A word of two letters is near to anything: "13" is no slip for "12". */
    const char *near = strlen(word) > 2 ? diagnostics_nearest(word, names, count) : NULL;
    if (near != NULL) {
        snprintf(out, size, "did you mean \"%s\"?", near);
        return out;
    }
    near = near_part(word, names, count);
    if (near != NULL) {
        snprintf(out, size, "did you mean \"%s\"?", near);
        return out;
    }
    char list[MESSAGE_MAX - 100];
    const char *longer[NAMES_MAX];
    int found = 0;
    size_t length = strlen(word);
    for (int i = 0; i < count && i < NAMES_MAX; i++)
        if (strncmp(names[i], word, length) == 0 && names[i][length] == '.')
            longer[found++] = names[i];
    snprintf(out, size, "one of: %s",
             found > 0 ? option_join(longer, found, list, sizeof list)
                       : option_join(names, count, list, sizeof list));
    return out;
}

/* Seconds as one would write them. */
static const char *duration_text(double seconds, char *out, size_t size)
{
    if (seconds > 86400 && fmod(seconds, 86400) == 0)
        snprintf(out, size, "%gd", seconds / 86400);
    else if (seconds >= 3600 && fmod(seconds, 3600) == 0)
        snprintf(out, size, "%gh", seconds / 3600);
    else if (seconds >= 60 && fmod(seconds, 60) == 0)
        snprintf(out, size, "%gm", seconds / 60);
    else if (seconds == floor(seconds))
        snprintf(out, size, "%gs", seconds);
    else
        snprintf(out, size, "%gms", seconds * 1000);
    return out;
}

/* --- reading pieces ----------------------------------------------------------------------- */

bool option_next(const char **rest, const char *separators, char *out, size_t size)
{
    static const char *const space = " \t\n";
    *rest += strspn(*rest, space);
    if (**rest == '\0')
        return false;
    size_t length = strcspn(*rest, separators);
    const char *item = *rest;
    *rest += length + (item[length] != '\0');
    while (length > 0 && strchr(space, item[length - 1]) != NULL)
        length--;
    if (length >= size)
        length = size - 1;
    memcpy(out, item, length);
    out[length] = '\0';
    return true;
}

/* How much of TEXT is a plain decimal number ("-6.84", "12", ".5"), 0: it begins with none.
 * strtod() alone would also take hexadecimal, infinities and white space. */
static size_t number_length(const char *text)
{
    size_t n = text[0] == '-' || text[0] == '+';
    size_t whole = strspn(text + n, "0123456789"), part = 0;
    n += whole;
    if (text[n] == '.') {
        part = strspn(text + n + 1, "0123456789");
        n += 1 + part;
    }
    return whole + part > 0 ? n : 0;
}

bool option_double(const struct option_value *value, const char *text, double min, double max,
                   double *out)
{
    char quote[OPTION_QUOTE_SIZE];
    size_t length = number_length(text);
    if (length == 0 || text[length] != '\0') {
        option_error(value, "%s is not a number; give one from %g to %g", option_quote(text, quote),
                     min, max);
        return false;
    }
    double number = strtod(text, NULL);
    if (!(number >= min && number <= max)) {
        option_error(value, "%s is out of range; give a number from %g to %g",
                     option_quote(text, quote), min, max);
        return false;
    }
    *out = number;
    return true;
}

bool option_int(const struct option_value *value, const char *text, int min, int max, int *out)
{
    char quote[OPTION_QUOTE_SIZE];
    size_t length = number_length(text);
    if (length == 0 || text[length] != '\0' || strchr(text, '.') != NULL) {
        option_error(value, "%s is not a whole number; give one from %d to %d",
                     option_quote(text, quote), min, max);
        return false;
    }
    double number;
    if (!option_double(value, text, min, max, &number))
        return false;
    *out = (int)number;
    return true;
}

/* Seconds a unit, 0: not a unit. */
static double unit_seconds(const char *unit)
{
    static const struct {
        const char *name;
        double seconds;
    } units[] = {{"ms", 0.001}, {"s", 1}, {"m", 60}, {"h", 3600}, {"d", 86400}};
    for (size_t i = 0; i < COUNT_OF(units); i++)
        if (strcmp(unit, units[i].name) == 0)
            return units[i].seconds;
    return 0;
}

bool option_duration(const struct option_value *value, const char *text, double min_s, double max_s,
                     int64_t *out_ns)
{
    char quote[OPTION_QUOTE_SIZE], low[32], high[32];
    duration_text(min_s, low, sizeof low);
    duration_text(max_s, high, sizeof high);
    size_t length = number_length(text);
    double unit = unit_seconds(text + length);
    if (length > 0 && text[length] == '\0') {
        option_error(value, "%s has no unit; write ms, s, m, h or d after it, such as \"40s\"",
                     option_quote(text, quote));
        return false;
    }
    if (length == 0 || unit == 0) {
        option_error(value, "%s is not a duration; give one from %s to %s, such as \"40s\"",
                     option_quote(text, quote), low, high);
        return false;
    }
    double seconds = strtod(text, NULL) * unit;
    if (!(seconds >= min_s && seconds <= max_s)) {
        option_error(value, "%s is out of range; give a duration from %s to %s",
                     option_quote(text, quote), low, high);
        return false;
    }
    *out_ns = llround(seconds * (double)NS_PER_SECOND);
    return true;
}

bool option_choice(const struct option_value *value, const char *text, const char *const *choices,
                   int count, int *out)
{
    for (int i = 0; i < count; i++)
        if (strcmp(text, choices[i]) == 0) {
            *out = i;
            return true;
        }
    char quote[OPTION_QUOTE_SIZE], mend[MESSAGE_MAX - OPTION_QUOTE_SIZE];
    option_error(value, "%s is not known; %s", option_quote(text, quote),
                 option_mend(text, choices, count, mend, sizeof mend));
    return false;
}

static bool read_bool(const struct option_value *value, bool *out)
{
    static const char *const words[] = {"no", "yes", "false", "true", "off", "on"};
    for (size_t i = 0; i < COUNT_OF(words); i++)
        if (strcmp(value->text, words[i]) == 0) {
            *out = i % 2 == 1;
            return true;
        }
    char quote[OPTION_QUOTE_SIZE];
    option_error(value, "%s is neither yes nor no; write one of them",
                 option_quote(value->text, quote));
    return false;
}

bool option_color(const struct option_value *value, const char *text, uint32_t *out)
{
    const char *digits = text + 1;
    size_t length = text[0] == '#' ? strspn(digits, "0123456789abcdefABCDEF") : 0;
    bool fits = length == 3 || length == 6 || length == 8;
    if (!fits || digits[length] != '\0') {
        char quote[OPTION_QUOTE_SIZE];
        length = strspn(text, "0123456789abcdefABCDEF");
        if (text[length] == '\0' && (length == 3 || length == 6 || length == 8)) {
            option_error(value, "%s lacks the \"#\" before it; write #%s",
                         option_quote(text, quote), text);
            return false;
        }
        option_error(value, "%s is not a colour; write #rrggbb or #rrggbbaa, such as #e3a857",
                     option_quote(text, quote));
        return false;
    }
    uint32_t number = (uint32_t)strtoul(digits, NULL, 16);
    if (length == 3)
        number = ((number & 0xF00) << 8 | (number & 0x0F0) << 4 | (number & 0x00F)) * 0x11;
    *out = length == 8 ? number >> 8 | number << 24 : number | 0xFF000000U;
    return true;
}

char *option_path(const struct option_value *value, const char *text)
{
    const char *slash = strrchr(value->ini->file, '/');
    if (text[0] == '/' || slash == NULL)
        return memory_text(text);
    size_t folder = (size_t)(slash - value->ini->file) + 1, length = strlen(text);
    char *path = memory_array(folder + length + 1, 1);
    memcpy(path, value->ini->file, folder);
    memcpy(path + folder, text, length);
    return path;
}

void option_set_text(const struct options_context *context, void *field, const char *text)
{
    char *old, *copy;
    memcpy(&old, field, sizeof old);
    if (context->arena != NULL) {
        copy = arena_text(context->arena, text);
    } else {
        copy = memory_text(text);
        free(old);
    }
    memcpy(field, &copy, sizeof copy);
}

/* --- reading a section --------------------------------------------------------------------- */

static void read_text(const struct option_value *value, void *field)
{
    if (value->option->kind == OPTION_TEXT) {
        option_set_text(value->context, field, value->text);
        return;
    }
    char *path = option_path(value, value->text);
    option_set_text(value->context, field, path);
    free(path);
}

static void read_choice(const struct option_value *value, void *field)
{
    const struct option *option = value->option;
    int index;
    if (!option_choice(value, value->text, option->choices, option->choice_count, &index))
        return;
    if (option->kind == OPTION_FLAG)
        *(bool *)field = index == 1;
    else
        memcpy(field, &index, sizeof index);
}

static void read_duration(const struct option_value *value, void *field)
{
    const struct option *option = value->option;
    int64_t ns;
    if (!option_duration(value, value->text, option->min, option->max, &ns))
        return;
    if (option->kind == OPTION_SECONDS)
        *(int *)field = (int)(ns / NS_PER_SECOND);
    else
        *(int64_t *)field = ns;
}

static void read_value(const struct option_value *value, void *target)
{
    const struct option *option = value->option;
    void *field = (char *)target + option->offset;
    switch (option->kind) {
    case OPTION_TEXT:
    case OPTION_FILE:
        read_text(value, field);
        break;
    case OPTION_INT:
        option_int(value, value->text, (int)option->min, (int)option->max, field);
        break;
    case OPTION_DOUBLE:
        option_double(value, value->text, option->min, option->max, field);
        break;
    case OPTION_BOOL:
        read_bool(value, field);
        break;
    case OPTION_FLAG:
    case OPTION_CHOICE:
        read_choice(value, field);
        break;
    case OPTION_COLOR:
        option_color(value, value->text, field);
        break;
    case OPTION_DURATION:
    case OPTION_SECONDS:
        read_duration(value, field);
        break;
    case OPTION_CUSTOM:
        option->read(value, target);
        break;
    }
}

/* As other languages write texts; here the quotes would be part of it. */
static bool is_quoted(const char *text)
{
    size_t length = strlen(text);
    return length > 1 && (text[0] == '"' || text[0] == '\'') && text[length - 1] == text[0];
}

static void report_unknown(const struct option *table, int count, const struct option_value *value)
{
    const char *names[NAMES_MAX];
    int n = 0;
    for (; n < count && n < NAMES_MAX; n++)
        names[n] = table[n].key;
    char mend[MESSAGE_MAX - 20];
    option_error(value, "no such key; %s",
                 option_mend(value->entry->key, names, n, mend, sizeof mend));
}

void options_read(const struct option *table, int count, const struct ini *ini, int section,
                  const struct options_context *context, void *target)
{
    for (int i = 0; i < ini->entry_count; i++) {
        const struct ini_entry *entry = &ini->entries[i];
        if (entry->section != section)
            continue;
        struct option_value value = {context, NULL, ini, entry, entry->value, entry->line};
        for (int o = 0; o < count && value.option == NULL; o++)
            if (strcmp(table[o].key, entry->key) == 0)
                value.option = &table[o];
        if (value.option == NULL)
            report_unknown(table, count, &value);
        else if (entry->value[0] == '\0')
            option_error(&value, "no value; write one, or remove the line");
        else if (is_quoted(entry->value) && value.option->kind != OPTION_TEXT)
            option_error(&value, "quotes; write the value without them");
        else
            read_value(&value, target);
    }
}
