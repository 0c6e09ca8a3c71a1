#include "net/mailbox.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#include <pthread.h>

static void test_newest_only(void **state)
{
    (void)state;
    struct mailbox mailbox;
    mailbox_init(&mailbox);
    assert_null(mailbox_take(&mailbox));
    struct content *first = content_create(), *second = content_create();
    uint64_t serial = second->serial;
    mailbox_put(&mailbox, first);
    mailbox_put(&mailbox, second);
    struct content *taken = mailbox_take(&mailbox);
    assert_true(taken->serial == serial);
    assert_null(mailbox_take(&mailbox));
    content_put(taken);
    mailbox_put(&mailbox, content_create());
    mailbox_finish(&mailbox);
}

enum { ROUNDS = 20000 };

static void *put_many(void *self)
{
    for (int i = 0; i < ROUNDS; i++)
        mailbox_put(self, content_create());
    return NULL;
}

/* None is lost but for a newer one, none comes twice, none comes late. */
static void test_two_threads(void **state)
{
    (void)state;
    struct mailbox mailbox;
    pthread_t thread;
    mailbox_init(&mailbox);
    uint64_t last = 0, newest = 0;
    assert_int_equal(pthread_create(&thread, NULL, put_many, &mailbox), 0);
    for (int i = 0; i < ROUNDS; i++) {
        struct content *content = mailbox_take(&mailbox);
        if (content == NULL)
            continue;
        assert_true(content->serial > last);
        last = content->serial;
        content_put(content);
    }
    pthread_join(thread, NULL);
    struct content *content = mailbox_take(&mailbox);
    newest = content != NULL ? content->serial : last;
    content_put(content);
    content = content_create();
    assert_true(newest + 1 == content->serial);
    content_put(content);
    mailbox_finish(&mailbox);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_newest_only),
        cmocka_unit_test(test_two_threads),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
