/* Several sources on one screen: what each selection leaves, which doubles go, which article comes
 * first, and how old everything is. */
#include "fixture.h"

#include "base/memory.h"
#include "content/picture.h"
#include "content/selection.h"

struct source {
    const char *json;
    struct selection selection;
    int64_t confirmed_s;
    bool with_picture;
};

/* Named "s0", "s1", ... */
static struct content *merge(struct source *sources, int count)
{
    struct content_part parts[4];
    char names[4][4];
    assert_true(count <= 4);
    for (int i = 0; i < count; i++) {
        struct parsed parsed = parse(sources[i].json);
        assert_non_null(parsed.content);
        assert_int_equal(parsed.diagnostics.count, 0);
        diagnostics_finish(&parsed.diagnostics);
        if (sources[i].with_picture) {
            struct picture *picture = picture_create(2, 2);
            struct content *shown = content_with_image(parsed.content, picture);
            picture_put(picture);
            content_put(parsed.content);
            parsed.content = shown;
        }
        names[i][0] = 's';
        names[i][1] = (char)('0' + i);
        names[i][2] = '\0';
        parts[i] = (struct content_part){names[i], parsed.content, &sources[i].selection,
                                         sources[i].confirmed_s};
    }
    struct content *merged = content_merge(parts, count, NULL, 0, NULL, NULL);
    for (int i = 0; i < count; i++) { /* what it shows is its own, or it keeps it */
        content_put(parts[i].content);
        selection_finish(&sources[i].selection);
        memset(names[i], 'x', 2);
    }
    return merged;
}

/* "title|title", then gone. */
static void assert_titles(struct content *content, const char *titles)
{
    struct buffer out;
    buffer_init(&out, 4096);
    for (int i = 0; i < content->headline_count; i++)
        buffer_print(&out, "%s%s", i > 0 ? "|" : "", content->headlines[i].title);
    assert_string_equal(buffer_text(&out), titles);
    buffer_finish(&out);
    content_put(content);
}

static void doubles_by_title(void **state)
{
    (void)state;
    struct source sources[] = {
        {.json = "{\"headlines\": [{\"title\": \"Rabat opens its tram\", \"time\": \"10:00\"},"
                 "{\"title\": \"الإعلان عن النتائج\", \"time\": \"09:00\"},"
                 "{\"title\": \"RABAT  opens its tram.\", \"time\": \"08:00\"}]}"},
        {.json = "{\"headlines\": [{\"title\": \"rabat opens its TRAM!\", \"time\": \"11:00\"},"
                 "{\"title\": \"الاعلان عن النتائج\", \"time\": \"09:30\"},"
                 "{\"title\": \"Rabat opens\", \"time\": \"07:00\"}]}"},
    };
    assert_titles(merge(sources, 2), "Rabat opens its tram|الإعلان عن النتائج|Rabat opens");
}

static void doubles_by_link(void **state)
{
    (void)state;
    struct source sources[] = {
        {.json = "{\"headlines\": [{\"title\": \"a\", \"url\": \"https://h/a/?utm_source=rss\"},"
                 "{\"title\": \"b\", \"url\": \"https://h/b\"}]}"},
        {.json = "{\"headlines\": [{\"title\": \"a, again\", \"url\": \"http://H/a#top\"},"
                 "{\"title\": \"c\", \"url\": \"https://h/c\"}]}"},
    };
    assert_titles(merge(sources, 2), "a|b|c");
}

/* Two feeds of one house whose items all lead to its front page. */
static void a_front_page_makes_no_double(void **state)
{
    (void)state;
    struct source sources[] = {
        {.json = "{\"headlines\": [{\"title\": \"a\", \"url\": \"https://h/\"},"
                 "{\"title\": \"b\", \"url\": \"https://h/\"}]}"},
        {.json = "{\"headlines\": [{\"title\": \"c\", \"url\": \"https://h\"},"
                 "{\"title\": \"d\", \"url\": \"https://h\"}]}"},
    };
    assert_titles(merge(sources, 2), "a|b|c|d");
}

