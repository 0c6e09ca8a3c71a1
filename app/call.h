/* The command line: which command, with which options. */
#ifndef RIWAQ_CALL_H
#define RIWAQ_CALL_H

#include "base/geometry.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

/* Exit statuses. */
enum { EXIT_DONE = 0, EXIT_FAILED = 1, EXIT_CALL = 2 };

enum command {
    COMMAND_RUN,
    COMMAND_SHOT,
    COMMAND_CHECK,
    COMMAND_CONTENT,
    COMMAND_TIMES,
    COMMAND_BENCH,
    COMMAND_INIT,
    COMMAND_STATUS,
    COMMAND_COUNT
};
/* "run", "shot", ... */
extern const char *const command_names[COMMAND_COUNT];

enum { ARGUMENTS_MAX = 32, SIZES_MAX = 16 };

struct call {
    enum command command;
    const char *config, *theme, *content, *output, *at, *date, *picture;
    const char *name, *language, *place, *latitude, *longitude, *timezone; /* of `init` */
    struct size window;                                                    /* 0x0: not given */
    struct size sizes[SIZES_MAX]; /* `size`: one, or of `shot` and `check` several */
    int size_count;
    int count, days, seconds, changes, reloads, demo; /* 0: not given */
    int64_t every_ns;                                 /* 0: not given */
    bool text, all, json, help, version;
    const char *arguments[ARGUMENTS_MAX]; /* what is no option */
    int argument_count;
};

/* Reads what follows the name of COMMAND. False with a message on standard error: an option that
 * COMMAND does not take is wrong too. */
bool call_parse(struct call *call, enum command command, int argc, char **argv);
/* The options that COMMAND takes, a line each. */
void call_print_options(enum command command, FILE *out);
/* "1920x1080", each side 16 to 16384. */
bool call_parse_size(const char *text, struct size *out);

#endif
