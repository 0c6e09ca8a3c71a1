/* Which way up a camera held a picture, and turning it accordingly. */
#ifndef RIWAQ_SCREEN_PICTURE_EXIF_H
#define RIWAQ_SCREEN_PICTURE_EXIF_H

#include <stddef.h>
#include <stdint.h>

/* How a picture is to be turned, as EXIF (JEITA CP-3451, tag 0x0112) counts: 1 as it is, 2
 * mirrored, 3 by 180 degrees, 4 upside down, 5 along the diagonal, 6 by 90 degrees clockwise, 7
 * along the other diagonal, 8 by 90 degrees counter-clockwise. DATA is EXIF's TIFF structure,
 * beginning with its byte order. 1 where it does not say, or says what cannot be. */
enum { ORIENTATION_UPRIGHT = 1, ORIENTATION_DIAGONAL = 5, ORIENTATION_LAST = 8 };
int picture_exif_orientation(const uint8_t *data, size_t size);

/* The size of a picture of W by H once it is turned. */
void picture_turned_size(int orientation, int w, int h, int *out_w, int *out_h);
/* Row Y of the turned picture, from the top, from the W by H pixels as they are stored. */
void picture_turned_row(int orientation, const uint32_t *pixels, int w, int h, int y,
                        uint32_t *out);

#endif
