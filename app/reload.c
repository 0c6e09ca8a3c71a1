#include "reload.h"

#include "base/log.h"
#include "base/memory.h"
#include "store/watch.h"
#include "theme/vary.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/resource.h>
#include <sys/signalfd.h>
#include <unistd.h>

enum {
    NICE = 10,         /* frames go first */
    CONFIG_VARIES = 5, /* of so many looks on purpose one has another configuration, too */
    NEWS_CAP = 64 * 1024
};

struct reload {
    struct reload_settings settings;
    /* What the screen has, or is about to have. */
    struct config *config;
    struct theme *theme;
    const struct picture *logo; /* NULL: none */
    struct faces *faces;
    struct file_set files[SETUP_PART_COUNT]; /* that it was read from */
    bool stale[SETUP_PART_COUNT];            /* of the files there is something newer */
    struct watch *watch;
    uint64_t varied; /* looks on purpose so far */
    bool terminal;   /* there was one */
    int call_fd, signal_fd;
    atomic_int asked; /* looks on purpose that are wanted */
    atomic_bool stopping;
    pthread_t thread;
};

/* What is read anew, to be taken over as a whole. */
struct draft {
    struct setup setup; /* its configuration is the draft's */
    struct theme *theme;
    const struct picture *logo;
    struct faces *faces;
    bool read[SETUP_PART_COUNT]; /* the others are those that the screen has */
};

/* --- reading --- */

static bool same_text(const char *a, const char *b)
{
    return a == NULL || b == NULL ? a == b : strcmp(a, b) == 0;
}

/* Another configuration may want another theme, and look for it elsewhere. */
static bool wants_theme(const struct reload *reload, const struct config *config)
{
    bool named =
        reload->settings.call->theme == NULL && !same_text(config->theme, reload->config->theme);
    return named || !same_text(config->path, reload->config->path);
}

static void read_config(const struct reload *reload, struct draft *draft)
{
    struct setup *setup = &draft->setup;
    setup_read(setup, reload->settings.call);
    draft->read[SETUP_CONFIG] = reload->stale[SETUP_CONFIG];
    if (draft->read[SETUP_CONFIG])
        return;
    diagnostics_finish(&setup->kept);
    diagnostics_init(&setup->kept);
    config_destroy(setup->config);
    setup->config = config_take(reload->config);
}

/* VARIATION 0: as it is written. */
static void read_theme(const struct reload *reload, struct draft *draft, uint64_t variation)
{
    const struct config *config = draft->setup.config;
    draft->read[SETUP_THEME] = reload->stale[SETUP_THEME] || wants_theme(reload, config);
    draft->theme = draft->read[SETUP_THEME]
                       ? setup_exact_theme(&draft->setup, reload->settings.call)
                       : theme_take(reload->theme);
    if (draft->theme != NULL && variation != 0)
        theme_vary(draft->theme, variation);
}

static void read_logo(const struct reload *reload, struct draft *draft)
{
    const char *path = draft->setup.config->logo;
    draft->read[SETUP_LOGO] = reload->stale[SETUP_LOGO] || !same_text(path, reload->config->logo);
    if (draft->read[SETUP_LOGO]) {
        setup_logo(&draft->setup);
        draft->logo = draft->setup.logo;
        draft->setup.logo = NULL;
    } else {
        draft->logo = reload->logo != NULL ? picture_take(reload->logo) : NULL;
    }
}

static void find_faces(const struct reload *reload, struct draft *draft)
{
    struct setup *setup = &draft->setup;
    draft->read[SETUP_FONTS] =
        reload->stale[SETUP_FONTS] || !same_text(setup->config->path, reload->config->path);
    if (draft->theme == NULL)
        return;
    if (!draft->read[SETUP_FONTS] && theme_same_fonts(draft->theme, reload->theme)) {
        draft->faces = faces_take(reload->faces);
        return;
    }
    draft->faces =
        draft->read[SETUP_FONTS]
            ? faces_create(draft->theme, (const char *const *)setup->font_folders, &setup->kept)
            : faces_create_beside(draft->theme, reload->faces, &setup->kept);
    if (draft->faces != NULL)
        faces_prepare(draft->faces);
}

static void draft_finish(struct draft *draft)
{
    setup_finish(&draft->setup);
    theme_destroy(draft->theme);
    picture_put(draft->logo);
    faces_put(draft->faces);
}

/* Mistakes that refuse it. An official timetable has a rule of its own: days with a mistake are
 * left out, and where none is left there is none. */
static int mistakes(const struct draft *draft)
{
    const struct diagnostics *findings = &draft->setup.kept;
    const struct config *config = draft->setup.config;
    int count = findings->errors;
    for (int i = 0; i < findings->count && config->prayer.table != NULL; i++) {
        const struct finding *finding = &findings->findings[i];
        if (finding->severity == SEVERITY_ERROR && same_text(finding->file, config->timetable))
            count--;
    }
    return count;
}

