/* Lines: where they part, and how words are spread. */
#include "fake.h"

#include "base/buffer.h"
#include "content/language.h"

/* The lines of TEXT, joined by '|'. */
static void expect_with(const char *text, const struct text_options *options, const char *lines)
{
    char found[4096] = "";
    size_t used = 0;
    struct text_block *block = fake_block(text, options);
    fake_check(block, options);
    for (int i = 0; i < block->line_count; i++)
        used += (size_t)snprintf(found + used, sizeof found - used, "%s%s", i > 0 ? "|" : "",
                                 fake_line(block, i));
    assert_string_equal(found, lines);
    text_block_destroy(block);
}

static void expect(const char *text, int width, const char *lines)
{
    struct text_options options = fake_options(width);
    expect_with(text, &options, lines);
}

static void lines_part_at_words(void **state)
{
    (void)state;
    expect("one two three", 70, "one two|three");
    expect("one two three", 69, "one|two|three");
    expect("one two three", 130, "one two three");
    expect("one two three", 0, "one two three");
    expect("well-known", 50, "well-|known");
    expect("日本語日本語", 30, "日本語|日本語");
}

static void spaces_hang(void **state)
{
    (void)state;
    expect("one   two", 30, "one|two");
    expect("one two   ", 70, "one two");
    expect("  one two", 50, "  one|two");
    expect("   one", 40, "one"); /* an indent alone makes no line */
    expect("one\xE2\x80\x8E two", 30, "one|two");
}

static void newlines_end_lines(void **state)
{
    (void)state;
    expect("a\nb", 100, "a|b");
    expect("a\n\nb", 100, "a||b");
    expect("a\n", 100, "a");
    expect("\n", 100, "");
    expect("\na", 0, "|a");
    expect("a  \n  ", 0, "a|");
}

static void empty_texts_give_one_line(void **state)
{
    (void)state;
    const char *texts[] = {"", " ", "     ", "\xE2\x80\x8F", "\x01"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        for (int width = 0; width <= 100; width += 50) {
            struct text_options options = fake_options(width);
            options.max_lines = 1;
            options.balance = true;
            struct text_block *block = fake_block(texts[i], &options);
            fake_check(block, &options);
            assert_int_equal(block->line_count, 1);
            assert_int_equal(block->lines[0].piece_count, 0);
            assert_int_equal(block->lines[0].width, 0);
            assert_int_equal(block->lines[0].ascent, 8);
            assert_int_equal(block->lines[0].descent, 2);
            assert_false(block->cut);
            text_block_destroy(block);
        }
    }
}

static void no_line_starts_with_french_punctuation(void **state)
{
    (void)state;
    expect("dit oui\xC2\xA0! Non", 70, "dit|oui\xC2\xA0!|Non");
    expect("dit oui\xE2\x80\xAF; Non", 70, "dit|oui\xE2\x80\xAF;|Non");
    expect("dit oui ! Non", 70, "dit|oui !|Non");
    expect("il a « dit » oui", 80, "il a|« dit »|oui");
    expect("il a « dit », oui", 80, "il a|« dit »,|oui");
    expect("er »sagte« ja", 30 + 50, "er|»sagte«|ja");
    expect("ja »so« er", 80, "ja »so«|er");
}

static void a_dash_ends_a_line_and_begins_a_paragraph(void **state)
{
    (void)state;
    expect("mot — suite", 60, "mot —|suite");
    expect("mots – suite", 60, "mots –|suite");
    expect("mots - suite", 60, "mots -|suite");
    expect("— Oui, dit-il", 60, "— Oui,|dit-il");
    expect("— Oui, dit-il", 50, "—|Oui,|dit-|il"); /* no line has room for both */
}

