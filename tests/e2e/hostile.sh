#!/bin/bash
# Hostile texts from outside: what is broken is mended, and nothing that is printed drives a terminal.
# shellcheck source=tests/tap.sh
. "$(dirname "$0")/../tap.sh"
cd "$SCRATCH" || exit 1
printf '[clock]\ntrust = always\n' >riwaq.conf
python3 - <<'END'
import json
hostile = "\x1b]0;owned\x07\x1b[2Jred\x9b31m \u202egpj.exe\u2069\u2067 \u2028end"
good = json.dumps({
    "place": {"name": hostile, "timezone": hostile},
    "headlines": [{"time": hostile, "title": hostile, "url": hostile, "lang": hostile},
                  {"time": "12:40", "title": "a neighbour"}],
    "article": {"title": hostile, "byline": hostile, "paragraphs": [hostile] * 3},
    "social": {"label": hostile}}, ensure_ascii=False)
with open("hostile.json", "w", encoding="utf-8") as file:
    file.write(good)
with open("broken.json", "wb") as file:
    file.write(good.encode().replace(b"a neighbour", b"half \\ud83d\xff \\u0000\tneighbour")
               .replace(b'"social"', b'"n": [1e999, NaN, 123456789012345678901234567890], "social"'))
with open("syntax.json", "w", encoding="utf-8") as file:
    file.write("{\x1b[31m\u202e: 1}")
# What must not be in what is printed.
with open("safe.py", "w", encoding="utf-8") as file:
    file.write(r'''
import json, re, sys
for name in sys.argv[1:]:
    text = open(name, encoding="utf-8").read()
    wrong = re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]", text)
    if wrong:
        sys.exit(f"{name}: {ascii(text[max(0, wrong.start() - 40):wrong.end() + 40])}")
''')
END

for what in hostile broken; do
    exits "$what: content is read" 0 "$RIWAQ" content -c riwaq.conf --content $what.json --at 2025-03-19T12:55
    check "$what: what is printed drives no terminal" python3 safe.py out err
    check "$what: it is what was sent" python3 -c '
import json
content = json.load(open("out", encoding="utf-8"))
assert "\u202egpj.exe" in content["article"]["title"], content
assert "neighbour" in content["headlines"][1]["title"], content'
    exits "$what: a picture is made of it" 0 "$RIWAQ" shot -o $what.png --text -c riwaq.conf --content $what.json --at 2025-03-19T12:55
    check "$what: nor does the text of the picture" python3 safe.py out err
done
check "what was mended is told" grep -F "lone surrogates: 1, NUL characters: 1, bare control characters: 1, bytes that are no UTF-8: 1, numbers beyond all range: 2, NaN or Infinity: 1" err
exits "a document that cannot be mended is refused" 1 "$RIWAQ" content -c riwaq.conf --content syntax.json --at 2025-03-19T12:55
check "and the message drives no terminal" python3 safe.py out err
finish
