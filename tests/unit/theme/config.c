#include "theme/config.h"

#include "base/memory.h"
#include "cases.h"
#include "theme/config_format.h"
#include "theme/config_tables.h"

static struct config *read_text(const char *text)
{
    return config_parse("/etc/riwaq/riwaq.conf", text, strlen(text), NULL);
}

static void parse_case(const char *name, const char *text, size_t size,
                       struct diagnostics *diagnostics)
{
    struct config *config = config_parse(name, text, size, diagnostics);
    assert_non_null(config);
    assert_in_range(config->language_count, 1, LANGUAGES_SHOWN_MAX);
    config_destroy(config);
}

static void cases(void **state)
{
    (void)state;
    assert_true(case_run_all("tests/feeds/config", ".conf", parse_case) >= 20);
}

static void is_default(const struct config *config)
{
    assert_null(config->organisation);
    assert_null(config->logo);
    assert_null(config->theme);
    assert_int_equal(config->language_count, 1);
    assert_int_equal(config->languages[0], LANGUAGE_EN);
    assert_int_equal(config->digits, DIGITS_WESTERN);
    assert_false(config->twelve_hours);
    assert_int_equal(config->unit, 'C');
    assert_int_equal(config->rotate, 0);
    assert_false(config->trust_always);
    assert_null(config->place.name);
    for (int i = 0; i < LANGUAGE_COUNT; i++) {
        assert_null(config->organisations[i]);
        assert_null(config->place.names[i]);
    }
    assert_false(config->place.located);
    assert_true(config->place.latitude == 0 && config->place.longitude == 0);
    assert_null(config->place.timezone);
    assert_int_equal(config->prayer.rules.method, METHOD_AUTO);
    assert_int_equal(config->prayer.rules.asr, ASR_STANDARD);
    assert_int_equal(config->prayer.rules.high_latitude, HIGH_LATITUDE_MIDDLE);
    for (int i = 0; i < PRAYER_COUNT; i++)
        assert_int_equal(config->prayer.rules.offset[i], 0);
    assert_true(config->place.altitude == 0);
    for (int i = 0; i < PRAYER_COUNT; i++)
        assert_int_equal(config->prayer.iqama[i].kind, FOLLOWING_NONE);
    assert_int_equal(config->prayer.jumua_count, 0);
    assert_int_equal(config->prayer.imsak_minutes, 10);
    assert_int_equal(config->prayer.eid_prayer.kind, FOLLOWING_NONE);
    assert_int_equal(config->prayer.tomorrow_minutes, 0);
    assert_int_equal(config->prayer.hijri.calendar, HIJRI_UMM_AL_QURA);
    assert_false(config->prayer.hijri.at_sunset || config->prayer.hijri.adjust_given);
    assert_int_equal(config->prayer.hijri.adjust, 0);
    assert_int_equal(config->prayer.hijri.month_count, 0);
    assert_int_equal(config->source_count, 0);
}

static void defaults(void **state)
{
    (void)state;
    struct config *config = config_create();
    assert_null(config->path);
    is_default(config);
    config_destroy(config);
    config = read_text("");
    assert_string_equal(config->path, "/etc/riwaq/riwaq.conf");
    is_default(config);
    config_destroy(config);
    config_destroy(NULL);
}

static void wrong_values_keep_the_defaults(void **state)
{
    (void)state;
    struct config *config =
        read_text("[screen]\nlanguage = en, xx\ndigits = x\nclock = 1\nunits = K\nrotate = 1\n"
                  "[clock]\ntrust = x\n[place]\nlatitude = 91\nlongitude = 3\ntimezone = /x\n"
                  "[prayer]\nmethod = x\nasr = x\nhigh_latitude = x\nfajr_offset = 61\n"
                  "hijri_adjust = 4\nfajr_iqama = 20\nisha_iqama = +181\njumua = 13:00, 12:00\n"
                  "imsak = -1\neid_prayer = x\nnext_day_after = 181m\nhijri_calendar = x\n"
                  "hijri_change = x\nhijri_months = 1447-09, 1447-10 2026-03-25\n[source.a]\nurl = "
                  "ftp://x/y\n[source.b]\n");
    is_default(config);
    config_destroy(config);
}

