/* The command line: which command, with which options. */
#ifndef RIWAQ_CALL_H
#define RIWAQ_CALL_H

#include "base/geometry.h"

#include <stdbool.h>
#include <stdint.h>

/* Exit statuses. */
enum { EXIT_DONE = 0, EXIT_FAILED = 1, EXIT_CALL = 2 };

enum { ARGUMENTS_MAX = 32 };

struct call {
    const char *config, *theme, *content, *output, *at, *date;
    struct size window, size; /* 0x0: not given */
    int count, days, seconds; /* 0: not given */
    int64_t every_ns;         /* 0: not given */
    bool text, help, version;
    const char *arguments[ARGUMENTS_MAX]; /* what is no option */
    int argument_count;
};

/* Reads the options after the command's name. False with a message on standard error. */
bool call_parse(struct call *call, int argc, char **argv);
/* "1920x1080", each side 16 to 16384. */
bool call_parse_size(const char *text, struct size *out);

#endif
