#include "text/letters.h"

#include "base/memory.h"
#include "text/boundary.h"
#include "text/utf8.h"

#include <stdlib.h>
#include <string.h>
#include <unicode/uchar.h>

enum { REPLACEMENT = 0xFFFD, REPLACEMENT_BYTES = 3, CLUSTER_LETTERS_MAX = 8 };

/* Controls that are not drawn: bidi marks, embeddings and isolates, word joiner, zero-width
 * space, soft hyphen. Joiners, variation selectors and an emoji's tags stay: shaping needs
 * them. */
static bool is_hidden(uint32_t code, bool starts_cluster)
{
    if (code < 0xAD)
        return false;
    if (code >= 0xFFF9 && code <= 0xFFFB)
        return true;
    if (code == 0x200C || code == 0x200D || code == 0x180E)
        return false;
    if (code >= 0xE0020 && code <= 0xE007F && !starts_cluster)
        return false;
    return u_charType((UChar32)code) == U_FORMAT_CHAR &&
           u_hasBinaryProperty((UChar32)code, UCHAR_DEFAULT_IGNORABLE_CODE_POINT);
}

static bool is_space(uint32_t code)
{
    if (code < 0x80)
        return code == ' ' || code == '\t';
    return u_charType((UChar32)code) == U_SPACE_SEPARATOR && code != 0xA0 && code != 0x2007 &&
           code != 0x202F;
}

static void decode(struct letters *letters, const char *text, size_t length)
{
    for (size_t at = 0; at < length;) {
        struct letter *letter = &letters->letters[letters->count++];
        letter->at = (uint32_t)at;
        letter->code = utf8_next(text, length, &at);
        letter->space = is_space(letter->code);
    }
    letters->letters[letters->count].at = (uint32_t)length;
}

/* Code points of usual text of which each is a cluster, whichever of the others it is beside
 * (Grapheme_Cluster_Break is Other, Control or LF): Latin, Arabic letters and digits, Tifinagh,
 * quotes and dashes. Asking ICU costs more than all else that is done to a letter. */
static bool is_simple(uint32_t code)
{
    return (code < 0x300 && code != '\r') || (code >= 0x620 && code <= 0x64A) ||
           (code >= 0x660 && code <= 0x66F) || (code >= 0x2D30 && code <= 0x2D67) ||
           (code >= 0x2010 && code <= 0x2027) || code == 0x60C || code == 0x61B || code == 0x61F;
}

static bool mark_simple_clusters(struct letters *letters)
{
    for (int i = 0; i < letters->count; i++) {
        if (!is_simple(letters->letters[i].code))
            return false;
        letters->letters[i].cluster = true;
    }
    return true;
}

/* UAX #29 sets clusters no limit: a chain of emoji and joiners, or of leading jamo, is one however
 * long. The longest of use (two people with colours of skin, a heart and a kiss; old Hangul) have
 * eight letters that take room; one of more, which no line could hold, is parted. */
static void part_long_clusters(struct letters *letters)
{
    int drawn = 0;
    for (int i = 0; i < letters->count; i++) {
        struct letter *letter = &letters->letters[i];
        if (letter->cluster)
            drawn = 0;
        if (U_GET_GC_MASK((UChar32)letter->code) & (U_GC_M_MASK | U_GC_CF_MASK))
            continue;
        if (++drawn > CLUSTER_LETTERS_MAX) {
            letter->cluster = true;
            drawn = 1;
        }
    }
}

static void mark_clusters(struct letters *letters, const char *text, size_t length)
{
    letters->letters[letters->count].cluster = true;
    letters->letters[letters->count].line = true;
    if (mark_simple_clusters(letters))
        return;
    for (int i = 0; i < letters->count; i++)
        letters->letters[i].cluster = false;
    struct boundary boundary;
    boundary_open(&boundary, UBRK_CHARACTER, NULL, text, length);
    letters->letters[0].cluster = true;
    size_t place;
    for (int i = 0; boundary_next(&boundary, &place);) {
        while (letters->letters[i].at < place)
            i++;
        letters->letters[i].cluster = true;
    }
    boundary_close(&boundary);
    part_long_clusters(letters);
}

