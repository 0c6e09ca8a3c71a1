/* Where the rows of `prayers` stand: days as they come in a mosque, in every language, kind of
 * figures and size. */
#include "fixture.h"

#include "widgets/prayer_sheet.h"

#include <limits.h>

/* The smallest that the manual promises, and atrium's on wide and high screens; in pixels at one
 * pixel a unit. */
static const struct rect smallest = {30, 40, 420, 360}, wide = {1308, 156, 540, 448},
                         high = {72, 900, 936, 436};

#define RABAT                                                                                      \
    "{\"place\": {\"name\": \"Rabat\", \"latitude\": 34.0209, \"longitude\": -6.8416, "            \
    "\"timezone\": \"Africa/Casablanca\"}"

/* 2026-03-20, a Friday, is the first of Shawwal by Umm al-Qura. Instants of UTC, which Casablanca
 * is at in the tests. */
#define AT(hour, minute) (INT64_C(1773964800) + ((hour) * 60 + (minute)) * 60)
enum { HOUR_S = 3600, DAY_S = 86400 };

static void with_mosque(struct stage *stage)
{
    struct prayer_settings *prayer = &stage->config->prayer;
    for (int p = 0; p < PRAYER_COUNT; p++)
        if (p != PRAYER_SUNRISE)
            prayer->iqama[p] = (struct following){FOLLOWING_AFTER, 15};
    prayer->eid_prayer = (struct following){FOLLOWING_FIXED, 8 * 60};
    prayer->jumua[0] = 12 * 60 + 30;
    prayer->jumua[1] = 13 * 60 + 15;
    prayer->jumua[2] = 14 * 60;
    prayer->jumua_count = 3;
}

static struct list *list_at(struct stage *stage, int64_t wall_s, struct rect box)
{
    stage->moment = moment_at(wall_s);
    return stage_list(stage, &widget_prayers, box, 0, NULL);
}

static struct rect place_of(const struct list *list, const char *text)
{
    const struct label *label = NULL;
    assert_true(labels_with(list, text, &label) > 0);
    return label->rect;
}

static int left_of(const struct list *list, const char *text)
{
    return place_of(list, text).x;
}

static int right_of(const struct list *list, const char *text)
{
    return left_of(list, text) + place_of(list, text).w;
}

static void iqama_has_a_column_of_its_own(void **state)
{
    (void)state;
    struct stage stage;
    stage_init(&stage);
    stage_content(&stage, RABAT "}");
    with_mosque(&stage);
    struct rect box = wide;
    box.h = 520;
    struct list *list = list_at(&stage, AT(-24 - 8, 0), box); /* Wednesday, 16:00 */
    assert_true(shows(list, "Adhan") && shows(list, "Iqama"));
    assert_int_equal(right_of(list, "Iqama"), box.x + box.w);
    /* Times under their headings, at their right; the marked one too, which is larger. */
    assert_int_equal(right_of(list, "16:17"), box.x + box.w);
    assert_int_equal(right_of(list, "18:56"), box.x + box.w);
    assert_int_equal(right_of(list, "18:41"), right_of(list, "Adhan"));
    assert_int_equal(right_of(list, "16:02"), right_of(list, "Adhan"));
    assert_true(item_with(list, "18:56")->run.font.px < item_with(list, "18:41")->run.font.px);
    list_put(list);
    /* In Arabic the columns change sides; the marked time, which is wider, begins with its column.
     */
    stage_language(&stage, LANGUAGE_AR);
    list = list_at(&stage, AT(-24 - 8, 0), box);
    assert_int_equal(right_of(list, "16:17"), right_of(list, "18:56"));
    assert_int_equal(left_of(list, "16:02"), left_of(list, "18:41"));
    assert_true(right_of(list, "18:56") < left_of(list, "18:41"));
    list_put(list);
    stage_finish(&stage);
}

