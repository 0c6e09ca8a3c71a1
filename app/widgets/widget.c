#include "widgets/widget.h"

#include "base/memory.h"

#include <string.h>

static const struct widget *const widgets[] = {
    &widget_masthead, &widget_ticker, &widget_article, &widget_headlines,  &widget_weather,
    &widget_prayers,  &widget_social, &widget_clock,   &widget_departures,
};
/* In the order of the table above; a test compares the two. */
static const char *const names[COUNT_OF(widgets)] = {
    "masthead", "ticker", "article", "headlines",  "weather",
    "prayers",  "social", "clock",   "departures",
};

const struct widget *widget_find(const char *name)
{
    for (size_t i = 0; i < COUNT_OF(widgets); i++)
        if (strcmp(widgets[i]->name, name) == 0)
            return widgets[i];
    return NULL;
}

const char *const *widget_names(int *count)
{
    *count = (int)COUNT_OF(names);
    return names;
}

int64_t widget_reading_ns(int words)
{
    int64_t reading = words * NS_PER_SECOND / 4, least = 8 * NS_PER_SECOND;
    return reading > least ? reading : least;
}
