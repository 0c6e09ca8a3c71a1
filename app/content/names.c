#include "content/names.h"

#include <stddef.h>
#include <string.h>

const char *names_pick(const char *name, const char *const names[LANGUAGE_COUNT],
                       enum language language)
{
    if (names[language] != NULL)
        return names[language];
    for (int i = 0; name == NULL && i < LANGUAGE_COUNT; i++)
        name = names[i];
    return name;
}

bool names_hold(const char *name, const char *const names[LANGUAGE_COUNT], const char *text)
{
    bool held = name != NULL && strcmp(name, text) == 0;
    for (int i = 0; !held && i < LANGUAGE_COUNT; i++)
        held = names[i] != NULL && strcmp(names[i], text) == 0;
    return held;
}