static void doubles_are_united(void **state)
{
    (void)state;
    struct source sources[] = {
        {.json = "{\"headlines\": [{\"title\": \"x\", \"from\": \"2025-03-19T14:00:00Z\","
                 " \"until\": \"2025-03-19T15:00:00Z\"}]}",
         .confirmed_s = NOON - 100},
        {.json = "{\"headlines\": [{\"title\": \"X\", \"from\": \"2025-03-19T13:00:00Z\", "
                 "\"until\": \"2025-03-19T16:00:00Z\", \"urgent\": true, \"time\": \"12:00\"}]}",
         .confirmed_s = NOON},
    };
    struct content *merged = merge(sources, 2);
    const struct headline *x = &merged->headlines[0];
    assert_int_equal(merged->headline_count, 1);
    assert_string_equal(x->title, "x");
    assert_true(x->urgent);
    assert_true(x->at_s == NOON - 55 * 60);
    assert_true(x->from_s == NOON + 65 * 60); /* nobody lifts the other's embargo */
    assert_true(x->until_s == NOON + 3 * 3600 + 5 * 60);
    assert_true(x->age.as_of_s == NOON);
    content_put(merged);
}

/* A source that does not know of an embargo does not lift it: neither as a headline nor as the
 * article, nor for a zone that shows that source alone. */
static void an_embargo_holds_in_every_source(void **state)
{
    (void)state;
    static const int64_t three = NOON + 2 * 3600 + 5 * 60;
    struct source sources[] = {
        {.json = "{\"headlines\": [{\"title\": \"x\", \"from\": \"2025-03-19T15:00:00Z\"},"
                 "{\"title\": \"Y\", \"url\": \"https://h/y\", \"from\": 1742396400}]}"},
        {.json = "{\"headlines\": [{\"title\": \"X\", \"time\": \"10:00\"}, {\"title\": \"z\"},"
                 "{\"title\": \"other words\", \"url\": \"http://H/y/\", \"time\": \"09:00\"}],"
                 "\"article\": {\"title\": \"x.\"}}"},
    };
    struct content *merged = merge(sources, 2);
    static const char *const open[] = {"s1"};
    struct content *some = content_of_sources(merged, open, 1);
    assert_int_equal(merged->headline_count, 3);
    for (int i = 0; i < 3; i++) {
        bool free = merged->headlines[i].title[0] == 'z';
        assert_true(merged->headlines[i].from_s == (free ? INSTANT_NONE : three));
        free = some->headlines[i].title[0] == 'z';
        assert_true(some->headlines[i].from_s == (free ? INSTANT_NONE : three));
    }
    assert_true(merged->article.from_s == three);
    content_put(some);
    content_put(merged);

    struct source turned[] = {
        {.json = "{\"headlines\": [{\"title\": \"X\", \"time\": \"10:00\"}]}"},
        {.json = "{\"article\": {\"title\": \"x\", \"from\": \"2025-03-19T15:00:00Z\"}}"},
        {.json = "{\"headlines\": [{\"title\": \"X\", \"from\": \"2025-03-19T14:00:00Z\"}]}"}};
    merged = merge(turned, 3);
    assert_int_equal(merged->headline_count, 1);
    assert_true(merged->headlines[0].from_s == three); /* the latest */
    content_put(merged);

    /* What an embargo holds back fills no place. */
    struct source limited[] = {
        {.json = "{\"headlines\": [{\"title\": \"a\", \"time\": \"12:00\"}, {\"title\": \"b\", "
                 "\"time\": \"11:00\"}]}",
         .selection = {.max_items = 1},
         .confirmed_s = NOON},
        {.json = "{\"headlines\": [{\"title\": \"a\", \"from\": \"2025-03-19T15:00:00Z\"}]}",
         .confirmed_s = NOON}};
    assert_titles(merge(limited, 2), "a|b");
}

/* Of one editor, one after the other: both are meant. */
static void a_title_may_come_again(void **state)
{
    (void)state;
    struct source sources[] = {
        {.json = "{\"headlines\": [{\"title\": \"Coffee\", \"from\": \"2025-03-19T10:00:00Z\", "
                 "\"until\": \"2025-03-19T10:15:00Z\"}, {\"title\": \"Coffee\", \"from\": "
                 "\"2025-03-19T15:00:00Z\", \"until\": \"2025-03-19T15:15:00Z\"}]}"},
        {.json = "{\"headlines\": [{\"title\": \"coffee\"}]}"}};
    struct content *merged = merge(sources, 1);
    assert_int_equal(merged->headline_count, 2);
    assert_true(merged->headlines[0].until_s == 1742379300);
    assert_true(merged->headlines[1].from_s == 1742396400);
    content_put(merged);
    sources[0].selection = (struct selection){0};
    merged = merge(sources, 2); /* shown from the first beginning on, as long as one wants it */
    assert_true(merged->headlines[0].from_s == 1742378400);
    assert_true(merged->headlines[0].until_s == INSTANT_NONE);
    content_put(merged);
}

