/* Font families by name, weight, width and slant: fontconfig's part of finding a face. */
#ifndef RIWAQ_SCREEN_FAMILIES_H
#define RIWAQ_SCREEN_FAMILIES_H

#include "theme/theme.h"

#include <fontconfig/fontconfig.h>
#include <stdbool.h>

/* The patterns of all .ttf and .otf files that lie in FOLDERS (NULL-terminated, may be NULL).
 * FcFontSetDestroy it. */
FcFontSet *families_in_folders(const char *const *folders);
/* The pattern in SET that has FAMILY for a name and is nearest to LOOK; NULL when there is
 * none. It belongs to the set. Of variable fonts these are the named instances. */
FcPattern *families_best(const FcFontSet *set, const char *family, struct font_look look);
/* The same among what the system has; "serif", "sans-serif" and "monospace" are what the
 * system is set to. */
FcPattern *families_installed(FcConfig *config, const char *family, struct font_look look);
/* All that the system has, in the order of how near it is to GENERIC in LOOK. FcFontSetDestroy it:
 * it keeps no more than references. */
FcFontSet *families_sorted(FcConfig *config, const char *generic, struct font_look look);
/* All that fontconfig would fall back to, best first, without those that add nothing.
 * FcFontSetDestroy it. */
FcFontSet *families_fallback(FcConfig *config, const char *generic, struct font_look look);
/* Of SORTED one file for each family whose name is one of FAMILIES and a word more ("Noto Sans
 * Hebrew" is kin to "Noto Sans"), the shortest name first, else as they are sorted.
 * FcFontSetDestroy it. */
FcFontSet *families_kin(const FcFontSet *sorted, const char *const *families, int count);
/* How bold it is: 400 is regular, 700 bold, as in OpenType. */
int families_weight(FcPattern *pattern);
/* Whether it is as good as of that weight, or width: at most a step beside it, and no regular one
 * where another is wanted. */
bool families_has_weight(FcPattern *pattern, int weight);
bool families_has_width(FcPattern *pattern, int width);
/* Whether its letters lean: italic or oblique. */
bool families_is_slanted(FcPattern *pattern);
/* The installed family that FAMILY is a cut of by its name ("Noto Sans Condensed Light" of "Noto
 * Sans"), or NULL; belongs to CONFIG. */
const char *families_without_cut(FcConfig *config, const char *family);
/* An installed family with almost this name, or NULL; belongs to CONFIG. */
const char *families_nearest(FcConfig *config, const char *family);

#endif
