#include "screen/kms_lease.h"

#include "store/clock.h"

#include <errno.h>
#include <string.h>
#include <xf86drm.h>

/* Black in its mode, and the card free for another master. */
static bool leave(struct kms_lease *lease)
{
    const struct kms_output *output = &lease->output;
    uint32_t connector = output->connector;
    drmModeModeInfo mode = output->mode;
    if (output->place < 0)
        SDL_SetError("%s: it cannot be told whether a display is there", output->name);
    else if (drmModeSetCrtc(output->fd, output->crtc, lease->black.fb, 0, 0, &connector, 1,
                            &mode) != 0)
        SDL_SetError("%s: its mode cannot be set: %s", output->name, strerror(errno));
    else if (drmDropMaster(output->fd) != 0)
        SDL_SetError("%s cannot be left to SDL: %s", output->name, strerror(errno));
    else
        return true;
    return false;
}

bool kms_lease_init(struct kms_lease *lease, const struct kms_wish *wish)
{
    *lease = (struct kms_lease){.wish = *wish, .watch.events = -1};
    if (!kms_output_open(&lease->output, wish))
        return false;
    const struct size size = {lease->output.mode.hdisplay, lease->output.mode.vdisplay};
    if (!kms_buffer_init(&lease->black, lease->output.fd, size)) {
        kms_output_close(&lease->output);
        return false;
    }
    if (leave(lease)) {
        kms_lease_give(lease, lease->output.fd);
        kms_watch_init(&lease->watch);
        return true;
    }
    kms_lease_finish(lease);
    return false;
}

void kms_lease_finish(struct kms_lease *lease)
{
    kms_watch_finish(&lease->watch);
    kms_buffer_finish(&lease->black);
    kms_output_close(&lease->output);
}

void kms_lease_give(struct kms_lease *lease, int fd)
{
    lease->theirs = lease->output;
    lease->theirs.fd = fd;
    lease->theirs.owned = false;
}

bool kms_lease_is_lost(struct kms_lease *lease)
{
    if (lease->off) {
        lease->touched |= kms_watch_told(&lease->watch);
        return false;
    }
    /* Whoever was pulled and plugged back while off may have to be set anew, and SDL does not. */
    if (lease->touched)
        return true;
    return kms_watch_lost(&lease->watch, &lease->theirs, &lease->wish, clock_monotonic_ns());
}

bool kms_lease_power(struct kms_lease *lease, bool on)
{
    if (on != lease->off)
        return true;
    lease->off = !on;
    return kms_output_power(&lease->theirs, on);
}
