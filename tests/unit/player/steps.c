/* The wall clock as it is in the field: set forwards and back, by a second or a year, across
 * changes of the zone, the end of the year and of 32 bits. What is on the screen is always what a
 * screen that was switched on at that moment would show, and the minute changes on the minute. */
#include "fixture.h"

enum { TEXT_BYTES = 2 << 20, RASTER_BYTES = 8 << 20 };

#define SECOND NS_PER_SECOND
#define MINUTE (60 * SECOND)
#define HOUR   (60 * MINUTE)
#define DAY    (24 * HOUR)

/* A lobby with the clocks of ZONE. */
static void open_lobby(struct lobby *lobby, const char *zone)
{
    lobby_init(lobby, (struct size){1920, 1080}, TEXT_BYTES, RASTER_BYTES);
    const struct zone *found = zoneinfo_find(NULL, zone);
    assert_non_null(found);
    content_set_zone(lobby->content, found);
    zone_put(found);
    lobby->config->languages[0] = LANGUAGE_EN;
    playout_cut(&lobby->playout, lobby_composer(lobby, lobby->content));
}

static void set_wall(struct lobby *lobby, int64_t wall_ns)
{
    lobby->moment.wall_ns = wall_ns;
    lobby->moment.tick = moment_tick(wall_ns, lobby->moment.hz);
}

static const struct scene *frame(struct lobby *lobby, struct damage *damage)
{
    return playout_frame(&lobby->playout, &lobby->moment, damage);
}

/* The text on the screen, a JSON line each; free() it. */
static char *text_of(const struct composer *composer)
{
    struct buffer out;
    buffer_init(&out, 1024 * 1024);
    assert_true(composer_print_text(composer, &out));
    return buffer_take(&out);
}

static void assert_clock(const struct lobby *lobby, const char *time)
{
    char *text = text_of(lobby->playout.shown), *clock = strstr(text, "\"zone\":\"masthead\"");
    assert_non_null(clock);
    if (strstr(clock, time) == NULL)
        fail_msg("%s is not in\n%s", time, clock);
    free(text);
}

/* As the player decides it, but for what moves: the strip goes on by itself. */
static bool is_due(const struct lobby *lobby)
{
    return lobby->moment.wall_ns >= composer_next_change(lobby->playout.shown) ||
           playout_is_overtaken(&lobby->playout, &lobby->moment, 10 * NS_PER_MILLISECOND);
}

/* What is shown, also where no frame was due, is what a screen shows that begins now. */
static void assert_as_new(struct lobby *lobby)
{
    struct damage damage;
    if (is_due(lobby))
        frame(lobby, &damage);
    struct composer *new = lobby_composer(lobby, lobby->content);
    const struct scene *wanted = composer_scene(new, &lobby->moment), *shown = lobby->playout.last;
    assert_int_equal(shown->zone_count, wanted->zone_count);
    for (int i = 0; i < wanted->zone_count; i++) {
        assert_true(rect_equal(shown->zones[i].rect, wanted->zones[i].rect));
        const struct list *here = shown->zones[i].list, *there = wanted->zones[i].list;
        bool none = here == NULL && there == NULL; /* nothing to show, and no room for it */
        if (!none && !list_equal(here, there))
            fail_msg("zone %d at %lld", i, (long long)lobby->moment.wall_ns);
    }
    int64_t next_ns = composer_next_change(lobby->playout.shown);
    assert_true(next_ns > lobby->moment.wall_ns);
    assert_true(next_ns <= lobby->moment.wall_ns + MINUTE);
    composer_destroy(new);
}

/* --- the minute --- */

/* Every minute of an hour and a half: up to its last nanosecond the old time, from its first the
 * new one. */
