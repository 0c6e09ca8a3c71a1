/* Picture files through SDL2_image: reading for the decoder's child, writing PNG. */
#ifndef RIWAQ_SCREEN_PICTURE_FILE_H
#define RIWAQ_SCREEN_PICTURE_FILE_H

#include <stdbool.h>

/* The hidden command `decode-picture`: sets its own limits (160 MiB of data, 8 s of CPU) and
 * offers itself when memory runs short, reads an encoded picture from standard input, makes it
 * smaller when a side is longer than SIDE (a number, 1 to PICTURE_SIDE_MAX, which NULL stands for),
 * turns it the way up that its EXIF data tell, writes "RQP1", width and height (32-bit little
 * endian), then the pixels as 0xAARRGGBB (32-bit little endian) to standard output. Of an animation
 * the first frame; colour profiles are ignored. Returns the exit status; 1 with a message on
 * standard error when the picture is refused. */
int picture_file_decode_child(const char *side);

struct SDL_Surface;
/* False with SDL's error set. The same pixels give the same bytes. */
bool picture_file_write_png(struct SDL_Surface *surface, const char *path);

#endif
