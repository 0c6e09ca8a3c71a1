#include "net/standing.h"

#include "base/printable.h"

#include <string.h>

/* Whatever stands after a question mark may be a key that nobody knows for one. */
static void copy_address(const char *address, char *out, size_t size)
{
    printable_line(out, size, address != NULL ? address : "");
    out[strcspn(out, "?#")] = '\0';
}

void standing_read(const struct source *source, struct standing *out)
{
    *out = (struct standing){.state = source->state,
                             .failures = source->failures,
                             .every_s = source->config->every_s,
                             .confirmed_s = source->confirmed_s,
                             .confirmed_boot_ns = source->confirmed_boot_ns,
                             .patience_s = selection_patience_s(&source->config->selection)};
    printable_line(out->name, sizeof out->name, source->config->name);
    copy_address(source->address, out->address, sizeof out->address);
    printable_line(out->error, sizeof out->error, source->error != NULL ? source->error : "");
}

int64_t standing_age_s(const struct standing *standing, int64_t boot_ns, int64_t wall_s)
{
    int64_t age_s = -1;
    if (standing->confirmed_boot_ns != 0)
        age_s = (boot_ns - standing->confirmed_boot_ns) / NS_PER_SECOND;
    else if (standing->confirmed_s != INSTANT_NONE)
        age_s = wall_s - standing->confirmed_s;
    return age_s >= 0 ? age_s : -1;
}
