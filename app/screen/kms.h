/* The console's display without OpenGL: two buffers that take turns, changed over while the beam is
 * not on them. For machines whose graphics are emulated, or none. */
#ifndef RIWAQ_SCREEN_KMS_H
#define RIWAQ_SCREEN_KMS_H

#include "screen/kms_choice.h"

#include <SDL.h>
#include <stdint.h>

struct kms;

/* NULL with SDL's error set when there is no display (try again later). */
struct kms *kms_create(const struct kms_wish *wish);
void kms_destroy(struct kms *kms);
/* HDMI-A-1 */
const char *kms_name(const struct kms *kms);
struct size kms_size(const struct kms *kms);
/* Refreshes in 1000 s. */
int kms_millihertz(const struct kms *kms);
/* Shows the upright picture FROM (RGB888) turned by DEGREES; DAMAGE is what differs in it from the
 * last one. Not before the monotonic clock reads DUE_NS; returns when it is on the screen. False
 * when the screen did not take it: all of the next one counts as changed. */
bool kms_show(struct kms *kms, SDL_Surface *from, int degrees, const struct damage *damage,
              int64_t due_ns);
/* Whether the display was pulled, or another one, with another mode, is there now: it is to be
 * destroyed and made again. Never while it is off. */
bool kms_is_lost(struct kms *kms);
/* Black, then the panel off; or on again, black as yet. False when the panel cannot be switched. */
bool kms_power(struct kms *kms, bool on);

#endif
