#!/usr/bin/env python3
"""display.py FOLDER RIWAQ: the console's display in a machine of image.sh's FOLDER with two graphics
cards, held against what RIWAQ (of the same source) draws with `shot`: connectors forced off at boot,
pulled, another card, output, mode, turned; hours, the television by HDMI-CEC (the kernel's own
adapters, emulated), dimmed; the unit; and what it costs. Then again by SDL with OpenGL, as where
there is a GPU. And a machine whose only connector is forced on with a mode, and has no display."""
import os
import re
import sys
import tempfile
import time

from kiosk import HOST, Server, finish, keep, keep_now, note, pixels, shot, shows, tell
from machine import Machine

FOLDER, RIWAQ = sys.argv[1], sys.argv[2]
# The card that is looked at is the second one: nobody's first choice.
DEVICES = ("virtio-gpu-pci,id=other", "virtio-gpu-pci,id=gpu")
OTHER, CONNECTOR = "/sys/class/drm/card0-Virtual-1", "/sys/class/drm/card1-Virtual-2"
NO_DISPLAY = "video=Virtual-1:d video=Virtual-2:d"
# As `riwaq-kiosk --connector Virtual-2 --mode 1360x768` has it; qemu has a display at the first one alone.
FORCED, FORCED_SIZE = "video=Virtual-1:d video=Virtual-2:1360x768D", "1360x768"
AT = "2026-11-24T12:00"
# The code that Mesa makes for AVX2 (gathers) ends in a fault where qemu emulates it.
os.environ.setdefault("CPU", "max,avx2=off")
EVERY = 10  # seconds from one fetch to the next
THEME = "[theme]\nschema = 1\nname = Still\nextends = atrium\n" + "".join(
    "[grid%s]\ncolumns = 1fr\nrows = 1fr 200\nmargin = 32\nareas = headlines\n        social\n" % shape
    for shape in ("", ".portrait")) + "[zone.headlines]\nshow = headlines\n"
CONTENT = ('{"headlines": [{"title": "The board of the hall stands still"}, {"title": "اللوحة ثابتة في القاعة"}],'
           ' "social": {"label": "Follow us", "url": "https://news.example/"}}')
CONF = "[screen]\ntheme = ./still\n%s\n[clock]\ntrust = always\n[place]\nname = Rabat\ntimezone = Etc/UTC\n" \
       "[source.lobby]\nurl = %s\nevery = 10s\n%s\n"


class Hall:
    """The machine, and what it is to show."""

    def __init__(self, machine, server, here):
        self.machine, self.server, self.here = machine, server, here
        self.conf = os.path.join(here, "riwaq.conf")
        with open(self.conf, "w", encoding="utf-8") as out:
            out.write(CONF % ("", "lobby.json", ""))

    def configure(self, screen="", more=""):
        self.machine.put("/etc/riwaq/new", CONF % (screen, self.server.url("lobby.json", HOST), more))
        self.machine.run("mv /etc/riwaq/new /etc/riwaq/riwaq.conf")

    def shot(self, size):
        return shot(RIWAQ, self.conf, size, AT)

    def shows(self, wanted, turned=0, seconds=60):
        return shows(self.machine, self.here, wanted, turned, seconds)

    def said(self, what, seconds=60):
        """Whether the journal has it since it was last looked at afresh."""
        return self.machine.wait_for("journalctl -u riwaq -b -o cat | grep -qF '%s'" % what, seconds)

    def afresh(self):
        self.machine.run("journalctl --rotate -q; journalctl --vacuum-time=1s -q")

    def pid(self):
        return self.machine.out("systemctl show -p MainPID --value riwaq; systemctl show -p NRestarts --value riwaq")

    def fetched(self, seconds):
        """Requests within so many seconds."""
        before = self.server.requests
        time.sleep(seconds)
        return self.server.requests - before


def console_mode(machine):
    """0: text, 1: graphics (KDGETMODE)."""
    return machine.out("perl -e 'open F, \"<\", \"/dev/tty1\"; $m = pack \"i\", 9; ioctl F, 0x4B3B, $m; print unpack \"i\", $m'")


def plug(hall, connector=CONNECTOR):
    """Seconds from the display's coming to the first picture on it, by the machine's own clock, less
    what the host of the emulator was busy with else."""
    hall.afresh()
    before = hall.machine.waits()
    hall.machine.run("date +%%s.%%N >/tmp/plugged; echo on >%s/status" % connector)
    if not hall.said("showing "):
        return 99
    share = hall.machine.share(before)
    took = float(hall.machine.out(
        "perl -e '$p = `cat /tmp/plugged`; ($t) = (`journalctl -u riwaq -b -o short-unix | grep showing | tail -1` "
        "=~ /^([0-9.]+)/); printf \"%.2f\", $t - $p'"))
    note("by the machine's clock %.1f s, of which the host gave it %.0f %%" % (took, 100 * share))
    return took * share


