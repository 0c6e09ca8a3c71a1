/* `riwaq check`: verifies the configuration and themes, and says what is wrong with them. */
#include "commands.h"
#include "screen/fonts.h"
#include "setup.h"

#include <stdio.h>
#include <stdlib.h>

/* Errors found in the theme; what a renderer alone can see (missing fonts) are warnings. */
static int check_theme(const struct setup *setup, const char *name)
{
    struct diagnostics findings;
    diagnostics_init(&findings);
    char *file = setup_theme_file(setup, name);
    if (file == NULL) {
        diagnostics_add(&findings, SEVERITY_ERROR, name, 0, NULL,
                        "there is no such theme; name a theme, or a folder with a theme.ini");
    } else {
        struct theme *theme = setup_read_theme(setup, file, &findings);
        if (theme != NULL)
            fonts_destroy(fonts_create(theme, (const char *const *)setup->font_folders, &findings));
        theme_destroy(theme);
    }
    int errors = findings.errors;
    diagnostics_print(&findings, stderr);
    if (findings.count == 0)
        printf("%s: good\n", file);
    diagnostics_finish(&findings);
    free(file);
    return errors;
}

int command_check(const struct call *call)
{
    int status = EXIT_DONE;
    struct setup setup;
    if (!setup_init(&setup, call, INT64_MIN, &status)) {
        setup_finish(&setup);
        return status;
    }
    setup_logo(&setup);
    if (setup.good && setup.config->path != NULL)
        printf("%s: good\n", setup.config->path);
    int errors = setup.good ? 0 : 1;
    const char *configured = setup.config->theme != NULL ? setup.config->theme : "atrium";
    if (call->argument_count == 0)
        errors += check_theme(&setup, call->theme != NULL ? call->theme : configured);
    for (int i = 0; i < call->argument_count; i++)
        errors += check_theme(&setup, call->arguments[i]);
    setup_finish(&setup);
    return errors > 0 ? EXIT_FAILED : EXIT_DONE;
}
