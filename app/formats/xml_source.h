/* A feed made ready for libxml2's parser, so that every version of it reads the same, and damage
 * that feeds have costs as little as it can.
 *
 * What comes out has nothing but tags, attributes, text and the references "&lt;", "&gt;", "&amp;"
 * and "&quot;", each start with its end, all within one element <all>:
 * - The XML declaration (the text is UTF-8 by now, whatever it says), the document type, comments
 *   and processing instructions are left out. No DTD is read and no entity expanded but those of
 *   XML, numeric ones and those of HTML, which are characters already. CDATA sections are text.
 * - "&" and "<" that begin nothing are text, "]]>" outside a section and control characters are
 *   left out, ends that are missing are added where an element around it ends.
 * - Where the text ends too early, all that is open is ended, after an instruction <?cut?>.
 *
 * Private to the formats floor. */
#ifndef RIWAQ_FORMATS_XML_SOURCE_H
#define RIWAQ_FORMATS_XML_SOURCE_H

#include "base/buffer.h"

#include <stdbool.h>
#include <stddef.h>

enum {
    XML_DEPTH_MAX = 100,       /* elements in each other; tags of deeper ones are left out */
    XML_PARTS_MAX = 100 * 1000 /* elements and attributes; what comes after is not read */
};

struct xml_damage {
    size_t ampersands, signs, characters; /* "&" and "<" that begin nothing; control characters */
    size_t ends;                          /* end tags that are missing, or end nothing */
    bool cut;                             /* the text ended within an element */
    bool entities; /* it refers to entities of its own DTD, which are not expanded */
    bool large;    /* it has more than XML_PARTS_MAX */
    bool page;     /* it is HTML, by its document type or first element */
    char root[32]; /* the name of the first element, as far as it goes; "": there is none */
};

/* TEXT: valid UTF-8. Adds to OUT, of which the cap may be passed; fills *DAMAGE. Linear in SIZE. */
void xml_source_prepare(const char *text, size_t size, struct buffer *out,
                        struct xml_damage *damage);

#endif
