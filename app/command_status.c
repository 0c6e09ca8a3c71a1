/* `riwaq status`: how the running screen is, by what it tells of itself. */
#include "base/memory.h"
#include "commands.h"
#include "status_health.h"
#include "store/clock.h"
#include "store/file.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

enum { TEXT_CAP = 512 * 1024, PICTURE_CAP = 128 * 1024 * 1024, SPAN_SIZE = 48 };

#define ANSWER_NS  (2 * NS_PER_SECOND)
#define PICTURE_NS (15 * NS_PER_SECOND)
#define LOOK_NS    (20 * NS_PER_MILLISECOND)

/* --- for people --- */

static void print_process(const json_t *status, double since_s)
{
    char span[SPAN_SIZE];
    int restarts = (int)status_number(status, "process", "restarts");
    printf("process %d, version %s, for %s", (int)status_number(status, "process", "pid"),
           status_text(status, NULL, "version"),
           status_span(status_number(status, "process", "age_s") + since_s, span, sizeof span));
    if (restarts > 0)
        printf(", %d restart%s, %d of them after a crash", restarts, restarts == 1 ? "" : "s",
               (int)status_number(status, "process", "crashes"));
    if (json_is_number(status_at(status, "process", "memory_bytes")))
        printf(", %.1f MiB", status_number(status, "process", "memory_bytes") / (1024 * 1024));
    putchar('\n');
}

static void print_zones(const json_t *zones)
{
    size_t i;
    const json_t *zone;
    json_array_foreach(zones, i, zone)
    {
        const char *widget = status_text(zone, NULL, "widget");
        printf("  %s: %s", status_text(zone, NULL, "name"), widget != NULL ? widget : "nothing");
        if (json_is_number(status_at(zone, NULL, "pages")))
            printf(" %d/%d", (int)status_number(zone, NULL, "page"),
                   (int)status_number(zone, NULL, "pages"));
        putchar('\n');
    }
}

static void print_shown(const json_t *status, double since_s)
{
    char span[SPAN_SIZE];
    const char *config = status_text(status, "shown", "configuration");
    const char *what = status_text(status, "shown", "what");
    bool dark = json_is_true(status_at(status, "shown", "dark"));
    printf("%s %s", dark ? "black by schedule; it has" : "shows", what != NULL ? what : "?");
    if (json_is_number(status_at(status, "shown", "age_s")))
        printf(" since %s (for %s)", status_text(status, "shown", "since"),
               status_span(status_number(status, "shown", "age_s") + since_s, span, sizeof span));
    printf(", theme %s, %s\n", status_text(status, "shown", "theme"),
           config != NULL ? config : "without configuration");
    print_zones(status_at(status, "shown", "zones"));
    if (json_is_number(status_at(status, "frames", "age_s")))
        printf("last frame %s ago; %.0f frames, %.0f late\n",
               status_span(status_number(status, "frames", "age_s") + since_s, span, sizeof span),
               status_number(status, "frames", "presented"),
               status_number(status, "frames", "late"));
    printf("clock %s\n", status_text(status, "clock", "trust"));
}

static void print_display(const json_t *status)
{
    const char *driver = status_text(status, "display", "driver");
    const char *output = status_text(status, "display", "output");
    int rotate = (int)status_number(status, "display", "rotate");
    if (!json_is_object(json_object_get(status, "display"))) {
        puts("no display");
        return;
    }
    printf("display %dx%d at %d Hz", (int)status_number(status, "display", "width"),
           (int)status_number(status, "display", "height"),
           (int)status_number(status, "display", "hz"));
    if (driver != NULL)
        printf(" on %s", driver);
    if (output != NULL)
        printf(", output %s", output);
    if (rotate != 0)
        printf(", turned by %d", rotate);
    printf(", painted by the %s\n",
           strcmp(status_text(status, "display", "painted"), "gpu") == 0 ? "GPU" : "processor");
}

static void print_sources(const json_t *sources, double since_s)
{
    size_t i;
    const json_t *source;
    char span[SPAN_SIZE];
    json_array_foreach(sources, i, source)
    {
        const char *error = status_text(source, NULL, "error");
        const json_t *age = status_at(source, NULL, "age_s");
        printf("source %s: %s", status_text(source, NULL, "name"),
               status_text(source, NULL, "state"));
        if (json_is_number(age))
            printf(", confirmed %s ago",
                   status_span(json_number_value(age) + since_s, span, sizeof span));
        if (error != NULL)
            printf(": %s", error);
        putchar('\n');
    }
}

/* "4 files", "1 file" */
static void print_count(double count, const char *what)
{
    printf("%.0f %s%s", count, what, count == 1 ? "" : "s");
}

static void print_storage(const json_t *status, double since_s)
{
    char span[SPAN_SIZE];
    const char *error = status_text(status, "storage", "last_error");
    if (status_text(status, "storage", "folder") == NULL) {
        puts("storage: nothing is kept for the next start");
        return;
    }
    printf("storage %s: ", status_text(status, "storage", "folder"));
    print_count(status_number(status, "storage", "files"), "file");
    printf(", %.1f KiB; ", status_number(status, "storage", "bytes") / 1024);
    print_count(status_number(status, "storage", "writes"), "write");
    printf(" (%.1f KiB)", status_number(status, "storage", "written_bytes") / 1024);
    if (json_is_number(status_at(status, "storage", "last_write_age_s")))
        printf(", the last %s ago",
               status_span(status_number(status, "storage", "last_write_age_s") + since_s, span,
                           sizeof span));
    if (status_number(status, "storage", "set_aside") > 0)
        printf("; %.0f set aside", status_number(status, "storage", "set_aside"));
    if (error != NULL)
        printf("; %s: %s (%s ago)",
               json_is_true(status_at(status, "storage", "writable"))
                   ? "it could not be written once"
                   : "cannot be written",
               error,
               status_span(status_number(status, "storage", "last_error_age_s") + since_s, span,
                           sizeof span));
    putchar('\n');
}

