/* What services answer, on the road that it takes in riwaq: tests/feeds/FORMAT/CASE/
 *   riwaq.conf     the configuration; after "# at" in it, when the answer came
 *   input.*        the answer: the url of the only source
 *   expected.json  the snapshot, without its sources; none: the answer is refused
 *   messages       the findings, of the configuration too; the error where it is refused
 * RIWAQ_UPDATE=1 writes the latter two anew; read the difference before you commit it. */
#include "net/source.h"

#include "store/file.h"

#include <jansson.h>

#include <dirent.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define FEEDS "tests/feeds"
/* 2025-03-19T12:55:00Z */
#define NOON INT64_C(1742388900)

enum { PATH_SIZE = 1024, FILE_MAX = 4 * 1024 * 1024, PRINT_FLAGS = JSON_INDENT(2) };

/* NULL: there is none. */
static char *read_text(const char *path, size_t *size)
{
    struct buffer text;
    buffer_init(&text, FILE_MAX);
    bool read = file_read(path, &text);
    *size = text.length;
    if (read && text.length > 0)
        return buffer_take(&text);
    buffer_finish(&text);
    return read ? strdup("") : NULL;
}

static int64_t time_of(const char *conf)
{
    const char *at = strstr(conf, "# at ");
    char text[64];
    struct civil civil;
    bool has_offset;
    int offset = 0;
    assert_non_null(at);
    snprintf(text, sizeof text, "%.*s", (int)strcspn(at + 5, "\n"), at + 5);
    assert_true(civil_parse(text, &civil, &has_offset, &offset));
    return civil_seconds(&civil) - offset;
}

/* As text, to be freed; empty for NULL. */
static char *snapshot_of(const struct content *content)
{
    struct buffer out;
    if (content == NULL)
        return strdup("");
    buffer_init(&out, FILE_MAX);
    assert_true(format_print(content, &out));
    json_t *root = json_loads(buffer_text(&out), 0, NULL);
    assert_non_null(root);
    json_object_del(root, "sources");
    char *text = json_dumps(root, PRINT_FLAGS | JSON_REAL_PRECISION(15));
    buffer_clear(&out);
    buffer_print(&out, "%s\n", text);
    free(text);
    json_decref(root);
    return buffer_take(&out);
}

/* An empty text is no file. */
static bool is_same(const char *folder, const char *name, const char *got)
{
    char path[PATH_SIZE + 32];
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
    char *expected = read_text(path, &size);
    bool same = strcmp(got, expected != NULL ? expected : "") == 0;
    if (!same)
        print_error("%s\n--- expected:\n%s\n--- got:\n%s\n", path, expected != NULL ? expected : "",
                    got);
    free(expected);
    return same;
}

static struct content *read_answer(const struct config *config, int64_t at_s,
                                   struct diagnostics *found)
{
    struct source source;
    size_t size;
    char error[600];
    assert_int_equal(config->source_count, 1);
    source_init(&source, &config->sources[0], &config->place);
    char *text = read_text(source.path, &size);
    assert_non_null(text);
    char *copy = malloc(size > 0 ? size : 1); /* exact, so that a read past the end is seen */
    memcpy(copy, text, size);
    struct content *content =
        source_parse(&source, copy, size, NULL, at_s, at_s, found, error, sizeof error);
    if (content == NULL)
        diagnostics_add(found, SEVERITY_ERROR, config->sources[0].name, 0, NULL, "%s", error);
    free(copy);
    free(text);
    source_finish(&source);
    return content;
}

static bool check_case(const char *folder)
{
    char path[PATH_SIZE + 32], *messages = NULL;
    size_t size, messages_size;
    struct diagnostics found;
    snprintf(path, sizeof path, "%s/riwaq.conf", folder);
    char *conf = read_text(path, &size);
    assert_non_null(conf);
    diagnostics_init(&found);
    struct config *config = config_parse(path, conf, size, &found);
    struct content *content = read_answer(config, time_of(conf), &found);
    FILE *memory = open_memstream(&messages, &messages_size);
    diagnostics_print(&found, memory);
    fclose(memory);
    char *snapshot = snapshot_of(content);
    bool same = is_same(folder, "messages", messages);
    same = is_same(folder, "expected.json", snapshot) && same;
    free(messages);
    free(snapshot);
    free(conf);
    content_put(content);
    config_destroy(config);
    diagnostics_finish(&found);
    return same;
}

