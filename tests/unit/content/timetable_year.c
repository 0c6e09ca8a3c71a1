/* A year before the screen, minute by minute, where the clocks change: Morocco's Ramadan, both
 * hemispheres, half an hour, three quarters of an hour; and across an update of tzdata.
 *
 * Of each year's days the times are asked once and checked: against libc's reading of the same
 * zone, and against the days beside. What the screen must say at each minute follows from them. */
#include "base/memory.h"
#include "content/timetable.h"
#include "zones.h"

#include <spawn.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { DAY_COUNT = 370, BEFORE = 2, MINUTE_S = 60, DAY_MINUTES = 1440 };

struct world {
    const char *name;
    double latitude, longitude;
    enum prayer_table_time time;
    int jump; /* minutes that a prayer may be off the day before; London's nights end in May */
};

static const struct world worlds[] = {
    {"Africa/Casablanca", 33.5731, -7.5898, PRAYER_TABLE_STANDARD, 3},
    {"Europe/London", 51.5074, -0.1278, PRAYER_TABLE_STANDARD, 40},
    {"America/New_York", 40.7128, -74.0060, PRAYER_TABLE_WALL, 3},
    {"Australia/Lord_Howe", -31.5553, 159.0821, PRAYER_TABLE_WALL, 3},
    {"Pacific/Chatham", -43.9535, -176.5597, PRAYER_TABLE_STANDARD, 3},
};

/* A year, from BEFORE days before it on; days[i] has the date FIRST + i. */
struct year {
    struct place place;
    const struct zone *zone;
    struct prayer_settings settings;
    struct prayer_basis basis;
    struct date first;
    struct prayer_day days[DAY_COUNT];
    int64_t midnights[DAY_COUNT];
};

static void year_init(struct year *year, const struct world *world, const struct zone *zone)
{
    memset(year, 0, sizeof *year);
    year->place = (struct place){.located = true,
                                 .latitude = world->latitude,
                                 .longitude = world->longitude,
                                 .timezone = world->name};
    year->zone = zone;
    year->settings = PRAYER_SETTINGS_DEFAULT;
    year->settings.hijri.calendar = HIJRI_CIVIL;
    year->settings.hijri.at_sunset = true;
    year->settings.tomorrow_minutes = 30;
    for (int p = 0; p < PRAYER_COUNT; p++)
        if (p != PRAYER_SUNRISE)
            year->settings.iqama[p] = (struct following){FOLLOWING_AFTER, 10 + p};
    year->settings.iqama[PRAYER_ISHA].minutes = 45;
    year->settings.jumua[0] = 13 * 60 + 30;
    year->settings.jumua[1] = 14 * 60 + 15;
    year->settings.jumua_count = 2;
    year->settings.eid_prayer = (struct following){FOLLOWING_AFTER, 40};
    year->basis =
        (struct prayer_basis){.settings = &year->settings, .place = &year->place, .zone = zone};
    year->first = date_add_days((struct date){2026, 1, 1}, -BEFORE);
}

static void year_fill(struct year *year)
{
    for (int i = 0; i < DAY_COUNT; i++) {
        struct civil midnight = {.date = date_add_days(year->first, i)};
        year->midnights[i] = zone_instant(year->zone, &midnight);
        timetable_day(&year->basis, midnight.date, &year->days[i]);
    }
}

/* The same days again, as an official timetable in the hours that WORLD's is in. */
static void year_print(struct year *year, const struct world *world)
{
    static struct prayer_table_day rows[DAY_COUNT];
    for (int i = 0; i < DAY_COUNT; i++) {
        const struct prayer_day *day = &year->days[i];
        int32_t offset = zone_standard_offset(year->zone, day->date);
        rows[i] = (struct prayer_table_day){.date = day->date, .imsak = MINUTES_NONE};
        for (int p = 0; p < PRAYER_COUNT; p++) {
            int64_t standard = floor_div(day->at_s[p] + offset, MINUTE_S);
            rows[i].minutes[p] = world->time == PRAYER_TABLE_WALL
                                     ? day->minutes[p]
                                     : (int)floor_mod(standard, DAY_MINUTES);
            rows[i].iqama[p] = MINUTES_NONE;
        }
    }
    year->settings.table = prayer_table_create(rows, DAY_COUNT, world->time);
}

