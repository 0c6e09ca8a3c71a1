/* The snapshot: everything that the screen says, as one immutable value.
 *
 * A content is built by one thread, then only read; references are counted atomically, so it
 * can be handed to another thread. All texts are UTF-8 and belong to it (or to a content that
 * it keeps alive). A part that the source did not give is absent, never zero. */
#ifndef RIWAQ_CONTENT_CONTENT_H
#define RIWAQ_CONTENT_CONTENT_H

#include "base/civil.h"
#include "content/names.h"
#include "content/picture.h"
#include "content/zone.h"

#include <stdbool.h>
#include <stdint.h>

/* "No such instant". */
#define INSTANT_NONE INT64_MIN

/* How old something is, as instants in seconds since 1970: whoever shows it only compares them with
 * the moment. */
struct age {
    int64_t as_of_s; /* when it was known to be so; INSTANT_NONE: not known */
    int64_t stale_s; /* from then on it is marked as old; INT64_MAX: never */
    int64_t hide_s;  /* from then on it is not shown; INT64_MAX: never */
};
#define AGE_NONE ((struct age){INSTANT_NONE, INT64_MAX, INT64_MAX})

enum {
    HEADLINES_MAX = 200,
    PARAGRAPHS_MAX = 400,
    WEATHER_DAYS_MAX = 16,
    PRAYER_DAYS_MAX = 40, /* that an endpoint gave: a month of them, and what is left of this one */
    WORLD_CLOCKS_MAX = 6,
    TEXT_BYTES_MAX = 16 * 1024, /* one title or paragraph; longer ones are cut at a character */
    WEATHER_CODE_NONE = -1,
    COMMENTS_NONE = -1,
};

enum prayer {
    PRAYER_FAJR,
    PRAYER_SUNRISE,
    PRAYER_DHUHR,
    PRAYER_ASR,
    PRAYER_MAGHRIB,
    PRAYER_ISHA,
    PRAYER_COUNT
};
/* "fajr", "sunrise", ... as they stand in files. */
const char *prayer_key(enum prayer prayer);

struct place {
    const char *name; /* NULL: not given */
    const char *names[LANGUAGE_COUNT];
    bool located;         /* latitude and longitude are given */
    double latitude;      /* degrees, -90 to 90, north positive */
    double longitude;     /* degrees, -180 to 180, east positive */
    double altitude;      /* metres above the horizon that is seen, 0 to 9000; 0: not given */
    const char *timezone; /* name in tzdata; NULL: not given */
};

struct headline {
    int64_t at_s;                    /* seconds since 1970 or INSTANT_NONE */
    const char *title;               /* never NULL or empty */
    const char *url, *source, *lang; /* NULL: not given */
    bool urgent;
    int64_t from_s;  /* not shown before; INSTANT_NONE: no beginning */
    int64_t until_s; /* not shown from then on; INSTANT_NONE: no end */
    struct age age;
    /* Of those of one giver no more than MOST are shown at a moment: urgent ones, then the newest
     * (headline_outranks); 0: all. */
    int giver, most;
};

struct article {
    const char *title;               /* NULL: no article */
    const char *byline, *url, *lang; /* NULL: not given */
    const char *image_url;           /* may be relative to the document; NULL: none */
    int64_t at_s;                    /* or INSTANT_NONE */
    const char *const *paragraphs;
    int paragraph_count;
    int comments;                /* or COMMENTS_NONE */
    bool pinned;                 /* its source wants it shown before newer ones */
    bool elected;                /* riwaq.conf does: before all pinned ones; then `pinned` too */
    const struct picture *image; /* decoded image_url; NULL: none (yet) */
    int64_t from_s, until_s;     /* as of a headline */
    struct age age;
};

/* A temperature keeps the precision of its source: 9 stays "9", 14.1 stays "14.1". */
struct temperature {
    bool known;
    double degrees; /* of the weather's unit */
    int decimals;   /* 0 to 2 */
};

struct weather_day {
    struct date date; /* .day == 0: not given */
    struct temperature low, high;
    int code; /* WMO 4677 weather code 0 to 99, or WEATHER_CODE_NONE */
};

struct weather {
    bool present;
    char unit;                /* 'C' or 'F' */
    struct weather_day today; /* all unknown when not given */
    struct temperature now;
    int now_code;
    int now_day;                    /* 1: it is day there, 0: night, -1: not given */
    const struct weather_day *days; /* ascending dates, days after today */
    int day_count;
    int64_t as_of_s;         /* when it was observed or issued; INSTANT_NONE: not given */
    const char *attribution; /* what its licence wants shown; NULL: nothing */
    struct age age;
};

struct prayers_day {
    struct date date;
    struct date hijri;         /* of its daytime; .day == 0: not given */
    int minutes[PRAYER_COUNT]; /* local minutes after midnight, or MINUTES_NONE */
};

/* The prayer times that an endpoint gave: of one day, or of several. */
struct prayers {
    bool present;
    const char *place; /* NULL: not given */
    const char *places[LANGUAGE_COUNT];
    struct date date;               /* always given */
    struct date hijri;              /* of its daytime; .day == 0: not given */
    int minutes[PRAYER_COUNT];      /* local minutes after midnight, or MINUTES_NONE */
    const struct prayers_day *days; /* further days, ascending */
    int day_count;
};

/* The time of day elsewhere, beside the screen's own. */
struct world_clock {
    const char *name; /* never NULL */
    const char *names[LANGUAGE_COUNT];
    const struct zone *zone; /* NULL: UTC */
};

