/* Pictures from outside: what is taken, what is refused, and that the child's answer is right. */
#include "decoding.h"

#include "screen/picture_header.h"

#include <SDL_image.h>
#include <fcntl.h>

enum { FILE_MAX = 8 << 20 };

static SDL_Surface *colourful(int w, int h)
{
    SDL_Surface *surface = SDL_CreateRGBSurfaceWithFormat(0, w, h, 32, SDL_PIXELFORMAT_ARGB8888);
    for (int y = 0; y < h; y++)
        for (int x = 0; x < w; x++)
            ((uint32_t *)surface->pixels)[y * surface->pitch / 4 + x] =
                0xFF000000 | (uint32_t)(x * 5 % 256) << 16 | (uint32_t)(y * 7 % 256) << 8 | 0x40;
    return surface;
}

enum kind { PNG, JPEG };

static void encode(enum kind kind, int w, int h, struct buffer *out)
{
    buffer_init(out, FILE_MAX);
    static char memory[FILE_MAX];
    SDL_Surface *surface = colourful(w, h);
    SDL_RWops *to = SDL_RWFromMem(memory, sizeof memory);
    assert_int_equal(
        kind == PNG ? IMG_SavePNG_RW(surface, to, 0) : IMG_SaveJPG_RW(surface, to, 0, 90), 0);
    buffer_add(out, memory, (size_t)SDL_RWtell(to));
    SDL_RWclose(to);
    SDL_FreeSurface(surface);
}

/* Its exit status, and what it wrote. */
static int decode(const void *data, size_t size, struct buffer *out)
{
    struct decoded decoded = decode_bytes(data, size);
    *out = decoded.answer;
    return decoded.status;
}

static void test_decodes_png(void **state)
{
    (void)state;
    struct buffer file, answer;
    encode(PNG, 31, 17, &file);
    assert_int_equal(decode(file.data, file.length, &answer), 0);
    assert_int_equal(answer.length, 12 + 31 * 17 * 4);
    assert_memory_equal(answer.data, "RQP1", 4);
    assert_int_equal(number_at(&answer, 4), 31);
    assert_int_equal(number_at(&answer, 8), 17);
    assert_int_equal(number_at(&answer, 12), 0xFF000040);
    assert_int_equal(number_at(&answer, 12 + 4 * (2 * 31 + 3)), 0xFF0F0E40);
    buffer_finish(&file);
    buffer_finish(&answer);
}

static void test_decodes_jpeg(void **state)
{
    (void)state;
    struct buffer file, answer;
    encode(JPEG, 64, 48, &file);
    assert_int_equal(decode(file.data, file.length, &answer), 0);
    assert_int_equal(answer.length, 12 + 64 * 48 * 4);
    assert_int_equal(number_at(&answer, 4), 64);
    assert_int_equal(number_at(&answer, 12) >> 24, 0xFF);
    buffer_finish(&file);
    buffer_finish(&answer);
}

/* A WebP of one pixel, lossless: the smallest bit stream there is. */
static const uint8_t tiny_webp[] = {
    'R', 'I', 'F', 'F',  26, 0, 0, 0,    'W',  'E',  'B',  'P',  'V',  'P',  '8',  'L',  13,
    0,   0,   0,   0x2F, 0,  0, 0, 0x10, 0x07, 0x10, 0x11, 0x11, 0x88, 0x88, 0xFE, 0x07, 0};

static void test_decodes_webp(void **state)
{
    (void)state;
    struct picture_header header;
    assert_null(picture_header_read(tiny_webp, sizeof tiny_webp, &header));
    assert_int_equal(header.kind, PICTURE_WEBP);
    assert_int_equal(header.w, 1);
    assert_int_equal(header.h, 1);
    struct buffer answer;
    int status = decode(tiny_webp, sizeof tiny_webp, &answer);
    assert_int_equal(status, 0);
    assert_int_equal(answer.length, 16);
    buffer_finish(&answer);
    assert_non_null(picture_header_read(tiny_webp, sizeof tiny_webp - 2, &header));
}

static void refuse(const void *data, size_t size)
{
    struct buffer answer;
    assert_int_equal(decode(data, size, &answer), 1);
    assert_int_equal(answer.length, 0);
    buffer_finish(&answer);
}

static void test_refuses_what_is_cut_off(void **state)
{
    (void)state;
    for (enum kind kind = PNG; kind <= JPEG; kind++) {
        struct buffer file;
        struct picture_header header;
        encode(kind, 40, 30, &file);
        const uint8_t *data = (const uint8_t *)file.data;
        assert_null(picture_header_read(data, file.length, &header));
        for (size_t size = 0; size < file.length; size++) {
            /* Exactly SIZE bytes on the heap, so that reading beyond them is seen. */
            uint8_t *part = malloc(size > 0 ? size : 1);
            memcpy(part, data, size);
            assert_non_null(picture_header_read(part, size, &header));
            free(part);
        }
        refuse(file.data, file.length / 2);
        refuse(file.data, file.length - 1);
        buffer_finish(&file);
    }
}

