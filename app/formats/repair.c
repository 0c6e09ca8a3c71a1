#include "formats/repair.h"

#include "base/buffer.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>
#include <unicode/utf16.h>
#include <unicode/utf8.h>

enum {
    ESCAPE = 6,             /* \uXXXX */
    EXPONENT_MAX = 308,     /* of a double: 10 to that power is the last */
    EXPONENT_CAP = 1 << 20, /* beyond any */
};

/* Copies TEXT piece by piece; what is between `done` and `at` is not yet written. */
struct repair {
    const char *text;
    size_t size;
    size_t at, done;
    struct buffer out;
    struct repairs counts;
};

/* Writes what stands before AT, then BY in place of the next LENGTH bytes, and counts it. */
static void replace(struct repair *repair, size_t length, const char *by, size_t *count)
{
    buffer_add(&repair->out, repair->text + repair->done, repair->at - repair->done);
    buffer_add_text(&repair->out, by);
    repair->at += length;
    repair->done = repair->at;
    ++*count;
}

static size_t left(const struct repair *repair)
{
    return repair->size - repair->at;
}

static bool at_word(const struct repair *repair, const char *word)
{
    size_t length = strlen(word);
    return left(repair) >= length && memcmp(repair->text + repair->at, word, length) == 0;
}

/* --- strings --- */

static int hex_digit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

/* The code unit of a \uXXXX at PLACE; -1: there is none. */
static int32_t unit_at(const struct repair *repair, size_t place)
{
    int32_t unit = 0;
    if (place > repair->size || repair->size - place < ESCAPE || repair->text[place] != '\\' ||
        repair->text[place + 1] != 'u')
        return -1;
    for (size_t i = 2; i < ESCAPE; i++) {
        int digit = hex_digit(repair->text[place + i]);
        if (digit < 0)
            return -1;
        unit = unit << 4 | digit;
    }
    return unit;
}

static void escape(struct repair *repair)
{
    int32_t unit = unit_at(repair, repair->at);
    if (unit < 0) {
        repair->at += left(repair) < 2 ? 1 : 2;
        return;
    }
    int32_t next = U16_IS_LEAD(unit) ? unit_at(repair, repair->at + ESCAPE) : -1;
    if (next >= 0 && U16_IS_TRAIL(next))
        repair->at += (size_t)2 * ESCAPE;
    else if (U16_IS_SURROGATE(unit))
        replace(repair, ESCAPE, "\\uFFFD", &repair->counts.surrogates);
    else if (unit == 0)
        replace(repair, ESCAPE, "", &repair->counts.nuls);
    else
        repair->at += ESCAPE;
}

static void control(struct repair *repair, char c)
{
    const char *by = "";
    if (c == '\n')
        by = "\\n";
    else if (c == '\r')
        by = "\\r";
    else if (c == '\t')
        by = "\\t";
    repair->counts.lines += c == '\n';
    replace(repair, 1, by, &repair->counts.controls);
}

static void character(struct repair *repair)
{
    const uint8_t *bytes = (const uint8_t *)repair->text;
    size_t next = repair->at;
    UChar32 code;
    U8_NEXT(bytes, next, repair->size, code);
    if (code < 0) {
        replace(repair, next - repair->at, "\xEF\xBF\xBD", &repair->counts.bytes);
        return;
    }
    repair->counts.letters += code >= 0x80;
    repair->at = next;
}

/* From the opening quote to behind the closing one. */
static void string(struct repair *repair)
{
    repair->at++;
    while (repair->at < repair->size) {
        char c = repair->text[repair->at];
        if (c == '\\') {
            escape(repair);
        } else if ((unsigned char)c < 0x20) {
            control(repair, c);
        } else if (c == '"') {
            repair->at++;
            return;
        } else {
            character(repair);
        }
    }
}

/* --- numbers --- */

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static size_t digits_at(const struct repair *repair, size_t place)
{
    size_t end = place;
    while (end < repair->size && is_digit(repair->text[end]))
        end++;
    return end - place;
}

