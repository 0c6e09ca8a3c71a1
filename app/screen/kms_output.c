#include "screen/kms_output.h"

#include "base/log.h"

#include <SDL.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>
#include <xf86drm.h>

enum { CARDS_MAX = 16, CONNECTORS_MAX = 32, MODES_MAX = 256, PATH_ROOM = 32 };

/* All connectors of all cards. */
struct found {
    int fds[CARDS_MAX]; /* -1: no such card, or none that shows something */
    struct kms_connector connectors[CONNECTORS_MAX];
    struct {
        int fd, card;
        uint32_t id;
    } where[CONNECTORS_MAX];
    int count;
};

static int open_card(int number)
{
    char path[PATH_ROOM];
    snprintf(path, sizeof path, "/dev/dri/card%d", number);
    return open(path, O_RDWR | O_CLOEXEC);
}

bool kms_has_card(void)
{
    char path[PATH_ROOM];
    for (int i = 0; i < CARDS_MAX; i++) {
        snprintf(path, sizeof path, "/dev/dri/card%d", i);
        if (access(path, F_OK) == 0)
            return true;
    }
    return false;
}

static void describe(const drmModeConnector *connector, struct kms_connector *out)
{
    const char *type = drmModeGetConnectorTypeName(connector->connector_type);
    snprintf(out->name, sizeof out->name, "%s-%u", type != NULL ? type : "Unknown",
             (unsigned)connector->connector_type_id);
    out->mode_count = connector->count_modes;
    out->status = connector->connection == DRM_MODE_CONNECTED      ? KMS_CONNECTED
                  : connector->connection == DRM_MODE_DISCONNECTED ? KMS_DISCONNECTED
                                                                   : KMS_UNKNOWN;
}

/* The connectors of one card; false when it is none that could be painted on. */
static bool look_at(struct found *found, int card)
{
    const int fd = found->fds[card];
    uint64_t dumb = 0;
    if (drmGetCap(fd, DRM_CAP_DUMB_BUFFER, &dumb) != 0 || dumb == 0)
        return false;
    drmModeRes *resources = drmModeGetResources(fd);
    if (resources == NULL)
        return false;
    for (int i = 0; i < resources->count_connectors && found->count < CONNECTORS_MAX; i++) {
        drmModeConnector *connector = drmModeGetConnector(fd, resources->connectors[i]);
        if (connector == NULL)
            continue;
        describe(connector, &found->connectors[found->count]);
        found->where[found->count].fd = fd;
        found->where[found->count].card = card;
        found->where[found->count++].id = connector->connector_id;
        drmModeFreeConnector(connector);
    }
    drmModeFreeResources(resources);
    return true;
}

static int look_around(struct found *found)
{
    int failed = 0;
    found->count = 0;
    for (int i = 0; i < CARDS_MAX; i++) {
        found->fds[i] = open_card(i);
        if (found->fds[i] < 0 && errno != ENOENT)
            failed = errno;
        if (found->fds[i] >= 0 && !look_at(found, i)) {
            close(found->fds[i]);
            found->fds[i] = -1;
        }
    }
    return failed;
}

static void describe_mode(const drmModeModeInfo *mode, struct kms_mode *out)
{
    int64_t pixels = (int64_t)mode->htotal * mode->vtotal;
    *out = (struct kms_mode){
        .w = mode->hdisplay,
        .h = mode->vdisplay,
        .millihertz = pixels > 0 ? (int)((int64_t)mode->clock * 1000 * 1000 / pixels) : 0,
        .preferred = (mode->type & DRM_MODE_TYPE_PREFERRED) != 0,
        .forced = (mode->type & DRM_MODE_TYPE_USERDEF) != 0,
        .uneven = (mode->flags & (DRM_MODE_FLAG_INTERLACE | DRM_MODE_FLAG_DBLSCAN)) != 0};
    if (out->millihertz == 0)
        out->millihertz = (int)mode->vrefresh * 1000;
}

int kms_output_millihertz(const struct kms_output *output)
{
    struct kms_mode mode;
    describe_mode(&output->mode, &mode);
    return mode.millihertz;
}

static bool choose_mode(const drmModeConnector *connector, const struct display_mode *wanted,
                        drmModeModeInfo *out)
{
    struct kms_mode modes[MODES_MAX];
    int count = connector->count_modes < MODES_MAX ? connector->count_modes : MODES_MAX;
    for (int i = 0; i < count; i++)
        describe_mode(&connector->modes[i], &modes[i]);
    int chosen = kms_choose_mode(modes, count, wanted);
    if (chosen < 0)
        return false;
    *out = connector->modes[chosen];
    return kms_mode_fits(&modes[chosen], wanted);
}

static uint32_t find_property(int fd, const drmModeConnector *connector, const char *name)
{
    uint32_t found = 0;
    for (int i = 0; i < connector->count_props && found == 0; i++) {
        drmModePropertyRes *property = drmModeGetProperty(fd, connector->props[i]);
        if (property != NULL && strcmp(property->name, name) == 0)
            found = property->prop_id;
        drmModeFreeProperty(property);
    }
    return found;
}

