#!/bin/bash
# riwaq check as editors and theme authors use it: findings as JSON, and what only a renderer sees.
# shellcheck source=tests/tap.sh
. "$(dirname "$0")/../tap.sh"
cd "$SCRATCH" || exit 1

# --- --json --------------------------------------------------------------------------------------
exits "a good theme" 0 "$RIWAQ" check --json -c /dev/null atrium
is "is an empty array" "$(cat out)" "[]"
is "and not a word" "$(cat err)" ""
mkdir bad
printf '[theme]\nschema = 1\nextends = atrium\n\n[colors]\npaper = blue\n[zone.ticker]\nsped = 3\n' >bad/theme.ini
printf '[screen]\nlanguage = klingon\nlogo = nowhere.png\n[prayer]\ntimetable = nowhere.csv\n' >bad.conf
exits "mistakes: status 1" 1 "$RIWAQ" check --json -c bad.conf ./bad nosuch
is "nothing on standard error" "$(cat err)" ""
check "all of them, in order, with file and line" python3 -c '
import json, sys
findings = json.load(sys.stdin)
assert all(list(f) == ["file", "line", "where", "severity", "message"] for f in findings), findings
assert all(f["severity"] == "error" and f["message"] for f in findings), findings
got = [(f["file"].split("/")[-1], f["line"], f["where"]) for f in findings]
assert got == [("bad.conf", 2, "[screen] language"), ("bad.conf", 5, "[prayer] timetable"),
               ("bad.conf", 3, "[screen] logo"), ("theme.ini", 6, "[colors] paper"),
               ("theme.ini", 8, "[zone.ticker] sped"), ("nosuch", 0, "")], got' <out
mkdir family
printf '[theme]\nschema = 1\nextends = atrium\n[font.title]\nfamily = Xyzzy Sans\n' >family/theme.ini
exits "a warning alone: status 0" 0 "$RIWAQ" check --json -c /dev/null ./family
check "and is told as one" grep -q '"severity": "warning"' out
printf '[theme]\nschema = 1\nextends = atrium\n[colors]\nink = \033[31m\342\200\256x\n' >family/theme.ini
exits "what a file says" 1 "$RIWAQ" check --json -c /dev/null ./family
check "cannot drive a terminal" python3 -c '
import json, sys
text = open(sys.argv[1], encoding="utf-8").read()
assert "\x1b" not in text and "\u202e" not in text, text
assert json.loads(text)' out
exits "a configuration that is not there: status 2" 2 "$RIWAQ" check --json -c nowhere.conf
check "is told as JSON" grep -q '"message": "cannot read the configuration: No such file' out
check "with its file" grep -q '"file": "nowhere.conf"' out
is "and there alone" "$(cat err)" ""
printf '[screen]\ntheme = atrum\n' >atrum.conf
exits "a theme that is not there: status 1" 1 "$RIWAQ" check -c atrum.conf
check "has its line, and the nearest name" \
    grep -qxF 'atrum.conf:2: [screen] theme: there is no such theme; did you mean "atrium"? or name a folder with a theme.ini' err
exits "as JSON, too" 1 "$RIWAQ" check --json -c atrum.conf
check "with file and line" grep -q '"where": "\[screen\] theme"' out
exits "--theme: status 1" 1 "$RIWAQ" check -c /dev/null --theme minart
check "is told by its word" grep -q '^minart: there is no such theme; did you mean "minaret"?' err
exits "one that is like none: status 1" 1 "$RIWAQ" check -c /dev/null xyzzyxyzzy
check "is told without a guess" grep -qx 'xyzzyxyzzy: there is no such theme; name a theme, or a folder with a theme.ini' err

# --- what is to be seen --------------------------------------------------------------------------
# theme NAME TEXT: a theme that is atrium but for TEXT; from line 4 on.
theme() {
    mkdir -p "$1"
    printf '[theme]\nschema = 1\nextends = atrium\n%b' "$2" >"$1/theme.ini"
}
# warned NAME LINE WHERE TEXT: theme NAME gives that warning; the status is 0.
warned() {
    exits "$1: status 0" 0 "$RIWAQ" check -c "${conf:-/dev/null}" "./$1"
    check "$1: line $2, $3: $4" grep -qE "/$1/theme.ini:$2: \[$3: warning: .*$4" err
}
for language in en fr ar zgh; do
    printf '[screen]\nlanguage = %s\n' $language >$language.conf
    exits "atrium in $language on all screens" 0 "$RIWAQ" check -c $language.conf \
        --size 1920x1080,1080x1920,3840x2160,1024x768,800x480 atrium
    is "without a word" "$(cat err)" ""
