/* Zones and instants for tests. */
#ifndef RIWAQ_TESTS_ZONES_H
#define RIWAQ_TESTS_ZONES_H

#include "content/zone.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../check.h"

/* Version 2 data with nothing in it but a rule. */
static inline struct zone *rule_zone(const char *rule)
{
    char data[256], block[54];
    memset(block, 0, sizeof block);
    memcpy(block, "TZif2", 5);
    block[39] = 1; /* one type */
    block[43] = 4; /* four bytes of names */
    memcpy(data, block, sizeof block);
    memcpy(data + sizeof block, block, sizeof block);
    int footer = snprintf(data + 2 * sizeof block, 100, "\n%s\n", rule);
    struct zone *zone = zone_parse("Test/Rule", data, 2 * sizeof block + (size_t)footer);
    assert_non_null(zone);
    return zone;
}

/* NULL: there is no such file. */
static inline struct zone *folder_zone(const char *folder, const char *name)
{
    static unsigned char data[64 * 1024];
    char path[512];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *file = fopen(path, "rb");
    if (file == NULL)
        return NULL;
    size_t size = fread(data, 1, sizeof data, file);
    fclose(file);
    struct zone *zone = zone_parse(name, data, size);
    assert_non_null(zone);
    return zone;
}

/* The machine's. */
static inline struct zone *system_zone(const char *name)
{
    const char *folder = getenv("TZDIR");
    struct zone *zone = folder_zone(folder != NULL ? folder : "/usr/share/zoneinfo", name);
    if (zone == NULL)
        skip();
    return zone;
}

static inline int64_t utc(int year, int month, int day, int hour, int minute)
{
    struct civil civil = {{year, month, day}, hour, minute, 0};
    return civil_seconds(&civil);
}

#endif
