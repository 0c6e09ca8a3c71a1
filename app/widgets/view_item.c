#include "widgets/view_item.h"

#include "text/direction.h"
#include "widgets/order.h"

#include <ctype.h>
#include <string.h>
#include <unicode/uloc.h>

/* The language that a tag begins with, whatever its region is. */
static bool language_of_tag(const char *lang, enum language *out)
{
    char code[4];
    size_t length = lang != NULL ? strcspn(lang, "-_") : 0;
    if (length == 0 || length >= sizeof code)
        return false;
    for (size_t i = 0; i < length; i++)
        code[i] = (char)tolower((unsigned char)lang[i]);
    code[length] = '\0';
    return language_parse(code, out);
}

static enum text_direction direction_of_tag(const char *lang)
{
    if (lang == NULL)
        return DIRECTION_AUTO;
    return uloc_isRightToLeft(lang) ? DIRECTION_RTL : DIRECTION_LTR;
}

static enum text_direction direction_of_words(const struct view *view,
                                              const struct direction_words *words)
{
    enum text_direction direction = direction_of(words, view->item_direction);
    if (direction != DIRECTION_AUTO)
        return direction;
    return view->mirror ? DIRECTION_RTL : DIRECTION_LTR;
}

/* Steps 2 to 5. */
static enum language language_of_words(const struct view *view, const struct direction_words *words)
{
    bool rtl = direction_of_words(view, words) == DIRECTION_RTL;
    if (!rtl && words->tifinagh * 2 > words->ltr)
        return LANGUAGE_ZGH;
    if (rtl == language_is_rtl(view->language))
        return view->language;
    for (int i = 0; i < view->config->language_count; i++)
        if (language_is_rtl(view->config->languages[i]) == rtl)
            return view->config->languages[i];
    if (!rtl)
        return LANGUAGE_EN;
    return words->arabic * 2 > words->rtl ? LANGUAGE_AR : view->language;
}

static struct view view_for_words(const struct view *view, const char *lang,
                                  const struct direction_words *words)
{
    struct view item = *view;
    item.item_direction = direction_of_tag(lang);
    item.locale = lang;
    if (language_of_tag(lang, &item.language))
        item.locale = NULL; /* "fr" and "fr-FR" break alike: one block in the cache */
    else
        item.language = language_of_words(&item, words);
    return item;
}

static struct direction_words words_of(const char *text)
{
    struct direction_words words = {0};
    if (text != NULL)
        direction_count(&words, text, strlen(text));
    return words;
}

struct view view_for_item(const struct view *view, const char *lang, const char *text)
{
    struct direction_words words = words_of(text);
    return view_for_words(view, lang, &words);
}

enum language view_language_of(const struct view *view, const char *lang, const char *text)
{
    return view_for_item(view, lang, text).language;
}

enum text_direction view_direction_of(const struct view *view, const char *text)
{
    struct direction_words words = words_of(text);
    return direction_of_words(view, &words);
}

/* The title and as much of the text as tells: a name alone for a title tells nothing. */
struct view view_for_article(const struct view *view)
{
    const struct article *article = order_article(view, NULL);
    if (article == NULL)
        return *view;
    struct direction_words words = words_of(article->title);
    for (int i = 0; i < article->paragraph_count; i++)
        direction_count(&words, article->paragraphs[i], strlen(article->paragraphs[i]));
    struct view own = view_for_words(view, article->lang, &words);
    own.mirror = direction_of_words(&own, &words) == DIRECTION_RTL;
    return own;
}
