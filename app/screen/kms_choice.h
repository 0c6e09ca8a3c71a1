/* What a display of the console is chosen by, and what a frame has to copy to it: no kernel here.
 */
#ifndef RIWAQ_SCREEN_KMS_CHOICE_H
#define RIWAQ_SCREEN_KMS_CHOICE_H

#include "scene/scene.h"
#include "theme/display_mode.h"

enum { KMS_NAME_MAX = 32 };

/* What riwaq.conf asks for. */
struct kms_wish {
    struct display_mode mode;
    char output[KMS_NAME_MAX]; /* as the kernel calls it, HDMI-A-1; empty: any */
};

enum kms_status { KMS_CONNECTED, KMS_UNKNOWN, KMS_DISCONNECTED };

struct kms_connector {
    char name[KMS_NAME_MAX];
    enum kms_status status;
    int mode_count;
};

struct kms_mode {
    int w, h, millihertz;
    bool preferred; /* by the display itself */
    bool uneven;    /* interlaced, or each line twice */
    bool forced;    /* the kernel was started with it (video=), for a display that may be off */
};

/* The one with the name WANTED if it has a display, with "" the first that has one; one of which
 * the kernel cannot tell where there is no other. -1: there is none. */
int kms_choose_output(const struct kms_connector *connectors, int count, const char *wanted);
/* The mode of WANTED's size: at its rate (60 is 59.94 too), else at the rate that comes next to it,
 * without one as kms_choose_mode would without a wish among them. Without a wish, and where the
 * display has no mode of that size: the forced one, else what it prefers, else the first. Even
 * ones before others. -1: COUNT is 0. */
int kms_choose_mode(const struct kms_mode *modes, int count, const struct display_mode *wanted);
/* Whether it is of the size that is wanted, and of its rate. */
bool kms_mode_fits(const struct kms_mode *mode, const struct display_mode *wanted);

/* Two buffers take turns: the one that a frame is copied to shows the frame before the last. */
struct kms_copies {
    struct rect rects[2 * DAMAGE_MAX];
    int count;
};
/* What has changed since then: in the last frame (BEFORE) and in this one, within a picture of
 * SIZE, no rectangle within another one. */
void kms_copies_find(const struct damage *before, const struct damage *now, struct size size,
                     struct kms_copies *out);

#endif
