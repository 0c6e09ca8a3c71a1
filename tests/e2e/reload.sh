#!/bin/bash
# What is saved while riwaq runs: the screen takes it over whole, or keeps what it had and says why.
# shellcheck source=tests/tap.sh
. "$(dirname "$0")/../tap.sh"
cd "$SCRATCH" || exit 1
screen=$TESTS/e2e/screen.py
size=800x480

mkdir -p www conf/themes/mine/pictures conf/themes/base logo
mine=conf/themes/mine base=conf/themes/base
printf '{"headlines": [{"time": "12:50", "title": "The hall opens"}], "social": {"label": "Find us"}}\n' >www/a.json
printf '{"headlines": [{"time": "12:40", "title": "A second voice"}]}\n' >www/b.json
start_server "$SCRATCH/www"

cat >$base/theme.ini <<'END'
[theme]
schema = 1
name = Base
[colors]
paper = #101010
[grid]
columns = 1fr
rows = 96 1fr
areas = masthead
        headlines
[grid.portrait]
columns = 1fr
rows = 96 1fr
areas = masthead
        headlines
[zone.masthead]
show = masthead
[zone.headlines]
show = headlines
END
# config LANGUAGE [LINE...]
config() {
    local language=$1
    shift
    printf '%s\n' '[screen]' 'name = House' "language = $language" 'theme = mine' '[place]' \
        'name = Rabat' 'timezone = Africa/Casablanca' '[source.a]' "url = $URL/a.json" 'every = 1h' "$@"
}
# theme PAPER [LINE...]: one in which nothing moves and turns, with a corner of the colour PAPER.
theme() {
    local paper=$1
    shift
    printf '%s\n' '[theme]' 'schema = 1' 'extends = base' '[colors]' "paper = $paper" "$@"
}
config en >conf/riwaq.conf
theme '#203040' >$mine/theme.ini

# picture OUT: what the screen shows.
picture() {
    python3 "$screen" save "$1"
}
# paper COLOR: the colour in a corner of the screen, where no zone is.
paper() {
    picture now.png && [ "$(convert now.png -format '%[hex:p{2,2}]' info: | cut -c1-6)" = "$1" ]
}
# like FILE.png, unlike FILE.png: the screen below the masthead, where no clock goes on.
like() {
    python3 "$screen" same "$1" 800x400+0+60
}
unlike() {
    ! like "$1"
}
# told COUNT TEXT: the log has TEXT so often.
told() {
    [ "$(grep -c -- "$2" log)" -ge "$1" ]
}
kept=0
# keeps NAME TEXT: what was saved last is refused, with TEXT, and the picture stays.
keeps() {
    kept=$((kept + 1))
    check "$1: it is told that the screen keeps what it had" wait_for 10 told $kept 'the screen keeps what it had$'
    check "$1: and why" grep -q -- "$2" log
    is "$1: in its last line" "$(tail -n 1 log | grep -c 'the screen keeps what it had$')" 1
    check "$1: the picture stays" like good.png
}
# stands NAME COLOR: a theme with that paper comes up, and a refused save must leave it.
stands() {
    check "$1" wait_for 10 paper "$2"
    picture good.png
}

start_x $size
start "$RIWAQ" run -c conf/riwaq.conf --at 2025-03-19T12:55:10Z 2>log
RUN=$STARTED
check "the theme is on the screen" wait_for 20 paper 203040
paper 203040 || exit 1
check "and its content" wait_for 10 grep -q '^GET /a.json 200' requests

# --- how editors save -----------------------------------------------------------------------------
theme '#304050' >$mine/theme.ini
stands "written in place" 304050
check "and told in one line" wait_for 20 told 1 'taken over: theme (mine)$'
theme '#405060' >$mine/.theme.ini.swp
mv $mine/.theme.ini.swp $mine/theme.ini
stands "a new file over the old one" 405060
mv $mine/theme.ini $mine/theme.ini~
theme '#506070' >$mine/theme.ini
stands "the old one moved away, and made anew" 506070
rm $mine/theme.ini
sleep 0.1
theme '#607080' >$mine/theme.ini
stands "removed, and made anew" 607080
is "nothing of that is told as a mistake" "$(grep -c 'the screen keeps' log)" 0
theme '#708090' >elsewhere.ini
ln -sf ../../../elsewhere.ini $mine/theme.ini
stands "a link" 708090
theme '#203040' >elsewhere.ini
stands "and what it leads to" 203040
rm $mine/theme.ini
theme '#203041' >$mine/theme.ini
stands "and a file again" 203041
# The writer takes its time: half a theme would be a good one, too.
begun=$(date +%s%N)
{
    printf '[theme]\nschema = 1\nextends = base\n[colors]\npaper = #ff0000\n'
    sleep 1
    printf 'rule = #fefefe\n[zone.headlines]\nalign = end\n'
} >$mine/theme.ini &
writer=$!
halves=0
# Asked after the picture: one taken while he was at it, and before riwaq has waited enough for him
# (two seconds), cannot have the whole.
early() {
    [ $(($(date +%s%N) - begun)) -lt 2000000000 ] && kill -0 $writer 2>/dev/null
}
while early; do
    paper FF0000 && early && halves=$((halves + 1))
