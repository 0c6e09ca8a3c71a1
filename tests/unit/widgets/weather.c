#include "fixture.h"

static const struct rect wide = {72, 700, 1776, 160}, narrow = {72, 700, 980, 300};

#define DAY(date, low, high, code)                                                                 \
    "{\"date\": \"" date "\", \"low\": " low ", \"high\": " high ", \"code\": " code "}"
#define FIVE                                                                                       \
    DAY("2025-03-20", "14.1", "19.6", "0")                                                         \
    "," DAY("2025-03-21", "13.1", "17.4", "2") "," DAY(                                            \
        "2025-03-22", "12.2", "15.7", "61") "," DAY("2025-03-23", "12.8", "14.9",                  \
                                                    "63") "," DAY("2025-03-24", "-3", "13.1", "3")
static const char forecast[] = "{\"weather\": {\"unit\": \"C\", \"today\": " DAY(
    "2025-03-19", "9", "21", "3") ", \"now\": {\"temperature\": 14.25}, \"days\": [" FIVE "]}}";

static struct list *weather_on(struct stage *stage, int days_later, struct rect box)
{
    stage->moment = moment_at(NOON + days_later * SECONDS_PER_DAY);
    struct list *list = stage_list(stage, &widget_weather, box, 0, NULL);
    for (int i = 0; i < list->count; i++) {
        const struct item *item = &list->items[i];
        assert_true(holds(box, item->kind == ITEM_TEXT ? capitals(item) : item->rect));
    }
    assert_texts_apart(list);
    return list;
}

static void today_and_five_days(void **state)
{
    (void)state;
    struct stage stage;
    stage_init(&stage);
    stage_content(&stage, forecast);
    for (int language = 0; language < LANGUAGE_COUNT; language++) {
        stage_language(&stage, (enum language)language);
        list_put(weather_on(&stage, 0, wide));
        list_put(weather_on(&stage, 0, narrow));
    }
    stage_language(&stage, LANGUAGE_EN);
    static const char *const shown[] = {"Today",  "21°",    "9°",     "Thursday", "19.6°",
                                        "14.1°",  "Friday", "17.4°",  "Saturday", "Sunday",
                                        "Monday", "−3°",    "14.25°", "Now"};
    for (int i = 0; i < 2; i++) {
        struct list *list = weather_on(&stage, 0, i == 0 ? wide : narrow);
        for (size_t k = 0; k < COUNT_OF(shown); k++)
            assert_true(shows(list, shown[k]));
        assert_int_equal(items_of(list, ITEM_ICON), 6);
        assert_true(list->next_change_ns == (NOON + 39900) * NS_PER_SECOND);
        list_put(list);
    }
    stage_finish(&stage);
}

/* Days stand in their order, from the start to the end. */
static void days_stand_in_order(void **state)
{
    (void)state;
    struct stage stage;
    stage_init(&stage);
    stage_content(&stage, forecast);
    static const char *const highs[2][5] = {{"19.6", "17.4", "15.7", "14.9", "13.1"},
                                            {"19,6", "17,4", "15,7", "14,9", "13,1"}};
    for (int rtl = 0; rtl < 2; rtl++) {
        stage_language(&stage, rtl ? LANGUAGE_AR : LANGUAGE_EN);
        struct list *list = weather_on(&stage, 0, wide);
        for (int i = 1; i < 5; i++) {
            /* 13.1 is Friday's low as well; the last one counts */
            int before = 0, after = 0;
            for (int k = 0; k < list->count; k++) {
                const struct item *item = &list->items[k];
                if (item->kind != ITEM_TEXT || item->run.font.role != FONT_TEMPERATURE)
                    continue;
                if (memmem(item->run.text, item->run.length, highs[rtl][i - 1], 4) != NULL)
                    before = item->rect.x;
                if (memmem(item->run.text, item->run.length, highs[rtl][i], 4) != NULL)
                    after = item->rect.x;
            }
            assert_true(rtl ? before > after : before < after);
        }
        list_put(list);
    }
    stage_finish(&stage);
}

