#include "store/clock.h"

#include "base/buffer.h"
#include "store/file.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/timerfd.h>
#include <sys/timex.h>
#include <time.h>
#include <unistd.h>

/* No wall clock that is right reads less than this. The Makefile gives the day of the last commit,
 * and nothing outside git; it is no __DATE__, so that the same source gives the same program. */
#ifndef RIWAQ_BUILD_S
#define RIWAQ_BUILD_S INT64_C(1793491200) /* 2026-11-01 */
#endif

/* A file of sysfs says that it has a page, of 64 KiB at most, whatever is in it. */
enum { CHIP_CAP = 64 * 1024 };

/* systemd-timesyncd touches it at each answer; it is in memory. */
static const char stamp_path[] = "/run/systemd/timesync/synchronized";

#define TRUST_CHECK_NS (10 * NS_PER_SECOND)
/* A wall clock that moves by more against the monotonic one was set: that is asked about at once.
 */
#define TRUST_SET_NS (NS_PER_SECOND / 2)

static int64_t read_ns(clockid_t id)
{
    struct timespec now;
    if (clock_gettime(id, &now) != 0)
        return 0;
    return (int64_t)now.tv_sec * NS_PER_SECOND + now.tv_nsec;
}

int64_t clock_monotonic_ns(void)
{
    return read_ns(CLOCK_MONOTONIC);
}

int64_t clock_boot_ns(void)
{
    return read_ns(CLOCK_BOOTTIME);
}

int64_t clock_cpu_ns(void)
{
    return read_ns(CLOCK_PROCESS_CPUTIME_ID);
}

int64_t clock_thread_cpu_ns(void)
{
    return read_ns(CLOCK_THREAD_CPUTIME_ID);
}

/* Field 22 of /proc/self/stat, in ticks since boot; the name in field 2 may hold spaces and
 * brackets, so fields are counted from its last bracket. */
static int64_t start_ticks(const char *stat)
{
    const char *at = strrchr(stat, ')');
    for (int field = 2; at != NULL && field < 22; field++) {
        at = strchr(at, ' ');
        if (at != NULL)
            at++;
    }
    return at != NULL ? strtoll(at, NULL, 10) : -1;
}

int64_t clock_since_start_ns(void)
{
    struct buffer stat;
    buffer_init(&stat, 4096);
    int64_t ticks = file_read("/proc/self/stat", &stat) ? start_ticks(buffer_text(&stat)) : -1;
    buffer_finish(&stat);
    long per_second = sysconf(_SC_CLK_TCK);
    if (ticks < 0 || per_second <= 0)
        return 0;
    int64_t since = clock_boot_ns() - ticks * (NS_PER_SECOND / per_second);
    return since > 0 ? since : 0;
}

void clock_sleep_until(int64_t due_ns)
{
    struct timespec due = {.tv_sec = (time_t)floor_div(due_ns, NS_PER_SECOND),
                           .tv_nsec = (long)floor_mod(due_ns, NS_PER_SECOND)};
    if (due_ns > 0)
        clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &due, NULL);
}

bool clock_read_chip(const char *path, int64_t *chip_s)
{
    if (!file_exists(path))
        return false;
    struct buffer text;
    buffer_init(&text, CHIP_CAP);
    *chip_s = file_read(path, &text) ? strtoll(buffer_text(&text), NULL, 10) : 0;
    buffer_finish(&text);
    return true;
}

/* --- what is known of this boot --- */

/* The boot clock counts a suspended machine's time too, and both follow the same slewing: what
 * changes this is a step. */
static int64_t ahead_of_boot_ns(void)
{
    return read_ns(CLOCK_REALTIME) - read_ns(CLOCK_BOOTTIME);
}

static void set_synchronised(struct clock *clock, int64_t ahead_ns)
{
    int64_t step_ns = ahead_ns - clock->synchronised_ns;
    /* (Two clocks are not read at once: the last digits are noise.) */
    if (clock->was_synchronised && step_ns <= TRUST_SET_NS && step_ns >= -TRUST_SET_NS)
        return;
    clock->was_synchronised = true;
    clock->synchronised_ns = ahead_ns;
}

static bool runs_on(const struct clock *clock)
{
    int64_t step_ns = ahead_of_boot_ns() - clock->synchronised_ns;
    return clock->was_synchronised && step_ns <= CLOCK_STEP_S * NS_PER_SECOND &&
           step_ns >= -CLOCK_STEP_S * NS_PER_SECOND;
}

static void read_boot(char boot[CLOCK_BOOT_SIZE])
{
    struct buffer text;
    buffer_init(&text, CHIP_CAP);
    const char *id = file_read("/proc/sys/kernel/random/boot_id", &text) ? buffer_text(&text) : "";
    size_t length = strcspn(id, " \n");
    snprintf(boot, CLOCK_BOOT_SIZE, "%.*s", length < CLOCK_BOOT_SIZE ? (int)length : 0, id);
    buffer_finish(&text);
}

bool clock_note(const struct clock *clock, char note[CLOCK_NOTE_SIZE])
{
    if (!clock->was_synchronised || clock->boot[0] == '\0')
        return false;
    snprintf(note, CLOCK_NOTE_SIZE, "%s %lld", clock->boot,
             (long long)floor_div(clock->synchronised_ns, NS_PER_MILLISECOND));
    return true;
}

