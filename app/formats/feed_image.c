#include "formats/feed_image.h"

#include "base/memory.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { SIDE_MIN = 100, WIDTH_WANTED = 1280, SIDE_DIGITS_MAX = 6 };

struct choice {
    struct arena *arena;
    const char *base;
    const char *address; /* the best so far; NULL: none */
    int width;           /* 0: not told */
};

/* Pixels; 0: not told. */
static int side(struct arena *arena, const xmlNode *element, const char *name)
{
    const char *text = xml_attribute(arena, element, name);
    return text != NULL && strspn(text, "0123456789") <= SIDE_DIGITS_MAX
               ? (int)strtol(text, NULL, 10)
               : 0;
}

/* The end of a file's name, before query and fragment. */
static bool has_ending(const char *address, const char *ending)
{
    size_t length = strcspn(address, "?#"), wanted = strlen(ending);
    return length > wanted && strncasecmp(address + length - wanted, ending, wanted) == 0;
}

static bool has_picture_ending(const char *address)
{
    static const char *const endings[] = {".jpg", ".jpeg", ".png", ".webp"};
    for (size_t i = 0; i < COUNT_OF(endings); i++)
        if (has_ending(address, endings[i]))
            return true;
    return false;
}

/* Whether the file's name has an ending at all. */
static bool has_some_ending(const char *address)
{
    size_t length = strcspn(address, "?#");
    while (length > 0 && address[length - 1] != '/' && address[length - 1] != '.')
        length--;
    return length > 0 && address[length - 1] == '.';
}

bool feed_image_is_fit(const char *address)
{
    return !has_ending(address, ".svg") && !has_ending(address, ".gif") &&
           strstr(address, "gravatar.com/avatar") == NULL;
}

/* What an element says of its address: whether that is a picture. */
static bool is_picture(struct arena *arena, const xmlNode *element, const char *address)
{
    const char *medium = xml_attribute(arena, element, "medium");
    const char *type = xml_attribute(arena, element, "type");
    if (type != NULL && strchr(type, '/') != NULL)
        return strncasecmp(type, "image/", 6) == 0 && strncasecmp(type, "image/svg", 9) != 0 &&
               strcasecmp(type, "image/gif") != 0;
    if (medium != NULL)
        return strcasecmp(medium, "image") == 0;
    return has_picture_ending(address);
}

static bool is_better(const struct choice *choice, int width)
{
    if (choice->address == NULL)
        return true;
    if (choice->width >= WIDTH_WANTED && width >= WIDTH_WANTED)
        return width < choice->width;
    return width > choice->width;
}

static void consider(struct choice *choice, const xmlNode *element, const char *address)
{
    const char *full = xml_address(choice->arena, element, address, choice->base);
    int width = side(choice->arena, element, "width");
    int height = side(choice->arena, element, "height");
    bool small = (width > 0 && width < SIDE_MIN) || (height > 0 && height < SIDE_MIN);
    if (full != NULL && !small && feed_image_is_fit(full) && is_better(choice, width)) {
        choice->address = full;
        choice->width = width;
    }
}

static void consider_contents(struct choice *choice, const xmlNode *parent)
{
    for (const xmlNode *node = xml_find(parent, SPACE_MEDIA, "content"); node != NULL;
         node = xml_find_next(node, SPACE_MEDIA, "content")) {
        const char *address = xml_attribute(choice->arena, node, "url");
        bool bare = xml_attribute(choice->arena, node, "type") == NULL &&
                    xml_attribute(choice->arena, node, "medium") == NULL;
        if (address != NULL &&
            (is_picture(choice->arena, node, address) || (bare && !has_some_ending(address))))
            consider(choice, node, address);
    }
}

static void consider_thumbnails(struct choice *choice, const xmlNode *parent)
{
    for (const xmlNode *node = xml_find(parent, SPACE_MEDIA, "thumbnail"); node != NULL;
         node = xml_find_next(node, SPACE_MEDIA, "thumbnail"))
        consider(choice, node, xml_attribute(choice->arena, node, "url"));
    /* Those of films and of recordings. */
    for (const xmlNode *node = xml_find(parent, SPACE_MEDIA, "content"); node != NULL;
         node = xml_find_next(node, SPACE_MEDIA, "content")) {
        const xmlNode *inner = xml_find(node, SPACE_MEDIA, "thumbnail");
        if (inner != NULL)
            consider(choice, inner, xml_attribute(choice->arena, inner, "url"));
    }
}

static void consider_media(struct choice *choice, const xmlNode *item,
                           void (*each)(struct choice *, const xmlNode *))
{
    each(choice, item);
    for (const xmlNode *group = xml_find(item, SPACE_MEDIA, "group"); group != NULL;
         group = xml_find_next(group, SPACE_MEDIA, "group"))
        each(choice, group);
}

static void consider_enclosures(struct choice *choice, const xmlNode *item)
{
    for (const xmlNode *node = xml_first(item); node != NULL; node = xml_next(node)) {
        bool link = strcmp(xml_name(node), "link") == 0;
        const char *rel = link ? xml_attribute(choice->arena, node, "rel") : NULL;
        if (strcmp(xml_name(node), "enclosure") != 0 &&
            (rel == NULL || strcmp(rel, "enclosure") != 0))
            continue;
        const char *address = xml_attribute(choice->arena, node, link ? "href" : "url");
        if (address != NULL && is_picture(choice->arena, node, address))
            consider(choice, node, address);
    }
}

/* <itunes:image href>, <image>ADDRESS</image>, <image><url>ADDRESS</url></image> */
static void consider_images(struct choice *choice, const xmlNode *item)
{
    const xmlNode *podcast = xml_find(item, SPACE_ITUNES, "image");
    if (podcast != NULL)
        consider(choice, podcast, xml_attribute(choice->arena, podcast, "href"));
    const xmlNode *image = xml_find_own(item, "image");
    const xmlNode *url = image != NULL ? xml_find_own(image, "url") : NULL;
    if (choice->address == NULL && image != NULL)
        consider(choice, image, xml_text(choice->arena, url != NULL ? url : image));
}

const char *feed_image(struct arena *arena, const xmlNode *item, const char *base)
{
    struct choice choice = {arena, base, NULL, 0};
    consider_media(&choice, item, consider_contents);
    if (choice.address == NULL)
        consider_enclosures(&choice, item);
    if (choice.address == NULL)
        consider_media(&choice, item, consider_thumbnails);
    if (choice.address == NULL)
        consider_images(&choice, item);
    return choice.address;
}
