#include "setup.h"

#include "base/buffer.h"
#include "base/log.h"
#include "base/memory.h"
#include "net/fetcher.h"
#include "store/file.h"
#include "store/zoneinfo.h"
#include "widgets/widget.h"

#include <errno.h>
#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { FILE_CAP = 256 * 1024, PATH_CAP = 4096 };

/* --- where files are --- */

/* Where themes and fonts are, from the program's own folder: installed (PREFIX/bin), and in
 * the source (build). */
static const char *const data_folders[] = {"../share/riwaq", ".."};

/* PATH without detours when it is there, else NULL; PATH is freed. */
static char *if_exists(char *path)
{
    char *plain = path != NULL ? realpath(path, NULL) : NULL;
    free(path);
    return plain;
}

char *setup_config_file(const struct call *call)
{
    if (call->config != NULL)
        return memory_text(call->config);
    const char *named = getenv("RIWAQ_CONFIG");
    if (named != NULL && named[0] != '\0')
        return memory_text(named);
    const char *base = getenv("XDG_CONFIG_HOME"), *home = getenv("HOME");
    char *found = NULL;
    if (base != NULL && base[0] != '\0') {
        found = if_exists(file_join(base, "riwaq/riwaq.conf"));
    } else if (home != NULL && home[0] != '\0') {
        found = if_exists(file_join(home, ".config/riwaq/riwaq.conf"));
    }
    return found != NULL ? found : if_exists(memory_text("/etc/riwaq/riwaq.conf"));
}

static char *find_program_folder(void)
{
    char path[PATH_CAP];
    ssize_t length = readlink("/proc/self/exe", path, sizeof path - 1);
    if (length <= 0)
        return memory_text(".");
    path[length] = '\0';
    return file_folder(path);
}

/* FOLDER/themes/NAME/theme.ini */
static char *theme_in(const char *folder, const char *name)
{
    struct buffer path;
    buffer_init(&path, PATH_CAP);
    buffer_print(&path, "%s/themes/%s/theme.ini", folder, name);
    return if_exists(buffer_take(&path));
}

char *setup_theme_file(const struct setup *setup, const char *name)
{
    if (strchr(name, '/') != NULL || strcmp(name, ".") == 0 || strcmp(name, "..") == 0)
        return if_exists(file_join(name, "theme.ini"));
    char *found = NULL;
    if (setup->config->path != NULL) {
        char *folder = file_folder(setup->config->path);
        found = theme_in(folder, name);
        free(folder);
    }
    for (size_t i = 0; found == NULL && i < COUNT_OF(data_folders); i++) {
        char *folder = file_join(setup->program_folder, data_folders[i]);
        found = theme_in(folder, name);
        free(folder);
    }
    return found;
}

char *setup_called_theme_file(const struct setup *setup, const char *word)
{
    char *found = setup_theme_file(setup, word);
    return found != NULL || setup_theme_is_builtin(word) ? found
                                                         : if_exists(file_join(word, "theme.ini"));
}

bool setup_theme_is_builtin(const char *name)
{
    return strcmp(name, "atrium") == 0;
}

static void find_font_folders(struct setup *setup)
{
    int count = 0;
    if (setup->config->path != NULL) {
        char *folder = file_folder(setup->config->path);
        setup->font_folders[count++] = file_join(folder, "fonts");
        free(folder);
    }
    for (size_t i = 0; i < COUNT_OF(data_folders); i++) {
        char *folder = file_join(setup->program_folder, data_folders[i]);
        setup->font_folders[count++] = file_join(folder, "fonts");
        free(folder);
    }
    setup->font_folders[count] = NULL;
}

/* --- configuration --- */

/* --content stands in for all configured sources. */
static void use_content(struct config *config, const char *url)
{
    for (int i = 0; i < config->source_count; i++) {
        free(config->sources[i].name);
        free(config->sources[i].url);
    }
    int every = config->source_count > 0 ? config->sources[0].every_s : 300;
    int timeout = config->source_count > 0 ? config->sources[0].timeout_s : 20;
    config->source_count = 1;
    config->sources[0] = (struct source_config){.name = memory_text("content"),
                                                .url = memory_text(url),
                                                .every_s = every,
                                                .timeout_s = timeout};
}

