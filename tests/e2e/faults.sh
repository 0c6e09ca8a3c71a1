#!/bin/bash
# What can go wrong: each has a clear message, and the last good picture stays; where there never was
# one, a calm picture tells what is waited for.
# shellcheck source=tests/tap.sh
. "$(dirname "$0")/../tap.sh"
cd "$SCRATCH" || exit 1
sample=$TESTS/../app/formats/sample.json
screen=$TESTS/e2e/screen.py
noon55=$(date -u -d 2025-03-19T12:55:00Z +%s)
mkdir www
cp "$sample" www/lobby.json
printf '[source.lobby]\nurl = http://127.0.0.1:1/\nevery = 10s\ntimeout = 2s\n' >riwaq.conf
sed 's/2s$/30s/' riwaq.conf >patient.conf
start_server "$SCRATCH/www"

# --- what shot says of every fault -----------------------------------------------------------------
# fault NAME TEXT: the message has TEXT, and so has the waiting picture, with the address.
fault() {
    local name=$1 text=$2 config=patient.conf
    case $name in dribble | stall) config=riwaq.conf ;; esac
    exits "$name: status 1" 1 "$RIWAQ" shot --text -c $config --content "$URL/fault/$name" \
        --at 2025-03-19T12:55Z
    check "$name: the message says \"$text\"" grep -qF "$URL/fault/$name: $text" err
    check "$name: the picture says what is waited for" grep -q '"zone":"waiting","text":"Waiting for content"' out
    check "$name: and the address" grep -qF "\"text\":\"from $URL/fault/$name\"" out
    check "$name: and why" grep -qF "\"zone\":\"waiting\",\"text\":\"No answer yet; the last try failed: $text" out
}
fault 500 "the server answered 500 Internal Server Error"
fault 503 "the server answered 503 Service Unavailable"
fault 404 "the server answered 404 Not Found; check the address"
fault html "this is a web page and not riwaq's JSON; check the address, and whether"
fault half "the connection ended before the answer was whole"
fault cut "this is not riwaq's JSON"
fault notjson "this is not riwaq's JSON"
fault empty "this is not riwaq's JSON: is empty"
fault huge "the answer is larger than 2 MiB"
fault huge-length "the answer is larger than 2 MiB"
fault bomb "the answer is larger than 2 MiB"
fault dribble "no whole answer within 2 s"
fault stall "no whole answer within 2 s"
fault close "the connection ended before the answer was whole"
fault garbage "what answers there does not speak HTTP"
fault loop "the server sends on from address to address without end"
fault redirect-login "this is a web page and not riwaq's JSON"
fault 304 "the server answered 304 Not Modified; although it was asked for everything"
fault 429 "the server answered 429 Too Many Requests"
fault redirect-scheme "the address, or one that the server sends on to, is neither http nor https"
fault redirect-file "the address, or one that the server sends on to, is neither http nor https"
exits "badutf8 is mended" 0 "$RIWAQ" shot --text --content "$URL/fault/badutf8" --at 2025-03-19T12:55Z
check "badutf8: and told" grep -q "no strict JSON, mended" err
"$RIWAQ" shot --text --content "$sample" --at 2025-03-19T12:55Z >good
for name in redirect bom; do
    exits "$name is no fault" 0 "$RIWAQ" shot --text --content "$URL/fault/$name" --at 2025-03-19T12:55Z
    check "$name shows the content" cmp good out
done

# --- running screens, each with a fault of its own -----------------------------------------------------
# A theme where nothing moves and turns, and an article of one page: one picture is right.
cp -r "$TESTS/bench/static" still
python3 - "$sample" <<'END'
import json, sys
with open(sys.argv[1], encoding="utf-8") as file:
    lobby = json.load(file)
lobby["article"]["paragraphs"] = lobby["article"]["paragraphs"][3:4]
with open("www/lobby.json", "w", encoding="utf-8") as file:
    json.dump(lobby, file)
