/* The keys of [prayer]. */
#include "theme/config_tables.h"

#include "base/memory.h"
#include "base/moment.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { IQAMA_MAX = 180, TOMORROW_MAX_S = 3 * 3600, MINUTE_S = 60, TIME_SIZE = 16 };

static const char *const table_time_names[] = {"wall", "standard"};
static const char *const asr_names[] = {"standard", "hanafi"};
static const char *const high_latitude_names[] = {"middle", "seventh", "angle", "none"};
static const char *const calendar_names[] = {"umm-al-qura", "civil"}; /* enum hijri_calendar */
static const char *const change_names[] = {"midnight", "sunset"};

#define PRAYER(field)  .offset = offsetof(struct config, prayer.field)
#define CHOICES(names) .choices = (names), .choice_count = COUNT_OF(names)

static void read_method(const struct option_value *value, void *target)
{
    struct config *config = target;
    int index;
    if (option_choice(value, value->text, prayer_method_names, METHOD_COUNT, &index))
        config->prayer.rules.method = (enum prayer_method)index;
}

/* "+20" after what it goes with, or "13:30" of the clock. */
static void read_following(const struct option_value *value, void *target)
{
    struct following *field = (struct following *)((char *)target + value->option->offset);
    const char *text = value->text;
    char quote[OPTION_QUOTE_SIZE];
    int minutes;
    if (text[0] == '+') {
        if (option_int(value, text, 0, IQAMA_MAX, &minutes))
            *field = (struct following){FOLLOWING_AFTER, minutes};
    } else if (minutes_parse(text, &minutes)) {
        *field = (struct following){FOLLOWING_FIXED, minutes};
    } else {
        bool is_number = text[strspn(text, "0123456789")] == '\0' && strlen(text) <= 3;
        option_error(value, "%s is no time; write +%s for minutes after, or an hour such as 13:30",
                     option_quote(text, quote), is_number ? text : "20");
    }
}

/* One to three hours, ascending. */
static void read_jumua(const struct option_value *value, void *target)
{
    struct config *config = target;
    char item[32], quote[OPTION_QUOTE_SIZE];
    int jumua[JUMUA_MAX], count = 0, minutes;
    for (const char *rest = value->text; option_next(&rest, ",", item, sizeof item);) {
        if (!minutes_parse(item, &minutes)) {
            option_error(value, "%s is no time; write hours such as 12:30, 13:15",
                         option_quote(item, quote));
            return;
        }
        if (count == JUMUA_MAX) {
            option_error(value, "more than %d times; keep %d of them", JUMUA_MAX, JUMUA_MAX);
            return;
        }
        if (count > 0 && minutes <= jumua[count - 1]) {
            option_error(value, "%s is not after the time before it; write them in their order",
                         option_quote(item, quote));
            return;
        }
        jumua[count++] = minutes;
    }
    memcpy(config->prayer.jumua, jumua, sizeof *jumua * (size_t)count);
    config->prayer.jumua_count = count;
}

static void read_next_day_after(const struct option_value *value, void *target)
{
    struct config *config = target;
    int64_t ns;
    if (option_duration(value, value->text, value->option->min, value->option->max, &ns))
        config->prayer.tomorrow_minutes = (int)(ns / NS_PER_SECOND / MINUTE_S);
}

static void read_hijri_adjust(const struct option_value *value, void *target)
{
    struct hijri_settings *hijri = &((struct config *)target)->prayer.hijri;
    if (option_int(value, value->text, -HIJRI_ADJUST_MAX, HIJRI_ADJUST_MAX, &hijri->adjust))
        hijri->adjust_given = true;
}

#define OFFSET(prayer) OPTION_INT, PRAYER(rules.offset[prayer]), .min = -60, .max = 60
#define IQAMA(prayer)  OPTION_CUSTOM, PRAYER(iqama[prayer]), .read = read_following

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
    {"fajr_offset", OFFSET(PRAYER_FAJR)},
    {"sunrise_offset", OFFSET(PRAYER_SUNRISE)},
    {"dhuhr_offset", OFFSET(PRAYER_DHUHR)},
    {"asr_offset", OFFSET(PRAYER_ASR)},
    {"maghrib_offset", OFFSET(PRAYER_MAGHRIB)},
    {"isha_offset", OFFSET(PRAYER_ISHA)},
    {"fajr_iqama", IQAMA(PRAYER_FAJR)},
    {"dhuhr_iqama", IQAMA(PRAYER_DHUHR)},
    {"asr_iqama", IQAMA(PRAYER_ASR)},
    {"maghrib_iqama", IQAMA(PRAYER_MAGHRIB)},
    {"isha_iqama", IQAMA(PRAYER_ISHA)},
    {"jumua", OPTION_CUSTOM, .read = read_jumua},
    {"imsak", OPTION_INT, PRAYER(imsak_minutes), .min = 0, .max = 60},
    {"eid_prayer", OPTION_CUSTOM, PRAYER(eid_prayer), .read = read_following},
    {"next_day_after", OPTION_CUSTOM, .read = read_next_day_after, .min = 0, .max = TOMORROW_MAX_S},
    {"hijri_calendar", OPTION_CHOICE, PRAYER(hijri.calendar), CHOICES(calendar_names)},
    {"hijri_change", OPTION_FLAG, PRAYER(hijri.at_sunset), CHOICES(change_names)},
    {"hijri_adjust", OPTION_CUSTOM, .read = read_hijri_adjust},
    {"hijri_months", OPTION_CUSTOM, .read = config_hijri_read},
};

