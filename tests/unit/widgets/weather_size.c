/* How the weather is composed where it has much more room than it wants. */
#include "fixture.h"

#include "widgets/weather_size.h"

/* Zones of the themes; a screen that has nothing but weather; a column beside an article; a stage
 * that is nearly square; and what is higher than any of these. */
static const struct rect strip = {72, 700, 1776, 160}, upright = {72, 1400, 936, 300},
                         alone = {60, 130, 1800, 900}, stall = {1320, 130, 528, 760},
                         stage_box = {110, 310, 760, 684}, tower = {60, 20, 960, 6000};

#define DAYS                                                                                       \
    "\"days\": ["                                                                                  \
    "{\"date\": \"2025-03-20\", \"low\": 14.1, \"high\": 19.6, \"code\": 0}, "                     \
    "{\"date\": \"2025-03-21\", \"low\": 9.2, \"high\": 17.4, \"code\": 2}, "                      \
    "{\"date\": \"2025-03-22\", \"low\": 12.2, \"high\": 15.7, \"code\": 61}, "                    \
    "{\"date\": \"2025-03-23\", \"low\": 12.8, \"high\": 14.9, \"code\": 95}, "                    \
    "{\"date\": \"2025-03-24\", \"low\": -0.1, \"high\": 7.1, \"code\": 3}]"
#define WEATHER(more)                                                                              \
    "{\"weather\": {\"unit\": \"C\", " more                                                        \
    "\"today\": {\"date\": \"2025-03-19\", \"low\": 9, \"high\": 21, \"code\": 2}, "               \
    "\"now\": {\"temperature\": 18.4, \"code\": 1}, " DAYS "}}"

static void setup(struct stage *stage, const char *content)
{
    stage_init(stage);
    stage_content(stage, content);
    stage->config->language_count = LANGUAGE_COUNT;
    for (int i = 0; i < LANGUAGE_COUNT; i++)
        stage->config->languages[i] = (enum language)i;
}

static struct list *list_in(const struct stage *stage, enum language language, struct rect box)
{
    struct view view = stage_view(stage, box);
    view.language = language;
    view.mirror = language_is_rtl(language);
    struct list *list = list_create();
    widget_weather.build(&view, 0, list);
    assert_texts_apart(list);
    for (int i = 0; i < list->count; i++) {
        const struct item *item = &list->items[i];
        assert_true(holds(box, item->kind == ITEM_TEXT ? capitals(item) : item->rect));
    }
    return list;
}

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

/* The icons of today and of the days, in their order, without that of this moment. */
static int icons_of(const struct list *list, struct rect out[6])
{
    int count = 0, largest = 0;
    for (int i = 0; i < list->count; i++)
        if (list->items[i].kind == ITEM_ICON && list->items[i].rect.h > largest)
            largest = list->items[i].rect.h;
    for (int i = 0; i < list->count; i++)
        if (list->items[i].kind == ITEM_ICON && list->items[i].rect.h * 2 > largest) {
            assert_true(count < 6);
            out[count++] = list->items[i].rect;
        }
    return count;
}

/* From the first to the last that is painted. */
static struct rect extent_of(const struct list *list)
{
    struct rect extent = {0};
    for (int i = 0; i < list->count; i++) {
        const struct item *item = &list->items[i];
        struct rect r = item->kind == ITEM_TEXT ? capitals(item) : item->rect;
        extent = i == 0 ? r : rect_union(extent, r);
    }
    return extent;
}

static const enum font_role roles[] = {FONT_TEMPERATURE_TODAY, FONT_TEMPERATURE, FONT_SMALL};

static void with_the_room_that_it_wants_it_is_the_themes(void **state)
{
    (void)state;
    static const struct rect *const boxes[] = {&strip, &upright};
    struct stage stage;
    setup(&stage, WEATHER(""));
    for (size_t b = 0; b < COUNT_OF(boxes); b++) {
        struct list *list = list_in(&stage, LANGUAGE_EN, *boxes[b]);
        for (size_t i = 0; i < COUNT_OF(roles); i++)
            assert_int_equal(px_of(list, roles[i]), size_of(&stage, roles[i]));
        list_put(list);
    }
    stage_finish(&stage);
}

