/* Unicode's own test files against the whole floor. They come with Debian's unicode-data,
 * which is in deploy/packages.txt: a missing file fails. */
#include "fake.h"

#include "text/bidi.h"

#include <unicode/uversion.h>

#define FOLDER "/usr/share/unicode/"

enum { CODES_MAX = 256 };

/* Cases on which the machine's ICU and the file may differ, because they are of different
 * Unicode versions, as the file writes them. None is known for Debian 12 (15.0 and 15.0). */
static const char *const known_differences[] = {NULL};

static FILE *open_data(const char *path)
{
    FILE *file = fopen(path, "re");
    if (file == NULL)
        fail_msg("%s is missing: install the package unicode-data", path);
    return file;
}

struct bidi_case {
    uint32_t codes[CODES_MAX];
    int levels[CODES_MAX]; /* -1: removed by rule X9 */
    int order[CODES_MAX];
    int count, ordered;
    int direction; /* 0 left to right, 1 right to left, 2 by the first letter */
    int base;
};

static bool parse_bidi_case(char *line, struct bidi_case *c)
{
    char *field[5];
    c->count = c->ordered = 0;
    for (int i = 0; i < 5; i++)
        if ((field[i] = strsep(&line, ";")) == NULL)
            return false;
    for (char *end; *field[0] != '\0' && c->count < CODES_MAX; field[0] = end)
        c->codes[c->count++] = (uint32_t)strtoul(field[0], &end, 16);
    c->direction = (int)strtol(field[1], NULL, 10);
    c->base = (int)strtol(field[2], NULL, 10);
    for (int i = 0; i < c->count; i++) {
        char *word = strsep(&field[3], " ");
        assert_non_null(word);
        c->levels[i] = word[0] == 'x' ? -1 : (int)strtol(word, NULL, 10);
    }
    for (char *word; (word = strsep(&field[4], " \n")) != NULL;)
        if (word[0] != '\0')
            c->order[c->ordered++] = (int)strtol(word, NULL, 10);
    return true;
}

static bool levels_agree(const struct bidi_case *c, uint8_t *levels)
{
    bool rtl = c->direction == 1;
    if (c->direction == 2)
        rtl = bidi_base(c->codes, c->count) == BIDI_RTL;
    bidi_levels(c->codes, c->count, rtl, levels);
    for (int i = 0; i < c->count; i++)
        if (c->levels[i] >= 0 && levels[i] != c->levels[i])
            return false;
    return (int)rtl == c->base;
}

/* As the line's pieces are ordered: what rule X9 removes takes no part. */
static bool order_agrees(const struct bidi_case *c, const uint8_t *levels)
{
    uint8_t kept[CODES_MAX];
    int at[CODES_MAX], order[CODES_MAX], count = 0;
    for (int i = 0; i < c->count; i++) {
        if (c->levels[i] < 0)
            continue;
        at[count] = i;
        kept[count++] = levels[i];
    }
    bidi_order(kept, count, order);
    for (int i = 0; i < count; i++)
        if (count != c->ordered || at[order[i]] != c->order[i])
            return false;
    return true;
}

static bool is_control(uint32_t code)
{
    return code == 0xAD || code == 0x61C || code == 0x200B || code == 0x200E || code == 0x200F ||
           (code >= 0x202A && code <= 0x202E) || code == 0x2060 ||
           (code >= 0x2066 && code <= 0x2069);
}

/* What the eye must meet, left to right: without controls and space at the end. */
static int expected_codes(const struct bidi_case *c, uint32_t *out)
{
    int end = c->count, count = 0;
    while (end > 0 &&
           (c->codes[end - 1] == ' ' || c->codes[end - 1] == '\t' || is_control(c->codes[end - 1])))
        end--;
    for (int i = 0; i < c->ordered; i++) {
        const uint32_t code = c->codes[c->order[i]];
        if (c->order[i] < end && !is_control(code))
            out[count++] = code == '\t' ? ' ' : code;
    }
    return count;
}

/* What the pieces show, left to right; joiners have no place of their own. */
static int shown_codes(const struct text_line *line, uint32_t *out)
{
    int count = 0;
    for (int i = 0; i < line->piece_count; i++) {
        const struct text_run *run = &line->pieces[i].run;
        const int first = count;
        for (size_t at = 0; at < run->length;) {
            uint32_t code = utf8_next(run->text, run->length, &at);
            if (code != 0x200D && count < CODES_MAX)
                out[count++] = code;
        }
        for (int a = first, b = count - 1; run->rtl && a < b; a++, b--) {
            uint32_t kept = out[a];
            out[a] = out[b];
            out[b] = kept;
        }
    }
    return count;
}

static bool block_agrees(const struct bidi_case *c)
{
    char text[CODES_MAX * 4];
    size_t length = 0;
    for (int i = 0; i < c->count; i++)
        length += utf8_put(text + length, c->codes[i]);
    struct fake fake;
    struct text_options options = fake_options(0);
    options.direction = c->direction == 0   ? DIRECTION_LTR
                        : c->direction == 1 ? DIRECTION_RTL
                                            : DIRECTION_AUTO;
    struct text_block *block =
        text_block_create(&fake_init(&fake)->measure, text, length, &options);
    uint32_t expected[CODES_MAX], shown[CODES_MAX];
    const int count = expected_codes(c, expected);
    bool same = (int)block->rtl == c->base && block->line_count == 1 &&
                shown_codes(&block->lines[0], shown) == count &&
                memcmp(shown, expected, (size_t)count * sizeof *shown) == 0;
    text_block_destroy(block);
    return same;
}