/* The next day the forecast's own first day is today, and yesterday is nowhere. */
static void yesterday_is_never_today(void **state)
{
    (void)state;
    struct stage stage;
    stage_init(&stage);
    stage_content(&stage, forecast);
    struct list *list = weather_on(&stage, 1, wide);
    assert_false(shows(list, "21°"));
    const struct label *today = NULL, *high = NULL;
    assert_int_equal(labels_with(list, "Today", &today), 1);
    assert_int_equal(labels_with(list, "19.6°", &high), 1);
    assert_int_equal(today->rect.x, high->rect.x);
    assert_false(shows(list, "Thursday"));
    assert_true(shows(list, "Friday"));
    list_put(list);

    list = weather_on(&stage, 5, wide); /* the last day is today */
    assert_true(shows(list, "13.1°"));
    assert_false(shows(list, "14.9°"));
    list_put(list);
    stage_finish(&stage);
}

static void an_old_forecast_shows_nothing(void **state)
{
    (void)state;
    struct stage stage;
    stage_init(&stage);
    stage_content(&stage, "{\"weather\": {\"unit\": \"C\", \"today\": " DAY(
                              "2025-03-19", "9", "21", "3") ", \"days\": [" FIVE "]}}");
    struct pages pages = stage_pages(&stage, &widget_weather, wide);
    assert_int_equal(pages.count, 1);
    stage.moment = moment_at(NOON + 6 * SECONDS_PER_DAY);
    pages = stage_pages(&stage, &widget_weather, wide);
    assert_int_equal(pages.count, 0);
    stage.moment.trust = TRUST_UNSET; /* then the source's own today is all there is */
    assert_int_equal(stage_pages(&stage, &widget_weather, wide).count, 1);
    struct list *list = stage_list(&stage, &widget_weather, wide, 0, NULL);
    assert_true(shows(list, "21°"));
    list_put(list);
    stage_finish(&stage);
}

/* A week ahead it is Wednesday again; a forecast of another month or year is none for this week. */
static void a_day_of_another_week_is_not_shown(void **state)
{
    (void)state;
    struct stage stage;
    stage_init(&stage);
    stage_content(&stage, "{\"weather\": {\"unit\": \"C\", \"days\": ["
                          "{\"date\": \"2025-03-25\", \"high\": 7},"
                          "{\"date\": \"2025-03-26\", \"high\": 8},"
                          "{\"date\": \"2026-02-07\", \"high\": 9}]}}");
    struct list *list = weather_on(&stage, 0, wide);
    assert_true(shows(list, "Tuesday"));
    assert_false(shows(list, "Wednesday"));
    assert_false(shows(list, "Saturday"));
    list_put(list);
    stage.moment = moment_at(NOON - 6 * SECONDS_PER_DAY);
    assert_int_equal(stage_pages(&stage, &widget_weather, wide).count, 0);
    stage.moment = moment_at(NOON + 320 * SECONDS_PER_DAY); /* its days come */
    list = weather_on(&stage, 320, wide);
    assert_true(shows(list, "Saturday"));
    list_put(list);
    stage_finish(&stage);
}

/* Two sources, whose last word was FIRST_S and SECOND_S before the moment. */
static void stage_two(struct stage *stage, const char *first, int first_s, const char *second,
                      int second_s)
{
    struct parsed parsed[] = {parse(first), parse(second)};
    struct content_part parts[] = {
        {.name = "a", .content = parsed[0].content, .confirmed_s = NOON - first_s},
        {.name = "b", .content = parsed[1].content, .confirmed_s = NOON - second_s},
    };
    content_put(stage->content);
    stage->content = content_merge(parts, 2, NULL, 0, NULL, parsed[0].content->zone);
    for (int i = 0; i < 2; i++)
        parsed_finish(&parsed[i]);
}

#define TWO_DAYS(first, second)                                                                    \
    "{\"weather\": {\"days\": [" DAY("2025-03-19", "1", first, "3") "," DAY("2025-03-20", "2",     \
                                                                            second, "3") "]}}"

