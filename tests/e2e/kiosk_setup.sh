#!/bin/bash
# deploy/kiosk.sh against trees as Raspberry Pi OS and Debian have them: what it makes of them; that a
# second run changes nothing, --undo brings back every byte, --dry-run changes nothing; what it refuses;
# and that the pages name no option that there is not. tests/kiosk boots what it made.
# shellcheck source=tests/tap.sh
. "$(dirname "$0")/../tap.sh"
top=$(cd "$TESTS/.." && pwd)
RIWAQ=$(realpath "$RIWAQ")
export RIWAQ
cd "$SCRATCH" || exit 1

# Nothing of the machine that this runs on may be called; who calls leaves a trace.
mkdir bin
for tool in systemctl apt-get update-grub dpkg-query raspi-config rfkill overlayroot-chroot reboot; do
    printf '#!/bin/sh\necho %s "$@" >>%s/called\nexit 1\n' "$tool" "$SCRATCH" >"bin/$tool"
    chmod +x "bin/$tool"
done
kiosk() { PATH="$SCRATCH/bin:$PATH" sh "$top/deploy/kiosk.sh" "$@"; }

# --- the trees ----------------------------------------------------------------------------------------
# os_release TREE ID VERSION
os_release() {
    printf 'PRETTY_NAME="%s %s"\nVERSION_ID="%s"\nID=%s\n' "$2" "$3" "$3" "$2" >"$1/etc/os-release"
}
# What both have.
tree() {
    rm -rf "$1"
    mkdir -p "$1"/etc/{systemd/system,riwaq} "$1/usr/lib/systemd/system" "$1/usr/share/zoneinfo/"{Africa,Etc} "$1/var/lib" "$1/dev"
    for unit in riwaq.service getty@.service systemd-timesyncd.service apt-daily.timer apt-daily-upgrade.timer \
        sleep.target suspend.target hibernate.target hybrid-sleep.target suspend-then-hibernate.target; do
        echo "# $unit" >"$1/usr/lib/systemd/system/$unit"
    done
    touch "$1/usr/share/zoneinfo/"{Africa/Casablanca,Etc/UTC}
    ln -s /usr/share/zoneinfo/Etc/UTC "$1/etc/localtime"
    echo Etc/UTC >"$1/etc/timezone"
    printf '[screen]\nname = As installed\n' >"$1/etc/riwaq/riwaq.conf"
    os_release "$1" debian 12
}
# pi TREE MODEL
pi() {
    tree "$1"
    mkdir -p "$1/boot/firmware" "$1/proc/device-tree" "$1/etc/NetworkManager" "$1/etc/init.d"
    printf '%s\0' "$2" >"$1/proc/device-tree/model"
    echo 'Raspberry Pi reference 2025-05-13' >"$1/etc/rpi-issue"
    echo '# dphys-swapfile' >"$1/usr/lib/systemd/system/dphys-swapfile.service"
    # As the image is made, when nobody has given a country.
    mkdir -p "$1"/var/lib/{NetworkManager,systemd/rfkill}
    printf '[main]\nWirelessEnabled=false\n' >"$1/var/lib/NetworkManager/NetworkManager.state"
    for card in 3f300000.mmcnr fe300000.mmcnr; do echo 1 >"$1/var/lib/systemd/rfkill/platform-$card:wlan"; done
    echo 1 >"$1/var/lib/systemd/rfkill/platform-soc:bluetooth"
    echo 'console=serial0,115200 console=tty1 root=PARTUUID=4e639091-02 rootfstype=ext4 fsck.repair=yes rootwait cfg80211.ieee80211_regdom=GB' \
        >"$1/boot/firmware/cmdline.txt"
    chmod 755 "$1/boot/firmware/cmdline.txt" # as all on a FAT is
    cat >"$1/boot/firmware/config.txt" <<'END'
# For more options and information see
# http://rptl.io/configtxt
#dtparam=i2c_arm=on
dtparam=audio=on
camera_auto_detect=1
display_auto_detect=1
auto_initramfs=1
dtoverlay=vc4-kms-v3d
max_framebuffers=2
disable_fw_kms_setup=1
arm_64bit=1
disable_overscan=1

[cm4]
otg_mode=1

[all]
END
}
pc() {
    tree "$1"
    mkdir -p "$1/etc/default" "$1/boot/grub"
    printf 'GRUB_DEFAULT=0\nGRUB_TIMEOUT=5\nGRUB_CMDLINE_LINUX_DEFAULT="quiet"\nGRUB_CMDLINE_LINUX=""\n' >"$1/etc/default/grub"
}
# Every name below TREE with its kind, permissions and content.
state() {
    (cd "$1" && find . -printf '%y %m %P %l\n' | sort && find . -type f -print0 | sort -z | xargs -0 sha256sum)
}
# sourced VARIABLE FILE...: what the shells that read these files find in it.
sourced() {
    # shellcheck disable=SC2016 # for the shell within
    sh -c 'name=$1; shift; for file; do . "./$file"; done; eval "echo \"\$$name\""' - "$@"
}
cmdline() { cat "$1/boot/firmware/cmdline.txt"; }
has_word() { cmdline "$1" | tr ' ' '\n' | grep -qxF -- "$2"; }

