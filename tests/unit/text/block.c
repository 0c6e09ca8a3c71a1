/* Blocks: ellipsis, tracking, metrics, and whatever may come in. */
#include "fake.h"

static struct text_block *cut(const char *text, int width, int max_lines,
                              enum text_direction direction)
{
    struct text_options options = fake_options(width);
    options.max_lines = max_lines;
    options.direction = direction;
    struct text_block *block = fake_block(text, &options);
    fake_check(block, &options);
    return block;
}

static void expect_cut(const char *text, int width, const char *pieces)
{
    struct text_block *block = cut(text, width, 1, DIRECTION_AUTO);
    assert_int_equal(block->line_count, 1);
    assert_string_equal(fake_pieces(&block->lines[0]), pieces);
    assert_int_equal(block->cut, strstr(pieces, "…") != NULL);
    assert_int_equal(block->lines[0].ellipsis, block->cut);
    text_block_destroy(block);
}

static void the_ellipsis_stands_where_reading_ends(void **state)
{
    (void)state;
    expect_cut("Hello world", 110, "[Hello world]");
    expect_cut("Hello world", 100, "[Hello wor][…]");
    expect_cut("Hello world", 70, "[Hello][…]"); /* no space before it */
    expect_cut("Hello world", 10, "[…]");
    expect_cut("مرحبا بكم", 70, "<[…]<[مرحبا]");
    expect_cut("مرحبا بكم", 80, "<[…]<[مرحبا ب]");
    expect_cut("مرحبا abcdef", 100, "<[…][abc]<[مرحبا ]");
    expect_cut("abc مرحبا", 70, "[abc ]<[مر][…]");
    expect_cut("abcdefgh", 40, "[abc][…]");
    expect_cut("👩‍💻👩‍💻👩‍💻", 20, "[👩‍💻][…]");
    expect_cut("Hello  ", 50, "[Hello]");
    expect_cut("Hello\n  \n", 60, "[Hello]");
    expect_cut("Hello\nworld", 100, "[Hello][…]");
    expect_cut("Hello\nworld", 50, "[Hell][…]");
    expect_cut("Hello\nworld", 0, "[Hello][…]");
    expect_cut("\nworld", 50, "[…]");
    expect_cut("oui\xC2\xA0! Non", 50, "[oui][…]");
    expect_cut("oui, non", 60, "[oui][…]");
    expect_cut("نعم، لا", 60, "<[…]<[نعم]");
}

/* As long as that costs a fifth of the line at most. */
static void the_ellipsis_stands_after_a_word_where_it_can(void **state)
{
    (void)state;
    expect_cut("Kremlin orders faster push", 240, "[Kremlin orders faster][…]");
    expect_cut("Kremlin orders faster push", 230, "[Kremlin orders faster][…]");
    expect_cut("aa bbbbbbbbbbbbbbbb", 150, "[aa bbbbbbbbbbb][…]");
    expect_cut("日本語日本語", 50, "[日本語日][…]");
    expect_cut("أخبار اليوم من الرباط", 180, "<[…]<[أخبار اليوم من]");
}

/* The face of the run that is the ellipsis of TEXT, cut at WIDTH. */
static int ellipsis_face(const char *text, int width)
{
    int face = -1;
    struct text_block *block = cut(text, width, 1, DIRECTION_AUTO);
    for (int i = 0; i < block->lines[0].piece_count; i++)
        if (memcmp(block->lines[0].pieces[i].run.text, "…", 3) == 0)
            face = block->lines[0].pieces[i].run.face;
    text_block_destroy(block);
    return face;
}

/* Clusters are cut whole, the sign stands at the end of the line's own direction whatever the
 * last letters are, and looks like them where their face has it. */
static void the_ellipsis_fits_its_line(void **state)
{
    (void)state;
    expect_cut("خبر OCP Group", 80, "<[…][OCP]<[خبر ]");
    expect_cut("OCP تعلن عن", 90, "[OCP ]<[تعلن][…]");
    expect_cut("في 2025 و2026", 100, "<[…][2025]<[في ]");
    expect_cut("🇲🇦🇲🇦🇲🇦", 20, "[🇲🇦][…]");
    expect_cut("é́é́é́", 20, "[é́][…]");
    expect_cut("مُحَمَّدٌ", 30, "<[…]<[مُحَ]");
    assert_int_equal(ellipsis_face("Hello world", 70), FAKE_LATIN);
    assert_int_equal(ellipsis_face("ⴰⵣⵓⵍ ⴰⵣⵓⵍ", 60), FAKE_LATIN); /* Tifinagh's has none */
    assert_int_equal(ellipsis_face("👩‍💻👩‍💻👩‍💻", 20), FAKE_REST);
}