static void the_minute_changes_on_the_minute(void **state)
{
    (void)state;
    struct lobby lobby;
    struct damage damage;
    open_lobby(&lobby, "Africa/Casablanca");
    int64_t noon_ns = LOBBY_NOON * SECOND;
    for (int i = 0; i < 90; i++) {
        char before[8], after[8];
        int minutes = 12 * 60 + 55 + i; /* Ramadan of 2025: UTC */
        snprintf(before, sizeof before, "%02d:%02d", minutes / 60, minutes % 60);
        snprintf(after, sizeof after, "%02d:%02d", (minutes + 1) / 60, (minutes + 1) % 60);
        set_wall(&lobby, noon_ns + i * MINUTE + 1);
        frame(&lobby, &damage);
        set_wall(&lobby, noon_ns + (i + 1) * MINUTE - 1);
        if (is_due(&lobby))
            frame(&lobby, &damage);
        assert_clock(&lobby, before);
        assert_true(composer_next_change(lobby.playout.shown) == noon_ns + (i + 1) * MINUTE);
        set_wall(&lobby, noon_ns + (i + 1) * MINUTE);
        assert_true(is_due(&lobby));
        frame(&lobby, &damage);
        assert_clock(&lobby, after);
    }
    lobby_finish(&lobby);
}

/* However late the frame of a minute is, that of the next is due on the minute: nothing drifts. */
static void a_late_frame_makes_no_drift(void **state)
{
    (void)state;
    struct lobby lobby;
    struct damage damage;
    open_lobby(&lobby, "UTC");
    int64_t noon_ns = LOBBY_NOON * SECOND;
    for (int i = 0; i < 30; i++) {
        set_wall(&lobby, noon_ns + i * MINUTE + i * 1900 * NS_PER_MILLISECOND);
        frame(&lobby, &damage);
        assert_true(composer_next_change(lobby.playout.shown) <= noon_ns + (i + 1) * MINUTE);
    }
    lobby_finish(&lobby);
}

static int zone_named(const struct theme *theme, const char *name)
{
    for (int i = 0; i < theme->zone_count; i++)
        if (strcmp(theme->zones[i].name, name) == 0)
            return i;
    fail_msg("no zone %s", name);
    return -1;
}

/* Whether zone NAME is where RECT is. */
static bool touches(const struct lobby *lobby, struct rect rect, const char *name)
{
    struct rect zone = lobby->playout.last->zones[zone_named(lobby->theme, name)].rect;
    return rect_overlaps(zone, rect);
}

/* A page without a ticker, where nothing turns: what a minute costs is the clock and the countdown
 * alone. */
static void a_minute_costs_a_small_repaint(void **state)
{
    (void)state;
    struct lobby lobby;
    struct damage damage;
    open_lobby(&lobby, "Africa/Casablanca");
    struct theme_zone *article = &lobby.theme->zones[zone_named(lobby.theme, "article")];
    article->entries[0].widget = "social";
    article->entry_count = 1;
    lobby.theme->grids[0].cells[zone_named(lobby.theme, "ticker")] = (struct rect){0};
    playout_cut(&lobby.playout, lobby_composer(&lobby, lobby.content));
    frame(&lobby, &damage);
    assert_false(composer_is_moving(lobby.playout.shown));
    int64_t pixels = 1920 * 1080, most = 0;
    for (int i = 1; i <= 60; i++) {
        set_wall(&lobby, LOBBY_NOON * SECOND + i * MINUTE);
        frame(&lobby, &damage);
        assert_true(damage.count > 0);
        most = damage_area(&damage) > most ? damage_area(&damage) : most;
        for (int k = 0; k < damage.count; k++)
            assert_true(touches(&lobby, damage.rects[k], "masthead") ||
                        touches(&lobby, damage.rects[k], "prayers"));
    }
    printf("a minute paints at most %.2f %% of the screen\n",
           100.0 * (double)most / (double)pixels);
    assert_true(most * 100 < pixels * 3);
    lobby_finish(&lobby);
}

/* --- the clock is set --- */

static void a_step_back_shows_at_once(void **state)
{
    (void)state;
    static const int64_t steps[] = {SECOND, 59 * SECOND, MINUTE, HOUR, DAY, 400 * DAY};
    for (size_t i = 0; i < sizeof steps / sizeof *steps; i++) {
        struct lobby lobby;
        struct damage damage;
        open_lobby(&lobby, "UTC");
        frame(&lobby, &damage);
        set_wall(&lobby, lobby.moment.wall_ns - steps[i]);
        assert_true(is_due(&lobby));
        assert_as_new(&lobby);
        lobby_finish(&lobby);
    }
}

