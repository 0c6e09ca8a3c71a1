/* Simulated time for a program that knows nothing of it: preloaded, it stands between the program
 * and the C library's clocks and waits.
 *
 * Computing takes no time. When every thread waits, and nothing that one of them waits for is
 * there, time jumps to when the first of them wants to wake up. A thread of its own (the keeper)
 * does that, and stops at the alarm, where soak.py changes the world and looks at the program.
 * While an answer from outside is awaited (a socket, a pipe), time passes at a walk, so that a
 * deadline means what it does on the wall. Where nothing is to be seen, time goes on by strides:
 * all threads oversleep alike, as on a machine that is busy; but never over the turn of a minute.
 *
 * $SOAK_PAGE is the file with the page of page.h, $SOAK_FD the socket to soak.py: "r" for a
 * standstill, answered by "g" (go on), "h" (tell the heap) or "p" (give the picture). Processes
 * that the program starts, and those that ask for its status, read the same clock, and wait in real
 * time. */
#include "clock.h"

#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <malloc.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <sys/timerfd.h>
#include <sys/timex.h>
#include <time.h>
#include <unistd.h>

#define MINUTE (60 * SECOND)
/* Who only reads the clock, waiting for a time to come, must not wait for ever. */
#define GLANCE_NS 50

enum { WAITERS = 32, POLLED = 256 };

/* A thread that waits. */
struct waiter {
    bool waiting;
    int64_t due_ns; /* INT64_MAX: for ever */
    const struct pollfd *fds;
    nfds_t count;
    int wake_fd;
};

static _Atomic int64_t *words;
static bool leads; /* this process's threads move the time */
static int64_t begun_ns, real_begun_ns;
static int control_fd = -1, watch_fd = -1;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER; /* of what follows */
static pthread_cond_t stirred = PTHREAD_COND_INITIALIZER;
static struct waiter *waiters[WAITERS];
static int waiter_count, waiting, threads = 1;
static uint64_t turns; /* that threads took at waiting */
static _Thread_local struct waiter mine = {.wake_fd = -1};
static pthread_key_t end_key;

bool soak_leads(void)
{
    return leads;
}

_Atomic int64_t *soak_word(enum soak_word word)
{
    return &words[word];
}

int64_t soak_get(enum soak_word word)
{
    return atomic_load(&words[word]);
}

void soak_set(enum soak_word word, int64_t value)
{
    atomic_store(&words[word], value);
}

void *soak_picture(void)
{
    return (char *)words + SOAK_PAGE_SIZE;
}

/* --- the C library's own --- */

void *soak_real(const char *name)
{
    void *found = dlsym(RTLD_NEXT, name);
    if (found == NULL)
        abort();
    return found;
}

static int real_poll(struct pollfd *fds, nfds_t count, int64_t timeout_ns)
{
    struct timespec timeout = {.tv_sec = (time_t)(timeout_ns / SECOND),
                               .tv_nsec = (long)(timeout_ns % SECOND)};
    return (int)syscall(SYS_ppoll, fds, count, timeout_ns < 0 ? NULL : &timeout, NULL, 0);
}

static void put_byte(int fd, const void *bytes, size_t size)
{
    while (write(fd, bytes, size) < 0 && errno == EINTR)
        continue;
}

/* --- clocks --- */

static int64_t real_ns(void)
{
    struct timespec now;
    syscall(SYS_clock_gettime, CLOCK_MONOTONIC, &now);
    return now.tv_sec * SECOND + now.tv_nsec;
}

/* Those beside it go on from the time at which they began. */
static int64_t now_ns(void)
{
    if (!leads)
        return begun_ns + real_ns() - real_begun_ns;
    int64_t now = soak_get(SOAK_NOW);
    if (now < soak_get(SOAK_ALARM))
        now = atomic_fetch_add(soak_word(SOAK_NOW), GLANCE_NS) + GLANCE_NS;
    return now;
}

int clock_gettime(clockid_t id, struct timespec *out)
{
    int64_t ns = 0;
    switch (id) {
    case CLOCK_REALTIME:
    case CLOCK_REALTIME_COARSE:
        ns = words != NULL ? now_ns() + soak_get(SOAK_AHEAD) : 0;
        break;
    case CLOCK_MONOTONIC:
    case CLOCK_MONOTONIC_RAW:
    case CLOCK_MONOTONIC_COARSE:
        ns = words != NULL ? now_ns() : 0;
        break;
    case CLOCK_BOOTTIME:
        ns = words != NULL ? now_ns() + soak_get(SOAK_ASLEEP) : 0;
        break;
    default:
        return (int)syscall(SYS_clock_gettime, id, out);
    }
    if (words == NULL)
        return (int)syscall(SYS_clock_gettime, id, out);
    *out = (struct timespec){.tv_sec = (time_t)(ns / SECOND), .tv_nsec = (long)(ns % SECOND)};
    return 0;
}

