#include "../check.h"

#include "formats/html.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "base/memory.h"
#include "content/content.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* The paragraphs with "|" between them; line ends are "/". */
static char *joined(const struct html_text *html)
{
    struct buffer out;
    buffer_init(&out, 1 << 24);
    for (int i = 0; i < html->paragraph_count; i++) {
        if (i > 0)
            buffer_add_text(&out, "|");
        for (const char *at = html->paragraphs[i]; *at != '\0'; at++)
            buffer_add(&out, *at == '\n' ? "/" : at, 1);
    }
    return buffer_take(&out);
}

static void assert_html(const char *text, const char *expected)
{
    struct arena *arena = arena_create();
    struct html_text html = html_read(arena, text, strlen(text));
    char *paragraphs = joined(&html);
    if (strcmp(paragraphs, expected) != 0)
        fail_msg("\"%s\":\nread     \"%s\",\nexpected \"%s\"", text, paragraphs, expected);
    assert_false(html.cut);
    free(paragraphs);
    arena_destroy(arena);
}

static void assert_line(const char *text, const char *expected)
{
    struct arena *arena = arena_create();
    const char *line = html_read_line(arena, text, strlen(text));
    if (expected == NULL)
        assert_null(line);
    else
        assert_string_equal(line, expected);
    arena_destroy(arena);
}

static void assert_image(const char *text, const char *expected)
{
    struct arena *arena = arena_create();
    struct html_text html = html_read(arena, text, strlen(text));
    if ((html.image_url == NULL) != (expected == NULL) ||
        (expected != NULL && strcmp(html.image_url, expected) != 0))
        fail_msg("\"%s\": \"%s\"", text, html.image_url != NULL ? html.image_url : "no picture");
    arena_destroy(arena);
}

static void test_paragraphs(void **state)
{
    (void)state;
    assert_html("", "");
    assert_html("<p> </p>\n<p>&nbsp;</p><div></div>", "");
    assert_html("<p>One <b>bold</b> word.</p>\n<p>Two\n  lines.</p>", "One bold word.|Two lines.");
    assert_html("plain text", "plain text");
    assert_html("<em>x</em> y <a href=\"/z\">z</a>!", "x y z!");
    assert_html("before<div>within<p>deeper</p></div>after", "before|within|deeper|after");
    assert_html("<h2>Head</h2>text<blockquote><p>quoted</p></blockquote>", "Head|text|quoted");
    assert_html("<section><article><header>A</header><p>B</article></section>C", "A|B|C");
    assert_html("a<br>b<br/>c", "a/b/c");
    assert_html("a<br><br>b<br>\n<br> c<br>&nbsp;<br>d", "a|b|c|d");
    assert_html("<p><br>a<br></p><br>b", "a|b");
    assert_html("a<hr>b", "a|b");
    assert_html("<pre>a\n  b\nc</pre>d", "a/b/c|d");
    assert_html("x <b> y</b> <i>z</i>", "x y z");
    assert_html("x<b> y</b><i> z</i>", "x y z");
    assert_html("un<wbr>broken wo<b>rd</b>s", "unbroken words");
    assert_html("<html><head><title>T</title><meta charset=windows-1256></head><body>"
                "\xD9\x85</body></html>",
                "\xD9\x85");
}

static void test_plain_text(void **state)
{
    (void)state;
    assert_html("a\nb\n\nc\r\n \r\n\r\nd\n", "a b|c|d");
    assert_html("1 < 2 & 3 > 2, a <b, <3", "1 < 2 & 3 > 2, a <b, <3");
    assert_html("AT&T &unknown; &#; &#x; & &;", "AT&T &unknown; &#; &#x; & &;");
    assert_html("<p>1 < 2</p>", "1 < 2");
    assert_html("<p class=\"a>b <i>c</i>", "b c");
}

