#include "screen/families.h"

#include "base/buffer.h"
#include "base/diagnostics.h"
#include "base/log.h"
#include "base/memory.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { FILES_MAX = 200, PATH_LENGTH_MAX = 4096 };

static bool is_font_file(const char *name)
{
    const char *dot = strrchr(name, '.');
    return dot != NULL && (strcasecmp(dot, ".ttf") == 0 || strcasecmp(dot, ".otf") == 0);
}

static int select_font_file(const struct dirent *entry)
{
    return is_font_file(entry->d_name);
}

static void query_file(const char *folder, const char *name, FcFontSet *set)
{
    struct buffer path;
    buffer_init(&path, PATH_LENGTH_MAX);
    int faces = 0;
    if (buffer_print(&path, "%s/%s", folder, name) &&
        FcFreeTypeQueryAll((const FcChar8 *)buffer_text(&path), (unsigned)-1, NULL, &faces, set) ==
            0)
        log_warning("%s is no font that can be read; it is left out", buffer_text(&path));
    buffer_finish(&path);
}

/* Sorted by name: the order of a folder differs from disk to disk. */
static void query_folder(const char *folder, FcFontSet *set)
{
    struct dirent **entries = NULL;
    int count = scandir(folder, &entries, select_font_file, alphasort);
    if (count > FILES_MAX)
        log_warning("%s holds more than %d font files; the rest is left out", folder,
                    (int)FILES_MAX);
    for (int i = 0; i < count; i++) {
        if (i < FILES_MAX)
            query_file(folder, entries[i]->d_name, set);
        free(entries[i]);
    }
    free(entries);
}

FcFontSet *families_in_folders(const char *const *folders)
{
    FcFontSet *set = FcFontSetCreate();
    for (int i = 0; folders != NULL && folders[i] != NULL; i++)
        query_folder(folders[i], set);
    return set;
}

static bool has_family(FcPattern *pattern, const char *family)
{
    FcChar8 *name;
    for (int i = 0; FcPatternGetString(pattern, FC_FAMILY, i, &name) == FcResultMatch; i++)
        if (FcStrCmpIgnoreCase(name, (const FcChar8 *)family) == 0)
            return true;
    return false;
}

/* Of fontconfig's numbers, OTHERWISE where it has none or a range. */
static double pattern_number(FcPattern *pattern, const char *object, double otherwise)
{
    double value = otherwise;
    FcPatternGetDouble(pattern, object, 0, &value);
    return value;
}

/* A variable font as such. Its named instances, the default one among them, stand in the set beside
 * it; its own number of a face is none that FreeType knows. */
static bool is_variable(FcPattern *pattern)
{
    FcBool value = FcFalse;
    FcPatternGetBool(pattern, FC_VARIABLE, 0, &value);
    return value != FcFalse;
}

int families_weight(FcPattern *pattern)
{
    double weight = pattern_number(pattern, FC_WEIGHT, FC_WEIGHT_REGULAR);
    return (int)FcWeightToOpenTypeDouble(weight);
}

/* The same scale for what a theme says. */
static int weight_of(int weight)
{
    return 400 + 100 * weight;
}

/* fontconfig's widths are per cent of the normal one. */
static int width_of(int width)
{
    static const int widths[] = {FC_WIDTH_EXTRACONDENSED, FC_WIDTH_CONDENSED,
                                 FC_WIDTH_SEMICONDENSED,  FC_WIDTH_NORMAL,
                                 FC_WIDTH_SEMIEXPANDED,   FC_WIDTH_EXPANDED};
    return widths[width - FONT_EXTRACONDENSED];
}

static int weight_off(FcPattern *pattern, int weight)
{
    return families_weight(pattern) - weight_of(weight);
}

static int width_off(FcPattern *pattern, int width)
{
    return (int)pattern_number(pattern, FC_WIDTH, FC_WIDTH_NORMAL) - width_of(width);
}

/* What is as usual, though it be a step beside what is wanted, is not it. */
static bool is_on_side(int wanted, int found)
{
    return wanted == 0 || (wanted < 0 ? found < 0 : found > 0);
}

bool families_has_weight(FcPattern *pattern, int weight)
{
    return is_on_side(weight, weight_off(pattern, FONT_REGULAR)) &&
           abs(weight_off(pattern, weight)) <= 100;
}

