/* A thousand bad saves of a theme, one after the other, as a running screen meets them: each is
 * told what is wrong with it and leaves the last good theme on the screen, or is a theme, and then
 * it draws. No crash, no blank screen; and the next good save is taken. SAVES=N and SAVES_SEED=N in
 * the environment ask for others; SAVES_EACH=1 draws every one that is accepted, and
 * SAVES_KEEP=FOLDER writes there those that draw nothing. */
#include "fixture.h"
#include "saves.h"
#include "wall.h"

#include "base/buffer.h"

#include <dirent.h>
#include <stdio.h>

enum { FILE_CAP = 512 * 1024, GOOD_MAX = 32, SAVES_DEFAULT = 1000, INK_LEAST = 60, DRAWN_OF = 3 };

struct good {
    char name[64];
    struct save save;
};

struct shelf {
    struct good good[GOOD_MAX];
    int count;
    struct config *configs[2]; /* from the left, from the right */
    struct content *content;
};

static char *read_file(const char *path, size_t *size)
{
    FILE *file = fopen(path, "rb");
    if (file == NULL)
        return NULL;
    struct buffer buffer;
    buffer_init(&buffer, FILE_CAP);
    char block[4096];
    for (size_t n; (n = fread(block, 1, sizeof block, file)) > 0;)
        buffer_add(&buffer, block, n);
    fclose(file);
    *size = buffer.length;
    return buffer_take(&buffer);
}

static const double clear_least = 3;

/* --- the good ones --- */

static void shelve(struct shelf *shelf, const char *name, char *text, size_t size)
{
    assert_true(shelf->count < GOOD_MAX);
    struct good *good = &shelf->good[shelf->count++];
    snprintf(good->name, sizeof good->name, "%.63s", name);
    good->save = (struct save){text, size};
}

static int by_name(const void *a, const void *b)
{
    return strcmp(((const struct good *)a)->name, ((const struct good *)b)->name);
}

static void shelve_folder(struct shelf *shelf, const char *folder)
{
    char path[512];
    size_t size;
    DIR *dir = opendir(folder);
    assert_non_null(dir);
    for (struct dirent *entry; (entry = readdir(dir)) != NULL;) {
        snprintf(path, sizeof path, "%s/%s/theme.ini", folder, entry->d_name);
        char *text = entry->d_name[0] != '.' ? read_file(path, &size) : NULL;
        if (text != NULL)
            shelve(shelf, entry->d_name, text, size);
    }
    closedir(dir);
}

/* The theme of the tutorial after each of its steps: what is added to it, with the mistake mended.
 */
static void shelve_tutorial(struct shelf *shelf)
{
    static const char wrong[] = "paper = sand", mended[] = "paper = #fed";
    size_t size;
    char *page = read_file("themes/TUTORIAL.md", &size), name[32];
    assert_non_null(page);
    struct buffer theme;
    buffer_init(&theme, FILE_CAP);
    int step = 0;
    for (char *at = page, *end; (at = strstr(at, "```ini\n")) != NULL; at = end + 3) {
        at += strlen("```ini\n");
        end = strstr(at, "```");
        assert_non_null(end);
        bool adds = at[0] == '\n' || strncmp(at, "[theme]", 7) == 0;
        char *mistake = memmem(at, (size_t)(end - at), wrong, strlen(wrong));
        if (mistake != NULL)
            memcpy(mistake, mended, strlen(mended));
        if (!adds)
            continue;
        buffer_add(&theme, at, (size_t)(end - at));
        snprintf(name, sizeof name, "tutorial-%d", ++step);
        shelve(shelf, name, memory_text_n(buffer_text(&theme), theme.length), theme.length);
    }
    assert_true(step >= 5);
    buffer_finish(&theme);
    free(page);
}

static int set_up(void **state)
{
    struct shelf *shelf = memory_new(sizeof *shelf);
    shelve_folder(shelf, "themes");
    shelve_folder(shelf, "tests/themes/designer");
    qsort(shelf->good, (size_t)shelf->count, sizeof shelf->good[0], by_name);
    shelve_tutorial(shelf);
    for (int i = 0; i < 2; i++)
        shelf->configs[i] = config_create();
    shelf->configs[1]->languages[0] = LANGUAGE_AR;
    shelf->content = wall_sample();
    *state = shelf;
    return 0;
}

static int tear_down(void **state)
{
    struct shelf *shelf = *state;
    for (int i = 0; i < shelf->count; i++)
        free(shelf->good[i].save.text);
    config_destroy(shelf->configs[0]);
    config_destroy(shelf->configs[1]);
    content_put(shelf->content);
    free(shelf);
    return 0;
}

/* --- the screen --- */

