/* The names of character sets: where documents and media types tell them, and what they mean.
 * Private to charset.c. */
#ifndef RIWAQ_FORMATS_CHARSET_LABEL_H
#define RIWAQ_FORMATS_CHARSET_LABEL_H

#include "formats/charset.h"

/* Each finds a label and copies it to OUT (CHARSET_NAME_MAX bytes); false: none there. */
bool charset_label_of_media_type(const char *media_type, char *out);
/* The XML declaration's, else that of the first <meta> that tells one. */
bool charset_label_of_document(const char *data, size_t size, char *out);

/* The name by which a converter for LABEL is opened, copied to OUT; false: not known. */
bool charset_resolve(const char *label, char *out);

#endif
