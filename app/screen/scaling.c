#include "screen/scaling.h"

#include "base/memory.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>

/* One direction: output pixel i is the sum of weights[i * most + k] * input[first[i] + k]. */
struct axis {
    int *first, *count;
    float *weights;
    int most; /* weights for one output pixel */
};

/* The weight of the input pixel AT for an output pixel that spans FROM to TO. */
static float weight_at(int at, float from, float to)
{
    if (to - from >= 1) {
        float start = from > (float)at ? from : (float)at;
        float end = to < (float)at + 1 ? to : (float)at + 1;
        return end > start ? end - start : 0;
    }
    float distance = fabsf((from + to) / 2 - ((float)at + 0.5f));
    return distance < 1 ? 1 - distance : 0;
}

static void axis_pixel(struct axis *axis, int i, int in, float from, float to)
{
    float reach = to - from >= 1 ? 0 : 1;
    int first = (int)floorf(from - reach), last = (int)ceilf(to + reach);
    first = first < 0 ? 0 : first;
    last = last > in ? in : last;
    if (first >= last) {
        first = first >= in ? in - 1 : first;
        last = first + 1;
    }
    float sum = 0;
    float *weights = axis->weights + (size_t)i * (size_t)axis->most;
    int count = last - first < axis->most ? last - first : axis->most;
    for (int k = 0; k < count; k++)
        sum += weights[k] = weight_at(first + k, from, to);
    if (sum <= 0)
        sum = weights[0] = 1;
    for (int k = 0; k < count; k++)
        weights[k] /= sum;
    axis->first[i] = first;
    axis->count[i] = count;
}

/* OUT pixels from the stretch START .. START + LENGTH of IN pixels. */
static struct axis axis_create(int in, double start, double length, int out)
{
    double step = length / out;
    struct axis axis = {
        .first = memory_array((size_t)out, sizeof(int)),
        .count = memory_array((size_t)out, sizeof(int)),
        .most = (int)ceil(step) + 4,
    };
    axis.weights = memory_array((size_t)out * (size_t)axis.most, sizeof(float));
    for (int i = 0; i < out; i++)
        axis_pixel(&axis, i, in, (float)(start + step * i), (float)(start + step * (i + 1)));
    return axis;
}

static void axis_destroy(struct axis *axis)
{
    free(axis->first);
    free(axis->count);
    free(axis->weights);
}

/* A row of the input, scaled sideways: alpha and colours times alpha, 0 to 255. */
static void scale_row(const uint32_t *in, const struct axis *axis, int out_w, float *out)
{
    for (int x = 0; x < out_w; x++, out += 4) {
        const float *weights = axis->weights + (size_t)x * (size_t)axis->most;
        const uint32_t *from = in + axis->first[x];
        float a = 0, r = 0, g = 0, b = 0;
        for (int k = 0; k < axis->count[x]; k++) {
            uint32_t alpha = from[k] >> 24;
            float w = weights[k], wa = alpha == 255 ? w : w * (float)alpha / 255;
            a += wa * 255;
            r += wa * (float)(from[k] >> 16 & 0xFF);
            g += wa * (float)(from[k] >> 8 & 0xFF);
            b += wa * (float)(from[k] & 0xFF);
        }
        out[0] = a;
        out[1] = r;
        out[2] = g;
        out[3] = b;
    }
}

static uint32_t channel(float value)
{
    return value <= 0 ? 0 : value >= 254.5f ? 255 : (uint32_t)(value + 0.5f);
}

static void store_row(const float *sum, int count, uint32_t *out)
{
    for (int x = 0; x < count; x++, sum += 4) {
        float back = sum[0] > 0 ? 255 / sum[0] : 0;
        out[x] = channel(sum[0]) << 24 | channel(sum[1] * back) << 16 |
                 channel(sum[2] * back) << 8 | channel(sum[3] * back);
    }
}

/* Rows of the input are scaled sideways when first needed; two are kept, as neighbouring
 * output rows share them. */
struct rows {
    const struct pixels *in;
    const struct axis *across;
    int out_w;
    float *kept[2];
    int kept_y[2];
};

static const float *rows_get(struct rows *rows, int y)
{
    int slot = y & 1;
    if (rows->kept_y[slot] != y) {
        scale_row(rows->in->data + (size_t)y * (size_t)rows->in->stride, rows->across, rows->out_w,
                  rows->kept[slot]);
        rows->kept_y[slot] = y;
    }
    return rows->kept[slot];
}

static void scale(const struct pixels *in, const struct axis *across, const struct axis *down,
                  const struct pixels *out)
{
    size_t floats = (size_t)out->w * 4;
    float *sum = memory_array(floats * 3, sizeof(float));
    struct rows rows = {in, across, out->w, {sum + floats, sum + 2 * floats}, {-1, -1}};
    for (int y = 0; y < out->h; y++) {
        for (size_t i = 0; i < floats; i++)
            sum[i] = 0;
        for (int k = 0; k < down->count[y]; k++) {
            float weight = down->weights[(size_t)y * (size_t)down->most + (size_t)k];
            if (weight == 0)
                continue;
            const float *row = rows_get(&rows, down->first[y] + k);
            for (size_t i = 0; i < floats; i++)
                sum[i] += weight * row[i];
        }
        store_row(sum, out->w, out->data + (size_t)y * (size_t)out->stride);
    }
    free(sum);
}

static bool is_empty(const struct pixels *pixels)
{
    return pixels->w <= 0 || pixels->h <= 0;
}

static void scale_part(const struct pixels *in, double x, double y, double w, double h,
                       const struct pixels *out)
{
    if (is_empty(in) || is_empty(out))
        return;
    struct axis across = axis_create(in->w, x, w, out->w);
    struct axis down = axis_create(in->h, y, h, out->h);
    scale(in, &across, &down, out);
    axis_destroy(&across);
    axis_destroy(&down);
}

void scaling_cover(const struct pixels *in, const struct pixels *out)
{
    if (is_empty(in) || is_empty(out))
        return;
    double sx = (double)in->w / out->w, sy = (double)in->h / out->h;
    double step = sx < sy ? sx : sy;
    double w = step * out->w, h = step * out->h;
    scale_part(in, (in->w - w) / 2, (in->h - h) / 2, w, h, out);
}

void scaling_fill(const struct pixels *in, const struct pixels *out)
{
    scale_part(in, 0, 0, in->w, in->h, out);
}
