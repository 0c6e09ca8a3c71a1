#include "scenes.h"

#include "widgets/departure_sheet.h"

static const struct rect panel = {72, 156, 1776, 800};

/* COUNT headlines "Headline 0 ...", the newest first, with WORDS words more. */
static void write_content(struct stage *stage, int count, int words, const char *more)
{
    struct buffer json;
    buffer_init(&json, 1024 * 1024);
    buffer_add_text(&json, "{\"headlines\": [");
    for (int i = 0; i < count; i++) {
        int minute = 720 - i;
        buffer_print(&json, "%s{\"time\": \"%02d:%02d\", \"title\": \"Headline %d.",
                     i > 0 ? "," : "", minute / 60, minute % 60, i);
        for (int w = 0; w < words; w++)
            buffer_add_text(&json, " word");
        buffer_add_text(&json, "\"}");
    }
    buffer_print(&json, "]%s}", more);
    stage_content(stage, buffer_text(&json));
    buffer_finish(&json);
}

static const char *const day =
    ", \"place\": {\"name\": \"Rabat\", \"timezone\": \"Africa/Casablanca\"},"
    "\"prayers\": {\"place\": \"Rabat\", \"date\": \"2025-03-19\", \"times\": {\"fajr\": \"05:04\","
    "\"sunrise\": \"06:30\", \"dhuhr\": \"12:40\", \"asr\": \"16:02\", \"maghrib\": \"18:44\","
    "\"isha\": \"19:58\"}}";

/* All times are computed, of any day. */
static const char *const located =
    ", \"place\": {\"name\": \"Rabat\", \"latitude\": 34.0209, \"longitude\": -6.8416,"
    " \"timezone\": \"Africa/Casablanca\"}";

/* What hangs out of the zone is the slats alone. */
static void assert_in_place(const struct list *list, struct rect box)
{
    struct rect outer = {box.x - 24, box.y, box.w + 48, box.h};
    for (int i = 0; i < list->count; i++)
        assert_true(holds(list->items[i].kind == ITEM_TEXT ? box : outer, list->items[i].rect));
    assert_texts_apart(list);
}

static void every_headline_stands_once_below_the_prayers(void **state)
{
    (void)state;
    struct stage stage;
    stage_init(&stage);
    for (int count = 0; count <= 40; count += 3) {
        int seen = 0;
        write_content(&stage, count, count % 9, day);
        struct pages pages = stage_pages(&stage, &widget_departures, panel);
        assert_true(pages.count > 0);
        for (int page = 0; page < pages.count; page++) {
            struct list *list = stage_list(&stage, &widget_departures, panel, page, NULL);
            assert_in_place(list, panel);
            assert_int_equal(labels_with(list, "Asr", NULL), 1);
            assert_int_equal(labels_with(list, "16:02", NULL), 1);
            assert_int_equal(labels_with(list, "Isha", NULL), 1);
            for (int i = 0; i < list->label_count; i++) {
                int number;
                if (sscanf(list->labels[i].text, "Headline %d.", &number) == 1)
                    assert_int_equal(number, seen++);
            }
            list_put(list);
        }
        assert_int_equal(seen, count);
    }
    stage_finish(&stage);
}

/* Without headlines the prayers turn where they find no room; without either there is nothing. */
static void each_kind_alone(void **state)
{
    (void)state;
    struct stage stage;
    const struct rect low = {0, 0, 1000, 350};
    stage_init(&stage);
    write_content(&stage, 0, 0, day);
    stage.moment = moment_at(NOON - 10 * 3600); /* 02:55 */
    struct pages pages = stage_pages(&stage, &widget_departures, low);
    assert_true(pages.count > 1);
    int prayers = 0;
    for (int page = 0; page < pages.count; page++) {
        struct list *list = stage_list(&stage, &widget_departures, low, page, NULL);
        assert_in_place(list, low);
        for (int p = 0; p < PRAYER_COUNT; p++)
            prayers += shows(list, language_phrase(LANGUAGE_EN, PHRASE_FAJR + p));
        assert_int_equal(labels_with(list, "Fajr", NULL), 1); /* the next one, on each page */
        list_put(list);
    }
    assert_int_equal(prayers, PRAYER_COUNT + pages.count - 1);
    stage.moment = moment_at(NOON);
    write_content(&stage, 2, 0, "");
    assert_int_equal(stage_pages(&stage, &widget_departures, panel).count, 1);
    write_content(&stage, 0, 0, "");
    assert_int_equal(stage_pages(&stage, &widget_departures, panel).count, 0);
    stage_finish(&stage);
}

