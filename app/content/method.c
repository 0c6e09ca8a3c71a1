#include "content/method.h"

#include "base/memory.h"
#include "base/moment.h"

#include <math.h>
#include <stddef.h>
#include <string.h>

const char *const prayer_method_names[METHOD_COUNT] = {
    [METHOD_AUTO] = "auto",
    [METHOD_MWL] = "mwl",
    [METHOD_ISNA] = "isna",
    [METHOD_EGYPT] = "egypt",
    [METHOD_MAKKAH] = "makkah",
    [METHOD_KARACHI] = "karachi",
    [METHOD_DUBAI] = "dubai",
    [METHOD_KUWAIT] = "kuwait",
    [METHOD_QATAR] = "qatar",
    [METHOD_SINGAPORE] = "singapore",
    [METHOD_TURKEY] = "turkey",
    [METHOD_TEHRAN] = "tehran",
    [METHOD_MOONSIGHTING] = "moonsighting",
    [METHOD_JAFARI] = "jafari",
    [METHOD_FRANCE] = "france",
    [METHOD_FRANCE_15] = "france15",
    [METHOD_FRANCE_18] = "france18",
    [METHOD_MOROCCO] = "morocco",
    [METHOD_CUSTOM] = "custom",
};

/* Angles as the authorities publish them. The minutes are those by which their printed tables
 * differ from the bare computation: where it is one for Dhuhr, it begins when the sun is past the
 * meridian. What is in brackets is in the order of enum prayer, from Fajr to Isha. */
static const struct method methods[METHOD_COUNT] = {
    [METHOD_MWL] = {.fajr_angle = 18, .isha_angle = 17, .offset = {0, 0, 1, 0, 0, 0}},
    [METHOD_ISNA] = {.fajr_angle = 15, .isha_angle = 15, .offset = {0, 0, 1, 0, 0, 0}},
    [METHOD_EGYPT] = {.fajr_angle = 19.5, .isha_angle = 17.5, .offset = {0, 0, 1, 0, 0, 0}},
    [METHOD_MAKKAH] = {.fajr_angle = 18.5, .isha_interval = 90, .ramadan_interval = 120},
    [METHOD_KARACHI] = {.fajr_angle = 18, .isha_angle = 18, .offset = {0, 0, 1, 0, 0, 0}},
    [METHOD_DUBAI] = {.fajr_angle = 18.2, .isha_angle = 18.2, .offset = {0, -3, 3, 3, 3, 0}},
    [METHOD_KUWAIT] = {.fajr_angle = 18, .isha_angle = 17.5},
    [METHOD_QATAR] = {.fajr_angle = 18, .isha_interval = 90},
    [METHOD_SINGAPORE] = {.fajr_angle = 20,
                          .isha_angle = 18,
                          .rounds_up = true,
                          .offset = {0, 0, 1, 0, 0, 0}},
    [METHOD_TURKEY] = {.fajr_angle = 18, .isha_angle = 17, .offset = {0, -7, 5, 4, 7, 0}},
    [METHOD_TEHRAN] = {.fajr_angle = 17.7, .isha_angle = 14, .maghrib_angle = 4.5},
    [METHOD_MOONSIGHTING] = {.fajr_angle = 18,
                             .isha_angle = 18,
                             .seasonal = true,
                             .offset = {0, 0, 5, 0, 3, 0}},
    [METHOD_JAFARI] = {.fajr_angle = 16, .isha_angle = 14, .maghrib_angle = 4},
    [METHOD_FRANCE] = {.fajr_angle = 12, .isha_angle = 12},
    [METHOD_FRANCE_15] = {.fajr_angle = 15, .isha_angle = 15},
    [METHOD_FRANCE_18] = {.fajr_angle = 18, .isha_angle = 18},
    /* Approximate: the ministry prints its tables and not its rules. At the coast they have the sun
     * 1.5 and 1.6 degrees down at sunrise and Maghrib, which is 3 and 4 minutes; 0.3 more in
     * Marrakech (466 m), 0.5 in Arfoud (807 m), 0.8 in Ifrane (1665 m). */
    [METHOD_MOROCCO] = {.fajr_angle = 19.1,
                        .isha_angle = 17.1,
                        .dip = 7.08e-4,
                        .dip_square = -1.37e-7,
                        .offset = {0, -3, 5, 0, 4, 0}},
};

/* Zones (tzdata's names, old ones too) of the countries where one method is customary. A name
 * that ends in '/' stands for all below it. */
