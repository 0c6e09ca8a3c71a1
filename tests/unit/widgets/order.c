/* What is shown when: beginnings, ends and ages of headlines and articles, to the second. */
#include "fixture.h"

#include "content/selection.h"
#include "widgets/order.h"

static const struct rect box = {0, 0, 900, 700};

/* Merged of one source, confirmed at NOON. */
static void stage_merged(struct stage *stage, const char *json, const struct selection *selection)
{
    stage_content(stage, json);
    const struct content_part part = {"city", stage->content, selection, NOON};
    struct content *merged = content_merge(&part, 1, NULL, 0, NULL, stage->content->zone);
    content_put(stage->content);
    stage->content = merged;
}

static struct order order_at(struct stage *stage, int64_t wall_s)
{
    stage->moment = moment_at(wall_s);
    struct view view = stage_view(stage, box);
    struct order order;
    order_headlines(&view, &order);
    return order;
}

static const char *article_at(struct stage *stage, int64_t wall_s, int64_t *next_s)
{
    stage->moment = moment_at(wall_s);
    struct view view = stage_view(stage, box);
    int64_t next_ns = MOMENT_NEVER;
    const struct article *article = order_article(&view, &next_ns);
    if (next_s != NULL)
        *next_s = next_ns / NS_PER_SECOND;
    return article != NULL ? article->title : NULL;
}

static const char urgent[] =
    "{\"headlines\": [{\"title\": \"Always\"}, {\"title\": \"Lift\", \"urgent\": true,"
    " \"from\": \"2025-03-19T13:00:00Z\", \"until\": \"2025-03-19T14:00:00Z\"}]}";

static void an_urgent_message_comes_and_goes(void **state)
{
    (void)state;
    struct stage stage;
    stage_init(&stage);
    const int64_t from = NOON + 300, until = NOON + 3900;
    stage_content(&stage, urgent);
    struct order order = order_at(&stage, from - 1);
    assert_int_equal(order.count, 1);
    assert_true(order.next_change_ns == from * NS_PER_SECOND);
    order = order_at(&stage, from);
    assert_int_equal(order.count, 2);
    assert_string_equal(order.items[0]->title, "Lift");
    assert_true(order.next_change_ns == until * NS_PER_SECOND);
    assert_int_equal(order_at(&stage, until - 1).count, 2);
    order = order_at(&stage, until);
    assert_int_equal(order.count, 1);
    assert_true(order.next_change_ns == MOMENT_NEVER);
    stage_finish(&stage);
}

/* The list and the strip, from the composer, with nothing new from any source; and prepared
 * before. */
static void it_comes_to_the_list_and_the_strip(void **state)
{
    (void)state;
    struct stage stage;
    stage_init(&stage);
    stage_content(&stage, urgent);
    stage_theme(&stage, "[theme]\nschema = 1\nname = T\n[grid]\ncolumns = 1fr\nrows = 1fr 84\n"
                        "areas = list\n  strip\n[zone.list]\nshow = headlines\n"
                        "[zone.strip]\nshow = ticker\n");
    struct composer_inputs inputs = stage_inputs(&stage, 1280, 720);
    struct composer *composer = composer_create(&inputs);
    struct moment moment = moment_at(NOON);
    composer_begin(composer, NULL, &moment);
    int64_t from_ns = (NOON + 300) * NS_PER_SECOND;
    assert_true(composer_next_change(composer) <= from_ns);
    moment.wall_ns = from_ns - 1;
    const struct scene *scene = composer_scene(composer, &moment);
    for (int i = 0; i < 2; i++)
        assert_false(shows(scene->zones[i].list, "Lift"));
    for (int i = 0; i < 2; i++) {
        const struct scene_zone *next = composer_upcoming(composer, i, &moment);
        assert_non_null(next);
        assert_true(shows(next->list, "Lift"));
    }
    moment.wall_ns = from_ns;
    scene = composer_scene(composer, &moment);
    for (int i = 0; i < 2; i++)
        assert_true(shows(scene->zones[i].list, "Lift"));
    moment.wall_ns = (NOON + 3900) * NS_PER_SECOND;
    scene = composer_scene(composer, &moment);
    for (int i = 0; i < 2; i++)
        assert_false(shows(scene->zones[i].list, "Lift"));
    composer_destroy(composer);
    stage_finish(&stage);
}

