#include "theme/ini.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "base/memory.h"
#include "base/printable.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Where entries go: a section's index, or one of these. */
enum { SECTION_NONE = -1, SECTION_BROKEN = -2 };
enum { WORD_SEEN = 64 }; /* of a line, in a message */

struct reader {
    struct ini *ini;
    struct diagnostics *diagnostics;
    const char *const *lists;
    int list_count;
    int section;
    bool full;          /* the cap on sections or entries was passed, and was reported */
    int last;           /* the entry above, -1: none */
    bool in_list;       /* the entry above takes further lines */
    bool skips;         /* as in_list, of an entry that is not read */
    int list_line;      /* the line of the file that `list` ends with */
    struct buffer list; /* value of the entry above */
};

static bool is_space(char c)
{
    return c == ' ' || c == '\t';
}

static bool is_word(unsigned char c, bool in_name)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           c == '-' || c == '.' || (in_name && c >= 0x80);
}

/* Cuts white space off both ends, in place. */
static char *trim(char *text)
{
    while (is_space(*text))
        text++;
    size_t length = strlen(text);
    while (length > 0 && is_space(text[length - 1]))
        length--;
    text[length] = '\0';
    return text;
}

static bool is_word_all(const char *text, bool in_name)
{
    if (*text == '\0' || strlen(text) > INI_NAME_MAX)
        return false;
    for (; *text != '\0'; text++)
        if (!is_word((unsigned char)*text, in_name))
            return false;
    return true;
}

/* Bytes of the well-formed UTF-8 sequence that begins at S (Unicode, table 3-7), or 0. */
static size_t utf8_sequence(const unsigned char *s, size_t left)
{
    if (s[0] < 0x80)
        return 1;
    if (s[0] < 0xC2 || s[0] > 0xF4)
        return 0;
    size_t length = s[0] < 0xE0 ? 2 : s[0] < 0xF0 ? 3 : 4;
    if (length > left)
        return 0;
    for (size_t i = 1; i < length; i++)
        if ((s[i] & 0xC0) != 0x80)
            return 0;
    bool narrow = (s[0] == 0xE0 && s[1] < 0xA0) || (s[0] == 0xF0 && s[1] < 0x90);
    bool surrogate = s[0] == 0xED && s[1] > 0x9F;
    bool beyond = s[0] == 0xF4 && s[1] > 0x8F;
    return narrow || surrogate || beyond ? 0 : length;
}

/* What makes a line unreadable, or NULL. */
static const char *line_fault(const char *text, size_t length)
{
    if (length > INI_LINE_MAX)
        return "the line is longer than 4096 bytes; shorten it";
    const unsigned char *s = (const unsigned char *)text;
    for (size_t i = 0; i < length;) {
        if (s[i] == 0)
            return "a NUL byte stands in this line; save the file as plain UTF-8 text";
        if (s[i] == '\r')
            return "the lines end in CR alone; save the file with LF or CR LF as line ends";
        if ((s[i] < ' ' && s[i] != '\t') || s[i] == 0x7F)
            return "a control character stands in this line; remove it";
        size_t sequence = utf8_sequence(s + i, length - i);
        if (sequence == 0)
            return "this line is not UTF-8; save the file as UTF-8";
        i += sequence;
    }
    return NULL;
}

/* Copies LENGTH bytes to OUT without the comment, with "\;" as ";". */
static void copy_without_comment(const char *text, size_t length, char *out)
{
    size_t n = 0;
    for (size_t i = 0; i < length; i++) {
        if (text[i] == '\\' && i + 1 < length && text[i + 1] == ';')
            out[n++] = text[++i];
        else if (text[i] == ';' && (i == 0 || is_space(text[i - 1])))
            break;
        else
            out[n++] = text[i];
    }
    out[n] = '\0';
}

static void fault(const struct reader *reader, int line, const char *what)
{
    diagnostics_add(reader->diagnostics, SEVERITY_ERROR, reader->ini->file, line, NULL, "%s", what);
}

/* WORD is no name of KIND. What is not seen is the likeliest reason. */
static void fault_name(const struct reader *reader, int line, const char *word, const char *kind)
{
    char seen[WORD_SEEN];
    const char *mend = "write it with letters, digits, \"_\", \"-\" and \".\" alone";
    if (printable_quote(seen, sizeof seen, word))
        mend = "remove the characters in it that are not seen";
    else if (strlen(word) > INI_NAME_MAX)
        mend = "shorten it to 64 bytes";
    diagnostics_add(reader->diagnostics, SEVERITY_ERROR, reader->ini->file, line, NULL,
                    "\"%s\" is no %s; %s", seen, kind, mend);
}

