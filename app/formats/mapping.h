/* One conversion by a map. Private to map*.c. */
#ifndef RIWAQ_FORMATS_MAPPING_H
#define RIWAQ_FORMATS_MAPPING_H

#include "formats/map.h"
#include "formats/pointer.h"

enum {
    MAPPING_WAY_MAX = 240,
    MAPPING_WHAT_MAX = 240,
    MAPPING_WHOLE = -1, /* no slot: the value itself */
};

/* A value and the way to it from the document. */
struct spot {
    const json_t *value;
    char way[MAPPING_WAY_MAX];
};

/* What came of a field in all the places where it was looked for. */
struct tally {
    size_t asked, found, wrong;
    struct spot first;           /* where it was looked for first */
    char where[MAPPING_WAY_MAX]; /* the first that is wrong... */
    char what[MAPPING_WHAT_MAX]; /* ...and why */
};

struct mapping_ways {
    struct pointer *ways[MAP_WAYS_MAX];
    int count;
    json_t *constant; /* where no way leads to a value; NULL: none */
};

struct mapping {
    const struct map *map;
    const struct conversion *conversion;
    const json_t *document;
    struct arena *arena;     /* of texts on their way */
    const struct zone *zone; /* of times without offset */
    struct date today;       /* there */
    struct mapping_ways ways[MAP_FIELD_COUNT];
    struct tally tallies[MAP_FIELD_COUNT];
    char unit;                   /* C, F or K */
    const char *body_image;      /* the first picture of the last body; NULL: none */
    bool markup[MAP_PART_COUNT]; /* a text that is not said to be HTML looks like it */
    char what[MAPPING_WHAT_MAX]; /* why the last value is wrong; "" absent */
};

/* FIELD as riwaq's own JSON has it, looked for from SPOT, and its tally; NULL: absent or wrong. In
 * element SLOT of the array that its way leads to, or MAPPING_WHOLE. */
json_t *mapping_value(struct mapping *mapping, enum map_field field, const struct spot *spot,
                      long slot);
/* VALUE read as FIELD's type; NULL: MAPPING's `what` says why. */
json_t *mapping_read(struct mapping *mapping, enum map_field field, const json_t *value);
/* Whether FIELD is in the map. */
bool mapping_has(const struct mapping *mapping, enum map_field field);
/* Where FIELD's first way that leads to a value (no null) leads to; SPOT itself when the map does
 * not have it. False: nowhere. */
bool mapping_follow(struct mapping *mapping, enum map_field field, const struct spot *spot,
                    struct spot *out);
/* What FIELD's first way lacks where it was looked for first, in OUT: then ALSO, then the names
 * that there are where none is near. */
void mapping_lack(const struct mapping *mapping, enum map_field field, const char *also,
                  struct buffer *out);
/* A warning for each field of which something is wrong, or that was never there. */
void mapping_report(struct mapping *mapping);

#endif
