/* The keys of [prayer]. */
#include "theme/config_tables.h"

#include "base/memory.h"

static const char *const table_time_names[] = {"wall", "standard"};
static const char *const asr_names[] = {"standard", "hanafi"};
static const char *const high_latitude_names[] = {"middle", "seventh", "angle", "none"};

#define PRAYER(field)  .offset = offsetof(struct config, prayer.field)
#define CHOICES(names) .choices = (names), .choice_count = COUNT_OF(names)

static void read_method(const struct option_value *value, void *target)
{
    struct config *config = target;
    int index;
    if (option_choice(value, value->text, prayer_method_names, METHOD_COUNT, &index))
        config->prayer.rules.method = (enum prayer_method)index;
}

const struct option config_prayer_options[CONFIG_PRAYER_OPTION_COUNT] = {
    {"timetable", OPTION_FILE, .offset = offsetof(struct config, timetable)},
    {"timetable_time", OPTION_CHOICE, .offset = offsetof(struct config, timetable_time),
     CHOICES(table_time_names)},
    {"method", OPTION_CUSTOM, .read = read_method},
    {"fajr_angle", OPTION_DOUBLE, PRAYER(rules.fajr_angle), .min = 5, .max = 25},
    {"isha_angle", OPTION_DOUBLE, PRAYER(rules.isha_angle), .min = 5, .max = 25},
    {"isha_interval", OPTION_INT, PRAYER(rules.isha_interval), .min = 1, .max = 240},
    {"maghrib_angle", OPTION_DOUBLE, PRAYER(rules.maghrib_angle), .min = 0.5, .max = 10},
    {"asr", OPTION_CHOICE, PRAYER(rules.asr), CHOICES(asr_names)},
    {"high_latitude", OPTION_CHOICE, PRAYER(rules.high_latitude), CHOICES(high_latitude_names)},
    {"fajr_offset", OPTION_INT, PRAYER(rules.offset[PRAYER_FAJR]), .min = -60, .max = 60},
    {"sunrise_offset", OPTION_INT, PRAYER(rules.offset[PRAYER_SUNRISE]), .min = -60, .max = 60},
    {"dhuhr_offset", OPTION_INT, PRAYER(rules.offset[PRAYER_DHUHR]), .min = -60, .max = 60},
    {"asr_offset", OPTION_INT, PRAYER(rules.offset[PRAYER_ASR]), .min = -60, .max = 60},
    {"maghrib_offset", OPTION_INT, PRAYER(rules.offset[PRAYER_MAGHRIB]), .min = -60, .max = 60},
    {"isha_offset", OPTION_INT, PRAYER(rules.offset[PRAYER_ISHA]), .min = -60, .max = 60},
    {"hijri_adjust", OPTION_INT, PRAYER(hijri.adjust), .min = -3, .max = 3},
};