static void iqama_leaves_where_there_is_no_room(void **state)
{
    (void)state;
    struct stage stage;
    stage_init(&stage);
    stage_content(&stage, RABAT "}");
    with_mosque(&stage);
    struct rect narrow = wide;
    bool has = true;
    for (narrow.w = 640; narrow.w >= 200; narrow.w -= 4) {
        struct list *list = list_at(&stage, AT(-24 - 8, 0), narrow);
        bool shown = shows(list, "16:17");
        assert_true(has || !shown); /* once it has left it does not come back */
        assert_int_equal(shows(list, "Iqama"), shown);
        assert_true(shows(list, "16:02"));
        has = shown;
        list_put(list);
    }
    assert_false(has);
    struct rect low = wide;
    for (low.h = 600, has = true; low.h >= 250; low.h -= 4) {
        struct list *list = list_at(&stage, AT(-24 - 8, 0), low);
        bool shown = shows(list, "16:17");
        assert_true(has || !shown);
        has = shown;
        list_put(list);
    }
    assert_false(has);
    stage_finish(&stage);
}

/* Whether there is a second column is the day's, not the hour's. */
static void columns_stand_still_through_the_day(void **state)
{
    (void)state;
    static const struct rect *const boxes[] = {&smallest, &wide, &high};
    struct stage stage;
    stage_init(&stage);
    stage_content(&stage, RABAT "}");
    with_mosque(&stage);
    for (int language = 0; language < LANGUAGE_COUNT; language++)
        for (size_t i = 0; i < COUNT_OF(boxes); i++) {
            stage_language(&stage, (enum language)language);
            int with = 0, lists = 0;
            for (int minute = 6 * 60; minute < 19 * 60; minute += 31) {
                struct list *list = list_at(&stage, AT(-48, minute), *boxes[i]);
                with += shows(list, language_phrase((enum language)language, PHRASE_ADHAN));
                lists++;
                list_put(list);
            }
            assert_true(with == 0 || with == lists);
        }
    stage_finish(&stage);
}

/* Capitals in the box (the box clips), rows in their order, nothing on another. */
static void assert_stands(const struct list *list, struct rect box)
{
    struct rect plate = {box.x - 28, box.y, box.w + 56, box.h};
    assert_texts_apart(list);
    for (int i = 0; i < list->count; i++) {
        const struct item *item = &list->items[i];
        assert_true(holds(item->kind == ITEM_TEXT ? box : plate,
                          item->kind == ITEM_TEXT ? capitals(item) : item->rect));
    }
    for (int i = 0; i < list->label_count; i++)
        assert_null(strstr(list->labels[i].text, "…"));
}

static const char mixed[] =
    RABAT ", \"prayers\": {\"date\": \"2026-03-20\", \"times\": {\"fajr\": \"05:00\", \"dhuhr\": "
          "\"12:41\", \"asr\": \"16:02\", \"maghrib\": \"18:43\"}}}";

static void nothing_overlaps_or_is_cut(void **state)
{
    (void)state;
    static const char *const contents[] = {RABAT "}", mixed};
    static const struct rect *const boxes[] = {&smallest, &wide, &high};
    struct stage stage;
    stage_init(&stage);
    with_mosque(&stage);
    for (size_t c = 0; c < COUNT_OF(contents); c++) {
        stage_content(&stage, contents[c]);
        for (int kind = 0; kind < LANGUAGE_COUNT * 4; kind++) {
            stage_language(&stage, (enum language)(kind / 4));
            stage.config->digits = kind & 1 ? DIGITS_ARABIC : DIGITS_WESTERN;
            stage.config->twelve_hours = (kind & 2) != 0;
            for (size_t i = 0; i < COUNT_OF(boxes); i++)
                for (int minute = -40 * 60; minute < 23 * 60; minute += 97) {
                    struct list *list = list_at(&stage, AT(0, minute), *boxes[i]);
                    assert_stands(list, *boxes[i]);
                    list_put(list);
                }
        }
    }
    stage_finish(&stage);
}

