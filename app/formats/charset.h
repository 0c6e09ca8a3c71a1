/* The bytes of a document as UTF-8.
 *
 * What they are in is told, in this order, by
 *   1. a byte order mark (UTF-8, UTF-16, UTF-32; it is not part of the text),
 *   2. the charset of the media type (RFC 9110, section 8.3.1),
 *   3. the document: its XML declaration (XML 1.0, section 4.3.3) or <meta charset> (HTML, "prescan
 *      a byte stream"), within the first 1024 bytes of a document that begins with "<";
 * labels that are not known tell nothing. Without any: UTF-16 where every second of the first bytes
 * is zero (XML 1.0, appendix F; RFC 4627, section 3), UTF-8 where that is valid, or for the most
 * part valid, else windows-1256 where whole words are beyond ASCII, else windows-1252. As labels
 * mean on the web (WHATWG Encoding, section 4.2), iso-8859-1 and us-ascii are windows-1252. JSON
 * (RFC 8259, section 8.1) is UTF-8 without label.
 *
 * Servers label what they have not looked at, so a label that the bytes belie yields: UTF-8 that is
 * not valid to a later label of another kind, and windows-1252 to UTF-8 that is valid and not ASCII
 * only. */
#ifndef RIWAQ_FORMATS_CHARSET_H
#define RIWAQ_FORMATS_CHARSET_H

#include <stdbool.h>
#include <stddef.h>

enum charset_reason {
    CHARSET_FROM_MARK,
    CHARSET_FROM_MEDIA_TYPE,
    CHARSET_FROM_DOCUMENT,
    CHARSET_FROM_BYTES /* nothing that can be believed told it */
};

enum { CHARSET_NAME_MAX = 40 };

struct charset_text {
    const char *text;            /* valid UTF-8; may have NULs, and has none at its end */
    size_t length;               /* bytes */
    size_t replaced;             /* how many ill-formed pieces became U+FFFD */
    bool cut;                    /* it was longer than the cap, and is cut before a character */
    char name[CHARSET_NAME_MAX]; /* what it was in: "UTF-8", "windows-1256" */
    enum charset_reason reason;
    char unknown[CHARSET_NAME_MAX]; /* the first label that is not known; "" none */
    char *copy;                     /* private: the text where it is not the data itself */
};

/* MEDIA_TYPE: the Content-Type as it came, such as "text/xml; charset=windows-1256"; NULL: none. At
 * most CAP bytes of UTF-8 come out: of DATA itself where it is that already, which must outlive
 * OUT then. Cannot fail. */
void charset_decode(const void *data, size_t size, const char *media_type, size_t cap,
                    struct charset_text *out);
/* The text to write into, with a NUL behind it; it stays TEXT's. */
char *charset_text_own(struct charset_text *text);
void charset_text_finish(struct charset_text *text);

#endif
