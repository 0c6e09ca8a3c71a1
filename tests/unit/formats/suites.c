/* Documents at and beyond the edges of JSON and XML, whole and as values within good ones, as each
 * format. For every one: no crash; a content or one error, which tells the source and the place;
 * and nothing broken passes as "there is nothing to show". */
#include "suite.h"

#include "base/memory.h"
#include "formats/map.h"

#include <jansson.h>

/* A news site's own JSON, as mapped.json has it. */
static const struct map house = {
    .name = "house",
    .ways =
        {
            [MAP_HEADLINES] = "/news",
            [MAP_HEADLINE_TITLE] = "/what",
            [MAP_HEADLINE_TIME] = "/when",
            [MAP_HEADLINE_URL] = "/where",
            [MAP_HEADLINE_SOURCE] = "/site",
            [MAP_HEADLINE_URGENT] = "/flags/hot",
            [MAP_HEADLINE_IMAGE] = "/picture",
            [MAP_HEADLINE_BODY] = "/story",
            [MAP_WEATHER] = "/sky",
            [MAP_WEATHER_UNIT] = "/unit",
            [MAP_NOW_TEMPERATURE] = "/now",
            [MAP_DAYS] = "/sky/days",
            [MAP_DAY_DATE] = "/on",
            [MAP_DAY_LOW] = "/min",
            [MAP_DAY_HIGH] = "/max",
            [MAP_DAY_CODE] = "/what",
            [MAP_PRAYERS] = "/hours",
            [MAP_PRAYERS_DATE] = "/on",
            [MAP_PRAYERS_FAJR] = "/fajr",
            [MAP_PRAYERS_ISHA] = "/isha",
            [MAP_PLACE_LATITUDE] = "/at/lat",
            [MAP_PLACE_LONGITUDE] = "/at/lon",
            [MAP_PLACE_TIMEZONE] = "/at/zone",
        },
    .times[MAP_PART_HEADLINE] = "%d/%m/%Y %H:%M",
    .html[MAP_PART_HEADLINE] = MAP_HTML_TITLE | MAP_HTML_BODY,
};

/* A format, a good document of it with slots, and what stands whatever is in these. */
struct served {
    const char *format; /* NULL: by the map */
    const char *frame;
    const char *stands; /* in the printed content */
};

static const struct served json_formats[] = {
    {"riwaq", "riwaq.json", "Stays where it is"},
    {"jsonfeed", "jsonfeed.json", "Stays where it is"},
    {"wordpress", "wordpress.json", "Stays where it is"},
    {"aladhan", "aladhan.json", "\"fajr\": \"05:04\""},
    {"open-meteo", "open-meteo.json", "\"high\": 21.4"},
    {"met-norway", "met-norway.json", "\"date\": \"2025-03-19\""},
    {"openweathermap", "openweathermap.json", "\"date\": \"2025-03-19\""},
    {NULL, "mapped.json", "Stays where it is"},
};

static const struct served xml_formats[] = {
    {"rss", "rss.xml", "Stays where it is"},
    {"rss", "atom.xml", "Stays where it is"},
};

/* --- one answer --- */

/* What is being read, for whoever has to find out. */
struct subject {
    const struct served *served;
    const char *name;
};

/* Tells all that is wrong, not only the first; see end_test. */
static int wrong;

#define REQUIRE(subject, held, ...)                                                                \
    do {                                                                                           \
        if (!(held)) {                                                                             \
            wrong++;                                                                               \
            print_error("%s: %s: ", (subject)->served->frame, (subject)->name);                    \
            print_error(__VA_ARGS__);                                                              \
        }                                                                                          \
    } while (0)

static void end_test(void)
{
    int count = wrong;
    wrong = 0;
    assert_int_equal(count, 0);
}

struct answer {
    struct content *content;
    struct diagnostics diagnostics;
    char *printed; /* NULL: no content */
};

static void answer_finish(struct answer *answer)
{
    free(answer->printed);
    content_put(answer->content);
    diagnostics_finish(&answer->diagnostics);
}

