/* The one reader of clocks. Nothing else in riwaq asks what time it is. */
#ifndef RIWAQ_STORE_CLOCK_H
#define RIWAQ_STORE_CLOCK_H

#include "base/moment.h"

#include <stdbool.h>
#include <stdint.h>

/* Nanoseconds of CLOCK_MONOTONIC: for waiting and measuring, unrelated to the date. */
int64_t clock_monotonic_ns(void);
/* The same, counting the time that the machine was suspended too. */
int64_t clock_boot_ns(void);
/* CPU time of this process, all threads. */
int64_t clock_cpu_ns(void);
/* CPU time of the thread that asks. */
int64_t clock_thread_cpu_ns(void);
/* Nanoseconds since this process was started (exec), from the kernel's record of it. */
int64_t clock_since_start_ns(void);
/* Sleeps until CLOCK_MONOTONIC reads DUE_NS, or a signal comes; not at all for the past. */
void clock_sleep_until(int64_t due_ns);

struct clock_settings {
    bool at_given; /* --at: the wall clock starts at at_ns and runs on; counts as synchronised */
    int64_t at_ns;
    bool trust_always; /* [clock] trust = always */
    bool
        zone_unknown; /* what the clock reads is known, but not which hour that is: never trusted */
    int64_t
        saved_s; /* the last time saved on disk, or INT64_MIN: the wall clock cannot be before it */
};

enum { CLOCK_BOOT_SIZE = 40, CLOCK_NOTE_SIZE = 80 };

/* The wall clock of this run. */
struct clock {
    struct clock_settings settings;
    int64_t shift_ns; /* wall - monotonic when --at was given */
    int64_t
        trust_checked_ns; /* private: the system is asked every 10 s, or when the clock was set */
    int64_t trust_offset_ns; /* private: wall - monotonic then */
    enum trust trust;
    /* Private: what the clock chip said at the start, and the wall clock then. */
    bool chip_read;
    int64_t chip_s, chip_wall_s;
    /* Private: the kernel was synchronised in this boot, and wall - boot clock then. */
    bool was_synchronised;
    int64_t synchronised_ns;
    char boot[CLOCK_BOOT_SIZE]; /* each boot has another name; "": none */
};

void clock_init(struct clock *clock, const struct clock_settings *settings);
/* Nanoseconds since 1970. */
int64_t clock_wall_ns(const struct clock *clock);
/* What outlasts the program, but not the boot: a line without its end for clock_recall at the next
 * start. False: there is nothing to keep yet. */
bool clock_note(const struct clock *clock, char note[CLOCK_NOTE_SIZE]);
/* To be called after clock_init. A NOTE of another boot, or that is none, is passed over. */
void clock_recall(struct clock *clock, const char *note);
/* The same by the file PATH, which a time server's client touches whenever it sets the clock, and
 * which no boot finds: clock_init does it with systemd-timesyncd's. Passed over when it is not
 * there, or from a time that is yet to come. */
void clock_recall_stamp(struct clock *clock, const char *path);
/* DESIGN of trust: unset when the wall clock is before the build date or before saved_s, or
 * when the machine has no clock chip (or one whose time was, at the start, before the build date
 * or more than CLOCK_CHIP_OFF_S off the wall clock: its battery is empty), is no container, and
 * the kernel says it was never synchronised since boot; synchronised when the kernel says so (or
 * --at, or trust_always); else held. A kernel that is synchronised is right against saved_s: that
 * was then saved under a wrong clock, and a screen must not wait for a date in the future. It says
 * so until about nine hours after the last answer of a time server (its guess of the error grows by
 * 500 us a second, up to 16 s); a clock that has run on by itself since is held until the machine
 * is switched off, over restarts of the program too, unless somebody else has set it by more than
 * CLOCK_STEP_S. With zone_unknown it is unset whatever else holds. */
enum trust clock_trust(struct clock *clock);
/* The rule itself, for tests. */
enum { CLOCK_CHIP_OFF_S = 300, CLOCK_STEP_S = 300 };
struct clock_facts {
    int64_t wall_s, build_s, saved_s;
    bool has_rtc, is_container, kernel_synchronised;
    bool runs_on;                /* from when it was synchronised in this boot, and not set since */
    bool chip_read;              /* the next two are known */
    int64_t chip_s, chip_wall_s; /* the chip at the start, and the wall clock then */
};
enum trust clock_judge(const struct clock_facts *facts);
/* What the chip says by the kernel's file PATH, in seconds since 1970; 0 when it has lost its time
 * (the file is there and cannot be read). False when there is no such file. */
bool clock_read_chip(const char *path, int64_t *chip_s);

/* A descriptor that is readable when the wall clock was set (by a time server, by hand, after a
 * suspend), and not for what it ticks; -1: the system has none. close() it. */
int clock_watch_open(void);
/* What was told is heard: it is silent until the clock is set again. -1 is fine. */
void clock_watch_clear(int fd);

#endif
