#!/bin/bash
# The commands: exit statuses, messages, and what they write.
# shellcheck source=tests/tap.sh
. "$(dirname "$0")/../tap.sh"
sample=$TESTS/../app/formats/sample.json

# says NAME TEXT: the last command's standard error has TEXT.
says() {
    check "$1" grep -qF -- "$2" "$SCRATCH/err"
}
# refused TEXT ARGUMENT...: the call is wrong, and the message says TEXT.
refused() {
    local text=$1
    shift
    exits "riwaq $*: status 2" 2 "$RIWAQ" "$@"
    check "riwaq $*: says \"$text\"" grep -qF -- "$text" "$SCRATCH/err"
    is "riwaq $*: nothing on standard output" "$(cat "$SCRATCH/out")" ""
}
cd "$SCRATCH" || exit 1

# --- wrong calls -------------------------------------------------------------------------------
refused "usage: riwaq COMMAND"
refused "did you mean shot?" shoot
refused "\`riwaq help\` lists them" xyzzy
refused "did you mean --content?" shot --contant x
refused "no option --zzzzz" shot --zzzzz
refused "no option -z" shot -z
refused "-o FILE.png" shot
refused "-o needs a value" shot -o
refused "--size needs a value" shot -o x.png --size
refused "for example 1920x1080" shot -o x.png --size 12
refused "for example 1920x1080" shot -o x.png --size 1x1
refused "for example 1920x1080" run --window big
refused "from 1 to 999" shot -o x.png --count 0
refused "from 1 to 999" shot -o x.png --count 1000
refused "from 1 to 999" shot -o x.png --count three
refused "for example 10s" shot -o x.png --count 2 --every soon
refused "for example 10s" shot -o x.png --count 2 --every 0s
refused "for example 2025-03-19T12:55" shot -o x.png --at noon
refused "for example 2025-03-19T12:55" shot -o x.png --at 2025-02-30T12:55
refused "for example 2025-03-19" times --date tomorrow
refused "from 1 to 3660" times --days 0
refused "from 1 to 86400" bench --seconds 0
refused "/nowhere.conf: cannot read" shot -o x.png -c /nowhere.conf
for command in check content times bench; do
    refused "/nowhere.conf: cannot read" $command -c /nowhere.conf
done
refused "going on with the defaults" run --at noon -c /nowhere.conf
says "run alone goes on, to what is wrong beside it" "--at noon: no time"
for year in 0001 1899 2200 9999; do
    refused "give a year from 1900 to 2199" shot -o x.png --at $year-06-01T12:00
    refused "from 1900 to 2199" times --date $year-06-01
done
refused "would go on after 2199" shot -o x.png --at 2025-03-19T12:55 --count 999 --every 1000000h
refused "would go on after 2199" shot -o x.png --at 2199-12-31T23:00Z --count 3 --every 1h
refused "times takes no --window" times --window 100x100
refused "run takes no --size" run --size 640x360
refused "check takes no --text" check --text
refused "content takes no --output" content -o x.json
refused "shot takes no --seconds" shot -o x.png --seconds 3
refused "takes no argument lobby.png" shot lobby.png -o x.png
is "a wrong call writes nothing" "$(ls ./*.png 2>/dev/null)" ""

# --- help ----------------------------------------------------------------------------------------
exits "riwaq help: status 0" 0 "$RIWAQ" help
for command in run shot check content times bench init; do
    check "help names $command" grep -q "^  riwaq $command " "$SCRATCH/out"
done
exits "riwaq shot --help: status 0" 0 "$RIWAQ" shot --help
check "it lists the options" grep -qE '^      --count N +a series \(1 to 999\)$' "$SCRATCH/out"
check "those of shot alone" sh -c "! grep -q -- --seconds '$SCRATCH/out'"
exits "riwaq --version: status 0" 0 "$RIWAQ" --version
check "the version is told" grep -qE '^riwaq [0-9]+\.[0-9]+\.[0-9]+$' "$SCRATCH/out"

