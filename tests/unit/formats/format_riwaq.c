#include "fixture.h"

#include "base/moment.h"

#include <dirent.h>
#include <jansson.h>
#include <stdio.h>

#define CASES "tests/feeds/riwaq"

/* --- cases as files: NAME.json and NAME.expected, which holds the findings, then the snapshot.
 * RIWAQ_UPDATE=1 writes the expected files anew; read the difference before you commit it. --- */

static char *read_whole(const char *path, size_t *size)
{
    FILE *file = fopen(path, "rb");
    if (file == NULL)
        return NULL;
    struct buffer out;
    buffer_init(&out, 16 * 1024 * 1024);
    char piece[4096];
    size_t count;
    while ((count = fread(piece, 1, sizeof piece, file)) > 0)
        assert_true(buffer_add(&out, piece, count));
    fclose(file);
    *size = out.length;
    return buffer_take(&out);
}

static char *told_and_printed(const char *text, size_t size)
{
    struct parsed parsed = parse_for(NULL, text, size);
    char *told = NULL;
    size_t told_size;
    FILE *memory = open_memstream(&told, &told_size);
    diagnostics_print(&parsed.diagnostics, memory);
    if (parsed.content != NULL) {
        char *printed = print(parsed.content);
        fputs(printed, memory);
        free(printed);
    }
    fclose(memory);
    parsed_finish(&parsed);
    return told;
}

static void check_case(const char *name)
{
    char path[512];
    size_t size;
    snprintf(path, sizeof path, CASES "/%s.json", name);
    char *text = read_whole(path, &size);
    assert_non_null(text);
    char *got = told_and_printed(text, size);
    snprintf(path, sizeof path, CASES "/%s.expected", name);
    if (getenv("RIWAQ_UPDATE") != NULL) {
        FILE *file = fopen(path, "wb");
        assert_non_null(file);
        fputs(got, file);
        fclose(file);
    }
    char *expected = read_whole(path, &size);
    if (expected == NULL || strcmp(got, expected) != 0)
        fail_msg("%s\n--- expected:\n%s\n--- got:\n%s", path, expected != NULL ? expected : "",
                 got);
    free(expected);
    free(got);
    free(text);
}

static void test_cases(void **state)
{
    (void)state;
    DIR *folder = opendir(CASES);
    assert_non_null(folder);
    int count = 0;
    for (struct dirent *entry; (entry = readdir(folder)) != NULL;) {
        char *end = strstr(entry->d_name, ".json");
        if (end == NULL)
            continue;
        *end = '\0';
        check_case(entry->d_name);
        count++;
    }
    closedir(folder);
    assert_true(count >= 20);
}

/* --- every wrong type on every key --- */

struct key_case {
    const char *way;
    const char *takes; /* s text of its own shape, t any text, n number, i whole, b, o, a */
    const char *gone;  /* what is missing then; NULL: the key itself */
};

static const struct key_case key_cases[] = {
    {"place", "o", NULL},
    {"place.name", "t", NULL},
    {"place.timezone", "s", NULL},
    {"headlines", "a", NULL},
    {"headlines[0]", "o", NULL},
    {"headlines[0].time", "s", NULL},
    {"headlines[0].title", "t", "headlines[0]"},
    {"headlines[0].url", "s", NULL},
    {"headlines[0].source", "t", NULL},
    {"headlines[0].urgent", "b", NULL},
    {"headlines[0].until", "s", NULL},
    {"headlines[0].lang", "s", NULL},
    {"article", "o", NULL},
    {"article.title", "t", "article"},
    {"article.byline", "t", NULL},
    {"article.time", "s", NULL},
    {"article.image", "t", NULL},
    {"article.lang", "s", NULL},
    {"article.paragraphs", "a", NULL},
    {"article.paragraphs[0]", "t", NULL},
    {"article.paragraphs[1]", "t", NULL},
    {"article.url", "s", NULL},
    {"article.comments", "i", NULL},
    {"article.pinned", "b", NULL},
    {"weather", "o", NULL},
    {"weather.unit", "s", "weather"},
    {"weather.today", "o", NULL},
    {"weather.today.low", "n", NULL},
    {"weather.today.high", "n", NULL},
    {"weather.today.code", "i", NULL},
    {"weather.now", "o", NULL},
    {"weather.now.temperature", "n", NULL},
    {"weather.now.code", "i", NULL},
    {"weather.now.day", "b", NULL},
    {"weather.as_of", "s", NULL},
    {"weather.attribution", "t", NULL},
    {"weather.days", "a", NULL},
    {"weather.days[1]", "o", NULL},
    {"weather.days[1].date", "s", "weather.days[1]"},
    {"weather.days[0].low", "n", NULL},
    {"weather.days[0].high", "n", NULL},
    {"weather.days[0].code", "i", NULL},
    {"prayers", "p", NULL},
    {"prayers.place", "t", NULL},
    {"prayers.date", "s", "prayers"},
    {"prayers.times", "o", "prayers"},
    {"prayers.times.fajr", "s", NULL},
    {"prayers.times.sunrise", "s", NULL},
    {"prayers.times.dhuhr", "s", NULL},
    {"prayers.times.asr", "s", NULL},
    {"prayers.times.maghrib", "s", NULL},
    {"prayers.times.isha", "s", NULL},
    {"social", "o", NULL},
    {"social.label", "t", "social"},
    {"social.url", "s", NULL},
};

