/* What `riwaq check` says of iqama at fixed hours. */
#ifndef RIWAQ_CHECK_IQAMA_H
#define RIWAQ_CHECK_IQAMA_H

#include "setup.h"

/* The days of the coming year, by the timetable and computed times, on which
 * such an hour is before its prayer, or after the next one, and therefore not shown. */
void check_iqama(struct setup *setup);

#endif
