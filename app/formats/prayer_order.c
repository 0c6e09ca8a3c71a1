#include "formats/prayer_order.h"

enum {
    DAY = 24 * 60,
    EVENING = 21 * 60, /* a Fajr from then on is of the night before midnight */
    MAGHRIB_LATEST = 3 * 60,
    ISHA_LATEST = 6 * 60
};

void prayer_order_place(const int minutes[PRAYER_COUNT], int at[PRAYER_COUNT])
{
    int latest = MINUTES_NONE;
    for (int i = 0; i < PRAYER_COUNT; i++) {
        at[i] = minutes[i];
        if (minutes[i] == MINUTES_NONE)
            continue;
        int limit = i == PRAYER_MAGHRIB ? MAGHRIB_LATEST : i == PRAYER_ISHA ? ISHA_LATEST : 0;
        if (i == PRAYER_FAJR && minutes[i] >= EVENING)
            at[i] -= DAY;
        else if (minutes[i] < limit && minutes[i] < latest)
            at[i] += DAY;
        if (i >= PRAYER_DHUHR)
            latest = at[i];
    }
}

int prayer_order_fault(const int minutes[PRAYER_COUNT], int *before)
{
    int at[PRAYER_COUNT];
    prayer_order_place(minutes, at);
    *before = -1;
    for (int i = 0; i < PRAYER_COUNT; i++) {
        if (minutes[i] == MINUTES_NONE)
            continue;
        if (*before >= 0 && at[i] < at[*before])
            return i;
        *before = i;
    }
    return -1;
}
