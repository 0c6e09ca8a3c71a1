/* Pictures that are cut off, that lie and that explode: whatever comes, the decoder ends by itself,
 * in an answer or a refusal, within its memory. */
#include "decoding.h"

#include "screen/picture_header.h"

#include "base/memory.h"

/* What the header of picture_file.h promises, the pages of libraries and of this test on top. */
enum { PEAK_KB = (160 + 48) * 1024 };

#if defined(__SANITIZE_ADDRESS__)
#define SANITIZED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define SANITIZED 1
#endif
#endif

static const char *const samples[] = {
    "rgb8.png",      "interlaced.png",   "palette.png",     "turned-6.png",   "sampled-2x2.jpg",
    "turned-8.jpg",  "restarts.jpg",     "progressive.jpg", "inks-adobe.jpg", "lossy.webp",
    "lossless.webp", "clear-lossy.webp", "animated.webp",   "turned-6.webp",
};

static bool is_limited(int which, rlim_t wanted)
{
    struct rlimit limit;
    return getrlimit(which, &limit) == 0 && limit.rlim_cur == wanted;
}

/* qemu-user takes a program's limits of memory and does not keep them: they would be its own. */
static bool memory_can_be_limited(void)
{
    struct rlimit limit = {1 << 30, 1 << 30};
    pid_t child = fork();
    if (child == 0)
        _exit(setrlimit(RLIMIT_DATA, &limit) == 0 && !is_limited(RLIMIT_DATA, 1 << 30));
    int status = 1;
    waitpid(child, &status, 0);
    return status == 0;
}

static void check_peak(const struct decoded *decoded)
{
#ifndef SANITIZED /* which keeps what was freed */
    if (decoded->peak_kb > PEAK_KB && memory_can_be_limited())
        fail_msg("%ld kB", decoded->peak_kb);
#else
    (void)decoded;
#endif
}

/* An answer that is whole, or none and a reason. */
static void check_outcome(const void *data, size_t size, const char *what, size_t at)
{
    struct decoded decoded = decode_bytes(data, size);
    const struct buffer *answer = &decoded.answer;
    bool whole = decoded.status == 0 && answer->length > 12 &&
                 answer->length == 12 + (size_t)number_at(answer, 4) * number_at(answer, 8) * 4;
    bool refused = decoded.status == 1 && answer->length == 0 && decoded.words[0] != '\0';
    if (!whole && !refused)
        fail_msg("%s at %zu: status %d, %zu bytes", what, at, decoded.status, answer->length);
    check_peak(&decoded);
    decoded_finish(&decoded);
}

static void refused(const void *data, size_t size, const char *words)
{
    struct decoded decoded = decode_bytes(data, size);
    assert_int_equal(decoded.status, 1);
    assert_int_equal(decoded.answer.length, 0);
    if (strstr(decoded.words, words) == NULL)
        fail_msg("\"%s\" does not say \"%s\"", decoded.words, words);
    check_peak(&decoded);
    decoded_finish(&decoded);
}

/* --- cut off --- */

/* At any byte: refused before a decoder sees it. */
static void test_cut_off_at_any_byte(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(samples); i++) {
        struct buffer file;
        struct picture_header header;
        read_picture(samples[i], &file);
        const uint8_t *data = (const uint8_t *)file.data;
        assert_null(picture_header_read(data, file.length, &header));
        for (size_t size = 0; size < file.length; size++) {
            uint8_t *part = malloc(size > 0 ? size : 1);
            memcpy(part, data, size);
            if (picture_header_read(part, size, &header) == NULL)
                fail_msg("%s: %zu of %zu bytes are a picture", samples[i], size, file.length);
            free(part);
        }
        refused(file.data, file.length / 2, "");
        buffer_finish(&file);
    }
}

static void put_big32(char *at, uint32_t number)
{
    for (int i = 0; i < 4; i++)
        at[i] = (char)(number >> (24 - 8 * i));
}

static void put_little32(char *at, uint32_t number)
{
    for (int i = 0; i < 4; i++)
        at[i] = (char)(number >> (8 * i));
}

/* As its own end asks for, so that the header is content and the decoder gets it: JPEG's marker of
 * the end, PNG's last chunk, the sizes of WebP's file and first chunk. */
static void mend_end(struct buffer *file, enum picture_kind kind)
{
    static const char png_end[] = "\0\0\0\0IEND\xAE\x42\x60\x82";
    if (kind == PICTURE_JPEG)
        buffer_add(file, "\xFF\xD9", 2);
    if (kind == PICTURE_PNG)
        buffer_add(file, png_end, sizeof png_end - 1);
    if (kind == PICTURE_WEBP) {
        put_little32(file->data + 4, (uint32_t)file->length - 8);
        if (memcmp(file->data + 12, "VP8X", 4) != 0)
            put_little32(file->data + 16, (uint32_t)file->length - 20);
    }
}

