#include "fixture.h"

static const struct rect bar = {72, 20, 1776, 112};

static struct list *masthead(const struct stage *stage)
{
    struct list *list = stage_list(stage, &widget_masthead, bar, 0, NULL);
    assert_texts_apart(list);
    for (int i = 0; i < list->count; i++)
        assert_true(holds(bar, list->items[i].kind == ITEM_TEXT ? capitals(&list->items[i])
                                                                : list->items[i].rect));
    return list;
}

static void place_date_and_clock(void **state)
{
    (void)state;
    struct stage stage;
    stage_init(&stage);
    stage_sample(&stage);
    struct list *list = masthead(&stage);
    assert_int_equal(labels_with(list, "Rabat", NULL), 1);
    assert_true(shows(list, "Wednesday 19 March 2025"));
    assert_true(shows(list, "Ramadan 1446"));
    assert_true(shows(list, "12:55"));
    assert_true(list->next_change_ns == (NOON + 60) * NS_PER_SECOND);
    const struct item *clock = item_with(list, "12:55");
    assert_int_equal(clock->rect.x + clock->rect.w, bar.x + bar.w);
    list_put(list);
    stage_finish(&stage);
}

static void the_organisation_stands_before_the_place(void **state)
{
    (void)state;
    struct stage stage;
    stage_init(&stage);
    stage_sample(&stage);
    stage.config->organisation = memory_text("News house");
    struct list *list = masthead(&stage);
    assert_true(shows(list, "News house"));
    assert_true(shows(list, "Rabat  ·  Wednesday 19 March 2025"));
    assert_int_equal(item_with(list, "News")->run.font.role, FONT_NAME);
    list_put(list);
    stage_finish(&stage);
}

static void names_are_in_the_language_of_the_page(void **state)
{
    (void)state;
    struct stage stage;
    stage_init(&stage);
    stage_sample(&stage);
    stage_language(&stage, LANGUAGE_AR);
    struct list *list = masthead(&stage);
    assert_true(shows(list, "الرباط"));
    assert_false(shows(list, "Rabat"));
    list_put(list);
    stage.config->organisation = memory_text("News house");
    stage.config->organisations[LANGUAGE_AR] = memory_text("دار الصحافة");
    list = masthead(&stage);
    assert_true(shows(list, "دار الصحافة"));
    assert_true(shows(list, "الرباط"));
    assert_false(shows(list, "News house"));
    list_put(list);
    stage_language(&stage, LANGUAGE_FR);
    list = masthead(&stage);
    assert_true(shows(list, "News house"));
    assert_true(shows(list, "Rabat"));
    list_put(list);
    stage_finish(&stage);
}

static void the_clock_follows_its_zone_to_the_minute(void **state)
{
    (void)state;
    struct stage stage;
    stage_init(&stage);
    stage_content(&stage, "{\"place\": {\"name\": \"Pune\", \"timezone\": \"Asia/Kolkata\"}}");
    stage.moment.wall_ns += 60 * NS_PER_SECOND - 1;
    struct list *list = masthead(&stage);
    assert_true(shows(list, "18:25"));
    assert_true(list->next_change_ns == stage.moment.wall_ns + 1);
    list_put(list);
    stage.moment.wall_ns++;
    list = masthead(&stage);
    assert_true(shows(list, "18:26"));
    list_put(list);
    stage_finish(&stage);
}

static void without_a_clock_neither_date_nor_time(void **state)
{
    (void)state;
    struct stage stage;
    stage_init(&stage);
    stage_sample(&stage);
    stage.moment.trust = TRUST_UNSET;
    struct list *list = masthead(&stage);
    assert_true(shows(list, "--:--"));
    assert_true(shows(list, "Rabat"));
    for (int i = 0; i < list->label_count; i++)
        assert_null(strpbrk(list->labels[i].text, "0123456789"));
    list_put(list);
    stage_finish(&stage);
}