int gettimeofday(struct timeval *restrict out, void *restrict zone)
{
    struct timespec now;
    (void)zone;
    clock_gettime(CLOCK_REALTIME, &now);
    *out = (struct timeval){.tv_sec = now.tv_sec, .tv_usec = now.tv_nsec / 1000};
    return 0;
}

time_t time(time_t *out)
{
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    if (out != NULL)
        *out = now.tv_sec;
    return now.tv_sec;
}

int adjtimex(struct timex *timex)
{
    bool synced = words == NULL || soak_get(SOAK_SYNCED) != 0;
    memset(timex, 0, sizeof *timex);
    timex->status = synced ? 0 : STA_UNSYNC;
    return synced ? TIME_OK : TIME_ERROR;
}

/* The one that tells when the wall clock is set; the keeper makes it readable. */
int timerfd_create(clockid_t id, int flags)
{
    int fd = eventfd(0, ((flags & TFD_CLOEXEC) != 0 ? EFD_CLOEXEC : 0) |
                            ((flags & TFD_NONBLOCK) != 0 ? EFD_NONBLOCK : 0));
    if (id == CLOCK_REALTIME && leads)
        watch_fd = fd;
    return fd;
}

int timerfd_settime(int fd, int flags, const struct itimerspec *due, struct itimerspec *before)
{
    (void)fd, (void)flags, (void)due, (void)before;
    return 0;
}

ssize_t read(int fd, void *bytes, size_t size)
{
    ssize_t got = (ssize_t)syscall(SYS_read, fd, bytes, size);
    if (fd != watch_fd || got < 0 || fd < 0)
        return got;
    errno = ECANCELED;
    return -1;
}

/* --- waiting --- */

static void end_thread(void *self)
{
    struct waiter *waiter = self;
    pthread_mutex_lock(&lock);
    for (int i = 0; i < waiter_count; i++)
        if (waiters[i] == waiter)
            waiters[i] = waiters[--waiter_count];
    pthread_mutex_unlock(&lock);
    close(waiter->wake_fd);
    waiter->wake_fd = -1;
}

/* False where there are no more descriptors: then it waits in real time, and time stands still. */
static bool enter(void)
{
    if (mine.wake_fd >= 0)
        return true;
    mine.wake_fd = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    if (mine.wake_fd < 0)
        return false;
    pthread_setspecific(end_key, &mine);
    pthread_mutex_lock(&lock);
    if (waiter_count == WAITERS)
        abort();
    waiters[waiter_count++] = &mine;
    pthread_mutex_unlock(&lock);
    return true;
}

static void begin_waiting(int64_t due_ns, const struct pollfd *fds, nfds_t count)
{
    pthread_mutex_lock(&lock);
    mine.due_ns = due_ns;
    mine.fds = fds;
    mine.count = count;
    mine.waiting = true;
    waiting++;
    turns++;
    pthread_cond_signal(&stirred);
    pthread_mutex_unlock(&lock);
}

static void end_waiting(void)
{
    uint64_t times;
    pthread_mutex_lock(&lock);
    if (mine.waiting)
        waiting--;
    mine.waiting = false;
    syscall(SYS_read, mine.wake_fd, &times, sizeof times);
    pthread_mutex_unlock(&lock);
}

int soak_wait(struct pollfd *fds, nfds_t count, int64_t timeout_ns)
{
    struct pollfd all[POLLED];
    if (!leads || timeout_ns == 0 || count >= POLLED || !enter())
        return real_poll(fds, count, timeout_ns);
    int64_t now = soak_get(SOAK_NOW);
    begin_waiting(timeout_ns < 0 || timeout_ns > INT64_MAX - now ? INT64_MAX : now + timeout_ns,
                  fds, count);
    if (count > 0)
        memcpy(all, fds, count * sizeof *fds);
    all[count] = (struct pollfd){.fd = mine.wake_fd, .events = POLLIN};
    int status = real_poll(all, count + 1, -1), why = errno, ready = 0;
    end_waiting();
    for (nfds_t i = 0; i < count; i++) {
        fds[i].revents = status > 0 ? all[i].revents : 0;
        ready += fds[i].revents != 0;
    }
    errno = why;
    return status < 0 ? -1 : ready;
}

int poll(struct pollfd *fds, nfds_t count, int timeout_ms)
{
    return soak_wait(fds, count, timeout_ms < 0 ? -1 : timeout_ms * INT64_C(1000000));
}

static int64_t length(const struct timespec *time)
{
    return time->tv_sec * SECOND + time->tv_nsec;
}

int ppoll(struct pollfd *fds, nfds_t count, const struct timespec *timeout, const sigset_t *mask)
{
    (void)mask; /* nobody here gives one */
    return soak_wait(fds, count, timeout == NULL ? -1 : length(timeout));
}

