#!/bin/bash
# Official timetables: from a computed one to a corrected one, what check finds in it, when it ends,
# and another one put in its place while the screen runs.
# shellcheck source=tests/tap.sh
. "$(dirname "$0")/../tap.sh"
cd "$SCRATCH" || exit 1

# says NAME TEXT: the last command said TEXT on standard error.
says() {
    check "$1" grep -qF -- "$2" err
}
# place FILE [LINE...]: a configuration of Rabat, LINES in its [prayer].
place() {
    local file=$1
    shift
    printf '%s\n' '[place]' 'name = Rabat' 'latitude = 34.0209' 'longitude = -6.8416' \
        'timezone = Africa/Casablanca' '[prayer]' "$@" >"$file"
}
header=date,fajr,sunrise,dhuhr,asr,maghrib,isha

# --- there and back ------------------------------------------------------------------------------
place computed.conf
place official.conf "timetable = rabat.csv"
# No display, no fonts, no network.
exits "times needs nothing but the place" 0 env -u DISPLAY -u XDG_RUNTIME_DIR SDL_VIDEODRIVER=none \
    FONTCONFIG_FILE=/nonexistent "$RIWAQ" times -c computed.conf --date 2026-01-01 --days 365
is "it says nothing beside" "$(cat err)" ""
cp out computed.csv
is "the header" "$(head -n 1 computed.csv)" "$header,origin"
is "a row a day" "$(grep -cE '^2026-[0-9-]{5}(,[0-2][0-9]:[0-5][0-9]){6},computed$' computed.csv)" 365
cp computed.csv rabat.csv
exits "a computed table is an official one" 0 "$RIWAQ" times -c official.conf --date 2026-01-01 --days 365
is "without a word" "$(cat err)" ""
sed 's/computed$/timetable/' computed.csv >wanted.csv
check "and comes back byte for byte" cmp out wanted.csv
cp out rabat.csv
exits "again" 0 "$RIWAQ" times -c official.conf --date 2026-01-01 --days 365
check "it is the same" cmp out rabat.csv
exits "with all that a mosque adds" 0 "$RIWAQ" times --all -c official.conf --date 2026-01-01 --days 365
is "there are its columns" "$(head -n 1 out)" \
    "$header,imsak,iqama_fajr,iqama_dhuhr,iqama_asr,iqama_maghrib,iqama_isha,jumua,origin"
cp out all.csv
place all.conf "timetable = all.csv"
exits "that is a timetable too" 0 "$RIWAQ" times --all -c all.conf --date 2026-01-01 --days 365
is "without mistakes" "$(cat err)" ""
check "which comes back byte for byte" cmp out all.csv

# Where a rule for short nights ends, Fajr and Isha leap.
sed 's/^latitude.*/latitude = 64.1/;s/^longitude.*/longitude = -21.9/;s,^timezone.*,timezone = Atlantic/Reykjavik,' \
    official.conf >north.conf
sed '/^timetable/d' north.conf >north-computed.conf
"$RIWAQ" times -c north-computed.conf --date 2026-01-01 --days 365 >rabat.csv
exits "a computed table of the north" 0 "$RIWAQ" check -c north.conf --at 2026-06-01T12:00
is "is a timetable without a word, too" "$(cat err)" ""
sed -i 's/,computed$/,printed/' rabat.csv
exits "one of unknown origin" 0 "$RIWAQ" check -c north.conf --at 2026-06-01T12:00
says "is told where it leaps" "[isha]: warning: "
sed 's/computed$/timetable/' computed.csv >rabat.csv

# --- corrected -----------------------------------------------------------------------------------
sed -i 's/^2026-03-19,05:0./2026-03-19,05:09/' rabat.csv
exits "a day that was corrected" 0 "$RIWAQ" times -c official.conf --date 2026-03-19
check "is as it was corrected" grep -q '^2026-03-19,05:09,.*,timetable$' out
exits "a day beyond its end" 0 "$RIWAQ" times -c official.conf --date 2026-12-31 --days 2
is "is computed" "$(cut -d , -f 1,8 out | tail -n 2 | tr '\n' ' ')" "2026-12-31,timetable 2027-01-01,computed "
cat >given.json <<'END'
{"prayers": {"date": "2026-12-31", "times": {"fajr": "06:00", "sunrise": "08:00", "dhuhr": "13:00", "asr": "16:00",
                                             "maghrib": "18:00", "isha": "20:00"}}}
