#!/bin/bash
# run.sh BUILD [PATTERN]: what `make kiosk-test` does. A Debian with the package of this source, booted
# in an emulated machine, and each topic of it held against what it has to be: BUILD/kiosk/pictures has
# what was seen, BUILD/kiosk/log what was told. PATTERN: only the topics whose name has it. Needs root
# (debootstrap, mounts); some 3 GB in BUILD. Closes with "N passed, N failed".
set -u
# In this order. NAME.py is called with the image's folder and the program; NAME.sh with BUILD.
topics="display boot clock faults overlay cuts package arm64 soak"
limit=7200 # seconds a topic: the processor is emulated, on whatever there is

# What the make that calls this was told (B=) is not for that of the package.
unset MAKEFLAGS MAKEOVERRIDES MFLAGS B
here=$(cd "$(dirname "$0")" && pwd)
cd "$here/../.." || exit 1
[ $# -ge 1 ] || { echo "usage: run.sh BUILD [PATTERN]" >&2; exit 2; }
pattern=${2-}
if [ "$(id -u)" -ne 0 ]; then
    echo "kiosk-test: it makes a Debian in a folder (debootstrap, chroot, mounts), which root alone can: sudo make kiosk-test" >&2
    exit 1
fi
mkdir -p "$1" || exit 1
build=$(cd "$1" && pwd)
folder=$build/kiosk
mkdir -p "$folder/log" "$folder/pictures"

# The topic that runs, and with it its machine (machine.py): none is left behind.
running=
stop() {
    [ -z "$running" ] || { kill -TERM -- "-$running"; wait "$running"; } 2>/dev/null
    rm -rf "$folder"/machine-*
}
trap 'exit 130' INT
trap 'exit 143' TERM HUP
trap stop EXIT

# --- the program, its package, a disk with it: each only when what it is made of has changed --------
sum_of() {
    find "$@" -type f ! -path '*/__pycache__/*' ! -path 'debian/riwaq/*' ! -path 'debian/build/*' -print0 | sort -z |
        xargs -0 sha256sum | sha256sum | cut -d' ' -f1
}
# changed FILE SUM: whether FILE has another.
changed() {
    [ ! -f "$1" ] || [ "$(cat "$1")" != "$2" ]
}
make_package() {
    local sum
    sum=$(sum_of app themes fonts deploy debian Makefile LICENSE README.md CHANGELOG.md)
    if changed "$folder/package.sum" "$sum" || ! ls "$build"/deb/riwaq_*_"$(dpkg --print-architecture)".deb >/dev/null 2>&1; then
        echo "=== make deb"
        rm -f "$build"/deb/riwaq_*_"$(dpkg --print-architecture)".deb
        make --no-print-directory B="$build" deb || return 1
        echo "$sum" >"$folder/package.sum"
    fi
}
make_image() {
    local deb sum
    deb=$(ls "$build"/deb/riwaq_*_"$(dpkg --print-architecture)".deb) || return 1
    sum=$(sum_of "$deb" tests/kiosk/image.sh deploy/bare.sh)
    if changed "$folder/image.sum" "$sum" || [ ! -f "$folder/disk.img" ]; then
        echo "=== the image"
        rm -f "$folder/image.sum"
        sh tests/kiosk/image.sh "$folder" "$deb" || return 1
        echo "$sum" >"$folder/image.sum"
    fi
}

# --- a topic -----------------------------------------------------------------------------------------
run_topic() {
    local name=$1 log=$folder/log/$1 code begun=$SECONDS
    echo "=== $name"
    if [ -f "tests/kiosk/$name.py" ]; then
        set -- python3 "tests/kiosk/$name.py" "$folder" "$build/riwaq"
    else
        set -- bash "tests/kiosk/$name.sh" "$build"
    fi
    : >"$log"
    # A group of its own, to be ended as one.
    setsid timeout -k 30 "$limit" "$@" >"$log" 2>&1 </dev/null &
    running=$!
    tail -n +1 -f -s 0.5 --pid="$running" "$log" &
    wait "$running"
    code=$?
    running=
    wait
    # The counts, and what went wrong beyond a "not ok" line, as tests/run.sh has them.
    awk -v code=$code -v limit=$limit -v name="$name" '
        /^1\.\.[0-9]+$/ { planned += substr($1, 4); plans++ }
        /^(not )?ok .*# ?[Ss][Kk][Ii][Pp]/ { skipped++; next }
        /^ok / { passed++ }
        /^not ok / { failed++ }
        END {
            told = passed + failed + skipped
            if (code == 124 || code == 137) why = "not ended after " limit " s"
            else if (code > 128) why = "killed by signal " code - 128
            else if (code != 0 && !failed) why = "exit " code
            else if (told == 0) why = "it told no result"
            else if (!plans) why = "ended without telling its plan (1..N)"
            else if (planned > told) why = planned - told " planned results are missing"
            if (why != "") { failed++; print "not ok - " name ": " why > "/dev/stderr" }
            printf "%d %d %d\n", passed, failed, skipped
        }' "$log" >"$log.count"
    echo "=== $name: $((SECONDS - begun)) s"
}

list=
for topic in $topics; do
    case $topic in *"$pattern"*) ;; *) continue ;; esac
    list="$list $topic"
done
[ -n "$list" ] || { echo "kiosk-test: no topic is named *$pattern*; topics: $topics" >&2; exit 2; }

begun=$SECONDS
sh deploy/install-packages.sh --quiet build run test deb kiosk || exit 1
{ make -s --no-print-directory -j"$(nproc)" B="$build" all && make_package; } || { echo "0 passed, 1 failed"; exit 1; }
for topic in $list; do
    # Who boots needs a disk.
    if [ -f "tests/kiosk/$topic.py" ]; then
        make_image || { echo "0 passed, 1 failed"; exit 1; }
        break
    fi
done
rm -rf "$folder/log" "$folder/pictures"
mkdir -p "$folder/log" "$folder/pictures"
for topic in $list; do run_topic "$topic"; done

# Once more what was wrong, below all that was told.
grep -H '^not ok' "$folder"/log/* /dev/null | sed "s|^$folder/log/||"
pictures=$(find "$folder/pictures" -name '*.png' | wc -l)
echo "$((SECONDS - begun)) s; $pictures pictures in $folder/pictures"
cat "$folder"/log/*.count | awk '
    { passed += $1; failed += $2; skipped += $3 }
    END {
        printf "%d passed, %d failed", passed, failed
        if (skipped) printf ", %d skipped", skipped
        printf "\n"
        exit failed != 0
    }'
