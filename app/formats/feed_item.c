#include "formats/feed_item.h"

#include "base/arena.h"
#include "base/memory.h"
#include "formats/feed_image.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unicode/uchar.h>
#include <unicode/uloc.h>
#include <unicode/utf8.h>

enum { AUTHORS_MAX = 3, BYLINE_BYTES_MAX = 400, COMMENTS_DIGITS_MAX = 8, LANG_BYTES_MAX = 35 };

/* --- when --- */

/* In the order in which they are believed; SPACE_RSS: the feed's own. */
static const struct {
    enum xml_space space;
    const char *name;
} dates[] = {
    {SPACE_RSS, "pubDate"},  {SPACE_RSS, "published"},  {SPACE_RSS, "issued"},
    {SPACE_RSS, "created"},  {SPACE_DC, "date"},        {SPACE_DC, "issued"},
    {SPACE_DC, "created"},   {SPACE_ATOM, "published"}, {SPACE_RSS, "pubdate"},
    {SPACE_RSS, "date"},     {SPACE_RSS, "updated"},    {SPACE_RSS, "modified"},
    {SPACE_ATOM, "updated"}, {SPACE_DC, "modified"},
};

static const xmlNode *find_in(const xmlNode *parent, enum xml_space space, const char *name)
{
    return space == SPACE_RSS ? xml_find_own(parent, name) : xml_find(parent, space, name);
}

int64_t feed_item_time(struct feed *feed, const xmlNode *item)
{
    struct timestamp_context context = conversion_time(feed->conversion);
    const xmlNode *wrong = NULL;
    int64_t at_s = INSTANT_NONE;
    for (size_t i = 0; i < COUNT_OF(dates); i++) {
        const xmlNode *node = find_in(item, dates[i].space, dates[i].name);
        const char *text = xml_text(feed->arena, node);
        if (text == NULL)
            continue;
        if (timestamp_parse(text, TIMESTAMP_MAIL | TIMESTAMP_ISO, &context, &at_s) ==
            TIMESTAMP_READ)
            return at_s;
        wrong = wrong != NULL ? wrong : node;
    }
    if (wrong != NULL && feed->dates.count++ == 0)
        feed->dates.first = wrong;
    return INSTANT_NONE;
}

/* --- where --- */

/* Atom's: the first that leads to the item itself, HTML before others. */
static const char *atom_link(const struct feed *feed, const xmlNode *element)
{
    const char *other = NULL;
    for (const xmlNode *node = xml_first(element); node != NULL; node = xml_next(node)) {
        const char *href = xml_attribute(feed->arena, node, "href");
        if (strcmp(xml_name(node), "link") != 0 || href == NULL)
            continue;
        const char *rel = xml_attribute(feed->arena, node, "rel");
        const char *type = xml_attribute(feed->arena, node, "type");
        const char *address = xml_address(feed->arena, node, href, feed->base);
        if (address == NULL || (rel != NULL && strcasecmp(rel, "alternate") != 0))
            continue;
        if (type == NULL || strcasecmp(type, "text/html") == 0)
            return address;
        other = other != NULL ? other : address;
    }
    return other;
}

const char *feed_link(const struct feed *feed, const xmlNode *element)
{
    struct arena *arena = feed->arena;
    const char *address = NULL;
    for (const xmlNode *link = xml_find_own(element, "link"); link != NULL && address == NULL;
         link = xml_find_own_next(link, "link"))
        address = xml_address(arena, link, xml_text(arena, link), feed->base);
    if (address == NULL)
        address = atom_link(feed, element);
    const xmlNode *guid = xml_find_own(element, "guid");
    if (address != NULL || guid == NULL)
        return address;
    const char *permanent = xml_attribute(arena, guid, "isPermaLink");
    if (permanent == NULL || strcasecmp(permanent, "false") != 0)
        address = xml_address(arena, guid, xml_text(arena, guid), NULL);
    return address;
}

/* --- who --- */

/* "desk@news.example (Amina)" and "Amina <desk@news.example>" are Amina; an address alone is
 * nobody. NULL: none. */
static const char *name_of(struct arena *arena, const char *line)
{
    const char *at = line != NULL ? strchr(line, '@') : NULL;
    if (at == NULL || strchr(at, '.') == NULL)
        return line;
    const char *open = strchr(line, '('), *start = open != NULL ? open + 1 : line;
    const char *end = strchr(start, open != NULL ? ')' : '<');
    while (end != NULL && start < end && strchr(" \"", *start) != NULL)
        start++;
    while (end != NULL && start < end && strchr(" \"", end[-1]) != NULL)
        end--;
    if (end == NULL || start == end || memchr(start, '@', (size_t)(end - start)) != NULL)
        return NULL;
    return arena_text_n(arena, start, (size_t)(end - start));
}

