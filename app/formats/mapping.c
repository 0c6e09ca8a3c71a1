#include "formats/mapping.h"

#include "base/memory.h"

#include <stdio.h>
#include <string.h>

enum { LACK_MAX = 500 };

bool mapping_has(const struct mapping *mapping, enum map_field field)
{
    return mapping->map->ways[field] != NULL;
}

static void write_way(const struct spot *spot, const struct pointer *pointer, char *out,
                      size_t size)
{
    snprintf(out, size, "%s%s", spot->way, pointer_text(pointer));
}

static void ask(struct tally *tally, const struct spot *spot)
{
    if (tally->asked++ == 0)
        tally->first = *spot;
}

bool mapping_follow(struct mapping *mapping, enum map_field field, const struct spot *spot,
                    struct spot *out)
{
    const struct mapping_ways *ways = &mapping->ways[field];
    struct spot from = *spot;
    if (!mapping_has(mapping, field)) {
        *out = from;
        return true;
    }
    ask(&mapping->tallies[field], &from);
    for (int i = 0; i < ways->count; i++) {
        const json_t *value = pointer_find(ways->ways[i], from.value);
        if (value == NULL || json_is_null(value))
            continue;
        mapping->tallies[field].found++;
        write_way(&from, ways->ways[i], out->way, sizeof out->way);
        out->value = value;
        return true;
    }
    return false;
}

/* What a way leads to; NULL: nothing. */
static const json_t *find(const struct pointer *way, const json_t *from, long slot, bool *array)
{
    const json_t *value = pointer_find(way, from);
    *array = slot == MAPPING_WHOLE || value == NULL || json_is_array(value);
    if (slot != MAPPING_WHOLE)
        value = json_array_get(value, (size_t)slot);
    return value == NULL || json_is_null(value) ? NULL : value;
}

static void note_wrong(struct mapping *mapping, enum map_field field, const struct spot *spot,
                       const struct pointer *way, long slot)
{
    struct tally *tally = &mapping->tallies[field];
    if (tally->where[0] != '\0' || tally->what[0] != '\0')
        return;
    snprintf(tally->what, sizeof tally->what, "%s", mapping->what);
    write_way(spot, way, tally->where, sizeof tally->where);
    size_t length = strlen(tally->where);
    if (slot != MAPPING_WHOLE)
        snprintf(tally->where + length, sizeof tally->where - length, "/%ld", slot);
}

static json_t *constant_value(struct mapping *mapping, enum map_field field)
{
    json_t *constant = mapping->ways[field].constant;
    return constant != NULL ? mapping_read(mapping, field, constant) : NULL;
}

json_t *mapping_value(struct mapping *mapping, enum map_field field, const struct spot *spot,
                      long slot)
{
    const struct mapping_ways *ways = &mapping->ways[field];
    struct tally *tally = &mapping->tallies[field];
    int faulty = -1;
    char what[MAPPING_WHAT_MAX];
    if (ways->count == 0)
        return constant_value(mapping, field);
    ask(tally, spot);
    for (int i = 0; i < ways->count; i++) {
        bool array;
        const json_t *found = find(ways->ways[i], spot->value, slot, &array);
        json_t *value = NULL;
        mapping->what[0] = '\0';
        if (!array)
            snprintf(mapping->what, sizeof mapping->what, "is no array, as that of the dates is");
        else if (found != NULL)
            value = mapping_read(mapping, field, found);
        if (value != NULL) {
            tally->found++;
            return value;
        }
        if (mapping->what[0] != '\0' && faulty < 0) {
            faulty = i;
            memcpy(what, mapping->what, sizeof what);
        }
    }
    if (faulty >= 0) {
        memcpy(mapping->what, what, sizeof what);
        note_wrong(mapping, field, spot, ways->ways[faulty], slot);
        tally->wrong++;
    }
    return constant_value(mapping, field);
}

/* --- reports --- */

void mapping_lack(const struct mapping *mapping, enum map_field field, const char *also,
                  struct buffer *out)
{
    const struct tally *tally = &mapping->tallies[field];
    const struct mapping_ways *ways = &mapping->ways[field];
    char text[MAPPING_WAY_MAX];
    struct pointer_miss miss;
    if (ways->count == 0)
        return;
    write_way(&tally->first, ways->ways[0], text, sizeof text);
    struct pointer *whole = pointer_create(text, NULL);
    bool missed = whole != NULL && pointer_suggest(whole, mapping->document, &miss);
    if (missed)
        pointer_describe(whole, &miss, out);
    else
        buffer_print(out, "nothing to show at \"%s\"", text);
    buffer_add_text(out, also);
    if (missed)
        pointer_describe_there(&miss, out);
    pointer_destroy(whole);
}

static void report_field(struct mapping *mapping, enum map_field field)
{
    const struct tally *tally = &mapping->tallies[field];
    const struct conversion *conversion = mapping->conversion;
    bool built_in = mapping->map->built_in;
    const char *key = built_in ? "" : map_fields[field].key;
    if (tally->wrong > 1)
        conversion_warn(conversion, tally->where, "%s%s%s, left out, as %zu more", key,
                        built_in ? "" : ": ", tally->what, tally->wrong - 1);
    else if (tally->wrong == 1)
        conversion_warn(conversion, tally->where, "%s%s%s, left out", key, built_in ? "" : ": ",
                        tally->what);
    else if (tally->asked > 0 && tally->found == 0 && !built_in) {
        struct buffer lack;
        buffer_init(&lack, LACK_MAX);
        mapping_lack(mapping, field, tally->asked > 1 ? ", nor in any other" : "", &lack);
        conversion_warn(conversion, key, "%s", buffer_text(&lack));
        buffer_finish(&lack);
    }
}

/* A body that is plain text is asked for where there is no other only. */
void mapping_report(struct mapping *mapping)
{
    static const char *const parts[MAP_PART_COUNT] = {
        [MAP_PART_HEADLINE] = "headline.html",
        [MAP_PART_ARTICLE] = "article.html",
    };
    if (mapping->tallies[MAP_HEADLINE_PLAIN].found > 0)
        mapping->tallies[MAP_HEADLINE_BODY].asked = 0;
    for (int field = 0; field < MAP_FIELD_COUNT; field++)
        report_field(mapping, (enum map_field)field);
    for (int part = 0; part < MAP_PART_COUNT && !mapping->map->built_in; part++)
        if (mapping->markup[part] && parts[part] != NULL)
            conversion_warn(mapping->conversion, parts[part],
                            "there are tags or entities in the texts; write %s = yes", parts[part]);
}