static void test_refuses_other_kinds(void **state)
{
    (void)state;
    static const char svg[] = "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>";
    static const char gif[] =
        "GIF89a\1\0\1\0\x80\0\0\0\0\0\xFF\xFF\xFF,\0\0\0\0\1\0\1\0\0\2\2D\1\0;";
    static const char bmp[] = "BM\x3a\0\0\0\0\0\0\0\x36\0\0\0\x28\0\0\0\1\0\0\0\1\0\0\0";
    static const char html[] = "<!DOCTYPE html><title>Login</title>";
    refuse(svg, sizeof svg - 1);
    refuse(gif, sizeof gif - 1);
    refuse(bmp, sizeof bmp - 1);
    refuse(html, sizeof html - 1);
    refuse("", 0);
}

static void put_big32(char *at, uint32_t number)
{
    for (int i = 0; i < 4; i++)
        at[i] = (char)(number >> (24 - 8 * i));
}

static void test_refuses_huge_dimensions(void **state)
{
    (void)state;
    static const uint32_t sizes[][2] = {
        {16385, 1}, {1, 16385}, {5700, 5700}, {0xFFFFFFFF, 0xFFFFFFFF}, {0, 5}, {0x80000000, 2}};
    struct buffer file;
    encode(PNG, 8, 8, &file);
    for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
        put_big32(file.data + 16, sizes[i][0]);
        put_big32(file.data + 20, sizes[i][1]);
        refuse(file.data, file.length);
    }
    buffer_finish(&file);
}

static void test_takes_the_largest(void **state)
{
    (void)state;
    struct picture_header header;
    struct buffer file;
    encode(PNG, 8, 8, &file);
    put_big32(file.data + 16, 16384);
    put_big32(file.data + 20, 1953);
    assert_null(picture_header_read((const uint8_t *)file.data, file.length, &header));
    put_big32(file.data + 20, 1954);
    assert_non_null(picture_header_read((const uint8_t *)file.data, file.length, &header));
    /* Right size in the header, wrong data behind it: refused by the decoder, not shown grey. */
    put_big32(file.data + 20, 100);
    refuse(file.data, file.length);
    buffer_finish(&file);
}

/* Twice what a screen can use: each two columns become one. */
static void test_makes_large_ones_smaller(void **state)
{
    (void)state;
    struct buffer file, answer;
    encode(PNG, 3200, 6, &file);
    assert_int_equal(decode(file.data, file.length, &answer), 0);
    assert_int_equal(number_at(&answer, 4), 1600);
    assert_int_equal(number_at(&answer, 8), 3);
    assert_int_equal(answer.length, 12 + 1600 * 3 * 4);
    /* Red 10 and 15, green 14 and 21: the mean of four. */
    assert_int_equal(number_at(&answer, 12 + 4 * (1600 + 1)), 0xFF0D1240);
    buffer_finish(&file);
    buffer_finish(&answer);
}

/* For a screen that is smaller than the most there is; nonsense counts as the most. */
static void test_as_small_as_the_screen(void **state)
{
    (void)state;
    static const struct {
        const char *side;
        unsigned w;
    } sides[] = {{"800", 800}, {"1", 1},       {"1600", 1600}, {"3000", 1600},
                 {NULL, 1600}, {"1601", 1600}, {"1599", 1599}, {"0", 1600},
                 {"-5", 1600}, {"", 1600},     {"x", 1600},    {"99999999999999999999", 1600}};
    struct buffer file;
    encode(PNG, 3000, 8, &file);
    for (size_t i = 0; i < sizeof sides / sizeof sides[0]; i++) {
        struct decoded decoded = decode_bytes_for(sides[i].side, file.data, file.length);
        assert_int_equal(decoded.status, 0);
        assert_int_equal(number_at(&decoded.answer, 4), sides[i].w);
        assert_true(number_at(&decoded.answer, 8) >= 1 && number_at(&decoded.answer, 8) <= 4);
        decoded_finish(&decoded);
    }
    buffer_finish(&file);
}

/* Colours from a palette, one of which stands for nothing. */
static void test_decodes_a_palette(void **state)
{
    (void)state;
    static char memory[FILE_MAX];
    SDL_Surface *surface = SDL_CreateRGBSurfaceWithFormat(0, 4, 1, 8, SDL_PIXELFORMAT_INDEX8);
    SDL_Color colors[3] = {{255, 0, 0, 255}, {0, 255, 0, 255}, {0, 0, 255, 0}};
    SDL_SetPaletteColors(surface->format->palette, colors, 0, 3);
    memcpy(surface->pixels, "\0\1\2\1", 4);
    SDL_RWops *to = SDL_RWFromMem(memory, sizeof memory);
    assert_int_equal(IMG_SavePNG_RW(surface, to, 0), 0);
    struct buffer answer;
    assert_int_equal(decode(memory, (size_t)SDL_RWtell(to), &answer), 0);
    assert_int_equal(number_at(&answer, 12), 0xFFFF0000);
    assert_int_equal(number_at(&answer, 16), 0xFF00FF00);
    assert_int_equal(number_at(&answer, 20) >> 24, 0);
    assert_int_equal(number_at(&answer, 24), 0xFF00FF00);
    SDL_RWclose(to);
    SDL_FreeSurface(surface);
    buffer_finish(&answer);
}