static void headlines_grow_old_and_go(void **state)
{
    (void)state;
    struct stage stage;
    stage_init(&stage);
    const struct selection selection = {.stale_after_s = 600, .hide_after_s = 1200};
    stage_merged(&stage, "{\"headlines\": [{\"title\": \"a\"}, {\"title\": \"b\"}]}", &selection);
    struct order order = order_at(&stage, NOON + 599);
    struct view view = stage_view(&stage, box);
    assert_int_equal(order.count, 2);
    assert_true(order.next_change_ns == (NOON + 600) * NS_PER_SECOND);
    assert_true(order_age(&view, &order).as_of_s == INSTANT_NONE);
    order = order_at(&stage, NOON + 600);
    view = stage_view(&stage, box);
    assert_true(order_age(&view, &order).as_of_s == NOON);
    assert_true(order.next_change_ns == (NOON + 1200) * NS_PER_SECOND);
    assert_int_equal(order_at(&stage, NOON + 1199).count, 2);
    assert_int_equal(order_at(&stage, NOON + 1200).count, 0);
    /* Nobody knows how old anything is. */
    stage.moment.trust = TRUST_UNSET;
    view = stage_view(&stage, box);
    order_headlines(&view, &order);
    assert_int_equal(order.count, 2);
    assert_true(order.next_change_ns == MOMENT_NEVER);
    assert_true(order_age(&view, &order).as_of_s == INSTANT_NONE);
    stage_finish(&stage);
}

/* "title|title" at an instant. */
static void assert_shown(struct stage *stage, int64_t wall_s, const char *titles, int64_t next_s)
{
    struct order order = order_at(stage, wall_s);
    struct buffer out;
    buffer_init(&out, 4096);
    for (int i = 0; i < order.count; i++)
        buffer_print(&out, "%s%s", i > 0 ? "|" : "", order.items[i]->title);
    assert_string_equal(buffer_text(&out), titles);
    buffer_finish(&out);
    if (next_s != 0)
        assert_true(order.next_change_ns == next_s * NS_PER_SECOND);
}

/* A limit counts what is shown at the moment, and nothing else. */
static void a_number_counts_what_is_shown(void **state)
{
    (void)state;
    struct stage stage;
    stage_init(&stage);
    const struct selection one = {.max_items = 1}, young = {.max_items = 2, .max_age_s = 7200};
    stage_merged(
        &stage,
        "{\"headlines\": [{\"title\": \"over\", \"urgent\": true, \"until\": "
        "\"2025-03-19T12:00:00Z\"}, {\"title\": \"to come\", \"urgent\": true, \"from\": "
        "\"2025-03-19T14:00:00Z\", \"until\": \"2025-03-19T15:00:00Z\"}, {\"title\": \"a\"}, "
        "{\"title\": \"b\"}]}",
        &one);
    const int64_t from = NOON + 65 * 60, until = NOON + 125 * 60;
    assert_shown(&stage, NOON, "a", from);
    assert_shown(&stage, from - 1, "a", from);
    assert_shown(&stage, from, "to come", until);
    assert_shown(&stage, until, "a", 0);
    stage_merged(
        &stage,
        "{\"headlines\": [{\"title\": \"old\", \"urgent\": true, \"time\": "
        "\"2025-03-19T08:00:00Z\"}, {\"title\": \"a\", \"time\": \"2025-03-19T12:00:00Z\"}, "
        "{\"title\": \"b\", \"time\": \"2025-03-19T11:30:00Z\"}, {\"title\": \"c\"}]}",
        &young);
    assert_shown(&stage, NOON, "a|b", NOON + 35 * 60);
    assert_shown(&stage, NOON + 35 * 60, "a|c", NOON + 65 * 60);
    assert_shown(&stage, NOON + 65 * 60, "c", 0);
    stage_finish(&stage);
}

/* Tomorrow's news are not shown today; five minutes are no tomorrow. */
static void headlines_of_the_future_come(void **state)
{
    (void)state;
    struct stage stage;
    stage_init(&stage);
    stage_content(&stage, "{\"headlines\": [{\"title\": \"April\", \"time\": "
                          "\"2026-04-25T08:00:00Z\"}, {\"title\": \"soon\", \"time\": "
                          "\"2025-03-19T13:00:00Z\"}, {\"title\": \"later\", \"urgent\": true, "
                          "\"time\": \"2025-03-19T13:01:00Z\"}]}");
    assert_shown(&stage, NOON, "soon", NOON + 60);
    assert_shown(&stage, NOON + 60, "later|soon", 0);
    assert_shown(&stage, NOON + 402 * SECONDS_PER_DAY, "later|April|soon", 0);
    stage_finish(&stage);
}

