#!/bin/bash
# package.sh BUILD: the package in a bare Debian. It is installed, upgraded, removed and purged where
# systemd runs (container.sh), and what it says of itself is held against what is there. SUITE=trixie:
# built and tried in that release of Debian (else in this machine's). Needs root; TAP.
# shellcheck source=tests/tap.sh
build=$(cd "${1:?usage: package.sh BUILD}" && pwd) || exit 1
. "$(dirname "$0")/../tap.sh" "$build/riwaq" "$build/kiosk/package"
# shellcheck source=deploy/bare.sh
. "$TESTS/../deploy/bare.sh"
# shellcheck source=tests/kiosk/container.sh
. "$TESTS/kiosk/container.sh"
unset MAKEFLAGS MAKEOVERRIDES MFLAGS B # what the make that calls this was told
cd "$TESTS/.." || exit 1
suite=${SUITE:-$(sed -n 's/^VERSION_CODENAME=//p' /etc/os-release)}
bare=$build/kiosk/bare-$suite
root=$SCRATCH/root
arch=$(dpkg --print-architecture)
mkdir -p "$SCRATCH"
trap 'container_stop; rm -rf "$root"' EXIT
trap 'exit 143' TERM INT HUP

# note WHAT: a figure, and nothing that could fail.
note() {
    echo "# $*"
}
# inside NAME COMMAND: ok when COMMAND succeeds in the container.
inside() {
    check "$1" container_run "$2"
}
outside() {
    check "$1" bare_run "$root" "$2"
}

# --- three packages: as it is, the same once more, and the next version ----------------------------
# copy NAME: the tree, in a folder of another name each time.
copy() {
    rm -rf "${SCRATCH:?}/$1"
    mkdir -p "$SCRATCH/$1"
    git ls-files -z --cached --others --exclude-standard | tar -cf - --null --ignore-failed-read -T - 2>/dev/null |
        tar -xf - -C "$SCRATCH/$1"
}
# built NAME FOLDER: makes the package of that tree; it says the same day as the others.
built() {
    SOURCE_DATE_EPOCH=$day SUITE=$suite sh "$SCRATCH/$1/deploy/deb.sh" "$SCRATCH/$2" >"$SCRATCH/$2.out" 2>&1
}
day=$(git log -1 --format=%ct)
upstream=$(dpkg-parsechangelog -S Version)

copy here
copy elsewhere/with/a/long/name
copy next
sed -i "1s/($upstream)/($upstream.1)/" "$SCRATCH/next/debian/changelog"
# A new key's comment, as every version has some.
sed -i '1i ; The sample of the next version.' "$SCRATCH/next/deploy/riwaq.conf.example"
mkdir -p "$SCRATCH/one" "$SCRATCH/two" "$SCRATCH/three"
check "the package is built on $suite" built here one
check "and once more in another folder" built elsewhere/with/a/long/name two
check "and its next version" built next three
# The version of each has the release of Debian that it is for.
deb=$(basename "$(echo "$SCRATCH"/one/riwaq_*_"$arch".deb)")
version=$(dpkg-deb -f "$SCRATCH/one/$deb" Version)
next=$(dpkg-deb -f "$SCRATCH"/three/riwaq_*_"$arch".deb Version)
note "$version, $(stat -c %s "$SCRATCH/one/$deb") bytes"
is "lintian has no errors: $(grep -c '^lintian: W:' "$SCRATCH/one.out") warnings" \
    "$(grep -o '0 errors' "$SCRATCH/one.out")" "0 errors"
is "two builds are the same to the byte: sha256 $(sha256sum <"$SCRATCH/one/$deb" | cut -c 1-16)…" \
    "$(sha256sum <"$SCRATCH/two/$deb")" "$(sha256sum <"$SCRATCH/one/$deb")"
rm -rf "$SCRATCH/here" "$SCRATCH/elsewhere" "$SCRATCH/next"

