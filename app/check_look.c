#include "check_look.h"

#include "base/buffer.h"
#include "check_contrast.h"
#include "check_distance.h"
#include "check_fit.h"
#include "check_room.h"
#include "check_safe.h"
#include "check_tracks.h"
#include "store/file.h"

enum { FILE_CAP = 256 * 1024 };

struct judge {
    struct check_contrast contrast;
    struct check_fit fit;
    struct check_safe safe;
    struct check_distance distance;
};

static void look(void *self, const struct stage_frame *frame)
{
    struct judge *judge = self;
    check_contrast_look(&judge->contrast, frame);
    check_fit_look(&judge->fit, frame);
    check_safe_look(&judge->safe, frame);
    check_distance_look(&judge->distance, frame);
}

static struct whereabouts *find_places(const char *file)
{
    struct buffer text;
    buffer_init(&text, FILE_CAP);
    size_t size;
    const char *builtin = theme_builtin_text(&size);
    struct whereabouts *places =
        file != NULL && file_read(file, &text)
            ? whereabouts_create(file, buffer_text(&text), text.length)
            : whereabouts_create(file != NULL ? file : "atrium", builtin, size);
    buffer_finish(&text);
    return places;
}

void check_look(const struct stage *stage, const char *file, struct diagnostics *findings)
{
    struct stage shown = *stage;
    struct judge judge = {.safe = {.config = stage->config}};
    if (shown.size_count == 0)
        shown.size_count = stage_sizes(stage->theme, shown.sizes);
    stage_show(&shown, look, &judge);
    struct whereabouts *places = find_places(file);
    check_contrast_report(&judge.contrast, stage->theme, places, findings);
    check_contrast_finish(&judge.contrast);
    check_fit_report(&judge.fit, stage->theme, places, findings);
    check_room_report(&shown, places, findings);
    check_tracks_report(stage->theme, places, findings);
    check_safe_report(&judge.safe, &shown, places, findings);
    check_distance_report(&judge.distance, stage, places, findings);
    whereabouts_destroy(places);
}
