/* `riwaq shot`: what the screen would show, as pictures or as text, without a display. */
#include "base/buffer.h"
#include "base/log.h"
#include "base/printable.h"
#include "commands.h"
#include "contact_sheet.h"
#include "screen/picture_file.h"
#include "setup.h"
#include "studio.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { TEXT_CAP = 4 * 1024 * 1024, PATH_CAP = 4096, NAME_SIZE = 256, THEMES_MAX = 16 };

/* NAME.png, or NAME-001.png for a series. */
static void write_name(const char *output, int number, int count, struct buffer *out)
{
    if (count <= 1) {
        buffer_add_text(out, output);
        return;
    }
    size_t length = strlen(output);
    if (length > 4 && strcmp(output + length - 4, ".png") == 0)
        length -= 4;
    buffer_print(out, "%.*s-%03d.png", (int)length, output, number);
}

/* A JSON object a line, each begun by the pairs of LABEL, `"KEY":VALUE,` or nothing. */
static bool print_text(const struct studio *studio, const char *label)
{
    struct buffer text;
    buffer_init(&text, TEXT_CAP);
    bool good = composer_print_text(studio->composer, &text);
    const char *line = buffer_text(&text);
    for (const char *end; (end = strchr(line, '\n')) != NULL; line = end + 1)
        printf("{%s%.*s\n", label, (int)(end - line - 1), line + 1);
    buffer_finish(&text);
    return good;
}

static bool write_picture(SDL_Surface *surface, const char *name)
{
    bool good = picture_file_write_png(surface, name);
    if (!good)
        log_error("%s: cannot be written: %s", name, SDL_GetError());
    return good;
}

static bool shoot(struct studio *studio, const struct call *call, const char *label, int number,
                  const struct moment *moment)
{
    if (call->output == NULL) {
        studio_compose(studio, moment);
        return print_text(studio, label);
    }
    studio_paint(studio, moment);
    if (call->text && !print_text(studio, label))
        return false;
    struct buffer name;
    buffer_init(&name, PATH_CAP);
    write_name(call->output, number, call->count, &name);
    bool good = write_picture(studio->surface, buffer_text(&name));
    buffer_finish(&name);
    return good;
}

/* Who wonders about a black picture. */
static void tell_dark(const struct studio *studio)
{
    if (composer_is_dark(studio->composer))
        log_info("[power] on: the screen is off at that time; --at shows it at another");
}

static bool shoot_series(struct studio *studio, const struct setup *setup, const struct call *call,
                         const char *label, int64_t start_ns)
{
    int64_t every_ns = call->every_ns > 0 ? call->every_ns : NS_PER_SECOND;
    bool good = true;
    for (int i = 0; good && i < (call->count > 0 ? call->count : 1); i++) {
        const struct moment moment = studio_moment(setup, start_ns + i * every_ns);
        good = shoot(studio, call, label, i + 1, &moment);
        if (i == 0)
            tell_dark(studio);
    }
    return good;
}

/* One theme on one screen. */
static bool shoot_one(const struct setup *setup, const struct call *call,
                      const struct content *content, struct size size, int64_t start_ns)
{
    struct studio studio;
    bool good = studio_init(&studio, setup) && studio_screen(&studio, setup, content, size) &&
                shoot_series(&studio, setup, call, "", start_ns);
    studio_finish(&studio);
    return good;
}

/* --- several themes or sizes --- */

struct order {
    char names[THEMES_MAX][NAME_SIZE]; /* as they were called; none: the configuration's */
    int name_count;
    struct size sizes[SIZES_MAX];
    int size_count;
};

/* "atrium,./mine". False with a message on standard error. */
static bool read_themes(struct order *order, const char *list)
{
    for (const char *rest = list;; rest++) {
        size_t length = strcspn(rest, ",");
        if (order->name_count == THEMES_MAX || length == 0 || length >= NAME_SIZE) {
            fprintf(
                stderr,
                "riwaq: --theme %s: no list; write up to %d themes with one comma between them\n",
                list, THEMES_MAX);
            return false;
        }
        memcpy(order->names[order->name_count++], rest, length); /* it was all zero */
        rest += length;
        if (*rest == '\0')
            return true;
    }
}