/* The kernel takes the decoder before the screen. */
static void test_offers_itself_when_memory_runs_short(void **state)
{
    (void)state;
    FILE *nothing = tmpfile();
    pid_t child = fork();
    if (child == 0) {
        char score[16] = "";
        int fd = open("/proc/self/oom_score_adj", O_RDONLY); /* none can be opened afterwards */
        dup2(fileno(nothing), STDIN_FILENO);
        if (freopen("/dev/null", "w", stderr) == NULL || picture_file_decode_child(NULL) != 1)
            _exit(99);
        _exit(pread(fd, score, sizeof score - 1, 0) > 0 && strcmp(score, "1000\n") == 0 ? 0 : 1);
    }
    int status = 0;
    waitpid(child, &status, 0);
    assert_int_equal(status, 0);
    fclose(nothing);
}

/* Bytes changed by chance: an answer or a refusal, never a signal. */
static void test_damaged_files(void **state)
{
    (void)state;
    struct chance chance = {5};
    for (int round = 0; round < 40; round++) {
        struct buffer file, answer;
        encode(round % 2 == 0 ? PNG : JPEG, 20, 20, &file);
        for (int i = 0; i < 5; i++)
            file.data[12 + chance_below(&chance, (int)file.length - 12)] ^=
                (char)(1 << chance_below(&chance, 8));
        int status = decode(file.data, file.length, &answer);
        assert_true(status == 0 || status == 1);
        assert_true((status == 0) == (answer.length >= 12));
        buffer_finish(&file);
        buffer_finish(&answer);
    }
}

/* A small preview inside, as cameras write it, does not stand for the picture's own end. */
static void test_jpeg_with_preview(void **state)
{
    (void)state;
    struct buffer outer, inner, file;
    encode(JPEG, 50, 40, &outer);
    encode(JPEG, 8, 6, &inner);
    buffer_init(&file, FILE_MAX);
    char segment[] = {'\xFF', '\xE1', (char)((inner.length + 2) >> 8), (char)(inner.length + 2)};
    buffer_add(&file, outer.data, 2);
    buffer_add(&file, segment, 4);
    buffer_add(&file, inner.data, inner.length);
    buffer_add(&file, outer.data + 2, outer.length - 2);
    struct picture_header header;
    assert_null(picture_header_read((const uint8_t *)file.data, file.length, &header));
    assert_int_equal(header.w, 50);
    assert_int_equal(header.h, 40);
    assert_non_null(picture_header_read((const uint8_t *)file.data, file.length - 9, &header));
    buffer_finish(&outer);
    buffer_finish(&inner);
    buffer_finish(&file);
}

static void read_whole(const char *path, struct buffer *out)
{
    buffer_init(out, FILE_MAX);
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    char part[4096];
    size_t got;
    while ((got = fread(part, 1, sizeof part, file)) > 0)
        buffer_add(out, part, got);
    fclose(file);
}

static void test_writes_png(void **state)
{
    (void)state;
    char folder[] = "/tmp/riwaq-png-XXXXXX", a[64], b[64];
    assert_non_null(mkdtemp(folder));
    snprintf(a, sizeof a, "%s/a.png", folder);
    snprintf(b, sizeof b, "%s/b.png", folder);
    SDL_Surface *surface = colourful(50, 20);
    assert_true(picture_file_write_png(surface, a));
    assert_true(picture_file_write_png(surface, b));
    struct buffer first, second;
    read_whole(a, &first);
    read_whole(b, &second);
    assert_int_equal(first.length, second.length);
    assert_memory_equal(first.data, second.data, first.length);
    struct buffer answer;
    assert_int_equal(decode(first.data, first.length, &answer), 0);
    assert_int_equal(number_at(&answer, 12 + 4 * (2 * 50 + 3)), 0xFF0F0E40);
    assert_false(picture_file_write_png(surface, "/nonexistent/x.png"));
    SDL_FreeSurface(surface);
    buffer_finish(&first);
    buffer_finish(&second);
    buffer_finish(&answer);
    unlink(a);
    unlink(b);
    rmdir(folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_decodes_png),
        cmocka_unit_test(test_decodes_jpeg),
        cmocka_unit_test(test_decodes_webp),
        cmocka_unit_test(test_refuses_what_is_cut_off),
        cmocka_unit_test(test_refuses_other_kinds),
        cmocka_unit_test(test_refuses_huge_dimensions),
        cmocka_unit_test(test_takes_the_largest),
        cmocka_unit_test(test_damaged_files),
        cmocka_unit_test(test_jpeg_with_preview),
        cmocka_unit_test(test_writes_png),
        cmocka_unit_test(test_makes_large_ones_smaller),
        cmocka_unit_test(test_as_small_as_the_screen),
        cmocka_unit_test(test_decodes_a_palette),
        cmocka_unit_test(test_offers_itself_when_memory_runs_short),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
