#include "../check.h"
#include "base/diagnostics.h"
#include "base/log.h"
#include "base/printable.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static void assert_line(const char *text, const char *expected)
{
    char out[256];
    assert_int_equal(printable_line(out, sizeof out, text), strlen(expected));
    assert_string_equal(out, expected);
}

static void letters_of_all_scripts_stay(void **state)
{
    (void)state;
    assert_line("", "");
    assert_line("Rabat, الرباط, ⵔⴱⴰⵟ, 東京 👨‍👩‍👧 \\",
                "Rabat, الرباط, ⵔⴱⴰⵟ, 東京 👨‍👩‍👧 \\");
    assert_line("\xE2\x80\x8F\xC2\xA0", "\xE2\x80\x8F\xC2\xA0"); /* RLM, no-break space */
    assert_line("\xF4\x8F\xBF\xBF", "\xF4\x8F\xBF\xBF");
}

static void what_drives_a_terminal_is_written_out(void **state)
{
    (void)state;
    assert_line("\x1B[31mred\x1B]0;title\x07", "\\x1B[31mred\\x1B]0;title\\x07");
    assert_line("a\nriwaq: b\r\tc\x7F", "a\\x0Ariwaq: b\\x0D\\x09c\\x7F");
    assert_line("\xC2\x9B"
                "31m\xC2\x85",
                "\\u009B31m\\u0085");
    assert_line("\xE2\x80\xAE"
                "abc\xE2\x80\xAC",
                "\\u202Eabc\\u202C");
    assert_line("\xE2\x81\xA6\xE2\x81\xA9\xE2\x80\xA8", "\\u2066\\u2069\\u2028");
}

static void ill_formed_bytes_are_written_out(void **state)
{
    (void)state;
    assert_line("a\xFFz", "a\\xFFz");
    assert_line("\x9B", "\\x9B"); /* CSI where a terminal takes eight bits */
    assert_line("\xC0\x9B", "\\xC0\\x9B");
    assert_line("\xE0\x82\x9B", "\\xE0\\x82\\x9B");
    assert_line("\xED\xA0\x80", "\\xED\\xA0\\x80");
    assert_line("\xF4\x90\x80\x80", "\\xF4\\x90\\x80\\x80");
    assert_line("\xE2\x80", "\\xE2\\x80");
}

/* Never half a character, never beyond the size. */
static void it_is_cut_at_a_character(void **state)
{
    (void)state;
    const char *text = "a\xD8\xB1"
                       "\x1B\xE2\x80\xAE"
                       "b";
    char all[64], out[64];
    printable_line(all, sizeof all, text);
    for (size_t size = 1; size < sizeof out; size++) {
        memset(out, '#', sizeof out);
        size_t length = printable_line(out, size, text);
        assert_true(length < size);
        assert_int_equal(strlen(out), length);
        assert_memory_equal(out, all, length);
        assert_true(length + 6 >= size || length == strlen(all));
        assert_true((all[length] & 0xC0) != 0x80);
        for (size_t i = size; i < sizeof out; i++)
            assert_int_equal(out[i], '#');
    }
}

static void what_is_not_seen_is_written_out_in_quotes(void **state)
{
    (void)state;
    char out[64];
    assert_true(printable_quote(out, sizeof out, "a\u00A0b\u200Fc\uFEFF"));
    assert_string_equal(out, "a\\u00A0b\\u200Fc\\uFEFF");
    assert_true(printable_quote(out, sizeof out, "\x1B"));
    assert_false(printable_quote(out, sizeof out, "خبر می\u200Cخواهم"));
    assert_string_equal(out, "خبر می\u200Cخواهم");
}

static void json_keeps_its_meaning(void **state)
{
    (void)state;
    struct buffer out;
    buffer_init(&out, 100);
    assert_true(
        printable_json(&out, "{\n  \"a\": \"\xE2\x80\xAEر\x7F\xC2\x9B\\n\xE2\x80\xA8\"\n}"));
    assert_string_equal(buffer_text(&out), "{\n  \"a\": \"\\u202Eر\\u007F\\u009B\\n\\u2028\"\n}");
    buffer_finish(&out);
    buffer_init(&out, 7);
    assert_false(printable_json(&out, "\"\x7F\""));
    buffer_finish(&out);
}

/* What is written to standard error while DO runs. */
static void capture(char *out, size_t size, void (*run)(void))
{
    char name[] = "/tmp/riwaq-printable-XXXXXX";
    int kept = dup(STDERR_FILENO), file = mkstemp(name);
    assert_true(kept >= 0 && file >= 0);
    fflush(stderr);
    dup2(file, STDERR_FILENO);
    run();
    fflush(stderr);
    dup2(kept, STDERR_FILENO);
    ssize_t got = pread(file, out, size - 1, 0);
    close(file);
    close(kept);
    unlink(name);
    assert_true(got >= 0);
    out[got] = '\0';
}

static void log_something(void)
{
    log_warning("%s: %s", "lobby\x1B[2J", "gone\nriwaq: all is well\xE2\x80\xAE");
    char words[3000];
    memset(words, 'x', sizeof words);
    memcpy(words + sizeof words - 4, "end", 4);
    log_info("%s", words);
}

static void a_log_line_is_one_line_without_controls(void **state)
{
    (void)state;
    static char out[8192];
    unsetenv("JOURNAL_STREAM");
    capture(out, sizeof out, log_something);
    const char *first = "riwaq: lobby\\x1B[2J: gone\\x0Ariwaq: all is well\\u202E\nriwaq: xxxxxxxx";
    assert_memory_equal(out, first, strlen(first));
    assert_int_equal(out[strlen(out) - 1], '\n');
}

static void a_finding_is_one_line_without_controls(void **state)
{
    (void)state;
    struct diagnostics diagnostics;
    diagnostics_init(&diagnostics);
    diagnostics_add(&diagnostics, SEVERITY_WARNING, "a\x1B[1m", 3, "x\n", "%s",
                    "y\xE2\x81\xA7\x07");
    char *text = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&text, &size);
    diagnostics_print(&diagnostics, out);
    fclose(out);
    assert_string_equal(text, "a\\x1B[1m:3: x\\x0A: warning: y\\u2067\\x07\n");
    free(text);
    diagnostics_finish(&diagnostics);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(letters_of_all_scripts_stay),
        cmocka_unit_test(what_drives_a_terminal_is_written_out),
        cmocka_unit_test(ill_formed_bytes_are_written_out),
        cmocka_unit_test(it_is_cut_at_a_character),
        cmocka_unit_test(what_is_not_seen_is_written_out_in_quotes),
        cmocka_unit_test(json_keeps_its_meaning),
        cmocka_unit_test(a_log_line_is_one_line_without_controls),
        cmocka_unit_test(a_finding_is_one_line_without_controls),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
