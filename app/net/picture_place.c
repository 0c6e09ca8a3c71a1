#include "net/picture_place.h"

#include "base/memory.h"
#include "net/http_address.h"
#include "store/file.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* A path below the folder of a local document, or NULL. */
static char *beside(const char *document, const char *reference)
{
    if (reference[0] == '/' || strcmp(reference, "..") == 0 || strncmp(reference, "../", 3) == 0 ||
        strstr(reference, "/../") != NULL)
        return NULL;
    char *folder = file_folder(document);
    char *path = file_join(folder, reference);
    free(folder);
    return path;
}

bool picture_is_on_the_web(const char *place)
{
    return strncasecmp(place, "http://", 7) == 0 || strncasecmp(place, "https://", 8) == 0;
}

char *picture_place(const struct source *source, const char *reference)
{
    if (source->path == NULL)
        return http_resolve(source->config->url, reference);
    if (picture_is_on_the_web(reference))
        return memory_text(reference);
    return strchr(reference, ':') == NULL ? beside(source->path, reference) : NULL;
}