/* Without anything new: the first source's forecast becomes too old, and the second's is there. */
static void another_source_stands_in(void **state)
{
    (void)state;
    struct stage stage;
    stage_init(&stage);
    enum { HOUR = 3600 };
    stage_two(&stage, TWO_DAYS("21", "22"), 23 * HOUR, TWO_DAYS("11", "12"), HOUR);
    struct list *list = weather_on(&stage, 0, wide);
    assert_true(shows(list, "21°"));
    assert_false(shows(list, "11°"));
    assert_true(list->next_change_ns == (NOON + HOUR) * NS_PER_SECOND);
    list_put(list);
    for (int i = 0; i < 2; i++) {
        stage.moment = moment_at(NOON + HOUR);
        struct pages pages = stage_pages(&stage, &widget_weather, wide);
        assert_int_equal(pages.count, 1);
        list = stage_list(&stage, &widget_weather, i == 0 ? wide : narrow, 0, NULL);
        assert_true(shows(list, "11°"));
        assert_true(shows(list, "12°"));
        assert_false(shows(list, "21°"));
        assert_true(list->next_change_ns == (NOON + 5 * HOUR) * NS_PER_SECOND); /* stale */
        list_put(list);
    }
    stage.moment = moment_at(NOON + 23 * HOUR);
    assert_int_equal(stage_pages(&stage, &widget_weather, wide).count, 0); /* both are old */

    /* One all of whose days are over says nothing, however new it is. */
    stage_two(&stage, "{\"weather\": {\"days\": [" DAY("2025-03-18", "1", "31", "3") "]}}", 0,
              TWO_DAYS("11", "12"), 0);
    list = weather_on(&stage, 0, wide);
    assert_true(shows(list, "11°"));
    assert_false(shows(list, "31°"));
    list_put(list);
    stage_finish(&stage);
}

static void a_day_without_data_is_left_out(void **state)
{
    (void)state;
    struct stage stage;
    stage_init(&stage);
    stage_content(
        &stage, "{\"weather\": {\"unit\": \"C\", \"days\": ["
                "{\"date\": \"2025-03-20\", \"code\": 3}, {\"date\": \"2025-03-21\", \"high\": 7},"
                "{\"date\": \"2025-03-22\", \"low\": 3},"
                "{\"date\": \"2025-03-23\", \"code\": 95}]}}");
    ((struct weather_day *)stage.content->weather.days)[0].code = WEATHER_CODE_NONE;
    for (int i = 0; i < 2; i++) {
        struct list *list = weather_on(&stage, 0, i == 0 ? wide : narrow);
        assert_false(shows(list, "Today"));
        assert_false(shows(list, "Thursday"));
        assert_true(shows(list, "Friday"));
        assert_true(shows(list, "Saturday"));
        assert_true(shows(list, "Sunday"));
        assert_int_equal(items_of(list, ITEM_ICON), 1);
        assert_int_equal(labels_with(list, "°", NULL), 2);
        list_put(list);
    }
    stage_finish(&stage);
}

static void the_temperature_now_alone_is_enough(void **state)
{
    (void)state;
    struct stage stage;
    stage_init(&stage);
    stage_content(&stage, "{\"weather\": {\"unit\": \"C\", \"now\": {\"temperature\": -0.4}}}");
    assert_int_equal(stage_pages(&stage, &widget_weather, wide).count, 1);
    struct list *list = weather_on(&stage, 0, wide);
    assert_true(shows(list, "−0.4°"));
    list_put(list);
    stage_finish(&stage);
}

static void units_are_those_of_the_screen(void **state)
{
    (void)state;
    struct stage stage;
    stage_init(&stage);
    stage_content(&stage, forecast);
    stage.config->unit = 'F';
    struct list *list = weather_on(&stage, 0, wide);
    assert_true(shows(list, "70°")); /* 21 °C, 69.8 */
    assert_true(shows(list, "48°")); /* 9 °C, 48.2 */
    assert_true(shows(list, "67.3°"));
    assert_true(shows(list, "27°")); /* -3 °C, 26.6 */
    assert_false(shows(list, "21°"));
    list_put(list);

    stage_content(&stage, "{\"weather\": {\"unit\": \"F\", \"today\": " DAY("2025-03-19", "14",
                                                                            "50.0", "3") "}}");
    list = weather_on(&stage, 0, wide);
    assert_true(shows(list, "50"));
    list_put(list);
    stage.config->unit = 'C';
    list = weather_on(&stage, 0, wide);
    assert_true(shows(list, "−10°"));
    assert_true(shows(list, "10.0°"));
    list_put(list);
    stage_finish(&stage);
}

/* A scaled temperature tells no more than its source did, and a zero has no sign. */
static void a_converted_temperature_has_one_decimal(void **state)
{
    (void)state;
    struct stage stage;
    stage_init(&stage);
    stage.config->unit = 'F';
    stage_content(&stage, "{\"weather\": {\"unit\": \"C\", \"today\": " DAY("2025-03-19", "-17.78",
                                                                            "14.25", "3") "}}");
    struct list *list = weather_on(&stage, 0, wide);
    assert_true(shows(list, "57.7°")); /* 57.65 */
    assert_true(shows(list, "0.0°"));  /* -0.004 */
    assert_false(shows(list, "−"));
    list_put(list);
    stage_finish(&stage);
}

