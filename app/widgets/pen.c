#include "widgets/pen.h"

#include "base/buffer.h"
#include "base/memory.h"
#include "text/structured.h"
#include "widgets/view_item.h"

#include <math.h>
#include <qrencode.h>
#include <stdlib.h>
#include <string.h>

/* From an accent on a capital to the foot of a g, in em: what leadings are meant for. */
#define LATIN_REACH 1.2
/* Height of capitals in em; true to a hundredth for Noto's sans and serif faces. */
#define CAP_HEIGHT 0.714

struct pen pen_for(const struct view *view, struct list *list)
{
    return (struct pen){.view = view, .list = list, .box = view->box};
}

static struct text_font scaled_font(const struct view *view, enum font_role role, double scale)
{
    long px = lround(view->theme->fonts[role].size * view->unit * (scale > 0 ? scale : 1));
    return (struct text_font){.role = (uint16_t)role, .px = (uint16_t)(px < 6 ? 6 : px)};
}

struct text_font pen_font(const struct view *view, enum font_role role)
{
    return scaled_font(view, role, 1);
}

/* What riwaq writes runs as its language does, whatever the page's edges are. */
static enum text_direction direction_for(const struct view *view, const char *text,
                                         const struct pen_style *style)
{
    if (!style->running)
        return language_is_rtl(view->language) ? DIRECTION_RTL : DIRECTION_LTR;
    return style->direction != DIRECTION_AUTO ? style->direction : view_direction_of(view, text);
}

static struct text_options options_for(const struct view *view, int width,
                                       const struct pen_style *style, enum text_direction direction)
{
    struct text_options options = {
        .font = scaled_font(view, style->role, style->scale),
        .width = width,
        .max_lines = style->max_lines,
        .direction = direction,
        .fallback_rtl = view->mirror,
        .balance = style->balance,
        .tabular = !style->running, /* what riwaq writes itself counts and ticks */
        .locale =
            style->running && view->locale != NULL ? view->locale : language_locale(view->language),
    };
    options.tracking = (int)lround(view->theme->fonts[style->role].tracking * options.font.px);
    return options;
}

const struct text_block *pen_block(const struct view *view, const char *text, int width,
                                   const struct pen_style *style)
{
    const enum text_direction direction = direction_for(view, text, style);
    const struct text_options options = options_for(view, width, style, direction);
    char *isolated = style->running ? structured_isolate(text, direction == DIRECTION_RTL) : NULL;
    text = isolated != NULL ? isolated : text;
    char *upper = view->theme->fonts[style->role].upper ? text_upper(text, options.locale) : NULL;
    text = upper != NULL ? upper : text;
    const struct text_block *block = text_cache_block(view->text, text, strlen(text), &options);
    free(upper);
    free(isolated);
    return block;
}

const struct text_block *pen_block_rest(const struct view *view, const struct text_block *block,
                                        int line, int width, const struct pen_style *style)
{
    struct text_options options =
        options_for(view, width, style, block->rtl ? DIRECTION_RTL : DIRECTION_LTR);
    options.from = block->lines[line].start;
    return text_cache_block(view->text, block->text, strlen(block->text), &options);
}

void pen_need_add(struct pen_need *need, const struct text_block *block)
{
    for (int i = 0; i < block->line_count; i++) {
        const struct text_line *line = &block->lines[i];
        text_metrics_extend(&need->reach.all, line->reach.all);
        text_metrics_extend(&need->reach.plain, line->reach.plain);
        if (line->ascent + line->descent > need->face)
            need->face = line->ascent + line->descent;
    }
}

static struct pen_need need_of(const struct text_block *block, const struct pen_style *style)
{
    struct pen_need need = style->beside;
    pen_need_add(&need, block);
    return need;
}

static int extent(struct text_metrics metrics)
{
    return metrics.ascent + metrics.descent;
}

/* Whether lines that reach so far are taller than Latin; a pixel on either side is rounding. */
static bool is_tall(double px, struct text_metrics reach)
{
    return extent(reach) > LATIN_REACH * px + 2;
}

/* What a script needs beyond Latin is added to the theme's leading, which is meant for Latin, so
 * that the air between lines is the same. What only some of its letters bear stands in that air:
 * one vowel does not loosen a whole text. But lines never touch, however many marks they have and
 * however tight a display face is set. */
static int line_height(const struct view *view, const struct pen_need *need,
                       const struct pen_style *style)
{
    const double px = scaled_font(view, style->role, style->scale).px;
    const double leading = view->theme->fonts[style->role].leading;
    double height = leading > 0 ? leading * px : need->face;
    if (leading > 0 && is_tall(px, need->reach.plain))
        height += extent(need->reach.plain) - LATIN_REACH * px;
    if (is_tall(px, need->reach.all))
        height = fmax(height, extent(need->reach.all));
    return (int)lround(height);
}

