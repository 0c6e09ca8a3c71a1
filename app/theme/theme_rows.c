/* `rows` of a board of departures: what stands on it. */
#include "theme/theme_parts.h"

#include "base/memory.h"

void theme_read_rows(const struct option_value *value, void *target)
{
    static const char *const names[] = {"prayers", "headlines"}; /* enum row_kinds, bit by bit */
    struct theme_zone *zone = target;
    unsigned kinds = 0;
    char word[OPTION_QUOTE_SIZE];
    int index;
    for (const char *rest = value->text; option_next(&rest, ",", word, sizeof word);) {
        if (!option_choice(value, word, names, COUNT_OF(names), &index))
            return;
        kinds |= 1U << index;
    }
    zone->row_kinds = kinds;
}