/* What _FORTIFY_SOURCE makes of them. */
int __poll_chk(struct pollfd *fds, nfds_t count, int timeout_ms, size_t size);
int __poll_chk(struct pollfd *fds, nfds_t count, int timeout_ms, size_t size)
{
    (void)size;
    return poll(fds, count, timeout_ms);
}

int __ppoll_chk(struct pollfd *fds, nfds_t count, const struct timespec *timeout,
                const sigset_t *mask, size_t size);
int __ppoll_chk(struct pollfd *fds, nfds_t count, const struct timespec *timeout,
                const sigset_t *mask, size_t size)
{
    (void)size;
    return ppoll(fds, count, timeout, mask);
}

int clock_nanosleep(clockid_t id, int flags, const struct timespec *due, struct timespec *left)
{
    struct timespec now = {0};
    (void)left;
    if ((flags & TIMER_ABSTIME) != 0)
        clock_gettime(id, &now);
    int64_t wait_ns = length(due) - length(&now);
    if (wait_ns > 0)
        soak_wait(NULL, 0, wait_ns);
    return 0;
}

int nanosleep(const struct timespec *wait, struct timespec *left)
{
    return clock_nanosleep(CLOCK_MONOTONIC, 0, wait, left);
}

int usleep(useconds_t wait_us)
{
    soak_wait(NULL, 0, wait_us * INT64_C(1000));
    return 0;
}

/* --- threads --- */

struct beginning {
    void *(*run)(void *self);
    void *self;
};

static void *run_thread(void *given)
{
    struct beginning beginning = *(struct beginning *)given;
    free(given);
    void *result = beginning.run(beginning.self);
    pthread_mutex_lock(&lock);
    soak_set(SOAK_THREADS, --threads);
    pthread_cond_signal(&stirred);
    pthread_mutex_unlock(&lock);
    return result;
}

typedef int create_function(pthread_t *, const pthread_attr_t *, void *(*)(void *), void *);

int pthread_create(pthread_t *restrict thread, const pthread_attr_t *restrict attributes,
                   void *(*run)(void *), void *restrict self)
{
    static create_function *create;
    if (create == NULL)
        create = (create_function *)soak_real("pthread_create");
    if (!leads)
        return create(thread, attributes, run, self);
    struct beginning *beginning = malloc(sizeof *beginning);
    if (beginning == NULL)
        return ENOMEM;
    *beginning = (struct beginning){run, self};
    pthread_mutex_lock(&lock);
    soak_set(SOAK_THREADS, ++threads);
    pthread_mutex_unlock(&lock);
    int why = create(thread, attributes, run_thread, beginning);
    if (why == 0)
        return 0;
    free(beginning);
    pthread_mutex_lock(&lock);
    soak_set(SOAK_THREADS, --threads);
    pthread_mutex_unlock(&lock);
    return why;
}

/* The main thread lets time go on while it waits for the end of another. */
int pthread_join(pthread_t thread, void **result)
{
    static int (*join)(pthread_t, void **);
    if (join == NULL)
        join = (int (*)(pthread_t, void **))soak_real("pthread_join");
    bool waits = leads && gettid() == getpid() && enter();
    if (waits)
        begin_waiting(INT64_MAX, NULL, 0);
    int why = join(thread, result);
    if (waits)
        end_waiting();
    return why;
}

/* --- the keeper --- */

/* What all threads wait for together; the lock is held. */
static nfds_t gather(struct pollfd all[POLLED], int64_t *due_ns)
{
    nfds_t count = 0;
    *due_ns = INT64_MAX;
    for (int i = 0; i < waiter_count; i++) {
        const struct waiter *waiter = waiters[i];
        if (!waiter->waiting)
            continue;
        for (nfds_t k = 0; k < waiter->count && count < POLLED; k++)
            all[count++] = waiter->fds[k];
        *due_ns = waiter->due_ns < *due_ns ? waiter->due_ns : *due_ns;
    }
    return count;
}

static bool comes_from_outside(const struct pollfd *fds, nfds_t count)
{
    for (nfds_t i = 0; i < count; i++) {
        struct stat status;
        int domain = 0;
        socklen_t size = sizeof domain;
        if (fds[i].fd < 0 || fstat(fds[i].fd, &status) != 0)
            continue;
        /* Libraries wake their own threads by pairs of local sockets. */
        if (S_ISFIFO(status.st_mode) ||
            (S_ISSOCK(status.st_mode) &&
             getsockopt(fds[i].fd, SOL_SOCKET, SO_DOMAIN, &domain, &size) == 0 &&
             domain != AF_UNIX))
            return true;
    }
    return false;
}

static void tell_heap(void)
{
    struct mallinfo2 heap = mallinfo2();
    soak_set(SOAK_HEAP, (int64_t)(heap.uordblks + heap.hblkhd));
    soak_set(SOAK_HEAP_FREE, (int64_t)heap.fordblks);
}