# The same version once more, of which something is otherwise: as from another day's tree.
dpkg-deb -R "$SCRATCH/one/$deb" "$SCRATCH/again"
echo "; Another build." >>"$SCRATCH/again/usr/share/riwaq/riwaq.conf"
dpkg-deb -Zgzip --root-owner-group -b "$SCRATCH/again" "$SCRATCH/again.deb" >/dev/null
rm -rf "$SCRATCH/again"

# --- a bare Debian, and what the package draws in ---------------------------------------------------
if [ ! -f "$bare/.ready" ]; then
    bare_make "$bare" "$suite" && bare_run "$bare" "apt-get -q update && apt-get -qy install systemd-sysv udev man-db" \
        >"$SCRATCH/bare.log" 2>&1 && touch "$bare/.ready"
fi
rm -rf "$root"
cp -a "$bare" "$root"
rm -f "$root/usr/sbin/policy-rc.d" # services are started and stopped here
cp "$SCRATCH/one/$deb" "$root/srv/riwaq.deb"
cp "$SCRATCH/three/riwaq_${next}_$arch.deb" "$root/srv/next.deb"
drawn=$(bare_run "$root" "apt-get -s install /srv/riwaq.deb" | sed -n 's/^Inst \([^ ]*\) .*/\1/p' | grep -v '^riwaq$')
outside "what it depends on is in Debian $suite: $(echo "$drawn" | wc -l) packages are drawn in" \
    "apt-get -qy install $(echo "$drawn" | tr '\n' ' ')"
is "all of it, and nothing of another architecture" \
    "$(bare_run "$root" "apt-get -s install /srv/riwaq.deb" | grep -c '^Inst')" 1
is "its version tells the release" "$version" "$upstream+deb$(sed -n 's/^VERSION_ID="\(.*\)"/\1/p' "$root/etc/os-release")"
check "and that of the next is higher" dpkg --compare-versions "$next" gt "$version"