/* Larger, and today no farther from the days than it is high; in the middle. */
static void a_large_box_has_one_large_block(void **state)
{
    (void)state;
    struct stage stage;
    setup(&stage, WEATHER(""));
    for (int k = 0; k < LANGUAGE_COUNT; k++) {
        struct list *list = list_in(&stage, (enum language)k, alone);
        struct rect icons[6];
        assert_int_equal(icons_of(list, icons), 6);
        for (size_t i = 0; i < COUNT_OF(roles); i++) {
            assert_true(px_of(list, roles[i]) * 10 >= size_of(&stage, roles[i]) * 14);
            assert_true(px_of(list, roles[i]) <= size_of(&stage, roles[i]) * 2);
        }
        int between = icons[1].y - icons[0].y - icons[0].h;
        assert_true(between > 0 && between < icons[0].h);
        struct rect extent = extent_of(list);
        int above = extent.y - alone.y, below = alone.y + alone.h - extent.y - extent.h;
        assert_true(abs(above - below) < alone.h / 10);
        list_put(list);
    }
    stage_finish(&stage);
}

/* Days one below the other, whole, their figures in columns. */
static void a_high_box_has_a_list(void **state)
{
    (void)state;
    static const struct rect *const boxes[] = {&stall, &stage_box, &tower};
    struct stage stage;
    setup(&stage, WEATHER(""));
    for (size_t b = 0; b < COUNT_OF(boxes); b++)
        for (int k = 0; k < LANGUAGE_COUNT; k++) {
            struct list *list = list_in(&stage, (enum language)k, *boxes[b]);
            struct rect icons[6];
            assert_int_equal(icons_of(list, icons), 6);
            int pitch = icons[2].y - icons[1].y, right = 0;
            for (int i = 1; i < 6; i++) {
                assert_int_equal(icons[i].x, icons[1].x);
                assert_true(i == 1 || abs(icons[i].y - icons[i - 1].y - pitch) <= 1);
                assert_true(pitch < icons[1].h * 2);
            }
            for (int i = 0; i < list->count; i++) {
                const struct item *item = &list->items[i];
                if (item->kind != ITEM_TEXT || item->run.font.role != FONT_TEMPERATURE)
                    continue;
                assert_int_equal(item->rect.x + item->rect.w,
                                 right > 0 ? right : item->rect.x + item->rect.w);
                right = item->rect.x + item->rect.w;
            }
            assert_true(right > 0);
            for (int i = 0; i < list->label_count; i++)
                assert_null(strstr(list->labels[i].text, "…"));
            list_put(list);
        }
    stage_finish(&stage);
}

static void one_scale_holds_for_all_languages(void **state)
{
    (void)state;
    struct stage stage;
    setup(&stage, WEATHER(""));
    for (int i = 0; i < 12;
         i++) { /* lists, as wide as names let them be, and all that is less high */
        struct rect box = {40, 40, 430 + 187 * i, i < 3 ? 1900 : 420 + 73 * i};
        int px = 0;
        for (int k = 0; k < LANGUAGE_COUNT; k++) {
            struct list *list = list_in(&stage, (enum language)k, box);
            int own = px_of(list, FONT_TEMPERATURE);
            assert_int_equal(own, px > 0 ? px : own);
            px = own;
            list_put(list);
        }
    }
    stage_finish(&stage);
}

static void there_is_a_ceiling(void **state)
{
    (void)state;
    struct stage stage;
    setup(&stage, WEATHER(""));
    struct list *list = list_in(&stage, LANGUAGE_EN, tower);
    struct rect extent = extent_of(list);
    assert_true(px_of(list, FONT_TEMPERATURE) <= size_of(&stage, FONT_TEMPERATURE) * 2);
    assert_true(extent.h < tower.h / 3);
    assert_true(extent.y > tower.y + tower.h / 3);
    list_put(list);
    stage_finish(&stage);
}

