/* What `riwaq bench` counts while the player runs, and when that is enough. Work is told in CPU
 * time of the player's thread, so that neither other programs nor other threads count. */
#ifndef RIWAQ_PLAYER_TALLY_H
#define RIWAQ_PLAYER_TALLY_H

#include "net/fetcher.h"
#include "player/changes.h"
#include "player/reloads.h"
#include "player/report.h"

/* All borrowed, and maybe NULL: nothing is counted without a report. */
struct tally {
    struct report *report;
    struct changes *changes;
    struct reloads *reloads;
    bool awaits;    /* there are sources: a picture without content is not the whole one yet */
    int64_t run_ns; /* so long after the first whole picture it is enough; 0: never */
};

/* Whether counting begins with the frame that was just presented: the first one with content where
 * some is awaited, on a screen of SIZE. CONTENT may be NULL. */
bool tally_begin(const struct tally *tally, const struct content *content, struct size size);
/* Before and after a piece of work, whose longest is kept; -1 while nothing is counted. */
int64_t tally_begin_work(const struct tally *tally);
void tally_work(int64_t begun_ns, int64_t *longest_ns);
/* A frame that moved what runs by PASSED ticks. */
void tally_frame(const struct tally *tally, int64_t painted, int64_t passed, bool late);
/* Posts new content after CONTENT (maybe NULL), or asks for another look, on purpose where it is
 * due; false: it is not. */
bool tally_post(const struct tally *tally, struct fetcher *fetcher, const struct content *content);
/* Whether all is counted that was to be. */
bool tally_is_done(const struct tally *tally);

#endif
