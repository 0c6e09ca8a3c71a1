#include "formats/document.h"

#include "base/buffer.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#include <string.h>

enum { TEXT_MAX = 1 << 20 };

/* A list of COUNT times ITEM. */
static void write_list(struct buffer *out, const char *item, int count)
{
    buffer_clear(out);
    for (int i = 0; i < count; i++)
        buffer_print(out, "%s%s", i == 0 ? "[" : ",", item);
    buffer_add_text(out, "]");
    assert_false(out->overflow);
}

static bool loads(const struct buffer *text)
{
    struct diagnostics found;
    diagnostics_init(&found);
    struct format_context context = {.source = "lobby", .diagnostics = &found};
    json_t *root = document_load(&context, buffer_text(text), text->length);
    bool good = root != NULL;
    if (!good)
        assert_non_null(strstr(found.findings[0].what, "has more than 200,000 values"));
    assert_int_equal(found.errors, good ? 0 : 1);
    json_decref(root);
    diagnostics_finish(&found);
    return good;
}

/* A small document must not become a tree of hundreds of MiB. */
static void test_number_of_values(void **state)
{
    (void)state;
    struct buffer text;
    buffer_init(&text, TEXT_MAX);
    write_list(&text, "0", 199 * 1000);
    assert_true(loads(&text));
    write_list(&text, "0", 201 * 1000);
    assert_false(loads(&text));
    write_list(&text, "{}", 49 * 1000);
    assert_true(loads(&text));
    write_list(&text, "{}", 51 * 1000);
    assert_false(loads(&text));
    write_list(&text, "[]", 67 * 1000);
    assert_false(loads(&text));
    /* What stands in a text is none. */
    write_list(&text, "\"{,{,[\\\",{[\\\\\"", 67 * 1000);
    assert_true(loads(&text));
    buffer_finish(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_number_of_values),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
