#!/bin/bash
# Pictures from outside: the right way up, kept over a restart without network, and when they are not
# what they say: the article stands without, with a line on the log, and nothing is left behind.
# shellcheck source=tests/tap.sh
. "$(dirname "$0")/../tap.sh"
cd "$SCRATCH" || exit 1
screen=$TESTS/e2e/screen.py
size=960x540
memory_max=$((64 * 1024)) # KiB
grep -q __asan_init "$RIWAQ" && memory_max=$((1024 * 1024))
cp -r "$TESTS/bench/static" still
mkdir www
# pictures.py FOLDER: good ones and bad ones.
python3 "$TESTS/e2e/pictures.py" www >kinds || exit 1

# document PICTURE: a lobby whose article has it ("": none).
document() {
    python3 -c '
import json, sys
article = {"title": "The port opens its third terminal", "paragraphs": ["It was opened on Wednesday."]}
if sys.argv[1]:
    article["image"] = sys.argv[1]
print(json.dumps({"place": {"name": "Tangier", "timezone": "Africa/Casablanca"}, "article": article}))' "$1"
}
shot() {
    document "$2" >www/shot.json
    "$RIWAQ" shot -o "$1" --theme ./still --size $size --content www/shot.json --at 2025-03-19T12:55 2>err
}

# --- the right way up -----------------------------------------------------------------------------
shot none.png ""
shot upright.png upright.png
check "a picture is shown" test "$(cksum <upright.png)" != "$(cksum <none.png)"
for way in 1 2 3 4 5 6 7 8; do
    shot turned.png "turned-$way.png"
    check "orientation $way is undone" cmp turned.png upright.png
done

# --- what is no picture, or not the one that it says -------------------------------------------------
while IFS=$'\t' read -r name words; do
    shot bad.png "$name"
    is "$name: the article is shown all the same" $? 0
    check "$name: as if it had none" cmp bad.png none.png
    check "$name: says why" grep -qF "$words" err
done <kinds

# --- fetched, kept, and back without a network ----------------------------------------------------------
start_server "$SCRATCH/www"
export XDG_CACHE_HOME=$SCRATCH/cache
mkdir cache
document turned-6.png >www/lobby.json
{
    printf '[source.lobby]\nurl = %s/lobby.json\nevery = 10s\ntimeout = 5s\n' "$URL"
    # Beside it each of the bad ones, and one that is large: what a camera takes.
    i=0
    for name in $(cut -f 1 kinds | head -n 7) camera.jpg; do
        document "$name" >"www/bad-$i.json"
        printf '[source.bad%d]\nurl = %s/bad-%d.json\nevery = 10s\ntimeout = 8s\n' $i "$URL" $i
        i=$((i + 1))
    done
} >riwaq.conf
start_x $size
noon55=$(date -u -d 2025-03-19T12:55:00Z +%s)
run() {
    begun=$(date +%s)
    start "$RIWAQ" run -c "$1" --theme ./still --at 2025-03-19T12:55:00Z 2>"$2"
    RUN=$STARTED
}
shows() {
    "$RIWAQ" shot -o ref.png --theme ./still --size $size --content "$1" \
        --at "$(date -u -d "@$((noon55 + $(date +%s) - begun))" +%FT%TZ)"
    python3 "$screen" same ref.png "960x400+0+100"
}
# Of the first source alone, so that it is known what is right.
head -n 4 riwaq.conf >one.conf
run one.conf log
check "a picture comes from the server" wait_for 20 shows www/lobby.json
check "(it was fetched)" grep -q '^GET /turned-6.png 200' requests
stop "$SERVER"
kill -KILL "$RUN"
wait "$RUN" 2>/dev/null
shows www/lobby.json
start python3 "$screen" first ref.png "960x400+0+100" 30 >watched
watcher=$STARTED
wait_for 20 grep -q READY watched
run one.conf log2
wait "$watcher"
is "after a restart without the server the first frame has it, the right way up" $? 0
stop "$RUN"

# --- nothing is left behind ----------------------------------------------------------------------------
start python3 "$TESTS/server.py" --root "$SCRATCH/www" --port "${URL##*:}" --log "$SCRATCH/requests2"
run riwaq.conf log3
fetched() {
    [ "$(grep -c '^GET /bad-[0-9].json' requests2)" -ge 16 ] && [ "$(grep -c "the article's picture" log3)" -ge 7 ]
}
check "bad pictures from seven servers, and a large one" wait_for 60 fetched
no_child() {
    [ -z "$(pgrep -P "$RUN")" ]
}
check "no child is left, dead or alive" wait_for 20 no_child
no_descriptor() {
    ! find "/proc/$RUN/fd" -lname '*riwaq-picture*' | grep -q .
}
check "nor a file for one" wait_for 20 no_descriptor
is "each is told once" "$(grep -c "the article's picture" log3)" 7
peak=$(sed -n 's/^VmHWM:[^0-9]*\([0-9]*\).*/\1/p' "/proc/$RUN/status")
check "memory stayed below $memory_max KiB ($peak)" test "$peak" -lt $memory_max
stop "$RUN"
finish
