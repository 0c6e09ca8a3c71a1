#!/bin/bash
# Content as large as content may be: the screen comes up with it, runs, and ends when it is told to.
# shellcheck source=tests/tap.sh
. "$(dirname "$0")/../tap.sh"
cd "$SCRATCH" || exit 1
printf '[clock]\ntrust = always\n' >riwaq.conf
# 200 headlines and 400 paragraphs of up to 16 kB are more than a document may have: just below.
python3 - <<'END'
import json
def text(letters, size):
    words, used = [], 0
    while used < size:
        n = len(words)
        words.append("".join(letters[(n * 7 + k * 3) % len(letters)] for k in range(2 + n % 9)))
        used += len(words[-1].encode()) + 1
    return " ".join(words).encode()[:size].decode("utf-8", "ignore")
latin, arabic = "etaoinshrdlucmf", "ابتثجحخدذرزسشصضطظعغفقكلمنهوي"
headlines = [{"time": f"12:{i % 60:02}", "title": text(arabic if i % 2 else latin, 3300 - i)} for i in range(200)]
paragraphs = [text(latin if i % 3 else arabic, 3300 - i) for i in range(400)]
# Some without a space, which no break helps.
headlines[7]["title"], headlines[8]["title"] = "x" * 13000, "م" * 6500
paragraphs[2], paragraphs[3] = "W" * 13000, "\u0328" * 6500
with open("caps.json", "w", encoding="utf-8") as file:
    json.dump({"headlines": headlines, "article": {"title": text(latin, 3300), "paragraphs": paragraphs}}, file,
              ensure_ascii=False)
END
start_x 1280x720

exits "a picture is made of it" 0 "$RIWAQ" shot -o caps.png --size 1280x720 -c riwaq.conf \
    --content caps.json --at 2025-03-19T12:55:10
exits "it is shown for six seconds" 0 timeout 300 "$RIWAQ" bench --seconds 6 -c riwaq.conf \
    --content caps.json --at 2025-03-19T12:55:10
pss_max=1000 # MiB; a sanitizer keeps what was freed, for a while
grep -q __asan_init "$RIWAQ" && pss_max=3000
check "there are frames, however slow this machine is" python3 -c '
import json, sys
bench = json.load(open("out"))
print(bench)
sys.exit(not (bench["frames"] >= 3 and 0 < bench["pss_mib"] < int(sys.argv[1])))' "$pss_max"
finish
