/* The texts of feeds: which of them are HTML, and how often they are escaped. Private to the
 * formats floor.
 *
 * Atom says it: type "text" is what it is, "html" is HTML, "xhtml" is elements (RFC 4287, 3.1; 0.3
 * has media types and a mode for it). RSS does not, so by what feeds do:
 * - An RSS text is HTML, escaped or in CDATA: its references are decoded once by XML and once as
 *   HTML. Elements that stand in it unescaped are its markup.
 * - In an RSS title only elements that titles have are tags: "<template>" is text.
 * - A text without a tag, but with "&lt;/p&gt;" or the like of an element that texts have, has been
 *   escaped once too often, and so has a title of which a reference is left. */
#ifndef RIWAQ_FORMATS_FEED_TEXT_H
#define RIWAQ_FORMATS_FEED_TEXT_H

#include "formats/html.h"
#include "formats/xml_node.h"

enum feed_rules { FEED_RSS, FEED_ATOM };

enum { FEED_TITLE_LETTERS = 90 };

/* In one line; NULL: nothing visible is in it. ELEMENT may be NULL. */
const char *feed_line(struct arena *arena, const xmlNode *element, enum feed_rules rules);
/* As paragraphs; none where ELEMENT is NULL, cut, or no text. */
struct html_text feed_body(struct arena *arena, const xmlNode *element, enum feed_rules rules);
/* The first words of TEXT (valid UTF-8), at most FEED_TITLE_LETTERS, with an ellipsis where some
 * are left out; lines are joined. */
const char *feed_first_words(struct arena *arena, const char *text);

#endif
