#include "store/clock.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/timex.h>
#include <unistd.h>

/* The kernel's word, in place of the C library's. */
static bool synchronised;

int adjtimex(struct timex *timex)
{
    *timex = (struct timex){.status = synchronised ? 0 : STA_UNSYNC};
    return synchronised ? TIME_OK : TIME_ERROR;
}

/* A machine with nothing wrong: a clock chip, no container, not synchronised. */
static const struct clock_facts plain = {
    .wall_s = 2000, .build_s = 1000, .saved_s = 1500, .has_rtc = true};

static void test_plausible_time_is_held(void **state)
{
    (void)state;
    assert_int_equal(clock_judge(&plain), TRUST_HELD);
    struct clock_facts facts = plain;
    facts.saved_s = INT64_MIN;
    assert_int_equal(clock_judge(&facts), TRUST_HELD);
}

static void test_time_before_the_build_is_wrong(void **state)
{
    (void)state;
    struct clock_facts facts = plain;
    facts.wall_s = 999;
    assert_int_equal(clock_judge(&facts), TRUST_UNSET);
    facts.kernel_synchronised = true;
    assert_int_equal(clock_judge(&facts), TRUST_UNSET);
    facts.wall_s = 1600;
    assert_int_equal(clock_judge(&facts), TRUST_SYNCHRONISED);
}

static void test_time_before_the_saved_one_is_wrong(void **state)
{
    (void)state;
    struct clock_facts facts = plain;
    facts.wall_s = 1499;
    assert_int_equal(clock_judge(&facts), TRUST_UNSET);
    facts.wall_s = 1500;
    assert_int_equal(clock_judge(&facts), TRUST_HELD);
}

/* A time in the future was saved under a wrong clock; the kernel knows better. */
static void test_synchronised_kernel_beats_a_saved_time(void **state)
{
    (void)state;
    struct clock_facts facts = plain;
    facts.saved_s = 9999;
    facts.kernel_synchronised = true;
    assert_int_equal(clock_judge(&facts), TRUST_SYNCHRONISED);
}

static void test_no_clock_chip_needs_the_kernels_word(void **state)
{
    (void)state;
    struct clock_facts facts = plain;
    facts.has_rtc = false;
    assert_int_equal(clock_judge(&facts), TRUST_UNSET);
    facts.is_container = true;
    assert_int_equal(clock_judge(&facts), TRUST_HELD);
    facts.is_container = false;
    facts.kernel_synchronised = true;
    assert_int_equal(clock_judge(&facts), TRUST_SYNCHRONISED);
}

/* The chip of a board whose battery is empty, or which has none. */
static void test_a_chip_that_lost_its_time_is_none(void **state)
{
    (void)state;
    static const struct {
        int64_t build_s, chip_s;
        enum trust trust;
    } cases[] = {
        {1000, 2000, TRUST_HELD},
        {1000, 2000 + CLOCK_CHIP_OFF_S, TRUST_HELD},
        {1000, 2001 + CLOCK_CHIP_OFF_S, TRUST_UNSET},
        {1000, 2000 - CLOCK_CHIP_OFF_S, TRUST_HELD},
        {1000, 1999 - CLOCK_CHIP_OFF_S, TRUST_UNSET},
        {1000, 0, TRUST_UNSET},
        {1950, 1949, TRUST_UNSET}, /* near the wall clock, and both are wrong */
        {1950, 1950, TRUST_HELD},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct clock_facts facts = plain;
        facts.build_s = cases[i].build_s;
        facts.chip_read = true;
        facts.chip_s = cases[i].chip_s;
        facts.chip_wall_s = 2000;
        facts.wall_s = 5000; /* later: the chip is not asked again */
        assert_int_equal(clock_judge(&facts), cases[i].trust);
        facts.is_container = true;
        assert_int_equal(clock_judge(&facts), TRUST_HELD);
        facts.kernel_synchronised = true;
        assert_int_equal(clock_judge(&facts), TRUST_SYNCHRONISED);
    }
}