static struct timetable ask(const struct year *year, int64_t now_s)
{
    struct timetable out;
    struct moment moment = {.wall_ns = now_s * NS_PER_SECOND, .trust = TRUST_SYNCHRONISED};
    timetable_at(&year->basis, &moment, &out);
    return out;
}

/* --- the days ------------------------------------------------------------------------------- */

static void assert_local(int64_t at_s, int minutes)
{
    time_t at = (time_t)at_s;
    struct tm local;
    assert_non_null(localtime_r(&at, &local));
    assert_int_equal(minutes, local.tm_hour * 60 + local.tm_min);
}

/* No time of a day is an hour off: what is shown is what libc says the clocks show then, and the
 * time of the day before is minutes away, but for what the clocks were changed by. */
static void check_days(const struct year *year, const char *folder, const struct world *world)
{
    char zone[256];
    snprintf(zone, sizeof zone, ":%s/%s", folder, world->name);
    setenv("TZ", zone, 1);
    tzset();
    for (int i = 1; i < DAY_COUNT; i++)
        for (int p = 0; p < PRAYER_COUNT; p++) {
            const struct prayer_day *day = &year->days[i], *before = day - 1;
            assert_true(day->at_s[p] != INSTANT_NONE);
            assert_local(day->at_s[p], day->minutes[p]);
            int64_t later_s = day->at_s[p] - before->at_s[p] - SECONDS_PER_DAY;
            assert_true(llabs(later_s) <= world->jump * MINUTE_S);
            int changed =
                zone_offset(year->zone, day->at_s[p]) - zone_offset(year->zone, before->at_s[p]);
            int shown = day->minutes[p] - before->minutes[p];
            assert_int_equal(
                floor_mod((int64_t)shown * MINUTE_S - later_s - changed, SECONDS_PER_DAY), 0);
        }
}

/* --- the minutes ---------------------------------------------------------------------------- */

/* What is to come at a minute, from the days. */
struct expected {
    int64_t next_s;
    int next, jumua, minutes;
};

static void come(struct expected *out, int64_t now_s, struct prayer_time time, int p, int jumua)
{
    if (time.at_s > now_s && time.at_s < out->next_s)
        *out = (struct expected){time.at_s, p, jumua, time.minutes};
}

static struct expected first_of(const struct year *year, int today, int64_t now_s)
{
    struct expected out = {.next_s = INT64_MAX};
    for (int i = today - 1; i <= today + 1; i++) {
        const struct prayer_day *day = &year->days[i];
        bool friday = date_weekday(day->date) == 5;
        for (int p = 0; p < PRAYER_COUNT; p++)
            if (p != PRAYER_SUNRISE && !(friday && p == PRAYER_DHUHR))
                come(&out, now_s, (struct prayer_time){day->at_s[p], day->minutes[p]}, p, -1);
        for (int j = 0; friday && j < 2; j++)
            come(&out, now_s, day->jumua[j], PRAYER_DHUHR, j);
    }
    return out;
}

/* The day whose end is the first to come: Isha's iqama, or where nights are short the next Fajr. */
static int shown_of(const struct year *year, int today, int64_t now_s)
{
    for (int i = today - 1;; i++)
        if (now_s < year->days[i].iqama[PRAYER_ISHA].at_s &&
            now_s < year->days[i + 1].at_s[PRAYER_FAJR])
            return i;
}

static void check_iqama(const struct prayer_day *day, const struct timetable *now, int64_t now_s)
{
    int in = -1;
    for (int p = 0; p < PRAYER_COUNT; p++)
        if (day->iqama[p].at_s != INSTANT_NONE && day->at_s[p] <= now_s &&
            now_s < day->iqama[p].at_s)
            in = p;
    assert_int_equal(now->in_iqama, in);
    assert_int_equal(now->iqama_minutes,
                     in < 0 ? -1 : (day->iqama[in].at_s - now_s + MINUTE_S - 1) / MINUTE_S);
}

