/* Any bytes as a JSON Pointer, a NUL, and a JSON document: no crash; what the pointer does not find
 * it explains, and what it finds it does not. */
#include "base/memory.h"
#include "formats/pointer.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void require(bool held)
{
    if (!held)
        abort();
}

static void check_miss(const struct pointer *pointer, const struct pointer_miss *miss)
{
    struct buffer out;
    buffer_init(&out, 1000);
    require(miss->prefix < strlen(pointer_text(pointer)));
    require(miss->step >= 0 && miss->step < POINTER_STEPS_MAX && miss->there != NULL);
    pointer_describe(pointer, miss, &out);
    require(out.length > 0 && !out.overflow);
    buffer_finish(&out);
}

static void check_document(const struct pointer *pointer, const char *text, size_t size)
{
    json_t *value = json_loadb(text, size, JSON_DECODE_ANY, NULL);
    if (value == NULL)
        return;
    struct pointer_miss miss;
    bool missed = pointer_suggest(pointer, value, &miss);
    require(missed == (pointer_find(pointer, value) == NULL));
    if (missed)
        check_miss(pointer, &miss);
    json_decref(value);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char *text = memory_text_n((const char *)data, size);
    size_t length = strlen(text);
    struct fault error = {0};
    struct pointer *pointer = pointer_create(text, &error);
    if (pointer == NULL)
        require(error.what[0] != '\0' && error.at <= length);
    else if (length < size)
        check_document(pointer, text + length + 1, size - length - 1);
    pointer_destroy(pointer);
    free(text);
    return 0;
}
