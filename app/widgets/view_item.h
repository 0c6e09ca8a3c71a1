/* The view of one item of the content, which may be in another language than the page. */
#ifndef RIWAQ_WIDGETS_VIEW_ITEM_H
#define RIWAQ_WIDGETS_VIEW_ITEM_H

#include "widgets/view.h"

/* In which language riwaq writes about an item (its mark for urgent, its date, "Comments"):
 *  1. that of its LANG (BCP 47, may be NULL), where riwaq has it;
 *  2. where TEXT runs as the page does: the page's (but Tamazight for Tifinagh letters);
 *  3. the first configured language that runs as TEXT does;
 *  4. Arabic for Arabic letters, English for Latin ones and all others from the left;
 *  5. the page's. */
enum language view_language_of(const struct view *view, const char *lang, const char *text);
/* VIEW as it is for an item of LANG (borrowed) and TEXT: its language, and by what its own text
 * breaks and runs. Its edges stay the page's. */
struct view view_for_item(const struct view *view, const char *lang, const char *text);
/* VIEW as it is for the article, which has its panel to itself: its edges too are the
 * article's own. */
struct view view_for_article(const struct view *view);
/* How a text of the view's item runs; never AUTO: a text without letters runs as the page. */
enum text_direction view_direction_of(const struct view *view, const char *text);

#endif
