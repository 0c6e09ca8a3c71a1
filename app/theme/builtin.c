/* The theme that is part of the program: themes/atrium/theme.ini as it was when it was built. */
#include "theme/theme.h"

#include "embedded_atrium.h"
#include "theme/theme_parts.h"

#include <stdio.h>
#include <stdlib.h>

const char *theme_builtin_text(size_t *size)
{
    *size = embedded_atrium_size;
    return embedded_atrium;
}

struct theme *theme_builtin(const char *const *widgets, int widget_count)
{
    struct diagnostics diagnostics;
    diagnostics_init(&diagnostics);
    struct theme_request request = {
        .file = "atrium/theme.ini",
        .text = embedded_atrium,
        .size = embedded_atrium_size,
        .widgets = widgets,
        .widget_count = widget_count,
        .lenient = true,
        .diagnostics = &diagnostics,
    };
    struct theme *theme = theme_build(&request);
    if (theme == NULL) { /* a mistake in the source tree, which its tests find */
        diagnostics_print(&diagnostics, stderr);
        abort();
    }
    diagnostics_finish(&diagnostics);
    return theme;
}
