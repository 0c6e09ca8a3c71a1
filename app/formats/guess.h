/* What a document looks like, for whoever has configured something else. */
#ifndef RIWAQ_FORMATS_GUESS_H
#define RIWAQ_FORMATS_GUESS_H

#include <stddef.h>

/* The name of the format that TEXT surely is of (constant), judged by its frame alone; NULL: nobody
 * can tell, or it is a web page, an error or damaged. */
const char *guess_format(const char *text, size_t size);

#endif
