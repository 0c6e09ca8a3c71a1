#include "theme/whereabouts.h"

#include "base/memory.h"
#include "theme/theme_parts.h"

#include <stdlib.h>

struct whereabouts {
    char *file;
    struct ini *ini;
};

struct whereabouts *whereabouts_create(const char *file, const char *text, size_t size)
{
    struct whereabouts *whereabouts = memory_new(sizeof *whereabouts);
    whereabouts->file = memory_text(file);
    whereabouts->ini = theme_ini(whereabouts->file, text, size, NULL);
    return whereabouts;
}

void whereabouts_destroy(struct whereabouts *whereabouts)
{
    if (whereabouts == NULL)
        return;
    ini_destroy(whereabouts->ini);
    free(whereabouts->file);
    free(whereabouts);
}

const char *whereabouts_file(const struct whereabouts *whereabouts)
{
    return whereabouts->file;
}

int whereabouts_line(const struct whereabouts *whereabouts, const char *section, const char *key)
{
    const struct ini *ini = whereabouts->ini;
    const struct ini_entry *entry = ini_entry(ini, section, key);
    int index = ini_section(ini, section);
    if (entry == NULL && index >= 0)
        return ini->sections[index].line;
    if (entry == NULL)
        entry = ini_entry(ini, "theme", "extends");
    return entry != NULL ? entry->line : 0;
}

const char *whereabouts_color(enum color_role role)
{
    return color_role_names[role];
}

const char *whereabouts_font(enum font_role role)
{
    return font_role_names[role];
}