END
size=960x540
"$RIWAQ" shot --text --theme ./still --size $size --content www/lobby.json --at 2025-03-19T12:55Z >text
# Below the masthead, whose clock goes and where a small mark tells whoever knows that a source fails.
body=$(python3 -c '
import json, sys
top = min(r["y"] for r in map(json.loads, sys.stdin) if r["zone"] in ("article", "prayers")) - 2
print(f"960x{540 - top}+0+{top}")' <text)
# shows AREA ADDRESS: the screen is what shot makes of ADDRESS now.
shows() {
    "$RIWAQ" shot -c riwaq.conf -o ref.png --theme ./still --size $size --content "$2" \
        --at "$(date -u -d "@$((noon55 + $(date +%s) - begun))" +%FT%TZ)"
    python3 "$screen" same ref.png "$1"
}
# run NAME ADDRESS: riwaq with a cache of its own, its messages in NAME.log; RUN is its pid.
run() {
    begun=$(date +%s)
    XDG_CACHE_HOME=${cache-$SCRATCH/$1.cache} start "$RIWAQ" run -c riwaq.conf --theme ./still \
        --content "$2" --at 2025-03-19T12:55:00Z 2>"$1.log"
    RUN=$STARTED
}
faults=(500 html half huge dribble)
declare -A said=([500]="the server answered 500" [html]="a web page and not riwaq's JSON"
    [half]="the connection ended before the answer was whole" [huge]="larger than 2 MiB"
    [dribble]="no whole answer within 2 s")
declare -A display url pid started
for name in "${faults[@]}"; do
    start_x $size
    start_server "$SCRATCH/www"
    run "$name" "$URL/lobby.json"
    display[$name]=$DISPLAY url[$name]=$URL pid[$name]=$RUN started[$name]=$begun
done
for name in "${faults[@]}"; do
    begun=${started[$name]} DISPLAY=${display[$name]}
    check "$name: before it, the content is on the screen" wait_for 20 shows "$body" www/lobby.json
    python3 -c '
import sys, urllib.request
urllib.request.urlopen(urllib.request.Request(sys.argv[1] + "/control/fault", sys.argv[2].encode(), method="PUT"))
' "${url[$name]}" "$name"
done
for name in "${faults[@]}"; do
    begun=${started[$name]} DISPLAY=${display[$name]}
    check "$name: it is told" wait_for 25 grep -qF "${url[$name]}/lobby.json: " "$name.log"
    check "$name: in words, and that the last content stays" \
        grep -q "${said[$name]}.*the last content stays" "$name.log"
    check "$name: and it stays on the screen" wait_for 5 shows "$body" www/lobby.json
    is "$name: one message, not one a try" "$(grep -cF lobby.json: "$name.log")" 1
    kill "${pid[$name]}"
    wait "${pid[$name]}"
    is "$name: riwaq ends as it should" $? 0
done

# --- no network at the first start -------------------------------------------------------------------------
dead=http://127.0.0.1:$(python3 -c '
import socket
with socket.socket() as s:
    s.bind(("127.0.0.1", 0))
    print(s.getsockname()[1])')/lobby.json
run dead "$dead"
check "no network: the waiting picture is up" wait_for 20 shows ${size}+0+0 "$dead"
"$RIWAQ" shot --text -c riwaq.conf --content "$dead" >text 2>err
check "no network: the first frame was that" grep -q 'first picture .*: waiting$' dead.log
check "no network: it tells what it waits for" grep -qF "\"text\":\"from $dead\"" text
check "no network: and why" grep -qF 'failed: nobody answers at 127.0.0.1' text
check "no network: so does the message" grep -qF "$dead: nobody answers at 127.0.0.1" dead.log
python3 "$screen" save waiting.png
if command -v tesseract >/dev/null; then
    convert waiting.png -colorspace Gray -negate -resize 300% gray.png
    OMP_THREAD_LIMIT=1 tesseract gray.png - --psm 6 >words 2>/dev/null
    check "no network: it can be read" grep -q "Waiting for content" words
fi
stop "$RUN"

# --- the cache -------------------------------------------------------------------------------------------
# A file in the way stops root too.
echo >file
cache=$SCRATCH/file/cache run unwritable "$URL/lobby.json"
python3 -c '
import sys, urllib.request
urllib.request.urlopen(urllib.request.Request(sys.argv[1] + "/control/fault", b"", method="PUT"))' "$URL"
check "an unwritable cache is told" wait_for 10 grep -q "file/cache.*cannot be made.*nothing will be kept" unwritable.log
check "and the content shown all the same" wait_for 25 shows "$body" www/lobby.json
stop "$RUN"
# Its own server still answers 500.
cp -r 500.cache again.cache
run again "${url[500]}/lobby.json"
check "started again: the last content is shown" wait_for 20 shows "$body" www/lobby.json
check "in the first frame already" grep -q 'first picture .*: kept content$' again.log
stop "$RUN"
mkdir -p cut.cache
cp -r 500.cache/riwaq cut.cache/riwaq
for file in cut.cache/riwaq/*.cache; do
    head -c 300 "$file" >start && mv start "$file"
done
run cut "${url[500]}/lobby.json"
check "a damaged cache is set aside" wait_for 10 grep -q "damaged.*set aside" cut.log
check "and it is as if there were none" wait_for 20 shows ${size}+0+0 "${url[500]}/lobby.json"
stop "$RUN"

# --- themes and fonts ------------------------------------------------------------------------------------
mkdir broken
printf '[theme]\nschema = 1\nextends = atrium\n[colors]\nink = white\n' >broken/theme.ini
"$RIWAQ" shot -o default.png --at 2025-03-19T12:55Z
exits "a broken theme: status 1" 1 "$RIWAQ" shot -o broken.png --theme ./broken --at 2025-03-19T12:55Z
check "with file and line" grep -q 'broken/theme.ini:5: \[colors\] ink: ' err
check "and that the built-in one stands in" grep -q "built-in theme" err
check "which it does" cmp default.png broken.png
mkdir fontless
printf '[theme]\nschema = 1\nextends = atrium\n[font.title]\nfamily = No Such Face\n' >fontless/theme.ini
exits "a font that is not there is no error" 0 "$RIWAQ" shot -o fontless.png --text --theme ./fontless --at 2025-03-19T12:55Z
check "but told, with file and line" grep -q 'fontless/theme.ini:4: \[font.title\] family: .*No Such Face' err
check "and every word is there in another" python3 -c '
import json, sys
texts = " ".join(json.loads(line)["text"] for line in open("out", encoding="utf-8"))
assert "Kremlin orders faster push" in texts, texts'
check "the built-in theme's own, so that it looks as ever" cmp fontless.png default.png
finish