/* Numbers with their units, groups of digits, titles with names. */
static void what_belongs_together_is_not_parted(void **state)
{
    (void)state;
    static const char *const kept[] = {
        "12 %",     "10 000",  "1 250 000", "20 °C",   "5 km",   "90 km/h",  "5 €",
        "250 MDH",  "€ 12",    "n° 5",      "12 h 30", "12h 30", "06 61 22", "M. Alaoui",
        "Mme Idri", "J. Kerr", "٢٠ ٪",      "١٠ ٠٠٠",  "12 كم",  "5 km.",    "3 m²",
        "oui ?",    "non !",   "dit :",     "oui ?!",  "قال ؟",  "« mot »",
    };
    for (size_t i = 0; i < sizeof kept / sizeof *kept; i++) {
        char text[128], lines[128];
        const int width = 10 * fake_graphemes(kept[i], strlen(kept[i]));
        snprintf(text, sizeof text, "ab %s", kept[i]);
        snprintf(lines, sizeof lines, "ab|%s", kept[i]);
        expect(text, width + 20, lines);
    }
    static const char *const parted[] = {
        "5|kilos", "2025|100", "en 2025|il", "5|C3PO", "de|000", "oui|:nom", "Mme|dit", "12|h3",
    };
    for (size_t i = 0; i < sizeof parted / sizeof *parted; i++) {
        char text[128];
        snprintf(text, sizeof text, "%s", parted[i]);
        char *bar = strchr(text, '|');
        *bar = ' ';
        const char *tail = bar + 1;
        expect(text,
               10 *
                   (int)(strlen(tail) > (size_t)(bar - text) ? strlen(tail) : (size_t)(bar - text)),
               parted[i]);
    }
}

/* What is held and fits on no line parts at its spaces, not inside a number or a word. */
static void held_spaces_give_way_before_words_do(void **state)
{
    (void)state;
    expect("1 000 000 000", 60, "1 000|000|000");
    expect("un\xC2\xA0mot\xC2\xA0"
           "encore",
           60, "un\xC2\xA0mot|encore");
    expect("un\xE2\x80\xAFmot!", 40, "un|mot!");
}

static void the_last_line_has_company(void **state)
{
    (void)state;
    expect("aaa bbb ccc ddd e", 150, "aaa bbb ccc|ddd e");
    expect("aaa bbb ccc ddd eee", 150, "aaa bbb ccc ddd|eee"); /* long enough */
    expect("aaa bbbbbbbbbbb e", 150, "aaa bbbbbbbbbbb|e");     /* at the cost of half a line */
    expect("aaaaaaaaaaaaaaa e", 150, "aaaaaaaaaaaaaaa|e");
    expect("aaa bbb ccc ddd e\nx", 150, "aaa bbb ccc|ddd e|x");
    struct text_options options = fake_options(150);
    options.max_lines = 2;
    expect_with("aaa bbb ccc ddd e", &options, "aaa bbb ccc|ddd e");
    options.max_lines = 1;
    expect_with("aaa bbb ccc ddd e", &options, "aaa bbb ccc");
}

static void long_words_part_by_cluster(void **state)
{
    (void)state;
    char word[201], lines[240];
    memset(word, 'w', 200);
    word[200] = '\0';
    size_t used = 0;
    for (int i = 0; i < 200; i += 30)
        used += (size_t)snprintf(lines + used, sizeof lines - used, "%s%.*s", i > 0 ? "|" : "",
                                 200 - i < 30 ? 200 - i : 30, word);
    expect(word, 300, lines);
    expect("ab cdefghij kl", 40, "ab|cdef|ghij|kl");
    expect("ééééé", 20, "éé|éé|é");
    expect("e\xCC\x81"
           "e\xCC\x81"
           "e\xCC\x81",
           10, "e\xCC\x81|e\xCC\x81|e\xCC\x81");
    expect("👩‍💻👩‍💻🇲🇦🇲🇦", 10,
           "👩‍💻|👩‍💻|🇲🇦|🇲🇦");
    expect("abc", 5, "a|b|c"); /* narrower than a letter: still one a line */
}

static void soft_hyphens_show_where_a_line_ends(void **state)
{
    (void)state;
    struct text_options options = fake_options(60);
    struct text_block *block = fake_block("extra\xC2\xADordinary", &options);
    assert_string_equal(fake_pieces(&block->lines[0]), "[extra][-]");
    assert_string_equal(fake_pieces(&block->lines[1]), "[ordina]");
    text_block_destroy(block);
    options.width = 0;
    block = fake_block("extra\xC2\xADordinary", &options);
    assert_string_equal(fake_pieces(&block->lines[0]), "[extraordinary]");
    text_block_destroy(block);
}

static void balance(const char *text, int width, int max_lines, const char *lines)
{
    struct text_options options = fake_options(width);
    options.balance = true;
    options.max_lines = max_lines;
    expect_with(text, &options, lines);
}