/* Rows of one kind are of one height and as far apart, however many there are. */
static void slats_are_even(void **state)
{
    (void)state;
    struct stage stage;
    stage_init(&stage);
    for (int lines = 1; lines <= 3; lines++) {
        stage.zone.lines = lines;
        for (int count = 1; count < 30; count += 2) {
            write_content(&stage, count, 12, day);
            struct view view = stage_view(&stage, panel);
            struct departure_rows rows;
            struct departure_sheet sheet;
            departure_rows_of(&view, &rows);
            departure_sheet_lay(&view, &rows, &sheet);
            int slats = sheet.pinned + sheet.turning;
            assert_int_equal(sheet.pinned, 3);
            assert_true(sheet.turning_h >= sheet.pinned_h);
            assert_true(sheet.lines > 1 || sheet.turning_h == sheet.pinned_h);
            for (int i = 1; i < slats; i++)
                assert_int_equal(departure_sheet_y(&sheet, i) - departure_sheet_y(&sheet, i - 1),
                                 departure_sheet_height(&sheet, i - 1) + sheet.gap +
                                     (i == 3 ? sheet.apart : 0));
            int end = departure_sheet_y(&sheet, slats - 1) + sheet.turning_h;
            assert_in_range(end, panel.h - slats - sheet.turning_h, panel.h);
        }
    }
    stage_finish(&stage);
}

static void no_more_rows_than_the_zone_wants(void **state)
{
    (void)state;
    struct stage stage;
    stage_init(&stage);
    stage.zone.count = 5;
    write_content(&stage, 20, 0, day);
    struct pages pages = stage_pages(&stage, &widget_departures, panel);
    assert_int_equal(pages.count, 10); /* two beside three prayers */
    stage_finish(&stage);
}

/* A minute is the countdown, and nothing else: the board is not painted anew. */
static void a_minute_changes_the_countdown_alone(void **state)
{
    (void)state;
    struct stage stage;
    stage_init(&stage);
    stage_sample(&stage);
    for (int language = 0; language < LANGUAGE_COUNT; language++) {
        stage_language(&stage, (enum language)language);
        stage.moment = moment_at(NOON + 3600);
        struct list *before = stage_list(&stage, &widget_departures, panel, 0, NULL);
        assert_true(before->next_change_ns == (NOON + 3660) * NS_PER_SECOND);
        stage.moment = moment_at(NOON + 3660);
        struct list *after = stage_list(&stage, &widget_departures, panel, 0, NULL);
        const struct item *plate = NULL;
        int same = 0, others = 0;
        for (int i = 0; i < after->count; i++) {
            const struct item *item = &after->items[i];
            if (item->kind == ITEM_RECT && item->color == stage.theme->colors[COLOR_ACCENT])
                plate = item;
            bool found = false;
            for (int k = 0; k < before->count && !found; k++)
                found = item_equal(item, &before->items[k]);
            same += found;
            others += !found;
            assert_true(found || holds(plate->rect, item->rect));
        }
        assert_in_range(others, 1, 12); /* pieces of one line */
        assert_true(same > 60);
        list_put(before);
        list_put(after);
    }
    stage_finish(&stage);
}