static void a_line_too_narrow_for_an_ellipsis_is_empty(void **state)
{
    (void)state;
    struct text_block *block = cut("Hello", 5, 1, DIRECTION_AUTO);
    assert_int_equal(block->lines[0].piece_count, 0);
    assert_int_equal(block->lines[0].width, 0);
    assert_true(block->cut);
    text_block_destroy(block);
}

static void only_the_last_permitted_line_is_cut(void **state)
{
    (void)state;
    struct text_block *block = cut("one two three four", 50, 3, DIRECTION_AUTO);
    assert_int_equal(block->line_count, 3);
    assert_string_equal(fake_line(block, 0), "one");
    assert_string_equal(fake_line(block, 1), "two");
    assert_string_equal(fake_pieces(&block->lines[2]), "[thre][…]");
    assert_string_equal(fake_line(block, 2), "thre");
    assert_false(block->lines[1].ellipsis);
    assert_true(block->lines[2].ellipsis);
    text_block_destroy(block);
    block = cut("one two three four", 50, 4, DIRECTION_AUTO);
    assert_int_equal(block->line_count, 4);
    assert_false(block->cut);
    text_block_destroy(block);
    block = cut("abcdefghijklmnop", 50, 2, DIRECTION_AUTO);
    assert_string_equal(fake_line(block, 0), "abcde");
    assert_string_equal(fake_pieces(&block->lines[1]), "[fghi][…]");
    text_block_destroy(block);
}

static void pieces_point_into_the_block(void **state)
{
    (void)state;
    struct text_block *block = cut("abc \xE2\x80\x8E مرحبا defghijk", 150, 1, DIRECTION_AUTO);
    assert_true(block->cut);
    for (int i = 0; i < block->lines[0].piece_count; i++) {
        const char *text = block->lines[0].pieces[i].run.text;
        assert_true(text >= block->text && text < block->text + 4 * strlen(block->text) + 8);
    }
    text_block_destroy(block);
}

static void tracked(const char *text, int width, const char *pieces, int expected_width)
{
    struct text_options options = fake_options(width);
    options.tracking = 3;
    options.max_lines = width > 0 ? 1 : 0;
    struct text_block *block = fake_block(text, &options);
    fake_check(block, &options);
    assert_string_equal(fake_pieces(&block->lines[0]), pieces);
    assert_int_equal(block->lines[0].width, expected_width);
    text_block_destroy(block);
}

static void tracking_spaces_out_what_does_not_join(void **state)
{
    (void)state;
    tracked("abc", 0, "[a][b][c]", 36);
    tracked("e\xCC\x81z", 0, "[e\xCC\x81][z]", 23);
    tracked("مرحبا", 0, "<[مرحبا]", 50);
    tracked("नमस्ते", 0, "[नमस्ते]", 10 * fake_graphemes("नमस्ते", strlen("नमस्ते")));
    tracked("ⴰⵣ", 0, "[ⴰ][ⵣ]", 23);
    tracked("אב", 0, "<[ב]<[א]", 23);
    tracked("ab مرحبا", 0, "[a][b][ ]<[مرحبا]", 89);
    tracked("abc", 36, "[a][b][c]", 36);
    tracked("abcd", 48, "[a][b][…]", 36);
}

static void tracked_lines_fit(void **state)
{
    (void)state;
    struct text_options options = fake_options(36);
    options.tracking = 3;
    struct text_block *block = fake_block("abc def ghij", &options);
    fake_check(block, &options);
    assert_int_equal(block->line_count, 4);
    assert_string_equal(fake_line(block, 0), "abc");
    assert_string_equal(fake_line(block, 2), "ghi");
    text_block_destroy(block);
}

static void lines_are_as_tall_as_their_tallest_face(void **state)
{
    (void)state;
    struct text_block *block = cut("abc\nⴰⵣⵓⵍ abc\n", 0, 0, DIRECTION_AUTO);
    assert_int_equal(block->lines[0].ascent, 8);
    assert_int_equal(block->lines[0].descent, 2);
    assert_int_equal(block->lines[1].ascent, 12);
    assert_int_equal(block->lines[1].descent, 4);
    assert_int_equal(block->width, 80);
    text_block_destroy(block);
}

/* Shapes a whole wider than its parts, as kerning and joining can. */
static int swelling_width(void *self, const struct text_run *run)
{
    return fake_width(self, run) + (memchr(run->text, ' ', run->length) != NULL ? 7 : 0);
}

static void real_widths_decide(void **state)
{
    (void)state;
    struct fake fake;
    struct text_options options = fake_options(70);
    fake_init(&fake)->measure.width = swelling_width;
    struct text_block *block = text_block_create(&fake.measure, "one two three", 13, &options);
    assert_string_equal(fake_line(block, 0), "one");
    assert_string_equal(fake_line(block, 1), "two");
    text_block_destroy(block);
}

