/* How a picture of the theme fills its ground. */
#ifndef RIWAQ_WIDGETS_BACKDROP_H
#define RIWAQ_WIDGETS_BACKDROP_H

#include "scene/list.h"
#include "theme/theme.h"

/* The item, without its scrim, that PICTURE, which has its pixels, is on GROUND (not empty): cover:
 * all of that, of the picture what the position leaves; contain: all of the picture where the
 * position wants it. MIRROR: lines begin at the right. The picture itself is never mirrored: it may
 * show letters, or a face. */
struct item backdrop_item(const struct theme_picture *picture, struct rect ground, bool mirror);

#endif
