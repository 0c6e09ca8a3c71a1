/* What `riwaq check` says of the official timetable beside what is wrong in its file. */
#ifndef RIWAQ_CHECK_TIMETABLE_H
#define RIWAQ_CHECK_TIMETABLE_H

#include "setup.h"

/* Its days, on standard output (unless findings are kept); and as findings that it ends within 14
 * days, has ended or has not begun, and that its sunrise is not that of the place. */
void check_timetable(struct setup *setup);

#endif
