/* How old a part of the content is, as a widget shows it: what is stale is muted and says of when
 * it is, what is too old is not there. Without the time no age can be told: nothing is stale then.
 */
#ifndef RIWAQ_WIDGETS_AGE_MARK_H
#define RIWAQ_WIDGETS_AGE_MARK_H

#include "widgets/pen.h"

bool age_is_stale(const struct view *view, const struct age *age);
bool age_is_hidden(const struct view *view, const struct age *age);
/* Makes *NEXT_CHANGE no later than the next moment from which one of the two is otherwise, or the
 * date of the mark is. */
void age_change_by(const struct view *view, const struct age *age, int64_t *next_change_ns);
/* ROLE, or muted where it is stale. */
enum color_role age_color(const struct view *view, const struct age *age, enum color_role role);
/* "as of 09:40" where it is stale, else nothing. */
void age_write(const struct view *view, const struct age *age, struct buffer *out);
/* The same, small and muted, at the end edge of a line that TAKEN pixels are taken of; left out
 * where there is no room. */
void age_put(struct pen *pen, const struct age *age, int baseline, int taken);

#endif
