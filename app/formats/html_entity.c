#include "formats/html_entity.h"

#include "base/memory.h"

#include <libxml/HTMLparser.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <unicode/utf8.h>

enum { NAME_MAX_BYTES = 31, REPLACEMENT = 0xFFFD, CHARACTER_MAX = 0x10FFFF };

struct entity {
    char name[22];
    uint16_t character;
};

/* Names of HTML 5 that HTML 4 (libxml2) does not have, or has for another character; in the order
 * of strcmp. */
static const struct entity entities[] = {
    {"AMP", 0x0026},
    {"Abreve", 0x0102},
    {"Amacr", 0x0100},
    {"Aogon", 0x0104},
    {"COPY", 0x00A9},
    {"Cacute", 0x0106},
    {"Ccaron", 0x010C},
    {"Ccirc", 0x0108},
    {"Cdot", 0x010A},
    {"CenterDot", 0x00B7},
    {"CloseCurlyDoubleQuote", 0x201D},
    {"CloseCurlyQuote", 0x2019},
    {"Dcaron", 0x010E},
    {"DiacriticalGrave", 0x0060},
    {"DownArrow", 0x2193},
    {"Dstrok", 0x0110},
    {"ENG", 0x014A},
    {"Ecaron", 0x011A},
    {"Edot", 0x0116},
    {"Emacr", 0x0112},
    {"Eogon", 0x0118},
    {"GT", 0x003E},
    {"Gbreve", 0x011E},
    {"Gcedil", 0x0122},
    {"Gcirc", 0x011C},
    {"Gdot", 0x0120},
    {"Hat", 0x005E},
    {"Hcirc", 0x0124},
    {"Hstrok", 0x0126},
    {"IJlig", 0x0132},
    {"Idot", 0x0130},
    {"Imacr", 0x012A},
    {"Iogon", 0x012E},
    {"Itilde", 0x0128},
    {"Jcirc", 0x0134},
    {"Kcedil", 0x0136},
    {"LT", 0x003C},
    {"Lacute", 0x0139},
    {"Lcaron", 0x013D},
    {"Lcedil", 0x013B},
    {"LeftArrow", 0x2190},
    {"Lmidot", 0x013F},
    {"Lstrok", 0x0141},
    {"MediumSpace", 0x205F},
    {"Nacute", 0x0143},
    {"Ncaron", 0x0147},
    {"Ncedil", 0x0145},
    {"NewLine", 0x000A},
    {"NoBreak", 0x2060},
    {"NonBreakingSpace", 0x00A0},
    {"Odblac", 0x0150},
    {"Omacr", 0x014C},
    {"OpenCurlyDoubleQuote", 0x201C},
    {"OpenCurlyQuote", 0x2018},
    {"PlusMinus", 0x00B1},
    {"QUOT", 0x0022},
    {"REG", 0x00AE},
    {"Racute", 0x0154},
    {"Rcaron", 0x0158},
    {"Rcedil", 0x0156},
    {"RightArrow", 0x2192},
    {"Sacute", 0x015A},
    {"Scedil", 0x015E},
    {"Scirc", 0x015C},
    {"Sub", 0x22D0},
    {"Sup", 0x22D1},
    {"TRADE", 0x2122},
    {"Tab", 0x0009},
    {"Tcaron", 0x0164},
    {"Tcedil", 0x0162},
    {"ThinSpace", 0x2009},
    {"Tstrok", 0x0166},
    {"Ubreve", 0x016C},
    {"Udblac", 0x0170},
    {"Umacr", 0x016A},
    {"UnderBar", 0x005F},
    {"Uogon", 0x0172},
    {"UpArrow", 0x2191},
    {"Uring", 0x016E},
    {"Utilde", 0x0168},
    {"Verbar", 0x2016},
    {"Vert", 0x2016},
    {"VerticalLine", 0x007C},
    {"VeryThinSpace", 0x200A},
    {"Wcirc", 0x0174},
    {"Ycirc", 0x0176},
    {"Zacute", 0x0179},
    {"Zcaron", 0x017D},
    {"Zdot", 0x017B},
    {"ZeroWidthSpace", 0x200B},
    {"abreve", 0x0103},
    {"amacr", 0x0101},
    {"angst", 0x00C5},
    {"aogon", 0x0105},
    {"apos", 0x0027},
    {"approx", 0x2248},
    {"ast", 0x002A},
    {"bigcirc", 0x25EF},
    {"bigstar", 0x2605},
    {"blacksquare", 0x25AA},
    {"breve", 0x02D8},
    {"bsol", 0x005C},
    {"bullet", 0x2022},
    {"cacute", 0x0107},
    {"caron", 0x02C7},
    {"ccaron", 0x010D},
    {"ccirc", 0x0109},
    {"cdot", 0x010B},
    {"centerdot", 0x00B7},
    {"check", 0x2713},
    {"checkmark", 0x2713},
    {"cir", 0x25CB},
    {"clubsuit", 0x2663},
    {"colon", 0x003A},
    {"comma", 0x002C},
    {"commat", 0x0040},
    {"copysr", 0x2117},
    {"cross", 0x2717},
    {"ctdot", 0x22EF},
    {"dash", 0x2010},
    {"dcaron", 0x010F},
    {"diamondsuit", 0x2666},
    {"die", 0x00A8},
    {"div", 0x00F7},
    {"dollar", 0x0024},
    {"dot", 0x02D9},
    {"dstrok", 0x0111},
    {"dtri", 0x25BF},
    {"ecaron", 0x011B},
    {"edot", 0x0117},
    {"emacr", 0x0113},
    {"emsp13", 0x2004},
    {"emsp14", 0x2005},
    {"eng", 0x014B},
    {"eogon", 0x0119},
    {"equals", 0x003D},
    {"excl", 0x0021},
    {"female", 0x2640},
    {"ffilig", 0xFB03},
    {"fflig", 0xFB00},
    {"ffllig", 0xFB04},
    {"filig", 0xFB01},
    {"flat", 0x266D},
    {"fllig", 0xFB02},
    {"frac13", 0x2153},
    {"frac15", 0x2155},
    {"frac16", 0x2159},
    {"frac18", 0x215B},
    {"frac23", 0x2154},
    {"frac25", 0x2156},
    {"frac35", 0x2157},
    {"frac38", 0x215C},
    {"frac45", 0x2158},
    {"frac56", 0x215A},
    {"frac58", 0x215D},
    {"frac78", 0x215E},
    {"gacute", 0x01F5},
    {"gbreve", 0x011F},
    {"gcirc", 0x011D},
    {"gdot", 0x0121},
    {"geq", 0x2265},
    {"grave", 0x0060},
    {"hairsp", 0x200A},
    {"half", 0x00BD},
    {"hcirc", 0x0125},
    {"heartsuit", 0x2665},
    {"horbar", 0x2015},
    {"hstrok", 0x0127},
    {"hyphen", 0x2010},
    {"ijlig", 0x0133},
    {"imacr", 0x012B},
    {"imath", 0x0131},
    {"incare", 0x2105},
    {"inodot", 0x0131},
    {"iogon", 0x012F},
    {"itilde", 0x0129},
    {"jcirc", 0x0135},
    {"kcedil", 0x0137},
    {"lacute", 0x013A},
    {"lang", 0x27E8},
    {"lbrace", 0x007B},
    {"lbrack", 0x005B},
    {"lcaron", 0x013E},
    {"lcedil", 0x013C},
    {"lcub", 0x007B},
    {"ldquor", 0x201E},
    {"leftarrow", 0x2190},
    {"leq", 0x2264},
    {"lmidot", 0x0140},
    {"lowbar", 0x005F},
    {"lpar", 0x0028},
    {"lsqb", 0x005B},
    {"lsquor", 0x201A},
    {"lstrok", 0x0142},
    {"ltri", 0x25C3},
    {"male", 0x2642},
    {"midast", 0x002A},
    {"mldr", 0x2026},
    {"nacute", 0x0144},
    {"napos", 0x0149},
    {"natural", 0x266E},
    {"ncaron", 0x0148},
    {"ncedil", 0x0146},
    {"nldr", 0x2025},
    {"num", 0x0023},
    {"numero", 0x2116},
    {"numsp", 0x2007},
    {"odblac", 0x0151},
    {"ogon", 0x02DB},
    {"omacr", 0x014D},
    {"percnt", 0x0025},
    {"period", 0x002E},
    {"phone", 0x260E},
    {"plus", 0x002B},
    {"pm", 0x00B1},
    {"puncsp", 0x2008},
    {"quest", 0x003F},
    {"racute", 0x0155},
    {"rang", 0x27E9},
    {"rbrace", 0x007D},
    {"rbrack", 0x005D},
    {"rcaron", 0x0159},
    {"rcedil", 0x0157},
    {"rcub", 0x007D},
    {"rdquor", 0x201D},
    {"rightarrow", 0x2192},
    {"ring", 0x02DA},
    {"rpar", 0x0029},
    {"rsqb", 0x005D},
    {"rsquor", 0x2019},
    {"rtri", 0x25B9},
    {"sacute", 0x015B},
    {"scedil", 0x015F},
    {"scirc", 0x015D},
    {"semi", 0x003B},
    {"sharp", 0x266F},
    {"sol", 0x002F},
    {"spadesuit", 0x2660},
    {"squ", 0x25A1},
    {"square", 0x25A1},
    {"star", 0x2606},
    {"starf", 0x2605},
    {"strns", 0x00AF},
    {"sung", 0x266A},
    {"tcaron", 0x0165},
    {"tcedil", 0x0163},
    {"tstrok", 0x0167},
    {"ubreve", 0x016D},
    {"udblac", 0x0171},
    {"umacr", 0x016B},
    {"uogon", 0x0173},
    {"uring", 0x016F},
    {"utilde", 0x0169},
    {"utri", 0x25B5},
    {"vellip", 0x22EE},
    {"verbar", 0x007C},
    {"vert", 0x007C},
    {"wcirc", 0x0175},
    {"ycirc", 0x0177},
    {"zacute", 0x017A},
    {"zcaron", 0x017E},
    {"zdot", 0x017C},
};

