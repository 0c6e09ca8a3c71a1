#include "text/line.h"

#include "base/memory.h"
#include "text/bidi.h"
#include "text/script.h"

#include <stdlib.h>
#include <unicode/uchar.h>
#include <unicode/uscript.h>

/* So that a word of thousands of letters need not be shaped whole to see that it is too long. */
enum { ESTIMATE_LETTERS = 256 };
/* So that a long text is not one surface wider than the screen many times over, made in one
 * go: a run of so many letters ends with a word, a longer one between any two clusters. No word of
 * any language is that long. */
enum { RUN_LETTERS = 48, RUN_LETTERS_MAX = 128 };

void line_setter_init(struct line_setter *setter, const struct text_measure *measure,
                      const struct text_options *options, const struct itemised *itemised)
{
    *setter = (struct line_setter){
        .measure = measure, .options = options, .itemised = itemised, .ellipsis_face = -1};
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

/* Whether a run of COUNT letters is long enough to end before the letter AT: never inside a
 * cluster or what may join, so after a space, across which nothing is kerned to speak of. */
static bool is_long_enough(const struct letter *letters, int at, int count)
{
    if (count < RUN_LETTERS || !letters[at].cluster)
        return false;
    return count >= RUN_LETTERS_MAX || (letters[at - 1].space && !letters[at].space);
}

/* The end of the run that the letter FROM starts: one level, script and face, and not longer
 * than a surface should be; a single cluster where letters are spaced out. A run of hidden letters
 * has nothing but its level. */
static int run_end(const struct line_setter *setter, int from, int to)
{
    const struct letter *letters = setter->itemised->letters.letters;
    const struct letter *first = &letters[from];
    const bool tracked = is_tracked(setter, first->script);
    int end = from + 1;
    for (; end < to && letters[end].level == first->level; end++) {
        const struct letter *letter = &letters[end];
        if (first->hidden
                ? !letter->hidden
                : !letter->hidden &&
                      (letter->script != first->script || letter->face != first->face ||
                       (tracked && letter->cluster) || is_long_enough(letters, end, end - from)))
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
        total += run_width(setter, &run, from, end);
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
    setter->staged[setter->count++] = (struct staged){
        .run = *run, .width = width, .level = level, .tracked = is_tracked(setter, script)};
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
        add_piece(setter, &run, width, first->level, first->script);
    }
}

/* After all letters in reading order, so at the base direction's level. */
static void add_ellipsis(struct line_setter *setter)
{
    const struct text_measure *measure = setter->measure;
    const struct letters *letters = &setter->itemised->letters;
    struct text_run run = {.text = letters->bytes + letters->ellipsis,
                           .length = ELLIPSIS_BYTES,
                           .font = setter->options->font,
                           .rtl = setter->itemised->rtl,
                           .script = script_tag(USCRIPT_COMMON)};
    if (setter->ellipsis_face < 0) {
        bool found;
        int face = measure->face(measure->self, run.font, run.text, run.length, &found);
        setter->ellipsis_face = face < 0 || face > UINT8_MAX ? 0 : face;
    }
    run.face = (uint8_t)setter->ellipsis_face;
    add_piece(setter, &run, measure->width(measure->self, &run), run.rtl, USCRIPT_COMMON);
}

/* Where a word was parted at its soft hyphen: looks and runs like the letter before it. */
static void add_hyphen(struct line_setter *setter)
{
    const struct text_measure *measure = setter->measure;
    const struct letters *letters = &setter->itemised->letters;
    const struct letter *last = &letters->letters[setter->end - 1];
    bool found;
    int face = measure->face(measure->self, setter->options->font, letters->bytes + letters->hyphen,
                             HYPHEN_BYTES, &found);
    struct text_run run = {.text = letters->bytes + letters->hyphen,
                           .length = HYPHEN_BYTES,
                           .font = setter->options->font,
                           .face = face < 0 || face > UINT8_MAX ? 0 : (uint8_t)face,
                           .rtl = last->level & 1,
                           .script = script_tag(last->script)};
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
        const int x = setter->width + tracking;
        setter->pieces[setter->count++] = (struct text_piece){staged->run, x, staged->width};
        setter->width = x + staged->width;
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
    raise_line(setter, 0);
    setter->end = letters_visible_end(letters, from, to);
    while (suffix == SUFFIX_ELLIPSIS && setter->end > from &&
           gives_way(letters->letters[setter->end - 1].code))
        setter->end = letters_visible_end(letters, from, setter->end - 1);
    add_letters(setter, from, setter->end);
    if (suffix == SUFFIX_ELLIPSIS)
        add_ellipsis(setter);
    else if (suffix == SUFFIX_HYPHEN && setter->end > from)
        add_hyphen(setter);
    place(setter);
}
