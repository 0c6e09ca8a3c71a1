/* `riwaq init`: writes the commented riwaq.conf that is part of the program, with the values of
 * the command line in it. What is there already is never touched. */
#include "commands.h"

#include "base/buffer.h"
#include "base/memory.h"
#include "embedded_config.h"
#include "setup.h"
#include "store/file.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { TEXT_CAP = 256 * 1024, WHERE_MAX = 64 };
static const char standard_output[] = "-";

/* --- values of the command line --------------------------------------------------------------- */

static const struct {
    const char *option, *section, *key;
    size_t offset;
} values[] = {
    {"--name", "screen", "name", offsetof(struct call, name)},
    {"--language", "screen", "language", offsetof(struct call, language)},
    {"--place", "place", "name", offsetof(struct call, place)},
    {"--latitude", "place", "latitude", offsetof(struct call, latitude)},
    {"--longitude", "place", "longitude", offsetof(struct call, longitude)},
    {"--timezone", "place", "timezone", offsetof(struct call, timezone)},
    {"--content", "source.lobby", "url", offsetof(struct call, content)},
};

static const char *value_of(const struct call *call, size_t index)
{
    return *(const char *const *)((const char *)call + values[index].offset);
}

/* As the file spells it: a semicolon after a space would begin a comment. */
static void add_value(struct buffer *out, const char *value)
{
    for (; *value != '\0'; value++) {
        if (*value == ';')
            buffer_add(out, "\\", 1);
        buffer_add(out, value, 1);
    }
}

/* "KEY = VALUE" in place of the LENGTH bytes ";KEY = example ; comment" at LINE. */
static void add_entry(struct buffer *out, const char *line, size_t length, const char *key,
                      const char *value)
{
    const char *comment = memmem(line, length, " ;", 2);
    size_t start = out->length, column = comment != NULL ? (size_t)(comment + 1 - line) : 0;
    buffer_print(out, "%s = ", key);
    add_value(out, value);
    if (comment != NULL) {
        size_t wide = out->length - start;
        buffer_print(out, "%*s", wide < column ? (int)(column - wide) : 1, "");
        buffer_add(out, comment + 1, length - column);
    }
    buffer_add(out, "\n", 1);
}

static bool begins(const char *line, const char *text)
{
    return strncmp(line, text, strlen(text)) == 0;
}

/* TEXT with KEY of SECTION set, and the section no comment any more, into OUT. */
static void fill(const char *text, const char *section, const char *key, const char *value,
                 struct buffer *out)
{
    char head[WHERE_MAX], entry[WHERE_MAX];
    bool inside = false;
    snprintf(head, sizeof head, "[%s]", section);
    snprintf(entry, sizeof entry, ";%s = ", key);
    for (size_t length; *text != '\0'; text += length + (text[length] == '\n')) {
        length = strcspn(text, "\n");
        const char *bare = text + (text[0] == ';');
        if (bare[0] == '[') {
            inside = begins(bare, head);
            buffer_print(out, "%.*s\n", (int)(length - (inside ? (size_t)(bare - text) : 0)),
                         inside ? bare : text);
        } else if (inside && begins(text, entry)) {
            add_entry(out, text, length, key, value);
        } else {
            buffer_print(out, "%.*s\n", (int)length, text);
        }
    }
}

/* The file's text. False: a value that no line can hold. */
static bool write_text(const struct call *call, struct buffer *out)
{
    buffer_add(out, embedded_config, embedded_config_size);
    for (size_t i = 0; i < COUNT_OF(values); i++) {
        const char *value = value_of(call, i);
        if (value == NULL)
            continue;
        if (strpbrk(value, "\r\n") != NULL) {
            fprintf(stderr, "riwaq: %s: more than one line; write one\n", values[i].option);
            return false;
        }
        struct buffer next;
        buffer_init(&next, TEXT_CAP);
        fill(buffer_text(out), values[i].section, values[i].key, value, &next);
        buffer_finish(out);
        *out = next;
    }
    if (out->overflow)
        fputs("riwaq: the values are longer than a riwaq.conf may be\n", stderr);
    return !out->overflow;
}

/* By the option that the value came from, as there is no file yet. */
static void print_error(const struct call *call, const struct finding *finding)
{
    for (size_t i = 0; i < COUNT_OF(values); i++) {
        char where[WHERE_MAX];
        snprintf(where, sizeof where, "[%s] %s", values[i].section, values[i].key);
        if (finding->where == NULL || strcmp(finding->where, where) != 0 ||
            value_of(call, i) == NULL)
            continue;
        fprintf(stderr, "riwaq: %s %s: %s\n", values[i].option, value_of(call, i), finding->what);
        return;
    }
    fprintf(stderr, "riwaq: %s: %s\n", finding->where != NULL ? finding->where : "riwaq.conf",
            finding->what);
}

