#include "check_content.h"

#include "base/buffer.h"
#include "formats/format.h"
#include "store/zoneinfo.h"

enum { TEXT_CAP = 256 * 1024, HEADLINES = 14, PARAGRAPHS = 9, TITLES = 2 };

struct words {
    const char *titles[TITLES]; /* one as long as newspapers have them, and a middling one */
    const char *byline, *social, *place;
};

static const struct words words[LANGUAGE_COUNT] = {
    [LANGUAGE_EN] = {{"Storm warning extended: coastal roads stay closed until Thursday evening, "
                      "ferries between Tangier and Algeciras suspended",
                      "Council postpones its decision on the municipal swimming pool"},
                     "Fatima-Zahra Bouabdellaoui, special correspondent in Chefchaouen",
                     "Follow the municipality on Facebook and Instagram",
                     "Sidi Slimane Echcharraa"},
    [LANGUAGE_FR] = {{"Intempéries : la circulation reste interrompue sur plusieurs routes "
                      "nationales, les autorités appellent à la plus grande prudence",
                      "Le conseil municipal reporte sa décision sur la piscine"},
                     "Fatima-Zahra Bouabdellaoui, envoyée spéciale à Chefchaouen",
                     "Suivez la commune sur Facebook et Instagram",
                     "Sidi Slimane Echcharraa"},
    [LANGUAGE_AR] = {{"نشرة إنذارية: أمطار قوية ورياح عاصفية مرتقبة من الثلاثاء إلى الخميس بعدد من "
                      "أقاليم المملكة، والسلطات تدعو إلى توخي الحذر",
                      "المجلس الجماعي يؤجل البت في مشروع المسبح البلدي"},
                     "فاطمة الزهراء بوعبد اللاوي، مبعوثة خاصة إلى شفشاون",
                     "تابعوا صفحة الجماعة على فيسبوك وإنستغرام",
                     "سيدي سليمان الشراعة"},
    [LANGUAGE_ZGH] = {{"ⴰⵎⴰⵏ, ⵉⵎⴰⵏ: ⴰⵎⴰⵏ ⵏ ⵉⵍⵍ ⵉ ⵜⵎⴷⵉⵏⵜ ⵏ ⴰⵏⴼⴰ, ⴰⵏⵥⴰⵔ ⴷ ⵓⴷⴼⵍ ⴳ ⵉⴷⵓⵔⴰⵔ ⵏ ⵡⴰⵟⵍⴰⵙ, "
                       "ⵜⵉⵏⵎⵍ ⵜⴰⵎⴰⵢⵏⵓⵜ ⴳ ⵜⵎⴷⵉⵏⵜ ⵏ ⴰⴳⴰⴷⵉⵔ",
                       "ⴰⵙⵙ ⴰⵎⴰⴹⵍⴰⵏ ⵏ ⵜⵓⵜⵍⴰⵢⵜ ⵜⴰⵢⵎⵎⴰⵜ"},
                      "ⵜⵉⴼⵉⵏⴰⵖ ⴳ ⵜⵉⵏⵎⵍ",
                      "ⴹⴼⵓⵔ ⴰⵖ ⴳ ⴼⴰⵢⵙⴱⵓⴽ",
                      "ⵙⵉⴷⵉ ⵙⵍⵉⵎⴰⵏ"},
};

static void put_news(const struct words *of, struct buffer *out)
{
    buffer_add_text(out, "\"headlines\": [");
    for (int i = 0; i < HEADLINES; i++)
        buffer_print(out, "%s{\"time\": \"%02d:%02d\", \"title\": \"%s\", \"urgent\": %s}",
                     i > 0 ? ", " : "", 12 - i / 6, 54 - i % 6 * 9, of->titles[i % TITLES],
                     i == 1 ? "true" : "false");
    buffer_print(out,
                 "], \"article\": {\"title\": \"%s\", \"byline\": \"%s\", \"time\": \"10:15\", "
                 "\"url\": \"https://news.example/2025/03/19/a-long-address-of-an-article\", "
                 "\"comments\": 12345, \"paragraphs\": [",
                 of->titles[0], of->byline);
    for (int i = 0; i < PARAGRAPHS; i++)
        buffer_print(out, "%s\"%s. %s. %s.\"", i > 0 ? ", " : "", of->titles[i % TITLES],
                     of->titles[(i + 1) % TITLES], of->titles[0]);
    buffer_add_text(out, "]}, ");
}

/* Frost and a great heat, as wide as figures become. */
static void put_weather(struct buffer *out)
{
    buffer_add_text(out,
                    "\"weather\": {\"unit\": \"C\", \"today\": {\"date\": \"2025-03-19\", "
                    "\"low\": -11.4, \"high\": 43.6, \"code\": 95}, \"now\": {\"temperature\": "
                    "-10.8, \"code\": 95}, \"days\": [");
    for (int i = 0; i < 5; i++)
        buffer_print(out,
                     "%s{\"date\": \"2025-03-%d\", \"low\": -12.5, \"high\": 44.5, \"code\": %d}",
                     i > 0 ? ", " : "", 20 + i, i % 2 == 0 ? 86 : 3);
    buffer_add_text(out, "]}, ");
}

struct content *check_content_create(const struct config *config, enum language language,
                                     int64_t wall_s)
{
    const struct words *of = &words[language];
    struct buffer text;
    buffer_init(&text, TEXT_CAP);
    buffer_print(&text,
                 "{\"place\": {\"name\": \"%s\", \"latitude\": 34.0209, \"longitude\": -6.8416, "
                 "\"timezone\": \"Africa/Casablanca\"}, ",
                 of->place);
    put_news(of, &text);
    put_weather(&text);
    buffer_print(&text,
                 "\"social\": {\"label\": \"%s\", \"url\": \"https://facebook.example/page\"}}",
                 of->social);
    const struct format_context context = {.source = "check",
                                           .fetched_s = wall_s,
                                           .override = &config->place,
                                           .find_zone = zoneinfo_find};
    struct content *content = format_riwaq(&context, buffer_text(&text), text.length);
    buffer_finish(&text);
    return content != NULL ? content : content_create();
}