/* --- what becomes of it --- */

/* The files that are watched from now on. WHOLE: DRAFT was taken over; else those from before count
 * too, as what could not be read names no others. */
static void follow_files(struct reload *reload, struct draft *draft, bool whole)
{
    struct file_set all = {0};
    for (int part = 0; part < SETUP_PART_COUNT; part++) {
        struct file_set *now = &reload->files[part], *next = &draft->setup.files[part];
        if (draft->read[part]) {
            for (int i = 0; i < now->count && !whole; i++)
                file_set_add(next, now->paths[i]);
            struct file_set old = *now;
            *now = *next;
            *next = old;
            reload->stale[part] = !whole;
        }
        file_set_join(&all, now);
    }
    watch_set(reload->watch, &all);
    file_set_finish(&all);
}

static void add_news(struct buffer *news, const char *what, const char *of)
{
    buffer_print(news, "%s%s", news->length > 0 ? ", " : "", what);
    if (of != NULL)
        buffer_print(news, " (%s)", of);
}

/* "taken over: configuration (/etc/riwaq/riwaq.conf), theme (Atrium)" */
static char *news_of(const struct reload *reload, const struct draft *draft)
{
    static const char begin[] = "taken over: ";
    struct buffer news, whole;
    const struct config *config = draft->setup.config;
    buffer_init(&news, NEWS_CAP);
    buffer_init(&whole, NEWS_CAP);
    if (draft->read[SETUP_CONFIG])
        add_news(&news, "configuration", config->path);
    if (draft->read[SETUP_THEME])
        add_news(&news, "theme", draft->theme->name);
    if (draft->read[SETUP_LOGO] && (draft->logo != NULL || reload->logo != NULL))
        add_news(&news, "logo", config->logo);
    if (draft->read[SETUP_FONTS])
        add_news(&news, "fonts", NULL);
    buffer_print(&whole, "%s%s", begin, buffer_text(&news));
    buffer_finish(&news);
    return buffer_take(&whole);
}

static void take_over(struct reload *reload, struct draft *draft, char *news)
{
    const struct reload_settings *settings = &reload->settings;
    bool other = draft->read[SETUP_CONFIG];
    config_destroy(reload->config);
    theme_destroy(reload->theme);
    picture_put(reload->logo);
    faces_put(reload->faces);
    reload->config = config_take(draft->setup.config);
    reload->theme = theme_take(draft->theme);
    reload->logo = draft->logo != NULL ? picture_take(draft->logo) : NULL;
    reload->faces = faces_take(draft->faces);
    struct look *look = look_create(reload->config, reload->theme, reload->logo, reload->faces);
    look->news = news;
    look_box_put(settings->looks, look);
    if (other)
        fetcher_use(settings->fetcher, reload->config);
    settings->wake(settings->wake_self);
}

/* Reads what is stale and what hangs on it; the screen changes, or a line tells why it does not.
 * VARIATION: see read_theme. */
static void read_again(struct reload *reload, uint64_t variation)
{
    struct draft draft = {.logo = NULL};
    read_config(reload, &draft);
    read_theme(reload, &draft, variation);
    read_logo(reload, &draft);
    find_faces(reload, &draft);
    int count = mistakes(&draft);
    bool whole = count <= 0 && draft.theme != NULL && draft.faces != NULL;
    if (variation == 0)
        diagnostics_print(&draft.setup.kept, stderr);
    if (whole)
        take_over(reload, &draft, variation == 0 ? news_of(reload, &draft) : memory_text(""));
    else
        log_warning("%d %s in what was saved: the screen keeps what it had", count,
                    count == 1 ? "mistake" : "mistakes");
    follow_files(reload, &draft, whole);
    draft_finish(&draft);
}

/* --- when --- */

static void note_stale(struct reload *reload, bool all)
{
    bool any = false;
    for (int part = 0; part < SETUP_PART_COUNT; part++) {
        reload->stale[part] |= file_set_changed(&reload->files[part]);
        any |= reload->stale[part];
    }
    /* A file that was read and written in one tick of the kernel's clock. */
    for (int part = 0; part < SETUP_PART_COUNT && (all || !any); part++)
        reload->stale[part] = all || part != SETUP_FONTS;
}

static bool has_terminal(void)
{
    int fd = open("/dev/tty", O_RDONLY | O_NOCTTY | O_CLOEXEC);
    if (fd >= 0)
        close(fd);
    return fd >= 0;
}

/* Whether all is to be read because somebody said so. */
static bool was_told(const struct reload *reload)
{
    struct signalfd_siginfo info;
    bool told = false;
    while (reload->signal_fd >= 0 &&
           read(reload->signal_fd, &info, sizeof info) == (ssize_t)sizeof info)
        told = true;
    if (told && reload->terminal && !has_terminal()) {
        kill(getpid(), SIGTERM);
        return false;
    }
    return told;
}