static int icons_of(const struct list *list, enum icon icon)
{
    int count = 0;
    for (int i = 0; i < list->count; i++)
        count += list->items[i].kind == ITEM_ICON && list->items[i].icon == icon;
    return count;
}

/* 2025-03-19 in Rabat: the sun rises at 06:26 and sets at 18:32 (UTC). */
#define RABAT "\"place\": {\"latitude\": 34.02, \"longitude\": -6.84}, "
#define TOLD(as_of, day)                                                                           \
    "\"weather\": {\"as_of\": \"" as_of "\", \"now\": {\"code\": 1, \"day\": " day                 \
    "}, \"today\": " DAY("2025-03-19", "9", "21", "2") "}}"
#define SKY(now)                                                                                   \
    "\"weather\": {\"unit\": \"C\", \"today\": " DAY("2025-03-19", "9", "21",                      \
                                                     "2") ", \"now\": {" now "}}}"

static void now_has_its_icon_by_day_and_night(void **state)
{
    (void)state;
    struct stage stage;
    stage_init(&stage);
    static const struct {
        const char *content;
        int64_t at_s;
        enum icon icon;
    } cases[] = {
        {"{" SKY("\"temperature\": 14, \"code\": 0"), NOON, ICON_SUN},
        {"{" SKY("\"temperature\": 14, \"code\": 0, \"day\": false"), NOON, ICON_MOON},
        {"{" SKY("\"temperature\": 14, \"code\": 80, \"day\": false"), NOON, ICON_MOON_RAIN},
        {"{" SKY("\"temperature\": 14, \"code\": 3, \"day\": false"), NOON, ICON_CLOUD},
        {"{" RABAT SKY("\"temperature\": 14, \"code\": 0"), NOON, ICON_SUN},
        {"{" RABAT SKY("\"temperature\": 14, \"code\": 1"), NOON + 6 * 3600, ICON_MOON},
        {"{" RABAT SKY("\"temperature\": 14, \"code\": 1"), NOON - 7 * 3600, ICON_MOON},
        {"{" RABAT TOLD("2025-03-19T18:30:00Z", "true"), NOON + 6 * 3600, ICON_SUN},
        {"{" RABAT TOLD("2025-03-19T12:55:00Z", "true"), NOON + 6 * 3600, ICON_MOON}, /* long ago */
        {"{" TOLD("2025-03-19T12:55:00Z", "true"), NOON + 6 * 3600, ICON_SUN},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        stage_content(&stage, cases[i].content);
        stage.moment = moment_at(cases[i].at_s);
        for (int k = 0; k < 2; k++) {
            struct list *list =
                stage_list(&stage, &widget_weather, k == 0 ? wide : narrow, 0, NULL);
            assert_int_equal(icons_of(list, ICON_SUN_CLOUD), 1); /* today's, as by day */
            assert_int_equal(icons_of(list, cases[i].icon), 1);
            assert_int_equal(items_of(list, ITEM_ICON), 2);
            assert_true(shows(list, "Now"));
            assert_texts_apart(list);
            list_put(list);
        }
    }
    stage.moment = moment_at(NOON);
    stage.moment.trust = TRUST_UNSET; /* who has no clock knows no night */
    stage_content(&stage, cases[5].content);
    struct list *list = stage_list(&stage, &widget_weather, wide, 0, NULL);
    assert_int_equal(icons_of(list, ICON_SUN), 1);
    list_put(list);
    stage_finish(&stage);
}

/* The picture says itself when the sun will have gone: to the minute. */
static void night_comes_by_itself(void **state)
{
    (void)state;
    struct stage stage;
    stage_init(&stage);
    stage_content(&stage, "{" RABAT SKY("\"temperature\": 14, \"code\": 0"));
    struct list *list = weather_on(&stage, 0, wide);
    int64_t change_s = list->next_change_ns / NS_PER_SECOND;
    list_put(list);
    assert_true(change_s > NOON && change_s < NOON + 6 * 3600);
    assert_int_equal(change_s % 60, 0);
    for (int i = -1; i < 1; i++) {
        stage.moment = moment_at(change_s + i * 60);
        list = stage_list(&stage, &widget_weather, wide, 0, NULL);
        assert_int_equal(icons_of(list, i < 0 ? ICON_SUN : ICON_MOON), 1);
        list_put(list);
    }
    stage_finish(&stage);
}