/* An alarm with an end does not last for ever because a feed has its words as news. */
static void an_alarm_ends_and_stays_news(void **state)
{
    (void)state;
    static const char alarm[] = "{\"headlines\": [{\"title\": \"Fire drill\", \"urgent\": true, "
                                "\"until\": \"2025-03-19T15:00:00Z\"}]}";
    static const char feed[] = "{\"headlines\": [{\"title\": \"fire drill\"}, "
                               "{\"title\": \"Fire drill.\", \"time\": \"10:00\"}]}";
    for (int turned = 0; turned < 2; turned++) {
        struct source sources[] = {{.json = turned ? feed : alarm},
                                   {.json = turned ? alarm : feed}};
        struct content *merged = merge(sources, 2);
        assert_int_equal(merged->headline_count, 2);
        for (int i = 0; i < 2; i++) {
            const struct headline *one = &merged->headlines[i];
            assert_true(one->urgent ? one->until_s == 1742396400 : one->from_s == 1742396400);
            assert_true(one->urgent || one->until_s == INSTANT_NONE);
        }
        assert_int_equal(merged->headlines[0].urgent + merged->headlines[1].urgent, 1);
        content_put(merged);
    }
}

/* Each source's weather stands, as the first may be too old before the second. */
static void weathers_stand_in_order(void **state)
{
    (void)state;
    struct source sources[] = {
        {.json = "{\"headlines\": [{\"title\": \"a\"}]}", .confirmed_s = NOON},
        {.json = "{\"weather\": {\"now\": {\"temperature\": 11}}}",
         .selection = {.hide_after_s = 1200},
         .confirmed_s = NOON - 600},
        {.json = "{\"weather\": {\"now\": {\"temperature\": 22}}}", .confirmed_s = NOON},
    };
    static const char *const last[] = {"s2"};
    struct content *merged = merge(sources, 3);
    int count;
    const struct weather *weathers = content_weathers(merged, &count);
    assert_int_equal(count, 2);
    assert_true(weathers[0].now.degrees == 11 && weathers[1].now.degrees == 22);
    assert_true(merged->weather.now.degrees == 11);
    assert_true(weathers[0].age.hide_s == NOON + 600);
    assert_true(weathers[1].age.hide_s == NOON + WEATHER_HIDE_S);
    struct content *some = content_of_sources(merged, last, 1);
    assert_true(content_weathers(some, &count)[0].now.degrees == 22);
    assert_int_equal(count, 1);
    content_put(some);
    content_put(merged);
    struct parsed parsed = parse(sources[2].json); /* not merged */
    assert_true(content_weathers(parsed.content, &count)[0].now.degrees == 22);
    assert_int_equal(count, 1);
    parsed_finish(&parsed);
}

/* The first source's days count, then those that only others have, of the same place. */
static void days_of_prayers_are_joined(void **state)
{
    (void)state;
    struct source sources[] = {
        {.json = "{\"prayers\": {\"place\": \"Rabat\", \"date\": \"2025-03-19\", \"times\": "
                 "{\"asr\": \"16:02\"}}}"},
        {.json = "{\"prayers\": [{\"place\": \"Agadir\", \"date\": \"2025-03-22\", \"times\": "
                 "{\"asr\": \"16:20\"}}]}"},
        {.json = "{\"prayers\": [{\"date\": \"2025-03-20\", \"times\": {\"asr\": \"16:03\"}},"
                 "{\"date\": \"2025-03-19\", \"times\": {\"asr\": \"15:00\"}},"
                 "{\"date\": \"2025-03-18\", \"times\": {\"asr\": \"16:01\"}}]}"},
    };
    struct content *merged = merge(sources, 3);
    const struct prayers *prayers = &merged->prayers;
    assert_string_equal(prayers->place, "Rabat");
    assert_int_equal(prayers->date.day, 18);
    assert_int_equal(prayers->minutes[PRAYER_ASR], 16 * 60 + 1);
    assert_int_equal(prayers->day_count, 2);
    assert_int_equal(prayers->days[0].date.day, 19);
    assert_int_equal(prayers->days[0].minutes[PRAYER_ASR], 16 * 60 + 2);
    assert_int_equal(prayers->days[1].date.day, 20);
    content_put(merged);
}

