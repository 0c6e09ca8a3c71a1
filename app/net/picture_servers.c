#include "net/picture_servers.h"

#include "base/memory.h"
#include "base/moment.h"
#include "net/http_address.h"

#include <stdlib.h>

void picture_servers_finish(struct picture_servers *servers)
{
    for (int i = 0; i < PICTURE_SERVERS_MAX; i++)
        free(servers->list[i].url);
    *servers = (struct picture_servers){0};
}

struct picture_server *picture_servers_take(struct picture_servers *servers, const char *url)
{
    struct picture_server *unused = NULL;
    for (int i = 0; i < PICTURE_SERVERS_MAX; i++) {
        struct picture_server *server = &servers->list[i];
        if (server->url != NULL && http_same_origin(server->url, url)) {
            server->users++;
            return server;
        }
        if (server->users == 0 && (unused == NULL || server->wanted_ns < unused->wanted_ns))
            unused = server;
    }
    free(unused->url);
    *unused = (struct picture_server){.url = memory_text(url), .users = 1};
    return unused;
}

void picture_server_put(struct picture_server *server)
{
    if (server != NULL)
        server->users--;
}

void picture_server_defer(struct picture_server *server, int64_t now_ns, int64_t seconds,
                          int64_t most_s)
{
    if (seconds >= 0)
        server->wanted_ns = now_ns + (seconds < most_s ? seconds : most_s) * NS_PER_SECOND;
}
