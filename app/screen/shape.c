#include "screen/shape.h"

#include <math.h>

static float clamp01(float value)
{
    return value < 0 ? 0 : value > 1 ? 1 : value;
}

uint8_t shape_corner(int radius, int x, int y)
{
    float dx = (float)radius - (float)x - 0.5f, dy = (float)radius - (float)y - 0.5f;
    float inside = (float)radius - sqrtf(dx * dx + dy * dy) + 0.5f;
    return (uint8_t)(clamp01(inside) * 255 + 0.5f);
}

static void scale_alpha(uint32_t *pixel, uint8_t coverage)
{
    uint32_t alpha = ((*pixel >> 24) * coverage + 127) / 255;
    *pixel = (*pixel & 0xFFFFFF) | alpha << 24;
}

static int cap_radius(const struct pixels *pixels, int radius)
{
    int shorter = pixels->w < pixels->h ? pixels->w : pixels->h;
    return radius > shorter / 2 ? shorter / 2 : radius;
}

void shape_round(const struct pixels *pixels, int radius)
{
    radius = cap_radius(pixels, radius);
    for (int y = 0; y < radius; y++) {
        uint32_t *top = pixels->data + (size_t)y * (size_t)pixels->stride;
        uint32_t *bottom = pixels->data + (size_t)(pixels->h - 1 - y) * (size_t)pixels->stride;
        for (int x = 0; x < radius; x++) {
            uint8_t coverage = shape_corner(radius, x, y);
            int mirrored = pixels->w - 1 - x;
            scale_alpha(&top[x], coverage);
            scale_alpha(&top[mirrored], coverage);
            scale_alpha(&bottom[x], coverage);
            scale_alpha(&bottom[mirrored], coverage);
        }
    }
}

void shape_fill_round(const struct pixels *pixels, int radius, color paint)
{
    for (int y = 0; y < pixels->h; y++) {
        uint32_t *row = pixels->data + (size_t)y * (size_t)pixels->stride;
        for (int x = 0; x < pixels->w; x++)
            row[x] = paint;
    }
    shape_round(pixels, radius);
}

void shape_keep_corner(const struct pixels *pixels, enum item_corner corner)
{
    bool right = corner == CORNER_TOP_RIGHT || corner == CORNER_BOTTOM_RIGHT;
    bool bottom = corner == CORNER_BOTTOM_LEFT || corner == CORNER_BOTTOM_RIGHT;
    int radius = pixels->w < pixels->h ? pixels->w : pixels->h;
    for (int y = 0; y < radius; y++)
        for (int x = 0; x < radius; x++) {
            int row = bottom ? radius - 1 - y : y, column = right ? radius - 1 - x : x;
            uint32_t *pixel = pixels->data + (size_t)row * (size_t)pixels->stride + column;
            scale_alpha(pixel, 255 - shape_corner(radius, x, y));
        }
}

void shape_fill_corner(const struct pixels *pixels, enum item_corner corner, color paint)
{
    int radius = pixels->w < pixels->h ? pixels->w : pixels->h;
    for (int y = 0; y < radius; y++)
        for (int x = 0; x < radius; x++)
            pixels->data[(size_t)y * (size_t)pixels->stride + (size_t)x] = paint;
    shape_keep_corner(pixels, corner);
}

void shape_veil(const struct pixels *pixels, color paint)
{
    const uint32_t alpha = paint >> 24;
    for (int y = 0; alpha > 0 && y < pixels->h; y++) {
        uint32_t *row = pixels->data + (size_t)y * (size_t)pixels->stride;
        for (int x = 0; x < pixels->w; x++) {
            uint32_t out = row[x] & 0xFF000000;
            for (int shift = 0; shift <= 16; shift += 8) {
                uint32_t under = row[x] >> shift & 0xFF, over = paint >> shift & 0xFF;
                out |= ((over * alpha + under * (255 - alpha) + 127) / 255) << shift;
            }
            row[x] = out;
        }
    }
}

