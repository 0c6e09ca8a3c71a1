#include "setup.h"

#include "base/buffer.h"
#include "base/hash.h"
#include "base/memory.h"
#include "formats/map.h"
#include "net/fetcher.h"
#include "net/headers.h"
#include "store/file.h"
#include "store/file_stamp.h"
#include "store/zoneinfo.h"

#include <errno.h>
#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
    FILE_CAP = 256 * 1024,
    PATH_CAP = 4096,
    WHERE_CAP = 128,
    CERTIFICATES_CAP = 4 * 1024 * 1024
};

/* --- where files are --- */

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

void setup_note_file(const struct setup *setup, enum setup_part part, const char *path)
{
    if (setup->files != NULL)
        file_set_add(&setup->files[part], path);
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

/* Beside riwaq.conf; and from the program's own folder, installed (PREFIX/bin) and in the source
 * (build). */
static void find_folders(struct setup *setup)
{
    static const char *const from_program[] = {"../share/riwaq", ".."};
    int count = 0;
    if (setup->config->path != NULL)
        setup->data_folders[count++] = file_folder(setup->config->path);
    char *program = find_program_folder();
    for (size_t i = 0; i < COUNT_OF(from_program); i++)
        setup->data_folders[count++] = file_join(program, from_program[i]);
    free(program);
    for (int i = 0; i < count; i++) {
        setup->font_folders[i] = file_join(setup->data_folders[i], "fonts");
        setup_note_file(setup, SETUP_FONTS, setup->font_folders[i]);
    }
}

/* --- configuration --- */

/* --content stands in for all configured sources. */
static void use_content(struct config *config, const char *url)
{
    int every = config->source_count > 0 ? config->sources[0].every_s : 300;
    int timeout = config->source_count > 0 ? config->sources[0].timeout_s : 20;
    for (int i = 0; i < config->source_count; i++)
        source_config_finish(&config->sources[i]);
    config->source_count = 1;
    config->sources[0] = (struct source_config){.name = memory_text("content"),
                                                .url = memory_text(url),
                                                .every_s = every,
                                                .timeout_s = timeout,
                                                .stands_in = true};
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

static bool zone_exists(const struct config *config, const char *where, int line, const char *name,
                        struct diagnostics *findings)
{
    const struct zone *zone = zoneinfo_find(NULL, name);
    bool exists = zone != NULL;
    zone_put(zone);
    if (exists)
        return true;
    struct buffer near;
    buffer_init(&near, PATH_CAP);
    bool known = nearest_zone(name, &near);
    diagnostics_add(findings, SEVERITY_ERROR, config->path, line, where,
                    "there is no time zone \"%s\"; %s%s%s", name, known ? "did you mean \"" : "",
                    known ? buffer_text(&near) : "names are like Africa/Casablanca",
                    known ? "\"?" : "");
    buffer_finish(&near);
    return false;
}

/* A zone that is not there is none: the content's, if it names one, is better than UTC. */
static void verify_zone(const struct config *config, const char *where, int line, const char **name,
                        struct diagnostics *findings)
{
    if (*name == NULL || zone_exists(config, where, line, *name, findings))
        return;
    free((char *)*name);
    *name = NULL;
}

/* The text of place.timezone, behind its ways where it has some: without a zone that is there, only
 * the ways stay. */
static void verify_place_zone(const struct config *config, struct map *map,
                              struct diagnostics *findings)
{
    const char **ways = &map->ways[MAP_PLACE_TIMEZONE];
    size_t length = 0;
    const char *name = *ways != NULL ? map_constant(MAP_PLACE_TIMEZONE, *ways, &length) : NULL;
    char where[WHERE_CAP];
    snprintf(where, sizeof where, "[format.%s] place.timezone", map->name);
    if (name == NULL || zone_exists(config, where, map->place_timezone_line, name, findings))
        return;
    char *left = length > 0 ? memory_text_n(*ways, length) : NULL;
    free((char *)*ways);
    *ways = left;
}

/* By the machine's zone its times would be hours off: better none. */
static void verify_hour(struct config *config, struct diagnostics *findings)
{
    if (!config_lacks_zone(config))
        return;
    config->place.located = false;
    diagnostics_add(findings, SEVERITY_WARNING, config->path, config->timezone_line,
                    "[place] timezone",
                    "until it is right the screen shows --:-- for the hour and for prayer times");
}

static void verify_zones(struct config *config, struct diagnostics *findings)
{
    for (int i = 0; i < config->clock_count;)
        if (zone_exists(config, "[clock] zones", config->clocks_line, config->clocks[i].zone,
                        findings))
            i++;
        else
            config_clock_remove(config, i);
    verify_zone(config, "[place] timezone", config->timezone_line, &config->place.timezone,
                findings);
    verify_hour(config, findings);
    for (int i = 0; i < config->format_count; i++) {
        struct map *map = config->formats[i];
        char where[WHERE_CAP];
        snprintf(where, sizeof where, "[format.%s] timezone", map->name);
        verify_zone(config, where, map->timezone_line, &map->timezone, findings);
        verify_place_zone(config, map, findings);
    }
}

/* What is wrong with a file of certificates, or NULL. */
static const char *fault_of_certificates(const char *path)
{
    struct buffer text;
    buffer_init(&text, CERTIFICATES_CAP);
    const char *fault = NULL;
    if (!file_read(path, &text))
        fault = strerror(errno);
    else if (strstr(buffer_text(&text), "-----BEGIN CERTIFICATE-----") == NULL)
        fault = "no certificate in PEM form is in it";
    buffer_finish(&text);
    return fault;
}

/* Another file is another source. */
static void join_file(struct source_config *source, const char *path)
{
    if (path == NULL)
        return;
    const struct file_stamp stamp = file_stamp_of(path);
    const int64_t numbers[] = {stamp.exists, (int64_t)stamp.inode, stamp.size, stamp.modified_ns};
    source->identity = hash_bytes(source->identity, numbers, sizeof numbers);
}

/* Files that a source needs: told here with their line, and again when it is asked. */
static void verify_sources(struct config *config, struct diagnostics *findings)
{
    for (int i = 0; i < config->source_count; i++) {
        struct source_config *source = &config->sources[i];
        struct headers headers;
        char where[80], error[600];
        snprintf(where, sizeof where, "[source.%.60s]", source->name);
        join_file(source, source->headers);
        join_file(source, source->ca);
        if (source->headers != NULL) {
            if (!headers_read(&headers, source->headers, error, sizeof error))
                diagnostics_add(findings, SEVERITY_ERROR, config->path, source->headers_line, where,
                                "%s", error);
            headers_finish(&headers);
        }
        const char *fault = source->ca != NULL ? fault_of_certificates(source->ca) : NULL;
        if (fault != NULL)
            diagnostics_add(findings, SEVERITY_ERROR, config->path, source->ca_line, where,
                            "the file of ca = %s cannot be used: %s", source->ca, fault);
    }
}

void setup_verify(struct config *config, struct diagnostics *findings)
{
    verify_zones(config, findings);
    verify_sources(config, findings);
}

/* /dev/null, or a link to it: the usual way to say "none". */
static bool is_null_device(const char *path)
{
    struct stat status, null;
    return stat(path, &status) == 0 && stat("/dev/null", &null) == 0 && S_ISCHR(status.st_mode) &&
           status.st_rdev == null.st_rdev;
}

void setup_tell(struct setup *setup, struct diagnostics *findings)
{
    if (setup->keeps)
        diagnostics_move(findings, &setup->kept);
    else
        diagnostics_print(findings, stderr);
    diagnostics_finish(findings);
}

/* The configuration of PATH (NULL: the defaults), with what its files say. False with errno set
 * when it cannot be read: then there is none. */
static bool load_config(struct setup *setup, const char *path, struct diagnostics *findings)
{
    struct buffer text;
    buffer_init(&text, FILE_CAP);
    setup_note_file(setup, SETUP_CONFIG, path);
    bool read = path == NULL || is_null_device(path) || file_read(path, &text);
    int why = errno;
    if (path == NULL)
        setup->config = config_create();
    else if (read)
        setup->config = config_parse(path, buffer_text(&text), text.length, findings);
    if (path != NULL && read)
        setup_verify(setup->config, findings);
    buffer_finish(&text);
    errno = why;
    return read;
}

/* What else CALL says of it, and which files it names. */
static void settle_config(struct setup *setup, const struct call *call,
                          struct diagnostics *findings)
{
    struct config *config = setup->config;
    for (int i = 0; i < config->source_count; i++) {
        setup_note_file(setup, SETUP_CONFIG, config->sources[i].headers);
        setup_note_file(setup, SETUP_CONFIG, config->sources[i].ca);
    }
    setup_timetable(config, findings);
    setup->good = setup->good && findings->errors == 0;
    if (call->content != NULL)
        use_content(config, call->content);
}

/* The defaults, but for the sample: there is a file. */
static void lack_config(struct setup *setup, const char *path)
{
    setup->config = config_create();
    setup->config->path = memory_text(path);
    setup->good = false;
}

static bool read_config(struct setup *setup, const struct call *call, int *status)
{
    char *path = setup_config_file(call);
    struct diagnostics findings;
    diagnostics_init(&findings);
    bool good = load_config(setup, path, &findings);
    if (!good) {
        good = call->command == COMMAND_RUN; /* a screen is never black */
        if (setup->keeps)
            diagnostics_add(&findings, SEVERITY_ERROR, path, 0, NULL,
                            "cannot read the configuration: %s", strerror(errno));
        else
            fprintf(stderr, "%s: cannot read the configuration: %s%s\n", path, strerror(errno),
                    good ? "; going on with the defaults" : "");
        lack_config(setup, path);
        *status = EXIT_CALL;
    }
    settle_config(setup, call, &findings);
    setup_tell(setup, &findings);
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
    *setup = (struct setup){.good = true,
                            .keeps = call->json,
                            .files = memory_array(SETUP_PART_COUNT, sizeof *setup->files)};
    if (!read_config(setup, call, status))
        return false;
    struct clock_settings settings = {.trust_always = setup->config->trust_always,
                                      .zone_unknown = config_lacks_zone(setup->config),
                                      .saved_s = saved_s};
    if (!read_at(setup, call, &settings)) {
        *status = EXIT_CALL;
        return false;
    }
    clock_init(&setup->clock, &settings);
    find_folders(setup);
    return true;
}

void setup_read(struct setup *setup, const struct call *call)
{
    *setup = (struct setup){
        .good = true, .keeps = true, .files = memory_array(SETUP_PART_COUNT, sizeof *setup->files)};
    char *path = setup_config_file(call);
    if (!load_config(setup, path, &setup->kept)) {
        diagnostics_add(&setup->kept, SEVERITY_ERROR, path, 0, NULL, "cannot be read: %s",
                        strerror(errno));
        lack_config(setup, path);
    }
    settle_config(setup, call, &setup->kept);
    find_folders(setup);
    free(path);
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

struct content *setup_fetch(struct setup *setup, int64_t *wall_ns, int screen_side, bool *failed)
{
    struct diagnostics findings;
    diagnostics_init(&findings);
    struct content *content = fetcher_once(setup->config, floor_div(*wall_ns, NS_PER_SECOND),
                                           screen_side, &findings, failed);
    if (correct_at(setup, content)) {
        /* Once more: times without a date are of the day that it is. */
        content_put(content);
        diagnostics_finish(&findings);
        diagnostics_init(&findings);
        *failed = false;
        *wall_ns = setup->clock.settings.at_ns;
        content = fetcher_once(setup->config, floor_div(*wall_ns, NS_PER_SECOND), screen_side,
                               &findings, failed);
    }
    setup_tell(setup, &findings);
    return content;
}

void setup_finish(struct setup *setup)
{
    diagnostics_finish(&setup->kept);
    picture_put(setup->logo);
    theme_destroy(setup->theme);
    config_destroy(setup->config);
    for (int i = 0; i < DATA_FOLDERS_MAX; i++) {
        free(setup->data_folders[i]);
        free(setup->font_folders[i]);
    }
    for (int i = 0; setup->files != NULL && i < SETUP_PART_COUNT; i++)
        file_set_finish(&setup->files[i]);
    free(setup->files);
    *setup = (struct setup){0};
}