static void an_article_gives_way_to_the_next(void **state)
{
    (void)state;
    struct stage stage;
    stage_init(&stage);
    static const char *const texts[] = {
        "{\"article\": {\"title\": \"to come\", \"time\": \"2025-03-19T14:00:00Z\"}}",
        ("{\"article\": {\"title\": \"ends\", \"time\": \"2025-03-19T12:00:00Z\", "
         "\"until\": \"2025-03-19T13:00:00Z\"}}"),
        "{\"article\": {\"title\": \"hides\", \"time\": \"2025-03-19T11:00:00Z\"}}"};
    const struct selection all = {0}, hiding = {.hide_after_s = 900};
    struct content_part parts[3];
    for (int i = 0; i < 3; i++) {
        struct parsed parsed = parse(texts[i]);
        diagnostics_finish(&parsed.diagnostics);
        parts[i] = (struct content_part){"x", parsed.content, i == 2 ? &hiding : &all, NOON};
    }
    stage.content = content_merge(parts, 3, NULL, 0, NULL, NULL);
    for (int i = 0; i < 3; i++)
        content_put(parts[i].content);
    int64_t next_s;
    assert_string_equal(article_at(&stage, NOON, &next_s), "ends");
    assert_true(next_s == NOON + 300);
    assert_string_equal(article_at(&stage, NOON + 300, &next_s), "hides");
    assert_true(next_s == NOON + 900);
    assert_null(article_at(&stage, NOON + 900, &next_s));
    /* A clock a little ahead makes no future. */
    assert_true(next_s == NOON + 3600);
    assert_string_equal(article_at(&stage, NOON + 3600, NULL), "to come");
    assert_int_equal(stage_pages(&stage, &widget_article, box).count, 1);
    stage.moment = moment_at(NOON + 900);
    assert_int_equal(stage_pages(&stage, &widget_article, box).count, 0);
    assert_true(stage_pages(&stage, &widget_article, box).next_change_ns ==
                (NOON + 3600) * NS_PER_SECOND);
    stage_finish(&stage);
}

static void sources_are_told_where_there_are_several(void **state)
{
    (void)state;
    struct stage stage;
    stage_init(&stage);
    stage_content(&stage, "{\"headlines\": [{\"title\": \"a\", \"source\": \"One\"},"
                          " {\"title\": \"b\", \"source\": \"One\"}]}");
    struct order order = order_at(&stage, NOON);
    assert_false(order_has_sources(&order));
    struct list *list = stage_list(&stage, &widget_headlines, box, 0, NULL);
    assert_false(shows(list, "One"));
    list_put(list);
    stage_content(&stage, "{\"headlines\": [{\"title\": \"a\", \"source\": \"One\"},"
                          " {\"title\": \"b\", \"source\": \"Two\", \"until\": "
                          "\"2025-03-19T13:00:00Z\"}, {\"title\": \"c\"}]}");
    order = order_at(&stage, NOON);
    assert_true(order_has_sources(&order));
    const struct widget *const both[] = {&widget_headlines, &widget_ticker};
    for (int i = 0; i < 2; i++) {
        list = stage_list(&stage, both[i], box, 0, NULL);
        assert_int_equal(labels_with(list, "One", NULL), 1);
        assert_int_equal(labels_with(list, "Two", NULL), 1);
        assert_int_equal(item_with(list, "One")->color, stage.theme->colors[COLOR_MUTED]);
        if (i == 0)
            assert_texts_apart(list);
        list_put(list);
    }
    stage_finish(&stage);
}

/* Behind the title where there is room, else below it: it never leaves the box, nor covers
 * anything. */
