#!/bin/bash
# riwaq init: the commented riwaq.conf, where it is written, and that what it says is so.
# shellcheck source=tests/tap.sh
. "$(dirname "$0")/../tap.sh"
# shellcheck source=tests/certificates.sh
. "$TESTS/certificates.sh"
cd "$SCRATCH" || exit 1
example=$TESTS/../deploy/riwaq.conf.example

# --- where ---------------------------------------------------------------------------------------
exits "riwaq init" 0 "$RIWAQ" init
is "writes where riwaq looks first" "$(head -n 1 out)" \
    "$XDG_CONFIG_HOME/riwaq/riwaq.conf: written. Say in it where the screen hangs ([place]) and where its content comes"
check "the commented file" cmp "$example" "$XDG_CONFIG_HOME/riwaq/riwaq.conf"
is "for all to read" "$(stat -c %a "$XDG_CONFIG_HOME/riwaq/riwaq.conf")" 644
is "its folder too" "$(stat -c %a "$XDG_CONFIG_HOME/riwaq")" 755
check "and says what is next" grep -q '^  riwaq check  ' out
exits "riwaq check finds it" 0 "$RIWAQ" check --at 2026-06-01T12:00
is "and nothing wrong with it" "$(cat err)" ""
check "which it says" grep -qF "$XDG_CONFIG_HOME/riwaq/riwaq.conf: good" out

echo mine >mine.conf
exits "a file that is there: status 1" 1 "$RIWAQ" init mine.conf
is "stays" "$(cat mine.conf)" mine
is "and is named, with the mend" "$(cat err)" \
    "mine.conf: is there already, and stays as it is; edit it, or move it away, or name another file"
is "nothing is left beside it" "$(echo mine.conf*)" mine.conf
ln -s nowhere link.conf
exits "a link to nothing is something: status 1" 1 "$RIWAQ" init link.conf
check "and nothing is written through it" test ! -e nowhere
exits "a folder that cannot be made: status 1" 1 "$RIWAQ" init mine.conf/riwaq.conf
check "is told" grep -qF 'mine.conf: the folder cannot be made: File exists' err
exits "deep down" 0 "$RIWAQ" init a/b/c/own.conf
check "the folders are made" cmp "$example" a/b/c/own.conf
check "and next it wants -c" grep -q '^  riwaq check -c a/b/c/own.conf ' out
exits "to standard output" 0 "$RIWAQ" init -
check "the same" cmp "$example" out
exits "RIWAQ_CONFIG goes first" 0 env RIWAQ_CONFIG="$SCRATCH/named.conf" "$RIWAQ" init
check "it is written there" cmp "$example" named.conf
exits "without XDG_CONFIG_HOME" 0 env -u XDG_CONFIG_HOME "$RIWAQ" init
check "it is in ~/.config" cmp "$example" "$HOME/.config/riwaq/riwaq.conf"
exits "no screen reads it there without being told" 0 env -u XDG_CONFIG_HOME "$RIWAQ" check
check "but this user's" grep -qF "$HOME/.config/riwaq/riwaq.conf: good" out

# --- values --------------------------------------------------------------------------------------
printf '{"headlines": [{"time": "12:50", "title": "Stays"}]}' >lobby.json
exits "values of the command line" 0 "$RIWAQ" init sub/riwaq.conf --name 'News; house' --language fr,ar \
    --place Rabat --latitude 34.0209 --longitude -6.8416 --timezone Africa/Casablanca --content lobby.json
grep -v '^;' sub/riwaq.conf | sed 's/ \+;.*//; /^$/d; /^ /d' >lines
is "stand in it" "$(cat lines)" "[screen]
name = News\\; house
language = fr,ar
[power]
[clock]
[place]
name = Rabat
latitude = 34.0209
longitude = -6.8416
timezone = Africa/Casablanca
[prayer]
[source.lobby]
url = $SCRATCH/lobby.json"
is "each in its line" "$(wc -l <sub/riwaq.conf)" "$(wc -l <"$example")"
check "with its comment in its column" grep -q '^latitude = 34.0209       ; degrees' sub/riwaq.conf
exits "check finds nothing wrong with them" 0 "$RIWAQ" check --at 2026-06-01T12:00 -c sub/riwaq.conf
is "not one word" "$(cat err)" ""
exits "and the screen has them" 0 "$RIWAQ" shot -c sub/riwaq.conf --text --at 2025-03-19T12:55
check "the organisation" grep -qF '"zone":"masthead","text":"News; house"' out
check "and the content" grep -qF 'Stays' out

# wrong TEXT ARGUMENT...
wrong() {
    local text=$1
    shift
    exits "init $*: status 2" 2 "$RIWAQ" init new.conf "$@"
    check "says \"$text\"" grep -qxF -- "$text" err
    check "and writes nothing" test ! -e new.conf
}
wrong 'riwaq: --latitude 91: "91" is out of range; give a number from -90 to 90' --latitude 91 --longitude 3
wrong 'riwaq: --longitude 3: needs the latitude too; write latitude = ...' --longitude 3
wrong 'riwaq: --timezone Asia/Riyad: there is no time zone "Asia/Riyad"; did you mean "Asia/Riyadh"?' \
    --timezone Asia/Riyad
wrong 'riwaq: --language en, fra: "fra" is not known; did you mean "fr"?' --language 'en, fra'
wrong 'riwaq: --content nosuch.json: No such file or directory; write a file that is there, or an address' \
    --content nosuch.json
wrong 'riwaq: --content ftp://x/y: "ftp://x/y" is of no kind that riwaq reads; write http://, https://, file:/// or a path' \
    --content ftp://x/y
wrong 'riwaq: --name: more than one line; write one' --name 'a
b'
wrong "riwaq: init takes no --config; \`riwaq init --help\` tells what it takes" -c new.conf
wrong "riwaq: init takes no argument more.conf; \`riwaq init --help\` tells what it takes" more.conf
exits "a doubt is a warning" 0 "$RIWAQ" init new.conf --latitude 34 --longitude -6
check "with the line of the new file" grep -q "^new.conf:$(grep -n '^latitude' new.conf | cut -d: -f1): \[place\] latitude: warning: no timezone" err

# --- every example in it is taken ------------------------------------------------------------------
# The comment signs off "; key = value" lines, with the files that they name beside it.
mkdir all
sed -E 's/^;(\[|[a-z_.]+ = )/\1/' "$example" >all/riwaq.conf
check "(all keys)" test "$(grep -cE '^[a-z_.]+ = ' all/riwaq.conf)" -ge 70
convert -size 80x40 xc:white all/logo.png
echo 'Authorization: Bearer 0123456789' >all/lobby.headers
chmod 600 all/lobby.headers
make_authority newsroom
cp newsroom.crt all/newsroom.pem
exits "(a timetable)" 0 "$RIWAQ" times -c sub/riwaq.conf --date 2026-01-01 --days 365 --content lobby.json
cp out all/rabat-2026.csv
exits "with every example value in place check is content" 0 "$RIWAQ" check -c all/riwaq.conf \
    --at 2026-03-19T12:55
is "without a word" "$(cat err)" ""
finish
