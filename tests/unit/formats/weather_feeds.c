#include "fixture.h"

#include <dirent.h>
#include <jansson.h>
#include <stdio.h>
#include <sys/stat.h>

/* --- cases as folders: tests/feeds/FORMAT/CASE/
 *   input.json     what the service answered
 *   riwaq.conf     the place's zone and the address, after "# at", when it was fetched
 *   expected.json  the snapshot without its sources; none: the answer is refused
 *   messages       the findings
 * RIWAQ_UPDATE=1 writes the latter two anew; read the difference before you commit it. --- */

#define FEEDS "tests/feeds"

enum { PATH_SIZE = 512, WORD_SIZE = 400, PRINT_FLAGS = JSON_INDENT(2) | JSON_REAL_PRECISION(15) };

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

/* Zones by their rule alone, so that summer time is the same wherever this runs. */
static const struct zone *find_rule_zone(void *self, const char *name)
{
    static const struct {
        const char *name, *rule;
        int32_t offset;
    } rules[] = {
        {"Europe/Oslo", "CET-1CEST,M3.5.0,M10.5.0/3", 3600},
        {"Europe/Berlin", "CET-1CEST,M3.5.0,M10.5.0/3", 3600},
        {"America/New_York", "EST5EDT,M3.2.0,M11.1.0", -18000},
        {"Pacific/Auckland", "NZST-12NZDT,M9.5.0,M4.1.0/3", 43200},
        {"Africa/Casablanca", "<+01>-1", 3600},
    };
    (void)self;
    for (size_t i = 0; i < sizeof rules / sizeof rules[0]; i++) {
        if (strcmp(rules[i].name, name) != 0)
            continue;
        unsigned char data[256] = {0};
        size_t length = put_block(data, rules[i].offset);
        length += put_block(data + length, rules[i].offset);
        length += (size_t)snprintf((char *)data + length, 64, "\n%s\n", rules[i].rule);
        const struct zone *zone = zone_parse(name, data, length);
        assert_non_null(zone);
        return zone;
    }
    return NULL;
}

/* What stands after KEY at the start of a line of TEXT; "" where there is none. */
static void word_after(const char *text, const char *key, char out[WORD_SIZE])
{
    out[0] = '\0';
    for (const char *line = text; line != NULL; line = strchr(line, '\n')) {
        line += *line == '\n';
        if (strncmp(line, key, strlen(key)) != 0)
            continue;
        line += strlen(key);
        snprintf(out, WORD_SIZE, "%.*s", (int)strcspn(line, "\n"), line);
        return;
    }
}

static struct content *read_case(const char *folder, const char *format,
                                 struct diagnostics *diagnostics)
{
    char path[2 * PATH_SIZE], at[WORD_SIZE], timezone[WORD_SIZE], url[WORD_SIZE];
    size_t size, conf_size;
    snprintf(path, sizeof path, "%s/riwaq.conf", folder);
    char *conf = read_whole(path, &conf_size);
    snprintf(path, sizeof path, "%s/input.json", folder);
    char *text = read_whole(path, &size);
    assert_true(conf != NULL && text != NULL);
    word_after(conf, "# at ", at);
    word_after(conf, "timezone = ", timezone);
    word_after(conf, "url = ", url);
    struct civil civil;
    bool has_offset;
    int offset = 0;
    assert_true(civil_parse(at, &civil, &has_offset, &offset));
    struct place place = {.timezone = timezone[0] != '\0' ? timezone : NULL};
    struct format_context context = {
        .source = "weather",
        .url = url,
        .fetched_s = civil_seconds(&civil) - offset,
        .override = &place,
        .find_zone = find_rule_zone,
        .diagnostics = diagnostics,
        .format = format_find(format),
    };
    assert_non_null(context.format);
    char *copy = malloc(size > 0 ? size : 1); /* exact, so that a read past the end is seen */
    memcpy(copy, text, size);
    struct content *content = format_read(&context, copy, size);
    free(copy);
    free(text);
    free(conf);
    return content;
}

/* As text, to be freed; empty for NULL. */
static char *snapshot_of(const struct content *content)
{
    if (content == NULL)
        return strdup("");
    char *printed = print(content);
    json_t *root = json_loads(printed, 0, NULL);
    assert_non_null(root);
    json_object_del(root, "sources");
    free(printed);
    char *text = json_dumps(root, PRINT_FLAGS), *out = NULL;
    size_t size;
    FILE *memory = open_memstream(&out, &size);
    fprintf(memory, "%s\n", text);
    fclose(memory);
    free(text);
    json_decref(root);
    return out;
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

static void check_case(const char *folder, const char *format)
{
    struct diagnostics found;
    char *messages = NULL;
    size_t size;
    diagnostics_init(&found);
    struct content *content = read_case(folder, format, &found);
    FILE *memory = open_memstream(&messages, &size);
    diagnostics_print(&found, memory);
    fclose(memory);
    char *snapshot = snapshot_of(content);
    assert_int_equal(content == NULL, found.errors > 0);
    compare(folder, "messages", messages);
    compare(folder, "expected.json", snapshot);
    free(messages);
    free(snapshot);
    content_put(content);
    diagnostics_finish(&found);
}

static void check_format(void **state)
{
    const char *format = *state;
    char folder[PATH_SIZE];
    struct stat status;
    int count = 0;
    snprintf(folder, sizeof folder, FEEDS "/%s", format);
    DIR *cases = opendir(folder);
    assert_non_null(cases);
    for (struct dirent *entry; (entry = readdir(cases)) != NULL;) {
        snprintf(folder, sizeof folder, FEEDS "/%s/%s", format, entry->d_name);
        if (entry->d_name[0] == '.' || stat(folder, &status) != 0 || !S_ISDIR(status.st_mode))
            continue;
        check_case(folder, format);
        count++;
    }
    closedir(cases);
    assert_true(count >= 8);
}

int main(void)
{
    static char open_meteo[] = "open-meteo", met_norway[] = "met-norway",
                openweathermap[] = "openweathermap";
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_prestate(check_format, open_meteo),
        cmocka_unit_test_prestate(check_format, met_norway),
        cmocka_unit_test_prestate(check_format, openweathermap),
    };
    return cmocka_run_group_tests_name("formats/weather_feeds", tests, NULL, NULL);
}