/* Eight rows in an upright atrium: the last evening of Ramadan, the fullest that there is. */
static void the_fullest_evening_keeps_iqama_and_stays_legible(void **state)
{
    (void)state;
    static const struct rect upright = {72, 900, 936, 484};
    struct stage stage;
    stage_init(&stage);
    stage_content(&stage, RABAT "}");
    with_mosque(&stage);
    for (int language = 0; language < LANGUAGE_COUNT; language++) {
        stage_language(&stage, (enum language)language);
        struct list *list = list_at(&stage, AT(-5, 5), upright);
        assert_true(shows(list, language_phrase((enum language)language, PHRASE_IQAMA)));
        for (int i = 0; i < list->count; i++)
            if (list->items[i].kind == ITEM_TEXT) /* atrium's least that is read from afar */
                assert_true(list->items[i].run.font.px >= 24);
        list_put(list);
    }
    stage_finish(&stage);
}

static void what_is_read_has_an_order(void **state)
{
    (void)state;
    struct stage stage;
    stage_init(&stage);
    stage_content(&stage, mixed);
    with_mosque(&stage);
    struct list *list = list_at(&stage, AT(6, 50), wide);
    char *text = all_text(list);
    assert_string_equal(text, "PRAYER TIMES\n20 March · ≈ computed\nAdhan\nIqama\n"
                              "Fajr\n05:00\n05:15\nSunrise\n≈\n06:28\n"
                              "Eid prayer\n08:00\nin 1 h 10 min\n"
                              "Jumua\n12:30\n13:15\n14:00\n"
                              "Asr\n16:02\n16:17\nMaghrib\n18:43\n18:58\n"
                              "Isha\n≈\n19:58\n20:13\n");
    free(text);
    list_put(list);
    list = list_at(&stage, AT(6, 50) - DAY_S / 2, wide); /* announced on the evening before */
    text = all_text(list);
    assert_non_null(strstr(text, "\nEid prayer\nFriday 20 March\n08:00\n"));
    free(text);
    list_put(list);
    stage_finish(&stage);
}

/* --- computed ------------------------------------------------------------------------------- */

static void assert_computed(struct stage *stage, enum computed_mark how, const char *json,
                            bool word, int signs)
{
    stage_content(stage, json);
    stage->zone.computed = how;
    struct list *list = list_at(stage, AT(6, 50), wide);
    assert_int_equal(shows(list, "computed"), word);
    assert_int_equal(labels_with(list, PRAYER_COMPUTED_SIGN, NULL), signs);
    list_put(list);
}

static void the_theme_places_the_sign(void **state)
{
    (void)state;
    struct stage stage;
    stage_init(&stage);
    assert_computed(&stage, COMPUTED_CAPTION, RABAT "}", true, 0);
    assert_computed(&stage, COMPUTED_TIMES, RABAT "}", false, 6);
    assert_computed(&stage, COMPUTED_BOTH, RABAT "}", true, 7);
    assert_computed(&stage, COMPUTED_CAPTION, mixed, true, 3); /* two times, and what it means */
    assert_computed(&stage, COMPUTED_TIMES, mixed, false, 2);
    assert_computed(&stage, COMPUTED_BOTH, mixed, true, 3);
    stage.config->prayer.eid_prayer = (struct following){FOLLOWING_AFTER, 30};
    assert_computed(&stage, COMPUTED_TIMES, mixed, false, 3);
    stage_finish(&stage);
}

