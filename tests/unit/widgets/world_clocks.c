/* The time of day elsewhere, beneath the clock's own and in the masthead. */
#include "fixture.h"

static const struct rect hall = {100, 50, 900, 600}, bar = {72, 20, 1776, 112};

/* A zone of HOURS ahead of Greenwich without changes, as TZif of version 2. */
static struct zone *zone_ahead(int hours)
{
    static const unsigned char head[44] = {'T', 'Z', 'i', 'f', '2', [39] = 1, [43] = 4};
    unsigned char data[2 * 54 + 16];
    char footer[17];
    size_t size = 0;
    uint32_t offset = (uint32_t)(hours * 3600);
    for (int version = 1; version <= 2; version++) {
        memcpy(data + size, head, sizeof head);
        size += sizeof head;
        for (int shift = 24; shift >= 0; shift -= 8)
            data[size++] = (unsigned char)(offset >> shift);
        memcpy(data + size, "\0\0ZON", 6);
        size += 6;
    }
    snprintf(footer, sizeof footer, "\nZON%d\n", -hours);
    memcpy(data + size, footer, strlen(footer));
    return zone_parse("Test", data, size + strlen(footer));
}

/* COUNT clocks: "Place A" one hour ahead, "Place B" two hours and so on; the first with an Arabic
 * name. */
static void give_clocks(struct stage *stage, int count, int hours)
{
    struct world_clock clocks[WORLD_CLOCKS_MAX] = {{0}};
    char names[WORLD_CLOCKS_MAX][16];
    for (int i = 0; i < count; i++) {
        snprintf(names[i], sizeof names[i], "Place %c", 'A' + i);
        clocks[i].name = names[i];
        clocks[i].zone = zone_ahead(hours * (i + 1));
        assert_non_null(clocks[i].zone);
    }
    clocks[0].names[LANGUAGE_AR] = "الرياض";
    content_set_clocks(stage->content, clocks, count);
    for (int i = 0; i < count; i++)
        zone_put(clocks[i].zone);
    stage->zone.clocks = WORLD_CLOCKS_MAX;
}

static void open_stage(struct stage *stage, int count, int hours)
{
    stage_init(stage);
    stage_sample(stage);
    give_clocks(stage, count, hours);
}

static struct list *build(const struct stage *stage, const struct widget *widget, struct rect box)
{
    struct list *list = stage_list(stage, widget, box, 0, NULL);
    assert_texts_apart(list);
    for (int i = 0; i < list->count; i++)
        if (list->items[i].kind == ITEM_TEXT)
            assert_true(holds(box, capitals(&list->items[i])));
    return list;
}

static void they_stand_beneath_the_clock(void **state)
{
    (void)state;
    for (int count = 1; count <= WORLD_CLOCKS_MAX; count++) {
        struct stage stage;
        open_stage(&stage, count, 1);
        struct list *list = build(&stage, &widget_clock, hall);
        const struct item *own = item_with(list, "12:55");
        for (int i = 0; i < count; i++) {
            char name[16], time[16];
            snprintf(name, sizeof name, "Place %c", 'A' + i);
            snprintf(time, sizeof time, "%d:55", 13 + i);
            const struct item *label = item_with(list, name), *shown = item_with(list, time);
            assert_non_null(label);
            assert_non_null(shown);
            assert_true(capitals(label).y > capitals(own).y + capitals(own).h);
            assert_true(capitals(shown).y > capitals(label).y + capitals(label).h);
            assert_int_equal(label->rect.x, shown->rect.x);
            assert_true(shown->run.font.px < own->run.font.px / 2);
        }
        assert_true(list->next_change_ns == (NOON + 60) * NS_PER_SECOND);
        list_put(list);
        stage_finish(&stage);
    }
}

