#include "theme/config_tables.h"

#include "base/memory.h"
#include "base/moment.h"
#include "formats/map.h"
#include "theme/config_clock.h"
#include "theme/config_power.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { CONTACT_MAX = 200, PHRASE_MAX = 130 };

static const char *const digit_names[] = {"western", "arabic"};
static const char *const clock_names[] = {"24", "12"};
static const char *const unit_names[] = {"C", "F"};
static const char *const rotate_names[] = {"0", "90", "180", "270"};

/* --- [screen] ------------------------------------------------------------------------------ */

static void read_languages(const struct option_value *value, void *target)
{
    static const char *const codes[] = {"en", "fr", "ar", "zgh"}; /* in the enum's order */
    struct config *config = target;
    enum language languages[LANGUAGES_SHOWN_MAX];
    int count = 0, index;
    char code[32];
    for (const char *rest = value->text; option_next(&rest, ",", code, sizeof code);) {
        if (!option_choice(value, code, codes, COUNT_OF(codes), &index))
            return;
        for (int i = 0; i < count; i++)
            if (languages[i] == (enum language)index) {
                option_error(value, "\"%s\" is given twice; name each language once", code);
                return;
            }
        languages[count++] = (enum language)index; /* no more than there are, as none is twice */
    }
    memcpy(config->languages, languages, sizeof languages);
    config->language_count = count;
}

static void read_unit(const struct option_value *value, void *target)
{
    struct config *config = target;
    int index;
    if (option_choice(value, value->text, unit_names, COUNT_OF(unit_names), &index))
        config->unit = unit_names[index][0];
}

static void read_rotate(const struct option_value *value, void *target)
{
    struct config *config = target;
    int index;
    if (option_choice(value, value->text, rotate_names, COUNT_OF(rotate_names), &index))
        config->rotate = index * 90;
}

static void read_mode(const struct option_value *value, void *target)
{
    struct config *config = target;
    char quote[OPTION_QUOTE_SIZE];
    if (!display_mode_parse(value->text, &config->mode))
        option_error(value, "%s is no mode of a display; write it as 1920x1080 or 1920x1080@60",
                     option_quote(value->text, quote));
}

static void read_output(const struct option_value *value, void *target)
{
    struct config *config = target;
    char quote[OPTION_QUOTE_SIZE];
    size_t length = strspn(value->text, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
                                        "0123456789-");
    if (value->text[length] != '\0' || length >= sizeof config->output)
        option_error(value, "%s is no output of a card; write it as HDMI-A-1 (ls /sys/class/drm)",
                     option_quote(value->text, quote));
    else
        snprintf(config->output, sizeof config->output, "%s", value->text);
}

/* A name as it is; a folder (it has a slash) from the folder of riwaq.conf. */
static void read_theme(const struct option_value *value, void *target)
{
    struct config *config = target;
    bool is_name = strchr(value->text, '/') == NULL;
    char *theme = is_name ? memory_text(value->text) : option_path(value, value->text);
    free(config->theme);
    config->theme = theme;
}

/* It goes into the User-Agent as a comment, where parentheses and backslashes mean something. */
static void read_contact(const struct option_value *value, void *target)
{
    struct config *config = target;
    for (const char *at = value->text; *at != '\0'; at++)
        if (*at < ' ' || *at > '~' || strchr("()\\", *at) != NULL) {
            option_error(value, "may have plain ASCII without brackets only; write a mail address "
                                "or the address of a page");
            return;
        }
    if (strlen(value->text) > CONTACT_MAX) {
        option_error(value, "is longer than 200 characters; write a mail address or the address "
                            "of a page");
        return;
    }
    free(config->contact);
    config->contact = memory_text(value->text);
}

/* A number into the option's field, and behind it maybe its UNIT: "75", "75m", "75 m". */
static void read_measure(const struct option_value *value, const char *unit, void *target)
{
    const struct option *option = value->option;
    char number[INI_NAME_MAX];
    size_t length = strlen(value->text), tail = strlen(unit);
    if (length > tail && strcmp(value->text + length - tail, unit) == 0)
        length -= tail;
    while (length > 0 && value->text[length - 1] == ' ')
        length--;
    bool fits = length < sizeof number;
    snprintf(number, sizeof number, "%.*s", fits ? (int)length : 0, value->text);
    void *field = (char *)target + option->offset;
    option_double(value, fits ? number : value->text, option->min, option->max, field);
}

static void read_metres(const struct option_value *value, void *target)
{
    read_measure(value, "m", target);
}

static void read_inches(const struct option_value *value, void *target)
{
    read_measure(value, "in", target);
}

static void read_overscan(const struct option_value *value, void *target)
{
    struct config *config = target;
    safe_area_read(value, "pixels such as 40", &config->overscan);
}

