/* The parts of riwaq's own JSON, out of a document and a map. */
#include "base/arena.h"
#include "base/memory.h"
#include "formats/mapping.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LACK_MAX = 500, ITEMS_MAX = 2000, DAYS_MAX = 400 };

/* --- beginning and end --- */

static void compile(struct mapping *mapping, enum map_field field)
{
    struct mapping_ways *ways = &mapping->ways[field];
    const char *rest = mapping->map->ways[field];
    char way[POINTER_BYTES_MAX + 2];
    if (rest == NULL)
        return;
    size_t length;
    const char *constant = map_constant(field, rest, &length);
    if (constant != NULL)
        ways->constant = json_string(constant);
    rest = arena_text_n(mapping->arena, rest, length);
    while (ways->count < MAP_WAYS_MAX && map_next_way(&rest, way, sizeof way)) {
        struct pointer *pointer = pointer_create(strcmp(way, ".") == 0 ? "" : way, NULL);
        if (pointer != NULL)
            ways->ways[ways->count++] = pointer;
    }
}

/* A reference; NULL: NAME is no zone here. */
static const struct zone *find_zone(const struct format_context *context, const char *name)
{
    return name != NULL && context->find_zone != NULL
               ? context->find_zone(context->find_zone_self, name)
               : NULL;
}

/* A document's times are of the place that it tells of, whatever riwaq.conf says of ours. */
static const struct zone *choose_zone(struct mapping *mapping, const struct spot *root)
{
    const struct conversion *conversion = mapping->conversion;
    const struct map *map = mapping->map;
    const struct zone *zone = find_zone(conversion->context, map->timezone);
    if (zone == NULL && map->timezone != NULL)
        conversion_warn(conversion, "timezone", "there is no time zone \"%.60s\" here",
                        map->timezone);
    if (zone != NULL)
        return zone;
    json_t *name = mapping_value(mapping, MAP_PLACE_TIMEZONE, root, MAPPING_WHOLE);
    mapping->tallies[MAP_PLACE_TIMEZONE] = (struct tally){0};
    zone = find_zone(conversion->context, json_string_value(name));
    json_decref(name);
    return zone != NULL ? zone : zone_take(conversion->zone);
}

static struct mapping *mapping_create(const struct map *map, const struct conversion *conversion,
                                      const struct spot *root)
{
    struct mapping *mapping = memory_new(sizeof *mapping);
    mapping->map = map;
    mapping->conversion = conversion;
    mapping->document = root->value;
    mapping->arena = arena_create();
    mapping->unit = 'C';
    for (int field = 0; field < MAP_FIELD_COUNT; field++)
        compile(mapping, (enum map_field)field);
    mapping->zone = choose_zone(mapping, root);
    mapping->today = zone_civil(mapping->zone, conversion->context->fetched_s).date;
    return mapping;
}

static void mapping_destroy(struct mapping *mapping)
{
    for (int field = 0; field < MAP_FIELD_COUNT; field++) {
        for (int i = 0; i < mapping->ways[field].count; i++)
            pointer_destroy(mapping->ways[field].ways[i]);
        json_decref(mapping->ways[field].constant);
    }
    zone_put(mapping->zone);
    arena_destroy(mapping->arena);
    free(mapping);
}

/* --- lists --- */

static bool is_dictionary(const json_t *value)
{
    const char *key;
    json_t *one, *object = (json_t *)value; /* jansson's iterators take no const */
    if (!json_is_object(value) || json_object_size(value) == 0)
        return false;
    json_object_foreach(object, key, one)
    {
        if (!json_is_object(one))
            return false;
    }
    return true;
}

/* KEY as a step of a pointer (RFC 6901, section 4). */
static void write_step(const char *way, const char *key, char *out, size_t size)
{
    size_t at = (size_t)snprintf(out, size, "%s/", way);
    for (; *key != '\0' && at + 3 < size; key++) {
        if (*key == '~' || *key == '/') {
            out[at++] = '~';
            out[at++] = *key == '~' ? '0' : '1';
        } else {
            out[at++] = *key;
        }
    }
    if (at < size)
        out[at] = '\0';
}

typedef bool (*item_taker)(struct mapping *mapping, const struct spot *item, void *self);

