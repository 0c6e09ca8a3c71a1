/* Lines of every script with its marks, as pixels: none touches the next, none is cut. */
#include "../widgets/fixture.h"
#include "screen/fonts.h"

#include <SDL.h>

/* In each, what reaches farthest: accents on capitals, vowel signs, stacked and subjoined
 * letters. FAMILY: instead of Noto Sans. */
static const struct sample {
    const char *name, *text, *family;
} samples[] = {
    {"Latin", "ÀÉÎŞÇgjpqyÅ", NULL},
    {"Latin, serif", "ÀÉÎŞÇgjpqyÅ", "Noto Serif Display"},
    {"Vietnamese", "ẾỖẰỤỰyĝẬ", NULL},
    {"Latin, stacked marks", "É̂ǭ̂Q̣̈g̣", NULL},
    {"Greek", "ΆΪΰῷᾯ", NULL},
    {"Cyrillic", "ЙЁЇЩц", NULL},
    {"Arabic", "الأخبار إلى مج جيم ؤئ آ كـ لله", "Noto Sans Arabic"},
    {"Arabic, Naskh", "الأخبار إلى مج جيم ؤئ آ كـ لله", "Noto Naskh Arabic"},
    {"Arabic, Kufi", "الأخبار إلى مج جيم ؤئ آ كـ لله", "Noto Kufi Arabic"},
    {"Arabic, vowels", "مُحَمَّدٌ إِنَّ اللَّهَ رَبِّهِ حَجٍّ", "Noto Sans Arabic"},
    {"Arabic, vowels, Naskh", "مُحَمَّدٌ إِنَّ اللَّهَ رَبِّهِ حَجٍّ", "Noto Naskh Arabic"},
    {"Arabic, vowels, Kufi", "مُحَمَّدٌ إِنَّ اللَّهَ رَبِّهِ حَجٍّ", "Noto Kufi Arabic"},
    {"Arabic, one mark", "الّتي كُتّاب فعلًا مرّة إلى حيّ شكْل الشّأن", "Noto Sans Arabic"},
    {"Arabic, one mark, Naskh", "الّتي كُتّاب فعلًا مرّة إلى حيّ شكْل الشّأن", "Noto Naskh Arabic"},
    {"Arabic, one mark, Kufi", "الّتي كُتّاب فعلًا مرّة إلى حيّ شكْل الشّأن", "Noto Kufi Arabic"},
    {"Arabic, kasra", "بِهِ إلى رِجْل فِي جِيم مِن", "Noto Sans Arabic"},
    {"Arabic, kasra, Naskh", "بِهِ إلى رِجْل فِي جِيم مِن", "Noto Naskh Arabic"},
    {"Arabic, stacked", "أُمٌّ شًّا كلّاً اللَّهُ حَقٌّ إِلَّا اللّٰه ظلًّا", "Noto Sans Arabic"},
    {"Arabic, stacked, Naskh", "أُمٌّ شًّا كلّاً اللَّهُ حَقٌّ إِلَّا اللّٰه ظلًّا", "Noto Naskh Arabic"},
    {"Arabic, stacked, Kufi", "أُمٌّ شًّا كلّاً اللَّهُ حَقٌّ إِلَّا اللّٰه ظلًّا", "Noto Kufi Arabic"},
    {"Urdu, Nastaliq", "نستعلیق محبت لله جیم الأخبار", "Noto Nastaliq Urdu"},
    {"Arabic, vowels, Nastaliq", "مُحَمَّدٌ إِنَّ اللَّهَ رَبِّهِ حَجٍّ", "Noto Nastaliq Urdu"},
    {"Hebrew", "שלום לך ץקן", NULL},
    {"Hebrew, points", "שָׁלוֹם עֲלֵיכֶם בְּרֵאשִׁ֖ית", NULL},
    {"Syriac", "ܫܠܡܐ ܥܠܝܟܘܢ", NULL},
    {"Syriac, vowels", "ܫܠܳܡܳܐ ܥܰܡ", NULL},
    {"Thaana", "ދިވެހި", NULL},
    {"N'Ko", "ߒߞߏ߬ ߘߍ߰", NULL},
    {"Tifinagh", "ⴰⵣⵓⵍ ⵜⵉⴼⵉⵏⴰⵖ", NULL},
    {"Ethiopic", "አማርኛ", NULL},
    {"Devanagari", "हिन्दी र्क्षिँ कुॄ ट्ठ्यू द्द्रू", NULL},
    {"Bengali", "বাংলা র্ক্ষিঁ কু ন্ত্রূ", NULL},
    {"Gurmukhi", "ਪੰਜਾਬੀ ਸ੍ਰੀ ਕੂੰ", NULL},
    {"Gujarati", "ગુજરાતી ર્ક્ષિં કૂ", NULL},
    {"Odia", "ଓଡ଼ିଆ ର୍କ୍ଷିଁ କୂ", NULL},
    {"Tamil", "தமிழ் க்ஷூ", NULL},
    {"Telugu", "తెలుగు క్ష్మ్రూ ర్క్షి", NULL},
    {"Kannada", "ಕನ್ನಡ ಕ್ಷ್ಮ್ರೂ", NULL},
    {"Malayalam", "മലയാളം ക്ഷ്മ്രൂ", NULL},
    {"Sinhala", "සිංහල ක්‍ෂ්‍රූ", NULL},
    {"Thai", "ภาษาไทย ที่ ปู่ ก็ ฎุ ปั้ญญู", NULL},
    {"Lao", "ພາສາລາວ ທີ່ ປູ່ ປັ້ນ", NULL},
    {"Khmer", "ភាសាខ្មែរ ស្ត្រី ក្រុ៊ ហ្ស៊ី", NULL},
    {"Burmese", "မြန်မာ ကျွန်ုပ် င်္ဂြို့ မ္မ္ဘူ", NULL},
    {"Tibetan", "བོད་སྐད་ རྒྱུ བསྒྲུབས ཨོཾ་ སྒྲིཾ", NULL},
    {"Mongolian", "ᠮᠣᠩᠭᠣᠯ", NULL},
    {"Javanese", "ꦗꦮꦱ꧀ꦏꦿꦸ", NULL},
    {"Balinese", "ᬩᬮᬶᬓ᭄ᬭᬸ", NULL},
    {"Chinese", "漢字繁體國", NULL},
    {"Japanese", "ひらがなカタカナ", NULL},
    {"Korean", "한국어뷁", NULL},
    {"Armenian", "Հայերեն ֆ", NULL},
    {"Georgian", "ქართული ჭჰ", NULL},
    {"Inuktitut", "ᐃᓄᒃᑎᑐᑦ", NULL},
    {"Cherokee", "ᏣᎳᎩ", NULL},
    {"Lanna", "ᨲᩫ᩠ᩅᨾᩮᩬᩥᨦ", NULL},
    {"Emoji", "👩‍🚀🇲🇦5️⃣👍🏽", NULL},
    {"Mixed", "Été الأخبار ที่ हिन्दी", NULL},
};