/* The pieces of one line of TEXT put together again in reading order; how many there were. */
static int pieces_of(const char *text, size_t most, char *joined)
{
    const struct text_options options = fake_options(0);
    struct text_block *block = fake_block(text, &options);
    fake_check(block, &options);
    const struct text_line *line = &block->lines[0];
    const int count = line->piece_count;
    size_t used = 0;
    for (int i = 0; i < count; i++) {
        const struct text_run *run = &line->pieces[block->rtl ? count - 1 - i : i].run;
        assert_true(run->length <= most);
        assert_true(run->rtl == block->rtl);
        memcpy(joined + used, run->text, run->length); /* no more than TEXT has, which fits */
        used += run->length;
    }
    joined[used] = '\0';
    assert_int_equal(line->width, 10 * fake_graphemes(joined, strlen(joined)));
    text_block_destroy(block);
    return count;
}

/* WORD so many times, terminated; it must fit. */
static void repeat(char *out, size_t size, const char *word, int times)
{
    size_t length = strlen(word), used = 0;
    assert_true((size_t)times * length < size);
    for (int n = 0; n < times; n++, used += length)
        memcpy(out + used, word, length);
    out[used] = '\0';
}

static void long_runs_end_with_a_word(void **state)
{
    (void)state;
    static const char *const words[] = {
        "word ", "\xD9\x83\xD9\x84\xD9\x85\xD8\xA9 " /* Arabic, two bytes a letter */,
        "e\xCC\x81t\xC3\xA9  " /* a mark, and two spaces */,
        "\xE6\xBC\xA2\xE5\xAD\x97" /* Chinese, no space */};
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        char text[4096], joined[4096];
        repeat(text, sizeof text, words[i], 200);
        assert_true(pieces_of(text, words[i][strlen(words[i]) - 1] == ' ' ? 160 : 3 * 128, joined) >
                    3);
        const size_t visible = strlen(joined); /* what hangs at the end is no part of a line */
        assert_memory_equal(text, joined, visible);
        assert_int_equal(strspn(text + visible, " "), strlen(text) - visible);
    }
}

static void a_run_begins_where_a_word_does(void **state)
{
    (void)state;
    char text[4096];
    repeat(text, sizeof text, "\xD9\x85\xD8\xB1\xD8\xAD\xD8\xA8\xD8\xA7 ", 100);
    const struct text_options options = fake_options(0);
    struct text_block *block = fake_block(text, &options);
    assert_true(block->lines[0].piece_count > 5);
    for (int i = 0; i < block->lines[0].piece_count; i++) {
        const struct text_run *run = &block->lines[0].pieces[i].run;
        assert_true(run->text == block->text || run->text[-1] == ' ');
    }
    text_block_destroy(block);
}

static void a_word_without_an_end_is_parted(void **state)
{
    (void)state;
    char text[4096], joined[4096];
    memset(text, 'x', sizeof text - 1);
    text[sizeof text - 1] = '\0';
    assert_in_range(pieces_of(text, 128, joined), 32, 32);
    assert_string_equal(text, joined);
}

/* Letters that join are never parted, however long the word, as long as memory can hold it; where
 * some do not join, runs part there. */
static void joined_letters_are_not_parted(void **state)
{
    (void)state;
    char text[8192], joined[8192];
    repeat(text, sizeof text, "ب", 1000);
    assert_int_equal(pieces_of(text, sizeof text, joined), 1);
    assert_string_equal(text, joined);
    repeat(text, sizeof text, "بَ", 1000);
    assert_int_equal(pieces_of(text, sizeof text, joined), 1);
    repeat(text, sizeof text, "ܒܒܒ", 300);
    assert_int_equal(pieces_of(text, sizeof text, joined), 1);
    repeat(text, sizeof text, "ߒ", 1000);
    assert_int_equal(pieces_of(text, sizeof text, joined), 1);
    repeat(text, sizeof text, "با", 500); /* an alef joins to nothing after it */
    assert_in_range(pieces_of(text, 2 * 130, joined), 7, 8);
    struct text_options options = fake_options(0);
    options.font.px = 400;
    repeat(text, sizeof text, "ب", 1000);
    struct text_block *block = fake_block(text, &options);
    for (int i = 0; i < block->lines[0].piece_count; i++)
        assert_true(block->lines[0].pieces[i].run.length <= 2 * 256);
    text_block_destroy(block);
}

static void a_run_of_usual_length_stays_whole(void **state)
{
    (void)state;
    char joined[256];
    assert_int_equal(pieces_of("A headline of usual length is one", 64, joined), 1);
}

