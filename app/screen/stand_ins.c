#include "screen/stand_ins.h"

#include "screen/families.h"

static FcFontSet *found_in(fonts_found *place)
{
    return atomic_load_explicit(place, memory_order_acquire);
}

/* MADE, or the same that another thread has put into PLACE meanwhile. */
static const FcFontSet *put(fonts_found *place, FcFontSet *made)
{
    FcFontSet *there = NULL;
    if (atomic_compare_exchange_strong_explicit(place, &there, made, memory_order_acq_rel,
                                                memory_order_acquire))
        return made;
    FcFontSetDestroy(made);
    return there;
}

static void drop(fonts_found *place)
{
    FcFontSet *set = found_in(place);
    if (set != NULL)
        FcFontSetDestroy(set);
}

void stand_ins_finish(struct stand_ins *stand_ins)
{
    for (int role = 0; role < FONT_ROLE_COUNT; role++) {
        drop(&stand_ins->roles[role].kin);
        drop(&stand_ins->roles[role].sorted);
        drop(&stand_ins->roles[role].usable);
    }
}

bool font_look_equal(struct font_look a, struct font_look b)
{
    return a.weight == b.weight && a.width == b.width && a.italic == b.italic;
}

static int first_of_look(const struct font_look *looks, int role)
{
    int first = 0;
    while (first < role && !font_look_equal(looks[first], looks[role]))
        first++;
    return first;
}

const FcFontSet *stand_ins_fallback(struct stand_ins *stand_ins, FcConfig *config,
                                    const struct font_look *looks, int role)
{
    fonts_found *place = &stand_ins->roles[first_of_look(looks, role)].usable;
    const FcFontSet *there = found_in(place);
    return there != NULL ? there : put(place, families_fallback(config, "sans-serif", looks[role]));
}

static const FcFontSet *sorted_for(struct stand_ins *stand_ins, FcConfig *config,
                                   const struct font_look *looks, int role)
{
    fonts_found *place = &stand_ins->roles[first_of_look(looks, role)].sorted;
    const FcFontSet *there = found_in(place);
    return there != NULL ? there : put(place, families_sorted(config, "sans-serif", looks[role]));
}

const FcFontSet *stand_ins_kin(struct stand_ins *stand_ins, FcConfig *config,
                               const struct font_look *looks, int role, const char *const *names,
                               int count)
{
    fonts_found *place = &stand_ins->roles[role].kin;
    const FcFontSet *there = found_in(place);
    if (there != NULL)
        return there;
    const FcFontSet *sorted = sorted_for(stand_ins, config, looks, role);
    return put(place, families_kin(sorted, names, count));
}