/* A file of sysfs says that it has a page (4096 bytes, or 65536), whatever is in it. */
static void test_the_chips_time_is_read(void **state)
{
    (void)state;
    char path[] = "/tmp/riwaq-chip-XXXXXX";
    int fd = mkstemp(path);
    assert_true(fd >= 0);
    int64_t chip_s = -1;
    assert_true(clock_read_chip(path, &chip_s)); /* it has lost its time */
    assert_int_equal(chip_s, 0);
    assert_int_equal(write(fd, "1795402301\n", 11), 11);
    static const off_t sizes[] = {11, 4096, 65536};
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        assert_int_equal(ftruncate(fd, sizes[i]), 0);
        assert_true(clock_read_chip(path, &chip_s));
        assert_int_equal(chip_s, 1795402301);
    }
    close(fd);
    unlink(path);
    assert_false(clock_read_chip(path, &chip_s));
}

static void test_given_time_runs_on_from_there(void **state)
{
    (void)state;
    struct clock clock;
    const int64_t at = INT64_C(1742385600) * NS_PER_SECOND;
    clock_init(&clock,
               &(struct clock_settings){.at_given = true, .at_ns = at, .saved_s = INT64_MAX});
    int64_t before = clock_monotonic_ns();
    int64_t first = clock_wall_ns(&clock);
    poll(NULL, 0, 2);
    int64_t second = clock_wall_ns(&clock);
    int64_t passed = clock_monotonic_ns() - before;
    assert_true(first >= at);
    assert_true(second - first >= 2 * NS_PER_MILLISECOND);
    assert_true(second - first <= passed);
    assert_int_equal(clock_trust(&clock), TRUST_SYNCHRONISED);
}

/* Neither a given hour nor an order to trust tells in which zone it is. */
static void test_zone_unknown(void **state)
{
    (void)state;
    struct clock clock;
    clock_init(&clock, &(struct clock_settings){
                           .zone_unknown = true, .trust_always = true, .saved_s = INT64_MIN});
    assert_int_equal(clock_trust(&clock), TRUST_UNSET);
    clock_init(&clock, &(struct clock_settings){
                           .zone_unknown = true, .at_given = true, .saved_s = INT64_MIN});
    assert_int_equal(clock_trust(&clock), TRUST_UNSET);
}

static void test_trust_always(void **state)
{
    (void)state;
    struct clock clock;
    clock_init(&clock, &(struct clock_settings){.trust_always = true, .saved_s = INT64_MAX});
    assert_int_equal(clock_trust(&clock), TRUST_SYNCHRONISED);
    assert_true(clock_wall_ns(&clock) > INT64_C(1577836800) * NS_PER_SECOND);
}

/* Whatever this machine is, a saved time in the far future is believed only by a kernel that
 * was never synchronised; and asking twice gives the same. */
static void test_trust_of_this_machine(void **state)
{
    (void)state;
    struct clock clock;
    clock_init(&clock, &(struct clock_settings){.saved_s = INT64_MAX});
    enum trust trust = clock_trust(&clock);
    assert_true(trust == TRUST_UNSET || trust == TRUST_SYNCHRONISED);
    assert_int_equal(clock_trust(&clock), trust);
    assert_true(clock.trust_checked_ns != INT64_MIN);
}

/* Asked about at once when the clock was set, not after the ten seconds that an answer counts. */
static void test_trust_is_asked_again_when_the_clock_is_set(void **state)
{
    (void)state;
    struct clock clock;
    clock_init(&clock, &(struct clock_settings){.saved_s = INT64_MIN});
    enum trust trust = clock_trust(&clock);
    enum trust other = trust == TRUST_UNSET ? TRUST_HELD : TRUST_UNSET;
    static const int64_t steps[] = {-3600 * NS_PER_SECOND, NS_PER_SECOND, 3600 * NS_PER_SECOND};
    for (size_t i = 0; i < sizeof steps / sizeof *steps; i++) {
        clock.trust = other; /* as if it had changed since */
        assert_int_equal(clock_trust(&clock), other);
        clock.trust_offset_ns += steps[i];
        assert_int_equal(clock_trust(&clock), trust);
    }
}

