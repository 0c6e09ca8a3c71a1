/* The manual pages riwaq.conf(5) and riwaq-theme(5) against the option tables, in both directions:
 * sections, keys, choices, ranges, defaults, and the names that some keys take.
 *
 * Of a page only what is written in this form is looked at (deploy/man/ says it too):
 *     .Ss [SECTION]
 *     .It Cm KEY , KEY No = VALUE Pq LEAST to MOST , default VALUE
 *     .It Cm WORD                          in a section of its own, such as METHODS */
#include "base/memory.h"
#include "cases.h"
#include "content/method.h"
#include "formats/format.h"
#include "theme/config_format.h"
#include "theme/config_tables.h"
#include "theme/theme_parts.h"

enum { ITEMS_MAX = 400, TEXT_MAX = 400, TITLES_MAX = 40, WORD_MAX = 80 };

/* --- a page ------------------------------------------------------------------------------------
 */

struct item {
    char title[WORD_MAX]; /* of the section that it stands in */
    char key[WORD_MAX];
    char value[TEXT_MAX], note[TEXT_MAX]; /* behind the equals sign; in brackets behind that */
    bool word;                            /* it has no equals sign */
    int line;
    bool used;
};

struct page {
    const char *path;
    struct item items[ITEMS_MAX];
    int item_count;
    char titles[TITLES_MAX][WORD_MAX];
    int title_count;
};

static void add_item(struct page *page, const char *keys, const char *value, const char *note,
                     int line)
{
    char key[WORD_MAX];
    for (const char *rest = keys; option_next(&rest, ",", key, sizeof key);) {
        assert_true(page->item_count < ITEMS_MAX);
        struct item *item = &page->items[page->item_count++];
        *item = (struct item){.line = line, .word = value == NULL};
        memcpy(item->title, page->titles[page->title_count - 1], sizeof item->title);
        snprintf(item->key, sizeof item->key, "%s", key);
        snprintf(item->value, sizeof item->value, "%s", value != NULL ? value : "");
        snprintf(item->note, sizeof item->note, "%s", note != NULL ? note : "");
    }
}

/* "\-" is a minus sign. */
static void plain(char *text)
{
    char *to = text;
    for (const char *from = text; *from != '\0'; from++)
        if (from[0] != '\\' || from[1] != '-')
            *to++ = *from;
    *to = '\0';
}

static void read_line(struct page *page, char *line, int number)
{
    static const char item[] = ".It Cm ", equals[] = " No = ", bracket[] = " Pq ";
    if (strncmp(line, ".Ss ", 4) == 0 || strncmp(line, ".Sh ", 4) == 0) {
        assert_true(page->title_count < TITLES_MAX);
        snprintf(page->titles[page->title_count++], WORD_MAX, "%s", line + 4);
        return;
    }
    if (strncmp(line, item, strlen(item)) != 0)
        return;
    char *keys = line + strlen(item), *value = strstr(keys, equals), *note = NULL;
    plain(keys);
    if (value != NULL) {
        *value = '\0';
        value += strlen(equals);
        note = strstr(value, bracket);
    }
    if (note != NULL) {
        *note = '\0';
        note += strlen(bracket);
    }
    add_item(page, keys, value, note, number);
}

static struct page *read_page(const char *path)
{
    struct page *page = memory_new(sizeof *page);
    size_t size;
    int number = 0;
    char *text = case_read(path, &size);
    if (text == NULL)
        fail_msg("%s is missing", path);
    page->path = path;
    for (char *line = text, *next; *line != '\0'; line = next) {
        size_t length = strcspn(line, "\n");
        next = line + length + (line[length] == '\n');
        line[length] = '\0';
        read_line(page, line, ++number);
    }
    free(text);
    assert_true(page->item_count > 20);
    return page;
}

/* SECTION is "[screen]", or "METHODS"; one title may name several sections. */
static struct item *find(struct page *page, const char *section, const char *key)
{
    for (int i = 0; i < page->item_count; i++)
        if (strstr(page->items[i].title, section) != NULL && strcmp(page->items[i].key, key) == 0)
            return &page->items[i];
    return NULL;
}

static void nothing_is_left(const struct page *page)
{
    for (int i = 0; i < page->item_count; i++) {
        const struct item *item = &page->items[i];
        if (!item->used && (!item->word || strcmp(item->title, "WIDGETS") != 0))
            fail_msg("%s:%d: there is no %s in %s", page->path, item->line, item->key, item->title);
    }
}

static void has_word(struct page *page, const char *section, const char *word)
{
    struct item *item = find(page, section, word);
    if (item == NULL || !item->word)
        fail_msg("%s lacks %s in %s", page->path, word, section);
    item->used = true;
}

