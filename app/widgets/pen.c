#include "widgets/pen.h"

#include "base/buffer.h"
#include "base/memory.h"
#include "text/numbers.h"
#include "widgets/view_item.h"

#include <math.h>
#include <qrencode.h>
#include <stdlib.h>
#include <string.h>

/* Height of ascent and descent of the Latin faces that leadings are meant for, in em. */
#define LATIN_HEIGHT 1.362
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

const struct text_block *pen_block(const struct view *view, const char *text, int width,
                                   const struct pen_style *style)
{
    const struct theme_font *font = &view->theme->fonts[style->role];
    struct text_options options = {
        .font = scaled_font(view, style->role, style->scale),
        .width = width,
        .max_lines = style->max_lines,
        .direction = direction_for(view, text, style),
        .fallback_rtl = view->mirror,
        .balance = style->balance,
        .locale = style->running && view->locale != NULL ? view->locale
                                                         : language_locale(view->language),
    };
    options.tracking = (int)lround(font->tracking * options.font.px);
    char *isolated = style->running ? numbers_isolate(text) : NULL;
    text = isolated != NULL ? isolated : text;
    char *upper = font->upper ? text_upper(text, options.locale) : NULL;
    text = upper != NULL ? upper : text;
    const struct text_block *block = text_cache_block(view->text, text, strlen(text), &options);
    free(upper);
    free(isolated);
    return block;
}

/* Arabic vowel signs, U+064B to U+0652, stand above and below the letters. */
static bool has_vowel_signs(const char *text)
{
    for (const unsigned char *c = (const unsigned char *)text; *c != '\0'; c++)
        if (c[0] == 0xd9 && c[1] >= 0x8b && c[1] <= 0x92)
            return true;
    return false;
}

/* A face's ascent and descent have room for marks that few texts bear (Noto Sans Arabic: two
 * em). Set by them, lines of Arabic fall apart; a fifth more than Latin is what it needs, and
 * twice that where vowels are written. */
int pen_line_height(const struct view *view, const struct text_block *block,
                    const struct pen_style *style)
{
    double px = scaled_font(view, style->role, style->scale).px;
    double leading = view->theme->fonts[style->role].leading;
    int tallest = 0;
    for (int i = 0; i < block->line_count; i++) {
        int height = block->lines[i].ascent + block->lines[i].descent;
        tallest = height > tallest ? height : tallest;
    }
    if (leading <= 0)
        return tallest;
    double taller = tallest / (LATIN_HEIGHT * px), most = has_vowel_signs(block->text) ? 1.4 : 1.2;
    return (int)lround(leading * px * (taller < 1 ? 1 : taller < most ? taller : most));
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
    bool from_right = style->running && style->own_edge ? block->rtl : pen->view->mirror;
    int left = aligned_x(room, line->width, style->align, from_right);
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

int pen_put_lines(struct pen *pen, const struct text_block *block, int from, int count, int x,
                  int y, int w, const struct pen_style *style)
{
    int height = pen_line_height(pen->view, block, style);
    for (int i = 0; i < count; i++) {
        const struct text_line *line = &block->lines[from + i];
        int free_space = height - line->ascent - line->descent;
        int top = y + i * height + free_space / 2;
        struct rect room = on_screen(pen, x, top, w, height);
        put_line(pen, block, line, room, room.y + line->ascent, style);
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

int pen_line(struct pen *pen, int x, int baseline, int w, const char *text,
             const struct pen_style *style)
{
    if (text == NULL || text[0] == '\0' || w <= 0)
        return 0;
    struct pen_style one = *style;
    one.max_lines = 1;
    const struct text_block *block = pen_block(pen->view, text, w, &one);
    struct rect room = on_screen(pen, x, baseline, w, 0);
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
 * telephone reads it from where people stand. The plate is as large as whole-pixel modules
 * make it, so that no space is lost around the code. */
int pen_qr(struct pen *pen, int x, int y, int side, const char *text)
{
    QRcode *code = QRcode_encodeString8bit(text, 0, QR_ECLEVEL_M);
    if (code == NULL || (code->width + 8) * 2 > side) {
        QRcode_free(code);
        return 0;
    }
    int whole = code->width + 8, plate = side / whole * whole;
    size_t count = (size_t)code->width * (size_t)code->width;
    uint8_t *modules = memory_array(count, 1);
    for (size_t i = 0; i < count; i++)
        modules[i] = code->data[i] & 1;
    struct item item = {.kind = ITEM_QR,
                        .rect = on_screen(pen, x, y + (side - plate) / 2, plate, plate),
                        .color = 0xFF000000U | view_color(pen->view, COLOR_PAPER),
                        .second = view_color(pen->view, COLOR_INK),
                        .radius = view_px(pen->view, 6),
                        .modules = modules,
                        .module_side = code->width};
    list_add(pen->list, &item);
    free(modules);
    QRcode_free(code);
    return plate;
}
