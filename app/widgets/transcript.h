/* A scene as text in reading order: for tests, and for a reader that cannot see. */
#ifndef RIWAQ_WIDGETS_TRANSCRIPT_H
#define RIWAQ_WIDGETS_TRANSCRIPT_H

#include "base/buffer.h"
#include "scene/scene.h"

/* A JSON line a line of text: zone, text, x, y, w, h. Only what is in sight; of a strip each
 * headline once. NAMES are the zones', by index. False when OUT's cap is passed. */
bool transcript_print(const struct scene *scene, const char *const *names, struct buffer *out);

#endif
