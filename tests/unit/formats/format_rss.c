#include "fixture.h"

#include "base/arena.h"
#include "formats/convert.h"
#include "formats/feed_text.h"
#include "formats/format_rss.h"
#include "formats/xml_source.h"

#include <dirent.h>
#include <libxml/xmlerror.h>
#include <stdio.h>
#include <sys/stat.h>

/* --- cases as folders: tests/feeds/rss/CASE/
 *   input.xml      what the server sent
 *   riwaq.conf     zone and address; "# at", when it was fetched; "# media type", of the answer
 *   expected.json  the snapshot without its sources; none: the answer is refused
 *   stories.json   the same before the reader, with every item's story
 *   messages       the findings
 * RIWAQ_UPDATE=1 writes the last three anew; read the difference before you commit it. --- */

#define CASES "tests/feeds/rss"

enum { PATH_SIZE = 512, WORD_SIZE = 400, PRINT_FLAGS = JSON_INDENT(2) };

static char *read_whole(const char *path, size_t *size)
{
    FILE *file = fopen(path, "rb");
    struct buffer out;
    char piece[4096];
    size_t count;
    if (file == NULL)
        return NULL;
    buffer_init(&out, 1024 * 1024);
    while ((count = fread(piece, 1, sizeof piece, file)) > 0)
        assert_true(buffer_add(&out, piece, count));
    fclose(file);
    *size = out.length;
    return buffer_take(&out);
}

/* What stands after KEY at the start of a line of TEXT; NULL where there is none. */
static const char *word_after(const char *text, const char *key, char out[WORD_SIZE])
{
    for (const char *line = text; line != NULL; line = strchr(line, '\n')) {
        line += *line == '\n';
        if (strncmp(line, key, strlen(key)) != 0)
            continue;
        line += strlen(key);
        snprintf(out, WORD_SIZE, "%.*s", (int)strcspn(line, "\n"), line);
        return out;
    }
    return NULL;
}

/* An empty text is no file. */
static void compare(const char *folder, const char *name, const char *got)
{
    char path[2 * PATH_SIZE];
    size_t size;
    snprintf(path, sizeof path, "%s/%s", folder, name);
    if (getenv("RIWAQ_UPDATE") != NULL) {
        remove(path);
        FILE *file = got[0] != '\0' ? fopen(path, "wb") : NULL;
        if (file != NULL) {
            fputs(got, file);
            fclose(file);
        }
    }
    char *expected = read_whole(path, &size);
    if (strcmp(got, expected != NULL ? expected : "") != 0)
        fail_msg("%s\n--- expected:\n%s\n--- got:\n%s", path, expected != NULL ? expected : "",
                 got);
    free(expected);
}

static void compare_json(const char *folder, const char *name, json_t *root)
{
    if (root == NULL) {
        compare(folder, name, "");
        return;
    }
    json_object_del(root, "sources");
    char *text = json_dumps(root, PRINT_FLAGS);
    struct buffer line;
    buffer_init(&line, 4 * 1024 * 1024);
    assert_true(buffer_print(&line, "%s\n", text));
    compare(folder, name, buffer_text(&line));
    buffer_finish(&line);
    free(text);
    json_decref(root);
}

static void compare_content(const char *folder, const struct content *content)
{
    char *printed = content != NULL ? print(content) : NULL;
    compare_json(folder, "expected.json", printed != NULL ? json_loads(printed, 0, NULL) : NULL);
    free(printed);
}

/* Keeps what the reader is given, after charset.c. */
static json_t *convert_and_keep(const struct conversion *conversion, const char *text, size_t size)
{
    json_t **converted = conversion->context->find_zone_self; /* which our zones do not look at */
    *converted = format_rss.convert(conversion, text, size);
    return json_deep_copy(*converted);
}

static const struct format kept = {"rss", "", convert_and_keep};

