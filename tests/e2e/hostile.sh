#!/bin/bash
# The hostile server: two screens, each with many sources, of which each meets another fault. The
# last good content stays, each fault is one line on the log however often it is met, memory stays
# small, and content returns when the server is well again.
# shellcheck source=tests/tap.sh
. "$(dirname "$0")/../tap.sh"
# shellcheck source=tests/certificates.sh
. "$TESTS/certificates.sh"
cd "$SCRATCH" || exit 1
screen=$TESTS/e2e/screen.py
noon55=$(date -u -d 2025-03-19T12:55:00Z +%s)
size=600x1000 area=600x930+0+70
memory_max=$((64 * 1024)) # KiB
# A sanitized build takes several times as much.
grep -q __asan_init "$RIWAQ" && memory_max=$((1024 * 1024))

# One list, where each source is a line, and nothing moves.
mkdir still www
cat >still/theme.ini <<'END'
[theme]
schema = 1
extends = atrium
[grid]
columns = 1fr
rows = 96 1fr
gap = 10
margin = 10
areas = masthead
        list
[grid.portrait]
columns = 1fr
rows = 96 1fr
gap = 10
margin = 10
areas = masthead
        list
[zone.list]
show = headlines 1h
END
# What a fault begins to say must not come to be shown either.
python3 -c '
import json
print(json.dumps({"headlines": [{"title": f"never to be seen {i}"} for i in range(40)]}))' >www/lobby.json

# --- the sources -------------------------------------------------------------------------------
# What each fault is called on the log.
declare -A said=(
    [refuse]="nobody answers at 127.0.0.1"
    [reset]="the connection ended before the answer was whole"
    [reset-inside]="the connection ended before the answer was whole"
    [close]="the connection ended before the answer was whole"
    [stall]="no whole answer within 8 s"
    [stall-inside]="no whole answer within 8 s"
    [dribble]="no whole answer within 8 s"
    [endless]="no whole answer within 8 s"
    [half]="the connection ended before the answer was whole"
    [short]="this is not riwaq's JSON"
    [huge]="the answer is larger than 2 MiB"
    [huge-length]="the answer is larger than 2 MiB"
    [bomb]="the answer is larger than 2 MiB"
    [endless-head]="the head of the answer is larger than 256 KiB"
    [garbage]="what answers there does not speak HTTP"
    [loop]="the server sends on from address to address without end"
    [redirect-file]="is neither http nor https; that is refused"
    [redirect-scheme]="is neither http nor https; that is refused"
    [redirect-login]="a web page and not riwaq's JSON.*localhost that answered"
    [html]="a web page and not riwaq's JSON"
    [304]="304 Not Modified; although it was asked for everything"
    [429]="429 Too Many Requests"
    [503]="503 Service Unavailable"
    [expired]="has expired"
    [name]="is made out for another name"
    [early]="is not valid yet by this machine's clock"
    [unknown]="is signed by nobody whom this machine trusts"
)
one=(reset reset-inside stall stall-inside dribble endless short half huge huge-length bomb loop
    redirect-file redirect-scheme html 429)
two=(refuse close endless-head garbage redirect-login 304 503 expired name early unknown)
tls=(expired name early unknown)

make_authority house
make_authority stranger
make_certificate good.pem house IP:127.0.0.1 '1 day ago' '2 days'
make_certificate expired.bad house IP:127.0.0.1 '9 days ago' '1 day ago'
make_certificate early.bad house IP:127.0.0.1 '2 days' '9 days'
make_certificate name.bad house DNS:news.example,IP:127.0.0.2 '1 day ago' '2 days'
make_certificate unknown.bad stranger IP:127.0.0.1 '1 day ago' '2 days'
arguments=()
for name in "${tls[@]}"; do
    check "$name: a certificate to test with" cp good.pem "$name.pem"
    check "$name: and a bad one" test -s "$name.bad"
    arguments+=(--tls "$name.pem")
done
start_server "$SCRATCH/www" --port 0
refusing=$SERVER refusing_url=$URL
start_server "$SCRATCH/www" --heads "$SCRATCH/heads" "${arguments[@]}"
declare -A url
for name in "${!said[@]}"; do url[$name]=$URL/$name.json; done
url[refuse]=$refusing_url/refuse.json
url[304]=$URL/plain/304.json # without an ETag nobody asks for a 304
for i in "${!tls[@]}"; do
    url[${tls[i]}]=https://127.0.0.1:$(sed -n $((i + 2))p port)/${tls[i]}.json
done

