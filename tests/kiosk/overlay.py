#!/usr/bin/env python3
"""overlay.py FOLDER RIWAQ: the root read-only as `riwaq-kiosk --read-only` makes it, a layer in memory
over it: the picture comes, what is written lasts until the power goes and no longer; and after
`riwaq-kiosk --writable` it stays again."""
import json
import os
import sys
import tempfile

from kiosk import HOST, Server, finish, keep_now, note, shot, shows, tell
from machine import Machine

FOLDER, RIWAQ = sys.argv[1], sys.argv[2]
BOOT_S = 600  # an emulated processor on a busy host
AT = "2026-11-24T12:00"
THEME = """[theme]
schema = 1
name = Still
extends = atrium
[grid]
columns = 1fr
rows = 1fr
margin = 32
areas = headlines
[zone.headlines]
show = headlines
"""
CONF = """[screen]
theme = ./still
[clock]
trust = always
[place]
name = Rabat
timezone = Etc/UTC
[source.lobby]
url = %s
every = 10s
"""
CONTENT = json.dumps({"headlines": [{"title": "The board of the hall stands still"}, {"title": "اللوحة ثابتة في القاعة"}]})
# Where somebody works on the machine, and what a service writes.
PROBES = "/etc/riwaq/probe /home/probe /var/lib/probe"


def booted(disk):
    """Mounted as boot loaders have it, first to be read alone."""
    return Machine(FOLDER, disk=disk, read_only=True)


def root_type(machine):
    return machine.out("findmnt -no FSTYPE /")


def write_probes(machine):
    return machine.run("for file in %s; do echo written >$file || break; done && sync && cat %s | grep -c written | grep -qx 3" % (PROBES, PROBES))[0] == 0


def probes(machine):
    return machine.out("ls -d %s 2>/dev/null | tr '\\n' ' '" % PROBES)


def set_up(machine, option):
    """riwaq-kiosk with OPTION, and to the next start as a person goes there."""
    code, told = machine.run("riwaq-kiosk %s" % option, 300)
    tell(code == 0, "riwaq-kiosk %s: exit %s" % (option, code))
    note(told.strip())
    tell(machine.shut("systemctl reboot", BOOT_S), "riwaq-kiosk %s: told to reboot, it ends" % option)


def comes(machine, here, wanted, what):
    """The picture, and nothing that does not run."""
    machine.wait_for("systemctl is-active -q riwaq", BOOT_S)
    good = tell(shows(machine, here, wanted, seconds=120) <= 1, what + ": the picture is that of `riwaq shot`")
    if not good:
        keep_now(machine, "overlay-not-there")
        note(machine.out("systemctl status riwaq --no-pager -l | tail -20"))
    well = machine.wait_for("riwaq status --json | grep -q '\"health\": \"well\"'", 60)
    tell(well, "%s: status: %s" % (what, machine.out("riwaq status | head -n 1")))
    failed = machine.out("systemctl --failed --plain --no-legend | cut -d' ' -f1 | tr '\\n' ' '")
    tell(failed == "", "%s: units that failed: %s" % (what, failed or "none"))


def read_only(disk, here, wanted):
    with booted(disk) as machine:
        comes(machine, here, wanted, "read-only root")
        keep_now(machine, "overlay-read-only")
        kind, mount = root_type(machine), machine.out("findmnt -no OPTIONS /media/root-ro")
        tell(kind == "overlay" and "ro" in mount.split(","), "read-only root: / is of type %s, what is below it mounted %s" % (kind, mount))
        tell(write_probes(machine), "read-only root: three files written, they are there: " + probes(machine))
        code, told = machine.run("riwaq-kiosk --timezone Etc/UTC")
        tell(code not in (0, None) and "--writable" in told, "read-only root: riwaq-kiosk changes nothing that would be forgotten: " + told.strip())
        machine.cut()
    with booted(disk) as machine:
        comes(machine, here, wanted, "read-only root, after a cut")
        tell(root_type(machine) == "overlay" and probes(machine) == "", "read-only root, after a cut: of the three files there are: "
             + (probes(machine) or "none"))
        set_up(machine, "--writable")


def writable(disk, here, wanted):
    with booted(disk) as machine:
        comes(machine, here, wanted, "writable again")
        kind = root_type(machine)
        tell(kind == "ext4" and probes(machine) == "", "writable again: / is of type %s; of the three files there are: %s"
             % (kind, probes(machine) or "none"))
        tell(write_probes(machine), "writable again: three files written")
        machine.cut()
    with booted(disk) as machine:
        there = machine.wait_for("ls %s" % PROBES, BOOT_S)
        tell(there, "writable again, after a cut: the files stay: " + probes(machine))


def main():
    with tempfile.TemporaryDirectory(prefix="machine-", dir=FOLDER) as here, Server({"lobby.json": CONTENT}) as server:
        os.mkdir(os.path.join(here, "still"))
        for name, text in (("riwaq.conf", CONF % "lobby.json"), ("still/theme.ini", THEME), ("lobby.json", CONTENT)):
            with open(os.path.join(here, name), "w", encoding="utf-8") as out:
                out.write(text)
        wanted = shot(RIWAQ, os.path.join(here, "riwaq.conf"), "1280x800", AT)
        disk = Machine.prepared(FOLDER, os.path.join(here, "disk.qcow2"), {
            "/etc/riwaq/riwaq.conf": CONF % server.url("lobby.json", HOST), "/etc/riwaq/still/theme.ini": THEME})
        with booted(disk) as machine:
            machine.wait_for("systemctl is-active -q riwaq", BOOT_S)
            tell(root_type(machine) == "ext4", "as it is installed, / is of type " + root_type(machine))
            set_up(machine, "--read-only")
        read_only(disk, here, wanted)
        writable(disk, here, wanted)
    finish()


main()