/* What a label calls a theme: its folder, or the name that it gives itself. */
static const char *label_name(const struct order *order, int row, const struct theme *theme)
{
    if (row >= order->name_count)
        return theme->name;
    const char *slash = strrchr(order->names[row], '/');
    return slash != NULL && slash[1] != '\0' ? slash + 1 : order->names[row];
}

/* What STUDIO has on its screen, the theme of ROW in size number I. */
static void shoot_cell(struct contact_sheet *sheet, const struct order *order,
                       const struct setup *setup, struct studio *studio, int row, int i,
                       int64_t start_ns)
{
    /* Of one size the themes stand beside each other. */
    bool beside = order->size_count == 1;
    char label[NAME_SIZE + 32];
    const struct moment moment = studio_moment(setup, start_ns);
    snprintf(label, sizeof label, "%s  %dx%d", label_name(order, row, setup->theme),
             order->sizes[i].w, order->sizes[i].h);
    studio_paint(studio, &moment);
    if (row == 0 && i == 0)
        tell_dark(studio);
    contact_sheet_put(sheet, beside ? row % sheet->columns : i, beside ? row / sheet->columns : row,
                      studio, label);
}

/* A row a theme and a column a size; of one size as many themes beside each other as below. */
static bool init_sheet(struct contact_sheet *sheet, const struct order *order)
{
    int themes = order->name_count > 0 ? order->name_count : 1, columns = 1;
    struct size sizes[SIZES_MAX];
    if (order->size_count > 1)
        return contact_sheet_init(sheet, order->sizes, order->size_count, themes);
    while (columns * columns < themes)
        columns++;
    for (int i = 0; i < columns; i++)
        sizes[i] = order->sizes[0];
    return contact_sheet_init(sheet, sizes, columns, (themes + columns - 1) / columns);
}

/* What is made of all: a sheet, or (NULL) their text. */
struct batch {
    struct setup *setup;
    const struct call *call;
    const struct order *order;
    const struct content *content;
    struct contact_sheet *sheet;
    int64_t start_ns;
};

/* `"theme":"night","size":"1920x1080",` */
static bool add_label(struct buffer *out, const char *theme, struct size size)
{
    char pixels[32];
    snprintf(pixels, sizeof pixels, "%dx%d", size.w, size.h);
    json_t *label = json_pack("{s:s, s:s}", "theme", theme, "size", pixels);
    char *text = label != NULL ? json_dumps(label, JSON_COMPACT) : NULL;
    json_decref(label);
    if (text != NULL)
        text[strlen(text) - 1] = ',';
    bool good = text != NULL && printable_json(out, text + 1);
    free(text);
    return good;
}

static bool print_cell(const struct batch *batch, struct studio *studio, int row, int i)
{
    struct buffer label;
    buffer_init(&label, PATH_CAP);
    bool good =
        add_label(&label, label_name(batch->order, row, batch->setup->theme),
                  batch->order->sizes[i]) &&
        shoot_series(studio, batch->setup, batch->call, buffer_text(&label), batch->start_ns);
    buffer_finish(&label);
    return good;
}

/* One theme on each screen. */
static bool shoot_row(const struct batch *batch, int row)
{
    struct studio studio;
    bool good = studio_init(&studio, batch->setup);
    for (int i = 0; good && i < batch->order->size_count; i++) {
        good = studio_screen(&studio, batch->setup, batch->content, batch->order->sizes[i]);
        if (good && batch->sheet != NULL)
            shoot_cell(batch->sheet, batch->order, batch->setup, &studio, row, i, batch->start_ns);
        else if (good)
            good = print_cell(batch, &studio, row, i);
    }
    studio_finish(&studio);
    return good;
}

