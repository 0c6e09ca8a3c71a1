/* The official timetable that the configuration names. */
#include "setup.h"

#include "store/timetable_file.h"
#include "store/zoneinfo.h"

#include <errno.h>
#include <string.h>

bool setup_timetable(struct config *config, struct diagnostics *findings)
{
    if (config->timetable == NULL)
        return true;
    const struct zone *zone = zoneinfo_find(NULL, config->place.timezone);
    const struct prayer_csv csv = {config->timetable, config->timetable_time, zone};
    const struct prayer_table *table = NULL;
    int errors = findings->errors;
    if (!timetable_file_read(&csv, &table, findings))
        diagnostics_add(findings, SEVERITY_ERROR, config->path, config->timetable_line,
                        "[prayer] timetable", "%s cannot be read: %s", config->timetable,
                        strerror(errno));
    prayer_table_put(config->prayer.table);
    config->prayer.table = table;
    zone_put(zone);
    return findings->errors == errors;
}
