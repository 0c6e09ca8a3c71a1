#include "screen/kms.h"

#include "base/log.h"
#include "base/memory.h"
#include "screen/console.h"
#include "screen/kms_buffer.h"
#include "screen/kms_output.h"
#include "screen/kms_watch.h"
#include "screen/rotation.h"
#include "store/clock.h"

#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <xf86drm.h>

/* A flip takes a refresh, of 24 Hz at most; what takes longer is not coming. */
enum { FLIP_WAIT_MS = 250 };

struct kms {
    struct kms_wish wish;
    struct kms_output output;
    struct kms_buffer buffers[2];
    struct kms_watch watch;
    struct console console;
    struct damage before; /* what the last frame changed */
    int front;            /* which buffer is shown */
    bool set;             /* the mode, with one of ours */
    bool flipping;
    bool off;
    bool refused; /* said so already */
};

/* --- creation --- */

static struct damage all_of(const struct kms *kms, int degrees)
{
    const struct size size = rotation_size(kms_size(kms), degrees);
    return (struct damage){.rects = {{0, 0, size.w, size.h}}, .count = 1};
}

struct kms *kms_create(const struct kms_wish *wish)
{
    struct kms *kms = memory_new(sizeof *kms);
    kms->wish = *wish;
    kms->output.fd = kms->console.fd = kms->watch.events = -1;
    if (!kms_output_open(&kms->output, wish)) {
        kms->output.fd = -1;
        goto failed;
    }
    for (int i = 0; i < 2; i++)
        if (!kms_buffer_init(&kms->buffers[i], kms->output.fd, kms_size(kms)))
            goto failed;
    kms_watch_init(&kms->watch);
    console_init(&kms->console);
    return kms;
failed:
    kms_destroy(kms);
    return NULL;
}

void kms_destroy(struct kms *kms)
{
    if (kms == NULL)
        return;
    if (kms->off)
        kms_output_power(&kms->output, true);
    kms_watch_finish(&kms->watch);
    for (int i = 0; i < 2; i++)
        kms_buffer_finish(&kms->buffers[i]);
    kms_output_close(&kms->output);
    console_finish(&kms->console);
    free(kms);
}

const char *kms_name(const struct kms *kms)
{
    return kms->output.name;
}

struct size kms_size(const struct kms *kms)
{
    return (struct size){kms->output.mode.hdisplay, kms->output.mode.vdisplay};
}

int kms_millihertz(const struct kms *kms)
{
    return kms_output_millihertz(&kms->output);
}

/* --- showing --- */

static void note_flip(int fd, unsigned sequence, unsigned s, unsigned us, void *user)
{
    struct kms *kms = user;
    (void)fd, (void)sequence, (void)s, (void)us;
    kms->flipping = false;
}

/* False when it did not come in time. */
static bool wait_for_flip(struct kms *kms)
{
    drmEventContext context = {.version = 2, .page_flip_handler = note_flip};
    struct pollfd event = {.fd = kms->output.fd, .events = POLLIN};
    while (kms->flipping) {
        int ready = poll(&event, 1, FLIP_WAIT_MS);
        if (ready < 0 && errno == EINTR)
            continue;
        if (ready <= 0 || (event.revents & POLLIN) == 0 ||
            drmHandleEvent(kms->output.fd, &context) != 0)
            return false;
    }
    return true;
}

static bool set_mode(struct kms *kms, const struct kms_buffer *buffer)
{
    kms->set = drmModeSetCrtc(kms->output.fd, kms->output.crtc, buffer->fb, 0, 0,
                              &kms->output.connector, 1, &kms->output.mode) == 0;
    kms->flipping = false;
    return kms->set;
}

/* Where flipping does not work (an old driver, or a mode that was lost), the mode is set anew with
 * the buffer. */
static bool bring_up(struct kms *kms, const struct kms_buffer *buffer)
{
    if (!kms->set)
        return set_mode(kms, buffer);
    if (drmModePageFlip(kms->output.fd, kms->output.crtc, buffer->fb, DRM_MODE_PAGE_FLIP_EVENT,
                        kms) != 0)
        return errno != EACCES && errno != EPERM && set_mode(kms, buffer);
    kms->flipping = true;
    if (!wait_for_flip(kms))
        kms->set = false;
    return kms->set;
}

static void note_refusal(struct kms *kms, bool refused)
{
    if (refused && !kms->refused)
        log_warning("%s does not take the picture: %s", kms->output.name, strerror(errno));
    kms->refused = refused;
}

bool kms_show(struct kms *kms, SDL_Surface *from, int degrees, const struct damage *damage,
              int64_t due_ns)
{
    struct kms_buffer *back = &kms->buffers[1 - kms->front];
    struct kms_copies copies;
    if (kms->off)
        return false;
    kms_copies_find(&kms->before, damage, rotation_size(kms_size(kms), degrees), &copies);
    for (int i = 0; i < copies.count; i++)
        kms_buffer_copy(back, from, copies.rects[i], degrees);
    clock_sleep_until(due_ns);
    bool good = bring_up(kms, back);
    note_refusal(kms, !good);
    if (!good) {
        kms->before = all_of(kms, degrees);
        return false;
    }
    kms->before = *damage;
    kms->front = 1 - kms->front;
    return true;
}

/* --- hot-plug and power --- */

bool kms_is_lost(struct kms *kms)
{
    return !kms->off && kms_watch_lost(&kms->watch, &kms->output, &kms->wish, clock_monotonic_ns());
}

static void show_black(struct kms *kms)
{
    struct kms_buffer *back = &kms->buffers[1 - kms->front];
    kms_buffer_blacken(back);
    if (bring_up(kms, back))
        kms->front = 1 - kms->front;
    kms_buffer_blacken(&kms->buffers[1 - kms->front]);
}

bool kms_power(struct kms *kms, bool on)
{
    if (on != kms->off)
        return true;
    if (!on)
        show_black(kms);
    kms->off = !on;
    kms->set = false; /* some drivers forget what was shown */
    return kms_output_power(&kms->output, on);
}
