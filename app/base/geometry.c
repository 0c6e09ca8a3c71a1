#include "base/geometry.h"

static int most(int a, int b)
{
    return a > b ? a : b;
}

static int least(int a, int b)
{
    return a < b ? a : b;
}

bool rect_is_empty(struct rect r)
{
    return r.w <= 0 || r.h <= 0;
}

bool rect_equal(struct rect a, struct rect b)
{
    return a.x == b.x && a.y == b.y && a.w == b.w && a.h == b.h;
}

bool rect_overlaps(struct rect a, struct rect b)
{
    return !rect_is_empty(rect_intersection(a, b));
}

struct rect rect_intersection(struct rect a, struct rect b)
{
    int x = most(a.x, b.x), y = most(a.y, b.y);
    int right = least(a.x + a.w, b.x + b.w), bottom = least(a.y + a.h, b.y + b.h);
    if (right <= x || bottom <= y)
        return (struct rect){0, 0, 0, 0};
    return (struct rect){x, y, right - x, bottom - y};
}

struct rect rect_union(struct rect a, struct rect b)
{
    if (rect_is_empty(a))
        return b;
    if (rect_is_empty(b))
        return a;
    int x = least(a.x, b.x), y = least(a.y, b.y);
    int right = most(a.x + a.w, b.x + b.w), bottom = most(a.y + a.h, b.y + b.h);
    return (struct rect){x, y, right - x, bottom - y};
}

struct rect rect_moved(struct rect r, int dx, int dy)
{
    return (struct rect){r.x + dx, r.y + dy, r.w, r.h};
}

struct rect rect_inset(struct rect r, int by)
{
    return (struct rect){r.x + by, r.y + by, r.w - 2 * by, r.h - 2 * by};
}

struct rect rect_mirrored(struct rect r, struct rect around)
{
    r.x = 2 * around.x + around.w - r.x - r.w;
    return r;
}