static void a_step_forwards_shows_at_once(void **state)
{
    (void)state;
    static const int64_t steps[] = {MINUTE, HOUR, DAY, 400 * DAY};
    for (size_t i = 0; i < sizeof steps / sizeof *steps; i++) {
        struct lobby lobby;
        struct damage damage;
        open_lobby(&lobby, "UTC");
        frame(&lobby, &damage);
        set_wall(&lobby, lobby.moment.wall_ns + steps[i]);
        assert_true(is_due(&lobby));
        assert_as_new(&lobby);
        lobby_finish(&lobby);
    }
}

/* Any number of steps, one after the other: none leaves something behind. */
static void no_step_leaves_a_trace(void **state)
{
    (void)state;
    struct lobby lobby;
    open_lobby(&lobby, "Europe/London");
    uint64_t random = 1;
    for (int i = 0; i < 60; i++) {
        random = random * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
        int64_t size = INT64_C(1) << (20 + (random >> 59)); /* from a millisecond to a month */
        int64_t step = (int64_t)(random >> 8) % size - size / 2;
        set_wall(&lobby, lobby.moment.wall_ns + step);
        assert_as_new(&lobby);
    }
    lobby_finish(&lobby);
}

/* A machine without a battery, until the time server answers. */
static void synchronisation_shows_the_time_at_once(void **state)
{
    (void)state;
    static const int64_t before[] = {0, INT64_C(1700000000)};
    for (size_t i = 0; i < sizeof before / sizeof *before; i++) {
        struct lobby lobby;
        struct damage damage;
        open_lobby(&lobby, "UTC");
        set_wall(&lobby, before[i] * SECOND);
        lobby.moment.trust = TRUST_UNSET;
        frame(&lobby, &damage);
        assert_clock(&lobby, "--:--");
        char *text = text_of(lobby.playout.shown);
        assert_null(strstr(text, "1970"));
        assert_non_null(strstr(text, "\"zone\":\"article\""));
        free(text);
        set_wall(&lobby, LOBBY_NOON * SECOND);
        assert_true(is_due(&lobby)); /* even before it is known that it can be trusted */
        lobby.moment.trust = TRUST_SYNCHRONISED;
        assert_as_new(&lobby);
        assert_clock(&lobby, "12:55");
        lobby_finish(&lobby);
    }
}

/* A clock chip that lost its time may say anything, until it is set. */
static void no_hour_is_too_odd(void **state)
{
    (void)state;
    static const int64_t odd_s[] = {-1,
                                    0,
                                    -3600,
                                    -SECONDS_PER_DAY,
                                    INT64_C(-2208988800),
                                    INT64_C(4102444800),
                                    INT64_C(7258118399)};
    struct lobby lobby;
    open_lobby(&lobby, "Africa/Casablanca");
    for (size_t i = 0; i < sizeof odd_s / sizeof *odd_s; i++) {
        for (int trust = TRUST_UNSET; trust <= TRUST_SYNCHRONISED; trust++) {
            set_wall(&lobby, odd_s[i] * SECOND);
            lobby.moment.trust = (enum trust)trust;
            assert_as_new(&lobby);
            if (trust == TRUST_UNSET)
                assert_clock(&lobby, "--:--");
        }
    }
    lobby_finish(&lobby);
}

/* The kernel says so in the middle of a minute. */
static void trust_alone_is_a_reason(void **state)
{
    (void)state;
    struct lobby lobby;
    struct damage damage;
    open_lobby(&lobby, "UTC");
    lobby.moment.trust = TRUST_UNSET;
    frame(&lobby, &damage);
    set_wall(&lobby, lobby.moment.wall_ns + SECOND);
    lobby.moment.trust = TRUST_SYNCHRONISED;
    assert_true(is_due(&lobby));
    assert_as_new(&lobby);
    assert_clock(&lobby, "12:55");
    lobby_finish(&lobby);
}

/* --- instants that others stumble over --- */

/* Every half minute from AT_S - 3 min to + 3 min. */
static void walk(const char *zone, int64_t at_s, const char *before, const char *after)
{
    struct lobby lobby;
    struct damage damage;
    open_lobby(&lobby, zone);
    for (int64_t s = at_s - 180; s <= at_s + 180; s += 30) {
        set_wall(&lobby, s * SECOND);
        assert_as_new(&lobby);
    }
    set_wall(&lobby, at_s * SECOND - 1);
    frame(&lobby, &damage);
    assert_clock(&lobby, before);
    set_wall(&lobby, at_s * SECOND);
    assert_true(is_due(&lobby));
    assert_as_new(&lobby);
    assert_clock(&lobby, after);
    lobby_finish(&lobby);
}

