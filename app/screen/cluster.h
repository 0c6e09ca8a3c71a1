/* The letters of a cluster, as fonts are asked for them. */
#ifndef RIWAQ_SCREEN_CLUSTER_H
#define RIWAQ_SCREEN_CLUSTER_H

#include <stdbool.h>
#include <stddef.h>
#include <unicode/utypes.h>

enum { CLUSTER_MAX = 32 };

/* A cluster's letters, without what leaves no ink of its own. */
struct cluster_letters {
    UChar32 points[CLUSTER_MAX];
    int count;
    bool colored;  /* is meant to be a colour picture */
    bool scripted; /* is of one script, not a sign that many families have */
};

struct cluster_letters cluster_letters_of(const char *cluster, size_t length);

#endif
