#include "fixture.h"

#include "base/arena.h"
#include "content/picture.h"

#include <threads.h>

static void test_empty(void **state)
{
    (void)state;
    struct content *content = content_create();
    assert_true(content_is_empty(content));
    assert_int_equal(content->article.comments, COMMENTS_NONE);
    assert_true(content->article.at_s == INSTANT_NONE);
    assert_int_equal(content->weather.now_code, WEATHER_CODE_NONE);
    assert_int_equal(content->weather.today.code, WEATHER_CODE_NONE);
    assert_int_equal(content->prayers.minutes[PRAYER_ISHA], MINUTES_NONE);
    struct content *other = content_create();
    assert_true(content->serial != other->serial);
    content_put(content);
    content_put(other);
    content_put(NULL);
    assert_null(content_take(NULL));
}

static void test_prayer_keys(void **state)
{
    (void)state;
    assert_string_equal(prayer_key(PRAYER_FAJR), "fajr");
    assert_string_equal(prayer_key(PRAYER_SUNRISE), "sunrise");
    assert_string_equal(prayer_key(PRAYER_ISHA), "isha");
}

static void test_picture(void **state)
{
    (void)state;
    assert_null(picture_create(0, 1));
    assert_null(picture_create(1, PICTURE_SIDE_MAX + 1));
    struct picture *picture = picture_create(3, 2);
    struct picture *other = picture_create(1, 1);
    assert_int_equal(picture->pixels[5], 0);
    assert_true(picture->serial != other->serial);
    assert_ptr_equal(picture_take(picture), picture);
    picture_put(picture);
    picture->pixels[5] = 0xFFFFFFFF; /* still there: valgrind and the sanitizers watch */
    picture_put(picture);
    picture_put(other);
    picture_put(NULL);
    assert_null(picture_take(NULL));
}

static void test_with_image(void **state)
{
    (void)state;
    struct parsed parsed = parse("{\"article\": {\"title\": \"A\", \"image\": \"http://h/i\"},"
                                 "\"place\": {\"timezone\": \"Asia/Kolkata\"}}");
    struct picture *first = picture_create(1, 1), *second = picture_create(2, 2);
    struct content *shown = content_with_image(parsed.content, first);
    struct content *again = content_with_image(shown, second);
    picture_put(first);
    picture_put(second);
    assert_true(shown->serial != parsed.content->serial);
    assert_null(parsed.content->article.image);
    parsed_finish(&parsed);
    content_put(shown);
    assert_string_equal(again->article.title, "A");
    assert_int_equal(again->article.image->w, 2);
    assert_int_equal(zone_offset(again->zone, NOON), 19800);
    struct content *bare = content_with_image(again, NULL);
    assert_null(bare->article.image);
    content_put(again);
    content_put(bare);
}

/* --- merging --- */

static struct content *merge_for(const struct place *override, const char *a, const char *b)
{
    struct parsed parts[2] = {parse_for(override, a, strlen(a)), parse_for(override, b, strlen(b))};
    assert_int_equal(parts[0].diagnostics.count + parts[1].diagnostics.count, 0);
    const struct content_part contents[] = {{.content = parts[0].content, .confirmed_s = NOON},
                                            {.content = parts[1].content, .confirmed_s = NOON}};
    struct content *merged = content_merge(contents, 2, NULL, 0, override, NULL);
    parsed_finish(&parts[0]);
    parsed_finish(&parts[1]);
    return merged;
}

static void test_merge_parts(void **state)
{
    (void)state;
    struct content *merged = merge_for(
        NULL,
        "{\"place\": {\"name\": \"A\"}, \"social\": {\"label\": \"A\"}, \"weather\": {\"now\": "
        "{\"code\": 1}}}",
        "{\"place\": {\"name\": \"B\", \"latitude\": 1, \"longitude\": 2}, \"social\": {\"label\": "
        "\"B\"}, \"article\": {\"title\": \"B\"}, \"weather\": {\"unit\": \"F\", \"now\": "
        "{\"temperature\": 70}}, \"prayers\": {\"times\": {\"asr\": \"16:02\"}}}");
    assert_string_equal(merged->place.name, "A");
    assert_false(merged->place.located); /* never the coordinates of another place */
    assert_string_equal(merged->social.label, "A");
    assert_string_equal(merged->article.title, "B");
    assert_int_equal(merged->weather.unit, 'C');
    assert_false(merged->weather.now.known);
    assert_int_equal(merged->prayers.minutes[PRAYER_ASR], 16 * 60 + 2);
    assert_false(content_is_empty(merged));
    content_put(merged);
}