static void check_calendar(const struct year *year, const struct timetable *now, int today,
                           int64_t now_s)
{
    const struct prayer_day *day = &year->days[today];
    bool evening = now_s >= day->at_s[PRAYER_MAGHRIB];
    assert_true(date_equal(now->hijri, evening ? day[1].hijri : day->hijri));
    enum eid eid = EID_NONE;
    if (now_s < day->eid_prayer.at_s)
        eid = day->eid;
    else if (evening)
        eid = day[1].eid;
    assert_int_equal(now->eid.which, eid);
    if (eid != EID_NONE)
        assert_int_equal(now->eid.prayer.at_s, day[evening].eid_prayer.at_s);
}

static void check_minute(const struct year *year, const struct timetable *now, int today,
                         int64_t now_s)
{
    struct expected expected = first_of(year, today, now_s);
    assert_int_equal(now->next_time.at_s, expected.next_s);
    assert_int_equal(now->next_time.minutes, expected.minutes);
    assert_int_equal(now->next, expected.next);
    assert_int_equal(now->next_jumua, expected.jumua);
    assert_in_range(now->countdown_minutes, 1, DAY_MINUTES);
    assert_int_equal(now->countdown_minutes, (expected.next_s - now_s + MINUTE_S - 1) / MINUTE_S);
    assert_in_range(now->change_s, now_s + 1, now_s + MINUTE_S);
    int shown = shown_of(year, today, now_s);
    const struct prayer_day *day = &year->days[shown];
    assert_true(date_equal(now->day.date, day->date));
    assert_memory_equal(now->day.at_s, day->at_s, sizeof day->at_s);
    assert_memory_equal(now->day.minutes, day->minutes, sizeof day->minutes);
    assert_int_equal(now->is_tomorrow, shown > today);
    check_iqama(day, now, now_s);
    check_calendar(year, now, today, now_s);
}

/* Every minute of the days FROM to TO. */
static void check_minutes(const struct year *year, int from, int to)
{
    for (int today = from; today < to; today++)
        for (int64_t now_s = year->midnights[today]; now_s < year->midnights[today + 1];
             now_s += MINUTE_S) {
            struct timetable now = ask(year, now_s);
            check_minute(year, &now, today, now_s);
        }
}

static bool same(const struct timetable *a, const struct timetable *b)
{
    return date_equal(a->day.date, b->day.date) && a->is_tomorrow == b->is_tomorrow &&
           a->next_time.at_s == b->next_time.at_s && a->countdown_minutes == b->countdown_minutes &&
           a->in_iqama == b->in_iqama && a->iqama_minutes == b->iqama_minutes &&
           date_equal(a->hijri, b->hijri) && a->eid.which == b->eid.which &&
           a->change_s == b->change_s;
}

/* At odd seconds of the days FROM to TO: what is said holds until it says that it changes. */
static void check_between(const struct year *year, int from, int to, int step)
{
    int64_t now_s = year->midnights[from];
    for (int today = from; today < to; today++)
        for (; now_s < year->midnights[today + 1]; now_s += step) {
            struct timetable now = ask(year, now_s), last = ask(year, now.change_s - 1);
            check_minute(year, &now, today, now_s);
            assert_true(same(&now, &last));
        }
}

static const char *zone_folder(void)
{
    const char *folder = getenv("TZDIR");
    return folder != NULL ? folder : "/usr/share/zoneinfo";
}

static void simulate(const struct world *world)
{
    static struct year year;
    struct zone *zone = system_zone(world->name);
    year_init(&year, world, zone);
    year_fill(&year);
    check_days(&year, zone_folder(), world);
    check_between(&year, BEFORE - 1, DAY_COUNT - 2, 2399);
    static struct prayer_day computed[DAY_COUNT];
    memcpy(computed, year.days, sizeof computed);
    year_print(&year, world);
    year_fill(&year);
    for (int i = 0; i < DAY_COUNT; i++) {
        assert_int_equal(year.days[i].origin, ORIGIN_TIMETABLE);
        assert_memory_equal(year.days[i].at_s, computed[i].at_s, sizeof computed[i].at_s);
    }
    check_minutes(&year, BEFORE - 1, DAY_COUNT - 2);
    prayer_table_put(year.settings.table);
    zone_put(zone);
}

