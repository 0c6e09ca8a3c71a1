/* Characters that no installed font has: each is told to the log once, for whoever can install
 * one. What is drawn instead is the text floor's to say. */
#ifndef RIWAQ_SCREEN_MISSING_H
#define RIWAQ_SCREEN_MISSING_H

#include "screen/faces.h"

#include <stdint.h>

/* All zero to begin with. */
struct missing {
    uint32_t told[40];
    int count;
};

/* Tells those characters of CLUSTER that no face of ROLE's chain and none of the system has. A
 * text in a script without a font has many: after so many of them, no more are told. */
void missing_tell(struct missing *missing, struct faces *faces, int role, const char *cluster,
                  size_t length);

#endif
