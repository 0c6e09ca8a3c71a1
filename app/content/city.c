#include "content/city.h"

#include "content/language.h"

#include <string.h>
#include <unicode/udat.h>
#include <unicode/ustring.h>

enum { UNITS = 128, BYTES = 3 * UNITS + 1 };

/* CLDR's "exemplar city" of a zone. */
static bool read_city(enum language language, const char *zone, char out[BYTES])
{
    UErrorCode error = U_ZERO_ERROR;
    UChar id[UNITS], wide[UNITS];
    if (strlen(zone) >= UNITS)
        return false;
    u_uastrcpy(id, zone);
    UDateFormat *format = udat_open(UDAT_PATTERN, UDAT_PATTERN, language_locale(language), id, -1,
                                    u"VVV", -1, &error);
    if (U_FAILURE(error))
        return false;
    udat_format(format, 0, wide, UNITS, NULL, &error);
    udat_close(format);
    u_strToUTF8(out, BYTES, NULL, wide, -1, &error);
    return U_SUCCESS(error) && error != U_STRING_NOT_TERMINATED_WARNING;
}

static bool add_last_part(const char *zone, struct buffer *out)
{
    const char *slash = strrchr(zone, '/');
    bool good = true;
    for (const char *at = slash != NULL ? slash + 1 : zone; *at != '\0' && good; at++)
        good = buffer_add(out, *at == '_' ? " " : at, 1);
    return good;
}

bool city_name(enum language language, const char *zone, struct buffer *out)
{
    char city[BYTES], unknown[BYTES];
    bool told = read_city(language, zone, city) && read_city(language, "Etc/Unknown", unknown) &&
                strcmp(city, unknown) != 0;
    return told ? buffer_add_text(out, city) : add_last_part(zone, out);
}
