/* Any bytes as riwaq's own JSON: no crash, what is printed reads back as the same, and what is
 * mended is told. */
#include "base/memory.h"
#include "formats/format.h"
#include "formats/guess.h"
#include "formats/repair.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { PRINTED_MAX = 256 * 1024 * 1024 };

/* A TZif block of one type: +05:30, or -00:30:20 as before standard time. */
#define BLOCK_OF(offset)                                                                           \
    "TZif2\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\1\0\0\0\4" offset   \
    "\0\0ABC"

static const struct zone *find_zone(void *self, const char *name)
{
    (void)self;
    static const char india[] =
        BLOCK_OF("\0\0\x4D\x58") "\0" BLOCK_OF("\0\0\x4D\x58") "\0\nIST-5:30\n";
    static const char odd[] =
        BLOCK_OF("\xFF\xFF\xF8\xE4") "\0" BLOCK_OF("\xFF\xFF\xF8\xE4") "\0\nLMT0:30:20\n";
    const struct zone *zone = NULL;
    if (strchr(name, 'a') != NULL)
        zone = zone_parse(name, india, sizeof india - 1);
    else if (strchr(name, 'o') != NULL)
        zone = zone_parse(name, odd, sizeof odd - 1);
    else
        return NULL;
    if (zone == NULL)
        abort();
    return zone;
}

static struct content *parse(const char *text, size_t size, struct diagnostics *diagnostics)
{
    const struct format_context context = {
        .source = "fuzz",
        .fetched_s = 1742388900,
        .find_zone = find_zone,
        .diagnostics = diagnostics,
    };
    diagnostics_init(diagnostics);
    struct content *content = format_riwaq(&context, text, size);
    if ((content == NULL) != (diagnostics->errors == 1))
        abort();
    return content;
}

static char *print(const struct content *content)
{
    struct buffer out;
    buffer_init(&out, PRINTED_MAX);
    if (!format_print(content, &out))
        abort();
    return buffer_take(&out);
}

/* What was read, printed, reads back without a finding and prints the same. */
static void check_round_trip(const struct content *content)
{
    struct diagnostics diagnostics;
    char *printed = print(content);
    struct content *again = parse(printed, strlen(printed), &diagnostics);
    if (again == NULL || diagnostics.count != 0)
        abort();
    char *reprinted = print(again);
    if (strcmp(printed, reprinted) != 0)
        abort();
    free(printed);
    free(reprinted);
    content_put(again);
    diagnostics_finish(&diagnostics);
}

/* Nothing grows but a byte to U+FFFD, and a mend is told. */
static void check_repair(const char *text, size_t size)
{
    struct repairs repairs;
    size_t length;
    char *mended = repair_json(text, size, 4 * size, &length, &repairs);
    size_t told = repairs.surrogates + repairs.nuls + repairs.controls + repairs.bytes +
                  repairs.numbers + repairs.absent;
    if ((mended != NULL) != (told > 0) || length > 3 * size)
        abort();
    free(mended);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    check_repair((const char *)data, size);
    guess_format((const char *)data, size);
    struct diagnostics diagnostics;
    struct content *content = parse((const char *)data, size, &diagnostics);
    diagnostics_finish(&diagnostics);
    if (content == NULL)
        return 0;
    check_round_trip(content);
    const struct content_part parts[] = {{.content = content, .confirmed_s = INSTANT_NONE},
                                         {.content = content, .confirmed_s = 0}};
    struct content *merged = content_merge(parts, 2, NULL, 0, NULL, content->zone);
    content_put(content);
    if (merged->headline_count > HEADLINES_MAX)
        abort();
    free(print(merged));
    content_put(merged);
    return 0;
}
