#!/bin/sh
# riwaq-kiosk: makes a Raspberry Pi (Raspberry Pi OS Lite of 64 bits) or a PC (Debian 12 or 13) into a
# screen that nobody visits. riwaq-kiosk(8) tells of it; installed by the package as /usr/sbin/riwaq-kiosk.
#
# The steps stand in a table; how they change files, and how that is taken back, in kiosk-edits.sh.
# Units are switched on and off by their links, as systemctl does it, so that it works below --root too.
set -eu
umask 022
export LC_ALL=C.UTF-8
ME='riwaq-kiosk'
STATE=/var/lib/riwaq-kiosk

# The steps: name|machines|only with this option|what it does.
STEPS='package|all||riwaq, and the packages that it needs beside it
config|all|config|the configuration, verified first
screen|all||riwaq on the first console from power-on, and no login there
kernel|all||what the kernel is told: quiet, never blank, start again after a panic, the forced mode
firmware|pi||config.txt: the display driver, the watchdog, no rainbow
clock|all||the time zone, and time servers
watchdog|all||the hardware watchdog
card|pi||no swap on the card
journal|all||the journal in memory
updates|all||looking for updates at night alone
wifi|all||wireless cards stay awake, and are on where their country is told
sleep|pc||no sleep, nor with the lid closed
read_only|all|read_only|the root read-only, with what is written kept in memory'

# For a machine that has to go on when nobody is there: fsck mends by itself after a power cut, and a
# kernel that cannot go on starts again. The first word is the mark.
KERNEL_WORDS='riwaq.kiosk quiet loglevel=3 logo.nologo systemd.show_status=false vt.global_cursor_default=0
consoleblank=0 plymouth.enable=0 fsck.repair=yes panic=10'

UPDATES='apt-daily.timer apt-daily-upgrade.timer'

ROOT='' DRY='' ACTION='do' DEB='' KEEP_CONFIG=''
config='' mode='' connector='' timezone='' ntp='' wifi_country='' rtc_battery='' read_only=''
changes=0 left=0 booting='' waiting=''

usage() {
    cat <<END
usage: riwaq-kiosk [options] [RIWAQ.deb]
Makes this Raspberry Pi or PC into a screen that nobody visits. What an option is not given for stays
as it is; a second run changes nothing.
  --config FILE         take FILE as /etc/riwaq/riwaq.conf, when riwaq check finds no error in it
  --mode WxH[@HZ]       force this mode, for a television that is off at power-on; auto: force none
  --connector NAME      where the screen is for --mode (without it as before; at first HDMI-A-1)
  --timezone ZONE       the machine's time zone, such as Africa/Casablanca (without it that of [place])
  --ntp SERVER          a time server; may be repeated
  --wifi-country CC     the country that wireless cards are in, such as MA
  --rtc-battery         charge the clock's battery of a Pi 5 (only with a rechargeable one)
  --read-only           make the root read-only from the next start on
  --writable            make it writable again from the next start on
  --undo                take everything back
  --keep-config         with --undo: but not riwaq.conf
  --dry-run             tell what would be done, and change nothing
  --root DIR            work on the tree in DIR, as of a card that is mounted there: files alone
  --help                this
END
}

tell() { printf '%s\n' "$*"; }
note() { tell "    $*"; }
die() {
    printf '%s: %s\n' "$ME" "$*" >&2
    exit 1
}
wrong() {
    printf '%s: %s; %s --help tells more\n' "$ME" "$*" "$ME" >&2
    exit 2
}
live() { [ -z "$ROOT" ] && [ -d /run/systemd/system ]; }

here=$(dirname "$(realpath "$0")")
for edits in "$here/kiosk-edits.sh" "$here/../share/riwaq/kiosk-edits.sh"; do
    [ -e "$edits" ] || continue
    # shellcheck source=deploy/kiosk-edits.sh
    . "$edits"
    break
done

# --- the machine -------------------------------------------------------------------------------

# os KEY: of os-release.
os() { sed -n "s/^$1=//p" "$ROOT/etc/os-release" | tr -d '"' | head -n 1; }

