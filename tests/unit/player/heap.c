#include "player/heap.h"
#include "player/report.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

enum { BLOCKS = 64 * 1024, BLOCK_SIZE = 1024, STAYS = 1024 };

/* What is freed between blocks that stay is with the system again, but no sooner than the time. */
static void returns_what_is_free(void **state)
{
    (void)state;
#ifdef __SANITIZE_ADDRESS__
    skip(); /* it has an allocator of its own */
#endif
    struct heap heap = {0};
    char **blocks = calloc(BLOCKS, sizeof *blocks);
    assert_non_null(blocks);
    heap_tend(&heap, 1);
    for (int i = 0; i < BLOCKS; i++) {
        blocks[i] = malloc(BLOCK_SIZE);
        assert_non_null(blocks[i]);
        memset(blocks[i], i, BLOCK_SIZE);
    }
    for (int i = 0; i < BLOCKS; i++)
        if (i % STAYS != STAYS - 1) {
            free(blocks[i]);
            blocks[i] = NULL;
        }
    double full = report_pss_mib();
    heap_tend(&heap, HEAP_EVERY_NS);
    assert_true(full - report_pss_mib() < 8);
    heap_tend(&heap, 1 + HEAP_EVERY_NS);
    assert_true(full - report_pss_mib() > 48);
    for (int i = STAYS - 1; i < BLOCKS; i += STAYS) {
        assert_int_equal((unsigned char)blocks[i][BLOCK_SIZE - 1], i & 0xFF);
        free(blocks[i]);
    }
    free(blocks);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(returns_what_is_free)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
