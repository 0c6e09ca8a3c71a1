#include "net/decoding.h"

#include "base/buffer.h"
#include "base/memory.h"
#include "store/clock.h"
#include "store/file.h"

#include <endian.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

/* "RQP1", width, height. */
enum { HEAD_SIZE = 12, WORDS_MAX = 512, PIPE_SIZE = 1024 * 1024, SIDE_TEXT_MAX = 16 };
/* What posix_spawn has for an exec that failed, where it cannot tell at once. */
enum { EXEC_FAILED = 127 };

static const char could_not_start[] = "the picture decoder could not be started";
static const char took_too_long[] = "the picture took too long to decode";

struct decoding {
    pid_t pid;         /* 0: no child, or reaped */
    int status;        /* as waitpid has it */
    int output, words; /* ends of pipes; -1: closed */
    int side;
    int64_t due_ns;
    unsigned char head[HEAD_SIZE];
    size_t got; /* bytes of output read so far */
    struct picture *picture;
    struct buffer said; /* the child's standard error */
    bool over;
    char error[DECODING_ERROR_MAX];
};

static void fail(struct decoding *decoding, const char *error)
{
    if (decoding->error[0] == '\0') /* the first one says why */
        snprintf(decoding->error, sizeof decoding->error, "%s", error);
    decoding->over = true;
}

/* A file without a name rather than a pipe: nothing to feed, no SIGPIPE. */
static int write_input(const void *data, size_t size)
{
    int fd = memfd_create("riwaq-picture", MFD_CLOEXEC);
    if (fd < 0)
        return -1;
    const char *at = data;
    while (size > 0) {
        ssize_t put = write(fd, at, size);
        if (put < 0 && errno == EINTR)
            continue;
        if (put <= 0) {
            close(fd);
            return -1;
        }
        at += put;
        size -= (size_t)put;
    }
    lseek(fd, 0, SEEK_SET);
    return fd;
}

/* This program itself. Its path rather than the link, for under valgrind the link leads to
 * valgrind; the link when the path leads nowhere, for the program may have been replaced. */
static const char *own_program(char *out, size_t size)
{
    ssize_t length = readlink("/proc/self/exe", out, size - 1);
    if (length <= 0)
        return "/proc/self/exe";
    out[length] = '\0';
    return file_exists(out) ? out : "/proc/self/exe";
}

/* The child starts with plain signals and three descriptors, whatever this process and its
 * libraries have. */
static int spawn(pid_t *pid, int side, int input, int output, int words)
{
    char own[PATH_MAX], side_text[SIDE_TEXT_MAX];
    const char *program = getenv("RIWAQ_DECODER"); /* unit tests only */
    if (program == NULL || program[0] == '\0')
        program = own_program(own, sizeof own);
    char *arguments[] = {(char *)"riwaq", (char *)"decode-picture", side_text, NULL};
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;
    sigset_t none, all;
    snprintf(side_text, sizeof side_text, "%d", side);
    sigemptyset(&none);
    sigfillset(&all);
    posix_spawn_file_actions_init(&actions);
    posix_spawnattr_init(&attributes);
    posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO);
    posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO);
    posix_spawn_file_actions_adddup2(&actions, words, STDERR_FILENO);
    posix_spawn_file_actions_addclosefrom_np(&actions, STDERR_FILENO + 1);
    posix_spawnattr_setsigmask(&attributes, &none);
    posix_spawnattr_setsigdefault(&attributes, &all);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
    int why = posix_spawn(pid, program, &actions, &attributes, arguments, environ);
    posix_spawnattr_destroy(&attributes);
    posix_spawn_file_actions_destroy(&actions);
    return why;
}

/* A copy of FD above the standard ones, so that no dup2 in the child overwrites another: this
 * process may have been started with 0, 1 or 2 closed. */
static int lift(int fd)
{
    if (fd < 0 || fd > STDERR_FILENO)
        return fd;
    int lifted = fcntl(fd, F_DUPFD_CLOEXEC, STDERR_FILENO + 1);
    close(fd);
    return lifted;
}