static const struct finding *first_error(const struct diagnostics *diagnostics)
{
    for (int i = 0; i < diagnostics->count; i++)
        if (diagnostics->findings[i].severity == SEVERITY_ERROR)
            return &diagnostics->findings[i];
    return NULL;
}

static bool tells_mend(const struct diagnostics *diagnostics)
{
    for (int i = 0; i < diagnostics->count; i++)
        if (strstr(diagnostics->findings[i].what, "mended") != NULL)
            return true;
    return false;
}

/* A line, a way, or, of the document as a whole, what it is. */
static bool tells_place(const struct finding *finding)
{
    static const char *const wholes[] = {
        "found a",      "found null", "found true",         "found false",
        "the document", "\"/",        "is empty",           "looks like",
        "UTF-16",       "is no XML",  "answers \"",         "is no list",
        "holds no",     "entities",   "200,000 values",     "100,000 elements",
        "too early",    "is no feed", "of what was looked", "nothing in the document",
    };
    if (finding->line > 0 || (finding->where != NULL && finding->where[0] != '\0'))
        return true;
    for (size_t i = 0; i < COUNT_OF(wholes); i++)
        if (strstr(finding->what, wholes[i]) != NULL)
            return true;
    return false;
}

static struct answer serve(const struct subject *subject, const char *text, size_t size)
{
    struct answer answer = {0};
    diagnostics_init(&answer.diagnostics);
    const char *name = subject->served->format;
    struct format_context context = {
        .source = "desk",
        .url = "https://news.example/feed?units=metric",
        .fetched_s = NOON,
        .find_zone = find_fixed_zone,
        .diagnostics = &answer.diagnostics,
        .format = name != NULL ? format_find(name) : NULL,
        .map = name != NULL ? NULL : &house,
    };
    if (name != NULL)
        assert_non_null(context.format);
    char *copy = malloc(size > 0 ? size : 1);
    memcpy(copy, text, size);
    answer.content = format_read(&context, copy, size);
    free(copy);
    const struct finding *error = first_error(&answer.diagnostics);
    REQUIRE(subject, (answer.content == NULL) == (answer.diagnostics.errors == 1),
            "%d errors, %s content\n", answer.diagnostics.errors, answer.content ? "a" : "no");
    if (error != NULL)
        REQUIRE(subject, strcmp(error->file, "desk") == 0 && tells_place(error),
                "the error tells no place: %s: %s\n", error->file, error->what);
    if (answer.content != NULL)
        answer.printed = print(answer.content);
    return answer;
}

/* Clears the screen. That is right only where a feed says that it has no items. */
static bool is_cleared(const struct answer *answer)
{
    return answer->content != NULL && content_is_empty(answer->content);
}

static bool stands(const struct subject *subject, const struct answer *answer)
{
    return answer->printed != NULL && strstr(answer->printed, subject->served->stands) != NULL;
}

static const char *first_words(const struct answer *answer)
{
    return answer->diagnostics.count > 0 ? answer->diagnostics.findings[0].what : "nothing";
}

/* --- the suites --- */

/* KIND as the suite files have it. */
static void check_within(const struct subject *subject, char kind, const char *text, size_t size)
{
    struct answer answer = serve(subject, text, size);
    const struct finding *error = first_error(&answer.diagnostics);
    bool there = stands(subject, &answer);
    switch (kind) {
    case 'n':
        REQUIRE(subject, answer.content == NULL, "was taken\n");
        REQUIRE(subject, error != NULL && error->line > 0, "no line: %s\n", first_words(&answer));
        break;
    case 'm':
        REQUIRE(subject, there && tells_mend(&answer.diagnostics),
                "is not mended with a word: %s\n", first_words(&answer));
        break;
    case 'i':
        REQUIRE(subject, there || answer.content == NULL, "the rest does not stand\n");
        break;
    default:
        REQUIRE(subject, there, "the rest does not stand: %s\n", first_words(&answer));
    }
    answer_finish(&answer);
}