static void test_lists(void **state)
{
    (void)state;
    assert_html("x<ul><li>a</li><li>b</li></ul>y", "x|\xE2\x80\xA2 a/\xE2\x80\xA2 b|y");
    assert_html("<ol><li>a<li>b</ol>", "1. a/2. b");
    assert_html("<ol start=3><li>a<li value=\"7\">b<li>c</ol>", "3. a/7. b/8. c");
    assert_html("<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>",
                "\xE2\x80\xA2 a/\xE2\x80\x93 b/\xE2\x80\xA2 c");
    assert_html("<ol><li>a<ol><li>b</ol><li>c</ol>", "1. a/1. b/2. c");
    assert_html("<ul><li><p>a</p><p>b</p></li><li></li><li> <br>c</li></ul>",
                "\xE2\x80\xA2 a/b/\xE2\x80\xA2 c");
    assert_html("<li>stray</li>x", "\xE2\x80\xA2 stray/x");
    assert_html("<dl><dt>a</dt><dd>b</dd></dl>", "a/b");
    assert_html("<ul></ul><p>x</p>", "x");
    assert_html("<ul><li></li></ul>x", "x");
}

static void test_tables(void **state)
{
    (void)state;
    assert_html("x<table><caption>T</caption><thead><tr><th>a</th><th>b</th></tr></thead>"
                "<tr><td>1</td><td>2</td></tr></table>y",
                "x|T/a \xC2\xB7 b/1 \xC2\xB7 2|y");
    assert_html("<table><tr><td><p>a</p></td><td><p>b</p><p>c</p></td></tr></table>",
                "a \xC2\xB7 b/c");
    assert_html("<table><tr><td></td><td>b</td></tr><tr><td>c</td><td> </td></tr></table>", "b/c");
}

/* A page laid out with a table, or one long list, is not one paragraph. */
static void test_long_tables_are_broken(void **state)
{
    (void)state;
    static char text[40000] = "<table><tr><td>";
    size_t length = strlen(text);
    for (int i = 0; i < 30; i++) {
        memcpy(text + length, "<p>", 3);
        memset(text + length + 3, 'x', 1000);
        length += 1003;
    }
    struct arena *arena = arena_create();
    struct html_text html = html_read(arena, text, length);
    assert_int_equal(html.paragraph_count, 8);
    assert_int_equal(strlen(html.paragraphs[0]), 4003);
    assert_false(html.cut);
    arena_destroy(arena);
}

static void test_dropped(void **state)
{
    (void)state;
    assert_html("a<script>if (1 < 2) document.write('<p>x</p>')</script>b", "ab");
    assert_html("a<SCRIPT src=x />b", "ab");
    assert_html("a<script>var s = '<!--';</scripts></script >b", "ab");
    assert_html("a<style>p { color: red }</style>b<script>never ends", "ab");
    assert_html("at <del>nine</del> ten, <s>100</s> <strike>90</strike> 80", "at ten, 80");
    assert_html("a<noscript>x</noscript>b<iframe src=y>x</iframe>c", "abc");
    assert_html("a<form><p>x<input value=y>z</p></form>b", "a|b");
    assert_html("<b>a</b><nav>x</nav>b<div hidden>y</div>c", "a|b|c");
    assert_html("<p>a<button>x</button><select><option>y</select><textarea>z</textarea>b", "ab");
    assert_html("a<svg><title>x</title><text>y</text></svg>b", "ab");
    assert_html("<figure><img src=a.jpg><figcaption>x</figcaption></figure>b", "b");
    assert_html("<p>a<span style='DISPLAY : none'>x</span><b hidden>y</b></p>"
                "<div style=\"visibility:hidden\"><p>z</p></div>b",
                "a|b");
    assert_html("a<!-- x > y -->b<!-->c<!--->d<!--[if mso]><p>x</p><![endif]-->e", "abcde");
    assert_html("a<?php x ?>b<!DOCTYPE html SYSTEM \"file:///etc/passwd\">c</ x>d", "abcd");
    assert_html("<![CDATA[<p>a</p>]]>b ]]>", "a|b ]]>");
    assert_html("<a title=\"a > b <script>\">x</a><a title='>>'>y</a>", "xy");
    assert_html("<video><source src=x>no video</video><audio>x</audio><object>y</object>z", "z");
}

