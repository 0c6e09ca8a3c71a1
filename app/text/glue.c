#include "text/glue.h"

#include "base/memory.h"

#include <string.h>
#include <unicode/uchar.h>

/* What stands on both sides of some spaces. */
struct sides {
    const struct letter *letters;
    const char *bytes;
    int count;
    int before;  /* last letter before the spaces; -1: the paragraph begins with them */
    int at;      /* first letter after them */
    bool single; /* it is one space */
};

static uint32_t code_at(const struct sides *sides, int i)
{
    return i >= 0 && i < sides->count ? sides->letters[i].code : '\n';
}

static bool is_letter(uint32_t code)
{
    return u_isalnum((UChar32)code);
}

static bool is_digit(uint32_t code)
{
    return u_isdigit((UChar32)code);
}

static bool is_gap(const struct sides *sides, int i)
{
    return code_at(sides, i) == '\n' || sides->letters[i].space;
}

static bool is_one_of(uint32_t code, const uint32_t *codes, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (codes[i] == code)
            return true;
    return false;
}

/* --- guillemets --- */

static bool opens(uint32_t code)
{
    return u_charType((UChar32)code) == U_INITIAL_PUNCTUATION;
}

static bool closes(uint32_t code)
{
    return u_charType((UChar32)code) == U_FINAL_PUNCTUATION;
}

/* French sets a space inside its guillemets, and writers type a plain one. A guillemet opens
 * or closes by what it touches, since German uses the same two the other way round (compare
 * LB15a and LB15b of later versions of UAX #14). */
static bool splits_guillemets(const struct sides *sides)
{
    if (closes(code_at(sides, sides->at)) && !is_letter(code_at(sides, sides->at + 1)))
        return true;
    return opens(code_at(sides, sides->before)) && !is_letter(code_at(sides, sides->before - 1));
}

/* --- punctuation --- */

/* Not where it begins a word: "!important", ":name". */
static bool splits_punctuation(const struct sides *sides)
{
    static const uint32_t signs[] = {':', ';', '!', '?', 0x61B, 0x61F, 0x203C, 0x2049};
    return is_one_of(code_at(sides, sides->at), signs, COUNT_OF(signs)) &&
           !is_letter(code_at(sides, sides->at + 1));
}

/* A dash between spaces ends a line, it never begins one; at the start of a paragraph (French
 * dialogue, a list) it stays with its first word. */
static bool splits_dash(const struct sides *sides)
{
    static const uint32_t dashes[] = {'-', 0x2013, 0x2014, 0x2015, 0x2022};
    if (is_one_of(code_at(sides, sides->at), dashes, COUNT_OF(dashes) - 1))
        return is_gap(sides, sides->at + 1);
    if (!is_one_of(code_at(sides, sides->before), dashes, COUNT_OF(dashes)))
        return false;
    int first = sides->before;
    while (first > 0 && sides->letters[first - 1].space)
        first--;
    return code_at(sides, first - 1) == '\n';
}

/* --- numbers --- */

static int digits_before(const struct sides *sides, int last)
{
    int count = 0;
    while (is_digit(code_at(sides, last - count)))
        count++;
    return count;
}

static int digits_from(const struct sides *sides, int first)
{
    int count = 0;
    while (is_digit(code_at(sides, first + count)))
        count++;
    return count;
}

/* "10 000", and the pairs of a telephone number. */
static bool splits_groups(const struct sides *sides)
{
    const int before = digits_before(sides, sides->before), after = digits_from(sides, sides->at);
    return (before >= 1 && before <= 3 && after == 3) || (before == 2 && after == 2);
}

static bool token_is_one_of(const struct sides *sides, int from, int to, const char *const *tokens,
                            size_t count)
{
    const size_t length = sides->letters[to].at - sides->letters[from].at;
    for (size_t i = 0; i < count; i++)
        if (strlen(tokens[i]) == length &&
            memcmp(sides->bytes + sides->letters[from].at, tokens[i], length) == 0)
            return true;
    return false;
}

static bool is_of_unit(uint32_t code)
{
    return is_letter(code) || code == '/' || code == '.' || code == 0xB2 || code == 0xB3 ||
           u_charType((UChar32)code) == U_CURRENCY_SYMBOL;
}

/* Such a token stands at FROM, perhaps with a sentence's full stop. */
static bool is_unit(const struct sides *sides, int from)
{
    static const char *const units[] = {
        "m",  "km",  "cm",   "mm",   "m²",  "km²", "m³",  "ha",   "kg",  "g",    "mg",  "t",  "l",
        "L",  "cl",  "ml",   "h",    "min", "s",   "ms",  "km/h", "m/s", "mm/h", "kWh", "MW", "GW",
        "kW", "W",   "V",    "Hz",   "MHz", "GHz", "Go",  "Mo",   "GB",  "MB",   "hPa", "C",  "F",
        "K",  "MDH", "DH",   "dh",   "Dh",  "MAD", "EUR", "USD",  "GBP", "MMDH", "Md",  "M€", "Md€",
        "pm", "am",  "p.m.", "a.m.", "كم",  "كلم", "كغ",  "كلغ",  "سم",  "ملم",  "م",   "ص",
    };
    int to = from;
    while (!is_gap(sides, to) && is_of_unit(code_at(sides, to)))
        to++;
    if (token_is_one_of(sides, from, to, units, COUNT_OF(units)))
        return true;
    return to > from + 1 && code_at(sides, to - 1) == '.' &&
           token_is_one_of(sides, from, to - 1, units, COUNT_OF(units));
}

