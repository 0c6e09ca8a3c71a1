/* The namespaces of feeds and their extensions. Private to the formats floor. */
#ifndef RIWAQ_FORMATS_XML_SPACE_H
#define RIWAQ_FORMATS_XML_SPACE_H

#include <libxml/tree.h>

enum xml_space {
    SPACE_RSS, /* none, or one of those that RSS has had */
    SPACE_ATOM,
    SPACE_CONTENT,
    SPACE_DC, /* Dublin Core's elements and terms */
    SPACE_MEDIA,
    SPACE_ITUNES,
    SPACE_SLASH,
    SPACE_THREAD,
    SPACE_RDF,
    SPACE_XHTML,
    SPACE_OTHER
};

/* By the address of its namespace, whatever its prefix: case, "https", and "/" or "#" at its end do
 * not count. An address that is not known, or a prefix that the document does not declare: by the
 * prefix that everybody uses. */
enum xml_space xml_space_of(const xmlNode *element);
/* The name without its prefix, declared or not. */
const char *xml_name(const xmlNode *element);

#endif
