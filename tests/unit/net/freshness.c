#include "net/freshness.h"

#include "base/memory.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#include <string.h>

/* Lines of a head, each ending in \n. */
static struct freshness read_head(const char *head)
{
    struct freshness freshness;
    freshness_init(&freshness);
    while (*head != '\0') {
        size_t length = strcspn(head, "\n") + 1;
        freshness_header(&freshness, head, length);
        head += length;
    }
    return freshness;
}

#define DATE "Date: Wed, 19 Mar 2025 12:00:00 GMT\r\n"

static void test_lifetime(void **state)
{
    (void)state;
    static const struct {
        const char *head;
        int64_t lifetime_s;
    } cases[] = {
        {"", -1},
        {"Content-Type: text/html\n", -1},
        {"Cache-Control: max-age=600\r\n", 600},
        {"cache-control:public,MAX-AGE=\"60\" , immutable\n", 60},
        {"Cache-Control: max-age=600\nAge: 200\n", 400},
        {"Cache-Control: max-age=600\nAge: 700\n", 0},
        {"Age: 5\n", -1},
        {"Cache-Control: s-maxage=600\n", -1},
        {"Cache-Control: s-maxage=5, max-age=600\n", 600},
        {"Cache-Control: max-age=600\nCache-Control: no-store\n", 0},
        {"Cache-Control: no-cache=\"Set-Cookie\", max-age=9\n", 0},
        {"Cache-Control: must-revalidate\n", -1},
        {"Cache-Control: must-revalidate, max-age=9\n", 9},
        {"Cache-Control: max-age=60\nCache-Control: max-age=30\n", 30},
        {"Cache-Control: max-age=-5\n", 0},
        {"Cache-Control: max-age=soon\n", 0},
        {"Cache-Control: max-age=\n", 0},
        {"Cache-Control: max-age\n", -1},
        {"Cache-Control: max-age=99999999999999999999999999\n", FRESHNESS_MOST_S},
        {"Cache-Control: ,,=,\" ,\n", -1},
        {DATE "Expires: Wed, 19 Mar 2025 12:10:00 GMT\n", 600},
        {DATE "Expires: Wednesday, 19-Mar-25 12:10:00 GMT\n", 600}, /* RFC 850 */
        {DATE "Expires: Wed Mar 19 12:10:00 2025\n", 600},          /* asctime */
        {DATE "Expires: Wed, 19 Mar 2025 12:10:00 GMT\nAge: 100\n", 500},
        {DATE "Expires: Wed, 19 Mar 2025 11:10:00 GMT\n", 0},
        {DATE "Expires: Thu, 01 Jan 2099 00:00:00 GMT\n", FRESHNESS_MOST_S},
        {DATE "Expires: Wed, 19 Mar 2025 12:10:00 GMT\nCache-Control: max-age=5\n", 5},
        {DATE "Expires: 0\n", 0},
        {DATE "Expires: -1\n", 0},
        {DATE "Expires: never\n", 0},
        {"Expires: Wed, 19 Mar 2025 12:10:00 GMT\n", -1}, /* against which clock? */
        {"Date: x\nExpires: Wed, 19 Mar 2025 12:10:00 GMT\n", -1},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct freshness freshness = read_head(cases[i].head);
        if (freshness_lifetime_s(&freshness) != cases[i].lifetime_s)
            fail_msg("%s: %lld", cases[i].head, (long long)freshness_lifetime_s(&freshness));
    }
}

static void test_retry(void **state)
{
    (void)state;
    static const struct {
        const char *head;
        int64_t retry_s;
    } cases[] = {
        {"", -1},
        {"Retry-After: 120\r\n", 120},
        {"retry-after:  0 \r\n", 0},
        {"Retry-After: -1\n", -1},
        {"Retry-After: a while\n", -1},
        {"Retry-After: 1e3\n", -1},
        {"Retry-After: 123456789012345678901234567890\n", FRESHNESS_MOST_S},
        {DATE "Retry-After: Wed, 19 Mar 2025 12:02:00 GMT\n", 120},
        {"Retry-After: Wed, 19 Mar 2025 12:02:00 GMT\n" DATE, 120},
        {DATE "Retry-After: Wed, 19 Mar 2025 11:02:00 GMT\n", 0},
        {"Retry-After: Wed, 19 Mar 2025 12:02:00 GMT\n", -1},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct freshness freshness = read_head(cases[i].head);
        if (freshness_retry_s(&freshness) != cases[i].retry_s)
            fail_msg("%s: %lld", cases[i].head, (long long)freshness_retry_s(&freshness));
    }
}

static void test_hostile_lines(void **state)
{
    (void)state;
    static char line[70000];
    memset(line, ',', sizeof line);
    memcpy(line, "Cache-Control: max-age=5", 24);
    struct freshness freshness;
    freshness_init(&freshness);
    freshness_header(&freshness, line, sizeof line); /* too long: passed over */
    freshness_header(&freshness, "", 0);
    freshness_header(&freshness, ":", 1);
    freshness_header(&freshness, "Age:\0\xff\r\n", 8);
    assert_int_equal(freshness_lifetime_s(&freshness), -1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_lifetime),
        cmocka_unit_test(test_retry),
        cmocka_unit_test(test_hostile_lines),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