/* By the same tables as the file will be read with; warnings are FINDINGS of it, as it stands. */
static bool verify(const struct call *call, const char *path, const struct buffer *text,
                   struct diagnostics *findings)
{
    struct config *config = config_parse(path, buffer_text(text), text->length, findings);
    setup_verify(config, findings);
    config_destroy(config);
    for (int i = 0; i < findings->count; i++)
        if (findings->findings[i].severity == SEVERITY_ERROR)
            print_error(call, &findings->findings[i]);
    return findings->errors == 0;
}

/* A path is of the folder that the command is called in, in the file it would be of the file's. */
static bool settle_content(struct call *call, char **path)
{
    if (call->content == NULL || strchr(call->content, ':') != NULL)
        return true;
    *path = realpath(call->content, NULL);
    if (*path == NULL)
        fprintf(stderr, "riwaq: --content %s: %s; write a file that is there, or an address\n",
                call->content, strerror(errno));
    call->content = *path;
    return *path != NULL;
}

/* --- the file --------------------------------------------------------------------------------- */

/* Where riwaq looks first; free() it. */
static char *first_place(void)
{
    const char *named = getenv("RIWAQ_CONFIG");
    if (named != NULL && named[0] != '\0')
        return memory_text(named);
    const char *base = getenv("XDG_CONFIG_HOME"), *home = getenv("HOME");
    if (base != NULL && base[0] != '\0')
        return file_join(base, "riwaq/riwaq.conf");
    if (home != NULL && home[0] != '\0')
        return file_join(home, ".config/riwaq/riwaq.conf");
    return memory_text("/etc/riwaq/riwaq.conf");
}

/* The last one is for all to read, too: the service that shows the screen has a user of its own. */
static bool make_folder(const char *path)
{
    enum { FOLDER_MODE = 0755 };
    char *folder = file_folder(path);
    bool is_new = !file_exists(folder);
    bool good = file_make_folder(folder) && (!is_new || chmod(folder, FOLDER_MODE) == 0);
    if (!good)
        fprintf(stderr, "%s: the folder cannot be made: %s\n", folder, strerror(errno));
    free(folder);
    return good;
}

static bool write_file(const char *path, const struct buffer *text)
{
    if (!make_folder(path))
        return false;
    if (file_create(path, buffer_text(text), text->length))
        return true;
    if (errno == EEXIST)
        fprintf(stderr,
                "%s: is there already, and stays as it is; edit it, or move it away, or name "
                "another file\n",
                path);
    else
        fprintf(stderr, "%s: cannot be written: %s\n", path, strerror(errno));
    return false;
}

/* With -c where riwaq would not find the file by itself. */
static void print_next(const char *path)
{
    const struct call bare = {0};
    char *found = setup_config_file(&bare), *real = realpath(path, NULL);
    char *found_real = found != NULL ? realpath(found, NULL) : NULL;
    bool is_found = real != NULL && found_real != NULL && strcmp(real, found_real) == 0;
    const char *option = is_found ? "" : " -c ", *file = is_found ? "" : path;
    printf("%s: written. Say in it where the screen hangs ([place]) and where its content comes\n"
           "from ([source.NAME]), then:\n"
           "  riwaq check%s%s             tells every mistake with its line\n"
           "  riwaq shot%s%s -o shot.png  draws a picture of the screen\n"
           "  riwaq run%s%s               shows it\n",
           path, option, file, option, file, option, file);
    free(found_real);
    free(found);
    free(real);
}

int command_init(const struct call *given)
{
    struct call call = *given;
    char *path = call.argument_count > 0 ? memory_text(call.arguments[0]) : first_place();
    char *content = NULL;
    struct buffer text;
    struct diagnostics findings;
    int status = EXIT_CALL;
    buffer_init(&text, TEXT_CAP);
    diagnostics_init(&findings);
    if (!settle_content(&call, &content) || !write_text(&call, &text) ||
        !verify(&call, path, &text, &findings))
        goto out;
    status = EXIT_DONE;
    if (strcmp(path, standard_output) == 0)
        fputs(buffer_text(&text), stdout);
    else if (write_file(path, &text))
        print_next(path);
    else
        status = EXIT_FAILED;
    if (status == EXIT_DONE)
        diagnostics_print(&findings, stderr);
out:
    diagnostics_finish(&findings);
    buffer_finish(&text);
    free(content);
    free(path);
    return status;
}
