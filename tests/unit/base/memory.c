#include "../check.h"
#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

static void memory_is_zeroed_and_copied(void **state)
{
    (void)state;
    unsigned char *bytes = memory_array(100, 3);
    for (int i = 0; i < 300; i++)
        assert_int_equal(bytes[i], 0);
    bytes[299] = 7;
    bytes = memory_resize(bytes, 1000, 3);
    assert_int_equal(bytes[299], 7);
    free(bytes);
    void *nothing = memory_new(0);
    assert_non_null(nothing);
    nothing = memory_resize(nothing, 0, 8);
    assert_non_null(nothing);
    free(nothing);
    char *text = memory_text("Rabat"), *part = memory_text_n("Rabat", 3);
    assert_string_equal(text, "Rabat");
    assert_string_equal(part, "Rab");
    free(text);
    free(part);
    assert_null(memory_text(NULL));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(memory_is_zeroed_and_copied),
    };
    return cmocka_run_group_tests_name("base/memory", tests, NULL, NULL);
}
