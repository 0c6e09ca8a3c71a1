#include "screen/scaling.h"

#include "base/memory.h"

#include <math.h>
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

struct scaling {
    struct pixels in, out;
    struct axis across, down;
    float *sum; /* of the output row */
    /* Rows of the input are scaled sideways when first needed; two are kept, as neighbouring
     * output rows share them. */
    float *kept[2];
    int kept_y[2];
    int y; /* the next output row */
};

static const float *scaled_row(struct scaling *self, int y)
{
    int slot = y & 1;
    if (self->kept_y[slot] != y) {
        scale_row(self->in.data + (size_t)y * (size_t)self->in.stride, &self->across, self->out.w,
                  self->kept[slot]);
        self->kept_y[slot] = y;
    }
    return self->kept[slot];
}

static void scale_next(struct scaling *self)
{
    const struct axis *down = &self->down;
    size_t floats = (size_t)self->out.w * 4;
    int y = self->y++;
    for (size_t i = 0; i < floats; i++)
        self->sum[i] = 0;
    for (int k = 0; k < down->count[y]; k++) {
        float weight = down->weights[(size_t)y * (size_t)down->most + (size_t)k];
        if (weight == 0)
            continue;
        const float *row = scaled_row(self, down->first[y] + k);
        for (size_t i = 0; i < floats; i++)
            self->sum[i] += weight * row[i];
    }
    store_row(self->sum, self->out.w, self->out.data + (size_t)y * (size_t)self->out.stride);
}

static bool is_empty(const struct pixels *pixels)
{
    return pixels->w <= 0 || pixels->h <= 0;
}

struct scaling *scaling_create_part(const struct pixels *in, const struct pixels *out,
                                    struct part part)
{
    struct scaling *self = memory_new(sizeof *self);
    self->in = *in;
    self->out = *out;
    if (is_empty(in) || is_empty(out)) {
        self->y = out->h;
        return self;
    }
    size_t floats = (size_t)out->w * 4;
    self->across = axis_create(in->w, part.x, part.w, out->w);
    self->down = axis_create(in->h, part.y, part.h, out->h);
    self->sum = memory_array(floats * 3, sizeof(float));
    self->kept[0] = self->sum + floats;
    self->kept[1] = self->sum + 2 * floats;
    self->kept_y[0] = self->kept_y[1] = -1;
    return self;
}

struct scaling *scaling_create(const struct pixels *in, const struct pixels *out)
{
    if (is_empty(in) || is_empty(out))
        return scaling_create_part(in, out, (struct part){0});
    double sx = (double)in->w / out->w, sy = (double)in->h / out->h;
    double step = sx < sy ? sx : sy;
    double w = step * out->w, h = step * out->h;
    return scaling_create_part(in, out, (struct part){(in->w - w) / 2, (in->h - h) / 4, w, h});
}

bool scaling_step(struct scaling *scaling, int64_t pixels)
{
    while (scaling->y < scaling->out.h && pixels > 0) {
        pixels -= (int64_t)scaling->in.w * scaling->down.count[scaling->y];
        scale_next(scaling);
    }
    return scaling->y >= scaling->out.h;
}

void scaling_destroy(struct scaling *scaling)
{
    if (scaling == NULL)
        return;
    axis_destroy(&scaling->across);
    axis_destroy(&scaling->down);
    free(scaling->sum);
    free(scaling);
}

void scaling_cover(const struct pixels *in, const struct pixels *out)
{
    struct scaling *scaling = scaling_create(in, out);
    scaling_step(scaling, INT64_MAX);
    scaling_destroy(scaling);
}

void scaling_fill(const struct pixels *in, const struct pixels *out)
{
    struct scaling *scaling = scaling_create_part(in, out, (struct part){0, 0, in->w, in->h});
    scaling_step(scaling, INT64_MAX);
    scaling_destroy(scaling);
}
