#include "player/reminder.h"

#include "base/log.h"
#include "content/prayer_table.h"

enum { TEXT_CAP = 1024 };

bool reminder_tell(struct reminder *reminder, const struct config *config,
                   const struct content *content, const struct moment *moment)
{
    if (content == NULL || content->timetable == NULL || moment->trust == TRUST_UNSET)
        return false;
    struct date today = zone_civil(content->zone, moment_seconds(moment)).date;
    if (date_equal(today, reminder->told))
        return false;
    reminder->told = today;
    struct buffer text;
    buffer_init(&text, TEXT_CAP);
    const char *afterwards =
        prayer_table_afterwards(content->prayers.present, content->place.located);
    bool told = prayer_table_tell_end(content->timetable, today, afterwards, &text);
    if (told)
        log_warning("%s: the official timetable: %s",
                    config->timetable != NULL ? config->timetable : "prayers", buffer_text(&text));
    buffer_finish(&text);
    return told;
}
