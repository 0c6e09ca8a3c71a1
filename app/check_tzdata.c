#include "check_tzdata.h"

#include "base/buffer.h"
#include "base/memory.h"
#include "store/file.h"
#include "store/zoneinfo.h"

#include <stdlib.h>
#include <string.h>

enum {
    FILE_CAP = 1024 * 1024,
    YEARS_MOST = 1,
    VERSION_MAX = 8, /* "2025b" */
    DIGITS = 4
};

/* Where zones are compiled their version is not in them, but in one of these beside them. */
static const struct {
    const char *name, *before;
} files[] = {{"tzdata.zi", "# version "}, {"+VERSION", ""}};

/* The year of a version such as "2025b"; 0: it is none. */
static int year_of(const char *text)
{
    if (strspn(text, "0123456789") != DIGITS)
        return 0;
    return (int)strtol(text, NULL, 10);
}

/* Into VERSION too; 0: not known. */
static int read_version(const char *name, const char *before, char version[VERSION_MAX])
{
    struct buffer text;
    buffer_init(&text, FILE_CAP);
    char *path = zoneinfo_path(name);
    int year = 0;
    if (path != NULL && file_read(path, &text) &&
        strncmp(buffer_text(&text), before, strlen(before)) == 0) {
        const char *at = buffer_text(&text) + strlen(before);
        size_t length = strcspn(at, " \t\r\n");
        year = length < VERSION_MAX ? year_of(at) : 0;
        if (year > 0) {
            memcpy(version, at, length);
            version[length] = '\0';
        }
    }
    free(path);
    buffer_finish(&text);
    return year;
}

void check_tzdata(struct setup *setup)
{
    char version[VERSION_MAX];
    int year = 0;
    if (setup->config->path == NULL)
        return; /* a theme alone is looked at */
    for (size_t i = 0; i < COUNT_OF(files) && year == 0; i++)
        year = read_version(files[i].name, files[i].before, version);
    int now = zone_civil(NULL, floor_div(setup_wall_ns(setup), NS_PER_SECOND)).date.year;
    if (year == 0 || now - year <= YEARS_MOST)
        return;
    struct diagnostics findings;
    diagnostics_init(&findings);
    diagnostics_add(&findings, SEVERITY_WARNING, "tzdata", 0, NULL,
                    "the system's time zones are of %s; rules that are newer are not known to it "
                    "and hours may be wrong: update it (apt-get install --only-upgrade tzdata)",
                    version);
    setup_tell(setup, &findings);
}