/* Two full feeds and one message without a time, after them. */
static void an_urgent_message_has_room(void **state)
{
    (void)state;
    struct buffer feeds[2];
    for (int f = 0; f < 2; f++) {
        buffer_init(&feeds[f], 64 * 1024);
        buffer_add_text(&feeds[f], "{\"headlines\": [");
        for (int i = 0; i < HEADLINES_MAX; i++)
            buffer_print(&feeds[f],
                         "%s{\"title\": \"n%d.%d\", \"time\": \"2025-03-1%dT0%d:%02d:00Z\"}",
                         i > 0 ? "," : "", f, i, 8 + f, i / 60, i % 60);
        buffer_add_text(&feeds[f], "]}");
    }
    struct source sources[] = {
        {.json = buffer_text(&feeds[0])},
        {.json = buffer_text(&feeds[1])},
        {.json =
             "{\"headlines\": [{\"title\": \"Lift\"}, {\"title\": \"Fire\", \"urgent\": true}]}"}};
    struct content *merged = merge(sources, 3);
    assert_int_equal(merged->headline_count, HEADLINES_MAX);
    const struct headline *last = &merged->headlines[HEADLINES_MAX - 1];
    assert_string_equal(last->title, "Fire");
    for (int i = 0; i < HEADLINES_MAX - 1; i++)
        assert_memory_equal(merged->headlines[i].title, "n1.", 3); /* the newest */
    content_put(merged);
    buffer_finish(&feeds[0]);
    buffer_finish(&feeds[1]);
}

/* What a limit leaves is for the moment to say: those that never can be are gone. */
static void a_number_leaves_who_may_come(void **state)
{
    (void)state;
    struct source source = {
        .json = "{\"headlines\": [{\"title\": \"over\", \"urgent\": true, "
                "\"until\": \"2025-03-19T12:00:00Z\"}, {\"title\": \"to come\", \"urgent\": true, "
                "\"from\": \"2025-03-19T14:00:00Z\"}, {\"title\": \"a\", \"time\": \"10:00\"}, "
                "{\"title\": \"b\", \"time\": \"11:00\"}]}",
        .selection = {.max_items = 1},
        .confirmed_s = NOON};
    assert_titles(merge(&source, 1), "over|to come|b");
}

/* A headline that two give counts for the one of whom more are shown. */
static void a_double_counts_for_the_looser(void **state)
{
    (void)state;
    static const char one[] = "{\"headlines\": [{\"title\": \"x\"}]}";
    static const int limits[][3] = {{2, 5, 5}, {5, 2, 5}, {2, 0, 0}, {0, 2, 0}};
    for (size_t i = 0; i < COUNT_OF(limits); i++) {
        struct source sources[] = {{.json = one, .selection = {.max_items = limits[i][0]}},
                                   {.json = one, .selection = {.max_items = limits[i][1]}}};
        struct content *merged = merge(sources, 2);
        assert_int_equal(merged->headline_count, 1);
        assert_int_equal(merged->headlines[0].most, limits[i][2]);
        assert_int_equal(merged->headlines[0].giver, i == 0 || i == 2);
        content_put(merged);
    }
}

static const char many[] =
    "{\"headlines\": [{\"title\": \"old budget\", \"time\": \"2025-03-10T08:00:00Z\"},"
    "{\"title\": \"Football\", \"time\": \"12:00\"}, {\"title\": \"new budget\", \"time\": "
    "\"11:00\"}, {\"title\": \"undated\"}, {\"title\": \"Alarm\", \"urgent\": true, \"time\": "
    "\"2025-03-01T08:00:00Z\"}]}";

static void the_newest_items_in_the_sources_order(void **state)
{
    (void)state;
    struct source most = {.json = many, .selection = {.max_items = 3}, .confirmed_s = NOON};
    assert_titles(merge(&most, 1), "Football|new budget|Alarm");
    struct source more = {.json = many, .selection = {.max_items = 9}};
    assert_titles(merge(&more, 1), "old budget|Football|new budget|undated|Alarm");
}

static void filters_come_before_the_number(void **state)
{
    (void)state;
    struct source only = {.json = many, .selection = {.max_items = 1}, .confirmed_s = NOON};
    phrases_add(&only.selection.only, "BUDGET");
    assert_titles(merge(&only, 1), "new budget");
    struct source never = {.json = many};
    phrases_add(&never.selection.never, "budget");
    phrases_add(&never.selection.never, "alarm");
    assert_titles(merge(&never, 1), "Football|undated");
}

