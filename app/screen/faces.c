#include "screen/faces.h"

#include "base/buffer.h"
#include "base/memory.h"
#include "screen/cluster.h"
#include "screen/families.h"
#include "screen/stand_ins.h"
#include "theme/theme_parts.h"
#include "widgets/widget.h"

#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Semibold, as families_weight tells it: from there on letters need no thickening. */
enum { WEIGHT_BOLD_LEAST = 600 };
/* A run names its face by one byte: see text_run. */
enum { CHAIN_MAX = UINT8_MAX, SOUGHT_MAX = 128 };

struct chain {
    struct face *faces[CHAIN_MAX]; /* borrowed from `all` */
    int count;
    int own;                    /* how many of them the theme names */
    int named;                  /* and with those of the built-in theme */
    bool missing[FAMILIES_MAX]; /* of the theme's families */
};

/* A family that was looked for. */
struct sought {
    const char *family; /* of one of the themes; NULL: free */
    struct font_look look;
    FcPattern *pattern; /* borrowed; NULL: there is none */
};

struct faces {
    atomic_int references;
    struct theme *theme;
    struct theme *builtin;
    FcConfig *config;
    FcFontSet *dropped; /* files in the folders */
    struct stand_ins stand_ins;
    struct sought sought[SOUGHT_MAX];
    struct face **all;
    int count;
    struct font_look looks[FONT_ROLE_COUNT]; /* of what the theme wants, what its families have */
    struct chain chains[FONT_ROLE_COUNT];
};

/* --- faces from fontconfig's patterns --- */

static struct face *face_create(FcPattern *pattern, struct font_look look)
{
    FcChar8 *path = NULL;
    int index = 0;
    FcBool colored = FcFalse, outline = FcTrue;
    FcCharSet *coverage = NULL;
    if (FcPatternGetString(pattern, FC_FILE, 0, &path) != FcResultMatch ||
        FcPatternGetCharSet(pattern, FC_CHARSET, 0, &coverage) != FcResultMatch)
        return NULL;
    FcPatternGetInteger(pattern, FC_INDEX, 0, &index);
    FcPatternGetBool(pattern, FC_COLOR, 0, &colored);
    FcPatternGetBool(pattern, FC_OUTLINE, 0, &outline);
    struct face *face = memory_new(sizeof *face);
    face->path = memory_text((const char *)path);
    face->index = index;
    face->colored = colored;
    face->strikes = !outline;
    face->embolden = look.weight >= FONT_SEMIBOLD && outline && !colored &&
                     families_weight(pattern) < WEIGHT_BOLD_LEAST;
    face->coverage = FcCharSetCopy(coverage);
    return face;
}

static void face_destroy(struct face *face)
{
    if (face == NULL)
        return;
    FcCharSetDestroy(face->coverage);
    free(face->path);
    free(face);
}

/* The face of PATTERN, the same one each time. */
static struct face *face_for(struct faces *faces, FcPattern *pattern, struct font_look look)
{
    struct face *made = face_create(pattern, look);
    for (int i = 0; made != NULL && i < faces->count; i++) {
        struct face *face = faces->all[i];
        if (face->index == made->index && face->embolden == made->embolden &&
            strcmp(face->path, made->path) == 0) {
            face_destroy(made);
            return face;
        }
    }
    if (made != NULL) {
        faces->all = memory_resize(faces->all, (size_t)faces->count + 1, sizeof *faces->all);
        faces->all[faces->count++] = made;
    }
    return made;
}

/* The face's place in the chain, added when it is new; -1 when the chain is full. */
static int chain_add(struct chain *chain, struct face *face)
{
    for (int i = 0; i < chain->count; i++)
        if (chain->faces[i] == face)
            return i;
    if (face == NULL || chain->count == CHAIN_MAX)
        return -1;
    chain->faces[chain->count] = face;
    return chain->count++;
}

static const FcFontSet *fallback_for(struct faces *faces, int role)
{
    return stand_ins_fallback(&faces->stand_ins, faces->config, faces->looks, role);
}

