#include "../check.h"

#include "formats/charset.h"

#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

enum { CAP = 1 << 20 };

#define ARABIC_1256 "\xE3\xD1\xCD\xC8\xC7" /* marhaban */
#define ARABIC_UTF8 "\xD9\x85\xD8\xB1\xD8\xAD\xD8\xA8\xD8\xA7"

static void assert_decoded(const char *data, size_t size, const char *media_type,
                           const char *expected, const char *name, enum charset_reason reason,
                           size_t replaced)
{
    struct charset_text text;
    charset_decode(data, size, media_type, CAP, &text);
    assert_string_equal(text.name, name);
    assert_int_equal(text.length, strlen(expected));
    assert_string_equal(text.text, expected);
    assert_int_equal(text.reason, reason);
    assert_int_equal(text.replaced, replaced);
    assert_false(text.cut);
    charset_text_finish(&text);
    assert_null(text.text);
}

#define ASSERT_DECODED(data, ...) assert_decoded(data, sizeof(data) - 1, __VA_ARGS__)

static void test_marks(void **state)
{
    (void)state;
    /* They win over every label. */
    ASSERT_DECODED("\xEF\xBB\xBF\xC3\xA9", "text/xml; charset=windows-1256", "\xC3\xA9", "UTF-8",
                   CHARSET_FROM_MARK, 0);
    ASSERT_DECODED("\xFF\xFE\xE9\0\x3D\xD8\x42\xDE", NULL, "\xC3\xA9\xF0\x9F\x99\x82", "UTF-16LE",
                   CHARSET_FROM_MARK, 0);
    ASSERT_DECODED("\xFE\xFF\0\xE9", "text/html; charset=utf-8", "\xC3\xA9", "UTF-16BE",
                   CHARSET_FROM_MARK, 0);
    ASSERT_DECODED("\xFF\xFE\0\0\xE9\0\0\0", NULL, "\xC3\xA9", "UTF-32LE", CHARSET_FROM_MARK, 0);
    ASSERT_DECODED("\0\0\xFE\xFF\0\0\0\xE9", NULL, "\xC3\xA9", "UTF-32BE", CHARSET_FROM_MARK, 0);
    ASSERT_DECODED("\xEF\xBB\xBF", NULL, "", "UTF-8", CHARSET_FROM_MARK, 0);
}

static void test_media_type(void **state)
{
    (void)state;
    static const char *const types[] = {
        "text/xml; charset=windows-1256",
        "text/xml;charset=\"windows-1256\"",
        "text/xml; version=1; CHARSET=cp1256",
        "text/xml ;\t charset = 'Windows-1256' ; q=1",
        "text/xml; charset=x-nothing; charset",
        "text/xml; xcharset=windows-1256",
        "text/xml; charset=",
        "charset=windows-1256",
    };
    for (size_t i = 0; i < COUNT_OF(types); i++) {
        struct charset_text text;
        charset_decode(ARABIC_1256, 5, types[i], CAP, &text);
        if (i < 4)
            assert_string_equal(text.text, ARABIC_UTF8);
        else
            assert_int_equal(text.reason, CHARSET_FROM_BYTES); /* none of these is a label */
        assert_string_equal(text.unknown, i == 4 ? "x-nothing" : "");
        charset_text_finish(&text);
    }
}

