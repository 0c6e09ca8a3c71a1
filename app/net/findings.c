#include "net/findings.h"

#include "base/hash.h"
#include "base/log.h"

#include <stdbool.h>
#include <string.h>

enum { LOGGED_MAX = 10 };

static uint64_t hash_words(uint64_t hash, const char *text)
{
    for (; text != NULL && *text != '\0'; text++)
        if (*text < '0' || *text > '9')
            hash = hash_bytes(hash, text, 1);
    return hash_bytes(hash, "", 1);
}

static bool is_known(const struct findings *findings, uint64_t hash)
{
    for (int i = 0; i < findings->count; i++)
        if (findings->known[i] == hash)
            return true;
    return false;
}

int findings_news(struct findings *findings, const struct diagnostics *found,
                  const struct finding *news[DIAGNOSTICS_MAX])
{
    struct findings next = {.count = found->count};
    int count = 0;
    for (int i = 0; i < found->count; i++) {
        const struct finding *one = &found->findings[i];
        next.known[i] = hash_words(hash_words(HASH_START, one->where), one->what);
        if (!is_known(findings, next.known[i]))
            news[count++] = one;
    }
    *findings = next;
    return count;
}

void findings_log(struct findings *findings, const char *name, const struct diagnostics *found)
{
    const struct finding *news[DIAGNOSTICS_MAX];
    int count = findings_news(findings, found, news);
    for (int i = 0; i < count && i < LOGGED_MAX; i++) {
        const char *where = news[i]->where != NULL ? news[i]->where : "";
        log_warning("%s%s%s: %s", news[i]->file, where[0] != '\0' ? ": " : "", where,
                    news[i]->what);
    }
    if (count > LOGGED_MAX)
        log_warning("%s: and %d more", name, count - LOGGED_MAX + found->dropped);
}
