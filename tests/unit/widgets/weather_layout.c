/* How the days of the weather stand in the zones of screens. */
#include "fixture.h"

#define DAY(date, low, high, code)                                                                 \
    "{\"date\": \"" date "\", \"low\": " low ", \"high\": " high ", \"code\": " code "}"

#define MILD                                                                                       \
    DAY("2025-03-20", "14.1", "19.6", "0")                                                         \
    "," DAY("2025-03-21", "13.1", "17.4",                                                          \
            "2") "," DAY("2025-03-22", "12.2", "15.7",                                             \
                         "61") "," DAY("2025-03-23", "12.8", "14.9",                               \
                                       "95") "," DAY("2025-03-24", "13.1", "13.1", "3")
#define FROST                                                                                      \
    DAY("2025-03-20", "-12.1", "0.4", "0")                                                         \
    "," DAY("2025-03-21", "-3.1", "5.7",                                                           \
            "2") "," DAY("2025-03-22", "-10.5", "-2.2",                                            \
                         "61") "," DAY("2025-03-23", "-12.4", "-11.1",                             \
                                       "95") "," DAY("2025-03-24", "-0.4", "10.3", "71")
#define STRIP(today, now, days)                                                                    \
    "{\"headlines\": [{\"title\": \"News\"}], \"weather\": {\"unit\": \"C\", \"today\": " today    \
    ", " now "\"days\": [" days "]}}"
#define NOW_14 "\"now\": {\"temperature\": 14.2, \"code\": 3}, "

static const char *const strips[] = {
    STRIP(DAY("2025-03-19", "9", "21", "3"), "", MILD),
    STRIP(DAY("2025-03-19", "9", "21", "3"), NOW_14, MILD),
    STRIP(DAY("2025-03-19", "-12.1", "-1.4", "3"), "", FROST),
    STRIP(DAY("2025-03-19", "-12.1", "-1.4", "3"), NOW_14, FROST),
};

static struct list *row_in(struct stage *stage, struct rect box)
{
    struct list *list = stage_list(stage, &widget_weather, box, 0, NULL);
    for (int i = 0; i < list->count; i++) {
        const struct item *item = &list->items[i];
        assert_true(holds(box, item->kind == ITEM_TEXT ? capitals(item) : item->rect));
    }
    assert_texts_apart(list);
    return list;
}

/* Where an item begins and ends, counted from the side that the page begins on. */
struct span {
    int from, to;
};

static struct span span_of(const struct item *item, int w, bool rtl)
{
    if (rtl)
        return (struct span){w - item->rect.x - item->rect.w, w - item->rect.x};
    return (struct span){item->rect.x, item->rect.x + item->rect.w};
}

/* The icons of the days, in their order: neither today's, which is larger, nor that of now. */
static int day_icons(const struct list *list, double unit, const struct item **out)
{
    int count = 0;
    for (int i = 0; i < list->count; i++) {
        const struct item *item = &list->items[i];
        if (item->kind == ITEM_ICON && item->rect.w > 40 * unit && item->rect.w < 80 * unit) {
            assert_true(count < 5);
            out[count++] = item;
        }
    }
    return count;
}

static bool is_degrees(const struct item *item)
{
    return item->kind == ITEM_TEXT &&
           memmem(item->run.text, item->run.length, "°", strlen("°")) != NULL;
}

/* Five days, each with its icon, its high and its low; between them the least gap. */
static void assert_days_apart(const struct list *list, int w, double unit, bool rtl)
{
    const struct item *icons[5];
    assert_int_equal(day_icons(list, unit, icons), 5);
    int end = -1, degrees = 0;
    for (int day = 0; day < 5; day++) {
        int start = span_of(icons[day], w, rtl).from;
        int next = day < 4 ? span_of(icons[day + 1], w, rtl).from : w;
        if (day > 0)
            assert_true(start - end >= (int)(30 * unit));
        for (int i = 0; i < list->count; i++) {
            const struct item *item = &list->items[i];
            int bottom = item->kind == ITEM_TEXT ? item->baseline : item->rect.y + item->rect.h;
            struct span span = span_of(item, w, rtl);
            if (item->kind == ITEM_RECT || bottom <= icons[day]->rect.y)
                continue; /* the rule, and today above the days */
            if (day == 0 && span.from < start)
                assert_true(span.to + 30 * unit <= start + 1); /* today before the days */
            if (span.from < start || span.from >= next)
                continue;
            end = span.to > end ? span.to : end;
            degrees += is_degrees(item);
        }
    }
    assert_int_equal(degrees, 10);
}

/* With decimals or without them, all alike. */
static void assert_alike(const struct list *list)
{
    int with = 0, without = 0;
    for (int i = 0; i < list->count; i++) {
        const struct item *item = &list->items[i];
        if (!is_degrees(item) || item->run.font.role != FONT_TEMPERATURE)
            continue;
        bool has = memmem(item->run.text, item->run.length, ".", 1) != NULL ||
                   memmem(item->run.text, item->run.length, ",", 1) != NULL ||
                   memmem(item->run.text, item->run.length, "٫", strlen("٫")) != NULL;
        (*(has ? &with : &without))++;
    }
    assert_true(with == 0 || without == 0);
}

