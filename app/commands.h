/* The commands: each takes its call and returns the exit status. */
#ifndef RIWAQ_COMMANDS_H
#define RIWAQ_COMMANDS_H

#include "call.h"

int command_run(const struct call *call);
int command_shot(const struct call *call);
int command_check(const struct call *call);
int command_content(const struct call *call);
int command_times(const struct call *call);
int command_bench(const struct call *call);
int command_init(const struct call *call);
int command_status(const struct call *call);

#endif