static void test_cut_off_with_a_mended_end(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(samples); i++) {
        struct buffer file, part;
        struct picture_header header;
        read_picture(samples[i], &file);
        picture_header_read((const uint8_t *)file.data, file.length, &header);
        for (size_t size = 32 + i; size < file.length; size += 13) {
            buffer_init(&part, 8 << 20);
            buffer_add(&part, file.data, size);
            mend_end(&part, header.kind);
            check_outcome(part.data, part.length, samples[i], size);
            buffer_finish(&part);
        }
        buffer_finish(&file);
    }
}

/* --- damaged --- */

static void test_damaged_anywhere(void **state)
{
    (void)state;
    struct chance chance = {11};
    for (size_t i = 0; i < COUNT_OF(samples); i++) {
        for (int round = 0; round < 8; round++) {
            struct buffer file;
            read_picture(samples[i], &file);
            int at = 12 + chance_below(&chance, (int)file.length - 12);
            file.data[at] ^= (char)(1 << chance_below(&chance, 8));
            check_outcome(file.data, file.length, samples[i], (size_t)at);
            buffer_finish(&file);
        }
    }
}

/* --- exploding and lying --- */

static uint32_t png_check(const char *data, size_t size)
{
    uint32_t check = 0xFFFFFFFF;
    for (size_t i = 0; i < size; i++) {
        check ^= (uint8_t)data[i];
        for (int bit = 0; bit < 8; bit++)
            check = check >> 1 ^ (check & 1 ? 0xEDB88320 : 0);
    }
    return ~check;
}

static void add_chunk(struct buffer *file, const char *name, const char *data, size_t size)
{
    char number[4];
    put_big32(number, (uint32_t)size);
    buffer_add(file, number, 4);
    size_t begin = file->length;
    buffer_add(file, name, 4);
    buffer_add(file, data, size);
    put_big32(number, png_check(file->data + begin, file->length - begin));
    buffer_add(file, number, 4);
}

struct bits {
    struct buffer *out;
    uint32_t kept;
    int count;
};

static void add_bits(struct bits *bits, uint32_t value, int count)
{
    bits->kept |= value << bits->count;
    for (bits->count += count; bits->count >= 8; bits->count -= 8, bits->kept >>= 8)
        buffer_add(bits->out, &(char){(char)bits->kept}, 1);
}

/* SIZE zeros, nearly: one, then copies of 258 of it, by the codes that deflate has built in. */
static void add_zeros(struct buffer *out, uint64_t size)
{
    struct bits bits = {.out = out};
    char sum[4];
    buffer_add(out, "\x78\x9C", 2);
    add_bits(&bits, 3, 3);    /* the last block, built-in codes */
    add_bits(&bits, 0x0C, 8); /* 0 */
    uint64_t copies = (size - 1) / 258;
    for (uint64_t i = 0; i < copies; i++) {
        add_bits(&bits, 0xA3, 8); /* 258 of them, codes are written from their highest bit */
        add_bits(&bits, 0, 5);    /* from one before */
    }
    add_bits(&bits, 0, 7);
    add_bits(&bits, 0, 7); /* to the byte's end */
    put_big32(sum, (uint32_t)((copies * 258 + 1) % 65521) << 16 | 1);
    buffer_add(out, sum, 4);
}

/* A PNG of W by H, of 8 or 16 bits and TYPE (see its specification), all zero, in a few kilobytes.
 */
static void make_png(struct buffer *file, uint32_t w, uint32_t h, int depth, int type, bool adam7)
{
    static const int channels[] = {1, 0, 3, 1, 2, 0, 4};
    struct buffer data;
    char head[13] = {0};
    put_big32(head, w);
    put_big32(head + 4, h);
    head[8] = (char)depth;
    head[9] = (char)type;
    head[12] = adam7;
    buffer_init(file, 8 << 20);
    buffer_init(&data, 8 << 20);
    uint64_t row = (uint64_t)w * (uint64_t)channels[type] * (uint64_t)depth / 8 + 1;
    add_zeros(&data, (row + 8) * h + 65536); /* more than enough: what is beyond is ignored */
    buffer_add(file, "\x89PNG\r\n\x1A\n", 8);
    add_chunk(file, "IHDR", head, sizeof head);
    add_chunk(file, "IDAT", data.data, data.length);
    add_chunk(file, "IEND", "", 0);
    buffer_finish(&data);
}

