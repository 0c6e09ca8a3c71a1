/* Looking into a tree of libxml2's. All texts are in the arena that is given. Private to the
 * formats floor. */
#ifndef RIWAQ_FORMATS_XML_NODE_H
#define RIWAQ_FORMATS_XML_NODE_H

#include "base/buffer.h"
#include "formats/xml_space.h"

struct arena;

/* The tree of what xml_source_prepare made, to xmlFreeDoc(); NULL: libxml2 does not take it. No
 * network, no files, no DTD, nothing on standard error. */
xmlDoc *xml_parse(const char *text, size_t size);

/* The first element in PARENT, and the next one after NODE; NULL: none. */
const xmlNode *xml_first(const xmlNode *parent);
const xmlNode *xml_next(const xmlNode *node);
/* The same of those of one name: of SPACE, or (own) of the namespace that their parent has, or of
 * RSS. */
const xmlNode *xml_find(const xmlNode *parent, enum xml_space space, const char *name);
const xmlNode *xml_find_next(const xmlNode *node, enum xml_space space, const char *name);
const xmlNode *xml_find_own(const xmlNode *parent, const char *name);
const xmlNode *xml_find_own_next(const xmlNode *node, const char *name);
/* Whether an element is of SPACE and has NAME. */
bool xml_is(const xmlNode *element, enum xml_space space, const char *name);
/* Whether the document ended within it. */
bool xml_is_cut(const xmlNode *element);

/* All text in it, without white space around; NULL: none, or it is cut. */
const char *xml_text(struct arena *arena, const xmlNode *element);
/* The value of an attribute of no namespace (of a prefix, by its name: "rdf:about"), without white
 * space around; NULL: there is no such, or it is empty. */
const char *xml_attribute(struct arena *arena, const xmlNode *element, const char *name);
/* Adds what is in it as HTML; TEXT_TOO: its text is HTML by itself. */
void xml_markup(const xmlNode *element, bool text_too, struct buffer *out);

/* What xml:lang says of it; NULL: nothing. */
const char *xml_lang(struct arena *arena, const xmlNode *element);
/* ADDRESS as an absolute one (RFC 3986, section 5), by xml:base around ELEMENT, else FALLBACK (may
 * be NULL). NULL: it is none of the web (http, https), or is relative to nothing. */
const char *xml_address(struct arena *arena, const xmlNode *element, const char *address,
                        const char *fallback);
/* The way to it: "/rss/channel/item[3]/pubDate". */
const char *xml_path(struct arena *arena, const xmlNode *element);

#endif