/* --- what belongs together -------------------------------------------------------------------- */

static void verify_custom(struct prayer_rules *rules, const struct ini *ini,
                          struct diagnostics *diagnostics)
{
    bool fajr = ini_entry(ini, "prayer", "fajr_angle") != NULL;
    bool angle = ini_entry(ini, "prayer", "isha_angle") != NULL;
    bool interval = ini_entry(ini, "prayer", "isha_interval") != NULL;
    if (!fajr)
        config_report(ini, diagnostics, SEVERITY_ERROR, "prayer", "method",
                      "custom needs fajr_angle; write it");
    if (!angle && !interval)
        config_report(ini, diagnostics, SEVERITY_ERROR, "prayer", "method",
                      "custom needs isha_angle or isha_interval; write one of them");
    if (angle && interval) {
        config_report(ini, diagnostics, SEVERITY_ERROR, "prayer", "isha_interval",
                      "stands beside isha_angle; keep one of them");
        rules->isha_interval = 0;
    }
    /* Half a method is none. */
    if (rules->fajr_angle == 0 || (rules->isha_angle == 0 && rules->isha_interval == 0))
        rules->method = METHOD_AUTO;
}

/* A prayer time must never come from something else than what the file seems to say. */
static void verify_rules(struct config *config, const struct ini *ini,
                         struct diagnostics *diagnostics)
{
    static const char *const custom[] = {"fajr_angle", "isha_angle", "isha_interval",
                                         "maghrib_angle"};
    const struct ini_entry *method = ini_entry(ini, "prayer", "method");
    if (config->prayer.rules.method == METHOD_CUSTOM) {
        verify_custom(&config->prayer.rules, ini, diagnostics);
        return;
    }
    if (method != NULL &&
        strcmp(method->value, prayer_method_names[config->prayer.rules.method]) != 0)
        return; /* not known, and reported: it may have been meant as custom */
    for (size_t i = 0; i < COUNT_OF(custom); i++)
        if (ini_entry(ini, "prayer", custom[i]) != NULL)
            config_report(ini, diagnostics, SEVERITY_ERROR, "prayer", custom[i],
                          "serves only method = custom; write that, or remove this key");
}

/* Hours of the clock that stand in another order than the prayers: 01:30 where 13:30 was meant.
 * An Isha after midnight is late, not early. */
static void verify_iqama(const struct config *config, const struct ini *ini,
                         struct diagnostics *diagnostics)
{
    enum { NIGHT_END = 6 * 60 };
    const struct following *before = NULL;
    for (int i = 0; i < PRAYER_COUNT; i++) {
        const struct following *iqama = &config->prayer.iqama[i];
        if (iqama->kind != FOLLOWING_FIXED)
            continue;
        char key[32], time[TIME_SIZE];
        bool after_midnight = i == PRAYER_ISHA && iqama->minutes < NIGHT_END;
        snprintf(key, sizeof key, "%s_iqama", prayer_key((enum prayer)i));
        minutes_format(iqama->minutes, time, sizeof time);
        if (before != NULL && iqama->minutes <= before->minutes && !after_midnight)
            config_report(ini, diagnostics, SEVERITY_WARNING, "prayer", key,
                          "%s is not after that of %s; hours go from 00:00 to 23:59", time,
                          prayer_key((enum prayer)(before - config->prayer.iqama)));
        before = iqama;
    }
}

/* It is prayed between the late morning and the afternoon, wherever the zone's noon is. */
static void verify_jumua(const struct config *config, const struct ini *ini,
                         struct diagnostics *diagnostics)
{
    enum { EARLIEST = 10 * 60, LATEST = 17 * 60 };
    for (int i = 0; i < config->prayer.jumua_count; i++) {
        int minutes = config->prayer.jumua[i];
        char time[TIME_SIZE];
        minutes_format(minutes, time, sizeof time);
        if (minutes < EARLIEST || minutes > LATEST)
            config_report(ini, diagnostics, SEVERITY_WARNING, "prayer", "jumua",
                          "%s is far from midday; hours go from 00:00 to 23:59", time);
    }
}

/* A key that has no effect, as what it is for is not there. */
static void verify_timetable(const struct ini *ini, struct diagnostics *diagnostics)
{
    if (ini_entry(ini, "prayer", "timetable_time") != NULL &&
        ini_entry(ini, "prayer", "timetable") == NULL)
        config_report(ini, diagnostics, SEVERITY_ERROR, "prayer", "timetable_time",
                      "serves only a timetable; write timetable = FILE, or remove this key");
}

void config_prayer_verify(struct config *config, const struct ini *ini,
                          struct diagnostics *diagnostics)
{
    verify_rules(config, ini, diagnostics);
    verify_timetable(ini, diagnostics);
    verify_iqama(config, ini, diagnostics);
    verify_jumua(config, ini, diagnostics);
    config_hijri_verify(config, ini, diagnostics);
}