static void test_entities_once(void **state)
{
    (void)state;
    assert_html("&amp;lt;b&amp;gt; &lt;b&gt; &amp;amp; &amp;#8217; &#38;lt;",
                "&lt;b&gt; <b> &amp; &#8217; &lt;");
    assert_html("&quot;&apos;&comma;&period;&colon;&lbrack;&rbrack;&hellip;&lsquo;&rsquo;",
                "\"',.:[]\xE2\x80\xA6\xE2\x80\x98\xE2\x80\x99");
    assert_html("a&NewLine;b&Tab;c&excl;&AMP;&LT;&scaron;&Zcaron;&Abreve;&zdot;",
                "a b c!&<\xC5\xA1\xC5\xBD\xC4\x82\xC5\xBC");
    assert_html("&eacute;&Eacute;&euro;&rarr;&alpha;",
                "\xC3\xA9\xC3\x89\xE2\x82\xAC\xE2\x86\x92\xCE\xB1");
    assert_html("&#8217;&#x2019;&#X2019;&#146;&#x92;&#128;",
                "\xE2\x80\x99\xE2\x80\x99\xE2\x80\x99\xE2\x80\x99\xE2\x80\x99\xE2\x82\xAC");
    assert_html("&#0;&#xD800;&#xDFFF;&#x110000;&#99999999999;",
                "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD");
    assert_html("a&#1;b&#127;&#x81;c&#173;d&shy;e&#xFEFF;f&#xFFFE;&#xFFFF;", "abcdef");
    assert_html("&#x1F642;&#65", "\xF0\x9F\x99\x82"
                                 "A");
}

static void test_old_entities_without_semicolon(void **state)
{
    (void)state;
    assert_html("&copy 2025 &amp&lt &eacute, &hellip &notit; &copy=1 &copyx",
                "\xC2\xA9 2025 &< \xC3\xA9, &hellip &notit; &copy=1 &copyx");
    assert_image("<img src=\"/a.jpg?x=1&copy=2&amp;y=3\">", "/a.jpg?x=1&copy=2&y=3");
}

static void test_white_space_and_controls(void **state)
{
    (void)state;
    assert_html("<p>a\t\v\f b\x01\x02\x7F</p>", "a b");
    assert_html("10&nbsp;% \xC2\xA0x", "10\xC2\xA0% \xC2\xA0x");
    assert_html("so\xC2\xAD"
                "ft",
                "soft");
    assert_html("e\xCC\x81 \xE1\x84\x80\xE1\x85\xA1", "\xC3\xA9 \xEA\xB0\x80");
    /* What is dropped does not part a letter from its mark. */
    assert_html("e\xC2\x80\xCC\x81 e&shy;\xCC\x81 e&#xFEFF;&#1;\xCC\x81 <br>\xCC\x81",
                "\xC3\xA9 \xC3\xA9 \xC3\xA9/\xCC\x81");
    assert_html("a\xFFz\xC3", "a\xEF\xBF\xBDz\xEF\xBF\xBD");
    struct arena *arena = arena_create();
    struct html_text html = html_read(arena, "<p>a\0b</p>c", 11);
    assert_int_equal(html.paragraph_count, 2);
    assert_string_equal(html.paragraphs[0], "ab");
    arena_destroy(arena);
}

static void test_titles(void **state)
{
    (void)state;
    assert_line("Tom &amp; Jerry&#8217;s <em>x</em>", "Tom & Jerry\xE2\x80\x99s x");
    assert_line("&amp;lt;", "&lt;");
    assert_line("a<br>b<p>c</p><ul><li>d</ul>", "a b c d");
    assert_line("[gallery] Read more", "[gallery] Read more");
    assert_line("<script>x</script> <img src=x>", NULL);
    assert_line("", NULL);
    assert_line("5 < 6 > 4", "5 < 6 > 4");
    assert_line("Smile <img class=\"emoji\" alt=\"\xF0\x9F\x99\x82\" src=\"x.png\">!",
                "Smile \xF0\x9F\x99\x82!");
}

