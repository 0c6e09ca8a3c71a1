/* What `riwaq check` says of the system's time zones. */
#ifndef RIWAQ_CHECK_TZDATA_H
#define RIWAQ_CHECK_TZDATA_H

#include "setup.h"

/* As a finding, that tzdata is of the year before last, or older. Nothing where it does not tell
 * its version. */
void check_tzdata(struct setup *setup);

#endif
