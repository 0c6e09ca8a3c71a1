/* Pictures of every kind show the same: tests/feeds/pictures, and which way up they are. */
#include "decoding.h"

#include "screen/picture_exif.h"
#include "screen/picture_header.h"

#include <dirent.h>

enum { W = 48, H = 32, TOLERANCE = 4 };

static bool is_near(uint32_t pixel, uint32_t wanted)
{
    for (int shift = 0; shift < 32; shift += 8) {
        int difference = (int)(pixel >> shift & 0xFF) - (int)(wanted >> shift & 0xFF);
        if (difference < -TOLERANCE || difference > TOLERANCE)
            return false;
    }
    return true;
}

static bool is_grey(uint32_t pixel)
{
    return is_near(pixel, 0xFF000000 | (pixel & 0xFF) * 0x10101);
}

static bool shows_grey(const struct buffer *answer)
{
    return is_grey(pixel_at(answer, 12, 8)) && is_grey(pixel_at(answer, 36, 8)) &&
           is_grey(pixel_at(answer, 12, 24)) && pixel_at(answer, 36, 24) == 0xFFFFFFFF;
}

static bool shows_quarters(const struct buffer *answer, bool clear)
{
    uint32_t last = pixel_at(answer, 36, 24);
    return is_near(pixel_at(answer, 12, 8), 0xFFFF0000) &&
           is_near(pixel_at(answer, 36, 8), 0xFF00FF00) &&
           is_near(pixel_at(answer, 12, 24), 0xFF0000FF) &&
           (clear ? last >> 24 == 0 : is_near(last, 0xFFFFFFFF));
}

static void check_file(const char *name)
{
    struct buffer file;
    read_picture(name, &file);
    struct decoded decoded = decode_bytes(file.data, file.length);
    bool good = decoded.status == 0 && decoded.answer.length == 12 + W * H * 4 &&
                number_at(&decoded.answer, 4) == W && number_at(&decoded.answer, 8) == H;
    if (good && strncmp(name, "grey", 4) == 0)
        good = shows_grey(&decoded.answer);
    else if (good)
        good = shows_quarters(&decoded.answer, strncmp(name, "clear", 5) == 0);
    if (!good)
        fail_msg("%s: status %d, %s", name, decoded.status, decoded.words);
    decoded_finish(&decoded);
    buffer_finish(&file);
}

static void test_all_kinds(void **state)
{
    (void)state;
    int count = 0;
    DIR *folder = opendir("tests/feeds/pictures");
    assert_non_null(folder);
    for (const struct dirent *entry; (entry = readdir(folder)) != NULL;) {
        const char *end = strrchr(entry->d_name, '.');
        if (end == NULL || entry->d_name[0] == '.' || strcmp(end, ".sh") == 0 ||
            strcmp(end, ".py") == 0)
            continue;
        check_file(entry->d_name);
        count++;
    }
    closedir(folder);
    assert_true(count >= 35);
}

/* --- which way up --- */

static const uint8_t exif6[] = {'M', 'M', 0, 42, 0, 0, 0, 8, 0, 1, 1, 0x12, 0,
                                3,   0,   0, 0,  1, 0, 6, 0, 0, 0, 0, 0,    0};

static int changed_at(size_t at, uint8_t byte)
{
    uint8_t data[sizeof exif6];
    memcpy(data, exif6, sizeof data);
    data[at] = byte;
    return picture_exif_orientation(data, sizeof data);
}

static void test_exif(void **state)
{
    (void)state;
    assert_int_equal(picture_exif_orientation(exif6, sizeof exif6), 6);
    assert_int_equal(changed_at(19, 8), 8);
    assert_int_equal(changed_at(19, 0), 1);  /* no orientation */
    assert_int_equal(changed_at(19, 9), 1);  /* nor this */
    assert_int_equal(changed_at(18, 1), 1);  /* 262 */
    assert_int_equal(changed_at(0, 'I'), 1); /* no byte order */
    assert_int_equal(changed_at(13, 4), 1);  /* a long number */
    assert_int_equal(changed_at(17, 2), 1);  /* two of them */
    assert_int_equal(changed_at(11, 0x13), 1);
    assert_int_equal(changed_at(7, 0), 1);    /* the directory in the head */
    assert_int_equal(changed_at(4, 0xFF), 1); /* ... and far outside */
    assert_int_equal(changed_at(8, 0xFF), 6); /* more entries than there is room */
    assert_int_equal(changed_at(9, 0), 1);    /* none */
}

