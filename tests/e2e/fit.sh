#!/bin/bash
# A text that rises through its zone: it is where it is told to be, pixel by pixel, and nothing else
# of the screen moves with it.
# shellcheck source=tests/tap.sh
. "$(dirname "$0")/../tap.sh"
cd "$SCRATCH" || exit 1
mkdir t
printf '[theme]\nschema = 1\nextends = atrium\n[grid]\ncolumns = 1fr\nrows = 1fr\nmargin = 40\nareas = a\n[zone.a]\nshow = article\nfit = scroll\npictures = no\n' >t/theme.ini
python3 - <<'END'
import json
paragraphs = [" ".join(f"w{n}" for n in range(i, i + 40)) for i in range(0, 1600, 40)]
json.dump({"article": {"title": "Title", "paragraphs": paragraphs}}, open("long.json", "w"))
END
# shot NAME TIME: t as NAME.png and NAME.txt.
shot() {
    "$RIWAQ" shot -c /dev/null --content long.json --theme ./t --size 960x540 --at "$2" -o "$1.png" --text >"$1.txt"
}
# y NAME WORD: where the line that begins with WORD stands.
y() {
    python3 -c '
import json, sys
for line in open(sys.argv[1] + ".txt", encoding="utf-8"):
    label = json.loads(line)
    if label["text"].split()[0] == sys.argv[2]:
        print(label["y"])
        break' "$1" "$2"
}
# strip NAME Y HEIGHT: the sum of these rows.
strip() {
    convert "$1.png" -crop "960x$3+0+$2" +repage rgb:- | cksum
}
# The slide is endless, and the text's round as long as it is: somewhere in it words rise.
check "a moment" shot a 2025-03-19T12:55:10
check "and soon after" shot b 2025-03-19T12:55:12
word=$(python3 -c '
import json
seen = [{json.loads(line)["text"].split()[0] for line in open(name)} for name in ("a.txt", "b.txt")]
both = sorted(w for w in seen[0] & seen[1] if w[0] == "w")
print(both[len(both) // 2])')
from=$(y a "$word") to=$(y b "$word")
check "$word has risen, from $from to $to" test "$to" -lt "$from"
is "as it is, pixel by pixel" "$(strip b "$to" 20)" "$(strip a "$from" 20)"
is "the title stands" "$(strip b 0 80)" "$(strip a 0 80)"
check "text has moved" test "$(strip b 200 100)" != "$(strip a 200 100)"
shot c 2025-03-19T12:55:10
check "the same moment, the same picture" cmp a.png c.png
is "and what is told is what is seen" "$(python3 -c '
import json
print(all(0 <= json.loads(line)["y"] < 540 for line in open("a.txt")))')" True
"$RIWAQ" check -c /dev/null ./t >checked 2>&1
is "what is cut off where it rises stands over nothing" "$(grep -c 'stands over' checked)" 0
sed -i 's/scroll/shrink/' t/theme.ini
check "the same, set smaller" shot d 2025-03-19T12:55:10
shot e 2025-03-19T12:59:10
check "stands" cmp d.png e.png
finish