exits "riwaq shot --version: status 0" 0 "$RIWAQ" shot --version
check "tells it too" grep -qE '^riwaq [0-9]+\.[0-9]+\.[0-9]+$' "$SCRATCH/out"

# --- shot ----------------------------------------------------------------------------------------
exits "a shot" 0 "$RIWAQ" shot -o one.png --size 640x360 --at 2025-03-19T12:55
is "has the size asked for" "$(identify -format '%m %wx%h' one.png)" "PNG 640x360"
exits "a shot without --size" 0 "$RIWAQ" shot --output=full.png --at=2025-03-19T12:55
is "is Full HD" "$(identify -format '%wx%h' full.png)" 1920x1080
exits "a series" 0 "$RIWAQ" shot -o lobby.png --count 3 --every 500ms --size 320x180 --at 2025-03-19T12:55
is "is numbered" "$(echo lobby*.png)" "lobby-001.png lobby-002.png lobby-003.png"
check "a later frame is another picture" test "$(cksum <lobby-001.png)" != "$(cksum <lobby-003.png)"
exits "a series of one" 0 "$RIWAQ" shot -o single.png --count 1 --size 320x180
is "has its plain name" "$(echo single*)" single.png
exits "a picture that cannot be written: status 1" 1 "$RIWAQ" shot -o /nowhere/x.png
says "and its name is told" "/nowhere/x.png: cannot be written"
exits "the frame's text" 0 "$RIWAQ" shot --text --at 2025-03-19T12:55
check "is JSON, a line a run" python3 -c '
import json, sys
for line in open(sys.argv[1], encoding="utf-8"):
    run = json.loads(line)
    assert list(run) == ["zone", "text", "x", "y", "w", "h"], run
    assert all(type(run[k]) is int for k in "xywh") and run["text"], run
assert run' "$SCRATCH/out"
check "in the hour that --at names" grep -q '"zone":"masthead","text":"12:55"' "$SCRATCH/out"
exits "--at with an offset" 0 "$RIWAQ" shot --text --at 2025-03-19T12:55:00+03:00
check "is shown in the place's zone" grep -q '"zone":"masthead","text":"09:55"' "$SCRATCH/out"

for zone in Asia/Tokyo America/Los_Angeles; do
    printf '{"place": {"name": "x", "timezone": "%s"}, "headlines": [{"time": "12:50", "title": "Stays"}]}' $zone >zone.json
    exits "--at without an offset" 0 "$RIWAQ" shot --text --at 2025-03-19T12:55 --content zone.json
    check "is of the zone that the content names, $zone" grep -q '"zone":"masthead","text":"12:55"' out
    exits "content in that zone" 0 "$RIWAQ" content --at 2025-03-19T12:55 --content zone.json
    check "is of that day" grep -q '"2025-03-19T12:50' out
