#include "player/controls.h"

#include "base/memory.h"

#include <SDL_keycode.h>

/* Up and down by these: an hour, a day, five days in a minute. */
static const int factors[] = {1, 10, 60, 300, 1440, 7200, 36000, DEMO_FACTOR_MAX};

/* --- time --- */

void controls_begin(struct controls *controls, int64_t clock_ns)
{
    if (controls->tempo.factor > 0)
        controls->tempo.wall_ns = clock_ns;
    controls->tempo.viewer_ns = controls_viewer_ns(controls, clock_ns);
}

void controls_init(struct controls *controls, bool enabled, int factor, int64_t clock_ns)
{
    *controls = (struct controls){.enabled = enabled, .tempo.factor = factor};
    controls_begin(controls, clock_ns);
}

int64_t controls_viewer_ns(const struct controls *controls, int64_t clock_ns)
{
    return controls->frozen ? controls->frozen_ns : clock_ns - controls->behind_ns;
}

void controls_set_moment(const struct controls *controls, int64_t viewer_ns, struct moment *moment)
{
    moment->tempo = controls->tempo;
    moment->step = controls->step;
    moment->wall_ns = tempo_wall_ns(&controls->tempo, viewer_ns);
}

bool controls_is_demo(const struct controls *controls)
{
    const struct tempo *tempo = &controls->tempo;
    bool apart = tempo->factor == 1 && tempo->wall_ns - tempo->viewer_ns != controls->behind_ns;
    return tempo->factor > 1 || apart || controls->frozen;
}

int64_t controls_due_ns(const struct controls *controls, int64_t change_ns, int64_t tick_ns)
{
    if (controls->frozen || change_ns == MOMENT_NEVER)
        return MOMENT_NEVER;
    int64_t before_ns = tempo_viewer_ns(&controls->tempo, change_ns - 1);
    int64_t due_ns = before_ns < MOMENT_NEVER ? before_ns + 1 : MOMENT_NEVER;
    return controls->tempo.factor > 1 && due_ns < tick_ns ? tick_ns : due_ns;
}

enum controls_change controls_renew(struct controls *controls, int64_t clock_ns)
{
    const int64_t viewer_ns = controls_viewer_ns(controls, clock_ns);
    if (controls->tempo.factor == 0 || tempo_wall_ns(&controls->tempo, viewer_ns) < DEMO_END_NS)
        return CONTROLS_NOTHING;
    controls_begin(controls, clock_ns);
    return CONTROLS_AFRESH;
}

/* --- keys --- */

/* What a key does: ARGUMENT is its row's. */
typedef enum controls_change action(struct controls *controls, int argument,
                                    const struct config *config, int64_t clock_ns);

static enum controls_change step(struct controls *controls, int by, const struct config *config,
                                 int64_t clock_ns)
{
    (void)config;
    (void)clock_ns;
    controls->step += by;
    return CONTROLS_AFRESH;
}

/* Pages go on from where they stood. So does the wall clock of a demo; any other shows the hour
 * again: a window must not stay behind because somebody looked at a page. Afresh both times: what
 * was on its way in would not come in while time stands still. */
static enum controls_change freeze(struct controls *controls, int argument,
                                   const struct config *config, int64_t clock_ns)
{
    (void)argument;
    (void)config;
    const int64_t viewer_ns = controls_viewer_ns(controls, clock_ns);
    controls->frozen = !controls->frozen;
    controls->frozen_ns = viewer_ns;
    controls->said = controls->frozen ? "frozen" : "going on";
    if (controls->frozen)
        return CONTROLS_AFRESH;
    controls->behind_ns = clock_ns - viewer_ns;
    if (controls->tempo.factor <= 1)
        controls->tempo = (struct tempo){1, clock_ns, viewer_ns};
    return CONTROLS_AFRESH;
}

/* The next one of the table up or down; the wall clock goes on from what it shows. */
static enum controls_change change_factor(struct controls *controls, int up,
                                          const struct config *config, int64_t clock_ns)
{
    (void)config;
    const int64_t viewer_ns = controls_viewer_ns(controls, clock_ns);
    const int now = controls->tempo.factor > 0 ? controls->tempo.factor : 1;
    int factor = up > 0 ? DEMO_FACTOR_MAX : 1;
    for (size_t i = 0; i < COUNT_OF(factors); i++) {
        if (up > 0 && factors[i] > now && factors[i] < factor)
            factor = factors[i];
        if (up < 0 && factors[i] < now && factors[i] > factor)
            factor = factors[i];
    }
    controls->said = factor == 1 ? "as fast as time" : "";
    controls->tempo = (struct tempo){factor, tempo_wall_ns(&controls->tempo, viewer_ns), viewer_ns};
    return CONTROLS_AFRESH;
}

