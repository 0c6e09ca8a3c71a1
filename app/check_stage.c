#include "check_stage.h"

#include "check_content.h"
#include "content/content.h"
#include "widgets/board.h"

enum {
    CACHE_BYTES = 8 * 1024 * 1024,
    CHANGES_MAX = 24, /* frames of one entry: its pages, and the clock beside it */
    STAGE_HZ = 60
};

/* A Wednesday of Ramadan, at noon: the same verdict on every day. */
static const struct civil stage_civil = {{2025, 3, 19}, 12, 55, 0};

int stage_sizes(const struct theme *theme, struct size out[STAGE_SIZES_MAX])
{
    const struct size canvas = theme->canvas, turned = {canvas.h, canvas.w};
    out[0] = canvas;
    if (theme_grid_for(theme, turned) == theme_grid_for(theme, canvas))
        return 1;
    out[1] = turned;
    return 2;
}

/* A day of the week that WALL_NS is far from, as theme_entry has them. */
static unsigned other_weekday(int64_t wall_ns)
{
    int64_t day = floor_div(wall_ns, SECONDS_PER_DAY * NS_PER_SECOND);
    return 1U << floor_mod(day + 4 + 3, 7); /* 1970 began with a Thursday */
}

/* THEME as it is at WALL_NS with entry ENTRY of each zone due alone, and nothing on its way. The
 * other entries are there: tracks that are auto have room for them. */
static void set_entry(struct theme *staged, const struct theme *theme, int entry, int64_t wall_ns)
{
    *staged = *theme;
    for (int i = 0; i < staged->zone_count; i++) {
        struct theme_zone *zone = &staged->zones[i];
        int due = entry < zone->entry_count ? entry : 0;
        for (int e = 0; e < zone->entry_count; e++) {
            zone->entries[e].weekdays = e == due ? 0 : other_weekday(wall_ns);
            zone->entries[e].from_min = 0;
            zone->entries[e].to_min = 24 * 60;
        }
        zone->transition = TRANSITION_CUT;
        zone->source_count = 0;
    }
}

static void show_entry(const struct composer_inputs *inputs, struct stage_frame *frame,
                       int64_t start_ns, stage_look look, void *self)
{
    struct composer *composer = composer_create(inputs);
    struct moment moment = {.wall_ns = start_ns, .hz = STAGE_HZ, .trust = TRUST_SYNCHRONISED};
    for (int i = 0; i < CHANGES_MAX; i++) {
        moment.tick = moment_tick(moment.wall_ns, STAGE_HZ);
        frame->scene = composer_scene(composer, &moment);
        look(self, frame);
        int64_t next_ns = composer_next_change(composer);
        if (next_ns == MOMENT_NEVER || next_ns - start_ns > 600 * NS_PER_SECOND)
            break;
        moment.wall_ns = next_ns > moment.wall_ns ? next_ns : moment.wall_ns + NS_PER_SECOND;
        text_cache_trim(inputs->text);
    }
    composer_destroy(composer);
}

static void show_content(const struct stage *stage, struct text_cache *text,
                         const struct config *config, const struct content *content,
                         int64_t wall_ns, stage_look look, void *self)
{
    struct theme staged;
    struct composer_inputs inputs = {.content = content,
                                     .config = config,
                                     .theme = &staged,
                                     .logo = stage->logo,
                                     .text = text,
                                     .lit = true};
    int entries = 1;
    for (int i = 0; i < stage->theme->zone_count; i++)
        if (stage->theme->zones[i].entry_count > entries)
            entries = stage->theme->zones[i].entry_count;
    for (int s = 0; s < stage->size_count; s++)
        for (int entry = 0; entry < entries; entry++) {
            set_entry(&staged, stage->theme, entry, wall_ns);
            inputs.size = stage->sizes[s];
            struct stage_frame frame = {stage->theme, NULL, stage->fonts, config->languages[0],
                                        entry};
            show_entry(&inputs, &frame, wall_ns, look, self);
        }
}

static void show_language(const struct stage *stage, struct text_cache *text,
                          enum language language, stage_look look, void *self)
{
    const int64_t wall_s = civil_seconds(&stage_civil);
    struct config config = *stage->config;
    config.languages[0] = language;
    config.language_count = 1;
    struct content *content = check_content_create(&config, language, wall_s);
    show_content(stage, text, &config, content, wall_s * NS_PER_SECOND, look, self);
    content_put(content);
    if (stage->content != NULL)
        show_content(stage, text, &config, stage->content, stage->wall_ns, look, self);
}

void stage_show(const struct stage *stage, stage_look look, void *self)
{
    struct text_cache *text = text_cache_create(fonts_measure(stage->fonts), CACHE_BYTES);
    for (int i = 0; i < stage->config->language_count; i++)
        show_language(stage, text, stage->config->languages[i], look, self);
    text_cache_destroy(text);
}

void stage_places(const struct stage *stage, struct size size, struct rect out[ZONES_MAX])
{
    struct rect paints[ZONES_MAX];
    struct board board;
    const int64_t wall_s = civil_seconds(&stage_civil);
    struct text_cache *text = text_cache_create(fonts_measure(stage->fonts), CACHE_BYTES);
    struct content *content =
        check_content_create(stage->config, stage->config->languages[0], wall_s);
    const struct composer_inputs inputs = {.content = content,
                                           .config = stage->config,
                                           .theme = stage->theme,
                                           .logo = stage->logo,
                                           .text = text,
                                           .size = size,
                                           .lit = true};
    board_init(&board, &inputs);
    board_place(&board, false, NULL, out, paints);
    for (int i = 0; i < board.zone_count; i++)
        out[i] = rect_intersection(out[i], layout_clear(&board.screen));
    board_finish(&board);
    content_put(content);
    text_cache_destroy(text);
}