/* The figures of all times stand in the same wells, from the left in every language. */
static void figures_stand_in_columns(void **state)
{
    (void)state;
    struct stage stage;
    stage_init(&stage);
    stage_sample(&stage);
    for (int language = 0; language < LANGUAGE_COUNT; language++) {
        stage_language(&stage, (enum language)language);
        struct list *list = stage_list(&stage, &widget_departures, panel, 0, NULL);
        int lefts[16], count = 0;
        for (int i = 0; i < list->count; i++) {
            const struct item *item = &list->items[i];
            bool marked = item->color == stage.theme->colors[COLOR_ON_ACCENT];
            if (item->kind != ITEM_RECT || item->rect.w > 60 || item->rect.h < 20 || marked)
                continue;
            int k = 0;
            while (k < count && lefts[k] != item->rect.x)
                k++;
            assert_true(k < 16);
            lefts[k] = item->rect.x;
            count = k == count ? count + 1 : count;
        }
        assert_int_equal(count, 4);
        const struct label *asr = NULL;
        assert_int_equal(labels_with(list, "16:02", &asr), 1);
        const struct item *one = NULL, *six = NULL;
        for (int i = 0; i < list->count; i++) {
            const struct item *item = &list->items[i];
            if (item->kind != ITEM_TEXT || item->baseline < asr->rect.y ||
                item->baseline > asr->rect.y + asr->rect.h || item->run.length != 1)
                continue;
            one = *item->run.text == '1' ? item : one;
            six = *item->run.text == '6' ? item : six;
        }
        assert_true(one != NULL && six != NULL && one->rect.x < six->rect.x);
        list_put(list);
    }
    stage_finish(&stage);
}

static void the_clock_may_have_twelve_hours(void **state)
{
    (void)state;
    struct stage stage;
    stage_init(&stage);
    stage_sample(&stage);
    stage.config->twelve_hours = true;
    struct list *list = stage_list(&stage, &widget_departures, panel, 0, NULL);
    assert_in_place(list, panel);
    assert_true(shows(list, "4:02") && shows(list, "12:50") && shows(list, "pm"));
    assert_false(shows(list, "04:02") || shows(list, "16:02"));
    list_put(list);
    stage_finish(&stage);
}

static void without_the_time_the_wells_have_dashes(void **state)
{
    (void)state;
    struct stage stage;
    stage_init(&stage);
    stage_sample(&stage);
    stage.moment.trust = TRUST_UNSET;
    struct list *list = stage_list(&stage, &widget_departures, panel, 0, NULL);
    assert_int_equal(labels_with(list, "--:--", NULL), PRAYER_COUNT);
    assert_false(shows(list, "05:04") || shows(list, "min"));
    list_put(list);
    stage_finish(&stage);
}

static void computed_times_have_their_sign(void **state)
{
    (void)state;
    struct stage stage;
    stage_init(&stage);
    write_content(&stage, 9, 0, located);
    struct list *list = stage_list(&stage, &widget_departures, panel, 0, NULL);
    assert_in_place(list, panel);
    assert_int_equal(labels_with(list, "≈", NULL), 3); /* Asr, Maghrib, Isha */
    assert_true(shows(list, language_phrase(LANGUAGE_EN, PHRASE_COMPUTED)));
    list_put(list);
    stage_finish(&stage);
}

static void sources_urgent_and_stale_are_told(void **state)
{
    (void)state;
    struct stage stage;
    stage_init(&stage);
    stage_content(&stage,
                  "{\"headlines\": [{\"time\": \"12:54\", \"title\": \"One\", \"source\": \"MAP\"},"
                  "{\"time\": \"10:00\", \"title\": \"URGENT: Two\", \"source\": \"APS\","
                  " \"urgent\": true}]}");
    struct list *list = stage_list(&stage, &widget_departures, panel, 0, NULL);
    assert_in_place(list, panel);
    assert_true(shows(list, "MAP") && shows(list, "APS"));
    assert_int_equal(labels_with(list, "URGENT", NULL), 1);
    assert_int_equal(labels_with(list, "NEW", NULL), 1);
    assert_true(shows(list, "Two"));
    list_put(list);
    struct headline *headlines = (struct headline *)stage.content->headlines;
    for (int i = 0; i < 2; i++)
        headlines[i].age = (struct age){NOON - 3 * 3600, NOON - 60, INT64_MAX};
    list = stage_list(&stage, &widget_departures, panel, 0, NULL);
    assert_in_place(list, panel);
    assert_true(shows(list, "as of 09:55"));
    assert_false(shows(list, "NEW")); /* of what is old nothing is new */
    list_put(list);
    const struct rect low = {0, 0, 620, 160}; /* the page finds no room beside it */
    assert_true(stage_pages(&stage, &widget_departures, low).count > 1);
    list = stage_list(&stage, &widget_departures, low, 0, NULL);
    assert_true(shows(list, "as of 09:55") && !shows(list, "1 of 2"));
    list_put(list);
    stage_finish(&stage);
}

