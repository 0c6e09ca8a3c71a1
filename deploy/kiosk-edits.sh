# shellcheck shell=sh
# shellcheck disable=SC2154 # scratch is who sources this's
# How riwaq-kiosk changes files, and takes it back: sourced by kiosk.sh, which sets ROOT, STATE, DRY, ME,
# scratch, changes, left and has tell() and die().
# A step says what a file or link is to be like, and replace() does it: what is so already is left alone;
# what was there before is kept in $STATE/before, what came in $STATE/after, and the names of both, with
# the folders that were made, in $STATE/list. So undo() can bring it back byte for byte.

# The first of the paths that is there below the root.
first_of() {
    for path; do
        if [ -e "$ROOT$path" ]; then
            tell "$path"
            return
        fi
    done
}

# Whether two are both absent, links to the same, or files with the same in them.
same() {
    if [ -L "$1" ] || [ -L "$2" ]; then
        [ -L "$1" ] && [ -L "$2" ] && [ "$(readlink "$1")" = "$(readlink "$2")" ]
    elif [ -e "$1" ] && [ -e "$2" ]; then
        cmp -s "$1" "$2"
    else
        [ ! -e "$1" ] && [ ! -e "$2" ]
    fi
}

# The folder DIR below the root, with those above it; each that is new is remembered.
make_folder() {
    [ ! -d "$ROOT$1" ] || return 0
    make_folder "$(dirname "$1")"
    tell "folder $1" >>"$ROOT$STATE/list"
    mkdir "$ROOT$1"
}

# put TARGET SOURCE: a copy of SOURCE (file or link) stands at TARGET, in one step, and on the disk
# before this returns. FAT knows no owners: there the copy is without.
put() {
    new=$(dirname "$1")/.$(basename "$1").$ME
    rm -f "$new"
    cp -P -p "$2" "$new" 2>/dev/null || cp -P "$2" "$new"
    [ -L "$new" ] || sync "$new"
    mv -f "$new" "$1"
    sync "$(dirname "$1")"
}

# remember PATH: as it was before the first change.
remember() {
    mkdir -p "$ROOT$STATE"
    touch "$ROOT$STATE/list"
    make_folder "$(dirname "$1")"
    [ -w "$ROOT$(dirname "$1")" ] || die "$(dirname "$1") cannot be written: is it mounted read-only?"
    if ! grep -qxF "file $1" "$ROOT$STATE/list"; then
        mkdir -p "$ROOT$STATE/before$(dirname "$1")" "$ROOT$STATE/after$(dirname "$1")"
        if [ -e "$ROOT$1" ] || [ -L "$ROOT$1" ]; then cp -P -p "$ROOT$1" "$ROOT$STATE/before$1"; fi
        tell "file $1" >>"$ROOT$STATE/list"
    elif ! same "$ROOT$1" "$ROOT$STATE/after$1" && undo_edit "$1"; then
        put "$ROOT$STATE/before$1" "$scratch/edit" # what somebody else has changed since is his
    fi
    sync "$ROOT$STATE/list"
}

# replace PATH NEW: NEW stands at PATH, unless it does so already; a file keeps owner and permissions, and
# one that is new is for all to read.
replace() {
    if same "$ROOT$1" "$2"; then return; fi
    changes=$((changes + 1))
    describe "$1" "$2"
    [ -z "$DRY" ] || return 0
    remember "$1"
    rm -f "$scratch/put"
    cp -P "$2" "$scratch/put"
    if [ ! -L "$2" ]; then chmod 644 "$scratch/put"; fi
    if [ -f "$ROOT$1" ] && [ ! -L "$ROOT$1" ] && [ ! -L "$2" ]; then
        chmod --reference="$ROOT$1" "$scratch/put"
        chown --reference="$ROOT$1" "$scratch/put" 2>/dev/null || true
    fi
    put "$ROOT$STATE/after$1" "$scratch/put"
    put "$ROOT$1" "$scratch/put"
}

