#include "../check.h"
#include "base/buffer.h"

#include <stdlib.h>
#include <string.h>

static void an_empty_one_is_an_empty_text(void **state)
{
    (void)state;
    struct buffer buffer;
    buffer_init(&buffer, 10);
    assert_string_equal(buffer_text(&buffer), "");
    assert_true(buffer_add(&buffer, NULL, 0));
    assert_string_equal(buffer_text(&buffer), "");
    char *taken = buffer_take(&buffer);
    assert_string_equal(taken, "");
    free(taken);
    taken = buffer_take(&buffer);
    assert_string_equal(taken, "");
    free(taken);
    buffer_finish(&buffer);
}

static void it_grows_up_to_its_cap(void **state)
{
    (void)state;
    for (size_t cap = 0; cap < 300; cap += 13) {
        struct buffer buffer;
        buffer_init(&buffer, cap);
        for (size_t i = 0; i < cap; i++) {
            assert_true(buffer_add(&buffer, "x", 1));
            assert_int_equal(buffer.length, i + 1);
            assert_int_equal(buffer.data[buffer.length], '\0');
        }
        assert_false(buffer.overflow);
        assert_false(buffer_add(&buffer, "y", 1));
        assert_true(buffer.overflow);
        assert_int_equal(buffer.length, cap);
        buffer_finish(&buffer);
    }
}

/* What does not fit adds nothing, and nothing is added after it: a chain has one check. */
static void an_overflow_stays(void **state)
{
    (void)state;
    struct buffer buffer;
    buffer_init(&buffer, 8);
    assert_true(buffer_add_text(&buffer, "12345"));
    assert_false(buffer_add_text(&buffer, "6789"));
    assert_string_equal(buffer_text(&buffer), "12345");
    assert_false(buffer_add_text(&buffer, "6"));
    assert_false(buffer_print(&buffer, "%d", 6));
    assert_string_equal(buffer_text(&buffer), "12345");
    buffer_clear(&buffer);
    assert_false(buffer.overflow);
    assert_string_equal(buffer_text(&buffer), "");
    assert_true(buffer_print(&buffer, "%s", "12345678"));
    buffer_clear(&buffer);
    assert_false(buffer_print(&buffer, "%s", "123456789"));
    assert_string_equal(buffer_text(&buffer), "");
    buffer_finish(&buffer);
}

static void bytes_of_any_kind(void **state)
{
    (void)state;
    struct buffer buffer;
    buffer_init(&buffer, 100);
    assert_true(buffer_add(&buffer, "a\0b", 3));
    assert_true(buffer_print(&buffer, "%c%05d", '\0', 42));
    assert_int_equal(buffer.length, 9);
    assert_memory_equal(buffer.data, "a\0b\00000042", 10);
    buffer_finish(&buffer);
}

static void taking_leaves_it_empty(void **state)
{
    (void)state;
    struct buffer buffer;
    buffer_init(&buffer, 100);
    buffer_add_text(&buffer, "kept");
    char *taken = buffer_take(&buffer);
    assert_string_equal(taken, "kept");
    assert_string_equal(buffer_text(&buffer), "");
    assert_true(buffer_add_text(&buffer, "new"));
    assert_string_equal(taken, "kept");
    free(taken);
    buffer_finish(&buffer);
    assert_string_equal(buffer_text(&buffer), "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_empty_one_is_an_empty_text),
        cmocka_unit_test(it_grows_up_to_its_cap),
        cmocka_unit_test(an_overflow_stays),
        cmocka_unit_test(bytes_of_any_kind),
        cmocka_unit_test(taking_leaves_it_empty),
    };
    return cmocka_run_group_tests_name("base/buffer", tests, NULL, NULL);
}
