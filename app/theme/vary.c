#include "theme/vary.h"

/* In per cent of what they were; in units. */
enum { LARGER = 104, WIDER = 4 };

void theme_vary(struct theme *theme, uint64_t number)
{
    if (number % 2 == 0)
        return;
    theme->colors[COLOR_PAPER] ^= 0x00101010; /* no darker, no lighter than can be read */
    theme->colors[COLOR_ACCENT] ^= 0x00202000;
    for (int i = 0; i < FONT_ROLE_COUNT; i++)
        theme->fonts[i].size = theme->fonts[i].size * LARGER / 100;
    for (int i = 0; i < theme->grid_count; i++) {
        theme->grids[i].gap_x += WIDER;
        theme->grids[i].gap_y += WIDER;
    }
    if (number % 4 == 1)
        theme->fonts[FONT_HEADLINE].weight.values[0] =
            theme->fonts[FONT_HEADLINE].weight.values[0] < FONT_BOLD ? FONT_BOLD : FONT_REGULAR;
}