/* Gives each element to TAKE until that says false; false when LIST is no list. */
static bool each(struct mapping *mapping, const struct spot *list, item_taker take, void *self)
{
    struct spot item;
    const char *key;
    json_t *value, *object = (json_t *)list->value;
    if (is_dictionary(list->value)) {
        json_object_foreach(object, key, value)
        {
            item.value = value;
            write_step(list->way, key, item.way, sizeof item.way);
            if (!take(mapping, &item, self))
                break;
        }
        return true;
    }
    if (!json_is_array(list->value))
        return false;
    for (size_t i = 0; i < json_array_size(list->value) && i < ITEMS_MAX; i++) {
        item.value = json_array_get(list->value, i);
        snprintf(item.way, sizeof item.way, "%.*s/%zu", MAPPING_WAY_MAX - 8, list->way, i);
        if (!take(mapping, &item, self))
            break;
    }
    return true;
}

/* Sets what FIRST to LAST lead to. */
static void put_fields(struct mapping *mapping, enum map_field first, enum map_field last,
                       const struct spot *spot, long slot, json_t *out)
{
    for (int field = (int)first; field <= (int)last; field++)
        if (map_fields[field].to != NULL && json_object_get(out, map_fields[field].to) == NULL)
            convert_put(out, map_fields[field].to,
                        mapping_value(mapping, (enum map_field)field, spot, slot));
}

/* --- headlines, article --- */

struct stories {
    json_t *array;
    size_t seen, dropped, untitled;
    char first_untitled[MAPPING_WAY_MAX];
};

static void put_story(struct mapping *mapping, enum map_field first, enum map_field last,
                      const struct spot *spot, json_t *out)
{
    struct arena *all = mapping->arena; /* its texts are let go of when it is done */
    mapping->arena = arena_create();
    mapping->body_image = NULL;
    put_fields(mapping, first, last, spot, MAPPING_WHOLE, out);
    if (json_object_get(out, "image") == NULL)
        convert_put_text(out, "image", mapping->body_image);
    arena_destroy(mapping->arena);
    mapping->arena = all;
}

static bool take_story(struct mapping *mapping, const struct spot *item, void *self)
{
    struct stories *stories = self;
    const struct map *map = mapping->map;
    json_t *story = json_object();
    stories->seen++;
    put_story(mapping, MAP_HEADLINE_TITLE, MAP_HEADLINE_PINNED, item, story);
    if (map->story != NULL &&
        !map->story(mapping->conversion, mapping->document, item->value, story)) {
        stories->dropped++;
        json_decref(story);
    } else if (json_object_get(story, "title") == NULL) {
        if (stories->untitled++ == 0)
            snprintf(stories->first_untitled, MAPPING_WAY_MAX, "%s", item->way);
        json_decref(story);
    } else {
        json_array_append_new(stories->array, story);
    }
    return stories->seen < ITEMS_MAX;
}

/* --- the newest of many --- */

struct ranked {
    json_t *story;
    const char *time; /* as convert_put_instant() writes it, which is in order as text */
    bool pinned;
    size_t index;
};

/* What is pinned is wanted however old it is; what has no time follows all that has one. */
static int compare_rank(const void *a, const void *b)
{
    const struct ranked *left = a, *right = b;
    if (left->pinned != right->pinned)
        return left->pinned ? -1 : 1;
    int order = strcmp(right->time, left->time);
    return order != 0 ? order : (left->index > right->index) - (left->index < right->index);
}

static int compare_index(const void *a, const void *b)
{
    const struct ranked *left = a, *right = b;
    return (left->index > right->index) - (left->index < right->index);
}

/* Leaves as many as a screen takes, in the document's order; whether any of all has a time. */
static bool keep_newest(json_t *array)
{
    size_t count = json_array_size(array);
    bool timed = false;
    struct ranked *ranked = memory_array(count, sizeof *ranked);
    for (size_t i = 0; i < count; i++) {
        json_t *story = json_array_get(array, i);
        const char *time = json_string_value(json_object_get(story, "time"));
        timed |= time != NULL;
        ranked[i] = (struct ranked){json_incref(story), time != NULL ? time : "",
                                    json_is_true(json_object_get(story, "pinned")), i};
    }
    qsort(ranked, count, sizeof *ranked, compare_rank);
    qsort(ranked, HEADLINES_MAX, sizeof *ranked, compare_index);
    json_array_clear(array);
    for (size_t i = 0; i < count; i++) {
        if (i < HEADLINES_MAX)
            json_array_append(array, ranked[i].story);
        json_decref(ranked[i].story);
    }
    free(ranked);
    return timed;
}