/* Only the factor of a demo stays. */
static enum controls_change back_to_now(struct controls *controls, int argument,
                                        const struct config *config, int64_t clock_ns)
{
    (void)argument;
    (void)config;
    controls->frozen = controls->pinned = false;
    controls->behind_ns = 0;
    controls->step = 0;
    controls->said = "now";
    if (controls->tempo.factor <= 1)
        controls->tempo = (struct tempo){0};
    controls_begin(controls, clock_ns);
    return CONTROLS_AFRESH;
}

/* Those of the configuration in their order, then the others. */
static int order_languages(const struct config *config, enum language order[LANGUAGE_COUNT])
{
    int count = 0;
    bool had[LANGUAGE_COUNT] = {false};
    for (int i = 0; i < config->language_count && count < LANGUAGE_COUNT; i++) {
        if (!had[config->languages[i]])
            order[count++] = config->languages[i];
        had[config->languages[i]] = true;
    }
    for (int i = 0; i < LANGUAGE_COUNT; i++)
        if (!had[i])
            order[count++] = (enum language)i;
    return count;
}

/* The first press leads to one that is not up alone already. */
static enum controls_change next_language(struct controls *controls, int argument,
                                          const struct config *config, int64_t clock_ns)
{
    (void)argument;
    (void)clock_ns;
    enum language order[LANGUAGE_COUNT];
    int count = order_languages(config, order), at = config->language_count == 1 ? 1 : 0;
    for (int i = 0; controls->pinned && i < count; i++)
        if (order[i] == controls->language)
            at = (i + 1) % count;
    controls->pinned = true;
    controls->language = order[at];
    controls->said = language_code(order[at]);
    return CONTROLS_AFRESH;
}

enum layer { LAYER_ZONES, LAYER_TIMES, LAYER_HELP };

static enum controls_change toggle(struct controls *controls, int layer,
                                   const struct config *config, int64_t clock_ns)
{
    (void)config;
    (void)clock_ns;
    bool *shown = layer == LAYER_ZONES   ? &controls->zones
                  : layer == LAYER_TIMES ? &controls->times
                                         : &controls->help;
    *shown = !*shown;
    return CONTROLS_REDRAW;
}

enum { KEYS_MAX = 4 };

/* As keyboards are: where + is above =, the key is =, and ? is above /. */
static const struct control {
    int keys[KEYS_MAX];
    const char *names, *what;
    action *act;
    int argument;
} table[] = {
    {{SDLK_RIGHT, SDLK_n}, "right, n", "the next page of every zone", step, 1},
    {{SDLK_LEFT, SDLK_p}, "left, p", "the page before", step, -1},
    {{SDLK_SPACE}, "space", "freeze, go on", freeze, 0},
    {{SDLK_PLUS, SDLK_EQUALS, SDLK_KP_PLUS}, "+", "time runs faster", change_factor, 1},
    {{SDLK_MINUS, SDLK_KP_MINUS}, "-", "time runs slower", change_factor, -1},
    {{SDLK_r, SDLK_0, SDLK_KP_0}, "r, 0", "back to now", back_to_now, 0},
    {{SDLK_l}, "l", "the next language", next_language, 0},
    {{SDLK_z}, "z", "the zones and what they show", toggle, LAYER_ZONES},
    {{SDLK_f}, "f", "frame times", toggle, LAYER_TIMES},
    {{SDLK_h, SDLK_QUESTION, SDLK_SLASH}, "h, ?", "these keys", toggle, LAYER_HELP},
    {{0}, "q, Esc", "the end", NULL, 0}, /* the player's own, also where no other key counts */
};

enum controls_change controls_press(struct controls *controls, int key, const struct config *config,
                                    int64_t clock_ns)
{
    if (!controls->enabled || key == 0)
        return CONTROLS_NOTHING;
    for (size_t i = 0; i < COUNT_OF(table); i++)
        for (int k = 0; k < KEYS_MAX; k++)
            if (table[i].keys[k] == key) {
                controls->said = NULL;
                return table[i].act(controls, table[i].argument, config, clock_ns);
            }
    return CONTROLS_NOTHING;
}

bool controls_describe(int i, const char **keys, const char **what)
{
    if (i < 0 || (size_t)i >= COUNT_OF(table))
        return false;
    *keys = table[i].names;
    *what = table[i].what;
    return true;
}

void controls_print_said(const struct controls *controls, struct buffer *out)
{
    if (controls->said == NULL)
        return;
    if (controls->tempo.factor > 1)
        buffer_print(out, "time \xC3\x97 %d", controls->tempo.factor);
    bool both = controls->tempo.factor > 1 && controls->said[0] != '\0';
    buffer_print(out, "%s%s", both ? ", " : "", controls->said);
}
