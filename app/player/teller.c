#include "player/teller.h"

#include "base/log.h"
#include "base/memory.h"
#include "player/service.h"
#include "player/teller_view.h"
#include "screen/picture_file.h"
#include "store/file.h"
#include "store/status_folder.h"

#include <errno.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/resource.h>
#include <unistd.h>

enum { NICE = 10, TEXT_CAP = 256 * 1024, LOOK_MS = 1000 };
/* The player's copy is made anew so often; it is read every ten seconds, or when it is asked for.
 */
#define VIEW_EVERY_NS NS_PER_SECOND

struct teller {
    struct teller_settings settings;
    struct status_folder *folder;
    struct status_counts counts;
    pthread_t thread;
    bool runs; /* the thread */
    int call_fd, kept_fd;
    atomic_bool stopping;
    bool failing; /* a file could not be written; told already */
    /* Left by the player. */
    pthread_mutex_t lock;
    struct status_view view;    /* under the lock */
    char note[CLOCK_NOTE_SIZE]; /* of the clock, under the lock; "": none */
    atomic_bool changed;
    _Atomic int64_t turned_ns, first_ns, presented_ns, frames, late;
    _Atomic(enum status_first) first;
    atomic_bool picture_wanted, picture_given;
    _Atomic(SDL_Surface *) picture;
    /* The player's own. */
    struct status_view last;
    bool noted; /* there is a note of the clock */
    int64_t viewed_ns;
    /* The thread's own. */
    int64_t told_ns, asked_ns; /* since boot; asked_ns 0: no picture is waited for */
};

static void call(const struct teller *teller)
{
    uint64_t one = 1;
    while (write(teller->call_fd, &one, sizeof one) < 0 && errno == EINTR)
        continue;
}

/* --- the player's thread --- */

static void note_first(struct teller *teller, const struct playout *playout)
{
    int64_t after_ns = clock_since_start_ns();
    enum status_first first = teller_view_first(playout);
    atomic_store(&teller->first, first);
    atomic_store(&teller->first_ns, clock_boot_ns());
    log_info("first picture %.1f s after the start: %s", (double)after_ns / NS_PER_SECOND,
             status_first_name(first));
}

void teller_note_frame(struct teller *teller, const struct playout *playout, bool late)
{
    if (teller == NULL)
        return;
    if (atomic_load_explicit(&teller->first_ns, memory_order_relaxed) == 0)
        note_first(teller, playout);
    atomic_store_explicit(&teller->presented_ns, clock_boot_ns(), memory_order_relaxed);
    atomic_fetch_add_explicit(&teller->frames, 1, memory_order_relaxed);
    atomic_fetch_add_explicit(&teller->late, late, memory_order_relaxed);
}

static void give_picture(struct teller *teller, SDL_Surface *picture)
{
    SDL_FreeSurface(atomic_exchange(&teller->picture, picture));
    atomic_store(&teller->picture_given, true);
    call(teller);
}

/* Since when this content, in this look, is up. */
static int64_t shown_since(const struct status_view *before, const struct status_view *now,
                           int64_t now_ns)
{
    bool same = before->phase == now->phase && before->content == now->content &&
                strcmp(before->theme, now->theme) == 0 && strcmp(before->config, now->config) == 0;
    return now->phase != STATUS_SHOWING ? 0 : same ? before->shown_ns : now_ns;
}

static void leave_view(struct teller *teller, const struct window *window,
                       const struct playout *playout, const struct stage *stage, int64_t now_ns)
{
    struct status_view view;
    teller_view_read(window, playout, stage, &view);
    view.shown_ns = shown_since(&teller->last, &view, now_ns);
    char note[CLOCK_NOTE_SIZE] = "";
    bool noted = clock_note(teller->settings.clock, note);
    bool differs = teller_view_differs(&teller->last, &view) || noted != teller->noted;
    teller->last = view;
    teller->noted = noted;
    pthread_mutex_lock(&teller->lock);
    teller->view = view;
    memcpy(teller->note, note, sizeof teller->note);
    pthread_mutex_unlock(&teller->lock);
    if (!differs)
        return;
    atomic_store(&teller->changed, true);
    call(teller);
}

void teller_turn(struct teller *teller, struct window *window, const struct playout *playout,
                 const struct stage *stage)
{
    if (teller == NULL)
        return;
    int64_t now_ns = clock_boot_ns();
    atomic_store_explicit(&teller->turned_ns, now_ns, memory_order_relaxed);
    if (teller->viewed_ns == 0 || now_ns - teller->viewed_ns >= VIEW_EVERY_NS) {
        teller->viewed_ns = now_ns;
        leave_view(teller, window, playout, stage, now_ns);
    }
    if (!atomic_load_explicit(&teller->picture_wanted, memory_order_relaxed))
        return;
    atomic_store(&teller->picture_wanted, false);
    bool shows = window != NULL && playout->last != NULL;
    give_picture(teller, shows ? window_picture(window, playout->last) : NULL);
}

