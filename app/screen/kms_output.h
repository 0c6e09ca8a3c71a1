/* An output of a graphics card, by the kernel's mode setting (libdrm): which connector, which part
 * of the card drives it, in which mode. */
#ifndef RIWAQ_SCREEN_KMS_OUTPUT_H
#define RIWAQ_SCREEN_KMS_OUTPUT_H

#include "screen/kms_choice.h"

#include <stdint.h>
#include <xf86drmMode.h>

struct kms_output {
    int fd;     /* of the card */
    bool owned; /* it was opened here */
    int card;   /* N of /dev/dri/cardN */
    int place;  /* among the displays of the card that are there for sure; -1: not one of them */
    uint32_t connector;
    uint32_t crtc; /* what drives it */
    uint32_t dpms; /* the connector's property; 0: it has none */
    drmModeModeInfo mode;
    char name[KMS_NAME_MAX]; /* HDMI-A-1 */
};

/* Whether there is a card at all. */
bool kms_has_card(void);
/* Looks at all cards and takes the display that WISH asks for, and the right to set its mode. False
 * with SDL's error set: none is connected, or another program has it. */
bool kms_output_open(struct kms_output *output, const struct kms_wish *wish);
void kms_output_close(struct kms_output *output);
/* Refreshes of its mode in 1000 s. */
int kms_output_millihertz(const struct kms_output *output);
/* What the kernel knows by itself: asks no display. */
bool kms_output_is_there(const struct kms_output *output);
/* Asks the display itself, which takes a while: false when it is gone, or when another mode is to
 * be chosen now. */
bool kms_output_is_same(const struct kms_output *output, const struct kms_wish *wish);
/* The panel on or off (DPMS). False when it cannot be switched. */
bool kms_output_power(const struct kms_output *output, bool on);

#endif