/* On the heap, so that reading beyond the end is seen. */
static void test_exif_cut_off(void **state)
{
    (void)state;
    for (size_t size = 0; size <= sizeof exif6; size++) {
        uint8_t *part = malloc(size > 0 ? size : 1);
        memcpy(part, exif6, size);
        assert_int_equal(picture_exif_orientation(part, size), size < 22 ? 1 : 6);
        free(part);
    }
}

/* A, B, C over D, E, F. */
static void test_turning(void **state)
{
    (void)state;
    static const uint32_t pixels[] = {'A', 'B', 'C', 'D', 'E', 'F'};
    static const char *const wanted[] = {"ABCDEF", "CBAFED", "FEDCBA", "DEFABC",
                                         "ADBECF", "DAEBFC", "FCEBDA", "CFBEAD"};
    for (int orientation = 1; orientation <= 8; orientation++) {
        int w, h;
        char got[7] = "";
        picture_turned_size(orientation, 3, 2, &w, &h);
        assert_int_equal(w, orientation < 5 ? 3 : 2);
        assert_int_equal(h, orientation < 5 ? 2 : 3);
        for (int y = 0; y < h; y++) {
            uint32_t row[3];
            picture_turned_row(orientation, pixels, 3, 2, y, row);
            for (int x = 0; x < w; x++)
                got[y * w + x] = (char)row[x];
        }
        assert_string_equal(got, wanted[orientation - 1]);
    }
}

/* --- what is none of ours --- */

static void refused(const char *bytes, size_t size, const char *words)
{
    struct decoded decoded = decode_bytes(bytes, size);
    assert_int_equal(decoded.status, 1);
    assert_int_equal(decoded.answer.length, 0);
    if (strstr(decoded.words, words) == NULL)
        fail_msg("\"%s\" does not say \"%s\"", decoded.words, words);
    decoded_finish(&decoded);
}

#define REFUSED(bytes, words) refused(bytes, sizeof(bytes) - 1, words)

static void test_refused_by_name(void **state)
{
    (void)state;
    REFUSED("", "the picture's file is empty");
    REFUSED("GIF89a\1\0\1\0\x80\0\0", "this is a GIF; serve it as JPEG, PNG or WebP");
    REFUSED("\0\0\0\x20"
            "ftypavif\0\0\0\0mif1",
            "an AVIF picture; serve it as JPEG");
    REFUSED("\0\0\0\x20"
            "ftypavis\0\0\0\0",
            "an AVIF picture");
    REFUSED("\0\0\0\x18"
            "ftypheic\0\0\0\0",
            "a HEIC picture, as phones take them; serve it as");
    REFUSED("\0\0\0\x18"
            "ftypheix\0\0\0\0",
            "a HEIC picture");
    REFUSED("\0\0\0\x18"
            "ftypmif1\0\0\0\0",
            "a HEIF picture");
    REFUSED("\0\0\0\x18"
            "ftypmp42\0\0\0\0",
            "a film; name a picture of it");
    REFUSED("BM\x3a\0\0\0\0\0\0\0", "a BMP picture; serve it as");
    REFUSED("II*\0\x08\0\0\0", "a TIFF picture; serve it as");
    REFUSED("MM\0*\0\0\0\x08", "a TIFF picture");
    REFUSED("\xFF\x0A\0\0", "a JPEG XL picture");
    REFUSED("\0\0\1\0\1\0", "an icon");
    REFUSED("%PDF-1.7", "a PDF document");
    REFUSED("<svg xmlns='http://www.w3.org/2000/svg'/>", "an SVG drawing; serve it as");
    REFUSED("\xEF\xBB\xBF<?xml version='1.0'?>\n<!-- a --><svg/>", "an SVG drawing");
    REFUSED("\r\n <!DOCTYPE html><title>Login</title>", "a web page, not a picture");
    REFUSED("{\"error\": 404}", "no PNG, JPEG or WebP picture");
    REFUSED("\x89PNG", "no PNG, JPEG or WebP picture");
    REFUSED("RIFF\x10\0\0\0WAVEfmt ", "no PNG, JPEG or WebP picture");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_all_kinds),       cmocka_unit_test(test_exif),
        cmocka_unit_test(test_exif_cut_off),    cmocka_unit_test(test_turning),
        cmocka_unit_test(test_refused_by_name),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