/* A wall with real fonts. */
struct wall {
    struct stage stage;
    struct fonts *fonts;
    struct view view;
};

static void wall_init(struct wall *wall, const char *family, bool bold, int height)
{
    stage_init(&wall->stage);
    wall->stage.content = content_create();
    struct theme *theme = wall->stage.theme;
    for (int i = 0; family != NULL && i < FONT_ROLE_COUNT; i++)
        theme->fonts[i].families[0] = family;
    for (int i = 0; i < FONT_ROLE_COUNT; i++)
        theme->fonts[i].weight.values[0] = bold ? FONT_BOLD : FONT_REGULAR;
    wall->fonts = fonts_create(theme, NULL, NULL);
    assert_non_null(wall->fonts);
    text_cache_destroy(wall->stage.text);
    wall->stage.text = text_cache_create(fonts_measure(wall->fonts), 1 << 20);
    wall->view = stage_view(&wall->stage, (struct rect){0, 0, 4000, height});
}

static void wall_finish(struct wall *wall)
{
    stage_finish(&wall->stage);
    fonts_destroy(wall->fonts);
}

struct extent {
    int top, bottom; /* rows with ink; top > bottom: none */
};

/* Fringes of a tenth are no ink. */
static bool row_has_ink(const SDL_Surface *surface, int y)
{
    const uint8_t *row = (const uint8_t *)surface->pixels + (ptrdiff_t)y * surface->pitch;
    for (int x = 0; x < surface->w; x++) {
        uint32_t pixel;
        memcpy(&pixel, row + (size_t)x * 4, sizeof pixel);
        if (pixel >> 24 > 25)
            return true;
    }
    return false;
}

