/* Private to the content floor: what a content holds beside what it shows. */
#ifndef RIWAQ_CONTENT_STORAGE_H
#define RIWAQ_CONTENT_STORAGE_H

#include "content/content.h"

#include <stdatomic.h>

struct share;

struct content_storage {
    atomic_int references;
    struct arena *arena;
    const struct content **kept; /* whose texts and pictures this content shows */
    int kept_count;
    const struct share *shares; /* what each source gave to it; belongs to it, or to a kept one */
    int share_count;
};

/* Takes one reference of OTHER until CONTENT ends. */
void content_keep(struct content *content, const struct content *other);

#endif