static void bidi_character_test(void **state)
{
    (void)state;
    static struct bidi_case c;
    FILE *file = open_data(FOLDER "BidiCharacterTest.txt");
    char line[8192], copy[8192];
    int cases = 0, failures = 0;
    while (fgets(line, sizeof line, file) != NULL) {
        if (line[0] == '#' || line[0] == '\n')
            continue;
        snprintf(copy, sizeof copy, "%s", line);
        assert_true(parse_bidi_case(line, &c));
        uint8_t levels[CODES_MAX];
        const bool levels_right = levels_agree(&c, levels);
        const bool order_right = order_agrees(&c, levels), shown_right = block_agrees(&c);
        cases++;
        if (levels_right && order_right && shown_right)
            continue;
        if (++failures <= 10)
            print_error("levels %d order %d shown %d: %s", levels_right, order_right, shown_right,
                        copy);
    }
    fclose(file);
    print_message("BidiCharacterTest: %d cases, %d failures\n", cases, failures);
    assert_true(cases > 90000);
    assert_int_equal(failures, 0);
}

/* One line of GraphemeBreakTest: code points, and whether a cluster starts at each. */
static int parse_clusters(const char *line, uint32_t *codes, bool *starts)
{
    int count = 0;
    bool start = true;
    while (*line != '\0' && *line != '#' && *line != '\n' && count < CODES_MAX) {
        if (strncmp(line, "\xC3\xB7", 2) == 0 || strncmp(line, "\xC3\x97", 2) == 0) {
            start = (unsigned char)line[1] == 0xB7;
            line += 2;
        } else if (*line == ' ' || *line == '\t') {
            line++;
        } else {
            char *end;
            codes[count] = (uint32_t)strtoul(line, &end, 16);
            starts[count++] = start;
            line = end;
        }
    }
    return count;
}

/* Every line of the block must start where a cluster does, and a word of clusters must come
 * apart into them and no further. The separators between text and text are by their nature
 * line ends or dropped; their cases only check that nothing else parts. */
static bool clusters_agree(const uint32_t *codes, const bool *starts, int count,
                           const struct text_options *options)
{
    char text[CODES_MAX * 4];
    bool legal[CODES_MAX * 4 + 1] = {false};
    size_t length = 0;
    for (int i = 0; i < count; i++) {
        if (codes[i] < 0x20 && codes[i] != '\n' && codes[i] != '\r')
            continue; /* dropped, so what stood before it is no cluster end any more */
        if (codes[i] == '\n' && i > 0 && codes[i - 1] == '\r')
            continue;
        legal[length] = starts[i];
        length += utf8_put(text + length, codes[i] == '\r' ? '\n' : codes[i]);
    }
    legal[length] = true;
    struct fake fake;
    struct text_block *block = text_block_create(&fake_init(&fake)->measure, text, length, options);
    fake_check(block, options);
    bool agree = strncmp(block->text, text, length) == 0;
    for (int i = 0; i < block->line_count; i++) {
        const struct text_line *made = &block->lines[i];
        agree = agree && legal[made->start];
        if (made->ellipsis && made->length > 0)
            agree = agree && legal[made->start + made->length];
    }
    text_block_destroy(block);
    return agree;
}

static bool is_known(const char *line)
{
    for (int i = 0; known_differences[i] != NULL; i++)
        if (strncmp(line, known_differences[i], strlen(known_differences[i])) == 0)
            return true;
    return false;
}

static bool clusters_hold(const uint32_t *codes, const bool *starts, int count)
{
    for (int width = 1; width <= 10 * count + 10; width += width < 10 ? 9 : 10) {
        struct text_options options = fake_options(width);
        if (!clusters_agree(codes, starts, count, &options))
            return false;
        options.max_lines = 1;
        if (!clusters_agree(codes, starts, count, &options))
            return false;
    }
    return true;
}

/* The floor's clusters are exactly the file's (that none is parted could also mean that
 * nothing is ever parted). */
static bool boundaries_equal(const uint32_t *codes, const bool *starts, int count)
{
    char text[CODES_MAX * 4];
    size_t length = 0, place = 0;
    struct boundary boundary;
    bool equal = true;
    for (int i = 0; i < count; i++)
        length += utf8_put(text + length, codes[i]);
    boundary_open(&boundary, UBRK_CHARACTER, NULL, text, length);
    size_t at = 0;
    for (int i = 0; i < count; i++) {
        if (i > 0 && starts[i])
            equal = equal && boundary_next(&boundary, &place) && place == at;
        char scratch[4];
        at += utf8_put(scratch, codes[i]);
    }
    equal = equal && boundary_next(&boundary, &place) && place == length;
    boundary_close(&boundary);
    return equal;
}

static void grapheme_break_test(void **state)
{
    (void)state;
    FILE *file = open_data(FOLDER "auxiliary/GraphemeBreakTest.txt");
    char line[4096];
    int cases = 0, failures = 0, known = 0;
    UVersionInfo version;
    u_getUnicodeVersion(version);
    while (fgets(line, sizeof line, file) != NULL) {
        uint32_t codes[CODES_MAX];
        bool starts[CODES_MAX];
        if (cases == 0 && strncmp(line, "# GraphemeBreakTest", 19) == 0)
            print_message("ICU has Unicode %d.%d, the file is %s", version[0], version[1],
                          line + 2);
        const int count = parse_clusters(line, codes, starts);
        if (count == 0)
            continue;
        cases++;
        if (boundaries_equal(codes, starts, count) && clusters_hold(codes, starts, count))
            continue;
        if (is_known(line)) {
            known++;
            continue;
        }
        if (++failures <= 10)
            print_error("parted: %s", line);
    }
    fclose(file);
    print_message("GraphemeBreakTest: %d cases, %d failures, %d known differences\n", cases,
                  failures, known);
    assert_true(cases > 600);
    assert_int_equal(failures, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(bidi_character_test),
        cmocka_unit_test(grapheme_break_test),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
