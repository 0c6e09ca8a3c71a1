#!/bin/bash
# The newsroom of the README: its riwaq.conf, word for word, against a copy of its services on
# loopback. What is added to that text is one line a source, `ca`, which trusts this test's own
# certificates; the names are answered here because https_proxy, as anybody's proxy, is this test's
# server (which lets nothing out).
# shellcheck source=tests/tap.sh
. "$(dirname "$0")/../tap.sh"
# shellcheck source=tests/certificates.sh
. "$TESTS/certificates.sh"
cd "$SCRATCH" || exit 1
screen=$TESTS/e2e/screen.py
at=2025-03-19T12:55:00Z

awk '/^### From a WordPress site/ { here = 1 } here && /^```$/ { exit } inside { print }
     here && /^```ini/ { inside = 1 }' "$TESTS/../README.md" >readme.conf
check "the README has a newsroom's riwaq.conf" grep -q '^format = wordpress' readme.conf
exits "check finds nothing wrong with it" 0 "$RIWAQ" check --at 2026-06-01T12:00 -c readme.conf
check "not one word" test ! -s err
sed 's|^url = https:.*|&\nca = house.crt|' readme.conf >riwaq.conf
is "(three sources ask https)" "$(grep -c '^ca = ' riwaq.conf)" 3

make_authority house
make_certificate web.pem house DNS:news.example,DNS:sport.example,DNS:api.open-meteo.com '1 day ago' '2 days'
cp -r "$TESTS/newsroom" web
# serve [PORT]: the web, on a free port or that one.
serve() {
    start_server web --sites --tls web.pem --heads heads "$@"
    export https_proxy=$URL
}
serve
port=${URL##*:}

# --- what riwaq understands ----------------------------------------------------------------------
exits "content is fetched" 0 "$RIWAQ" content -c riwaq.conf --at $at
cp out content.json
check "without a finding" test ! -s err
check "all of it right" python3 - <<'END'
import json
with open("content.json", encoding="utf-8") as file:
    content = json.load(file)
headlines = {h["title"]: h for h in content["headlines"]}
titles = list(headlines)
for title in ("Market hall: 24 stalls, one roof, R&D kitchen upstairs",
              "Council adopts the 2025 budget: “schools first”, says the mayor",
              "Reservoirs at 62\u00a0%: no restrictions this summer, says the water board",
              "Handball: Rabat win 28–27 in the last second",
              "Volleyball & more: what the weekend brings"):
    assert title in headlines, (title, titles)
assert titles[:2] == ["Harbour bridge reopens two weeks early – and it’s free until May",
                      "Handball: Rabat win 28–27 in the last second"], titles
assert len(titles) == len(content["headlines"]), "a double"
assert headlines["Handball: Rabat win 28–27 in the last second"]["source"] == "Sport"
assert headlines["Volleyball & more: what the weekend brings"]["time"].startswith("2025-03-19T10:15:00")
article = content["article"]
assert article["title"] == titles[0] and article["byline"] == "Karim Amrani", article
assert article["image"] == "https://news.example/wp-content/uploads/2025/03/harbour-1024x683.jpg"
text = "\n".join(article["paragraphs"])
assert len(article["paragraphs"]) == 5 and text.startswith("The bridge over the old harbour"), text
for never in ("Photo:", "Share this", "Facebook", "dataLayer", "<", "&amp;", "&#", "[&", "\u00ad"):
    assert never not in text, (never, text)
assert "• Buses 12 and 30 take the bridge from Thursday on.\n• The ferry" in text, text
weather = content["weather"]
assert weather["today"] == {"date": "2025-03-19", "low": 11.2, "high": 19.4, "code": 3}, weather
assert weather["now"] == {"temperature": 18.6, "code": 2, "day": True}, weather
assert [day["date"][8:] for day in weather["days"]] == ["20", "21", "22", "23", "24"], weather
assert weather["attribution"] == "Open-Meteo.com"
assert [s["state"] for s in content["sources"]] == ["fresh"] * 3, content["sources"]
END
is "three answers and a picture were asked for" "$(grep -c ^GET requests)" 4
check "by riwaq, with the contact" grep -q '^User-Agent: riwaq/[0-9.]* (it@news.example)' heads
for host in news.example sport.example api.open-meteo.com; do
    check "$host was asked by its name" grep -q "^Host: $host" heads
done

# --- what it shows -------------------------------------------------------------------------------
# texts OPTION...: the words of a shot, a run a line.
texts() {
    "$RIWAQ" shot --text -c riwaq.conf "$@" 2>err |
        python3 -c 'import json, sys
for line in sys.stdin:
    print(json.loads(line)["text"])'
}
# The article's panel shows the article, then the headlines, in turn.
for second in 00 05 10 15 20 25 30 35 40 45 50 55; do
    texts --at "2025-03-19T12:55:${second}Z"
done >words
for text in "Harbour Gazette" "Featured:FEATURED" "Headlines:HEADLINES" "19.4°" "11.2°" "Thursday" "17.2°" \
    "Open-Meteo.com" "Market hall: 24 stalls, one roof, R&D kitchen upstairs" "Sport" "Karim Amrani" \
    "• Buses 12 and 30 take the bridge from Thursday on." "Read the article" "Fajr" "09:05"; do
    check "the screen says ${text%%:*}" grep -qF -- "${text#*:}" words
done
check "no markup, no entity, nothing of WordPress's own" \
    bash -c '! grep -E "<[a-z/]|&[a-z#]+;|\[[a-z…&]|Share this|appeared first|Photo:|Continue reading" words'
check "no headline twice on a page" python3 - "$RIWAQ" <<'END'
import json, subprocess, sys
for second in range(0, 60, 5):
    shot = subprocess.run([sys.argv[1], "shot", "--text", "-c", "riwaq.conf", "--at", f"2025-03-19T12:55:{second:02}Z"],
                          check=True, capture_output=True, text=True).stdout
    runs = [json.loads(line) for line in shot.splitlines()]
    titles = [r["text"] for r in runs if r["zone"] == "article" and len(r["text"]) > 20]
    assert len(titles) == len(set(titles)), titles
END
check "what is too old for max_age is not there" bash -c '! grep -q "Season tickets" words'
exits "a shot is drawn" 0 "$RIWAQ" shot -c riwaq.conf -o with.png --at 2025-03-19T12:55:15Z
check "without a word" test ! -s err

# --- a running screen, a server that goes and comes back -----------------------------------------
# Nothing moves or turns: few headlines, one page. Asked every 10 s, to see it within this test.
mkdir still
sed 's/^show = article/show = headlines/' "$TESTS/bench/static/theme.ini" >still/theme.ini
python3 - <<'END'
import re
text = re.sub(r"(?m)^(every|max_items) = .*\n", "", open("riwaq.conf", encoding="utf-8").read())
text = re.sub(r"(?m)^\[source\..*\]$", r"\g<0>\nevery = 10s\nmax_items = 3", text)
open("riwaq.conf", "w", encoding="utf-8").write(text)
END
exits "(that configuration is good)" 0 "$RIWAQ" check -c riwaq.conf
size=960x540
start_x $size
# draw FILE: what the sources give, as a picture, but for the countdown and the clock.
draw() { "$RIWAQ" shot -c riwaq.conf --theme ./still --size $size --at $at -o "$1"; }
draw before.png
"$RIWAQ" shot --text -c riwaq.conf --theme ./still --size $size --at $at >runs
read -r news sky <<<"$(python3 -c '
import json
runs = [json.loads(line) for line in open("runs", encoding="utf-8")]
def of(zone, key):
    return [r[key] for r in runs if r["zone"] == zone]
top, sky, side = min(of("article", "y")) - 4, min(of("weather", "y")) - 30, min(of("prayers", "x")) - 20
low = max(y + h for y, h in zip(of("weather", "y"), of("weather", "h")))
print(f"{side}x{sky - top}+0+{top}", f"960x{low - sky}+0+{sky}")')"
shows() {
    python3 "$screen" same "$1" "$news" && python3 "$screen" same "$1" "$sky"
}
start "$RIWAQ" run -c riwaq.conf --theme ./still --at $at 2>log
run=$STARTED
check "headlines of both and the weather are on the screen" wait_for 20 shows before.png
stop "$SERVER"
for source in news sport weather; do
    check "$source: that the server is gone is told, and that the last content stays" \
        wait_for 60 grep -q "^riwaq: $source: .*; the last content stays" log
done
check "and it does" shows before.png
sed -i 's/Library stays open until midnight during exams/The library is open all night/' web/news.example/wp-json/wp/v2/posts.json
serve --port "$port"
for source in news sport weather; do
    check "$source: that it is back is told" wait_for 60 grep -q "^riwaq: $source: .*works again" log
    is "$source: each once" "$(grep -c "^riwaq: $source: " log)" 2
done
draw after.png
check "(the news have changed)" bash -c '! cmp -s before.png after.png'
check "the new headline is on the screen" wait_for 20 shows after.png
kill "$run"
wait "$run"
is "riwaq ends as it should" $? 0
finish
