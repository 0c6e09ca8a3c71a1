/* The plan: where the zones stand in each language, and how long each language is up.
 *
 * It holds from a moment on until what its zones have to show may be another thing; then it is
 * renewed: only what may differ is measured again. Measuring lays out all that the zones show,
 * so it is done in steps, a zone in a language each. */
#ifndef RIWAQ_WIDGETS_PLAN_H
#define RIWAQ_WIDGETS_PLAN_H

#include "widgets/board.h"
#include "widgets/turn.h"

/* A zone's cycle in a language, and what it was measured for. */
struct measure {
    bool known;
    int slides; /* 0: the zone has nothing to show */
    int64_t total_ns;
    int64_t from_ns, until_ns;
    struct rect rect;
    unsigned unruled;
};

/* The whole screen in one language. */
struct edition {
    enum language language;
    struct rect rects[ZONES_MAX], paints[ZONES_MAX]; /* by zone; empty: nothing to show */
    int64_t fade_ns; /* the language comes in over so long; 0: by a cut */
    bool absent[ZONES_MAX];
    bool misplaced; /* they stand as they did before `absent` changed */
    struct measure measures[ZONES_MAX];
};

struct plan {
    struct edition editions[LANGUAGES_SHOWN_MAX];
    struct turns turns;
    int64_t from_ns, until_ns;
    enum trust trust;
    uint64_t version; /* for who keeps plans: equal plans may have the same */
    bool done;
    struct moment moment; /* private from here on: of the measures under way */
    int placed;           /* of how many languages the zones have their first places */
    bool replaced[LANGUAGES_SHOWN_MAX];
};

/* The sides, of enum rule_sides, start and end, at which zone I draws no rule in EDITION: no shown
 * zone stands beyond, or, at its start, that one draws its own. */
unsigned edition_unruled(const struct edition *edition, const struct board *board, int i);

/* PLAN (all zero: none yet) is to be renewed for MOMENT, by plan_step until that is false. */
void plan_renew(struct plan *plan, const struct board *board, const struct moment *moment);
bool plan_step(struct plan *plan, const struct board *board);
bool plan_covers(const struct plan *plan, const struct moment *moment);

/* What is up at a moment. */
struct standing {
    const struct edition *edition;
    struct turn turn;
    /* While the turn's transition is under way: what it goes over from. Else NULL. */
    const struct edition *before;
    struct turn turn_before;
    uint8_t progress; /* of it, 0 to 255 */
    int64_t half_ns;  /* viewer's time from which what moves stands at its new place */
};
/* PLAN must cover MOMENT; borrowed from it. */
void plan_at(const struct plan *plan, const struct moment *moment, struct standing *out);

/* By which edition stands what moves: in the first half of a transition by the old one. */
const struct edition *plan_layout(const struct standing *standing);

/* The same places, neighbours, turns and fades; whether time is known, too. */
bool plan_equal(const struct plan *a, const struct plan *b, const struct board *board);

#endif
