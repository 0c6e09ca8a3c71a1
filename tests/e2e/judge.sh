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
is "and no JSON" "$(cat out)" ""
finish