#define EVENING(as_of)                                                                             \
    "{\"weather\": {\"as_of\": \"" as_of "\", \"now\": {\"temperature\": 14}, \"today\": " DAY(    \
        "2025-03-18", "9", "21", "3") ", \"days\": [" FIVE "]}}"

/* What it was twelve hours ago, or yesterday, is not now. */
static void now_passes(void **state)
{
    (void)state;
    struct stage stage;
    stage_init(&stage);
    stage_content(&stage, "{\"weather\": {\"unit\": \"C\", \"as_of\": \"2025-03-19T03:00:00Z\", "
                          "\"now\": {\"temperature\": 14}, \"days\": [" FIVE "]}}");
    stage.moment = moment_at(NOON + 2 * 3600);
    struct list *list = stage_list(&stage, &widget_weather, wide, 0, NULL);
    assert_true(shows(list, "Now"));
    assert_true(shows(list, "14°"));
    assert_false(shows(list, "Today"));
    assert_true(list->next_change_ns == (NOON + 2 * 3600 + 300) * NS_PER_SECOND);
    list_put(list);
    stage.moment = moment_at(NOON + 2 * 3600 + 300);
    list = stage_list(&stage, &widget_weather, wide, 0, NULL);
    assert_false(shows(list, "Now"));
    assert_true(shows(list, "Thursday"));
    list_put(list);

    /* At midnight the evening before is over, but not what came an hour ago. */
    static const struct {
        const char *content;
        int64_t end_s;
    } nights[] = {
        {EVENING("2025-03-18T20:00:00Z"), NOON - 12 * 3600 - 3300},
        {EVENING("2025-03-18T23:30:00Z"), NOON - 10 * 3600 - 1500},
    };
    for (size_t i = 0; i < COUNT_OF(nights); i++) {
        stage_content(&stage, nights[i].content);
        for (int k = 0; k < 2; k++) {
            stage.moment = moment_at(nights[i].end_s - 1 + k);
            list = stage_list(&stage, &widget_weather, wide, 0, NULL);
            assert_int_equal(shows(list, "Now"), k == 0);
            assert_true(k == 1 || list->next_change_ns <= nights[i].end_s * NS_PER_SECOND);
            list_put(list);
        }
    }
    stage_content(&stage, forecast); /* without an hour, the day decides */
    list = weather_on(&stage, 1, wide);
    assert_false(shows(list, "Now"));
    list_put(list);
    stage_finish(&stage);
}

/* The last second of a day and the first of the next. */
static void midnight_changes_the_day(void **state)
{
    (void)state;
    struct stage stage;
    stage_init(&stage);
    stage_content(&stage, forecast);
    const int64_t midnight = NOON + 39900;
    stage.moment = moment_at(midnight - 1);
    struct list *list = stage_list(&stage, &widget_weather, wide, 0, NULL);
    assert_true(shows(list, "21°"));
    assert_true(shows(list, "Thursday"));
    assert_true(list->next_change_ns == midnight * NS_PER_SECOND);
    list_put(list);
    stage.moment = moment_at(midnight);
    list = stage_list(&stage, &widget_weather, wide, 0, NULL);
    assert_false(shows(list, "21°"));
    assert_false(shows(list, "Now"));
    assert_false(shows(list, "Thursday"));
    const struct label *today = NULL, *high = NULL;
    assert_int_equal(labels_with(list, "Today", &today), 1);
    assert_int_equal(labels_with(list, "19.6°", &high), 1);
    assert_int_equal(today->rect.x, high->rect.x);
    list_put(list);
    stage_finish(&stage);
}

/* With today missing, nothing stands in its place: neither yesterday nor tomorrow. */
static void a_missing_today_stays_missing(void **state)
{
    (void)state;
    struct stage stage;
    stage_init(&stage);
    stage_content(
        &stage,
        "{\"weather\": {\"unit\": \"C\", \"days\": [" DAY("2025-03-17", "1", "2", "0") "," DAY(
            "2025-03-18", "3", "4", "0") "," DAY("2025-03-21", "5", "6", "0") "]}}");
    for (int i = 0; i < 2; i++) {
        struct list *list = weather_on(&stage, 0, i == 0 ? wide : narrow);
        assert_false(shows(list, "Today"));
        assert_true(shows(list, "Friday"));
        assert_true(shows(list, "6°"));
        assert_false(shows(list, "2°"));
        assert_false(shows(list, "4°"));
        assert_int_equal(items_of(list, ITEM_ICON), 1);
        list_put(list);
    }
    stage_content(&stage,
                  "{\"weather\": {\"unit\": \"C\", \"days\": [" DAY(
                      "2025-03-17", "1", "2", "0") "," DAY("2025-03-18", "3", "4", "0") "]}}");
    assert_int_equal(stage_pages(&stage, &widget_weather, wide).count, 0);
    stage_finish(&stage);
}

