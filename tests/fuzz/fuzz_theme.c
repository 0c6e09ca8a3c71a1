/* Any bytes as theme.ini and as riwaq.conf: no crash, findings for what is refused, and values
 * within the ranges that the headers promise. */
#include "base/memory.h"
#include "theme/config.h"
#include "theme/theme.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const char *const widgets[] = {"masthead", "ticker",  "headlines", "article",
                                      "weather",  "prayers", "social",    "clock"};

struct input {
    const char *text;
    size_t size;
};

/* A theme that extends another finds the built-in one, or itself. */
static char *find_theme(void *self, const char *name, size_t *size)
{
    const struct input *input = self;
    const char *text = input->text;
    *size = input->size;
    if (strcmp(name, "none") == 0)
        return NULL;
    if (strcmp(name, "atrium") == 0)
        text = theme_builtin_text(size);
    return memory_text_n(text, *size);
}

static void require(bool held)
{
    if (!held)
        abort();
}

static void check_theme(const struct theme *theme)
{
    static const struct size screens[] = {{1, 1}, {1920, 1080}, {1080, 1920}, {8192, 16}};
    require(theme->name != NULL && theme->grids[0].column_count > 0);
    require(theme->canvas.w > 0 && theme->canvas.h > 0);
    require(theme->zone_count >= 0 && theme->zone_count <= ZONES_MAX);
    for (int i = 0; i < theme->zone_count; i++) {
        require(theme->zones[i].name != NULL);
        require(theme->zones[i].entry_count >= 0 && theme->zones[i].entry_count <= ENTRIES_MAX);
        for (int e = 0; e < theme->zones[i].entry_count; e++)
            require(theme->zones[i].entries[e].duration_ns >= 0);
    }
    for (int i = 0; i < FONT_ROLE_COUNT; i++) {
        require(theme->fonts[i].family_count > 0 && theme->fonts[i].family_count <= FAMILIES_MAX);
        require(theme->fonts[i].size >= 6 && theme->fonts[i].size <= 400);
    }
    for (size_t i = 0; i < COUNT_OF(screens); i++) {
        const struct theme_grid *grid = theme_grid_for(theme, screens[i]);
        require(theme_unit(theme, screens[i]) > 0);
        require(grid->column_count > 0 && grid->column_count <= TRACKS_MAX);
        require(grid->row_count > 0 && grid->row_count <= TRACKS_MAX);
        for (int z = 0; z < theme->zone_count; z++) {
            struct rect cell = grid->cells[z];
            require(cell.w == 0 ||
                    (cell.x >= 0 && cell.y >= 0 && cell.h > 0 &&
                     cell.x + cell.w <= grid->column_count && cell.y + cell.h <= grid->row_count));
        }
    }
}

static void check_config(const struct config *config)
{
    require(config->language_count >= 1 && config->language_count <= LANGUAGES_SHOWN_MAX);
    require(config->unit == 'C' || config->unit == 'F');
    require(config->rotate % 90 == 0 && config->rotate >= 0 && config->rotate < 360);
    const struct prayer_settings *prayer = &config->prayer;
    require(prayer->hijri.adjust >= -3 && prayer->hijri.adjust <= 3);
    require(prayer->hijri.month_count >= 0 && prayer->hijri.month_count <= HIJRI_MONTHS_MAX);
    for (int i = 1; i < prayer->hijri.month_count; i++) {
        const struct hijri_month *month = &prayer->hijri.months[i];
        require(month[0].year * 12 + month[0].month > month[-1].year * 12 + month[-1].month);
    }
    require(prayer->jumua_count >= 0 && prayer->jumua_count <= JUMUA_MAX);
    require(prayer->imsak_minutes >= 0 && prayer->imsak_minutes <= 60);
    require(prayer->tomorrow_minutes >= 0 && prayer->tomorrow_minutes <= 180);
    require(config->place.altitude >= 0 && config->place.altitude <= 9000);
    require(config->source_count >= 0 && config->source_count <= SOURCES_MAX);
    for (int i = 0; i < config->source_count; i++) {
        require(config->sources[i].name != NULL && config->sources[i].url != NULL);
        require(config->sources[i].every_s >= 10 && config->sources[i].every_s <= 86400);
        require(config->sources[i].timeout_s >= 1 && config->sources[i].timeout_s <= 120);
        require(config->sources[i].format == NULL || config->sources[i].map == NULL);
        require(config->sources[i].selection.max_items >= 0);
    }
    const struct place *place = &config->place;
    require(!place->located || (place->latitude >= -90 && place->latitude <= 90 &&
                                place->longitude >= -180 && place->longitude <= 180));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct diagnostics diagnostics;
    struct input input = {(const char *)data, size};
    diagnostics_init(&diagnostics);
    struct theme *theme = theme_parse("theme.ini", NULL, input.text, input.size, widgets,
                                      (int)COUNT_OF(widgets), find_theme, &input, &diagnostics);
    require((theme == NULL) == (diagnostics.errors > 0));
    if (theme != NULL)
        check_theme(theme);
    theme_destroy(theme);
    diagnostics_finish(&diagnostics);

    diagnostics_init(&diagnostics);
    struct config *config = config_parse("/etc/riwaq.conf", input.text, input.size, &diagnostics);
    require(config != NULL);
    check_config(config);
    config_destroy(config);
    diagnostics_finish(&diagnostics);
    return 0;
}