done
for rotate in 0=1920x1080 90=1080x1920 180=1920x1080 270=1080x1920; do
    printf '[screen]\nrotate = %s\n' ${rotate%=*} >rotate.conf
    exits "a shot with rotate = ${rotate%=*}" 0 "$RIWAQ" shot -c rotate.conf -o rotate.png --at 2025-03-19T12:55Z
    is "is upright" "$(identify -format '%wx%h' rotate.png)" ${rotate#*=}
done

# --- content -------------------------------------------------------------------------------------
exits "riwaq content" 0 "$RIWAQ" content --at 2025-03-19T12:55 --content "$sample"
cp out first.json
exits "its output is content again" 0 "$RIWAQ" content --at 2025-03-19T12:55 --content first.json
cp out second.json
check "the same content, with its source's state" python3 -c '
import json, sys
sample, first, second = (json.load(open(name, encoding="utf-8")) for name in sys.argv[1:])
for snapshot in first, second:
    sources = snapshot.pop("sources")
    assert [s["state"] for s in sources] == ["fresh"], sources
assert first == second
assert set(first) == set(sample), set(first) ^ set(sample)
for part in "place", "weather", "prayers", "social", "article":
    assert first[part] == sample[part], (part, first[part], sample[part])
assert [h["title"] for h in first["headlines"]] == [h["title"] for h in sample["headlines"]]
assert first["headlines"][0]["time"].startswith("2025-03-19T12:50"), first["headlines"][0]
' "$sample" first.json second.json
"$RIWAQ" shot --text --at 2025-03-19T12:55 --content "$sample" >a.txt
"$RIWAQ" shot --text --at 2025-03-19T12:55 --content first.json >b.txt
check "and the same frame" cmp a.txt b.txt
for source in "file://$PWD/first.json" "file:$PWD/first.json" "$PWD/first.json" ./first.json; do
    exits "--content $source" 0 "$RIWAQ" shot --text --at 2025-03-19T12:55 --content "$source"
    check "shows the same frame" cmp a.txt out
done
exits "a source that is not there: status 1" 1 "$RIWAQ" content --content nothing.json
says "and why" "nothing.json: the file cannot be read: No such file or directory"
check "and JSON all the same" python3 -c '
import json, sys
assert json.load(sys.stdin)["sources"][0]["state"] == "failed"' <out
exits "a scheme that is not read: status 1" 1 "$RIWAQ" content --content ftp://127.0.0.1/lobby.json
says "is told" "neither http nor https"
echo '{"headlines": [{"title": 5}, {"title": "Stays"}], "weather": {"today": {"low": "x", "high": 3}}}' >faulty.json
exits "values of a wrong type are reported" 0 "$RIWAQ" content --content faulty.json
says "by source and key path" "headlines[0].title"
says "each" "weather.today.low"
check "and the rest stands" grep -q '"title": "Stays"' out

# --- times ---------------------------------------------------------------------------------------
exits "riwaq times" 0 "$RIWAQ" times --date 2025-03-18 --days 3 --content "$sample" --at 2025-03-19T12:55
is "the header" "$(head -n 1 out)" "date,fajr,sunrise,dhuhr,asr,maghrib,isha,origin"
is "a row a day" "$(wc -l <out)" 4
is "given times are the endpoint's" "$(sed -n 3p out)" \
    "2025-03-19,05:04,06:30,12:40,16:02,18:44,19:58,endpoint"
check "others are computed" grep -qE '^2025-03-20(,[0-2][0-9]:[0-5][0-9]){6},computed$' out
exits "riwaq times of today" 0 "$RIWAQ" times --at 2025-06-21T12:00
check "is the day of --at" grep -qE '^2025-06-21(,[0-9:]+){6},computed$' out
echo '{}' >empty.json
exits "times of nowhere: status 1" 1 "$RIWAQ" times --content empty.json
says "and what is missing" "latitude"

# --- check ---------------------------------------------------------------------------------------
exits "riwaq check: the default theme is good" 0 "$RIWAQ" check atrium
check "and says so" grep -q 'theme.ini: good$' out
mkdir bad
printf '[theme]\nschema = 1\nextends = atrium\n\n[colors]\npaper = blue\n[zone.ticker]\nsped = 3\n' >bad/theme.ini
exits "a bad theme: status 1" 1 "$RIWAQ" check ./bad
says "each mistake with file and line" "bad/theme.ini:6: [colors] paper"
says "and the next one" "bad/theme.ini:8: [zone.ticker] sped"
exits "a folder needs no slash" 1 "$RIWAQ" check bad
says "to be found" "bad/theme.ini:6: [colors] paper"
mkdir good
printf '[theme]\nschema = 1\nextends = atrium\n' >good/theme.ini
exits "nor does --theme" 0 "$RIWAQ" shot --theme good -o good.png --size 320x180
mkdir atrium
cp bad/theme.ini atrium
exits "a theme's name goes before a folder" 0 "$RIWAQ" check atrium
mkdir lone
cp "$RIWAQ" lone
exits "without a folder of themes" 0 lone/riwaq check
is "atrium is built in" "$(cat out)" "atrium (built in): good"
printf '[screen]\ntheme = atrium\n' >named.conf
exits "and may be named" 0 lone/riwaq shot -c named.conf --theme atrium -o named.png --size 320x180
is "without a word" "$(cat err)" ""
exits "a theme that is not there: status 1" 1 "$RIWAQ" check nosuch
says "is named" "nosuch"
exits "a good configuration" 0 "$RIWAQ" check -c "$TESTS/../deploy/riwaq.conf.example"
check "is told" grep -q 'riwaq.conf.example: good$' out
exits "no configuration at all" 0 "$RIWAQ" check -c /dev/null
check "is good too" grep -q '^/dev/null: good$' out
exits "another device is none" 2 "$RIWAQ" check -c /dev/zero
ln -s /dev/null null.conf
exits "a link to /dev/null masks the configuration" 0 "$RIWAQ" check -c null.conf
printf '[screen]\nlanguage = klingon\n[place]\nlatitude = 91\n' >bad.conf
exits "a bad configuration: status 1" 1 "$RIWAQ" check -c bad.conf
says "with its line" "bad.conf:2: [screen] language"
says "and the next one's" "bad.conf:4: [place] latitude"
printf '[screen]\nname = x\nlogo = nosuch.png\n[place]\ntimezone = Asia/Riyad\n' >outside.conf
exits "what the configuration names is not there: status 1" 1 "$RIWAQ" check -c outside.conf
says "the logo, with its line" "outside.conf:3: [screen] logo: nosuch.png"
says "the zone, with its line and the nearest one" \
    "outside.conf:5: [place] timezone: there is no time zone \"Asia/Riyad\"; did you mean \"Asia/Riyadh\"?"
check "and is not called good" sh -c "! grep outside.conf out"
printf '[format.own]\nheadlines = .\nheadline.title = /t\ntimezone = Asia/Riyad\n' >format.conf
exits "a zone of a format that is not there: status 1" 1 "$RIWAQ" check -c format.conf
says "is told with its line and the nearest one" \
    "format.conf:4: [format.own] timezone: there is no time zone \"Asia/Riyad\"; did you mean \"Asia/Riyadh\"?"
printf '[format.own]\nheadlines = .\nheadline.title = /t\ntimezone = Asia/Riyadh\n' >format.conf
exits "one that is there is good" 0 "$RIWAQ" check -c format.conf
for zone in Asia/Riyad "/place/zone, Asia/Riyad"; do
    printf '[format.own]\nheadlines = .\nheadline.title = /t\nplace.timezone = %s\n' "$zone" >format.conf
    exits "a described place's zone that is not there: $zone" 1 "$RIWAQ" check -c format.conf
    says "is told as well" \
        "format.conf:4: [format.own] place.timezone: there is no time zone \"Asia/Riyad\"; did you mean \"Asia/Riyadh\"?"
done
printf '[format.own]\nheadlines = .\nheadline.title = /t\nplace.timezone = /zone, Asia/Riyadh\n' >format.conf
exits "one that is there is good" 0 "$RIWAQ" check -c format.conf
printf '[place]\ntimezone = Xyzzy/Plugh\n' >zone.conf
exits "a zone that is like no other" 1 "$RIWAQ" check -c zone.conf
says "is told what names are like" "names are like Africa/Casablanca"
printf '[place]\nlatitude = 34\nlongitude = -6\n' >zoneless.conf
exits "a place without a zone is a warning" 0 "$RIWAQ" check -c zoneless.conf
says "that is told" "zoneless.conf:2: [place] latitude: warning: no timezone"
mkdir -p "$XDG_CONFIG_HOME/riwaq"
cp bad.conf "$XDG_CONFIG_HOME/riwaq/riwaq.conf"
exits "the configuration is found in XDG_CONFIG_HOME" 1 "$RIWAQ" check
says "and named" "$XDG_CONFIG_HOME/riwaq/riwaq.conf:2:"
exits "RIWAQ_CONFIG goes before it" 0 env RIWAQ_CONFIG="$TESTS/../deploy/riwaq.conf.example" "$RIWAQ" check
finish