static void test_casablanca(void **state)
{
    (void)state;
    simulate(&worlds[0]);
}

static void test_london(void **state)
{
    (void)state;
    simulate(&worlds[1]);
}

static void test_new_york(void **state)
{
    (void)state;
    simulate(&worlds[2]);
}

static void test_lord_howe(void **state)
{
    (void)state;
    simulate(&worlds[3]);
}

static void test_chatham(void **state)
{
    (void)state;
    simulate(&worlds[4]);
}

/* --- an update of tzdata -------------------------------------------------------------------- */

/* Morocco's changes of these years, as tzdata had them before and after it was known that +00 holds
 * from 2026-09-20, 03:00, on. */
static const char morocco_rules[] = "Rule M 2025 only - Feb 23 3:00 -1:00 -\n"
                                    "Rule M 2025 only - Apr  6 2:00  0    -\n"
                                    "Rule M 2026 only - Feb 15 3:00 -1:00 -\n"
                                    "Rule M 2026 only - Mar 22 2:00  0    -\n"
                                    "Rule M 2027 only - Feb  7 3:00 -1:00 -\n"
                                    "Rule M 2027 only - Mar 14 2:00  0    -\n"
                                    "Zone Africa/Casablanca 0:00 - +00 2018 Oct 28 3:00\n"
                                    "\t1:00 M +01/+00";
static const char morocco_old[] = "\n";
static const char morocco_new[] = " 2026 Sep 20 3:00\n\t0:00 - +00\n";

static void compile_zone(const char *folder, const char *end)
{
    char source[256];
    pid_t pid;
    int status;
    snprintf(source, sizeof source, "%s.zi", folder);
    FILE *file = fopen(source, "w");
    assert_non_null(file);
    fprintf(file, "%s%s", morocco_rules, end);
    fclose(file);
    char *const words[] = {"zic", "-d", (char *)folder, source, NULL};
    char *const nothing[] = {NULL};
    assert_int_equal(posix_spawn(&pid, "/usr/sbin/zic", NULL, NULL, words, nothing), 0);
    assert_int_equal(waitpid(pid, &status, 0), pid);
    assert_int_equal(status, 0);
    unlink(source);
}

static void remove_zone(const char *folder)
{
    char path[256];
    snprintf(path, sizeof path, "%s/Africa/Casablanca", folder);
    unlink(path);
    snprintf(path, sizeof path, "%s/Africa", folder);
    rmdir(path);
    rmdir(folder);
}

struct update {
    char root[64], old_folder[80], new_folder[80];
    struct zone *old_zone, *new_zone;
    struct year before, after;
};

static struct update *update_create(void)
{
    struct update *update = memory_new(sizeof *update);
    snprintf(update->root, sizeof update->root, "/tmp/riwaq-tzdata-XXXXXX");
    assert_non_null(mkdtemp(update->root));
    snprintf(update->old_folder, sizeof update->old_folder, "%s/old", update->root);
    snprintf(update->new_folder, sizeof update->new_folder, "%s/new", update->root);
    compile_zone(update->old_folder, morocco_old);
    compile_zone(update->new_folder, morocco_new);
    update->old_zone = folder_zone(update->old_folder, worlds[0].name);
    update->new_zone = folder_zone(update->new_folder, worlds[0].name);
    year_init(&update->before, &worlds[0], update->old_zone);
    year_init(&update->after, &worlds[0], update->new_zone);
    year_fill(&update->before);
    year_fill(&update->after);
    check_days(&update->before, update->old_folder, &worlds[0]);
    check_days(&update->after, update->new_folder, &worlds[0]);
    return update;
}