static void test_wordpress(void **state)
{
    (void)state;
    assert_html("<p>[caption id=\"a\" width=\"9\"]<img src=\"a.jpg\"> Words[/caption]b</p>", "b");
    assert_html("<p>a [gallery ids=\"1,2\"] b[embed]https://x.example/[/embed]</p>", "a b");
    assert_html("<p>[galleryx] [2] [caption] [ caption]</p>", "[galleryx] [2] [ caption]");
    assert_html("<p>Excerpt goes on [&hellip;]</p>", "Excerpt goes on\xE2\x80\xA6");
    assert_html("<p>a</p><p>The post <a href=x>T</a> appeared first on <a href=y>S</a>.</p>", "a");
    assert_html("<p>a</p><p>L&rsquo;article T est apparu en premier sur S.</p>", "a");
    assert_html("<p>The post T appeared first on S.</p>", "The post T appeared first on S.");
    assert_html("<p>The post T appeared first on S.</p><p>b</p>",
                "The post T appeared first on S.|b");
    assert_html("<p>a <a class=\"x more-link\" href=y>Continue <b>on</b></a></p>", "a");
    assert_html("<p>a</p><p><a href=y>Read More &raquo;</a></p>", "a");
    assert_html("<p>a</p><p>\xD8\xA7\xD9\x82\xD8\xB1\xD8\xA3 "
                "\xD8\xA7\xD9\x84\xD9\x85\xD8\xB2\xD9\x8A\xD8\xAF &larr;</p>",
                "a");
    assert_html("<p>a</p><p>Read more books</p>", "a|Read more books");
    assert_html("<p>a</p><div class='sharedaddy sd-block'><h3>Share</h3><ul><li>x</ul></div>", "a");
}

static void test_pictures(void **state)
{
    (void)state;
    assert_image("<p>x</p>", NULL);
    assert_image("<p><img src=\" https://x.example/a.jpg \"><img src=b.jpg></p>",
                 "https://x.example/a.jpg");
    assert_image("<img src='//x.example/a.jpg?a=1&amp;b=2'>", "//x.example/a.jpg?a=1&b=2");
    assert_image("<img width=1 height=1 src=a.gif><img src=b.gif width=\"0\"><img src=c.gif>",
                 "c.gif");
    assert_image("<img style='width:1px;height:1px' src=a><img style='max-width:1px' src=b>", "b");
    assert_image("<img style='width:9em;border:1px' src=a>", "a");
    assert_image("<img style='display:none' src=a><img hidden src=b><img width=\"100%\" src=c>",
                 "c");
    assert_image("<img src=\"data:image/gif;base64,R0\" data-src=\"/real.jpg\">", "/real.jpg");
    assert_image("<img src=\"/blank.gif\" data-lazy-src=\"/real.jpg\">", "/real.jpg");
    assert_image("<img src='data:x,y'><noscript><img src='/real.jpg'></noscript>", "/real.jpg");
    assert_image("<img src='javascript:x'><img src='a b.jpg'><img src=''><img>", NULL);
    assert_image("<img src=s.jpg srcset='a-300.jpg 300w, a,b-1536.jpg 1536w,c-2048.jpg 2048w'>",
                 "a,b-1536.jpg");
    assert_image("<img src=s.jpg srcset='a.jpg 300w, b.jpg 768w'>", "b.jpg");
    assert_image("<img src=s.jpg srcset='a.jpg, b.jpg 2x'>", "s.jpg");
    assert_image("<img class=wp-smiley src=a.png alt=':)'><img src=b.jpg>", "b.jpg");
    assert_image("<form><img src=a></form><div hidden><img src=b></div><img src=c>", "c");
    assert_image("<!-- <img src=a> --><figure><img src=b></figure>", "b");
}

static char *repeated(const char *piece, int count, size_t *size)
{
    size_t length = strlen(piece);
    char *text = memory_array((size_t)count + 1, length);
    for (int i = 0; i < count; i++)
        memcpy(text + (size_t)i * length, piece, length);
    *size = (size_t)count * length;
    return text;
}

static void test_depth(void **state)
{
    (void)state;
    static const char *const pieces[] = {"<div>x",  "<b>", "<ul><li>x", "<table><tr><td>",
                                         "<x y=z>", "<p>", "<!--",      "<a b=\">",
                                         "</b>",    "<",   "&#",        "<svg>"};
    for (size_t i = 0; i < COUNT_OF(pieces); i++) {
        struct arena *arena = arena_create();
        size_t size;
        char *text = repeated(pieces[i], 100000, &size);
        struct html_text html = html_read(arena, text, size);
        assert_true(html.paragraph_count <= PARAGRAPHS_MAX);
        free(text);
        arena_destroy(arena);
    }
    assert_html("<div><div><div><div><div><div>deep", "deep");
    /* Attributes without end, as against a picture within its address. */
    size_t size;
    char *text = repeated("a=b ", 1000, &size);
    memcpy(text, "<ab ", 4);
    memcpy(text + size - 4, ">xyz", 4);
    assert_html(text, "xyz");
    memset(text, 'x', size);
    memcpy(text, "<img alt='", 10);
    memcpy(text + size - 10, "' src=/a>y", 10);
    assert_image(text, "/a");
    free(text);
}