static void print_for_people(const json_t *status, const struct health_report *report)
{
    fputs(health_name(report->health), stdout);
    for (int i = 0; i < report->trouble_count; i++)
        printf("%s %s", i == 0 ? ":" : ";", report->troubles[i]);
    putchar('\n');
    if (status == NULL || report->health == HEALTH_GONE)
        return;
    print_process(status, report->told_age_s);
    print_shown(status, report->told_age_s);
    print_display(status);
    print_sources(json_object_get(status, "sources"), report->told_age_s);
    print_storage(status, report->told_age_s);
}

/* --- for programs --- */

static bool print_json(const json_t *status, const struct health_report *report)
{
    json_t *root = json_object(), *troubles = json_array();
    for (int i = 0; i < report->trouble_count; i++)
        json_array_append_new(troubles, json_string(report->troubles[i]));
    json_object_set_new(root, "health", json_string(health_name(report->health)));
    json_object_set_new(root, "troubles", troubles);
    json_object_set_new(root, "told_age_s", json_real(report->told_age_s));
    if (status != NULL)
        json_object_update(root, (json_t *)status);
    bool good = json_dumpf(root, stdout, JSON_INDENT(1) | JSON_REAL_PRECISION(12)) == 0;
    putchar('\n');
    json_decref(root);
    return good;
}

/* --- asking --- */

/* False with errno set; ETIMEDOUT: it does not answer. Who may not ask gets what was told last, at
 * most ten seconds ago. */
static bool ask(const char *folder, struct status_asked *asked)
{
    int64_t begun_ns = clock_monotonic_ns(), now_ns = begun_ns;
    int64_t most_ns = asked->picture ? PICTURE_NS : ANSWER_NS;
    if (!status_folder_ask(folder, asked, (uint64_t)clock_boot_ns()))
        return false;
    while (!status_folder_is_answered(folder, asked) && now_ns - begun_ns < most_ns) {
        clock_sleep_until(now_ns + LOOK_NS);
        now_ns = clock_monotonic_ns();
    }
    bool answered = status_folder_is_answered(folder, asked);
    if (!answered)
        status_folder_withdraw(folder, asked);
    errno = ETIMEDOUT;
    return answered;
}

static bool save_picture(const char *folder, const struct status_asked *asked, const char *file)
{
    struct buffer picture;
    buffer_init(&picture, PICTURE_CAP);
    bool good = status_folder_take_picture(folder, asked, &picture);
    if (!good)
        fputs("riwaq: there is no picture: the screen shows nothing\n", stderr);
    else if (!file_put(file, picture.data, picture.length)) {
        fprintf(stderr, "riwaq: %s: cannot be written: %s\n", file, strerror(errno));
        good = false;
    }
    buffer_finish(&picture);
    return good;
}

static bool take_picture(const char *folder, const char *file)
{
    struct status_asked asked = {.picture = true};
    if (ask(folder, &asked))
        return save_picture(folder, &asked, file);
    if (errno == EACCES || errno == EPERM || errno == EROFS)
        fprintf(stderr,
                "riwaq: the picture is for the user of the screen and for root; sudo riwaq status "
                "--picture %s\n",
                file);
    else if (errno == ETIMEDOUT)
        fputs("riwaq: the screen gives no picture\n", stderr);
    else
        fprintf(stderr, "riwaq: %s: nothing can be asked there: %s\n", folder, strerror(errno));
    return false;
}

static json_t *read_status(const char *folder)
{
    struct buffer text;
    buffer_init(&text, TEXT_CAP);
    json_t *status = status_folder_read(folder, "status.json", &text)
                         ? json_loadb(buffer_text(&text), text.length, 0, NULL)
                         : NULL;
    buffer_finish(&text);
    if (json_is_object(status))
        return status;
    json_decref(status);
    return NULL;
}

int command_status(const struct call *call)
{
    char *folder = status_folder_find();
    enum status_life life = folder != NULL ? status_folder_life(folder) : STATUS_LIFE_NONE;
    bool good = true, silent = false;
    if (life == STATUS_LIFE_HIDDEN) {
        fprintf(stderr, "riwaq: %s: not yours to read; sudo riwaq status\n", folder);
        free(folder);
        return EXIT_FAILED;
    }
    if (call->picture != NULL && life == STATUS_LIFE_RUNNING)
        good = take_picture(folder, call->picture);
    else if (life == STATUS_LIFE_RUNNING)
        silent = !ask(folder, &(struct status_asked){0}) && errno == ETIMEDOUT;
    json_t *status = folder != NULL ? read_status(folder) : NULL;
    struct health_report *report = memory_new(sizeof *report);
    health_judge(folder != NULL ? status_folder_life(folder) : STATUS_LIFE_NONE, status,
                 (double)clock_boot_ns() / (double)NS_PER_SECOND, silent, report);
    if (call->json)
        good = print_json(status, report) && good;
    else
        print_for_people(status, report);
    int code = report->health == HEALTH_WELL && !good ? EXIT_FAILED : (int)report->health;
    free(report);
    json_decref(status);
    free(folder);
    return code;
}