static void update_destroy(struct update *update)
{
    remove_zone(update->old_folder);
    remove_zone(update->new_folder);
    rmdir(update->root);
    zone_put(update->old_zone);
    zone_put(update->new_zone);
    free(update);
}

/* From the change on all times are an hour earlier on the wall, and the same instants; nothing else
 * differs. */
static void check_update(const struct update *update)
{
    int64_t change_s = utc(2026, 9, 20, 2, 0);
    assert_int_equal(zone_change(update->new_zone, utc(2026, 9, 1, 0, 0)), change_s);
    for (int i = 0; i < DAY_COUNT; i++) {
        const struct prayer_day *before = &update->before.days[i], *after = &update->after.days[i];
        assert_memory_equal(before->at_s, after->at_s, sizeof before->at_s);
        for (int p = 0; p < PRAYER_COUNT; p++)
            assert_int_equal(before->minutes[p] - after->minutes[p],
                             after->at_s[p] >= change_s ? 60 : 0);
    }
}

/* Around the update, whenever it comes: the minute before is told by the old zone, the one after by
 * the new, and each is right by what was known. */
static void check_swap(const struct update *update, int64_t at_s)
{
    const struct year *year = &update->before;
    for (int64_t now_s = at_s - 720 * MINUTE_S; now_s < at_s + 720 * MINUTE_S; now_s += MINUTE_S) {
        if (now_s == at_s)
            year = &update->after;
        struct timetable now = ask(year, now_s);
        int today = BEFORE;
        while (now_s >= year->midnights[today + 1])
            today++;
        check_minute(year, &now, today, now_s);
    }
}

static void test_tzdata_update(void **state)
{
    (void)state;
    if (access("/usr/sbin/zic", X_OK) != 0)
        skip();
    struct update *update = update_create();
    check_update(update);
    int day =
        (int)(days_from_date((struct date){2026, 9, 20}) - days_from_date(update->after.first));
    check_between(&update->after, day - 2, day + 3, 67);
    check_swap(update, utc(2026, 9, 14, 12, 0)); /* in time */
    check_swap(update, utc(2026, 9, 19, 22, 59));
    check_swap(update, utc(2026, 9, 19, 23, 30)); /* 00:30, and an hour later 02:30 */
    check_swap(update, utc(2026, 9, 20, 2, 0));
    check_swap(update, utc(2026, 9, 22, 23, 30)); /* late: midnight comes twice */
    check_swap(update, utc(2026, 11, 22, 6, 0));
    update_destroy(update);
}

/* A clock that wakes up a year ago, is known to be wrong, and is then set. */
static void test_clock_jumps_a_year(void **state)
{
    (void)state;
    static const int64_t wrong[] = {0, INT64_C(1735689600), INT64_C(1760000000)};
    static struct year year;
    struct zone *zone = system_zone(worlds[0].name);
    year_init(&year, &worlds[0], zone);
    year_fill(&year);
    for (size_t i = 0; i < COUNT_OF(wrong); i++) {
        struct timetable now;
        struct moment moment = {.wall_ns = wrong[i] * NS_PER_SECOND, .trust = TRUST_UNSET};
        timetable_at(&year.basis, &moment, &now);
        assert_int_equal(now.day.origin, ORIGIN_NONE);
        assert_int_equal(now.next, -1);
        assert_int_equal(now.in_iqama, -1);
        assert_int_equal(now.eid.which, EID_NONE);
        assert_int_equal(now.hijri.day, 0);
        assert_true(now.change_s == TIMETABLE_NEVER);
        int64_t set_s = year.midnights[100] + (int64_t)i * 8 * 3600;
        now = ask(&year, set_s);
        check_minute(&year, &now, 100, set_s);
    }
    zone_put(zone);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_casablanca),
        cmocka_unit_test(test_london),
        cmocka_unit_test(test_new_york),
        cmocka_unit_test(test_lord_howe),
        cmocka_unit_test(test_chatham),
        cmocka_unit_test(test_tzdata_update),
        cmocka_unit_test(test_clock_jumps_a_year),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