static void limit_stories(struct mapping *mapping, const struct spot *list, struct stories *stories)
{
    size_t all =
        json_is_array(list->value) ? json_array_size(list->value) : json_object_size(list->value);
    size_t count = json_array_size(stories->array);
    char among[40] = "";
    if (all > ITEMS_MAX)
        snprintf(among, sizeof among, " of the first %d", ITEMS_MAX);
    if (count > HEADLINES_MAX)
        conversion_warn(mapping->conversion, list->way,
                        keep_newest(stories->array)
                            ? "has %zu headlines, the newest %d%s are taken"
                            : "has %zu headlines, the first %d%s are taken: they have no times",
                        all, HEADLINES_MAX, among);
    else if (all > ITEMS_MAX)
        conversion_warn(mapping->conversion, list->way,
                        "has %zu headlines, the first %d are looked at", all, ITEMS_MAX);
}

/* Those whose title is there, but wrong, are told of as that. */
static void report_untitled(struct mapping *mapping, const struct stories *stories)
{
    size_t wrong = mapping->tallies[MAP_HEADLINE_TITLE].wrong;
    if (mapping->map->built_in || stories->untitled <= wrong)
        return;
    conversion_warn(mapping->conversion, stories->first_untitled,
                    "headline.title: %zu of %zu headlines have none, left out", stories->untitled,
                    stories->seen);
}

/* A list often is one step further in: "/data" for "/data/items". */
static void say_no_list(const struct spot *spot, struct buffer *fault)
{
    const char *key;
    json_t *value, *object = (json_t *)spot->value;
    char way[MAPPING_WAY_MAX];
    buffer_print(fault, "no list of headlines at \"%s\"", spot->way);
    json_object_foreach(object, key, value)
    {
        if (!json_is_array(value))
            continue;
        write_step(spot->way, key, way, sizeof way);
        buffer_print(fault, "; there is a list at \"%s\"", way);
        return;
    }
}

/* Whether it is as the map says; else FAULT says what is not. */
static bool convert_headlines(struct mapping *mapping, const struct spot *root, json_t *out,
                              struct buffer *fault)
{
    struct spot list;
    struct stories stories = {0};
    if (!mapping_has(mapping, MAP_HEADLINES))
        return false;
    if (!mapping_follow(mapping, MAP_HEADLINES, root, &list)) {
        mapping_lack(mapping, MAP_HEADLINES, "", fault);
        return false;
    }
    stories.array = json_array();
    bool is_list = each(mapping, &list, take_story, &stories);
    bool good =
        is_list && (stories.seen == 0 || stories.dropped > 0 || json_array_size(stories.array) > 0);
    if (!is_list) {
        say_no_list(&list, fault);
    } else if (!good) {
        buffer_print(fault, "none of %zu headlines has a title", stories.seen);
        buffer_add_text(fault, mapping_has(mapping, MAP_HEADLINE_TITLE)
                                   ? ": "
                                   : "; write headline.title = /title or the like");
        mapping_lack(mapping, MAP_HEADLINE_TITLE, "", fault);
    }
    if (good) {
        limit_stories(mapping, &list, &stories);
        if (json_array_size(stories.array) > 0)
            report_untitled(mapping, &stories);
        json_object_set(out, "headlines", stories.array);
    }
    json_decref(stories.array);
    return good;
}

static bool convert_article(struct mapping *mapping, const struct spot *root, json_t *out,
                            struct buffer *fault)
{
    struct spot base;
    if (!mapping_has(mapping, MAP_ARTICLE_TITLE))
        return false;
    if (!mapping_follow(mapping, MAP_ARTICLE, root, &base)) {
        mapping_lack(mapping, MAP_ARTICLE, "", fault);
        return false;
    }
    json_t *article = json_object();
    put_story(mapping, MAP_ARTICLE_TITLE, MAP_ARTICLE_COMMENTS, &base, article);
    bool good = json_object_get(article, "title") != NULL;
    if (good)
        json_object_set(out, "article", article);
    else
        mapping_lack(mapping, MAP_ARTICLE_TITLE, "", fault);
    json_decref(article);
    return good;
}

/* --- weather --- */

static bool take_day(struct mapping *mapping, const struct spot *item, void *self)
{
    json_t *day = json_object();
    put_fields(mapping, MAP_DAY_DATE, MAP_DAY_CODE, item, MAPPING_WHOLE, day);
    if (json_object_get(day, "date") != NULL && json_object_size(day) > 1)
        json_array_append_new(self, day);
    else
        json_decref(day);
    return json_array_size(self) < DAYS_MAX;
}

/* How many dates there are in an array beside the others; 0: days are no arrays. */
static size_t count_slots(const struct mapping *mapping, const struct spot *base)
{
    const struct mapping_ways *dates = &mapping->ways[MAP_DAY_DATE];
    for (int i = 0; i < dates->count; i++) {
        const json_t *value = pointer_find(dates->ways[i], base->value);
        if (json_is_array(value))
            return json_array_size(value) < DAYS_MAX ? json_array_size(value) : DAYS_MAX;
    }
    return 0;
}

