/* What the soaked program and soak.py share: one page of memory with 64-bit numbers in this order,
 * and behind it a picture. Python reads the names from here. */
#ifndef SOAK_PAGE_H
#define SOAK_PAGE_H

#include <stdint.h>

/* Times in nanoseconds. Who writes: P soak.py, C clock.c. */
enum soak_word {
    SOAK_NOW,    /* C the monotonic clock; P before the start, and in a standstill */
    SOAK_AHEAD,  /* P the wall clock is so much ahead of it */
    SOAK_ASLEEP, /* P the clock since boot is so much ahead of it */
    SOAK_ALARM,  /* P time stands still there until soak.py lets it go on */
    SOAK_STRIDE, /* P where nothing is to be seen, time goes on at least so far in one step */
    SOAK_LOOK,   /* P until then every frame is drawn in its time */
    SOAK_WALK,   /* P what passes in a real millisecond while an answer from outside is awaited */
    SOAK_SETS,   /* P how often the wall clock was set */
    SOAK_SYNCED, /* P whether the kernel says that a time server has set it */
    SOAK_NAMES,  /* P names of hosts: 0 found, 1 no answer, 2 there are none of that name */
    SOAK_EVENT,  /* P enum soak_event, to come to the window; C 0: it came */
    SOAK_WIDTH,  /* P of SOAK_EVENT_SIZE */
    SOAK_HEIGHT, /* P */
    SOAK_REFUSE, /* P the display takes no frame */
    SOAK_LEADER, /* C whose time it is: the process that came first */
    SOAK_PRESENTED,      /* C frames that the display took */
    SOAK_STEPS,          /* C how often time went on */
    SOAK_THREADS,        /* C of the program, without the one that keeps the time */
    SOAK_HEAP,           /* C bytes that are allocated, at the last standstill */
    SOAK_HEAP_FREE,      /* C and that the allocator holds beside */
    SOAK_FED,            /* C when the last sign of life was given to the service manager */
    SOAK_SIGNS,          /* C how many were */
    SOAK_SILENCE,        /* C the longest time between two */
    SOAK_PICTURE_WIDTH,  /* C of the picture behind this page, 4 bytes a pixel; 0: there is none */
    SOAK_PICTURE_HEIGHT, /* C */
    SOAK_WORDS
};

enum soak_event {
    SOAK_EVENT_NONE,
    SOAK_EVENT_EXPOSED, /* something lay over the window */
    SOAK_EVENT_TARGETS, /* the driver lost what was drawn */
    SOAK_EVENT_DEVICE,  /* and every texture */
    SOAK_EVENT_SIZE,    /* the display has another mode */
    SOAK_EVENT_DISPLAY  /* the window is on another display */
};

enum { SOAK_PAGE_SIZE = 4096, SOAK_PICTURE_SIZE = 1920 * 1080 * 4 };

#endif
