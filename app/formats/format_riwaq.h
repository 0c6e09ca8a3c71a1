/* The one reader of riwaq's own JSON; private to the formats floor. */
#ifndef RIWAQ_FORMATS_FORMAT_RIWAQ_H
#define RIWAQ_FORMATS_FORMAT_RIWAQ_H

#include "formats/format.h"

#include <jansson.h>

/* What DOCUMENT, an object, says; NULL with one error when it holds none of riwaq's parts. */
struct content *format_riwaq_build(const struct format_context *context, const json_t *document);

#endif
