#!/usr/bin/env python3
"""clock.py FOLDER RIWAQ: a machine without a clock chip, as each Pi before the 5 is, and where no time
server answers: --:-- for the hour and for each prayer, and the content beside. Then a time server
answers, and the hour is right. Switched off and on again without one, it is --:-- once more, though
systemd has kept a time that could be true; nor is a chip believed that says 1970, as with an empty
battery. Needs UDP port 123 of the host's loopback."""
import json
import os
import socket
import struct
import sys
import tempfile
import threading
import time

from kiosk import HOST, Film, Server, Shots, finish, keep, note, tell
from machine import Machine

FOLDER, RIWAQ = sys.argv[1], sys.argv[2]
BOOT_S = 600
NO_CHIP = "initcall_blacklist=cmos_init"  # the kernel's driver for the emulated one
NTP_1970_S = 2208988800  # between the epochs of NTP and of Unix
THEME = """[theme]
schema = 1
name = Board
extends = atrium
[grid]
columns = 3fr 2fr
rows = 96 1fr
gap = 24
margin = 32
areas = masthead masthead
        headlines prayers
[zone.headlines]
show = headlines
[zone.prayers]
show = prayers
"""
CONF = """[screen]
theme = ./board
name = News house
[place]
name = Rabat
timezone = %s
latitude = 34.0209
longitude = -6.8416
[source.lobby]
url = %s
every = 5m
"""
TITLES = ("The hall opens at eight", "اللوحة في القاعة")
CONTENT = json.dumps({"headlines": [{"title": title} for title in TITLES]})
# A time server that is tried again soon, and no other.
TIMESYNCD = "[Time]\nNTP=%s\nFallbackNTP=\nConnectionRetrySec=5\n" % HOST


class TimeServer:
    """SNTP (RFC 4330) by the host's clock, on its loopback."""

    def __init__(self):
        self.socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self.socket.bind(("127.0.0.1", 123))
        self.socket.settimeout(0.5)
        self.ended = False
        self.thread = threading.Thread(target=self.serve, daemon=True)
        self.thread.start()

    @staticmethod
    def now():
        return struct.pack("!Q", int((time.time() + NTP_1970_S) * 2**32))

    def serve(self):
        while not self.ended:
            try:
                asked, sender = self.socket.recvfrom(1024)
            except socket.timeout:
                continue
            if len(asked) < 48:
                continue
            came = self.now()
            # No leap second, version 4, server; stratum 1, as often as asked, a microsecond.
            head = struct.pack("!BBbb", 0x24, 1, asked[2], -20) + struct.pack("!II", 0, 16) + b"KIOS"
            self.socket.sendto(head + came + asked[40:48] + came + self.now(), sender)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.ended = True
        self.thread.join()
        self.socket.close()


def status(machine):
    return json.loads(machine.out("riwaq status --json") or "{}")


def since_power(machine):
    """What to add to seconds since the kernel began for those since the power came."""
    return min(time.monotonic() - machine.started - float(machine.out("cut -d' ' -f1 /proc/uptime")) for _ in range(3))


def chip(machine):
    """What the clock chip says, in seconds since 1970; None: the machine has none."""
    return int(machine.out("cat /sys/class/rtc/rtc0/since_epoch")) if machine.out("ls -d /sys/class/rtc/rtc* /dev/rtc* 2>&- | grep rtc") else None


def unset_hour(machine, film, unset, what, has_chip=False):
    came = film.until(lambda path: unset.difference(path) <= 1, BOOT_S)
    tell(came is not None, "%s: the picture is that of `riwaq shot` without a clock: --:--, and the content" % what)
    machine.wait_for("systemctl is-active riwaq", BOOT_S)
    trust = status(machine)["clock"]["trust"]
    told, wall = chip(machine), machine.out("date -u +%Y-%m-%dT%H:%M:%SZ")
    tell(trust == "unset" and (told is not None and told < 86400 if has_chip else told is None),
         "%s: the clock is %s; %s, the system's clock at %s"
         % (what, trust, "there is no chip" if told is None else "the chip is %d s after 1970" % told, wall))
    texts = [json.loads(line) for line in
             machine.out("cd /tmp && riwaq shot --text -c /etc/riwaq/riwaq.conf -o clock.png", 300).splitlines() if line.startswith("{")]
    hours = sorted({text["text"] for text in texts if ":" in text["text"]})
    words = {text["text"] for text in texts if text["zone"] == "headlines"}
    tell(hours == ["--:--"] and set(TITLES) <= words, "%s: all texts with a colon: %s; the headlines are there"
         % (what, ", ".join(hours)))
    return wall