/* --- files of one key more than the least that is good -------------------------------------------
 */

struct entry {
    const char *section, *key, *value;
};

static const struct entry conf_base[] = {
    {"clock", "zones", "Europe/Paris"},
    {"prayer", "timetable", "x.csv"},
    {"source.a", "url", "a"},
    {"format.a", "headlines", "/a"},
    {"format.a", "headline.title", "/t"},
};
static const struct entry theme_base[] = {
    {"theme", "schema", "1"}, {"grid", "columns", "1fr"},     {"grid", "rows", "1fr"},
    {"grid", "areas", "a"},   {"zone.a", "show", "masthead"},
};

/* free() it. */
static char *text_with(const struct entry *base, size_t count, const struct entry *more)
{
    struct buffer text;
    buffer_init(&text, CASE_FILE_MAX);
    bool placed = false;
    for (size_t i = 0; i < count; i++) {
        bool begins = i == 0 || strcmp(base[i].section, base[i - 1].section) != 0;
        bool here = strcmp(base[i].section, more->section) == 0;
        if (begins)
            buffer_print(&text, "[%s]\n", base[i].section);
        if (begins && here)
            buffer_print(&text, "%s = %s\n", more->key, more->value);
        placed |= here;
        if (!here || strcmp(base[i].key, more->key) != 0)
            buffer_print(&text, "%s = %s\n", base[i].key, base[i].value);
    }
    if (!placed)
        buffer_print(&text, "[%s]\n%s = %s\n", more->section, more->key, more->value);
    return buffer_take(&text);
}

/* What the page says can be written is taken: nothing is told about that key. */
static void assert_taken(const struct page *page, const struct item *item,
                         const struct diagnostics *diagnostics, const struct entry *entry)
{
    char where[2 * WORD_MAX];
    snprintf(where, sizeof where, "[%s] %s", entry->section, entry->key);
    for (int i = 0; i < diagnostics->count; i++)
        if (diagnostics->findings[i].where != NULL &&
            strcmp(diagnostics->findings[i].where, where) == 0)
            fail_msg("%s:%d: %s = %s: %s", page->path, item->line, where, entry->value,
                     diagnostics->findings[i].what);
}

static struct config *conf_with(const struct entry *entry, struct diagnostics *diagnostics)
{
    char *text = text_with(conf_base, COUNT_OF(conf_base), entry);
    struct config *config = config_parse("c", text, strlen(text), diagnostics);
    free(text);
    return config;
}

static struct theme *theme_with(const struct entry *entry, struct diagnostics *diagnostics)
{
    static const char *const widgets[] = {"masthead", "article", "headlines"};
    char *text = text_with(theme_base, COUNT_OF(theme_base), entry);
    struct theme *theme = theme_parse("t", NULL, text, strlen(text), widgets, COUNT_OF(widgets),
                                      NULL, NULL, diagnostics);
    free(text);
    return theme;
}

/* --- one key
 * ---------------------------------------------------------------------------------------- */

/* "0.5", "5m", "-60": a number, or a duration in seconds. */
static double amount(const char *text, char **end)
{
    double value = strtod(text, end);
    static const char units[] = "smhd";
    static const double seconds[] = {1, 60, 3600, 86400};
    const char *unit = **end != '\0' ? strchr(units, **end) : NULL;
    if (unit == NULL)
        return value;
    (*end)++;
    return value * seconds[unit - units];
}

static void range_is(const struct page *page, const struct item *item, const struct option *option)
{
    char *end;
    double min = amount(item->note, &end), max = 0;
    bool given = end != item->note && strncmp(end, " to ", 4) == 0;
    if (given)
        max = amount(end + 4, &end);
    bool wanted = option->min != option->max;
    if (given != wanted || (wanted && (min != option->min || max != option->max)))
        fail_msg("%s:%d: %s: the range is %g to %g, not \"%s\"", page->path, item->line, item->key,
                 option->min, option->max, item->note);
}

/* The words of VALUE, "Cm middle | seventh"; those in Ar are no words to be written. */
static int words_of(const struct item *item, char words[][WORD_MAX], int max)
{
    char word[WORD_MAX];
    int count = 0;
    bool literal = false;
    for (const char *rest = item->value; option_next(&rest, " ", word, sizeof word);) {
        if (strcmp(word, "Cm") == 0 || strcmp(word, "Ar") == 0)
            literal = word[0] == 'C';
        else if (strcmp(word, "|") != 0 && literal && count < max)
            snprintf(words[count++], WORD_MAX, "%s", word);
    }
    return count;
}