/* A name of any length is cut; the date stays. */
static void a_long_place_name_leaves_the_date(void **state)
{
    (void)state;
    struct stage stage;
    stage_init(&stage);
    stage_sample(&stage);
    char name[2000];
    memset(name, 'a', sizeof name);
    name[sizeof name - 1] = '\0';
    ((struct content *)stage.content)->place.name = name;
    struct list *list = masthead(&stage);
    assert_true(shows(list, "Wednesday 19 March 2025"));
    list_put(list);
    stage.config->organisation = memory_text("News house");
    list = masthead(&stage);
    assert_true(shows(list, "Wednesday 19 March 2025"));
    list_put(list);
    stage_finish(&stage);
}

static void a_failed_source_leaves_a_mark(void **state)
{
    (void)state;
    struct stage stage;
    stage_init(&stage);
    stage_sample(&stage);
    struct source_report reports[2] = {{.name = "a", .url = "x", .state = SOURCE_FRESH},
                                       {.name = "b", .url = "y", .state = SOURCE_FRESH}};
    ((struct content *)stage.content)->sources = reports;
    ((struct content *)stage.content)->source_count = 2;
    struct list *list = masthead(&stage);
    assert_int_equal(items_of(list, ITEM_RECT), 0);
    list_put(list);
    reports[0].state = reports[1].state = SOURCE_FAILED;
    list = masthead(&stage);
    assert_int_equal(items_of(list, ITEM_RECT), 1);
    list_put(list);
    stage_finish(&stage);
}

static void the_logo_keeps_its_proportions(void **state)
{
    (void)state;
    struct stage stage;
    stage_init(&stage);
    stage_sample(&stage);
    static const int sizes[][2] = {{300, 100}, {100, 100}, {1600, 40}, {10, 400}};
    for (size_t i = 0; i < COUNT_OF(sizes); i++) {
        struct picture *logo = picture_create(sizes[i][0], sizes[i][1]);
        struct view view = stage_view(&stage, bar);
        view.logo = logo;
        struct list *list = list_create();
        widget_masthead.build(&view, 0, list);
        assert_int_equal(items_of(list, ITEM_PICTURE), 1);
        for (int k = 0; k < list->count; k++) {
            struct rect r = list->items[k].rect;
            if (list->items[k].kind != ITEM_PICTURE)
                continue;
            assert_true(holds(bar, r));
            assert_true(r.w <= bar.w / 4);
            assert_true(abs(r.w * sizes[i][1] - r.h * sizes[i][0]) <= sizes[i][0] + sizes[i][1]);
        }
        list_put(list);
        picture_put(logo);
    }
    stage_finish(&stage);
}

static void in_arabic_it_is_mirrored(void **state)
{
    (void)state;
    struct stage stage;
    stage_init(&stage);
    stage_sample(&stage);
    stage_language(&stage, LANGUAGE_AR);
    struct list *list = masthead(&stage);
    assert_int_equal(item_with(list, "12:55")->rect.x, bar.x);
    const struct item *name = item_with(list, "الرباط");
    assert_int_equal(name->rect.x + name->rect.w, bar.x + bar.w);
    list_put(list);
    stage_finish(&stage);
}

/* Figures are as high as they are: neither moved out of the middle nor set smaller, and at the
 * edge, whichever they are. */
static void the_clock_stands_in_the_middle(void **state)
{
    (void)state;
    struct stage stage;
    stage_init(&stage);
    stage_sample(&stage);
    const int middle = bar.y + bar.h / 2, cap = stage.theme->fonts[FONT_CLOCK].size * 714 / 1000;
    for (int arabic = 0; arabic < 2; arabic++) {
        stage.config->digits = arabic != 0 ? DIGITS_ARABIC : DIGITS_WESTERN;
        struct list *list = masthead(&stage);
        const struct item *clock = item_with(list, arabic != 0 ? "١٢" : "12:55");
        assert_int_equal(clock->run.font.px, stage.theme->fonts[FONT_CLOCK].size);
        assert_in_range(clock->baseline, middle + cap / 2 - 2, middle + cap / 2 + 2);
        assert_int_equal(clock->rect.x + clock->rect.w, bar.x + bar.w);
        list_put(list);
    }
    stage_finish(&stage);
}