/* "Noto Sans Hebrew" where "Noto Sans" is named. */
static const FcFontSet *kin_for(struct faces *faces, int role)
{
    const struct theme_font *own = &faces->theme->fonts[role], *add = &faces->builtin->fonts[role];
    const char *names[2 * FAMILIES_MAX];
    int count = 0;
    for (int i = 0; i < own->family_count; i++)
        names[count++] = own->families[i];
    for (int i = 0; i < add->family_count; i++)
        names[count++] = add->families[i];
    return stand_ins_kin(&faces->stand_ins, faces->config, faces->looks, role, names, count);
}

void faces_prepare(struct faces *faces)
{
    for (int role = 0; role < FONT_ROLE_COUNT; role++) {
        fallback_for(faces, role);
        kin_for(faces, role);
    }
}

/* --- which face has a cluster --- */

static bool covers(const FcCharSet *coverage, const struct cluster_letters *letters)
{
    for (int i = 0; i < letters->count; i++)
        if (!FcCharSetHasChar(coverage, (FcChar32)letters->points[i]))
            return false;
    return true;
}

static bool face_suits(const struct face *face, const struct cluster_letters *letters, bool colored)
{
    return face->colored == colored && !face->broken && covers(face->coverage, letters);
}

static bool pattern_suits(FcPattern *pattern, const struct cluster_letters *letters, bool colored)
{
    FcCharSet *coverage = NULL;
    FcBool is_color = FcFalse;
    FcPatternGetBool(pattern, FC_COLOR, 0, &is_color);
    return (is_color != FcFalse) == colored &&
           FcPatternGetCharSet(pattern, FC_CHARSET, 0, &coverage) == FcResultMatch &&
           covers(coverage, letters);
}

/* The place in ROLE's chain of the first of SET; -1: none has it. */
static int find_in(struct faces *faces, int role, const FcFontSet *set,
                   const struct cluster_letters *letters, bool colored)
{
    for (int i = 0; set != NULL && i < set->nfont; i++) {
        if (!pattern_suits(set->fonts[i], letters, colored))
            continue;
        struct face *face = face_for(faces, set->fonts[i], faces->looks[role]);
        int place = face != NULL && !face->broken ? chain_add(&faces->chains[role], face) : -1;
        if (place >= 0)
            return place;
    }
    return -1;
}

/* The theme's faces first, then the built-in theme's, which have the scripts that riwaq writes in
 * a like look, then their kin for other scripts, then fontconfig's in its order (not in the order
 * in which others asked for them, so that a text looks the same whatever came before it). */
static int find_of_kind(struct faces *faces, int role, const struct cluster_letters *letters,
                        bool colored)
{
    struct chain *chain = &faces->chains[role];
    for (int i = 0; i < chain->named; i++)
        if (face_suits(chain->faces[i], letters, colored))
            return i;
    int place = -1;
    if (letters->scripted && !colored)
        place = find_in(faces, role, kin_for(faces, role), letters, colored);
    return place >= 0 ? place : find_in(faces, role, fallback_for(faces, role), letters, colored);
}

int faces_find(struct faces *faces, int role, const char *cluster, size_t length, bool *found)
{
    const struct cluster_letters letters = cluster_letters_of(cluster, length);
    *found = true;
    if (letters.count == 0)
        return 0;
    int place = find_of_kind(faces, role, &letters, letters.colored);
    if (place < 0)
        place = find_of_kind(faces, role, &letters, !letters.colored);
    *found = place >= 0;
    return *found ? place : 0;
}

int faces_find_after(struct faces *faces, int role, int place, const char *cluster, size_t length)
{
    const struct cluster_letters letters = cluster_letters_of(cluster, length);
    const struct chain *chain = &faces->chains[role];
    for (int i = place + 1; i < chain->named; i++)
        if (face_suits(chain->faces[i], &letters, false))
            return i;
    return -1;
}

struct face *faces_at(struct faces *faces, int role, int place)
{
    struct chain *chain = &faces->chains[role];
    return chain->faces[place < 0 ? 0 : place >= chain->count ? chain->count - 1 : place];
}

int faces_count(const struct faces *faces, int role)
{
    return faces->chains[role].count;
}

/* --- resolving a theme --- */

