/* Unicode normalisation form C (UAX #15): what was typed in two ways is drawn and compared as one.
 */
#ifndef RIWAQ_FORMATS_NFC_H
#define RIWAQ_FORMATS_NFC_H

#include <stddef.h>

/* TEXT (valid UTF-8, at most 64 MiB; else it comes back as it is) in NFC; free() it. Ends in a NUL
 * that *LENGTH (may be NULL) does not count. */
char *nfc_text(const char *text, size_t size, size_t *length);

#endif