/* At least LEAST cases of FORMAT. */
static void check_format(const char *format, int least)
{
    char folder[PATH_SIZE];
    int count = 0, failed = 0;
    snprintf(folder, sizeof folder, FEEDS "/%s", format);
    DIR *cases = opendir(folder);
    assert_non_null(cases);
    for (struct dirent *entry; (entry = readdir(cases)) != NULL;) {
        if (entry->d_name[0] == '.')
            continue;
        snprintf(folder, sizeof folder, FEEDS "/%s/%s", format, entry->d_name);
        failed += !check_case(folder);
        count++;
    }
    closedir(cases);
    assert_int_equal(failed, 0);
    assert_true(count >= least);
}

static void jsonfeed(void **state)
{
    (void)state;
    check_format("jsonfeed", 10);
}

static void wordpress(void **state)
{
    (void)state;
    check_format("wordpress", 10);
}

static void aladhan(void **state)
{
    (void)state;
    check_format("aladhan", 10);
}

static void described(void **state)
{
    (void)state;
    check_format("described", 10);
}

/* What stands in README.md between FENCE and the next, after FROM. */
static char *block_of(const char *from, const char *fence)
{
    const char *start = strstr(from, fence);
    assert_non_null(start);
    start = strchr(start, '\n') + 1;
    const char *end = strstr(start, "```");
    assert_non_null(end);
    return strndup(start, (size_t)(end - start));
}

/* The example of the manual does what the manual says. */
static void manual(void **state)
{
    (void)state;
    size_t size;
    char *text = read_text("README.md", &size), error[600];
    assert_non_null(text);
    const char *chapter = strstr(text, "### Any other JSON");
    assert_non_null(chapter);
    char *answer = block_of(chapter, "```json"), *conf = block_of(chapter, "```ini");
    struct diagnostics found;
    struct source source;
    diagnostics_init(&found);
    struct config *config = config_parse("README.md", conf, strlen(conf), &found);
    assert_int_equal(config->source_count, 1);
    source_init(&source, &config->sources[0], &config->place);
    struct content *content = source_parse(&source, answer, strlen(answer), NULL, NOON, NOON,
                                           &found, error, sizeof error);
    diagnostics_print(&found, stderr);
    assert_int_equal(found.count, 0);
    assert_non_null(content);
    assert_int_equal(content->headline_count, 2);
    assert_string_equal(content->headlines[0].title, "Coupure d\xE2\x80\x99"
                                                     "eau");
    assert_int_equal(content->headlines[0].at_s, NOON - (3 * 60 + 25) * 60);
    assert_string_equal(content->headlines[1].title, "Kantine");
    assert_string_equal(content->article.image_url, "/media/eau.jpg");
    assert_string_equal(content->article.paragraphs[0], "De 9 h \xC3\xA0 12 h.");
    assert_int_equal(content->weather.today.code, 0);
    assert_true(content->weather.today.low.degrees == 9);
    assert_int_equal(content->weather.day_count, 1);
    assert_int_equal(content->weather.days[0].code, 61);
    assert_false(content->weather.days[0].high.known);
    content_put(content);
    source_finish(&source);
    config_destroy(config);
    diagnostics_finish(&found);
    free(conf);
    free(answer);
    free(text);
}

int main(void)
{
    setenv("TZ", "UTC", 1);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(jsonfeed),  cmocka_unit_test(wordpress), cmocka_unit_test(aladhan),
        cmocka_unit_test(described), cmocka_unit_test(manual),
    };
    return cmocka_run_group_tests_name("net/feeds", tests, NULL, NULL);
}