/* A well-formed feed without items. */
static bool says_empty(const struct suite_case *item)
{
    return strstr(item->name, "document-empty-feed") != NULL ||
           strstr(item->name, "document-empty-atom") != NULL ||
           strcmp(item->name, "array-empty") == 0 || strcmp(item->name, "array-spaces") == 0 ||
           strcmp(item->name, "document-empty-list") == 0;
}

static void check_whole(const struct subject *subject, const struct suite_case *item)
{
    struct answer answer = serve(subject, buffer_text(&item->text), item->text.length);
    if (item->kind == 'n')
        REQUIRE(subject, answer.content == NULL, "was taken\n");
    REQUIRE(subject, !is_cleared(&answer) || says_empty(item), "clears the screen\n");
    answer_finish(&answer);
}

static void run_suite(const struct served *served, const char *suite)
{
    size_t size;
    char *frame = suite_file(served->frame, &size), *cases = suite_file(suite, &size);
    const char *rest = cases;
    struct suite_case item;
    int count = 0, slots = suite_slots(frame);
    for (; suite_next(&rest, &item); count++) {
        struct subject subject = {served, item.name};
        check_whole(&subject, &item);
        for (int slot = 0; !item.only_whole && slot < slots; slot++) {
            struct buffer document;
            suite_frame(frame, slot, buffer_text(&item.text), item.text.length, &document);
            check_within(&subject, item.kind, document.data, document.length);
            buffer_finish(&document);
        }
        buffer_finish(&item.text);
    }
    assert_true(count > 100);
    free(cases);
    free(frame);
}

static void test_json(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(json_formats); i++)
        run_suite(&json_formats[i], "json.txt");
    end_test();
}

static void test_xml(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(xml_formats); i++)
        run_suite(&xml_formats[i], "xml.txt");
    end_test();
}

/* JSON is no feed, and a feed is no JSON. */
static void test_crossed(void **state)
{
    (void)state;
    struct suite_case item;
    size_t size;
    for (size_t i = 0; i < COUNT_OF(xml_formats); i++)
        for (size_t j = 0; j < COUNT_OF(json_formats); j++) {
            char *xml = suite_file(xml_formats[i].frame, &size);
            struct subject subject = {&json_formats[j], xml_formats[i].frame};
            struct answer answer = serve(&subject, xml, size);
            REQUIRE(&subject, answer.content == NULL, "was taken\n");
            answer_finish(&answer);
            free(xml);
            char *json = suite_file(json_formats[j].frame, &size);
            subject = (struct subject){&xml_formats[i], json_formats[j].frame};
            answer = serve(&subject, json, size);
            REQUIRE(&subject, answer.content == NULL, "was taken\n");
            answer_finish(&answer);
            free(json);
        }
    char *cases = suite_file("json.txt", &size);
    for (const char *rest = cases; suite_next(&rest, &item); buffer_finish(&item.text)) {
        struct subject subject = {&xml_formats[0], item.name};
        struct answer answer = serve(&subject, buffer_text(&item.text), item.text.length);
        REQUIRE(&subject, answer.content == NULL, "was taken\n");
        answer_finish(&answer);
    }
    free(cases);
    end_test();
}

/* --- damage to a good document --- */

static void good_document(const struct served *served, const char *value, struct buffer *out)
{
    size_t size;
    char *frame = suite_file(served->frame, &size);
    suite_frame(frame, SUITE_ALL, value, strlen(value), out);
    free(frame);
    while (out->length > 0 && isspace((unsigned char)out->data[out->length - 1]))
        out->data[--out->length] = '\0';
    struct subject subject = {served, "whole"};
    check_within(&subject, 'y', out->data, out->length);
}

/* JSON that is cut is none, wherever. */
static void test_cut_json(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(json_formats); i++) {
        struct buffer document;
        good_document(&json_formats[i], "\"\\u00e9\\n\xC3\xA9\xF0\x9F\x98\x80 21.5\"", &document);
        for (size_t size = 0; size < document.length; size++) {
            char name[40];
            snprintf(name, sizeof name, "cut after %zu bytes", size);
            struct subject subject = {&json_formats[i], name};
            struct answer answer = serve(&subject, document.data, size);
            REQUIRE(&subject, answer.content == NULL, "was taken\n");
            answer_finish(&answer);
        }
        buffer_finish(&document);
    }
    end_test();
}