static bool open_pipe(int ends[2])
{
    if (pipe2(ends, O_CLOEXEC) != 0)
        return false;
    ends[0] = lift(ends[0]);
    ends[1] = lift(ends[1]);
    if (ends[0] < 0 || ends[1] < 0)
        return false;
    fcntl(ends[0], F_SETPIPE_SZ, PIPE_SIZE); /* fewer turns; refused where pipes are rationed */
    return fcntl(ends[0], F_SETFL, O_NONBLOCK) == 0;
}

static void close_end(int *fd)
{
    if (*fd >= 0)
        close(*fd);
    *fd = -1;
}

static void start_child(struct decoding *decoding, const void *data, size_t size)
{
    int output[2] = {-1, -1}, words[2] = {-1, -1};
    int input = lift(write_input(data, size));
    int why = EMFILE;
    if (input >= 0 && open_pipe(output) && open_pipe(words))
        why = spawn(&decoding->pid, decoding->side, input, output[1], words[1]);
    close_end(&input);
    close_end(&output[1]);
    close_end(&words[1]);
    decoding->output = output[0];
    decoding->words = words[0];
    if (why != 0) {
        decoding->pid = 0;
        fail(decoding, could_not_start);
    }
}

int decoding_side(int screen_side)
{
    return screen_side > 0 && screen_side < PICTURE_SIDE_MAX ? screen_side : PICTURE_SIDE_MAX;
}

struct decoding *decoding_start(const void *data, size_t size, int side, int64_t due_ns)
{
    struct decoding *decoding = memory_new(sizeof *decoding);
    int64_t latest = clock_monotonic_ns() + DECODING_SECONDS_MAX * NS_PER_SECOND;
    decoding->side = side;
    decoding->due_ns = due_ns < latest ? due_ns : latest;
    buffer_init(&decoding->said, WORDS_MAX);
    start_child(decoding, data, size);
    return decoding;
}

void decoding_fds(const struct decoding *decoding, int fds[DECODING_FDS])
{
    fds[0] = decoding->over ? -1 : decoding->output;
    fds[1] = decoding->over ? -1 : decoding->words;
}

int64_t decoding_due_ns(const struct decoding *decoding)
{
    return decoding->due_ns;
}

static uint32_t little_endian(const unsigned char *bytes)
{
    return (uint32_t)bytes[0] | (uint32_t)bytes[1] << 8 | (uint32_t)bytes[2] << 16 |
           (uint32_t)bytes[3] << 24;
}

/* The child reads what strangers sent: nothing of what it says is taken on trust. */
static void read_head(struct decoding *decoding)
{
    uint32_t w = little_endian(decoding->head + 4), h = little_endian(decoding->head + 8);
    if (memcmp(decoding->head, "RQP1", 4) != 0 || w < 1 || h < 1 || w > (uint32_t)decoding->side ||
        h > (uint32_t)decoding->side)
        fail(decoding, "the picture decoder gave nonsense");
    else
        decoding->picture = picture_create((int)w, (int)h);
}

static size_t picture_bytes(const struct picture *picture)
{
    return (size_t)picture->w * (size_t)picture->h * sizeof(uint32_t);
}

/* Where the next bytes of output belong, and how many. */
static unsigned char *room_for(struct decoding *decoding, size_t *room)
{
    if (decoding->got < HEAD_SIZE) {
        *room = HEAD_SIZE - decoding->got;
        return decoding->head + decoding->got;
    }
    size_t at = decoding->got - HEAD_SIZE;
    *room = picture_bytes(decoding->picture) - at;
    return (unsigned char *)decoding->picture->pixels + at;
}