bool families_has_width(FcPattern *pattern, int width)
{
    return is_on_side(width, width_off(pattern, FONT_NORMAL)) &&
           abs(width_off(pattern, width)) <= 13;
}

bool families_is_slanted(FcPattern *pattern)
{
    return pattern_number(pattern, FC_SLANT, FC_SLANT_ROMAN) != FC_SLANT_ROMAN;
}

/* How far a file is from what is asked for; slant counts most, then width, then weight. Of two
 * weights as far the lighter is nearer for text up to medium, else the heavier (as in CSS). */
static int mismatch(FcPattern *pattern, struct font_look look)
{
    int off = weight_off(pattern, look.weight);
    bool wrong_side = look.weight <= FONT_MEDIUM ? off > 0 : off < 0;
    return 2 * abs(off) + wrong_side + abs(width_off(pattern, look.width)) * 100 +
           (families_is_slanted(pattern) != look.italic) * 100000;
}

FcPattern *families_best(const FcFontSet *set, const char *family, struct font_look look)
{
    FcPattern *best = NULL;
    int least = 0;
    for (int i = 0; set != NULL && i < set->nfont; i++) {
        if (!has_family(set->fonts[i], family) || is_variable(set->fonts[i]))
            continue;
        int distance = mismatch(set->fonts[i], look);
        if (best == NULL || distance < least) {
            best = set->fonts[i];
            least = distance;
        }
    }
    return best;
}

static FcPattern *query(FcConfig *config, const char *generic, struct font_look look)
{
    FcPattern *pattern = FcPatternCreate();
    FcPatternAddString(pattern, FC_FAMILY, (const FcChar8 *)generic);
    FcPatternAddDouble(pattern, FC_WEIGHT, FcWeightFromOpenTypeDouble(weight_of(look.weight)));
    FcPatternAddInteger(pattern, FC_WIDTH, width_of(look.width));
    FcPatternAddInteger(pattern, FC_SLANT, look.italic ? FC_SLANT_ITALIC : FC_SLANT_ROMAN);
    FcConfigSubstitute(config, pattern, FcMatchPattern);
    FcDefaultSubstitute(pattern);
    return pattern;
}

static bool is_generic(const char *family)
{
    return FcStrCmpIgnoreCase((const FcChar8 *)family, (const FcChar8 *)"serif") == 0 ||
           FcStrCmpIgnoreCase((const FcChar8 *)family, (const FcChar8 *)"sans-serif") == 0 ||
           FcStrCmpIgnoreCase((const FcChar8 *)family, (const FcChar8 *)"monospace") == 0;
}

/* The family that the system would take for a generic name, then as any other family. */
static FcPattern *best_generic(FcConfig *config, const FcFontSet *set, const char *generic,
                               struct font_look look)
{
    FcPattern *pattern = query(config, generic, look), *best = NULL;
    FcResult result;
    FcPattern *match = FcFontMatch(config, pattern, &result);
    FcChar8 *family = NULL;
    if (match != NULL && FcPatternGetString(match, FC_FAMILY, 0, &family) == FcResultMatch)
        best = families_best(set, (const char *)family, look);
    if (match != NULL)
        FcPatternDestroy(match);
    FcPatternDestroy(pattern);
    return best;
}

FcPattern *families_installed(FcConfig *config, const char *family, struct font_look look)
{
    const FcFontSet *set = FcConfigGetFonts(config, FcSetSystem);
    if (is_generic(family))
        return best_generic(config, set, family, look);
    return families_best(set, family, look);
}

/* Outlines that FreeType and HarfBuzz can shape, or colour bitmaps; not old screen fonts. */
static bool is_usable(FcPattern *pattern)
{
    FcChar8 *format = NULL;
    if (is_variable(pattern) ||
        FcPatternGetString(pattern, FC_FONTFORMAT, 0, &format) != FcResultMatch)
        return false;
    return strcmp((const char *)format, "TrueType") == 0 ||
           strcmp((const char *)format, "CFF") == 0;
}