static bool shoot_rows(const struct batch *batch)
{
    bool good = true;
    for (int row = 0; good && (row == 0 || row < batch->order->name_count); row++) {
        if (batch->order->name_count > 0)
            setup_theme(batch->setup, batch->order->names[row]);
        good = shoot_row(batch, row);
    }
    return good;
}

static bool shoot_sheet(const struct batch *batch)
{
    struct contact_sheet sheet;
    struct batch on = *batch;
    on.sheet = &sheet;
    bool good = init_sheet(&sheet, batch->order) && shoot_rows(&on) &&
                write_picture(sheet.surface, batch->call->output);
    contact_sheet_finish(&sheet);
    return good;
}

static bool is_sheet(const struct order *order)
{
    return order->name_count > 1 || order->size_count > 1;
}

/* What is to be shot. False with a message on standard error: the call was wrong. */
static bool read_order(struct order *order, const struct call *call)
{
    *order = (struct order){.size_count = call->size_count};
    memcpy(order->sizes, call->sizes, sizeof call->sizes);
    if (call->theme != NULL && strchr(call->theme, ',') != NULL && !read_themes(order, call->theme))
        return false;
    if (!is_sheet(order) || call->output == NULL || (call->count == 0 && !call->text))
        return true;
    fputs("riwaq: of several themes or sizes there is one sheet, without --count and --text; or "
          "--text without -o\n",
          stderr);
    return false;
}

/* A series ends where times can be written. */
static bool series_fits(const struct call *call, int64_t start_ns)
{
    struct civil end = {{YEAR_MAX + 1, 1, 1}, 0, 0, 0};
    int64_t room_ns = civil_seconds(&end) * NS_PER_SECOND - start_ns;
    if (call->count <= 1 || call->every_ns <= room_ns / (call->count - 1))
        return true;
    fprintf(stderr, "riwaq: the series would go on after %d; give a smaller --count or --every\n",
            YEAR_MAX);
    return false;
}

/* As people see the screen, upright also where it hangs on its side. */
static struct size default_size(const struct config *config)
{
    bool upright = config->rotate == 90 || config->rotate == 270;
    return upright ? (struct size){1080, 1920} : (struct size){1920, 1080};
}

/* The hour is read once and frozen: for fetching, and for the frame. */
static int shoot_all(struct setup *setup, const struct call *call, struct order *order)
{
    int64_t start_ns = setup_wall_ns(setup);
    int longest = 0;
    bool failed = false;
    if (!series_fits(call, start_ns))
        return EXIT_CALL;
    if (order->name_count > 0)
        setup_logo(setup);
    else
        setup_look(setup, call);
    if (order->size_count == 0)
        order->sizes[order->size_count++] = default_size(setup->config);
    for (int i = 0; i < order->size_count; i++)
        longest = size_longer(order->sizes[i]) > longest ? size_longer(order->sizes[i]) : longest;
    struct content *content = setup_fetch(setup, &start_ns, longest, &failed);
    const struct batch batch = {setup, call, order, content, NULL, start_ns};
    bool good;
    if (!is_sheet(order))
        good = shoot_one(setup, call, content, order->sizes[0], start_ns);
    else
        good = call->output != NULL ? shoot_sheet(&batch) : shoot_rows(&batch);
    content_put(content);
    return good && !failed && setup->good ? EXIT_DONE : EXIT_FAILED;
}

int command_shot(const struct call *call)
{
    if (call->output == NULL && !call->text) {
        fputs("riwaq: shot needs -o FILE.png (or --text)\n", stderr);
        return EXIT_CALL;
    }
    struct order order;
    if (!read_order(&order, call))
        return EXIT_CALL;
    int status = EXIT_DONE;
    struct setup setup;
    if (setup_init(&setup, call, INT64_MIN, &status))
        status = shoot_all(&setup, call, &order);
    setup_finish(&setup);
    return status;
}