static void a_source_has_room_of_its_own(void **state)
{
    (void)state;
    struct stage stage;
    stage_init(&stage);
    struct buffer json;
    buffer_init(&json, 64 * 1024);
    buffer_add_text(&json, "{\"headlines\": [");
    for (int i = 0; i < 40; i++)
        buffer_print(&json, "%s{\"title\": \"%.*s\", \"time\": \"12:00\", \"source\": \"%.*s\"}",
                     i > 0 ? "," : "", 4 + i,
                     "Title with words and words and words and words and words", 3 + i,
                     "Source of so and so and so and so and so and so");
    buffer_add_text(&json, "]}");
    stage_content(&stage, buffer_text(&json));
    buffer_finish(&json);
    for (int w = 300; w < 900; w += 150) {
        struct rect narrow = {50, 20, w, 500};
        for (int language = 0; language < LANGUAGE_COUNT; language++) {
            stage_language(&stage, (enum language)language);
            int pages = stage_pages(&stage, &widget_headlines, narrow).count, told = 0;
            for (int page = 0; page < pages; page++) {
                struct list *list = stage_list(&stage, &widget_headlines, narrow, page, NULL);
                assert_texts_apart(list);
                for (int i = 0; i < list->count; i++)
                    if (list->items[i].kind == ITEM_TEXT)
                        assert_true(holds(narrow, capitals(&list->items[i])));
                told += labels_with(list, "So", NULL);
                list_put(list);
            }
            assert_int_equal(told, 40);
        }
    }
    stage_finish(&stage);
}

/* --- marks --- */

static void what_is_stale_says_of_when_it_is(void **state)
{
    static const char *const words[LANGUAGE_COUNT] = {[LANGUAGE_EN] = "as of",
                                                      [LANGUAGE_FR] = "mise à jour",
                                                      [LANGUAGE_AR] = "آخر تحديث",
                                                      [LANGUAGE_ZGH] = "ⴰⵙⵎⴰⵢⵏⵓ"};
    const struct widget *const all[] = {&widget_headlines, &widget_article, &widget_weather};
    const struct selection selection = {.stale_after_s = 600, .hide_after_s = 1200};
    (void)state;
    struct stage stage;
    stage_init(&stage);
    stage_merged(&stage,
                 "{\"headlines\": [{\"title\": \"a\"}], \"article\": {\"title\": \"A\"}, "
                 "\"weather\": {\"today\": {\"low\": 9, \"high\": 21, \"code\": 3}}}",
                 &selection);
    for (int language = 0; language < LANGUAGE_COUNT; language++) {
        stage_language(&stage, (enum language)language);
        for (size_t i = 0; i < COUNT_OF(all); i++) {
            stage.moment = moment_at(NOON + 599);
            struct pages pages = stage_pages(&stage, all[i], box);
            assert_int_equal(pages.count, 1);
            assert_true(pages.next_change_ns == (NOON + 600) * NS_PER_SECOND);
            struct list *list = stage_list(&stage, all[i], box, 0, NULL);
            assert_true(list->next_change_ns == (NOON + 600) * NS_PER_SECOND);
            assert_false(shows(list, words[language]));
            list_put(list);

            stage.moment = moment_at(NOON + 600);
            list = stage_list(&stage, all[i], box, 0, NULL);
            const struct label *mark = NULL;
            /* The article is written about in a language that runs as it does. */
            bool foreign = language == LANGUAGE_AR && all[i] == &widget_article;
            const char *word = words[foreign ? LANGUAGE_EN : language];
            assert_int_equal(labels_with(list, word, &mark), 1);
            assert_true(mark->rect.x >= 0 && mark->rect.x + mark->rect.w <= box.w);
            assert_true(mark->rect.y > -5 && mark->rect.y < box.h);
            assert_non_null(strstr(mark->text, "12:55"));
            assert_texts_apart(list);
            list_put(list);
            assert_true(stage_pages(&stage, all[i], box).next_change_ns ==
                        (NOON + 1200) * NS_PER_SECOND);

            stage.moment = moment_at(NOON + 1200);
            assert_int_equal(stage_pages(&stage, all[i], box).count, 0);
        }
    }
    stage_finish(&stage);
}

/* "as of 12:55" of yesterday would be read as of today. */
static void from_the_next_day_on_it_is_a_date(void **state)
{
    (void)state;
    struct stage stage;
    stage_init(&stage);
    const struct selection selection = {.stale_after_s = 600, .hide_after_s = SELECTION_NEVER};
    stage_merged(&stage, "{\"headlines\": [{\"title\": \"a\"}]}", &selection);
    stage.moment = moment_at(NOON + 700);
    struct pages pages = stage_pages(&stage, &widget_headlines, box);
    stage.moment = moment_at(pages.next_change_ns / NS_PER_SECOND);
    struct list *list = stage_list(&stage, &widget_headlines, box, 0, NULL);
    assert_true(shows(list, "19 March"));
    assert_false(shows(list, "12:55"));
    list_put(list);
    stage_finish(&stage);
}

