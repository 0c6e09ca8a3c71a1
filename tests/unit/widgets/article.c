#include "article.h"

#include "base/arena.h"

#include <ctype.h>

enum { PARAGRAPHS = 400, LINES = 4000 };

/* What the pages of an article hold, read back from their lists. */
struct reading {
    struct {
        int paragraph, page, words;
    } lines[LINES];
    int line_count;
    int lines_of[PARAGRAPHS];
    int page_words[PAGES_MAX];
    struct pages pages;
};

/* A line of the body as one text; false for anything else. */
static bool body_line(const struct item *item, char *out, size_t size)
{
    if (item->kind != ITEM_TEXT || item->run.font.role != FONT_BODY)
        return false;
    assert_true(item->run.length < size);
    memcpy(out, item->run.text, item->run.length);
    out[item->run.length] = '\0';
    return true;
}

/* Every word of the line must be the one that follows in the article. */
static void read_line(struct reading *reading, int page, const char *text, int *paragraph,
                      int *word, const int *words)
{
    int used, count = 0, line = reading->line_count++;
    assert_true(line < LINES);
    for (int p, w; sscanf(text, " p%dw%d%n", &p, &w, &used) == 2; text += used, count++) {
        if (*word == words[*paragraph]) {
            assert_int_equal(count, 0); /* a paragraph begins on a line of its own */
            (*paragraph)++;
            *word = 0;
        }
        assert_int_equal(p, *paragraph);
        assert_int_equal(w, (*word)++);
    }
    assert_true(count > 0);
    reading->lines[line].paragraph = *paragraph;
    reading->lines[line].page = page;
    reading->lines_of[*paragraph]++;
    reading->page_words[page] += count;
}

static struct reading *read_back(const struct stage *stage, struct rect box, const int *words,
                                 int count)
{
    struct reading *reading = memory_new(sizeof *reading);
    reading->pages = stage_pages(stage, &widget_article, box);
    int paragraph = 0, word = 0;
    for (int page = 0; page < reading->pages.count; page++) {
        struct list *list = stage_list(stage, &widget_article, box, page, NULL);
        char text[1024];
        for (int i = 0; i < list->count; i++) {
            if (!body_line(&list->items[i], text, sizeof text))
                continue;
            read_line(reading, page, text, &paragraph, &word, words);
            assert_true(holds(box, list->items[i].rect));
        }
        list_put(list);
    }
    assert_int_equal(paragraph, count - 1);
    assert_int_equal(word, words[count - 1]);
    return reading;
}

/* Lines of a paragraph on either side of a page's end: none of a short one, two of a long one. */
static void assert_good_breaks(const struct reading *reading)
{
    for (int i = 1; i < reading->line_count; i++) {
        int p = reading->lines[i].paragraph, before = 0, after = 0;
        if (reading->lines[i].page == reading->lines[i - 1].page ||
            reading->lines[i - 1].paragraph != p)
            continue;
        assert_true(reading->lines_of[p] >= 4);
        for (int k = i - 1; k >= 0 && reading->lines[k].paragraph == p; k--)
            before += reading->lines[k].page == reading->lines[i - 1].page;
        for (int k = i; k < reading->line_count && reading->lines[k].paragraph == p; k++)
            after += reading->lines[k].page == reading->lines[i].page;
        assert_true(before >= 2);
        assert_true(after >= 2);
    }
}

static void assert_durations(const struct reading *reading)
{
    const int title_words = 6;
    for (int page = 0; page < reading->pages.count; page++) {
        int64_t words = reading->page_words[page] + (page == 0 ? title_words : 0);
        int64_t least = words * NS_PER_SECOND / 4;
        if (least < 8 * NS_PER_SECOND)
            least = 8 * NS_PER_SECOND;
        assert_true(reading->pages.duration_ns[page] == least);
    }
}

static void check_article(struct stage *stage, struct rect box, const int *words, int count)
{
    write_article(stage, words, count);
    struct reading *reading = read_back(stage, box, words, count);
    assert_good_breaks(reading);
    assert_durations(reading);
    free(reading);
    text_cache_trim(stage->text);
}

static void every_line_is_on_one_page(void **state)
{
    (void)state;
    struct stage stage;
    stage_init(&stage);
    uint32_t random = 99;
    for (int round = 0; round < 40; round++) {
        int words[24], count = 1 + round % 24;
        for (int p = 0; p < count; p++) {
            random = random * 1664525 + 1013904223;
            words[p] = 1 + (int)((random >> 20) % (round % 3 == 0 ? 30 : 160));
        }
        struct rect box = panel;
        box.w -= round * 13;
        box.h -= round * 3; /* four lines a page at least */
        check_article(&stage, box, words, count);
    }
    stage_finish(&stage);
}

static void ten_thousand_words_can_be_read(void **state)
{
    (void)state;
    struct stage stage;
    stage_init(&stage);
    int words[100];
    for (int p = 0; p < 100; p++)
        words[p] = 100;
    check_article(&stage, panel, words, 100);
    stage_finish(&stage);
}

