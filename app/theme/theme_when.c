/* `when` of a [grid.NAME]: for which screens the grid is. */
#include "theme/theme_parts.h"

#include "base/memory.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum { ASPECT_MAX = 10000, PIXELS_MAX = 100000 };

static const char *const quantity_names[] = {"aspect", "width", "height"}; /* enum grid_quantity */
static const char *const compare_names[] = {"<", "<=", ">", ">="};         /* enum grid_compare */

/* "4:3" of an aspect, "1000" of a side. */
static bool read_value(const struct option_value *value, const char *text,
                       struct grid_condition *out)
{
    char number[2][16] = {"", ""}, quote[OPTION_QUOTE_SIZE];
    const char *rest = text;
    if (strpbrk(text, "<>=") != NULL) {
        option_error(value, "%s is more than a value; write a comma between two conditions",
                     option_quote(text, quote));
        return false;
    }
    if (out->quantity != GRID_ASPECT) {
        out->b = 1;
        return option_int(value, text, 1, PIXELS_MAX, &out->a);
    }
    bool form = option_next(&rest, ":", number[0], sizeof number[0]) &&
                option_next(&rest, ":", number[1], sizeof number[1]) && *rest == '\0';
    if (!form) {
        option_error(value, "%s is not width:height; write it as 4:3", option_quote(text, quote));
        return false;
    }
    return option_int(value, number[0], 1, ASPECT_MAX, &out->a) &&
           option_int(value, number[1], 1, ASPECT_MAX, &out->b);
}

/* "aspect < 4:3", with or without spaces. */
static bool read_condition(const struct option_value *value, const char *text,
                           struct grid_condition *out)
{
    char name[OPTION_QUOTE_SIZE], quote[OPTION_QUOTE_SIZE], sign[3] = "";
    int quantity = GRID_ASPECT, compare;
    size_t length = strcspn(text, " \t<>=");
    const char *rest = text + length + strspn(text + length, " \t");
    size_t sign_length = strspn(rest, "<>=");
    snprintf(name, sizeof name, "%.*s", (int)length, text);
    if (sign_length > 0 &&
        !option_choice(value, name, quantity_names, COUNT_OF(quantity_names), &quantity))
        return false;
    if (sign_length < sizeof sign)
        memcpy(sign, rest, sign_length);
    for (compare = 0; compare < (int)COUNT_OF(compare_names); compare++)
        if (strcmp(sign, compare_names[compare]) == 0)
            break;
    if (compare == (int)COUNT_OF(compare_names)) {
        option_error(value,
                     "%s compares nothing; write aspect, width or height, then <, <=, > or >=, as "
                     "in \"aspect < 4:3\"",
                     option_quote(text, quote));
        return false;
    }
    rest += sign_length;
    rest += strspn(rest, " \t");
    *out = (struct grid_condition){.quantity = (enum grid_quantity)quantity,
                                   .compare = (enum grid_compare)compare};
    return read_value(value, rest, out);
}

void theme_read_when(const struct option_value *value, void *target)
{
    struct grid_draft *draft = target;
    struct grid_condition conditions[GRID_CONDITIONS_MAX];
    int count = 0;
    char text[80];
    draft->when = (struct grid_entry){.given = true, .value = *value};
    for (const char *rest = value->text; option_next(&rest, ",", text, sizeof text); count++) {
        if (count == GRID_CONDITIONS_MAX) {
            option_error(value, "more than %d conditions; remove some", GRID_CONDITIONS_MAX);
            return;
        }
        if (!read_condition(value, text, &conditions[count]))
            return;
    }
    memcpy(draft->grid.conditions, conditions, sizeof *conditions * (size_t)count);
    draft->grid.condition_count = count;
    draft->when.good = true;
}

/* --- what the conditions say ---------------------------------------------------------------------
 */

static bool compare(enum grid_compare how, int64_t left, int64_t right)
{
    switch (how) {
    case GRID_LESS:
        return left < right;
    case GRID_AT_MOST:
        return left <= right;
    case GRID_MORE:
        return left > right;
    case GRID_AT_LEAST:
        return left >= right;
    }
    return false;
}

bool theme_when_holds(const struct theme_grid *grid, struct size screen)
{
    for (int i = 0; i < grid->condition_count; i++) {
        const struct grid_condition *c = &grid->conditions[i];
        int64_t side = c->quantity == GRID_HEIGHT ? screen.h : screen.w;
        int64_t other = c->quantity == GRID_ASPECT ? screen.h : 1;
        if (!compare(c->compare, side * c->b, other * c->a))
            return false;
    }
    return true;
}

/* Narrows LOW..HIGH by the conditions on one quantity; false when nothing is left of it. */
static bool range_of(const struct theme_grid *grid, enum grid_quantity quantity, double *low,
                     double *high)
{
    bool open_low = true, open_high = true;
    *low = 0;
    *high = INFINITY;
    for (int i = 0; i < grid->condition_count; i++) {
        const struct grid_condition *c = &grid->conditions[i];
        double limit = (double)c->a / c->b;
        bool below = c->compare == GRID_LESS || c->compare == GRID_AT_MOST;
        bool open = c->compare == GRID_LESS || c->compare == GRID_MORE;
        double *end = below ? high : low;
        bool *end_open = below ? &open_high : &open_low;
        if (c->quantity != quantity || (below ? limit > *end : limit < *end))
            continue;
        *end_open = open || (limit == *end && *end_open);
        *end = limit;
    }
    return *low < *high || (*low == *high && !open_low && !open_high);
}

bool theme_when_range(const struct theme_grid *grid, double *low, double *high)
{
    double from, to;
    return range_of(grid, GRID_WIDTH, &from, &to) && range_of(grid, GRID_HEIGHT, &from, &to) &&
           range_of(grid, GRID_ASPECT, low, high);
}
