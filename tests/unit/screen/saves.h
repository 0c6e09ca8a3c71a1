/* A theme.ini as saves go wrong: cut off by a full disk, half of it from another save, a line lost
 * or doubled, a number mistyped, a section renamed, bytes that are none. The same in every run. */
#ifndef RIWAQ_TESTS_SCREEN_SAVES_H
#define RIWAQ_TESTS_SCREEN_SAVES_H

#include "base/memory.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

struct save {
    char *text; /* malloc'ed, SIZE bytes and a NUL */
    size_t size;
};

enum save_fault {
    SAVE_CUT,
    SAVE_LINE_DROPPED,
    SAVE_LINE_DOUBLED,
    SAVE_LINES_SWAPPED,
    SAVE_VALUE_SWAPPED, /* with that of another line */
    SAVE_VALUE_FOREIGN, /* that of the other theme */
    SAVE_DIGITS,
    SAVE_NAME, /* of a section or a key, a letter more, less or another */
    SAVE_BYTES,
    SAVE_MIXED,  /* with the other theme */
    SAVE_ZEROED, /* from somewhere on, as after a loss of power */
    SAVE_EMPTY,
    SAVE_FAULTS
};

/* xorshift64 (Marsaglia 2003); 0 <= the number < BELOW, which is not 0. */
static inline size_t save_chance(uint64_t *state, size_t below)
{
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    return (size_t)(*state % below);
}

/* [from, to) of a text. */
struct save_span {
    size_t from, to;
};

/* Replaces SPAN of SAVE by SIZE bytes at TEXT, which may be a part of the save. */
static inline void save_replace(struct save *save, struct save_span span, const char *text,
                                size_t size)
{
    size_t tail = save->size - span.to, total = span.from + size + tail;
    char *out = memory_array(total + 1, 1);
    memcpy(out, save->text, span.from);
    memcpy(out + span.from, text, size);
    memcpy(out + span.from + size, save->text + span.to, tail);
    out[total] = '\0';
    free(save->text);
    *save = (struct save){out, total};
}

/* The line of AT, with its line feed. */
static inline struct save_span save_line_at(const struct save *save, size_t at)
{
    struct save_span line = {at, at};
    while (line.from > 0 && save->text[line.from - 1] != '\n')
        line.from--;
    while (line.to < save->size && save->text[line.to] != '\n')
        line.to++;
    line.to += line.to < save->size;
    return line;
}

/* A line that has WANTED in it where there is one near; any line else. */
static inline struct save_span save_line(const struct save *save, uint64_t *state, char wanted)
{
    struct save_span line = {0, 0};
    for (int tries = 0; save->size > 0 && tries < 50; tries++) {
        line = save_line_at(save, save_chance(state, save->size));
        if (wanted == 0 || memchr(save->text + line.from, wanted, line.to - line.from) != NULL)
            break;
    }
    return line;
}

/* What follows the "=" of LINE, without the line feed; nothing where it has none. */
static inline struct save_span save_value(const struct save *save, struct save_span line)
{
    const char *equals = memchr(save->text + line.from, '=', line.to - line.from);
    struct save_span value = {line.to, line.to};
    if (equals != NULL)
        value.from = (size_t)(equals - save->text) + 1;
    if (value.to > value.from && save->text[value.to - 1] == '\n')
        value.to--;
    return value;
}

static inline void save_put_line(struct save *save, struct save_span at, const struct save *from,
                                 struct save_span line)
{
    size_t size = line.to - line.from;
    char *copy = memory_text_n(from->text + line.from, size);
    save_replace(save, at, copy, size);
    free(copy);
}

static inline void save_spoil_lines(struct save *save, enum save_fault fault, uint64_t *state)
{
    struct save_span one = save_line(save, state, 0), other = save_line(save, state, 0);
    struct save_span before = {one.from, one.from};
    if (fault == SAVE_LINE_DROPPED)
        save_replace(save, one, "", 0);
    else if (fault == SAVE_LINE_DOUBLED)
        save_put_line(save, before, save, one);
    else if (one.to <= other.from) {
        save_put_line(save, (struct save_span){other.to, other.to}, save, one);
        save_replace(save, one, "", 0);
    }
}