int pen_line_height(const struct view *view, const struct text_block *block,
                    const struct pen_style *style)
{
    const struct pen_need need = need_of(block, style);
    return line_height(view, &need, style);
}

int pen_text_width(const struct view *view, const char *text, const struct pen_style *style)
{
    return pen_block(view, text, 0, style)->width;
}

int pen_cap_height(const struct view *view, enum font_role role)
{
    return (int)lround(CAP_HEIGHT * pen_font(view, role).px);
}

/* The screen's rectangle for logical coordinates. */
static struct rect on_screen(const struct pen *pen, int x, int y, int w, int h)
{
    struct rect r = {pen->box.x + x, pen->box.y + y, w, h};
    return pen->view->mirror ? rect_mirrored(r, pen->box) : r;
}

static int aligned_x(const struct rect room, int width, enum align align, bool from_right)
{
    if (align == ALIGN_CENTER)
        return room.x + (room.w - width) / 2;
    bool left = (align == ALIGN_START) != from_right;
    return left ? room.x : room.x + room.w - width;
}

/* The label of a line: its text without the isolates that only order it. */
static void put_label(struct pen *pen, struct rect rect, const char *text, size_t length)
{
    struct buffer plain;
    buffer_init(&plain, length + 1);
    for (size_t i = 0; i < length;) {
        bool isolate = i + 2 < length && memcmp(text + i, "\xe2\x81", 2) == 0 &&
                       (unsigned char)text[i + 2] >= 0xa6 && (unsigned char)text[i + 2] <= 0xa9;
        if (!isolate)
            buffer_add(&plain, text + i, 1);
        i += isolate ? 3 : 1;
    }
    list_label(pen->list, rect, buffer_text(&plain), plain.length);
    buffer_finish(&plain);
}

static void put_line(struct pen *pen, const struct text_block *block, const struct text_line *line,
                     struct rect room, int baseline, const struct pen_style *style)
{
    bool mirror = pen->view->mirror, own = style->running && style->own_edge;
    bool against = style->running && style->align == ALIGN_START && block->rtl != mirror;
    if (against && !own) {
        /* The block on the page's edge, its lines from where they begin in it. */
        room.x = aligned_x(room, block->width, ALIGN_START, mirror);
        room.w = block->width;
    }
    int left = aligned_x(room, line->width, style->align, own || against ? block->rtl : mirror);
    int top = baseline - line->ascent, height = line->ascent + line->descent;
    for (int i = 0; i < line->piece_count; i++) {
        const struct text_piece *piece = &line->pieces[i];
        struct item item = {
            .kind = ITEM_TEXT,
            .rect = {left + piece->x, top, piece->width, height},
            .color = view_color(pen->view, style->color),
            .baseline = baseline,
            .run = piece->run,
        };
        list_add(pen->list, &item);
    }
    if (!pen->silent && line->length > 0)
        put_label(pen, (struct rect){left, top, line->width, height}, block->text + line->start,
                  line->length);
}

/* Where the first face, by its own metrics, stands in the middle: one place for all lines of a
 * block. Lower or higher where marks would leave the line. */
int pen_baseline(const struct view *view, const struct text_block *block,
                 const struct pen_style *style)
{
    const struct pen_need need = need_of(block, style);
    const int height = line_height(view, &need, style);
    const struct text_measure *measure = text_cache_measure(view->text);
    const struct text_metrics face =
        measure->metrics(measure->self, scaled_font(view, style->role, style->scale), 0);
    const struct text_metrics reach = need.reach.all;
    int baseline = (height - face.ascent - face.descent) / 2 + face.ascent;
    if (extent(reach) > height)
        return baseline; /* a leading tighter than Latin: as the theme wants it */
    if (baseline > height - reach.descent)
        baseline = height - reach.descent;
    return baseline < reach.ascent ? reach.ascent : baseline;
}

int pen_put_lines(struct pen *pen, const struct text_block *block, int from, int count, int x,
                  int y, int w, const struct pen_style *style)
{
    int height = pen_line_height(pen->view, block, style);
    int baseline = pen_baseline(pen->view, block, style);
    for (int i = 0; i < count; i++) {
        struct rect room = on_screen(pen, x, y + i * height, w, height);
        put_line(pen, block, &block->lines[from + i], room, room.y + baseline, style);
    }
    return count * height;
}

int pen_text(struct pen *pen, int x, int y, int w, const char *text, const struct pen_style *style)
{
    if (text == NULL || text[0] == '\0')
        return 0;
    const struct text_block *block = pen_block(pen->view, text, w, style);
    return pen_put_lines(pen, block, 0, block->line_count, x, y, w, style);
}

