/* Private to the content floor: a content that shows another one's texts keeps it alive. */
#ifndef RIWAQ_CONTENT_STORAGE_H
#define RIWAQ_CONTENT_STORAGE_H

#include "content/content.h"

/* Takes one reference of OTHER until CONTENT ends. */
void content_keep(struct content *content, const struct content *other);

#endif
