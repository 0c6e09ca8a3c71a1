#include "formats/pointer.h"

#include "base/diagnostics.h"
#include "base/memory.h"
#include "formats/value_type.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A suggestion looks at no more keys than these: an object of an answer can have a million. */
enum { KEYS_MAX = 500, KEYS_TOLD = 6, QUOTE_MAX = 60 };

struct step {
    const char *name; /* without escapes */
    size_t at;        /* where its "/" stands in the text */
};

struct pointer {
    int count;
    struct step steps[POINTER_STEPS_MAX];
    char *text;
    char *names; /* what the steps point into */
};

static bool check_start(const char *text, struct fault *error)
{
    size_t length = strnlen(text, POINTER_BYTES_MAX + 1);
    if (length > POINTER_BYTES_MAX)
        return fault_set(error, POINTER_BYTES_MAX, "longer than %d bytes", POINTER_BYTES_MAX);
    if (text[0] == '\0' || text[0] == '/')
        return true;
    if (text[0] == '#')
        return fault_set(error, 0, "begins with \"#\"; begin it with \"/\"");
    return fault_set(error, 0,
                     "begins without \"/\"; write one before each key, as in \"/data/items\"");
}

/* Splits the text at its slashes and takes the escapes away (section 3). */
static bool split(struct pointer *pointer, struct fault *error)
{
    char *out = pointer->names;
    for (const char *at = pointer->text; *at != '\0';) {
        size_t start = (size_t)(at - pointer->text);
        if (pointer->count == POINTER_STEPS_MAX)
            return fault_set(error, start, "has more than %d steps", POINTER_STEPS_MAX);
        pointer->steps[pointer->count++] = (struct step){.name = out, .at = start};
        for (at++; *at != '\0' && *at != '/'; at++) {
            char c = *at;
            if (c == '~') {
                at++;
                if (*at != '0' && *at != '1')
                    return fault_set(
                        error, (size_t)(at - 1 - pointer->text),
                        "\"~\" stands alone; write \"~0\" for it, and \"~1\" for a \"/\" "
                        "in a key");
                c = *at == '0' ? '~' : '/';
            }
            *out++ = c;
        }
        *out++ = '\0';
    }
    return true;
}

struct pointer *pointer_create(const char *text, struct fault *error)
{
    if (!check_start(text, error))
        return NULL;
    struct pointer *pointer = memory_new(sizeof *pointer);
    pointer->text = memory_text(text);
    pointer->names = memory_new(strlen(text) + 1);
    if (!split(pointer, error)) {
        pointer_destroy(pointer);
        return NULL;
    }
    return pointer;
}

void pointer_destroy(struct pointer *pointer)
{
    if (pointer == NULL)
        return;
    free(pointer->text);
    free(pointer->names);
    free(pointer);
}

const char *pointer_text(const struct pointer *pointer)
{
    return pointer->text;
}

/* An array's index: "0", or digits that begin with none. */
static bool read_index(const char *name, size_t *out)
{
    size_t index = 0, length = strlen(name);
    if (length == 0 || length > 15 || (name[0] == '0' && length > 1))
        return false;
    for (; *name != '\0'; name++) {
        if (*name < '0' || *name > '9')
            return false;
        index = index * 10 + (size_t)(*name - '0');
    }
    *out = index;
    return true;
}

/* One step; NULL and *LACK where it leads nowhere. */
static const json_t *walk(const json_t *value, const char *name, enum pointer_lack *lack)
{
    size_t index;
    const json_t *next = NULL;
    if (json_is_object(value)) {
        *lack = POINTER_LACK_KEY;
        next = json_object_get(value, name);
    } else if (!json_is_array(value)) {
        *lack = POINTER_LACK_CONTAINER;
    } else if (!read_index(name, &index)) {
        *lack = POINTER_LACK_INDEX;
    } else {
        *lack = POINTER_LACK_ELEMENT;
        next = json_array_get(value, index);
    }
    return next;
}

