/* What the tests of the player share: a lobby in Arabic with real fonts, on a window that SDL
 * keeps in memory, and counts of what is allocated and of calls into SDL2_ttf. */
#ifndef RIWAQ_TESTS_PLAYER_FIXTURE_H
#define RIWAQ_TESTS_PLAYER_FIXTURE_H

#include "../check.h"

#include "base/memory.h"
#include "formats/format.h"
#include "player/playout.h"
#include "store/file.h"
#include "store/zoneinfo.h"
#include "widgets/widget.h"

#include <dlfcn.h>
#include <malloc.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <SDL_ttf.h>

#if defined(__SANITIZE_ADDRESS__)
#define SANITIZED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define SANITIZED 1
#endif
#endif
#ifndef SANITIZED
#define SANITIZED 0
#endif

/* --- memory: every call of this process goes through here, the libraries' too --- */

#if SANITIZED
size_t __sanitizer_get_current_allocated_bytes(void);

static inline size_t live_bytes(void)
{
    return __sanitizer_get_current_allocated_bytes();
}
static inline long allocations(void)
{
    return 0;
}
#else
static size_t live;
static long allocated;

extern void *__libc_malloc(size_t size);
extern void *__libc_calloc(size_t count, size_t size);
extern void *__libc_realloc(void *old, size_t size);
extern void __libc_free(void *memory);

/* Only what one thread does is counted right, and there is only one here. */
static inline void *count(void *memory)
{
    live += malloc_usable_size(memory);
    allocated++;
    return memory;
}

void *malloc(size_t size)
{
    return count(__libc_malloc(size));
}

void *calloc(size_t number, size_t size)
{
    return count(__libc_calloc(number, size));
}

void *realloc(void *old, size_t size)
{
    size_t before = malloc_usable_size(old);
    void *memory = __libc_realloc(old, size);
    live -= memory != NULL || size == 0 ? before : 0;
    return count(memory);
}

void free(void *memory)
{
    live -= malloc_usable_size(memory);
    __libc_free(memory);
}

/* Bytes that are allocated and not freed. */
static inline size_t live_bytes(void)
{
    return live;
}
/* Calls of malloc, calloc and realloc so far. */
static inline long allocations(void)
{
    return allocated;
}
#endif

/* --- calls into SDL2_ttf --- */

static long ttf_calls;

static inline void *behind(const char *name)
{
    ttf_calls++;
    void *found = dlsym(RTLD_NEXT, name);
    assert_non_null(found);
    return found;
}

int TTF_SizeUTF8(TTF_Font *font, const char *text, int *w, int *h)
{
    int (*call)(TTF_Font *, const char *, int *, int *);
    *(void **)&call = behind("TTF_SizeUTF8");
    return call(font, text, w, h);
}

SDL_Surface *TTF_RenderUTF8_Blended(TTF_Font *font, const char *text, SDL_Color paint)
{
    SDL_Surface *(*call)(TTF_Font *, const char *, SDL_Color);
    *(void **)&call = behind("TTF_RenderUTF8_Blended");
    return call(font, text, paint);
}

TTF_Font *TTF_OpenFontIndex(const char *file, int size, long index)
{
    TTF_Font *(*call)(const char *, int, long);
    *(void **)&call = behind("TTF_OpenFontIndex");
    return call(file, size, index);
}

/* --- the lobby --- */

/* 2025-03-19T12:55:00Z */
#define LOBBY_NOON INT64_C(1742388900)

struct lobby {
    struct theme *theme;
    struct config *config;
    struct fonts *fonts;
    struct raster *raster;
    struct text_cache *text;
    struct window *window;
    struct content *content;
    struct playout playout;
    struct moment moment;
};

static inline const struct zone *lobby_zone(void *self, const char *name)
{
    (void)self;
    return zoneinfo_find(NULL, name);
}

/* tests/bench/ar.json */
static inline struct content *lobby_content(void)
{
    struct buffer text;
    buffer_init(&text, 1024 * 1024);
    assert_true(file_read("tests/bench/ar.json", &text));
    const struct format_context context = {
        .source = "ar", .fetched_s = LOBBY_NOON, .find_zone = lobby_zone};
    struct content *content = format_riwaq(&context, buffer_text(&text), text.length);
    assert_non_null(content);
    buffer_finish(&text);
    return content;
}

static inline struct composer *lobby_composer(const struct lobby *lobby,
                                              const struct content *content)
{
    const struct composer_inputs inputs = {.content = content,
                                           .config = lobby->config,
                                           .theme = lobby->theme,
                                           .text = lobby->text,
                                           .size = window_size(lobby->window)};
    return composer_create(&inputs);
}

/* Its first frame is not made yet. */
static inline void lobby_init(struct lobby *lobby, struct size size, size_t text_bytes,
                              size_t raster_bytes)
{
    int count_of_names;
    const char *const *names = widget_names(&count_of_names);
    setenv("SDL_VIDEODRIVER", "dummy", 1);
    setenv("RIWAQ_PAINTER", "software", 1);
    *lobby = (struct lobby){.theme = theme_builtin(names, count_of_names),
                            .config = config_create(),
                            .content = lobby_content()};
    lobby->config->languages[0] = LANGUAGE_AR;
    lobby->config->language_count = 1;
    lobby->fonts = fonts_create(lobby->theme, NULL, NULL);
    assert_non_null(lobby->fonts);
    lobby->raster = raster_create(lobby->fonts, raster_bytes);
    lobby->text = text_cache_create(fonts_measure(lobby->fonts), text_bytes);
    const struct window_settings settings = {.size = size};
    lobby->window = window_create(&settings);
    assert_non_null(lobby->window);
    assert_true(window_use_raster(lobby->window, lobby->raster));
    lobby->moment = (struct moment){.wall_ns = LOBBY_NOON * NS_PER_SECOND,
                                    .tick = moment_tick(LOBBY_NOON * NS_PER_SECOND, 60),
                                    .hz = 60,
                                    .trust = TRUST_SYNCHRONISED};
    playout_cut(&lobby->playout, lobby_composer(lobby, lobby->content));
}

static inline void lobby_finish(struct lobby *lobby)
{
    playout_finish(&lobby->playout);
    content_put(lobby->content);
    text_cache_destroy(lobby->text);
    window_destroy(lobby->window);
    raster_destroy(lobby->raster);
    fonts_destroy(lobby->fonts);
    config_destroy(lobby->config);
    theme_destroy(lobby->theme);
}

/* One refresh later. */
static inline void lobby_tick(struct lobby *lobby)
{
    lobby->moment.tick++;
    lobby->moment.wall_ns += NS_PER_SECOND / lobby->moment.hz;
}

/* A frame as the player makes it. Returns the pixels painted. */
static inline int64_t lobby_frame(struct lobby *lobby)
{
    struct damage damage;
    const struct scene *scene = playout_frame(&lobby->playout, &lobby->moment, &damage);
    int64_t painted = damage.count > 0 ? window_show(lobby->window, scene, &damage) : 0;
    window_trim(lobby->window);
    playout_trim(&lobby->playout);
    return painted;
}

static inline enum playout_step lobby_prepare(struct lobby *lobby)
{
    return playout_prepare(&lobby->playout, lobby->window, &lobby->moment);
}

#endif