static void check_strip(const struct stage *stage, struct size size)
{
    struct composer_inputs inputs = stage_inputs(stage, size.w, size.h);
    struct composer *composer = composer_create(&inputs);
    const struct scene *scene = composer_scene(composer, &stage->moment);
    bool rtl = language_is_rtl(stage->config->languages[0]), found = false;
    for (int i = 0; i < scene->zone_count; i++) {
        const struct list *list = scene->zones[i].list;
        if (list == NULL || !shows(list, "°"))
            continue;
        found = true;
        assert_false(shows(list, "…"));
        assert_texts_apart(list);
        assert_days_apart(list, size.w, theme_unit(stage->theme, size), rtl);
        assert_alike(list);
    }
    assert_true(found);
    composer_destroy(composer);
}

static void days_keep_apart_on_every_screen(void **state)
{
    (void)state;
    static const struct size sizes[] = {{1280, 1024}, {1024, 768},  {800, 480},
                                        {1920, 1080}, {1080, 1920}, {480, 800}};
    struct stage stage;
    stage_init(&stage);
    for (size_t k = 0; k < COUNT_OF(strips); k++) {
        stage_content(&stage, strips[k]);
        for (int language = 0; language < LANGUAGE_COUNT; language++) {
            stage_language(&stage, (enum language)language);
            for (int digits = 0; digits < 2; digits++) {
                stage.config->digits = digits == 0 ? DIGITS_WESTERN : DIGITS_ARABIC;
                for (size_t i = 0; i < COUNT_OF(sizes); i++)
                    check_strip(&stage, sizes[i]);
            }
        }
    }
    stage_finish(&stage);
}

/* However narrow: numbers are whole, the first days stay, and icons with them. */
static void less_room_takes_the_last_days(void **state)
{
    (void)state;
    struct stage stage;
    stage_init(&stage);
    for (size_t k = 0; k < COUNT_OF(strips); k++) {
        stage_content(&stage, strips[k]);
        int before = 5;
        for (int w = 1776; w > 400; w -= 12) {
            struct rect box = {72, 700, w, w > 800 ? 152 : 300};
            struct list *list = row_in(&stage, box);
            const struct item *icons[5];
            int days = day_icons(list, 1, icons);
            for (int i = 0; i < list->label_count; i++)
                assert_false(strstr(list->labels[i].text, "…") != NULL &&
                             strstr(list->labels[i].text, "°") != NULL);
            if (w > 800)
                assert_true(days <= before && days >= 3);
            before = w > 800 ? days : before;
            list_put(list);
        }
        assert_true(before < 5);
    }
    stage_finish(&stage);
}

/* The widest strip of CONTENT, 5 days in a row, that does not show TEXT whole; 0: none. */
static int goes_at(struct stage *stage, const char *content, const char *text)
{
    stage_content(stage, content);
    for (int w = 1776; w > 800; w -= 4) {
        const struct item *icons[5];
        struct list *list = row_in(stage, (struct rect){72, 700, w, 152});
        bool gone = text != NULL ? !shows(list, text) : day_icons(list, 1, icons) < 5;
        list_put(list);
        if (gone)
            return w;
    }
    return 0;
}

/* In what order a row gives up what it has. */
static void words_go_before_days(void **state)
{
    (void)state;
    struct stage stage;
    stage_init(&stage);
    int line = goes_at(&stage, strips[1], "Today · Now"), decimal = goes_at(&stage, strips[1], ".");
    int now = goes_at(&stage, strips[1], "Now"), day = goes_at(&stage, strips[1], NULL);
    assert_true(line > decimal && decimal > now && now > day && day > 0);
    stage_content(&stage, strips[1]);
    struct list *list = row_in(&stage, (struct rect){72, 700, now, 152});
    assert_int_equal(labels_with(list, "14°", NULL), 2); /* a low, and now without its word */
    list_put(list);

    /* Where names are wider than numbers, they become shorter before a day goes. */
    static const char few_digits[] =
        STRIP(DAY("2025-03-19", "1", "2", "3"), "",
              DAY("2025-03-20", "1", "2", "0") "," DAY("2025-03-22", "1", "2", "0") "," DAY(
                  "2025-03-23", "1", "2", "0") "," DAY("2025-03-24", "1", "2",
                                                       "0") "," DAY("2025-03-25", "1", "2", "0"));
    int name = goes_at(&stage, few_digits, "Thursday");
    assert_true(name > 0 && name > goes_at(&stage, few_digits, NULL));
    list = row_in(&stage, (struct rect){72, 700, name, 152});
    assert_true(shows(list, "Thu") && shows(list, "Sun"));
    list_put(list);
    stage_finish(&stage);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(days_keep_apart_on_every_screen),
        cmocka_unit_test(less_room_takes_the_last_days),
        cmocka_unit_test(words_go_before_days),
    };
    return cmocka_run_group_tests_name("widgets/weather_layout", tests, NULL, NULL);
}
