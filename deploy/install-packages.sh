#!/bin/sh
# install-packages.sh [--quiet] GROUP...: installs what is missing of the groups in packages.txt.
# With everything there it only looks (and with --quiet says nothing). Uses sudo when it is not root.
set -eu
list=$(dirname "$0")/packages.txt
quiet=
if [ "${1-}" = --quiet ]; then
    quiet=1
    shift
fi
known=$(awk '!/^#/ && NF { n = split($1, g, ","); for (i = 1; i <= n; i++) print g[i] }' "$list" | sort -u | paste -sd' ')
if [ $# -eq 0 ]; then
    echo "usage: install-packages.sh [--quiet] GROUP...; groups: $known" >&2
    exit 2
fi
for group; do
    if ! echo " $known " | grep -qF -- " $group "; then
        echo "install-packages.sh: no group \"$group\"; groups: $known" >&2
        exit 2
    fi
done

if ! command -v dpkg-query >/dev/null 2>&1; then
    echo "install-packages.sh: this is not a Debian; install by its own means what $list names for: $*" >&2
    exit 0
fi

# "PACKAGE|OR-THAT  why", one a line, of the asked groups, those without an installed alternative.
missing=$({
    dpkg-query -W -f '${Package} ${db:Status-Status}\n' | awk '$2 == "installed" { print "have", $1 }'
    awk '!/^#/ && NF { groups = $1; package = $2; $1 = $2 = ""; sub(/^ +/, ""); print "want", groups, package, $0 }' "$list"
} | awk -v asked="$*" '
    BEGIN { n = split(asked, a, " "); for (i = 1; i <= n; i++) ask[a[i]] = 1 }
    $1 == "have" { have[$2] = 1; next }
    {
        wanted = 0
        n = split($2, g, ","); for (i = 1; i <= n; i++) if (g[i] in ask) wanted = 1
        n = split($3, p, "|"); for (i = 1; i <= n; i++) if (p[i] in have) wanted = 0
        if (wanted) { package = $3; $1 = $2 = $3 = ""; sub(/^ +/, ""); print package, $0 }
    }')
if [ -z "$missing" ]; then
    [ -n "$quiet" ] || echo "Everything for $* is installed."
    exit 0
fi

echo "riwaq needs these Debian packages, and they are not installed yet ($*):"
echo "$missing" | while read -r package why; do
    printf '  %-24s %s\n' "$package" "$why"
done

as_root=
if [ "$(id -u)" -ne 0 ]; then
    if ! command -v sudo >/dev/null 2>&1; then
        echo "Installing them takes root, and there is no sudo here. As root, run:" >&2
        echo "  sh $0 $*" >&2
        exit 1
    fi
    as_root="sudo"
fi
apt() {
    # The environment is set behind sudo, which would drop it.
    $as_root env DEBIAN_FRONTEND=noninteractive apt-get -q -o DPkg::Lock::Timeout=300 -o Dpkg::Use-Pty=0 "$@"
}

echo "Installing them with apt-get${as_root:+ (by sudo)} ..."
apt update
packages=
for choice in $(echo "$missing" | cut -d' ' -f1); do
    taken=${choice%%|*}
    for name in $(echo "$choice" | tr '|' ' '); do
        if apt-cache show "$name" >/dev/null 2>&1; then
            taken=$name
            break
        fi
    done
    packages="$packages $taken"
done
# shellcheck disable=SC2086 # a list of names
apt install -y --no-install-recommends $packages
