#include "text/line.h"

#include "base/memory.h"
#include "text/bidi.h"
#include "text/reach.h"
#include "text/script.h"
#include "text/utf8.h"

#include <stdlib.h>
#include <string.h>
#include <unicode/uchar.h>
#include <unicode/uscript.h>

/* So that a word of thousands of letters need not be shaped whole to see that it is too long. */
enum { ESTIMATE_LETTERS = 256 };
/* So that a long text is not one surface wider than the screen many times over, made in one go:
 * a run of so many letters ends with a word, a longer one between any two clusters that do not
 * join. No word of any language is that long. */
enum { RUN_LETTERS = 48, RUN_LETTERS_MAX = 128 };
/* Nothing but a joke joins a thousand letters; what painters tile must still be held in memory:
 * from so many letters on a joined run ends where they would take that many pixels. */
enum { JOINED_LETTERS_MIN = 256, JOINED_PIXELS_MAX = 48 * 1024 };

void line_setter_init(struct line_setter *setter, const struct text_measure *measure,
                      const struct text_options *options, const struct itemised *itemised)
{
    *setter = (struct line_setter){.measure = measure, .options = options, .itemised = itemised};
}

void line_setter_finish(struct line_setter *setter)
{
    free(setter->pieces);
    free(setter->staged);
    setter->pieces = NULL;
    setter->staged = NULL;
}

struct text_metrics line_metrics(struct line_setter *setter, int face)
{
    const struct text_measure *measure = setter->measure;
    if (!setter->metrics_known[face]) {
        setter->metrics_known[face] = true;
        setter->metrics[face] = measure->metrics(measure->self, setter->options->font, face);
    }
    return setter->metrics[face];
}

static bool is_tracked(const struct line_setter *setter, int script)
{
    return setter->options->tracking != 0 && script_stands_alone(script);
}

static int joining(const struct letter *letter)
{
    return u_getIntPropertyValue((UChar32)letter->code, UCHAR_JOINING_TYPE);
}

/* Whether the letter AT may be joined to what stands before it since FROM, by their joining
 * types (The Unicode Standard, 9.2). */
static bool is_joined(const struct letter *letters, int from, int at)
{
    int before = at - 1;
    while (before > from && joining(&letters[before]) == U_JT_TRANSPARENT)
        before--;
    const int left = joining(&letters[at]), right = joining(&letters[before]);
    return (right == U_JT_DUAL_JOINING || right == U_JT_LEFT_JOINING ||
            right == U_JT_JOIN_CAUSING) &&
           (left == U_JT_DUAL_JOINING || left == U_JT_RIGHT_JOINING || left == U_JT_JOIN_CAUSING);
}

/* Whether the run of letters since FROM is long enough to end before the letter AT: never inside
 * a cluster or what joins, so best after a space, across which nothing is kerned to speak of. */
static bool is_long_enough(const struct line_setter *setter, int from, int at)
{
    const struct letter *letters = setter->itemised->letters.letters;
    const int count = at - from, px = setter->options->font.px;
    if (count < RUN_LETTERS || !letters[at].cluster)
        return false;
    if (letters[at - 1].space && !letters[at].space)
        return true;
    if (count < RUN_LETTERS_MAX)
        return false;
    return !is_joined(letters, from, at) ||
           (count >= JOINED_LETTERS_MIN && count * (px > 0 ? px : 1) >= JOINED_PIXELS_MAX);
}

/* --- digits --- */

/* The zero of the digits that CODE is one of; 0 for other letters. */
static uint32_t zero_of(uint32_t code)
{
    static const uint32_t zeros[] = {'0', 0x660, 0x6F0};
    for (size_t i = 0; i < COUNT_OF(zeros); i++)
        if (code >= zeros[i] && code < zeros[i] + 10)
            return zeros[i];
    return 0;
}

