#include "../check.h"

#include "formats/html_entity.h"

#include <string.h>

static void assert_reads(const char *text, size_t length, uint32_t character)
{
    uint32_t out = 0;
    size_t read = html_entity_read(text, strlen(text), &out);
    if (read != length || (length > 0 && out != character))
        fail_msg("\"%s\": %zu bytes, U+%04X", text, read, out);
}

/* The first and the last names of the table, and one each of where it is searched. */
static void test_names(void **state)
{
    (void)state;
    assert_reads("&AMP;", 5, '&');
    assert_reads("&zstrok;", 0, 0);
    assert_reads("&zdot;", 6, 0x17C);
    assert_reads("&Abreve;x", 8, 0x102);
    assert_reads("&DiacriticalGrave;", 18, '`');
    assert_reads("&CloseCurlyDoubleQuote;", 23, 0x201D);
    assert_reads("&comma;", 7, ',');
    assert_reads("&apos;", 6, '\'');
    assert_reads("&hellip;", 8, 0x2026);
    assert_reads("&thetasym;", 10, 0x3D1);
    assert_reads("&lang;", 6, 0x27E8); /* HTML 4 had U+2329 */
    assert_reads("&Hellip;", 0, 0);
    assert_reads("&nothingofthatnamewhichislongerthananyis;", 0, 0);
    assert_reads("&", 0, 0);
    assert_reads("&;", 0, 0);
    assert_reads("& amp;", 0, 0);
}

static void test_without_semicolon(void **state)
{
    (void)state;
    assert_reads("&amp", 4, '&');
    assert_reads("&QUOT ", 5, '"');
    assert_reads("&nbsp\xC3\xA9", 5, 0xA0);
    assert_reads("&yuml.", 5, 0xFF);
    assert_reads("&lt=", 0, 0);
    assert_reads("&ampx", 0, 0);
    assert_reads("&euro ", 0, 0);
    assert_reads("&comma ", 0, 0);
}

static void test_numbers(void **state)
{
    (void)state;
    assert_reads("&#65;", 5, 'A');
    assert_reads("&#65x", 4, 'A');
    assert_reads("&#x41G", 5, 'A');
    assert_reads("&#X2aBc;", 8, 0x2ABC);
    assert_reads("&#0;", 4, 0xFFFD);
    assert_reads("&#xD800;", 8, 0xFFFD);
    assert_reads("&#xE000;", 8, 0xE000);
    assert_reads("&#x10FFFF;", 10, 0x10FFFF);
    assert_reads("&#x110000;", 10, 0xFFFD);
    assert_reads("&#99999999999999999999;", 23, 0xFFFD);
    assert_reads("&#127;", 6, 0x7F);
    assert_reads("&#128;", 6, 0x20AC);
    assert_reads("&#129;", 6, 0x81);
    assert_reads("&#146;", 6, 0x2019);
    assert_reads("&#159;", 6, 0x178);
    assert_reads("&#160;", 6, 0xA0);
    assert_reads("&#", 0, 0);
    assert_reads("&#;", 0, 0);
    assert_reads("&#x;", 0, 0);
    assert_reads("&#-1;", 0, 0);
}

static void test_end_of_text(void **state)
{
    (void)state;
    uint32_t out;
    assert_int_equal(html_entity_read("&amp;", 3, &out), 0);
    assert_int_equal(html_entity_read("&amp;", 4, &out), 4);
    assert_int_equal(html_entity_read("&#65;", 3, &out), 3);
    assert_int_equal(out, 6);
}

static void assert_decodes(const char *text, const char *expected)
{
    struct buffer out;
    buffer_init(&out, 1000);
    html_entity_decode(text, strlen(text), &out);
    assert_string_equal(buffer_text(&out), expected);
    buffer_finish(&out);
}

/* Once, and only what is whole. */
static void test_decode(void **state)
{
    (void)state;
    assert_decodes("", "");
    assert_decodes("Tom &amp; Jerry&#8217;s &eacute;&#xE9;", "Tom & Jerry\xE2\x80\x99s "
                                                             "\xC3\xA9\xC3\xA9");
    assert_decodes("&amp;lt;b&gt;", "&lt;b>");
    assert_decodes("R&D, R&amp, &copy 2025 &#65 &nosuch; &", "R&D, R&amp, &copy 2025 &#65 "
                                                             "&nosuch; &");
    assert_decodes("&#0;&#xD800;", "\xEF\xBF\xBD\xEF\xBF\xBD");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_names),   cmocka_unit_test(test_without_semicolon),
        cmocka_unit_test(test_numbers), cmocka_unit_test(test_end_of_text),
        cmocka_unit_test(test_decode),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