def off_at_boot(hall, wanted):
    machine = hall.machine
    tell(machine.wait_for("systemctl is-active -q riwaq", 300), "no display at boot: riwaq is ready (Type=notify)")
    states = machine.out("cat %s/status %s/status" % (OTHER, CONNECTOR)).split()
    tell(states == ["disconnected"] * 2, "no display at boot: the kernel has none")
    tell(hall.said("no display yet (no display is connected)"), "no display at boot: it says that it waits")
    got = hall.fetched(3 * EVERY)
    tell(got >= 2, "no display at boot: it fetches meanwhile: %d times in %d s" % (got, 3 * EVERY))
    pid = hall.pid()
    took = plug(hall)
    tell(took <= 3, "no display at boot: the picture %.1f s after it came, 3 at most" % took)
    tell(hall.shows(wanted) <= 1, "no display at boot: the picture is that of `riwaq shot`, with the content")
    keep_now(machine, "display-on-after-boot")
    tell(hall.pid() == pid, "no display at boot: the same process, by a card that is not the first")
    tell(console_mode(machine) == "1", "the console is in graphics mode")


def pulled(hall, wanted, seconds, what):
    machine, pid = hall.machine, hall.pid()
    hall.afresh()
    machine.run("echo off >%s/status" % CONNECTOR)
    tell(hall.said("no display is connected"), what + ": it says so and waits")
    got = hall.fetched(seconds)
    tell(got >= seconds // EVERY - 2, "%s: it fetches meanwhile: %d times in %d s" % (what, got, seconds))
    took = plug(hall)
    tell(took <= 3, "%s: plugged back, the picture after %.1f s, 3 at most" % (what, took))
    tell(hall.shows(wanted) <= 1, what + ": plugged back, the same picture")
    tell(hall.pid() == pid, "%s: the same process, no restart%s" % (what, ", though the watchdog waits 30 s only" if seconds > 30 else ""))


def settings(hall, landscape, what=""):
    """What [screen] says, taken over while running, and while waiting."""
    pid = hall.pid()
    portrait = hall.shot("800x1280")
    hall.configure("rotate = 90")
    tell(hall.shows(portrait, -90) <= 1, what + "[screen] rotate = 90: the picture turned")
    keep_now(hall.machine, "display-rotate-90" + what.strip(": ").replace(" ", "-"))
    for turn, wanted in ((180, landscape), (270, portrait)):
        hall.configure("rotate = %d" % turn)
        tell(hall.shows(wanted, -turn) <= 1, "%s[screen] rotate = %d: the picture turned" % (what, turn))
        keep_now(hall.machine, "display-rotate-%d%s" % (turn, what.strip(": ").replace(" ", "-")))
    hall.configure("mode = 1024x768")
    tell(hall.shows(hall.shot("1024x768")) <= 1, what + "[screen] mode = 1024x768")
    hall.afresh()
    hall.configure("output = Virtual-9")
    tell(hall.said("no display is connected to Virtual-9"), what + "[screen] output = Virtual-9 is waited for")
    hall.configure("output = Virtual-2")
    tell(hall.shows(landscape) <= 1, what + "[screen] output = Virtual-2: mended while there was no display")
    tell(hall.pid() == pid, what + "[screen]: all by the same process")


def mean(picture):
    return sum(picture[1]) / len(picture[1])


def dimmed(hall, landscape):
    hall.configure(more="[power]\ndim = 00:00 40%")
    half = shot(RIWAQ, write(hall.here, "dim.conf", CONF % ("", "lobby.json", "[power]\ndim = 00:00 40%")), "1280x800", AT)
    tell(hall.shows(half) <= 1, "[power] dim = 00:00 40%: the picture is that of `riwaq shot`")
    share = mean(pixels(os.path.join(hall.here, "now.ppm"))) / mean(landscape)
    tell(0.37 <= share <= 0.43, "[power] dim = 00:00 40%%: %.1f %% of the light" % (100 * share))
    keep_now(hall.machine, "display-dim-40")


def when_state(hall, state, seconds):
    """The machine's time at which the kernel says that the panel is so."""
    return float(hall.machine.out("for i in $(seq %d); do read s <%s/dpms; [ $s = %s ] && break; sleep 0.1; done; date +%%s.%%N"
                                  % (seconds * 10, CONNECTOR, state), seconds * 5))


def hours(hall, landscape, cec, what=""):
    """Off at a full minute, on at the next."""
    machine = hall.machine
    tell(machine.out("cat %s/dpms" % CONNECTOR) == "On", what + "by schedule: the panel is on before")
    now = int(machine.out("date +%s"))
    off = (now // 60 + (2 if now % 60 > 20 else 1)) * 60
    clock = [time.strftime("%H:%M", time.gmtime(at)) for at in (off, off + 60)]
    pid = hall.pid()
    hall.configure(more="[power]\non = %s-%s\n%s" % (clock[1], clock[0], "cec = /dev/cec1\n" if cec else ""))
    late = when_state(hall, "Off", off - now + 30) - off
    tell(0 <= late <= 2, what + "by schedule: the kernel says Off %.2f s after %s" % (late, clock[0]))
    dark = "riwaq status --json | grep -q '\"dark\": true'"
    tell(machine.wait_for(dark, 20), what + "by schedule: what it shows is black (riwaq status)")
    path = os.path.join(hall.here, "off.ppm")
    if machine.picture(path):
        keep(FOLDER, "display-off", path)  # "Display output is not active", writes qemu
    if cec:
        tell(machine.wait_for("grep -q 'STANDBY (0x36)' /tmp/cec.log", 20), what + "by schedule: the television got STANDBY from cec-ctl")
    late = when_state(hall, "On", 90) - off - 60
    tell(0 <= late <= 2, what + "by schedule: the kernel says On %.2f s after %s" % (late, clock[1]))
    tell(hall.shows(landscape) <= 1, what + "by schedule: the same picture again")
    if cec:
        machine.wait_for("grep -q ACTIVE_SOURCE /tmp/cec.log", 20)
        log = machine.out("cat /tmp/cec.log")
        tell("IMAGE_VIEW_ON (0x04)" in log and "ACTIVE_SOURCE (0x82)" in log,
             what + "by schedule: the television got IMAGE_VIEW_ON and ACTIVE_SOURCE")
        note(" / ".join(re.findall(r"(?:STANDBY|IMAGE_VIEW_ON|ACTIVE_SOURCE) \(0x..\)", log)))
    tell(hall.pid() == pid, what + "by schedule: the same process")


def television(machine):
    """Adapters of the kernel's test driver, one for each end of the cable, and who listens at the
    television's."""
    machine.run("modprobe vivid; sleep 2; cec-ctl -d0 --tv >/dev/null")
    machine.run("(cec-ctl -d0 --monitor >/tmp/cec.log 2>&1 &)")
    whose = machine.out("stat -c '%U:%G %a' /dev/cec1")
    tell(whose == "root:video 660", "/dev/cec1 is of a group that the unit has: " + whose)


def cards(hall, wanted):
    """The card with the display, found afresh, running and at a start."""
    machine, pid = hall.machine, hall.pid()
    hall.afresh()
    machine.run("echo on >%s/status; echo off >%s/status" % (OTHER, CONNECTOR))
    tell(hall.said("on Virtual-1,"), "the display is at the other card now: taken there")
    tell(hall.pid() == pid, "the display is at the other card now: the same process")
    hall.afresh()
    machine.run("systemctl restart riwaq", 120)
    tell(hall.said("on Virtual-1,"), "begun anew: the other card, as it has the display")
    hall.afresh()
    machine.run("echo off >%s/status; echo on >%s/status; systemctl restart riwaq" % (OTHER, CONNECTOR), 120)
    tell(hall.said("on Virtual-2,"), "begun anew: this card, as it has the display")
    tell(hall.shows(wanted) <= 1, "begun anew: the picture")


def unit(machine):
    level = machine.out("systemd-analyze security --no-pager riwaq | tail -1")
    found = re.search(r"([0-9]+\.[0-9]+)", level)
    tell(found and float(found.group(1)) <= 3.0, "systemd-analyze security: %s, 3.0 at most" % (found.group(1) if found else level))
    note(machine.out("grep -E 'VmRSS|VmHWM' /proc/$(pidof riwaq)/status | tr -s '\\t\\n ' ' '"))
    groups = machine.out("id -Gn riwaq 2>/dev/null; grep Groups /proc/$(pidof riwaq)/status")
    wanted = machine.out("getent group video render input | cut -d: -f3").split()
    tell(set(wanted) <= set(groups.split()), "groups video, render, input: " + " ".join(wanted))
    opened = machine.out("ls -l /proc/$(pidof riwaq)/fd | grep -c /dev/dri/card")
    tell(opened.isdigit() and int(opened) >= 1, "the display is open")
    tell(machine.run("systemctl is-active -q getty@tty1")[0] != 0, "no getty on tty1")


def by_sdl(hall, landscape):
    """SDL's kmsdrm, with Mesa's OpenGL on the processor where there would be a GPU: its first frame
    takes half a minute on an emulated one, which is the watchdog's time."""
    machine, what = hall.machine, "by SDL's kmsdrm: "
    hall.configure()
    machine.run("systemctl stop riwaq; mkdir -p /run/systemd/system/riwaq.service.d", 60)
    machine.put("/run/systemd/system/riwaq.service.d/gpu.conf", "[Service]\nEnvironment=RIWAQ_PAINTER=gpu\nWatchdogSec=180s\n")
    hall.afresh()
    machine.run("systemctl daemon-reload; systemctl start riwaq", 120)
    runs = hall.said("painted by the GPU", 180)
    tell(runs, what + "it runs, " + machine.out("journalctl -u riwaq -b -o cat | grep -o 'OpenGL by.*' | tail -1"))
    tell(hall.shows(landscape, seconds=120) <= 1, what + "the picture is that of `riwaq shot`")
    settings(hall, landscape, what)
    hall.configure()
    pulled(hall, landscape, EVERY * 3, what + "pulled")
    hours(hall, landscape, False, what)
    machine.run("echo on >%s/status; echo off >%s/status" % (OTHER, CONNECTOR))
    tell(hall.said("on Virtual-1,"), what + "the display is at the other card now: taken there")
    note(machine.out("grep -E 'VmRSS|VmHWM' /proc/$(pidof riwaq)/status | tr -s '\\t\\n ' ' '"))


def bench(machine):
    machine.run("systemctl stop riwaq", 60)
    tell(console_mode(machine) == "0", "ended: the console is in text mode")
    machine.put("/tmp/lobby.json", CONTENT)
    note(machine.out("cd /tmp && SDL_VIDEODRIVER=kmsdrm riwaq bench --content lobby.json --theme atrium --seconds 20 2>/dev/null", 200))


def forced(here, disk, server):
    """What a television that is off at power-on has to get: the mode that the kernel was told."""
    with Machine(FOLDER, disk=disk, extra=FORCED, devices=("virtio-gpu-pci,id=gpu,max_outputs=2",)) as machine:
        hall = Hall(machine, server, here)
        tell(machine.wait_for("systemctl is-active -q riwaq", 300), "forced mode: riwaq is ready")
        states = machine.out("cat /sys/class/drm/card0-Virtual-1/status /sys/class/drm/card0-Virtual-2/status").split()
        edid = machine.out("wc -c </sys/class/drm/card0-Virtual-2/edid")
        tell(states == ["disconnected", "connected"], "forced mode: to the kernel the connectors are %s; the display tells %s bytes of itself"
             % (" and ".join(states), edid))
        tell(shows(machine, here, hall.shot(FORCED_SIZE), seconds=120, head=1) <= 1,
             "forced mode: the picture is that of `riwaq shot` of %s" % FORCED_SIZE)
        keep_now(machine, "display-forced-mode", 1)
        told = machine.out("riwaq status | grep ^display")
        tell(FORCED_SIZE in told and "Virtual-2" in told, "forced mode: status: " + told)


def write(here, name, text):
    path = os.path.join(here, name)
    with open(path, "w", encoding="utf-8") as out:
        out.write(text)
    return path


def main():
    with tempfile.TemporaryDirectory() as here, Server({"lobby.json": CONTENT}) as server:
        os.mkdir(os.path.join(here, "still"))
        write(here, "still/theme.ini", THEME)
        write(here, "lobby.json", CONTENT)
        files = {"/etc/riwaq/still/theme.ini": THEME, "/etc/riwaq/riwaq.conf": CONF % ("", server.url("lobby.json", HOST), "")}
        disk = Machine.prepared(FOLDER, os.path.join(here, "disk"), files)
        with Machine(FOLDER, disk=disk, extra=NO_DISPLAY, devices=DEVICES, memory=768) as machine:
            hall = Hall(machine, server, here)
            landscape = hall.shot("1280x800")
            off_at_boot(hall, landscape)
            unit(machine)
            settings(hall, landscape)
            hall.configure()
            pulled(hall, landscape, 60, "pulled for a minute")
            dimmed(hall, landscape)
            television(machine)
            hours(hall, landscape, True)
            hall.configure()
            cards(hall, landscape)
            by_sdl(hall, landscape)
            bench(machine)
        forced(here, Machine.prepared(FOLDER, os.path.join(here, "forced"), files), server)
    finish()


main()
