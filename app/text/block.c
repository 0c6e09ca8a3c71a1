#include "text/block.h"

#include "base/memory.h"
#include "text/break.h"
#include "text/itemise.h"
#include "text/line.h"
#include "text/utf8.h"

#include <limits.h>
#include <stdalign.h>
#include <stdlib.h>
#include <string.h>

enum { TEXT_MAX = 64 * 1024 };

/* A block and all that it points to, in one piece of memory. */
struct storage {
    struct text_block block;
    size_t bytes;
};

/* Lines while they are made; `pieces` of a line is set at the end, from `first_piece`. */
struct builder {
    const struct text_options *options;
    struct itemised itemised;
    struct line_setter setter;
    struct words words;
    struct text_line *lines;
    int *first_piece;
    int line_count, line_room;
    struct text_piece *pieces;
    int piece_count, piece_room;
    bool full;   /* no further line is permitted */
    bool pushed; /* a word that should have fitted went into the next line */
};

static void measure_word(void *self, struct word *word, int limit)
{
    struct line_setter *setter = self;
    word->width = line_estimate(setter, word->start, word->end, limit);
    word->gap = line_estimate(setter, word->end, word->next, limit);
}

static void builder_init(struct builder *builder, const struct text_measure *measure,
                         const char *text, size_t length, const struct text_options *options)
{
    *builder = (struct builder){.options = options};
    itemised_init(&builder->itemised, measure, text, length, options);
    line_setter_init(&builder->setter, measure, options, &builder->itemised);
    builder->words.measure = measure_word;
    builder->words.self = &builder->setter;
    builder->words.trim = options->tracking;
}

static void builder_finish(struct builder *builder)
{
    words_finish(&builder->words);
    line_setter_finish(&builder->setter);
    itemised_finish(&builder->itemised);
    free(builder->lines);
    free(builder->first_piece);
    free(builder->pieces);
}

static bool fits(const struct builder *builder)
{
    return builder->options->width <= 0 || builder->setter.width <= builder->options->width;
}

/* Takes over the line that the setter made last, which began at the letter FROM. */
static void add_line(struct builder *builder, int from, bool ellipsis)
{
    const struct line_setter *setter = &builder->setter;
    const struct letter *letters = builder->itemised.letters.letters;
    if (builder->line_count == builder->line_room) {
        builder->line_room = builder->line_room == 0 ? 4 : builder->line_room * 2;
        const size_t room = (size_t)builder->line_room;
        builder->lines = memory_resize(builder->lines, room, sizeof *builder->lines);
        builder->first_piece = memory_resize(builder->first_piece, room, sizeof(int));
    }
    const int pieces = builder->piece_count + setter->count;
    if (pieces > builder->piece_room) {
        builder->piece_room = pieces * 2;
        builder->pieces =
            memory_resize(builder->pieces, (size_t)builder->piece_room, sizeof *builder->pieces);
    }
    if (setter->count > 0)
        memcpy(builder->pieces + builder->piece_count, setter->pieces,
               (size_t)setter->count * sizeof *setter->pieces);
    builder->first_piece[builder->line_count] = builder->piece_count;
    builder->piece_count = pieces;
    builder->lines[builder->line_count++] =
        (struct text_line){.piece_count = setter->count,
                           .width = setter->width,
                           .ascent = setter->ascent,
                           .descent = setter->descent,
                           .reach = setter->reach,
                           .start = letters[from].at,
                           .length = letters[setter->end].at - letters[from].at,
                           .ellipsis = ellipsis};
    const int max = builder->options->max_lines;
    builder->full = ellipsis || (max > 0 && builder->line_count >= max);
}

static int cluster_before(const struct letters *letters, int at)
{
    while (!letters->letters[at].cluster)
        at--;
    return at;
}

/* The last cluster end up to TO at which a line from FROM with SUFFIX fits; FROM if there is
 * none. Feels its way from GUESS in growing steps, so that the cost is that of a line and
 * not of all that follows. */
