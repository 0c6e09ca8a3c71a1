#include "screen/gpu.h"

#include "base/log.h"

#include <fcntl.h>
#include <glob.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <virtgpu_drm.h>
#include <xf86drm.h>

enum { GL_NAME_OF_RENDERER = 0x1F01 }; /* GL_RENDERER */

enum gpu_wish gpu_wish(void)
{
    const char *wish = getenv("RIWAQ_PAINTER");
    if (wish == NULL || wish[0] == '\0')
        return GPU_IF_REAL;
    if (strcmp(wish, "gpu") == 0)
        return GPU_FORCED;
    if (strcmp(wish, "software") == 0)
        return GPU_NEVER;
    log_warning("RIWAQ_PAINTER is \"%s\"; it can be gpu or software", wish);
    return GPU_IF_REAL;
}

/* A virtual machine's card has a node whether its host lends it a GPU or not. */
static bool lacks_gpu(int fd, const char *driver)
{
    uint64_t has_3d = 0;
    struct drm_virtgpu_getparam ask = {.param = VIRTGPU_PARAM_3D_FEATURES,
                                       .value = (uintptr_t)&has_3d};
    if (strcmp(driver, "virtio_gpu") == 0)
        return drmIoctl(fd, DRM_IOCTL_VIRTGPU_GETPARAM, &ask) == 0 && has_3d == 0;
    return strcmp(driver, "vgem") == 0 || strcmp(driver, "vkms") == 0;
}

/* One that tells nothing may be one. */
static bool may_be_gpu(const char *node)
{
    int fd = open(node, O_RDWR | O_CLOEXEC);
    if (fd < 0)
        return true;
    drmVersion *version = drmGetVersion(fd);
    bool may_be = version == NULL || !lacks_gpu(fd, version->name);
    drmFreeVersion(version);
    close(fd);
    return may_be;
}

bool gpu_has_node(void)
{
    glob_t found = {0};
    bool has = false;
    if (glob("/dev/dri/renderD*", GLOB_NOSORT, NULL, &found) == 0)
        for (size_t i = 0; i < found.gl_pathc && !has; i++)
            has = may_be_gpu(found.gl_pathv[i]);
    globfree(&found);
    return has;
}

bool gpu_is_avoidable(const char *driver)
{
    return driver != NULL && (strcmp(driver, "x11") == 0 || strcmp(driver, "dummy") == 0 ||
                              strcmp(driver, "offscreen") == 0);
}

bool gpu_name_is_emulated(const char *name)
{
    static const char *const emulated[] = {"llvmpipe", "softpipe", "swrast", "Software Rasterizer",
                                           "SVGA3D"};
    for (size_t i = 0; i < sizeof emulated / sizeof emulated[0]; i++)
        if (strcasestr(name, emulated[i]) != NULL)
            return true;
    return false;
}

/* The name that OpenGL gives to the renderer, for all of SDL's OpenGL renderers. */
static const char *gl_name(void)
{
    typedef const unsigned char *(*get_string)(unsigned);
    get_string get = (get_string)SDL_GL_GetProcAddress("glGetString");
    return get != NULL ? (const char *)get(GL_NAME_OF_RENDERER) : NULL;
}

bool gpu_is_real(SDL_Renderer *renderer)
{
    SDL_RendererInfo info;
    if (SDL_GetRendererInfo(renderer, &info) != 0 || (info.flags & SDL_RENDERER_SOFTWARE) != 0)
        return false;
    if (strncmp(info.name, "opengl", 6) != 0)
        return true;
    const char *name = gl_name();
    if (name != NULL)
        log_info("OpenGL by %s", name);
    return name != NULL && !gpu_name_is_emulated(name);
}