/* Days as objects, or as parallel arrays, of which a shorter one ends earlier. */
static json_t *convert_days(struct mapping *mapping, const struct spot *root)
{
    struct spot list;
    json_t *days = json_array();
    if (!mapping_has(mapping, MAP_DAY_DATE) || !mapping_follow(mapping, MAP_DAYS, root, &list))
        return days;
    size_t slots = json_is_object(list.value) ? count_slots(mapping, &list) : 0;
    for (size_t i = 0; i < slots; i++) {
        json_t *day = json_object();
        put_fields(mapping, MAP_DAY_DATE, MAP_DAY_CODE, &list, (long)i, day);
        if (json_object_get(day, "date") != NULL && json_object_size(day) > 1)
            json_array_append_new(days, day);
        else
            json_decref(day);
    }
    if (slots == 0 && !each(mapping, &list, take_day, days) && mapping_has(mapping, MAP_DAYS))
        conversion_warn(mapping->conversion, list.way,
                        "no list of days, nor arrays beside each "
                        "other");
    return days;
}

static void read_unit(struct mapping *mapping, const struct spot *base)
{
    json_t *unit = mapping_value(mapping, MAP_WEATHER_UNIT, base, MAPPING_WHOLE);
    if (unit != NULL)
        mapping->unit = json_string_value(unit)[0];
    json_decref(unit);
}

static bool describes_weather(const struct mapping *mapping)
{
    for (int field = MAP_NOW_TEMPERATURE; field <= MAP_DAY_CODE; field++)
        if (mapping_has(mapping, (enum map_field)field))
            return true;
    return false;
}

static bool convert_weather(struct mapping *mapping, const struct spot *root, json_t *out,
                            struct buffer *fault)
{
    struct spot base;
    if (!describes_weather(mapping))
        return false;
    if (!mapping_follow(mapping, MAP_WEATHER, root, &base)) {
        mapping_lack(mapping, MAP_WEATHER, "", fault);
        return false;
    }
    read_unit(mapping, &base);
    json_t *weather = json_object(), *now = json_object(), *today = json_object();
    put_fields(mapping, MAP_NOW_TEMPERATURE, MAP_NOW_DAY, &base, MAPPING_WHOLE, now);
    put_fields(mapping, MAP_TODAY_DATE, MAP_TODAY_CODE, &base, MAPPING_WHOLE, today);
    convert_put(weather, "now", now);
    convert_put(weather, "today", today);
    convert_put(weather, "days", convert_days(mapping, root));
    bool good = json_object_size(weather) > 0;
    if (good) {
        put_fields(mapping, MAP_WEATHER_AS_OF, MAP_WEATHER_ATTRIBUTION, &base, MAPPING_WHOLE,
                   weather);
        convert_put_text(weather, "unit", mapping->unit == 'F' ? "F" : "C");
        json_object_set(out, "weather", weather);
    } else {
        buffer_add_text(fault, "nothing of the weather");
        for (int field = MAP_NOW_TEMPERATURE; field <= MAP_DAY_CODE; field++)
            if (mapping->tallies[field].asked > 0) {
                buffer_add_text(fault, ": ");
                mapping_lack(mapping, (enum map_field)field, "", fault);
                break;
            }
    }
    json_decref(weather);
    return good;
}

/* --- prayers --- */

/* Times whose date is missing, or cannot be read, are nobody's. */
static bool take_prayers(struct mapping *mapping, const struct spot *item, void *self)
{
    json_t *day = json_object(), *times = json_object();
    put_fields(mapping, MAP_PRAYERS_DATE, MAP_PRAYERS_PLACE, item, MAPPING_WHOLE, day);
    put_fields(mapping, MAP_PRAYERS_FAJR, MAP_PRAYERS_ISHA, item, MAPPING_WHOLE, times);
    put_fields(mapping, MAP_PRAYERS_HIJRI, MAP_PRAYERS_HIJRI, item, MAPPING_WHOLE, day);
    bool dated = !mapping_has(mapping, MAP_PRAYERS_DATE) || json_object_get(day, "date") != NULL;
    bool good = dated && json_object_size(times) > 0;
    convert_put(day, "times", times);
    if (good)
        json_array_append_new(self, day);
    else
        json_decref(day);
    return json_array_size(self) < DAYS_MAX;
}

/* Whether any of the fields of a day is at BASE itself, which is then no list of days. */
static bool is_one_day(const struct mapping *mapping, const struct spot *base)
{
    for (int field = MAP_PRAYERS_DATE; field <= MAP_PRAYERS_ISHA; field++)
        for (int i = 0; i < mapping->ways[field].count; i++)
            if (pointer_find(mapping->ways[field].ways[i], base->value) != NULL)
                return true;
    return false;
}

