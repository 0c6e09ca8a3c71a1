#include "theme/options.h"

#include "base/arena.h"
#include "base/memory.h"
#include "base/moment.h"
#include "cases.h"

#include <math.h>

enum fruit { APPLE, QUINCE, DATE };

struct target {
    char *text, *file;
    int whole;
    double part;
    bool yes, flag;
    enum fruit fruit;
    uint32_t color;
    int64_t duration;
    int seconds;
};

static const char *const fruits[] = {"apple", "quince", "date"};
static const char *const flags[] = {"24", "12"};

#define AT(field) .offset = offsetof(struct target, field)
static const struct option table[] = {
    {"text", OPTION_TEXT, AT(text)},
    {"file", OPTION_FILE, AT(file)},
    {"whole", OPTION_INT, AT(whole), .min = -3, .max = 3},
    {"part", OPTION_DOUBLE, AT(part), .min = -180, .max = 180},
    {"yes", OPTION_BOOL, AT(yes)},
    {"flag", OPTION_FLAG, AT(flag), .choices = flags, .choice_count = 2},
    {"fruit", OPTION_CHOICE, AT(fruit), .choices = fruits, .choice_count = 3},
    {"color", OPTION_COLOR, AT(color)},
    {"duration", OPTION_DURATION, AT(duration), .min = 0, .max = 5},
    {"seconds", OPTION_SECONDS, AT(seconds), .min = 10, .max = 86400},
};

static void read_line(const char *file, const char *line, struct target *target,
                      struct diagnostics *diagnostics)
{
    char text[8192];
    snprintf(text, sizeof text, "[s]\n%s\n", line);
    struct ini *ini = ini_parse(file, text, strlen(text), NULL, 0, diagnostics);
    struct options_context context = {.diagnostics = diagnostics};
    options_read(table, COUNT_OF(table), ini, 0, &context, target);
    ini_destroy(ini);
}

static struct target good(const char *line)
{
    struct target target = {0};
    struct diagnostics diagnostics;
    diagnostics_init(&diagnostics);
    read_line("etc/t.conf", line, &target, &diagnostics);
    char *found = case_findings(&diagnostics);
    assert_string_equal(found, "");
    free(found);
    diagnostics_finish(&diagnostics);
    return target;
}

/* The finding, without "t:2: [s] "; and nothing may have been written. */
static void bad(const char *line, const char *expected)
{
    struct target target, before;
    memset(&before, 0x55, sizeof before);
    memcpy(&target, &before, sizeof target);
    struct diagnostics diagnostics;
    diagnostics_init(&diagnostics);
    read_line("t", line, &target, &diagnostics);
    char *found = case_findings(&diagnostics), full[1024];
    snprintf(full, sizeof full, "t:2: [s] %s\n", expected);
    assert_string_equal(found, full);
    assert_int_equal(diagnostics.errors, 1);
    assert_memory_equal(&target, &before, sizeof target);
    free(found);
    diagnostics_finish(&diagnostics);
}

static void texts(void **state)
{
    (void)state;
    struct target target = good("text = a b");
    assert_string_equal(target.text, "a b");
    free(target.text);
    target = good("file = rabat.csv");
    assert_string_equal(target.file, "etc/rabat.csv");
    free(target.file);
    target = good("file = /srv/rabat.csv");
    assert_string_equal(target.file, "/srv/rabat.csv");
    free(target.file);
    bad("text =", "text: no value; write one, or remove the line");
}

static void numbers(void **state)
{
    (void)state;
    assert_int_equal(good("whole = -3").whole, -3);
    assert_int_equal(good("whole = +2").whole, 2);
    assert_true(good("part = -6.8416").part == -6.8416);
    assert_true(good("part = .5").part == 0.5);
    assert_true(good("part = 180").part == 180);
    bad("whole = 4", "whole: \"4\" is out of range; give a number from -3 to 3");
    bad("whole = 1.5", "whole: \"1.5\" is not a whole number; give one from -3 to 3");
    bad("whole = 1x", "whole: \"1x\" is not a whole number; give one from -3 to 3");
    bad("whole = 99999999999999999999",
        "whole: \"99999999999999999999\" is out of range; give a number from -3 to 3");
    bad("part = 180.1", "part: \"180.1\" is out of range; give a number from -180 to 180");
    static const char *const broken[] = {"nan", "inf", "0x10", "1e3",     "1,5",
                                         "-",   ".",   "- 1",  "\xD9\xA1"};
    for (size_t i = 0; i < COUNT_OF(broken); i++) {
        char line[64], expected[128];
        snprintf(line, sizeof line, "part = %s", broken[i]);
        snprintf(expected, sizeof expected,
                 "part: \"%s\" is not a number; give one from -180 to 180", broken[i]);
        bad(line, expected);
    }
}