static void test_a_synchronised_clock_that_runs_on_is_held(void **state)
{
    (void)state;
    struct clock_facts facts = plain;
    facts.has_rtc = false;
    assert_int_equal(clock_judge(&facts), TRUST_UNSET);
    facts.runs_on = true;
    assert_int_equal(clock_judge(&facts), TRUST_HELD);
    facts.saved_s = 9999; /* under a wrong clock, as a time server said */
    assert_int_equal(clock_judge(&facts), TRUST_HELD);
    facts.wall_s = 999;
    assert_int_equal(clock_judge(&facts), TRUST_UNSET);
    facts.wall_s = 2000;
    facts.kernel_synchronised = true;
    assert_int_equal(clock_judge(&facts), TRUST_SYNCHRONISED);
}

/* A machine whose wall clock nothing speaks for but a time server, as one without a clock chip:
 * there is a later time on its disk. As it begins. */
static void begin(struct clock *clock)
{
    clock_init(clock, &(struct clock_settings){.saved_s = INT64_MAX});
    clock->was_synchronised = false; /* whatever this machine knows */
}

/* After ten seconds, when the kernel does or does not say so. */
static enum trust ask(struct clock *clock, bool says_so)
{
    synchronised = says_so;
    clock->trust_checked_ns = INT64_MIN;
    enum trust trust = clock_trust(clock);
    synchronised = false;
    return trust;
}

static void test_nine_hours_after_the_last_answer(void **state)
{
    (void)state;
    struct clock clock;
    begin(&clock);
    assert_int_equal(ask(&clock, false), TRUST_UNSET);
    assert_int_equal(ask(&clock, true), TRUST_SYNCHRONISED);
    for (int i = 0; i < 3; i++)
        assert_int_equal(ask(&clock, false), TRUST_HELD);
    assert_int_equal(ask(&clock, true), TRUST_SYNCHRONISED);
}

/* What the clock has done since is told by how far it is ahead of the boot clock. */
static void test_a_clock_that_somebody_else_set(void **state)
{
    (void)state;
    static const struct {
        int64_t step_s;
        enum trust trust;
    } cases[] = {{-3600, TRUST_UNSET}, {-(CLOCK_STEP_S + 1), TRUST_UNSET},
                 {-60, TRUST_HELD},    {0, TRUST_HELD},
                 {60, TRUST_HELD},     {3600, TRUST_UNSET}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct clock clock;
        begin(&clock);
        ask(&clock, true);
        clock.synchronised_ns -= cases[i].step_s * NS_PER_SECOND;
        assert_int_equal(ask(&clock, false), cases[i].trust);
        assert_int_equal(ask(&clock, true), TRUST_SYNCHRONISED); /* set by a time server, then */
        assert_int_equal(ask(&clock, false), TRUST_HELD);
    }
}

static void test_restart_and_boot(void **state)
{
    (void)state;
    struct clock first, next;
    char note[CLOCK_NOTE_SIZE], other[CLOCK_NOTE_SIZE];
    begin(&first);
    assert_int_equal(ask(&first, false), TRUST_UNSET);
    assert_false(clock_note(&first, note));
    ask(&first, true);
    assert_true(clock_note(&first, note));
    ask(&first, false);
    assert_true(clock_note(&first, other));
    assert_string_equal(note, other);
    begin(&next); /* the program alone */
    clock_recall(&next, note);
    assert_int_equal(ask(&next, false), TRUST_HELD);
    assert_true(clock_note(&next, other));
    assert_string_equal(note, other);
    begin(&next); /* the machine */
    note[0] = note[0] == 'f' ? '0' : 'f';
    clock_recall(&next, note);
    assert_int_equal(ask(&next, false), TRUST_UNSET);
}

static void test_spoilt_notes(void **state)
{
    (void)state;
    static const char *const ends[] = {"", " ", "x", " x", " 1x", " -5", " 9223372036854775807"};
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        struct clock clock;
        char note[CLOCK_NOTE_SIZE];
        begin(&clock);
        snprintf(note, sizeof note, "%s%s", clock.boot, ends[i]);
        clock_recall(&clock, note);
        assert_false(clock.was_synchronised);
        clock_recall(&clock, ends[i]);
        assert_false(clock.was_synchronised);
    }
}

