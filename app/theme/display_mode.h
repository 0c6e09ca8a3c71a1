/* A display's mode as riwaq.conf writes it. */
#ifndef RIWAQ_THEME_DISPLAY_MODE_H
#define RIWAQ_THEME_DISPLAY_MODE_H

#include <stdbool.h>

struct display_mode {
    int w, h;       /* pixels; 0: none is asked for */
    int millihertz; /* refreshes in 1000 s; 0: any */
};

/* "1920x1080", "1920x1080@60", "1920x1080@59.94". False, and OUT as it was, when it is none. */
bool display_mode_parse(const char *text, struct display_mode *out);

#endif
