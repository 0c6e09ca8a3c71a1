/* What was told of a source's documents, so that a feed that changes every few minutes does not
 * fill the log with the same words.
 *
 * A finding is known while each document since it was told has it: one that is mended, and comes
 * back later, is told again. Digits do not count: headlines[3] is headlines[4] after the next news.
 */
#ifndef RIWAQ_NET_FINDINGS_H
#define RIWAQ_NET_FINDINGS_H

#include "base/diagnostics.h"

#include <stdint.h>

/* Zeroed: nothing was told. */
struct findings {
    uint64_t known[DIAGNOSTICS_MAX]; /* hashes */
    int count;
};

/* FOUND is all that was found in a new document. Puts those that are not known into NEWS, in their
 * order (they stay FOUND's), and returns how many; all are known then. */
int findings_news(struct findings *findings, const struct diagnostics *found,
                  const struct finding *news[DIAGNOSTICS_MAX]);
/* The same to the log: a few a document, the rest is counted. NAME: the source's. */
void findings_log(struct findings *findings, const char *name, const struct diagnostics *found);

#endif