/* On an upright screen: the place goes, then the line becomes smaller, and only then does it go. */
static void the_hijri_date_stays_as_long_as_it_is_legible(void **state)
{
    (void)state;
    struct stage stage;
    stage_init(&stage);
    stage_sample(&stage);
    stage.config->organisation = memory_text("News house");
    struct rect upright = {72, 56, 936, 144};
    for (int day = 0; day < 7; day++) {
        stage.moment = moment_at(NOON + day * INT64_C(86400));
        struct list *list = stage_list(&stage, &widget_masthead, upright, 0, NULL);
        assert_true(shows(list, " Ramadan 1446"));
        assert_true(item_with(list, "Ramadan")->run.font.px >= 24);
        list_put(list);
    }
    upright.w = 600;
    struct list *list = stage_list(&stage, &widget_masthead, upright, 0, NULL);
    assert_false(shows(list, "Ramadan"));
    list_put(list);
    stage_finish(&stage);
}

static void a_high_masthead_has_a_line_for_the_hijri_date(void **state)
{
    (void)state;
    struct stage stage;
    stage_init(&stage);
    stage_sample(&stage);
    const struct rect high = {72, 56, 700, 220}, flat = {72, 56, 700, 140},
                      wide = {72, 56, 1776, 220};
    struct list *list = stage_list(&stage, &widget_masthead, high, 0, NULL);
    const struct item *date = item_with(list, "March"), *hijri = item_with(list, "Ramadan");
    assert_false(shows(list, "·"));
    assert_true(capitals(hijri).y > capitals(date).y + capitals(date).h);
    const struct item *name = item_with(list, "Rabat");
    int above = capitals(name).y - high.y,
        below = high.y + high.h - capitals(hijri).y - capitals(hijri).h;
    assert_in_range(above, below - 3, below + 3);
    assert_texts_apart(list);
    list_put(list);
    list = stage_list(&stage, &widget_masthead, flat, 0, NULL);
    assert_false(shows(list, "Ramadan"));
    list_put(list);
    list = stage_list(&stage, &widget_masthead, wide, 0, NULL);
    assert_true(shows(list, "2025  ·  19 Ramadan"));
    list_put(list);
    stage_finish(&stage);
}

/* The sample's is the 19th of Ramadan, with Maghrib at 18:44. */
static void the_hijri_date_changes_at_sunset_or_at_midnight(void **state)
{
    (void)state;
    struct stage stage;
    stage_init(&stage);
    stage_sample(&stage);
    const int64_t maghrib = NOON + (5 * 60 + 49) * 60, midnight = NOON + (11 * 60 + 5) * 60;
    for (int at_sunset = 0; at_sunset < 2; at_sunset++) {
        const int64_t change = at_sunset != 0 ? maghrib : midnight;
        stage.config->prayer.hijri.at_sunset = at_sunset != 0;
        stage.moment = moment_at(change - 1);
        struct list *list = masthead(&stage);
        assert_true(shows(list, "19 Ramadan 1446"));
        assert_true(list->next_change_ns == change * NS_PER_SECOND);
        list_put(list);
        stage.moment = moment_at(change);
        list = masthead(&stage);
        assert_true(shows(list, "20 Ramadan 1446"));
        assert_int_equal(shows(list, "19 March"), at_sunset);
        list_put(list);
    }
    stage_finish(&stage);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(place_date_and_clock),
        cmocka_unit_test(the_organisation_stands_before_the_place),
        cmocka_unit_test(names_are_in_the_language_of_the_page),
        cmocka_unit_test(the_clock_follows_its_zone_to_the_minute),
        cmocka_unit_test(without_a_clock_neither_date_nor_time),
        cmocka_unit_test(a_long_place_name_leaves_the_date),
        cmocka_unit_test(a_failed_source_leaves_a_mark),
        cmocka_unit_test(the_logo_keeps_its_proportions),
        cmocka_unit_test(in_arabic_it_is_mirrored),
        cmocka_unit_test(the_clock_stands_in_the_middle),
        cmocka_unit_test(the_hijri_date_stays_as_long_as_it_is_legible),
        cmocka_unit_test(a_high_masthead_has_a_line_for_the_hijri_date),
        cmocka_unit_test(the_hijri_date_changes_at_sunset_or_at_midnight),
    };
    return cmocka_run_group_tests_name("widgets/masthead", tests, NULL, NULL);
}