# MACHINE (pi, pc) and MODEL (zero2, 3, 4, 5 of a Pi), or the end.
find_machine() {
    [ -r "$ROOT/etc/os-release" ] || die "there is no /etc/os-release: is this a Debian?"
    case $(os ID):$(os VERSION_ID) in
    debian:12 | debian:13) ;;
    raspbian:*) die "this Raspberry Pi OS has 32 bits; the package is for that of 64 bits" ;;
    *) die "$(os PRETTY_NAME) is not known here: only Raspberry Pi OS and Debian, 12 or 13" ;;
    esac
    if [ -e "$ROOT/proc/device-tree/model" ]; then
        board=$(tr -d '\0' <"$ROOT/proc/device-tree/model")
        MACHINE=pi
        find_model "$board"
        find_pi_files
    else
        MACHINE=pc MODEL='' board='A PC'
        find_pc_files
    fi
}
find_model() {
    case $1 in
    "Raspberry Pi Zero 2"*) MODEL=zero2 ;;
    "Raspberry Pi 3"* | "Raspberry Pi Compute Module 3"*) MODEL=3 ;;
    "Raspberry Pi 4"* | "Raspberry Pi Compute Module 4"*) MODEL=4 ;;
    "Raspberry Pi 5"* | "Raspberry Pi Compute Module 5"*) MODEL=5 ;;
    *) die "this board is \"$1\"; known are Raspberry Pi Zero 2, 3, 4 and 5" ;;
    esac
    # Half a gigabyte, of which the display's part is to be no more than it needs.
    case $1 in
    *"Zero 2"* | *"3 Model A"*) small=1 ;;
    *) small='' ;;
    esac
}
find_pi_files() {
    [ -n "$(first_of /etc/rpi-issue /etc/apt/sources.list.d/raspi.list /etc/apt/sources.list.d/raspi.sources)" ] ||
        die "a Raspberry Pi, but not with Raspberry Pi OS: who writes its cmdline.txt is not known here"
    cmdline=$(first_of /boot/firmware/cmdline.txt /boot/cmdline.txt)
    config_txt=$(first_of /boot/firmware/config.txt /boot/config.txt)
    if [ -z "$config_txt" ] || [ ! -s "$ROOT$cmdline" ]; then
        die "there is no config.txt or cmdline.txt in /boot/firmware: is the card's first partition mounted there?"
    fi
}
find_pc_files() {
    if [ -z "$ROOT" ]; then
        case $(uname -m) in
        x86_64) ;;
        *) die "a machine of $(uname -m) that is no Raspberry Pi is not known here" ;;
        esac
    fi
    [ -e "$ROOT/etc/default/grub" ] || die "a PC without GRUB (/etc/default/grub): how its kernel is told is not known here"
    cmdline='' grub=/etc/default/grub.d/$ME.cfg
}