void clock_recall(struct clock *clock, const char *note)
{
    char *end;
    size_t length = strlen(clock->boot);
    if (length == 0 || strncmp(note, clock->boot, length) != 0 || note[length] != ' ')
        return;
    const char *number = note + length + 1;
    long long ahead_ms = strtoll(number, &end, 10);
    if (end == number || *end != '\0' || ahead_ms < 0 || ahead_ms > INT64_MAX / NS_PER_MILLISECOND)
        return;
    clock->was_synchronised = true;
    clock->synchronised_ns = (int64_t)ahead_ms * NS_PER_MILLISECOND;
}

void clock_recall_stamp(struct clock *clock, const char *path)
{
    struct stat stamp;
    int64_t wall_s = floor_div(read_ns(CLOCK_REALTIME), NS_PER_SECOND);
    if (stat(path, &stamp) == 0 && (int64_t)stamp.st_mtim.tv_sec <= wall_s + CLOCK_STEP_S)
        set_synchronised(clock, ahead_of_boot_ns());
}

void clock_init(struct clock *clock, const struct clock_settings *settings)
{
    *clock = (struct clock){.settings = *settings, .trust = TRUST_UNSET};
    if (settings->at_given)
        clock->shift_ns = settings->at_ns - clock_monotonic_ns();
    else
        clock->chip_read = clock_read_chip("/sys/class/rtc/rtc0/since_epoch", &clock->chip_s);
    clock->chip_wall_s = floor_div(read_ns(CLOCK_REALTIME), NS_PER_SECOND);
    clock->trust_checked_ns = INT64_MIN;
    read_boot(clock->boot);
    clock_recall_stamp(clock, stamp_path);
}

int64_t clock_wall_ns(const struct clock *clock)
{
    if (clock->settings.at_given)
        return clock_monotonic_ns() + clock->shift_ns;
    return read_ns(CLOCK_REALTIME);
}

/* As far ahead as a time_t reaches, but for a clock that is set beyond. */
static void arm_watch(int fd)
{
    const int64_t due_s =
        sizeof(time_t) > sizeof(int32_t) ? INT64_C(7258118400) : INT32_MAX; /* 2200 */
    struct itimerspec due = {.it_value = {.tv_sec = (time_t)due_s}};
    timerfd_settime(fd, TFD_TIMER_ABSTIME | TFD_TIMER_CANCEL_ON_SET, &due, NULL);
}

int clock_watch_open(void)
{
    int fd = timerfd_create(CLOCK_REALTIME, TFD_CLOEXEC | TFD_NONBLOCK);
    if (fd >= 0)
        arm_watch(fd);
    return fd;
}

void clock_watch_clear(int fd)
{
    uint64_t times;
    if (fd >= 0 && read(fd, &times, sizeof times) < 0 && errno == ECANCELED)
        arm_watch(fd);
}

static bool has_clock_chip(void)
{
    return file_exists("/sys/class/rtc/rtc0") || file_exists("/dev/rtc") ||
           file_exists("/dev/rtc0");
}

/* A container sees no clock chip though its host may have one. */
static bool is_container(void)
{
    return file_exists("/run/systemd/container") || file_exists("/.dockerenv") ||
           file_exists("/run/.containerenv") || getenv("container") != NULL;
}

static bool kernel_synchronised(void)
{
    struct timex timex = {.modes = 0};
    int state = adjtimex(&timex);
    return state >= 0 && state != TIME_ERROR && (timex.status & STA_UNSYNC) == 0;
}

/* A board without a battery has a chip too, and one that starts anew knows nothing. */
static bool has_good_chip(const struct clock_facts *facts)
{
    int64_t off = facts->chip_s - facts->chip_wall_s;
    bool good =
        facts->chip_s >= facts->build_s && off <= CLOCK_CHIP_OFF_S && off >= -CLOCK_CHIP_OFF_S;
    return facts->has_rtc && (!facts->chip_read || good);
}

enum trust clock_judge(const struct clock_facts *facts)
{
    if (facts->wall_s < facts->build_s)
        return TRUST_UNSET;
    if (facts->kernel_synchronised)
        return TRUST_SYNCHRONISED;
    if (facts->runs_on)
        return TRUST_HELD;
    if (facts->wall_s < facts->saved_s || (!has_good_chip(facts) && !facts->is_container))
        return TRUST_UNSET;
    return TRUST_HELD;
}

enum trust clock_trust(struct clock *clock)
{
    if (clock->settings.zone_unknown)
        return TRUST_UNSET;
    if (clock->settings.at_given || clock->settings.trust_always)
        return TRUST_SYNCHRONISED;
    int64_t now = clock_monotonic_ns(), offset_ns = clock_wall_ns(clock) - now;
    int64_t set_ns = offset_ns - clock->trust_offset_ns;
    bool was_set = set_ns > TRUST_SET_NS || set_ns < -TRUST_SET_NS;
    if (clock->trust_checked_ns != INT64_MIN && !was_set &&
        now - clock->trust_checked_ns < TRUST_CHECK_NS)
        return clock->trust;
    struct clock_facts facts = {
        .wall_s = floor_div(clock_wall_ns(clock), NS_PER_SECOND),
        .build_s = RIWAQ_BUILD_S,
        .saved_s = clock->settings.saved_s,
        .has_rtc = has_clock_chip(),
        .is_container = is_container(),
        .kernel_synchronised = kernel_synchronised(),
        .runs_on = runs_on(clock),
        .chip_read = clock->chip_read,
        .chip_s = clock->chip_s,
        .chip_wall_s = clock->chip_wall_s,
    };
    clock->trust = clock_judge(&facts);
    if (clock->trust == TRUST_SYNCHRONISED)
        set_synchronised(clock, ahead_of_boot_ns());
    clock->trust_checked_ns = now;
    clock->trust_offset_ns = offset_ns;
    return clock->trust;
}
