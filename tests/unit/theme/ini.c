#include "theme/ini.h"

#include "base/memory.h"
#include "cases.h"

static const char *const lists[] = {"areas"};

static struct ini *parse(const char *text, size_t size, struct diagnostics *diagnostics)
{
    /* An exact copy, so that the sanitizers see a read past its end. */
    char *copy = malloc(size > 0 ? size : 1);
    memcpy(copy, text, size);
    struct ini *ini = ini_parse("t.ini", copy, size, lists, COUNT_OF(lists), diagnostics);
    free(copy);
    return ini;
}

static void value_is(const char *text, const char *expected)
{
    struct diagnostics diagnostics;
    diagnostics_init(&diagnostics);
    struct ini *ini = parse(text, strlen(text), &diagnostics);
    assert_int_equal(diagnostics.count, 0);
    const struct ini_entry *entry = ini_entry(ini, "s", "k");
    assert_non_null(entry);
    assert_string_equal(entry->value, expected);
    ini_destroy(ini);
    diagnostics_finish(&diagnostics);
}

static void finding_is_n(const char *text, size_t size, const char *expected)
{
    struct diagnostics diagnostics;
    diagnostics_init(&diagnostics);
    ini_destroy(parse(text, size, &diagnostics));
    char *found = case_findings(&diagnostics);
    assert_string_equal(found, expected);
    free(found);
    diagnostics_finish(&diagnostics);
}

static void finding_is(const char *text, const char *expected)
{
    finding_is_n(text, strlen(text), expected);
}

static void values(void **state)
{
    (void)state;
    value_is("[s]\nk = v\n", "v");
    value_is("[s]\nk=v", "v");
    value_is("[s]\r\nk = v\r\n", "v");
    value_is("\xEF\xBB\xBF[s]\nk = v\n", "v");
    value_is("[s]\n\t k\t =  v w \t\n", "v w");
    value_is("[ s ] ; remark\nk = v\n", "v");
    value_is("[s]\nk =\n", "");
    value_is("[s]\nk = a = b\n", "a = b");
    value_is("[s]\nk = \xD8\xB1\xD9\x88\xD8\xA7\xD9\x82\n", "\xD8\xB1\xD9\x88\xD8\xA7\xD9\x82");
}

static void comments(void **state)
{
    (void)state;
    value_is("; one\n# two\n  ; three\n  # four\n[s]\nk = v\n", "v");
    value_is("[s]\nk = #0e1a24\n", "#0e1a24");
    value_is("[s]\nk = #0e1a24 ; ground\n", "#0e1a24");
    value_is("[s]\nk = a;b\n", "a;b");
    value_is("[s]\nk = a \\; b\n", "a ; b");
    value_is("[s]\nk = a\\;b ; c \\; d\n", "a;b");
    value_is("[s]\nk = a\t;b\n", "a");
    value_is("[s]\nk = ; nothing\n", "");
    value_is("[s]\nk = a\\b\\\n", "a\\b\\");
    value_is("[s]\nk = v # w\n", "v # w");
}

static void list_keeps_the_lines(void **state)
{
    (void)state;
    static const char text[] = "[grid]\n"
                               "areas = a a ; first\n"
                               "        b c\n"
                               "\n"
                               "  ; remark\n"
                               "\td d\n"
                               "  gap = 3\n";
    struct diagnostics diagnostics;
    diagnostics_init(&diagnostics);
    struct ini *ini = parse(text, sizeof text - 1, &diagnostics);
    assert_int_equal(diagnostics.count, 0);
    const struct ini_entry *areas = ini_entry(ini, "grid", "areas");
    assert_string_equal(areas->value, "a a\nb c\n\n\nd d");
    assert_int_equal(areas->line, 2);
    assert_string_equal(ini_entry(ini, "grid", "gap")->value, "3");
    assert_int_equal(ini_entry(ini, "grid", "gap")->line, 7);
    ini_destroy(ini);
    diagnostics_finish(&diagnostics);
}

static void list_may_begin_below(void **state)
{
    (void)state;
    struct ini *ini = ini_parse("t", "[g]\nareas =\n a\n b", 17, lists, 1, NULL);
    assert_string_equal(ini_entry(ini, "g", "areas")->value, "\na\nb");
    ini_destroy(ini);
}