FcFontSet *families_fallback(FcConfig *config, const char *generic, struct font_look look)
{
    FcPattern *pattern = query(config, generic, look);
    FcResult result;
    FcFontSet *sorted = FcFontSort(config, pattern, FcTrue, NULL, &result);
    FcPatternDestroy(pattern);
    FcFontSet *usable = FcFontSetCreate();
    if (sorted == NULL)
        return usable;
    for (int i = 0; i < sorted->nfont; i++) {
        if (!is_usable(sorted->fonts[i]))
            continue;
        FcPatternReference(sorted->fonts[i]);
        FcFontSetAdd(usable, sorted->fonts[i]);
    }
    FcFontSetDestroy(sorted);
    return usable;
}

static const char *first_family(FcPattern *pattern)
{
    FcChar8 *name = NULL;
    FcPatternGetString(pattern, FC_FAMILY, 0, &name);
    return name != NULL ? (const char *)name : "";
}

static bool is_kin(const char *name, const char *const *families, int count)
{
    for (int i = 0; i < count; i++) {
        const size_t length = strlen(families[i]);
        if (strncmp(name, families[i], length) == 0 && name[length] == ' ')
            return true;
    }
    return false;
}

/* Puts PATTERN of the family NAME before those of longer names, unless its family is there. NAMES
 * are those of KIN, with room for one more. */
static void add_kin(FcFontSet *kin, const char **names, FcPattern *pattern, const char *name)
{
    const size_t length = strlen(name);
    for (int i = 0; i < kin->nfont; i++)
        if (strcmp(names[i], name) == 0)
            return;
    FcPatternReference(pattern);
    if (!FcFontSetAdd(kin, pattern)) {
        FcPatternDestroy(pattern);
        return;
    }
    int at = kin->nfont - 1;
    for (; at > 0 && strlen(names[at - 1]) > length; at--) {
        kin->fonts[at] = kin->fonts[at - 1];
        names[at] = names[at - 1];
    }
    kin->fonts[at] = pattern;
    names[at] = name;
}

FcFontSet *families_sorted(FcConfig *config, const char *generic, struct font_look look)
{
    FcPattern *pattern = query(config, generic, look);
    FcResult result;
    FcFontSet *sorted = FcFontSort(config, pattern, FcFalse, NULL, &result);
    FcPatternDestroy(pattern);
    return sorted != NULL ? sorted : FcFontSetCreate();
}

FcFontSet *families_kin(const FcFontSet *sorted, const char *const *families, int count)
{
    FcFontSet *kin = FcFontSetCreate();
    const char **names = memory_array((size_t)sorted->nfont, sizeof *names);
    for (int i = 0; i < sorted->nfont; i++) {
        const char *name = first_family(sorted->fonts[i]);
        if (is_kin(name, families, count) && is_usable(sorted->fonts[i]))
            add_kin(kin, names, sorted->fonts[i], name);
    }
    free(names);
    return kin;
}

static bool is_cut(const char *word)
{
    static const char *const cuts[] = {"Thin",           "ExtraLight", "Light",    "Regular",
                                       "Medium",         "Bold",       "SemiBold", "ExtraBold",
                                       "ExtraCondensed", "Condensed",  "Black",    "SemiCondensed"};
    for (size_t i = 0; i < COUNT_OF(cuts); i++)
        if (strcasecmp(word, cuts[i]) == 0)
            return true;
    return false;
}

const char *families_without_cut(FcConfig *config, const char *family)
{
    char *rest = memory_text(family), *space;
    FcPattern *found = NULL;
    while (found == NULL && (space = strrchr(rest, ' ')) != NULL && is_cut(space + 1)) {
        *space = '\0';
        found = families_installed(config, rest, (struct font_look){0});
    }
    free(rest);
    return found != NULL ? first_family(found) : NULL;
}

const char *families_nearest(FcConfig *config, const char *family)
{
    const FcFontSet *set = FcConfigGetFonts(config, FcSetSystem);
    if (set == NULL || set->nfont == 0)
        return NULL;
    const char **names = memory_array((size_t)set->nfont, sizeof *names);
    int count = 0;
    FcChar8 *name;
    for (int i = 0; i < set->nfont; i++)
        if (FcPatternGetString(set->fonts[i], FC_FAMILY, 0, &name) == FcResultMatch)
            names[count++] = (const char *)name;
    const char *near = diagnostics_nearest(family, names, count);
    free(names);
    return near;
}