static const struct {
    enum prayer_method method;
    const char *zones;
} customary[] = {
    {METHOD_MOROCCO, " Africa/Casablanca Africa/El_Aaiun "},
    {METHOD_EGYPT, " Africa/Cairo Egypt Africa/Tripoli Libya Africa/Khartoum "},
    {METHOD_MAKKAH, " Asia/Riyadh Asia/Aden "},
    {METHOD_KARACHI, " Asia/Karachi Asia/Dhaka Asia/Dacca Asia/Kolkata Asia/Calcutta Asia/Kabul "},
    {METHOD_DUBAI, " Asia/Dubai "},
    {METHOD_KUWAIT, " Asia/Kuwait "},
    {METHOD_QATAR, " Asia/Qatar "},
    {METHOD_SINGAPORE, " Asia/Singapore Singapore Asia/Kuala_Lumpur Asia/Kuching Asia/Brunei"
                       " Asia/Jakarta Asia/Pontianak Asia/Makassar Asia/Ujung_Pandang"
                       " Asia/Jayapura "},
    {METHOD_TURKEY, " Europe/Istanbul Asia/Istanbul Turkey "},
    {METHOD_TEHRAN, " Asia/Tehran Iran "},
    {METHOD_FRANCE, " Europe/Paris "},
    {METHOD_ISNA,
     " US/ Canada/ America/Indiana/ America/Kentucky/ America/North_Dakota/ America/New_York"
     " America/Detroit America/Chicago America/Menominee America/Denver America/Boise"
     " America/Phoenix America/Los_Angeles America/Anchorage America/Juneau America/Sitka"
     " America/Metlakatla America/Yakutat America/Nome America/Adak America/Atka Pacific/Honolulu"
     " America/Indianapolis America/Fort_Wayne America/Louisville America/Knox_IN"
     " America/Shiprock Navajo America/St_Johns America/Halifax America/Glace_Bay America/Moncton"
     " America/Goose_Bay America/Blanc-Sablon America/Toronto America/Montreal America/Nipigon"
     " America/Thunder_Bay America/Iqaluit America/Pangnirtung America/Atikokan"
     " America/Coral_Harbour America/Winnipeg America/Rainy_River America/Resolute"
     " America/Rankin_Inlet America/Regina America/Swift_Current America/Edmonton"
     " America/Cambridge_Bay America/Yellowknife America/Inuvik America/Creston"
     " America/Dawson_Creek America/Fort_Nelson America/Whitehorse America/Dawson"
     " America/Vancouver "},
};

/* Whether NAME, or with its '/' a folder that it is in, is a word of LIST. */
static bool is_listed(const char *list, const char *name)
{
    size_t length = strlen(name);
    for (const char *at = strchr(list, ' '); at[1] != '\0'; at = strchr(at + 1, ' ')) {
        const char *word = at + 1;
        size_t word_length = strcspn(word, " ");
        bool folder = word[word_length - 1] == '/';
        if ((folder ? length > word_length : length == word_length) &&
            memcmp(word, name, word_length) == 0)
            return true;
    }
    return false;
}

enum prayer_method prayer_method_for(const char *timezone)
{
    for (size_t i = 0; timezone != NULL && i < COUNT_OF(customary); i++)
        if (is_listed(customary[i].zones, timezone))
            return customary[i].method;
    return METHOD_MWL;
}

static double angle_or_none(double angle)
{
    return angle > 0 && angle < 90 ? angle : 0;
}

struct method method_of(const struct prayer_rules *rules, const char *timezone)
{
    enum prayer_method which = rules->method;
    if (which == METHOD_CUSTOM)
        return (struct method){
            .fajr_angle = angle_or_none(rules->fajr_angle),
            .isha_angle = angle_or_none(rules->isha_angle),
            .isha_interval = rules->isha_interval,
            .maghrib_angle = angle_or_none(rules->maghrib_angle),
        };
    if (which <= METHOD_AUTO || which >= METHOD_COUNT)
        which = prayer_method_for(timezone);
    return methods[which];
}

/* The season's value at LATITUDE: straight lines between four values, that of the shortest day,
 * after a quarter of the year, before and at the longest day, and back the same way. The
 * lengths in days are the Committee's. */
static double seasonal(const double values[4], double latitude, struct date date)
{
    static const int days[] = {0, 91, 137, 183, 229, 275, 366};
    static const int turns[] = {0, 1, 2, 3, 2, 1, 0};
    struct date solstice = {date.year, latitude < 0 ? 6 : 12, 21};
    int day = (int)(days_from_date(date) - days_from_date(solstice));
    if (day < 0) {
        solstice.year--;
        day = (int)(days_from_date(date) - days_from_date(solstice));
    }
    size_t part = 0;
    while (part < COUNT_OF(days) - 2 && day >= days[part + 1])
        part++;
    double from = values[turns[part]], to = values[turns[part + 1]];
    double share = (double)(day - days[part]) / (days[part + 1] - days[part]);
    return 75 + (from + (to - from) * share) * fabs(latitude) / 55;
}

double method_dawn_minutes(double latitude, struct date date)
{
    static const double values[4] = {28.65, 19.44, 32.74, 48.10};
    return seasonal(values, latitude, date);
}

double method_dusk_minutes(double latitude, struct date date)
{
    static const double values[4] = {25.60, 2.05, -9.21, 6.14};
    return seasonal(values, latitude, date);
}