/* ELEMENT's own text, or that of its <name>. */
static const char *author(const struct feed *feed, const xmlNode *element)
{
    const xmlNode *name = xml_find_own(element, "name");
    if (name == NULL && feed->rules == FEED_ATOM && xml_first(element) != NULL)
        return NULL;
    /* A name has no type: in Atom it is text. */
    return name_of(feed->arena, feed_line(feed->arena, name != NULL ? name : element, feed->rules));
}

struct byline {
    const struct feed *feed;
    const char *names[AUTHORS_MAX];
    int count;
};

static void add_authors(struct byline *byline, const xmlNode *node, bool own)
{
    while (node != NULL && byline->count < AUTHORS_MAX) {
        const char *name = author(byline->feed, node);
        bool known = name == NULL;
        for (int i = 0; i < byline->count; i++)
            known = known || strcasecmp(name, byline->names[i]) == 0;
        if (!known)
            byline->names[byline->count++] = name;
        node = own ? xml_find_own_next(node, xml_name(node))
                   : xml_find_next(node, xml_space_of(node), xml_name(node));
    }
}

const char *feed_byline(const struct feed *feed, const xmlNode *element)
{
    struct byline byline = {.feed = feed};
    add_authors(&byline, xml_find(element, SPACE_DC, "creator"), false);
    if (byline.count == 0)
        add_authors(&byline, xml_find_own(element, "author"), true);
    if (byline.count == 0)
        add_authors(&byline, xml_find(element, SPACE_ATOM, "author"), false);
    if (byline.count == 0)
        add_authors(&byline, xml_find(element, SPACE_ITUNES, "author"), false);
    struct buffer line;
    buffer_init(&line, BYLINE_BYTES_MAX);
    for (int i = 0; i < byline.count; i++)
        buffer_print(&line, "%s%s", i > 0 ? ", " : "", byline.names[i]);
    const char *out = line.length > 0 ? arena_text(feed->arena, buffer_text(&line)) : NULL;
    buffer_finish(&line);
    return out;
}

/* --- what --- */

/* As a language tag ("fr_FR" is written for "fr-FR"); NULL: it is none. */
static const char *language_tag(struct arena *arena, const char *text)
{
    if (text == NULL || strlen(text) > LANG_BYTES_MAX)
        return NULL;
    char *tag = arena_text(arena, text);
    size_t part = 0;
    for (char *c = tag; *c != '\0'; c++) {
        bool letter = (*c >= 'a' && *c <= 'z') || (*c >= 'A' && *c <= 'Z');
        bool digit = *c >= '0' && *c <= '9';
        *c = *c == '_' ? '-' : *c;
        part = *c == '-' ? 0 : part + 1;
        if ((!letter && !digit && *c != '-') || (*c == '-' && (c[1] == '\0' || c - tag < 2)) ||
            part > 8)
            return NULL;
    }
    return strlen(tag) >= 2 && strstr(tag, "--") == NULL && strcspn(tag, "0123456789") >= 2 ? tag
                                                                                            : NULL;
}

const char *feed_lang(const struct feed *feed, const xmlNode *element)
{
    const xmlNode *own = xml_find_own(element, "language");
    const char *text = xml_text(feed->arena, own);
    if (text == NULL)
        text = xml_text(feed->arena, xml_find(element, SPACE_DC, "language"));
    if (text == NULL)
        text = xml_lang(feed->arena, element);
    return language_tag(feed->arena, text);
}

/* Whether TITLE may be in LANG: most of its letters run as those of LANG do. A site that has left
 * the language of its feed as it was installed must not turn its titles round. */
static bool is_written_in(const char *title, const char *lang)
{
    int32_t length = (int32_t)strlen(title), right = 0, left = 0;
    for (int32_t at = 0; at < length;) {
        UChar32 c;
        U8_NEXT((const uint8_t *)title, at, length, c);
        UCharDirection direction = u_charDirection(c);
        right += direction == U_RIGHT_TO_LEFT || direction == U_RIGHT_TO_LEFT_ARABIC;
        left += direction == U_LEFT_TO_RIGHT;
    }
    return right == left || (right > left) == (bool)uloc_isRightToLeft(lang);
}

/* Who it is taken from: an item of a collection names its own feed. */
static const char *source_of(const struct feed *feed, const xmlNode *item)
{
    const xmlNode *source = xml_find_own(item, "source");
    if (source != NULL && feed->rules == FEED_ATOM)
        source = xml_find_own(source, "title");
    const char *line = feed_line(feed->arena, source, feed->rules);
    return line != NULL ? line : feed->title;
}

struct story {
    struct html_text body;
    const xmlNode *from; /* the element it was read from */
    const char *image;   /* the first picture in a text */
};

