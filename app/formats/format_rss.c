#include "formats/format_rss.h"

#include "base/arena.h"
#include "base/memory.h"
#include "formats/feed_item.h"
#include "formats/xml_source.h"

#include <stdlib.h>
#include <string.h>

enum {
    DOCUMENT_BYTES_MAX = 2 * 1024 * 1024, /* as the fetcher has it */
    PREPARED_MAX = 2 * DOCUMENT_BYTES_MAX,
    ROOT_DEPTH_MAX = 6,
    DAMAGE_BYTES_MAX = 300,
    QUOTE_BYTES_MAX = 60,
    ADDRESS_BYTES_MAX = 200,
};

/* --- what is no feed --- */

/* In the installer's words; NULL: try it. */
static const char *foreign(const char *text, size_t size, const struct xml_damage *damage)
{
    size_t start = 0;
    while (start < size && memchr(" \t\r\n", text[start], 4) != NULL)
        start++;
    if (start == size)
        return "is empty; a feed (RSS or Atom) was expected";
    if (size > DOCUMENT_BYTES_MAX)
        return "larger than 2 MiB, not read; ask for fewer items";
    if (damage->root[0] == '\0' && (text[start] == '{' || text[start] == '['))
        return "looks like JSON, not a feed; write the format that it is (jsonfeed, wordpress, "
               "riwaq ...), or check the address";
    if (damage->root[0] == '\0')
        return "is no XML; a feed (RSS or Atom) was expected";
    if (damage->entities)
        return "refers to entities of its own DTD, which are not read; write the characters";
    if (damage->large)
        return "has more than 100,000 elements and attributes, not read; ask for fewer items";
    return NULL;
}

/* The address of a feed that a page names in its head, as it stands there; NULL: none. */
static const char *feed_of_page(struct arena *arena, const xmlNode *element, int depth)
{
    const char *address = NULL;
    for (const xmlNode *node = xml_first(element); node != NULL && address == NULL;
         node = xml_next(node)) {
        const char *type = xml_attribute(arena, node, "type");
        if (type != NULL && strcmp(xml_name(node), "link") == 0 &&
            (strcmp(type, "application/rss+xml") == 0 || strcmp(type, "application/atom+xml") == 0))
            address = xml_attribute(arena, node, "href");
        if (address == NULL && depth < XML_DEPTH_MAX)
            address = feed_of_page(arena, node, depth + 1);
    }
    return address;
}

static void report_page(const struct conversion *conversion, const xmlDoc *page)
{
    struct arena *arena = arena_create();
    const xmlNode *top = page != NULL ? (const xmlNode *)page->children : NULL;
    const char *address = top != NULL ? feed_of_page(arena, top, 0) : NULL;
    if (address != NULL)
        conversion_fail(conversion, NULL,
                        "is an HTML page, not a feed; the page names this as its feed: %.*s",
                        ADDRESS_BYTES_MAX, address);
    else
        conversion_fail(conversion, NULL,
                        "looks like an HTML page (a login page?), not a feed; check the address (a "
                        "feed's often ends in /feed or .xml) and whether it asks for a login");
    arena_destroy(arena);
}

/* --- damage --- */

static void report_damage(const struct conversion *conversion, const struct xml_damage *damage)
{
    const struct {
        size_t count;
        const char *what;
    } kinds[] = {
        {damage->ampersands, "\"&\" that begin nothing"},
        {damage->signs, "\"<\" or \"]]>\" that mean nothing"},
        {damage->characters, "control characters"},
        {damage->cut ? 0 : damage->ends, "end tags missing or too many"},
    };
    struct buffer what;
    buffer_init(&what, DAMAGE_BYTES_MAX);
    for (size_t i = 0; i < COUNT_OF(kinds); i++)
        if (kinds[i].count > 0)
            buffer_print(&what, "%s%s: %zu", what.length > 0 ? ", " : "", kinds[i].what,
                         kinds[i].count);
    if (what.length > 0)
        conversion_warn(conversion, NULL,
                        "no strict XML, mended (%s); let the sender write it with an XML library",
                        buffer_text(&what));
    if (damage->cut)
        conversion_warn(conversion, NULL, "ends too early; what is whole is taken");
    buffer_finish(&what);
}

static void report_findings(struct feed *feed)
{
    const struct feed_finding *dates = &feed->dates, *untitled = &feed->untitled;
    char more[40] = "";
    if (dates->count > 1)
        snprintf(more, sizeof more, ", and %d more", dates->count - 1);
    if (dates->count > 0)
        conversion_warn(feed->conversion, xml_path(feed->arena, dates->first),
                        "\"%.*s\" is no date, the item is without time%s; write one as \"Wed, 19 "
                        "Mar 2025 12:50:00 +0000\"",
                        QUOTE_BYTES_MAX, xml_text(feed->arena, dates->first), more);
    more[0] = '\0';
    if (untitled->count > 1)
        snprintf(more, sizeof more, " (and %d more)", untitled->count - 1);
    if (untitled->count > 0)
        conversion_warn(feed->conversion, xml_path(feed->arena, untitled->first),
                        "has neither title nor text, left out%s", more);
}

/* --- the feed --- */

static bool is_root(const xmlNode *element)
{
    static const char *const names[] = {"rss", "RDF", "feed", "channel"};
    for (size_t i = 0; i < COUNT_OF(names); i++)
        if (strcmp(xml_name(element), names[i]) == 0)
            return true;
    return false;
}

/* The first that may be one: a server's warnings may stand before it. */
static const xmlNode *find_root(const xmlNode *top, int depth)
{
    const xmlNode *root = NULL;
    for (const xmlNode *node = xml_first(top); node != NULL && root == NULL;
         node = xml_next(node)) {
        if (is_root(node))
            return node;
        if (depth < ROOT_DEPTH_MAX)
            root = find_root(node, depth + 1);
    }
    return root;
}