const json_t *pointer_find(const struct pointer *pointer, const json_t *value)
{
    enum pointer_lack lack;
    for (int i = 0; value != NULL && i < pointer->count; i++)
        value = walk(value, pointer->steps[i].name, &lack);
    return value;
}

static const char *nearest_key(const json_t *object, const char *name)
{
    const char *keys[KEYS_MAX];
    int count = 0;
    for (void *at = json_object_iter((json_t *)object); at != NULL && count < KEYS_MAX;
         at = json_object_iter_next((json_t *)object, at))
        keys[count++] = json_object_iter_key(at);
    return diagnostics_nearest(name, keys, count);
}

bool pointer_suggest(const struct pointer *pointer, const json_t *value, struct pointer_miss *miss)
{
    for (int i = 0; i < pointer->count; i++) {
        const struct step *step = &pointer->steps[i];
        enum pointer_lack lack;
        const json_t *next = walk(value, step->name, &lack);
        if (next == NULL) {
            *miss = (struct pointer_miss){
                .lack = lack,
                .step = i,
                .name = step->name,
                .prefix = step->at,
                .there = value,
            };
            if (lack == POINTER_LACK_KEY)
                miss->nearest = nearest_key(value, step->name);
            else if (lack != POINTER_LACK_CONTAINER && json_array_size(value) > 0)
                miss->nearest = "0";
            return true;
        }
        value = next;
    }
    return false;
}

/* TEXT in quotes, cut before a character that passes QUOTE_MAX bytes. */
static void quote(struct buffer *out, const char *text, size_t length)
{
    bool cut = length > QUOTE_MAX;
    if (cut)
        length = QUOTE_MAX;
    while (cut && length > 0 && ((unsigned char)text[length] & 0xC0) == 0x80)
        length--;
    buffer_print(out, "\"%.*s%s\"", (int)length, text, cut ? "..." : "");
}

void pointer_describe(const struct pointer *pointer, const struct pointer_miss *miss,
                      struct buffer *out)
{
    struct buffer where;
    buffer_init(&where, QUOTE_MAX + 16);
    if (miss->prefix == 0)
        buffer_add_text(&where, "the document");
    else
        quote(&where, pointer->text, miss->prefix);
    if (miss->lack == POINTER_LACK_CONTAINER) {
        buffer_print(out, "%s is %s, nothing is inside it", buffer_text(&where),
                     value_type_name(miss->there));
    } else {
        buffer_add_text(out, "no ");
        quote(out, miss->name, strlen(miss->name));
        buffer_print(out, " in %s", buffer_text(&where));
    }
    if (miss->lack == POINTER_LACK_INDEX)
        buffer_add_text(out, ", an array, whose elements have numbers from 0");
    if (miss->lack == POINTER_LACK_ELEMENT)
        buffer_print(out, ", an array of %zu", json_array_size(miss->there));
    if (miss->nearest != NULL && miss->lack != POINTER_LACK_ELEMENT) {
        buffer_add_text(out, "; did you mean ");
        quote(out, miss->nearest, strlen(miss->nearest));
        buffer_add_text(out, "?");
    }
    buffer_finish(&where);
}

void pointer_describe_there(const struct pointer_miss *miss, struct buffer *out)
{
    int count = 0;
    const char *begin = json_object_size(miss->there) == 1 ? "; there is " : "; there are ";
    if (miss->nearest != NULL || miss->lack != POINTER_LACK_KEY)
        return;
    for (void *at = json_object_iter((json_t *)miss->there); at != NULL && count <= KEYS_TOLD;
         at = json_object_iter_next((json_t *)miss->there, at)) {
        const char *key = json_object_iter_key(at);
        buffer_add_text(out, count == 0 ? begin : ", ");
        if (count++ < KEYS_TOLD)
            quote(out, key, strlen(key));
        else
            buffer_add_text(out, "...");
    }
}
