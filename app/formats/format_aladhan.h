/* Aladhan's prayer times; private to the formats floor. */
#ifndef RIWAQ_FORMATS_FORMAT_ALADHAN_H
#define RIWAQ_FORMATS_FORMAT_ALADHAN_H

#include "formats/convert.h"

extern const struct format format_aladhan;

#endif