static void screen(void **state)
{
    (void)state;
    struct config *config = read_text("[screen]\nname = A \\; B\nlogo = l.png\ntheme = my/theme\n"
                                      "language = ar,fr , zgh\ndigits = arabic\nclock = 12\n"
                                      "units = F\nrotate = 270\n[clock]\ntrust = always\n");
    assert_string_equal(config->organisation, "A ; B");
    assert_string_equal(config->logo, "/etc/riwaq/l.png");
    assert_string_equal(config->theme, "/etc/riwaq/my/theme");
    assert_int_equal(config->language_count, 3);
    assert_int_equal(config->languages[0], LANGUAGE_AR);
    assert_int_equal(config->languages[1], LANGUAGE_FR);
    assert_int_equal(config->languages[2], LANGUAGE_ZGH);
    assert_int_equal(config->digits, DIGITS_ARABIC);
    assert_true(config->twelve_hours);
    assert_int_equal(config->unit, 'F');
    assert_int_equal(config->rotate, 270);
    assert_true(config->trust_always);
    config_destroy(config);
    config = read_text("[screen]\ntheme = atrium\n");
    assert_string_equal(config->theme, "atrium");
    assert_int_equal(config->theme_line, 2);
    config_destroy(config);
}

static void place_and_prayer(void **state)
{
    (void)state;
    struct config *config = read_text(
        "[place]\nname = Rabat\nlatitude = 34.0209\nlongitude = -6.8416\n"
        "timezone = Africa/Casablanca\n[prayer]\nmethod = custom\n"
        "fajr_angle = 18.5\nisha_interval = 90\nmaghrib_angle = 4\nasr = hanafi\n"
        "high_latitude = seventh\nfajr_offset = -2\nsunrise_offset = 1\ndhuhr_offset = 5\n"
        "asr_offset = 2\nmaghrib_offset = 3\nisha_offset = 4\nhijri_adjust = -1\n");
    assert_string_equal(config->place.name, "Rabat");
    assert_true(config->place.located);
    assert_true(config->place.latitude == 34.0209 && config->place.longitude == -6.8416);
    assert_string_equal(config->place.timezone, "Africa/Casablanca");
    const struct prayer_rules *rules = &config->prayer.rules;
    assert_int_equal(rules->method, METHOD_CUSTOM);
    assert_true(rules->fajr_angle == 18.5 && rules->isha_angle == 0 && rules->maghrib_angle == 4);
    assert_int_equal(rules->isha_interval, 90);
    assert_int_equal(rules->asr, ASR_HANAFI);
    assert_int_equal(rules->high_latitude, HIGH_LATITUDE_SEVENTH);
    static const int offsets[PRAYER_COUNT] = {-2, 1, 5, 2, 3, 4};
    for (int i = 0; i < PRAYER_COUNT; i++)
        assert_int_equal(rules->offset[i], offsets[i]);
    assert_int_equal(config->prayer.hijri.adjust, -1);
    config_destroy(config);
}

static void assert_following(struct following following, enum following_kind kind, int minutes)
{
    assert_int_equal(following.kind, kind);
    assert_int_equal(following.minutes, minutes);
}

/* What a mosque adds to the times. */
static void mosque(void **state)
{
    (void)state;
    struct config *config =
        read_text("[place]\naltitude = 75.5\n[prayer]\nfajr_iqama = +20\ndhuhr_iqama = 13:30\n"
                  "isha_iqama = +180\njumua = 12:30, 13:15\nimsak = 0\neid_prayer = +30\n"
                  "next_day_after = 2h\n");
    const struct prayer_settings *prayer = &config->prayer;
    assert_true(config->place.altitude == 75.5);
    assert_following(prayer->iqama[PRAYER_FAJR], FOLLOWING_AFTER, 20);
    assert_following(prayer->iqama[PRAYER_SUNRISE], FOLLOWING_NONE, 0);
    assert_following(prayer->iqama[PRAYER_DHUHR], FOLLOWING_FIXED, 13 * 60 + 30);
    assert_following(prayer->iqama[PRAYER_ASR], FOLLOWING_NONE, 0);
    assert_following(prayer->iqama[PRAYER_ISHA], FOLLOWING_AFTER, 180);
    assert_int_equal(prayer->jumua_count, 2);
    assert_int_equal(prayer->jumua[0], 12 * 60 + 30);
    assert_int_equal(prayer->jumua[1], 13 * 60 + 15);
    assert_int_equal(prayer->imsak_minutes, 0);
    assert_following(prayer->eid_prayer, FOLLOWING_AFTER, 30);
    assert_int_equal(prayer->tomorrow_minutes, 120);
    config_destroy(config);
    config = read_text("[place]\naltitude = 1665 m\n[prayer]\neid_prayer = 8:00\n");
    assert_true(config->place.altitude == 1665);
    assert_following(config->prayer.eid_prayer, FOLLOWING_FIXED, 8 * 60);
    config_destroy(config);
}