done
check "a slow writer's theme comes up" wait_for 10 paper FF0000
is "not the half of it" $halves 0
theme '#304050' >$mine/theme.ini
stands "back again" 304050

# --- what is wrong ----------------------------------------------------------------------------------
theme 'blu' >$mine/theme.ini
keeps "a wrong colour" 'mine/theme.ini:5: \[colors\] paper: "blu" is not a colour'
theme '#405060' '[zone.headlines]' 'show = headines' >$mine/theme.ini
keeps "a widget that is none" 'mine/theme.ini:7: \[zone.headlines\] show: .*did you mean "headlines"'
theme '#405060' 'background_picture = hall.png' | sed 's/^background/[theme2]\n&/' >$mine/theme.ini
keeps "a section that is none" 'mine/theme.ini:6: \[theme2\] is no section of a theme'
rm $mine/theme.ini
keeps "no theme at all" 'riwaq.conf:4: \[screen\] theme: there is no such theme'
head -c 1500 /dev/urandom >$mine/theme.ini
keeps "noise" 'mine/theme.ini:[0-9]*: '
sed -i 's/areas = masthead/areas = masthead masthead/' $base/theme.ini
theme '#405060' >$mine/theme.ini
keeps "a mistake in the theme that it extends" 'base/theme.ini:'
sed -i 's/areas = masthead masthead/areas = masthead/' $base/theme.ini
stands "mended there, it is taken" 405060

# --- pictures, logo -----------------------------------------------------------------------------------
convert -size 64x64 xc:'#a01010' $mine/pictures/hall.png
theme '#405060' '[zone.headlines]' 'background_picture = pictures/hall.png' >$mine/theme.ini
check "a picture is on the screen" wait_for 10 unlike good.png
picture red.png
convert -size 64x64 xc:'#10a010' $mine/pictures/hall.png
check "and another in its place" wait_for 10 unlike red.png
picture good.png
echo "no picture" >$mine/pictures/hall.png
keeps "a picture that is none" 'mine/theme.ini:7: \[zone.headlines\] background_picture: pictures/hall.png'
convert -size 64x64 xc:'#10a010' $mine/pictures/hall.png
sleep 0.6
theme '#405060' >$mine/theme.ini
check "without" wait_for 10 unlike good.png # else the next save could be taken over with it
stands "and on its paper" 405060

# --- riwaq.conf ----------------------------------------------------------------------------------------
asked=$(grep -c '^GET /a.json' requests)
config ar >conf/riwaq.conf
check "another language is on the screen" wait_for 10 unlike good.png
check "and told" wait_for 20 told 1 'taken over: configuration (conf/riwaq.conf)$'
picture good.png
config ar '[source.b]' "url = $URL/b.json" 'every = 1h' >conf/riwaq.conf
check "a new source is asked" wait_for 10 grep -q '^GET /b.json 200' requests
check "and on the screen" wait_for 10 unlike good.png
is "the other one is not asked again" "$(grep -c '^GET /a.json' requests)" "$asked"
picture good.png
config ar '[source.b]' "url = $URL/b.json" 'every = soon' >conf/riwaq.conf
keeps "a mistake in it" 'conf/riwaq.conf:[0-9]*: \[source.b\] every: '
config ar >conf/riwaq.conf
check "a source that is gone leaves the screen" wait_for 10 unlike good.png
rm conf/riwaq.conf
picture good.png
keeps "no configuration" 'conf/riwaq.conf: cannot be read'
config en | sed '2i logo = ../logo/house.png' >conf/riwaq.conf
keeps "a logo that is not there" 'conf/riwaq.conf:[0-9]*: \[screen\] logo: '
picture without.png
convert -size 120x60 xc:'#d0d000' logo/house.png
check "it comes" wait_for 10 told 1 'taken over: .*logo'
check "and is on the screen" wait_for 10 python3 "$screen" differs without.png 400x110+0+0
config en >conf/riwaq.conf
check "it goes" wait_for 10 told 1 "taken over: .*logo$"
stands "and the rest stays" 405060
picture upright.png
config en | sed '2i rotate = 180' >conf/riwaq.conf
convert upright.png -rotate 180 upside_down.png
check "the screen is turned" wait_for 10 python3 "$screen" same upside_down.png 800x400+0+20
config en >conf/riwaq.conf
stands "and back" 405060

# --- a thousand bad saves ----------------------------------------------------------------------------
count=1000
grep -q __asan_init "$RIWAQ" && count=100
for ((i = 0; i < count; i++)); do
    theme "colour$i" >$mine/theme.ini
    [ $((i % 50)) -ne 0 ] || sleep 0.06
done
check "$count bad saves" wait_for 10 grep -q "\"colour$((count - 1))\" is not a colour" log
check "leave the picture" like good.png
theme '#607080' >$mine/theme.ini
stands "and the next good one is taken" 607080

# --- told by a signal ---------------------------------------------------------------------------------
kill -HUP "$RUN"
check "SIGHUP reads all" wait_for 10 told 1 'taken over: configuration (conf/riwaq.conf), theme (mine), fonts$'
check "the screen is as it was" wait_for 5 paper 607080
kill -TERM "$RUN"
wait "$RUN"
is "it ends with status 0" $? 0
finish
