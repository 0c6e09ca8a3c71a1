#include "screen/kms_choice.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

/* What televisions call 60 Hz is 59.94 Hz as often as not. */
enum { SAME_RATE_MILLIHERTZ = 500 };

int kms_choose_output(const struct kms_connector *connectors, int count, const char *wanted)
{
    for (enum kms_status status = KMS_CONNECTED; status < KMS_DISCONNECTED; status++)
        for (int i = 0; i < count; i++)
            if (connectors[i].status == status && connectors[i].mode_count > 0 &&
                (wanted[0] == '\0' || strcmp(connectors[i].name, wanted) == 0))
                return i;
    return -1;
}

static bool is_of_size(const struct kms_mode *mode, const struct display_mode *wanted)
{
    return wanted->w == 0 || (mode->w == wanted->w && mode->h == wanted->h);
}

static int rate_distance(const struct kms_mode *mode, const struct display_mode *wanted)
{
    return wanted->millihertz == 0 ? 0 : abs(mode->millihertz - wanted->millihertz);
}

bool kms_mode_fits(const struct kms_mode *mode, const struct display_mode *wanted)
{
    return is_of_size(mode, wanted) && rate_distance(mode, wanted) <= SAME_RATE_MILLIHERTZ;
}

/* The less the better; the kernel has them best first. */
static int badness(const struct kms_mode *mode, const struct display_mode *wanted)
{
    int distance = rate_distance(mode, wanted);
    return (distance <= SAME_RATE_MILLIHERTZ ? 0 : distance) * 6 + (mode->uneven ? 3 : 0) +
           (mode->forced      ? 0
            : mode->preferred ? 1
                              : 2);
}

static int choose(const struct kms_mode *modes, int count, const struct display_mode *wanted)
{
    int best = -1, least = INT_MAX;
    for (int i = 0; i < count; i++)
        if (is_of_size(&modes[i], wanted) && badness(&modes[i], wanted) < least) {
            least = badness(&modes[i], wanted);
            best = i;
        }
    return best;
}

int kms_choose_mode(const struct kms_mode *modes, int count, const struct display_mode *wanted)
{
    int best = choose(modes, count, wanted);
    return best >= 0 ? best : choose(modes, count, &(struct display_mode){0});
}

static bool holds(struct rect outer, struct rect inner)
{
    return rect_equal(rect_intersection(outer, inner), inner);
}

static void add(struct kms_copies *copies, struct rect rect)
{
    if (rect_is_empty(rect))
        return;
    for (int i = 0; i < copies->count; i++)
        if (holds(copies->rects[i], rect))
            return;
    for (int i = copies->count - 1; i >= 0; i--)
        if (holds(rect, copies->rects[i]))
            copies->rects[i] = copies->rects[--copies->count];
    copies->rects[copies->count++] = rect;
}

void kms_copies_find(const struct damage *before, const struct damage *now, struct size size,
                     struct kms_copies *out)
{
    const struct rect whole = {0, 0, size.w, size.h};
    out->count = 0;
    for (int i = 0; i < now->count; i++)
        add(out, rect_intersection(now->rects[i], whole));
    for (int i = 0; i < before->count; i++)
        add(out, rect_intersection(before->rects[i], whole));
}
