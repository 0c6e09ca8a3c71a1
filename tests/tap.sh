# shellcheck shell=bash
# What the scripts in tests/e2e share; sourced first of all:
#     . "$(dirname "$0")/../tap.sh"
# It sets RIWAQ (the program) and SCRATCH (an empty folder of this test), gives the functions below,
# and ends everything that they started when the script ends.
set -u
# shellcheck disable=SC2034 # used by those who source this
RIWAQ=$1 SCRATCH=$2
TESTS=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
TAP_COUNT=0
TAP_STARTED=()
tap_end() {
    local code=$? i
    # The last first, each to its end: a display outlives what it shows.
    for ((i = ${#TAP_STARTED[@]} - 1; i >= 0; i--)); do
        kill "${TAP_STARTED[i]}" 2>/dev/null
        wait "${TAP_STARTED[i]}" 2>/dev/null
    done
    # A script that stops half-way names no plan: say how it ended.
    exit "$code"
}
trap tap_end EXIT

ok() {
    TAP_COUNT=$((TAP_COUNT + 1))
    echo "ok $TAP_COUNT - $*"
}
not_ok() {
    TAP_COUNT=$((TAP_COUNT + 1))
    echo "not ok $TAP_COUNT - $*"
}
skip() {
    TAP_COUNT=$((TAP_COUNT + 1))
    echo "ok $TAP_COUNT # SKIP $*"
}
# missing WHAT: skips for want of what can be installed; fails where $CI is set, for there all of it
# is. What the machine itself lacks (a kernel's permission, IPv6) is a skip everywhere.
missing() {
    if [ -n "${CI-}" ]; then
        not_ok "installed: $*"
    else
        skip "not installed: $*"
    fi
}
# check NAME COMMAND...: ok when the command succeeds; its output is shown when it does not.
check() {
    local name=$1 output code
    shift
    output=$("$@" 2>&1)
    code=$?
    if [ "$code" -eq 0 ]; then
        ok "$name"
    else
        not_ok "$name"
        echo "# exit $code of: $*"
        printf '%s\n' "$output" | head -n 40 | sed 's/^/# /'
    fi
}
# is NAME GOT WANTED
is() {
    if [ "$2" = "$3" ]; then
        ok "$1"
    else
        not_ok "$1"
        printf '%s\n' "got:    $2" "wanted: $3" | sed 's/^/# /'
    fi
}
# exits NAME CODE COMMAND...: ok when the command exits with CODE; its output is in $SCRATCH/out and
# $SCRATCH/err.
exits() {
    local name=$1 wanted=$2 code
    shift 2
    "$@" >"$SCRATCH/out" 2>"$SCRATCH/err"
    code=$?
    if [ "$code" -eq "$wanted" ]; then
        ok "$name"
    else
        not_ok "$name"
        echo "# exit $code, not $wanted, of: $*"
        head -n 40 "$SCRATCH/err" | sed 's/^/# /'
    fi
}
# wait_for SECONDS COMMAND...: tries until the command succeeds, ten times a second or as often as it
# takes; fails after SECONDS.
wait_for() {
    local end=$((SECONDS + $1 + 1))
    shift
    while ! "$@" >/dev/null 2>&1; do
        [ "$SECONDS" -lt "$end" ] || return 1
        sleep 0.1
    done
}
# start COMMAND...: in the background, ended with the script; its pid is in STARTED.
start() {
    "$@" &
    STARTED=$!
    TAP_STARTED+=("$STARTED")
}
# stop PID: ends what start started, and waits for it.
stop() {
    kill "$1" 2>/dev/null
    wait "$1" 2>/dev/null
}
# start_server FOLDER [ARGUMENT...]: tests/server.py on it; SERVER is its pid, URL its address without
# a slash at the end, requests are logged in $SCRATCH/requests.
start_server() {
    local root=$1
    shift
    rm -f "$SCRATCH/port"
    start python3 "$TESTS/server.py" --root "$root" --port 0 --port-file "$SCRATCH/port" \
        --log "$SCRATCH/requests" "$@"
    # shellcheck disable=SC2034
    SERVER=$STARTED
    wait_for 20 test -s "$SCRATCH/port" || { echo "Bail out! the test server did not start"; exit 1; }
    # shellcheck disable=SC2034
    URL=http://127.0.0.1:$(head -n 1 "$SCRATCH/port")
}
# start_x [WxH]: an X display without a screen; exports DISPLAY.
start_x() {
    rm -f "$SCRATCH/display"
    # -displayfd: the first free number, told when the server is ready.
    Xvfb -displayfd 3 -screen 0 "${1:-1920x1080}x24" -nolisten tcp 3>"$SCRATCH/display" \
        >"$SCRATCH/xvfb.log" 2>&1 &
    STARTED=$!
    TAP_STARTED+=("$STARTED")
    wait_for 20 test -s "$SCRATCH/display" || { echo "Bail out! no X display"; exit 1; }
    DISPLAY=:$(cat "$SCRATCH/display")
    export DISPLAY
}
# End every script with this: it tells the runner how many results there ought to be.
finish() {
    echo "1..$TAP_COUNT"
}
