/* Faces of one theme beside those of another, and prepared by another thread while they are in use:
 * what stands in for a letter is the same as where nobody prepared anything. */
#include "fixture.h"

#include "base/memory.h"
#include "screen/faces.h"

#include <pthread.h>

/* None of them is the theme's: kin, an emoji, and what fontconfig falls back to. */
static const char *const strange[] = {"\u05D0",     "\u0E01", "\u263A",
                                      "\U0001F600", "\u2190", "\u1200"};

static void find_strange(struct faces *faces, const char *paths[FONT_ROLE_COUNT][6])
{
    for (int role = 0; role < FONT_ROLE_COUNT; role++)
        for (size_t i = 0; i < COUNT_OF(strange); i++) {
            bool found;
            int place = faces_find(faces, role, strange[i], strlen(strange[i]), &found);
            paths[role][i] = found ? faces_at(faces, role, place)->path : "";
        }
}

/* ALIKE and FACES have the same stand-ins. */
static void assert_alike(struct faces *alike, struct faces *faces)
{
    const char *wanted[FONT_ROLE_COUNT][6], *got[FONT_ROLE_COUNT][6];
    find_strange(alike, wanted);
    find_strange(faces, got);
    for (int role = 0; role < FONT_ROLE_COUNT; role++)
        for (size_t i = 0; i < COUNT_OF(strange); i++)
            assert_string_equal(got[role][i], wanted[role][i]);
}

/* Roles of two looks. */
static struct theme two_looks(void)
{
    struct theme theme = fixture_theme(false);
    theme.fonts[FONT_HEADLINE].weight.values[0] = FONT_BOLD;
    return theme;
}

static void beside_others_they_are_as_alone(void **state)
{
    (void)state;
    struct theme theme = two_looks(), other = fixture_theme(true);
    struct faces *alone = faces_create(&theme, NULL, NULL);
    struct faces *first = faces_create(&other, NULL, NULL);
    struct faces *beside = faces_create_beside(&theme, first, NULL);
    assert_non_null(beside);
    faces_put(first); /* what it listed stays with BESIDE */
    assert_alike(alone, beside);
    for (int role = 0; role < FONT_ROLE_COUNT; role++)
        assert_string_equal(faces_at(beside, role, 0)->path, faces_at(alone, role, 0)->path);
    faces_put(beside);
    faces_put(alone);
}

static void *prepare(void *faces)
{
    faces_prepare(faces);
    faces_put(faces);
    return NULL;
}

static void they_are_prepared_while_in_use(void **state)
{
    (void)state;
    struct theme theme = two_looks();
    struct faces *alone = faces_create(&theme, NULL, NULL);
    for (int round = 0; round < 4; round++) {
        struct faces *faces = faces_create_beside(&theme, alone, NULL);
        pthread_t threads[2];
        for (int i = 0; i < 2; i++)
            assert_int_equal(pthread_create(&threads[i], NULL, prepare, faces_take(faces)), 0);
        assert_alike(alone, faces);
        for (int i = 0; i < 2; i++)
            pthread_join(threads[i], NULL);
        assert_alike(alone, faces);
        faces_put(faces);
    }
    faces_put(alone);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(beside_others_they_are_as_alone),
        cmocka_unit_test(they_are_prepared_while_in_use),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