static void reads_on_after_a_fault(void **state)
{
    (void)state;
    static const char text[] = "[a]\nx = 1\nnonsense\n[b\ny = 2\n[a]\nx = 3\nz = 4\n";
    struct diagnostics diagnostics;
    diagnostics_init(&diagnostics);
    struct ini *ini = parse(text, sizeof text - 1, &diagnostics);
    assert_int_equal(diagnostics.errors, 4);
    assert_int_equal(ini->section_count, 2);
    assert_string_equal(ini_entry(ini, "a", "x")->value, "1");
    assert_string_equal(ini_entry(ini, "b", "y")->value, "2");
    assert_string_equal(ini_entry(ini, "a", "z")->value, "4");
    assert_null(ini_entry(ini, "a", "y"));
    assert_null(ini_entry(ini, "c", "y"));
    ini_destroy(ini);
    diagnostics_finish(&diagnostics);
}

static void findings(void **state)
{
    (void)state;
    finding_is("", "");
    finding_is("\xEF\xBB\xBF", "");
    finding_is("\n\n", "");
    finding_is("k = v\n", "t.ini:1: a key before the first section; put it under its [section]\n");
    finding_is("[s]\nword\n", "t.ini:2: \"word\" is neither key nor [section] nor comment; write "
                              "key = value, or \";\" before it\n");
    finding_is("[s]\nk: v\n", "t.ini:2: \"k: v\" is neither key nor [section] nor comment; write "
                              "key = value, with \"=\" in place of \":\"\n");
    finding_is("[s]\n<<<<<<< a\n",
               "t.ini:2: \"<<<<<<< a\" is neither key nor [section] nor comment; "
               "keep one of the two versions that were merged, without the "
               "marks\n");
    finding_is("[s]\n= v\n", "t.ini:2: no key stands before the \"=\"; write key = value\n");
    finding_is("[s]\nk y = v\n",
               "t.ini:2: \"k y\" is no key; write it with letters, digits, \"_\", "
               "\"-\" and \".\" alone\n");
    finding_is("[s]\n\u200Fk = v\n", "t.ini:2: \"\\u200Fk\" is no key; remove the characters in it "
                                     "that are not seen\n");
    finding_is("[s\nk = v\n", "t.ini:1: the section lacks its closing bracket; write [name]\n");
    finding_is("[]\nk = v\n", "t.ini:1: the section has no name; write [name]\n");
    finding_is("[a b]\nk = v\n", "t.ini:1: \"a b\" is no name of a section; write it with letters, "
                                 "digits, \"_\", \"-\" and \".\" alone\n");
    finding_is("[a\u00AD]\nk = v\n", "t.ini:1: \"a\\u00AD\" is no name of a section; remove the "
                                     "characters in it that are not seen\n");
    finding_is("[s] k = v\n",
               "t.ini:1: nothing may follow [section] but a comment; begin a new line\n");
    finding_is("[s]\nk = 1\nk = 2\n",
               "t.ini:3: [s] k: already given at line 2; keep one of them\n");
    finding_is("[s]\n[t]\n[s]\nk = 1\n",
               "t.ini:3: [s] already begins at line 1; put all its keys there\n");
    finding_is("[s]\nk = a\n  b\n", "t.ini:3: [s] k: does not continue on further lines; write "
                                    "its value on one line\n");
    finding_is("[s]\nareas = a\nb\n",
               "t.ini:3: \"b\" is neither key nor [section] nor comment; indent "
               "it if it belongs to the lines above, else write key = "
               "value\n");
    finding_is("[s]\nareas = a\nareas = b\n  c\n",
               "t.ini:3: [s] areas: already given at line 2; keep one of them\n");
}

static void bytes_that_are_no_text(void **state)
{
    (void)state;
    static const char nul[] = "[s]\nk = a\0b\nl = 1\n";
    finding_is_n(nul, sizeof nul - 1,
                 "t.ini:2: a NUL byte stands in this line; save the file "
                 "as plain UTF-8 text\n");
    finding_is("[s]\nk = \x1B[1m\n",
               "t.ini:2: a control character stands in this line; remove it\n");
    finding_is("[s]\rk = v\r",
               "t.ini:1: the lines end in CR alone; save the file with LF or CR LF as "
               "line ends\n");
    finding_is("\xFF\xFE[\n", "t.ini: the file is UTF-16; save it as UTF-8\n");
    static const char *const broken[] = {"\xE9", "\xC0\xAF",         "\xE0\x80\x80", "\xED\xA0\x80",
                                         "\xF5", "\xF4\x90\x80\x80", "\xD8",         "\x80"};
    for (size_t i = 0; i < COUNT_OF(broken); i++)
        finding_is(broken[i], "t.ini:1: this line is not UTF-8; save the file as UTF-8\n");
}