done
theme faint '[colors]\nmuted = #405060\non_accent = #c09040\n'
warned faint 5 'colors\] muted' '2\.0:1, and 3:1 is the least; make it lighter, such as #5e6b79'
warned faint 6 'colors\] on_accent' 'to #e3a857, .*4\.5:1 is the least; make it darker'
sed -i 's/#405060/#5e6b79/' faint/theme.ini
exits "with the mend" 0 "$RIWAQ" check -c /dev/null ./faint
check "it is good" sh -c "! grep -q '\] muted' err"
theme panel '[zone.weather]\nbackground = #f0f0f0 #ffffff\n'
warned panel 4 'zone.weather\] color\.ink' 'zone "weather"'
is "a ground that changes its colour is told once a colour" "$(grep -c 'color\.muted' err)" 1
printf 'color.ink = #202020\ncolor.muted = #606060\n' >>panel/theme.ini
exits "with colours of its own" 0 "$RIWAQ" check -c /dev/null ./panel
is "it is good" "$(cat err)" ""
theme clear '[colors]\nmuted = #f4efe410\n'
warned clear 5 'colors\] muted' '1\.[0-9]:1'
theme cut '[font.clock]\nsize = 200\n'
warned cut 3 'zone.masthead\] show' '"[0-9:]*" of "masthead" is cut off'
theme over '[font.temperature]\nsize = 120\n'
conf=ar.conf warned over 3 'zone.weather\] show' 'of "weather" stands over another text'
grid='gap = 96 24\nmargin = 20 72 0 72\nareas = masthead masthead\n article prayers\n article social\n weather weather\n ticker ticker\n'
echo '{"headlines": [{"title": "Short"}], "weather": {"today": {"low": 3}}}' >own.json
exits "content of one's own" 0 "$RIWAQ" check -c /dev/null --content own.json --at 2025-03-19T12:55 atrium
is "is looked at, too" "$(cat err)" ""
exits "one that is not there: status 1" 1 "$RIWAQ" check --json -c /dev/null --content nosuch.json atrium
check "is told" grep -q '"where": "nosuch.json"' out
theme small "[zone.prayers]\nshow = prayers\n[grid]\ncolumns = 1fr 200\nrows = 112 1fr 152 160 92\n$grid"
warned small 5 'zone.prayers\] show' '"prayers" has 200 x [0-9]* units on 1920x1080'
exits "on a screen of its other grid" 0 "$RIWAQ" check -c /dev/null --size 1080x1920 ./small
is "it is good" "$(cat err)" ""
printf '[screen]\nviewing_distance = 8 m\ndiagonal = 55in\n' >far.conf
theme plain '[font.body]\nsize = 40\n'
conf=far.conf warned plain 5 'font.body\] size' 'of 40 units .* from up to 6\.2 m, not from 8 m .* need 52'
printf '[screen]\nviewing_distance = 2\ndiagonal = 55\n' >near.conf
exits "from near" 0 "$RIWAQ" check -c near.conf atrium
is "all is legible" "$(cat err)" ""
printf '[screen]\nviewing_distance = far\ndiagonal = 4in\n' >wrong.conf
exits "a distance that is none: status 1" 1 "$RIWAQ" check -c wrong.conf
check "is told" grep -q 'wrong.conf:2: \[screen\] viewing_distance: .*0\.3 to 200' err
check "and a screen that is too small" grep -q 'wrong.conf:3: \[screen\] diagonal: .*5 to 1000' err
for size in 1x1 1920x1080,,800x480 '1920x1080,' "$(printf '%s,' 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 | sed 's/[0-9]/800x480/g')800x480"; do
    exits "--size $size: status 2" 2 "$RIWAQ" check --size "$size"
done
finish