END
exits "the sources' times" 0 "$RIWAQ" times -c official.conf --content given.json --date 2026-12-31
check "come after the official ones" grep -q ',timetable$' out
exits "and before computed ones" 0 "$RIWAQ" times -c computed.conf --content given.json --date 2026-12-31
is "as they are" "$(tail -n 1 out)" "2026-12-31,06:00,08:00,13:00,16:00,18:00,20:00,endpoint"
cp official.conf asking.conf
printf '[source.down]\nurl = http://127.0.0.1:9/\n' >>asking.conf
exits "no source is asked for days that are official" 0 "$RIWAQ" times -c asking.conf --date 2026-03-19 --days 30
is "not one" "$(cat err)" ""
exits "but for others" 1 "$RIWAQ" times -c asking.conf --date 2027-03-19

# --- the wall and standard time ------------------------------------------------------------------
printf '%s\n' '[place]' 'timezone = Europe/Berlin' '[prayer]' 'timetable = berlin.csv' \
    'timetable_time = standard' >berlin.conf
printf '%s\n' "$header" 2026-03-28,04:05,05:46,12:10,15:33,18:27,20:00 \
    2026-03-29,04:02,05:43,12:10,15:34,18:29,20:03 >berlin.csv
exits "standard time" 0 "$RIWAQ" times -c berlin.conf --date 2026-03-28 --days 2
is "is an hour later on the wall in summer" "$(sed -n 3p out)" \
    "2026-03-29,05:02,06:43,13:10,16:34,19:29,21:03,timetable"
is "before it is the same" "$(sed -n 2p out)" "2026-03-28,04:05,05:46,12:10,15:33,18:27,20:00,timetable"
exits "a day that neither the timetable nor anything else has" 1 "$RIWAQ" times -c berlin.conf --date 2026-03-30
says "is told of both" "berlin.csv does not have 2026-03-30, neither the sources"
exits "days likewise" 1 "$RIWAQ" times -c berlin.conf --date 2026-03-30 --days 3
says "from the first to the last" "berlin.csv does not have 2026-03-30 to 2026-04-01, neither"
sed -i /timetable_time/d berlin.conf
exits "taken for that of the wall" 0 "$RIWAQ" check -c berlin.conf
says "check sees that it cannot be" "berlin.csv:3: warning: the clocks of Europe/Berlin go 60 minutes forward"

# --- another one in its place: two screens, which look for it while the rest is tried ---------------
# shown NAME TEXT
shown() {
    grep -qF "$2" "$1.log"
}
unset DISPLAY
if command -v Xvfb >/dev/null; then
    start_x 640x360
    "$RIWAQ" times -c computed.conf --date 2026-12-01 --days 400 >next.csv
    for name in mended torn; do
        cp wanted.csv $name.csv
        place $name.conf "timetable = $name.csv"
        start "$RIWAQ" run -c $name.conf --window 640x360 --at 2026-12-20T12:00 2>$name.log
    done
    for name in mended torn; do
        check "the log of a running screen says that it ends" wait_for 60 shown $name "it ends on 2026-12-31, in 11 days"
    done
    # Wrong by whatever clocks: a Fajr of 23:59 may be one, where tzdata says so.
    sed 's/^\(2027-02-01,[^,]*,[^,]*,[^,]*\),[^,]*,/\1,09:00,/' next.csv >mended.csv
    sed '1s/,fajr,/,dawn,/' next.csv >torn.csv
fi

