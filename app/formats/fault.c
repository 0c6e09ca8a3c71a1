#include "formats/fault.h"

#include <stdarg.h>
#include <stdio.h>

bool fault_set(struct fault *fault, size_t at, const char *format, ...)
{
    if (fault != NULL) {
        va_list args;
        va_start(args, format);
        vsnprintf(fault->what, sizeof fault->what, format, args);
        va_end(args);
        fault->at = at;
    }
    return false;
}
