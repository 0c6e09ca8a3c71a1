#!/bin/bash
# An update of tzdata while the screen runs: clocks, prayer times and times of news follow within a
# minute, without a restart. A file that is no zone changes nothing.
# shellcheck source=tests/tap.sh
. "$(dirname "$0")/../tap.sh"
cd "$SCRATCH" || exit 1
screen=$TESTS/e2e/screen.py
PATH=$PATH:/usr/sbin
if ! command -v zic >/dev/null; then
    missing "zic"
    finish
    exit 0
fi
# Morocco went to +00 for good on 2026-09-20; tzdata of before did not know it.
cat >before.zi <<'END'
Zone Africa/Casablanca 1:00 - +01
Zone Europe/Paris 2:00 - CEST
END
cat >after.zi <<'END'
Zone Africa/Casablanca 1:00 - +01 2026 Sep 20 2:00
                       0:00 - +00
Zone Europe/Paris 2:00 - CEST
END
zic -b fat -d before before.zi
zic -b fat -d after after.zi
check "there are two zoneinfo folders" test -s before/Africa/Casablanca -a -s after/Africa/Casablanca
cp -r before zoneinfo

cat >lobby.json <<'END'
{"headlines": [{"time": "2026-10-01T09:00:00Z", "title": "The hall opens"}, {"time": "08:15", "title": "Lift B works again"}]}
END
cat >riwaq.conf <<'END'
[screen]
name = News house
[clock]
zones = Africa/Casablanca, Europe/Paris
[place]
name = Rabat
latitude = 34.02
longitude = -6.84
timezone = Africa/Casablanca
[source.lobby]
url = lobby.json
every = 10s
END
mkdir still
cat >still/theme.ini <<'END'
[theme]
schema = 1
name = Still
extends = atrium
[grid]
columns = 2fr 1fr
rows = 112 1fr
gap = 24
margin = 32
areas = masthead masthead
        news prayers
[zone.news]
show = headlines
END
begin=$(date -u -d 2026-10-01T12:00:00Z +%s)
# shot FOLDER OPTION...: what is right now by the zones of FOLDER.
shot() {
    local folder=$1
    shift
    TZDIR=$SCRATCH/$folder "$RIWAQ" shot -c riwaq.conf --theme ./still --size 1280x720 \
        --at "$(date -u -d "@$((begin + $(date +%s) - begun))" +%FT%TZ)" "$@"
}
shows() {
    shot "$1" -o ref.png && python3 "$screen" same ref.png 1280x720+0+0
}
# replace FILE: as dpkg does it.
replace() {
    cp "$1" zoneinfo/Africa/Casablanca.new
    mv zoneinfo/Africa/Casablanca.new zoneinfo/Africa/Casablanca
}

begun=$(date +%s)
shot before --text >text
check "(by the old rules it is one)" grep -q '"13:0[0-9]"' text
shot after --text >text
check "(by the new ones it is noon)" sh -c "grep -q '\"12:0[0-9]\"' text && ! grep -q '\"13:0[0-9]\"' text"

start_x 1280x720
begun=$(date +%s)
TZDIR=$SCRATCH/zoneinfo start "$RIWAQ" run -c riwaq.conf --theme ./still --at 2026-10-01T12:00:00Z 2>log
RUN=$STARTED
check "the screen has the rules of before" wait_for 20 shows before
head -c 60 after/Africa/Casablanca >half
replace half
check "half a zone is told" wait_for 60 grep -q "half-written.*Africa/Casablanca stay" log
check "and changes nothing" wait_for 10 shows before
replace before/Africa/Casablanca
replace after/Africa/Casablanca
check "an update is told" wait_for 60 grep -q "Africa/Casablanca: the rules of the time zone are others" log
check "and is on the screen" wait_for 20 shows after
is "in one line" "$(grep -c "the rules of the time zone are others" log)" 1
rm zoneinfo/Africa/Casablanca
check "a zone that goes is told" wait_for 60 grep -q "the file is gone" log
check "and stays as it was" wait_for 10 shows after
replace before/Africa/Casablanca
check "back to the rules of before" wait_for 80 shows before
kill -TERM "$RUN"
wait "$RUN"
is "it ends as it should" $? 0
finish