/* What finds no room is left out; the own time never. */
static void the_clock_comes_first(void **state)
{
    (void)state;
    struct stage stage;
    open_stage(&stage, WORLD_CLOCKS_MAX, 1);
    struct rect low = {100, 50, 900, 120}, narrow = {100, 50, 260, 600}, slit = {100, 50, 20, 600};
    struct list *list = build(&stage, &widget_clock, low);
    assert_true(shows(list, "12:55") && !shows(list, "Place A"));
    list_put(list);
    list = build(&stage, &widget_clock, narrow);
    assert_true(shows(list, "12:55") && shows(list, "Place A") && shows(list, "Place B"));
    list_put(list);
    list = stage_list(&stage, &widget_clock, slit, 0, NULL);
    assert_false(shows(list, "Place A"));
    list_put(list);
    stage_finish(&stage);
}

/* 12:55 is 00:55 of tomorrow twelve hours ahead. */
static void another_day_is_named(void **state)
{
    (void)state;
    static const char *const thursdays[LANGUAGE_COUNT] = {"Thu", "jeu.", "الخميس", NULL};
    for (int i = 0; i < LANGUAGE_COUNT; i++) {
        struct stage stage;
        open_stage(&stage, 2, 6);
        stage_language(&stage, (enum language)i);
        struct list *list = build(&stage, &widget_clock, hall);
        assert_true(shows(list, "18:55") && shows(list, "00:55"));
        if (thursdays[i] != NULL)
            assert_int_equal(labels_with(list, thursdays[i], NULL), 1);
        const struct item *own = item_with(list, "18:55"), *next = item_with(list, "00:55");
        assert_int_equal(own->baseline, next->baseline);
        list_put(list);
        stage_finish(&stage);
    }
    struct stage behind;
    open_stage(&behind, 2, -7); /* 22:55 of the day before */
    struct list *list = build(&behind, &widget_clock, hall);
    assert_true(shows(list, "05:55") && shows(list, "22:55") && shows(list, "Tue"));
    list_put(list);
    stage_finish(&behind);
}

static void they_are_written_as_the_clock_is(void **state)
{
    (void)state;
    struct stage stage;
    open_stage(&stage, 2, 1);
    stage_language(&stage, LANGUAGE_AR);
    stage.config->digits = DIGITS_ARABIC;
    struct list *list = build(&stage, &widget_clock, hall);
    assert_true(shows(list, "الرياض") && shows(list, "Place B") && !shows(list, "Place A"));
    assert_true(shows(list, "١٣:٥٥"));
    assert_true(item_with(list, "الرياض")->rect.x > item_with(list, "Place")->rect.x);
    list_put(list);
    stage_language(&stage, LANGUAGE_EN);
    stage.config->digits = DIGITS_WESTERN;
    stage.config->twelve_hours = true;
    list = build(&stage, &widget_clock, hall);
    const struct item *time = item_with(list, "1:55"), *half = NULL;
    for (int i = 0; i < list->count; i++) /* the clock's own has the first one */
        if (list->items[i].kind == ITEM_TEXT && list->items[i].baseline == time->baseline &&
            memmem(list->items[i].run.text, list->items[i].run.length, "pm", 2) != NULL)
            half = &list->items[i];
    assert_non_null(half);
    assert_true(half->run.font.px < time->run.font.px);
    assert_int_equal(labels_with(list, "pm", NULL), 3);
    list_put(list);
    stage_finish(&stage);
}

static void without_a_clock_no_time_is_told(void **state)
{
    (void)state;
    static const struct widget *const widgets[] = {&widget_clock, &widget_masthead};
    struct stage stage;
    open_stage(&stage, 2, 12);
    stage.moment.trust = TRUST_UNSET;
    for (size_t i = 0; i < COUNT_OF(widgets); i++) {
        struct list *list = build(&stage, widgets[i], i == 0 ? hall : bar);
        assert_true(shows(list, "Place A"));
        assert_int_equal(labels_with(list, "--:--", NULL), 3);
        assert_false(shows(list, "Thu"));
        for (int k = 0; k < list->label_count; k++)
            assert_null(strpbrk(list->labels[k].text, "0123456789"));
        list_put(list);
    }
    stage_finish(&stage);
}

static int shown_in_masthead(const struct list *list)
{
    return labels_with(list, "Place", NULL);
}

