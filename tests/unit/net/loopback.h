/* A small HTTP server on 127.0.0.1 inside the test: routes with bodies that a test sets, and
 * the ways in which servers fail. Every connection has its own thread and serves one request. */
#ifndef RIWAQ_TESTS_NET_LOOPBACK_H
#define RIWAQ_TESTS_NET_LOOPBACK_H

#include "base/buffer.h"
#include "base/memory.h"

#include <arpa/inet.h>
#include <pthread.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/socket.h>
#include <unistd.h>

enum loopback_manner {
    LOOPBACK_ANSWER,  /* status, ETag (304 when it is known), body */
    LOOPBACK_HALF,    /* half of the body, then the end */
    LOOPBACK_CLOSE,   /* the end at once */
    LOOPBACK_GARBAGE, /* no HTTP */
    LOOPBACK_SILENCE, /* nothing, as long as the client waits */
    LOOPBACK_DRIBBLE, /* the body byte by byte without end */
    LOOPBACK_ENDLESS, /* 100 MiB in chunks, without a length */
    LOOPBACK_REDIRECT /* 302 to the body */
};

enum { LOOPBACK_ROUTES = 16, LOOPBACK_CLIENTS = 256 };

struct loopback_route {
    char path[64];
    enum loopback_manner manner;
    int status;
    char etag[200]; /* "": none */
    char *body;
    size_t size;
    int requests;
    char last[2048]; /* head of the last request */
};

struct loopback {
    int fd;
    int port;
    pthread_mutex_t lock;
    struct loopback_route routes[LOOPBACK_ROUTES];
    int route_count;
    pthread_t acceptor;
    pthread_t clients[LOOPBACK_CLIENTS];
    int client_fds[LOOPBACK_CLIENTS];
    int client_count;
    bool stopping;
};

struct loopback_client {
    struct loopback *server;
    int index, fd;
};

static inline struct loopback_route *loopback_find(struct loopback *server, const char *path)
{
    for (int i = 0; i < server->route_count; i++)
        if (strcmp(server->routes[i].path, path) == 0)
            return &server->routes[i];
    return NULL;
}

static inline void loopback_set_bytes(struct loopback *server, const char *path,
                                      enum loopback_manner manner, int status, const char *etag,
                                      const void *body, size_t size)
{
    pthread_mutex_lock(&server->lock);
    struct loopback_route *route = loopback_find(server, path);
    if (route == NULL) {
        if (server->route_count == LOOPBACK_ROUTES)
            abort();
        route = &server->routes[server->route_count++];
        snprintf(route->path, sizeof route->path, "%s", path);
    }
    route->manner = manner;
    route->status = status;
    snprintf(route->etag, sizeof route->etag, "%s", etag);
    free(route->body);
    route->body = memory_text_n(body, size);
    route->size = size;
    pthread_mutex_unlock(&server->lock);
}

static inline void loopback_set(struct loopback *server, const char *path,
                                enum loopback_manner manner, int status, const char *etag,
                                const char *body)
{
    loopback_set_bytes(server, path, manner, status, etag, body, strlen(body));
}

/* How often PATH was asked for. */
static inline int loopback_requests(struct loopback *server, const char *path)
{
    pthread_mutex_lock(&server->lock);
    struct loopback_route *route = loopback_find(server, path);
    int requests = route != NULL ? route->requests : 0;
    pthread_mutex_unlock(&server->lock);
    return requests;
}

/* Whether the head of the last request for PATH holds TEXT. */
static inline bool loopback_asked_with(struct loopback *server, const char *path, const char *text)
{
    pthread_mutex_lock(&server->lock);
    struct loopback_route *route = loopback_find(server, path);
    bool with = route != NULL && strstr(route->last, text) != NULL;
    pthread_mutex_unlock(&server->lock);
    return with;
}

static inline bool loopback_send(int fd, const void *data, size_t size)
{
    const char *at = data;
    while (size > 0) {
        ssize_t sent = send(fd, at, size, MSG_NOSIGNAL);
        if (sent <= 0)
            return false;
        at += sent;
        size -= (size_t)sent;
    }
    return true;
}

static inline bool loopback_say(int fd, const char *text)
{
    return loopback_send(fd, text, strlen(text));
}

/* Waits until the client (or the test) has had enough. */
static inline void loopback_linger(int fd)
{
    char rest[256];
    while (recv(fd, rest, sizeof rest, 0) > 0)
        continue;
}

static inline void loopback_stream(int fd)
{
    enum { CHUNK = 64 * 1024 };
    char *chunk = memory_new(CHUNK);
    memset(chunk, ' ', CHUNK);
    bool well = loopback_say(fd, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
    for (int i = 0; well && i < 1600; i++)
        well = loopback_say(fd, "10000\r\n") && loopback_send(fd, chunk, CHUNK) &&
               loopback_say(fd, "\r\n");
    if (well)
        loopback_say(fd, "0\r\n\r\n");
    free(chunk);
}

static inline void loopback_dribble(int fd)
{
    if (!loopback_say(fd, "HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n"))
        return;
    struct timeval pause = {.tv_usec = 20000};
    setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &pause, sizeof pause);
    char spare;
    while (loopback_say(fd, " ") && recv(fd, &spare, 1, 0) != 0)
        continue;
}