struct wrong_value {
    const char *json;
    const char *suits; /* the kinds that take it */
};

static const struct wrong_value wrong_values[] = {
    {"{}", "op"}, {"[]", "ap"},         {"true", "b"}, {"\"!\"", "t"},    {"-7.25", "n"},
    {"-1", "n"},  {"100000000000", ""}, {"1e300", ""}, {"\"12:5\"", "t"}, {"\"\\u0663\"", "t"},
};

/* Sets (VALUE, taken) or removes (NULL) what WAY leads to. */
static void change(json_t *root, const char *way, json_t *value)
{
    json_t *at = root;
    char key[64];
    for (;;) {
        size_t length = strcspn(way, ".[");
        snprintf(key, sizeof key, "%.*s", (int)length, way);
        long index = way[length] == '[' ? strtol(way + length + 1, NULL, 10) : -1;
        way += length;
        bool last = *way == '\0';
        if (index >= 0) {
            at = json_object_get(at, key);
            way += strcspn(way, "]") + 1;
            last = *way == '\0';
            if (last && value != NULL)
                json_array_set_new(at, (size_t)index, value);
            else if (last)
                json_array_remove(at, (size_t)index);
            else
                at = json_array_get(at, (size_t)index);
        } else if (last && value != NULL) {
            json_object_set_new(at, key, value);
        } else if (last) {
            json_object_del(at, key);
        } else {
            at = json_object_get(at, key);
        }
        if (last)
            return;
        way += *way == '.';
    }
}

static json_t *load(const char *text)
{
    json_error_t error;
    json_t *root = json_loads(text, JSON_DECODE_ANY, &error);
    if (root == NULL)
        fail_msg("%s, line %d", error.text, error.line);
    return root;
}

/* The printed snapshot, with UTC written in one way whether or not the zone is known. */
static json_t *load_printed(const struct content *content)
{
    char *printed = print(content);
    for (char *at = printed; (at = strstr(at, "+00:00\"")) != NULL;)
        memmove(at + 1, at + 6, strlen(at + 6) + 1), *at = 'Z';
    json_t *root = load(printed);
    free(printed);
    return root;
}

/* The full document with VALUE at the key: one finding that leads there, and all else stands. */
static void check_wrong(const json_t *document, const json_t *reference, const struct key_case *key,
                        const char *value)
{
    json_t *changed = json_deep_copy(document), *expected = json_deep_copy(reference);
    change(changed, key->way, load(value));
    change(expected, key->gone != NULL ? key->gone : key->way, NULL);
    char *text = json_dumps(changed, 0);
    struct parsed parsed = parse(text);
    assert_non_null(parsed.content);
    json_t *got = load_printed(parsed.content);
    const struct diagnostics *told = &parsed.diagnostics;
    if (told->count != 1 || told->errors != 0 || strcmp(told->findings[0].where, key->way) != 0)
        fail_msg("%s = %s: %d findings, the first at %s", key->way, value, told->count,
                 told->count > 0 ? told->findings[0].where : "-");
    if (!json_equal(got, expected))
        fail_msg("%s = %s: the rest does not stand:\n%s", key->way, value,
                 json_dumps(got, JSON_INDENT(1)));
    free(text);
    json_decref(got);
    json_decref(changed);
    json_decref(expected);
    parsed_finish(&parsed);
}

