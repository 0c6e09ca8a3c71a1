/* Where the picture of an article is. */
#ifndef RIWAQ_NET_PICTURE_PLACE_H
#define RIWAQ_NET_PICTURE_PLACE_H

#include "net/source.h"

#include <stdbool.h>

/* An address of the web, or a path, for the REFERENCE in a document of SOURCE; free() it. NULL when
 * it may not be read from there: a server has no say over this machine's files, and a local
 * document none over those outside of its folder. */
char *picture_place(const struct source *source, const char *reference);
bool picture_is_on_the_web(const char *place);

#endif
