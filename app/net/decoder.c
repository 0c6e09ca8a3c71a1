#include "net/decoder.h"

#include "net/decoding.h"
#include "store/clock.h"

#include <poll.h>
#include <stdio.h>

static void wait_for(const struct decoding *decoding)
{
    int fds[DECODING_FDS];
    decoding_fds(decoding, fds);
    struct pollfd polled[DECODING_FDS];
    for (int i = 0; i < DECODING_FDS; i++)
        polled[i] = (struct pollfd){.fd = fds[i], .events = POLLIN};
    int64_t left = (decoding_due_ns(decoding) - clock_monotonic_ns()) / NS_PER_MILLISECOND + 1;
    poll(polled, DECODING_FDS, left > 0 ? (int)left : 0);
}

struct picture *decoder_decode(const void *data, size_t size, int side, char *error,
                               size_t error_size)
{
    struct decoding *decoding = decoding_start(data, size, side, INT64_MAX);
    while (!decoding_step(decoding))
        wait_for(decoding);
    struct picture *picture = decoding_take(decoding);
    if (error_size > 0)
        snprintf(error, error_size, "%s", decoding_error(decoding));
    decoding_destroy(decoding);
    return picture;
}
