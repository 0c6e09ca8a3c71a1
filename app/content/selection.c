#include "content/selection.h"

#include "base/memory.h"
#include "content/fold.h"

#include <stdlib.h>
#include <string.h>

static void phrases_finish(struct phrases *phrases)
{
    for (int i = 0; i < phrases->count; i++)
        free(phrases->items[i]);
    free(phrases->items);
    *phrases = (struct phrases){0};
}

void selection_finish(struct selection *selection)
{
    free(selection->label);
    phrases_finish(&selection->only);
    phrases_finish(&selection->never);
    selection_pin(selection, NULL);
    *selection = (struct selection){0};
}

bool phrases_add(struct phrases *phrases, const char *phrase)
{
    char *folded = fold_text(phrase);
    if (folded[0] == '\0') {
        free(folded);
        return false;
    }
    phrases->items =
        memory_resize(phrases->items, (size_t)phrases->count + 1, sizeof *phrases->items);
    phrases->items[phrases->count++] = folded;
    return true;
}

void selection_pin(struct selection *selection, const char *text)
{
    struct pin *pin = &selection->pin;
    free(pin->text);
    free(pin->link);
    free(pin->title);
    *pin = (struct pin){0};
    if (text != NULL)
        *pin = (struct pin){memory_text(text), fold_link(text), fold_title(text)};
}

bool selection_pins(const struct selection *selection, const char *title, const char *url)
{
    if (selection == NULL || selection->pin.text == NULL)
        return false;
    const struct pin *pin = &selection->pin;
    char *link = url != NULL ? fold_link(url) : NULL, *folded = fold_title(title);
    bool pins = (link != NULL && strcmp(link, pin->link) == 0) || strcmp(folded, pin->title) == 0;
    free(link);
    free(folded);
    return pins;
}

static bool has_any(const char *folded, const struct phrases *phrases)
{
    for (int i = 0; i < phrases->count; i++)
        if (fold_has_phrase(folded, phrases->items[i]))
            return true;
    return false;
}

bool selection_admits(const struct selection *selection, const char *title)
{
    if (selection == NULL || (selection->only.count == 0 && selection->never.count == 0))
        return true;
    char *folded = fold_text(title);
    bool wanted = (selection->only.count == 0 || has_any(folded, &selection->only)) &&
                  !has_any(folded, &selection->never);
    free(folded);
    return wanted;
}

/* --- ages --- */

/* Seconds, INT64_MAX for never. */
static int64_t span(int wanted_s, int usual_s)
{
    int span_s = wanted_s != SELECTION_DEFAULT ? wanted_s : usual_s;
    return span_s == SELECTION_NEVER ? INT64_MAX : span_s;
}

static int64_t after(int64_t as_of_s, int64_t span_s)
{
    return span_s == INT64_MAX ? INT64_MAX : as_of_s + span_s;
}

static struct age age_of(const struct selection *selection, int64_t as_of_s, int stale_s,
                         int hide_s)
{
    if (as_of_s == INSTANT_NONE)
        return AGE_NONE;
    int wanted_stale_s = selection != NULL ? selection->stale_after_s : SELECTION_DEFAULT;
    int wanted_hide_s = selection != NULL ? selection->hide_after_s : SELECTION_DEFAULT;
    return (struct age){.as_of_s = as_of_s,
                        .stale_s = after(as_of_s, span(wanted_stale_s, stale_s)),
                        .hide_s = after(as_of_s, span(wanted_hide_s, hide_s))};
}

struct age selection_weather_age(const struct selection *selection, int64_t as_of_s)
{
    return age_of(selection, as_of_s, WEATHER_STALE_S, WEATHER_HIDE_S);
}

struct age selection_news_age(const struct selection *selection, int64_t as_of_s)
{
    return age_of(selection, as_of_s, NEWS_STALE_S, NEWS_HIDE_S);
}

int64_t selection_patience_s(const struct selection *selection)
{
    int64_t stale_s = span(selection->stale_after_s, WEATHER_STALE_S);
    int64_t hide_s = span(selection->hide_after_s, WEATHER_HIDE_S);
    int64_t old_s = stale_s < hide_s ? stale_s : hide_s;
    return old_s < WEATHER_NOW_S ? old_s : WEATHER_NOW_S;
}