/* Of a feed that is cut the items before the cut are there, or it is refused. */
static void test_cut_xml(void **state)
{
    (void)state;
    static const char value[] = "&lt;b&gt;\xC3\xA9&#xE9;<![CDATA[<p>\xF0\x9F\x98\x80]]>";
    for (size_t i = 0; i < COUNT_OF(xml_formats); i++) {
        struct buffer document;
        good_document(&xml_formats[i], value, &document);
        for (size_t size = 0; size < document.length; size++) {
            char name[40];
            snprintf(name, sizeof name, "cut after %zu bytes", size);
            struct subject subject = {&xml_formats[i], name};
            check_within(&subject, 'i', document.data, size);
        }
        buffer_finish(&document);
    }
    end_test();
}

static void test_changed_bytes(void **state)
{
    (void)state;
    static const char bytes[] = {'\0', '"', '{', ']', '\\', ',', '<', '&', '9', '\xFF'};
    const struct served *const all[] = {json_formats, xml_formats};
    const size_t counts[] = {COUNT_OF(json_formats), COUNT_OF(xml_formats)};
    for (size_t i = 0; i < counts[0] + counts[1]; i++) {
        const struct served *served = i < counts[0] ? &all[0][i] : &all[1][i - counts[0]];
        struct buffer document;
        good_document(served, i < counts[0] ? "21" : "x", &document);
        for (size_t at = 0; at < document.length; at++) {
            char kept = document.data[at], name[60];
            document.data[at] = bytes[at % sizeof bytes];
            snprintf(name, sizeof name, "byte %zu is %02X", at, (unsigned char)document.data[at]);
            struct subject subject = {served, name};
            struct answer answer = serve(&subject, document.data, document.length);
            REQUIRE(&subject, !is_cleared(&answer), "clears the screen\n");
            answer_finish(&answer);
            document.data[at] = kept;
        }
        buffer_finish(&document);
    }
    end_test();
}

/* --- work --- */

static size_t allocations;

static void *count_allocation(size_t size)
{
    allocations++;
    return malloc(size);
}

/* Twice the document, twice the work: counted in what the parser allocates, not in time. */
static void test_work_is_linear(void **state)
{
    (void)state;
    static const char *const texts[] = {"[0,[", "{\"a\":[", "\"\\uD800", "[", "{\"a\":"};
    json_set_alloc_funcs(count_allocation, free);
    for (size_t i = 0; i < COUNT_OF(json_formats); i++)
        for (size_t j = 0; j < COUNT_OF(texts); j++) {
            size_t counted[2];
            for (size_t round = 0; round < 2; round++) {
                struct buffer document;
                buffer_init(&document, SUITE_OF << 20);
                for (size_t k = 0; k < (round + 1) * 100000; k++)
                    buffer_add_text(&document, texts[j]);
                struct subject subject = {&json_formats[i], texts[j]};
                allocations = 0;
                struct answer answer = serve(&subject, document.data, document.length);
                counted[round] = allocations;
                REQUIRE(&subject, answer.content == NULL, "was taken\n");
                answer_finish(&answer);
                buffer_finish(&document);
            }
            struct subject subject = {&json_formats[i], texts[j]};
            REQUIRE(&subject, counted[1] <= 2 * counted[0] + 1000, "%zu, then %zu allocations\n",
                    counted[0], counted[1]);
        }
    json_set_alloc_funcs(malloc, free);
    end_test();
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_json),           cmocka_unit_test(test_xml),
        cmocka_unit_test(test_crossed),        cmocka_unit_test(test_cut_json),
        cmocka_unit_test(test_cut_xml),        cmocka_unit_test(test_changed_bytes),
        cmocka_unit_test(test_work_is_linear),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