static void one_paragraph_of_sixteen_kilobytes_can_be_read(void **state)
{
    (void)state;
    struct stage stage;
    stage_init(&stage);
    int words[] = {2000}; /* "p0w1234 " is eight bytes */
    check_article(&stage, panel, words, 1);
    stage_finish(&stage);
}

/* --- what is not there --- */

static void without_an_article_there_is_nothing(void **state)
{
    (void)state;
    struct stage stage;
    stage_init(&stage);
    stage_content(&stage, "{\"social\": {\"label\": \"Follow us\"}}");
    assert_int_equal(stage_pages(&stage, &widget_article, panel).count, 0);
    stage_finish(&stage);
}

static void a_title_alone_is_a_page(void **state)
{
    (void)state;
    struct stage stage;
    stage_init(&stage);
    stage_content(&stage, "{\"article\": {\"title\": \"Nothing but a title\"}}");
    struct pages pages = stage_pages(&stage, &widget_article, panel);
    assert_int_equal(pages.count, 1);
    assert_true(pages.duration_ns[0] == 8 * NS_PER_SECOND);
    struct list *list = stage_list(&stage, &widget_article, panel, 0, NULL);
    assert_true(shows(list, "Nothing but a title"));
    assert_int_equal(list->label_count, 2); /* and the label over it */
    assert_true(list->next_change_ns == MOMENT_NEVER);
    list_put(list);
    stage_finish(&stage);
}

/* --- what stands around the text --- */

static void byline_comments_and_page_are_told(void **state)
{
    (void)state;
    struct stage stage;
    stage_init(&stage);
    stage_sample(&stage);
    struct content *content = content_take(stage.content);
    content->article.byline = "Agencies";
    content->article.at_s = NOON - 3600;
    struct pages pages = stage_pages(&stage, &widget_article, panel);
    assert_in_range(pages.count, 2, 12);
    for (int page = 0; page < pages.count; page++) {
        struct list *list = stage_list(&stage, &widget_article, panel, page, NULL);
        char number[32];
        snprintf(number, sizeof number, "%d of %d", page + 1, pages.count);
        assert_true(shows(list, "Kremlin orders faster push"));
        assert_int_equal(shows(list, "Agencies   ·   11:55"), page == 0);
        assert_true(shows(list, number));
        assert_true(shows(list, "Comments (0)"));
        assert_int_equal(items_of(list, ITEM_RECT), pages.count); /* the marks */
        assert_true(list->next_change_ns == (NOON + 11 * 3600 + 300) * NS_PER_SECOND);
        list_put(list);
    }
    stage.moment = moment_at(NOON + SECONDS_PER_DAY);
    struct list *list = stage_list(&stage, &widget_article, panel, 0, NULL);
    assert_true(shows(list, "Agencies   ·   19 March"));
    list_put(list);
    content_put(content);
    stage_finish(&stage);
}

/* A byline of any length leaves the time in place, cut by an ellipsis at worst. */
static void a_long_byline_is_cut(void **state)
{
    (void)state;
    struct stage stage;
    stage_init(&stage);
    stage_sample(&stage);
    char byline[3000];
    memset(byline, 'x', sizeof byline);
    byline[sizeof byline - 1] = '\0';
    ((struct content *)stage.content)->article.byline = byline;
    struct list *list = stage_list(&stage, &widget_article, panel, 0, NULL);
    assert_true(shows(list, "xxxxxxxx"));
    for (int i = 0; i < list->count; i++)
        assert_true(holds(panel, list->items[i].rect));
    list_put(list);
    stage_finish(&stage);
}

/* However long the title is, all of it and all of the text can be read. */
static void a_long_title_leaves_room_for_the_text(void **state)
{
    (void)state;
    struct stage stage;
    stage_init(&stage);
    int words[] = {60, 20, 90};
    for (int length = 10; length <= 400; length += 39) {
        write_article(&stage, words, 3);
        struct buffer title;
        buffer_init(&title, TEXT_BYTES_MAX);
        for (int i = 0; i < length; i++)
            buffer_print(&title, "t%d ", i);
        ((struct content *)stage.content)->article.title = buffer_text(&title);
        struct pages pages = stage_pages(&stage, &widget_article, panel);
        struct buffer all;
        buffer_init(&all, 1024 * 1024);
        for (int page = 0; page < pages.count; page++) {
            struct list *list = stage_list(&stage, &widget_article, panel, page, NULL);
            for (int i = 0; i < list->count; i++)
                assert_true(holds(panel, list->items[i].rect));
            char *text = all_text(list);
            buffer_print(&all, "%s\n", text);
            free(text);
            list_put(list);
        }
        char last[16];
        snprintf(last, sizeof last, "t%d", length - 1);
        assert_non_null(strstr(buffer_text(&all), last));
        assert_non_null(strstr(buffer_text(&all), "p2w89"));
        assert_true(pages.count < 20);
        buffer_finish(&all);
        buffer_finish(&title);
    }
    stage_finish(&stage);
}