static void check_case(const char *folder)
{
    char path[2 * PATH_SIZE], at[WORD_SIZE], zone[WORD_SIZE], url[WORD_SIZE], type[WORD_SIZE];
    size_t size, conf_size, messages_size;
    snprintf(path, sizeof path, "%s/riwaq.conf", folder);
    char *conf = read_whole(path, &conf_size);
    snprintf(path, sizeof path, "%s/input.xml", folder);
    char *text = read_whole(path, &size), *messages = NULL;
    assert_true(conf != NULL && text != NULL);
    struct civil civil;
    bool has_offset;
    int offset = 0;
    assert_true(civil_parse(word_after(conf, "# at ", at), &civil, &has_offset, &offset));
    json_t *converted = NULL;
    struct diagnostics found;
    diagnostics_init(&found);
    struct place place = {.timezone = word_after(conf, "timezone = ", zone)};
    struct format_context context = {
        .source = "feed",
        .url = word_after(conf, "url = ", url),
        .fetched_s = civil_seconds(&civil) - offset,
        .override = &place,
        .find_zone = find_fixed_zone,
        .find_zone_self = &converted,
        .diagnostics = &found,
        .format = &kept,
        .media_type = word_after(conf, "# media type ", type),
    };
    char *copy = malloc(size > 0 ? size : 1); /* exact, so that a read past the end is seen */
    memcpy(copy, text, size);
    struct content *content = format_read(&context, copy, size);
    FILE *memory = open_memstream(&messages, &messages_size);
    diagnostics_print(&found, memory);
    fclose(memory);
    assert_int_equal(content == NULL, found.errors > 0);
    compare(folder, "messages", messages);
    compare_json(folder, "stories.json", converted);
    compare_content(folder, content);
    free(copy);
    free(text);
    free(conf);
    free(messages);
    content_put(content);
    diagnostics_finish(&found);
}

static void maps_each_case(void **state)
{
    (void)state;
    char folder[PATH_SIZE];
    struct stat status;
    int count = 0;
    DIR *cases = opendir(CASES);
    assert_non_null(cases);
    for (struct dirent *entry; (entry = readdir(cases)) != NULL;) {
        snprintf(folder, sizeof folder, CASES "/%s", entry->d_name);
        if (entry->d_name[0] == '.' || stat(folder, &status) != 0 || !S_ISDIR(status.st_mode))
            continue;
        check_case(folder);
        count++;
    }
    closedir(cases);
    assert_true(count >= 30);
}

/* --- documents made here --- */

/* The conversion of TEXT, to json_decref(); *FOUND to diagnostics_finish(). */
static json_t *convert(const char *text, size_t size, struct diagnostics *found)
{
    diagnostics_init(found);
    struct format_context context = {
        .source = "feed", .fetched_s = NOON, .diagnostics = found, .format = &format_rss};
    struct conversion conversion = {.context = &context};
    char *copy = malloc(size > 0 ? size : 1);
    memcpy(copy, text, size);
    json_t *document = format_rss.convert(&conversion, copy, size);
    free(copy);
    return document;
}

static void expect_refused(const char *text, size_t size, const char *why)
{
    struct diagnostics found;
    assert_null(convert(text, size, &found));
    assert_int_equal(found.errors, 1);
    assert_int_equal(found.count, 1);
    assert_non_null(strstr(found.findings[0].what, why));
    diagnostics_finish(&found);
}

/* PIECE so many times between two texts; to free(). */
static char *repeat(const char *before, const char *piece, size_t times, const char *after)
{
    struct buffer out;
    buffer_init(&out, 64 * 1024 * 1024);
    buffer_add_text(&out, before);
    for (size_t i = 0; i < times; i++)
        buffer_add_text(&out, piece);
    assert_true(buffer_add_text(&out, after));
    return buffer_take(&out);
}