static void test_every_wrong_type(void **state)
{
    (void)state;
    size_t size;
    char *text = read_whole(CASES "/full.json", &size);
    struct parsed parsed = parse(text);
    assert_int_equal(parsed.diagnostics.count, 0);
    json_t *document = load(text), *reference = load_printed(parsed.content);
    int checked = 0;
    for (size_t k = 0; k < sizeof key_cases / sizeof key_cases[0]; k++) {
        for (size_t v = 0; v < sizeof wrong_values / sizeof wrong_values[0]; v++) {
            if (strstr(wrong_values[v].suits, key_cases[k].takes) != NULL)
                continue;
            check_wrong(document, reference, &key_cases[k], wrong_values[v].json);
            checked++;
        }
    }
    assert_true(checked > 400);
    json_decref(document);
    json_decref(reference);
    free(text);
    parsed_finish(&parsed);
}

/* A missing key, or null, is never a mistake. */
static void test_every_key_is_optional(void **state)
{
    (void)state;
    size_t size;
    char *text = read_whole(CASES "/full.json", &size);
    json_t *document = load(text);
    for (size_t k = 0; k < sizeof key_cases / sizeof key_cases[0]; k++) {
        const char *way = key_cases[k].way;
        if (strstr(way, "].") != NULL || strstr(way, ".title") != NULL ||
            strstr(way, ".label") != NULL || way[strlen(way) - 1] == ']')
            continue;
        for (int null = 0; null < 2; null++) {
            json_t *changed = json_deep_copy(document);
            change(changed, way, null ? json_null() : NULL);
            char *dump = json_dumps(changed, 0);
            struct parsed parsed = parse(dump);
            if (parsed.diagnostics.count != 0)
                fail_msg("%s: %s: %s", way, parsed.diagnostics.findings[0].where,
                         parsed.diagnostics.findings[0].what);
            parsed_finish(&parsed);
            free(dump);
            json_decref(changed);
        }
    }
    json_decref(document);
    free(text);
}

/* --- documents that are none --- */

static void assert_refused(const char *text, size_t size, int line, const char *what)
{
    struct parsed parsed = parse_for(NULL, text, size);
    assert_null(parsed.content);
    assert_int_equal(parsed.diagnostics.count, 1);
    assert_int_equal(parsed.diagnostics.errors, 1);
    const struct finding *finding = &parsed.diagnostics.findings[0];
    assert_string_equal(finding->file, "lobby");
    assert_int_equal(finding->line, line);
    if (strstr(finding->what, what) == NULL)
        fail_msg("\"%s\" is not in \"%s\"", what, finding->what);
    for (const char *c = finding->what; *c != '\0'; c++)
        assert_true((unsigned char)*c >= ' ');
    parsed_finish(&parsed);
}

static void refuse(const char *text, int line, const char *what)
{
    assert_refused(text, strlen(text), line, what);
}

static void test_no_json(void **state)
{
    (void)state;
    refuse("", 0, "is empty");
    refuse("\xEF\xBB\xBF \n", 0, "is empty");
    refuse("\n <!DOCTYPE html><title>Login</title>", 0, "HTML page (a login page?), not JSON");
    refuse("<?xml version='1.0'?><rss/>", 0, "looks like XML");
    refuse("\xFF\xFE{\0}\0", 0, "UTF-16");
    refuse("[]", 0, "found an array");
    refuse("\"text\"", 0, "found a text");
    refuse("null", 0, "found null");
    refuse("{\"a\": 1,\n \"b\": }", 2, "not JSON: ");
    refuse("{\"a\": 1,\n \"b\": }", 2, ", column 7");
    refuse("{\"headlines\": [{\"title\": \"half", 1, "not JSON: ");
    refuse("{} trailing", 1, "not JSON: ");
    refuse("{\"a\": \x1B[31m}", 1, "not JSON: ");
    assert_refused("{\0}", 3, 1, "not JSON: ");
}

