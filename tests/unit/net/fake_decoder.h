/* The other side of the decoder's pipes. A test that runs as `decode-picture` (the decoder
 * starts its own program) reads a "picture" that says what to do:
 *     PIC w h color     a whole picture of that size, filled
 *     PHOTO             one that is large: as large as it may be
 *     REFUSE | SHORT | LONG | NONSENSE | HUGE | CRASH | SLOW | HANG | SHUT | DESCRIPTORS */
#ifndef RIWAQ_TESTS_NET_FAKE_DECODER_H
#define RIWAQ_TESTS_NET_FAKE_DECODER_H

#include <fcntl.h>
#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static inline void fake_put32(uint32_t value)
{
    for (int i = 0; i < 4; i++)
        putchar((int)(value >> (8 * i) & 0xff));
}

static inline int fake_picture(uint32_t w, uint32_t h, uint32_t color, uint32_t count)
{
    fputs("RQP1", stdout);
    fake_put32(w);
    fake_put32(h);
    for (uint32_t i = 0; i < count; i++)
        fake_put32(color);
    fflush(stdout);
    return 0;
}

/* Only 0, 1 and 2 may be open, and no signal blocked. */
static inline int fake_descriptors(void)
{
    sigset_t blocked;
    sigprocmask(SIG_BLOCK, NULL, &blocked);
    for (int fd = 3; fd < 256; fd++)
        if (fcntl(fd, F_GETFD) >= 0)
            return 1;
    return sigismember(&blocked, SIGTERM) ? 1 : fake_picture(1, 1, 1, 1);
}

/* SIDE: how long one may be, as the decoder told. */
static inline int fake_decode(const char *side)
{
    char order[128] = "";
    unsigned w, h, color;
    if (fread(order, 1, sizeof order - 1, stdin) == 0)
        return 1;
    if (sscanf(order, "PIC %u %u %x", &w, &h, &color) == 3)
        return fake_picture(w, h, color, w * h);
    if (strncmp(order, "PHOTO", 5) == 0 && sscanf(side, "%u", &w) == 1)
        return fake_picture(w, 2, 0xff336699, w * 2);
    if (strncmp(order, "SHORT", 5) == 0)
        return fake_picture(4, 4, 0, 15);
    if (strncmp(order, "LONG", 4) == 0)
        return fake_picture(4, 4, 0, 17);
    if (strncmp(order, "HUGE", 4) == 0)
        return fake_picture(8193, 1, 0, 8193);
    if (strncmp(order, "NONSENSE", 8) == 0)
        return puts("What is this?") < 0;
    if (strncmp(order, "DESCRIPTORS", 11) == 0)
        return fake_descriptors();
    if (strncmp(order, "CRASH", 5) == 0)
        raise(SIGKILL);
    if (strncmp(order, "SLOW", 4) == 0)
        raise(SIGXCPU); /* as the kernel does when the time is used up */
    if (strncmp(order, "SHUT", 4) == 0) {
        close(1);
        close(2);
    }
    while (strncmp(order, "HANG", 4) == 0 || strncmp(order, "SHUT", 4) == 0)
        pause();
    fputs("riwaq: this is no picture\nsecond line\n", stderr);
    return 1;
}

#endif