/* --- the thread: writing --- */

/* Field 2 of /proc/self/statm: pages. -1: not known. */
static int64_t resident_bytes(void)
{
    struct buffer text;
    buffer_init(&text, 256);
    int64_t pages = -1;
    if (file_read("/proc/self/statm", &text)) {
        char *rest;
        strtoll(buffer_text(&text), &rest, 10);
        pages = strtoll(rest, NULL, 10);
    }
    buffer_finish(&text);
    return pages > 0 ? pages * sysconf(_SC_PAGESIZE) : -1;
}

static void read_status(struct teller *teller, bool ended, struct status *out)
{
    pthread_mutex_lock(&teller->lock);
    out->view = teller->view;
    pthread_mutex_unlock(&teller->lock);
    if (ended)
        out->view.phase = STATUS_ENDED;
    out->pid = getpid();
    out->told_ns = clock_boot_ns();
    out->started_ns = out->told_ns - clock_since_start_ns();
    out->told_wall_ns = clock_wall_ns(teller->settings.clock);
    out->restarts = teller->counts.restarts;
    out->crashes = teller->counts.crashes;
    out->turned_ns = atomic_load(&teller->turned_ns);
    out->first_ns = atomic_load(&teller->first_ns);
    out->first = atomic_load(&teller->first);
    out->presented_ns = atomic_load(&teller->presented_ns);
    out->frames = atomic_load(&teller->frames);
    out->late = atomic_load(&teller->late);
    out->resident_bytes = resident_bytes();
    out->cpu_ns = clock_cpu_ns();
    fetcher_standings(teller->settings.fetcher, &out->sources);
    fetcher_storage(teller->settings.fetcher, &out->storage);
}

static bool write_text(struct teller *teller, const char *name, const struct status *status,
                       bool (*print)(const struct status *status, struct buffer *out))
{
    struct buffer text;
    buffer_init(&text, TEXT_CAP);
    bool good = print(status, &text) && status_folder_write(teller->folder, name, &text);
    buffer_finish(&text);
    return good;
}

/* For the next start of this boot. */
static void leave_note(struct teller *teller)
{
    char note[CLOCK_NOTE_SIZE];
    pthread_mutex_lock(&teller->lock);
    memcpy(note, teller->note, sizeof note);
    pthread_mutex_unlock(&teller->lock);
    if (note[0] != '\0')
        status_folder_leave(teller->folder, note);
}

static void tell(struct teller *teller, bool ended)
{
    struct status *status = memory_new(sizeof *status);
    atomic_store(&teller->changed, false);
    read_status(teller, ended, status);
    teller->told_ns = status->told_ns;
    leave_note(teller);
    bool good = write_text(teller, "status.json", status, status_print_json);
    good = write_text(teller, "riwaq.prom", status, status_print_metrics) && good;
    if (!good && !teller->failing)
        log_warning("the status cannot be written (%s); `riwaq status` will tell an old one",
                    strerror(errno));
    teller->failing = !good;
    free(status);
}

/* Under another name first: who waits for it sees it whole. */
static void write_picture(struct teller *teller, const struct status_asked *asked,
                          SDL_Surface *picture)
{
    char *path = status_folder_picture(teller->folder, asked);
    struct buffer part;
    buffer_init(&part, strlen(path) + 8);
    buffer_print(&part, "%s.part", path);
    if (!picture_file_write_png(picture, buffer_text(&part)) ||
        rename(buffer_text(&part), path) != 0) {
        log_warning("the picture of the screen cannot be written");
        unlink(buffer_text(&part));
    }
    buffer_finish(&part);
    free(path);
}

/* --- the thread: being asked --- */

/* True when there is no more to wait for. */
static bool have_picture(struct teller *teller, int64_t now_ns)
{
    if (teller->asked_ns == 0) {
        teller->asked_ns = now_ns;
        atomic_store(&teller->picture_given, false);
        atomic_store(&teller->picture_wanted, true);
        teller->settings.wake(teller->settings.wake_self);
        return false;
    }
    return atomic_load(&teller->picture_given) || now_ns - teller->asked_ns > TELLER_PICTURE_NS;
}