static void stale_weather_is_muted(void **state)
{
    (void)state;
    struct stage stage;
    stage_init(&stage);
    const struct selection selection = {.stale_after_s = 600};
    stage_merged(&stage, "{\"weather\": {\"today\": {\"low\": 9, \"high\": 21, \"code\": 0}}}",
                 &selection);
    for (int stale = 0; stale < 2; stale++) {
        stage.moment = moment_at(NOON + 600 * stale);
        struct list *list = stage_list(&stage, &widget_weather, box, 0, NULL);
        assert_int_equal(item_with(list, "21")->color,
                         stage.theme->colors[stale ? COLOR_MUTED : COLOR_INK]);
        list_put(list);
    }
    stage_finish(&stage);
}

/* --- zones of their own --- */

static const char zones[] = "[theme]\nschema = 1\nname = T\n[grid]\ncolumns = 1fr 1fr\nrows = 1fr\n"
                            "areas = one all\n[zone.one]\nshow = headlines\nsource = city\n"
                            "[zone.all]\nshow = headlines\n";

static void a_zone_shows_its_source_alone(void **state)
{
    (void)state;
    static const char *const names[] = {"city", "agency"};
    struct stage stage;
    stage_init(&stage);
    stage_theme(&stage, zones);
    for (int first = 0; first < 2; first++) {
        struct parsed city = parse("{\"headlines\": [{\"title\": \"Tram\"}]}");
        struct parsed agency = parse("{\"headlines\": [{\"title\": \"Oil\"}]}");
        /* The second time nothing is of "city": its zone is closed. */
        const struct content_part parts[] = {{names[first], city.content, NULL, NOON},
                                             {"agency", agency.content, NULL, NOON}};
        content_put(stage.content);
        stage.content = content_merge(parts, 2, NULL, 0, NULL, NULL);
        parsed_finish(&city);
        parsed_finish(&agency);
        struct composer_inputs inputs = stage_inputs(&stage, 1280, 720);
        struct composer *composer = composer_create(&inputs);
        const struct scene *scene = composer_scene(composer, &stage.moment);
        assert_true(shows(scene->zones[1].list, "Oil") && shows(scene->zones[1].list, "Tram"));
        if (first == 0) {
            assert_true(shows(scene->zones[0].list, "Tram"));
            assert_false(shows(scene->zones[0].list, "Oil"));
        } else {
            assert_true(rect_is_empty(scene->zones[0].rect) || scene->zones[0].list == NULL);
            assert_true(scene->zones[1].rect.w > 1000);
        }
        composer_destroy(composer);
    }
    stage_finish(&stage);
}

/* Too old is left out, and the others take its room, without a word from any source. */
static void a_zone_that_is_too_old_closes(void **state)
{
    (void)state;
    struct stage stage;
    stage_init(&stage);
    stage_theme(&stage,
                "[theme]\nschema = 1\nname = T\n[grid]\ncolumns = 1fr\nrows = 1fr 220\n"
                "areas = list\n  sky\n[zone.list]\nshow = headlines\n[zone.sky]\nshow = weather\n");
    const struct selection selection = {0};
    stage_merged(&stage,
                 "{\"headlines\": [{\"title\": \"a\"}], \"weather\": {\"today\": {\"high\": 21}, "
                 "\"days\": [{\"date\": \"2025-03-20\", \"high\": 22}, "
                 "{\"date\": \"2025-03-21\", \"high\": 23}]}}",
                 &selection);
    struct composer_inputs inputs = stage_inputs(&stage, 1280, 720);
    struct composer *composer = composer_create(&inputs);
    struct moment moment = moment_at(NOON + WEATHER_HIDE_S - 1);
    const struct scene *scene = composer_scene(composer, &moment);
    int before = scene->zones[0].rect.h;
    assert_true(shows(scene->zones[1].list, "22"));
    assert_true(composer_next_change(composer) <= (NOON + WEATHER_HIDE_S) * NS_PER_SECOND);
    moment = moment_at(NOON + WEATHER_HIDE_S);
    scene = composer_scene(composer, &moment);
    assert_true(scene->zones[0].rect.h > before);
    composer_destroy(composer);
    stage_finish(&stage);
}