/* "Asia/Riyadh" for "Asia/Riyad", into OUT; false when no zone of the system is near. */
static bool nearest_zone(const char *name, struct buffer *out)
{
    const char *folder = getenv("TZDIR");
    if (folder == NULL || folder[0] == '\0')
        folder = "/usr/share/zoneinfo";
    char *word = file_join(folder, name);
    char *pattern = file_join(folder, strchr(name, '/') != NULL ? "*/*" : "*");
    glob_t zones = {0};
    const char *near = NULL;
    if (glob(pattern, 0, NULL, &zones) == 0)
        near = diagnostics_nearest(word, (const char *const *)zones.gl_pathv, (int)zones.gl_pathc);
    if (near != NULL)
        buffer_add_text(out, near + strlen(folder) + 1);
    globfree(&zones);
    free(pattern);
    free(word);
    return near != NULL;
}

/* A zone that is not there is none: the content's, if it names one, is better than UTC. */
static void verify_zone(struct config *config, struct diagnostics *findings)
{
    if (config->place.timezone == NULL)
        return;
    const struct zone *zone = zoneinfo_find(NULL, config->place.timezone);
    if (zone == NULL) {
        struct buffer near;
        buffer_init(&near, PATH_CAP);
        bool known = nearest_zone(config->place.timezone, &near);
        diagnostics_add(findings, SEVERITY_ERROR, config->path, config->timezone_line,
                        "[place] timezone", "there is no time zone \"%s\"; %s%s%s",
                        config->place.timezone, known ? "did you mean \"" : "",
                        known ? buffer_text(&near) : "names are like Africa/Casablanca",
                        known ? "\"?" : "");
        buffer_finish(&near);
        free((char *)config->place.timezone);
        config->place.timezone = NULL;
    }
    zone_put(zone);
}

/* /dev/null, or a link to it: the usual way to say "none". */
static bool is_null_device(const char *path)
{
    struct stat status, null;
    return stat(path, &status) == 0 && stat("/dev/null", &null) == 0 && S_ISCHR(status.st_mode) &&
           status.st_rdev == null.st_rdev;
}

static bool read_config(struct setup *setup, const struct call *call, int *status)
{
    char *path = setup_config_file(call);
    struct buffer text;
    buffer_init(&text, FILE_CAP);
    struct diagnostics findings;
    diagnostics_init(&findings);
    bool good = true;
    if (path == NULL) {
        setup->config = config_create();
    } else if (is_null_device(path) || file_read(path, &text)) {
        setup->config = config_parse(path, buffer_text(&text), text.length, &findings);
        verify_zone(setup->config, &findings);
    } else {
        good = call->command == COMMAND_RUN; /* a screen is never black */
        fprintf(stderr, "%s: cannot read the configuration: %s%s\n", path, strerror(errno),
                good ? "; going on with the defaults" : "");
        setup->config = config_create();
        setup->config->path = memory_text(path); /* there is one: no sample */
        setup->good = false;
        *status = EXIT_CALL;
    }
    diagnostics_print(&findings, stderr);
    setup->good = setup->good && findings.errors == 0;
    if (call->content != NULL)
        use_content(setup->config, call->content);
    diagnostics_finish(&findings);
    buffer_finish(&text);
    free(path);
    return good;
}

/* A TIME without offset is of the configured place's zone, else the machine's until the content
 * tells its own. */
static bool read_at(struct setup *setup, const struct call *call, struct clock_settings *settings)
{
    if (call->at == NULL)
        return true;
    struct civil civil;
    bool has_offset;
    int offset;
    if (!civil_parse(call->at, &civil, &has_offset, &offset)) {
        fprintf(stderr, "riwaq: --at %s: no time; write for example 2025-03-19T12:55\n", call->at);
        return false;
    }
    if (civil.date.year < YEAR_MIN || civil.date.year > YEAR_MAX) {
        fprintf(stderr, "riwaq: --at %s: out of range; give a year from %d to %d\n", call->at,
                YEAR_MIN, YEAR_MAX);
        return false;
    }
    int64_t at_s = civil_seconds(&civil) - offset;
    if (!has_offset) {
        const char *name = setup->config->place.timezone;
        if (name == NULL && setup->config->source_count == 0 && setup->config->path == NULL)
            name = "Africa/Casablanca"; /* the sample's place */
        const struct zone *zone = name != NULL ? zoneinfo_find(NULL, name) : zoneinfo_local();
        at_s = zone_instant(zone, &civil);
        zone_put(zone);
    }
    setup->at_local = !has_offset;
    setup->at = civil;
    settings->at_given = true;
    settings->at_ns = at_s * NS_PER_SECOND;
    return true;
}