/* Beside its time on the side of the name, and those of plain rows in one column. */
static void signs_stand_beside_their_times(void **state)
{
    (void)state;
    struct stage stage;
    stage_init(&stage);
    stage_content(&stage, RABAT "}");
    stage.zone.computed = COMPUTED_TIMES;
    for (int language = 0; language < LANGUAGE_COUNT; language++) {
        stage_language(&stage, (enum language)language);
        struct list *list = list_at(&stage, AT(6, 50), wide);
        int x = INT_MIN;
        for (int i = 0; i + 1 < list->label_count; i++) {
            const struct rect sign = list->labels[i].rect, time = list->labels[i + 1].rect;
            if (strcmp(list->labels[i].text, PRAYER_COMPUTED_SIGN) != 0)
                continue;
            int gap =
                language == LANGUAGE_AR ? sign.x - (time.x + time.w) : time.x - (sign.x + sign.w);
            assert_in_range(gap, 4, 20);
            if (strchr("0", list->labels[i + 1].text[0]) != NULL) /* plain rows, of one width */
                assert_true(x == INT_MIN || x == sign.x);
            x = list->labels[i + 1].text[0] == '0' ? sign.x : x;
        }
        assert_true(x != INT_MIN);
        list_put(list);
    }
    stage_finish(&stage);
}

static void however_little_room_computed_times_say_so(void **state)
{
    (void)state;
    struct stage stage;
    stage_init(&stage);
    with_mosque(&stage);
    for (int language = 0; language < LANGUAGE_COUNT; language++) {
        stage_language(&stage, (enum language)language);
        for (int how = COMPUTED_CAPTION; how <= COMPUTED_BOTH; how++) {
            stage_content(&stage, RABAT "}");
            stage.zone.computed = (enum computed_mark)how;
            struct rect box = wide;
            for (box.w = 600; box.w >= 150; box.w -= 10) {
                struct list *list = list_at(&stage, AT(6, 50), box);
                bool word = shows(list, language_phrase((enum language)language, PHRASE_COMPUTED));
                assert_true(word ||
                            labels_with(list, PRAYER_COMPUTED_SIGN, NULL) >= 5); /* not Jumua */
                list_put(list);
            }
        }
    }
    stage_finish(&stage);
}

/* --- times that are not there --------------------------------------------------------------- */

static void a_time_that_does_not_exist_is_a_dash(void **state)
{
    (void)state;
    struct stage stage;
    stage_init(&stage);
    stage_content(&stage, "{\"place\": {\"name\": \"Tromsø\", \"latitude\": 69.65, "
                          "\"longitude\": 18.96, \"timezone\": \"Africa/Casablanca\"}}");
    stage.config->prayer.rules.high_latitude = HIGH_LATITUDE_NONE;
    const int64_t june = AT(0, 0) + INT64_C(93) * DAY_S, december = AT(0, 0) + INT64_C(276) * DAY_S;
    struct list *list = list_at(&stage, june + 8 * HOUR_S, wide);
    assert_int_equal(labels_with(list, "–", NULL), 4); /* but Dhuhr and Asr */
    assert_false(shows(list, "--:--"));
    assert_int_equal(item_with(list, "–")->color, stage.theme->colors[COLOR_MUTED]);
    assert_int_equal(item_with(list, "Maghrib")->color, stage.theme->colors[COLOR_MUTED]);
    list_put(list);
    list = list_at(&stage, december + 8 * HOUR_S, wide);
    assert_int_equal(labels_with(list, "–", NULL), 3); /* Fajr, Dhuhr and Isha by the twilight */
    list_put(list);
    stage_finish(&stage);
}

static void without_a_clock_there_is_nothing_of_all_that(void **state)
{
    (void)state;
    struct stage stage;
    stage_init(&stage);
    stage_content(&stage, mixed);
    with_mosque(&stage);
    stage.moment.trust = TRUST_UNSET;
    for (int how = COMPUTED_CAPTION; how <= COMPUTED_BOTH; how++) {
        stage.zone.computed = (enum computed_mark)how;
        struct list *list = stage_list(&stage, &widget_prayers, wide, 0, NULL);
        assert_int_equal(labels_with(list, "--:--", NULL), 6);
        static const char *const absent[] = {
            PRAYER_COMPUTED_SIGN, "computed", "–", "Iqama", "Imsak", "Jumua", "Eid", "in "};
        for (size_t i = 0; i < COUNT_OF(absent); i++)
            assert_false(shows(list, absent[i]));
        list_put(list);
    }
    stage_finish(&stage);
}

/* --- minutes -------------------------------------------------------------------------------- */

