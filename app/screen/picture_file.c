#include "screen/picture_file.h"

#include "base/buffer.h"
#include "base/memory.h"
#include "screen/picture_header.h"

#include <SDL_image.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <unistd.h>

#if defined(__SANITIZE_ADDRESS__)
#define ADDRESS_SANITIZER 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define ADDRESS_SANITIZER 1
#endif
#endif

enum { ENCODED_MAX = 64 * 1024 * 1024, CPU_SECONDS = 8, ADDRESS_SPACE = 512 * 1024 * 1024 };

static bool set_limit(int which, rlim_t value)
{
    struct rlimit limit = {value, value};
    return setrlimit(which, &limit) == 0;
}

/* The decoders' libraries must have been loaded: no file can be opened afterwards. */
static bool limit_myself(void)
{
    bool limited = set_limit(RLIMIT_CPU, CPU_SECONDS) && set_limit(RLIMIT_CORE, 0) &&
                   set_limit(RLIMIT_NOFILE, 0);
#ifndef ADDRESS_SANITIZER /* which maps terabytes */
    limited = limited && set_limit(RLIMIT_AS, ADDRESS_SPACE);
#endif
    return limited;
}

static bool read_input(struct buffer *input)
{
    char part[65536];
    ssize_t got;
    while ((got = read(STDIN_FILENO, part, sizeof part)) > 0)
        if (!buffer_add(input, part, (size_t)got))
            return false;
    return got == 0;
}

static SDL_Surface *decode_as(enum picture_kind kind, SDL_RWops *source)
{
    switch (kind) {
    case PICTURE_PNG:
        return IMG_LoadPNG_RW(source);
    case PICTURE_JPEG:
        return IMG_LoadJPG_RW(source);
    case PICTURE_WEBP:
        return IMG_LoadWEBP_RW(source);
    case PICTURE_UNKNOWN:
        break;
    }
    return NULL;
}

/* ARGB8888, or NULL with SDL's error set. */
static SDL_Surface *decode(const struct buffer *input, enum picture_kind kind)
{
    SDL_RWops *source = SDL_RWFromConstMem(input->data, (int)input->length);
    if (source == NULL)
        return NULL;
    SDL_Surface *found = decode_as(kind, source);
    SDL_RWclose(source);
    if (found == NULL || found->format->format == SDL_PIXELFORMAT_ARGB8888)
        return found;
    SDL_Surface *surface = SDL_ConvertSurfaceFormat(found, SDL_PIXELFORMAT_ARGB8888, 0);
    SDL_FreeSurface(found);
    return surface;
}

static bool write_numbers(const uint32_t *numbers, size_t count)
{
    uint8_t bytes[4096];
    for (size_t i = 0; i < count;) {
        size_t length = 0;
        for (; i < count && length + 4 <= sizeof bytes; i++, length += 4) {
            bytes[length] = (uint8_t)numbers[i];
            bytes[length + 1] = (uint8_t)(numbers[i] >> 8);
            bytes[length + 2] = (uint8_t)(numbers[i] >> 16);
            bytes[length + 3] = (uint8_t)(numbers[i] >> 24);
        }
        if (fwrite(bytes, 1, length, stdout) != length)
            return false;
    }
    return true;
}

static bool write_pixels(const SDL_Surface *surface)
{
    const uint32_t size[] = {(uint32_t)surface->w, (uint32_t)surface->h};
    bool written = fwrite("RQP1", 1, 4, stdout) == 4 && write_numbers(size, 2);
    for (int y = 0; written && y < surface->h; y++)
        written = write_numbers((const uint32_t *)(const void *)((const char *)surface->pixels +
                                                                 (ptrdiff_t)y * surface->pitch),
                                (size_t)surface->w);
    return fflush(stdout) == 0 && written;
}

static const char *decode_and_write(struct buffer *input)
{
    struct picture_header header;
    if (!read_input(input))
        return input->overflow ? "the file is larger than 64 MiB" : "the input cannot be read";
    const char *wrong =
        picture_header_read((const uint8_t *)buffer_text(input), input->length, &header);
    if (wrong != NULL)
        return wrong;
    SDL_Surface *surface = decode(input, header.kind);
    if (surface == NULL)
        return SDL_GetError();
    if ((uint32_t)surface->w != header.w || (uint32_t)surface->h != header.h)
        wrong = "the picture is not as large as it says";
    else if (!write_pixels(surface))
        wrong = "the pixels cannot be written";
    SDL_FreeSurface(surface);
    return wrong;
}

int picture_file_decode_child(void)
{
    IMG_Init(IMG_INIT_PNG | IMG_INIT_JPG | IMG_INIT_WEBP);
    if (!limit_myself()) {
        fputs("the limits cannot be set\n", stderr);
        return 1;
    }
    struct buffer input;
    buffer_init(&input, ENCODED_MAX);
    const char *wrong = decode_and_write(&input);
    if (wrong != NULL)
        fprintf(stderr, "%s\n", wrong);
    buffer_finish(&input);
    IMG_Quit();
    return wrong == NULL ? 0 : 1;
}

/* Without alpha: what is on the screen has none. */
bool picture_file_write_png(struct SDL_Surface *surface, const char *path)
{
    SDL_Surface *opaque = SDL_ConvertSurfaceFormat(surface, SDL_PIXELFORMAT_RGB24, 0);
    if (opaque == NULL)
        return false;
    bool written = IMG_SavePNG(opaque, path) == 0;
    SDL_FreeSurface(opaque);
    return written;
}