static void the_masthead_shows_what_finds_room(void **state)
{
    (void)state;
    struct stage stage;
    open_stage(&stage, WORLD_CLOCKS_MAX, 1);
    stage.config->organisation = memory_text("News house");
    int before = WORLD_CLOCKS_MAX + 1;
    for (int width = 2400; width >= 500; width -= 50) {
        struct list *list = build(&stage, &widget_masthead, (struct rect){72, 20, width, 112});
        int shown = shown_in_masthead(list);
        assert_true(shown <= before);
        before = shown;
        if (shown > 0) { /* none at the cost of name and date */
            assert_true(shows(list, "News house"));
            assert_true(shows(list, "Rabat  ·  Wednesday 19 March 2025"));
            assert_true(shows(list, "Ramadan 1446"));
            assert_true(shows(list, "Place A"));
        }
        assert_true(shows(list, "12:55"));
        list_put(list);
        if (width == 2400)
            assert_int_equal(shown, WORLD_CLOCKS_MAX);
    }
    assert_int_equal(before, 0);
    stage_finish(&stage);
}

static void a_theme_limits_them(void **state)
{
    (void)state;
    for (int most = 0; most <= 2; most++) {
        struct stage stage;
        open_stage(&stage, 3, 1);
        stage.zone.clocks = most;
        struct list *list = build(&stage, &widget_masthead, bar);
        assert_int_equal(shown_in_masthead(list), most);
        list_put(list);
        stage_finish(&stage);
    }
}

static void a_long_name_needs_the_room_itself(void **state)
{
    (void)state;
    struct stage stage;
    open_stage(&stage, 3, 1);
    char name[400];
    memset(name, 'a', sizeof name);
    name[sizeof name - 1] = '\0';
    stage.config->organisation = memory_text(name);
    struct list *list = build(&stage, &widget_masthead, bar);
    assert_int_equal(shown_in_masthead(list), 0);
    list_put(list);
    stage_finish(&stage);
}

/* Columns stand still while hours pass. */
static void nothing_moves_with_the_hour(void **state)
{
    (void)state;
    struct stage stage;
    open_stage(&stage, 3, 1);
    int x[3];
    for (int i = 0; i < 48; i++) { /* until 20:55: on the same day everywhere */
        struct list *list = build(&stage, &widget_masthead, bar);
        for (int k = 0; k < 3; k++) {
            char name[16];
            snprintf(name, sizeof name, "Place %c", 'A' + k);
            int at = item_with(list, name)->rect.x;
            if (i > 0)
                assert_int_equal(at, x[k]);
            x[k] = at;
        }
        list_put(list);
        stage.moment.wall_ns += 10 * 60 * NS_PER_SECOND;
    }
    stage_finish(&stage);
}

/* Contents that are made of others keep the zones alive. */
static void copies_have_them_too(void **state)
{
    (void)state;
    struct stage stage;
    open_stage(&stage, 2, 1);
    struct content *copy = content_with_image(stage.content, NULL);
    content_set_clocks(stage.content, NULL, 0);
    assert_int_equal(stage.content->clock_count, 0);
    assert_int_equal(copy->clock_count, 2);
    assert_string_equal(copy->clocks[1].name, "Place B");
    assert_int_equal(zone_offset(copy->clocks[1].zone, NOON), 7200);
    content_put(copy);
    stage_finish(&stage);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(they_stand_beneath_the_clock),
        cmocka_unit_test(the_clock_comes_first),
        cmocka_unit_test(another_day_is_named),
        cmocka_unit_test(they_are_written_as_the_clock_is),
        cmocka_unit_test(without_a_clock_no_time_is_told),
        cmocka_unit_test(the_masthead_shows_what_finds_room),
        cmocka_unit_test(a_theme_limits_them),
        cmocka_unit_test(a_long_name_needs_the_room_itself),
        cmocka_unit_test(nothing_moves_with_the_hour),
        cmocka_unit_test(copies_have_them_too),
    };
    return cmocka_run_group_tests_name("widgets/world_clocks", tests, NULL, NULL);
}