/* Of the rows of SHEET, how many are of the day after. */
static int later_rows(const struct departure_sheet *sheet)
{
    int count = 0;
    for (int i = 0; i < sheet->rows->prayers; i++)
        count += sheet->rows->rows[i].later;
    return count;
}

/* Slats that would be empty have tomorrow's prayers; a board that is full stays as it is. */
static void tomorrow_fills_the_board(void **state)
{
    (void)state;
    struct stage stage;
    stage_init(&stage);
    for (int count = 0; count <= 12; count++) {
        write_content(&stage, count, 0, day);
        struct view view = stage_view(&stage, panel);
        struct departure_rows rows;
        struct departure_sheet before, after;
        departure_rows_of(&view, &rows);
        departure_sheet_lay(&view, &rows, &before);
        int empty = before.pinned + before.turning - rows.count;
        bool blank = count > 0 && before.page_count == 1 && empty > 0;
        write_content(&stage, count, 0, located);
        view = stage_view(&stage, panel);
        departure_rows_of(&view, &rows);
        assert_int_equal(rows.later_count, 7); /* with Imsak */
        departure_sheet_lay(&view, &rows, &after);
        assert_true(count == 0 || later_rows(&after) == (!blank ? 0 : empty < 7 ? empty : 7));
        assert_true(after.page_count != 1 || after.pinned + after.turning == rows.count);
        struct list *list = stage_list(&stage, &widget_departures, panel, 0, NULL);
        assert_in_place(list, panel);
        assert_int_equal(labels_with(list, "Tomorrow", NULL), later_rows(&after));
        list_put(list);
    }
    stage_finish(&stage);
}

/* Alone on a high board the prayers are larger, all on one page, and hardly a slat is empty; the
 * minute changes nothing of that. In a narrow zone what cannot be told to be tomorrow's is not. */
static void prayers_alone_are_large(void **state)
{
    (void)state;
    static const struct rect high = {60, 200, 960, 1600}, narrow = {60, 200, 420, 1600};
    struct stage stage;
    stage_init(&stage);
    write_content(&stage, 0, 0, located);
    double first = 0;
    for (int minute = 0; minute < 24 * 60; minute += 7) {
        stage.moment = moment_at(NOON + 60 * minute);
        struct view view = stage_view(&stage, high);
        struct departure_rows rows;
        struct departure_sheet sheet;
        departure_rows_of(&view, &rows);
        departure_sheet_lay(&view, &rows, &sheet);
        assert_int_equal(sheet.page_count, 1);
        assert_in_range(sheet.pinned + sheet.turning - rows.count, 0, 1);
        assert_true(sheet.enlarged >= 1 && sheet.enlarged <= 1.6);
        first = minute == 0 ? sheet.enlarged : first;
        assert_true(minute > 170 || sheet.enlarged == first); /* Asr is at 16:02 */
        struct list *list = stage_list(&stage, &widget_departures, high, 0, NULL);
        assert_in_place(list, high);
        list_put(list);
        view = stage_view(&stage, narrow);
        departure_rows_of(&view, &rows);
        departure_sheet_lay(&view, &rows, &sheet);
        list = stage_list(&stage, &widget_departures, narrow, 0, NULL);
        assert_in_place(list, narrow);
        assert_true(labels_with(list, "Tomorrow", NULL) >= later_rows(&sheet) ||
                    shows(list, "March"));
        list_put(list);
    }
    assert_true(first > 1.2);
    stage_finish(&stage);
}

