#include "player/stage.h"

#include "base/memory.h"

#include <stdlib.h>

struct typeset {
    int references;
    struct fonts *fonts;
    const struct text_measure *measure;
    struct text_cache *text;
};

static struct typeset *typeset_create(struct fonts *fonts, const struct text_measure *measure,
                                      size_t text_bytes)
{
    struct typeset *typeset = memory_new(sizeof *typeset);
    typeset->references = 1;
    typeset->fonts = fonts;
    typeset->measure = measure;
    typeset->text = text_cache_create(measure, text_bytes);
    return typeset;
}

static void typeset_put(struct typeset *typeset)
{
    if (--typeset->references > 0)
        return;
    text_cache_destroy(typeset->text);
    fonts_remove(typeset->fonts, typeset->measure);
    free(typeset);
}

struct stage *stage_create(struct look *look, struct fonts *fonts, const struct stage *before,
                           size_t text_bytes)
{
    struct stage *stage = memory_new(sizeof *stage);
    stage->references = 1;
    stage->look = look;
    if (before == NULL) {
        stage->typeset = typeset_create(fonts, fonts_measure(fonts), text_bytes);
    } else if (before->look->faces == look->faces) {
        stage->typeset = before->typeset;
        stage->typeset->references++;
    } else {
        stage->typeset = typeset_create(fonts, fonts_add(fonts, look->faces), text_bytes);
    }
    stage->text = stage->typeset->text;
    return stage;
}

struct stage *stage_take(struct stage *stage)
{
    stage->references++;
    return stage;
}

void stage_put(struct stage *stage)
{
    if (stage == NULL || --stage->references > 0)
        return;
    typeset_put(stage->typeset);
    look_destroy(stage->look);
    free(stage);
}

static void leave(void *stage)
{
    stage_put(stage);
}

struct composer *stage_composer(struct stage *stage, const struct composer_inputs *inputs)
{
    struct composer_inputs whole = *inputs;
    whole.config = stage->look->config;
    whole.theme = stage->look->theme;
    whole.logo = stage->look->logo;
    whole.text = stage->text;
    whole.owner = stage_take(stage);
    whole.leave = leave;
    return composer_create(&whole);
}
