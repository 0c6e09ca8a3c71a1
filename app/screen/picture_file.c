#include "screen/picture_file.h"

#include "base/buffer.h"
#include "base/memory.h"
#include "content/picture.h"
#include "screen/picture_exif.h"
#include "screen/picture_header.h"
#include "screen/shrink.h"
#include "store/file.h"

#include <SDL_image.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#if defined(__SANITIZE_ADDRESS__)
#define ADDRESS_SANITIZER 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define ADDRESS_SANITIZER 1
#endif
#endif

/* With the pages of the libraries the data stays below 200 MB. */
enum {
    ENCODED_MAX = 16 * 1024 * 1024,
    CPU_SECONDS = 8,
    NICE = 15,
    DATA_BYTES = 160 * 1024 * 1024,
    ADDRESS_SPACE = 512 * 1024 * 1024,
    SURE_PIXELS = 12 * 1000 * 1000 /* always fit */
};

/* When memory or time runs short it is this process that goes without, and never the one that shows
 * the screen. */
static void offer_myself(void)
{
    if (getpriority(PRIO_PROCESS, 0) < NICE && setpriority(PRIO_PROCESS, 0, NICE) != 0)
        fputs("the kernel does not let me be nice\n", stderr);
    int fd = open("/proc/self/oom_score_adj", O_WRONLY | O_CLOEXEC);
    if (fd < 0)
        return;
    if (write(fd, "1000", 4) < 0)
        fputs("the kernel does not take a score\n", stderr);
    close(fd);
}

static bool set_limit(int which, rlim_t value)
{
    struct rlimit limit = {value, value};
    return setrlimit(which, &limit) == 0;
}

/* Told by a signal that has a name of its own, a second before the one that everything sends. */
static bool limit_time(void)
{
    struct rlimit limit = {CPU_SECONDS, CPU_SECONDS + 1};
    return setrlimit(RLIMIT_CPU, &limit) == 0;
}