static void stand_still(void)
{
    static int64_t sets;
    char answer = 0;
    put_byte(control_fd, "r", 1);
    while (answer != 'g') {
        ssize_t got = (ssize_t)syscall(SYS_read, control_fd, &answer, (size_t)1);
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            _exit(3); /* soak.py is gone */
        if (answer == 'h')
            tell_heap();
        else if (answer == 'p')
            soak_give_picture();
        if (answer != 'g')
            put_byte(control_fd, "r", 1);
    }
    if (soak_get(SOAK_SETS) != sets && watch_fd >= 0)
        put_byte(watch_fd, &(uint64_t){1}, sizeof(uint64_t));
    sets = soak_get(SOAK_SETS);
}

/* Where time goes from NOW, when the first wants to wake up at DUE. */
static int64_t next_stop(int64_t now, int64_t due, bool outside)
{
    int64_t stop = due, alarm = soak_get(SOAK_ALARM), walk = now + soak_get(SOAK_WALK);
    int64_t ahead = soak_get(SOAK_AHEAD), minute = ((now + ahead) / MINUTE + 1) * MINUTE - ahead;
    if (now >= soak_get(SOAK_LOOK) && stop < now + soak_get(SOAK_STRIDE))
        stop = now + soak_get(SOAK_STRIDE);
    if (outside)
        stop = stop < walk ? stop : walk;
    stop = stop < minute ? stop : minute;
    stop = stop < alarm ? stop : alarm;
    return stop > now ? stop : now;
}

/* The lock is held. */
static void go_to(int64_t now)
{
    soak_set(SOAK_NOW, now);
    atomic_fetch_add(soak_word(SOAK_STEPS), 1);
    for (int i = 0; i < waiter_count; i++) {
        struct waiter *waiter = waiters[i];
        if (!waiter->waiting || waiter->due_ns > now)
            continue;
        waiter->waiting = false;
        waiting--;
        put_byte(waiter->wake_fd, &(uint64_t){1}, sizeof(uint64_t));
    }
}

static void *keep(void *unused)
{
    struct pollfd all[POLLED];
    int64_t due;
    for (;;) {
        pthread_mutex_lock(&lock);
        while (waiting < threads)
            pthread_cond_wait(&stirred, &lock);
        nfds_t count = gather(all, &due);
        bool outside = comes_from_outside(all, count);
        int ready = real_poll(all, count, 0);
        int64_t now = soak_get(SOAK_NOW);
        if (ready == 0 && now >= soak_get(SOAK_ALARM) && due > now) {
            pthread_mutex_unlock(&lock);
            stand_still();
            continue;
        }
        const uint64_t turn = turns;
        if (ready == 0 && outside && due > now) {
            pthread_mutex_unlock(&lock);
            ready = real_poll(all, count, SECOND / 1000);
            pthread_mutex_lock(&lock);
        }
        if (ready == 0 && waiting == threads && turn == turns)
            go_to(next_stop(now, due, outside));
        pthread_mutex_unlock(&lock);
        if (ready != 0)
            sched_yield(); /* somebody is about to wake up */
    }
    return unused;
}

/* The clock stands still at the alarm until soak.py has seen the program start: the constructor
 * runs before main. */
__attribute__((constructor)) static void begin(void)
{
    const char *page = getenv("SOAK_PAGE"), *control = getenv("SOAK_FD");
    int fd = page != NULL ? open(page, O_RDWR | O_CLOEXEC) : -1;
    void *at = fd >= 0 ? mmap(NULL, SOAK_PAGE_SIZE + SOAK_PICTURE_SIZE, PROT_READ | PROT_WRITE,
                              MAP_SHARED, fd, 0)
                       : MAP_FAILED;
    if (at == MAP_FAILED)
        abort();
    close(fd);
    words = at;
    int64_t nobody = 0;
    begun_ns = soak_get(SOAK_NOW);
    real_begun_ns = real_ns();
    if (control == NULL ||
        !atomic_compare_exchange_strong(soak_word(SOAK_LEADER), &nobody, (int64_t)getpid()))
        return;
    control_fd = (int)strtol(control, NULL, 10);
    fcntl(control_fd, F_SETFD, FD_CLOEXEC);
    pthread_key_create(&end_key, end_thread);
    soak_set(SOAK_THREADS, threads);
    pthread_t keeper;
    sigset_t all, before;
    create_function *create = (create_function *)soak_real("pthread_create");
    leads = true;
    sigfillset(&all); /* signals are the program's */
    pthread_sigmask(SIG_SETMASK, &all, &before);
    if (create(&keeper, NULL, keep, NULL) != 0)
        abort();
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    pthread_setname_np(keeper, "soak-clock");
}
