/* The order of a day's prayer times, whoever wrote them. Private to the formats floor. */
#ifndef RIWAQ_FORMATS_PRAYER_ORDER_H
#define RIWAQ_FORMATS_PRAYER_ORDER_H

#include "content/content.h"

/* Minutes after the midnight that the day begins with, also before it and beyond its end: only
 * Maghrib (before 3:00) and Isha (before 6:00) may come after midnight, Fajr (from 21:00) before
 * it. MINUTES_NONE stays. */
void prayer_order_place(const int minutes[PRAYER_COUNT], int at[PRAYER_COUNT]);
/* The first prayer that comes before the one before it, and in BEFORE that one; -1: none does. */
int prayer_order_fault(const int minutes[PRAYER_COUNT], int *before);

#endif
