/* The names of a timetable's columns, as authorities and spreadsheets write them. */
#include "formats/prayer_csv_parts.h"

#include "base/memory.h"

#include <stdio.h>
#include <string.h>

static const char *const names[PRAYER_COLUMN_COUNT] = {
    "date",       "fajr",        "sunrise",   "dhuhr",         "asr",
    "maghrib",    "isha",        "origin",    "imsak",         "jumua",
    "iqama_fajr", "iqama_dhuhr", "iqama_asr", "iqama_maghrib", "iqama_isha"};

/* Without apostrophes. */
static const struct {
    const char *name;
    enum prayer_column column;
} others[] = {
    {"day", PRAYER_COLUMN_DATE},         {"jour", PRAYER_COLUMN_DATE},
    {"التاريخ", PRAYER_COLUMN_DATE},     {"fadjr", PRAYER_COLUMN_FAJR},
    {"fajer", PRAYER_COLUMN_FAJR},       {"sobh", PRAYER_COLUMN_FAJR},
    {"subh", PRAYER_COLUMN_FAJR},        {"الفجر", PRAYER_COLUMN_FAJR},
    {"الصبح", PRAYER_COLUMN_FAJR},       {"shuruq", PRAYER_COLUMN_SUNRISE},
    {"shurooq", PRAYER_COLUMN_SUNRISE},  {"shorouk", PRAYER_COLUMN_SUNRISE},
    {"chourouq", PRAYER_COLUMN_SUNRISE}, {"chourouk", PRAYER_COLUMN_SUNRISE},
    {"lever", PRAYER_COLUMN_SUNRISE},    {"lever_du_soleil", PRAYER_COLUMN_SUNRISE},
    {"الشروق", PRAYER_COLUMN_SUNRISE},   {"zuhr", PRAYER_COLUMN_DHUHR},
    {"zohr", PRAYER_COLUMN_DHUHR},       {"dhohr", PRAYER_COLUMN_DHUHR},
    {"dohr", PRAYER_COLUMN_DHUHR},       {"duhr", PRAYER_COLUMN_DHUHR},
    {"الظهر", PRAYER_COLUMN_DHUHR},      {"asser", PRAYER_COLUMN_ASR},
    {"العصر", PRAYER_COLUMN_ASR},        {"maghreb", PRAYER_COLUMN_MAGHRIB},
    {"المغرب", PRAYER_COLUMN_MAGHRIB},   {"icha", PRAYER_COLUMN_ISHA},
    {"ishaa", PRAYER_COLUMN_ISHA},       {"العشاء", PRAYER_COLUMN_ISHA},
    {"jumuah", PRAYER_COLUMN_JUMUA},     {"joumoua", PRAYER_COLUMN_JUMUA},
    {"الجمعة", PRAYER_COLUMN_JUMUA},     {"الإمساك", PRAYER_COLUMN_IMSAK},
    {"الامساك", PRAYER_COLUMN_IMSAK},
};

static const char iqama[] = "iqama_";

const char *prayer_column_name(enum prayer_column column)
{
    return names[column];
}

/* Takes QUOTE out of TEXT, wherever it is. */
static void drop(char *text, const char *quote)
{
    size_t length = strlen(quote);
    for (char *at = text; (at = strstr(at, quote)) != NULL;)
        memmove(at, at + length, strlen(at + length) + 1);
}

void prayer_column_fold(const char *cell, char out[PRAYER_CELL_MAX])
{
    /* Of 'isha and jumu'ah; the typewriter's, both of print, and the letters ayn and hamza. */
    static const char *const quotes[] = {"'",        "`",        "\xE2\x80\x98", "\xE2\x80\x99",
                                         "\xCA\xBB", "\xCA\xBC", "\xCA\xBE",     "\xCA\xBF"};
    if (!prayer_cell_fold(cell, out))
        out[0] = '\0';
    for (size_t i = 0; i < COUNT_OF(quotes); i++)
        drop(out, quotes[i]);
    for (char *at = out; *at != '\0'; at++)
        if (*at == ' ' || *at == '-')
            *at = '_';
}

enum prayer_column prayer_column_of(const char *folded)
{
    for (int i = 0; i < PRAYER_COLUMN_COUNT; i++)
        if (strcmp(folded, names[i]) == 0)
            return (enum prayer_column)i;
    return PRAYER_COLUMN_UNKNOWN;
}

static enum prayer_column other_of(const char *folded)
{
    for (size_t i = 0; i < COUNT_OF(others); i++) {
        char name[PRAYER_CELL_MAX]; /* folding turns the Arabic meem into pm, here too */
        prayer_column_fold(others[i].name, name);
        if (strcmp(folded, name) == 0)
            return others[i].column;
    }
    return PRAYER_COLUMN_UNKNOWN;
}

enum prayer_column prayer_column_like(const char *folded)
{
    if (strncmp(folded, iqama, strlen(iqama)) != 0)
        return other_of(folded);
    enum prayer_column prayer = other_of(folded + strlen(iqama));
    char name[PRAYER_CELL_MAX];
    if (prayer >= PRAYER_COLUMN_REQUIRED)
        return PRAYER_COLUMN_UNKNOWN;
    snprintf(name, sizeof name, "%s%s", iqama, names[prayer]);
    return prayer_column_of(name);
}
