/* Modes of displays as they are written. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "theme/config.h"

#include <string.h>

static void reads(const char *text, int w, int h, int millihertz)
{
    struct display_mode mode = {0};
    assert_true(display_mode_parse(text, &mode));
    assert_int_equal(mode.w, w);
    assert_int_equal(mode.h, h);
    assert_int_equal(mode.millihertz, millihertz);
}

static void sizes_and_rates(void **state)
{
    (void)state;
    reads("1920x1080", 1920, 1080, 0);
    reads("1920x1080@60", 1920, 1080, 60000);
    reads("3840x2160@29.97", 3840, 2160, 29970);
    reads("800x480@59.9404", 800, 480, 59940);
}

static void what_is_none(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "",        "1920",        "x1080",       "1920x",        "1920x1080@",    "1920x1080@x",
        "0x1080",  "1920x0",      "1920x1080@0", "1920x1080p",   "1920 x 1080",   "-1x5",
        "20000x5", "1920x1080@.", "1920x1080i",  "1920x1080@-1", "999999999999x9"};
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        struct display_mode mode = {1, 2, 3};
        assert_false(display_mode_parse(texts[i], &mode));
        assert_int_equal(mode.w, 1);
    }
}

static struct config *parse(const char *text, int errors)
{
    struct diagnostics findings;
    diagnostics_init(&findings);
    struct config *config = config_parse("/etc/riwaq/riwaq.conf", text, strlen(text), &findings);
    assert_int_equal(findings.errors, errors);
    diagnostics_finish(&findings);
    return config;
}

static void in_the_configuration(void **state)
{
    (void)state;
    struct config *config = parse("[screen]\nmode = 1280x720@50\noutput = HDMI-A-2\n", 0);
    assert_int_equal(config->mode.w, 1280);
    assert_int_equal(config->mode.millihertz, 50000);
    assert_string_equal(config->output, "HDMI-A-2");
    config_destroy(config);
    config = parse("[screen]\nmode = 720p\noutput = /dev/dri/card0\n", 2);
    assert_int_equal(config->mode.w, 0);
    assert_string_equal(config->output, "");
    config_destroy(config);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sizes_and_rates),
        cmocka_unit_test(what_is_none),
        cmocka_unit_test(in_the_configuration),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
