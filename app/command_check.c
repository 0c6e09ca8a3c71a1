/* `riwaq check`: verifies the configuration and themes, and says what is wrong with them. */
#include "check_iqama.h"
#include "check_json.h"
#include "check_look.h"
#include "check_timetable.h"
#include "check_tzdata.h"
#include "commands.h"
#include "screen/fonts.h"
#include "setup.h"
#include "widgets/widget.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The theme of a file, or without one the built-in. */
static struct theme *read_theme(const struct setup *setup, const char *file,
                                struct diagnostics *findings)
{
    int count;
    const char *const *names = widget_names(&count);
    return file != NULL ? setup_read_theme(setup, file, findings) : theme_builtin(names, count);
}

/* Zones that name sources want them in the configuration; without one there is the sample alone. */
static void check_sources(const struct setup *setup, const struct theme *theme,
                          struct diagnostics *findings)
{
    const struct config *config = setup->config;
    const char *names[SOURCES_MAX];
    for (int i = 0; i < config->source_count; i++)
        names[i] = config->sources[i].name;
    bool stands_in = config->source_count > 0 && config->sources[0].stands_in;
    if (config->path != NULL && !stands_in)
        theme_check_sources(theme, names, config->source_count, findings);
}

/* Families that are missing, and languages that none of a role's families can write; then what is
 * to be seen on the screen. */
static void check_screen(const struct setup *setup, const struct stage *on, const char *file,
                         const struct theme *theme, struct diagnostics *findings)
{
    const struct config *config = setup->config;
    struct fonts *fonts = fonts_create(theme, (const char *const *)setup->font_folders, findings);
    for (int i = 0; fonts != NULL && i < config->language_count; i++)
        fonts_check_language(fonts, config->languages[i], findings);
    struct stage stage = *on;
    stage.theme = theme;
    stage.fonts = fonts;
    if (fonts != NULL)
        check_look(&stage, file, findings);
    fonts_destroy(fonts);
}

/* Errors found in the theme; what a renderer alone can see (missing fonts) are warnings. FILE is
 * freed. */
static int check_theme(struct setup *setup, const struct stage *stage, const char *name, char *file)
{
    struct diagnostics findings;
    diagnostics_init(&findings);
    if (file == NULL && !setup_theme_is_builtin(name)) {
        setup_lack_theme(setup, name, &findings);
    } else {
        struct theme *theme = read_theme(setup, file, &findings);
        if (theme != NULL)
            check_sources(setup, theme, &findings);
        if (theme != NULL)
            check_screen(setup, stage, file, theme, &findings);
        theme_destroy(theme);
    }
    int errors = findings.errors;
    if (setup->keeps || findings.count > 0)
        setup_tell(setup, &findings);
    else if (file != NULL)
        printf("%s: good\n", file);
    else
        printf("%s (built in): good\n", name);
    diagnostics_finish(&findings);
    free(file);
    return errors;
}

/* The words of the command line, else the theme that the screen would show. */
static int check_themes(struct setup *setup, const struct call *call, const struct stage *stage)
{
    int errors = 0;
    for (int i = 0; i < call->argument_count; i++)
        errors += check_theme(setup, stage, call->arguments[i],
                              setup_called_theme_file(setup, call->arguments[i]));
    if (call->argument_count > 0)
        return errors;
    if (call->theme != NULL)
        return check_theme(setup, stage, call->theme, setup_called_theme_file(setup, call->theme));
    const char *name = setup->config->theme != NULL ? setup->config->theme : "atrium";
    return check_theme(setup, stage, name, setup_theme_file(setup, name));
}

/* On what the themes are to be seen, with the content of --content as well. */
static int check_seen(struct setup *setup, const struct call *call)
{
    struct stage stage = {
        .config = setup->config, .logo = setup->logo, .wall_ns = setup_wall_ns(setup)};
    bool failed = false;
    struct content *content = NULL;
    stage.size_count = call->size_count;
    memcpy(stage.sizes, call->sizes, sizeof call->sizes);
    if (call->content != NULL)
        stage.content = content = setup_fetch(setup, &stage.wall_ns, 0, &failed);
    int errors = check_themes(setup, call, &stage);
    content_put(content);
    return errors + failed;
}

int command_check(const struct call *call)
{
    int status = EXIT_DONE;
    struct setup setup;
    if (!setup_init(&setup, call, INT64_MIN, &status)) {
        if (setup.keeps && setup.kept.count > 0)
            check_json_print(&setup.kept, stdout);
        setup_finish(&setup);
        return status;
    }
    setup_logo(&setup);
    if (setup.good && setup.config->path != NULL && !setup.keeps)
        printf("%s: good\n", setup.config->path);
    check_timetable(&setup);
    check_iqama(&setup);
    check_tzdata(&setup);
    int errors = setup.good ? 0 : 1;
    errors += check_seen(&setup, call);
    bool written = !setup.keeps || check_json_print(&setup.kept, stdout);
    setup_finish(&setup);
    return errors > 0 || !written ? EXIT_FAILED : EXIT_DONE;
}
