#include "../check.h"
#include "base/arena.h"

#include <stdalign.h>
#include <string.h>

static void memory_is_zeroed_aligned_and_apart(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    unsigned char *blocks[200];
    size_t sizes[200];
    for (size_t i = 0; i < 200; i++) {
        sizes[i] = i % 10 == 9 ? 9000 : i * 7;
        blocks[i] = arena_new(arena, sizes[i]);
        assert_non_null(blocks[i]);
        assert_int_equal((uintptr_t)blocks[i] % alignof(max_align_t), 0);
        for (size_t k = 0; k < sizes[i]; k++)
            assert_int_equal(blocks[i][k], 0);
        memset(blocks[i], (int)(i + 1), sizes[i]);
    }
    for (size_t i = 0; i < 200; i++)
        for (size_t k = 0; k < sizes[i]; k++)
            assert_int_equal(blocks[i][k], (unsigned char)(i + 1));
    arena_destroy(arena);
}

static void texts_are_terminated_copies(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    char text[] = "Rabat and its region";
    const char *copy = arena_text(arena, text), *part = arena_text_n(arena, text, 5);
    memset(text, 'x', sizeof text - 1);
    assert_string_equal(copy, "Rabat and its region");
    assert_string_equal(part, "Rabat");
    assert_string_equal(arena_text_n(arena, text, 0), "");
    assert_null(arena_text(arena, NULL));
    arena_destroy(arena);
}

static void none_is_fine(void **state)
{
    (void)state;
    arena_destroy(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(memory_is_zeroed_aligned_and_apart),
        cmocka_unit_test(texts_are_terminated_copies),
        cmocka_unit_test(none_is_fine),
    };
    return cmocka_run_group_tests_name("base/arena", tests, NULL, NULL);
}
