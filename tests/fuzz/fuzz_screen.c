/* Any bytes as the theme.ini of a running screen: what is accepted is drawn with the real widgets
 * and fonts, from both directions of writing, and is not blank. Inputs are bent as saves go wrong.
 */
#include "../unit/screen/saves.h"
#include "../unit/screen/wall.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
size_t LLVMFuzzerMutate(uint8_t *data, size_t size, size_t max_size);
size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t max_size, unsigned seed);
size_t LLVMFuzzerCustomCrossOver(const uint8_t *data, size_t size, const uint8_t *other,
                                 size_t other_size, uint8_t *out, size_t max_size, unsigned seed);

enum { INK_LEAST = 60 };
static const double clear_least = 3;

static size_t put(struct save *save, uint8_t *out, size_t max_size)
{
    size_t size = save->size < max_size ? save->size : max_size;
    memcpy(out, save->text, size);
    free(save->text);
    return size;
}

/* One in four as the fuzzer itself does it, with its dictionary. */
size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t max_size, unsigned seed)
{
    uint64_t chance = UINT64_C(0x9E3779B97F4A7C15) * (seed + UINT64_C(1));
    if (save_chance(&chance, 4) == 0)
        return LLVMFuzzerMutate(data, size, max_size);
    const struct save good = {(char *)data, size};
    struct save save = save_spoil(&good, &good, &chance);
    return put(&save, data, max_size);
}

size_t LLVMFuzzerCustomCrossOver(const uint8_t *data, size_t size, const uint8_t *other,
                                 size_t other_size, uint8_t *out, size_t max_size, unsigned seed)
{
    uint64_t chance = UINT64_C(0x9E3779B97F4A7C15) * (seed + UINT64_C(1));
    const struct save good = {(char *)(uintptr_t)data, size};
    const struct save foreign = {(char *)(uintptr_t)other, other_size};
    struct save save = save_spoil(&good, &foreign, &chance);
    return put(&save, out, max_size);
}

static char *find_theme(void *self, const char *name, size_t *size)
{
    (void)self;
    if (strcmp(name, "atrium") != 0)
        return NULL;
    const char *text = theme_builtin_text(size);
    return memory_text_n(text, *size);
}

static void draw(const struct theme *theme, size_t kind)
{
    static const struct size sizes[] = {{400, 240}, {240, 400}, {600, 120}};
    struct content *content = wall_sample();
    struct config *config = config_create();
    if (kind % 2 == 1)
        config->languages[0] = LANGUAGE_AR;
    const struct wall wall = {.config = config,
                              .content = content,
                              .size = sizes[kind % COUNT_OF(sizes)],
                              .wall_s = wall_noon_s + (int64_t)(kind % 7) * 4057};
    struct wall_frame frame;
    if (!wall_draw(&wall, theme, &frame))
        abort();
    if (frame.ink < INK_LEAST && !(frame.texts > 0 && frame.clear < clear_least))
        abort(); /* blank */
    config_destroy(config);
    content_put(content);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    int count;
    const char *const *names = widget_names(&count);
    struct theme *theme = theme_parse("theme.ini", NULL, (const char *)data, size, names, count,
                                      find_theme, NULL, NULL);
    if (theme != NULL)
        draw(theme, size);
    theme_destroy(theme);
    return 0;
}