static float line_distance(const struct stroke *s, float x, float y)
{
    float dx = s->x2 - s->x, dy = s->y2 - s->y, length2 = dx * dx + dy * dy;
    float t = length2 > 0 ? clamp01(((x - s->x) * dx + (y - s->y) * dy) / length2) : 0;
    float ex = x - s->x - t * dx, ey = y - s->y - t * dy;
    return sqrtf(ex * ex + ey * ey);
}

static float end_distance(const struct stroke *s, float degrees, float x, float y)
{
    float angle = degrees * 0.017453292f;
    float ex = x - s->x - s->radius * cosf(angle), ey = y - s->y - s->radius * sinf(angle);
    return sqrtf(ex * ex + ey * ey);
}

static float arc_distance(const struct stroke *s, float x, float y)
{
    float dx = x - s->x, dy = y - s->y;
    float angle = atan2f(dy, dx) / 0.017453292f - s->from;
    angle -= 360 * floorf(angle / 360);
    if (angle <= s->to - s->from)
        return fabsf(sqrtf(dx * dx + dy * dy) - s->radius);
    float a = end_distance(s, s->from, x, y), b = end_distance(s, s->to, x, y);
    return a < b ? a : b;
}

float shape_distance(const struct stroke *stroke, float x, float y)
{
    return stroke->radius > 0 ? arc_distance(stroke, x, y) : line_distance(stroke, x, y);
}

/* No more than the distance, and cheap: most arcs are far from most pixels. */
static float least_distance(const struct stroke *s, float x, float y)
{
    float dx = x - s->x, dy = y - s->y;
    return s->radius > 0 ? fabsf(sqrtf(dx * dx + dy * dy) - s->radius) : 0;
}

/* Nearest stroke of one of the two colours. */
static float nearest(const struct icon_drawing *drawing, bool second, float x, float y)
{
    float best = ICON_GRID * 2;
    for (int i = 0; i < drawing->stroke_count; i++) {
        const struct stroke *stroke = &drawing->strokes[i];
        if (stroke->second != second || least_distance(stroke, x, y) >= best)
            continue;
        float distance = shape_distance(stroke, x, y);
        best = distance < best ? distance : best;
    }
    return best;
}

/* TOP over BOTTOM, each a colour with alpha and how much of the pixel it covers. */
static uint32_t compose(color bottom, float bottom_cover, color top, float top_cover)
{
    float a = (float)(bottom >> 24) / 255 * bottom_cover, b = (float)(top >> 24) / 255 * top_cover;
    float under = a * (1 - b), alpha = under + b;
    if (alpha <= 0)
        return 0;
    uint32_t out = (uint32_t)(alpha * 255 + 0.5f) << 24;
    for (int shift = 0; shift <= 16; shift += 8) {
        float mixed =
            ((float)((bottom >> shift) & 0xFF) * under + (float)((top >> shift) & 0xFF) * b) /
            alpha;
        out |= (uint32_t)(mixed + 0.5f) << shift;
    }
    return out;
}

void shape_icon(const struct pixels *pixels, const struct icon_drawing *drawing, color first,
                color second)
{
    int side = pixels->w < pixels->h ? pixels->w : pixels->h;
    if (side <= 0 || drawing == NULL || drawing->stroke_count == 0)
        return;
    float scale = (float)side / ICON_GRID, half = drawing->width / 2;
    for (int y = 0; y < side; y++) {
        uint32_t *row = pixels->data + (size_t)y * (size_t)pixels->stride;
        for (int x = 0; x < side; x++) {
            float gx = ((float)x + 0.5f) / scale, gy = ((float)y + 0.5f) / scale;
            float under = clamp01((half - nearest(drawing, false, gx, gy)) * scale + 0.5f);
            float over = clamp01((half - nearest(drawing, true, gx, gy)) * scale + 0.5f);
            row[x] = compose(first, under, second, over);
        }
    }
}
