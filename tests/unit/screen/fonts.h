/* What the tests of fonts share: fonts of the fixture's theme, and questions to them. */
#ifndef RIWAQ_TESTS_SCREEN_FONTS_H
#define RIWAQ_TESTS_SCREEN_FONTS_H

#include "fixture.h"

struct state {
    struct theme theme;
    struct fonts *fonts;
    const struct text_measure *measure;
};

static inline int set_up(void **state)
{
    struct state *s = calloc(1, sizeof *s);
    s->theme = fixture_theme(false);
    s->fonts = fonts_create(&s->theme, NULL, NULL);
    if (s->fonts == NULL)
        return -1;
    s->measure = fonts_measure(s->fonts);
    *state = s;
    return 0;
}

static inline int tear_down(void **state)
{
    struct state *s = *state;
    fonts_destroy(s->fonts);
    free(s);
    return 0;
}

static inline int face_of(struct state *s, const char *cluster, bool *found)
{
    return s->measure->face(s->measure->self, (struct text_font){FONT_BODY, 40}, cluster,
                            strlen(cluster), found);
}

#endif