# What replace() does, in a line; where it is only told, in all lines.
describe() {
    if [ -L "$2" ]; then
        tell "    $1 -> $(readlink "$2")"
    elif [ -e "$ROOT$1" ] && [ ! -L "$ROOT$1" ]; then
        tell "    $1: changed"
        [ -z "$DRY" ] || diff "$ROOT$1" "$2" | sed -n 's/^\([<>]\)/        \1/p'
    else
        tell "    $1: new"
        [ -z "$DRY" ] || sed 's/^/        > /' "$2"
    fi
}

# file PATH LINE...: a file of our own.
file() {
    path=$1
    shift
    printf '%s\n' "# By $ME, which takes it away with --undo." "$@" >"$scratch/new"
    replace "$path" "$scratch/new"
}
link() {
    rm -f "$scratch/link"
    ln -s "$2" "$scratch/link"
    replace "$1" "$scratch/link"
}

# unit NAME: where it is; nothing when it is not.
unit() { first_of "/usr/lib/systemd/system/$1" "/lib/systemd/system/$1" "/usr/local/lib/systemd/system/$1"; }
# masked UNIT...: those that there are never start.
masked() {
    for unit; do
        if [ -n "$(unit "$unit")" ] || [ -e "$ROOT/etc/init.d/${unit%.service}" ]; then
            link "/etc/systemd/system/$unit" /dev/null
        fi
    done
}
# enabled UNIT TARGET
enabled() {
    if [ ! -L "$ROOT/etc/systemd/system/$2.wants/$1" ]; then
        link "/etc/systemd/system/$2.wants/$1" "$(unit "$1")"
    fi
}

# --- back ------------------------------------------------------------------------------------------

# take_back PATH: as it was before the first change. From what somebody else has changed since, only what
# was added is taken where that can be told; where not, it is left.
take_back() {
    before=$ROOT$STATE/before$1
    if same "$ROOT$1" "$before"; then return; fi
    if ! same "$ROOT$1" "$ROOT$STATE/after$1"; then
        undo_edit "$1" || {
            left=$((left + 1))
            tell "    $1: somebody has changed it since; left as it is"
            return 0
        }
        before=$scratch/edit
    fi
    changes=$((changes + 1))
    tell "    $1"
    [ -z "$DRY" ] || return 0
    if [ -e "$before" ] || [ -L "$before" ]; then
        put "$ROOT$1" "$before"
    else
        rm -f "$ROOT$1"
    fi
}
# undo_edit PATH: what it is without our part into $scratch/edit.
undo_edit() {
    [ -f "$ROOT$1" ] || return 1
    case $1 in
    */cmdline.txt) undo_words "$ROOT$STATE/before$1" "$ROOT$STATE/after$1" <"$ROOT$1" >"$scratch/edit" ;;
    */config.txt) undo_block <"$ROOT$1" >"$scratch/edit" ;;
    */NetworkManager.state) sed 's/^WirelessEnabled=true$/WirelessEnabled=false/' "$ROOT$1" >"$scratch/edit" ;;
    *) return 1 ;;
    esac
    chmod --reference="$ROOT$1" "$scratch/edit"
}

# undo: all of it, the last first; riwaq.conf stays with KEEP_CONFIG.
undo() {
    tac "$ROOT$STATE/list" >"$scratch/list"
    while read -r kind path; do
        case $kind:$path in
        folder:*) [ -n "$DRY" ] || rmdir "$ROOT$path" 2>/dev/null || true ;;
        file:/etc/riwaq/riwaq.conf) [ -n "$KEEP_CONFIG" ] || take_back "$path" ;;
        file:*) take_back "$path" ;;
        esac
    done <"$scratch/list"
    [ -n "$DRY" ] || rm -r "$ROOT$STATE"
}

# --- the kernel's words and config.txt, as filters -----------------------------------------------