static void takes_the_newest_of_many(void **state)
{
    (void)state;
    struct buffer text;
    buffer_init(&text, 1024 * 1024);
    buffer_add_text(&text, "<rss><channel>");
    /* 1000 items, each newer than the one before, every tenth without a time. */
    for (int i = 0; i < 1000; i++) {
        buffer_print(&text, "<item><title>%d</title>", i);
        if (i % 10 != 0)
            buffer_print(&text, "<pubDate>%02d Mar 2025 %02d:%02d GMT</pubDate>", 1 + i / 100,
                         i % 100 / 10, i % 10);
        buffer_add_text(&text, "</item>");
    }
    buffer_add_text(&text, "</channel></rss>");
    struct diagnostics found;
    json_t *document = convert(buffer_text(&text), text.length, &found);
    json_t *headlines = json_object_get(document, "headlines");
    assert_int_equal(json_array_size(headlines), HEADLINES_MAX);
    /* Of 900 with a time the last 200, in the feed's order. */
    long expected = 778;
    for (size_t i = 0; i < HEADLINES_MAX; i++) {
        const json_t *headline = json_array_get(headlines, i);
        const char *title = json_string_value(json_object_get(headline, "title"));
        assert_int_equal(strtol(title, NULL, 10), expected);
        expected += expected % 10 == 9 ? 2 : 1;
    }
    assert_int_equal(found.count, 1);
    assert_non_null(strstr(found.findings[0].what, "1000 items"));
    diagnostics_finish(&found);
    json_decref(document);
    buffer_finish(&text);
}

static void holds_depth_and_size(void **state)
{
    (void)state;
    struct diagnostics found;
    char *text = repeat("<rss><channel><item><title>Deep</title><description>", "<div>", 90 * 1000,
                        "below</description></item></channel></rss>");
    json_t *document = convert(text, strlen(text), &found);
    const json_t *headline = json_array_get(json_object_get(document, "headlines"), 0);
    const json_t *paragraphs = json_object_get(headline, "paragraphs");
    assert_string_equal(json_string_value(json_array_get(paragraphs, 0)), "below");
    json_decref(document);
    diagnostics_finish(&found);
    free(text);

    text = repeat("<rss><channel>", "<item/>", XML_PARTS_MAX, "</channel></rss>");
    expect_refused(text, strlen(text), "100,000 elements");
    free(text);

    text = repeat("<rss>", "         ", 1024 * 1024, "</rss>");
    expect_refused(text, strlen(text), "2 MiB");
    free(text);

    text = repeat("<rss><![CDATA[", "<<<<<<<<<<<<<<<<", 1024 * 500, "]]></rss>");
    expect_refused(text, strlen(text), "2 MiB");
    free(text);

    text = repeat("", "<", 100 * 1000, "");
    expect_refused(text, strlen(text), "no XML");
    free(text);
}

/* A document cut at any byte gives what is whole, and never half a title. */
static void takes_what_is_whole(void **state)
{
    (void)state;
    static const char text[] = "<?xml version='1.0'?><rss version=\"2.0\"><channel><title>T</title>"
                               "<item><title>First &amp; one</title><link>http://a.example/1</link>"
                               "</item><item><title><![CDATA[Second]]></title><description>&lt;p "
                               "class=\"x\"&gt;Text&lt;/p&gt;</description></item></channel></rss>";
    static const char *const titles[] = {"First & one", "Second"};
    for (size_t cut = 0; cut < sizeof text; cut++) {
        struct diagnostics found;
        json_t *document = convert(text, cut, &found);
        json_t *headlines = json_object_get(document, "headlines");
        assert_int_equal(found.errors, document == NULL);
        for (size_t i = 0; i < json_array_size(headlines); i++) {
            json_t *headline = json_array_get(headlines, i);
            const char *title = json_string_value(json_object_get(headline, "title"));
            assert_string_equal(title, titles[i]);
            const char *link = json_string_value(json_object_get(headline, "url"));
            assert_true(link == NULL || strcmp(link, "http://a.example/1") == 0);
            json_t *paragraphs = json_object_get(headline, "paragraphs");
            if (paragraphs != NULL)
                assert_string_equal(json_string_value(json_array_get(paragraphs, 0)), "Text");
        }
        json_decref(document);
        diagnostics_finish(&found);
    }
}

