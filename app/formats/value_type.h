/* What a JSON value is, in words for a message: "an object", "a text". */
#ifndef RIWAQ_FORMATS_VALUE_TYPE_H
#define RIWAQ_FORMATS_VALUE_TYPE_H

#include <jansson.h>

const char *value_type_name(const json_t *value);

#endif
