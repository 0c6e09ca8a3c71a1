#include "player/teller_view.h"

#include "base/printable.h"

#include <string.h>

static void copy(char *out, size_t size, const char *text)
{
    printable_line(out, size, text != NULL ? text : "");
}

static void read_display(const struct window *window, int rotate, struct status_view *out)
{
    const char *driver = SDL_GetCurrentVideoDriver();
    out->size = window_size(window);
    out->hz = window_hz(window);
    out->gpu = window_is_gpu(window);
    out->rotate = rotate;
    copy(out->driver, sizeof out->driver, driver != NULL ? driver : "kms"); /* without SDL */
    copy(out->output, sizeof out->output, window_output(window));
}

static void read_content(const struct content *content, struct status_view *out)
{
    out->waiting = content == NULL || content_is_empty(content);
    if (content == NULL)
        return;
    out->content = content->serial;
    out->headlines = content->headline_count;
    out->articles =
        content->article_count > 0 ? content->article_count : content->article.title != NULL;
    out->weather = content->weather.present;
    out->prayers = content->prayers.present || content->timetable != NULL;
}

static void read_zones(const struct playout *playout, struct status_view *out)
{
    int count = composer_zone_count(playout->shown);
    for (int i = 0; i < count && out->zone_count < ZONES_MAX; i++) {
        struct composer_zone zone;
        composer_describe_zone(playout->shown, i, &playout->moment, &zone);
        if (rect_is_empty(zone.rect))
            continue;
        struct status_zone *to = &out->zones[out->zone_count++];
        copy(to->name, sizeof to->name, zone.name);
        copy(to->widget, sizeof to->widget, zone.widget);
        to->page = zone.page;
        to->pages = zone.pages;
    }
}

void teller_view_read(const struct window *window, const struct playout *playout,
                      const struct stage *stage, struct status_view *out)
{
    memset(out, 0, sizeof *out);
    out->phase = window == NULL ? STATUS_NO_DISPLAY : STATUS_SHOWING;
    if (window == NULL)
        return;
    const struct config *config = stage->look->config;
    copy(out->theme, sizeof out->theme, stage->look->theme->name);
    copy(out->config, sizeof out->config, config->path);
    out->trust = playout->moment.trust;
    out->dark = playout->last != NULL && composer_is_dark(playout->shown);
    read_display(window, config->rotate, out);
    read_content(composer_inputs_of(playout->shown)->content, out);
    if (playout->last != NULL)
        read_zones(playout, out);
}

enum status_first teller_view_first(const struct playout *playout)
{
    const struct content *content = composer_inputs_of(playout->shown)->content;
    if (content == NULL || content_is_empty(content))
        return STATUS_FIRST_WAITING;
    for (int i = 0; i < content->source_count; i++) {
        if (content->sources[i].state == SOURCE_FRESH)
            return STATUS_FIRST_FETCHED;
    }
    return content->source_count > 0 ? STATUS_FIRST_KEPT : STATUS_FIRST_SAMPLE;
}

bool teller_view_differs(const struct status_view *before, const struct status_view *now)
{
    return before->phase != now->phase || before->content != now->content ||
           before->waiting != now->waiting || before->dark != now->dark ||
           before->trust != now->trust || before->size.w != now->size.w ||
           before->size.h != now->size.h || before->hz != now->hz ||
           before->rotate != now->rotate || before->gpu != now->gpu ||
           strcmp(before->theme, now->theme) != 0 || strcmp(before->config, now->config) != 0 ||
           strcmp(before->output, now->output) != 0;
}
