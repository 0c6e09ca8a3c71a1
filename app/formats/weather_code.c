#include "formats/weather_code.h"

#include "base/memory.h"

#include <string.h>

enum { SYMBOL_MAX = 64 };

/* --- MET Norway --- */

static const struct {
    const char *name;
    int code;
} skies[] = {
    {"clearsky", 0}, {"fair", 1}, {"partlycloudy", 2}, {"cloudy", 3}, {"fog", 45},
};

enum strength { STRENGTH_LIGHT, STRENGTH_NORMAL, STRENGTH_HEAVY, STRENGTH_COUNT };
static const struct {
    const char *name;
    int steady[STRENGTH_COUNT], showers[STRENGTH_COUNT];
} falls[] = {
    {"rain", {61, 63, 65}, {80, 81, 82}},
    {"sleet", {68, 69, 69}, {83, 84, 84}},
    {"snow", {71, 73, 75}, {85, 86, 86}},
};

/* Cuts END off the end of TEXT, where it stands there. */
static bool cut_end(char *text, const char *end)
{
    size_t length = strlen(text), cut = strlen(end);
    if (length < cut || strcmp(text + length - cut, end) != 0)
        return false;
    text[length - cut] = '\0';
    return true;
}

static bool cut_start(const char **text, const char *start)
{
    size_t cut = strlen(start);
    if (strncmp(*text, start, cut) != 0)
        return false;
    *text += cut;
    return true;
}

static int code_of_fall(char *name)
{
    bool thunder = cut_end(name, "andthunder"), showers = cut_end(name, "showers");
    const char *rest = name;
    enum strength strength = cut_start(&rest, "light")   ? STRENGTH_LIGHT
                             : cut_start(&rest, "heavy") ? STRENGTH_HEAVY
                                                         : STRENGTH_NORMAL;
    if (strncmp(rest, "ss", 2) == 0) /* "lightssnowshowersandthunder": so it is sent */
        rest++;
    for (size_t i = 0; i < COUNT_OF(falls); i++)
        if (strcmp(rest, falls[i].name) == 0)
            return thunder ? 95 : showers ? falls[i].showers[strength] : falls[i].steady[strength];
    return WEATHER_CODE_NONE;
}

int weather_code_of_symbol(const char *symbol)
{
    char name[SYMBOL_MAX] = "";
    size_t length = strcspn(symbol, "_");
    if (length == 0 || length >= sizeof name)
        return WEATHER_CODE_NONE;
    memcpy(name, symbol, length);
    for (size_t i = 0; i < COUNT_OF(skies); i++)
        if (strcmp(name, skies[i].name) == 0)
            return skies[i].code;
    return code_of_fall(name);
}

enum daylight weather_daylight_of_symbol(const char *symbol)
{
    const char *end = strchr(symbol, '_');
    if (end == NULL)
        return DAYLIGHT_UNTOLD;
    if (strcmp(end, "_day") == 0)
        return DAYLIGHT_DAY;
    return strcmp(end, "_night") == 0 || strcmp(end, "_polartwilight") == 0 ? DAYLIGHT_NIGHT
                                                                            : DAYLIGHT_UNTOLD;
}

/* --- OpenWeather --- */

/* First match counts; the last of each hundred stands for those to come. The table has no words
 * for squalls and tornadoes: a thunderstorm is what people know to do about. */
static const struct {
    int first, last, code;
} conditions[] = {
    {200, 299, 95}, {300, 300, 51}, {301, 301, 53}, {302, 302, 55}, {310, 310, 58}, {311, 312, 59},
    {313, 313, 81}, {314, 314, 82}, {321, 321, 80}, {300, 399, 53}, {500, 500, 61}, {501, 501, 63},
    {502, 504, 65}, {511, 511, 67}, {520, 520, 80}, {521, 521, 81}, {522, 522, 82}, {531, 531, 81},
    {500, 599, 63}, {600, 600, 71}, {601, 601, 73}, {602, 602, 75}, {611, 611, 69}, {612, 612, 83},
    {613, 613, 84}, {615, 615, 68}, {616, 616, 69}, {620, 620, 85}, {621, 622, 86}, {600, 699, 73},
    {701, 701, 10}, {711, 711, 4},  {721, 721, 5},  {731, 731, 6},  {741, 741, 45}, {751, 762, 6},
    {771, 781, 95}, {700, 799, 10}, {800, 800, 0},  {801, 801, 1},  {802, 802, 2},  {800, 899, 3},
};

int weather_code_of_condition(int condition)
{
    for (size_t i = 0; i < COUNT_OF(conditions); i++)
        if (condition >= conditions[i].first && condition <= conditions[i].last)
            return conditions[i].code;
    return WEATHER_CODE_NONE;
}

enum daylight weather_daylight_of_icon(const char *icon)
{
    size_t length = strlen(icon);
    char last = length > 0 ? icon[length - 1] : '\0';
    return last == 'd' ? DAYLIGHT_DAY : last == 'n' ? DAYLIGHT_NIGHT : DAYLIGHT_UNTOLD;
}

/* --- severity --- */

/* From the least to the most. */
static const signed char ranks[] = {
    0,  1,  2,  3,  4,  5,  10, 6,  7,  8,  9,  45, 48, 51, 53, 58, 61, 80, 55, 59, 77, 71,
    85, 63, 81, 68, 83, 73, 86, 69, 84, 56, 57, 65, 82, 75, 66, 67, 90, 95, 96, 97, 98, 99,
};

int weather_code_severity(int code)
{
    if (code == WEATHER_CODE_NONE)
        return -1;
    for (size_t i = 0; i < COUNT_OF(ranks); i++)
        if (ranks[i] == code)
            return (int)i;
    return (int)COUNT_OF(ranks) * code / 100; /* rarer ones rise with their number */
}