static void assert_mended(const char *text, const char *label, const char *what)
{
    struct parsed parsed = parse(text);
    assert_non_null(parsed.content);
    assert_string_equal(parsed.content->social.label, label);
    assert_int_equal(parsed.diagnostics.count, 1);
    assert_int_equal(parsed.diagnostics.errors, 0);
    if (strstr(parsed.diagnostics.findings[0].what, what) == NULL)
        fail_msg("\"%s\" is not in \"%s\"", what, parsed.diagnostics.findings[0].what);
    parsed_finish(&parsed);
}

static void test_almost_json(void **state)
{
    (void)state;
    assert_mended("{\"social\": {\"label\": \"a\\ud800\"}}", "a\xEF\xBF\xBD",
                  "mended (lone surrogates: 1);");
    assert_mended("{\"social\":\n{\"label\": \"\xFF\", \"\\u0000\": NaN}}", "\xEF\xBF\xBD",
                  "mended (NUL characters: 1, bytes that are no UTF-8: 1, NaN or Infinity: 1);");
    assert_mended("{\"social\": {\"label\": \"a\tb\"}, \"id\": 123456789012345678901234567890}",
                  "a b", "mended (bare control characters: 1, numbers beyond all range: 1);");
    /* What mending does not help is told at its own place. */
    refuse("{\"a\": \"\\ud800\",\n\"b\": }", 2, "not JSON: ");
    refuse("{\"a\": \"\n\",\n\"b\": }", 1, "not JSON: ");
    /* Another encoding: no mend would bring its letters back. */
    refuse("{\"social\": {\"label\": \"\xE9\xE9\xE9\xE9\xE9\xE9\xE9\xE9\xE9\xE9\xE9\xE9\xE9\xE9"
           "\xE9\xE9\xE9\xE9\"}}",
           1, "not JSON: unable to decode byte 0xe9");
    /* A number that was mended is still out of range where it counts. */
    struct parsed parsed = parse("{\"weather\": {\"now\": {\"temperature\": 1e999, \"code\": 3}}}");
    assert_false(parsed.content->weather.now.known);
    assert_int_equal(parsed.content->weather.now_code, 3);
    assert_int_equal(parsed.diagnostics.count, 2);
    parsed_finish(&parsed);
}

static void test_some_other_json(void **state)
{
    (void)state;
    refuse("{}", 0, "holds none of headlines, article");
    refuse("{\"error\": \"database down\"}", 0, "holds none of headlines, article");
    refuse("{\"data\": {\"headlines\": [{\"title\": \"x\"}]}}", 0, "holds none of");
    static const char *const empty[] = {
        "{\"headlines\": []}", "{\"article\": {}}", "{\"weather\": {}}", "{\"prayers\": null}",
        "{\"social\": {}}",    "{\"place\": {}}",   "{\"sources\": []}",
    };
    for (size_t i = 0; i < sizeof empty / sizeof empty[0]; i++) {
        struct parsed parsed = parse(empty[i]);
        assert_non_null(parsed.content);
        assert_true(content_is_empty(parsed.content));
        assert_int_equal(parsed.diagnostics.count, 0);
        parsed_finish(&parsed);
    }
}

static void test_byte_order_mark(void **state)
{
    (void)state;
    struct parsed parsed = parse("\xEF\xBB\xBF{\"social\": {\"label\": \"x\"}}");
    assert_string_equal(parsed.content->social.label, "x");
    parsed_finish(&parsed);
}

static void test_deep(void **state)
{
    (void)state;
    enum { DEPTH = 100 * 1000 };
    char *text = malloc(DEPTH + 8);
    memcpy(text, "{\"a\":", 5);
    memset(text + 5, '[', DEPTH);
    assert_refused(text, DEPTH + 5, 1, "not JSON: ");
    free(text);
}

static void test_every_prefix(void **state)
{
    (void)state;
    size_t size;
    char *text = read_whole(CASES "/full.json", &size);
    while (size > 0 && text[size - 1] != '}')
        size--;
    for (size_t cut = 0; cut < size; cut++) {
        struct parsed parsed = parse_for(NULL, text, cut);
        assert_null(parsed.content);
        assert_int_equal(parsed.diagnostics.errors, 1);
        parsed_finish(&parsed);
    }
    free(text);
}