static void test_png_bombs(void **state)
{
    (void)state;
    struct buffer file;
    make_png(&file, 64, 64, 8, 6, false);
    struct decoded decoded = decode_bytes(file.data, file.length);
    if (decoded.status != 0)
        fail_msg("%s", decoded.words); /* else the rest would prove nothing */
    decoded_finish(&decoded);
    buffer_finish(&file);

    make_png(&file, 30000, 30000, 8, 0, false);
    assert_true(file.length < 6 << 20);
    refused(file.data, file.length, "too large; at most 16384 on a side and 32 million pixels");
    buffer_finish(&file);
    static const struct {
        int depth, type;
        bool adam7;
    } kinds[] = {{8, 6, false}, {16, 6, true}, {16, 2, false}};
    for (size_t i = 0; i < COUNT_OF(kinds); i++) {
        make_png(&file, 5600, 5600, kinds[i].depth, kinds[i].type, kinds[i].adam7);
        check_outcome(file.data, file.length, "png", i);
        buffer_finish(&file);
    }
}

/* Text and a profile that unpack to much, before the pixels. */
static void test_png_with_huge_chunks(void **state)
{
    (void)state;
    struct buffer plain, file, data;
    make_png(&plain, 64, 64, 8, 2, false);
    static const char *const names[] = {"zTXt", "iCCP"};
    for (size_t i = 0; i < COUNT_OF(names); i++) {
        buffer_init(&file, 8 << 20);
        buffer_init(&data, 8 << 20);
        buffer_add(&data, "Name\0\0", 6);
        add_zeros(&data, UINT64_C(1) << 30);
        buffer_add(&file, plain.data, 33);
        add_chunk(&file, names[i], data.data, data.length);
        buffer_add(&file, plain.data + 33, plain.length - 33);
        check_outcome(file.data, file.length, names[i], 0);
        buffer_finish(&data);
        buffer_finish(&file);
    }
    buffer_finish(&plain);
}

static size_t find_bytes(const struct buffer *file, const char *bytes, size_t length)
{
    for (size_t at = 0; at + length <= file->length; at++)
        if (memcmp(file->data + at, bytes, length) == 0)
            return at;
    fail_msg("no such bytes");
    return 0;
}

/* PNG: its check is over the size too, so one that lies says so well. */
static void test_png_lies(void **state)
{
    (void)state;
    struct buffer file, other;
    make_png(&file, 64, 64, 8, 2, false);
    make_png(&other, 2000, 1000, 8, 2, false);
    memcpy(other.data + 16, file.data + 16, 17); /* says 64 by 64 and holds more: shows that */
    check_outcome(other.data, other.length, "small head", 0);
    buffer_finish(&other);
    make_png(&other, 4000, 4000, 8, 2, false);
    memcpy(file.data + 16, other.data + 16, 17);
    refused(file.data, file.length, "the picture is damaged, or needs too much memory: ");
    buffer_finish(&other);
    make_png(&other, 1000, 1000, 8, 2, false);
    memcpy(file.data + 16, other.data + 16, 17);
    refused(file.data, file.length, "the picture is damaged: ");
    buffer_finish(&other);
    buffer_finish(&file);
}

static void set_jpeg_size(struct buffer *file, const char *frame, int w, int h)
{
    size_t at = find_bytes(file, frame, 2);
    const char size[] = {(char)(h >> 8), (char)h, (char)(w >> 8), (char)w};
    memcpy(file->data + at + 5, size, 4);
}

/* Without its last marker, ZEROS of data more, and the marker. */
static void pad_jpeg(struct buffer *file, size_t zeros)
{
    file->length -= 2;
    char *more = calloc(zeros, 1);
    buffer_add(file, more, zeros);
    buffer_add(file, "\xFF\xD9", 2);
    free(more);
}

static void test_jpeg_lies(void **state)
{
    (void)state;
    struct buffer file;
    read_picture("sampled-1x1.jpg", &file);
    set_jpeg_size(&file, "\xFF\xC0", 5600, 5600);
    refused(file.data, file.length, "the JPEG file holds less than it says");
    pad_jpeg(&file, 5600 * 5600 / 64 / 8);
    check_outcome(file.data, file.length, "padded", 0);
    set_jpeg_size(&file, "\xFF\xC0", 16, 8);
    check_outcome(file.data, file.length, "more than it says", 0);
    set_jpeg_size(&file, "\xFF\xC0", 0, 32);
    refused(file.data, file.length, "the picture has no size");
    set_jpeg_size(&file, "\xFF\xC0", 32, 0); /* "told later", which nobody does */
    refused(file.data, file.length, "the picture has no size");
    buffer_finish(&file);

    read_picture("progressive.jpg", &file);
    set_jpeg_size(&file, "\xFF\xC2", 5600, 5600);
    pad_jpeg(&file, 5600 * 5600 / 64 / 8);
    check_outcome(file.data, file.length, "padded, progressive", 0);
    buffer_finish(&file);
}

