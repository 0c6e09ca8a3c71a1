/* A wall clock that a test sets: preloaded into riwaq. The file $CLOCK_FILE has two 64-bit numbers,
 * the seconds that the clock is ahead of the machine's, and whether the kernel says that it is
 * synchronised. They are read at every look, so that a write is a step. */
#include <fcntl.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/timex.h>
#include <time.h>
#include <unistd.h>

struct setting {
    int64_t ahead_s, synchronised;
};

static const volatile struct setting *setting(void)
{
    static const struct setting *mapped;
    if (mapped != NULL)
        return mapped;
    const char *name = getenv("CLOCK_FILE");
    int fd = name != NULL ? open(name, O_RDONLY | O_CLOEXEC) : -1;
    void *at = fd >= 0 ? mmap(NULL, sizeof *mapped, PROT_READ, MAP_SHARED, fd, 0) : MAP_FAILED;
    if (at == MAP_FAILED)
        abort();
    close(fd);
    mapped = at;
    return mapped;
}

int clock_gettime(clockid_t id, struct timespec *out)
{
    int status = (int)syscall(SYS_clock_gettime, id, out);
    if (status == 0 && (id == CLOCK_REALTIME || id == CLOCK_REALTIME_COARSE))
        out->tv_sec += (time_t)setting()->ahead_s;
    return status;
}

int adjtimex(struct timex *timex)
{
    memset(timex, 0, sizeof *timex);
    timex->status = setting()->synchronised ? 0 : STA_UNSYNC;
    return setting()->synchronised ? TIME_OK : TIME_ERROR;
}
