/* What stands in for letters that a theme's families do not have: sets of fontconfig's, each looked
 * for once, by whichever thread needs it first. */
#ifndef RIWAQ_SCREEN_STAND_INS_H
#define RIWAQ_SCREEN_STAND_INS_H

#include "theme/theme.h"

#include <fontconfig/fontconfig.h>
#include <stdatomic.h>

/* NULL: not looked for yet. */
typedef _Atomic(FcFontSet *) fonts_found;

/* All zero: nothing was looked for. */
struct stand_ins {
    struct {
        fonts_found sorted, usable; /* of a look: in the place of the first role that has it */
        fonts_found kin;
    } roles[FONT_ROLE_COUNT];
};

void stand_ins_finish(struct stand_ins *stand_ins);
/* What fontconfig would fall back to for ROLE, whose look and those before it are in LOOKS. It
 * takes some milliseconds where it was not looked for, as stand_ins_kin; borrowed. */
const FcFontSet *stand_ins_fallback(struct stand_ins *stand_ins, FcConfig *config,
                                    const struct font_look *looks, int role);
/* "Noto Sans Hebrew" where "Noto Sans" is one of the COUNT NAMES. */
const FcFontSet *stand_ins_kin(struct stand_ins *stand_ins, FcConfig *config,
                               const struct font_look *looks, int role, const char *const *names,
                               int count);
bool font_look_equal(struct font_look a, struct font_look b);

#endif
