#!/bin/bash
# The worst of tests/feeds/suites, as each format at once, to running screens: some to each, one after
# the other. What was there stays, and new content comes when the servers are well again.
# shellcheck source=tests/tap.sh
. "$(dirname "$0")/../tap.sh"
cd "$SCRATCH" || exit 1
screen=$TESTS/e2e/screen.py
suites=$TESTS/feeds/suites
at=2025-03-19T12:55:00Z
size=960x540
screens="0 1 2 3 4"

# --- documents -----------------------------------------------------------------------------------
mkdir www bad first second
# good WORD FOLDER: FOLDER/FORMAT, a good document of each, its headline "FORMAT WORD".
good() {
    local file name slot
    for file in "$suites"/*.json "$suites"/rss.xml "$suites"/atom.xml; do
        name=$(basename "$file" | cut -d. -f1)
        case $file in
        *.json) slot=null ;;
        *) slot='' ;;
        esac
        # Addresses of their own too, or they were doubles.
        sed "s/@@/$slot/g; s/Stays where it is/$name $1/; s/Stays too/$name article/
             s|news.example/1|news.example/$name|; s|href=\"/1\"|href=\"/$name\"|" "$file" >part
        mv part "$2/$name"
    done
}
good one first
good two second
formats=$(cd first && echo *)
for i in $screens; do cp -r first "www/$i"; done
python3 - "$suites" <<'END'
import sys
worst = {
    "json.txt": """array-deep-100000 object-open-deep string-escape-digit ndjson document-empty document-nuls
                   document-gzip document-php-warning document-error""",
    "xml.txt": "document-laughs document-entity-of-file",
}


def expand(text, at=0):
    out = []
    while at < len(text):
        if text[at : at + 1] != b"%":
            out.append(text[at : at + 1])
            at += 1
        elif text[at : at + 2] == b"%)":
            return b"".join(out), at + 2
        elif text[at : at + 2] == b"%(":
            star = text.index(b"*", at)
            times = int(text[at + 2 : star])
            once, at = expand(text, star + 1)
            out.append(once * times)
        else:
            out.append(bytes([int(text[at + 1 : at + 3], 16)]))
            at += 3
    return b"".join(out), at


for suite, names in worst.items():
    with open(f"{sys.argv[1]}/{suite}", "rb") as file:
        cases = dict(
            (line[2:].split(b" ", 1) + [b""])[:2]
            for line in file.read().split(b"\n")
            if line[1:2] == b" " and not line.startswith(b"#")
        )
    for name in names.split():
        with open(f"bad/{suite[0]}-{name}", "wb") as file:
            file.write(expand(cases[name.encode()])[0])
END
is "the worst are there" "$(find bad -type f | wc -l)" 11
# What is long: eight million brackets; and of what was good (of each, its own) the first half, of a
# feed what stands before its items.
head -c 8000000 /dev/zero | tr '\0' '[' >bad/brackets
: >bad/half

# --- the screens ---------------------------------------------------------------------------------
start_server "$SCRATCH/www"
# configure SCREEN
configure() {
    local name format
    for name in $formats; do
        case $name in
        atom) format=rss ;;
        mapped) format=house ;;
        *) format=$name ;;
        esac
        printf '[source.%s]\nurl = %s/%s/%s\nformat = %s\nevery = 10s\ntimeout = 5s\nmax_items = 1\n' \
            "$name" "$URL" "$1" "$name" "$format"
    done
    cat <<'END'
[format.house]
headlines = /news
headline.title = /what
headline.time = /when
headline.time_format = %d/%m/%Y %H:%M
END
}
for i in $screens; do configure "$i" >"$i.conf"; done
exits "check finds nothing wrong" 0 "$RIWAQ" check -c 0.conf
# Nothing moves or turns: one page of headlines.
mkdir still
sed 's/^show = article/show = headlines/' "$TESTS/bench/static/theme.ini" >still/theme.ini
draw() { "$RIWAQ" shot -c 0.conf --theme ./still --size $size --at $at "$@"; }
draw -o before.png 2>err
draw --text >runs 2>err
for name in jsonfeed wordpress rss atom mapped riwaq; do
    check "$name is on the screen" grep -q "\"$name one\"" runs
done
read -r news sky <<<"$(python3 -c '
import json
runs = [json.loads(line) for line in open("runs", encoding="utf-8")]
def of(zone, key):
    return [r[key] for r in runs if r["zone"] == zone]
top, sky, side = min(of("article", "y")) - 4, min(of("weather", "y")) - 30, min(of("prayers", "x")) - 20
low = max(y + h for y, h in zip(of("weather", "y"), of("weather", "h")))
print(f"{side}x{sky - top}+0+{top}", f"960x{low - sky}+0+{sky}")')"
# shows SCREEN PICTURE
shows() {
    export DISPLAY=${display[$1]}
    python3 "$screen" same "$2" "$news" && python3 "$screen" same "$2" "$sky"
}
# asked SCREEN LINES: for each format, since that line of the log of requests.
asked() {
    local name
    for name in $formats; do
        tail -n "+$(($2 + 1))" requests | grep -q "^GET /$1/$name 200 " || return 1
    done
}
# spoil SCREEN FILE: each of its sources answers with it.
spoil() {
    local name
    for name in $formats; do
        case $2,$name in
        bad/half,rss | bad/half,atom) sed -E '/<(item|entry)>/,$d' "first/$name" >part ;;
        bad/half,*) head -c $(($(stat -c %s "first/$name") / 2)) "first/$name" >part ;;
        *) cp "$2" part ;;
        esac
        mv part "www/$1/.$name"
    done
    for name in $formats; do
        mv "www/$1/.$name" "www/$1/$name"
    done
}
# log_lines SCREEN NAME
log_lines() { grep -h "^riwaq: $2: " "$1.log"; }
declare -A display pid lines
for i in $screens; do
    start_x $size
    display[$i]=$DISPLAY
    XDG_CACHE_HOME=$SCRATCH/$i.cache start "$RIWAQ" run -c "$i.conf" --theme ./still --at $at 2>"$i.log"
    pid[$i]=$STARTED
done
for i in $screens; do
    check "screen $i: all is on it" wait_for 30 shows "$i" before.png
done

# --- one after the other -------------------------------------------------------------------------
files=(bad/*)
for ((at_file = 0; at_file < ${#files[@]}; at_file += ${#pid[@]})); do
    for i in $screens; do
        [ -z "${files[at_file + i]-}" ] || spoil "$i" "${files[at_file + i]}"
        lines[$i]=$(wc -l <requests)
    done
    for i in $screens; do
        file=${files[at_file + i]-}
        [ -n "$file" ] || continue
        check "${file#bad/}: sent as each format" wait_for 40 asked "$i" "${lines[$i]}"
        check "${file#bad/}: the last content stays" shows "$i" before.png
    done
done
for name in $formats; do
    for i in $screens; do log_lines "$i" "$name"; done >told
    check "$name: where something is wrong was told" grep -qE "(: line 1: |is no XML|looks like JSON)" told
    for i in $screens; do
        log_lines "$i" "$name" | grep "; the last content stays" >told
        check "$name, screen $i: what is wrong was told, and that the last content stays" test -s told
        check "$name, screen $i: not each time" test "$(wc -l <told)" -le 4
    done
done

# --- well again ----------------------------------------------------------------------------------
for i in $screens; do cp second/* "www/$i"; done
for i in $screens; do
    check "screen $i: riwaq runs" kill -0 "${pid[$i]}"
    for name in $formats; do
        check "$name, screen $i: that it is well again is told" \
            wait_for 40 grep -q "^riwaq: $name: .*works again" "$i.log"
    done
done
draw -o after.png 2>err
check "(the news have changed)" bash -c '! cmp -s before.png after.png'
for i in $screens; do
    check "screen $i: the new content is on it" wait_for 20 shows "$i" after.png
    kill "${pid[$i]}"
    wait "${pid[$i]}"
    is "screen $i: riwaq ends as it should" $? 0
done
finish