/* Tells whether anything is drawn otherwise than it is written. */
static bool mark_hidden(struct letters *letters)
{
    bool differs = false;
    for (int i = 0; i < letters->count; i++) {
        struct letter *letter = &letters->letters[i];
        letter->hidden = is_hidden(letter->code, letter->cluster);
        differs = differs || letter->hidden || letter->code == '\t';
    }
    return differs;
}

/* What is drawn of the letter, which TEXT holds from `at` on; gives its bytes. */
static uint32_t draw(const struct letter *letter, const char *text, char *out)
{
    if (letter->hidden)
        return 0;
    if (letter->lost)
        return (uint32_t)utf8_put(out, REPLACEMENT);
    const uint32_t bytes = letter[1].at - letter->at;
    memcpy(out, letter->code == '\t' ? " " : text + letter->at, bytes);
    return bytes;
}

static void lay_out(struct letters *letters, const char *text, size_t length, bool differs)
{
    const size_t fixed = length + 1 + ELLIPSIS_BYTES + HYPHEN_BYTES;
    size_t room = fixed + (differs ? length : 0);
    for (int i = 0; i < letters->count; i++)
        room += letters->letters[i].lost ? REPLACEMENT_BYTES : 0;
    letters->bytes = memory_array(room, 1);
    if (length > 0)
        memcpy(letters->bytes, text, length);
    letters->text_length = length;
    letters->ellipsis = (uint32_t)length + 1;
    letters->hyphen = letters->ellipsis + ELLIPSIS_BYTES;
    memcpy(letters->bytes + letters->ellipsis, "\xE2\x80\xA6", ELLIPSIS_BYTES);
    letters->bytes[letters->hyphen] = '-';
    letters->byte_count = fixed;
    uint32_t used = differs ? (uint32_t)fixed : 0;
    for (int i = 0; i <= letters->count; i++) {
        struct letter *letter = &letters->letters[i];
        letter->drawn = used;
        if (i < letters->count)
            used += differs ? draw(letter, text, letters->bytes + used) : letter[1].at - letter->at;
    }
    if (differs)
        letters->byte_count = used;
}

void letters_init(struct letters *letters, const char *text, size_t length)
{
    *letters = (struct letters){0};
    letters->letters = memory_array(length + 1, sizeof *letters->letters);
    decode(letters, text, length);
    mark_clusters(letters, text, length);
    lay_out(letters, text, length, mark_hidden(letters));
}

void letters_redraw(struct letters *letters)
{
    char *before = letters->bytes;
    lay_out(letters, before, letters->text_length, true);
    free(before);
}

void letters_finish(struct letters *letters)
{
    free(letters->letters);
    free(letters->bytes);
    *letters = (struct letters){0};
}

int letters_cluster_end(const struct letters *letters, int from)
{
    int end = from + 1;
    while (end < letters->count && !letters->letters[end].cluster)
        end++;
    return end;
}

int letters_level_end(const struct letters *letters, int from, int to)
{
    while (from < to && letters->letters[from].hidden)
        from++;
    int end = from;
    while (end < to && (letters->letters[end].hidden ||
                        letters->letters[end].level == letters->letters[from].level))
        end++;
    return end;
}

int letters_paragraph_end(const struct letters *letters, int from)
{
    while (from < letters->count && letters->letters[from].code != '\n')
        from++;
    return from;
}

static bool hangs(const struct letter *letter)
{
    return letter->space || letter->hidden || letter->code == '\n';
}

int letters_visible_end(const struct letters *letters, int from, int to)
{
    while (to > from && hangs(&letters->letters[to - 1]))
        to--;
    return to;
}

bool letters_rest(const struct letters *letters, int from)
{
    while (from < letters->count && hangs(&letters->letters[from]))
        from++;
    return from < letters->count;
}