# What riwaq-kiosk wants beside it, and of a PC: GRUB, whose part is none here, and NetworkManager with
# its radio off, which writes all of its file when it is told something.
mkdir -p "$root/srv/the wall" "$root/etc/default" "$root/etc/NetworkManager" "$root/var/lib/NetworkManager"
cp "$SCRATCH/one/$deb" "$root/srv/the wall/riwaq.deb"
cp "$SCRATCH/again.deb" "$root/srv/the wall/again.deb"
outside "what riwaq-kiosk wants beside it is there" "apt-get -qy install fonts-noto-core fonts-noto-color-emoji systemd-timesyncd"
echo 'GRUB_CMDLINE_LINUX_DEFAULT="quiet"' >"$root/etc/default/grub"
cat >"$root/usr/sbin/update-grub" <<'END'
#!/bin/sh
. /etc/default/grub
for file in /etc/default/grub.d/*.cfg; do [ ! -f "$file" ] || . "$file"; done
echo "$GRUB_CMDLINE_LINUX_DEFAULT" >/boot/cmdline
END
printf '[main]\nWirelessEnabled=false\n' >"$root/var/lib/NetworkManager/NetworkManager.state"
cat >"$root/usr/bin/nmcli" <<'END'
#!/bin/sh
echo "nmcli $*" >>/tmp/called
printf '[main]\nNetworkingEnabled=true\nWirelessEnabled=true\n' >/var/lib/NetworkManager/NetworkManager.state
END
chmod 755 "$root/usr/sbin/update-grub" "$root/usr/bin/nmcli"
outside "(the boot menu is made)" update-grub

# --- installed, without a network -------------------------------------------------------------------
# A unit on a console wants one; here is none, nor a display.
# shellcheck disable=SC2016 # for the shell there
prepare='mkdir -p /run/systemd/system/riwaq.service.d
    printf "[Service]\nStandardInput=null\nTTYPath=\nTTYReset=no\nTTYVHangup=no\nTTYVTDisallocate=no\n" >/run/systemd/system/riwaq.service.d/container.conf'
if container_start "$root" "$prepare" >"$SCRATCH/container.log" 2>&1; then
    ok "systemd runs in it"
else
    not_ok "systemd runs in it"
    sed 's/^/# /' "$SCRATCH/container.log"
    finish
    exit 1
fi
# All files, users and groups, but for what every installation of anything changes, and the cache of
# fontconfig, which any program that root starts may write.
everything() {
    container_run "find / -xdev \( -path /proc -o -path /sys -o -path /tmp -o -path '/var/log/*' -o -path '/var/lib/dpkg/*' \
        -o -path '/var/lib/apt/*' -o -path '/var/cache/apt/*' -o -path '/var/cache/man/*' -o -path '/var/cache/debconf/*' -o \
        -path /var/cache/fontconfig \) -prune -o -print
        find /run -path '/run/systemd/*' -prune -o -path '/run/riwaq*' -print; cut -d: -f1 /etc/passwd /etc/group /etc/shadow /etc/gshadow
        grep -v '^root:' /etc/group; systemctl list-unit-files --no-legend | grep riwaq" | sort
}
# What stands in the files, but for the copies that those who write passwd and the like make.
contents() {
    container_run "find /etc /boot /var/lib/NetworkManager -xdev \( -type f ! -name '*-' ! -name .pwd.lock -exec sha256sum {} + \) -o -type l -printf '%p -> %l\n'" | sort
}
everything >"$SCRATCH/before"
contents >"$SCRATCH/before-contents"
inside "it is installed without a network" "apt-get -qy install /srv/riwaq.deb"
[ -x "$root/usr/bin/riwaq" ] || { finish; exit 1; }
is "dpkg finds nothing amiss in it" "$(container_run "dpkg --audit; dpkg --verify riwaq")" ""
is "riwaq --version" "$(container_run "riwaq --version")" "riwaq ${version%%+*}"
inside "riwaq check finds nothing wrong in its configuration" "riwaq check"
inside "riwaq shot draws a picture" "riwaq shot -o /srv/shot.png --size 1280x720 --at 2025-03-19T12:55"
mkdir -p "$build/kiosk/pictures"
cp "$root/srv/shot.png" "$build/kiosk/pictures/package.png"
is "a picture of that size, in more than a hundred colours" \
    "$(identify -format '%w %h %k' "$root/srv/shot.png" | awk '{ print $1, $2, ($3 > 100) }')" "1280 720 1"
for theme in themes/*/theme.ini; do
    name=$(basename "$(dirname "$theme")")
    inside "the theme $name draws" "riwaq shot -o /srv/theme.png --size 640x360 --at 2025-03-19T12:55 --theme $name"
done
# shellcheck disable=SC2016 # for the shell there
is "manual pages are typeset without a warning: $(container_run "dpkg -L riwaq" | grep -c '/man/man.*gz$')" \
    "$(container_run 'for page in $(dpkg -L riwaq | grep "/man/man.*gz$"); do man --warnings -E UTF-8 -l "$page" 2>&1 >/dev/null; done')" ""