# The modes that are forced by this and not by somebody else, the last one last; which one it is to be now.
find_forced() {
    words_of "$ROOT$STATE/before${cmdline:-$grub}" video >"$scratch/theirs"
    forced=$(words_of "$ROOT$STATE/after${cmdline:-$grub}" video | grep -vxFf "$scratch/theirs" || true)
    last=$(tell "$forced" | sed -n '$s/^video=//p')
    if [ -n "$connector" ] && [ -z "$mode" ]; then
        mode=${last##*:} mode=${mode%D}
        [ -n "$mode" ] || die "--connector tells where --mode is to be, and no mode is forced here"
    fi
    connector=${connector:-${last%%:*}}
    connector=${connector:-HDMI-A-1}
}

# What can be told before anything is changed.
refuse_options() {
    if [ -n "$rtc_battery" ] && [ "$MODEL" != 5 ]; then die "--rtc-battery is for a Pi 5"; fi
    zone=${timezone:-$(setting place timezone)}
    if [ -n "$zone" ] && [ ! -f "$ROOT/usr/share/zoneinfo/$zone" ]; then
        die "there is no time zone $zone in /usr/share/zoneinfo"
    fi
}
# Below an overlay all of this would be forgotten.
refuse_overlay() {
    if [ -z "$ROOT" ] && grep -q '^[^ ]* / overlay ' /proc/mounts && [ -e /etc/overlayroot.conf ]; then
        die "the root is read-only now: $ME --writable first, start the machine anew, and then this"
    fi
}

# setting SECTION KEY: of the riwaq.conf that holds.
setting() {
    conf=${config:-$ROOT/etc/riwaq/riwaq.conf}
    [ -r "$conf" ] || return 0
    awk -v section="[$1]" -v key="$2" '
        /^[ \t]*\[/ { here = index($0, section) > 0 }
        here && $0 ~ "^[ \t]*" key "[ \t]*=" {
            sub(/^[^=]*=[ \t]*/, ""); sub(/[ \t]+;.*/, ""); sub(/[ \t]+$/, ""); print; exit
        }' "$conf"
}

# --- the steps -----------------------------------------------------------------------------------

installed() { dpkg-query -W -f '${db:Status-Status}\n' "$1" 2>/dev/null | grep -qx installed; }
wanted_packages() {
    tell fonts-noto-core
    tell fonts-noto-color-emoji
    [ -n "$(first_of /usr/sbin/chronyd /usr/sbin/ntpd)" ] || tell systemd-timesyncd
    case $(setting power cec) in
    '' | no) ;;
    *) tell v4l-utils ;; # cec-ctl
    esac
    # Its script in the initramfs needs grep, without a word where there is none.
    [ -z "$read_only" ] || tell busybox overlayroot
}
step_package() {
    if [ -n "$ROOT" ]; then
        [ -n "$(unit riwaq.service)" ] || die "riwaq is not installed below $ROOT"
        note "(below --root no package is installed; on the machine: $(wanted_packages | paste -sd ' '))"
        return
    fi
    new_file=''
    set --
    for package in $(wanted_packages); do
        installed "$package" || set -- "$@" "$package"
    done
    if [ -n "$DEB" ] && ! is_installed_file; then
        new_file=$(realpath "$DEB")
        set -- "$new_file" "$@"
    fi
    install_packages "$@"
    [ -n "$(unit riwaq.service)" ] || [ -n "$DRY" ] || die "riwaq is not installed: $ME RIWAQ.deb"
    if [ -n "$new_file" ] && [ -z "$DRY" ]; then
        mkdir -p "$STATE"
        sha256sum <"$new_file" >"$STATE/installed"
    fi
}
# The same package once more is none; another build of the same version is one.
is_installed_file() {
    # shellcheck disable=SC2016 # for dpkg-query
    [ "$(dpkg-deb -f "$DEB" Version)" = "$(dpkg-query -W -f '${Version}' riwaq 2>/dev/null)" ] &&
        [ "$(sha256sum <"$DEB")" = "$(cat "$STATE/installed" 2>/dev/null)" ]
}
# install_packages NAME...: names and files.
install_packages() {
    [ $# -gt 0 ] || return 0
    changes=$((changes + 1))
    note "apt-get install $*"
    [ -z "$DRY" ] || return 0
    apt-get -q update >"$scratch/apt" 2>&1 || note "(apt-get update failed: with what is known)"
    DEBIAN_FRONTEND=noninteractive apt-get -qy -o Dpkg::Options::=--force-confold --reinstall install "$@" \
        >>"$scratch/apt" 2>&1 </dev/null || {
        tail -n 20 "$scratch/apt" >&2
        die "apt-get could not install these"
    }
}

# Verified where it will stand, for its paths go by its folder.
step_config() {
    target=/etc/riwaq/riwaq.conf
    if same "$config" "$ROOT$target"; then return; fi
    riwaq=${RIWAQ:-$(command -v riwaq || tell /usr/local/bin/riwaq)}
    trial=$config
    if [ -z "$DRY" ] && [ -d "$ROOT/etc/riwaq" ]; then
        trial=$ROOT$target.$ME
        cp "$config" "$trial"
    fi
    good=1
    "$riwaq" check -c "$trial" >"$scratch/check" 2>&1 || good=''
    [ "$trial" = "$config" ] || rm -f "$trial"
    sed "s|^$trial|$config|; s|^|    |" "$scratch/check"
    [ -n "$good" ] || die "$config has errors; nothing more is done"
    cp "$config" "$scratch/new"
    replace "$target" "$scratch/new"
}

step_screen() {
    [ -n "$(unit riwaq.service)" ] || return 0
    enabled riwaq.service multi-user.target
    link /etc/systemd/system/getty@tty1.service /dev/null
    # A desktop would have the display.
    if [ -L "$ROOT/etc/systemd/system/display-manager.service" ]; then
        link /etc/systemd/system/default.target /lib/systemd/system/multi-user.target
    fi
}

# What the options add to the kernel's words.
kernel_words() {
    tell "$KERNEL_WORDS" | tr '\n' ' '
    # A connector that is forced is connected for ever: the screen would stay on one that was left.
    [ -z "$mode" ] || [ -z "$forced" ] || tell "$forced" | sed 's/^/-/' | tr '\n' ' '
    case $mode in
    '') ;;
    auto) printf '%s ' "-video=$connector:" ;;
    *) printf '%s ' "video=$connector:${mode}D" ;;
    esac
    [ -z "$wifi_country" ] || printf '%s ' "cfg80211.ieee80211_regdom=$wifi_country"
    [ "$MACHINE" = pi ] || return 0
    # The Pi's firmware says cgroup_disable=memory; the unit's limit would hold nothing.
    printf 'cgroup_enable=memory '
    [ -z "$small" ] || printf 'cma=128M '
}
# The words that stand in our file for GRUB, as a line; at first an empty one.
grub_words() {
    if [ -e "$ROOT$grub" ]; then
        sed -n 's/^GRUB_CMDLINE_LINUX_DEFAULT="[^ ]* \(.*\)"$/\1/p' "$ROOT$grub"
    else
        tell ''
    fi
}
step_kernel() {
    was=$changes
    wanted=$(kernel_words | sed 's/ *$//')
    if [ "$MACHINE" = pi ]; then
        words "$wanted" "$ROOT$cmdline" >"$scratch/new"
        replace "$cmdline" "$scratch/new"
        return
    fi
    grub_words >"$scratch/words"
    file "$grub" 'GRUB_TIMEOUT_STYLE=hidden' 'GRUB_TIMEOUT=1' \
        "GRUB_CMDLINE_LINUX_DEFAULT=\"\$GRUB_CMDLINE_LINUX_DEFAULT $(words "$wanted" "$scratch/words")\""
    [ "$changes" -eq "$was" ] || booting=1
}

