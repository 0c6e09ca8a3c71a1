/* The pictures that a theme names, from its folder into the theme. */
#include "setup.h"

#include "base/memory.h"
#include "net/fetcher.h"
#include "store/file.h"
#include "widgets/widget.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Of all of a theme's pictures together, decoded: six as large as they may be. */
static const size_t bytes_max = (size_t)64 * 1024 * 1024;

enum { WHY_SIZE = 320 };

/* Where a picture is looked for: the theme's folder, or that of the one which names it. */
static char *folder_of(const struct setup *setup, const struct theme *theme,
                       const struct theme_picture *picture)
{
    if (picture->theme == NULL)
        return theme->folder != NULL ? realpath(theme->folder, NULL) : NULL;
    char *file = setup_theme_file(setup, picture->theme);
    char *folder = file != NULL ? file_folder(file) : NULL;
    free(file);
    return folder;
}

/* Whether PATH, without detours, is below FOLDER, without detours too. */
static bool is_below(const char *path, const char *folder)
{
    size_t length = strlen(folder);
    return strncmp(path, folder, length) == 0 && path[length] == '/';
}

/* The file, without detours, free() it; NULL with a message in WHY. */
static char *find_file(const struct setup *setup, const struct theme *theme,
                       const struct theme_picture *picture, char *why)
{
    char *folder = folder_of(setup, theme, picture);
    char *path = folder != NULL ? file_join(folder, picture->name) : NULL;
    setup_note_file(setup, SETUP_THEME, path);
    char *plain = path != NULL ? realpath(path, NULL) : NULL;
    if (plain == NULL) {
        snprintf(why, WHY_SIZE, "%s", folder == NULL ? "the theme has no folder" : strerror(errno));
    } else if (!is_below(plain, folder)) {
        snprintf(why, WHY_SIZE, "it is a link that leads out of the theme's folder");
        free(plain);
        plain = NULL;
    }
    free(path);
    free(folder);
    return plain;
}

static size_t bytes_of(const struct picture *picture)
{
    return (size_t)picture->w * (size_t)picture->h * sizeof *picture->pixels;
}

/* One file that several zones show is read once. NULL: none of those before the I-th is it. */
static const struct picture *known(const struct theme *theme, int i)
{
    const struct theme_zone *zone;
    const struct theme_picture *own = theme_picture_at(theme, i, &zone);
    for (int k = 0; k < i; k++) {
        const struct theme_picture *other = theme_picture_at(theme, k, &zone);
        bool same =
            strcmp(own->name, other->name) == 0 &&
            (own->theme == NULL ? other->theme == NULL
                                : other->theme != NULL && strcmp(own->theme, other->theme) == 0);
        if (same && other->pixels != NULL)
            return other->pixels;
    }
    return NULL;
}

/* NULL with a message in WHY. To be put. */
static struct picture *read_picture(const struct setup *setup, const struct theme *theme,
                                    const struct theme_picture *picture, size_t room, char *why)
{
    char *path = find_file(setup, theme, picture, why);
    struct picture *pixels =
        path != NULL ? fetcher_picture_file(path, PICTURE_SIDE_MAX, why, WHY_SIZE) : NULL;
    free(path);
    if (pixels == NULL || bytes_of(pixels) <= room)
        return pixels;
    snprintf(why, WHY_SIZE, "with it the theme's pictures take more than %d MiB",
             (int)(bytes_max / 1024 / 1024));
    picture_put(pixels);
    return NULL;
}

static void report(const struct theme_picture *picture, const struct theme_zone *zone,
                   enum severity severity, const char *why, const char *mend,
                   struct diagnostics *findings)
{
    char where[128];
    snprintf(where, sizeof where, "[%s%s] background_picture", zone != NULL ? "zone." : "theme",
             zone != NULL ? zone->name : "");
    diagnostics_add(findings, severity, picture->file, picture->line, where, "%s: %s; %s",
                    picture->name, why, mend);
}

/* What runs does so over a colour: that of tiles which are copied. */
static bool only_runs(const struct theme_zone *zone)
{
    for (int i = 0; i < zone->entry_count; i++) {
        const struct widget *widget = widget_find(zone->entries[i].widget);
        if (widget == NULL || !widget->runs)
            return false;
    }
    return zone->entry_count > 0;
}

void setup_pictures(const struct setup *setup, struct theme *theme, struct diagnostics *findings)
{
    static const char mend[] =
        "name a PNG, JPEG or WebP in the theme's folder, or leave the key out";
    size_t room = bytes_max;
    for (int i = 0; i < theme_picture_count(theme); i++) {
        const struct theme_zone *zone;
        const struct theme_picture *picture = theme_picture_at(theme, i, &zone);
        if (zone != NULL && only_runs(zone)) {
            report(picture, zone, SEVERITY_WARNING, "it is not seen, a ticker runs over a colour",
                   "leave the key out", findings);
            continue;
        }
        const struct picture *same = known(theme, i);
        if (same != NULL) {
            theme_picture_put(theme, i, same);
            continue;
        }
        char why[WHY_SIZE];
        struct picture *pixels = read_picture(setup, theme, picture, room, why);
        if (pixels == NULL) {
            report(picture, zone, SEVERITY_ERROR, why, mend, findings);
            continue;
        }
        room -= bytes_of(pixels);
        theme_picture_put(theme, i, pixels);
        picture_put(pixels);
    }
}
