#include "formats/html_wordpress.h"

#include "base/memory.h"

#include <string.h>
#include <strings.h>

static bool is_space(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

bool html_has_class(const char *classes, const char *word)
{
    size_t length = strlen(word);
    while (*classes != '\0') {
        size_t token = 0;
        while (classes[token] != '\0' && !is_space(classes[token]))
            token++;
        if (token == length && strncasecmp(classes, word, length) == 0)
            return true;
        classes += token + (classes[token] != '\0');
    }
    return false;
}

bool html_wordpress_is_aside(const char *classes)
{
    static const char *const words[] = {
        "sharedaddy",         "jp-relatedposts", "addtoany_share_save_container",
        "wp-caption-text",    "more-link",       "read-more",
        "screen-reader-text",
    };
    for (size_t i = 0; i < COUNT_OF(words); i++) {
        if (html_has_class(classes, words[i]))
            return true;
    }
    return false;
}

/* --- shortcodes --- */

static const char *const shortcodes[] = {
    "caption", "wp_caption", "gallery", "embed", "audio", "video", "playlist",
};

/* Past the "]" of the shortcode that TEXT begins with, and its name; NULL: it begins with none. */
static const char *shortcode_end(const char *text, const char **name)
{
    for (size_t i = 0; text[0] == '[' && i < COUNT_OF(shortcodes); i++) {
        size_t length = strlen(shortcodes[i]);
        if (strncmp(text + 1, shortcodes[i], length) != 0)
            continue;
        char next = text[1 + length];
        const char *end = strpbrk(text + 1, "[]");
        if ((next == ']' || next == '/' || is_space(next)) && end != NULL && *end == ']') {
            *name = shortcodes[i];
            return end + 1;
        }
    }
    return NULL;
}

/* Past "[/NAME]" in TEXT; NULL: it does not stand there. */
static const char *closing_end(const char *text, const char *name)
{
    size_t length = strlen(name);
    for (const char *at = strstr(text, "[/"); at != NULL; at = strstr(at + 1, "[/")) {
        if (strncmp(at + 2, name, length) == 0 && at[2 + length] == ']')
            return at + 3 + length;
    }
    return NULL;
}

/* "text [...]" and "text […]", as excerpts end. */
static void strip_brackets(char *text, size_t *length)
{
    static const char *const ends[] = {"[\xE2\x80\xA6]", "[...]"};
    static const char ellipsis[] = "\xE2\x80\xA6";
    for (size_t i = 0; i < COUNT_OF(ends); i++) {
        size_t size = strlen(ends[i]);
        if (*length <= size || memcmp(text + *length - size, ends[i], size) != 0)
            continue;
        *length -= size;
        while (*length > 0 && is_space(text[*length - 1]))
            --*length;
        memcpy(text + *length, ellipsis, sizeof ellipsis);
        *length += sizeof ellipsis - 1;
    }
}

void html_wordpress_strip(char *text, size_t *length)
{
    char *out = text;
    const char *at = text, *end = text + *length;
    /* What has no end from here on has none further on. */
    bool open[COUNT_OF(shortcodes)] = {false};
    while (at < end) {
        const char *name = NULL, *past = shortcode_end(at, &name);
        if (past == NULL) {
            *out++ = *at++;
            continue;
        }
        size_t kind = 0;
        while (shortcodes[kind] != name)
            kind++;
        const char *closing = open[kind] ? NULL : closing_end(past, name);
        open[kind] = closing == NULL;
        at = closing != NULL ? closing : past;
    }
    *out = '\0';
    *length = (size_t)(out - text);
    strip_brackets(text, length);
}

/* --- footers --- */

static bool begins(const char *text, const char *start)
{
    return strncmp(text, start, strlen(start)) == 0;
}

/* "The post TITLE appeared first on SITE." */
static bool is_source_line(const char *text)
{
    static const char *const lines[][2] = {
        {"The post ", " appeared first on "},
        {"The post ", " first appeared on "},
        {"L’article ", " est apparu en premier sur "},
        {"L'article ", " est apparu en premier sur "},
        {"Cet article ", " est apparu en premier sur "},
        {"La entrada ", " se publicó primero en "},
        {"المقالة ", " ظهرت أولاً "},
        {"ظهرت المقالة ", " أولاً "},
    };
    for (size_t i = 0; i < COUNT_OF(lines); i++) {
        if (begins(text, lines[i][0]) && strstr(text, lines[i][1]) != NULL)
            return true;
    }
    return false;
}

/* Nothing but an invitation to read on, with arrows, dots and brackets around it. */
static bool is_invitation(const char *text)
{
    static const char *const words[] = {
        "read more",      "continue reading", "lire la suite", "lire plus",      "leer más",
        "seguir leyendo", "اقرأ المزيد",      "إقرأ المزيد",   "متابعة القراءة",
    };
    static const char *const ornaments[] = {
        " ",
        "[",
        "]",
        "(",
        ")",
        ".",
        ":",
        ">",
        "<",
        "-",
        "\xC2\xA0",
        "\xC2\xBB",
        "\xC2\xAB",
        "\xE2\x80\xA6",
        "\xE2\x86\x92",
        "\xE2\x86\x90",
        "\xE2\x80\xBA",
        "\xE2\x80\xB9",
    };
    const char *word = NULL;
    while (*text != '\0') {
        size_t step = 0;
        for (size_t i = 0; i < COUNT_OF(ornaments) && step == 0; i++)
            step = begins(text, ornaments[i]) ? strlen(ornaments[i]) : 0;
        for (size_t i = 0; i < COUNT_OF(words) && step == 0 && word == NULL; i++) {
            step = strncasecmp(text, words[i], strlen(words[i])) == 0 ? strlen(words[i]) : 0;
            word = step > 0 ? words[i] : NULL;
        }
        if (step == 0)
            return false;
        text += step;
    }
    return word != NULL;
}

int html_wordpress_without_footer(const char *const *paragraphs, int count)
{
    if (count > 1 && is_source_line(paragraphs[count - 1]))
        count--;
    if (count > 1 && is_invitation(paragraphs[count - 1]))
        count--;
    return count;
}
