/* `riwaq check --json`: findings for editors. */
#ifndef RIWAQ_CHECK_JSON_H
#define RIWAQ_CHECK_JSON_H

#include "base/diagnostics.h"

#include <stdbool.h>
#include <stdio.h>

/* One array, an object a finding with the keys file, line, where, severity ("error", "warning") and
 * message; line 0 and where "" where there is none. False when OUT could not be written. */
bool check_json_print(const struct diagnostics *findings, FILE *out);

#endif
