/* JSON Feed; private to the formats floor. */
#ifndef RIWAQ_FORMATS_FORMAT_JSONFEED_H
#define RIWAQ_FORMATS_FORMAT_JSONFEED_H

#include "formats/convert.h"

extern const struct format format_jsonfeed;

#endif
