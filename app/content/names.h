/* The languages that riwaq writes, and names that read otherwise in each: Rabat, الرباط.
 *
 * A name is given once for all (NAME), and beside it for single languages (NAMES, NULL where
 * not given). */
#ifndef RIWAQ_CONTENT_NAMES_H
#define RIWAQ_CONTENT_NAMES_H

#include <stdbool.h>

enum language { LANGUAGE_EN, LANGUAGE_FR, LANGUAGE_AR, LANGUAGE_ZGH, LANGUAGE_COUNT };

/* What is shown in LANGUAGE: its own name, else NAME, else the first that is given; NULL: none
 * is. */
const char *names_pick(const char *name, const char *const names[LANGUAGE_COUNT],
                       enum language language);
/* Whether TEXT (not NULL) is one of them. */
bool names_hold(const char *name, const char *const names[LANGUAGE_COUNT], const char *text);

#endif