/* systemd-timesyncd's, which a start after a crash before the first note finds. */
static void test_the_stamp_of_a_time_servers_client(void **state)
{
    (void)state;
    char path[] = "/tmp/riwaq-stamp-XXXXXX";
    int fd = mkstemp(path);
    struct clock clock;
    assert_true(fd >= 0);
    begin(&clock);
    clock_recall_stamp(&clock, path);
    assert_int_equal(ask(&clock, false), TRUST_HELD);
    struct timespec later[2] = {{.tv_sec = (time_t)(clock_wall_ns(&clock) / NS_PER_SECOND) + 3600}};
    later[1] = later[0];
    assert_int_equal(futimens(fd, later), 0);
    begin(&clock); /* the clock was set back since */
    clock_recall_stamp(&clock, path);
    assert_int_equal(ask(&clock, false), TRUST_UNSET);
    close(fd);
    unlink(path);
    clock_recall_stamp(&clock, path);
    assert_int_equal(ask(&clock, false), TRUST_UNSET);
}

/* Only who may set the clock can see it call. */
static void test_the_watch_is_silent_while_the_clock_runs(void **state)
{
    (void)state;
    int fd = clock_watch_open();
    assert_true(fd >= 0);
    struct pollfd watch = {.fd = fd, .events = POLLIN};
    assert_int_equal(poll(&watch, 1, 0), 0);
    clock_watch_clear(fd);
    assert_int_equal(poll(&watch, 1, 0), 0);
    close(fd);
    clock_watch_clear(-1);
}

static void test_clocks_run_forward(void **state)
{
    (void)state;
    int64_t cpu = clock_cpu_ns(), monotonic = clock_monotonic_ns(), boot = clock_boot_ns();
    poll(NULL, 0, 3);
    assert_true(clock_monotonic_ns() >= monotonic + 3 * NS_PER_MILLISECOND);
    assert_true(clock_boot_ns() > boot);
    assert_true(clock_cpu_ns() >= cpu);
    assert_true(clock_thread_cpu_ns() <= clock_cpu_ns());
}

static void test_since_start(void **state)
{
    (void)state;
    int64_t since = clock_since_start_ns();
    assert_true(since >= 0);
    assert_true(since < 600 * NS_PER_SECOND);
    poll(NULL, 0, 20);
    assert_true(clock_since_start_ns() >= since + 20 * NS_PER_MILLISECOND);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_plausible_time_is_held),
        cmocka_unit_test(test_time_before_the_build_is_wrong),
        cmocka_unit_test(test_time_before_the_saved_one_is_wrong),
        cmocka_unit_test(test_synchronised_kernel_beats_a_saved_time),
        cmocka_unit_test(test_no_clock_chip_needs_the_kernels_word),
        cmocka_unit_test(test_a_chip_that_lost_its_time_is_none),
        cmocka_unit_test(test_the_chips_time_is_read),
        cmocka_unit_test(test_given_time_runs_on_from_there),
        cmocka_unit_test(test_zone_unknown),
        cmocka_unit_test(test_trust_always),
        cmocka_unit_test(test_trust_of_this_machine),
        cmocka_unit_test(test_trust_is_asked_again_when_the_clock_is_set),
        cmocka_unit_test(test_a_synchronised_clock_that_runs_on_is_held),
        cmocka_unit_test(test_nine_hours_after_the_last_answer),
        cmocka_unit_test(test_a_clock_that_somebody_else_set),
        cmocka_unit_test(test_restart_and_boot),
        cmocka_unit_test(test_spoilt_notes),
        cmocka_unit_test(test_the_stamp_of_a_time_servers_client),
        cmocka_unit_test(test_the_watch_is_silent_while_the_clock_runs),
        cmocka_unit_test(test_clocks_run_forward),
        cmocka_unit_test(test_since_start),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