struct item {
    const xmlNode *node;
    int64_t at_s;
    size_t index;
};

struct items {
    struct item *items;
    size_t count, room;
};

static void add_item(struct items *items, struct feed *feed, const xmlNode *node)
{
    if (items->count == items->room) {
        items->room = items->room * 2 + 64;
        items->items = memory_resize(items->items, items->room, sizeof *items->items);
    }
    items->items[items->count] = (struct item){node, feed_item_time(feed, node), items->count};
    items->count++;
}

/* Those of the root and of its channels: RSS 1.0 has them beside the channel. */
static void collect(struct items *items, struct feed *feed, const xmlNode *root)
{
    const char *name = feed->rules == FEED_ATOM ? "entry" : "item";
    for (const xmlNode *node = xml_first(root); node != NULL; node = xml_next(node)) {
        if (strcmp(xml_name(node), name) == 0)
            add_item(items, feed, node);
        else if (strcmp(xml_name(node), "channel") == 0)
            collect(items, feed, node);
    }
}

static int newest_first(const void *a, const void *b)
{
    const struct item *left = a, *right = b;
    if (left->at_s != right->at_s)
        return left->at_s > right->at_s ? -1 : 1;
    return left->index < right->index ? -1 : 1;
}

static int in_order(const void *a, const void *b)
{
    const struct item *left = a, *right = b;
    return left->index < right->index ? -1 : 1;
}

static void keep_newest(struct items *items, const struct feed *feed)
{
    if (items->count <= HEADLINES_MAX)
        return;
    conversion_warn(feed->conversion, NULL, "has %zu items, the newest %d are taken", items->count,
                    HEADLINES_MAX);
    qsort(items->items, items->count, sizeof *items->items, newest_first);
    items->count = HEADLINES_MAX;
    qsort(items->items, items->count, sizeof *items->items, in_order);
}

/* What the feed says of all its items. */
static void read_feed(struct feed *feed, const xmlNode *root)
{
    const xmlNode *channel = xml_find_own(root, "channel");
    if (channel == NULL) /* RSS 1.0 may have another namespace than RDF's */
        channel = root;
    const char *link = feed_link(feed, channel);
    feed->title = feed_line(feed->arena, xml_find_own(channel, "title"), feed->rules);
    feed->lang = feed_lang(feed, channel);
    feed->byline = feed->rules == FEED_ATOM ? feed_byline(feed, channel) : NULL;
    feed->base = link != NULL ? link : feed->base;
}

/* Its texts are let go of when it is done. */
static json_t *read_item(struct feed *feed, const struct item *item)
{
    struct arena *all = feed->arena;
    feed->arena = arena_create();
    json_t *headline = feed_item_read(feed, item->node, item->at_s);
    arena_destroy(feed->arena);
    feed->arena = all;
    return headline;
}

static json_t *read_root(const struct conversion *conversion, const xmlNode *root,
                         struct arena *arena)
{
    struct feed feed = {
        .conversion = conversion,
        .arena = arena,
        .rules = strcmp(xml_name(root), "feed") == 0 ? FEED_ATOM : FEED_RSS,
        .base = conversion->context->url,
    };
    struct items items = {0};
    read_feed(&feed, root);
    collect(&items, &feed, root);
    keep_newest(&items, &feed);
    json_t *document = json_object(), *headlines = json_array();
    for (size_t i = 0; i < items.count; i++) {
        json_t *headline = read_item(&feed, &items.items[i]);
        if (headline != NULL)
            json_array_append_new(headlines, headline);
    }
    json_object_set_new(document, "headlines", headlines); /* none is an answer as well */
    report_findings(&feed);
    free(items.items);
    return document;
}

static json_t *read_tree(const struct conversion *conversion, const xmlDoc *tree,
                         const struct xml_damage *damage)
{
    const xmlNode *top = tree != NULL ? (const xmlNode *)tree->children : NULL;
    const xmlNode *root = top != NULL ? find_root(top, 0) : NULL;
    if (root == NULL) {
        conversion_fail(conversion, NULL,
                        "is no feed (RSS or Atom): its first element is <%s>; check the address",
                        damage->root);
        return NULL;
    }
    report_damage(conversion, damage);
    struct arena *arena = arena_create();
    json_t *document = read_root(conversion, root, arena);
    arena_destroy(arena);
    return document;
}

static json_t *convert(const struct conversion *conversion, const char *text, size_t size)
{
    struct xml_damage damage;
    struct buffer prepared;
    buffer_init(&prepared, PREPARED_MAX);
    xml_source_prepare(text, size < DOCUMENT_BYTES_MAX ? size : DOCUMENT_BYTES_MAX, &prepared,
                       &damage);
    const char *what = foreign(text, size, &damage);
    if (what == NULL && prepared.overflow)
        what = "larger than 2 MiB, not read; ask for fewer items";
    xmlDoc *tree = what == NULL ? xml_parse(buffer_text(&prepared), prepared.length) : NULL;
    buffer_finish(&prepared);
    if (what != NULL)
        conversion_fail(conversion, NULL, "%s", what);
    else if (damage.page)
        report_page(conversion, tree);
    json_t *document = what == NULL && !damage.page ? read_tree(conversion, tree, &damage) : NULL;
    xmlFreeDoc(tree);
    return document;
}

const struct format format_rss = {
    "rss",
    "application/rss+xml, application/atom+xml, application/xml;q=0.9, text/xml;q=0.8, "
    "*/*;q=0.1",
    convert};
