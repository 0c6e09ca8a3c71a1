/* Letters of the prayers where rows have much more room than they want. */
#include "fixture.h"

#include "widgets/prayer_sheet.h"

/* Atrium's column, a screen that has nothing but prayers, and one that is higher than any. */
static const struct rect column = {1308, 156, 540, 520}, alone = {72, 200, 936, 1600},
                         tower = {72, 200, 936, 6000}, ribbon = {20, 20, 420, 1800};

#define RABAT                                                                                      \
    "{\"place\": {\"name\": \"Rabat\", \"latitude\": 34.0209, \"longitude\": -6.8416, "            \
    "\"timezone\": \"Africa/Casablanca\"}}"

/* 2026-03-20, a Friday, the first of Shawwal. */
#define AT(hour, minute) (INT64_C(1773964800) + ((hour) * 60 + (minute)) * 60)

static void setup(struct stage *stage, bool mosque)
{
    stage_init(stage);
    stage_content(stage, RABAT);
    stage->config->language_count = LANGUAGE_COUNT;
    for (int i = 0; i < LANGUAGE_COUNT; i++)
        stage->config->languages[i] = (enum language)i;
    for (int p = 0; p < PRAYER_COUNT && mosque; p++)
        if (p != PRAYER_SUNRISE)
            stage->config->prayer.iqama[p] = (struct following){FOLLOWING_AFTER, 15};
    if (mosque) {
        stage->config->prayer.jumua[0] = 12 * 60 + 30;
        stage->config->prayer.jumua[1] = 13 * 60 + 15;
        stage->config->prayer.jumua_count = 2;
    }
}

static struct list *list_in(struct stage *stage, enum language language, int64_t wall_s,
                            struct rect box)
{
    stage->moment = moment_at(wall_s);
    struct view view = stage_view(stage, box);
    view.language = language;
    view.mirror = language_is_rtl(language);
    struct list *list = list_create();
    widget_prayers.build(&view, 0, list);
    return list;
}

/* The largest size that a role is set in. */
static int px_of(const struct list *list, enum font_role role)
{
    int px = 0;
    for (int i = 0; i < list->count; i++)
        if (list->items[i].kind == ITEM_TEXT && list->items[i].run.font.role == role &&
            list->items[i].run.font.px > px)
            px = list->items[i].run.font.px;
    return px;
}

static int size_of(const struct stage *stage, enum font_role role)
{
    return (int)stage->theme->fonts[role].size;
}

static const enum font_role roles[] = {FONT_ROW, FONT_ROW_NEXT, FONT_ROW_NEXT_NAME, FONT_SMALL};

static void with_the_room_that_they_want_letters_are_the_themes(void **state)
{
    (void)state;
    struct stage stage;
    setup(&stage, false);
    struct list *list = list_in(&stage, LANGUAGE_EN, AT(-48, 540), column);
    for (size_t i = 0; i < COUNT_OF(roles); i++)
        assert_int_equal(px_of(list, roles[i]), size_of(&stage, roles[i]));
    assert_int_equal(px_of(list, FONT_LABEL), size_of(&stage, FONT_LABEL));
    list_put(list);
    stage_finish(&stage);
}

static void with_twice_the_room_they_are_nearly_twice_as_large(void **state)
{
    (void)state;
    struct stage stage;
    setup(&stage, false);
    struct list *list = list_in(&stage, LANGUAGE_EN, AT(-48, 540), alone);
    for (size_t i = 0; i < COUNT_OF(roles); i++) {
        assert_true(px_of(list, roles[i]) * 10 >= size_of(&stage, roles[i]) * 17);
        assert_true(px_of(list, roles[i]) <= size_of(&stage, roles[i]) * 2);
    }
    assert_true(px_of(list, FONT_LABEL) > size_of(&stage, FONT_LABEL)); /* and the heading */
    assert_true(px_of(list, FONT_LABEL) < px_of(list, FONT_ROW));
    list_put(list);
    stage_finish(&stage);
}

