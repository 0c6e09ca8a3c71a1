/* A thousand contents in Arabic, one after the other: memory stays as it is. And when changes on
 * purpose are due. */
#include "fixture.h"

#include "content/variation.h"
#include "player/changes.h"

enum { TEXT_BYTES = 1 << 20, RASTER_BYTES = 4 << 20, STEPS_MAX = 2000 };
/* The sanitizers are slower, and keep what is freed: of theirs fewer, and live bytes alone. */
enum { CHANGES = SANITIZED ? 300 : 1000, EARLY = 200 };

static void change(struct lobby *lobby, uint64_t number)
{
    struct content *content = content_variation(lobby->content, number);
    playout_offer(&lobby->playout, lobby_composer(lobby, content));
    content_put(content);
    for (int steps = 1; lobby_prepare(lobby) != PLAYOUT_CHANGED; steps++)
        assert_true(steps < STEPS_MAX);
    for (int refresh = 0; refresh < 3; refresh++) {
        lobby_tick(lobby);
        assert_true(lobby_frame(lobby) > 0);
    }
}

/* What is in use differs from content to content, as the caches are not filled to the brim:
 * twenty contents are looked at together. */
static double mean_live_bytes(struct lobby *lobby, uint64_t from, uint64_t end)
{
    double sum = 0;
    for (uint64_t number = from; number < end; number++) {
        change(lobby, number);
        sum += (double)live_bytes();
    }
    return sum / (double)(end - from);
}

static void a_thousand_changes_leave_memory_flat(void **state)
{
    (void)state;
    struct lobby lobby;
    lobby_init(&lobby, (struct size){800, 480}, TEXT_BYTES, RASTER_BYTES);
    lobby_frame(&lobby);
    uint64_t number = 1;
    while (number < EARLY - 20)
        change(&lobby, number++);
    double early = mean_live_bytes(&lobby, EARLY - 20, EARLY);
    for (number = EARLY; number < CHANGES - 20; number++)
        change(&lobby, number);
    double late = mean_live_bytes(&lobby, CHANGES - 20, CHANGES);
    print_message("%.2f MiB after %d changes, %.2f after %d\n", early / 1048576, EARLY,
                  late / 1048576, CHANGES);
    assert_true(late < early * 1.02);
    lobby_finish(&lobby);
}

/* --- changes on purpose --- */

static struct content *next_at(struct changes *changes, const struct content *content, int ms)
{
    return changes_next(changes, content, ms * NS_PER_MILLISECOND);
}

static void a_change_is_due_a_pause_after_the_last(void **state)
{
    (void)state;
    struct report report;
    struct changes changes;
    report_init(&report);
    changes_init(&changes, 2, &report);
    struct content *empty = content_create(), *content = lobby_content();
    assert_null(next_at(&changes, empty, 0)); /* nothing could be changed */
    assert_null(next_at(&changes, content, 0));
    assert_null(next_at(&changes, content, 99));
    struct content *first = next_at(&changes, content, 100);
    assert_non_null(first);
    assert_string_not_equal(first->article.title, content->article.title);
    assert_true(changes_pending(&changes));
    assert_null(next_at(&changes, content, 1000)); /* it is not up yet */
    changes_note(&changes, content, NS_PER_SECOND);
    assert_true(changes_pending(&changes)); /* that was another one */
    changes_note(&changes, first, NS_PER_SECOND);
    assert_false(changes_pending(&changes));
    assert_int_equal(report.changes, 1);
    assert_true(report.early_rss_mib == 0);
    assert_null(next_at(&changes, first, 1050));
    struct content *second = next_at(&changes, first, 1100);
    assert_true(report.early_rss_mib != 0); /* the first is half of them */
    assert_string_not_equal(second->article.title, first->article.title);
    assert_false(changes_done(&changes));
    changes_note(&changes, second, 2 * NS_PER_SECOND);
    assert_true(changes_done(&changes));
    assert_null(next_at(&changes, second, 9000));
    changes_finish(&changes);
    content_put(second);
    content_put(first);
    content_put(content);
    content_put(empty);
}

/* The fetcher's own news came after it: the measurement would wait for ever for what is gone. */
static void a_change_that_was_overtaken_is_posted_again(void **state)
{
    (void)state;
    struct report report;
    struct changes changes;
    report_init(&report);
    changes_init(&changes, 1, &report);
    struct content *content = lobby_content();
    assert_null(next_at(&changes, content, 0));
    struct content *lost = next_at(&changes, content, 100);
    changes_offer(&changes, lost, 100 * NS_PER_MILLISECOND);
    assert_true(changes_pending(&changes));
    changes_offer(&changes, content, 200 * NS_PER_MILLISECOND);
    assert_false(changes_pending(&changes));
    assert_null(next_at(&changes, content, 299));
    struct content *again = next_at(&changes, content, 300);
    assert_non_null(again);
    changes_offer(&changes, again, 300 * NS_PER_MILLISECOND);
    changes_note(&changes, again, 400 * NS_PER_MILLISECOND);
    assert_true(changes_done(&changes));
    changes_offer(&changes, content, 500 * NS_PER_MILLISECOND); /* nothing is pending */
    assert_true(changes_done(&changes));
    changes_finish(&changes);
    content_put(again);
    content_put(lost);
    content_put(content);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_thousand_changes_leave_memory_flat),
        cmocka_unit_test(a_change_is_due_a_pause_after_the_last),
        cmocka_unit_test(a_change_that_was_overtaken_is_posted_again),
    };
    return cmocka_run_group_tests_name("player/changes", tests, NULL, NULL);
}