/* Adds the rows in which ITEM leaves ink. */
static void add_ink(struct wall *wall, const struct item *item, struct extent *ink)
{
    int baseline, left;
    SDL_Surface *surface = fonts_render(wall->fonts, &item->run, 0xFFFFFFFF, &baseline, &left);
    for (int y = 0; surface != NULL && y < surface->h; y++) {
        const int row = item->baseline - baseline + y;
        if (!row_has_ink(surface, y))
            continue;
        ink->top = row < ink->top ? row : ink->top;
        ink->bottom = row > ink->bottom ? row : ink->bottom;
    }
    SDL_FreeSurface(surface);
}

/* Three lines of the sample: their ink is in the room that they are said to take, and apart. */
static void check_lines(struct wall *wall, const struct sample *sample, enum font_role role,
                        double scale)
{
    struct pen_style style = {.role = role, .running = true, .scale = scale};
    char text[1024];
    snprintf(text, sizeof text, "%s\n%s\n%s", sample->text, sample->text, sample->text);
    struct list *list = list_create();
    struct pen pen = pen_for(&wall->view, list);
    const struct text_block *block = pen_block(&wall->view, text, 4000, &style);
    assert_false(block->missing);
    assert_int_equal(block->line_count, 3);
    const bool latin = block->lines[0].reach.all.ascent + block->lines[0].reach.all.descent <=
                       pen_font(&wall->view, role).px * (scale > 0 ? scale : 1) * 1.2 + 2;
    const int height = pen_text(&pen, 0, 0, 4000, text, &style);
    struct extent before = {-1000, -1000};
    for (int i = 0, line = 0; line < 3; line++) {
        struct extent ink = {100000, -100000};
        const int baseline = list->items[i].baseline;
        for (; i < list->count && list->items[i].baseline == baseline; i++)
            add_ink(wall, &list->items[i], &ink);
        if (ink.top > ink.bottom)
            fail_msg("%s: no ink", sample->name);
        /* A display leading is as tight as the theme wants, for Latin. */
        if (!latin && (ink.top <= before.bottom || ink.top < 0 || ink.bottom >= height))
            fail_msg("%s, role %d: rows %d to %d of %d, after %d", sample->name, (int)role, ink.top,
                     ink.bottom, height, before.bottom);
        before = ink;
    }
    list_put(list);
}

static void lines_of_no_script_touch(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(samples); i++) {
        for (int bold = 0; bold < 2; bold++) {
            struct wall wall;
            wall_init(&wall, samples[i].family, bold != 0, 2000);
            check_lines(&wall, &samples[i], FONT_TITLE, 0);
            check_lines(&wall, &samples[i], FONT_TITLE, 0.4);
            check_lines(&wall, &samples[i], FONT_BODY, 0);
            check_lines(&wall, &samples[i], FONT_BODY, 0.5);
            wall_finish(&wall);
        }
    }
}

/* A ticker's strip, 84 units high. */
static void a_line_is_not_cut_by_its_strip(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(samples); i++) {
        struct wall wall;
        struct extent ink = {100000, -100000};
        wall_init(&wall, samples[i].family, false, 0);
        wall.view.box.h = (int)lround(84 * wall.view.unit);
        struct pen_style style = {.role = FONT_TICKER, .running = true};
        struct list *list = list_create();
        struct pen pen = pen_for(&wall.view, list);
        const int middle = (wall.view.box.h + pen_cap_height(&wall.view, FONT_TICKER)) / 2;
        pen_line(&pen, 0, middle, 4000, samples[i].text, &style);
        assert_true(list->count > 0);
        for (int k = 0; k < list->count; k++)
            add_ink(&wall, &list->items[k], &ink);
        if (ink.top < 0 || ink.bottom >= wall.view.box.h)
            fail_msg("%s: rows %d to %d of %d", samples[i].name, ink.top, ink.bottom,
                     wall.view.box.h);
        list_put(list);
        wall_finish(&wall);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lines_of_no_script_touch),
        cmocka_unit_test(a_line_is_not_cut_by_its_strip),
    };
    return cmocka_run_group_tests_name("screen/scripts", tests, NULL, NULL);
}
