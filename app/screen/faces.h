/* Which font files stand behind the theme's families, and which of them has a letter.
 *
 * Each font role has a chain of faces: the theme's families first, in their order, then those
 * that the built-in theme has for it, then, as clusters ask for them, families of like names for
 * other scripts ("Noto Sans Hebrew"), then what fontconfig would fall back to. */
#ifndef RIWAQ_SCREEN_FACES_H
#define RIWAQ_SCREEN_FACES_H

#include "base/diagnostics.h"
#include "content/language.h"
#include "theme/theme.h"

#include <fontconfig/fontconfig.h>
#include <stddef.h>

struct face {
    char *path;
    int index;     /* of the face in the file; a named instance in the upper 16 bits */
    bool embolden; /* bold was asked for and there is no bold file */
    bool colored;  /* colour glyphs */
    bool strikes;  /* drawn at fixed sizes only: to be scaled */
    bool broken;   /* cannot be opened; set by whoever tried */
    FcCharSet *coverage;
};

struct faces;

/* As fonts_create. A family that is missing is told once, with all roles that want it. Needs no
 * SDL2_ttf, and is for any thread. */
struct faces *faces_create(const struct theme *theme, const char *const *folders,
                           struct diagnostics *diagnostics);
/* The same, of the folders' fonts that BESIDE found, and of its list of the system's where that is
 * still right: listing them takes long. From any thread. */
struct faces *faces_create_beside(const struct theme *theme, const struct faces *beside,
                                  struct diagnostics *diagnostics);
/* Looks for all that is else looked for when a letter first needs it, some ten ms each time: for a
 * thread that no frame waits for, also while another one uses FACES. */
void faces_prepare(struct faces *faces);
/* One more reference, one less; from any thread. All that follows is for one thread. */
struct faces *faces_take(struct faces *faces);
void faces_put(struct faces *faces); /* NULL is fine */
/* Whether FACE is one of them. */
bool faces_have(const struct faces *faces, const struct face *face);
/* As fonts_check_language. */
void faces_check_language(struct faces *faces, enum language language,
                          struct diagnostics *diagnostics);
/* The place in ROLE's chain of the first face that has all of CLUSTER; *FOUND tells whether
 * there is one, else 0. What leaves no ink of its own (joiners, variation selectors) need not
 * be there. */
int faces_find(struct faces *faces, int role, const char *cluster, size_t length, bool *found);
/* The place of the first face after PLACE that has all of CLUSTER, of those that the theme and the
 * built-in one name; -1: there is none. */
int faces_find_after(struct faces *faces, int role, int place, const char *cluster, size_t length);
/* The face at PLACE, clamped to the chain; stays where it is as long as FACES. */
struct face *faces_at(struct faces *faces, int role, int place);
/* In how many faces ROLE's chain consists at the moment, at least 1. */
int faces_count(const struct faces *faces, int role);

#endif
