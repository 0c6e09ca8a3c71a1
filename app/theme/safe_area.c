#include "theme/safe_area.h"

#include "theme/options.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum { PERCENT_MAX = 20, LENGTH_MAX = 400, WORD_SIZE = 40 };

/* WORD without UNIT, and the space before that, at its end; false: it has none. */
static bool cut_unit(char *word, const char *unit)
{
    size_t length = strlen(word), tail = strlen(unit);
    if (length <= tail || strcmp(word + length - tail, unit) != 0)
        return false;
    word[length - tail] = '\0';
    while (length > tail && word[length - tail - 1] == ' ')
        word[--length - tail] = '\0';
    return true;
}

/* "5%", "40", and where PIXELS "40px". */
static bool read_side(const struct option_value *value, char word[WORD_SIZE], bool pixels,
                      struct safe_side *out)
{
    char quote[OPTION_QUOTE_SIZE];
    option_quote(word, quote);
    out->percent = cut_unit(word, "%");
    if (!out->percent && cut_unit(word, "px") && !pixels) {
        option_error(value, "%s is in pixels, and a theme is in units; write %s", quote, word);
        return false;
    }
    if (!out->percent)
        return option_double(value, word, 0, LENGTH_MAX, &out->amount);
    const struct options_context silent = {0};
    struct option_value quiet = *value;
    quiet.context = &silent;
    if (option_double(&quiet, word, 0, PERCENT_MAX, &out->amount))
        return true;
    option_error(value, "%s is out of range; give a share from 0%% to %d%%", quote, PERCENT_MAX);
    return false;
}

bool safe_area_read(const struct option_value *value, const char *lengths, struct safe_area *out)
{
    struct safe_side sides[2];
    char word[WORD_SIZE], quote[OPTION_QUOTE_SIZE];
    int count = 0;
    for (const char *rest = value->text; option_next(&rest, " \t", word, sizeof word); count++) {
        bool number = word[0] >= '0' && word[0] <= '9';
        if (count == 2 || !number) {
            option_error(value,
                         "%s is no safe area; write a share of the picture such as 5%%, or "
                         "%s; once, or for top and bottom and for the sides",
                         option_quote(value->text, quote), lengths);
            return false;
        }
        if (!read_side(value, word, strncmp(lengths, "pixels", 6) == 0, &sides[count]))
            return false;
    }
    if (count == 0)
        return false;
    *out = (struct safe_area){.y = sides[0], .x = sides[count - 1]};
    return true;
}

static int side_pixels(const struct safe_side *side, int length, double unit)
{
    return (int)lround(side->amount * (side->percent ? length / 100.0 : unit));
}

struct size safe_area_pixels(const struct safe_area *area, struct size size, double unit)
{
    return (struct size){side_pixels(&area->x, size.w, unit), side_pixels(&area->y, size.h, unit)};
}

bool pixel_shift_read(const struct option_value *value, int *out)
{
    char word[WORD_SIZE];
    snprintf(word, sizeof word, "%s", value->text);
    cut_unit(word, "px");
    return option_int(value, word, 0, PIXEL_SHIFT_MAX, out);
}