/* 128 to 159 (HTML, "numeric character reference end state"); 0: as it is. */
static const uint16_t windows_1252[32] = {
    0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0,      0x017D, 0,      0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178,
};

static int compare_names(const void *name, const void *entity)
{
    return strcmp(name, ((const struct entity *)entity)->name);
}

/* 0: not known. *OLD: one of those that may lack their semicolon, which are the Latin-1 ones. */
static uint32_t look_up(const char *name, bool *old)
{
    static const char *const others[] = {"AMP", "COPY", "GT", "LT", "QUOT", "REG"};
    const struct entity *entity =
        bsearch(name, entities, COUNT_OF(entities), sizeof entities[0], compare_names);
    if (entity != NULL) {
        *old = false;
        for (size_t i = 0; i < COUNT_OF(others); i++)
            *old = *old || strcmp(name, others[i]) == 0;
        return entity->character;
    }
    const htmlEntityDesc *html_4 = htmlEntityLookup((const xmlChar *)name);
    if (html_4 == NULL)
        return 0;
    *old = (html_4->value >= 160 && html_4->value <= 255) || html_4->value == '<' ||
           html_4->value == '>' || html_4->value == '&' || html_4->value == '"';
    return html_4->value;
}

static size_t read_named(const char *text, size_t size, uint32_t *out)
{
    char name[NAME_MAX_BYTES + 1];
    size_t length = 0;
    bool old = false;
    while (1 + length < size && length < NAME_MAX_BYTES) {
        char c = text[1 + length];
        if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')))
            break;
        name[length++] = c;
    }
    name[length] = '\0';
    *out = length > 0 ? look_up(name, &old) : 0;
    char next = 1 + length < size ? text[1 + length] : '\0';
    if (*out == 0 || (next != ';' && (!old || next == '=')))
        return 0;
    return 1 + length + (next == ';');
}

