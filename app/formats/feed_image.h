/* The picture of a feed's item. Private to the formats floor. */
#ifndef RIWAQ_FORMATS_FEED_IMAGE_H
#define RIWAQ_FORMATS_FEED_IMAGE_H

#include "formats/xml_node.h"

/* Not a portrait, and not of a kind that is never shown, as far as the address tells. */
bool feed_image_is_fit(const char *address);

/* An absolute address, or NULL. The first of these that has a picture: media:content, alone or in
 * a media:group; an enclosure of RSS or Atom; media:thumbnail; itunes:image; the item's own
 * <image>. Of several the smallest with a width of at least 1280 pixels, else the widest that is
 * told, else the first. Not pictures are those of which a side is told to be below 100 pixels,
 * portraits of authors (Gravatar), and what no screen of riwaq's shows (SVG, GIF). */
const char *feed_image(struct arena *arena, const xmlNode *item, const char *base);

#endif