static void answer(struct teller *teller)
{
    struct status_asked asked[STATUS_ASKED_MAX];
    int count = status_folder_asked(teller->folder, asked);
    bool pictures = false;
    for (int i = 0; i < count; i++)
        pictures |= asked[i].picture;
    bool there = pictures && have_picture(teller, clock_boot_ns());
    SDL_Surface *picture = there ? atomic_exchange(&teller->picture, NULL) : NULL;
    if (count > 0 && (there || teller->asked_ns == 0 || !pictures))
        tell(teller, false);
    for (int i = 0; i < count; i++) {
        if (asked[i].picture && !there)
            continue;
        if (picture != NULL && asked[i].picture)
            write_picture(teller, &asked[i], picture);
        status_folder_answer(teller->folder, &asked[i]);
    }
    SDL_FreeSurface(picture);
    if (!pictures || there)
        teller->asked_ns = 0;
}

static void rest(struct teller *teller)
{
    struct pollfd fds[] = {{.fd = teller->call_fd, .events = POLLIN},
                           {.fd = status_folder_fd(teller->folder), .events = POLLIN}};
    bool soon = atomic_load(&teller->changed);
    int64_t due_ns = teller->told_ns + (soon ? TELLER_LEAST_NS : TELLER_EVERY_NS);
    int64_t left_ms = (due_ns - clock_boot_ns()) / NS_PER_MILLISECOND + 1;
    if (left_ms > LOOK_MS && (fds[1].fd < 0 || teller->asked_ns != 0))
        left_ms = LOOK_MS;
    poll(fds, 2, left_ms > 0 ? (int)left_ms : 0);
    uint64_t count;
    while (read(teller->call_fd, &count, sizeof count) < 0 && errno == EINTR)
        continue;
}

static void *run(void *self)
{
    struct teller *teller = self;
    if (setpriority(PRIO_PROCESS, (id_t)gettid(), NICE) != 0)
        log_warning("the status thread cannot be made nice: %s", strerror(errno));
    while (!atomic_load(&teller->stopping)) {
        int64_t since_ns = clock_boot_ns() - teller->told_ns;
        if (teller->told_ns == 0 || since_ns >= TELLER_EVERY_NS ||
            (atomic_load(&teller->changed) && since_ns >= TELLER_LEAST_NS))
            tell(teller, false);
        answer(teller);
        rest(teller);
    }
    tell(teller, true);
    return NULL;
}

/* --- beginning and ending --- */

static struct status_folder *open_folder(int kept, struct status_counts *counts)
{
    char *path = status_folder_default();
    struct status_folder *folder = path != NULL ? status_folder_open(path, kept, counts) : NULL;
    if (path != NULL && folder == NULL && errno == EAGAIN)
        log_info("%s: another screen tells its status there; this one tells none", path);
    else if (path != NULL && folder == NULL)
        log_warning("%s: no status can be told there: %s", path, strerror(errno));
    free(path);
    return folder;
}

static void free_teller(struct teller *teller)
{
    status_folder_close(teller->folder);
    SDL_FreeSurface(atomic_load(&teller->picture));
    pthread_mutex_destroy(&teller->lock);
    if (teller->call_fd >= 0)
        close(teller->call_fd);
    if (teller->kept_fd >= 0)
        close(teller->kept_fd);
    free(teller);
}

/* Signals are the main thread's. 0 or an errno. */
static int start_thread(struct teller *teller)
{
    sigset_t all, before;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    int why = pthread_create(&teller->thread, NULL, run, teller);
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    if (why == 0)
        pthread_setname_np(teller->thread, "riwaq-status");
    return why;
}

struct teller *teller_create(void)
{
    struct status_counts counts;
    int kept = service_kept_file("starts"); /* the manager takes the folder away at each end */
    struct status_folder *folder = open_folder(kept, &counts);
    if (folder == NULL) {
        if (kept >= 0)
            close(kept);
        return NULL;
    }
    struct teller *teller = memory_new(sizeof *teller);
    teller->folder = folder;
    teller->counts = counts;
    teller->kept_fd = kept;
    pthread_mutex_init(&teller->lock, NULL);
    teller->call_fd = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    return teller;
}

const char *teller_clock_note(const struct teller *teller)
{
    return teller != NULL ? status_folder_note(teller->folder) : "";
}

void teller_start(struct teller *teller, const struct teller_settings *settings)
{
    if (teller == NULL)
        return;
    teller->settings = *settings;
    int why = teller->call_fd >= 0 ? start_thread(teller) : EMFILE;
    teller->runs = why == 0;
    if (why != 0)
        log_warning("the status thread cannot be started: %s", strerror(why));
}

void teller_destroy(struct teller *teller)
{
    if (teller == NULL)
        return;
    atomic_store(&teller->stopping, true);
    if (teller->runs) {
        call(teller);
        pthread_join(teller->thread, NULL);
    }
    free_teller(teller);
}