# round_trip NAME TREE OPTION...: told and not done, done, done again, taken back.
round_trip() {
    local name=$1 root=$2 before after
    shift 2
    before=$(state "$root")
    exits "$name: --dry-run" 0 kiosk --root "$root" --dry-run "$@"
    check "$name: tells what it would do" grep -q 'would be made, none was' out
    is "$name: and changes nothing" "$(state "$root")" "$before"
    exits "$name: done" 0 kiosk --root "$root" "$@"
    is "$name: without complaint" "$(cat err)" ""
    after=$(state "$root")
    exits "$name: once more" 0 kiosk --root "$root" "$@"
    check "$name: says that all is so" grep -q '^Nothing to change' out
    is "$name: and changes nothing" "$(state "$root")" "$after"
    exits "$name: without options" 0 kiosk --root "$root"
    is "$name: what they gave stays" "$(state "$root")" "$after"
    cp -a "$root" "$root.undone"
    exits "$name: --undo" 0 kiosk --root "$root.undone" --undo
    is "$name: brings every byte back" "$(state "$root.undone")" "$before"
    rm -rf "$root.undone"
}

# --- Raspberry Pi -------------------------------------------------------------------------------------
printf '[screen]\nname = The hall\n[place]\nname = Rabat\nlatitude = 34.0209\nlongitude = -6.8416\ntimezone = Africa/Casablanca\n' >hall.conf
chmod 600 hall.conf
pi zero2 "Raspberry Pi Zero 2 W Rev 1.0"
rm zero2/etc/riwaq/riwaq.conf
round_trip "Zero 2" zero2 --config hall.conf --mode 1920x1080@60 --ntp time.house.example --ntp=192.0.2.1 \
    --wifi-country MA --read-only
is "what is new is for all to read" "$(find zero2/etc -type f ! -perm 644)" ""
is "what was there keeps its permissions" "$(stat -c %a zero2/boot/firmware/cmdline.txt)" 755
is "cmdline.txt is one line" "$(wc -l <zero2/boot/firmware/cmdline.txt)" 1
is "which begins as it did" "$(cmdline zero2 | grep -o '^.*rootwait')" \
    'console=serial0,115200 console=tty1 root=PARTUUID=4e639091-02 rootfstype=ext4 fsck.repair=yes rootwait'
for word in quiet loglevel=3 vt.global_cursor_default=0 consoleblank=0 panic=10 fsck.repair=yes cma=128M \
    cgroup_enable=memory video=HDMI-A-1:1920x1080@60D cfg80211.ieee80211_regdom=MA; do
    check "with $word" has_word zero2 "$word"
done
is "with one country" "$(cmdline zero2 | grep -o regdom | wc -l)" 1
is "config.txt has what it lacked, for all models" "$(diff <(pi old x && cat old/boot/firmware/config.txt) zero2/boot/firmware/config.txt | sed -n 's/^> //p')" \
    '# riwaq-kiosk: begin; taken out by riwaq-kiosk --undo