static int digit_value(char c, int base)
{
    int value = c >= '0' && c <= '9'   ? c - '0'
                : c >= 'a' && c <= 'f' ? c - 'a' + 10
                : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                       : base;
    return value < base ? value : -1;
}

static size_t read_numeric(const char *text, size_t size, uint32_t *out)
{
    size_t at = 2;
    int base = 10;
    if (at < size && (text[at] == 'x' || text[at] == 'X')) {
        base = 16;
        at++;
    }
    size_t start = at;
    uint32_t value = 0;
    for (; at < size && digit_value(text[at], base) >= 0; at++) {
        value = value * (uint32_t)base + (uint32_t)digit_value(text[at], base);
        if (value > CHARACTER_MAX)
            value = CHARACTER_MAX + 1;
    }
    if (at == start)
        return 0;
    if (value == 0 || value > CHARACTER_MAX || (value >= 0xD800 && value <= 0xDFFF))
        value = REPLACEMENT;
    if (value >= 0x80 && value < 0xA0 && windows_1252[value - 0x80] != 0)
        value = windows_1252[value - 0x80];
    *out = value;
    return at + (at < size && text[at] == ';');
}

size_t html_entity_read(const char *text, size_t size, uint32_t *out)
{
    return size > 1 && text[1] == '#' ? read_numeric(text, size, out) : read_named(text, size, out);
}

void html_entity_decode(const char *text, size_t size, struct buffer *out)
{
    for (size_t at = 0; at < size;) {
        uint32_t c;
        size_t length = text[at] == '&' ? html_entity_read(text + at, size - at, &c) : 0;
        if (length > 0 && text[at + length - 1] == ';') {
            char bytes[U8_MAX_LENGTH];
            size_t count = 0;
            U8_APPEND_UNSAFE((uint8_t *)bytes, count, c);
            buffer_add(out, bytes, count);
            at += length;
        } else {
            buffer_add(out, text + at++, 1);
        }
    }
}
