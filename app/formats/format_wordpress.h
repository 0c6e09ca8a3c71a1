/* WordPress's posts; private to the formats floor. */
#ifndef RIWAQ_FORMATS_FORMAT_WORDPRESS_H
#define RIWAQ_FORMATS_FORMAT_WORDPRESS_H

#include "formats/convert.h"

extern const struct format format_wordpress;

#endif