static void assert_month(const struct hijri_month *month, int year, int number, struct date first,
                         int adjust)
{
    assert_int_equal(month->year, year);
    assert_int_equal(month->month, number);
    assert_true(date_equal(month->first, first));
    assert_int_equal(month->adjust, adjust);
}

/* In their order, however they are written. */
static void months_of_the_hijra(void **state)
{
    (void)state;
    struct config *config =
        read_text("[prayer]\nhijri_calendar = civil\nhijri_change = sunset\nhijri_adjust = +0\n"
                  "hijri_months = 1448-01 -1, 1447-10 0,1447-09 2026-02-19 , 1447-11 +1\n");
    const struct hijri_settings *hijri = &config->prayer.hijri;
    assert_int_equal(hijri->calendar, HIJRI_CIVIL);
    assert_true(hijri->at_sunset && hijri->adjust_given);
    assert_int_equal(hijri->adjust, 0);
    assert_int_equal(hijri->month_count, 4);
    assert_month(&hijri->months[0], 1447, 9, (struct date){2026, 2, 19}, 0);
    assert_month(&hijri->months[1], 1447, 10, (struct date){0}, 0);
    assert_month(&hijri->months[2], 1447, 11, (struct date){0}, 1);
    assert_month(&hijri->months[3], 1448, 1, (struct date){0}, -1);
    config_destroy(config);
}

static void names_in_several_languages(void **state)
{
    (void)state;
    struct config *config = read_text("[screen]\nname = A\nname.fr = B\nname.zgh = ⴰ\n"
                                      "[place]\nname.ar = الرباط\nname.en = Rabat ; in English\n");
    assert_string_equal(config->organisation, "A");
    assert_null(config->organisations[LANGUAGE_EN]);
    assert_string_equal(config->organisations[LANGUAGE_FR], "B");
    assert_null(config->organisations[LANGUAGE_AR]);
    assert_string_equal(config->organisations[LANGUAGE_ZGH], "ⴰ");
    assert_null(config->place.name);
    assert_string_equal(config->place.names[LANGUAGE_AR], "الرباط");
    assert_string_equal(config->place.names[LANGUAGE_EN], "Rabat");
    assert_null(config->place.names[LANGUAGE_FR]);
    config_destroy(config);
}

static char *findings_of(const char *text)
{
    struct diagnostics diagnostics;
    diagnostics_init(&diagnostics);
    config_destroy(config_parse("c", text, strlen(text), &diagnostics));
    char *found = case_findings(&diagnostics);
    diagnostics_finish(&diagnostics);
    return found;
}

/* It wins over all names of the content, so it is shown in the other languages too. */
static void a_name_for_one_language_wants_one_for_all(void **state)
{
    (void)state;
    char *alone = findings_of("[place]\n\nname.ar = فاس\nname.fr = Fès\n");
    assert_non_null(strstr(alone, "c:4: "));
    assert_non_null(strstr(alone, "[place] name.fr: warning: stands for all"));
    free(alone);
    char *beside = findings_of("[place]\nname.fr = Fès\nname = Fez\n");
    assert_string_equal(beside, "");
    free(beside);
}

static void half_a_method_is_none(void **state)
{
    (void)state;
    struct config *config = read_text("[prayer]\nmethod = custom\nfajr_angle = 18\n");
    assert_int_equal(config->prayer.rules.method, METHOD_AUTO);
    config_destroy(config);
    config = read_text("[prayer]\nmethod = custom\nfajr_angle = 180\nisha_angle = 17\n");
    assert_int_equal(config->prayer.rules.method, METHOD_AUTO);
    config_destroy(config);
}