static int furthest(struct builder *builder, int from, int guess, int to, enum suffix suffix)
{
    const struct letters *letters = &builder->itemised.letters;
    int low = from, high = to + 1;
    for (int step = guess > from ? guess - from : 1; low < to; step = step * 2) {
        int at = to - low <= step ? to : letters_cluster_end(letters, low + step - 1);
        at = at > to ? to : at;
        line_set(&builder->setter, from, at, suffix);
        if (!fits(builder)) {
            high = at;
            break;
        }
        low = at;
    }
    while (high - low > 1 && low < to) {
        int at = cluster_before(letters, low + (high - low) / 2);
        if (at <= low)
            at = letters_cluster_end(letters, low);
        if (at >= high)
            break;
        line_set(&builder->setter, from, at, suffix);
        if (fits(builder))
            low = at;
        else
            high = at;
    }
    return low;
}

/* An ellipsis stands after a word rather than in it, where that costs no more than this share of
 * the line. */
enum { WORD_SHARE = 5 };

/* Makes the line FROM to TO with its ellipsis, or what ends with the word before TO. */
static void set_cut(struct builder *builder, int from, int to)
{
    const struct letters *letters = &builder->itemised.letters;
    struct line_setter *setter = &builder->setter;
    int word = to;
    while (word > from && !letters->letters[word].line && !letters->letters[word].space)
        word--;
    line_set(setter, from, to, SUFFIX_ELLIPSIS);
    const int width = setter->width;
    if (word == from || word == to || builder->options->tabular)
        return;
    line_set(setter, from, word, SUFFIX_ELLIPSIS);
    if ((width - setter->width) * WORD_SHARE > builder->options->width)
        line_set(setter, from, to, SUFFIX_ELLIPSIS);
}

/* The last permitted line, of the paragraph that ends at END; NEXT is where a further line
 * would have begun. */
static void set_ellipsis(struct builder *builder, int from, int next, int end)
{
    int to = furthest(builder, from, next, end, SUFFIX_ELLIPSIS);
    set_cut(builder, from, to);
    if (!fits(builder))
        line_set(&builder->setter, from, from, SUFFIX_NONE);
    add_line(builder, from, true);
}

/* Adds the line FROM to NEXT that the setter has made, or one with an ellipsis in its place
 * when it is the last permitted one and there is more. */
static void finish_line(struct builder *builder, int from, int next, int end)
{
    const int max = builder->options->max_lines;
    if (max > 0 && builder->line_count + 1 >= max && letters_rest(&builder->itemised.letters, next))
        set_ellipsis(builder, from, next, end);
    else
        add_line(builder, from, false);
}

static bool is_blank(const struct word *word)
{
    return word->start == word->end;
}

static bool is_held_space(const struct letter *letter)
{
    return letter->space || letter->code == 0xA0 || letter->code == 0x2007 ||
           letter->code == 0x202F;
}

/* TO, or the place after the last space between FROM and it: what is held together and fits on
 * no line parts there rather than inside a word (some editors type no other space than the
 * unbroken one). */
static int at_held_space(const struct letters *letters, int from, int to, int end)
{
    if (to >= end || is_held_space(&letters->letters[to]))
        return to;
    for (int at = to; at > from + 1; at--)
        if (letters->letters[at].cluster && is_held_space(&letters->letters[at - 1]))
            return at;
    return to;
}

/* A word that is too wide for any line: as many of its clusters as fit, at least one. The
 * rest of it stays as a word. Gives the word that the next line starts with. */
static int set_part(struct builder *builder, int index, int end)
{
    const struct letters *letters = &builder->itemised.letters;
    struct word *word = &builder->words.words[index];
    const int px = builder->options->font.px;
    const int guess = word->start + builder->options->width / (px > 0 ? px : 1) + 1;
    const int from = word->start;
    int to = furthest(builder, from, guess, word->end, SUFFIX_NONE);
    if (to == from)
        to = letters_cluster_end(letters, from);
    to = at_held_space(letters, from, to, word->end);
    int visible = to;
    while (visible > from && is_held_space(&letters->letters[visible - 1]))
        visible--;
    line_set(&builder->setter, from, visible > from ? visible : to, SUFFIX_NONE);
    while (to < word->end && is_held_space(&letters->letters[to]))
        to++;
    finish_line(builder, from, to, end);
    word->start = to;
    word->width = -1;
    return is_blank(word) ? index + 1 : index;
}

