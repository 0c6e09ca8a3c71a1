#!/bin/bash
# The manual pages against the program, in both directions: commands, their options and ranges,
# environment, widgets; and their examples, which are tried. The option tables of riwaq.conf and
# theme.ini are held against them by tests/unit/theme/manual.c.
# shellcheck source=tests/tap.sh
. "$(dirname "$0")/../tap.sh"
top=$(cd "$TESTS/.." && pwd)
man=$top/deploy/man
cd "$SCRATCH" || exit 1

# --- riwaq(1) ------------------------------------------------------------------------------------
"$RIWAQ" help >help.txt
sed -n 's/^  riwaq \([a-z]*\) .*/\1/p' help.txt >commands
check "(the commands)" test "$(wc -l <commands)" -ge 7
while read -r command; do
    "$RIWAQ" "$command" --help >"$command.help"
done <commands
check "riwaq(1) has every command and option, with its range, and no other" \
    python3 "$TESTS/manual.py" options "$man/riwaq.1" commands .
check "and every variable of the environment that is read" python3 "$TESTS/manual.py" environment \
    "$man/riwaq.1" "$top/app"

# --- riwaq-theme(5) --------------------------------------------------------------------------------
mkdir lacking
printf '[theme]\nschema = 1\nextends = atrium\n[zone.article]\nshow = xyzzyplugh\n' >lacking/theme.ini
"$RIWAQ" check ./lacking 2>err
check "(the widgets are told)" grep -q 'one of: ' err
sed -n 's/.*one of: //p' err | tr ',' '\n' | tr -d ' ' | sort >widgets
is "riwaq-theme(5) has every widget, and no other" "$(python3 "$TESTS/manual.py" words \
    "$man/riwaq-theme.5" WIDGETS | sort)" "$(cat widgets)"

# --- examples --------------------------------------------------------------------------------------
mkdir -p lagoon conf
python3 "$TESTS/manual.py" example "$man/riwaq-theme.5" >lagoon/theme.ini
exits "the theme of riwaq-theme(5) is good" 0 "$RIWAQ" check ./lagoon
is "without a word" "$(cat err)" ""
python3 "$TESTS/manual.py" example "$man/riwaq.conf.5" >conf/riwaq.conf
"$RIWAQ" times --date 2026-01-01 --days 365 --content "$top/app/formats/sample.json" >conf/rabat-2026.csv
exits "the configuration of riwaq.conf(5) is good" 0 "$RIWAQ" check -c conf/riwaq.conf \
    --at 2026-03-19T12:55
is "without a word" "$(cat err)" ""
finish
