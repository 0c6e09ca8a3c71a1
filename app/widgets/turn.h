/* Several languages take turns on the screen: which one is up at a moment, and from when to
 * when. A pure function of the viewer's time (the wall clock's, but in a demo) and of how long the
 * turns are, so that two screens with the same content turn together. */
#ifndef RIWAQ_WIDGETS_TURN_H
#define RIWAQ_WIDGETS_TURN_H

#include "base/moment.h"
#include "theme/config.h"

#include <stdbool.h>

/* A language is up for so long at least; for so long where nothing cycles. */
#define TURN_LEAST_NS (20 * NS_PER_SECOND)
#define TURN_STILL_NS (30 * NS_PER_SECOND)

/* How long each language is up, in the order of the configuration. */
struct turns {
    int count; /* at least 1 */
    int64_t length_ns[LANGUAGES_SHOWN_MAX];
};

struct turn {
    int index; /* of the language in the configuration */
    int64_t start_ns,
        end_ns; /* viewer's time; INT64_MIN and MOMENT_NEVER where there is one language */
};

/* The turn of a language in which the longest cycle takes CYCLE_NS (0: nothing cycles): whole
 * cycles, as few as reach the least. */
int64_t turn_length(int64_t cycle_ns);
void turn_at(const struct turns *turns, int64_t viewer_ns, struct turn *out);
/* The turn that ends where TURN, of several, starts. */
void turn_before(const struct turns *turns, const struct turn *turn, struct turn *out);
/* Whether the turn is one of several. */
bool turn_ends(const struct turn *turn);

#endif
