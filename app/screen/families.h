/* Font families by name, weight and slant: fontconfig's part of finding a face. */
#ifndef RIWAQ_SCREEN_FAMILIES_H
#define RIWAQ_SCREEN_FAMILIES_H

#include <fontconfig/fontconfig.h>
#include <stdbool.h>

/* The patterns of all .ttf and .otf files that lie in FOLDERS (NULL-terminated, may be NULL).
 * FcFontSetDestroy it. */
FcFontSet *families_in_folders(const char *const *folders);
/* The pattern in SET that has FAMILY for a name and is nearest in weight and slant; NULL when
 * there is none. It belongs to the set. */
FcPattern *families_best(const FcFontSet *set, const char *family, bool bold, bool italic);
/* The same among what the system has; "serif", "sans-serif" and "monospace" are what the
 * system is set to. */
FcPattern *families_installed(FcConfig *config, const char *family, bool bold, bool italic);
/* All that fontconfig would fall back to, best first, without those that add nothing. NULL
 * when there is nothing; FcFontSetDestroy it. */
FcFontSet *families_fallback(FcConfig *config, const char *generic, bool bold, bool italic);
/* One file for each family whose name is one of FAMILIES and a word more ("Noto Sans Hebrew" is kin
 * to "Noto Sans"), the shortest name first, else in fontconfig's order. FcFontSetDestroy it. */
FcFontSet *families_kin(FcConfig *config, const char *const *families, int count, bool bold,
                        bool italic);
/* The weight, on fontconfig's scale. */
int families_weight(FcPattern *pattern);
/* Whether its letters lean: italic or oblique. */
bool families_is_slanted(FcPattern *pattern);
/* An installed family with almost this name, or NULL; belongs to CONFIG. */
const char *families_nearest(FcConfig *config, const char *family);

#endif
