#!/bin/bash
# What a running screen writes to a disk, and what it does where the disk refuses: full, read-only,
# taken away, in the way, limited; and where what was kept is torn, empty, foreign or no file at all.
# In a mount namespace of its own, where a disk is a tmpfs.
# shellcheck source=tests/tap.sh
for way in -rm -m; do
    if [ -z "${OWN_MOUNTS-}" ] && unshare $way true 2>/dev/null; then
        OWN_MOUNTS=1 exec unshare $way bash "$0" "$@"
    fi
done
. "$(dirname "$0")/../tap.sh"
cd "$SCRATCH" || exit 1
writes=$TESTS/e2e/writes.py
size=640x360
mkdir www disk guard
disks=""
if [ -n "${OWN_MOUNTS-}" ] && mount -t tmpfs -o size=256k none disk 2>err && mount -t tmpfs none guard 2>err; then
    disks="full guard"
elif command -v unshare >/dev/null; then
    skip "this machine's kernel refuses disks of one's own: $(cat err)"
else
    missing "unshare (util-linux)"
fi

# --- content: the N-th has N headlines, so that the status tells which is up ----------------------------
convert -size 24x16 xc:teal www/hall.png
# content N [ORDER]: in other bytes for each ORDER.
content() {
    python3 - "$1" "${2-}" >part <<'END'
import json, sys
count, order = int(sys.argv[1]), sys.argv[2]
lobby = {"article": {"title": f"The hall, day {count}", "image": "hall.png", "paragraphs": ["Open."]},
         "headlines": [{"title": f"Notice {i + 1} of {count}", "url": f"https://hall.example/{i}"} for i in range(count)]}
if order:
    lobby = {"generated": order, **dict(reversed(lobby.items()))}
print(json.dumps(lobby))
END
    mv part www/lobby.json
}
content 1
start_server "$SCRATCH/www"
cp -r "$TESTS/bench/static" still
printf '[source.lobby]\nurl = %s/plain/lobby.json\nevery = 10s\ntimeout = 5s\n' "$URL" >riwaq.conf
export RIWAQ_CONFIG=$SCRATCH/riwaq.conf SDL_VIDEODRIVER=dummy