/* Of the digits FIRST and, unless it is 0, SECOND. */
static int digits_width(const struct line_setter *setter, const struct letter *like, uint32_t first,
                        uint32_t second)
{
    const struct text_measure *measure = setter->measure;
    char text[8];
    size_t length = utf8_put(text, first);
    length += second != 0 ? utf8_put(text + length, second) : 0;
    const struct text_run run = {.text = text,
                                 .length = (uint32_t)length,
                                 .font = setter->options->font,
                                 .face = like->face,
                                 .rtl = like->level & 1,
                                 .fonts = measure->fonts,
                                 .script = script_tag(like->script)};
    return measure->width(measure->self, &run);
}

/* The widest digit of the face of LIKE; 0 when all are of one width, and none is kerned (some
 * faces kern the one, which is narrow, though its width is that of the others). */
static int measure_cell(const struct line_setter *setter, const struct letter *like, uint32_t zero)
{
    const int width = digits_width(setter, like, zero, 0);
    const int pair = digits_width(setter, like, zero, zero);
    int widest = width;
    bool even = true;
    for (uint32_t digit = zero; digit < zero + 10; digit++) {
        const int other = digits_width(setter, like, digit, 0);
        widest = other > widest ? other : widest;
        even = even && other == width && digits_width(setter, like, zero + 1, digit) == pair &&
               digits_width(setter, like, digit, zero + 7) == pair;
    }
    return even ? 0 : widest;
}

/* The cell that the letter AT stands in; 0 for none. */
static int cell_at(struct line_setter *setter, int at)
{
    const struct letter *letter = &setter->itemised->letters.letters[at];
    const uint32_t zero = setter->options->tabular ? zero_of(letter->code) : 0;
    if (zero == 0 || !letter[0].cluster || !letter[1].cluster || letter->lost)
        return 0;
    const bool rtl = letter->level & 1;
    for (int i = 0; i < setter->cell_count; i++) {
        const struct cell_known *known = &setter->cells[i];
        if (known->zero == zero && known->script == letter->script && known->face == letter->face &&
            known->rtl == rtl)
            return known->cell;
    }
    if (setter->cell_count == (int)COUNT_OF(setter->cells))
        setter->cell_count = 0;
    const int cell = measure_cell(setter, letter, zero);
    setter->cells[setter->cell_count++] =
        (struct cell_known){zero, letter->script, letter->face, rtl, cell};
    return cell;
}

/* --- runs --- */

/* The end of the run that the letter FROM starts: one level, script and face, and not longer
 * than a surface should be; a single cluster where letters are spaced out, a digit that has a cell.
 * A run of hidden letters has nothing but its level. */
static int run_end(struct line_setter *setter, int from, int to)
{
    const struct letter *letters = setter->itemised->letters.letters;
    const struct letter *first = &letters[from];
    const bool tracked = is_tracked(setter, first->script);
    int end = from + 1;
    if (cell_at(setter, from) > 0)
        return end;
    for (; end < to && letters[end].level == first->level; end++) {
        const struct letter *letter = &letters[end];
        if (first->hidden ? !letter->hidden
                          : !letter->hidden &&
                                (letter->script != first->script || letter->face != first->face ||
                                 (tracked && letter->cluster) || cell_at(setter, end) > 0 ||
                                 is_long_enough(setter, from, end)))
            break;
    }
    return end;
}

static struct text_run make_run(const struct line_setter *setter, int from, int end)
{
    const struct letters *all = &setter->itemised->letters;
    const struct letter *first = &all->letters[from];
    return (struct text_run){.text = all->bytes + first->drawn,
                             .length = all->letters[end].drawn - first->drawn,
                             .font = setter->options->font,
                             .face = first->face,
                             .rtl = first->level & 1,
                             .fonts = setter->measure->fonts,
                             .script = script_tag(first->script)};
}

