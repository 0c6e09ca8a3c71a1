/* The address of a picture, out of the attributes of an <img>. Private to html.c. */
#ifndef RIWAQ_FORMATS_HTML_IMAGE_H
#define RIWAQ_FORMATS_HTML_IMAGE_H

struct arena;

/* The value of an attribute, "" where it has none; NULL: there is no such. ATTRIBUTES: names and
 * values in turn, then NULL, as libxml2 gives them; may be NULL. */
const char *html_attribute(const unsigned char *const *attributes, const char *name);

/* In the arena; NULL: none, or none that is real (html.h). Of several sizes (srcset) the smallest
 * with a width of at least 1280 pixels, else the widest; of addresses that scripts put in its place
 * later (data-src and others) the first. */
const char *html_image_address(struct arena *arena, const unsigned char *const *attributes);

#endif