def hour_comes(machine, film, good):
    begun = len(film.frames)
    with TimeServer():
        answered = time.monotonic() - machine.started
        came = film.until(lambda path: good.difference(path) <= 1, BOOT_S)
        off = time.time() - float(machine.out("date +%s.%N") or "0")
    line = machine.out("journalctl -b -u systemd-timesyncd -o short-monotonic | grep -m1 'clock synchronization'")
    tell(came is not None and line.startswith("["), "the time server answers: the picture is that of `riwaq shot` with the right hour")
    if came is None or not line.startswith("["):
        return
    was_set = float(line[1:].split("]")[0]) + since_power(machine)
    tell(came - was_set <= 5, "the hour was right %.1f s after the clock was set, 5 at most; %.0f s after the server began to answer"
         % (came - was_set, came - answered))
    tell(abs(off) < 5, "the machine's clock is %.1f s off the host's" % off)
    tell(status(machine)["clock"]["trust"] == "synchronised", "the clock's trust is: %s" % status(machine)["clock"]["trust"])
    note("%d pictures from --:-- to the right hour" % (len(film.frames) - begun))


def try_all(here, disk, unset, good):
    # The kernel reads the emulated chip once even without its driver: hence the date.
    with Machine(FOLDER, disk=disk, date="1970-01-01", extra=NO_CHIP) as machine:
        film = Film(machine, os.path.join(here, "first"))
        wall = unset_hour(machine, film, unset, "no clock chip, no time server")
        keep(FOLDER, "clock-1-unset", film.frames[-1][1])
        hour_comes(machine, film, good)
        keep(FOLDER, "clock-2-right", film.frames[-1][1])
        tell(machine.shut("systemctl poweroff", BOOT_S), "told to power off, it ends")
    with Machine(FOLDER, disk=disk, date="1970-01-01", extra=NO_CHIP) as machine:
        film = Film(machine, os.path.join(here, "second"))
        later = unset_hour(machine, film, unset, "on again, no time server")
        tell(later > wall and later[:4] == time.strftime("%Y"), "on again: systemd's clock could be true: %s" % later)
        seen = [path for _, path in film.frames if good.difference(path) <= 1]
        tell(not seen, "on again: no hour was shown at any time, in %d pictures" % film.taken)
        keep(FOLDER, "clock-3-unset-again", film.frames[-1][1])
    with Machine(FOLDER, disk=disk, date="1970-01-01") as machine:
        film = Film(machine, os.path.join(here, "third"))
        unset_hour(machine, film, unset, "a clock chip of 1970, no time server", True)
        seen = [path for _, path in film.frames if good.difference(path) <= 1]
        tell(not seen, "a clock chip of 1970: no hour was shown at any time, in %d pictures" % film.taken)


def main():
    with tempfile.TemporaryDirectory(prefix="machine-", dir=FOLDER) as here, Server({"lobby.json": CONTENT}) as server:
        # A zone that is not known is what leaves `shot` on the host without an hour.
        for name, zone in (("unset", "Etc/Nowhere"), ("good", "Etc/UTC")):
            os.makedirs(os.path.join(here, name, "board"))
            for path, text in (("riwaq.conf", CONF % (zone, server.url("lobby.json", "127.0.0.1"))), ("board/theme.ini", THEME)):
                with open(os.path.join(here, name, path), "w", encoding="utf-8") as out:
                    out.write(text)
        disk = Machine.prepared(FOLDER, os.path.join(here, "disk.qcow2"), {
            "/etc/riwaq/riwaq.conf": CONF % ("Etc/UTC", server.url("lobby.json")), "/etc/riwaq/board/theme.ini": THEME,
            "/etc/systemd/timesyncd.conf.d/kiosk.conf": TIMESYNCD})
        unset, good = (Shots(RIWAQ, os.path.join(here, name, "riwaq.conf")) for name in ("unset", "good"))
        try_all(here, disk, unset, good)
    finish()


main()
