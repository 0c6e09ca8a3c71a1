/* How long before it is due a frame is painted. */
#include "../check.h"
#include "player/lead.h"

#define MS NS_PER_MILLISECOND

enum { HZ = 60 };
static const struct size hd = {1920, 1080}, uhd = {3840, 2160};
static const int64_t most_ns = NS_PER_SECOND / HZ * LEAD_PERCENT_MOST / 100;

static void a_large_screen_is_begun_earlier(void **state)
{
    (void)state;
    const struct lead lead = {0};
    assert_true(lead_for(&lead, LEAD_FADE, uhd, HZ) == LEAD_LEAST_NS);
    assert_true(lead_for(&lead, LEAD_CHANGE, hd, HZ) == LEAD_LEAST_NS);
    assert_true(lead_for(&lead, LEAD_CHANGE, uhd, HZ) > 12 * MS);
    assert_true(lead_for(&lead, LEAD_CHANGE, (struct size){7680, 4320}, HZ) == most_ns);
}

static void what_it_took_counts(void **state)
{
    (void)state;
    struct lead lead = {0};
    lead_note(&lead, LEAD_CHANGE, 8 * MS);
    assert_true(lead_for(&lead, LEAD_CHANGE, hd, HZ) == 10 * MS);
    assert_true(lead_for(&lead, LEAD_FADE, hd, HZ) == LEAD_LEAST_NS);
    lead_note(&lead, LEAD_FADE, 40 * MS);
    assert_true(lead_for(&lead, LEAD_FADE, hd, HZ) == most_ns);
    for (int i = 0; i < 100; i++) /* that was long ago */
        lead_note(&lead, LEAD_FADE, MS);
    assert_true(lead_for(&lead, LEAD_FADE, hd, HZ) == LEAD_LEAST_NS);
}

/* It waits for a refresh with time enough, but not for ever. */
static void a_change_waits_a_little(void **state)
{
    (void)state;
    struct lead lead = {0};
    lead_note(&lead, LEAD_CHANGE, 8 * MS);
    assert_false(lead_holds(&lead, hd, HZ, 10 * MS));
    for (int i = 0; i < LEAD_WAITS_MOST; i++) {
        assert_true(lead_holds(&lead, hd, HZ, 9 * MS));
        lead_note_wait(&lead);
    }
    assert_false(lead_holds(&lead, hd, HZ, 0));
    lead_note_change(&lead); /* it came up; the next one waits again */
    assert_true(lead_holds(&lead, hd, HZ, 9 * MS));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_large_screen_is_begun_earlier),
        cmocka_unit_test(what_it_took_counts),
        cmocka_unit_test(a_change_waits_a_little),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
