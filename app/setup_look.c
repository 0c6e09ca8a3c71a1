/* The look that a command begins with: which theme's file, the theme, the logo. */
#include "setup.h"

#include "base/buffer.h"
#include "base/log.h"
#include "base/memory.h"
#include "net/fetcher.h"
#include "store/file.h"
#include "widgets/widget.h"

#include <errno.h>
#include <glob.h>
#include <stdlib.h>
#include <string.h>

/* A quarter of the longer side of 4K: no masthead shows a logo larger. */
enum { FILE_CAP = 256 * 1024, PATH_CAP = 4096, LOGO_SIDE = 960 };

/* PATH without detours when it is there, else NULL; PATH is freed. */
static char *if_exists(char *path)
{
    char *plain = path != NULL ? realpath(path, NULL) : NULL;
    free(path);
    return plain;
}

/* FOLDER/themes/NAME/theme.ini */
static char *theme_in(const struct setup *setup, const char *folder, const char *name)
{
    struct buffer path;
    buffer_init(&path, PATH_CAP);
    buffer_print(&path, "%s/themes/%s/theme.ini", folder, name);
    setup_note_file(setup, SETUP_THEME, buffer_text(&path));
    return if_exists(buffer_take(&path));
}

/* FOLDER/theme.ini */
static char *theme_at(const struct setup *setup, const char *folder)
{
    char *path = file_join(folder, "theme.ini");
    setup_note_file(setup, SETUP_THEME, path);
    return if_exists(path);
}

char *setup_theme_file(const struct setup *setup, const char *name)
{
    if (strchr(name, '/') != NULL || strcmp(name, ".") == 0 || strcmp(name, "..") == 0)
        return theme_at(setup, name);
    char *found = NULL;
    for (int i = 0; found == NULL && setup->data_folders[i] != NULL; i++)
        found = theme_in(setup, setup->data_folders[i], name);
    return found;
}

char *setup_called_theme_file(const struct setup *setup, const char *word)
{
    char *found = setup_theme_file(setup, word);
    return found != NULL || setup_theme_is_builtin(word) ? found : theme_at(setup, word);
}

bool setup_theme_is_builtin(const char *name)
{
    return strcmp(name, "atrium") == 0;
}

/* The installed theme whose name is nearest to NAME, into OUT; false when none is near. */
static bool nearest_theme(const struct setup *setup, const char *name, struct buffer *out)
{
    glob_t files = {0};
    for (int i = 0; setup->data_folders[i] != NULL; i++) {
        char *pattern = file_join(setup->data_folders[i], "themes/*/theme.ini");
        glob(pattern, i > 0 ? GLOB_APPEND : 0, NULL, &files);
        free(pattern);
    }
    const char **names = memory_array(files.gl_pathc + 1, sizeof *names);
    int count = 0;
    names[count++] = "atrium";
    for (size_t i = 0; i < files.gl_pathc; i++) {
        *strrchr(files.gl_pathv[i], '/') = '\0';
        names[count++] = strrchr(files.gl_pathv[i], '/') + 1;
    }
    const char *near = diagnostics_nearest(name, names, count);
    if (near != NULL)
        buffer_add_text(out, near);
    free(names);
    globfree(&files);
    return near != NULL;
}

void setup_lack_theme(const struct setup *setup, const char *name, struct diagnostics *findings)
{
    const struct config *config = setup->config;
    bool configured = name == config->theme;
    struct buffer near;
    buffer_init(&near, PATH_CAP);
    bool known = nearest_theme(setup, name, &near);
    diagnostics_add(findings, SEVERITY_ERROR, configured ? config->path : name,
                    configured ? config->theme_line : 0, configured ? "[screen] theme" : NULL,
                    "there is no such theme; %s%s%s a folder with a theme.ini",
                    known ? "did you mean \"" : "name a theme, or", known ? buffer_text(&near) : "",
                    known ? "\"? or name" : "");
    buffer_finish(&near);
}