static void test_document(void **state)
{
    (void)state;
    ASSERT_DECODED("<?xml version='1.0' encoding='windows-1256'?>" ARABIC_1256, "text/xml",
                   "<?xml version='1.0' encoding='windows-1256'?>" ARABIC_UTF8, "windows-1256",
                   CHARSET_FROM_DOCUMENT, 0);
    ASSERT_DECODED("\n<html><META CHARSET=windows-1256>" ARABIC_1256, NULL,
                   "\n<html><META CHARSET=windows-1256>" ARABIC_UTF8, "windows-1256",
                   CHARSET_FROM_DOCUMENT, 0);
    ASSERT_DECODED("<meta name=charset><meta http-equiv=a content=\"text/html; "
                   "charset=windows-1256\">" ARABIC_1256,
                   NULL,
                   "<meta name=charset><meta http-equiv=a content=\"text/html; "
                   "charset=windows-1256\">" ARABIC_UTF8,
                   "windows-1256", CHARSET_FROM_DOCUMENT, 0);
    ASSERT_DECODED("<!-- <meta charset=windows-1256> -->\xE9", NULL,
                   "<!-- <meta charset=windows-1256> -->\xC3\xA9", "windows-1252",
                   CHARSET_FROM_BYTES, 0);
    /* A text that speaks of it is none. */
    ASSERT_DECODED("{\"a\":\"<meta charset=windows-1256>\xC3\xA9\"}", NULL,
                   "{\"a\":\"<meta charset=windows-1256>\xC3\xA9\"}", "UTF-8", CHARSET_FROM_BYTES,
                   0);
    /* Who could read this was not reading UTF-16. */
    ASSERT_DECODED("<meta charset=utf-16>\xC3\xA9", NULL, "<meta charset=utf-16>\xC3\xA9", "UTF-8",
                   CHARSET_FROM_DOCUMENT, 0);
    /* The media type wins. */
    ASSERT_DECODED("<?xml encoding='koi8-r'?>" ARABIC_1256, "text/xml; charset=windows-1256",
                   "<?xml encoding='koi8-r'?>" ARABIC_UTF8, "windows-1256", CHARSET_FROM_MEDIA_TYPE,
                   0);
}

static void test_document_is_read_so_far(void **state)
{
    (void)state;
    char page[1200];
    memset(page, ' ', sizeof page);
    page[0] = '<';
    memcpy(page + 1003, "<meta charset=koi8-r>", 21); /* ends at 1024 */
    struct charset_text text;
    charset_decode(page, sizeof page, NULL, CAP, &text);
    assert_string_equal(text.name, "koi8-r");
    charset_text_finish(&text);
    page[1003] = ' ';
    memcpy(page + 1004, "<meta charset=koi8-r>", 21);
    charset_decode(page, sizeof page, NULL, CAP, &text);
    assert_string_equal(text.name, "UTF-8");
    charset_text_finish(&text);
}

static void test_labels_that_lie(void **state)
{
    (void)state;
    ASSERT_DECODED("<?xml encoding='windows-1256'?>" ARABIC_1256, "text/xml; charset=utf-8",
                   "<?xml encoding='windows-1256'?>" ARABIC_UTF8, "windows-1256",
                   CHARSET_FROM_DOCUMENT, 0);
    ASSERT_DECODED("<?xml encoding='utf-8'?>" ARABIC_UTF8, "text/xml; charset=ISO-8859-1",
                   "<?xml encoding='utf-8'?>" ARABIC_UTF8, "UTF-8", CHARSET_FROM_MEDIA_TYPE, 0);
    /* Nothing speaks for another: one bad byte does not spoil the rest. */
    ASSERT_DECODED(ARABIC_UTF8 "\xE9!", "text/xml; charset=utf-8", ARABIC_UTF8 "\xEF\xBF\xBD!",
                   "UTF-8", CHARSET_FROM_MEDIA_TYPE, 1);
    ASSERT_DECODED("\xE9!", "text/xml; charset=utf8", "\xEF\xBF\xBD!", "UTF-8",
                   CHARSET_FROM_MEDIA_TYPE, 1);
}

