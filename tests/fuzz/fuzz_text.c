/* Any bytes as a text to set, with a measure of fixed widths: no crash, and lines that hold what
 * the header promises. The first bytes choose the options. */
#include "content/isolate.h"
#include "text/bidi.h"
#include "text/text.h"
#include "text/utf8.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { OPTION_BYTES = 6, LETTER = 10, TEXT_MAX = 64 * 1024 };

static void require(bool held)
{
    if (!held)
        abort();
}

static int measure_face(void *self, struct text_font font, const char *cluster, size_t length,
                        bool *found)
{
    (void)self;
    (void)font;
    require(length > 0);
    /* Three faces: ASCII, two-byte letters, the rest; some emoji in none. */
    *found = (unsigned char)cluster[0] < 0xF1;
    return (unsigned char)cluster[0] < 0x80 ? 0 : (unsigned char)cluster[0] < 0xE0 ? 1 : 2;
}

static int measure_width(void *self, const struct text_run *run)
{
    (void)self;
    int letters = 0;
    for (uint32_t i = 0; i < run->length; i++)
        letters += ((unsigned char)run->text[i] & 0xC0) != 0x80;
    return letters * LETTER;
}

static struct text_metrics measure_metrics(void *self, struct text_font font, int face)
{
    (void)self;
    return (struct text_metrics){.ascent = font.px + face, .descent = font.px / 4};
}

static void check_line(const struct text_block *block, const struct text_line *line)
{
    size_t length = strlen(block->text);
    require(line->start <= length && line->length <= length - line->start);
    require(line->piece_count >= 0 && line->width >= 0 && line->width <= block->width);
    for (int i = 0; i < line->piece_count; i++) {
        const struct text_piece *piece = &line->pieces[i];
        require(piece->run.length > 0 && piece->x >= 0 && piece->width >= 0);
        require(piece->x + piece->width <= line->width);
        require(i == 0 || piece->x >= line->pieces[i - 1].x + line->pieces[i - 1].width);
    }
}

static void check_block(const struct text_block *block, const struct text_options *options)
{
    require(block != NULL && block->text != NULL && block->line_count >= 1);
    require(options->max_lines == 0 || block->line_count <= options->max_lines);
    uint32_t end = 0;
    for (int i = 0; i < block->line_count; i++) {
        check_line(block, &block->lines[i]);
        require(block->lines[i].start >= end);
        end = block->lines[i].start + block->lines[i].length;
    }
}

/* The levels of the last COUNT code points of LINE. */
static void levels_at_end(const struct buffer *line, bool rtl, uint8_t *levels, int count)
{
    uint32_t *codes = malloc((line->length + 1) * sizeof *codes);
    uint8_t *all = malloc(line->length + 1);
    int n = 0;
    for (size_t at = 0; at < line->length;)
        codes[n++] = utf8_next(buffer_text(line), line->length, &at);
    bidi_levels(codes, n, rtl, all);
    require(n >= count);
    memcpy(levels, all + n - count, (size_t)count);
    free(codes);
    free(all);
}

/* Whatever stands in its isolate, what stands after it is ordered as after a harmless word. */
static void check_isolated(const char *text, size_t size, bool rtl)
{
    static const char neighbour[] = " \u00B7 \u2068a (1) \u062E\u0628\u0631 2\u2069 1 \u0631";
    enum { COUNT = 20 };
    uint8_t harmless[COUNT], beside[COUNT];
    char *part = malloc(size + 1);
    memcpy(part, text, size);
    part[size] = '\0';
    struct buffer line;
    buffer_init(&line, 1 << 20);
    require(isolate_add(&line, "x") && buffer_add_text(&line, neighbour));
    levels_at_end(&line, rtl, harmless, COUNT);
    buffer_clear(&line);
    require(isolate_add(&line, part) && buffer_add_text(&line, neighbour));
    levels_at_end(&line, rtl, beside, COUNT);
    require(memcmp(harmless, beside, COUNT) == 0);
    buffer_finish(&line);
    free(part);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char *const locales[] = {NULL, "en_GB", "fr_FR", "ar_MA", "zgh_MA", "nonsense"};
    if (size < OPTION_BYTES)
        return 0;
    const struct text_measure measure = {
        .face = measure_face, .width = measure_width, .metrics = measure_metrics};
    const struct text_options options = {
        .font = {.role = 0, .px = (uint16_t)(1 + data[0])},
        .width = data[1] * 4,
        .max_lines = data[2] % 5,
        .direction = (enum text_direction)(data[3] % 3),
        .fallback_rtl = (data[3] & 4) != 0,
        .balance = (data[3] & 8) != 0,
        .tracking = data[4] % 8,
        .locale = locales[data[5] % 6],
    };
    const char *text = (const char *)data + OPTION_BYTES;
    size -= OPTION_BYTES;
    check_isolated(text, size, options.fallback_rtl);
    struct text_block *block = text_block_create(&measure, text, size, &options);
    check_block(block, &options);
    free(text_upper(block->text, options.locale));
    require(text_word_count(text, size) >= 0);
    text_block_destroy(block);

    struct text_cache *cache = text_cache_create(&measure, 1000);
    const struct text_block *first = text_cache_block(cache, text, size, &options);
    require(text_cache_block(cache, text, size, &options) == first);
    text_cache_trim(cache);
    check_block(text_cache_block(cache, text, size, &options), &options);
    text_cache_destroy(cache);
    return 0;
}
