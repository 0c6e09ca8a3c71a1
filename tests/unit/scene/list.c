#include "../check.h"
#include "scene/list.h"

#include <string.h>

static struct item text_item(const char *text, int x)
{
    return (struct item){.kind = ITEM_TEXT,
                         .rect = {x, 10, 50, 20},
                         .color = 0xFFFFFFFF,
                         .baseline = 25,
                         .run = {.text = text,
                                 .length = (uint32_t)strlen(text),
                                 .font = {FONT_BODY, 20},
                                 .script = 0x4c61746e}};
}

static struct list *list_of(const char *const *texts, int count)
{
    struct list *list = list_create();
    for (int i = 0; i < count; i++) {
        struct item item = text_item(texts[i], i * 80);
        list_add(list, &item);
    }
    return list;
}

static void texts_are_copied(void **state)
{
    (void)state;
    char text[] = "Fajr";
    struct list *list = list_create();
    struct item item = text_item(text, 0);
    list_add(list, &item);
    text[0] = 'X';
    assert_memory_equal(list->items[0].run.text, "Fajr", 4);
    list_put(list);
}

static void pictures_are_kept_alive(void **state)
{
    (void)state;
    struct picture *picture = picture_create(2, 2);
    struct list *list = list_create();
    struct item item = {.kind = ITEM_PICTURE, .rect = {0, 0, 2, 2}, .picture = picture};
    list_add(list, &item);
    picture_put(picture);
    list->items[0].picture->pixels[3] = 7; /* the address sanitizer watches */
    struct list *again = list_take(list);
    list_put(list);
    assert_int_equal(again->items[0].picture->pixels[3], 7);
    list_put(again);
}

static void every_field_of_the_look_counts(void **state)
{
    (void)state;
    struct item a = text_item("Asr", 5), b = a;
    uint8_t one[1] = {1}, zero[1] = {0};
    assert_true(item_equal(&a, &b));
    b.fade = FADE_IN;
    assert_true(item_equal(&a, &b));
#define DIFFERS(change)                                                                            \
    do {                                                                                           \
        b = a;                                                                                     \
        change;                                                                                    \
        assert_false(item_equal(&a, &b));                                                          \
    } while (0)
    DIFFERS(b.rect.x++);
    DIFFERS(b.rect.h++);
    DIFFERS(b.color--);
    DIFFERS(b.second--);
    DIFFERS(b.baseline++);
    DIFFERS(b.radius++);
    DIFFERS(b.icon = ICON_SUN);
    DIFFERS(b.run.text = "Isr");
    DIFFERS(b.run.length = 2);
    DIFFERS(b.run.font.px++);
    DIFFERS(b.run.font.role++);
    DIFFERS(b.run.rtl = true);
    DIFFERS(b.run.face = 1);
    DIFFERS(b.run.script = 0x41726162);
    a.modules = one;
    a.module_side = 1;
    DIFFERS(b.modules = zero);
}

static int count_fade(const struct list *list, enum item_fade fade)
{
    int count = 0;
    for (int i = 0; i < list->count; i++)
        count += list->items[i].fade == fade;
    return count;
}

static void a_transition_keeps_what_both_have(void **state)
{
    (void)state;
    const char *before[] = {"title", "old one", "old two", "footer"};
    const char *after[] = {"title", "new one", "new two", "footer"};
    struct list *old = list_of(before, 4), *new = list_of(after, 4);
    struct list *both = list_transition(old, new);
    assert_int_equal(count_fade(both, FADE_STAYS), 2);
    assert_int_equal(count_fade(both, FADE_OUT), 2);
    assert_int_equal(count_fade(both, FADE_IN), 2);
    assert_int_equal(both->count, 6);
    list_put(both);
    list_put(old);
    list_put(new);
}

/* Letters that are set one by one: where two words have one at the same place, it goes with its
 * word; the time at the line's other end stays. */
static void a_line_stays_or_goes_as_a_whole(void **state)
{
    (void)state;
    static const char *const words[] = {"TER", "PET"};
    struct list *lists[2];
    for (int i = 0; i < 2; i++) {
        lists[i] = list_create();
        struct item letter = {.kind = ITEM_TEXT, .baseline = 30, .run.font.px = 20};
        for (int n = 0; n < 3; n++) {
            letter.rect = (struct rect){10 + 16 * n, 0, 12, 40};
            letter.run.text = words[i] + n;
            letter.run.length = 1;
            list_add(lists[i], &letter);
        }
        letter.rect = (struct rect){300, 0, 12, 40};
        letter.run.text = "9";
        list_add(lists[i], &letter);
    }
    struct list *both = list_transition(lists[0], lists[1]);
    assert_int_equal(both->count, 7);
    assert_int_equal(count_fade(both, FADE_OUT), 3);
    assert_int_equal(count_fade(both, FADE_IN), 3);
    assert_int_equal(both->items[6].fade, FADE_STAYS);
    list_put(both);
    list_put(lists[0]);
    list_put(lists[1]);
}

/* A word on a ground that stays is above it for as long as it is seen, the old and the new. */
static void what_goes_is_above_what_it_stood_on(void **state)
{
    (void)state;
    const char *before[] = {"ground", "old", "other", "last"};
    const char *after[] = {"ground", "new", "other", "end"};
    const char *expected[] = {"ground", "old", "new", "other", "last", "end"};
    struct list *old = list_of(before, 4), *new = list_of(after, 4);
    struct list *both = list_transition(old, new);
    assert_int_equal(both->count, 6);
    for (int i = 0; i < 6; i++)
        assert_string_equal(both->items[i].run.text, expected[i]);
    list_put(both);
    list_put(old);
    list_put(new);
}

static void a_transition_of_equal_lists_changes_nothing(void **state)
{
    (void)state;
    const char *texts[] = {"a", "b"};
    struct list *old = list_of(texts, 2), *new = list_of(texts, 2);
    struct list *both = list_transition(old, new);
    assert_int_equal(count_fade(both, FADE_STAYS), 2);
    assert_int_equal(both->count, 2);
    list_put(both);
    list_put(old);
    list_put(new);
}

static void the_next_change_is_that_of_the_new_list(void **state)
{
    (void)state;
    struct list *old = list_create(), *new = list_create();
    old->next_change_ns = 5;
    new->next_change_ns = 9;
    struct list *both = list_transition(old, new);
    assert_int_equal(both->next_change_ns, 9);
    assert_true(both->serial != new->serial);
    list_put(both);
    list_put(old);
    list_put(new);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(texts_are_copied),
        cmocka_unit_test(pictures_are_kept_alive),
        cmocka_unit_test(every_field_of_the_look_counts),
        cmocka_unit_test(a_transition_keeps_what_both_have),
        cmocka_unit_test(a_line_stays_or_goes_as_a_whole),
        cmocka_unit_test(what_goes_is_above_what_it_stood_on),
        cmocka_unit_test(a_transition_of_equal_lists_changes_nothing),
        cmocka_unit_test(the_next_change_is_that_of_the_new_list),
    };
    return cmocka_run_group_tests_name("scene/list", tests, NULL, NULL);
}
