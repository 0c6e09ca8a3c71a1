/* A letter for the format, then any bytes as a document of it: no crash, one error or a content,
 * which, printed as riwaq's own JSON, reads back without a finding and prints the same. With "c":
 * the [format.NAME] of a riwaq.conf, a line "---", and a document as that describes it. (RSS and
 * riwaq's own JSON have targets of their own.) */
#include "base/memory.h"
#include "formats/format.h"
#include "theme/config.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { PRINTED_MAX = 256 * 1024 * 1024, NOON = 1742388900 };

static const struct {
    char letter;
    const char *name;
} kinds[] = {
    {'j', "jsonfeed"},   {'w', "wordpress"},  {'a', "aladhan"},
    {'o', "open-meteo"}, {'m', "met-norway"}, {'p', "openweathermap"},
};

static void require(bool held)
{
    if (!held)
        abort();
}

/* Every third name is a zone of half an hour; whether others exist hangs on their letters. */
static const struct zone *find_zone(void *self, const char *name)
{
#define BLOCK                                                                                      \
    "TZif2\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\1\0\0\0\4"          \
    "\0\0\x4D\x58\0\0ABC\0"
    static const char india[] = BLOCK BLOCK "\nIST-5:30\n";
    (void)self;
    return strlen(name) % 3 == 0 ? NULL : zone_parse(name, india, sizeof india - 1);
}

static struct content *parse(const struct format *format, const struct map *map, const char *text,
                             size_t size, struct diagnostics *diagnostics)
{
    const struct format_context context = {
        .source = "fuzz",
        .url = "https://news.example/feed?units=imperial",
        .fetched_s = NOON,
        .find_zone = find_zone,
        .diagnostics = diagnostics,
        .format = format,
        .map = map,
    };
    diagnostics_init(diagnostics);
    struct content *content = format_read(&context, text, size);
    require((content == NULL) == (diagnostics->errors == 1));
    return content;
}

static char *print(const struct content *content)
{
    struct buffer out;
    buffer_init(&out, PRINTED_MAX);
    require(format_print(content, &out));
    return buffer_take(&out);
}

static void check_document(const struct format *format, const struct map *map, const char *text,
                           size_t size)
{
    struct diagnostics diagnostics;
    struct content *content = parse(format, map, text, size, &diagnostics);
    diagnostics_finish(&diagnostics);
    if (content == NULL)
        return;
    char *printed = print(content);
    struct content *again = parse(NULL, NULL, printed, strlen(printed), &diagnostics);
    require(again != NULL && diagnostics.count == 0);
    char *reprinted = print(again);
    require(strcmp(printed, reprinted) == 0);
    diagnostics_finish(&diagnostics);
    content_put(again);
    content_put(content);
    free(reprinted);
    free(printed);
}

/* The first source's format, described or not, of the configuration before "---". */
static void check_configured(const char *text, size_t size)
{
    static const char bar[] = "\n---\n";
    const char *end = memmem(text, size, bar, sizeof bar - 1);
    if (end == NULL)
        return;
    struct diagnostics diagnostics;
    size_t length = (size_t)(end - text) + 1;
    diagnostics_init(&diagnostics);
    struct config *config = config_parse("/etc/riwaq.conf", text, length, &diagnostics);
    diagnostics_finish(&diagnostics);
    if (config->source_count > 0)
        check_document(config->sources[0].format, config->sources[0].map, end + sizeof bar - 1,
                       size - length - (sizeof bar - 2));
    config_destroy(config);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size == 0)
        return 0;
    const char *text = (const char *)data + 1;
    if (data[0] == 'c')
        check_configured(text, size - 1);
    for (size_t i = 0; i < COUNT_OF(kinds); i++)
        if (data[0] == (uint8_t)kinds[i].letter)
            check_document(format_find(kinds[i].name), NULL, text, size - 1);
    return 0;
}