/* Each scan goes over the whole picture: a few bytes that keep a decoder busy. */
static void test_jpeg_of_many_scans(void **state)
{
    (void)state;
    struct buffer file, many;
    read_picture("progressive.jpg", &file);
    size_t scan = find_bytes(&file, "\xFF\xDA", 2);
    buffer_init(&many, 8 << 20);
    buffer_add(&many, file.data, scan);
    for (int i = 0; i < 5000; i++)
        buffer_add(&many, "\xFF\xDA\0\x08\1\1\0\0\0\1\x2A", 11);
    buffer_add(&many, file.data + scan, file.length - scan);
    refused(many.data, many.length, "would take too long to decode; save it anew");
    buffer_finish(&many);
    buffer_finish(&file);
}

/* One pixel's colour for all of them: few bytes, at any size. */
static void test_webp_bombs(void **state)
{
    (void)state;
    char bomb[] = "RIFF\x1A\0\0\0WEBPVP8L\x0D\0\0\0\x2F\0\0\0\x10\x07\x10\x11\x11\x88\x88\xFE\x07";
    static const uint32_t sides[] = {1, 2000, 3464, 5600};
    for (size_t i = 0; i < COUNT_OF(sides); i++) {
        put_little32(bomb + 21, (sides[i] - 1) | (sides[i] - 1) << 14 | UINT32_C(1) << 28);
        struct decoded decoded = decode_bytes(bomb, 34);
        if (sides[i] <= 3464) /* 12 million pixels always fit */
            assert_int_equal(decoded.status, 0);
        decoded_finish(&decoded);
        check_outcome(bomb, 34, "webp", sides[i]);
    }
    put_little32(bomb + 21, 0x0FFFFFFF);
    refused(bomb, 34, "the picture is too large");
}

static void test_webp_lies(void **state)
{
    (void)state;
    struct buffer file;
    read_picture("turned-6.webp", &file); /* a canvas of its own, then the stream */
    file.data[24] = 100;
    refused(file.data, file.length, "the WebP file is damaged");
    buffer_finish(&file);
    read_picture("animated.webp", &file);
    size_t frame = find_bytes(&file, "ANMF", 4);
    file.data[frame + 8 + 6] = 100; /* larger than the canvas */
    refused(file.data, file.length, "the WebP file is damaged");
    file.data[frame + 8 + 6] = 20; /* another size than the stream's */
    refused(file.data, file.length, "the WebP file is damaged");
    buffer_finish(&file);
}

/* --- the limits themselves --- */

/* Whether the decoder has all the limits of time and files, or with MEMORY those of memory. */
static bool limits_itself(bool memory)
{
    FILE *nothing = tmpfile();
    pid_t child = fork();
    if (child == 0) {
        dup2(fileno(nothing), STDIN_FILENO);
        dup2(fileno(nothing), STDERR_FILENO);
        picture_file_decode_child(NULL);
        bool good = is_limited(RLIMIT_CPU, 8) && is_limited(RLIMIT_CORE, 0);
#ifndef SANITIZED
        good = good && is_limited(RLIMIT_NOFILE, 0);
        if (memory)
            good = is_limited(RLIMIT_DATA, 160 << 20) && is_limited(RLIMIT_AS, 512 << 20);
#else
        (void)memory;
#endif
        _exit(good ? 0 : 1);
    }
    int status = 1;
    waitpid(child, &status, 0);
    fclose(nothing);
    return status == 0;
}

static void test_limits_are_set(void **state)
{
    (void)state;
    assert_true(limits_itself(false));
}

static void test_limits_of_memory_are_set(void **state)
{
    (void)state;
    if (!memory_can_be_limited())
        skip();
    assert_true(limits_itself(true));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_cut_off_at_any_byte),
        cmocka_unit_test(test_cut_off_with_a_mended_end),
        cmocka_unit_test(test_damaged_anywhere),
        cmocka_unit_test(test_png_bombs),
        cmocka_unit_test(test_png_with_huge_chunks),
        cmocka_unit_test(test_png_lies),
        cmocka_unit_test(test_jpeg_lies),
        cmocka_unit_test(test_jpeg_of_many_scans),
        cmocka_unit_test(test_webp_bombs),
        cmocka_unit_test(test_webp_lies),
        cmocka_unit_test(test_limits_are_set),
        cmocka_unit_test(test_limits_of_memory_are_set),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