bool setup_init(struct setup *setup, const struct call *call, int64_t saved_s, int *status)
{
    *setup = (struct setup){.good = true};
    setup->program_folder = find_program_folder();
    if (!read_config(setup, call, status))
        return false;
    struct clock_settings settings = {.trust_always = setup->config->trust_always,
                                      .saved_s = saved_s};
    if (!read_at(setup, call, &settings)) {
        *status = EXIT_CALL;
        return false;
    }
    clock_init(&setup->clock, &settings);
    find_font_folders(setup);
    return true;
}

/* --- content, for the commands that fetch once --- */

int64_t setup_wall_ns(const struct setup *setup)
{
    const struct clock *clock = &setup->clock;
    return clock->settings.at_given ? clock->settings.at_ns : clock_wall_ns(clock);
}

/* Whether --at means another instant in the zone of CONTENT than it was taken for. */
static bool correct_at(struct setup *setup, const struct content *content)
{
    struct clock_settings settings = setup->clock.settings;
    if (!setup->at_local || setup->config->place.timezone != NULL || content->zone == NULL)
        return false;
    settings.at_ns = zone_instant(content->zone, &setup->at) * NS_PER_SECOND;
    if (settings.at_ns == setup->clock.settings.at_ns)
        return false;
    clock_init(&setup->clock, &settings);
    return true;
}

struct content *setup_fetch(struct setup *setup, int64_t *wall_ns, bool *failed)
{
    struct diagnostics findings;
    diagnostics_init(&findings);
    struct content *content =
        fetcher_once(setup->config, floor_div(*wall_ns, NS_PER_SECOND), &findings, failed);
    if (correct_at(setup, content)) {
        /* Once more: times without a date are of the day that it is. */
        content_put(content);
        diagnostics_finish(&findings);
        diagnostics_init(&findings);
        *failed = false;
        *wall_ns = setup->clock.settings.at_ns;
        content =
            fetcher_once(setup->config, floor_div(*wall_ns, NS_PER_SECOND), &findings, failed);
    }
    diagnostics_print(&findings, stderr);
    diagnostics_finish(&findings);
    return content;
}

/* --- the look --- */

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
        free(folder);
    } else {
        diagnostics_add(diagnostics, SEVERITY_ERROR, file, 0, NULL, "cannot be read: %s",
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
        diagnostics_add(&findings, SEVERITY_ERROR, name, 0, NULL,
                        "there is no such theme; name a theme, or a folder with a theme.ini");
    diagnostics_print(&findings, stderr);
    diagnostics_finish(&findings);
    free(file);
}

void setup_look(struct setup *setup, const struct call *call)
{
    const char *name = call->theme != NULL ? call->theme : setup->config->theme;
    if (name != NULL)
        read_theme(setup, name,
                   call->theme != NULL ? setup_called_theme_file(setup, name)
                                       : setup_theme_file(setup, name));
    if (setup->theme == NULL) {
        setup->theme = builtin();
        if (name != NULL) {
            log_warning("showing the built-in theme instead of %s", name);
            setup->good = false;
        }
    }
    setup_logo(setup);
}

void setup_logo(struct setup *setup)
{
    const struct config *config = setup->config;
    char error[256];
    if (config->logo == NULL)
        return;
    setup->logo = fetcher_picture_file(config->logo, error, sizeof error);
    if (setup->logo != NULL)
        return;
    struct diagnostics findings;
    diagnostics_init(&findings);
    diagnostics_add(&findings, SEVERITY_ERROR, config->path, config->logo_line, "[screen] logo",
                    "%s: %s; name a picture that is there, or leave the key out", config->logo,
                    error);
    diagnostics_print(&findings, stderr);
    diagnostics_finish(&findings);
    setup->good = false;
}

void setup_finish(struct setup *setup)
{
    picture_put(setup->logo);
    theme_destroy(setup->theme);
    config_destroy(setup->config);
    for (int i = 0; setup->font_folders[i] != NULL; i++)
        free(setup->font_folders[i]);
    free(setup->program_folder);
    *setup = (struct setup){0};
}