step_firmware() {
    lines='disable_splash=1
dtoverlay=vc4-kms-v3d
dtparam=watchdog=on'
    [ -z "$read_only" ] || lines="$lines
auto_initramfs=1"
    [ -z "$rtc_battery" ] || lines="$lines
dtparam=rtc_bbat_vchg=3000000"
    block "$lines" "$ROOT$config_txt" >"$scratch/new"
    replace "$config_txt" "$scratch/new"
}

step_clock() {
    if [ -n "$zone" ]; then
        case $(readlink "$ROOT/etc/localtime" 2>/dev/null || true) in
        */zoneinfo/"$zone") ;;
        *) link /etc/localtime "/usr/share/zoneinfo/$zone" ;;
        esac
        tell "$zone" >"$scratch/new"
        [ ! -e "$ROOT/etc/timezone" ] || replace /etc/timezone "$scratch/new"
    fi
    if [ -n "$(unit systemd-timesyncd.service)" ]; then
        enabled systemd-timesyncd.service sysinit.target
        [ -z "$ntp" ] || file "/etc/systemd/timesyncd.conf.d/$ME.conf" '[Time]' "NTP=$ntp"
    elif [ -n "$ntp" ]; then
        note "systemd-timesyncd is not here: give the time server to what is there instead"
    fi
}

# The Pi's counts 16 seconds at most. A machine without one has the kernel's own, which helps when
# programs hang, but not when the kernel does.
step_watchdog() {
    limit=30s
    [ "$MACHINE" = pc ] || limit=15s
    file "/etc/systemd/system.conf.d/$ME.conf" '[Manager]' "RuntimeWatchdogSec=$limit"
    [ "$MACHINE" = pc ] || return 0
    if [ ! -e "$ROOT/dev/watchdog0" ] || [ -e "$ROOT/etc/modules-load.d/$ME.conf" ]; then
        file "/etc/modules-load.d/$ME.conf" softdog
    fi
}

step_card() {
    masked dphys-swapfile.service
    if [ -e "$ROOT/etc/rpi/swap.conf" ]; then
        file "/etc/rpi/swap.conf.d/$ME.conf" '[Main]' 'Mechanism=zram'
    fi
}

step_journal() {
    file "/etc/systemd/journald.conf.d/$ME.conf" '[Journal]' 'Storage=volatile' 'RuntimeMaxUse=16M'
}