/* Neither the minute, nor the prayer that is next, nor the language. */
static void one_scale_holds_for_the_day_and_all_languages(void **state)
{
    (void)state;
    static const struct rect *const boxes[] = {&alone, &ribbon};
    struct stage stage;
    for (int mosque = 0; mosque < 2; mosque++) {
        setup(&stage, mosque != 0);
        for (size_t b = 0; b < COUNT_OF(boxes); b++)
            for (int hours = -48; hours <= 0; hours += 24) { /* a day of Ramadan, its last, Eid */
                int row = 0, label = 0;
                for (int minute = 30; minute < 19 * 60; minute += 61)
                    for (int k = 0; k < LANGUAGE_COUNT; k++) {
                        struct list *list =
                            list_in(&stage, (enum language)k, AT(hours, minute), *boxes[b]);
                        int next = px_of(list, FONT_ROW_NEXT), heading = px_of(list, FONT_LABEL);
                        assert_int_equal(next, row > 0 ? row : next);
                        assert_int_equal(heading, label > 0 ? label : heading);
                        row = next;
                        label = heading;
                        list_put(list);
                    }
            }
        stage_finish(&stage);
    }
}

static void assert_stands(const struct list *list, struct rect box)
{
    assert_texts_apart(list);
    for (int i = 0; i < list->count; i++)
        if (list->items[i].kind == ITEM_TEXT)
            assert_true(holds(box, capitals(&list->items[i])));
    for (int i = 0; i < list->label_count; i++)
        assert_null(strstr(list->labels[i].text, "…"));
}

/* In every width between, and in every height. */
static void large_letters_have_their_room(void **state)
{
    (void)state;
    struct stage stage;
    setup(&stage, true);
    for (int half = 0; half < 2; half++) {
        stage.config->twelve_hours = half != 0;
        for (struct rect box = {72, 200, 420, 448}; box.w < 1400; box.w += 151, box.h += 199)
            for (int k = 0; k < LANGUAGE_COUNT; k++)
                for (int minute = -40 * 60; minute < 23 * 60; minute += 191) {
                    struct list *list = list_in(&stage, (enum language)k, AT(0, minute), box);
                    assert_stands(list, box);
                    list_put(list);
                }
    }
    stage_finish(&stage);
}

/* A box so high that even large letters would be lost in their rows. */
static void room_beyond_is_left_below(void **state)
{
    (void)state;
    struct stage stage;
    setup(&stage, false);
    struct list *list = list_in(&stage, LANGUAGE_EN, AT(-48, 540), tower);
    int last = 0, previous = 0;
    for (int i = 0; i < list->count; i++) {
        const struct item *item = &list->items[i];
        last = item->rect.y + item->rect.h > last ? item->rect.y + item->rect.h : last;
        if (item->kind != ITEM_RECT || item->rect.h > 2)
            continue;
        assert_true(item->rect.y - previous <=
                    4 * px_of(list, FONT_ROW) * 17 / 5); /* past the plate, too */
        previous = item->rect.y;
    }
    assert_int_equal(px_of(list, FONT_ROW), size_of(&stage, FONT_ROW) * 2);
    assert_true(last < tower.y + tower.h / 2);
    list_put(list);
    stage_finish(&stage);
}

/* An auto track asks before there is a box: what it is told must not grow with what it then gives.
 */
static void natural_sizes_do_not_grow(void **state)
{
    (void)state;
    struct stage stage;
    setup(&stage, false);
    for (int k = 0; k < LANGUAGE_COUNT; k++) {
        struct view view = stage_view(&stage, column), large = stage_view(&stage, tower);
        view.language = large.language = (enum language)k;
        int height = widget_prayers.natural_height(&view);
        assert_int_equal(height, widget_prayers.natural_height(&large));
        assert_int_equal(widget_prayers.natural_width(&view), widget_prayers.natural_width(&large));
        struct rect box = alone;
        box.h = height;
        struct list *list = list_in(&stage, (enum language)k, AT(-48, 540), box);
        assert_int_equal(px_of(list, FONT_ROW_NEXT), size_of(&stage, FONT_ROW_NEXT));
        list_put(list);
    }
    stage_finish(&stage);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(with_the_room_that_they_want_letters_are_the_themes),
        cmocka_unit_test(with_twice_the_room_they_are_nearly_twice_as_large),
        cmocka_unit_test(one_scale_holds_for_the_day_and_all_languages),
        cmocka_unit_test(large_letters_have_their_room),
        cmocka_unit_test(room_beyond_is_left_below),
        cmocka_unit_test(natural_sizes_do_not_grow),
    };
    return cmocka_run_group_tests_name("widgets/prayer_growth", tests, NULL, NULL);
}