/* The decoders' libraries must have been loaded: no file can be opened afterwards. */
static bool limit_myself(void)
{
    bool limited = limit_time() && set_limit(RLIMIT_CORE, 0);
#ifndef ADDRESS_SANITIZER /* which maps terabytes, and reads files to look for leaks */
    limited = limited && set_limit(RLIMIT_NOFILE, 0) && set_limit(RLIMIT_AS, ADDRESS_SPACE) &&
              set_limit(RLIMIT_DATA, DATA_BYTES);
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

/* In whatever form the file has, or NULL with SDL's error set. Of an animation its first frame. */
static SDL_Surface *decode(const struct buffer *input, const struct picture_header *header)
{
    struct buffer still;
    const struct buffer *whole = input;
    buffer_init(&still, ENCODED_MAX);
    if (header->webp.frame != NULL && picture_webp_still(&header->webp, &still))
        whole = &still;
    SDL_RWops *source = SDL_RWFromConstMem(whole->data, (int)whole->length);
    SDL_Surface *found = source != NULL ? decode_as(header->kind, source) : NULL;
    if (source != NULL)
        SDL_RWclose(source);
    if (found != NULL)
        SDL_SetSurfaceBlendMode(found, SDL_BLENDMODE_NONE);
    buffer_finish(&still);
    return found;
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

/* SDL_image leaves inks as they are in the file, as if blue, green, red and alpha. Without the
 * colour profile of the press this is what everybody shows. */
static void mix_inks(uint32_t *row, int count, bool inverted)
{
    for (int x = 0; x < count; x++) {
        uint32_t inks = inverted ? row[x] : ~row[x];
        uint32_t light = inks >> 24, pixel = 0xFF;
        for (int shift = 0; shift <= 16; shift += 8) /* cyan, the lowest, takes red: the highest */
            pixel = pixel << 8 | ((inks >> shift & 0xFF) * light + 127) / 255;
        row[x] = pixel;
    }
}

/* SURFACE row by row through ROW (ARGB8888, one high): there is never a second copy of the whole,
 * only OUT, as small as it is shown. A colour that stands for "nothing" is not copied, so the row
 * is cleared before. */
static bool shrink_into(uint32_t *out, int out_w, int out_h, SDL_Surface *surface, SDL_Surface *row,
                        const struct picture_header *header)
{
    struct shrink *shrink = shrink_create(surface->w, surface->h, out_w, out_h);
    const bool inks = header->inks && surface->format->format == SDL_PIXELFORMAT_BGRA32;
    bool good = true;
    for (int y = 0; good && y < surface->h; y++) {
        SDL_Rect from = {0, y, surface->w, 1};
        SDL_FillRect(row, NULL, 0);
        good = SDL_BlitSurface(surface, &from, row, NULL) == 0;
        if (inks)
            mix_inks(row->pixels, row->w, header->inverted);
        if (shrink_add_row(shrink, row->pixels, out))
            out += out_w;
    }
    shrink_destroy(shrink);
    return good;
}

static bool write_turned(const uint32_t *pixels, int w, int h, int orientation)
{
    int out_w, out_h;
    picture_turned_size(orientation, w, h, &out_w, &out_h);
    const uint32_t size[] = {(uint32_t)out_w, (uint32_t)out_h};
    uint32_t *row = memory_array((size_t)out_w, sizeof *row);
    bool written = fwrite("RQP1", 1, 4, stdout) == 4 && write_numbers(size, 2);
    for (int y = 0; written && y < out_h; y++) {
        picture_turned_row(orientation, pixels, w, h, y, row);
        written = write_numbers(row, (size_t)out_w);
    }
    free(row);
    return fflush(stdout) == 0 && written;
}

static bool write_pixels(SDL_Surface *surface, const struct picture_header *header, int side)
{
    int w, h;
    shrink_size(surface->w, surface->h, side, &w, &h);
    SDL_Surface *row =
        SDL_CreateRGBSurfaceWithFormat(0, surface->w, 1, 32, SDL_PIXELFORMAT_ARGB8888);
    uint32_t *pixels = calloc((size_t)w * (size_t)h, sizeof *pixels);
    bool written = row != NULL && pixels != NULL &&
                   shrink_into(pixels, w, h, surface, row, header) &&
                   write_turned(pixels, w, h, header->orientation);
    free(pixels);
    SDL_FreeSurface(row);
    return written;
}

/* A large one that is interlaced, or has alpha, may need more than is allowed; the libraries do not
 * say that it was memory that failed them. */
static const char *why_not_decoded(const struct picture_header *header)
{
    char why[128];
    snprintf(why, sizeof why, "%s", SDL_GetError());
    if ((uint64_t)header->w * header->h <= SURE_PIXELS)
        SDL_SetError("the picture is damaged: %s", why);
    else
        SDL_SetError(
            "the picture is damaged, or needs too much memory: %s; make it smaller than %d "
            "million pixels",
            why, SURE_PIXELS / 1000000);
    return SDL_GetError();
}

static const char *decode_and_write(struct buffer *input, int side)
{
    struct picture_header header;
    if (!read_input(input))
        return input->overflow ? "the file is larger than 16 MiB" : "the input cannot be read";
    const char *wrong =
        picture_header_read((const uint8_t *)buffer_text(input), input->length, &header);
    if (wrong != NULL)
        return wrong;
    SDL_Surface *surface = decode(input, &header);
    if (surface == NULL)
        return why_not_decoded(&header);
    if ((uint32_t)surface->w != header.w || (uint32_t)surface->h != header.h)
        wrong = "the picture is not as large as it says";
    else if (!write_pixels(surface, &header, side))
        wrong = "the pixels cannot be written";
    SDL_FreeSurface(surface);
    return wrong;
}

/* Where to say what is wrong: the libraries have their own words on standard error, and none of
 * them are for whoever hangs the screen. */
static int keep_words(void)
{
    int words = dup(STDERR_FILENO), nothing = open("/dev/null", O_WRONLY | O_CLOEXEC);
    if (words < 0 || nothing < 0 || dup2(nothing, STDERR_FILENO) < 0)
        return STDERR_FILENO;
    close(nothing);
    return words;
}

static int read_side(const char *text)
{
    long side = text != NULL ? strtol(text, NULL, 10) : 0;
    return side >= 1 && side <= PICTURE_SIDE_MAX ? (int)side : PICTURE_SIDE_MAX;
}

int picture_file_decode_child(const char *side)
{
    offer_myself();
    IMG_Init(IMG_INIT_PNG | IMG_INIT_JPG | IMG_INIT_WEBP);
    int words = keep_words();
    if (!limit_myself()) {
        dprintf(words, "the limits cannot be set\n");
        return 1;
    }
    struct buffer input;
    buffer_init(&input, ENCODED_MAX);
    const char *wrong = decode_and_write(&input, read_side(side));
    if (wrong != NULL)
        dprintf(words, "%s\n", wrong);
    buffer_finish(&input);
    IMG_Quit();
    return wrong == NULL ? 0 : 1;
}

/* Without alpha: what is on the screen has none. NULL with SDL's error set; free() it. */
static char *encode_png(SDL_Surface *surface, size_t *size)
{
    char *data = NULL;
    SDL_Surface *opaque = SDL_ConvertSurfaceFormat(surface, SDL_PIXELFORMAT_RGB24, 0);
    FILE *memory = opaque != NULL ? open_memstream(&data, size) : NULL;
    SDL_RWops *stream = memory != NULL ? SDL_RWFromFP(memory, SDL_FALSE) : NULL;
    bool encoded = stream != NULL && IMG_SavePNG_RW(opaque, stream, 1) == 0;
    bool whole = memory != NULL && fclose(memory) == 0 && encoded;
    SDL_FreeSurface(opaque);
    if (whole)
        return data;
    free(data);
    return NULL;
}

/* In memory first: SDL_image does not tell of a disk that is full. */
bool picture_file_write_png(struct SDL_Surface *surface, const char *path)
{
    size_t size = 0;
    char *data = encode_png(surface, &size);
    bool written = data != NULL && file_put(path, data, size);
    if (data != NULL && !written)
        SDL_SetError("%s", strerror(errno));
    free(data);
    return written;
}