# timer NAME TIME
timer() {
    [ -z "$(unit "$1")" ] || file "/etc/systemd/system/$1.d/$ME.conf" \
        '[Timer]' 'OnCalendar=' "OnCalendar=*-*-* $2" 'RandomizedDelaySec=30m' 'Persistent=no'
}
# To where the root is read-only, none would last.
step_updates() {
    timer apt-daily.timer 03:00
    timer apt-daily-upgrade.timer 04:00
    # shellcheck disable=SC2086 # two units
    [ -z "$read_only" ] || masked $UPDATES
}

step_wifi() {
    if [ -d "$ROOT/etc/NetworkManager" ]; then
        file "/etc/NetworkManager/conf.d/$ME.conf" '[connection]' '# 2: off' 'wifi.powersave=2'
    fi
    [ -z "$wifi_country" ] || radio_on
}
# A Raspberry Pi's radio is off until its country is known. NetworkManager and systemd keep that, each in
# its file, whose change holds from the next start on; until then they are told.
radio_on() {
    for kept in "$ROOT"/var/lib/systemd/rfkill/*:wlan; do
        if [ ! -e "$kept" ] || [ "$(cat "$kept")" = 0 ]; then continue; fi
        tell 0 >"$scratch/new"
        replace "${kept#"$ROOT"}" "$scratch/new"
    done
    kept=/var/lib/NetworkManager/NetworkManager.state
    if [ -e "$ROOT$kept" ]; then
        sed 's/^WirelessEnabled=false$/WirelessEnabled=true/' "$ROOT$kept" >"$scratch/new"
        replace "$kept" "$scratch/new"
    fi
    if [ -n "$DRY" ] || ! live; then return; fi
    for tell_it in 'rfkill unblock wifi' 'nmcli radio wifi on'; do
        # shellcheck disable=SC2086 # a call
        ! command -v "${tell_it%% *}" >/dev/null || $tell_it >/dev/null 2>&1 || true
    done
}

step_sleep() {
    masked sleep.target suspend.target hibernate.target hybrid-sleep.target suspend-then-hibernate.target
    file "/etc/systemd/logind.conf.d/$ME.conf" \
        '[Login]' 'HandleLidSwitch=ignore' 'HandleLidSwitchExternalPower=ignore' 'IdleAction=ignore'
}

# Only the root: what else is mounted stays what it is, so that the firmware's partition can be edited
# and a partition for the cache can be written.
step_read_only() {
    file /etc/overlayroot.local.conf 'overlayroot="tmpfs:recurse=0"'
    # A mount program of Debian 13 cannot mount an overlay anew by the kernel's new calls.
    file "/etc/systemd/system/systemd-remount-fs.service.d/$ME.conf" '[Service]' 'Environment=LIBMOUNT_FORCE_MOUNT2=always'
}

# --- what is called ------------------------------------------------------------------------------

run_steps() {
    # shellcheck disable=SC2034 # machines and what are read from the table
    while IFS='|' read -r step machines option what; do
        case $machines in
        all | "$MACHINE") ;;
        *) continue ;;
        esac
        if [ -n "$option" ] && eval "[ -z \"\$$option\" ]"; then continue; fi
        tell "- $what"
        before_step=$changes
        "step_$step" </dev/null
        [ "$changes" -ne "$before_step" ] || note "as it should be"
    done <<END
$STEPS
END
}

# The boot menu and systemd take over what was changed; most of it holds from the next start on.
take_over() {
    [ -z "$DRY" ] && [ -z "$ROOT" ] && [ "$changes" -gt 0 ] || return 0
    if [ -n "$booting" ]; then
        tell "- the boot menu takes the kernel's words"
        update-grub >"$scratch/grub" 2>&1 || {
            tail -n 5 "$scratch/grub" >&2
            die "update-grub failed: the kernel is told nothing new"
        }
    fi
    live || return 0
    systemctl daemon-reload
    waiting="; start the machine anew (sudo reboot), so that all of it holds"
}
closing() {
    if [ "$changes" -eq 0 ]; then
        tell "Nothing to change: $1."
    elif [ -n "$DRY" ]; then
        tell "$changes changes would be made, none was (--dry-run)."
    else
        tell "$changes changes made$waiting."
    fi
}

do_all() {
    find_machine
    refuse_overlay
    find_forced
    refuse_options
    tell "$board with $(os PRETTY_NAME)."
    run_steps
    take_over
    closing "all of it is so already"
}

undo_all() {
    refuse_overlay
    if [ ! -e "$ROOT$STATE/list" ]; then
        closing "nothing was done here"
        return
    fi
    tell "- everything back to what it was"
    if grep -q '/grub\.d/' "$ROOT$STATE/list"; then booting=1; fi
    undo
    take_over
    closing "all of it is as it was"
    [ -n "$ROOT" ] || tell "Packages stay installed."
    [ "$left" -eq 0 ]
}

# What --read-only did, on a machine that runs so in the real root, where its changes last.
writable() {
    tell "- the root writable from the next start on"
    if [ -z "$ROOT" ] && grep -q '^overlayroot / ' /proc/mounts; then
        overlayroot-chroot "$(realpath "$0")" --writable ${DRY:+--dry-run}
        tell "Start the machine anew (sudo reboot); $ME --read-only makes it read-only again."
        return
    fi
    for unit in $UPDATES /etc/overlayroot.local.conf; do
        path=/etc/systemd/system/$unit
        case $unit in /*) path=$unit ;; esac
        if [ -L "$ROOT$STATE/after$path" ] || [ -e "$ROOT$STATE/after$path" ]; then take_back "$path"; fi
    done
    closing "it is so already"
}

value() {
    [ $# -ge 2 ] || wrong "$1 wants a value"
    case $2 in -*) wrong "$1 wants a value, not $2" ;; esac
}
matches() { printf '%s\n' "$2" | grep -qE "^($3)\$" || wrong "$1: $2 is none; it is $4"; }

options() {
    while [ $# -gt 0 ]; do
        case $1 in
        --*=*)
            both=$1
            shift
            set -- "${both%%=*}" "${both#*=}" "$@"
            ;;
        esac
        case $1 in
        --config | --mode | --connector | --timezone | --ntp | --wifi-country | --root)
            value "$@"
            option "$1" "$2"
            shift
            ;;
        --rtc-battery) rtc_battery=1 ;;
        --read-only) read_only=1 ;;
        --writable) ACTION=writable ;;
        --undo) ACTION=undo ;;
        --keep-config) KEEP_CONFIG=1 ;;
        --dry-run) DRY=1 ;;
        -h | --help)
            usage
            exit 0
            ;;
        -*) wrong "there is no option $1" ;;
        *.deb)
            [ -f "$1" ] || wrong "there is no file $1"
            DEB=$1
            ;;
        *) wrong "$1 is no .deb" ;;
        esac
        shift
    done
}
# option NAME VALUE, verified.
option() {
    case $1 in
    --config)
        [ -r "$2" ] || wrong "$2 cannot be read"
        config=$2
        ;;
    --mode)
        matches "$1" "$2" 'auto|[0-9]{3,5}x[0-9]{3,5}(@[0-9]{2,3})?' "as 1920x1080@60, or auto"
        mode=$2
        ;;
    --connector)
        matches "$1" "$2" '[A-Za-z]+(-[A-Z])?-[0-9]+' "as HDMI-A-1, one of /sys/class/drm without its card"
        connector=$2
        ;;
    --timezone)
        matches "$1" "$2" '[A-Za-z0-9_+-]+(/[A-Za-z0-9_+-]+)*' "as Africa/Casablanca"
        timezone=$2
        ;;
    --ntp)
        matches "$1" "$2" '[A-Za-z0-9.:-]+' "the name or address of one server"
        ntp=${ntp:+$ntp }$2
        ;;
    --wifi-country)
        matches "$1" "$2" '[A-Z]{2}' "two letters, as MA"
        wifi_country=$2
        ;;
    --root)
        [ -d "$2" ] || wrong "there is no folder $2"
        ROOT=$(cd "$2" && pwd)
        ;;
    esac
}

options "$@"
if [ -z "$ROOT" ] && [ -z "$DRY" ] && [ "$(id -u)" -ne 0 ]; then die "this is root's work: sudo $ME"; fi
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
trap 'exit 130' INT TERM
case $ACTION in
do) do_all ;;
undo) undo_all ;;
writable) writable ;;
esac