# write WORD: each source's document, all with WORD in it, in a fixed order on the screen.
write() {
    local i
    for list in one two; do
        declare -n names=$list
        for i in "${!names[@]}"; do
            printf '{"headlines":[{"title":"%s %s","time":"2025-03-19T11:%02d:00Z"}]}' \
                "${names[i]}" "$1" $((10 + i)) >part
            mv part "www/${names[i]}.json"
        done
    done
}
# configure LIST: LIST.conf asks the server, LIST-files.conf reads what it has.
configure() {
    declare -n names=$1
    for name in "${names[@]}"; do
        printf '[source.%s]\nurl = %s\nevery = 10s\ntimeout = 8s\nca = house.crt\n' "$name" "${url[$name]}" >>"$1.conf"
        printf '[source.%s]\nurl = www/%s.json\n' "$name" "$name" >>"$1-files.conf"
    done
}
# shows LIST: the screen is what shot makes of the files now.
shows() {
    "$RIWAQ" shot -c "$1-files.conf" -o ref.png --theme ./still --size $size \
        --at "$(date -u -d "@$((noon55 + $(date +%s) - ${begun[$1]}))" +%FT%TZ)" &&
        DISPLAY=${display[$1]} python3 "$screen" same ref.png $area
}
two_lines() {
    cat lines
    [ "$(wc -l <lines)" -eq 2 ]
}
put() {
    python3 -c '
import sys, urllib.request
for pair in sys.argv[2:]:
    path, name = pair.split("=")
    urllib.request.urlopen(urllib.request.Request(sys.argv[1] + "/control/fault" + path, name.encode(), method="PUT"))
' "$URL" "$@"
}
http_names() {
    for name in "${one[@]}" "${two[@]}"; do
        case $name in refuse | expired | name | early | unknown) ;; *) echo "$name" ;; esac
    done
}
# --- all is well -------------------------------------------------------------------------------
declare -A begun display pid
write one
# Beside them one that is well all the time, as a measure of intervals.
echo '{"headlines":[]}' >www/steady.json
printf '[source.steady]\nurl = %s/steady.json\nevery = 10s\n' "$URL" >two.conf
for list in one two; do
    configure $list
    start_x $size
    display[$list]=$DISPLAY
    begun[$list]=$(date +%s)
    XDG_CACHE_HOME=$SCRATCH/$list.cache start "$RIWAQ" run -c $list.conf --theme ./still \
        --at 2025-03-19T12:55:00Z 2>$list.log
    pid[$list]=$STARTED
done
for list in one two; do
    check "$list: before it, all content is on the screen" wait_for 60 shows $list
done
is "and of no source anything on the log" "$(grep -h http one.log two.log)" ""

# --- all at once ---------------------------------------------------------------------------------
# The files of shot stay as they were: what is to be on the screen.
pairs=() healed=()
while read -r name; do
    path=${url[$name]#"$URL"}
    pairs+=("$path=$name") healed+=("$path=")
done < <(http_names)
put "${pairs[@]}"
: >heads
for name in "${tls[@]}"; do cp "$name.bad" "$name.pem"; done
stop "$refusing"
# told NAME: one more try than the one that was told.
told() {
    grep -q "^riwaq: $1: " one.log two.log || return 1
    case $1 in
    refuse | expired | name | early | unknown) ;;
    *) [ "$(grep -c "^GET ${url[$1]#"$URL"} " heads)" -ge 2 ] ;;
    esac
}
for name in "${one[@]}" "${two[@]}"; do
    check "$name: it is met, again and again" wait_for 90 told "$name"
done
for list in one two; do
    check "$list: the last content stays on the screen" wait_for 20 shows $list
    high=$(awk '/^VmHWM:/ { print $2 }' "/proc/${pid[$list]}/status")
    echo "# $list: at most $high KiB"
    check "$list: in less than 64 MiB" test "${high:-$memory_max}" -lt $memory_max
done

# --- well again ----------------------------------------------------------------------------------
write two
for name in "${tls[@]}"; do cp good.pem "$name.pem"; done
start python3 "$TESTS/server.py" --root www --port "${refusing_url##*:}"
put "${healed[@]}"
: >heads
# late FILE: who was asked later than within the interval, by how often the steady one was asked before.
late() {
    awk '$1 == "GET" { sub(/\?.*/, "", $2) }
        $1 == "GET" && $2 == "/steady.json" { intervals++; next }
        $1 == "GET" && !($2 in seen) { seen[$2]; count++; if (intervals > 2) print $2, intervals }
        END { if (count < wanted) print count, "were asked" }' wanted="$1" heads
}
for list in one two; do
    check "$list: new content is on the screen" wait_for 90 shows $list
done
is "each was asked within an interval" "$(late $((${#one[@]} + ${#two[@]} - 1)))" ""
for name in "${one[@]}" "${two[@]}"; do
    check "$name: works again, it says" wait_for 20 grep -q "^riwaq: $name: .*: works again" one.log two.log
    grep -h "^riwaq: $name: " one.log two.log >lines
    check "$name: one line that it went, and one that it is back" two_lines
    check "$name: in words, and that the last content stays" \
        grep -q "${said[$name]}.*; the last content stays" lines
done
for list in one two; do
    kill "${pid[$list]}"
    wait "${pid[$list]}"
    is "$list: riwaq ends as it should" $? 0
done
finish
