#include "base/log.h"

#include "base/printable.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

enum { LINE_MAX_BYTES = 1024 };

/* One write a line, so that lines of two threads do not mix. */
static void write_line(const char *priority, const char *format, va_list args)
{
    char raw[LINE_MAX_BYTES], line[2 * LINE_MAX_BYTES];
    vsnprintf(raw, sizeof raw, format, args);
    printable_line(line, sizeof line, raw);
    fprintf(stderr, "%s%s\n", getenv("JOURNAL_STREAM") != NULL ? priority : "riwaq: ", line);
}

void log_error(const char *format, ...)
{
    va_list args;
    va_start(args, format);
    write_line("<3>", format, args);
    va_end(args);
}

void log_warning(const char *format, ...)
{
    va_list args;
    va_start(args, format);
    write_line("<4>", format, args);
    va_end(args);
}

void log_info(const char *format, ...)
{
    va_list args;
    va_start(args, format);
    write_line("<6>", format, args);
    va_end(args);
}
