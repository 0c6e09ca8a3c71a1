#!/bin/bash
# A picture that does not change costs no frame.
# shellcheck source=tests/tap.sh
. "$(dirname "$0")/../tap.sh"
cd "$SCRATCH" || exit 1
printf '[clock]\ntrust = always\n' >riwaq.conf
start_x 1280x720
# An article of one page: its pages would turn.
python3 - "$TESTS/../app/formats/sample.json" >page.json <<'END'
import json, sys
lobby = json.load(open(sys.argv[1], encoding="utf-8"))
lobby["article"]["paragraphs"] = lobby["article"]["paragraphs"][3:4]
json.dump(lobby, sys.stdout)
END

# bench FIELD: of the last measurement.
bench() {
    python3 -c '
import json, sys
print(json.load(open("out"))[sys.argv[1]])' "$1"
}
# Nothing moves, and the minute does not end: six seconds hold one frame, the first.
exits "a theme where nothing moves is measured" 0 "$RIWAQ" bench --seconds 6 -c riwaq.conf \
    --theme "$TESTS/bench/static" --content page.json --at 2025-03-19T12:55:10
check "no frame is presented after the first" test "$(bench frames)" -le 1
is "none is late" "$(bench late)" 0
check "the time was as long as asked for" python3 -c '
import sys
sys.exit(not 5.9 <= float(sys.argv[1]) < 20)' "$(bench seconds)"

# Over the end of a minute: the clock, and only its part of the screen.
exits "the end of a minute is measured" 0 "$RIWAQ" bench --seconds 4 -c riwaq.conf \
    --theme "$TESTS/bench/static" --content page.json --at 2025-03-19T12:55:57
check "one frame more" test "$(bench frames)" -le 2
check "and it was presented" test "$(bench frames)" -ge 1
check "of a small part of the screen" python3 -c '
import sys
sys.exit(not 0 < float(sys.argv[1]) < 0.7)' "$(bench damage_fraction)"

# And where something moves, there are frames.
exits "a ticker is measured" 0 "$RIWAQ" bench --seconds 3 -c riwaq.conf --content page.json --at 2025-03-19T12:55:10
check "it moves" test "$(bench frames)" -ge 30
exits "changes of content are measured" 0 "$RIWAQ" bench --changes 4 -c riwaq.conf --content page.json --at 2025-03-19T12:55:10
is "they all came up" "$(bench changes)" 4
check "memory is told" test "$(bench rss_mib_end | cut -d. -f1)" -ge 1
exits "what waits for nothing is measured, too" 0 timeout 60 "$RIWAQ" bench --seconds 1 -c riwaq.conf --theme "$TESTS/bench/static"
printf '[place]\nname = Rabat\nlatitude = 34.02\nlongitude = -6.84\n' >place.conf
exits "and prayer times alone" 0 timeout 60 "$RIWAQ" bench --seconds 1 -c place.conf
finish