/* What is shown at a moment is the same whatever was shown before: no change is missed. */
static void nothing_is_kept_too_long(void **state)
{
    (void)state;
    struct stage stage;
    stage_init(&stage);
    stage_theme(&stage, "[theme]\nschema = 1\nname = Board\n[grid]\ncolumns = 1fr 1fr\nrows = 1fr\n"
                        "margin = 30\ngap = 60\nareas = a b\n"
                        "[zone.a]\nshow = departures\ntransition = fade\n"
                        "[zone.b]\nshow = departures 10s, weather 10s\nlines = 2\n"
                        "rows = prayers\n");
    busy_content(&stage);
    stage.config->prayer.iqama[PRAYER_ASR] = (struct following){FOLLOWING_AFTER, 7};
    struct composer_inputs inputs = stage_inputs(&stage, 1280, 720);
    struct composer *composer = composer_create(&inputs);
    for (int i = 0; i < 240; i++) {
        struct moment moment = moment_ms(NOON - 600 + (int64_t)i * 61, i * 377 % 1000);
        assert_pure(composer, &inputs, &moment);
    }
    composer_destroy(composer);
    stage_finish(&stage);
}

/* --- the keys of its zone --- */

static const char *const board_theme =
    "[theme]\nschema = 1\nname = Board\n[grid]\ncolumns = 1fr\nrows = 1fr\nareas = a\n"
    "[zone.a]\nshow = departures\n";

static void a_theme_says_what_has_rows(void **state)
{
    (void)state;
    struct stage stage;
    char text[512];
    stage_init(&stage);
    stage_theme(&stage, board_theme);
    const struct theme_zone *zone = &stage.theme->zones[0];
    assert_int_equal(zone->row_kinds, 0); /* all */
    assert_int_equal(zone->lines, 1);
    assert_int_equal(zone->count, 0);
    snprintf(text, sizeof text, "%srows = headlines\nlines = 2\ncount = 9\n", board_theme);
    stage_theme(&stage, text);
    zone = &stage.theme->zones[0];
    assert_int_equal(zone->row_kinds, ROW_HEADLINES);
    assert_int_equal(zone->lines, 2);
    assert_int_equal(zone->count, 9);
    snprintf(text, sizeof text, "%srows = headlines, prayers\n", board_theme);
    stage_theme(&stage, text);
    assert_int_equal(stage.theme->zones[0].row_kinds, ROW_HEADLINES | ROW_PRAYERS);
    stage_finish(&stage);
}

static void what_is_no_row_is_told(void **state)
{
    (void)state;
    static const char *const wrong[][2] = {
        {"rows = prayer\n", "did you mean \"prayers\"?"},
        {"rows = prayers, weather\n", "\"weather\" is not known"},
        {"lines = 4\n", "1 to 3"},
        {"count = 1\n", "2 to 40"},
    };
    int count;
    const char *const *names = widget_names(&count);
    for (size_t i = 0; i < COUNT_OF(wrong); i++) {
        char text[512];
        struct diagnostics diagnostics;
        diagnostics_init(&diagnostics);
        snprintf(text, sizeof text, "%s%s", board_theme, wrong[i][0]);
        assert_null(
            theme_parse("a.ini", NULL, text, strlen(text), names, count, NULL, NULL, &diagnostics));
        assert_int_equal(diagnostics.count, 1);
        assert_non_null(strstr(diagnostics.findings[0].what, wrong[i][1]));
        diagnostics_finish(&diagnostics);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_headline_stands_once_below_the_prayers),
        cmocka_unit_test(each_kind_alone),
        cmocka_unit_test(slats_are_even),
        cmocka_unit_test(no_more_rows_than_the_zone_wants),
        cmocka_unit_test(a_minute_changes_the_countdown_alone),
        cmocka_unit_test(figures_stand_in_columns),
        cmocka_unit_test(the_clock_may_have_twelve_hours),
        cmocka_unit_test(without_the_time_the_wells_have_dashes),
        cmocka_unit_test(computed_times_have_their_sign),
        cmocka_unit_test(sources_urgent_and_stale_are_told),
        cmocka_unit_test(tomorrow_fills_the_board),
        cmocka_unit_test(prayers_alone_are_large),
        cmocka_unit_test(nothing_is_kept_too_long),
        cmocka_unit_test(a_theme_says_what_has_rows),
        cmocka_unit_test(what_is_no_row_is_told),
    };
    return cmocka_run_group_tests_name("widgets/departures", tests, NULL, NULL);
}