static void test_merge_override(void **state)
{
    (void)state;
    const struct place override = {.name = "Hall"};
    struct content *merged =
        merge_for(&override, "{\"headlines\": [{\"title\": \"x\"}]}",
                  "{\"place\": {\"name\": \"B\", \"latitude\": 1, \"longitude\": 2, \"timezone\": "
                  "\"Asia/Kolkata\"}}");
    assert_string_equal(merged->place.name, "Hall");
    assert_true(merged->place.located);
    assert_true(merged->place.latitude == 1);
    assert_string_equal(merged->place.timezone, "Asia/Kolkata");
    content_put(merged);

    const struct place all = {.name = "N", .located = true, .latitude = 5, .timezone = "Test/Odd"};
    const struct zone *zone = find_fixed_zone(NULL, "Test/Odd");
    merged = content_merge(NULL, 0, NULL, 0, &all, zone);
    zone_put(zone);
    assert_string_equal(merged->place.timezone, "Test/Odd");
    assert_true(merged->place.latitude == 5);
    assert_string_equal(zone_name(merged->zone), "Test/Odd");
    assert_true(content_is_empty(merged));
    content_put(merged);
}

/* An altitude goes with its place. */
static void test_merge_altitude(void **state)
{
    (void)state;
    static const char news[] = "{\"headlines\": [{\"title\": \"x\"}]}";
    static const char ifrane[] =
        "{\"place\": {\"latitude\": 33.5, \"longitude\": -5.1, \"altitude\": 1665}}";
    const struct place overrides[] = {
        {.name = "N"}, {.altitude = 1700}, {.located = true}, {.located = true, .altitude = 3}};
    static const double altitudes[] = {1665, 1700, 0, 3};
    for (size_t i = 0; i < 4; i++) {
        struct content *merged = merge_for(&overrides[i], news, ifrane);
        assert_true(merged->place.altitude == altitudes[i]);
        content_put(merged);
    }
}

/* The names in other languages belong to the name: they stay with the same one only. */
static void test_merge_names(void **state)
{
    (void)state;
    static const char rabat[] = "{\"place\": {\"name\": {\"default\": \"Rabat\", \"ar\": "
                                "\"الرباط\", \"fr\": \"Rabat-ville\"}}, \"social\": {\"label\": "
                                "{\"ar\": \"تابعونا\"}}}";
    static const char news[] = "{\"headlines\": [{\"title\": \"x\"}]}";
    struct content *merged = merge_for(NULL, news, rabat);
    assert_string_equal(merged->place.name, "Rabat");
    assert_string_equal(merged->place.names[LANGUAGE_AR], "الرباط");
    assert_null(merged->place.names[LANGUAGE_EN]);
    assert_string_equal(merged->social.label, "تابعونا");
    assert_string_equal(merged->social.labels[LANGUAGE_AR], "تابعونا");
    content_put(merged);

    const struct place same = {.name = "Rabat", .timezone = "Test/Odd", .located = true};
    merged = merge_for(&same, news, rabat);
    assert_string_equal(merged->place.names[LANGUAGE_AR], "الرباط");
    content_put(merged);

    const struct place other = {.name = "Hall"};
    merged = merge_for(&other, rabat, news);
    assert_string_equal(merged->place.name, "Hall");
    assert_null(merged->place.names[LANGUAGE_AR]);
    assert_null(merged->place.names[LANGUAGE_FR]);
    content_put(merged);

    char arabic[] = "القاعة";
    const struct place more = {.names = {[LANGUAGE_AR] = arabic}};
    merged = merge_for(&more, news, rabat);
    memset(arabic, 'x', 4); /* texts are copied */
    assert_null(merged->place.name);
    assert_string_equal(merged->place.names[LANGUAGE_AR], "القاعة");
    assert_null(merged->place.names[LANGUAGE_FR]);
    content_put(merged);

    /* The same place by its name in one language: the content's others stay. */
    const struct place known = {.names = {[LANGUAGE_FR] = "Rabat-ville"}};
    merged = merge_for(&known, news, rabat);
    assert_string_equal(merged->place.name, "Rabat");
    assert_string_equal(merged->place.names[LANGUAGE_AR], "الرباط");
    content_put(merged);
}

static void test_names_pick(void **state)
{
    (void)state;
    static const char *const none[LANGUAGE_COUNT], *const some[LANGUAGE_COUNT] = {
                                                       [LANGUAGE_FR] = "f", [LANGUAGE_AR] = "a"};
    assert_null(names_pick(NULL, none, LANGUAGE_AR));
    assert_string_equal(names_pick("n", none, LANGUAGE_AR), "n");
    assert_string_equal(names_pick("n", some, LANGUAGE_AR), "a");
    assert_string_equal(names_pick("n", some, LANGUAGE_EN), "n");
    assert_string_equal(names_pick(NULL, some, LANGUAGE_ZGH), "f");
    assert_true(names_hold("n", some, "n") && names_hold(NULL, some, "a"));
    assert_false(names_hold(NULL, none, "n") || names_hold("n", some, "x"));
}

static void assert_titles(const struct content *content, const char *titles)
{
    struct buffer out;
    buffer_init(&out, 4096);
    for (int i = 0; i < content->headline_count; i++)
        buffer_print(&out, "%s%s", i > 0 ? " " : "", content->headlines[i].title);
    assert_string_equal(buffer_text(&out), titles);
    buffer_finish(&out);
}

