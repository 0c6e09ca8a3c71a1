/* What WordPress puts into its texts that is none of them. Private to html*.c. */
#ifndef RIWAQ_FORMATS_HTML_WORDPRESS_H
#define RIWAQ_FORMATS_HTML_WORDPRESS_H

#include <stdbool.h>
#include <stddef.h>

/* Takes known shortcodes out of a paragraph, in place; an ellipsis in brackets at its end loses the
 * brackets. TEXT stays terminated. */
void html_wordpress_strip(char *text, size_t *length);
/* Whether CLASSES, an element's attribute, has one of what stands beside the text: buttons for
 * sharing, related posts, links to read more, texts for screen readers. */
bool html_wordpress_is_aside(const char *classes);
/* How many of the last paragraphs are a feed's footer: COUNT without them, 1 at least where it was.
 */
int html_wordpress_without_footer(const char *const *paragraphs, int count);
/* Whether CLASSES has WORD. */
bool html_has_class(const char *classes, const char *word);

#endif