/* For `extends`: another theme's text by name. */
static char *find_theme_text(void *self, const char *name, size_t *size)
{
    const struct setup *setup = self;
    char *file = setup_theme_file(setup, name);
    struct buffer text;
    buffer_init(&text, FILE_CAP);
    char *result = NULL;
    if (file != NULL && file_read(file, &text)) {
        *size = text.length;
        result = buffer_take(&text);
    } else if (setup_theme_is_builtin(name)) {
        result = memory_text(theme_builtin_text(size));
    }
    buffer_finish(&text);
    free(file);
    return result;
}

struct theme *setup_read_theme(const struct setup *setup, const char *file,
                               struct diagnostics *diagnostics)
{
    int count;
    const char *const *names = widget_names(&count);
    struct buffer text;
    buffer_init(&text, FILE_CAP);
    struct theme *theme = NULL;
    if (file_read(file, &text)) {
        char *folder = file_folder(file);
        theme = theme_parse(file, folder, buffer_text(&text), text.length, names, count,
                            find_theme_text, (void *)setup, diagnostics);
        if (theme != NULL)
            setup_pictures(setup, theme, diagnostics);
        free(folder);
    } else {
        diagnostics_add(diagnostics, SEVERITY_ERROR, file, 0, NULL,
                        errno == EFBIG ? "larger than 256 KiB (%s); is it the right file?"
                                       : "cannot be read (%s); look at its name and permissions",
                        strerror(errno));
    }
    buffer_finish(&text);
    return theme;
}

static struct theme *builtin(void)
{
    int count;
    const char *const *names = widget_names(&count);
    return theme_builtin(names, count);
}

static void read_theme(struct setup *setup, const char *name, char *file)
{
    struct diagnostics findings;
    diagnostics_init(&findings);
    if (file != NULL)
        setup->theme = setup_read_theme(setup, file, &findings);
    else if (setup_theme_is_builtin(name))
        setup->theme = builtin();
    else
        setup_lack_theme(setup, name, &findings);
    setup->good = setup->good && findings.errors == 0;
    setup_tell(setup, &findings);
    free(file);
}

/* A theme that is not there or has a mistake: the built-in one. */
static void stand_in(struct setup *setup, const char *name)
{
    if (setup->theme != NULL)
        return;
    setup->theme = builtin();
    if (name == NULL)
        return;
    log_warning("showing the built-in theme instead of %s", name);
    setup->good = false;
}

void setup_theme(struct setup *setup, const char *word)
{
    theme_destroy(setup->theme);
    setup->theme = NULL;
    read_theme(setup, word, setup_called_theme_file(setup, word));
    stand_in(setup, word);
}

struct theme *setup_exact_theme(struct setup *setup, const struct call *call)
{
    const char *name = call->theme != NULL ? call->theme : setup->config->theme;
    if (name == NULL)
        return builtin();
    read_theme(setup, name,
               call->theme != NULL ? setup_called_theme_file(setup, name)
                                   : setup_theme_file(setup, name));
    struct theme *theme = setup->theme;
    setup->theme = NULL;
    return theme;
}

void setup_look(struct setup *setup, const struct call *call)
{
    const char *name = setup->config->theme;
    if (call->theme != NULL) {
        setup_theme(setup, call->theme);
    } else {
        if (name != NULL)
            read_theme(setup, name, setup_theme_file(setup, name));
        stand_in(setup, name);
    }
    setup_logo(setup);
}

void setup_logo(struct setup *setup)
{
    const struct config *config = setup->config;
    char error[256];
    if (config->logo == NULL)
        return;
    setup_note_file(setup, SETUP_LOGO, config->logo);
    setup->logo = fetcher_picture_file(config->logo, LOGO_SIDE, error, sizeof error);
    if (setup->logo != NULL)
        return;
    struct diagnostics findings;
    diagnostics_init(&findings);
    diagnostics_add(&findings, SEVERITY_ERROR, config->path, config->logo_line, "[screen] logo",
                    "%s: %s; name a picture that is there, or leave the key out", config->logo,
                    error);
    setup_tell(setup, &findings);
    setup->good = false;
}
