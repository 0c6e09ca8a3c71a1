/* `show`: the widgets of a zone, how long each is up, and at what times. */
#include "theme/theme_parts.h"

#include "base/arena.h"
#include "base/memory.h"
#include "base/moment.h"
#include "theme/option_hours.h"

#include <stdio.h>
#include <string.h>

static const char arabic_comma[] = "\u060C";

/* --- one entry ------------------------------------------------------------------------------- */

static bool is_widget(const struct theme_draft *draft, const char *name)
{
    for (int i = 0; i < draft->widget_count; i++)
        if (strcmp(draft->widgets[i], name) == 0)
            return true;
    return false;
}

/* What an entry has of each kind so far. */
struct words {
    bool duration, hours;
};

static bool read_word(const struct option_value *value, const char *word, struct words *seen,
                      struct theme_entry *entry)
{
    const struct theme_draft *draft = value->context->user;
    bool digit = word[0] >= '0' && word[0] <= '9';
    if (!digit && is_widget(draft, word)) {
        option_error(value, "\"%s\" and \"%s\" in one entry; write a comma between them",
                     entry->widget, word);
        return false;
    }
    if ((word[0] | 32) >= 'a' && (word[0] | 32) <= 'z')
        return option_weekdays(value, word, &entry->weekdays);
    bool hours = digit && strpbrk(word, ":-") != NULL;
    bool *kind = hours ? &seen->hours : &seen->duration;
    if (*kind) {
        option_error(value, "\"%s\" takes one %s; for another write an entry of its own",
                     entry->widget, hours ? "stretch of hours" : "duration");
        return false;
    }
    *kind = true;
    if (hours)
        return option_hours(value, word, &entry->from_min, &entry->to_min);
    return option_duration(value, word, 1, 86400, &entry->duration_ns);
}

/* "article 40s 07:00-12:00 mon-fri sun". False: wrong, and reported. */
static bool read_entry(const struct option_value *value, const char *text, struct theme_entry *out)
{
    const struct theme_draft *draft = value->context->user;
    char word[OPTION_QUOTE_SIZE] = "";
    struct words seen = {false, false};
    option_next(&text, " \t", word, sizeof word);
    if (word[0] == '\0') {
        option_error(value, "an empty entry; write widgets with one comma between them");
        return false;
    }
    if (option_is_weekday(word)) {
        option_error(value, "\"%s\" is no widget; part weekdays by spaces, such as mon-thu sat",
                     word);
        return false;
    }
    int index;
    if (!draft->lenient && !option_choice(value, word, draft->widgets, draft->widget_count, &index))
        return false;
    *out = (struct theme_entry){
        .widget = arena_text(value->context->arena, word),
        .to_min = DAY_MINUTES,
        .line = value->line,
    };
    while (option_next(&text, " \t", word, sizeof word))
        if (!read_word(value, word, &seen, out))
            return false;
    if (seen.hours && out->weekdays == 0)
        out->weekdays = EVERY_DAY;
    if (!seen.hours && out->weekdays == EVERY_DAY)
        out->weekdays = 0;
    return true;
}

void theme_read_show(const struct option_value *value, void *target)
{
    struct theme_draft *draft = value->context->user;
    struct theme_zone *zone = target;
    struct theme_entry entries[ENTRIES_MAX];
    int count = 0;
    char item[128];
    draft->show_inis[zone - draft->theme->zones] = value->ini;
    if (strstr(value->text, arabic_comma) != NULL) {
        option_error(value, "an Arabic comma; write \",\" between two widgets");
        return;
    }
    for (const char *rest = value->text; option_next(&rest, ",", item, sizeof item);) {
        if (count == ENTRIES_MAX) {
            option_error(value, "more than %d entries; remove some", ENTRIES_MAX);
            return;
        }
        if (!read_entry(value, item, &entries[count]))
            return;
        if (!draft->lenient || is_widget(draft, entries[count].widget))
            count++;
    }
    memcpy(zone->entries, entries, sizeof *entries * (size_t)count);
    zone->entry_count = count;
}

/* --- entries that never come up ----------------------------------------------------------------
 */

/* Whether an entry is due in a minute of the week, by the calendar: days of 24 hours. */
static bool is_due(const struct theme_entry *entry, int minute)
{
    int day = minute / DAY_MINUTES, of_day = minute % DAY_MINUTES;
    int before = (day + WEEK_DAYS - 1) % WEEK_DAYS;
    bool today = entry->weekdays >> day & 1, yesterday = entry->weekdays >> before & 1;
    if (entry->weekdays == 0)
        return true;
    if (entry->from_min < entry->to_min)
        return today && of_day >= entry->from_min && of_day < entry->to_min;
    return (today && of_day >= entry->from_min) || (yesterday && of_day < entry->to_min);
}

static unsigned due_in(const struct theme_zone *zone, int minute)
{
    unsigned due = 0;
    for (int i = 0; i < zone->entry_count; i++)
        due |= (unsigned)is_due(&zone->entries[i], minute % WEEK_MINUTES) << i;
    return due;
}

/* Which of the entries that are DUE for so many minutes come up in that time, if each takes no
 * longer than the theme says. */
static unsigned shown_within(const struct theme_zone *zone, unsigned due, int minutes)
{
    int64_t room_ns = minutes * 60 * NS_PER_SECOND;
    unsigned shown = 0;
    for (int i = 0; i < zone->entry_count && room_ns > 0; i++)
        if (due >> i & 1) {
            shown |= 1U << i;
            room_ns -= zone->entries[i].duration_ns;
        }
    return shown;
}

/* The cycle begins anew whenever other entries are due. */
static unsigned ever_shown(const struct theme_zone *zone)
{
    int first = 0;
    while (first < WEEK_MINUTES && due_in(zone, first) == due_in(zone, first + 1))
        first++;
    if (first == WEEK_MINUTES) /* always the same ones */
        return due_in(zone, 0);
    unsigned shown = 0;
    for (int start = first + 1, end; start <= first + WEEK_MINUTES; start = end) {
        unsigned due = due_in(zone, start);
        for (end = start + 1; end <= first + WEEK_MINUTES && due_in(zone, end) == due;)
            end++;
        shown |= shown_within(zone, due, end - start);
    }
    return shown;
}

void theme_finish_show(const struct theme_draft *draft, int index)
{
    const struct theme_zone *zone = &draft->theme->zones[index];
    if (draft->show_inis[index] == NULL)
        return;
    unsigned shown = ever_shown(zone);
    char where[INI_NAME_MAX + 16];
    snprintf(where, sizeof where, "[zone.%s] show", zone->name);
    for (int i = 0; i < zone->entry_count; i++)
        if ((shown >> i & 1) == 0)
            diagnostics_add(draft->context.diagnostics, SEVERITY_WARNING,
                            draft->show_inis[index]->file, zone->entries[i].line, where,
                            "\"%s\" is never shown: those before it take all the time in which it "
                            "is due; make them shorter, or write it before them",
                            zone->entries[i].widget);
}