/* A source that is confirmed makes a new content: nothing that is seen changes by that. */
static void a_confirmation_paints_nothing(void **state)
{
    (void)state;
    struct stage stage;
    stage_init(&stage);
    stage_sample(&stage);
    struct composer *composers[2];
    const struct scene *scenes[2];
    struct content *merged[2];
    for (int i = 0; i < 2; i++) {
        const struct content_part part = {"x", stage.content, NULL, NOON + 3600 * i - 3600};
        merged[i] = content_merge(&part, 1, NULL, 0, NULL, stage.content->zone);
        struct composer_inputs inputs = stage_inputs(&stage, 1920, 1080);
        inputs.content = merged[i];
        composers[i] = composer_create(&inputs);
        composer_begin(composers[i], i > 0 ? composers[0] : NULL, &stage.moment);
        scenes[i] = composer_scene(composers[i], &stage.moment);
    }
    assert_int_equal(scenes[0]->zone_count, scenes[1]->zone_count);
    for (int i = 0; i < scenes[0]->zone_count; i++)
        assert_ptr_equal(scenes[0]->zones[i].list, scenes[1]->zones[i].list);
    for (int i = 0; i < 2; i++) {
        composer_destroy(composers[i]);
        content_put(merged[i]);
    }
    stage_finish(&stage);
}

/* In a theme without a zone for it, where no headline is; with its own beginning and end. */
static void an_article_alone_is_a_headline(void **state)
{
    (void)state;
    static const char alone[] =
        "{\"article\": {\"title\": \"Story\", \"paragraphs\": [\"Text.\"],"
        " \"from\": \"2025-03-19T13:00:00Z\", \"until\": \"2025-03-19T14:00:00Z\"}%s}";
    static const char headline[] = ", \"headlines\": [{\"title\": \"One\"}]";
    char json[512];
    struct stage stage;
    stage_init(&stage);
    snprintf(json, sizeof json, alone, "");
    stage_content(&stage, json);
    stage.moment = moment_at(NOON + 600);
    assert_int_equal(stage_pages(&stage, &widget_headlines, box).count, 0);
    stage_theme(&stage, "[theme]\nschema = 1\n[grid]\ncolumns = 1fr\nrows = 1fr\nareas = a\n"
                        "[grid.portrait]\ncolumns = 1fr\nrows = 1fr 1fr\nareas = a\n b\n"
                        "[zone.a]\nshow = headlines\n[zone.b]\nshow = article\n");
    struct view view = stage_view(&stage, box);
    struct pages pages = {0};
    view.screen = (struct size){1080, 1920};
    widget_headlines.pages(&view, &pages);
    assert_int_equal(pages.count, 0);
    view.screen = (struct size){1920, 1080};
    widget_headlines.pages(&view, &pages);
    assert_int_equal(pages.count, 1);
    assert_true(pages.next_change_ns == (NOON + 3900) * NS_PER_SECOND);
    struct list *list = list_create();
    widget_headlines.build(&view, 0, list);
    assert_true(shows(list, "Story") && shows(list, "FEATURED") && !shows(list, "HEADLINES"));
    list_put(list);
    view.moment = moment_at(NOON);
    widget_headlines.pages(&view, &pages);
    assert_int_equal(pages.count, 0);
    assert_true(pages.next_change_ns == (NOON + 300) * NS_PER_SECOND);
    snprintf(json, sizeof json, alone, headline);
    stage_content(&stage, json);
    view.content = stage.content;
    view.moment = moment_at(NOON + 600);
    list = list_create();
    widget_headlines.build(&view, 0, list);
    assert_true(shows(list, "One") && shows(list, "HEADLINES") && !shows(list, "Story"));
    list_put(list);
    stage_finish(&stage);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_urgent_message_comes_and_goes),
        cmocka_unit_test(it_comes_to_the_list_and_the_strip),
        cmocka_unit_test(headlines_grow_old_and_go),
        cmocka_unit_test(a_number_counts_what_is_shown),
        cmocka_unit_test(headlines_of_the_future_come),
        cmocka_unit_test(an_article_gives_way_to_the_next),
        cmocka_unit_test(sources_are_told_where_there_are_several),
        cmocka_unit_test(a_source_has_room_of_its_own),
        cmocka_unit_test(what_is_stale_says_of_when_it_is),
        cmocka_unit_test(from_the_next_day_on_it_is_a_date),
        cmocka_unit_test(stale_weather_is_muted),
        cmocka_unit_test(a_zone_shows_its_source_alone),
        cmocka_unit_test(a_zone_that_is_too_old_closes),
        cmocka_unit_test(a_confirmation_paints_nothing),
        cmocka_unit_test(an_article_alone_is_a_headline),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