static void read_body(const struct feed *feed, const xmlNode *element, enum feed_rules rules,
                      struct story *story)
{
    if (element == NULL || story->body.paragraph_count > 0)
        return;
    struct html_text body = feed_body(feed->arena, element, rules);
    if (story->image == NULL && body.image_url != NULL) {
        const char *address = xml_address(feed->arena, element, body.image_url, feed->base);
        story->image = address != NULL && feed_image_is_fit(address) ? address : NULL;
    }
    if (body.paragraph_count > 0)
        story->body = body;
}

/* The first that has a text; of the others before it the picture. */
static struct story read_story(const struct feed *feed, const xmlNode *item)
{
    struct story story = {0};
    read_body(feed, xml_find(item, SPACE_CONTENT, "encoded"), FEED_RSS, &story);
    read_body(feed, xml_find_own(item, "content"), feed->rules, &story);
    read_body(feed, xml_find(item, SPACE_XHTML, "body"), FEED_RSS, &story);
    read_body(feed, xml_find_own(item, "description"), FEED_RSS, &story);
    read_body(feed, xml_find_own(item, "summary"), feed->rules, &story);
    read_body(feed, xml_find(item, SPACE_DC, "description"), FEED_RSS, &story);
    read_body(feed, xml_find(item, SPACE_ATOM, "content"), FEED_ATOM, &story);
    read_body(feed, xml_find(item, SPACE_ATOM, "summary"), FEED_ATOM, &story);
    read_body(feed, xml_find(item, SPACE_ITUNES, "summary"), FEED_RSS, &story);
    read_body(feed, xml_find(item, SPACE_MEDIA, "description"), FEED_RSS, &story);
    const xmlNode *group = xml_find(item, SPACE_MEDIA, "group");
    if (group != NULL)
        read_body(feed, xml_find(group, SPACE_MEDIA, "description"), FEED_RSS, &story);
    return story;
}

static void put_paragraphs(json_t *headline, const struct story *story, const char *title)
{
    const struct html_text *body = &story->body;
    if (body->paragraph_count == 1 && strcmp(body->paragraphs[0], title) == 0)
        return;
    json_t *paragraphs = json_array();
    for (int i = 0; i < body->paragraph_count; i++)
        json_array_append_new(paragraphs, json_string(body->paragraphs[i]));
    convert_put(headline, "paragraphs", paragraphs);
}

/* How many there are; <comments> is the address where they are. */
static void put_comments(const struct feed *feed, json_t *headline, const xmlNode *item)
{
    const char *text = xml_text(feed->arena, xml_find(item, SPACE_SLASH, "comments"));
    if (text == NULL)
        text = xml_text(feed->arena, xml_find(item, SPACE_THREAD, "total"));
    if (text != NULL && strlen(text) <= COMMENTS_DIGITS_MAX &&
        strspn(text, "0123456789") == strlen(text))
        convert_put(headline, "comments", json_integer(strtol(text, NULL, 10)));
}

/* The title; a feed of short messages has none, then the first words of its text. */
static const char *title_of(const struct feed *feed, const xmlNode *item, const struct story *story)
{
    const char *title = feed_line(feed->arena, xml_find_own(item, "title"), feed->rules);
    if (title == NULL)
        title = feed_line(feed->arena, xml_find(item, SPACE_DC, "title"), FEED_RSS);
    if (title == NULL && story->body.paragraph_count > 0)
        title = feed_first_words(feed->arena, story->body.paragraphs[0]);
    return title;
}

json_t *feed_item_read(struct feed *feed, const xmlNode *item, int64_t at_s)
{
    struct feed base = *feed;
    const char *link = feed_link(feed, item), *byline = feed_byline(feed, item);
    base.base = link != NULL ? link : feed->base; /* of its pictures */
    struct story story = read_story(&base, item);
    const char *title = title_of(feed, item, &story), *lang = feed_lang(feed, item);
    lang = lang != NULL ? lang : feed->lang;
    if (title == NULL) {
        if (!xml_is_cut(item) && feed->untitled.count++ == 0)
            feed->untitled.first = item;
        return NULL;
    }
    const char *image = feed_image(feed->arena, item, base.base);
    json_t *headline = json_object();
    convert_put_text(headline, "title", title);
    convert_put_instant(headline, "time", at_s);
    convert_put_text(headline, "url", link);
    convert_put_text(headline, "source", source_of(feed, item));
    convert_put_text(headline, "lang", lang != NULL && is_written_in(title, lang) ? lang : NULL);
    convert_put_text(headline, "byline", byline != NULL ? byline : feed->byline);
    convert_put_text(headline, "image", image != NULL ? image : story.image);
    put_paragraphs(headline, &story, title);
    put_comments(feed, headline, item);
    return headline;
}
