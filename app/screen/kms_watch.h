/* Whether a display is still the one that was taken: pulled, plugged back, another mode. */
#ifndef RIWAQ_SCREEN_KMS_WATCH_H
#define RIWAQ_SCREEN_KMS_WATCH_H

#include "screen/kms_output.h"

struct kms_watch {
    int events; /* the kernel's, of devices; -1: asked every second then */
    int64_t checked_ns;
};

void kms_watch_init(struct kms_watch *watch);
void kms_watch_finish(struct kms_watch *watch);
/* Often, it costs little: at once where the kernel tells that a cable was touched, else every
 * second. NOW_NS is monotonic. */
bool kms_watch_lost(struct kms_watch *watch, const struct kms_output *output,
                    const struct kms_wish *wish, int64_t now_ns);
/* Whether the kernel told of a change since it was asked last. */
bool kms_watch_told(struct kms_watch *watch);
/* Whether TEXT, SIZE bytes of lines that end with 0, is the kernel's word of a display's change. */
bool kms_watch_concerns(const char *text, size_t size);

#endif