/* The one that drives it already, so that nothing flickers; else any that can. */
static uint32_t choose_crtc(int fd, const drmModeConnector *connector)
{
    uint32_t chosen = 0;
    drmModeEncoder *encoder =
        connector->encoder_id != 0 ? drmModeGetEncoder(fd, connector->encoder_id) : NULL;
    if (encoder != NULL)
        chosen = encoder->crtc_id;
    drmModeFreeEncoder(encoder);
    uint32_t possible = drmModeConnectorGetPossibleCrtcs(fd, connector);
    drmModeRes *resources = drmModeGetResources(fd);
    for (int i = 0; resources != NULL && chosen == 0 && i < resources->count_crtcs && i < 32; i++)
        if ((possible & (UINT32_C(1) << i)) != 0)
            chosen = resources->crtcs[i];
    drmModeFreeResources(resources);
    return chosen;
}

static bool take(struct kms_output *output, int fd, uint32_t id, const struct kms_wish *wish)
{
    bool good = false;
    drmModeConnector *connector = drmModeGetConnector(fd, id);
    if (connector == NULL || connector->count_modes == 0) {
        SDL_SetError("the display is gone again");
        goto out;
    }
    struct kms_connector described;
    describe(connector, &described);
    *output = (struct kms_output){.fd = fd, .owned = true, .connector = id, .place = -1};
    snprintf(output->name, sizeof output->name, "%s", described.name);
    output->dpms = find_property(fd, connector, "DPMS");
    output->crtc = choose_crtc(fd, connector);
    if (!choose_mode(connector, &wish->mode, &output->mode))
        log_warning("%s has no mode %dx%d at the rate that [screen] mode asks for; taking %s",
                    output->name, wish->mode.w, wish->mode.h, output->mode.name);
    if (output->crtc == 0)
        SDL_SetError("%s: nothing of the card can drive it", output->name);
    else if (!drmIsMaster(fd) && drmSetMaster(fd) != 0)
        SDL_SetError("%s: another program has the display", output->name);
    else
        good = true;
out:
    drmModeFreeConnector(connector);
    return good;
}

/* The one that was CHOSEN among those of its card that are there for sure. */
static void find_place(struct kms_output *output, const struct found *found, int chosen)
{
    int before = 0;
    output->card = found->where[chosen].card;
    for (int i = 0; i < chosen; i++)
        before += found->where[i].card == output->card &&
                  found->connectors[i].status == KMS_CONNECTED &&
                  found->connectors[i].mode_count > 0;
    if (found->connectors[chosen].status == KMS_CONNECTED)
        output->place = before;
}

static void say_why(const struct found *found, const struct kms_wish *wish, int failed)
{
    if (found->count > 0)
        SDL_SetError("no display is connected%s%s", wish->output[0] != '\0' ? " to " : "",
                     wish->output);
    else if (failed != 0)
        SDL_SetError("/dev/dri: %s", strerror(failed));
    else
        SDL_SetError("no graphics card that shows something");
}

bool kms_output_open(struct kms_output *output, const struct kms_wish *wish)
{
    struct found found;
    int failed = look_around(&found);
    int chosen = kms_choose_output(found.connectors, found.count, wish->output);
    int fd = chosen >= 0 ? found.where[chosen].fd : -1;
    bool good = false;
    for (int i = 0; i < CARDS_MAX; i++)
        if (found.fds[i] >= 0 && found.fds[i] != fd)
            close(found.fds[i]);
    if (chosen < 0)
        say_why(&found, wish, failed);
    else
        good = take(output, fd, found.where[chosen].id, wish);
    if (good)
        find_place(output, &found, chosen);
    if (!good && fd >= 0)
        close(fd);
    return good;
}

void kms_output_close(struct kms_output *output)
{
    if (output->owned && output->fd >= 0)
        close(output->fd);
    output->fd = -1;
}

bool kms_output_is_there(const struct kms_output *output)
{
    drmModeConnector *connector = drmModeGetConnectorCurrent(output->fd, output->connector);
    bool there = connector != NULL && connector->connection != DRM_MODE_DISCONNECTED;
    drmModeFreeConnector(connector);
    return there;
}

bool kms_output_is_same(const struct kms_output *output, const struct kms_wish *wish)
{
    drmModeConnector *connector = drmModeGetConnector(output->fd, output->connector);
    drmModeModeInfo mode = {0};
    bool same = connector != NULL && connector->connection != DRM_MODE_DISCONNECTED &&
                connector->count_modes > 0;
    if (same) {
        choose_mode(connector, &wish->mode, &mode);
        same = mode.hdisplay == output->mode.hdisplay && mode.vdisplay == output->mode.vdisplay &&
               mode.clock == output->mode.clock && mode.htotal == output->mode.htotal &&
               mode.vtotal == output->mode.vtotal && mode.flags == output->mode.flags;
    }
    drmModeFreeConnector(connector);
    return same;
}

bool kms_output_power(const struct kms_output *output, bool on)
{
    return output->dpms != 0 &&
           drmModeConnectorSetProperty(output->fd, output->connector, output->dpms,
                                       on ? DRM_MODE_DPMS_ON : DRM_MODE_DPMS_OFF) == 0;
}
