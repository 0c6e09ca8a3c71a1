/* Bidi controls cannot reach beyond their own text. */
#include "../check.h"

#include "base/arena.h"
#include "content/clean.h"
#include "content/content.h"
#include "content/isolate.h"

#include <stdlib.h>
#include <string.h>

#define LRE "\xE2\x80\xAA"
#define RLE "\xE2\x80\xAB"
#define PDF "\xE2\x80\xAC"
#define LRO "\xE2\x80\xAD"
#define RLO "\xE2\x80\xAE"
#define LRI "\xE2\x81\xA6"
#define RLI "\xE2\x81\xA7"
#define FSI "\xE2\x81\xA8"
#define PDI "\xE2\x81\xA9"

static void assert_isolated(const char *text, const char *expected)
{
    struct buffer out;
    buffer_init(&out, 1 << 20);
    assert_true(isolate_add(&out, text));
    assert_true(out.length >= 6);
    assert_memory_equal(buffer_text(&out), FSI, 3);
    assert_string_equal(buffer_text(&out) + out.length - 3, PDI);
    char *inner = buffer_take(&out);
    inner[strlen(inner) - 3] = '\0';
    assert_string_equal(inner + 3, expected);
    free(inner);
}

static void what_is_open_is_closed(void **state)
{
    (void)state;
    assert_isolated("Rabat", "Rabat");
    assert_isolated("a" RLO "b", "a" RLO "b" PDF);
    assert_isolated("a" RLI "b", "a" RLI "b" PDI);
    assert_isolated(LRI RLE "x" FSI LRO "y", LRI RLE "x" FSI LRO "y" PDF PDI PDF PDI);
    assert_isolated(RLE "x" PDF LRI "y" PDI, RLE "x" PDF LRI "y" PDI);
}

static void what_was_not_opened_is_not_closed(void **state)
{
    (void)state;
    assert_isolated("a" PDI PDI PDF "b", "ab");
    assert_isolated(PDI RLO "x", RLO "x" PDF);
    /* PDF does not reach out of an isolate; PDI closes the embeddings in its own. */
    assert_isolated(RLE LRI PDF "x" PDI "y", RLE LRI "x" PDI "y" PDF);
    assert_isolated(RLI RLO "x" PDI PDF "y", RLI RLO "x" PDI "y");
    /* An embedding is not closed by a PDI that has no isolate. */
    assert_isolated(RLO "x" PDI "y", RLO "x"
                                         "y" PDF);
}

static void what_is_too_deep_is_left_out_in_pairs(void **state)
{
    (void)state;
    char text[8192] = "", expected[8192] = "";
    size_t t = 0, e = 0;
    for (int i = 0; i < 200; i++, t += 3)
        memcpy(text + t, i % 2 == 0 ? RLI : LRE, 3);
    text[t++] = 'x';
    for (int i = 200; i-- > 0; t += 3)
        memcpy(text + t, i % 2 == 0 ? PDI : PDF, 3);
    for (int i = 0; i < ISOLATE_DEPTH_MAX; i++, e += 3)
        memcpy(expected + e, i % 2 == 0 ? RLI : LRE, 3);
    expected[e++] = 'x';
    for (int i = ISOLATE_DEPTH_MAX; i-- > 0; e += 3)
        if (i % 2 == 0)
            memcpy(expected + e, PDI, 3);
        else /* under a deeper isolate a PDF closes nothing: rule X7 */
            memcpy(expected + e, PDF, 3);
    assert_isolated(text, expected);
}

static void a_line_end_is_a_space(void **state)
{
    (void)state;
    assert_isolated("a\nb\xE2\x80\xA9"
                    "c\x1D"
                    "d\xC2\x85",
                    "a b c d ");
    assert_isolated("a\xFF", "a\xEF\xBF\xBD");
    assert_isolated("", "");
}

static void a_part_that_does_not_fit_is_left_out_whole(void **state)
{
    (void)state;
    const char *text = RLI "ab" RLO "c";
    const size_t all = 6 + strlen(text) + 6;
    for (size_t cap = 0; cap <= all + 2; cap++) {
        struct buffer out;
        buffer_init(&out, cap);
        buffer_add_text(&out, "A");
        bool added = isolate_add(&out, text);
        assert_int_equal(added, cap >= all + 1);
        if (!added)
            assert_string_equal(buffer_text(&out), cap > 0 ? "A" : "");
        buffer_finish(&out);
    }
}

static void assert_clean(const char *text, enum clean_lines lines, const char *expected)
{
    struct arena *arena = arena_create();
    const char *clean = clean_text(arena, text, strlen(text), lines, NULL);
    assert_non_null(clean);
    assert_string_equal(clean, expected);
    assert_string_equal(clean_text(arena, clean, strlen(clean), lines, NULL), expected);
    arena_destroy(arena);
}

static void a_clean_text_is_paired_in_each_line(void **state)
{
    (void)state;
    assert_clean("a" RLO "b" PDI, CLEAN_ONE_LINE, "a" RLO "b" PDF);
    assert_clean(RLO "a\n" PDF "b" RLI, CLEAN_LINES, RLO "a" PDF "\nb" RLI PDI);
    assert_clean(RLO "a\n b" PDF "c", CLEAN_ONE_LINE, RLO "a b" PDF "c");
    assert_clean("a" RLI " \xC2\xA0", CLEAN_ONE_LINE, "a" RLI PDI);
}

/* However long: what is open is closed within the cap. */
static void the_cap_holds_what_closes(void **state)
{
    (void)state;
    static char text[TEXT_BYTES_MAX + 200];
    for (size_t lead = 0; lead < 130; lead++) {
        size_t length = TEXT_BYTES_MAX - lead;
        memset(text, 'x', sizeof text);
        for (size_t i = 0; i < 40; i++)
            memcpy(text + length + 3 * i, i % 3 == 0 ? RLI : RLO, 3);
        struct arena *arena = arena_create();
        bool cut;
        const char *clean = clean_text(arena, text, length + 120, CLEAN_ONE_LINE, &cut);
        size_t size = strlen(clean);
        assert_true(size <= TEXT_BYTES_MAX && size + 8 > TEXT_BYTES_MAX - lead);
        assert_string_equal(clean_text(arena, clean, size, CLEAN_ONE_LINE, &cut), clean);
        assert_false(cut);
        arena_destroy(arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_open_is_closed),
        cmocka_unit_test(what_was_not_opened_is_not_closed),
        cmocka_unit_test(what_is_too_deep_is_left_out_in_pairs),
        cmocka_unit_test(a_line_end_is_a_space),
        cmocka_unit_test(a_part_that_does_not_fit_is_left_out_whole),
        cmocka_unit_test(a_clean_text_is_paired_in_each_line),
        cmocka_unit_test(the_cap_holds_what_closes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