struct social {
    const char *label; /* NULL: no social line */
    const char *labels[LANGUAGE_COUNT];
    const char *url;
};

enum source_state { SOURCE_WAITING, SOURCE_FRESH, SOURCE_CACHED, SOURCE_FAILED };

/* How a source stands; for `riwaq content` and for the discreet mark on the screen. */
struct source_report {
    const char *name, *url;
    enum source_state state;
    int64_t fetched_s; /* when its content was last confirmed; INSTANT_NONE: never */
    const char *error; /* last error in words; NULL: none */
};

struct content {
    struct place place;
    const struct zone *zone;          /* of the place, else the machine's; NULL: UTC */
    const struct world_clock *clocks; /* as the configuration wants them */
    int clock_count;                  /* up to WORLD_CLOCKS_MAX */
    const struct headline *headlines; /* in the order given by the source */
    int headline_count;
    struct article article;         /* the first choice of all */
    const struct article *articles; /* of all sources, the first choice first; pictures borrowed */
    int article_count;              /* 0: `article` is the only one, if it is there */
    struct weather weather;         /* the first choice of all */
    const struct weather *weathers; /* of all sources, the first choice first */
    int weather_count;              /* 0: `weather` is the only one, if it is there */
    struct prayers prayers;
    struct social social;
    const struct source_report *sources;
    int source_count;
    /* Of a document's content: when it was read, and from when on the same document, read again,
     * may give another one: other days of prayers, another article. INT64_MAX: never. */
    int64_t read_s, reread_s;
    /* The official timetable that holds now; NULL: none. */
    const struct prayer_table *timetable;
    uint64_t serial; /* unlike any other content of this run */
    uint64_t config; /* of a merged one: serial of the configuration that it is of */
    struct content_storage *storage; /* private: arena, references, kept contents */
};

/* --- for those who read --- */
/* When something of AT_S, that is not to be shown before FROM_S, may be shown: not before it is
 * written, but for five minutes, as clocks differ. INSTANT_NONE: from ever. */
int64_t story_begin_s(int64_t from_s, int64_t at_s);
/* Whether A goes before B of the same giver: an urgent one, then a newer, one without a time last.
 * Of two alike neither does. */
bool headline_outranks(const struct headline *a, const struct headline *b);
struct content *content_take(const struct content *content); /* one more reference */
void content_put(const struct content *content);             /* one less; NULL is fine */
/* The weathers of CONTENT, the first choice first; *COUNT may be 0. */
const struct weather *content_weathers(const struct content *content, int *count);
/* Nothing in it that a screen could show. */
bool content_is_empty(const struct content *content);

/* --- for those who build (format, merge) --- */
struct arena;
/* An empty content with one reference; everything absent. */
struct content *content_create(void);
/* Its document is to be read again at AT_S at the latest. */
void content_reread_by(struct content *content, int64_t at_s);
/* Where the texts and arrays of CONTENT are to be allocated. */
struct arena *content_arena(struct content *content);
/* What the configuration says (OVERRIDE, may be NULL) wins, field by field; texts are copied to
 * ARENA. A name that is none of PLACE's own is another place's, in one language too: then
 * all of its names go. */
void place_override(struct place *place, const struct place *override, struct arena *arena);

/* What one source gives to a screen. */
struct selection;
struct content_part {
    const char *name; /* of the source; NULL: it stands for every source */
    const struct content *content;
    const struct selection *selection; /* content/selection.h; NULL: everything, as it comes */
    int64_t confirmed_s;               /* when it was last known to be so, or INSTANT_NONE */
};

/* One screen out of several sources, PARTS in order of precedence: place and social come from the
 * first part that has them. So do prayers, and further days of the same place from those after it.
 * Each part's weather stands, in that order: which one is shown is a matter of the moment, as one
 * may be too old before the others. Headlines of all parts are joined (one part: its
 * own order; several: newest first, those without time last); of doubles (same title, or same
 * address, as content/fold.h compares them) the first stays. An address that a part gives to
 * several headlines is its front page's and makes no double. What one part gives a story as its
 * beginning holds for the story in all. Articles stand in order of
 * preference: a pinned one, then the newest with a picture, then the newest with text. The result
 * keeps references to the contents of the parts. REPORTS (copied) may be NULL with count 0.
 * OVERRIDE: what the configuration says of the place, field by field; may be NULL. ZONE (one
 * reference is taken) is that of the resulting place; see content_set_zone. */
struct content *content_merge(const struct content_part *parts, int part_count,
                              const struct source_report *reports, int report_count,
                              const struct place *override, const struct zone *zone);
/* For who must see the merged place first; before CONTENT is given to others. */
void content_set_zone(struct content *content, const struct zone *zone);
/* In place of those that are there: texts are copied, a reference of each zone is taken. */
void content_set_clocks(struct content *content, const struct world_clock *clocks, int count);
/* In place of the one that is there: a reference is taken; may be NULL. */
void content_set_timetable(struct content *content, const struct prayer_table *timetable);
/* A merged CONTENT with the headlines, articles and weather of the sources with these names only.
 * One that was not merged is returned itself. */
struct content *content_of_sources(const struct content *content, const char *const *names,
                                   int count);
/* A copy of CONTENT (keeping it alive) whose only article shows IMAGE (a reference
 * is taken). */
struct content *content_with_image(const struct content *content, const struct picture *image);

#endif
