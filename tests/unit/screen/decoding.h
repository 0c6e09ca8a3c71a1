/* For tests of pictures from outside: the decoder's child on some bytes, and what it took. */
#ifndef RIWAQ_TESTS_SCREEN_DECODING_H
#define RIWAQ_TESTS_SCREEN_DECODING_H

#include "fixture.h"

#include "base/buffer.h"
#include "screen/picture_file.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

struct decoded {
    int status;           /* of its exit, or 100 and its signal */
    struct buffer answer; /* what it wrote */
    char words[256];      /* what it said */
    long peak_kb;         /* of its memory, this test's own pages among it */
};

static inline void decoded_finish(struct decoded *decoded)
{
    buffer_finish(&decoded->answer);
}

static inline void decoded_read(FILE *answer, FILE *words, struct decoded *out)
{
    char part[4096];
    size_t got;
    rewind(answer);
    rewind(words);
    buffer_init(&out->answer, 64 << 20);
    while ((got = fread(part, 1, sizeof part, answer)) > 0)
        buffer_add(&out->answer, part, got);
    got = fread(out->words, 1, sizeof out->words - 1, words);
    out->words[strcspn(out->words, "\n")] = '\0';
}

/* For SIDE as the decoder is told; decoded_finish it. */
static inline struct decoded decode_bytes_for(const char *side, const void *data, size_t size)
{
    struct decoded out = {0};
    FILE *in = tmpfile(), *answer = tmpfile(), *words = tmpfile();
    fwrite(data, 1, size, in);
    fflush(in);
    rewind(in);
    pid_t child = fork();
    if (child == 0) {
        dup2(fileno(in), STDIN_FILENO);
        dup2(fileno(answer), STDOUT_FILENO);
        dup2(fileno(words), STDERR_FILENO);
        _exit(picture_file_decode_child(side));
    }
    int status = 0;
    struct rusage used;
    wait4(child, &status, 0, &used);
    out.status = WIFEXITED(status) ? WEXITSTATUS(status) : 100 + WTERMSIG(status);
    out.peak_kb = used.ru_maxrss;
    decoded_read(answer, words, &out);
    fclose(in);
    fclose(answer);
    fclose(words);
    return out;
}

static inline struct decoded decode_bytes(const void *data, size_t size)
{
    return decode_bytes_for(NULL, data, size);
}

static inline uint32_t number_at(const struct buffer *buffer, size_t at)
{
    const uint8_t *p = (const uint8_t *)buffer->data + at;
    return (uint32_t)p[3] << 24 | (uint32_t)p[2] << 16 | (uint32_t)p[1] << 8 | p[0];
}

static inline uint32_t pixel_at(const struct buffer *answer, int x, int y)
{
    return number_at(answer, 12 + 4 * ((size_t)y * number_at(answer, 4) + (size_t)x));
}

/* A file of tests/feeds/pictures; buffer_finish it. */
static inline void read_picture(const char *name, struct buffer *out)
{
    char path[512], part[4096];
    snprintf(path, sizeof path, "tests/feeds/pictures/%s", name);
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    buffer_init(out, 8 << 20);
    size_t got;
    while ((got = fread(part, 1, sizeof part, file)) > 0)
        buffer_add(out, part, got);
    fclose(file);
}

#endif
