/* What riwaq computes, for prayer_oracle.mjs: reads cases from standard input, a line each:
 *
 *     YEAR METHOD ASR LATITUDE LONGITUDE
 *
 * (METHOD as in riwaq.conf, ASR standard or hanafi), and prints a line for each of its days: six
 * times, in minutes after that date's midnight in UTC, "-" where there is none. */
#include "content/solar.h"

#include <stdio.h>
#include <string.h>

static bool method_named(const char *name, enum prayer_method *out)
{
    for (int i = 0; i < METHOD_COUNT; i++)
        if (strcmp(prayer_method_names[i], name) == 0) {
            *out = (enum prayer_method)i;
            return true;
        }
    return false;
}

static void print_year(int year, const struct prayer_rules *rules, const struct place *place)
{
    struct date end = {year + 1, 1, 1};
    for (struct date date = {year, 1, 1}; !date_equal(date, end); date = date_add_days(date, 1)) {
        int64_t at_s[PRAYER_COUNT], midnight_s = civil_seconds(&(struct civil){.date = date});
        solar_prayers(rules, place, NULL, date, false, at_s);
        for (int i = 0; i < PRAYER_COUNT; i++) {
            if (at_s[i] == INSTANT_NONE)
                fputs("-", stdout);
            else
                printf("%d", (int)((at_s[i] - midnight_s) / 60));
            putchar(i + 1 < PRAYER_COUNT ? ' ' : '\n');
        }
    }
}

int main(void)
{
    char method[32], asr[32];
    int year;
    double latitude, longitude;
    while (scanf("%d %31s %31s %lf %lf", &year, method, asr, &latitude, &longitude) == 5) {
        struct prayer_rules rules = {.asr = strcmp(asr, "hanafi") == 0 ? ASR_HANAFI : ASR_STANDARD};
        struct place place = {.located = true, .latitude = latitude, .longitude = longitude};
        if (!method_named(method, &rules.method)) {
            fprintf(stderr, "prayer_days: no method %s\n", method);
            return 1;
        }
        print_year(year, &rules, &place);
    }
    return feof(stdin) ? 0 : 1;
}
