#!/bin/bash
# How the running screen is, seen from outside: while all is well, while the server is dead, its
# picture, when it stands still, after a crash, and when it ended.
# shellcheck source=tests/tap.sh
. "$(dirname "$0")/../tap.sh"
cd "$SCRATCH" || exit 1
screen=$TESTS/e2e/screen.py

# Nothing moves, and the article has one page: there is one right picture.
mkdir www
cp -r "$TESTS/bench/static" still
python3 - "$TESTS/../app/formats/sample.json" <<'END'
import json, sys
with open(sys.argv[1], encoding="utf-8") as file:
    lobby = json.load(file)
lobby["article"]["paragraphs"] = lobby["article"]["paragraphs"][3:4]
with open("www/lobby.json", "w", encoding="utf-8") as file:
    json.dump(lobby, file)
END
start_server "$SCRATCH/www"
cat >riwaq.conf <<END
[source.lobby]
url = ${URL/\/\//\/\/hall:hunter2@}/lobby.json?station=nine&key=hunter3
every = 10s
timeout = 5s
END
folder=$SCRATCH/told
export RUNTIME_DIRECTORY=$folder
run() {
    start "$RIWAQ" run -c riwaq.conf --theme ./still --at 2025-03-19T12:55:00Z "$@" 2>log
    RUN=$STARTED
}
# tells CODE WORD: status exits with CODE and has WORD in its first line, else prints all.
tells() {
    local code
    "$RIWAQ" status >told.txt
    code=$?
    [ "$code" -eq "$1" ] && head -n 1 told.txt | grep -q "$2" && return
    echo "exit $code:"
    cat told.txt
    return 1
}
# value EXPRESSION: of status.json, which is S.
value() {
    python3 -c 'import json, sys
with open(sys.argv[1], encoding="utf-8") as file:
    S = json.load(file)
print(eval(sys.argv[2]))' "$folder/status.json" "$1"
}

# --- nobody ----------------------------------------------------------------------------------------
check "where nothing ever ran: not running, 3" tells 3 '^not running'
exits "status takes no configuration" 2 "$RIWAQ" status -c riwaq.conf

# --- well ------------------------------------------------------------------------------------------
start_x 1280x720
run
check "a screen with its content is well, 0" wait_for 20 tells 0 '^well'
check "it tells the theme" grep -q 'theme Bench, static' told.txt
check "the display" grep -q '^display 1280x720 at .* on x11.*processor' told.txt
check "the source" grep -q '^source lobby: fresh, confirmed' told.txt
is "the process" "$(value 'S["process"]["pid"]')" "$RUN"
is "no restart" "$(value 'S["process"]["restarts"]')" 0
is "what is shown" "$(value 'S["shown"]["what"], S["shown"]["articles"]')" "('content', 1)"
is "the address is bare" "$(value 'S["sources"][0]["address"]')" "$URL/lobby.json"
check "no secret is told" test "$(cat "$folder"/* told.txt | grep -c 'hunter\|nine')" -eq 0
is "everybody may read" "$(stat -c %a "$folder/status.json" "$folder/riwaq.prom" | sort -u)" 644
"$RIWAQ" status --json >told.json
is "--json: the same, and a verdict" "$(python3 -c '
import json
with open("told.json", encoding="utf-8") as file:
    told = json.load(file)
print(told["health"], told["troubles"], told["phase"], told["told_age_s"] < 10)')" "well [] showing True"
check "metrics" grep -qx 'riwaq_source_up{source="lobby"} 1' "$folder/riwaq.prom"
check "each family once" test -z "$(grep '^# TYPE' "$folder/riwaq.prom" | sort | uniq -d)"
if command -v promtool >/dev/null; then
    check "promtool finds no fault" promtool check metrics <"$folder/riwaq.prom"
fi

# --- its picture -----------------------------------------------------------------------------------
exits "--picture" 0 "$RIWAQ" status --picture now.png
check "is the screen's, pixel by pixel" python3 "$screen" same now.png 1280x720+0+0
is "and nothing of it stays" "$(cd "$folder" && echo ./*)" "./lock ./riwaq.prom ./starts ./status.json"
exits "one that cannot be written: 1" 1 "$RIWAQ" status --picture /nowhere/now.png
check "is told" grep -q '/nowhere/now.png: cannot be written' err

# --- another screen in the same folder ---------------------------------------------------------------
start "$RIWAQ" run -c riwaq.conf --theme ./still --window 320x240 2>other
other=$STARTED
check "a second one tells that it tells nothing" wait_for 20 grep -q 'another screen tells its status' other
stop "$other"
check "and leaves the first one alone" tells 0 '^well'

# --- the server dies -------------------------------------------------------------------------------
stop "$SERVER"
check "a source that fails is trouble, 1" wait_for 30 tells 1 '^trouble: source lobby fails: nobody answers'
check "with the age of what is shown" grep -q '^source lobby: failed, confirmed .* ago: nobody' told.txt
check "metrics too, within ten seconds" wait_for 12 grep -qx 'riwaq_source_up{source="lobby"} 0' "$folder/riwaq.prom"

# --- it stands still -------------------------------------------------------------------------------
kill -STOP "$RUN"
check "one that is stopped does not answer" tells 1 'does not answer'
exits "nor has it a picture" 1 timeout 60 "$RIWAQ" status --picture now.png
check "after a while it stands still, 4" wait_for 40 tells 4 '^stands still'
kill -CONT "$RUN"
check "and goes on" wait_for 20 tells 1 '^trouble: source lobby fails'

# --- ends ------------------------------------------------------------------------------------------
kill -KILL "$RUN"
wait "$RUN" 2>/dev/null
check "killed: not running, 3" tells 3 '^not running: it broke off'
run
check "it comes again with what it had" wait_for 20 tells 1 '^trouble: source lobby fails'
is "a restart after a crash" "$(value 'S["process"]["restarts"], S["process"]["crashes"]')" "(1, 1)"
check "is told" grep -q '1 restart, 1 of them after a crash' told.txt
stop "$RUN"
check "stopped: not running, 3" tells 3 '^not running: it ended'
is "in the file too" "$(value 'S["phase"]')" ended
check "and in the metrics" grep -qx 'riwaq_up 0' "$folder/riwaq.prom"

# --- turned, and by the GPU's way ------------------------------------------------------------------
printf '[screen]\nrotate = 90\n' >>riwaq.conf
RIWAQ_PAINTER=gpu run
check "turned, painted by (an emulated) GPU" wait_for 30 tells 1 '^trouble: source lobby fails'
"$RIWAQ" status --picture now.png >told.txt
is "its picture is upright" "$(identify -format '%w %h' now.png)" "720 1280"
check "(it is painted so)" grep -q 'turned by 90, painted by the GPU' told.txt
# The ticker (on the left) moves, and a page may turn between the two.
turned_is_seen() {
    "$RIWAQ" status --picture now.png
    convert now.png -rotate 90 turned.png
    python3 "$screen" same turned.png 1200x720+80+0
}
check "and the screen's, but for the ticker" wait_for 20 turned_is_seen
stop "$RUN"

# --- black by schedule -----------------------------------------------------------------------------
printf '[power]\non = 07:00-08:00\n' >>riwaq.conf
run
# shellcheck disable=SC2317 # wait_for calls it
black_is_told() {
    "$RIWAQ" status >told.txt
    grep -q "^black by schedule" told.txt
}
check "a screen that is black by schedule tells so" wait_for 20 black_is_told
check "and the metrics" grep -qx 'riwaq_display_dark 1' "$folder/riwaq.prom"
exits "it has no picture" 1 "$RIWAQ" status --picture dark.png
check "which is told" grep -q 'the screen shows nothing' err
stop "$RUN"

# --- restarts by systemd, which takes the folder away --------------------------------------------------
# It keeps a descriptor for riwaq, and gives it back at the next start.
cat >manager.py <<'END'
import array, json, os, socket, subprocess, sys, time
riwaq, folder = sys.argv[1:3]
notify = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
notify.bind("notify")
notify.settimeout(20)
kept = None

def begin():
    def give():
        os.dup2(kept, 3)
        os.set_inheritable(3, True)
        os.environ.update(LISTEN_PID=str(os.getpid()), LISTEN_FDS="1", LISTEN_FDNAMES="starts")
        os.execl(riwaq, riwaq, "run", "--window", "320x240")
    os.environ.update(NOTIFY_SOCKET=os.path.abspath("notify"), RUNTIME_DIRECTORY=folder)
    if kept is None:
        return subprocess.Popen([riwaq, "run", "--window", "320x240"])
    pid = os.fork()
    if pid == 0:
        give()
    return pid

first = begin()
while kept is None:
    text, controls, _, _ = notify.recvmsg(4096, 64)
    if b"FDSTORE=1" in text and b"FDNAME=starts" in text:
        kept = array.array("i", controls[0][2][:4])[0]
while not os.path.exists(folder + "/status.json"):
    time.sleep(0.1)
first.kill()
first.wait()
subprocess.run(["rm", "-r", folder], check=True)
second = begin()
for _ in range(200):
    if os.path.exists(folder + "/status.json"):
        break
    time.sleep(0.1)
with open(folder + "/status.json", encoding="utf-8") as file:
    process = json.load(file)["process"]
print(process["restarts"], process["crashes"])
os.kill(second, 15)
os.waitpid(second, 0)
END
is "restarts are counted over them" "$(python3 manager.py "$RIWAQ" "$SCRATCH/kept" 2>log)" "1 1"

# --- no folder, a bad one --------------------------------------------------------------------------
touch file
RUNTIME_DIRECTORY=$SCRATCH/file run --window 320x240
check "a folder that is none is told, and the screen runs" wait_for 20 grep -q 'no status can be told there' log
check "(it does)" wait_for 20 grep -q 'showing 240x320' log
stop "$RUN"
finish