# words "WORD ..." FILE: the line of FILE with these, and with no other of their keys; -KEY: with none of
# that key, or not that word. A video= goes by its connector, and one without a connector gives way; of
# cgroup_enable= there may be several. What is as it should be stays as it is, byte for byte.
words() {
    wanted=$1 awk '
        function key(word) {
            if (word ~ /^video=[^:]*:/) return substr(word, 1, index(word, ":"))
            if (word ~ /^cgroup_enable=/) return word
            return index(word, "=") ? substr(word, 1, index(word, "=")) : word
        }
        function clashes(word,  i) {
            for (i = 1; i <= n; i++)
                if (key(word) == keys[i] || word == keys[i] || (keys[i] ~ /^video=/ && word ~ /^video=[^:]*$/)) return 1
            return 0
        }
        NR > 1 { print; next }
        {
            n = split(ENVIRON["wanted"], want, " ")
            for (i = 1; i <= n; i++)
                if (sub(/^-/, "", want[i])) { keys[i] = want[i]; want[i] = "" }
                else { keys[i] = key(want[i]); missing[want[i]] = 1 }
            for (f = 1; f <= NF; f++) {
                gone = clashes($f) && !($f in missing)
                delete missing[$f]
                if (gone) edited = 1
                else line = line (line == "" ? "" : " ") $f
            }
            for (i = 1; i <= n; i++)
                if (want[i] in missing) { edited = 1; line = line (line == "" ? "" : " ") want[i] }
            print edited ? line : $0
        }' "$2"
}

# words_of FILE KEY: the words KEY=..., a line each, of a file with the kernel's words; none where it is not.
words_of() {
    [ ! -e "$1" ] || tr ' \t"' '\n' <"$1" | grep "^$2=" || true
}

# undo_words BEFORE AFTER: standard input without the words that came, and with those that went.
undo_words() {
    awk -v before="$1" -v after="$2" '
        BEGIN {
            getline line <before; m = split(line, old, /[ \t]+/)
            getline line <after; n = split(line, new, /[ \t]+/)
            for (i = 1; i <= m; i++) was[old[i]] = 1
            for (i = 1; i <= n; i++) is[new[i]] = 1
        }
        NR > 1 { print; next }
        {
            out = ""
            for (f = 1; f <= NF; f++) {
                there[$f] = 1
                if (!($f in is) || $f in was) out = out (out == "" ? "" : " ") $f
            }
            for (i = 1; i <= m; i++)
                if (!(old[i] in is) && !(old[i] in there)) out = out " " old[i]
            print out
        }'
}

# block "LINE
# ..." FILE: config.txt with these lines among ours, at its end; one that stands there for every model
# is not needed twice. The old driver gives way.
block() {
    wanted=$1 awk -v mark="$ME" '
        { line[NR] = $0 }
        $0 == "# " mark ": end" { inside = 0; last = NR }
        inside { ours[$0] = 1 }
        index($0, "# " mark ": begin") == 1 { inside = 1; first = NR }
        /^\[/ { others = !/^\[all\]/ }
        !inside && !others { there[$0] = 1 }
        END {
            n = split(ENVIRON["wanted"], want, "\n")
            for (i = 1; i <= n; i++)
                if (!(want[i] in there) && !(want[i] in ours)) missing = missing want[i] "\n"
            for (i = 1; i <= NR; i++) {
                if (i == last && first) printf "%s", missing
                if (line[i] ~ /^dtoverlay=vc4-fkms-v3d/) line[i] = "#" mark "# " line[i]
                print line[i]
            }
            if (!first && missing != "")
                printf "# %s: begin; taken out by %s --undo\n[all]\n%s# %s: end\n", mark, mark, missing, mark
        }' "$2"
}
undo_block() {
    sed -e "/^# $ME: begin/,/^# $ME: end/d" -e "s/^#$ME# //"
}