static void selections(void **state)
{
    (void)state;
    struct config *config =
        read_text("[source.a]\nurl = https://h/a\nlabel = City desk\nmax_items = 12\nmax_age = 2d\n"
                  "only = Budget, prix de l'eau\nnever = horoscope\nstale_after = 90m\n"
                  "hide_after = never\npin = https://H/a/\n[source.b]\nurl = https://h/b\n");
    const struct selection *a = &config->sources[0].selection, *b = &config->sources[1].selection;
    assert_string_equal(a->label, "City desk");
    assert_int_equal(a->max_items, 12);
    assert_int_equal(a->max_age_s, 2 * 86400);
    assert_int_equal(a->only.count, 2);
    assert_int_equal(a->never.count, 1);
    assert_true(selection_admits(a, "LE PRIX DE L’EAU"));
    assert_false(selection_admits(a, "Tram"));
    assert_int_equal(a->stale_after_s, 5400);
    assert_int_equal(a->hide_after_s, SELECTION_NEVER);
    assert_true(selection_pins(a, "any", "http://h/a"));
    assert_false(selection_pins(a, "any", NULL));
    assert_false(selection_pins(b, "", ""));
    assert_null(b->label);
    assert_int_equal(b->max_items + b->max_age_s + b->only.count + b->never.count, 0);
    assert_int_equal(b->stale_after_s, SELECTION_DEFAULT);
    config_destroy(config);
}

static void sources(void **state)
{
    (void)state;
    struct config *config =
        read_text("[source.web]\nurl = https://u:p@news.example:8080/a.json?x=1;y\nevery = 90s\n"
                  "timeout = 5s\n[source.rel]\nurl = a/b.json\n[source.abs]\nurl = /srv/b.json\n"
                  "[source.file]\nurl = file:///srv/c.json\n[source.v6]\nurl = http://[::1]:80/\n");
    assert_int_equal(config->source_count, 5);
    assert_string_equal(config->sources[0].name, "web");
    assert_string_equal(config->sources[0].url, "https://u:p@news.example:8080/a.json?x=1;y");
    assert_int_equal(config->sources[0].every_s, 90);
    assert_int_equal(config->sources[0].timeout_s, 5);
    assert_int_equal(config->sources[0].line, 1);
    assert_string_equal(config->sources[1].url, "/etc/riwaq/a/b.json");
    assert_int_equal(config->sources[1].every_s, 300);
    assert_int_equal(config->sources[1].timeout_s, 20);
    assert_int_equal(config->sources[1].line, 5);
    assert_string_equal(config->sources[2].url, "/srv/b.json");
    assert_string_equal(config->sources[3].url, "file:///srv/c.json");
    assert_string_equal(config->sources[4].url, "http://[::1]:80/");
    config_destroy(config);
}

/* Who asks, with which secrets, and whom it trusts. */
static void client(void **state)
{
    (void)state;
    struct config *config =
        read_text("[screen]\ncontact = https://news.example/screens\n[source.a]\n"
                  "url = https://a.example/\nheaders = a.headers\nca = /srv/a.pem\n"
                  "[source.b]\nurl = https://b.example/\n[source.c]\nheaders = c\nca = c\n");
    assert_string_equal(config->contact, "https://news.example/screens");
    assert_int_equal(config->source_count, 2);
    assert_string_equal(config->sources[0].headers, "/etc/riwaq/a.headers");
    assert_string_equal(config->sources[0].ca, "/srv/a.pem");
    assert_int_equal(config->sources[0].headers_line, 5);
    assert_int_equal(config->sources[0].ca_line, 6);
    assert_null(config->sources[1].headers);
    assert_null(config->sources[1].ca);
    config_destroy(config);
    static const char *const wrong[] = {"a (b)", "a\\b", "caf\xc3\xa9", "a\tb"};
    for (size_t i = 0; i < COUNT_OF(wrong); i++) {
        char text[100];
        snprintf(text, sizeof text, "[screen]\ncontact = %s\n", wrong[i]);
        config = read_text(text);
        assert_null(config->contact);
        config_destroy(config);
    }
}