static bool is_one_of(const struct repair *repair, size_t place, const char *set)
{
    return place < repair->size && repair->text[place] != '\0' &&
           strchr(set, repair->text[place]) != NULL;
}

/* The exponent after the `e` before PLACE, and where it ends. */
static int exponent_at(const struct repair *repair, size_t place, size_t *end)
{
    bool minus = is_one_of(repair, place, "-");
    place += is_one_of(repair, place, "+-");
    *end = place + digits_at(repair, place);
    int exponent = 0;
    for (size_t i = place; i < *end; i++)
        if (exponent < EXPONENT_CAP)
            exponent = 10 * exponent + (repair->text[i] - '0');
    return minus ? -exponent : exponent;
}

/* Whether the digits, without a leading zero, are more than 64 bits hold. */
static bool is_too_long(const char *digits, size_t count)
{
    static const char most[] = "9223372036854775807";
    return count > sizeof most - 1 ||
           (count == sizeof most - 1 && memcmp(digits, most, sizeof most - 1) > 0);
}

/* Of a number of 10 to EXPONENT_MAX: whether a double, up to 1.797, surely holds it. */
static bool is_small(const struct repair *repair, size_t first)
{
    size_t second = first + 1 + is_one_of(repair, first + 1, ".");
    return repair->text[first] == '1' && !is_one_of(repair, second, "789");
}

/* The first digit that is not zero tells the size: of 0.05e3 it is the second after the point. */
static void number(struct repair *repair)
{
    size_t start = repair->at + is_one_of(repair, repair->at, "-");
    size_t whole = digits_at(repair, start), end = start + whole, first = start;
    bool minus = start > repair->at, real = false;
    int exponent = 0;
    if (is_one_of(repair, end, ".")) {
        real = true;
        end += 1 + digits_at(repair, end + 1);
    }
    while (first < end && is_one_of(repair, first, "0."))
        first++;
    bool zero = first == end;
    /* The power of ten of the first digit that counts. */
    long long power = (long long)(start + whole) - (long long)first;
    power -= power > 0;
    if (is_one_of(repair, end, "eE")) {
        real = true;
        exponent = exponent_at(repair, end + 1, &end);
    }
    size_t length = end - repair->at;
    bool beyond = power + exponent > EXPONENT_MAX ||
                  (power + exponent == EXPONENT_MAX && !is_small(repair, first));
    if (!zero && beyond) {
        replace(repair, length, minus ? "-1e308" : "1e308", &repair->counts.numbers);
    } else if (!real && is_too_long(repair->text + start, whole)) {
        repair->at = end;
        replace(repair, 0, "e0", &repair->counts.numbers);
    } else {
        repair->at = end > repair->at ? end : repair->at + 1;
    }
}

/* --- the document --- */

static void step(struct repair *repair)
{
    char c = repair->text[repair->at];
    if (c == '"')
        string(repair);
    else if (at_word(repair, "-Infinity"))
        replace(repair, strlen("-Infinity"), "null", &repair->counts.absent);
    else if (at_word(repair, "Infinity"))
        replace(repair, strlen("Infinity"), "null", &repair->counts.absent);
    else if (at_word(repair, "NaN"))
        replace(repair, strlen("NaN"), "null", &repair->counts.absent);
    else if (c == '-' || is_digit(c))
        number(repair);
    else
        repair->at++;
}

char *repair_json(const char *text, size_t size, size_t cap, size_t *out_size,
                  struct repairs *repairs)
{
    struct repair repair = {.text = text, .size = size};
    buffer_init(&repair.out, cap);
    while (repair.at < size && !repair.out.overflow)
        step(&repair);
    *repairs = repair.counts;
    bool mended = repair.done > 0;
    if (mended)
        buffer_add(&repair.out, text + repair.done, size - repair.done);
    *out_size = repair.out.length;
    if (!mended || repair.out.overflow) {
        buffer_finish(&repair.out);
        return NULL;
    }
    return buffer_take(&repair.out);
}