static inline void loopback_answer(const struct loopback_route *route, int fd)
{
    char head[1024];
    char condition[256];
    snprintf(condition, sizeof condition, "If-None-Match: %s\r\n", route->etag);
    if (route->etag[0] != '\0' && strcasestr(route->last, condition) != NULL) {
        loopback_say(fd, "HTTP/1.1 304 Not Modified\r\nConnection: close\r\n\r\n");
        return;
    }
    bool redirect = route->manner == LOOPBACK_REDIRECT;
    snprintf(head, sizeof head,
             "HTTP/1.1 %d Whatever\r\nContent-Length: %zu\r\nConnection: close\r\n%s%s%s%s%s%s\r\n",
             redirect ? 302 : route->status, redirect ? 0 : route->size,
             route->etag[0] != '\0' ? "ETag: " : "", route->etag,
             route->etag[0] != '\0' ? "\r\n" : "", redirect ? "Location: " : "",
             redirect ? route->body : "", redirect ? "\r\n" : "");
    loopback_say(fd, head);
    if (!redirect)
        loopback_send(fd, route->body,
                      route->manner == LOOPBACK_HALF ? route->size / 2 : route->size);
}

static inline void loopback_serve(const struct loopback_route *route, int fd)
{
    switch (route->manner) {
    case LOOPBACK_CLOSE:
        break;
    case LOOPBACK_GARBAGE:
        loopback_say(fd, "SSH-2.0-OpenSSH_9.2\r\n");
        break;
    case LOOPBACK_SILENCE:
        loopback_linger(fd);
        break;
    case LOOPBACK_DRIBBLE:
        loopback_dribble(fd);
        break;
    case LOOPBACK_ENDLESS:
        loopback_stream(fd);
        break;
    case LOOPBACK_ANSWER:
    case LOOPBACK_HALF:
    case LOOPBACK_REDIRECT:
        loopback_answer(route, fd);
        break;
    }
}

/* The head of a request, up to its empty line. */
static inline bool loopback_read_head(int fd, char *head, size_t size)
{
    size_t length = 0;
    head[0] = '\0';
    while (strstr(head, "\r\n\r\n") == NULL) {
        ssize_t got = recv(fd, head + length, size - 1 - length, 0);
        if (got <= 0)
            return false;
        length += (size_t)got;
        head[length] = '\0';
    }
    return true;
}

static inline void *loopback_client_run(void *self)
{
    struct loopback_client *client = self;
    struct loopback *server = client->server;
    struct loopback_route copy = {0};
    char head[2048], path[64] = "";
    if (loopback_read_head(client->fd, head, sizeof head) && sscanf(head, "GET %63s ", path) == 1) {
        pthread_mutex_lock(&server->lock);
        struct loopback_route *route = loopback_find(server, path);
        if (route != NULL) {
            route->requests++;
            snprintf(route->last, sizeof route->last, "%s", head);
            copy = *route;
            copy.body = memory_text_n(route->body, route->size);
        }
        pthread_mutex_unlock(&server->lock);
        if (copy.path[0] != '\0')
            loopback_serve(&copy, client->fd);
        else
            loopback_say(client->fd, "HTTP/1.1 404 No\r\nContent-Length: 0\r\n\r\n");
    }
    free(copy.body);
    shutdown(client->fd, SHUT_RDWR);
    pthread_mutex_lock(&server->lock);
    close(client->fd);
    server->client_fds[client->index] = -1;
    pthread_mutex_unlock(&server->lock);
    free(client);
    return NULL;
}

static inline void *loopback_accept_run(void *self)
{
    struct loopback *server = self;
    for (;;) {
        int fd = accept4(server->fd, NULL, NULL, SOCK_CLOEXEC);
        pthread_mutex_lock(&server->lock);
        bool stopping = server->stopping;
        if (fd >= 0 && !stopping) {
            if (server->client_count == LOOPBACK_CLIENTS)
                abort();
            struct loopback_client *client = memory_new(sizeof *client);
            *client = (struct loopback_client){server, server->client_count++, fd};
            server->client_fds[client->index] = fd;
            pthread_create(&server->clients[client->index], NULL, loopback_client_run, client);
        } else if (fd >= 0) {
            close(fd);
        }
        pthread_mutex_unlock(&server->lock);
        if (stopping)
            return NULL;
    }
}

static inline struct loopback *loopback_create(void)
{
    struct loopback *server = memory_new(sizeof *server);
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t length = sizeof address;
    pthread_mutex_init(&server->lock, NULL);
    server->fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (server->fd < 0 || bind(server->fd, (struct sockaddr *)&address, sizeof address) != 0 ||
        listen(server->fd, 32) != 0 ||
        getsockname(server->fd, (struct sockaddr *)&address, &length) != 0)
        abort();
    server->port = ntohs(address.sin_port);
    pthread_create(&server->acceptor, NULL, loopback_accept_run, server);
    return server;
}

/* Wakes accept() by a connection of its own, and the others by shutting them down. */
static inline void loopback_destroy(struct loopback *server)
{
    struct sockaddr_in address = {.sin_family = AF_INET,
                                  .sin_port = htons((uint16_t)server->port),
                                  .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    int knock = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    pthread_mutex_lock(&server->lock);
    server->stopping = true;
    for (int i = 0; i < server->client_count; i++)
        if (server->client_fds[i] >= 0)
            shutdown(server->client_fds[i], SHUT_RDWR);
    pthread_mutex_unlock(&server->lock);
    if (connect(knock, (struct sockaddr *)&address, sizeof address) != 0)
        abort();
    pthread_join(server->acceptor, NULL);
    close(knock);
    for (int i = 0; i < server->client_count; i++)
        pthread_join(server->clients[i], NULL);
    close(server->fd);
    for (int i = 0; i < server->route_count; i++)
        free(server->routes[i].body);
    pthread_mutex_destroy(&server->lock);
    free(server);
}

/* "http://127.0.0.1:PORT" and PATH; free() it. */
static inline char *loopback_url(const struct loopback *server, const char *path)
{
    struct buffer url;
    buffer_init(&url, 256);
    buffer_print(&url, "http://127.0.0.1:%d%s", server->port, path);
    return buffer_take(&url);
}

#endif