[all]
disable_splash=1
dtparam=watchdog=on
# riwaq-kiosk: end'
is "riwaq starts at power-on" "$(readlink zero2/etc/systemd/system/multi-user.target.wants/riwaq.service)" /usr/lib/systemd/system/riwaq.service
is "no login on the first console" "$(readlink zero2/etc/systemd/system/getty@tty1.service)" /dev/null
is "no swap on the card" "$(readlink zero2/etc/systemd/system/dphys-swapfile.service)" /dev/null
is "no updates where they would not last" "$(readlink zero2/etc/systemd/system/apt-daily.timer)" /dev/null
is "both time servers" "$(grep NTP= zero2/etc/systemd/timesyncd.conf.d/riwaq-kiosk.conf)" 'NTP=time.house.example 192.0.2.1'
is "the configuration is taken" "$(cat zero2/etc/riwaq/riwaq.conf)" "$(cat hall.conf)"
is "the time zone is that of its place" "$(readlink zero2/etc/localtime) $(cat zero2/etc/timezone)" "/usr/share/zoneinfo/Africa/Casablanca Africa/Casablanca"
check "the watchdog within the Pi's 16 s" grep -qx RuntimeWatchdogSec=15s zero2/etc/systemd/system.conf.d/riwaq-kiosk.conf
check "the journal in memory" grep -qx Storage=volatile zero2/etc/systemd/journald.conf.d/riwaq-kiosk.conf
check "Wi-Fi stays awake" grep -qx wifi.powersave=2 zero2/etc/NetworkManager/conf.d/riwaq-kiosk.conf
# radios TREE: NetworkManager's, the wireless cards', and that of Bluetooth, which is not ours.
radios() {
    (cd "$1/var/lib" && sed -n 's/^WirelessEnabled=//p' NetworkManager/NetworkManager.state &&
        cat systemd/rfkill/*:wlan systemd/rfkill/*:bluetooth) | paste -sd ' '
}
is "and its radio is on, where the country is told" "$(radios zero2)" "true 0 0 1"
is "the root is read-only" "$(sourced overlayroot zero2/etc/overlayroot.local.conf)" tmpfs:recurse=0
exits "--writable" 0 kiosk --root zero2 --writable
check "the root is no longer" test ! -e zero2/etc/overlayroot.local.conf -a ! -L zero2/etc/systemd/system/apt-daily.timer

for model in "3 Model B Plus Rev 1.3" "4 Model B Rev 1.5" "5 Model B Rev 1.0"; do
    pi model "Raspberry Pi $model"
    round_trip "Pi ${model%% *}" model --timezone Africa/Casablanca
    is "Pi ${model%% *}: no word of the display's memory" "$(cmdline model | grep -o cma=)" ""
    is "Pi ${model%% *}: without a country the radio stays off" "$(radios model)" "false 1 1 1"
done
pi model "Raspberry Pi 3 Model A Plus Rev 1.0"
exits "Pi 3 A+" 0 kiosk --root model
check "has the display's memory set" has_word model cma=128M
pi model "Raspberry Pi 5 Model B Rev 1.0"
round_trip "the battery of a Pi 5" model --rtc-battery
check "is charged" grep -qx dtparam=rtc_bbat_vchg=3000000 model/boot/firmware/config.txt
pi model "Raspberry Pi 4 Model B Rev 1.5"
exits "a Pi 4 has none" 1 kiosk --root model --rtc-battery

# Older cards: /boot, the old driver, a mode that was forced before, no line end.
pi old "Raspberry Pi 4 Model B Rev 1.1"
mv old/boot/firmware/* old/boot/
rmdir old/boot/firmware
printf 'console=tty1 video=1280x720 root=/dev/mmcblk0p2 video=HDMI-A-1:640x480  video=HDMI-A-2:800x600 rootwait' >old/boot/cmdline.txt
printf '[pi4]\ndtoverlay=vc4-fkms-v3d\n[all]\nhdmi_force_hotplug=1' >old/boot/config.txt
round_trip "an old card" old --mode 1280x720
is "video= is replaced at that connector alone" "$(tr ' ' '\n' <old/boot/cmdline.txt | grep video= | paste -sd ' ')" \
    "video=HDMI-A-2:800x600 video=HDMI-A-1:1280x720D"
is "it has a line end" "$(wc -l <old/boot/cmdline.txt)" 1
check "the old driver is off" grep -qx '#riwaq-kiosk# dtoverlay=vc4-fkms-v3d' old/boot/config.txt
check "the new one is on" grep -qx dtoverlay=vc4-kms-v3d old/boot/config.txt
check "what had no line end has one" grep -qx hdmi_force_hotplug=1 old/boot/config.txt
exits "--undo" 0 kiosk --root old --undo
# Where the screen moves to the other socket, the one that it left is not to be forced any longer: riwaq
# would show on that. What somebody else has forced stays.
videos() { tr ' ' '\n' <old/boot/cmdline.txt | grep video= | paste -sd ' '; }
sed -i '1s/.*/console=tty1 video=HDMI-A-1:640x480 video=DP-1:800x600D video=HDMI-A-2:800x600 rootwait/' old/boot/cmdline.txt
kiosk --root old --mode 1280x720 >out
kiosk --root old --mode 1920x1080 --connector HDMI-A-2 >out
is "another mode for another connector" "$(videos)" "video=DP-1:800x600D video=HDMI-A-2:1920x1080D"
kiosk --root old --mode 1280x720@50 >out
is "another mode stays where the last one was" "$(videos)" "video=DP-1:800x600D video=HDMI-A-2:1280x720@50D"
kiosk --root old --connector HDMI-A-1 >out
is "the mode goes with the connector" "$(videos)" "video=DP-1:800x600D video=HDMI-A-1:1280x720@50D"
after=$(state old)
kiosk --root old --connector HDMI-A-1 >out
is "once, and not again" "$(state old)" "$after"
kiosk --root old --mode 1280x720 --connector HDMI-A-2 >out
sed -i 's/$/ video=HDMI-A-1:1024x768D/' old/boot/cmdline.txt
kiosk --root old --mode 1920x1080 >out
is "what somebody else forces now stays, too" "$(videos)" "video=DP-1:800x600D video=HDMI-A-1:1024x768D video=HDMI-A-2:1920x1080D"
kiosk --root old --mode auto >out
is "auto forces none" "$(videos)" "video=DP-1:800x600D video=HDMI-A-1:1024x768D"
exits "--undo" 0 kiosk --root old --undo
is "theirs are back" "$(tr ' ' '\n' <old/boot/cmdline.txt | sort | paste -sd ' ')" \
    "console=tty1 rootwait video=DP-1:800x600D video=HDMI-A-1:1024x768D video=HDMI-A-1:640x480 video=HDMI-A-2:800x600"

# What somebody else adds between is left to him.
pi shared "Raspberry Pi 4 Model B Rev 1.5"
before=$(cmdline shared)
kiosk --root shared --mode 1920x1080 --wifi-country MA >out
sed -i 's/^/overlayroot=tmpfs /; s/$/ usbhid.mousepoll=0 cgroup_enable=cpuset/' shared/boot/firmware/cmdline.txt
echo 'dtparam=spi=on' >>shared/boot/firmware/config.txt
after=$(state shared)
kiosk --root shared >out
is "others' words and lines disturb nothing" "$(state shared)" "$after"
kiosk --root shared --mode 1280x720 >out
check "nor does more of ours, which leaves theirs" has_word shared cgroup_enable=cpuset
# NetworkManager writes all of its file.
printf '[main]\nNetworkingEnabled=true\nWirelessEnabled=true\nWWANEnabled=true\n' >shared/var/lib/NetworkManager/NetworkManager.state
echo '# mine' >>shared/etc/systemd/journald.conf.d/riwaq-kiosk.conf
exits "--undo says what it leaves" 1 kiosk --root shared --undo
check "by its name" grep -q 'journald.conf.d/riwaq-kiosk.conf: somebody has changed it' out
# The country that was there comes back at the end.
is "the kernel's words are theirs and what was there" "$(cmdline shared | tr ' ' '\n' | sort)" \
    "$(echo "overlayroot=tmpfs $before usbhid.mousepoll=0 cgroup_enable=cpuset" | tr ' ' '\n' | sort)"
is "the radio is off, as it was" "$(radios shared)" "false 1 1 1"
is "config.txt too" "$(diff <(pi fresh x && cat fresh/boot/firmware/config.txt) shared/boot/firmware/config.txt)" '17a18
> dtparam=spi=on'

# --- a PC ---------------------------------------------------------------------------------------------
pc pc
round_trip "a PC" pc --mode 1920x1080 --connector DP-1 --config hall.conf --read-only
is "GRUB's words" "$(sourced GRUB_CMDLINE_LINUX_DEFAULT pc/etc/default/grub pc/etc/default/grub.d/riwaq-kiosk.cfg | grep -oE '^quiet|consoleblank=0|panic=10|video=.*$' | paste -sd ' ')" \
    'quiet consoleblank=0 panic=10 video=DP-1:1920x1080D'
kiosk --root pc --mode 1280x720@50 >out
is "another mode" "$(sourced GRUB_CMDLINE_LINUX_DEFAULT pc/etc/default/grub.d/riwaq-kiosk.cfg | grep -o 'video=.*$')" 'video=DP-1:1280x720@50D'
kiosk --root pc --connector HDMI-A-1 >out
is "another connector" "$(sourced GRUB_CMDLINE_LINUX_DEFAULT pc/etc/default/grub.d/riwaq-kiosk.cfg | grep -o 'video=.*$')" 'video=HDMI-A-1:1280x720@50D'
is "its own file is left as it was" "$(grep -c . pc/etc/default/grub)" 4
is "it does not sleep" "$(readlink pc/etc/systemd/system/suspend.target)" /dev/null
is "without a watchdog of its own the kernel's" "$(tail -n 1 pc/etc/modules-load.d/riwaq-kiosk.conf)" softdog
pc own
touch own/dev/watchdog0
os_release own debian 13
mkdir -p own/etc/rpi
ln -s /lib/systemd/system/lightdm.service own/etc/systemd/system/display-manager.service
kiosk --root own >out
check "with one that one" test ! -e own/etc/modules-load.d
is "a desktop does not start" "$(readlink own/etc/systemd/system/default.target)" /lib/systemd/system/multi-user.target
kiosk --root own --config hall.conf >out
exits "--undo --keep-config" 0 kiosk --root own --undo --keep-config
is "keeps the configuration" "$(cat own/etc/riwaq/riwaq.conf)" "$(cat hall.conf)"
check "and nothing else" test ! -e own/var/lib/riwaq-kiosk -a ! -e own/etc/default/grub.d

# --- what is refused, before anything is changed --------------------------------------------------------
# refused NAME CODE WORDS TREE OPTION...
refused() {
    local name=$1 code=$2 words=$3 root=$4 before
    shift 4
    before=$(state "$root")
    exits "refused: $name" "$code" kiosk --root "$root" "$@"
    check "it says why: $words" grep -qF -- "$words" err
    is "and changes nothing" "$(state "$root")" "$before"
}
pi wrong "Raspberry Pi 2 Model B Rev 1.1"
refused "a Pi 2" 1 "Raspberry Pi 2 Model B" wrong
pi wrong "Radxa ROCK 3 Model A"
refused "another board" 1 "known are Raspberry Pi" wrong
pi wrong "Raspberry Pi 4 Model B Rev 1.5"
rm wrong/etc/rpi-issue
refused "a Pi with another system" 1 "not with Raspberry Pi OS" wrong
pi wrong "Raspberry Pi 4 Model B Rev 1.5"
os_release wrong raspbian 12
refused "32 bits" 1 "32 bits" wrong
rm -r wrong/boot/firmware
os_release wrong debian 12
refused "a card whose first partition is not mounted" 1 "first partition" wrong
pc wrong
os_release wrong ubuntu 24.04
refused "another distribution" 1 "ubuntu 24.04 is not known" wrong
os_release wrong debian 11
refused "an older Debian" 1 "debian 11 is not known" wrong
pc wrong
rm wrong/etc/default/grub
refused "a PC without GRUB" 1 "without GRUB" wrong
pc wrong
rm wrong/usr/lib/systemd/system/riwaq.service
refused "without riwaq" 1 "riwaq is not installed" wrong
pc wrong
printf '[screen]\nrotate = 45\n' >bad.conf
refused "a configuration with an error" 1 "bad.conf has errors" wrong --config bad.conf
check "which is told by its line" grep -q 'bad.conf:2: .*rotate' out
refused "a time zone that there is not" 1 "no time zone Africa/Nowhere" wrong --timezone Africa/Nowhere
refused "a connector for no mode" 1 "no mode is forced" wrong --connector HDMI-A-2
refused "a mode that is none" 2 "1080p" wrong --mode 1080p
refused "a connector that is none" 2 "HDMI" wrong --connector HDMI
refused "a time server with a space" 2 "a b" wrong --ntp "a b"
refused "an option that there is not" 2 "--frobnicate" wrong --frobnicate
refused "an option without its value" 2 "wants a value" wrong --mode

# --- the pages -----------------------------------------------------------------------------------------
kiosk --help | grep -oE '^  --[a-z-]+' | tr -d ' ' | sort -u >options
check "(the options are told)" test "$(wc -l <options)" -ge 10
is "riwaq-kiosk(8) has every option, and no other" \
    "$(sed -n 's/^\.It Fl Fl \([a-z-]*\).*/--\1/p' "$top/deploy/man/riwaq-kiosk.8" | sort)" "$(cat options)"
for page in deploy/raspberry-pi.md deploy/mini-pc.md README.md; do
    grep 'riwaq-kiosk' "$top/$page" | grep -oE -- '(^|[ `])--[a-z]+[a-z-]*' | tr -d ' `' | sort -u >named
    is "$page names no option that there is not" "$(comm -23 named options)" ""
done
check "(both pages call it)" grep -q 'sudo riwaq-kiosk' "$top/deploy/raspberry-pi.md" "$top/deploy/mini-pc.md"
is "no program of this machine was called" "$(cat called 2>/dev/null)" ""
finish