static char *find(void *self, const char *name, size_t *size)
{
    const struct shelf *shelf = self;
    for (int i = 0; i < shelf->count; i++)
        if (strcmp(shelf->good[i].name, name) == 0) {
            *size = shelf->good[i].save.size;
            return memory_text_n(shelf->good[i].save.text, *size);
        }
    return NULL;
}

struct screen {
    const struct shelf *shelf;
    struct theme *theme; /* the last good one */
    int refused, accepted;
};

/* Verify, then swap. False: SAVE is no theme, which its author is told. */
static bool take_save(struct screen *screen, const struct save *save)
{
    int count;
    const char *const *names = widget_names(&count);
    struct diagnostics diagnostics;
    diagnostics_init(&diagnostics);
    struct theme *theme = theme_parse("theme.ini", NULL, save->text, save->size, names, count, find,
                                      (void *)(intptr_t)screen->shelf, &diagnostics);
    assert_int_equal(theme == NULL, diagnostics.errors > 0);
    for (int i = 0; i < diagnostics.count; i++)
        assert_true(diagnostics.findings[i].what[0] != '\0');
    diagnostics_finish(&diagnostics);
    screen->refused += theme == NULL;
    screen->accepted += theme != NULL;
    if (theme == NULL)
        return false;
    theme_destroy(screen->theme);
    screen->theme = theme;
    return true;
}

static struct wall_frame draw(const struct screen *screen, int kind)
{
    static const struct size sizes[] = {{400, 240}, {240, 400}};
    static const int64_t after_s[] = {0, 47, 9 * 3600 + 1800};
    struct wall wall = {.config = screen->shelf->configs[kind / 2 % 2],
                        .content = screen->shelf->content,
                        .size = sizes[kind % 2],
                        .wall_s = wall_noon_s + after_s[kind % 3]};
    struct wall_frame frame;
    assert_true(wall_draw(&wall, screen->theme, &frame));
    return frame;
}

static long asked(const char *name, long otherwise)
{
    const char *value = getenv(name);
    return value != NULL ? strtol(value, NULL, 10) : otherwise;
}

static void keep(const struct save *save, int number)
{
    char path[512];
    const char *folder = getenv("SAVES_KEEP");
    if (folder == NULL)
        return;
    snprintf(path, sizeof path, "%s/%d.ini", folder, number);
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    fwrite(save->text, 1, save->size, file);
    fclose(file);
}

/* What an accepted theme draws is to be seen; where that is hard, it is for want of contrast, of
 * which `riwaq check` warns (3:1 is the least it lets pass). */
static void look_at(const struct screen *screen, const struct save *save, int number)
{
    struct wall_frame frame = draw(screen, number);
    if (frame.ink >= INK_LEAST || (frame.texts > 0 && frame.clear < clear_least))
        return;
    keep(save, number);
    if (getenv("SAVES_KEEP") == NULL)
        fail_msg("save %d is accepted, and draws nothing (%d texts, %.1f:1):\n%s", number,
                 frame.texts, frame.clear, save->text);
}

static void bad_saves_leave_the_screen_as_it_was(void **state)
{
    const struct shelf *shelf = *state;
    const long saves = asked("SAVES", SAVES_DEFAULT), each = asked("SAVES_EACH", 0);
    uint64_t chance = UINT64_C(0x9E3779B97F4A7C15) * (uint64_t)asked("SAVES_SEED", 1);
    struct screen screen = {.shelf = shelf};
    assert_true(take_save(&screen, &shelf->good[0].save));
    for (int i = 0; screen.refused < saves; i++) {
        const struct theme *before = screen.theme;
        const struct save *good = &shelf->good[i % shelf->count].save;
        const struct save *other = &shelf->good[save_chance(&chance, (size_t)shelf->count)].save;
        struct save save = save_spoil(good, other, &chance);
        bool looks = screen.refused % 100 == 0;
        uint64_t hash = looks ? draw(&screen, 0).hash : 0;
        bool taken = take_save(&screen, &save);
        if (taken && (each || screen.accepted % DRAWN_OF == 0))
            look_at(&screen, &save, i);
        if (!taken)
            assert_ptr_equal(screen.theme, before);
        if (looks && screen.theme == before)
            assert_true(draw(&screen, 0).hash == hash);
        free(save.text);
    }
    assert_true(screen.accepted * 5 > screen.refused);
    /* And the next good one. */
    for (int i = 0; i < shelf->count; i++) {
        struct screen fresh = {.shelf = shelf};
        assert_true(take_save(&screen, &shelf->good[i].save));
        assert_true(take_save(&fresh, &shelf->good[i].save));
        struct wall_frame here = draw(&screen, 0);
        assert_true(here.hash == draw(&fresh, 0).hash);
        assert_true(here.ink >= INK_LEAST);
        theme_destroy(fresh.theme);
    }
    theme_destroy(screen.theme);
    print_message("# %d refused, %d accepted\n", screen.refused, screen.accepted);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(bad_saves_leave_the_screen_as_it_was),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