static void vary(struct reload *reload)
{
    reload->varied++;
    reload->stale[SETUP_THEME] = true;
    reload->stale[SETUP_CONFIG] |= reload->varied % CONFIG_VARIES == 0;
    read_again(reload, reload->varied);
}

static void wait_for_something(const struct reload *reload)
{
    struct pollfd fds[] = {{.fd = reload->call_fd, .events = POLLIN},
                           {.fd = reload->signal_fd, .events = POLLIN},
                           {.fd = watch_fd(reload->watch), .events = POLLIN}};
    int64_t wait_ns = watch_due_ns(reload->watch) - clock_monotonic_ns();
    wait_ns = wait_ns < 0 ? 0 : wait_ns;
    struct timespec timeout = {.tv_sec = wait_ns / NS_PER_SECOND,
                               .tv_nsec = wait_ns % NS_PER_SECOND};
    uint64_t count;
    if (ppoll(fds, COUNT_OF(fds), &timeout, NULL) > 0 && fds[0].revents != 0 &&
        read(reload->call_fd, &count, sizeof count) < 0 && errno != EAGAIN)
        log_warning("reloading: %s", strerror(errno));
}

static void *run(void *self)
{
    struct reload *reload = self;
    if (setpriority(PRIO_PROCESS, (id_t)gettid(), NICE) != 0)
        log_warning("the thread that reads edits cannot be made nice: %s", strerror(errno));
    faces_prepare(reload->faces); /* the first picture did not wait for that */
    while (!atomic_load(&reload->stopping)) {
        bool told = was_told(reload);
        if (watch_look(reload->watch, clock_monotonic_ns()) || told) {
            note_stale(reload, told);
            read_again(reload, 0);
        }
        if (atomic_exchange(&reload->asked, 0) > 0)
            vary(reload);
        wait_for_something(reload);
    }
    return NULL;
}

/* --- beginning and ending --- */

static void call(const struct reload *reload)
{
    uint64_t one = 1;
    while (write(reload->call_fd, &one, sizeof one) < 0 && errno == EINTR)
        continue;
}

void reload_vary(void *self)
{
    struct reload *reload = self;
    atomic_fetch_add(&reload->asked, 1);
    call(reload);
}

static void free_reload(struct reload *reload)
{
    watch_destroy(reload->watch);
    for (int part = 0; part < SETUP_PART_COUNT; part++)
        file_set_finish(&reload->files[part]);
    faces_put(reload->faces);
    picture_put(reload->logo);
    theme_destroy(reload->theme);
    config_destroy(reload->config);
    if (reload->call_fd >= 0)
        close(reload->call_fd);
    if (reload->signal_fd >= 0)
        close(reload->signal_fd);
    free(reload);
}

static void begin_with(struct reload *reload, const struct setup *setup, struct faces *faces)
{
    struct file_set all = {0};
    reload->config = config_take(setup->config);
    reload->theme = theme_take(setup->theme);
    reload->logo = setup->logo != NULL ? picture_take(setup->logo) : NULL;
    reload->faces = faces_take(faces);
    for (int part = 0; part < SETUP_PART_COUNT; part++) {
        file_set_join(&reload->files[part], &setup->files[part]);
        file_set_join(&all, &setup->files[part]);
    }
    watch_set(reload->watch, &all);
    file_set_finish(&all);
}

/* All signals but the one that its descriptor tells are the main thread's. 0 or an errno. */
static int start_thread(struct reload *reload)
{
    sigset_t all, before;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    int why = pthread_create(&reload->thread, NULL, run, reload);
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    if (why == 0)
        pthread_setname_np(reload->thread, "riwaq-edits");
    return why;
}

struct reload *reload_start(const struct reload_settings *settings)
{
    struct reload *reload = memory_new(sizeof *reload);
    sigset_t hangup;
    sigemptyset(&hangup);
    sigaddset(&hangup, SIGHUP);
    reload->settings = *settings;
    reload->watch = watch_create(true);
    reload->terminal = has_terminal();
    reload->call_fd = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    reload->signal_fd = signalfd(-1, &hangup, SFD_CLOEXEC | SFD_NONBLOCK);
    begin_with(reload, settings->setup, settings->faces);
    int why = reload->call_fd >= 0 ? start_thread(reload) : EMFILE;
    if (why == 0)
        return reload;
    log_warning("edits wait for the next start: %s", strerror(why));
    free_reload(reload);
    return NULL;
}

void reload_stop(struct reload *reload)
{
    if (reload == NULL)
        return;
    atomic_store(&reload->stopping, true);
    call(reload);
    pthread_join(reload->thread, NULL);
    free_reload(reload);
}