static void the_clocks_change(void **state)
{
    (void)state;
    walk("Europe/London", 1774746000, "00:59", "02:00");       /* 2026-03-29T01:00Z */
    walk("Europe/London", 1792890000, "01:59", "01:00");       /* 2026-10-25T01:00Z */
    walk("Africa/Casablanca", 1740276000, "02:59", "02:00");   /* 2025-02-23T02:00Z */
    walk("Australia/Lord_Howe", 1775314800, "01:59", "01:30"); /* 2026-04-04T15:00Z: half an hour */
    walk("Pacific/Chatham", 1790431200, "02:44", "03:45");     /* 2026-09-26T14:00Z */
}

static void the_year_ends(void **state)
{
    (void)state;
    walk("UTC", 1798761600, "23:59", "00:00"); /* 2027-01-01 */
    walk("Pacific/Kiritimati", 1798711200, "23:59", "00:00");
}

/* Beyond what 32 bits hold, where zones have but their rule for ever. */
static void after_2038(void **state)
{
    (void)state;
    walk("UTC", INT64_C(2147483640), "03:13", "03:14");           /* 2038-01-19T03:14:00Z */
    walk("Europe/London", INT64_C(2153350800), "00:59", "02:00"); /* 2038-03-28T01:00Z */
    walk("Europe/London", INT64_C(4299181200), "00:59", "02:00"); /* 2106-03-28T01:00Z */
}

/* A leap second as kernels have it: the last second of the day twice. */
static void a_leap_second(void **state)
{
    (void)state;
    struct lobby lobby;
    struct damage damage;
    open_lobby(&lobby, "UTC");
    const int64_t midnight_ns = INT64_C(1483228800) * SECOND; /* 2017-01-01 */
    set_wall(&lobby, midnight_ns - 1);
    frame(&lobby, &damage);
    assert_clock(&lobby, "23:59");
    set_wall(&lobby, midnight_ns - SECOND); /* once more */
    assert_as_new(&lobby);
    assert_clock(&lobby, "23:59");
    assert_true(composer_next_change(lobby.playout.shown) <= midnight_ns);
    set_wall(&lobby, midnight_ns);
    assert_as_new(&lobby);
    assert_clock(&lobby, "00:00");
    set_wall(&lobby, midnight_ns - SECOND / 2); /* one that comes late */
    assert_as_new(&lobby);
    assert_clock(&lobby, "23:59");
    lobby_finish(&lobby);
}

/* A lid that was closed: hours pass between two frames. */
static void a_suspended_machine(void **state)
{
    (void)state;
    struct lobby lobby;
    struct damage damage;
    open_lobby(&lobby, "UTC");
    frame(&lobby, &damage);
    set_wall(&lobby, lobby.moment.wall_ns + 9 * HOUR + 20 * SECOND);
    assert_true(is_due(&lobby));
    assert_as_new(&lobby);
    assert_clock(&lobby, "21:55");
    lobby_finish(&lobby);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_minute_changes_on_the_minute),
        cmocka_unit_test(a_late_frame_makes_no_drift),
        cmocka_unit_test(a_minute_costs_a_small_repaint),
        cmocka_unit_test(a_step_back_shows_at_once),
        cmocka_unit_test(a_step_forwards_shows_at_once),
        cmocka_unit_test(no_step_leaves_a_trace),
        cmocka_unit_test(synchronisation_shows_the_time_at_once),
        cmocka_unit_test(no_hour_is_too_odd),
        cmocka_unit_test(trust_alone_is_a_reason),
        cmocka_unit_test(the_clocks_change),
        cmocka_unit_test(the_year_ends),
        cmocka_unit_test(after_2038),
        cmocka_unit_test(a_leap_second),
        cmocka_unit_test(a_suspended_machine),
    };
    return cmocka_run_group_tests_name("player/steps", tests, NULL, NULL);
}