static void test_no_label(void **state)
{
    (void)state;
    ASSERT_DECODED("", NULL, "", "UTF-8", CHARSET_FROM_BYTES, 0);
    ASSERT_DECODED("plain", "text/plain", "plain", "UTF-8", CHARSET_FROM_BYTES, 0);
    ASSERT_DECODED(ARABIC_UTF8, NULL, ARABIC_UTF8, "UTF-8", CHARSET_FROM_BYTES, 0);
    ASSERT_DECODED("caf\xE9 \x92 \x80", NULL, "caf\xC3\xA9 \xE2\x80\x99 \xE2\x82\xAC",
                   "windows-1252", CHARSET_FROM_BYTES, 0);
    ASSERT_DECODED(ARABIC_1256 " 2026 caf\xE9", NULL, ARABIC_UTF8 " 2026 caf\xC3\xA9",
                   "windows-1256", CHARSET_FROM_BYTES, 0);
    ASSERT_DECODED("cr\xE9\xE9 \xE0 No\xEBl", NULL, "cr\xC3\xA9\xC3\xA9 \xC3\xA0 No\xC3\xABl",
                   "windows-1252", CHARSET_FROM_BYTES, 0);
    ASSERT_DECODED(ARABIC_UTF8 "\xE9", NULL, ARABIC_UTF8 "\xEF\xBF\xBD", "UTF-8",
                   CHARSET_FROM_BYTES, 1);
    ASSERT_DECODED("{\"\xE9\":1}", "application/json", "{\"\xEF\xBF\xBD\":1}", "UTF-8",
                   CHARSET_FROM_BYTES, 1);
    ASSERT_DECODED("{\0\"\0\xE9\0\"\0", "application/json", "{\"\xC3\xA9\"", "UTF-16LE",
                   CHARSET_FROM_BYTES, 0);
    ASSERT_DECODED("\0<\0?\0\xE9", NULL, "<?\xC3\xA9", "UTF-16BE", CHARSET_FROM_BYTES, 0);
}

static void test_ill_formed(void **state)
{
    (void)state;
    ASSERT_DECODED("\xEF\xBB\xBF"
                   "a\xC0\x80\xED\xA0\x80\xF0\x9F\x99z",
                   NULL,
                   "a\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBDz",
                   "UTF-8", CHARSET_FROM_MARK, 6);
    ASSERT_DECODED("\xFF\xFE"
                   "a\0\x3D\xD8"
                   "b\0c",
                   NULL,
                   "a\xEF\xBF\xBD"
                   "b\xEF\xBF\xBD",
                   "UTF-16LE", CHARSET_FROM_MARK, 2);
}

static void test_labels(void **state)
{
    (void)state;
    static const struct {
        const char *type, *bytes, *text;
    } cases[] = {
        {"a; charset=us-ascii", "\x93", "\xE2\x80\x9C"},
        {"a; charset=latin1", "\x93", "\xE2\x80\x9C"},
        {"a; charset=iso-8859-15", "\xA4", "\xE2\x82\xAC"},
        {"a; charset=iso-8859-6", "\xE5", "\xD9\x85"},
        {"a; charset=iso-8859-9", "\x80\xFE", "\xE2\x82\xAC\xC5\x9F"},
        {"a; charset=windows-1251", "\xC4", "\xD0\x94"},
        {"a; charset=koi8-r", "\xC4", "\xD0\xB4"},
        {"a; charset=ibm866", "\x84", "\xD0\x94"},
        {"a; charset=gb2312", "\xC4\xE3", "\xE4\xBD\xA0"},
        {"a; charset=gb18030", "\xC4\xE3", "\xE4\xBD\xA0"},
        {"a; charset=big5", "\xA7\x41", "\xE4\xBD\xA0"},
        {"a; charset=shift_jis", "\x93\xFA", "\xE6\x97\xA5"},
        {"a; charset=euc-jp", "\xC6\xFC", "\xE6\x97\xA5"},
        {"a; charset=euc-kr", "\xB0\xA1", "\xEA\xB0\x80"},
        {"a; charset=tis-620", "\xA1", "\xE0\xB8\x81"},
        {"a; charset=macintosh", "\x8E", "\xC3\xA9"},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct charset_text text;
        charset_decode(cases[i].bytes, strlen(cases[i].bytes), cases[i].type, CAP, &text);
        if (strcmp(text.text, cases[i].text) != 0)
            fail_msg("%s: \"%s\"", cases[i].type, text.text);
        assert_string_equal(text.unknown, "");
        charset_text_finish(&text);
    }
    static const char *const odd[] = {"utf-7", "unicode-1-1-utf-7", "x-imap4-modified-utf7",
                                      "scsu",  "ebcdic-cp-us",      "klingon"};
    for (size_t i = 0; i < COUNT_OF(odd); i++) {
        char type[60] = "a; charset=";
        memcpy(type + strlen(type), odd[i], strlen(odd[i]) + 1);
        struct charset_text text;
        charset_decode("+ADw-", 5, type, CAP, &text);
        assert_string_equal(text.text, "+ADw-");
        assert_string_equal(text.unknown, i == 2 ? "x-imap4-modified-utf7" : odd[i]);
        charset_text_finish(&text);
    }
}