static void line_cap(void **state)
{
    (void)state;
    char *text = memory_array(INI_LINE_MAX + 16, 1);
    memcpy(text, "[s]\nk = ", 8);
    memset(text + 8, 'x', INI_LINE_MAX - 4);
    finding_is(text, "");
    text[INI_LINE_MAX + 4] = 'x';
    finding_is(text, "t.ini:2: the line is longer than 4096 bytes; shorten it\n");
    free(text);
}

static void size_cap(void **state)
{
    (void)state;
    char *text = memory_array(INI_SIZE_MAX + 1, 1);
    memset(text, '\n', INI_SIZE_MAX + 1);
    finding_is_n(text, INI_SIZE_MAX, "");
    finding_is_n(text, INI_SIZE_MAX + 1,
                 "t.ini: the file is larger than 256 KiB; is it the right one?\n");
    free(text);
}

static void count_caps(void **state)
{
    (void)state;
    struct buffer text;
    buffer_init(&text, INI_SIZE_MAX);
    for (int i = 0; i < INI_SECTIONS_MAX + 3; i++)
        buffer_print(&text, "[s%d]\nk = 1\n", i);
    finding_is(buffer_text(&text), "t.ini:257: more than 128 sections; remove some\n");
    buffer_clear(&text);
    buffer_print(&text, "[s]\n");
    for (int i = 0; i < INI_ENTRIES_MAX + 3; i++)
        buffer_print(&text, "k%d = 1\n", i);
    finding_is(buffer_text(&text), "t.ini:1026: more than 1024 keys; remove some\n");
    buffer_finish(&text);
}

/* A list of a line's width a quarter of a megabyte long takes no more memory than that. */
static void long_list(void **state)
{
    (void)state;
    struct buffer text;
    buffer_init(&text, INI_SIZE_MAX);
    buffer_add_text(&text, "[g]\nareas =\n");
    while (buffer_add_text(&text, " a\n"))
        ;
    struct ini *ini = ini_parse("t", buffer_text(&text), text.length, lists, 1, NULL);
    assert_true(strlen(ini_entry(ini, "g", "areas")->value) < INI_SIZE_MAX);
    assert_int_equal(ini->entry_count, 1);
    ini_destroy(ini);
    buffer_finish(&text);
}

static void any_bytes(void **state)
{
    (void)state;
    static const char seed[] = "[grid]\nareas = a b ; c\n   d e\n\n[s.t]\nk = #123 \\; x\r\n# r\n";
    uint64_t random = 20250319;
    for (int i = 0; i < 4000; i++) {
        char text[sizeof seed];
        memcpy(text, seed, sizeof seed);
        size_t size = case_spoil(text, sizeof seed - 1, &random);
        if (i % 4 == 0)
            for (size_t b = 0; b < size; b++)
                text[b] = (char)case_random(&random);
        struct diagnostics diagnostics;
        diagnostics_init(&diagnostics);
        struct ini *ini = parse(text, size, &diagnostics);
        for (int e = 0; e < ini->entry_count; e++) {
            assert_in_range(ini->entries[e].section, 0, ini->section_count - 1);
            assert_true(strlen(ini->entries[e].key) > 0);
        }
        ini_destroy(ini);
        diagnostics_finish(&diagnostics);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(values),
        cmocka_unit_test(comments),
        cmocka_unit_test(list_keeps_the_lines),
        cmocka_unit_test(list_may_begin_below),
        cmocka_unit_test(reads_on_after_a_fault),
        cmocka_unit_test(findings),
        cmocka_unit_test(bytes_that_are_no_text),
        cmocka_unit_test(line_cap),
        cmocka_unit_test(size_cap),
        cmocka_unit_test(count_caps),
        cmocka_unit_test(long_list),
        cmocka_unit_test(any_bytes),
    };
    return cmocka_run_group_tests_name("theme/ini", tests, NULL, NULL);
}
