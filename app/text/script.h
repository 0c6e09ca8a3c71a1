/* The script of each letter (UAX #24), where letters without one of their own follow their
 * neighbours. */
#ifndef RIWAQ_TEXT_SCRIPT_H
#define RIWAQ_TEXT_SCRIPT_H

#include "text/letters.h"

/* Sets `script` and `own` of the letters FROM up to TO, which are of one embedding level, so
 * that a run is not split for the sake of a space: a letter without a script takes the one
 * before it, at the start the one after it; a closing bracket that of its opening one. */
void script_resolve(struct letters *letters, int from, int to);
/* ISO 15924, as big-endian bytes. */
uint32_t script_tag(int script);
/* Whether letters of SCRIPT stand alone, so that they may be spaced out. */
bool script_stands_alone(int script);

#endif
