#include "net/headers.h"

#include "base/buffer.h"
#include "base/memory.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

/* These tell how the bytes run, or what riwaq has already: wrong ones break the fetching. */
static const char *const refused[] = {
    "Accept-Encoding",
    "Connection",
    "Content-Length",
    "Expect",
    "Host",
    "If-Modified-Since",
    "If-None-Match",
    "If-Range",
    "Keep-Alive",
    "Range",
    "Proxy-Authorization",
    "Proxy-Connection",
    "TE",
    "Trailer",
    "Transfer-Encoding",
    "Upgrade",
};

void headers_finish(struct headers *headers)
{
    for (int i = 0; i < headers->count; i++) {
        explicit_bzero(headers->lines[i], strlen(headers->lines[i]));
        free(headers->lines[i]);
    }
    headers->count = 0;
}

bool headers_have(const struct headers *headers, const char *name)
{
    size_t length = strlen(name);
    for (int i = 0; i < headers->count; i++)
        if (strncasecmp(headers->lines[i], name, length) == 0 && headers->lines[i][length] == ':')
            return true;
    return false;
}

/* --- one line --- */

/* A token of RFC 9110. */
static bool is_name(const char *text, size_t length)
{
    static const char marks[] = "!#$%&'*+-.^_`|~";
    for (size_t i = 0; i < length; i++) {
        char c = text[i], lower = (char)(c | 0x20);
        bool letter = (lower >= 'a' && lower <= 'z') || (c >= '0' && c <= '9');
        if (!letter && (c == '\0' || strchr(marks, c) == NULL))
            return false;
    }
    return length > 0;
}

/* What is wrong with the line, or NULL. */
static const char *fault_of(const char *line)
{
    const char *colon = strchr(line, ':');
    if (colon == NULL || !is_name(line, (size_t)(colon - line)))
        return "is no header; write it as Name: value";
    for (size_t i = 0; i < COUNT_OF(refused); i++)
        if (strlen(refused[i]) == (size_t)(colon - line) &&
            strncasecmp(line, refused[i], strlen(refused[i])) == 0)
            return "is a header that riwaq writes itself; remove it";
    const char *value = colon + 1 + strspn(colon + 1, " \t");
    if (*value == '\0')
        return "has no value; write it as Name: value";
    for (; *value != '\0'; value++)
        if ((*value < ' ' || *value > '~') && *value != '\t')
            return "has a character in its value that is not plain ASCII";
    return NULL;
}

/* Without the white space around it. */
static char *trim(char *line)
{
    line += strspn(line, " \t");
    size_t length = strlen(line);
    while (length > 0 && strchr(" \t\r", line[length - 1]) != NULL)
        line[--length] = '\0';
    return line;
}

static bool parse(struct headers *out, char *text, const char *path, char *error, size_t error_size)
{
    int number = 0;
    for (char *at = text; at != NULL;) {
        char *newline = strchr(at, '\n');
        if (newline != NULL)
            *newline = '\0';
        char *line = trim(at);
        at = newline != NULL ? newline + 1 : NULL;
        number++;
        if (*line == '\0' || *line == '#')
            continue;
        const char *fault = fault_of(line);
        if (fault == NULL && out->count == HEADERS_MAX)
            fault = "is one header too many; 32 may stand in the file";
        if (fault != NULL) {
            snprintf(error, error_size, "the file of headers, %s:%d, %s", path, number, fault);
            return false;
        }
        out->lines[out->count++] = memory_text(line);
    }
    return true;
}

/* --- the file --- */

/* Reads from FD; false with why in ERROR. The mode asked is that of what was opened. */
static bool read_private(int fd, struct buffer *text, const char *path, char *error,
                         size_t error_size)
{
    struct stat status;
    char chunk[1024];
    ssize_t got = 0;
    if (fstat(fd, &status) != 0 || !S_ISREG(status.st_mode)) {
        snprintf(error, error_size, "the file of headers %s is no regular file", path);
        return false;
    }
    if ((status.st_mode & 077) != 0) {
        snprintf(error, error_size,
                 "the file of headers %s is open to others than its owner (mode %04o); write: "
                 "chmod 600 %s",
                 path, (unsigned)(status.st_mode & 07777), path);
        return false;
    }
    do {
        got = read(fd, chunk, sizeof chunk);
    } while ((got < 0 && errno == EINTR) || (got > 0 && buffer_add(text, chunk, (size_t)got)));
    int why = errno;
    explicit_bzero(chunk, sizeof chunk);
    if (got == 0)
        return true;
    snprintf(error, error_size, "the file of headers %s cannot be read: %s", path,
             got > 0 ? "it is larger than 16 KiB" : strerror(why));
    return false;
}

bool headers_read(struct headers *out, const char *path, char *error, size_t error_size)
{
    struct buffer text;
    bool good = false;
    *out = (struct headers){0};
    buffer_init(&text, HEADERS_BYTES_MAX);
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
    if (fd < 0) {
        snprintf(error, error_size, "the file of headers %s cannot be read: %s", path,
                 strerror(errno));
    } else if (read_private(fd, &text, path, error, error_size)) {
        bool whole = memchr(buffer_text(&text), '\0', text.length) == NULL;
        if (!whole)
            snprintf(error, error_size, "the file of headers %s is no text", path);
        else
            good = text.length == 0 || parse(out, text.data, path, error, error_size);
    }
    if (!good)
        headers_finish(out);
    if (fd >= 0)
        close(fd);
    if (text.data != NULL)
        explicit_bzero(text.data, text.length);
    buffer_finish(&text);
    return good;
}