/* One day may be today's, and is then no array. */
static json_t *convert_prayer_days(struct mapping *mapping, const struct spot *base)
{
    json_t *days = json_array();
    if (!is_one_day(mapping, base) && each(mapping, base, take_prayers, days))
        return days;
    take_prayers(mapping, base, days);
    json_t *day = json_incref(json_array_get(days, 0));
    json_decref(days);
    return day;
}

/* What is missing of prayers that are not there. */
static void lack_prayers(const struct mapping *mapping, struct buffer *fault)
{
    for (int field = MAP_PRAYERS_DATE; field <= MAP_PRAYERS_ISHA; field++) {
        const struct tally *tally = &mapping->tallies[field];
        if (tally->asked == 0 || tally->found > 0)
            continue;
        if (tally->wrong > 0)
            buffer_print(fault, "%s: %s", tally->where, tally->what);
        else
            mapping_lack(mapping, (enum map_field)field, "", fault);
        return;
    }
    buffer_add_text(fault, "a list of prayer times that is empty");
}

static bool convert_prayers(struct mapping *mapping, const struct spot *root, json_t *out,
                            struct buffer *fault)
{
    struct spot base;
    bool described = false;
    for (int field = MAP_PRAYERS_FAJR; field <= MAP_PRAYERS_ISHA; field++)
        described |= mapping_has(mapping, (enum map_field)field);
    if (!described)
        return false;
    if (!mapping_follow(mapping, MAP_PRAYERS, root, &base)) {
        mapping_lack(mapping, MAP_PRAYERS, "", fault);
        return false;
    }
    json_t *days = convert_prayer_days(mapping, &base);
    bool empty = days == NULL || (json_is_array(days) && json_array_size(days) == 0);
    if (empty)
        lack_prayers(mapping, fault);
    if (!empty)
        json_object_set(out, "prayers", days);
    json_decref(days);
    return !empty;
}

/* --- the whole --- */

/* Place and social line stand beside what a document is for. */
static void convert_rest(struct mapping *mapping, const struct spot *root, json_t *out)
{
    json_t *place = json_object(), *social = json_object();
    put_fields(mapping, MAP_PLACE_NAME, MAP_PLACE_TIMEZONE, root, MAPPING_WHOLE, place);
    put_fields(mapping, MAP_SOCIAL_LABEL, MAP_SOCIAL_URL, root, MAPPING_WHOLE, social);
    const json_t *zone = json_object_get(place, "timezone");
    const struct zone *known = find_zone(mapping->conversion->context, json_string_value(zone));
    if (zone != NULL && known == NULL)
        conversion_warn(mapping->conversion, map_fields[MAP_PLACE_TIMEZONE].key,
                        "there is no time zone \"%.60s\" here", json_string_value(zone));
    if (known == NULL)
        json_object_del(place, "timezone");
    zone_put(known);
    if ((json_object_get(place, "latitude") == NULL) !=
        (json_object_get(place, "longitude") == NULL)) {
        json_object_del(place, "latitude");
        json_object_del(place, "longitude");
    }
    if (json_object_get(social, "label") == NULL)
        json_object_clear(social);
    convert_put(out, "place", place);
    convert_put(out, "social", social);
}

json_t *map_convert(const struct map *map, const struct conversion *conversion,
                    const json_t *document)
{
    typedef bool (*converter)(struct mapping *, const struct spot *, json_t *, struct buffer *);
    static const converter converters[] = {convert_headlines, convert_article, convert_weather,
                                           convert_prayers};
    const struct spot root = {.value = document};
    struct mapping *mapping = mapping_create(map, conversion, &root);
    struct buffer first;
    buffer_init(&first, LACK_MAX);
    json_t *out = json_object();
    bool good = false;
    for (size_t i = 0; i < COUNT_OF(converters); i++) {
        struct buffer fault;
        buffer_init(&fault, LACK_MAX);
        good |= converters[i](mapping, &root, out, &fault);
        if (first.length == 0)
            buffer_add_text(&first, buffer_text(&fault));
        buffer_finish(&fault);
    }
    convert_rest(mapping, &root, out);
    if (!good && (first.length > 0 || json_object_size(out) == 0)) {
        conversion_fail(conversion, NULL, "%s",
                        first.length > 0 ? buffer_text(&first) : "nothing of what was looked for");
        json_decref(out);
        out = NULL;
    } else {
        mapping_report(mapping);
    }
    buffer_finish(&first);
    mapping_destroy(mapping);
    return out;
}
