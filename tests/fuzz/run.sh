#!/bin/sh
# run.sh [SECONDS [TARGET...]]: builds each tests/fuzz/fuzz_TARGET.c with clang's libFuzzer and
# sanitizers and runs it for SECONDS (default 20), beginning with our own files and those in
# tests/fuzz/corpus/TARGET. What it learns stays in build-fuzz/corpus; an input that fails is left
# in build-fuzz/found and printed.
set -eu
cd "$(dirname "$0")/../.."
seconds=${1:-20}
[ $# -gt 0 ] && shift
[ $# -gt 0 ] || set -- format convert rss zone theme screen text pointer timestamp charset html picture timetable
build=${B:-build-fuzz}
clang=${CLANG:-clang}
sanitize=address,undefined

floor_of() {
    case $1 in
    zone) echo content ;;
    format | pointer | timestamp | charset | html | rss | timetable) echo formats ;;
    picture) echo headers ;;
    convert) echo theme ;; # its [format.NAME] are those of a riwaq.conf
    screen) echo all ;;    # whole frames
    *) echo "$1" ;;
    esac
}

# The floor of a target and those below it, highest first, as the linker wants them.
floors_of() {
    case $1 in
    content) echo content base ;;
    formats) echo formats content base ;;
    theme) echo theme formats content base ;;
    text) echo text theme formats content base ;;
    headers) echo screen base ;; # of it only what needs no other
    all) echo screen store widgets scene text theme formats content base ;;
    esac
}

seed() {
    mkdir -p "$build/seeds/$1" "$build/corpus/$1" "$build/found/$1"
    [ ! -d "tests/fuzz/corpus/$1" ] || cp "tests/fuzz/corpus/$1"/* "$build/seeds/$1/"
    case $1 in
    picture) cp tests/feeds/pictures/*.png tests/feeds/pictures/*.jpg tests/feeds/pictures/*.webp \
        "$build/seeds/$1/" ;;
    format) cp app/formats/sample.json tests/feeds/riwaq/*.json "$build/seeds/$1/" ;;
    convert)
        # The format's letter (see fuzz_convert.c), then the document.
        for kind in jsonfeed=j wordpress=w aladhan=a open-meteo=o met-norway=m openweathermap=p; do
            for case in tests/feeds/"${kind%=*}"/*/; do
                { printf '%s' "${kind#*=}" && cat "$case/input.json"; } >"$build/seeds/$1/${kind%=*}-$(basename "$case")"
            done
        done
        for case in tests/feeds/described/*/; do
            { printf c && cat "$case/riwaq.conf" && printf '\n---\n' && cat "$case/input.json"; } \
                >"$build/seeds/$1/described-$(basename "$case")"
        done
        ;;
    rss)
        for case in tests/feeds/rss/*/; do
            cp "$case/input.xml" "$build/seeds/$1/$(basename "$case")"
        done
        ;;
    zone)
        for zone in Africa/Casablanca Europe/Dublin America/St_Johns Pacific/Apia Asia/Gaza UTC; do
            cp "${TZDIR:-/usr/share/zoneinfo}/$zone" "$build/seeds/$1/$(echo $zone | tr / -)"
        done
        ;;
    timetable)
        for case in tests/feeds/timetable/*/; do
            cp "$case/input.csv" "$build/seeds/$1/$(basename "$case")"
        done
        ;;
    screen)
        for file in themes/*/theme.ini tests/themes/designer/*/theme.ini tests/themes/broken/*/theme.ini; do
            cp "$file" "$build/seeds/$1/$(echo "$file" | tr / -)"
        done
        ;;
    theme)
        for file in themes/*/theme.ini deploy/*.conf* tests/feeds/config/*.conf \
            tests/feeds/theme/*.ini tests/feeds/described/*/riwaq.conf; do
            [ ! -f "$file" ] || cp "$file" "$build/seeds/$1/$(echo "$file" | tr / -)"
        done
        ;;
    text)
        # Six bytes of options (see fuzz_text.c), then the text.
        printf '@0!!!!Rabat 04:12, “quoted” soft\302\255hyphen no\302\240break' >"$build/seeds/$1/latin"
        printf '@0\001!"#مرحبا بكم في 2025-03-19 (Rabat) 04:12' >"$build/seeds/$1/arabic"
        printf '@0\002*!$ⵜⴰⵎⴰⵣⵉⵖⵜ 👨‍👩‍👧 e\314\201 東京\nline' >"$build/seeds/$1/mixed"
        ;;
    esac
}

build_target() {
    floor=$(floor_of "$1")
    libraries=$(for below in $(floors_of "$floor"); do echo "$build/lib$below.a"; done)
    # shellcheck disable=SC2086 # a list of files
    make --no-print-directory B="$build" SAN=1 CC="$clang" \
        CFLAGS="-O1 -g -fsanitize=fuzzer-no-link" $libraries >"$build/make.log" 2>&1 || {
        cat "$build/make.log"
        exit 1
    }
    packages="jansson icu-i18n icu-uc libxml-2.0"
    [ "$floor" != text ] || packages="$packages fribidi"
    [ "$floor" != all ] || packages="$packages fribidi libqrencode sdl2 SDL2_ttf SDL2_image fontconfig"
    # shellcheck disable=SC2086,SC2046 # lists of files and options
    "$clang" -std=c17 -D_GNU_SOURCE -Iapp -O1 -g -Wall -Wextra \
        -fsanitize=fuzzer,$sanitize -fno-sanitize-recover=undefined \
        -o "$build/fuzz_$1" "tests/fuzz/fuzz_$1.c" $libraries \
        $(pkg-config --cflags --libs $packages) -lm
}

failed=0
mkdir -p "$build"
for target in "$@"; do
    seed "$target"
    build_target "$target"
    log=$build/fuzz_$target.log
    dictionary=
    [ "$target" != screen ] || dictionary=-dict=tests/fuzz/theme.dict
    [ ! -f "tests/fuzz/$target.dict" ] || dictionary=-dict=tests/fuzz/$target.dict
    if ASAN_OPTIONS=detect_leaks=1 LSAN_OPTIONS=suppressions=tests/lsan.supp:print_suppressions=0 \
        "$build/fuzz_$target" -max_total_time="$seconds" -timeout=10 -rss_limit_mb=1024 \
        -max_len=32768 -print_final_stats=1 ${dictionary:+"$dictionary"} \
        -artifact_prefix="$build/found/$target/" "$build/corpus/$target" "$build/seeds/$target" \
        >"$log" 2>&1; then
        echo "ok      fuzz_$target: $(sed -n 's/^stat::number_of_executed_units: *//p' "$log") inputs"
    else
        echo "FAILED  fuzz_$target:"
        tail -n 60 "$log"
        failed=1
    fi
done
exit $failed
