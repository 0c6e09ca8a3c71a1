#include "formats/document.h"

#include "base/buffer.h"
#include "base/memory.h"
#include "formats/repair.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    /* The fetcher caps answers lower; this stands for callers that read files. */
    DOCUMENT_BYTES_MAX = 64 * 1024 * 1024,
    VALUES_MAX = 200 * 1000,
    DEPTH_MAX = 2048, /* libjansson's */
    REPAIRS_MAX = 400,
    BROKEN_MAX = 16, /* letters; fewer are damage in any document */
    LOAD_FLAGS = JSON_DECODE_ANY | JSON_ALLOW_NUL
};

static void report_document(const struct format_context *context, int line, const char *what)
{
    diagnostics_add(context->diagnostics, SEVERITY_ERROR, context->source, line, NULL, "%s", what);
}

/* What is plainly something else than JSON, in the installer's words; NULL: try it. */
static const char *foreign(const char *text, size_t size)
{
    if (size > DOCUMENT_BYTES_MAX)
        return "larger than 64 MiB, not read; send what one screen shows";
    if (size >= 2 && (memcmp(text, "\xFF\xFE", 2) == 0 || memcmp(text, "\xFE\xFF", 2) == 0))
        return "is in UTF-16; write the JSON in UTF-8";
    size_t start = 0;
    while (start < size && strchr(" \t\r\n", text[start]) != NULL && text[start] != '\0')
        start++;
    if (start == size)
        return "is empty; JSON was expected";
    if (text[start] != '<')
        return NULL;
    if (size - start >= 5 && memcmp(text + start, "<?xml", 5) == 0)
        return "looks like XML, not JSON; check the address";
    return "looks like an HTML page (a login page?), not JSON; check the address and whether it "
           "asks for a login";
}

/* jansson quotes the document near the mistake: keep that on one line and printable. */
static void report_syntax(const struct format_context *context, const json_error_t *error)
{
    char what[JSON_ERROR_TEXT_LENGTH + 1];
    snprintf(what, sizeof what, "%s", error->text);
    for (char *c = what; *c != '\0'; c++) {
        if ((unsigned char)*c < ' ' || *c == 0x7F)
            *c = ' ';
    }
    diagnostics_add(context->diagnostics, SEVERITY_ERROR, context->source,
                    error->line > 0 ? error->line : 0, NULL, "not JSON: %s, column %d", what,
                    error->column > 0 ? error->column : 0);
}

static void report_repairs(const struct format_context *context, const struct repairs *repairs)
{
    const struct {
        size_t count;
        const char *what;
    } kinds[] = {
        {repairs->surrogates, "lone surrogates"},       {repairs->nuls, "NUL characters"},
        {repairs->controls, "bare control characters"}, {repairs->bytes, "bytes that are no UTF-8"},
        {repairs->numbers, "numbers beyond all range"}, {repairs->absent, "NaN or Infinity"},
    };
    struct buffer what;
    buffer_init(&what, REPAIRS_MAX);
    for (size_t i = 0; i < COUNT_OF(kinds); i++)
        if (kinds[i].count > 0)
            buffer_print(&what, "%s%s: %zu", what.length > 0 ? ", " : "", kinds[i].what,
                         kinds[i].count);
    diagnostics_add(context->diagnostics, SEVERITY_WARNING, context->source, 0, NULL,
                    "no strict JSON, mended (%s); let the sender write it in UTF-8 with a JSON "
                    "library",
                    buffer_text(&what));
    buffer_finish(&what);
}

/* More broken letters than whole ones are no damage but another encoding: shown, every name
 * would be wrong. */
static bool is_other_encoding(const struct repairs *repairs)
{
    return repairs->bytes > BROKEN_MAX && repairs->bytes > repairs->letters;
}

/* A document that was refused, mended; NULL as refused before, *ERROR is what to tell. */
static json_t *load_mended(const struct format_context *context, const char *text, size_t size,
                           json_error_t *error)
{
    struct repairs repairs;
    size_t mended_size;
    char *mended = repair_json(text, size, DOCUMENT_BYTES_MAX, &mended_size, &repairs);
    if (mended == NULL || is_other_encoding(&repairs)) {
        free(mended);
        return NULL;
    }
    json_error_t still = {0};
    json_t *root = json_loadb(mended, mended_size, LOAD_FLAGS, &still);
    free(mended);
    if (root != NULL)
        report_repairs(context, &repairs);
    else if (repairs.lines == 0)
        *error = still; /* what a mend could not help, not what it could */
    return root;
}

/* A list of small values takes many times its length as a tree. Weighed as libjansson stores them:
 * an object as much as three numbers, an array as two. What is too deep it refuses by itself. */
static bool has_too_many_values(const char *text, size_t size)
{
    size_t weight = 0, depth = 0;
    bool quoted = false;
    for (size_t i = 0; i < size && depth <= DEPTH_MAX; i++) {
        char c = text[i];
        if (quoted && c == '\\')
            i++;
        else if (c == '"')
            quoted = !quoted;
        else if (!quoted) {
            weight += c == '{' ? 3 : c == '[' ? 2 : c == ',';
            depth += c == '{' || c == '[';
            depth -= depth > 0 && (c == '}' || c == ']');
        }
    }
    return weight > VALUES_MAX;
}

json_t *document_load(const struct format_context *context, const char *text, size_t size)
{
    if (size >= 3 && memcmp(text, "\xEF\xBB\xBF", 3) == 0) {
        text += 3;
        size -= 3;
    }
    const char *what = foreign(text, size);
    if (what != NULL) {
        report_document(context, 0, what);
        return NULL;
    }
    if (has_too_many_values(text, size)) {
        report_document(context, 0, "has more than 200,000 values, not read; ask for fewer items");
        return NULL;
    }
    json_error_t error = {0};
    json_t *root = json_loadb(text, size, LOAD_FLAGS, &error);
    if (root == NULL)
        root = load_mended(context, text, size, &error);
    if (root == NULL)
        report_syntax(context, &error);
    return root;
}
