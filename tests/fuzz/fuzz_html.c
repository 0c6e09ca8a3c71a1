/* Any bytes as HTML: no crash, paragraphs as the header promises them, and the same again from the
 * same bytes. What comes out of a title, escaped, goes through unchanged. */
#include "base/arena.h"
#include "base/buffer.h"
#include "content/content.h"
#include "formats/html.h"

#include <stdlib.h>
#include <string.h>
#include <unicode/utf8.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void require(bool held)
{
    if (!held)
        abort();
}

static void check_text(const char *text, bool one_line)
{
    const uint8_t *bytes = (const uint8_t *)text;
    size_t length = strlen(text);
    require(length > 0 && length <= TEXT_BYTES_MAX);
    require(text[0] != ' ' && text[0] != '\n' && text[length - 1] != '\n');
    for (size_t i = 0; i < length;) {
        UChar32 c;
        U8_NEXT(bytes, i, length, c);
        require(c >= ' ' || (c == '\n' && !one_line));
        require(c != 0xAD && c != 0x7F && c != 0xFEFF);
    }
    require(strstr(text, "  ") == NULL && strstr(text, "\n\n") == NULL);
}

/* A title is decoded once: escaped, it comes back as it is. */
static void check_escaped(struct arena *arena, const char *line)
{
    struct buffer escaped;
    buffer_init(&escaped, 8 * TEXT_BYTES_MAX);
    for (const char *at = line; *at != '\0'; at++) {
        if (strchr("&<>\"'", *at) != NULL)
            buffer_print(&escaped, "&#%d;", *at);
        else
            buffer_add(&escaped, at, 1);
    }
    const char *again = html_read_line(arena, buffer_text(&escaped), escaped.length);
    require(again != NULL && strcmp(again, line) == 0);
    buffer_finish(&escaped);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena *arena = arena_create();
    struct html_text html = html_read(arena, (const char *)data, size);
    struct html_text again = html_read(arena, (const char *)data, size);
    require(html.paragraph_count >= 0 && html.paragraph_count <= PARAGRAPHS_MAX);
    require(html.paragraph_count == again.paragraph_count && html.cut == again.cut);
    for (int i = 0; i < html.paragraph_count; i++) {
        check_text(html.paragraphs[i], false);
        require(strcmp(html.paragraphs[i], again.paragraphs[i]) == 0);
    }
    if (html.image_url != NULL)
        require(html.image_url[0] != '\0' && strpbrk(html.image_url, " \t\n<>\"") == NULL);
    const char *line = html_read_line(arena, (const char *)data, size);
    if (line != NULL) {
        check_text(line, true);
        check_escaped(arena, line);
    }
    arena_destroy(arena);
    return 0;
}