static void formats(void **state)
{
    (void)state;
    struct config *config =
        read_text("[source.a]\nurl = a\nformat = own\n[source.b]\nurl = b\nformat = wordpress\n"
                  "[source.c]\nurl = c\nformat = riwaq\n[source.d]\nurl = d\n"
                  "[format.own]\nheadlines = /a\nheadline.title = /t, /u\nheadline.html = title\n"
                  "headline.time_format = epoch\nweather.codes = fog 45\ntimezone = Asia/Riyadh\n");
    assert_int_equal(config->source_count, 4);
    assert_int_equal(config->format_count, 1);
    const struct map *map = config->sources[0].map;
    assert_ptr_equal(map, config->formats[0]);
    assert_null(config->sources[0].format);
    assert_string_equal(map->name, "own");
    assert_string_equal(map->ways[MAP_HEADLINES], "/a");
    assert_string_equal(map->ways[MAP_HEADLINE_TITLE], "/t, /u");
    assert_null(map->ways[MAP_HEADLINE_TIME]);
    assert_string_equal(map->times[MAP_PART_HEADLINE], "epoch");
    assert_int_equal(map->html[MAP_PART_HEADLINE], MAP_HTML_TITLE);
    assert_int_equal(map->code_count, 1);
    assert_string_equal(map->codes[0].word, "fog");
    assert_int_equal(map->codes[0].code, 45);
    assert_string_equal(map->timezone, "Asia/Riyadh");
    assert_ptr_equal(config->sources[1].format, format_find("wordpress"));
    assert_null(config->sources[1].map);
    assert_ptr_equal(config->sources[2].format, format_find("riwaq"));
    assert_null(config->sources[3].format);
    config_destroy(config);
}

static void paths_beside_a_bare_file_name(void **state)
{
    (void)state;
    static const char text[] = "[source.a]\nurl = a.json\n";
    struct config *config = config_parse("riwaq.conf", text, sizeof text - 1, NULL);
    assert_string_equal(config->sources[0].url, "a.json");
    config_destroy(config);
}

/* Takes the comment signs off "; key = value" lines, so that those are held against the tables
 * too. A line of prose begins with "; " and has no "=". */
static void uncomment(char *text)
{
    for (char *line = text; line != NULL && *line != '\0'; line = strchr(line, '\n')) {
        line += *line == '\n';
        if (line[0] != ';')
            continue;
        size_t length = strcspn(line, "\n"), key = strspn(line + 1, "abcdefghijklmnopqrstuvwxyz_.");
        bool entry = key > 0 && length > key + 3 && strncmp(line + 1 + key, " = ", 3) == 0;
        if (entry || line[1] == '[')
            line[0] = ' ';
    }
}

static void example(void **state)
{
    (void)state;
    size_t size;
    char *text = case_read("deploy/riwaq.conf.example", &size);
    assert_non_null(text);
    for (int pass = 0; pass < 2; pass++, uncomment(text)) {
        struct diagnostics diagnostics;
        diagnostics_init(&diagnostics);
        struct config *config = config_parse("riwaq.conf.example", text, size, &diagnostics);
        char *found = case_findings(&diagnostics);
        assert_string_equal(found, "");
        assert_int_equal(config->source_count, pass);
        assert_int_equal(config->place.located, pass == 1);
        assert_int_equal(config->place.names[LANGUAGE_ZGH] != NULL, pass == 1);
        free(found);
        config_destroy(config);
        diagnostics_finish(&diagnostics);
    }
    free(text);
}

/* What stands in a continued comment: "fajr_angle = 18.5    (5 to 25". */
static void assert_prose_example(const char *text, const struct option *option)
{
    char key[100];
    double value, min, max;
    snprintf(key, sizeof key, "  %s = ", option->key);
    const char *at = strstr(text, key);
    if (at == NULL)
        fail_msg("deploy/riwaq.conf.example lacks %s", key);
    char *end;
    value = strtod(at + strlen(key), &end);
    end += strspn(end, " ");
    if (sscanf(end, "(%lf to %lf", &min, &max) != 2 || min != option->min || max != option->max)
        fail_msg("%s: \"%.20s\" is not the range, %g to %g", key, end, option->min, option->max);
    assert_true(value >= min && value <= max);
}

/* The example has every key of every section, as an entry of its own there (which `example` takes
 * the comment sign off, and reads), but for those that serve only a method of one's own, and the
 * languages of [screen] name, which [place] has. */
