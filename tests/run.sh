#!/bin/sh
# run.sh BUILD [PATTERN]: runs the unit tests built in BUILD, then the scripts in tests/e2e, at most
# two at a time, and closes with "N passed, N failed". PATTERN: only those whose name has it.
# A test prints "ok ...", "not ok ..." and a plan "1..N" (TAP); one that dies, hangs or tells fewer
# results than planned has failed too. What a failing test printed is shown; all of it stands in
# BUILD/tests/log/.
set -u

# VALGRIND=1 (make VALGRIND=1 test): the unit tests under valgrind. It finds what is read before it is
# written; leaks are the sanitizer's (SAN=1), which does not take a forked child's memory for lost.
valgrind="valgrind -q --error-exitcode=99 --leak-check=no"

# RUNNER="qemu-aarch64": what runs the unit tests of another architecture (make deb ARCH=arm64); QEMU_CPU
# is which processor.

# --- one test, in an environment of its own: run.sh --one BUILD NAME ---------------------------
run_one() {
    build=$1 name=$2
    log=$build/tests/log/$(echo "$name" | tr / -)
    scratch=$build/tests/scratch/$(echo "$name" | tr / -)
    rm -rf "$scratch"
    mkdir -p "$scratch/home" "$scratch/cache" "$scratch/config" "$scratch/run"
    chmod 700 "$scratch/run"
    valgrind="$valgrind --suppressions=$here/valgrind.supp"
    case $name in
    # Its child limits its memory to less than valgrind itself takes.
    unit/screen/picture_file) VALGRIND= ;;
    esac
    case $name in
    unit/*) limit=600 ;;
    *) limit=900 ;;
    esac
    # An emulated processor computes some twenty times more slowly.
    [ -z "${RUNNER-}" ] || limit=$((limit * 20))
    # shellcheck disable=SC2086 # the words of RUNNER are meant
    case $name in
    unit/*) set -- ${VALGRIND:+$valgrind} ${RUNNER-} "$build/tests/$name" ;;
    *) set -- bash "tests/$name" "$build/riwaq" "$scratch" ;;
    esac
    begun=$(date +%s)
    env -i PATH="$PATH" LC_ALL=C.UTF-8 HOME="$scratch/home" TMPDIR="$scratch" \
        XDG_CACHE_HOME="$scratch/cache" XDG_CONFIG_HOME="$scratch/config" \
        XDG_RUNTIME_DIR="$scratch/run" CMOCKA_MESSAGE_OUTPUT=TAP ${CI:+CI="$CI"} \
        ${VALGRIND:+VALGRIND="$VALGRIND"} ${QEMU_CPU:+QEMU_CPU="$QEMU_CPU"} \
        ASAN_OPTIONS="detect_leaks=1:abort_on_error=0:${ASAN_OPTIONS-}" \
        LSAN_OPTIONS="suppressions=$here/lsan.supp:print_suppressions=0" \
        UBSAN_OPTIONS="print_stacktrace=1:halt_on_error=1" \
        timeout -k 10 "$limit" "$@" >"$log.out" 2>&1 </dev/null
    code=$?
    took=$(($(date +%s) - begun))
    # The counts, and what went wrong beyond a "not ok" line.
    awk -v code=$code -v limit=$limit '
        /^1\.\.[0-9]+$/ { planned += substr($1, 4); plans++ }
        /^(not )?ok .*# ?[Ss][Kk][Ii][Pp]/ { skipped++; next }
        /^ok / { passed++ }
        /^not ok / { failed++ }
        END {
            told = passed + failed + skipped
            if (code == 124 || code == 137) why = "not ended after " limit " s"
            else if (code > 128) why = "killed by signal " code - 128
            else if (code != 0 && !failed) why = "exit " code
            else if (told == 0) why = "no test told its result"
            else if (!plans) why = "ended without telling its plan (1..N)"
            else if (planned > told) why = planned - told " planned tests told no result"
            if (why != "") failed++
            printf "%d %d %d %s\n", passed, failed, skipped, why
        }' "$log.out" >"$log.count"
    read -r passed failed skipped why <"$log.count"
    if [ "$failed" -eq 0 ]; then
        echo "ok      $name ($passed${skipped:+$([ "$skipped" -eq 0 ] || echo ", $skipped skipped")}, $took s)"
        rm -rf "$scratch"
    else
        # In one write, so that two failing at once do not mix.
        text=$(tail -n 200 "$log.out" | sed 's/^/    /')
        printf '%s\n' "FAILED  $name${why:+: $why}; what it printed:" "$text"
    fi
}

here=$(cd "$(dirname "$0")" && pwd)
cd "$here/.." || exit 1
if [ "${1-}" = --one ]; then
    run_one "$2" "$3"
    exit 0
fi

# --- all of them --------------------------------------------------------------------------------
build=$(cd "${1:?usage: run.sh BUILD [PATTERN]}" && pwd) || exit 1
pattern=${2-}
mkdir -p "$build/tests/log"
rm -f "$build/tests/log/"*
# Only what has its source: a binary of a test that was renamed does not count.
{
    for source in tests/unit/*/*.c; do
        [ -f "$source" ] && echo "${source#tests/}" | sed 's/\.c$//'
    done
    for script in tests/e2e/*.sh; do
        [ -f "$script" ] && echo "${script#tests/}"
    done
} | grep -F -- "$pattern" >"$build/tests/list"

xargs -P 2 -I NAME sh "$here/run.sh" --one "$build" NAME <"$build/tests/list"

cat "$build/tests/log/"*.count 2>/dev/null | awk -v tests="$(wc -l <"$build/tests/list")" '
    { passed += $1; failed += $2; skipped += $3 }
    END {
        if (NR < tests) failed += tests - NR
        if (passed + failed + skipped == 0) { print "no test was run"; failed = 1 }
        printf "%d passed, %d failed", passed, failed
        if (skipped) printf ", %d skipped", skipped
        printf "\n"
        exit failed != 0
    }'