static void test_merge_headlines(void **state)
{
    (void)state;
    struct content *merged =
        merge_for(NULL,
                  "{\"headlines\": [{\"title\": \"a\", \"time\": \"10:00\"}, {\"title\": \"b\"},"
                  "{\"title\": \"c\", \"time\": \"12:00\", \"url\": \"http://h/c\"},"
                  "{\"title\": \"d\", \"time\": \"11:00\", \"url\": \"http://h/d\"}]}",
                  "{\"headlines\": [{\"title\": \"e\", \"time\": \"11:00\"}, {\"title\": \"f\"},"
                  "{\"title\": \"c\", \"time\": \"13:00\"},"
                  "{\"title\": \"g\", \"time\": \"13:00\", \"url\": \"http://h/c\"}]}");
    /* Equal times keep the order of the sources; "g" is at the address of "c", and of the hour of
     * the other "c". */
    assert_titles(merged, "c d e a b f");
    content_put(merged);
    merged = merge_for(NULL,
                       "{\"headlines\": [{\"title\": \"a\"}, {\"title\": \"b\", \"time\": "
                       "\"10:00\"}, {\"title\": \"a\"}]}",
                       "{\"headlines\": []}");
    assert_titles(merged, "a b"); /* one source: its own order */
    content_put(merged);
}

static void test_merge_many_headlines(void **state)
{
    (void)state;
    struct buffer texts[2];
    for (int part = 0; part < 2; part++) {
        buffer_init(&texts[part], 1024 * 1024);
        buffer_add_text(&texts[part], "{\"headlines\": [");
        for (int i = 0; i < 150; i++)
            buffer_print(&texts[part], "%s{\"title\": \"%d-%d\", \"time\": \"%02d:%02d\"}",
                         i > 0 ? "," : "", part, i, part * 6 + i / 60, i % 60);
        buffer_add_text(&texts[part], "]}");
    }
    struct content *merged = merge_for(NULL, buffer_text(&texts[0]), buffer_text(&texts[1]));
    assert_int_equal(merged->headline_count, HEADLINES_MAX);
    assert_string_equal(merged->headlines[0].title, "1-149");
    assert_string_equal(merged->headlines[150].title, "0-149");
    content_put(merged);
    buffer_finish(&texts[0]);
    buffer_finish(&texts[1]);
}

static void test_merge_reports(void **state)
{
    (void)state;
    char name[] = "lobby";
    const struct source_report report = {
        .name = name, .url = "http://h/", .state = SOURCE_FAILED, .fetched_s = INSTANT_NONE};
    struct content *merged = content_merge(NULL, 0, &report, 1, NULL, NULL);
    name[0] = 'x';
    assert_int_equal(merged->source_count, 1);
    assert_string_equal(merged->sources[0].name, "lobby");
    assert_null(merged->sources[0].error);
    assert_int_equal(merged->sources[0].state, SOURCE_FAILED);
    content_put(merged);
}

static void test_merge_keeps_pictures(void **state)
{
    (void)state;
    struct parsed parsed = parse("{\"article\": {\"title\": \"A\"}}");
    struct picture *picture = picture_create(4, 4);
    struct content *shown = content_with_image(parsed.content, picture);
    const struct content_part parts[] = {{.content = shown, .confirmed_s = NOON}};
    struct content *merged = content_merge(parts, 1, NULL, 0, NULL, NULL);
    parsed_finish(&parsed);
    picture_put(picture);
    content_put(shown);
    assert_int_equal(merged->article.image->pixels[15], 0);
    content_put(merged);
}

static int take_and_put(void *content)
{
    for (int i = 0; i < 20000; i++)
        content_put(content_take(content));
    content_put(content);
    return 0;
}

/* Lost counts would free too early or never: the sanitizers and valgrind tell. */
static void test_references_across_threads(void **state)
{
    (void)state;
    struct parsed parsed = parse("{\"headlines\": [{\"title\": \"x\"}]}");
    thrd_t threads[3];
    for (int i = 0; i < 3; i++)
        assert_int_equal(thrd_create(&threads[i], take_and_put, content_take(parsed.content)),
                         thrd_success);
    for (int i = 0; i < 3; i++)
        thrd_join(threads[i], NULL);
    assert_string_equal(parsed.content->headlines[0].title, "x");
    parsed_finish(&parsed);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_empty),
        cmocka_unit_test(test_prayer_keys),
        cmocka_unit_test(test_picture),
        cmocka_unit_test(test_with_image),
        cmocka_unit_test(test_merge_parts),
        cmocka_unit_test(test_merge_override),
        cmocka_unit_test(test_merge_altitude),
        cmocka_unit_test(test_merge_names),
        cmocka_unit_test(test_names_pick),
        cmocka_unit_test(test_merge_headlines),
        cmocka_unit_test(test_merge_many_headlines),
        cmocka_unit_test(test_merge_reports),
        cmocka_unit_test(test_merge_keeps_pictures),
        cmocka_unit_test(test_references_across_threads),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
