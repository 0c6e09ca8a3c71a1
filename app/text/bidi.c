#include "text/bidi.h"

#include "base/memory.h"

#include <fribidi.h>
#include <stdlib.h>

enum bidi_base bidi_base(const uint32_t *codes, int count)
{
    int isolates = 0; /* FriBidi 1.0.8's own function looks into them */
    for (int i = 0; i < count; i++) {
        FriBidiCharType type = fribidi_get_bidi_type(codes[i]);
        if (type == FRIBIDI_TYPE_PDI)
            isolates -= isolates > 0;
        else if (FRIBIDI_IS_ISOLATE(type))
            isolates++;
        else if (isolates == 0 && FRIBIDI_IS_LETTER(type))
            return FRIBIDI_IS_RTL(type) ? BIDI_RTL : BIDI_LTR;
    }
    return BIDI_NEUTRAL;
}

void bidi_levels(const uint32_t *codes, int count, bool rtl, uint8_t *levels)
{
    if (count == 0)
        return;
    FriBidiCharType *types = memory_array((size_t)count, sizeof *types);
    FriBidiBracketType *brackets = memory_array((size_t)count, sizeof *brackets);
    FriBidiLevel *found = memory_array((size_t)count, sizeof *found);
    FriBidiParType base = rtl ? FRIBIDI_PAR_RTL : FRIBIDI_PAR_LTR;
    fribidi_get_bidi_types(codes, count, types);
    fribidi_get_bracket_types(codes, count, types, brackets);
    FriBidiLevel top = fribidi_get_par_embedding_levels_ex(types, brackets, count, &base, found);
    for (int i = 0; i < count; i++)
        levels[i] = top == 0 || found[i] < 0 ? rtl : (uint8_t)found[i];
    free(types);
    free(brackets);
    free(found);
}

static void reverse(int *order, int from, int to)
{
    for (to--; from < to; from++, to--) {
        int kept = order[from];
        order[from] = order[to];
        order[to] = kept;
    }
}

void bidi_order(const uint8_t *levels, int count, int *order)
{
    int top = 0;
    for (int i = 0; i < count; i++) {
        order[i] = i;
        if (levels[i] > top)
            top = levels[i];
    }
    for (int level = top; level > 0; level--) {
        for (int i = 0; i < count; i++) {
            if (levels[order[i]] < level)
                continue;
            int end = i + 1;
            while (end < count && levels[order[end]] >= level)
                end++;
            reverse(order, i, end);
            i = end;
        }
    }
}