static inline void save_spoil_value(struct save *save, const struct save *other, uint64_t *state)
{
    struct save_span from = save_value(other, save_line(other, state, '='));
    struct save_span to = save_value(save, save_line(save, state, '='));
    save_put_line(save, to, other, from);
}

static inline void save_spoil_digits(struct save *save, uint64_t *state)
{
    static const char *const numbers[] = {"0", "1",  "-1",  "00",    "9",   "10000",
                                          ".", "0x", "1e9", "99999", "0.5", "2147483648"};
    for (int tries = 0; save->size > 0 && tries < 200; tries++) {
        size_t at = save_chance(state, save->size);
        if (save->text[at] < '0' || save->text[at] > '9')
            continue;
        const char *number = numbers[save_chance(state, COUNT_OF(numbers))];
        struct save_span digit = {at, at + 1};
        if (save_chance(state, 2) == 0) {
            save->text[at] = (char)('0' + save_chance(state, 10));
            return;
        }
        while (digit.to < save->size && save->text[digit.to] >= '0' && save->text[digit.to] <= '9')
            digit.to++;
        save_replace(save, digit, number, strlen(number));
        return;
    }
}

static inline void save_spoil_name(struct save *save, uint64_t *state)
{
    struct save_span line = save_line(save, state, save_chance(state, 2) == 0 ? '[' : '=');
    size_t length = 0;
    while (line.from + length < line.to && strchr("=]\n", save->text[line.from + length]) == NULL)
        length++;
    size_t at = line.from + save_chance(state, length + 1);
    char letter = (char)('a' + save_chance(state, 26));
    struct save_span span = {at, at + (at < save->size && save_chance(state, 2) == 0)};
    save_replace(save, span, &letter, save_chance(state, 3) > 0);
}

static inline void save_spoil_bytes(struct save *save, uint64_t *state)
{
    for (size_t n = 1 + save_chance(state, 4); save->size > 0 && n > 0; n--)
        save->text[save_chance(state, save->size)] ^= (char)(1U << save_chance(state, 8));
}

static inline void save_fault_once(struct save *save, const struct save *other,
                                   enum save_fault fault, uint64_t *state)
{
    size_t at = save_chance(state, save->size + 1);
    struct save_span tail = {at, save->size};
    switch (fault) {
    case SAVE_CUT:
        save_replace(save, tail, "", 0);
        break;
    case SAVE_LINE_DROPPED:
    case SAVE_LINE_DOUBLED:
    case SAVE_LINES_SWAPPED:
        save_spoil_lines(save, fault, state);
        break;
    case SAVE_VALUE_SWAPPED:
        save_spoil_value(save, save, state);
        break;
    case SAVE_VALUE_FOREIGN:
        save_spoil_value(save, other, state);
        break;
    case SAVE_DIGITS:
        save_spoil_digits(save, state);
        break;
    case SAVE_NAME:
        save_spoil_name(save, state);
        break;
    case SAVE_BYTES:
        save_spoil_bytes(save, state);
        break;
    case SAVE_MIXED:
        save_put_line(save, tail, other,
                      (struct save_span){at < other->size ? at : other->size, other->size});
        break;
    case SAVE_ZEROED:
        memset(save->text + at, 0, save->size - at);
        break;
    default:
        save_replace(save, (struct save_span){0, save->size}, "", 0);
    }
}

/* GOOD with one to three faults; free() its text. Losing all of it, which teaches the least, is the
 * rarest. OTHER is another theme. */
static inline struct save save_spoil(const struct save *good, const struct save *other,
                                     uint64_t *state)
{
    struct save save = {memory_text_n(good->text, good->size), good->size};
    for (size_t n = 1 + save_chance(state, 3); n > 0; n--) {
        enum save_fault fault = (enum save_fault)save_chance(state, SAVE_FAULTS);
        bool loses = fault == SAVE_CUT || fault >= SAVE_MIXED;
        if (!loses || save_chance(state, fault == SAVE_EMPTY ? 20 : 3) == 0)
            save_fault_once(&save, other, fault, state);
    }
    return save;
}

#endif