static void read_pixel_shift(const struct option_value *value, void *target)
{
    struct config *config = target;
    pixel_shift_read(value, &config->pixel_shift);
}

#define SCREEN(field)  .offset = offsetof(struct config, field)
#define CHOICES(names) .choices = (names), .choice_count = COUNT_OF(names)

static const struct option screen_options[] = {
    {"name", OPTION_TEXT, SCREEN(organisation)},
    {"name.en", OPTION_TEXT, SCREEN(organisations[LANGUAGE_EN])},
    {"name.fr", OPTION_TEXT, SCREEN(organisations[LANGUAGE_FR])},
    {"name.ar", OPTION_TEXT, SCREEN(organisations[LANGUAGE_AR])},
    {"name.zgh", OPTION_TEXT, SCREEN(organisations[LANGUAGE_ZGH])},
    {"logo", OPTION_FILE, SCREEN(logo)},
    {"theme", OPTION_CUSTOM, .read = read_theme},
    {"language", OPTION_CUSTOM, .read = read_languages},
    {"digits", OPTION_CHOICE, SCREEN(digits), CHOICES(digit_names)},
    {"clock", OPTION_FLAG, SCREEN(twelve_hours), CHOICES(clock_names)},
    {"units", OPTION_CUSTOM, .read = read_unit, CHOICES(unit_names)},
    {"rotate", OPTION_CUSTOM, .read = read_rotate, CHOICES(rotate_names)},
    {"mode", OPTION_CUSTOM, .read = read_mode},
    {"output", OPTION_CUSTOM, .read = read_output},
    {"contact", OPTION_CUSTOM, .read = read_contact},
    {"overscan", OPTION_CUSTOM, .read = read_overscan},
    {"pixel_shift", OPTION_CUSTOM, .max = PIXEL_SHIFT_MAX, .read = read_pixel_shift},
    {"viewing_distance", OPTION_CUSTOM, SCREEN(viewing_distance), .min = 0.3, .max = 200,
     .read = read_metres},
    {"diagonal", OPTION_CUSTOM, SCREEN(diagonal), .min = 5, .max = 1000, .read = read_inches},
};

/* --- [place] -------------------------------------------------------------------- */

/* Only the form: whether the zone exists is for whoever can read files. */
static void read_timezone(const struct option_value *value, void *target)
{
    struct config *config = target;
    const char *text = value->text;
    if (!config_is_zone(text)) {
        char quote[OPTION_QUOTE_SIZE];
        option_error(value, "%s is not the name of a time zone, such as \"Africa/Casablanca\"",
                     option_quote(text, quote));
        return;
    }
    option_set_text(value->context, &config->place.timezone, text);
}

static const struct option place_options[] = {
    {"name", OPTION_TEXT, SCREEN(place.name)},
    {"name.en", OPTION_TEXT, SCREEN(place.names[LANGUAGE_EN])},
    {"name.fr", OPTION_TEXT, SCREEN(place.names[LANGUAGE_FR])},
    {"name.ar", OPTION_TEXT, SCREEN(place.names[LANGUAGE_AR])},
    {"name.zgh", OPTION_TEXT, SCREEN(place.names[LANGUAGE_ZGH])},
    {"latitude", OPTION_DOUBLE, SCREEN(place.latitude), .min = -90, .max = 90},
    {"longitude", OPTION_DOUBLE, SCREEN(place.longitude), .min = -180, .max = 180},
    {"altitude", OPTION_CUSTOM, SCREEN(place.altitude), .min = 0, .max = 9000, .read = read_metres},
    {"timezone", OPTION_CUSTOM, .read = read_timezone},
};

/* --- [source.NAME] -------------------------------------------------------------------------- */