/* --- much --- */

static void add_many(struct buffer *out, const char *key, const char *item, int count)
{
    buffer_print(out, "\"%s\": [", key);
    for (int i = 0; i < count; i++)
        buffer_print(out, "%s%s", i > 0 ? "," : "", item);
    buffer_add_text(out, "]");
}

static void test_too_many(void **state)
{
    (void)state;
    struct buffer text;
    buffer_init(&text, 16 * 1024 * 1024);
    buffer_add_text(&text, "{");
    add_many(&text, "headlines", "{\"title\": \"x\"}", 20000);
    buffer_add_text(&text, ", \"article\": {\"title\": \"t\", ");
    add_many(&text, "paragraphs", "\"p\"", 20000);
    buffer_add_text(&text, "}, \"weather\": {\"days\": [");
    for (int day = 0; day < 60; day++)
        buffer_print(&text, "%s{\"date\": \"2025-%02d-%02d\", \"low\": 1}", day > 0 ? "," : "",
                     4 + day / 30, 1 + day % 30);
    buffer_add_text(&text, "]}}");
    struct parsed parsed = parse(buffer_text(&text));
    assert_int_equal(parsed.content->headline_count, HEADLINES_MAX);
    assert_int_equal(parsed.content->article.paragraph_count, PARAGRAPHS_MAX);
    assert_int_equal(parsed.content->weather.day_count, WEATHER_DAYS_MAX);
    assert_int_equal(parsed.diagnostics.count, 3);
    assert_string_equal(parsed.diagnostics.findings[0].where, "headlines");
    assert_string_equal(parsed.diagnostics.findings[1].where, "article.paragraphs");
    assert_string_equal(parsed.diagnostics.findings[2].where, "weather.days");
    parsed_finish(&parsed);

    /* Many mistakes: counted, not all kept. */
    buffer_clear(&text);
    buffer_add_text(&text, "{");
    add_many(&text, "headlines", "7", 5000);
    buffer_add_text(&text, "}");
    parsed = parse(buffer_text(&text));
    assert_int_equal(parsed.diagnostics.count, DIAGNOSTICS_MAX);
    assert_int_equal(parsed.diagnostics.count + parsed.diagnostics.dropped, 5000);
    assert_true(content_is_empty(parsed.content));
    parsed_finish(&parsed);
    buffer_finish(&text);
}

static void test_long_text(void **state)
{
    (void)state;
    struct buffer text;
    buffer_init(&text, 4 * 1024 * 1024);
    buffer_add_text(&text, "{\"article\": {\"title\": \"t\", \"paragraphs\": [\"");
    for (int i = 0; i < 300000; i++)
        buffer_add_text(&text, "é ");
    buffer_add_text(&text, "\"]}}");
    struct parsed parsed = parse(buffer_text(&text));
    size_t length = strlen(parsed.content->article.paragraphs[0]);
    assert_in_range(length, TEXT_BYTES_MAX - 4, TEXT_BYTES_MAX);
    assert_int_equal(parsed.diagnostics.count, 1);
    assert_string_equal(parsed.diagnostics.findings[0].where, "article.paragraphs[0]");
    parsed_finish(&parsed);
    buffer_finish(&text);
}

static void test_without_helpers(void **state)
{
    (void)state;
    const char *text = "{\"place\": {\"timezone\": \"Asia/Kolkata\"}, \"headlines\": [{}, 5]}";
    const struct format_context context = {.source = "lobby", .fetched_s = NOON};
    struct content *content = format_riwaq(&context, text, strlen(text));
    assert_null(content->zone);
    assert_null(content->place.timezone);
    content_put(content);
    assert_null(format_riwaq(&context, "{", 1));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_cases),
        cmocka_unit_test(test_every_wrong_type),
        cmocka_unit_test(test_every_key_is_optional),
        cmocka_unit_test(test_no_json),
        cmocka_unit_test(test_almost_json),
        cmocka_unit_test(test_some_other_json),
        cmocka_unit_test(test_byte_order_mark),
        cmocka_unit_test(test_deep),
        cmocka_unit_test(test_every_prefix),
        cmocka_unit_test(test_too_many),
        cmocka_unit_test(test_long_text),
        cmocka_unit_test(test_without_helpers),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