/* "12 %", "20 °C", "5 €", "5 km", "12 h 30"; "€ 5", "n° 5". */
static bool splits_quantity(const struct sides *sides)
{
    static const uint32_t signs[] = {'%', 0xB0, 0x2030, 0x2031, 0x66A, 0x609, 0x2103, 0x2109};
    const uint32_t before = code_at(sides, sides->before), at = code_at(sides, sides->at);
    if (is_digit(at))
        return before == 0xB0 || before == 0x2116 || before == 0xA7 ||
               u_charType((UChar32)before) == U_CURRENCY_SYMBOL ||
               (before == 'h' && (is_digit(code_at(sides, sides->before - 1)) ||
                                  is_digit(code_at(sides, sides->before - 2))));
    if (!is_digit(before))
        return false;
    if (u_charType((UChar32)at) == U_CURRENCY_SYMBOL)
        return !is_digit(code_at(sides, sides->at + 1));
    return is_one_of(at, signs, COUNT_OF(signs)) || is_unit(sides, sides->at);
}

/* --- dates --- */

/* The end of the letters from FROM on. */
static int letters_end(const struct sides *sides, int from)
{
    while (u_isalpha((UChar32)code_at(sides, from)) ||
           u_charType((UChar32)code_at(sides, from)) == U_NON_SPACING_MARK)
        from++;
    return from;
}

/* The months of the languages that riwaq writes, as ICU has them (its test asks), and Arabic's of
 * the east. */
static bool is_month(const struct sides *sides, int from)
{
    static const char *const months[] = {
        "January", "February",  "March",    "April",    "May",      "June",    "July",
        "August",  "September", "October",  "November", "December", "janvier", "février",
        "mars",    "avril",     "mai",      "juin",     "juillet",  "août",    "septembre",
        "octobre", "novembre",  "décembre", "يناير",    "فبراير",   "مارس",    "أبريل",
        "ماي",     "يونيو",     "يوليوز",   "غشت",      "شتنبر",    "أكتوبر",  "نونبر",
        "دجنبر",   "مايو",      "يوليو",    "أغسطس",    "سبتمبر",   "نوفمبر",  "ديسمبر",
        "ⵉⵏⵏⴰⵢⵔ",  "ⴱⵕⴰⵢⵕ",     "ⵎⴰⵕⵚ",     "ⵉⴱⵔⵉⵔ",    "ⵎⴰⵢⵢⵓ",    "ⵢⵓⵏⵢⵓ",   "ⵢⵓⵍⵢⵓⵣ",
        "ⵖⵓⵛⵜ",    "ⵛⵓⵜⴰⵏⴱⵉⵔ",  "ⴽⵜⵓⴱⵔ",    "ⵏⵓⵡⴰⵏⴱⵉⵔ", "ⴷⵓⵊⴰⵏⴱⵉⵔ",
    };
    return token_is_one_of(sides, from, letters_end(sides, from), months, COUNT_OF(months));
}

/* "18 March", "1er mars". */
static bool splits_date(const struct sides *sides)
{
    int last = sides->before;
    if (code_at(sides, last) == 'r' && code_at(sides, last - 1) == 'e')
        last -= 2;
    const int digits = digits_before(sides, last);
    return digits >= 1 && digits <= 2 && is_month(sides, sides->at);
}

/* --- names --- */

/* "Mohammed VI": a name, by its capital where its script has them, and a Roman numeral. */
static bool splits_numeral(const struct sides *sides)
{
    int to = sides->at;
    while (to - sides->at < 6 &&
           (code_at(sides, to) == 'I' || code_at(sides, to) == 'V' || code_at(sides, to) == 'X'))
        to++;
    if (to == sides->at || is_letter(code_at(sides, to)))
        return false;
    int from = sides->before;
    while (from > 0 && !is_gap(sides, from - 1) && sides->before - from < 40)
        from--;
    const UChar32 first = (UChar32)code_at(sides, from);
    return u_isupper(first) || u_charType(first) == U_OTHER_LETTER;
}

/* "J. Joyce", "Mme Alaoui". */
static bool splits_name(const struct sides *sides)
{
    static const char *const titles[] = {"M.", "MM.", "Mme",  "Mlle", "Dr",  "Pr",  "Mr", "Mrs",
                                         "Ms", "Mr.", "Mrs.", "Ms.",  "Dr.", "Pr.", "St", "Ste"};
    if (!u_isupper((UChar32)code_at(sides, sides->at)))
        return false;
    int from = sides->before;
    while (from > 0 && !is_gap(sides, from - 1) && sides->before - from < 5)
        from--;
    if (token_is_one_of(sides, from, sides->before + 1, titles, COUNT_OF(titles)))
        return true;
    return sides->before == from + 1 && code_at(sides, sides->before) == '.' &&
           u_isupper((UChar32)code_at(sides, from));
}

/* "km/|h": a unit is one word. */
static bool splits_unit(const struct sides *sides)
{
    int from = sides->at - 1;
    while (!is_gap(sides, from - 1) && sides->at - from < 5)
        from--;
    return is_unit(sides, from);
}

bool glue_holds(const struct letters *all, int at)
{
    const struct letter *letters = all->letters;
    if (at == 0 || at >= all->count)
        return false;
    if (letters[at - 1].code == '/')
        return splits_unit(&(struct sides){letters, all->bytes, all->count, at - 1, at, false});
    if (!letters[at - 1].space)
        return false;
    int before = at - 1;
    while (before >= 0 && letters[before].space)
        before--;
    const struct sides sides = {letters, all->bytes, all->count, before, at, before == at - 2};
    if (before < 0 || letters[before].code == '\n')
        return false;
    if (splits_guillemets(&sides) || splits_punctuation(&sides) || splits_dash(&sides))
        return true;
    return sides.single && (splits_groups(&sides) || splits_quantity(&sides) ||
                            splits_date(&sides) || splits_name(&sides) || splits_numeral(&sides));
}
