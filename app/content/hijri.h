/* The Umm al-Qura calendar, as ICU has it (1300 to 1600 of the Hijra, computed beyond). */
#ifndef RIWAQ_CONTENT_HIJRI_H
#define RIWAQ_CONTENT_HIJRI_H

#include "base/civil.h"

#include <stdbool.h>

enum { HIJRI_RAMADAN = 9 };

/* The Hijri date (month 1 Muharram to 12) of the daytime of DATE; false when ICU cannot say. */
bool hijri_from_date(struct date date, struct date *out);

#endif