static void a_megabyte_is_set_in_time(void **state)
{
    (void)state;
    const size_t big = 1 << 20;
    const char *parts[] = {"word ",        "w",         "(",    "[(",  "\xE2\x81\xA6",
                           "\xE2\x80\xAE", "e\xCC\x81", "ب",    "ب1",  "\xE2\x80\x8D",
                           "👩‍💻",  "\n",        "\xFF", "กขค", "日本"};
    char *text = malloc(big);
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        const size_t step = strlen(parts[i]);
        for (size_t at = 0; at < big; at++)
            text[at] = parts[i][at % step];
        for (int max_lines = 0; max_lines <= 2; max_lines += 2) {
            struct fake fake;
            struct text_options options = fake_options(1000);
            options.max_lines = max_lines;
            options.balance = max_lines > 0;
            struct text_block *block =
                text_block_create(&fake_init(&fake)->measure, text, big, &options);
            assert_true(strlen(block->text) <= 65536);
            fake_check(block, &options);
            text_block_destroy(block);
        }
    }
    free(text);
}

static uint32_t next_random(uint32_t *seed)
{
    *seed ^= *seed << 13;
    *seed ^= *seed >> 17;
    *seed ^= *seed << 5;
    return *seed;
}

/* Half of it letters that matter to the algorithms, half any bytes. */
static size_t random_text(uint32_t *seed, char *text, size_t room)
{
    static const char *const parts[] = {" ",
                                        "\n",
                                        "a",
                                        "ab ",
                                        "é",
                                        "ب",
                                        "مر",
                                        "ⴰ",
                                        "א",
                                        "(",
                                        ")",
                                        "1",
                                        "٣",
                                        "%",
                                        ":",
                                        "-",
                                        ".",
                                        "🇲🇦",
                                        "👩‍💻",
                                        "\xE2\x80\x8D",
                                        "\xE2\x80\x8F",
                                        "\xE2\x80\x8E",
                                        "\xE2\x81\xA6",
                                        "\xE2\x81\xA7",
                                        "\xE2\x81\xA9",
                                        "\xE2\x80\xAE",
                                        "\xE2\x80\xAC",
                                        "\xC2\xAD",
                                        "\xCC\x81",
                                        "\xD8\x80",
                                        "\xC2\xA0",
                                        "«",
                                        "»",
                                        "ก",
                                        "日",
                                        "क्षि",
                                        "\t",
                                        "\xEE\x80\x80"};
    const bool bytes = next_random(seed) % 4 == 0;
    size_t length = 0;
    const size_t wanted = next_random(seed) % room;
    while (length + 16 < wanted) {
        const char *part = parts[next_random(seed) % (sizeof parts / sizeof *parts)];
        if (bytes && next_random(seed) % 2 == 0) {
            text[length++] = (char)next_random(seed);
        } else {
            memcpy(text + length, part, strlen(part));
            length += strlen(part);
        }
    }
    return length;
}

static void any_bytes_are_set(void **state)
{
    (void)state;
    uint32_t seed = 20250319;
    for (int round = 0; round < 4000; round++) {
        char text[200];
        const size_t length = random_text(&seed, text, round % 10 == 0 ? 200 : 60);
        struct text_options options = fake_options((int)(next_random(&seed) % 160));
        options.max_lines = (int)(next_random(&seed) % 4);
        options.direction = (enum text_direction)(next_random(&seed) % 3);
        options.fallback_rtl = next_random(&seed) % 2 == 0;
        options.balance = next_random(&seed) % 2 == 0;
        options.tracking = next_random(&seed) % 3 == 0 ? 3 : 0;
        struct fake fake;
        char *exact = malloc(length > 0 ? length : 1); /* so that a read beyond it is seen */
        memcpy(exact, text, length);
        struct text_block *block =
            text_block_create(&fake_init(&fake)->measure, exact, length, &options);
        free(exact);
        fake_check(block, &options);
        text_block_destroy(block);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_ellipsis_stands_where_reading_ends),
        cmocka_unit_test(the_ellipsis_stands_after_a_word_where_it_can),
        cmocka_unit_test(the_ellipsis_fits_its_line),
        cmocka_unit_test(a_line_too_narrow_for_an_ellipsis_is_empty),
        cmocka_unit_test(only_the_last_permitted_line_is_cut),
        cmocka_unit_test(pieces_point_into_the_block),
        cmocka_unit_test(tracking_spaces_out_what_does_not_join),
        cmocka_unit_test(tracked_lines_fit),
        cmocka_unit_test(lines_are_as_tall_as_their_tallest_face),
        cmocka_unit_test(real_widths_decide),
        cmocka_unit_test(long_runs_end_with_a_word),
        cmocka_unit_test(a_run_begins_where_a_word_does),
        cmocka_unit_test(a_word_without_an_end_is_parted),
        cmocka_unit_test(joined_letters_are_not_parted),
        cmocka_unit_test(a_run_of_usual_length_stays_whole),
        cmocka_unit_test(a_megabyte_is_set_in_time),
        cmocka_unit_test(any_bytes_are_set),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
