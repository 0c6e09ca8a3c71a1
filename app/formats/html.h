/* HTML as plain paragraphs: a fragment such as WordPress's content.rendered or a feed's
 * description, a whole page, or plain text with entities. Parsed with libxml2's HTML parser; what
 * that leaves open (entities of HTML 5, comments, scripts, stray "<") is settled before it, as HTML
 * 5 says.
 *
 * - Character references (HTML, section 13.2.5.72 and on) are decoded exactly once.
 * - Block elements are paragraphs, <br> a line end, two of them a paragraph's end. A list is one
 *   paragraph, each item a line: "• item", "– item" in a list within a list, "1. item" in an
 * ordered one. A table is one paragraph, each row a line, its cells joined by " · ". A list or
 * table that grows beyond 4000 bytes is broken into several at the ends of its lines. Text without
 * any tag has its paragraphs where a line is empty.
 * - Dropped with all that is in them: scripts, styles, forms, frames, players, drawings, captions
 * of figures (the picture is shown apart), what is hidden, and WordPress's buttons for sharing,
 * related posts and links to "read more". Of shortcodes, [caption] is dropped with its text,
 * [gallery], [embed], [audio], [video] and [playlist] as well.
 * - At the end, WordPress's "The post ... appeared first on ..." (en, fr, es, ar) and a lone "Read
 *   more" are dropped; nothing is where it would leave no paragraph.
 * - Numbers in <sup> and <sub> are those characters ("m²", "CO₂"); words there are as others are.
 * - White space is folded (a no-break space stays), soft hyphens and control characters are
 * dropped, the rest is in NFC. Ill-formed UTF-8 becomes U+FFFD.
 *
 * No network, no files, no DTD, nothing on standard error. */
#ifndef RIWAQ_FORMATS_HTML_H
#define RIWAQ_FORMATS_HTML_H

#include <stdbool.h>
#include <stddef.h>

enum {
    HTML_BYTES_MAX = 1024 * 1024, /* what comes after is not read */
    HTML_DEPTH_MAX = 400          /* elements in each other; where there are more, reading ends */
};

struct arena;

struct html_text {
    /* In the arena; at most PARAGRAPHS_MAX of at most TEXT_BYTES_MAX bytes (content/content.h),
     * none empty; a line end within one is "\n". */
    const char *const *paragraphs;
    int paragraph_count;
    /* The first real picture, as it stands in the document: http, https or relative; NULL: none.
     * Not real are those of which a side is told to be below 32 pixels (counters, smileys). */
    const char *image_url;
    bool cut; /* a cap was passed, and something is missing */
};

struct html_text html_read(struct arena *arena, const char *text, size_t size);
/* The same in one line, for titles: "Tom &amp; Jerry&#8217;s <em>x</em>"; nothing of WordPress's is
 * dropped. At most TEXT_BYTES_MAX bytes, in the arena; NULL when nothing visible is left. */
char *html_read_line(struct arena *arena, const char *text, size_t size);

#endif
