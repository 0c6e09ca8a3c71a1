/* The city that a time zone is called after, as ICU writes it in each language: Riyadh, Riyad,
 * الرياض. */
#ifndef RIWAQ_CONTENT_CITY_H
#define RIWAQ_CONTENT_CITY_H

#include "base/buffer.h"
#include "content/names.h"

#include <stdbool.h>

/* Appends the city of ZONE ("Asia/Riyadh"); where ICU knows none, the last part of the name with
 * spaces in it ("UTC", "GMT+1"). False when OUT's cap is passed. */
bool city_name(enum language language, const char *zone, struct buffer *out);

#endif