/* For every alignment of characters with the cap and with the pieces that are converted. */
static void test_cap(void **state)
{
    (void)state;
    enum { LETTERS = 9000 };
    static char wide[2 + 2 * LETTERS] = "\xFF\xFE", narrow[3 * LETTERS];
    for (size_t i = 0; i < LETTERS; i++) {
        memcpy(wide + 2 + 2 * i, "\xAC\x20", 2);
        memcpy(narrow + 3 * i, "\xE2\x82\xAC", 3);
    }
    for (size_t cap = 0; cap < 8; cap++) {
        struct charset_text text;
        charset_decode(wide, sizeof wide, NULL, 20000 + cap, &text);
        assert_int_equal(text.length, (20000 + cap) / 3 * 3);
        assert_memory_equal(text.text, narrow, text.length);
        assert_true(text.cut);
        charset_text_finish(&text);
        charset_decode(narrow, sizeof narrow, NULL, cap, &text);
        assert_int_equal(text.length, cap / 3 * 3);
        assert_true(text.cut);
        charset_text_finish(&text);
        charset_decode(wide, sizeof wide - 2 * cap, NULL, sizeof narrow, &text);
        assert_int_equal(text.length, sizeof narrow - 3 * cap);
        assert_memory_equal(text.text, narrow, text.length);
        assert_false(text.cut);
        charset_text_finish(&text);
    }
}

static void test_nul_stays(void **state)
{
    (void)state;
    struct charset_text text;
    charset_decode("a\0b", 3, NULL, CAP, &text);
    assert_int_equal(text.length, 3);
    assert_memory_equal(text.text, "a\0b", 4);
    charset_text_finish(&text);
}

static void test_utf_8_is_not_copied(void **state)
{
    (void)state;
    static const char good[] = "\xEF\xBB\xBF"
                               "caf\xC3\xA9",
                      broken[] = "caf\xC3\xA9 \xFF";
    struct charset_text text;
    charset_decode(good, sizeof good - 1, NULL, CAP, &text);
    assert_ptr_equal(text.text, good + 3);
    char *own = charset_text_own(&text);
    assert_ptr_not_equal(own, good + 3);
    assert_ptr_equal(text.text, own);
    assert_string_equal(own, "caf\xC3\xA9");
    assert_ptr_equal(charset_text_own(&text), own);
    charset_text_finish(&text);
    charset_decode(broken, sizeof broken - 1, NULL, CAP, &text);
    assert_string_equal(text.text, "caf\xC3\xA9 \xEF\xBF\xBD");
    assert_ptr_equal(charset_text_own(&text), text.text);
    charset_text_finish(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_utf_8_is_not_copied),
        cmocka_unit_test(test_marks),
        cmocka_unit_test(test_media_type),
        cmocka_unit_test(test_document),
        cmocka_unit_test(test_document_is_read_so_far),
        cmocka_unit_test(test_labels_that_lie),
        cmocka_unit_test(test_no_label),
        cmocka_unit_test(test_ill_formed),
        cmocka_unit_test(test_labels),
        cmocka_unit_test(test_cap),
        cmocka_unit_test(test_nul_stays),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