static void natural_sizes_do_not_grow(void **state)
{
    (void)state;
    struct stage stage;
    setup(&stage, WEATHER(""));
    struct rect high = upright;
    high.h = 3000;
    struct view view = stage_view(&stage, upright), large = stage_view(&stage, high);
    int height = widget_weather.natural_height(&view);
    assert_int_equal(height, widget_weather.natural_height(&large));
    assert_int_equal(widget_weather.natural_width(&view), widget_weather.natural_width(&large));
    struct rect box = upright;
    box.h = height;
    struct list *list = list_in(&stage, LANGUAGE_EN, box);
    assert_int_equal(px_of(list, FONT_TEMPERATURE), size_of(&stage, FONT_TEMPERATURE));
    list_put(list);
    stage_finish(&stage);
}

/* Whom the licence wants named is told, but no larger than before. */
static void the_note_does_not_grow(void **state)
{
    (void)state;
    static const struct rect *const boxes[] = {&alone, &stall, &tower};
    struct stage stage;
    setup(&stage, WEATHER("\"attribution\": \"MET Norway\", "));
    for (size_t b = 0; b < COUNT_OF(boxes); b++) {
        struct list *list = list_in(&stage, LANGUAGE_EN, *boxes[b]);
        const struct item *note = item_with(list, "MET Norway");
        assert_true(note->run.font.px < size_of(&stage, FONT_SMALL));
        for (int i = 0; i < list->count; i++)
            assert_true(&list->items[i] == note || list->items[i].rect.y < note->rect.y);
        list_put(list);
    }
    stage_finish(&stage);
}

/* As minaret has it on a screen of 4:3: a label of two lines above the high, in a low zone. */
static void a_label_of_two_lines_keeps_clear_of_the_high(void **state)
{
    (void)state;
    struct stage stage;
    setup(&stage, WEATHER(""));
    struct theme_font *fonts = stage.theme->fonts;
    fonts[FONT_SMALL].size = 29;
    fonts[FONT_TEMPERATURE_TODAY].size = 66;
    for (int w = 1300, folded = 0; w > 900 || folded == 0; w -= 20) {
        assert_true(w > 600);
        struct list *list = list_in(&stage, LANGUAGE_EN, (struct rect){64, 800, w, 140});
        const struct label *now = NULL, *today = NULL, *high = NULL;
        if (labels_with(list, "Today · ", NULL) == 0 && labels_with(list, "Now", &now) == 1) {
            folded++;
            assert_int_equal(labels_with(list, "Today", &today), 1);
            assert_int_equal(labels_with(list, "21°", &high), 1);
            assert_true(today->rect.y < now->rect.y);
            assert_true(now->rect.y + now->rect.h <= high->rect.y + 1);
        }
        list_put(list);
    }
    stage_finish(&stage);
}

/* Where there is no room for all of the gap, less of it is better than a word less. */
static void a_low_box_keeps_the_label_of_two_lines(void **state)
{
    (void)state;
    struct stage stage;
    setup(&stage, WEATHER(""));
    struct theme_font *fonts = stage.theme->fonts;
    fonts[FONT_SMALL].size = 29;
    fonts[FONT_TEMPERATURE_TODAY].size = 66;
    int folded = 0;
    for (int w = 1300; w > 700; w -= 20) {
        struct list *list = list_in(&stage, LANGUAGE_EN, (struct rect){64, 800, w, 118});
        const struct label *now = NULL, *today = NULL;
        if (labels_with(list, "Today · ", NULL) == 0 && labels_with(list, "Now", &now) == 1) {
            folded++;
            assert_int_equal(labels_with(list, "Today", &today), 1);
            assert_true(today->rect.y + today->rect.h / 2 > 800);
        }
        list_put(list);
    }
    assert_true(folded > 0);
    stage_finish(&stage);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(with_the_room_that_it_wants_it_is_the_themes),
        cmocka_unit_test(a_large_box_has_one_large_block),
        cmocka_unit_test(a_high_box_has_a_list),
        cmocka_unit_test(one_scale_holds_for_all_languages),
        cmocka_unit_test(there_is_a_ceiling),
        cmocka_unit_test(natural_sizes_do_not_grow),
        cmocka_unit_test(the_note_does_not_grow),
        cmocka_unit_test(a_label_of_two_lines_keeps_clear_of_the_high),
        cmocka_unit_test(a_low_box_keeps_the_label_of_two_lines),
    };
    return cmocka_run_group_tests_name("widgets/weather_size", tests, NULL, NULL);
}