declare -A pid cache
# run NAME CACHE [CONF]: a screen that keeps its content in CACHE; its messages are in NAME.log.
run() {
    cache[$1]=$2
    CACHE_DIRECTORY=$2 RUNTIME_DIRECTORY=$SCRATCH/told.$1 start "$RIWAQ" run -c "${3-riwaq.conf}" \
        --theme ./still --window $size 2>"$1.log"
    pid[$1]=$STARTED
}
# value NAME EXPRESSION: of what the screen tells now, which is S; its storage is D.
value() {
    RUNTIME_DIRECTORY=$SCRATCH/told.$1 "$RIWAQ" status --json >"now.$1"
    python3 -c 'import json, sys
with open(sys.argv[1], encoding="utf-8") as file:
    S = json.load(file)
D = S["storage"]
print(eval(sys.argv[2]))' "now.$1" "$2"
}
# tells NAME EXPRESSION: it is true.
tells() { [ "$(value "$1" "bool($2)" 2>&1)" = True ]; }
# shows NAME N: the screen has the N-th content.
shows() { tells "$1" "S['phase'] == 'showing' and S['shown']['headlines'] == $2"; }
# keeps NAME N: so would the next start without network.
keeps() { grep -aqs "Notice $2 of $2\"" "${cache[$1]}"/*.cache; }
said() { grep -c "$2" "$1.log"; }

# --- five screens -------------------------------------------------------------------------------------
mkdir watched ram
start python3 "$writes" watch "$SCRATCH/watched" >events
watcher=$STARTED
wait_for 10 grep -q READY events
touch wall
run watched "$SCRATCH/watched"
run gone "$SCRATCH/ram/cache"
run wall "$SCRATCH/wall/cache"
for name in $disks; do
    case $name in
    full) run full "$SCRATCH/disk/cache" ;;
    guard) run guard "$SCRATCH/guard/cache" ;;
    esac
done
all="watched gone wall $disks"
for name in $all; do
    check "$name: the first content is up" wait_for 30 shows "$name" 1
    [ "$name" = wall ] || check "$name: and kept" wait_for 10 keeps "$name" 1
done
check "a folder below a file is told" grep -q "wall/cache: cannot be made (.*): nothing will be kept" wall.log
check "watched: its picture is kept, too" wait_for 20 tells watched 'D["writes"] == 2'
is "nothing listens" "$(python3 "$writes" listening "${pid[watched]}")" ""

# --- what is the same is not written ----------------------------------------------------------------------
polled() { [ "$(grep -c 'GET /plain/lobby.json 200' requests)" -ge "$1" ]; }
count=$(grep -c 'GET /plain/lobby.json 200' requests)
content 1 other
check "the same in another order is asked for, twice at least" \
    wait_for 40 polled $((count + 3 * $(echo "$all" | wc -w)))
for name in $all; do
    check "$name: it stays up" shows "$name" 1
done
check "watched: and is not written" tells watched 'D["writes"] == 2 and D["errors"] == 0'
is "watched: status and disk agree" "$(grep -c '^to [0-9a-f]*\.cache ' events)" 2

# --- the disks refuse --------------------------------------------------------------------------------------
rm -r ram
if [ -n "$disks" ]; then
    dd if=/dev/zero of=disk/filler bs=4k 2>/dev/null
    is "(the disk is full)" "$(stat -f -c %f disk)" 0
    mount -o remount,ro guard
fi
content 2
for name in $all; do
    check "$name: new content is up" wait_for 30 shows "$name" 2
done
check "watched: and kept, with one write" wait_for 10 tells watched 'D["writes"] == 3'
check "gone: its folder is made again" wait_for 10 keeps gone 2
check "gone: its picture comes again with the next rounds" wait_for 45 tells gone 'D["files"] == 2'
for name in wall $disks; do
    check "$name: the status tells that nothing is kept" wait_for 10 tells "$name" \
        'not D["writable"] and D["errors"] > 0 and D["last_error"] and S["health"] == "trouble"'
    check "$name: so do the metrics" wait_for 12 grep -qx 'riwaq_storage_writable 0' "told.$name/riwaq.prom"
    check "$name: in words" grep -q "nothing new is kept for the next start: ${cache[$name]}: " <(
        RUNTIME_DIRECTORY=$SCRATCH/told.$name "$RIWAQ" status)
    RUNTIME_DIRECTORY=$SCRATCH/told.$name "$RIWAQ" status | grep '^storage' | sed 's/^/# /'
done
for name in $disks; do
    check "$name: what was kept is kept still" keeps "$name" 1
    is "$name: and nothing lies beside it" "$(find "${cache[$name]}" -type f ! -name '*.cache')" ""
done
if [ -n "$disks" ]; then
    is "full: why" "$(value full 'D["last_error"]')" "No space left on device"
    is "guard: why" "$(value guard 'D["last_error"]')" "Read-only file system"
fi
content 3
for name in $all; do
    check "$name: the next content is up, too" wait_for 30 shows "$name" 3
done
for name in wall $disks; do
    is "$name: the trouble is said once" "$(said "$name" 'cannot be \(written\|made\)')" 1
done
if [ -n "$disks" ]; then
    RUNTIME_DIRECTORY=$SCRATCH/told.full "$RIWAQ" status --picture now.png >/dev/null
    "$RIWAQ" shot -o ref.png --theme ./still --size $size 2>err
    # Below the masthead with its clock.
    for name in now ref; do
        convert $name.png -crop 640x260+0+100 +repage $name.body.png
    done
    is "full: it is what shot makes of it" "$(compare -metric AE now.body.png ref.body.png null: 2>&1)" 0
fi

# --- they give way again -----------------------------------------------------------------------------------
rm -f disk/filler wall
mkdir wall
[ -z "$disks" ] || mount -o remount,rw guard
content 4
for name in $all; do
    check "$name: the fourth content is up" wait_for 30 shows "$name" 4
    check "$name: and kept" wait_for 20 keeps "$name" 4
    check "$name: the status tells so" wait_for 10 tells "$name" 'D["writable"] and D["writes"] > 0'
done
for name in wall $disks; do
    is "$name: it is said once" "$(said "$name" 'can be written again')" 1
done

# --- the count ---------------------------------------------------------------------------------------------
is "watched: writes, by the disk and by the status" \
    "$(awk '$1 == "to" && $2 ~ /^[0-9a-f]*\.cache$/ { n++; s += $3 } END { print n, s }' events)" \
    "$(value watched 'D["writes"], D["written_bytes"]' | tr -d '(),')"
is "watched: no file was written in place" \
    "$(awk '$1 ~ /modify|close|create|attrib/ && $2 ~ /\.cache$/' events)" ""
is "watched: what lies there" "$(value watched 'D["files"], D["bytes"]' | tr -d '(),')" \
    "$(find watched -type f | wc -l) $(cat watched/* | wc -c)"
check "watched: the metrics tell the same" wait_for 12 grep -qx \
    "riwaq_storage_writes_total $(value watched 'D["writes"]')" told.watched/riwaq.prom
check "they are in the form" python3 "$writes" metrics told.watched/riwaq.prom
is "and are not written in place" "$(cd told.watched && echo riwaq.prom* status.json*)" "riwaq.prom status.json"
RUNTIME_DIRECTORY=$SCRATCH/told.watched "$RIWAQ" status >told.txt
check "for people" grep -q "^storage $SCRATCH/watched: 2 files, .* KiB; 5 writes (.* KiB), the last .* ago$" told.txt
sed 's/^/# /' told.txt
for name in $all; do
    kill "${pid[$name]}"
    wait "${pid[$name]}"
    is "$name: it ends as it should" $? 0
done
stop "$watcher"

# --- what is kept is damaged: the rest comes up, without a server ---------------------------------------------
stop "$SERVER"
printf '{"headlines":[{"title":"Beside"},{"title":"it"}]}' >second.json
printf '[source.second]\nurl = %s\nevery = 10s\n' "$SCRATCH/second.json" >second.conf
run second "$SCRATCH/second" second.conf
check "(a second source is kept)" wait_for 20 tells second 'D["writes"] == 1'
stop "${pid[second]}"
rm second.json
cat riwaq.conf second.conf >both.conf
file=$(cd watched && grep -al 'Notice 4' -- *.cache)
cp "watched/$file" good
damage() {
    case $1 in
    empty) : ;;
    torn) head -c 200 good ;;
    cut) head -c -1 good ;;
    foreign) echo 'SQLite format 3' ;;
    future) sed '1s/1$/2/' good ;;
    changed) sed 's/Notice 4/Notice 5/' good ;;
    esac >"$2"
}
for kind in empty torn cut foreign future changed folder link fifo; do
    cp -r watched "kept.$kind"
    cp second/*.cache "kept.$kind"
    place=kept.$kind/$file
    rm "$place"
    case $kind in
    folder) mkdir "$place" ;;
    link) ln -s "$SCRATCH/good" "$place" ;;
    fifo) mkfifo "$place" ;;
    *) damage $kind "$place" ;;
    esac
    run "$kind" "$SCRATCH/kept.$kind" both.conf
    check "$kind: the other source is up" wait_for 20 shows "$kind" 2
    check "$kind: it is set aside" test -e "$place.bad" -o -L "$place.bad"
    is "$kind: which is said once" "$(said "$kind" "$file: .*: set aside as .*\.bad$")" 1
    check "$kind: and counted" tells "$kind" 'D["set_aside"] == 1 and D["writable"]'
    kill "${pid[$kind]}"
    wait "${pid[$kind]}"
    is "$kind: it ends as it should" $? 0
done

# --- what a power cut left ---------------------------------------------------------------------------------------
cp good "watched/$file.Ab12Cd"
run left "$SCRATCH/watched" riwaq.conf
check "what a write left half is gone with the next start" wait_for 20 test ! -e "watched/$file.Ab12Cd"
check "and the content is up" wait_for 20 shows left 4
stop "${pid[left]}"

# --- a limit on files, which kills whoever does not mind it ---------------------------------------------------------
# Nobody reads the log either, but its first lines: the pipe breaks.
content 5
sed "s|^url = http.*|url = $SCRATCH/www/lobby.json|" riwaq.conf >local.conf
mkfifo pipe
start bash -c 'ulimit -f 0; exec "$@" 2>pipe' bash env CACHE_DIRECTORY="$SCRATCH/limited" \
    RUNTIME_DIRECTORY="$SCRATCH/told.limited" "$RIWAQ" run -c local.conf --theme ./still --window $size
limited=$STARTED
check "a limit is told" timeout 20 grep -q 'limited/.*: cannot be written (File too large)' pipe
check "and the screen runs" test "$(ps -o stat= -p "$limited" | cut -c 1)" != Z
kill "$limited"
wait "$limited"
is "until it is told to end" $? 0

# --- what a person asks for -------------------------------------------------------------------------------------------
exits "a picture that finds no room: 1" 1 "$RIWAQ" shot -o /dev/full --at 2025-03-19T12:55Z
check "is told" grep -q '/dev/full: cannot be written: No space left on device' err
check "and the device is one still" test -c /dev/full

# --- another timetable is taken at once -----------------------------------------------------------------------------
printf 'date,fajr,sunrise,dhuhr,asr,maghrib,isha\n2026-03-19,05:04,06:32,12:40,16:02,18:43,19:57\n' >rabat.csv
cat >prayers.conf <<'END'
[place]
name = Rabat
timezone = Africa/Casablanca
latitude = 34.0209
longitude = -6.8416
[prayer]
timetable = rabat.csv
END
run prayers "$SCRATCH/prayers" prayers.conf
check "(a screen of prayers)" wait_for 20 grep -q 'showing 640x360' prayers.log
sed 's/^2026/2027/' rabat.csv >part
mv part rabat.csv
check "a timetable that takes the place of another is taken at once" wait_for 4 grep -q \
    'rabat.csv: the new timetable, 2027-03-19 to 2027-03-19, is shown from now on' prayers.log
stop "${pid[prayers]}"
finish
