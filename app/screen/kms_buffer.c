#include "screen/kms_buffer.h"

#include "screen/rotation.h"

#include <errno.h>
#include <string.h>
#include <sys/mman.h>
#include <xf86drm.h>
#include <xf86drmMode.h>

static bool map(struct kms_buffer *buffer, struct size size, uint32_t pitch)
{
    uint64_t offset;
    if (drmModeMapDumbBuffer(buffer->fd, buffer->handle, &offset) != 0)
        return false;
    void *pixels = mmap(NULL, (size_t)buffer->bytes, PROT_READ | PROT_WRITE, MAP_SHARED, buffer->fd,
                        (off_t)offset);
    if (pixels == MAP_FAILED)
        return false;
    buffer->view = SDL_CreateRGBSurfaceWithFormatFrom(pixels, size.w, size.h, 32, (int)pitch,
                                                      SDL_PIXELFORMAT_RGB888);
    if (buffer->view == NULL)
        munmap(pixels, (size_t)buffer->bytes);
    return buffer->view != NULL;
}

bool kms_buffer_init(struct kms_buffer *buffer, int fd, struct size size)
{
    const uint32_t w = (uint32_t)size.w, h = (uint32_t)size.h;
    uint32_t pitch = 0;
    *buffer = (struct kms_buffer){.fd = fd};
    if (drmModeCreateDumbBuffer(fd, w, h, 32, 0, &buffer->handle, &pitch, &buffer->bytes) != 0 ||
        drmModeAddFB(fd, w, h, 24, 32, pitch, buffer->handle, &buffer->fb) != 0 ||
        !map(buffer, size, pitch)) {
        SDL_SetError("no memory to show %dx%d: %s", size.w, size.h, strerror(errno));
        kms_buffer_finish(buffer);
        return false;
    }
    kms_buffer_blacken(buffer);
    return true;
}

void kms_buffer_finish(struct kms_buffer *buffer)
{
    if (buffer->view != NULL)
        munmap(buffer->view->pixels, (size_t)buffer->bytes);
    SDL_FreeSurface(buffer->view);
    if (buffer->fb != 0)
        drmModeRmFB(buffer->fd, buffer->fb);
    if (buffer->handle != 0)
        drmModeDestroyDumbBuffer(buffer->fd, buffer->handle);
    *buffer = (struct kms_buffer){0};
}

void kms_buffer_copy(struct kms_buffer *buffer, SDL_Surface *from, struct rect rect, int degrees)
{
    if (degrees != 0) {
        rotation_copy(from, rect, buffer->view, degrees);
        return;
    }
    rect = rect_intersection(rect, (struct rect){0, 0, from->w, from->h});
    rect = rect_intersection(rect, (struct rect){0, 0, buffer->view->w, buffer->view->h});
    const char *in = (const char *)from->pixels + (ptrdiff_t)rect.y * from->pitch + rect.x * 4;
    char *out = (char *)buffer->view->pixels + (ptrdiff_t)rect.y * buffer->view->pitch + rect.x * 4;
    for (int y = 0; y < rect.h; y++, in += from->pitch, out += buffer->view->pitch)
        memcpy(out, in, (size_t)rect.w * 4);
}

void kms_buffer_blacken(struct kms_buffer *buffer)
{
    memset(buffer->view->pixels, 0, (size_t)buffer->view->pitch * (size_t)buffer->view->h);
}
