#!/usr/bin/env python3
"""display.py FOLDER RIWAQ: the console's display in a machine of image.sh's FOLDER, held against what
RIWAQ (of the same source) draws with `shot`: the picture, turned, in another mode, pulled and plugged
back, off and on by schedule; and what it costs. Needs imagemagick. Some two minutes."""
import os
import sys
import tempfile

import kiosk
from kiosk import finish, note, shows, tell
from machine import Machine

FOLDER, RIWAQ = sys.argv[1], sys.argv[2]
CONNECTOR = "/sys/class/drm/card0-Virtual-1"
THEME = "[theme]\nschema = 1\nname = Still\nextends = atrium\n" + "".join(
    "[grid%s]\ncolumns = 1fr\nrows = 1fr 200\nmargin = 32\nareas = headlines\n        social\n" % shape
    for shape in ("", ".portrait")) + "[zone.headlines]\nshow = headlines\n"
CONTENT = ('{"headlines": [{"title": "The board of the hall stands still"}, {"title": "اللوحة ثابتة في القاعة"}],'
           ' "social": {"label": "Follow us", "url": "https://news.example/"}}')
CONF = "[screen]\ntheme = ./still\n%s\n[clock]\ntrust = always\n[place]\nname = Rabat\ntimezone = Africa/Casablanca\n" \
       "[source.lobby]\nurl = lobby.json\n%s\n"


def shot(here, size):
    return kiosk.shot(RIWAQ, os.path.join(here, "riwaq.conf"), size, "2026-11-24T12:00")


def configure(machine, screen="", more=""):
    machine.put("/etc/riwaq/new", CONF % (screen, more))
    machine.run("mv /etc/riwaq/new /etc/riwaq/riwaq.conf")


def console_mode(machine):
    """0: text, 1: graphics (KDGETMODE)."""
    return machine.out("perl -e 'open F, \"<\", \"/dev/tty1\"; $m = pack \"i\", 9; ioctl F, 0x4B3B, $m; print unpack \"i\", $m'")


def pull_and_plug(machine, here, wanted):
    pid = machine.out("pidof riwaq")
    machine.run("echo off >%s/status" % CONNECTOR)
    tell(machine.wait_for("journalctl -u riwaq -b -o cat | grep -q 'no display is connected'", 30), "pulled: it says so and waits")
    machine.run("sleep 5")
    tell(machine.out("systemctl is-active riwaq; pidof riwaq") == "active\n" + pid, "pulled: the program goes on")
    # By the machine's own clock: the emulator's host may be busy.
    machine.run("journalctl --rotate -q; date +%%s.%%N >/tmp/plugged; echo on >%s/status" % CONNECTOR)
    tell(shows(machine, here, wanted) <= 1, "plugged back: the same picture")
    took = machine.out("perl -e '$p = `cat /tmp/plugged`; ($t) = (`journalctl -u riwaq -b -o short-unix | "
                       "grep showing | tail -1` =~ /^([0-9.]+)/); printf \"%.1f\", $t - $p'")
    tell(0 <= float(took) <= 3, "plugged back: taken after %s s, 3 at most" % took)
    tell(machine.out("pidof riwaq") == pid, "plugged back: the same process")
    machine.run("echo detect >%s/status" % CONNECTOR)


def off_and_on(machine, here, wanted):
    tell(machine.out("cat %s/dpms" % CONNECTOR) == "On", "by schedule: on at first")
    weekday = machine.out("LC_ALL=C date -d '2 days' +%a").lower()
    configure(machine, more="[power]\non = 03:00-03:01 " + weekday)
    tell(machine.wait_for("grep -q Off %s/dpms" % CONNECTOR, 30), "by schedule: the panel off")
    configure(machine)
    tell(machine.wait_for("grep -q On %s/dpms" % CONNECTOR, 30), "by schedule: the panel on again")
    tell(shows(machine, here, wanted) <= 1, "by schedule: the same picture again")


def try_all(machine, here):
    landscape, portrait, smaller = shot(here, "1280x800"), shot(here, "800x1280"), shot(here, "1024x768")
    machine.wait_for("systemctl is-active riwaq")
    machine.run("mkdir -p /etc/riwaq/still")
    machine.put("/etc/riwaq/still/theme.ini", THEME)
    machine.put("/etc/riwaq/lobby.json", CONTENT)
    configure(machine)
    machine.run("systemctl restart riwaq", 120)
    tell(shows(machine, here, landscape, seconds=60) <= 1, "the picture is that of `riwaq shot`")
    tell(console_mode(machine) == "1", "the console is in graphics mode")
    configure(machine, "rotate = 90")
    tell(shows(machine, here, portrait, -90) <= 1, "turned by 90 degrees")
    configure(machine, "mode = 1024x768")
    tell(shows(machine, here, smaller) <= 1, "[screen] mode = 1024x768")
    configure(machine, "output = Virtual-9")
    tell(machine.wait_for("journalctl -u riwaq -b -o cat | grep -q 'no display is connected to Virtual-9'", 30),
         "[screen] output = Virtual-9 is waited for")
    # Who waits for a display takes no configuration: begun anew.
    configure(machine, "output = Virtual-1")
    machine.run("systemctl restart riwaq", 120)
    tell(shows(machine, here, landscape, seconds=60) <= 1, "[screen] output = Virtual-1")
    pull_and_plug(machine, here, landscape)
    off_and_on(machine, here, landscape)
    note(machine.out("grep -E 'VmRSS|VmHWM' /proc/$(pidof riwaq)/status | tr -s '\\t\\n ' ' '"))
    machine.run("systemctl stop riwaq", 60)
    tell(console_mode(machine) == "0", "ended: the console is in text mode")
    note(machine.out("cd /tmp && SDL_VIDEODRIVER=kmsdrm riwaq bench --content /etc/riwaq/lobby.json --theme atrium --seconds 20", 200))


def main():
    with tempfile.TemporaryDirectory() as here:
        os.mkdir(os.path.join(here, "still"))
        for name, text in (("still/theme.ini", THEME), ("lobby.json", CONTENT), ("riwaq.conf", CONF % ("", ""))):
            with open(os.path.join(here, name), "w", encoding="utf-8") as out:
                out.write(text)
        with Machine(FOLDER) as machine:
            try_all(machine, here)
    finish()


main()
