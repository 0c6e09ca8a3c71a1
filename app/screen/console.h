/* The text console beneath a picture: silent while it is up. */
#ifndef RIWAQ_SCREEN_CONSOLE_H
#define RIWAQ_SCREEN_CONSOLE_H

#include <termios.h>

struct console {
    int fd;   /* -1: there is none that is ours */
    int mode; /* what it was in: KD_TEXT */
    struct termios line;
};

/* Where standard input or the controlling terminal is a virtual console: no cursor, no text, no
 * keys that end programs, until console_finish. (Who is killed leaves it so: systemd's TTYReset
 * mends that.) */
void console_init(struct console *console);
void console_finish(struct console *console);

#endif