static void choices_are(const struct page *page, const struct item *item,
                        const struct option *option)
{
    static const char *const switches[] = {"yes", "no"};
    enum { CHOICES_MAX = 32 };
    char words[CHOICES_MAX][WORD_MAX];
    int count = words_of(item, words, CHOICES_MAX), found = 0;
    bool is_switch = option->kind == OPTION_BOOL;
    const char *const *choices = is_switch ? switches : option->choices;
    int wanted = is_switch ? (int)COUNT_OF(switches) : option->choice_count;
    if (choices == NULL)
        return;
    for (int c = 0; c < wanted; c++)
        for (int w = 0; w < count; w++)
            found += strcmp(words[w], choices[c]) == 0;
    if (found != wanted || count != wanted) {
        char list[TEXT_MAX];
        fail_msg("%s:%d: %s is one of %s, not \"%s\"", page->path, item->line, item->key,
                 option_join(choices, wanted, list, sizeof list), item->value);
    }
}

static size_t size_of(const struct option *option)
{
    switch (option->kind) {
    case OPTION_INT:
    case OPTION_SECONDS:
    case OPTION_CHOICE:
        return sizeof(int);
    case OPTION_DOUBLE:
        return sizeof(double);
    case OPTION_DURATION:
        return sizeof(int64_t);
    case OPTION_BOOL:
    case OPTION_FLAG:
        return sizeof(bool);
    default:
        return 0; /* what it becomes is known to its reader alone */
    }
}

/* The value after "default"; NULL: none is told. */
static const char *default_of(const struct item *item)
{
    static const char word[] = "default ";
    const char *at = strstr(item->note, word);
    return at != NULL ? at + strlen(word) : NULL;
}

static void default_is(const struct page *page, const struct item *item,
                       const struct option *option, const void *without, const void *with)
{
    size_t size = size_of(option);
    if (size > 0 && memcmp((const char *)without + option->offset,
                           (const char *)with + option->offset, size) != 0)
        fail_msg("%s:%d: %s: \"%s\" is not what holds without the key", page->path, item->line,
                 item->key, item->note);
}

/* --- riwaq.conf(5)
 * ---------------------------------------------------------------------------------- */

static const void *conf_target(const struct config *config, int table)
{
    return table == CONFIG_TABLE_SOURCE ? (const void *)&config->sources[0] : config;
}

static void conf_takes(const struct page *page, const struct item *item, int table,
                       const struct option *option, const struct entry *entry, bool is_default)
{
    struct diagnostics diagnostics;
    diagnostics_init(&diagnostics);
    struct config *with = conf_with(entry, &diagnostics);
    struct config *without = conf_with(&conf_base[0], NULL);
    assert_taken(page, item, &diagnostics, entry);
    if (is_default && option != NULL)
        default_is(page, item, option, conf_target(without, table), conf_target(with, table));
    config_destroy(without);
    config_destroy(with);
    diagnostics_finish(&diagnostics);
}

/* TABLE and OPTION are -1 and NULL for [format.NAME], whose table is private. */
static void conf_values(const struct page *page, const struct item *item, int table,
                        const struct option *option, const char *section)
{
    enum { WORDS = 32 };
    char words[WORDS][WORD_MAX];
    int count = words_of(item, words, WORDS);
    for (int i = 0; i < count; i++)
        conf_takes(page, item, table, option, &(struct entry){section, item->key, words[i]}, false);
    if (default_of(item) != NULL)
        conf_takes(page, item, table, option, &(struct entry){section, item->key, default_of(item)},
                   true);
}

static struct item *conf_item(struct page *page, const char *section, const char *key)
{
    struct item *item = find(page, section, key);
    if (item == NULL || item->word)
        fail_msg("%s lacks %s %s", page->path, section, key);
    item->used = true;
    return item;
}

static void conf_keys(struct page *page)
{
    for (int t = 0; t < CONFIG_TABLE_COUNT; t++)
        for (int o = 0; o < config_tables[t].option_count; o++) {
            const struct option *option = &config_tables[t].options[o];
            bool source = t == CONFIG_TABLE_SOURCE;
            char section[WORD_MAX];
            snprintf(section, sizeof section, source ? "[source.NAME]" : "[%s]",
                     config_tables[t].section);
            const struct item *item = conf_item(page, section, option->key);
            range_is(page, item, option);
            choices_are(page, item, option);
            conf_values(page, item, t, option, source ? "source.a" : config_tables[t].section);
        }
    const char *keys[CONFIG_FORMAT_KEYS_MAX];
    int count = config_format_keys(keys);
    for (int i = 0; i < count; i++)
        conf_values(page, conf_item(page, "[format.NAME]", keys[i]), -1, NULL, "format.a");
}