static void example_is_complete(void **state)
{
    (void)state;
    static const char *const custom[] = {"fajr_angle", "isha_angle", "isha_interval",
                                         "maghrib_angle"};
    size_t size;
    char *text = case_read("deploy/riwaq.conf.example", &size);
    assert_non_null(text);
    char *bare = memory_text(text);
    uncomment(bare);
    struct ini *ini = ini_parse("example", bare, size, NULL, 0, NULL);
    for (int t = 0; t < CONFIG_TABLE_COUNT; t++)
        for (int o = 0; o < config_tables[t].option_count; o++) {
            const struct option *option = &config_tables[t].options[o];
            bool source = t == CONFIG_TABLE_SOURCE, serves_custom = false;
            const char *section = source ? "source.lobby" : config_tables[t].section;
            for (size_t i = 0; i < COUNT_OF(custom); i++)
                serves_custom |= strcmp(option->key, custom[i]) == 0;
            bool for_language = t == 0 && strncmp(option->key, "name.", strlen("name.")) == 0;
            if (serves_custom)
                assert_prose_example(text, option);
            else if (ini_entry(ini, section, option->key) == NULL && !for_language)
                fail_msg("deploy/riwaq.conf.example lacks [%s] %s", section, option->key);
        }
    ini_destroy(ini);
    free(bare);
    free(text);
}

/* The manual has every key of [format.NAME]. */
static void manual_is_complete(void **state)
{
    (void)state;
    size_t size;
    char *text = case_read("README.md", &size);
    const char *keys[CONFIG_FORMAT_KEYS_MAX];
    int count = config_format_keys(keys);
    assert_non_null(text);
    for (int i = 0; i < count; i++) {
        char key[80];
        snprintf(key, sizeof key, "`%s`", keys[i]);
        if (strstr(text, key) == NULL)
            fail_msg("README.md lacks %s of [format.NAME]", key);
    }
    free(text);
}

static void any_bytes(void **state)
{
    (void)state;
    size_t size;
    char *seed = case_read("tests/feeds/config/design.conf", &size);
    assert_non_null(seed);
    uint64_t random = 1446;
    for (int i = 0; i < 2000; i++) {
        char *text = memory_text_n(seed, size);
        size_t length = case_spoil(text, size, &random);
        struct diagnostics diagnostics;
        diagnostics_init(&diagnostics);
        parse_case("x/y.conf", text, length, &diagnostics);
        diagnostics_finish(&diagnostics);
        free(text);
    }
    free(seed);
}

static uint64_t identity_in(const char *text)
{
    struct diagnostics findings;
    diagnostics_init(&findings);
    struct config *config = config_parse("/x/riwaq.conf", text, strlen(text), &findings);
    assert_int_equal(config->source_count, 1);
    uint64_t identity = config->sources[0].identity;
    config_destroy(config);
    diagnostics_finish(&findings);
    return identity;
}

/* What is written of it and of its format, and nothing else: not where it stands. */
static void test_identity_of_sources(void **state)
{
    (void)state;
    uint64_t one = identity_in("[source.a]\nurl = http://x/\nformat = mine\n"
                               "[format.mine]\nheadlines = /a\nheadline.title = /t\n");
    assert_true(one == identity_in("; moved\n[screen]\nlanguage = ar\n"
                                   "[format.mine]\nheadlines = /a\nheadline.title = /t\n"
                                   "[source.a]\nurl =  http://x/ ; here\nformat = mine\n"));
    assert_true(one != identity_in("[source.a]\nurl = http://x/\nformat = mine\n"
                                   "[format.mine]\nheadlines = /b\nheadline.title = /t\n"));
    assert_true(one != identity_in("[source.a]\nurl = http://x/\nformat = mine\nevery = 1m\n"
                                   "[format.mine]\nheadlines = /a\nheadline.title = /t\n"));
    assert_true(one != identity_in("[source.b]\nurl = http://x/\nformat = mine\n"
                                   "[format.mine]\nheadlines = /a\nheadline.title = /t\n"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_identity_of_sources),
        cmocka_unit_test(cases),
        cmocka_unit_test(defaults),
        cmocka_unit_test(wrong_values_keep_the_defaults),
        cmocka_unit_test(screen),
        cmocka_unit_test(place_and_prayer),
        cmocka_unit_test(mosque),
        cmocka_unit_test(months_of_the_hijra),
        cmocka_unit_test(names_in_several_languages),
        cmocka_unit_test(a_name_for_one_language_wants_one_for_all),
        cmocka_unit_test(half_a_method_is_none),
        cmocka_unit_test(selections),
        cmocka_unit_test(sources),
        cmocka_unit_test(client),
        cmocka_unit_test(formats),
        cmocka_unit_test(paths_beside_a_bare_file_name),
        cmocka_unit_test(example),
        cmocka_unit_test(example_is_complete),
        cmocka_unit_test(manual_is_complete),
        cmocka_unit_test(any_bytes),
    };
    return cmocka_run_group_tests_name("theme/config", tests, NULL, NULL);
}
