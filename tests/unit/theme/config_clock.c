/* World clocks in riwaq.conf. */
#include "theme/config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#include <string.h>

static struct config *read_text(const char *text, int errors)
{
    struct diagnostics found;
    diagnostics_init(&found);
    struct config *config = config_parse("riwaq.conf", text, strlen(text), &found);
    if (found.errors != errors)
        diagnostics_print(&found, stderr);
    assert_int_equal(found.errors, errors);
    diagnostics_finish(&found);
    return config;
}

static const char *name_of(const struct config *config, int i, enum language language)
{
    const struct clock_config *clock = &config->clocks[i];
    return names_pick(clock->name, (const char *const *)clock->names, language);
}

static void none_by_default(void **state)
{
    (void)state;
    struct config *config = read_text("[clock]\ntrust = always\n", 0);
    assert_int_equal(config->clock_count, 0);
    assert_true(config->trust_always);
    config_destroy(config);
}

static void cities_name_themselves(void **state)
{
    (void)state;
    struct config *config =
        read_text("[screen]\nlanguage = ar, fr\n[clock]\n"
                  "zones = Africa/Casablanca,Asia/Riyadh , America/New_York, UTC, Here/Salle_B\n",
                  0);
    assert_int_equal(config->clock_count, 5);
    assert_int_equal(config->clocks_line, 4);
    assert_string_equal(config->clocks[2].zone, "America/New_York");
    assert_string_equal(name_of(config, 0, LANGUAGE_AR), "الدار البيضاء");
    assert_string_equal(name_of(config, 1, LANGUAGE_FR), "Riyad");
    assert_string_equal(name_of(config, 1, LANGUAGE_EN), "Riyadh");
    assert_string_equal(name_of(config, 2, LANGUAGE_FR), "New York");
    assert_string_equal(name_of(config, 3, LANGUAGE_AR), "UTC");
    assert_string_equal(name_of(config, 4, LANGUAGE_FR), "Salle B");
    config_destroy(config);
}

static void names_may_stand_before_and_leave_gaps(void **state)
{
    (void)state;
    struct config *config = read_text("[screen]\nlanguage = en, fr, ar\n[clock]\n"
                                      "names.ar = المقر, , نيويورك\n"
                                      "zones = Europe/Paris, Asia/Riyadh, America/New_York\n"
                                      "names = Head office,,Big Apple\n",
                                      0);
    assert_string_equal(name_of(config, 0, LANGUAGE_EN), "Head office");
    assert_string_equal(name_of(config, 0, LANGUAGE_FR), "Head office");
    assert_string_equal(name_of(config, 0, LANGUAGE_AR), "المقر");
    assert_string_equal(name_of(config, 1, LANGUAGE_EN), "Riyadh");
    assert_string_equal(name_of(config, 1, LANGUAGE_FR), "Riyad");
    assert_string_equal(name_of(config, 1, LANGUAGE_AR), "الرياض");
    assert_string_equal(name_of(config, 2, LANGUAGE_EN), "Big Apple");
    config_destroy(config);
}

static void wrong_lists_are_told(void **state)
{
    (void)state;
    static const char *const wrong[] = {
        "zones = Europe/Paris, Asia Riyadh",
        "zones = Europe/Paris,,UTC",
        "zones = /etc/passwd",
        "zones = ../UTC",
        "zones = UTC, UTC, UTC, UTC, UTC, UTC, UTC",
        "names = Paris",
        "zones = Europe/Paris\nnames = Paris, Riyadh",
        "zones = Europe/Paris, UTC\nnames.fr = Paris",
        "zones = Europe/Paris\nnames.de = Paris",
    };
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        char text[200];
        snprintf(text, sizeof text, "[clock]\n%s\n", wrong[i]);
        struct config *config = read_text(text, 1);
        for (int k = 0; k < config->clock_count; k++)
            assert_non_null(name_of(config, k, LANGUAGE_AR));
        config_destroy(config);
    }
}

static void one_can_be_taken_away(void **state)
{
    (void)state;
    struct config *config = read_text("[clock]\nzones = Europe/Paris, Here/There, UTC\n", 0);
    config_clock_remove(config, 1);
    assert_int_equal(config->clock_count, 2);
    assert_string_equal(config->clocks[0].zone, "Europe/Paris");
    assert_string_equal(config->clocks[1].zone, "UTC");
    config_clock_remove(config, 1);
    config_clock_remove(config, 0);
    assert_int_equal(config->clock_count, 0);
    config_destroy(config);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(none_by_default),
        cmocka_unit_test(cities_name_themselves),
        cmocka_unit_test(names_may_stand_before_and_leave_gaps),
        cmocka_unit_test(wrong_lists_are_told),
        cmocka_unit_test(one_can_be_taken_away),
    };
    return cmocka_run_group_tests_name("theme/config_clock", tests, NULL, NULL);
}