# shellcheck disable=SC2016 # for the shell there
is "each command that it brings has one" "$(container_run 'for file in $(dpkg -L riwaq | grep "bin/."); do man -w "${file##*/}" >/dev/null || echo "$file"; done' 2>&1)" ""
inside "the unit is verified" "rm -r /run/systemd/system/riwaq.service.d; systemd-analyze verify --man=yes riwaq.service 2>/tmp/verify; code=\$?
    cat /tmp/verify; [ ! -s /tmp/verify ] && [ \$code = 0 ]"
exposure=$(container_run "systemd-analyze security --offline=yes /usr/lib/systemd/system/riwaq.service" |
    sed -n 's/.*exposure level for riwaq.service: \([0-9.]*\).*/\1/p')
container_run "$prepare; systemctl daemon-reload"
check "its exposure is at most 3.0: $exposure" awk -v x="${exposure:-10}" 'BEGIN { exit !(x <= 3.0) }'
inside "the user riwaq is there, a system user without a shell" "getent passwd riwaq | grep -E '^riwaq:[^:]*:[0-9]{1,3}:.*:/usr/sbin/nologin\$'"
is "in the groups of what it shows on" "$(container_run "id -nG riwaq | tr ' ' '\n' | sort | paste -sd' '")" "input render riwaq video"
check "riwaq.conf is there to begin from" cmp "$root/usr/share/riwaq/riwaq.conf" "$root/etc/riwaq/riwaq.conf"
is "it is not switched on by itself" "$(container_run "systemctl is-enabled riwaq; systemctl is-active riwaq" | paste -sd' ')" "disabled inactive"
is "upstream's changes and the licence are with it" \
    "$(container_run "cd /usr/share/doc/riwaq && ls copyright changelog.gz CHANGELOG.md* README.md* 2>&1 | grep -c 'No such'")" 0

# --- it runs, and goes over to the next version -----------------------------------------------------
inside "it is switched on, and ready though no display is there" "systemctl enable --now riwaq && systemctl is-active riwaq"
inside "it tells of itself" "for i in \$(seq 100); do [ -s /run/riwaq/status.json ] && break; sleep 0.2; done; cat /run/riwaq/*.json"
note "$(container_run "ls -ld /run/riwaq /var/cache/riwaq" 2>&1 | paste -sd' ')"
inside "it is told to read all anew" "systemctl reload riwaq && systemctl is-active riwaq"
invocation() {
    container_run "systemctl show -P InvocationID riwaq"
}
container_run "printf '\n; of this wall\n[screen]\nname = Harbour Hall\n' >/etc/riwaq/riwaq.conf"
before=$(invocation)
# The first units had the cache in /var/cache/private, behind a link.
cached=$(container_run "systemctl stop riwaq; echo 'of last week' >/var/cache/riwaq/kept; mkdir -p -m 700 /var/cache/private
    mv /var/cache/riwaq /var/cache/private/riwaq && ln -s private/riwaq /var/cache/riwaq; chown -R nobody: /var/cache/private/riwaq
    systemctl start riwaq; readlink /var/cache/riwaq")
is "(the cache is where the first units had it)" "$cached" private/riwaq
inside "the next version is installed, with nobody to ask" "apt-get -qy install /srv/next.deb"
is "it is the next one" "$(container_run "dpkg-query -W -f '\${Version} \${Status}' riwaq")" "$next install ok installed"
is "riwaq.conf is as it was edited, though ours changed" "$(container_run "cat /etc/riwaq/riwaq.conf")" "$(printf '\n; of this wall\n[screen]\nname = Harbour Hall\n')"
is "what was cached is kept, where riwaq itself can go" \
    "$(container_run "stat -c '%F %U' /var/cache/riwaq; setpriv --reuid riwaq --regid riwaq --clear-groups cat /var/cache/riwaq/kept; ls -A /var/cache/private" | paste -sd ' ')" \
    "directory riwaq of last week"
is "with nothing beside it" "$(container_run "ls -A /etc/riwaq")" riwaq.conf
check "what ran was started again with it" test "$(invocation)" != "${before:-none}"
is "and runs, still switched on" "$(container_run "systemctl is-active riwaq; systemctl is-enabled riwaq" | paste -sd' ')" "active enabled"
inside "the older one is put back" "apt-get -qy --allow-downgrades install /srv/riwaq.deb && systemctl is-active riwaq"

# --- removed, installed again, purged ----------------------------------------------------------------
inside "it is removed" "apt-get -qy remove riwaq"
is "and runs no more" "$(container_run "systemctl is-active riwaq; pidof riwaq" | paste -sd' ')" inactive
is "nothing is wrong with the machine" "$(container_run "systemctl is-system-running")" running
is "riwaq.conf stays" "$(container_run "sed -n 's/^name = //p' /etc/riwaq/riwaq.conf")" "Harbour Hall"
inside "it is installed again" "apt-get -qy install /srv/riwaq.deb"
is "with the same riwaq.conf" "$(container_run "sed -n 's/^name = //p' /etc/riwaq/riwaq.conf")" "Harbour Hall"
inside "and starts" "systemctl start riwaq && systemctl is-active riwaq"
inside "it is purged as it runs" "apt-get -qy purge riwaq"
is "and runs no more" "$(container_run "pidof riwaq")" ""
container_run "rm -f /srv/*.png"
everything >"$SCRATCH/after"
is "files, users, groups, links and /run are as before it came: $(wc -l <"$SCRATCH/after") entries" \
    "$(diff "$SCRATCH/before" "$SCRATCH/after")" ""
contents >"$SCRATCH/after-contents"
is "and so is what stands in them" "$(diff "$SCRATCH/before-contents" "$SCRATCH/after-contents")" ""

# --- a wall of it, by riwaq-kiosk, and an ordinary machine again -----------------------------------------
inside "it is installed by hand" "apt-get -qy install /srv/riwaq.deb"
container_run "printf '[screen]\nname = Harbour Hall\n' >/tmp/hall.conf"
kiosk="riwaq-kiosk --config /tmp/hall.conf --mode 1280x720 --wifi-country MA"
inside "riwaq-kiosk makes a wall of it, from a folder with a space" "$kiosk '/srv/the wall/riwaq.deb' >/tmp/kiosk 2>&1 || { cat /tmp/kiosk; false; }"
is "the kernel is told" "$(grep -o 'video=.*' "$root/boot/cmdline")" "video=HDMI-A-1:1280x720D cfg80211.ieee80211_regdom=MA"
is "the radio is switched on" "$(container_run "cat /tmp/called")" "nmcli radio wifi on"
is "riwaq starts at power-on" "$(container_run "systemctl is-enabled riwaq getty@tty1" | paste -sd ' ')" "enabled masked"
inside "once more nothing is to do" "$kiosk '/srv/the wall/riwaq.deb' >/tmp/kiosk; cat /tmp/kiosk; grep '^Nothing to change' /tmp/kiosk"
inside "another build of the same version is told of" "riwaq-kiosk --dry-run '/srv/the wall/again.deb' | grep again.deb"
is "(and not yet installed)" "$(container_run "grep -c Another /usr/share/riwaq/riwaq.conf")" 0
inside "and installed" "riwaq-kiosk '/srv/the wall/again.deb' >/tmp/kiosk 2>&1 || { cat /tmp/kiosk; false; }"
is "with what is new in it" "$(container_run "tail -n 1 /usr/share/riwaq/riwaq.conf")" "; Another build."
inside "once" "riwaq-kiosk '/srv/the wall/again.deb' | grep '^Nothing to change'"
inside "it is removed, which takes back what riwaq-kiosk did" "apt-get -qy remove riwaq"
is "a login on the first console, GRUB's own words, the radio as it was, riwaq.conf kept" \
    "$(container_run "systemctl is-enabled getty@tty1; cat /boot/cmdline; sed -n 's/^Wireless//p' /var/lib/NetworkManager/NetworkManager.state
    sed -n 's/^name = //p' /etc/riwaq/riwaq.conf; ls /var/lib/riwaq-kiosk 2>&1 | grep -c list" | paste -sd ' ')" \
    "enabled quiet Enabled=false Harbour Hall 0"
inside "and purged" "apt-get -qy purge riwaq; ! dpkg -s riwaq"
# NetworkManager has written its file by itself.
container_run "printf '[main]\nWirelessEnabled=false\n' >/var/lib/NetworkManager/NetworkManager.state"
everything >"$SCRATCH/after"
is "nothing is left of riwaq-kiosk: $(wc -l <"$SCRATCH/after") entries" "$(diff "$SCRATCH/before" "$SCRATCH/after")" ""
contents >"$SCRATCH/after-contents"
is "nor of what it wrote" "$(diff "$SCRATCH/before-contents" "$SCRATCH/after-contents")" ""
inside "what is no part of it stays: a theme of somebody's own" "apt-get -qy install /srv/riwaq.deb && mkdir /etc/riwaq/themes &&
    apt-get -qy purge riwaq && [ -d /etc/riwaq/themes ] && [ ! -e /etc/riwaq/riwaq.conf ]"
finish
