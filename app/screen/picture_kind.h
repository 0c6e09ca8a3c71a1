/* What kind of file some bytes are, by how they begin: names and declared types lie. */
#ifndef RIWAQ_SCREEN_PICTURE_KIND_H
#define RIWAQ_SCREEN_PICTURE_KIND_H

#include <stddef.h>
#include <stdint.h>

enum picture_kind { PICTURE_UNKNOWN, PICTURE_PNG, PICTURE_JPEG, PICTURE_WEBP };

enum picture_kind picture_kind_of(const uint8_t *data, size_t size);
/* What a file of unknown kind is instead, and what to do about it; a literal. */
const char *picture_kind_refusal(const uint8_t *data, size_t size);

#endif