static void read_output(struct decoding *decoding)
{
    while (!decoding->over && decoding->output >= 0) {
        size_t room;
        unsigned char spare, *at = room_for(decoding, &room);
        ssize_t got = read(decoding->output, room > 0 ? at : &spare, room > 0 ? room : 1);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0 && errno == EAGAIN)
            return;
        if (got <= 0) {
            close_end(&decoding->output);
            return;
        }
        if (room == 0)
            fail(decoding, "the picture decoder gave more than a picture");
        decoding->got += (size_t)got;
        if (decoding->got == HEAD_SIZE)
            read_head(decoding);
    }
}

static void read_words(struct decoding *decoding)
{
    char chunk[256];
    while (decoding->words >= 0) {
        ssize_t got = read(decoding->words, chunk, sizeof chunk);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0 && errno == EAGAIN)
            return;
        if (got <= 0)
            close_end(&decoding->words);
        else
            buffer_add(&decoding->said, chunk, (size_t)got); /* beyond its cap: dropped */
    }
}

/* Its exit status, or -1. A child that is in the middle of exiting keeps its status, one that
 * only closed its pipes or hangs is killed: either way the wait is short. */
static int reap(struct decoding *decoding)
{
    int status = -1;
    if (decoding->pid > 0) {
        kill(decoding->pid, SIGKILL);
        pid_t waited;
        do
            waited = waitpid(decoding->pid, &status, 0);
        while (waited < 0 && errno == EINTR);
        if (waited < 0)
            status = 0; /* SIGCHLD is ignored here: the kernel has reaped it */
    }
    decoding->pid = 0;
    decoding->status = status;
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

/* The first line of what the child said, without the program's name before it. */
static void fail_with_words(struct decoding *decoding)
{
    const char *said = buffer_text(&decoding->said);
    if (strncmp(said, "riwaq: ", 7) == 0)
        said += 7;
    size_t length = strcspn(said, "\n");
    char line[DECODING_ERROR_MAX];
    snprintf(line, sizeof line, "%.*s", (int)(length < sizeof line ? length : sizeof line - 1),
             said);
    for (char *at = line; *at != '\0'; at++)
        if ((unsigned char)*at < ' ')
            *at = ' ';
    fail(decoding, line[0] != '\0' ? line : "the picture is damaged");
}

/* Both pipes are closed: the child is over, or about to be. */
static void conclude(struct decoding *decoding)
{
    bool whole =
        decoding->picture != NULL && decoding->got == HEAD_SIZE + picture_bytes(decoding->picture);
    int status = reap(decoding);
    if (status == EXEC_FAILED && decoding->got == 0)
        fail(decoding, could_not_start);
    else if (status < 0 && WIFSIGNALED(decoding->status) && WTERMSIG(decoding->status) == SIGXCPU)
        fail(decoding, took_too_long);
    else if (status != 0 || !whole)
        fail_with_words(decoding);
    if (decoding->over)
        return;
    size_t count = picture_bytes(decoding->picture) / sizeof(uint32_t);
    for (size_t i = 0; i < count; i++)
        decoding->picture->pixels[i] = le32toh(decoding->picture->pixels[i]);
    picture_measure(decoding->picture);
    decoding->over = true;
}

bool decoding_step(struct decoding *decoding)
{
    if (decoding->over)
        return true;
    read_words(decoding);
    read_output(decoding);
    if (!decoding->over && decoding->output < 0 && decoding->words < 0)
        conclude(decoding);
    if (!decoding->over && clock_monotonic_ns() >= decoding->due_ns)
        fail(decoding, took_too_long);
    if (decoding->over)
        reap(decoding);
    return decoding->over;
}

struct picture *decoding_take(struct decoding *decoding)
{
    struct picture *picture = decoding->picture;
    if (!decoding->over || decoding->error[0] != '\0')
        return NULL;
    decoding->picture = NULL;
    return picture;
}

const char *decoding_error(const struct decoding *decoding)
{
    return decoding->error;
}

void decoding_destroy(struct decoding *decoding)
{
    if (decoding == NULL)
        return;
    reap(decoding);
    close_end(&decoding->output);
    close_end(&decoding->words);
    buffer_finish(&decoding->said);
    picture_put(decoding->picture);
    free(decoding);
}