static void test_caps(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    size_t size;
    char *text = repeated("<p>x", 2 * PARAGRAPHS_MAX, &size);
    struct html_text html = html_read(arena, text, size);
    assert_int_equal(html.paragraph_count, PARAGRAPHS_MAX);
    assert_true(html.cut);
    html = html_read(arena, text, (size_t)PARAGRAPHS_MAX * 4);
    assert_int_equal(html.paragraph_count, PARAGRAPHS_MAX);
    assert_false(html.cut);
    free(text);
    text = repeated("\xE2\x82\xAC", 100000, &size);
    html = html_read(arena, text, size);
    assert_int_equal(html.paragraph_count, 1);
    assert_int_equal(strlen(html.paragraphs[0]), TEXT_BYTES_MAX / 3 * 3);
    assert_true(html.cut);
    free(text);
    text = repeated("          ", HTML_BYTES_MAX / 10 + 10, &size);
    memcpy(text + size - 5, "after", 5);
    html = html_read(arena, text, size);
    assert_int_equal(html.paragraph_count, 0);
    assert_true(html.cut);
    free(text);
    arena_destroy(arena);
}

/* libxml2 would print what it finds wrong. */
static void test_silence(void **state)
{
    (void)state;
    FILE *file = tmpfile();
    int kept = dup(2);
    fflush(stderr);
    dup2(fileno(file), 2);
    struct arena *arena = arena_create();
    const char *text = "</b><x:y><p a=1 a=2 \"><table><p>&bogus;</q><html><body x=y>\x01<a <b>";
    html_read(arena, text, strlen(text));
    arena_destroy(arena);
    fflush(stderr);
    dup2(kept, 2);
    close(kept);
    assert_int_equal(lseek(fileno(file), 0, SEEK_END), 0);
    fclose(file);
}

static void test_raised_and_lowered_numbers(void **state)
{
    (void)state;
    assert_html("<p>40 m<sup>2</sup>, 10<sup>-3</sup>, x<SUP>0145+</SUP></p>",
                "40 m\xC2\xB2, 10\xE2\x81\xBB\xC2\xB3, "
                "x\xE2\x81\xB0\xC2\xB9\xE2\x81\xB4\xE2\x81\xB5\xE2\x81\xBA");
    assert_html("CO<sub>2</sub>, C<sub>10-9</sub> 2",
                "CO\xE2\x82\x82, C\xE2\x82\x81\xE2\x82\x80\xE2\x82\x8B\xE2\x82\x89 2");
    assert_html("said<sup><a href=\"#f\">12</a></sup> he", "said\xC2\xB9\xC2\xB2 he");
    assert_html("le 1<sup>er</sup> XX<sup>e</sup> a<sup>[2]</sup> b<sup>-</sup> "
                "<sup>123456789</sup>",
                "le 1er XXe a[2] b- 123456789");
    assert_line("60 m<sup>2</sup>", "60 m\xC2\xB2");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_paragraphs),
        cmocka_unit_test(test_plain_text),
        cmocka_unit_test(test_lists),
        cmocka_unit_test(test_tables),
        cmocka_unit_test(test_long_tables_are_broken),
        cmocka_unit_test(test_dropped),
        cmocka_unit_test(test_entities_once),
        cmocka_unit_test(test_old_entities_without_semicolon),
        cmocka_unit_test(test_white_space_and_controls),
        cmocka_unit_test(test_titles),
        cmocka_unit_test(test_wordpress),
        cmocka_unit_test(test_pictures),
        cmocka_unit_test(test_depth),
        cmocka_unit_test(test_caps),
        cmocka_unit_test(test_silence),
        cmocka_unit_test(test_raised_and_lowered_numbers),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
