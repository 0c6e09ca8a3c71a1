#include "player/pairing.h"

#include <stddef.h>

void pairing_finish(struct pairing *pairing)
{
    look_destroy(pairing->waiting);
    pairing->waiting = NULL;
}

/* What was posted on purpose is of any. */
static bool is_of(const struct content *content, uint64_t config)
{
    return content->config == 0 || content->config == config;
}

void pairing_take(struct pairing *pairing, uint64_t config, struct look **look,
                  struct content **content)
{
    if (*look != NULL) {
        pairing_finish(pairing);
        pairing->waiting = *look;
        *look = NULL;
    }
    struct look *waiting = pairing->waiting;
    bool fits = waiting != NULL && waiting->config->serial == config;
    if (*content != NULL && waiting != NULL && (*content)->config == waiting->config->serial) {
        fits = true;
    } else if (*content != NULL && !is_of(*content, config)) {
        content_put(*content);
        *content = NULL;
    }
    if (fits) {
        *look = waiting;
        pairing->waiting = NULL;
    }
}