static void an_age_is_an_end(void **state)
{
    (void)state;
    struct source source = {
        .json = "{\"headlines\": [{\"title\": \"a\", \"time\": \"12:00\"}, {\"title\": \"b\"},"
                "{\"title\": \"c\", \"time\": \"12:00\", \"until\": \"2025-03-19T12:30:00Z\"}],"
                "\"article\": {\"title\": \"A\", \"time\": \"10:00\"}}",
        .selection = {.max_age_s = 3600}};
    struct content *merged = merge(&source, 1);
    assert_true(merged->headlines[0].until_s == NOON + 5 * 60);
    assert_true(merged->headlines[1].until_s == INSTANT_NONE);
    assert_true(merged->headlines[2].until_s == NOON - 25 * 60);
    assert_true(merged->article.until_s == NOON - 115 * 60);
    content_put(merged);
    struct source pinned = {.json = "{\"article\": {\"title\": \"A\", \"time\": \"10:00\", "
                                    "\"pinned\": true}}",
                            .selection = {.max_age_s = 3600}};
    merged = merge(&pinned, 1);
    assert_true(merged->article.until_s == INSTANT_NONE);
    content_put(merged);
}

static void a_label_for_all(void **state)
{
    (void)state;
    struct source source = {
        .json = "{\"headlines\": [{\"title\": \"a\"}, {\"title\": \"b\", \"source\": \"Own\"}]}",
        .selection = {.label = strdup("Desk")}};
    struct content *merged = merge(&source, 1);
    assert_string_equal(merged->headlines[0].source, "Desk");
    assert_string_equal(merged->headlines[1].source, "Desk");
    content_put(merged);
}

static void the_article_of_choice(void **state)
{
    (void)state;
    static const char old[] = "{\"article\": {\"title\": \"old\", \"time\": \"08:00\"}}";
    static const char text[] = "{\"article\": {\"title\": \"text\", \"time\": \"09:00\", "
                               "\"paragraphs\": [\"p\"]}}";
    static const char bare[] = "{\"article\": {\"title\": \"bare\", \"time\": \"10:00\"}}";
    static const char pinned[] = "{\"article\": {\"title\": \"pinned\", \"time\": \"07:00\", "
                                 "\"pinned\": true}}";
    struct source sources[] = {
        {.json = bare}, {.json = text}, {.json = old, .with_picture = true}, {.json = pinned}};
    struct content *merged = merge(sources, 4);
    static const char *const order[] = {"pinned", "old", "text", "bare"};
    assert_int_equal(merged->article_count, 4);
    for (int i = 0; i < 4; i++)
        assert_string_equal(merged->articles[i].title, order[i]);
    assert_string_equal(merged->article.title, "pinned");
    assert_int_equal(merged->articles[1].image->w, 2);
    content_put(merged);

    struct source alike[] = {{.json = bare},
                             {.json = "{\"article\": {\"title\": \"other\", "
                                      "\"time\": \"10:00\"}}"},
                             {.json = old}};
    phrases_add(&alike[2].selection.never, "old");
    merged = merge(alike, 3);
    assert_int_equal(merged->article_count, 2);
    assert_string_equal(merged->article.title, "bare");
    content_put(merged);
}

static void ages_of_sources(void **state)
{
    (void)state;
    struct source sources[] = {
        {.json = "{\"headlines\": [{\"title\": \"a\"}], \"article\": {\"title\": \"A\"}}",
         .selection = {.stale_after_s = 600, .hide_after_s = 1200},
         .confirmed_s = NOON},
        {.json = "{\"headlines\": [{\"title\": \"b\"}], \"weather\": {\"as_of\": "
                 "\"2025-03-19T12:00:00Z\", \"now\": {\"code\": 1}}}",
         .confirmed_s = NOON},
        {.json = "{\"headlines\": [{\"title\": \"c\"}]}", .confirmed_s = INSTANT_NONE},
    };
    struct content *merged = merge(sources, 3);
    assert_true(merged->headlines[0].age.stale_s == NOON + 600);
    assert_true(merged->headlines[0].age.hide_s == NOON + 1200);
    assert_true(merged->article.age.hide_s == NOON + 1200);
    assert_true(merged->headlines[1].age.stale_s == NOON + NEWS_STALE_S);
    assert_true(merged->headlines[2].age.stale_s == INT64_MAX);
    /* What the document says of its own age counts where that is earlier. */
    assert_true(merged->weather.age.as_of_s == NOON - 55 * 60);
    assert_true(merged->weather.age.hide_s == NOON - 55 * 60 + WEATHER_HIDE_S);
    content_put(merged);

    struct source early = {.json = "{\"weather\": {\"as_of\": \"2025-03-19T12:00:00Z\", \"now\": "
                                   "{\"code\": 1}}}",
                           .confirmed_s = NOON - 7200};
    merged = merge(&early, 1);
    assert_true(merged->weather.age.as_of_s == NOON - 7200);
    content_put(merged);
}