/* By the theme's file, as its other mistakes; a line of 0 is of another theme, or built in. */
static void report(struct faces *faces, int role, const char *key, const char *what,
                   struct diagnostics *diagnostics)
{
    const struct theme *theme = faces->theme;
    const char *folder = theme->fonts[role].line > 0 ? theme->folder : NULL;
    struct buffer file;
    buffer_init(&file, 4096);
    buffer_print(&file, "%s%s", folder != NULL ? folder : theme->name,
                 folder != NULL ? "/theme.ini" : "");
    char where[64];
    snprintf(where, sizeof where, "[font.%s] %s", font_role_names[role], key);
    diagnostics_add(diagnostics, SEVERITY_WARNING, buffer_text(&file), theme->fonts[role].line,
                    where, "%s", what);
    buffer_finish(&file);
}

static void add_role(struct buffer *out, int role)
{
    buffer_print(out, "%s%s", out->length > 0 ? ", " : "", font_role_names[role]);
}

static bool is_missing(const struct faces *faces, int role, const char *family)
{
    const struct theme_font *font = &faces->theme->fonts[role];
    for (int i = 0; i < font->family_count; i++)
        if (faces->chains[role].missing[i] && strcmp(font->families[i], family) == 0)
            return true;
    return false;
}

/* Once for all roles, by the first of them. */
static void report_missing(struct faces *faces, int role, const char *family,
                           struct diagnostics *diagnostics)
{
    const char *near = families_nearest(faces->config, family);
    const char *whole = families_without_cut(faces->config, family);
    struct buffer what, others;
    for (int before = 0; before < role; before++)
        if (is_missing(faces, before, family))
            return;
    buffer_init(&what, 1024);
    buffer_init(&others, 512);
    for (int after = role + 1; after < FONT_ROLE_COUNT; after++)
        if (is_missing(faces, after, family))
            add_role(&others, after);
    buffer_print(&what, "no font \"%s\" is installed", family);
    if (others.length > 0)
        buffer_print(&what, " (so too for %s)", buffer_text(&others));
    if (whole != NULL)
        buffer_print(&what, "; \"%s\" is, and its cuts are asked for by weight and width", whole);
    else if (near != NULL)
        buffer_print(&what, "; did you mean \"%s\"?", near);
    else
        buffer_print(&what, "; install it or put its file into fonts/");
    report(faces, role, "family", buffer_text(&what), diagnostics);
    buffer_finish(&others);
    buffer_finish(&what);
}

static void report_all_missing(struct faces *faces, struct diagnostics *diagnostics)
{
    for (int role = 0; role < FONT_ROLE_COUNT; role++) {
        const struct theme_font *font = &faces->theme->fonts[role];
        for (int i = 0; i < font->family_count; i++)
            if (faces->chains[role].missing[i])
                report_missing(faces, role, font->families[i], diagnostics);
    }
}

/* What the files found for a role are. */
struct found {
    bool any, weight, width, bold, italic;
};

/* NAME: the weight or width that no file has. */
static void report_cut(struct faces *faces, int role, const char *key, const char *name,
                       struct diagnostics *diagnostics)
{
    char what[320];
    snprintf(what, sizeof what,
             "none of the families has a file of %s letters, so the nearest that is there is "
             "drawn; install it (the package fonts-noto-extra has Noto's), or add what will do as "
             "well, after a comma",
             name);
    report(faces, role, key, what, diagnostics);
}

static void report_weight(struct faces *faces, int role, struct found found,
                          struct diagnostics *diagnostics)
{
    const int weight = faces->looks[role].weight;
    if (weight >= FONT_SEMIBOLD && !found.bold)
        report(faces, role, "weight",
               "none of the families has a bold file, so its letters are thickened; name one that "
               "has, or set weight = regular",
               diagnostics);
    else if (!found.weight)
        report_cut(faces, role, "weight", font_weight_name(weight), diagnostics);
}

/* A family for each script is usual, and few scripts have italics: one file that is as the theme
 * wants it will do. */
static void report_looks(struct faces *faces, int role, struct found found,
                         struct diagnostics *diagnostics)
{
    if (!found.any)
        return;
    if (faces->looks[role].italic && !found.italic)
        report(faces, role, "style",
               "none of the families has an italic file, so its text is upright; name one that "
               "has, or set style = normal",
               diagnostics);
    report_weight(faces, role, found, diagnostics);
    if (!found.width)
        report_cut(faces, role, "width", font_width_name(faces->looks[role].width), diagnostics);
}

