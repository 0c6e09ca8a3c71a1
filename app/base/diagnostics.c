#include "base/diagnostics.h"

#include "base/buffer.h"
#include "base/memory.h"
#include "base/printable.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

enum { WHAT_MAX = 600, WORD_MAX = 40, PRINT_MAX = 8192 };

void diagnostics_init(struct diagnostics *diagnostics)
{
    *diagnostics = (struct diagnostics){0};
}

void diagnostics_finish(struct diagnostics *diagnostics)
{
    for (int i = 0; i < diagnostics->count; i++) {
        free(diagnostics->findings[i].file);
        free(diagnostics->findings[i].where);
        free(diagnostics->findings[i].what);
    }
    free(diagnostics->findings);
    *diagnostics = (struct diagnostics){0};
}

void diagnostics_add(struct diagnostics *diagnostics, enum severity severity, const char *file,
                     int line, const char *where, const char *format, ...)
{
    if (diagnostics == NULL)
        return;
    if (severity == SEVERITY_ERROR)
        diagnostics->errors++;
    if (diagnostics->count >= DIAGNOSTICS_MAX) {
        diagnostics->dropped++;
        return;
    }
    char what[WHAT_MAX];
    va_list args;
    va_start(args, format);
    vsnprintf(what, sizeof what, format, args);
    va_end(args);
    diagnostics->findings = memory_resize(diagnostics->findings, (size_t)diagnostics->count + 1,
                                          sizeof *diagnostics->findings);
    diagnostics->findings[diagnostics->count++] = (struct finding){
        .severity = severity,
        .file = memory_text(file != NULL ? file : "riwaq"),
        .line = line,
        .where = memory_text(where),
        .what = memory_text(what),
    };
}

void diagnostics_move(struct diagnostics *from, struct diagnostics *to)
{
    int errors = to->errors + from->errors;
    for (int i = 0; i < from->count; i++) {
        const struct finding *finding = &from->findings[i];
        diagnostics_add(to, finding->severity, finding->file, finding->line, finding->where, "%s",
                        finding->what);
    }
    to->dropped += from->dropped;
    to->errors = errors;
    diagnostics_finish(from);
}

static void print_safely(const char *text, FILE *out)
{
    char line[PRINT_MAX];
    printable_line(line, sizeof line, text);
    fputs(line, out);
}

static void print_finding(const struct finding *finding, FILE *out)
{
    print_safely(finding->file, out);
    fputs(":", out);
    if (finding->line > 0)
        fprintf(out, "%d:", finding->line);
    if (finding->where != NULL && finding->where[0] != '\0') {
        fputs(" ", out);
        print_safely(finding->where, out);
        fputs(":", out);
    }
    fputs(finding->severity == SEVERITY_WARNING ? " warning: " : " ", out);
    print_safely(finding->what, out);
    fputs("\n", out);
}

void diagnostics_print(const struct diagnostics *diagnostics, FILE *out)
{
    for (int i = 0; i < diagnostics->count; i++)
        print_finding(&diagnostics->findings[i], out);
    if (diagnostics->dropped > 0)
        fprintf(out, "riwaq: and %d more\n", diagnostics->dropped);
}

static int least(int a, int b)
{
    return a < b ? a : b;
}

/* Optimal string alignment distance (Damerau-Levenshtein without repeated edits). */
static int edit_distance(const char *a, const char *b)
{
    int n = (int)strnlen(a, WORD_MAX), m = (int)strnlen(b, WORD_MAX);
    int rows[3][WORD_MAX + 1];
    int *before = rows[0], *last = rows[1], *now = rows[2];
    for (int j = 0; j <= m; j++)
        last[j] = j;
    for (int i = 1; i <= n; i++) {
        now[0] = i;
        for (int j = 1; j <= m; j++) {
            int change = last[j - 1] + (a[i - 1] != b[j - 1]);
            now[j] = least(change, 1 + least(last[j], now[j - 1]));
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                now[j] = least(now[j], before[j - 2] + 1);
        }
        int *spare = before;
        before = last;
        last = now;
        now = spare;
    }
    return last[m];
}

const char *diagnostics_nearest(const char *word, const char *const *candidates, int count)
{
    const char *best = NULL;
    int best_distance = 1 + least(3, (int)strnlen(word, WORD_MAX) / 2);
    for (int i = 0; i < count; i++) {
        int distance = edit_distance(word, candidates[i]);
        if (distance < best_distance) {
            best_distance = distance;
            best = candidates[i];
        }
    }
    return best;
}