# --- check ---------------------------------------------------------------------------------------
exits "check: a good timetable" 0 "$RIWAQ" check -c official.conf --at 2026-06-01T12:00
check "tells its days" grep -q 'rabat.csv: 365 days, 2026-01-01 to 2026-12-31$' out
is "and nothing else" "$(cat err)" ""

# found NAME STATUS CASE TEXT: in a file of tests/feeds/timetable.
found() {
    cp "$TESTS/feeds/timetable/$3/input.csv" case.csv
    place case.conf "timetable = case.csv"
    exits "check: $1" "$2" "$RIWAQ" check -c case.conf --at 2026-01-01
    says "is told with file and line" "case.csv:$4"
}
found "a missing day" 0 missing-day "5: [date]: warning: 2026-03-19 is missing before this day"
found "two equal dates" 1 double-date "5: [date]: 2026-03-18 is on line 4 too: neither is used"
found "Asr before Dhuhr" 1 asr-before-dhuhr "5: [asr]: 11:02 is before dhuhr 12:40"
exits "the day of a mistake" 1 "$RIWAQ" times -c case.conf --date 2026-03-18 --days 2
is "is computed, the others stand" "$(cut -d , -f 1,8 out | tail -n 2 | tr '\n' ' ')" \
    "2026-03-18,timetable 2026-03-19,computed "
found "an empty cell" 1 empty-cell "3: [dhuhr]: the cell is empty; write \"-\""
found "no names of columns" 1 header-missing "1: the names of the columns are missing"
place none.conf "timetable = nosuch.csv"
exits "check: no timetable" 1 "$RIWAQ" check -c none.conf
says "is told where it is named" "none.conf:7: [prayer] timetable: "
sed 's/^latitude.*/latitude = 134/' computed.conf >wrong.conf
exits "check: a latitude of 134" 1 "$RIWAQ" check -c wrong.conf
says "is told with its line" "wrong.conf:3: [place] latitude:"
sed 's/Casablanca/Casablanka/' computed.conf >wrong.conf
exits "check: an unknown zone" 1 "$RIWAQ" check -c wrong.conf
says "is told with its line, and the mend" "wrong.conf:5: [place] timezone: there is no time zone"
exits "times: in an unknown zone" 1 "$RIWAQ" times -c wrong.conf --date 2026-03-19
is "nothing is computed by the machine's" "$(cat out)" ""
printf '{"headlines": [{"title": "The hall opens"}], "prayers": {"date": "2026-03-19", "times": {"fajr": "05:04", "isha": "19:57"}}}' >hall.json
for clock in clock trust; do
    [ "$clock" = clock ] || printf '[clock]\ntrust = always\n' >>wrong.conf
    exits "shot: in an unknown zone ($clock)" 1 env TZ=Europe/Paris "$RIWAQ" shot --text -c wrong.conf \
        --content hall.json --at 2026-03-19T12:55:00Z
    says "says what it does" "wrong.conf:5: [place] timezone: warning: until it is right the screen shows --:--"
    check "no hour is shown" sh -c '! grep -qE "\"text\": *\"[0-9]{1,2}:[0-9]{2}" out'
    check "but that there is none" grep -qF -- '--:--' out
    check "and the news" grep -q "The hall opens" out
done
sed 's/Casablanca/Casa blanca/' computed.conf >wrong.conf
exits "shot: with what is no zone at all" 1 "$RIWAQ" shot --text -c wrong.conf --content hall.json --at 2026-03-19T12:55:00Z
check "neither" sh -c '! grep -qE "\"text\": *\"[0-9]{1,2}:[0-9]{2}" out && grep -qF -- "--:--" out'
place wrong.conf "method = marocco"
exits "check: an unknown method" 1 "$RIWAQ" check -c wrong.conf
says "is told with its line, and the mend" "wrong.conf:7: [prayer] method:"
says "which is near" "morocco"
sed 's/^latitude.*/latitude = 51.5/;s/^longitude.*/longitude = -0.1/' official.conf >london.conf
exits "check: a timetable of another place" 0 "$RIWAQ" check -c london.conf --at 2026-06-01T12:00
says "is seen by its sunrise" "its sunrise is not that of [place]"