static bool has_item(const struct list *list, const struct item *item)
{
    for (int i = 0; i < list->count; i++)
        if (item_equal(&list->items[i], item))
            return true;
    return false;
}

/* What one of the lists has and the other has not. */
static struct rect difference(const struct list *a, const struct list *b)
{
    struct rect sum = {0};
    for (int i = 0; i < a->count; i++)
        if (!has_item(b, &a->items[i]))
            sum = rect_union(sum, a->items[i].rect);
    for (int i = 0; i < b->count; i++)
        if (!has_item(a, &b->items[i]))
            sum = rect_union(sum, b->items[i].rect);
    return sum;
}

static void a_minute_changes_the_countdown_alone(void **state)
{
    (void)state;
    struct stage stage;
    stage_init(&stage);
    stage_content(&stage, mixed);
    with_mosque(&stage);
    for (int language = 0; language < LANGUAGE_COUNT; language++) {
        stage_language(&stage, (enum language)language);
        /* From in the morning to Maghrib's iqama; between two hours of which none begins. */
        static const int minutes[] = {9 * 60, 13 * 60, 15 * 60 + 59, 16 * 60 + 8, 18 * 60 + 47};
        for (size_t i = 0; i < COUNT_OF(minutes); i++) {
            stage.moment = moment_at(AT(0, minutes[i]));
            stage.moment.wall_ns -= NS_PER_SECOND / 10;
            struct list *before = stage_list(&stage, &widget_prayers, wide, 0, NULL);
            assert_true(before->next_change_ns == AT(0, minutes[i]) * NS_PER_SECOND);
            struct list *after = list_at(&stage, AT(0, minutes[i]), wide);
            struct rect changed = difference(before, after);
            assert_int_equal(before->count - items_of(before, ITEM_TEXT),
                             after->count - items_of(after, ITEM_TEXT));
            assert_false(rect_is_empty(changed));
            assert_true(changed.h < 60 && changed.w < wide.w * 2 / 3); /* one line of a row */
            list_put(before);
            list_put(after);
        }
    }
    stage_finish(&stage);
}

static void iqama_is_counted_down_to(void **state)
{
    (void)state;
    struct stage stage;
    stage_init(&stage);
    stage_content(&stage, mixed);
    with_mosque(&stage);
    struct list *list = list_at(&stage, AT(16, 5), wide);
    assert_true(shows(list, "Iqama in 12 min"));
    assert_int_equal(item_with(list, "16:02")->color, stage.theme->colors[COLOR_ON_ACCENT]);
    list_put(list);
    stage_language(&stage, LANGUAGE_AR);
    list = list_at(&stage, AT(16, 5), wide);
    assert_true(shows(list, "الإقامة بعد 12 دقيقة"));
    list_put(list);
    list = list_at(&stage, AT(16, 17), wide);
    assert_true(shows(list, "بعد ساعتين و26 دقيقة"));
    list_put(list);
    stage_finish(&stage);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(iqama_has_a_column_of_its_own),
        cmocka_unit_test(iqama_leaves_where_there_is_no_room),
        cmocka_unit_test(columns_stand_still_through_the_day),
        cmocka_unit_test(nothing_overlaps_or_is_cut),
        cmocka_unit_test(the_fullest_evening_keeps_iqama_and_stays_legible),
        cmocka_unit_test(what_is_read_has_an_order),
        cmocka_unit_test(the_theme_places_the_sign),
        cmocka_unit_test(signs_stand_beside_their_times),
        cmocka_unit_test(however_little_room_computed_times_say_so),
        cmocka_unit_test(a_time_that_does_not_exist_is_a_dash),
        cmocka_unit_test(without_a_clock_there_is_nothing_of_all_that),
        cmocka_unit_test(a_minute_changes_the_countdown_alone),
        cmocka_unit_test(iqama_is_counted_down_to),
    };
    return cmocka_run_group_tests_name("widgets/prayer_sheet", tests, NULL, NULL);
}
