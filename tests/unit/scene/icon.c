#include "../check.h"
#include "scene/icon.h"

#include <math.h>

static void every_code_of_the_table_has_an_icon(void **state)
{
    (void)state;
    for (int code = -200; code < 300; code++) {
        enum icon day = icon_for_weather(code, false), night = icon_for_weather(code, true);
        assert_in_range(day, ICON_NONE, ICON_COUNT - 1);
        assert_in_range(night, ICON_NONE, ICON_COUNT - 1);
        if (code < 0 || code > 99) {
            assert_int_equal(day, ICON_NONE);
            assert_int_equal(night, ICON_NONE);
        }
        assert_true(night != ICON_SUN && night != ICON_SUN_CLOUD && night != ICON_SUN_RAIN);
        assert_true(day != ICON_MOON && day != ICON_MOON_CLOUD && day != ICON_MOON_RAIN);
    }
}

/* The codes that weather services send (those of Open-Meteo among them). */
static void the_common_codes_look_as_they_should(void **state)
{
    (void)state;
    static const struct {
        int code;
        enum icon icon;
    } cases[] = {{0, ICON_SUN},    {2, ICON_SUN_CLOUD}, {3, ICON_CLOUD}, {45, ICON_FOG},
                 {48, ICON_FOG},   {51, ICON_DRIZZLE},  {61, ICON_RAIN}, {65, ICON_RAIN},
                 {66, ICON_SLEET}, {71, ICON_SNOW},     {77, ICON_SNOW}, {80, ICON_SUN_RAIN},
                 {85, ICON_SNOW},  {95, ICON_STORM},    {99, ICON_STORM}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        assert_int_equal(icon_for_weather(cases[i].code, false), cases[i].icon);
    assert_int_equal(icon_for_weather(0, true), ICON_MOON);
    assert_int_equal(icon_for_weather(1, true), ICON_MOON);
    assert_int_equal(icon_for_weather(2, true), ICON_MOON_CLOUD);
    assert_int_equal(icon_for_weather(81, true), ICON_MOON_RAIN);
    assert_int_equal(icon_for_weather(61, true), ICON_RAIN);
}

/* The ends of an arc, or of a line, and the quarters between: all ink is inside the grid. */
static void assert_inside(float x, float y, float pen)
{
    assert_true(x - pen / 2 >= -0.01f && x + pen / 2 <= ICON_GRID + 0.01f);
    assert_true(y - pen / 2 >= -0.01f && y + pen / 2 <= ICON_GRID + 0.01f);
}

static void drawings_stay_on_their_grid(void **state)
{
    (void)state;
    const float degree = 3.14159265f / 180;
    assert_int_equal(icon_drawing(ICON_NONE)->stroke_count, 0);
    for (int icon = ICON_NONE + 1; icon < ICON_COUNT; icon++) {
        const struct icon_drawing *drawing = icon_drawing((enum icon)icon);
        assert_true(drawing->stroke_count > 0 && drawing->width > 0);
        for (int i = 0; i < drawing->stroke_count; i++) {
            const struct stroke *s = &drawing->strokes[i];
            if (s->radius <= 0) {
                assert_inside(s->x, s->y, drawing->width);
                assert_inside(s->x2, s->y2, drawing->width);
                continue;
            }
            assert_true(s->from < s->to && s->to - s->from <= 360);
            for (float at = s->from; at <= s->to; at += 1)
                assert_inside(s->x + s->radius * cosf(at * degree),
                              s->y + s->radius * sinf(at * degree), drawing->width);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_code_of_the_table_has_an_icon),
        cmocka_unit_test(the_common_codes_look_as_they_should),
        cmocka_unit_test(drawings_stay_on_their_grid),
    };
    return cmocka_run_group_tests_name("scene/icon", tests, NULL, NULL);
}