/* Whether TEXT begins with a scheme of at least two letters and a colon: "ftp:", "mailto:". */
static bool has_scheme(const char *text)
{
    size_t letters = strspn(text, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ+-.");
    return letters >= 2 && text[letters] == ':';
}

/* What is wrong with an address, or NULL. */
static const char *url_fault(const char *text)
{
    bool web = strncmp(text, "http:", 5) == 0 || strncmp(text, "https:", 6) == 0;
    if (strpbrk(text, " \t") != NULL && has_scheme(text))
        return "has white space in it; write %20 for a space";
    if (web) {
        const char *colon = strchr(text, ':');
        if (strncmp(colon, "://", 3) != 0 || strchr("/?#:", colon[3]) != NULL)
            return "names no server; write it as https://news.example/lobby.json";
        return NULL;
    }
    if (strncmp(text, "file:", 5) == 0) {
        const char *path = text + 5;
        bool plain = path[0] == '/' && path[1] != '/';
        return plain || strncmp(path, "///", 3) == 0 ? NULL
                                                     : "is no local file; write file:///the/path";
    }
    if (has_scheme(text))
        return "is of no kind that riwaq reads; write http://, https://, file:/// or a path";
    return NULL;
}

static void read_url(const struct option_value *value, void *target)
{
    struct source_config *source = target;
    const char *fault = url_fault(value->text);
    if (fault != NULL) {
        char quote[OPTION_QUOTE_SIZE];
        bool secret = strpbrk(value->text, "@=") != NULL; /* a password, or a key */
        option_error(value, "%s %s", secret ? "it" : option_quote(value->text, quote), fault);
        return;
    }
    bool is_path = !has_scheme(value->text);
    free(source->url);
    source->url = is_path ? option_path(value, value->text) : memory_text(value->text);
}

/* "budget, prix de l'eau": words or phrases, a comma between them. */
static void read_phrases(const struct option_value *value, void *target)
{
    struct phrases *phrases = (struct phrases *)((char *)target + value->option->offset);
    char phrase[PHRASE_MAX];
    for (const char *rest = value->text; option_next(&rest, ",", phrase, sizeof phrase);) {
        if (strlen(phrase) == sizeof phrase - 1)
            option_error(value, "a phrase is longer than %d bytes; write the words that matter",
                         PHRASE_MAX - 2);
        else if (!phrases_add(phrases, phrase))
            option_error(value, "an empty phrase; write words with one comma between them");
    }
}

/* An address, or a title. */
static void read_pin(const struct option_value *value, void *target)
{
    struct source_config *source = target;
    selection_pin(&source->selection, value->text);
}

/* A duration, or "never". */
static void read_age(const struct option_value *value, void *target)
{
    int *field = (int *)((char *)target + value->option->offset);
    int64_t ns;
    if (strcmp(value->text, "never") == 0)
        *field = SELECTION_NEVER;
    else if (option_duration(value, value->text, value->option->min, value->option->max, &ns))
        *field = (int)(ns / NS_PER_SECOND);
}

#define SELECTION(field) .offset = offsetof(struct source_config, selection.field)
enum { YEAR_S = 365 * 86400 };

/* That of a [format.NAME], wherever it stands in the file, else a built-in one. */
static void read_format(const struct option_value *value, void *target)
{
    struct source_config *source = target;
    const struct config *config = value->context->user;
    enum { NAMES_MAX = FORMATS_MAX + 32 };
    const char *names[NAMES_MAX];
    int built_in, count = 0, index;
    const char *const *known = format_names(&built_in);
    for (int i = 0; i < config->format_count; i++)
        names[count++] = config->formats[i]->name;
    for (int i = 0; i < built_in && count < NAMES_MAX; i++)
        names[count++] = known[i];
    if (!option_choice(value, value->text, names, count, &index))
        return;
    source->map = index < config->format_count ? config->formats[index] : NULL;
    source->format = source->map == NULL ? format_find(names[index]) : NULL;
}

static const struct option source_options[] = {
    {"url", OPTION_CUSTOM, .read = read_url},
    {"format", OPTION_CUSTOM, .read = read_format},
    {"every", OPTION_SECONDS, .offset = offsetof(struct source_config, every_s), .min = 10,
     .max = 86400},
    {"timeout", OPTION_SECONDS, .offset = offsetof(struct source_config, timeout_s), .min = 1,
     .max = 120},
    {"headers", OPTION_FILE, .offset = offsetof(struct source_config, headers)},
    {"ca", OPTION_FILE, .offset = offsetof(struct source_config, ca)},
    {"label", OPTION_TEXT, SELECTION(label)},
    {"max_items", OPTION_INT, SELECTION(max_items), .min = 1, .max = HEADLINES_MAX},
    {"max_age", OPTION_SECONDS, SELECTION(max_age_s), .min = 60, .max = YEAR_S},
    {"only", OPTION_CUSTOM, SELECTION(only), .read = read_phrases},
    {"never", OPTION_CUSTOM, SELECTION(never), .read = read_phrases},
    {"pin", OPTION_CUSTOM, .read = read_pin},
    {"stale_after", OPTION_CUSTOM, SELECTION(stale_after_s), .read = read_age, .min = 60,
     .max = YEAR_S},
    {"hide_after", OPTION_CUSTOM, SELECTION(hide_after_s), .read = read_age, .min = 60,
     .max = YEAR_S},
};

const struct config_table config_tables[CONFIG_TABLE_COUNT] = {
    {"screen", screen_options, COUNT_OF(screen_options)},
    {"power", config_power_options, CONFIG_POWER_OPTION_COUNT},
    {"clock", config_clock_options, CONFIG_CLOCK_OPTION_COUNT},
    {"place", place_options, COUNT_OF(place_options)},
    {"prayer", config_prayer_options, CONFIG_PRAYER_OPTION_COUNT},
    {"source", source_options, COUNT_OF(source_options)},
};