/* The box, which is a zone's, cuts what is outside it. Where a line of a script taller than what
 * the place was made for would be cut and there is room on its other side, it moves there; one
 * that is higher than the whole box is set smaller. */
static int within_box(const struct pen *pen, int baseline, struct text_metrics reach)
{
    if (baseline < 0 || baseline > pen->box.h || extent(reach) > pen->box.h)
        return baseline; /* not a place in the box; or Latin, in a zone lower than its letters */
    if (baseline > pen->box.h - reach.descent)
        baseline = pen->box.h - reach.descent;
    return baseline < reach.ascent ? reach.ascent : baseline;
}

int pen_line(struct pen *pen, int x, int baseline, int w, const char *text,
             const struct pen_style *style)
{
    if (text == NULL || text[0] == '\0' || w <= 0)
        return 0;
    struct pen_style one = *style;
    one.max_lines = 1;
    const struct text_block *block = pen_block(pen->view, text, w, &one);
    const struct text_metrics reach = block->lines[0].reach.all;
    const int need = extent(reach);
    if (need > pen->box.h && is_tall(scaled_font(pen->view, one.role, one.scale).px, reach)) {
        one.scale = (one.scale > 0 ? one.scale : 1) * (pen->box.h - 3) / need;
        block = pen_block(pen->view, text, w, &one);
    }
    struct rect room =
        on_screen(pen, x, within_box(pen, baseline, block->lines[0].reach.all), w, 0);
    put_line(pen, block, &block->lines[0], room, room.y, &one);
    return block->lines[0].width;
}

void pen_rect(struct pen *pen, int x, int y, int w, int h, int radius, enum color_role role)
{
    struct item item = {.kind = ITEM_RECT,
                        .rect = on_screen(pen, x, y, w, h),
                        .color = view_color(pen->view, role),
                        .radius = radius};
    if (!rect_is_empty(item.rect))
        list_add(pen->list, &item);
}

void pen_icon(struct pen *pen, int x, int y, int side, enum icon icon, enum color_role first,
              enum color_role second)
{
    struct item item = {.kind = ITEM_ICON,
                        .icon = (uint8_t)icon,
                        .rect = on_screen(pen, x, y, side, side),
                        .color = view_color(pen->view, first),
                        .second = view_color(pen->view, second)};
    if (icon != ICON_NONE && side > 0)
        list_add(pen->list, &item);
}

void pen_picture(struct pen *pen, int x, int y, int w, int h, int radius,
                 const struct picture *picture)
{
    struct item item = {.kind = ITEM_PICTURE,
                        .rect = on_screen(pen, x, y, w, h),
                        .radius = radius,
                        .picture = picture};
    if (picture != NULL && !rect_is_empty(item.rect))
        list_add(pen->list, &item);
}

/* With its quiet zone a code is four modules wider on each side; under two pixels a module no
 * telephone reads it from where people stand: then NULL, and CODE is freed. */
static QRcode *readable(QRcode *code, int side)
{
    if (code != NULL && (code->width + 8) * 2 <= side)
        return code;
    QRcode_free(code);
    return NULL;
}

/* How light a colour is, 0 to 1000 (the weights of Rec. 709, without its curve: only to compare).
 */
static unsigned lightness(color paint)
{
    return ((paint >> 16 & 0xFF) * 213 + (paint >> 8 & 0xFF) * 715 + (paint & 0xFF) * 72) / 255;
}

/* The plate is as large as whole-pixel modules make it, so that no space is lost around the
 * code. */
int pen_qr(struct pen *pen, int x, int y, int side, const char *text)
{
    QRcode *code = readable(QRcode_encodeString8bit(text, 0, QR_ECLEVEL_M), side);
    if (code == NULL) /* a screen gets no scratches: better one with less correction than none */
        code = readable(QRcode_encodeString(text, 0, QR_ECLEVEL_L, QR_MODE_8, 1), side);
    if (code == NULL)
        return 0;
    int whole = code->width + 8, plate = side / whole * whole;
    size_t count = (size_t)code->width * (size_t)code->width;
    uint8_t *modules = memory_array(count, 1);
    for (size_t i = 0; i < count; i++)
        modules[i] = code->data[i] & 1;
    color paper = 0xFF000000U | view_color(pen->view, COLOR_PAPER);
    color ink = 0xFF000000U | view_color(pen->view, COLOR_INK);
    bool dark = lightness(paper) < lightness(ink); /* light modules on dark few telephones read */
    struct item item = {.kind = ITEM_QR,
                        .rect = on_screen(pen, x, y + (side - plate) / 2, plate, plate),
                        .color = dark ? paper : ink,
                        .second = dark ? ink : paper,
                        .radius = view_px(pen->view, 6),
                        .modules = modules,
                        .module_side = code->width};
    list_add(pen->list, &item);
    free(modules);
    QRcode_free(code);
    return plate;
}
