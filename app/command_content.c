/* `riwaq content`: what the sources give, as JSON. */
#include "base/buffer.h"
#include "commands.h"
#include "formats/format.h"
#include "setup.h"

#include <stdio.h>

enum { OUTPUT_CAP = 64 * 1024 * 1024 };

int command_content(const struct call *call)
{
    int status = EXIT_DONE;
    struct setup setup;
    if (!setup_init(&setup, call, INT64_MIN, &status)) {
        setup_finish(&setup);
        return status;
    }
    bool failed = false;
    int64_t wall_ns = setup_wall_ns(&setup);
    struct content *content = setup_fetch(&setup, &wall_ns, 0, &failed);
    struct buffer out;
    buffer_init(&out, OUTPUT_CAP);
    bool good = format_print(content, &out);
    fputs(buffer_text(&out), stdout);
    buffer_finish(&out);
    content_put(content);
    status = good && !failed && setup.good ? EXIT_DONE : EXIT_FAILED;
    setup_finish(&setup);
    return status;
}
