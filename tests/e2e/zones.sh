#!/bin/bash
# Several sources on one screen: what riwaq.conf wants of each, what a zone of one source shows, and
# how old it all is.
# shellcheck source=tests/tap.sh
. "$(dirname "$0")/../tap.sh"
cd "$SCRATCH" || exit 1

cat >city.json <<'END'
{"headlines": [{"time": "12:20", "title": "Rabat opens its second tram line", "url": "https://a.example/tram/?utm_source=x"},
               {"time": "08:10", "title": "Horoscope of the day"},
               {"time": "2025-03-12T08:00:00Z", "title": "The budget of last week"},
               {"title": "Lift B is out of order", "urgent": true, "from": "2025-03-19T13:00:00Z", "until": "2025-03-19T14:00:00Z"}],
 "article": {"title": "The old mill becomes a library", "time": "09:30", "paragraphs": ["Text."]}}
END
cat >agency.json <<'END'
{"headlines": [{"time": "12:40", "title": "Oil prices fall"},
               {"time": "12:15", "title": "RABAT OPENS ITS SECOND TRAM LINE."},
               {"time": "12:10", "title": "Another word for it", "url": "http://A.example/tram"}],
 "article": {"title": "Why the harvest came early", "time": "11:00", "paragraphs": ["Text."]}}
END
cat >sky.json <<'END'
{"weather": {"as_of": "2025-03-19T09:00:00Z", "today": {"date": "2025-03-19", "low": 9, "high": 21, "code": 3},
             "days": [{"date": "2025-03-20", "low": 14, "high": 19, "code": 61}]}}
END
cat >riwaq.conf <<'END'
[place]
name = Rabat
timezone = UTC
[source.city]
url = city.json
label = City desk
never = horoscope
max_age = 3d
[source.agency]
url = agency.json
label = Agency
max_items = 2
[source.sky]
url = sky.json
END
mkdir own
cat >own/theme.ini <<'END'
[theme]
schema = 1
name = Own
extends = atrium
[grid]
columns = 1fr 1fr 1fr
rows = 1fr 220 84
gap = 24
margin = 32
areas = news desk article
        sky sky sky
        ticker ticker ticker
[zone.news]
show = headlines
source = agency
[zone.desk]
show = headlines
source = city, nobody
[zone.article]
show = article
[zone.sky]
show = weather
[zone.ticker]
show = ticker
END

mkdir all
cat >all/theme.ini <<'END'
[theme]
schema = 1
name = All
[grid]
columns = 1fr
rows = 1fr 84
areas = news
        ticker
[zone.news]
show = headlines
[zone.ticker]
show = ticker
END

# zone NAME TIME [THEME]: the text of a zone, a line each.
zone() {
    "$RIWAQ" shot --text -c riwaq.conf --size 1920x1080 --at "$2" -o x.png ${3:+--theme "$3"} 2>>err |
        python3 -c '
import json, sys
for line in sys.stdin:
    run = json.loads(line)
    if run["zone"] == sys.argv[1]:
        print(run["text"])' "$1"
}
noon=2025-03-19T12:55:00Z

zone news $noon all >shown
is "headlines of all, by time, without doubles, what is not wanted and what is too old" \
    "$(grep -oE 'Oil prices fall|Rabat opens its second tram line|RABAT|Another|Horoscope|budget|Lift' shown | tr '\n' ';')" \
    "Oil prices fall;Rabat opens its second tram line;"
check "each says from whom it is" test "$(grep -cE 'City desk|Agency' shown)" -eq 2
zone news 2025-03-19T12:59:59Z all >shown
check "an urgent message is not there before" test "$(grep -c 'Lift B' shown)" -eq 0
zone news 2025-03-19T13:00:00Z all >shown
check "it comes at its instant" grep -q 'Lift B' shown
zone news 2025-03-19T14:00:00Z all >shown
check "and goes at its end" test "$(grep -c 'Lift B' shown)" -eq 0

zone news $noon own >shown
check "a zone of one source shows it" grep -q 'Oil prices fall' shown
check "a zone of one source shows no other" test "$(grep -c 'Rabat opens' shown)" -eq 0
check "what is a double elsewhere is none there" grep -q 'RABAT OPENS' shown
check "a label is told where there are several only" test "$(grep -c Agency shown)" -eq 0
zone desk $noon own >shown
check "the other zone shows the other" grep -q 'Rabat opens' shown
zone article $noon own >shown
check "the article is the newest of all" grep -q 'Why the harvest' shown

"$RIWAQ" check -c riwaq.conf --theme own >out 2>&1
is "check: a warning is no error" $? 0
check "check warns of a source that is not there, at its line" \
    grep -q 'own/theme.ini:18: \[zone.desk\] source: warning: "nobody" is no \[source.NAME\]' out
"$RIWAQ" shot --text -c riwaq.conf --content city.json --theme own --at $noon -o x.png >given 2>>err
check "--content stands in for every source" bash -c 'grep -q "\"zone\": \?\"news\".*Rabat opens" given'

# --- stories ---------------------------------------------------------------------------------
cat >stories.json <<'END'
{"headlines": [{"time": "12:40", "title": "Horoscope", "paragraphs": ["Text."]},
               {"time": "12:10", "title": "The lift", "paragraphs": ["Text."]}]}
END
printf '[place]\ntimezone = UTC\n[source.a]\nurl = stories.json\nnever = horoscope\n' >stories.conf
tells_the_lift() {
    "$RIWAQ" shot --text -c stories.conf --at "$noon" --size 1920x1080 -o x.png |
        grep '"article"' | grep -q "The lift"
}
check "what is not wanted is no article either" tells_the_lift

# --- ages -------------------------------------------------------------------------------------
zone weather $noon >shown
check "weather of this morning has no mark" test "$(grep -c 'as of' shown)" -eq 0
zone weather 2025-03-19T15:00:00Z >shown
check "after six hours it says of when it is" grep -q 'as of.*09:00' shown
zone weather 2025-03-20T08:59:00Z >shown
check "on the next day it is of another date" grep -q 'as of.*19 March' shown
check "and shows no yesterday" test "$(grep -c '21°' shown)" -eq 0
zone weather 2025-03-20T09:00:00Z >shown
is "after a day it is left out" "$(cat shown)" ""
printf 'stale_after = 1h\nhide_after = never\n' >>riwaq.conf
zone weather 2025-03-20T09:00:00Z >shown
check "unless the source says otherwise" grep -q 'as of' shown
zone weather 2025-03-19T10:00:00Z >shown
check "by the hour" grep -q 'as of.*09:00' shown
finish