static void prepare(const char *text, const char *expected)
{
    struct buffer out;
    struct xml_damage damage;
    buffer_init(&out, 4096);
    char *copy = malloc(strlen(text) + 1);
    memcpy(copy, text, strlen(text));
    xml_source_prepare(copy, strlen(text), &out, &damage);
    assert_string_equal(buffer_text(&out), expected);
    free(copy);
    buffer_finish(&out);
}

static void prepares_the_source(void **state)
{
    (void)state;
    prepare("<a b='1' c=2 d>&eacute;&#146;&#x41;</a>",
            "<all><a b=\"1\" c=\"2\">\xC3\xA9\xE2\x80\x99"
            "A</a></all>");
    prepare("<a b='\"&lt;&nbsp;&'/>", "<all><a b=\"&quot;&lt;\xC2\xA0&amp;\"/></all>");
    prepare("<a><b>x</a>y</b>", "<all><a><b>x</b></a>y</all>");
    prepare("<a>1 < 2 <3 <<b/></a>", "<all><a>1 &lt; 2 &lt;3 &lt;<b/></a></all>");
    prepare("<a><![CDATA[<x>&amp;]]></a>", "<all><a>&lt;x&gt;&amp;amp;</a></all>");
    prepare("<!DOCTYPE a [<!ENTITY x 'y>'>]><a/>", "<all><a/></all>");
    prepare("<a b=1 b=2 = x c = \"3\"\n/>", "<all><a b=\"1\" c=\"3\"/></all>");
    prepare("<a>x<br>y<img src=z></a>", "<all><a>x<br/>y<img src=\"z\"/></a></all>");
    prepare("<a><b>x", "<all><a><b>x<?cut?></b></a></all>");
    prepare("<a>&#0;&#1;\r\n\xEF\xBF\xBF</a>", "<all><a>\xEF\xBF\xBD\n</a></all>");
    prepare("<a:b f:g=2><h:i:j></a:b>", "<all><a:b f:g=\"2\">&lt;h:i:j&gt;</a:b></all>");
    prepare("Amina <a@b.example>", "<all>Amina &lt;a@b.example&gt;</all>");
}

static void cuts_titles_at_words(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    assert_string_equal(feed_first_words(arena, "short\ntext"), "short text");
    char *long_words = repeat("", "word, ", 20, "");
    const char *title = feed_first_words(arena, long_words);
    assert_string_equal(title + strlen(title) - 7, "word\xE2\x80\xA6");
    assert_int_equal(strlen(title), 15 * 6 - 2 + 3);
    free(long_words);
    /* No white space: between letters, not before a mark. */
    char *letters = repeat("", "e\xCC\x81", 60, "");
    title = feed_first_words(arena, letters);
    assert_int_equal(strlen(title), 45 * 3 + 3);
    free(letters);
    char *exact = repeat("", "x", FEED_TITLE_LETTERS, "");
    assert_string_equal(feed_first_words(arena, exact), exact);
    free(exact);
    arena_destroy(arena);
}

/* What libxml2 would print. */
static void __attribute__((format(printf, 2, 3))) on_print(void *self, const char *format, ...)
{
    (void)self;
    fail_msg("libxml2 prints \"%s\"", format);
}

int main(void)
{
    xmlSetGenericErrorFunc(NULL, on_print);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(maps_each_case),       cmocka_unit_test(takes_the_newest_of_many),
        cmocka_unit_test(holds_depth_and_size), cmocka_unit_test(takes_what_is_whole),
        cmocka_unit_test(prepares_the_source),  cmocka_unit_test(cuts_titles_at_words),
    };
    return cmocka_run_group_tests_name("formats/format_rss", tests, NULL, NULL);
}