/* Pixels of the title's letters on PAGE. */
static int title_px(const struct stage *stage, struct rect box, double unit, int page)
{
    int px = 0;
    struct view view = stage_view(stage, box);
    view.unit = unit;
    struct list *list = list_create();
    widget_article.build(&view, page, list);
    for (int i = 0; i < list->count; i++)
        if (list->items[i].kind == ITEM_TEXT && list->items[i].run.font.role == FONT_TITLE)
            px = list->items[i].run.font.px;
    list_put(list);
    return px;
}

/* Over the pages that follow it is smaller than on the first, yet no smaller than the text is. */
static void no_title_is_smaller_than_the_text(void **state)
{
    (void)state;
    struct stage stage;
    stage_init(&stage);
    int words[] = {400};
    for (int body = 20; body <= 44; body++) {
        for (int step = 4; step <= 12; step++) {
            const double unit = step / 10.0;
            write_article(&stage, words, 1);
            stage.theme->fonts[FONT_TITLE].size = 40;
            stage.theme->fonts[FONT_BODY].size = body;
            struct rect box = {0, 0, (int)(800 * unit), (int)(624 * unit)};
            int text = (int)lround(body * unit), running = (int)lround(40 * unit * 0.56);
            assert_int_equal(title_px(&stage, box, unit, 0), lround(40 * unit));
            assert_int_equal(title_px(&stage, box, unit, 1), text > running ? text : running);
            char title[1024]; /* set as small as it may be */
            memset(title, 'x', sizeof title);
            for (size_t i = 9; i < sizeof title; i += 10)
                title[i] = ' ';
            title[sizeof title - 1] = '\0';
            ((struct content *)stage.content)->article.title = title;
            int least = text > (int)lround(40 * unit) ? (int)lround(40 * unit) : text;
            assert_true(title_px(&stage, box, unit, 0) >= least);
            assert_true(title_px(&stage, box, unit, 1) >= text);
        }
    }
    stage_finish(&stage);
}

/* --- the picture --- */

static void a_picture_stands_beside_or_above_the_text(void **state)
{
    (void)state;
    struct stage stage;
    stage_init(&stage);
    const struct rect tall = {72, 200, 936, 900};
    const int sizes[][2] = {
        {1600, 900}, {900, 1600}, {600, 400}, {1600, 16}, {10, PICTURE_SIDE_MAX}};
    for (size_t i = 0; i < COUNT_OF(sizes); i++) {
        int words[] = {60, 20, 90, 200};
        write_article(&stage, words, 4);
        set_picture(&stage, sizes[i][0], sizes[i][1]);
        struct rect beside = picture_rect(&stage, panel);
        assert_int_equal(beside.x + beside.w, panel.x + panel.w);
        assert_true(beside.w < panel.w / 2);
        struct rect above = picture_rect(&stage, tall);
        /* Neither high ones, nor those that would have to be blown up. */
        bool fills = sizes[i][0] > sizes[i][1] && sizes[i][1] > 200;
        assert_true(fills ? above.w == tall.w : above.w < tall.w / 2);
        struct reading *reading = read_back(&stage, panel, words, 4);
        assert_good_breaks(reading);
        free(reading);
    }
    stage_finish(&stage);
}

/* The text that begins beside or below a picture goes on over the whole width: not a word is
 * lost or told twice on the way, and no lone line is left. */
static void every_line_is_on_one_page_with_a_picture(void **state)
{
    (void)state;
    struct stage stage;
    stage_init(&stage);
    uint32_t random = 5;
    for (int round = 0; round < 40; round++) {
        int words[12], count = 1 + round % 12;
        for (int p = 0; p < count; p++) {
            random = random * 1664525 + 1013904223;
            words[p] = 1 + (int)((random >> 20) % (round % 3 == 0 ? 30 : 160));
        }
        write_article(&stage, words, count);
        set_picture(&stage, 300 + round * 30, 900);
        struct rect box = panel;
        box.w -= round * 9;
        box.h += round % 2 == 0 ? 0 : 400;
        struct reading *reading = read_back(&stage, box, words, count);
        assert_good_breaks(reading);
        assert_durations(reading);
        free(reading);
        text_cache_trim(stage.text);
    }
    stage_finish(&stage);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_line_is_on_one_page),
        cmocka_unit_test(ten_thousand_words_can_be_read),
        cmocka_unit_test(one_paragraph_of_sixteen_kilobytes_can_be_read),
        cmocka_unit_test(without_an_article_there_is_nothing),
        cmocka_unit_test(a_title_alone_is_a_page),
        cmocka_unit_test(byline_comments_and_page_are_told),
        cmocka_unit_test(a_long_byline_is_cut),
        cmocka_unit_test(a_long_title_leaves_room_for_the_text),
        cmocka_unit_test(no_title_is_smaller_than_the_text),
        cmocka_unit_test(every_line_is_on_one_page_with_a_picture),
        cmocka_unit_test(a_picture_stands_beside_or_above_the_text),
    };
    return cmocka_run_group_tests_name("widgets/article", tests, NULL, NULL);
}