/* Each family in each look is looked for once: a system may have thousands of files. */
static FcPattern *find_family(struct faces *faces, const char *family, struct font_look look)
{
    int i = 0;
    for (; i < SOUGHT_MAX && faces->sought[i].family != NULL; i++)
        if (font_look_equal(faces->sought[i].look, look) &&
            strcmp(faces->sought[i].family, family) == 0)
            return faces->sought[i].pattern;
    FcPattern *pattern = families_best(faces->dropped, family, look);
    if (pattern == NULL)
        pattern = families_installed(faces->config, family, look);
    if (i < SOUGHT_MAX)
        faces->sought[i] = (struct sought){family, look, pattern};
    return pattern;
}

static struct found find_families(struct faces *faces, const struct theme_font *font,
                                  struct font_look look)
{
    struct found found = {0};
    for (int i = 0; i < font->family_count; i++) {
        FcPattern *pattern = find_family(faces, font->families[i], look);
        if (pattern == NULL)
            continue;
        found.any = true;
        found.weight |= families_has_weight(pattern, look.weight);
        found.width |= families_has_width(pattern, look.width);
        found.bold |= families_weight(pattern) >= WEIGHT_BOLD_LEAST;
        found.italic |= families_is_slanted(pattern);
    }
    return found;
}

/* Of the weights and of the widths that will do, each the first that a family has; else the first.
 */
static struct font_look look_for(struct faces *faces, const struct theme_font *font)
{
    const struct font_choice *weight = &font->weight, *width = &font->width;
    struct font_look first = {weight->values[0], width->values[0], font->italic}, look = first;
    for (int i = width->others; i >= 0; i--) {
        look.width = width->values[i];
        if (find_families(faces, font, look).width)
            first.width = look.width;
    }
    look = first;
    for (int i = weight->others; i >= 0; i--) {
        look.weight = weight->values[i];
        if (find_families(faces, font, look).weight)
            first.weight = look.weight;
    }
    return first;
}

/* Adds the families of FONT, in the look of the theme's own role. MISSING may be NULL. */
static void add_families(struct faces *faces, int role, const struct theme_font *font,
                         bool *missing)
{
    for (int i = 0; i < font->family_count; i++) {
        FcPattern *pattern = find_family(faces, font->families[i], faces->looks[role]);
        if (missing != NULL)
            missing[i] = pattern == NULL;
        if (pattern != NULL)
            chain_add(&faces->chains[role], face_for(faces, pattern, faces->looks[role]));
    }
}

static bool resolve_role(struct faces *faces, int role, struct diagnostics *diagnostics)
{
    struct chain *chain = &faces->chains[role];
    const struct theme_font *font = &faces->theme->fonts[role];
    faces->looks[role] = look_for(faces, font);
    add_families(faces, role, font, chain->missing);
    report_looks(faces, role, find_families(faces, font, faces->looks[role]), diagnostics);
    chain->own = chain->count;
    add_families(faces, role, &faces->builtin->fonts[role], NULL);
    chain->named = chain->count;
    const FcFontSet *set = chain->count == 0 ? fallback_for(faces, role) : NULL;
    for (int i = 0; set != NULL && i < set->nfont && chain->count == 0; i++)
        chain_add(chain, face_for(faces, set->fonts[i], faces->looks[role]));
    return chain->count > 0;
}

static bool resolve(struct faces *faces, struct diagnostics *diagnostics)
{
    int count;
    const char *const *names = widget_names(&count);
    bool usable = faces->config != NULL;
    faces->builtin = theme_builtin(names, count);
    for (int role = 0; usable && role < FONT_ROLE_COUNT; role++)
        usable = resolve_role(faces, role, diagnostics);
    if (usable)
        report_all_missing(faces, diagnostics);
    return usable;
}

