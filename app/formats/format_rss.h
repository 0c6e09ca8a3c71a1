/* RSS 0.91, 0.92 and 2.0, RSS 1.0 (and 0.90), Atom 1.0 and 0.3. Private to the formats floor.
 *
 * - An item is a headline with its story; its source is the feed's title, or the one that the item
 *   names (RSS <source>, Atom's atom:source).
 * - Of more than HEADLINES_MAX items the newest are taken, in the feed's order; those without a
 *   time follow after all that have one. Doubles are left to the merge.
 * - A relative address is one beside xml:base, else beside the feed's own link, else beside the
 *   address that was asked for; a picture in a text beside the item's link.
 * - Its language is that of the item, else of the feed, where the title may be in it: letters that
 *   run the other way are in no such language.
 * - Damage is mended (xml_source.h) with one warning. Of a document that ends too early what is
 *   whole is taken. */
#ifndef RIWAQ_FORMATS_FORMAT_RSS_H
#define RIWAQ_FORMATS_FORMAT_RSS_H

#include "formats/convert.h"

extern const struct format format_rss;

#endif
