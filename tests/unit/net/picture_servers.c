#include "net/picture_servers.h"

#include "base/buffer.h"
#include "base/moment.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#include <stdio.h>

static void test_one_for_all_pictures_of_a_server(void **state)
{
    (void)state;
    struct picture_servers servers = {0};
    struct picture_server *one = picture_servers_take(&servers, "https://pics.example/a.png");
    assert_ptr_equal(picture_servers_take(&servers, "HTTPS://Pics.Example:443/b/c.jpg?d"), one);
    assert_int_equal(one->users, 2);
    assert_ptr_not_equal(picture_servers_take(&servers, "http://pics.example/a.png"), one);
    assert_ptr_not_equal(picture_servers_take(&servers, "https://pics.example:444/a.png"), one);
    picture_server_put(one);
    picture_server_put(one);
    assert_int_equal(one->users, 0);
    assert_ptr_equal(picture_servers_take(&servers, "https://pics.example/c.png"), one);
    picture_server_put(NULL);
    picture_servers_finish(&servers);
}

static void test_deferring(void **state)
{
    (void)state;
    struct picture_server server = {0};
    picture_server_defer(&server, 5 * NS_PER_SECOND, -1, 3600);
    assert_true(server.wanted_ns == 0);
    picture_server_defer(&server, 5 * NS_PER_SECOND, 100, 3600);
    assert_true(server.wanted_ns == 105 * NS_PER_SECOND);
    picture_server_defer(&server, 5 * NS_PER_SECOND, INT64_MAX, 3600);
    assert_true(server.wanted_ns == 3605 * NS_PER_SECOND);
}

/* More servers than are kept: those in use stay, and of the others those that may be asked last. */
static void test_the_first_that_may_be_asked_is_forgotten(void **state)
{
    (void)state;
    struct picture_servers servers = {0};
    struct picture_server *used = picture_servers_take(&servers, "http://used.example/");
    struct picture_server *late = picture_servers_take(&servers, "http://late.example/");
    picture_server_defer(late, 0, 1000, 3600);
    picture_server_put(late);
    for (int i = 0; i < 3 * PICTURE_SERVERS_MAX; i++) {
        char url[64];
        snprintf(url, sizeof url, "http://%d.example/", i);
        struct picture_server *server = picture_servers_take(&servers, url);
        assert_ptr_not_equal(server, used);
        assert_ptr_not_equal(server, late);
        assert_true(server->wanted_ns == 0);
        picture_server_defer(server, 0, 10 + i, 3600);
        picture_server_put(server);
    }
    assert_ptr_equal(picture_servers_take(&servers, "http://late.example/a"), late);
    assert_true(late->wanted_ns == 1000 * NS_PER_SECOND);
    picture_servers_finish(&servers);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_one_for_all_pictures_of_a_server),
        cmocka_unit_test(test_deferring),
        cmocka_unit_test(test_the_first_that_may_be_asked_is_forgotten),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