/* Of the fonts of CONFIG and those DROPPED into folders, both handed over. */
static struct faces *create(const struct theme *theme, FcConfig *config, FcFontSet *dropped,
                            struct diagnostics *diagnostics)
{
    struct faces *faces = memory_new(sizeof *faces);
    atomic_init(&faces->references, 1);
    faces->theme = theme_take(theme);
    faces->config = config;
    faces->dropped = dropped;
    if (resolve(faces, diagnostics))
        return faces;
    diagnostics_add(diagnostics, SEVERITY_ERROR, theme->name, 0, NULL,
                    "no usable font is installed; install the package fonts-noto-core");
    faces_put(faces);
    return NULL;
}

struct faces *faces_create(const struct theme *theme, const char *const *folders,
                           struct diagnostics *diagnostics)
{
    return create(theme, FcInitLoadConfigAndFonts(), families_in_folders(folders), diagnostics);
}

struct faces *faces_create_beside(const struct theme *theme, const struct faces *beside,
                                  struct diagnostics *diagnostics)
{
    FcFontSet *dropped = FcFontSetCreate();
    for (int i = 0; i < beside->dropped->nfont; i++) {
        FcPatternReference(beside->dropped->fonts[i]);
        FcFontSetAdd(dropped, beside->dropped->fonts[i]);
    }
    FcConfig *config = FcConfigUptoDate(beside->config) ? FcConfigReference(beside->config)
                                                        : FcInitLoadConfigAndFonts();
    return create(theme, config, dropped, diagnostics);
}

/* --- the languages of a configuration --- */

/* What a language is written with, by a letter of it. */
static const struct {
    FcChar32 letter;
    const char *script, *family;
} scripts[LANGUAGE_COUNT] = {
    [LANGUAGE_EN] = {'e', "Latin", "Noto Sans"},
    [LANGUAGE_FR] = {0xE9, "Latin", "Noto Sans"},
    [LANGUAGE_AR] = {0x639, "Arabic", "Noto Sans Arabic"},
    [LANGUAGE_ZGH] = {0x2D63, "Tifinagh", "Noto Sans Tifinagh"},
};

static bool is_written_by(const struct faces *faces, int role, FcChar32 letter)
{
    const struct chain *chain = &faces->chains[role];
    for (int i = 0; i < chain->own; i++)
        if (FcCharSetHasChar(chain->faces[i]->coverage, letter))
            return true;
    return chain->own == 0; /* told already: all its families are missing */
}

void faces_check_language(struct faces *faces, enum language language,
                          struct diagnostics *diagnostics)
{
    struct buffer roles, what;
    int first = -1;
    buffer_init(&roles, 512);
    for (int role = 0; role < FONT_ROLE_COUNT; role++) {
        if (is_written_by(faces, role, scripts[language].letter))
            continue;
        first = first < 0 ? role : first;
        if (role != first)
            add_role(&roles, role);
    }
    buffer_init(&what, 1024);
    buffer_print(&what, "none of the families has %s letters, which language = %s needs",
                 scripts[language].script, language_code(language));
    if (roles.length > 0)
        buffer_print(&what, " (so too for %s)", buffer_text(&roles));
    buffer_print(&what, "; another font stands in for them: add one that has them, such as \"%s\"",
                 scripts[language].family);
    if (first >= 0)
        report(faces, first, "family", buffer_text(&what), diagnostics);
    buffer_finish(&what);
    buffer_finish(&roles);
}

bool faces_have(const struct faces *faces, const struct face *face)
{
    for (int i = 0; i < faces->count; i++)
        if (faces->all[i] == face)
            return true;
    return false;
}

struct faces *faces_take(struct faces *faces)
{
    atomic_fetch_add_explicit(&faces->references, 1, memory_order_relaxed);
    return faces;
}

void faces_put(struct faces *faces)
{
    if (faces == NULL || atomic_fetch_sub_explicit(&faces->references, 1, memory_order_acq_rel) > 1)
        return;
    for (int i = 0; i < faces->count; i++)
        face_destroy(faces->all[i]);
    free(faces->all);
    theme_destroy(faces->builtin);
    stand_ins_finish(&faces->stand_ins);
    if (faces->dropped != NULL)
        FcFontSetDestroy(faces->dropped);
    if (faces->config != NULL)
        FcConfigDestroy(faces->config);
    theme_destroy(faces->theme);
    free(faces);
}