/* By estimate, so that a word of thousands of letters is not shaped whole for each line. */
static bool is_too_wide(const struct builder *builder, const struct word *word)
{
    const struct text_options *options = builder->options;
    return options->width > 0 && word->width - builder->words.trim > options->width;
}

static bool parts_at_hyphen(const struct builder *builder, int next, int end)
{
    return next < end && builder->itemised.letters.letters[next - 1].code == SOFT_HYPHEN;
}

/* A last line of one short word looks like a mistake: the line before gives it company, where
 * there is one, more readily in a title. */
static int without_widow(struct builder *builder, int first, int last, int limit)
{
    const struct text_options *options = builder->options;
    const int max = options->max_lines;
    if (options->width <= 0 || (max > 0 && builder->line_count + 1 >= max))
        return last;
    return words_spare(&builder->words, first, last, limit, limit / (options->balance ? 3 : 6),
                       options->balance ? 0 : limit / 2);
}

/* One line from the word FIRST on; gives the word that the next line starts with. */
static int set_line(struct builder *builder, int first, int limit, int end)
{
    struct words *words = &builder->words;
    int last = builder->options->width > 0 ? words_fit(words, first, limit) : words->count;
    if (last == first + 1 && last < words->count && is_blank(&words->words[first]))
        return last; /* an indent alone makes no line */
    const int from = words->words[first].start;
    if (is_too_wide(builder, &words->words[first]))
        return set_part(builder, first, end);
    last = without_widow(builder, first, last, limit);
    for (;; last--) {
        const int next = words->words[last - 1].next;
        line_set(&builder->setter, from, next,
                 parts_at_hyphen(builder, next, end) ? SUFFIX_HYPHEN : SUFFIX_NONE);
        if (fits(builder)) {
            finish_line(builder, from, next, end);
            return last;
        }
        if (last == first + 1)
            break;
        builder->pushed = true;
    }
    return set_part(builder, first, end);
}

static int balanced_width(struct builder *builder, int width)
{
    const int max = builder->options->max_lines;
    return words_balance(&builder->words, width, max > 0 ? max - builder->line_count : INT_MAX - 1);
}

static void set_words(struct builder *builder, int limit, int end)
{
    builder->pushed = false;
    for (int word = 0; word < builder->words.count && !builder->full;)
        word = set_line(builder, word, limit, end);
}

/* All lines as wide as one another, as far as that goes. */
static void set_balanced(struct builder *builder, int end)
{
    const struct text_options *options = builder->options;
    const int lines = builder->line_count, pieces = builder->piece_count;
    set_words(builder, balanced_width(builder, options->width), end);
    if (!builder->pushed || builder->full)
        return;
    /* Words are measured each by itself, and together they may be a little wider: one that found no
     * room has made a line that nobody counted on, with little in it. */
    builder->line_count = lines;
    builder->piece_count = pieces;
    set_words(builder, balanced_width(builder, options->width - options->width / 50 - 1), end);
}

/* --- line by line --- */

struct text_setting {
    struct text_options options; /* its locale is `locale` */
    char *locale;
    struct builder builder;
    int from, end; /* letters of the paragraph under way */
    int word;      /* that its next line starts with; -1: none is under way */
};

static bool balances(const struct text_options *options)
{
    return options->balance && options->width > 0;
}

/* Begins with the paragraph at `from`; sets it where it is not to be set line by line. */
static void begin_paragraph(struct text_setting *setting)
{
    struct builder *builder = &setting->builder;
    struct words *words = &builder->words;
    setting->end = letters_paragraph_end(&builder->itemised.letters, setting->from);
    words_find(words, &builder->itemised.letters, setting->from, setting->end);
    setting->word = 0;
    if (words->count > 0 && !balances(builder->options))
        return;
    if (words->count == 0) {
        line_set(&builder->setter, setting->from, setting->from, SUFFIX_NONE);
        finish_line(builder, setting->from, setting->end, setting->end);
    } else {
        set_balanced(builder, setting->end);
    }
    setting->word = words->count;
}