static void words(void **state)
{
    (void)state;
    assert_true(good("yes = yes").yes && good("yes = true").yes && good("yes = on").yes);
    assert_false(good("yes = no").yes || good("yes = false").yes || good("yes = off").yes);
    assert_true(good("flag = 12").flag);
    assert_false(good("flag = 24").flag);
    assert_int_equal(good("fruit = date").fruit, DATE);
    bad("yes = maybe", "yes: \"maybe\" is neither yes nor no; write one of them");
    bad("yes = \"no\"", "yes: quotes; write the value without them");
    bad("flag = 13", "flag: \"13\" is not known; one of: 24, 12");
    bad("fruit = quinec", "fruit: \"quinec\" is not known; did you mean \"quince\"?");
    bad("fruit = banana", "fruit: \"banana\" is not known; one of: apple, quince, date");
}

static void colors(void **state)
{
    (void)state;
    assert_int_equal(good("color = #0e1a24").color, 0xFF0E1A24);
    assert_int_equal(good("color = #F5F1E8").color, 0xFFF5F1E8);
    assert_int_equal(good("color = #0e1a2480").color, 0x800E1A24);
    assert_int_equal(good("color = #1af").color, 0xFF11AAFF);
    static const char *const broken[] = {"red",   "e1a24",  "#",       "#12",
                                         "#1234", "#12345", "#12345g", "#123456789"};
    for (size_t i = 0; i < COUNT_OF(broken); i++) {
        char line[64], expected[160];
        snprintf(line, sizeof line, "color = %s", broken[i]);
        snprintf(expected, sizeof expected,
                 "color: \"%s\" is not a colour; write #rrggbb or "
                 "#rrggbbaa, such as #e3a857",
                 broken[i]);
        bad(line, expected);
    }
    bad("color = 0e1a24", "color: \"0e1a24\" lacks the \"#\" before it; write #0e1a24");
}

static void durations(void **state)
{
    (void)state;
    assert_true(good("duration = 600ms").duration == 600 * NS_PER_MILLISECOND);
    assert_true(good("duration = 1.5s").duration == 1500 * NS_PER_MILLISECOND);
    assert_true(good("duration = 0s").duration == 0);
    assert_int_equal(good("seconds = 40s").seconds, 40);
    assert_int_equal(good("seconds = 5m").seconds, 300);
    assert_int_equal(good("seconds = 24h").seconds, 86400);
    bad("seconds = 300",
        "seconds: \"300\" has no unit; write ms, s, m, h or d after it, such as \"40s\"");
    bad("seconds = 5min",
        "seconds: \"5min\" is not a duration; give one from 10s to 24h, such as \"40s\"");
    bad("seconds = soon",
        "seconds: \"soon\" is not a duration; give one from 10s to 24h, such as \"40s\"");
    bad("seconds = 2s", "seconds: \"2s\" is out of range; give a duration from 10s to 24h");
    bad("seconds = 99999999999999h",
        "seconds: \"99999999999999h\" is out of range; give a duration from 10s to 24h");
    bad("duration = -1s", "duration: \"-1s\" is out of range; give a duration from 0s to 5s");
}

static void unknown_keys(void **state)
{
    (void)state;
    bad("colour = #123", "colour: no such key; did you mean \"color\"?");
    bad("zebra = 1",
        "zebra: no such key; one of: text, file, whole, part, yes, flag, fruit, color, "
        "duration, seconds");
}

/* A wrong value of any length and script is quoted short, and cut between characters. */
static void long_values(void **state)
{
    (void)state;
    char line[4000] = "fruit = x", expected[200];
    for (int i = 0; i < 1000; i++)
        memcpy(line + 9 + 3 * i, "\xE2\xB4\xB0", 4);
    char quoted[64] = "x";
    for (int i = 0; i < 15; i++)
        memcpy(quoted + 1 + 3 * i, "\xE2\xB4\xB0", 4);
    snprintf(expected, sizeof expected,
             "fruit: \"%s...\" is not known; one of: apple, quince, date", quoted);
    bad(line, expected);
}

static void items(void **state)
{
    (void)state;
    char item[8];
    const char *rest = " a , bcd,, e ,";
    assert_true(option_next(&rest, ",", item, sizeof item));
    assert_string_equal(item, "a");
    assert_true(option_next(&rest, ",", item, sizeof item));
    assert_string_equal(item, "bcd");
    assert_true(option_next(&rest, ",", item, sizeof item));
    assert_string_equal(item, "");
    assert_true(option_next(&rest, ",", item, sizeof item));
    assert_string_equal(item, "e");
    assert_false(option_next(&rest, ",", item, sizeof item));
    rest = "  0123456789  x";
    assert_true(option_next(&rest, " \t", item, sizeof item));
    assert_string_equal(item, "0123456");
    assert_true(option_next(&rest, " \t", item, sizeof item));
    assert_string_equal(item, "x");
    assert_false(option_next(&rest, " \t", item, sizeof item));
}

static void arena_texts(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    struct options_context context = {.arena = arena};
    const char *field = NULL;
    option_set_text(&context, &field, "one");
    option_set_text(&context, &field, "two");
    assert_string_equal(field, "two");
    arena_destroy(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(texts),       cmocka_unit_test(numbers),   cmocka_unit_test(words),
        cmocka_unit_test(colors),      cmocka_unit_test(durations), cmocka_unit_test(unknown_keys),
        cmocka_unit_test(long_values), cmocka_unit_test(items),     cmocka_unit_test(arena_texts),
    };
    return cmocka_run_group_tests_name("theme/options", tests, NULL, NULL);
}