/* Whether a name has characters that nobody sees and no name needs. */
static bool has_hidden(const char *name)
{
    char seen[8 * INI_NAME_MAX];
    return printable_quote(seen, sizeof seen, name);
}

/* The list above is complete: its value becomes the entry's. */
static void end_list(struct reader *reader)
{
    if (reader->in_list)
        reader->ini->entries[reader->last].value =
            arena_text(reader->ini->arena, buffer_text(&reader->list));
    reader->in_list = false;
    buffer_clear(&reader->list);
}

static void add_section(struct reader *reader, const char *name, int line)
{
    struct ini *ini = reader->ini;
    int known = ini_section(ini, name);
    if (known >= 0) {
        diagnostics_add(reader->diagnostics, SEVERITY_ERROR, ini->file, line, NULL,
                        "[%s] already begins at line %d; put all its keys there", name,
                        ini->sections[known].line);
        reader->section = known;
        return;
    }
    if (ini->section_count == INI_SECTIONS_MAX) {
        if (!reader->full)
            fault(reader, line, "more than 128 sections; remove some");
        reader->full = true;
        reader->section = SECTION_BROKEN;
        return;
    }
    ini->sections[ini->section_count] = (struct ini_section){arena_text(ini->arena, name), line};
    reader->section = ini->section_count++;
}

static void read_section(struct reader *reader, char *text, int line)
{
    reader->section = SECTION_BROKEN;
    reader->last = -1;
    reader->skips = false;
    char *close = strchr(text, ']');
    if (close == NULL) {
        fault(reader, line, "the section lacks its closing bracket; write [name]");
        close = text + strlen(text);
    } else if (*trim(close + 1) != '\0') {
        fault(reader, line, "nothing may follow [section] but a comment; begin a new line");
    }
    *close = '\0';
    char *name = trim(text + 1);
    if (is_word_all(name, true) && !has_hidden(name))
        add_section(reader, name, line);
    else if (*name == '\0')
        fault(reader, line, "the section has no name; write [name]");
    else
        fault_name(reader, line, name, "name of a section");
}

static bool is_list(const struct reader *reader, const char *key)
{
    for (int i = 0; i < reader->list_count; i++)
        if (strcmp(reader->lists[i], key) == 0)
            return true;
    return false;
}

static void add_entry(struct reader *reader, const char *key, const char *value, int line)
{
    struct ini *ini = reader->ini;
    const char *section = ini->sections[reader->section].name;
    const struct ini_entry *known = ini_entry(ini, section, key);
    reader->skips = is_list(reader, key);
    if (known != NULL) {
        char where[2 * INI_NAME_MAX + 4];
        snprintf(where, sizeof where, "[%s] %s", section, key);
        diagnostics_add(reader->diagnostics, SEVERITY_ERROR, ini->file, line, where,
                        "already given at line %d; keep one of them", known->line);
        return;
    }
    if (ini->entry_count == INI_ENTRIES_MAX) {
        if (!reader->full)
            fault(reader, line, "more than 1024 keys; remove some");
        reader->full = true;
        return;
    }
    reader->last = ini->entry_count++;
    ini->entries[reader->last] = (struct ini_entry){
        .section = reader->section,
        .key = arena_text(ini->arena, key),
        .value = arena_text(ini->arena, value),
        .line = line,
    };
    reader->in_list = is_list(reader, key);
    reader->list_line = line;
    if (reader->in_list)
        buffer_add_text(&reader->list, value);
}

static void read_entry(struct reader *reader, char *text, char *equals, int line)
{
    reader->last = -1;
    reader->skips = false;
    *equals = '\0';
    char *key = trim(text);
    if (*key == '\0')
        fault(reader, line, "no key stands before the \"=\"; write key = value");
    else if (!is_word_all(key, false))
        fault_name(reader, line, key, "key");
    else if (reader->section == SECTION_NONE)
        fault(reader, line, "a key before the first section; put it under its [section]");
    else if (reader->section != SECTION_BROKEN)
        add_entry(reader, key, trim(equals + 1), line);
}

/* The likeliest mend of a line that is none. */
static void fault_line(const struct reader *reader, const char *text, int line)
{
    char seen[WORD_SEEN];
    const char *mend = "write key = value, or \";\" before it";
    printable_quote(seen, sizeof seen, text);
    if (strncmp(text, "<<<<<<<", 7) == 0 || strncmp(text, ">>>>>>>", 7) == 0)
        mend = "keep one of the two versions that were merged, without the marks";
    else if (reader->in_list || reader->skips)
        mend = "indent it if it belongs to the lines above, else write key = value";
    else if (strchr(text, ':') != NULL)
        mend = "write key = value, with \"=\" in place of \":\"";
    diagnostics_add(reader->diagnostics, SEVERITY_ERROR, reader->ini->file, line, NULL,
                    "\"%s\" is neither key nor [section] nor comment; %s", seen, mend);
}

