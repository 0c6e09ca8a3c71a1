/* What the configuration wants of one source: which of its headlines, under which label, and how
 * long what it says counts. */
#ifndef RIWAQ_CONTENT_SELECTION_H
#define RIWAQ_CONTENT_SELECTION_H

#include "content/content.h"

#include <stdbool.h>
#include <stdint.h>

enum {
    SELECTION_DEFAULT = 0, /* an age as it is for the kind of content */
    SELECTION_NEVER = -1,
    WEATHER_STALE_S = 6 * 3600, /* services renew their forecasts every one to six hours */
    WEATHER_HIDE_S = 24 * 3600,
    WEATHER_NOW_S = 12 * 3600, /* how long what is "now" is shown as that */
    NEWS_STALE_S = 12 * 3600,
    NEWS_HIDE_S = SELECTION_NEVER
};

/* Folded (content/fold.h), owned. */
struct phrases {
    char **items;
    int count;
};

/* One story, as whoever configures names it: its address or its title. Owned; all NULL: none. */
struct pin {
    char *text;         /* as written */
    char *link, *title; /* the same, folded */
};

/* All zero: everything, as it comes. */
struct selection {
    char *label;   /* of its headlines, whatever they say themselves; owned; NULL: none */
    int max_items; /* headlines; 0: all */
    int max_age_s; /* of headlines and the article; 0: any */
    struct phrases only, never;      /* of titles; no `only`: all */
    int stale_after_s, hide_after_s; /* or SELECTION_DEFAULT, SELECTION_NEVER */
    struct pin pin;                  /* the article, while the source has it */
};

void selection_finish(struct selection *selection);
/* Adds PHRASE (not empty when folded, else false). */
bool phrases_add(struct phrases *phrases, const char *phrase);
/* Pins the story with that address or title; NULL: none. */
void selection_pin(struct selection *selection, const char *text);
/* Whether the story with this title and address (NULL: none) is the pinned one; SELECTION may be
 * NULL. */
bool selection_pins(const struct selection *selection, const char *title, const char *url);
/* Whether one with this title is wanted. SELECTION may be NULL: all are. */
bool selection_admits(const struct selection *selection, const char *title);
/* The age of what was known to be so at AS_OF_S (INSTANT_NONE: not known, then it has none). */
struct age selection_weather_age(const struct selection *selection, int64_t as_of_s);
struct age selection_news_age(const struct selection *selection, int64_t as_of_s);
/* The shortest time after which anything of the source is stale, hidden, or no longer "now", in
 * seconds. */
int64_t selection_patience_s(const struct selection *selection);

#endif