static int run_width(struct line_setter *setter, const struct text_run *run, int from, int end)
{
    const struct text_measure *measure = setter->measure;
    const struct letter *letter = &setter->itemised->letters.letters[from];
    if (end != from + 1)
        return measure->width(measure->self, run);
    struct width_known *known =
        &setter->widths[(letter->code ^ (uint32_t)letter->face << 3 ^ run->rtl) %
                        COUNT_OF(setter->widths)];
    if (known->code != letter->code || known->script != letter->script ||
        known->face != letter->face || known->rtl != run->rtl)
        *known = (struct width_known){letter->code, letter->script, letter->face, run->rtl,
                                      measure->width(measure->self, run)};
    return known->width;
}

int line_estimate(struct line_setter *setter, int from, int to, int limit)
{
    const struct letters *letters = &setter->itemised->letters;
    int total = 0;
    for (int end; from < to && total <= limit; from = end) {
        int stop = to;
        if (to - from > ESTIMATE_LETTERS)
            stop = letters_cluster_end(letters, from + ESTIMATE_LETTERS - 1);
        end = run_end(setter, from, stop);
        if (letters->letters[from].hidden)
            continue;
        struct text_run run = make_run(setter, from, end);
        const int cell = cell_at(setter, from);
        total += cell > 0 ? cell : run_width(setter, &run, from, end);
        if (is_tracked(setter, letters->letters[from].script))
            total += setter->options->tracking;
    }
    return total;
}

static void add_piece(struct line_setter *setter, const struct text_run *run, int width,
                      uint8_t level, int script)
{
    if (setter->count == setter->room) {
        setter->room = setter->room == 0 ? 16 : setter->room * 2;
        const size_t room = (size_t)setter->room;
        setter->pieces = memory_resize(setter->pieces, room, sizeof *setter->pieces);
        setter->staged = memory_resize(setter->staged, room, sizeof *setter->staged);
    }
    setter->staged[setter->count++] = (struct staged){.run = *run,
                                                      .width = width,
                                                      .cell = width,
                                                      .level = level,
                                                      .tracked = is_tracked(setter, script)};
}

static void extend(struct line_setter *setter, int from, int end)
{
    const struct letters *letters = &setter->itemised->letters;
    const struct text_reach reach = reach_of(letters, from, end, setter->options->font.px,
                                             line_metrics(setter, letters->letters[from].face));
    text_metrics_extend(&setter->reach.all, reach.all);
    text_metrics_extend(&setter->reach.plain, reach.plain);
}

/* Hidden letters become pieces without text: a mark or an isolate keeps what it parts from
 * being turned round as one. */
static void add_letters(struct line_setter *setter, int from, int to)
{
    for (int end; from < to; from = end) {
        const struct letter *first = &setter->itemised->letters.letters[from];
        end = run_end(setter, from, to);
        struct text_run run = make_run(setter, from, end);
        int width = first->hidden ? 0 : run_width(setter, &run, from, end);
        if (!first->hidden)
            extend(setter, from, end);
        add_piece(setter, &run, width, first->level, first->script);
        const int cell = cell_at(setter, from);
        if (cell > 0)
            setter->staged[setter->count - 1].cell = cell;
    }
}

/* The face for the SIGN after the letter LAST: that letter's, if it has it. */
static int face_beside(const struct line_setter *setter, const struct letter *last,
                       const char *sign, size_t length)
{
    const struct text_measure *measure = setter->measure;
    char text[8];
    size_t used = last != NULL ? utf8_put(text, last->code) : 0;
    memcpy(text + used, sign, length);
    bool found = false;
    int face = 0;
    if (last != NULL)
        face = measure->face(measure->self, setter->options->font, text, used + length, &found);
    if (found && face == last->face)
        return face;
    face = measure->face(measure->self, setter->options->font, sign, length, &found);
    return face < 0 || face > UINT8_MAX ? 0 : face;
}