/* A line that is neither section nor entry. */
static void read_more(struct reader *reader, char *text, bool indented, int line)
{
    if (indented && reader->in_list) {
        for (; reader->list_line < line; reader->list_line++)
            buffer_add_text(&reader->list, "\n");
        buffer_add_text(&reader->list, trim(text));
    } else if (indented && reader->last >= 0) {
        const struct ini_entry *entry = &reader->ini->entries[reader->last];
        char where[2 * INI_NAME_MAX + 4];
        snprintf(where, sizeof where, "[%s] %s", reader->ini->sections[entry->section].name,
                 entry->key);
        diagnostics_add(reader->diagnostics, SEVERITY_ERROR, reader->ini->file, line, where,
                        "does not continue on further lines; write its value on one line");
    } else if (!indented || !reader->skips) {
        fault_line(reader, text, line);
    }
}

static void read_line(struct reader *reader, const char *text, size_t length, int line)
{
    const char *what = line_fault(text, length);
    if (what != NULL) {
        fault(reader, line, what);
        return;
    }
    char copy[INI_LINE_MAX + 1];
    copy_without_comment(text, length, copy);
    bool indented = is_space(copy[0]);
    char *content = trim(copy);
    if (*content == '\0' || *content == '#')
        return;
    char *equals = strchr(content, '=');
    if (*content != '[' && equals == NULL) {
        read_more(reader, content, indented, line);
        return;
    }
    end_list(reader);
    if (*content == '[')
        read_section(reader, content, line);
    else
        read_entry(reader, content, equals, line);
}

static void read_lines(struct reader *reader, const char *text, size_t size)
{
    const char *end = text + size;
    for (int line = 1; text < end; line++) {
        const char *feed = memchr(text, '\n', (size_t)(end - text));
        const char *stop = feed != NULL ? feed : end;
        size_t length = (size_t)(stop - text);
        if (length > 0 && text[length - 1] == '\r')
            length--;
        read_line(reader, text, length, line);
        text = feed != NULL ? feed + 1 : end;
    }
    end_list(reader);
}

struct ini *ini_parse(const char *file, const char *text, size_t size, const char *const *lists,
                      int list_count, struct diagnostics *diagnostics)
{
    struct ini *ini = memory_new(sizeof *ini);
    ini->arena = arena_create();
    ini->file = arena_text(ini->arena, file != NULL ? file : "riwaq");
    ini->sections = memory_array(INI_SECTIONS_MAX, sizeof *ini->sections);
    ini->entries = memory_array(INI_ENTRIES_MAX, sizeof *ini->entries);
    struct reader reader = {
        .ini = ini,
        .diagnostics = diagnostics,
        .lists = lists,
        .list_count = list_count,
        .section = SECTION_NONE,
        .last = -1,
    };
    buffer_init(&reader.list, INI_SIZE_MAX);
    if (size >= 3 && memcmp(text, "\xEF\xBB\xBF", 3) == 0) {
        text += 3;
        size -= 3;
    }
    if (size > INI_SIZE_MAX)
        fault(&reader, 0, "the file is larger than 256 KiB; is it the right one?");
    else if (size >= 2 && (memcmp(text, "\xFF\xFE", 2) == 0 || memcmp(text, "\xFE\xFF", 2) == 0))
        fault(&reader, 0, "the file is UTF-16; save it as UTF-8");
    else if (size > 0)
        read_lines(&reader, text, size);
    buffer_finish(&reader.list);
    return ini;
}

void ini_destroy(struct ini *ini)
{
    if (ini == NULL)
        return;
    free(ini->sections);
    free(ini->entries);
    arena_destroy(ini->arena);
    free(ini);
}

int ini_section(const struct ini *ini, const char *name)
{
    for (int i = 0; i < ini->section_count; i++)
        if (strcmp(ini->sections[i].name, name) == 0)
            return i;
    return -1;
}

const struct ini_entry *ini_entry(const struct ini *ini, const char *section, const char *key)
{
    int index = ini_section(ini, section);
    for (int i = 0; i < ini->entry_count && index >= 0; i++)
        if (ini->entries[i].section == index && strcmp(ini->entries[i].key, key) == 0)
            return &ini->entries[i];
    return NULL;
}