bool text_setting_line(struct text_setting *setting)
{
    struct builder *builder = &setting->builder;
    const struct letters *letters = &builder->itemised.letters;
    if (setting->word < 0)
        begin_paragraph(setting);
    if (setting->word < builder->words.count && !builder->full)
        setting->word = set_line(builder, setting->word, builder->options->width, setting->end);
    if (setting->word >= builder->words.count) {
        setting->from = setting->end + 1;
        setting->word = -1;
    }
    return !builder->full && (setting->word >= 0 || setting->from < letters->count);
}

size_t text_setting_at(const struct text_setting *setting)
{
    const struct letters *letters = &setting->builder.itemised.letters;
    const int letter =
        setting->word < 0 ? setting->from : setting->builder.words.words[setting->word].start;
    return letters->letters[letter < letters->count ? letter : letters->count].at;
}

static size_t aligned(size_t size)
{
    const size_t align = alignof(max_align_t);
    return (size + align - 1) / align * align;
}

static struct text_block *pack(const struct builder *builder)
{
    const struct letters *letters = &builder->itemised.letters;
    const size_t lines_at = aligned(sizeof(struct storage));
    const size_t pieces_at =
        lines_at + aligned((size_t)builder->line_count * sizeof(struct text_line));
    const size_t bytes_at =
        pieces_at + aligned((size_t)builder->piece_count * sizeof(struct text_piece));
    struct storage *storage = memory_new(bytes_at + letters->byte_count);
    char *memory = (char *)storage;
    struct text_line *lines = (struct text_line *)(memory + lines_at);
    struct text_piece *pieces = (struct text_piece *)(memory + pieces_at);
    char *bytes = memory + bytes_at;
    storage->bytes = bytes_at + letters->byte_count;
    memcpy(bytes, letters->bytes, letters->byte_count);
    for (int i = 0; i < builder->piece_count; i++) {
        pieces[i] = builder->pieces[i];
        pieces[i].run.text = bytes + (pieces[i].run.text - letters->bytes);
    }
    struct text_block *block = &storage->block;
    *block = (struct text_block){.lines = lines,
                                 .line_count = builder->line_count,
                                 .rtl = builder->itemised.rtl,
                                 .missing = builder->itemised.missing,
                                 .text = bytes};
    for (int i = 0; i < builder->line_count; i++) {
        lines[i] = builder->lines[i];
        lines[i].pieces = pieces + builder->first_piece[i];
        block->width = lines[i].width > block->width ? lines[i].width : block->width;
        block->cut = block->cut || lines[i].ellipsis;
    }
    return block;
}

struct text_setting *text_setting_create(const struct text_measure *measure, const char *text,
                                         size_t length, const struct text_options *options)
{
    struct text_setting *setting = memory_new(sizeof *setting);
    size_t clean_length;
    char *clean = utf8_clean(text, length, TEXT_MAX, &clean_length);
    setting->locale = memory_text(options->locale);
    setting->options = *options;
    setting->options.locale = setting->locale;
    setting->word = -1;
    builder_init(&setting->builder, measure, clean, clean_length, &setting->options);
    free(clean);
    const struct letters *letters = &setting->builder.itemised.letters;
    while (setting->from < letters->count &&
           letters->letters[setting->from].at < setting->options.from)
        setting->from++;
    return setting;
}

struct text_block *text_setting_block(const struct text_setting *setting)
{
    return pack(&setting->builder);
}

void text_setting_destroy(struct text_setting *setting)
{
    if (setting == NULL)
        return;
    builder_finish(&setting->builder);
    free(setting->locale);
    free(setting);
}

struct text_block *text_block_create(const struct text_measure *measure, const char *text,
                                     size_t length, const struct text_options *options)
{
    struct text_setting *setting = text_setting_create(measure, text, length, options);
    while (text_setting_line(setting)) {
    }
    struct text_block *block = text_setting_block(setting);
    text_setting_destroy(setting);
    return block;
}

void text_block_destroy(struct text_block *block)
{
    free(block); /* the first member of its storage */
}

size_t text_block_bytes(const struct text_block *block)
{
    return ((const struct storage *)block)->bytes;
}