# --- iqama at an hour of the clock ---------------------------------------------------------------
place iqama.conf "isha_iqama = 21:00" "fajr_iqama = +25"
exits "check: an iqama that is before its prayer in summer" 0 "$RIWAQ" check -c iqama.conf --at 2026-04-01T12:00
says "is told with its first day" "iqama.conf: [prayer] isha_iqama: warning: 21:00 is before the prayer, or after the next one, on "
says "and how late the prayer is then" "first on 2026-04-01 (isha 21:09)"
"$RIWAQ" times --all -c iqama.conf --date 2026-04-01 --days 366 >out
is "the days are those on which times has none" \
    "$(awk -F , 'NR > 1 && $13 == "-"' out | wc -l)" "$(sed -n 's/.* on \([0-9]*\) days .*/\1/p' err)"
place iqama.conf "isha_iqama = 23:30" "fajr_iqama = +25"
exits "check: one that is after it all year" 0 "$RIWAQ" check -c iqama.conf --at 2026-04-01T12:00
is "is not told" "$(cat err)" ""
sed 's/$/,22:30/;1s/22:30/iqama_isha/' rabat.csv >late.csv
place iqama.conf "isha_iqama = 21:00" "timetable = late.csv"
exits "check: an hour that the timetable has otherwise" 0 "$RIWAQ" check -c iqama.conf --at 2025-12-31T12:00
check "is not looked at" test "$(grep -c isha_iqama err)" = 0

# --- the system's time zones ---------------------------------------------------------------------
mkdir -p zones/Africa
cp "${TZDIR:-/usr/share/zoneinfo}/Africa/Casablanca" zones/Africa
# tzdata AT: what check says with those zones.
tzdata() {
    { TZDIR=$SCRATCH/zones "$RIWAQ" check -c computed.conf --at "$1" >/dev/null; } 2>&1
}
is "check: zones that do not tell their version" "$(tzdata 2030-01-01T12:00)" ""
echo 2024b >zones/+VERSION
check "those of the year before last are told" grep -q "^tzdata: warning: the system's time zones are of 2024b;" <(tzdata 2026-01-01T12:00)
is "those of last year are not" "$(tzdata 2025-12-31T12:00)" ""
printf '# version 2025c\n# redo posix_only\nR d 1916 o - Jun 14 23s 1 S\n' >zones/tzdata.zi
is "tzdata.zi goes before" "$(tzdata 2026-12-31T12:00)" ""
check "and is told as well" grep -q "are of 2025c;" <(tzdata 2027-01-01T12:00)
printf '# version unknown-dirty\n' >zones/tzdata.zi
rm zones/+VERSION
is "what is no version is not told" "$(tzdata 2030-01-01T12:00)" ""

# --- its end -------------------------------------------------------------------------------------
exits "14 days before its end" 0 "$RIWAQ" check -c official.conf --at 2026-12-17T12:00
says "check says so" "rabat.csv: warning: it ends on 2026-12-31, in 14 days; after it the screen shows computed times"
exits "15 days before" 0 "$RIWAQ" check -c official.conf --at 2026-12-16T12:00
is "it does not" "$(cat err)" ""
exits "after its end" 0 "$RIWAQ" check -c official.conf --at 2027-01-02T12:00
says "check says so, too" "it ended on 2026-12-31"
exits "before it begins" 0 "$RIWAQ" check -c official.conf --at 2025-12-31T12:00
says "check says when" "it begins on 2026-01-01 only"

# --- another one in its place: what those screens say ----------------------------------------------
if [ -n "${DISPLAY-}" ]; then
    check "one with a mistake is told" wait_for 90 shown mended \
        "the new timetable has mistakes (1), what they are in is left out; line 64: "
    check "and takes its place, without a restart" wait_for 90 shown mended \
        "the new timetable, 2026-12-01 to 2028-01-04, is shown from now on"
    check "one without its columns does not" wait_for 90 shown torn "the one from before stays; line 1: "
else
    missing Xvfb
fi
finish
