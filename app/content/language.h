/* What riwaq itself writes, in its four languages, and how dates and numbers read in them.
 *
 * Month and day names come from ICU (ar_MA, fr, en, zgh); nothing here reads a clock or a
 * zone: dates are given as civil dates. */
#ifndef RIWAQ_CONTENT_LANGUAGE_H
#define RIWAQ_CONTENT_LANGUAGE_H

#include "base/civil.h"
#include "base/buffer.h"
#include "content/content.h"
#include "content/names.h"

#include <stdbool.h>

enum digits { DIGITS_WESTERN, DIGITS_ARABIC };

enum phrase {
    PHRASE_FEATURED,  /* label over the article */
    PHRASE_HEADLINES, /* label over the list */
    PHRASE_PRAYER_TIMES,
    PHRASE_WEATHER,
    PHRASE_TODAY,
    PHRASE_TOMORROW,
    PHRASE_NOW,
    PHRASE_READ_ARTICLE, /* beside the QR code */
    PHRASE_URGENT,       /* mark before an urgent headline */
    PHRASE_COMPUTED,     /* "computed", small, beside prayer times not from an authority */
    PHRASE_WAITING,      /* waiting picture: "Waiting for content" */
    PHRASE_WAITING_FROM, /* "from" before the address that it waits for */
    PHRASE_NO_NETWORK,   /* "No answer yet; the last try failed:" */
    PHRASE_AS_OF,        /* before the time or date of what is stale: "as of" */
    PHRASE_FAJR,
    PHRASE_SUNRISE,
    PHRASE_DHUHR,
    PHRASE_ASR,
    PHRASE_MAGHRIB,
    PHRASE_ISHA,  /* in enum prayer's order */
    PHRASE_ADHAN, /* over the columns of times: the call, and the prayer in congregation */
    PHRASE_IQAMA,
    PHRASE_JUMUA, /* in Dhuhr's place on Fridays */
    PHRASE_IMSAK,
    PHRASE_IFTAR,      /* beside Maghrib in Ramadan */
    PHRASE_EID_PRAYER, /* before its date and time */
    PHRASE_EID_FITR,   /* before the date alone, where the prayer's time is not known */
    PHRASE_EID_ADHA,
    PHRASE_TIME, /* over the columns of a board of departures */
    PHRASE_WHAT,
    PHRASE_REMARKS,
    PHRASE_NEW, /* a headline of the last minutes */
    PHRASE_COUNT
};

/* "en", "fr", "ar", "zgh"; false when unknown. */
bool language_parse(const char *code, enum language *out);
const char *language_code(enum language language);
/* The ICU locale: "en_GB", "fr_FR", "ar_MA", "zgh_MA". */
const char *language_locale(enum language language);
bool language_is_rtl(enum language language);
/* Never NULL or empty. */
const char *language_phrase(enum language language, enum phrase phrase);
/* The weather of a WMO code in one to three words; NULL when there is none for the code. */
const char *language_weather(enum language language, int code);

/* All writers append UTF-8 to OUT and, with DIGITS_ARABIC, write ٠ to ٩ for 0 to 9 (zgh, en
 * and fr too when so configured). They return false when OUT's cap is passed. */
bool language_date_long(enum language language, enum digits digits, struct date date,
                        struct buffer *out); /* Wednesday 19 March 2025 */
bool language_date_short(enum language language, enum digits digits, struct date date,
                         struct buffer *out); /* 19 March */
/* 19 March 2025 */
bool language_date_year(enum language language, enum digits digits, struct date date,
                        struct buffer *out);
/* 18 Ramadan 1446; HIJRI is as hijri_from_date() gives it. */
bool language_date_hijri(enum language language, enum digits digits, struct date hijri,
                         struct buffer *out);
bool language_weekday(enum language language, struct date date, struct buffer *out); /* Thursday */
/* "Thu", "Jeu."; Arabic has no usual abbreviation: the whole name. */
bool language_weekday_brief(enum language language, struct date date, struct buffer *out);
/* Both behind other words: French has no capital there. */
bool language_weekday_within(enum language language, struct date date, bool brief,
                             struct buffer *out);
/* A time of day: 24 hours "05:04", 12 hours "5:04" with the language's am/pm after it
 * (`suffix` false leaves it out). MINUTES_NONE gives "--:--". */
bool language_time(enum language language, enum digits digits, bool twelve, bool suffix,
                   int minutes, struct buffer *out);
/* "am" or "pm" of a time of day. */
const char *language_half(enum language language, int minutes);
/* "in 3 h 7 min", "بعد 3 ساعات و7 دقائق"; BRIEF, for where there is no room for that, "بعد 3 س
 * و7 د" (the same as the other in en and fr). Below one minute "Now". */
bool language_countdown(enum language language, enum digits digits, int minutes, bool brief,
                        struct buffer *out);
/* The same without "in", in brief: "3 h 7 min", "3 س و7 د". */
bool language_duration(enum language language, enum digits digits, int minutes, struct buffer *out);
bool language_page(enum language language, enum digits digits, int page, int pages,
                   struct buffer *out); /* 1 of 4 */
/* "Comments (0)": a heading and its count, so the noun is the plural whatever the count. */
bool language_comments(enum language language, enum digits digits, int count, struct buffer *out);
/* "21°", "14.1°" with CLDR's decimal sign (comma in fr, ar_MA and zgh; ٫ among Arabic digits)
 * and a real minus sign. In Arabic a mark before it keeps sign, number and ° in their order,
 * alone and behind Arabic letters. DEGREES is rounded to DECIMALS. */
bool language_temperature(enum language language, enum digits digits, double degrees, int decimals,
                          struct buffer *out);
bool language_number(enum language language, enum digits digits, int64_t number,
                     struct buffer *out);

#endif