static void some_of_the_sources(void **state)
{
    (void)state;
    struct source sources[] = {
        {.json = "{\"headlines\": [{\"title\": \"a\", \"time\": \"10:00\"}], \"article\": "
                 "{\"title\": \"A\"}, \"place\": {\"name\": \"P\"}}",
         .with_picture = true},
        {.json = "{\"headlines\": [{\"title\": \"b\", \"time\": \"11:00\"}], \"weather\": "
                 "{\"now\": {\"code\": 1}}}"},
        {.json = "{\"headlines\": [{\"title\": \"c\", \"time\": \"12:00\"}], \"prayers\": "
                 "{\"times\": {\"asr\": \"16:02\"}}, \"social\": {\"label\": \"S\"}}"},
    };
    struct content *merged = merge(sources, 3);
    static const char *const one[] = {"s1"}, *const two[] = {"s2", "s0"}, *const none[] = {"sx"};
    struct content *some = content_of_sources(merged, one, 1);
    assert_true(some->weather.present);
    assert_null(some->article.title);
    assert_string_equal(some->place.name, "P"); /* the screen's */
    assert_true(some->prayers.present);
    assert_string_equal(some->social.label, "S");
    assert_titles(some, "b");
    some = content_of_sources(merged, two, 2);
    assert_false(some->weather.present);
    content_put(merged); /* it keeps what it shows */
    assert_int_equal(some->article.image->w, 2);
    struct content *nothing = content_of_sources(some, none, 1);
    assert_ptr_equal(nothing, some); /* not merged itself */
    content_put(nothing);
    assert_titles(some, "c|a");
}

static void unknown_sources_have_nothing(void **state)
{
    (void)state;
    struct source source = {.json = "{\"headlines\": [{\"title\": \"a\"}]}"};
    static const char *const none[] = {"sx"};
    struct content *merged = merge(&source, 1);
    struct content *some = content_of_sources(merged, none, 1);
    assert_true(content_is_empty(some));
    content_put(some);
    content_put(merged);
}

/* --content stands for whatever the theme names. */
static void a_part_without_name_is_every_source(void **state)
{
    (void)state;
    static const char *const any[] = {"city"};
    struct parsed parsed = parse("{\"headlines\": [{\"title\": \"a\"}]}");
    const struct content_part part = {.content = parsed.content, .confirmed_s = INSTANT_NONE};
    struct content *merged = content_merge(&part, 1, NULL, 0, NULL, NULL);
    parsed_finish(&parsed);
    struct content *some = content_of_sources(merged, any, 1);
    content_put(merged);
    assert_titles(some, "a");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(doubles_by_title),
        cmocka_unit_test(doubles_by_link),
        cmocka_unit_test(a_front_page_makes_no_double),
        cmocka_unit_test(doubles_are_united),
        cmocka_unit_test(an_embargo_holds_in_every_source),
        cmocka_unit_test(a_title_may_come_again),
        cmocka_unit_test(an_alarm_ends_and_stays_news),
        cmocka_unit_test(weathers_stand_in_order),
        cmocka_unit_test(days_of_prayers_are_joined),
        cmocka_unit_test(an_urgent_message_has_room),
        cmocka_unit_test(a_number_leaves_who_may_come),
        cmocka_unit_test(a_double_counts_for_the_looser),
        cmocka_unit_test(the_newest_items_in_the_sources_order),
        cmocka_unit_test(filters_come_before_the_number),
        cmocka_unit_test(an_age_is_an_end),
        cmocka_unit_test(a_label_for_all),
        cmocka_unit_test(the_article_of_choice),
        cmocka_unit_test(ages_of_sources),
        cmocka_unit_test(some_of_the_sources),
        cmocka_unit_test(unknown_sources_have_nothing),
        cmocka_unit_test(a_part_without_name_is_every_source),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
