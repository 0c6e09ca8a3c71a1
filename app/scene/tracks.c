#include "scene/tracks.h"

/* Shares keep at least so much of what fixed tracks leave. */
#define SHARES_KEEP (1.0 / 3)

/* What is shown, in pixels, and the shares. */
struct sums {
    double fixed, natural, shares;
    int shown, auto_count;
    bool any_left_out;
};

static enum track_kind kind_of(const struct axis *axis, int i)
{
    bool is_auto = axis->tracks[i].kind == TRACK_AUTO;
    return is_auto && axis->natural[i] <= 0 ? TRACK_FRACTION : axis->tracks[i].kind;
}

bool axis_is_share(const struct axis *axis, int track)
{
    return kind_of(axis, track) == TRACK_FRACTION;
}

static double share_of(const struct axis *axis, int i)
{
    return axis->tracks[i].kind == TRACK_AUTO ? 1 : axis->tracks[i].amount;
}

static struct sums sum_up(const struct axis *axis)
{
    struct sums sums = {0};
    for (int i = 0; i < axis->count; i++) {
        sums.any_left_out |= axis->left_out[i];
        if (axis->left_out[i])
            continue;
        sums.shown++;
        switch (kind_of(axis, i)) {
        case TRACK_FIXED:
            sums.fixed += axis->tracks[i].amount * axis->unit;
            break;
        case TRACK_FRACTION:
            sums.shares += share_of(axis, i);
            break;
        case TRACK_AUTO:
            sums.natural += axis->natural[i];
            sums.auto_count++;
            break;
        }
    }
    return sums;
}

/* The length that no auto track may exceed, so that together they have ROOM. */
static double find_limit(const struct axis *axis, double room)
{
    double limit = 0;
    for (int round = 0; round <= axis->count; round++) {
        double rest = room;
        int longer = 0;
        for (int i = 0; i < axis->count; i++) {
            if (axis->left_out[i] || kind_of(axis, i) != TRACK_AUTO)
                continue;
            if (axis->natural[i] > limit)
                longer++;
            else
                rest -= axis->natural[i];
        }
        if (longer == 0)
            break;
        limit = rest / longer;
    }
    return limit;
}

/* How long tracks of each kind are, once it is known what there is. */
struct scale {
    double fixed;   /* of a unit's pixels */
    double share;   /* pixels */
    double limit;   /* of auto tracks, pixels */
    double more;    /* for each of these, pixels */
    double natural; /* of what they ask for */
};

static struct scale scale_for(const struct axis *axis, const struct sums *sums, double room)
{
    double fixed = sums->fixed, natural = sums->natural, rest = room - fixed;
    struct scale scale = {.fixed = 1, .natural = 1, .limit = natural};
    if (rest <= 0 && fixed + natural > 0) { /* not even the fixed ones fit */
        scale.fixed = scale.natural = room / (fixed + natural);
        return scale;
    }
    double most = sums->shares > 0 ? rest * (1 - SHARES_KEEP) : rest;
    if (natural > most) {
        scale.limit = find_limit(axis, most);
        natural = most;
    }
    if (sums->shares > 0)
        scale.share = (rest - natural) / sums->shares;
    else if (sums->auto_count > 0)
        scale.more = (rest - natural) / sums->auto_count;
    else if (sums->any_left_out && fixed > 0)
        scale.fixed = room / fixed;
    return scale;
}

static double length_of(const struct axis *axis, const struct scale *scale, int i)
{
    double length = 0;
    if (axis->left_out[i])
        return 0;
    switch (kind_of(axis, i)) {
    case TRACK_FIXED:
        length = axis->tracks[i].amount * axis->unit * scale->fixed;
        break;
    case TRACK_FRACTION:
        length = share_of(axis, i) * scale->share;
        break;
    case TRACK_AUTO:
        length = axis->natural[i] < scale->limit ? axis->natural[i] : scale->limit;
        length = length * scale->natural + scale->more;
        break;
    }
    return length > 0 ? length : 0;
}

void axis_place(const struct axis *axis, struct edges *out)
{
    const struct sums sums = sum_up(axis);
    double gap = axis->gap, gaps = gap * (sums.shown > 1 ? sums.shown - 1 : 0);
    if (sums.fixed + gaps > axis->room && axis->room >= 0) { /* gaps shrink with the tracks */
        gap *= axis->room / (sums.fixed + gaps);
        gaps *= axis->room / (sums.fixed + gaps);
    }
    const struct scale scale = scale_for(axis, &sums, axis->room - gaps);
    double at = 0;
    for (int i = 0; i < axis->count; i++) {
        double length = length_of(axis, &scale, i);
        out->start[i] = at;
        out->end[i] = at + length;
        at += axis->left_out[i] ? 0 : length + gap;
    }
    /* Who stands in all of them ends where the last one that is shown does. */
    for (int i = axis->count - 1; i >= 0 && axis->left_out[i] && sums.shown > 0; i--)
        out->start[i] = out->end[i] = at - gap;
}