static void balance_leaves_no_lonely_word(void **state)
{
    (void)state;
    balance("aaa bbb ccc ddd e", 150, 0, "aaa bbb|ccc ddd e");
    balance("aaa bbb ccc ddd e", 150, 2, "aaa bbb|ccc ddd e");
    balance("aaa bbb ccc ddd e", 200, 0, "aaa bbb ccc ddd e");
    balance("aaa bbb ccc ddd e\nff gg h", 150, 0, "aaa bbb|ccc ddd e|ff gg h");
    balance("aaa bbb", 30, 0, "aaa|bbb");
    balance("aaaaaaaaa bbbb cccc d", 90, 0, "aaaaaaaaa|bbbb|cccc d");
    balance("aaaaaaaaa bbbb cccc d", 90, 3, "aaaaaaaaa|bbbb|cccc d");
    balance("a bbbbbbbbbb c", 50, 0, "a|bbbbb|bbbbb|c");
    balance("aaa bbb ccc ddd e f g", 70, 2, "aaa bbb|ccc dd");
}

static void measuring_is_modest(void **state)
{
    (void)state;
    char text[4201] = "";
    for (int i = 0; i < 600; i++)
        memcpy(text + 7 * i, "abcdef ", 8);
    struct fake fake;
    struct text_options options = fake_options(1000);
    struct text_block *block =
        text_block_create(&fake_init(&fake)->measure, text, strlen(text), &options);
    assert_int_equal(block->line_count, 43);
    assert_in_range(fake.widths, 600, 1200);
    assert_in_range(fake.faces, 7, 100);
    text_block_destroy(block);
    options.max_lines = 2; /* what is not shown is not measured */
    block = text_block_create(&fake_init(&fake)->measure, text, strlen(text), &options);
    assert_in_range(fake.widths, 28, 90);
    text_block_destroy(block);
}

static void a_long_word_is_not_measured_over_and_over(void **state)
{
    (void)state;
    static char word[60000];
    memset(word, 'w', sizeof word);
    struct fake fake;
    struct text_options options = fake_options(1000);
    struct text_block *block =
        text_block_create(&fake_init(&fake)->measure, word, sizeof word, &options);
    assert_int_equal(block->line_count, 600);
    assert_in_range(fake.bytes, sizeof word, 20 * sizeof word);
    text_block_destroy(block);
}

static void a_name_keeps_its_numeral(void **state)
{
    (void)state;
    expect("le roi Mohammed VI.", 150, "le roi|Mohammed VI.");
    expect("الملك محمد VI", 100, "الملك|محمد VI");
    expect("Charles X, Louis XIV", 140, "Charles X,|Louis XIV");
    expect("the people VIP", 100, "the people|VIP");
    expect("than I", 40, "than|I");
}

/* In the words of ICU, which the dates of the screen are in. */
static void a_day_keeps_its_month(void **state)
{
    (void)state;
    expect("du 1er mars", 80, "du|1er mars");
    expect("en 2025 mars", 70, "en 2025|mars");
    expect("18 marsouins", 90, "18|marsouins");
    for (enum language language = 0; language < LANGUAGE_COUNT; language++) {
        for (int month = 1; month <= 12; month++) {
            struct buffer date;
            buffer_init(&date, 256);
            buffer_add_text(&date, "ab ");
            assert_true(language_date_short(language, DIGITS_WESTERN,
                                            (struct date){2025, month, 18}, &date));
            struct text_options options =
                fake_options(10 * fake_graphemes(buffer_text(&date), date.length) - 20);
            options.direction = DIRECTION_LTR;
            struct text_block *block = fake_block(buffer_text(&date), &options);
            assert_string_equal(fake_line(block, 1), buffer_text(&date) + 3);
            text_block_destroy(block);
            buffer_finish(&date);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lines_part_at_words),
        cmocka_unit_test(spaces_hang),
        cmocka_unit_test(newlines_end_lines),
        cmocka_unit_test(empty_texts_give_one_line),
        cmocka_unit_test(no_line_starts_with_french_punctuation),
        cmocka_unit_test(a_dash_ends_a_line_and_begins_a_paragraph),
        cmocka_unit_test(what_belongs_together_is_not_parted),
        cmocka_unit_test(held_spaces_give_way_before_words_do),
        cmocka_unit_test(the_last_line_has_company),
        cmocka_unit_test(long_words_part_by_cluster),
        cmocka_unit_test(soft_hyphens_show_where_a_line_ends),
        cmocka_unit_test(balance_leaves_no_lonely_word),
        cmocka_unit_test(measuring_is_modest),
        cmocka_unit_test(a_long_word_is_not_measured_over_and_over),
        cmocka_unit_test(a_name_keeps_its_numeral),
        cmocka_unit_test(a_day_keeps_its_month),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