/* After all letters in reading order, so at the base direction's level. */
static void add_ellipsis(struct line_setter *setter, int from)
{
    const struct text_measure *measure = setter->measure;
    const struct letters *letters = &setter->itemised->letters;
    const struct letter *last = setter->end > from ? &letters->letters[setter->end - 1] : NULL;
    struct text_run run = {.text = letters->bytes + letters->ellipsis,
                           .length = ELLIPSIS_BYTES,
                           .font = setter->options->font,
                           .rtl = setter->itemised->rtl,
                           .fonts = measure->fonts,
                           .script = script_tag(USCRIPT_COMMON)};
    run.face = (uint8_t)face_beside(setter, last, run.text, run.length);
    add_piece(setter, &run, measure->width(measure->self, &run), run.rtl, USCRIPT_COMMON);
}

/* Where a word was parted at its soft hyphen: looks and runs like the letter before it. */
static void add_hyphen(struct line_setter *setter)
{
    const struct text_measure *measure = setter->measure;
    const struct letters *letters = &setter->itemised->letters;
    const struct letter *last = &letters->letters[setter->end - 1];
    struct text_run run = {.text = letters->bytes + letters->hyphen,
                           .length = HYPHEN_BYTES,
                           .font = setter->options->font,
                           .rtl = last->level & 1,
                           .fonts = measure->fonts,
                           .script = script_tag(last->script)};
    run.face = (uint8_t)face_beside(setter, last, run.text, run.length);
    add_piece(setter, &run, measure->width(measure->self, &run), last->level, last->script);
}

static void raise_line(struct line_setter *setter, int face)
{
    struct text_metrics metrics = line_metrics(setter, face);
    if (metrics.ascent > setter->ascent)
        setter->ascent = metrics.ascent;
    if (metrics.descent > setter->descent)
        setter->descent = metrics.descent;
}

/* Puts the pieces in the order of the eye, left to right, and gives each its place. */
static void place(struct line_setter *setter)
{
    const int count = setter->count;
    int *order = memory_array((size_t)count, sizeof *order);
    uint8_t *levels = memory_array((size_t)count, sizeof *levels);
    for (int i = 0; i < count; i++)
        levels[i] = setter->staged[i].level;
    bidi_order(levels, count, order);
    setter->count = 0;
    setter->width = 0;
    int tracking = 0;
    for (int i = 0; i < count; i++) {
        const struct staged *staged = &setter->staged[order[i]];
        if (staged->run.length == 0)
            continue;
        const int x = setter->width + tracking, inset = (staged->cell - staged->width) / 2;
        setter->pieces[setter->count++] =
            (struct text_piece){staged->run, x + inset, staged->width};
        setter->width = x + staged->cell;
        tracking = staged->tracked ? setter->options->tracking : 0;
        raise_line(setter, staged->run.face);
    }
    free(order);
    free(levels);
}

/* What an ellipsis takes the place of: it stands after a word, not after a comma. */
static bool gives_way(uint32_t code)
{
    return u_isUWhiteSpace((UChar32)code) || code == ',' || code == ';' || code == ':' ||
           code == 0x60C || code == 0x61B || code == 0x2026 || code == 0x3001;
}

void line_set(struct line_setter *setter, int from, int to, enum suffix suffix)
{
    const struct letters *letters = &setter->itemised->letters;
    setter->count = setter->ascent = setter->descent = 0;
    setter->reach = (struct text_reach){0};
    raise_line(setter, 0);
    setter->end = letters_visible_end(letters, from, to);
    while (suffix == SUFFIX_ELLIPSIS && setter->end > from &&
           gives_way(letters->letters[setter->end - 1].code))
        setter->end = letters_visible_end(letters, from, setter->end - 1);
    add_letters(setter, from, setter->end);
    if (suffix == SUFFIX_ELLIPSIS)
        add_ellipsis(setter, from);
    else if (suffix == SUFFIX_HYPHEN && setter->end > from)
        add_hyphen(setter);
    place(setter);
}