/* In the evening there is no high to come: what it is now stands there, the night's low beside. */
static void an_evening_shows_this_moment(void **state)
{
    (void)state;
    struct stage stage;
    stage_init(&stage);
    stage_content(&stage, "{\"weather\": {\"unit\": \"C\", \"now\": {\"temperature\": 14.25, "
                          "\"code\": 0, \"day\": false}, \"today\": {\"date\": \"2025-03-19\", "
                          "\"low\": 9, \"code\": 61}, \"days\": [" FIVE "]}}");
    for (int i = 0; i < 2; i++) {
        struct list *list = weather_on(&stage, 0, i == 0 ? wide : narrow);
        assert_true(shows(list, "Now"));
        assert_false(shows(list, "Today"));
        assert_true(shows(list, "9°"));
        assert_int_equal(icons_of(list, ICON_MOON), 1);
        assert_int_equal(items_of(list, ITEM_ICON), 6);
        const struct item *now = item_with(list, "14.25");
        assert_true(now != NULL && now->run.font.role == FONT_TEMPERATURE_TODAY);
        list_put(list);
    }
    stage_content(&stage, "{\"weather\": {\"unit\": \"C\", \"today\": {\"date\": "
                          "\"2025-03-19\", \"low\": 9}, \"days\": [" FIVE "]}}");
    struct list *list = weather_on(&stage, 0, wide);
    assert_true(shows(list, "Today"));
    assert_false(shows(list, "Now"));
    list_put(list);
    stage_finish(&stage);
}

/* Named in every box and direction, whole, and on nothing else. */
static void the_attribution_is_shown(void **state)
{
    (void)state;
    struct stage stage;
    stage_init(&stage);
    stage_content(&stage, "{\"weather\": {\"unit\": \"C\", \"attribution\": \"MET Norway\", "
                          "\"now\": {\"temperature\": 14.25, \"code\": 1}, \"today\": " DAY(
                              "2025-03-19", "9", "21", "3") ", \"days\": [" FIVE "]}}");
    const struct rect boxes[] = {wide, narrow, {72, 700, 1700, 150}, {72, 700, 820, 300}};
    for (int language = 0; language < LANGUAGE_COUNT; language++) {
        stage_language(&stage, (enum language)language);
        for (size_t i = 0; i < COUNT_OF(boxes); i++) {
            struct rect box = boxes[i];
            struct list *list = weather_on(&stage, 0, box);
            const struct label *label = NULL;
            assert_int_equal(labels_with(list, "MET Norway", &label), 1);
            assert_non_null(item_with(list, "MET Norway")); /* not cut */
            bool mirrored = language_is_rtl((enum language)language);
            int end = mirrored ? label->rect.x : label->rect.x + label->rect.w;
            if (box.w < 1000) /* in a row with long words it stands with today */
                assert_int_equal(end, mirrored ? box.x : box.x + box.w);
            list_put(list);
        }
    }
    stage_finish(&stage);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_converted_temperature_has_one_decimal),
        cmocka_unit_test(now_has_its_icon_by_day_and_night),
        cmocka_unit_test(night_comes_by_itself),
        cmocka_unit_test(now_passes),
        cmocka_unit_test(midnight_changes_the_day),
        cmocka_unit_test(a_missing_today_stays_missing),
        cmocka_unit_test(an_evening_shows_this_moment),
        cmocka_unit_test(the_attribution_is_shown),
        cmocka_unit_test(today_and_five_days),
        cmocka_unit_test(days_stand_in_order),
        cmocka_unit_test(yesterday_is_never_today),
        cmocka_unit_test(an_old_forecast_shows_nothing),
        cmocka_unit_test(a_day_of_another_week_is_not_shown),
        cmocka_unit_test(another_source_stands_in),
        cmocka_unit_test(a_day_without_data_is_left_out),
        cmocka_unit_test(the_temperature_now_alone_is_enough),
        cmocka_unit_test(units_are_those_of_the_screen),
    };
    return cmocka_run_group_tests_name("widgets/weather", tests, NULL, NULL);
}