/* The sections that are told for one that does not exist: "one of: [screen], [clock]". */
static void sections_are(const struct page *page, const struct diagnostics *diagnostics)
{
    static const char one_of[] = "one of: ";
    char section[WORD_MAX];
    const char *list = NULL;
    for (int i = 0; i < diagnostics->count && list == NULL; i++)
        list = strstr(diagnostics->findings[i].what, one_of);
    assert_non_null(list);
    list += strlen(one_of);
    int told = 0, titled = 0;
    for (const char *rest = list; option_next(&rest, ",", section, sizeof section); told++) {
        bool found = false;
        for (int i = 0; i < page->title_count; i++)
            found |= strstr(page->titles[i], section) != NULL;
        if (!found)
            fail_msg("%s lacks the section %s", page->path, section);
    }
    for (int i = 0; i < page->title_count; i++)
        for (const char *at = page->titles[i]; (at = strchr(at, '[')) != NULL; at++)
            titled++;
    if (titled != told)
        fail_msg("%s has %d sections; there are: %s", page->path, titled, list);
}

static void riwaq_conf(void **state)
{
    (void)state;
    struct page *page = read_page("deploy/man/riwaq.conf.5");
    static const char wrong[] = "[xyzzyplugh]\n";
    struct diagnostics diagnostics;
    diagnostics_init(&diagnostics);
    config_destroy(config_parse("c", wrong, strlen(wrong), &diagnostics));
    sections_are(page, &diagnostics);
    diagnostics_finish(&diagnostics);
    conf_keys(page);
    for (int i = 0; i < METHOD_COUNT; i++)
        has_word(page, "METHODS", prayer_method_names[i]);
    int count;
    const char *const *formats = format_names(&count);
    for (int i = 0; i < count; i++)
        has_word(page, "FORMATS", formats[i]);
    nothing_is_left(page);
    free(page);
}

/* --- riwaq-theme(5)
 * ---------------------------------------------------------------------------------- */

static const struct {
    const struct theme_table *table;
    const char *title, *section;
} theme_sections[] = {
    {&theme_table_theme, "[theme]", "theme"},        {&theme_table_colors, "[colors]", "colors"},
    {&theme_table_font, "[font.ROLE]", "font.body"}, {&theme_table_grid, "[grid]", "grid"},
    {&theme_table_zone, "[zone.NAME]", "zone.a"},
};

static void theme_takes(const struct page *page, const struct item *item,
                        const struct option *option, const struct entry *entry, bool is_default)
{
    struct diagnostics diagnostics;
    diagnostics_init(&diagnostics);
    struct theme *with = theme_with(entry, &diagnostics);
    struct theme *without = theme_with(&theme_base[0], NULL);
    assert_taken(page, item, &diagnostics, entry);
    assert_non_null(without);
    if (is_default && with != NULL && strcmp(entry->section, "zone.a") == 0)
        default_is(page, item, option, &without->zones[0], &with->zones[0]);
    theme_destroy(without);
    theme_destroy(with);
    diagnostics_finish(&diagnostics);
}

static void theme_values(const struct page *page, const struct item *item,
                         const struct option *option, const char *section)
{
    enum { WORDS = 32 };
    char words[WORDS][WORD_MAX];
    int count = words_of(item, words, WORDS);
    for (int i = 0; i < count; i++)
        theme_takes(page, item, option, &(struct entry){section, item->key, words[i]}, false);
    if (default_of(item) != NULL)
        theme_takes(page, item, option, &(struct entry){section, item->key, default_of(item)},
                    true);
}

static void theme_keys(struct page *page)
{
    for (size_t t = 0; t < COUNT_OF(theme_sections); t++)
        for (int o = 0; o < theme_sections[t].table->option_count; o++) {
            const struct option *option = &theme_sections[t].table->options[o];
            const struct item *item = conf_item(page, theme_sections[t].title, option->key);
            range_is(page, item, option);
            choices_are(page, item, option);
            theme_values(page, item, option, theme_sections[t].section);
        }
}

static void riwaq_theme(void **state)
{
    (void)state;
    struct page *page = read_page("deploy/man/riwaq-theme.5");
    static const char wrong[] = "[theme]\nschema = 1\n[xyzzyplugh]\n";
    struct diagnostics diagnostics;
    diagnostics_init(&diagnostics);
    assert_null(theme_parse("t", NULL, wrong, strlen(wrong), NULL, 0, NULL, NULL, &diagnostics));
    sections_are(page, &diagnostics);
    diagnostics_finish(&diagnostics);
    theme_keys(page);
    for (int i = 0; i < FONT_ROLE_COUNT; i++)
        has_word(page, "FONT ROLES", font_role_names[i]);
    nothing_is_left(page);
    free(page);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(riwaq_conf),
        cmocka_unit_test(riwaq_theme),
    };
    return cmocka_run_group_tests_name("theme/manual", tests, NULL, NULL);
}
