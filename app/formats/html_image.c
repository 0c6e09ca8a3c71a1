#include "formats/html_image.h"

#include "base/arena.h"
#include "base/memory.h"

#include <stdbool.h>
#include <string.h>
#include <strings.h>

enum {
    SIDE_MIN = 32, /* pixels; smaller ones are counters, smileys and portraits */
    WIDTH_WANTED = 1280,
    NUMBER_MAX = 100000,
    ADDRESS_BYTES_MAX = 2000
};

const char *html_attribute(const unsigned char *const *attributes, const char *name)
{
    for (size_t i = 0; attributes != NULL && attributes[i] != NULL; i += 2) {
        if (strcasecmp((const char *)attributes[i], name) == 0)
            return attributes[i + 1] != NULL ? (const char *)attributes[i + 1] : "";
    }
    return NULL;
}

static bool is_space(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

/* Digits after white space; -1: none. */
static int read_number(const char *text)
{
    while (is_space(*text))
        text++;
    if (*text < '0' || *text > '9')
        return -1;
    int number = 0;
    for (; *text >= '0' && *text <= '9'; text++)
        number = number >= NUMBER_MAX ? NUMBER_MAX : number * 10 + (*text - '0');
    return number;
}

/* A side told in the style, "width: 1px"; -1: none. Not "max-width". */
static int style_side(const char *style, const char *name)
{
    size_t length = strlen(name);
    for (const char *at = style; *at != '\0'; at++) {
        if ((at > style && !is_space(at[-1]) && at[-1] != ';') ||
            strncasecmp(at, name, length) != 0)
            continue;
        const char *value = at + length + strspn(at + length, " \t");
        int number = *value == ':' ? read_number(value + 1) : -1;
        if (number < 0)
            continue;
        value += 1 + strspn(value + 1, " \t");
        value += strspn(value, "0123456789");
        /* Only pixels, or a zero of anything. */
        if (number == 0 || strncasecmp(value, "px", 2) == 0)
            return number;
    }
    return -1;
}

static bool is_small(const unsigned char *const *attributes)
{
    static const char *const sides[] = {"width", "height"};
    const char *style = html_attribute(attributes, "style");
    for (size_t i = 0; i < COUNT_OF(sides); i++) {
        const char *value = html_attribute(attributes, sides[i]);
        int side = value != NULL && strchr(value, '%') == NULL ? read_number(value) : -1;
        int styled = style != NULL ? style_side(style, sides[i]) : -1;
        if ((side >= 0 && side < SIDE_MIN) || (styled >= 0 && styled < SIDE_MIN))
            return true;
    }
    return false;
}

/* An address of the web, or a relative one (RFC 3986, 4.2). */
static bool is_address(const char *text, size_t length)
{
    if (length == 0 || length > ADDRESS_BYTES_MAX || text[0] == '#')
        return false;
    for (size_t i = 0; i < length; i++) {
        if ((unsigned char)text[i] <= ' ' || strchr("<>\"\x7F", text[i]) != NULL)
            return false;
    }
    if ((length > 7 && strncasecmp(text, "http://", 7) == 0) ||
        (length > 8 && strncasecmp(text, "https://", 8) == 0))
        return true;
    size_t scheme = 0;
    while (scheme < length && strchr(":/?#", text[scheme]) == NULL)
        scheme++;
    return scheme == length || text[scheme] != ':';
}

/* One candidate of a srcset. */
struct candidate {
    const char *address;
    size_t length;
    int width; /* 0: not told */
};

static bool is_better(const struct candidate *a, const struct candidate *b)
{
    if (b->address == NULL)
        return true;
    if (a->width >= WIDTH_WANTED && b->width >= WIDTH_WANTED)
        return a->width < b->width;
    return a->width > b->width;
}

/* The best candidate (HTML, "parse a srcset attribute", of which densities are read as no width).
 */
static struct candidate choose(const char *set)
{
    struct candidate best = {NULL, 0, 0};
    while (*set != '\0') {
        while (is_space(*set) || *set == ',')
            set++;
        struct candidate one = {set, 0, 0};
        while (*set != '\0' && !is_space(*set))
            set++;
        one.length = (size_t)(set - one.address);
        bool alone = one.length > 0 && set[-1] == ',';
        while (one.length > 0 && one.address[one.length - 1] == ',')
            one.length--;
        if (!alone) {
            size_t rest = strcspn(set, ",");
            int number = read_number(set);
            if (number > 0 && memchr(set, 'w', rest) != NULL)
                one.width = number;
            set += rest;
        }
        if (is_address(one.address, one.length) && is_better(&one, &best))
            best = one;
    }
    return best;
}

const char *html_image_address(struct arena *arena, const unsigned char *const *attributes)
{
    static const char *const sets[] = {"data-lazy-srcset", "data-srcset", "srcset"};
    static const char *const sources[] = {"data-lazy-src", "data-src", "data-original",
                                          "data-orig-file", "src"};
    if (is_small(attributes))
        return NULL;
    for (size_t i = 0; i < COUNT_OF(sets); i++) {
        const char *set = html_attribute(attributes, sets[i]);
        struct candidate best = set != NULL ? choose(set) : (struct candidate){NULL, 0, 0};
        if (best.width >= SIDE_MIN)
            return arena_text_n(arena, best.address, best.length);
    }
    for (size_t i = 0; i < COUNT_OF(sources); i++) {
        const char *source = html_attribute(attributes, sources[i]);
        if (source == NULL)
            continue;
        while (is_space(*source))
            source++;
        size_t length = strlen(source);
        while (length > 0 && is_space(source[length - 1]))
            length--;
        if (is_address(source, length))
            return arena_text_n(arena, source, length);
    }
    return NULL;
}
