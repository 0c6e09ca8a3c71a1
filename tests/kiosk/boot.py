#!/usr/bin/env python3
"""boot.py FOLDER RIWAQ: from power-on to the picture without a hand on it. First boot without network:
the waiting picture; network a minute later: the content; second boot without network: the last content
in the first frame. All that the screen showed from power-on is looked at: before the first frame it is
black, and nothing else is between."""
import json
import os
import subprocess
import sys
import tempfile
import time

from kiosk import Film, Server, Shots, finish, is_blank, keep, note, tell
from machine import Machine

FOLDER, RIWAQ = sys.argv[1], sys.argv[2]
BOOT_S = 900  # an emulated processor on a busy host; what is judged are the machine's own seconds
# Nothing moves, so that a picture is that of its minute.
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
        article headlines
[zone.article]
show = article
[zone.headlines]
show = headlines
"""
CONF = """[screen]
theme = ./board
name = News house
[place]
name = Rabat
timezone = Etc/UTC
[source.lobby]
url = %s
every = 5m
"""
CONTENT = json.dumps({
    "headlines": [{"time": "2025-03-19T12:50:00Z", "title": "The hall opens at eight"}, {"title": "اللوحة في القاعة"}],
    "article": {"title": "A board that nobody visits", "image": "/hall.jpg", "paragraphs": ["It begins with what it showed last."]}})


def status(machine):
    return json.loads(machine.out("riwaq status --json") or "{}")


def uptime(machine):
    return float(machine.out("cut -d' ' -f1 /proc/uptime") or "0")


def journal_s(machine, unit, words):
    """When the journal first had WORDS of UNIT, in seconds since the machine's kernel began, and the line."""
    line = machine.out("journalctl -b -u %s -o short-monotonic | grep -m1 '%s'" % (unit, words))
    return (float(line[1:].split("]")[0]), line) if line.startswith("[") else (0, line)


def first_pictures(machine, film, shots, what, wanted):
    """From power-on to the picture of SHOTS; nothing but black before. WANTED: what riwaq calls it."""
    blank_to = []

    def look(path):
        if is_blank(path):
            return False
        blank_to.append(path)
        return shots.difference(path) <= 1

    seconds = film.until(look, BOOT_S)
    shown = [frame for frame in film.frames if frame[1] in blank_to]
    tell(seconds is not None, "%s: the picture is that of `riwaq shot`, %.0f s of the host after power-on" % (what, seconds or 0))
    tell(all(is_blank(path) for _, path in film.frames[:film.frames.index(shown[0])] if shown),
         "%s: black before, in %d pictures" % (what, film.taken))
    machine.wait_for("riwaq status --json | grep -q '\"first\": {'", BOOT_S)
    first = status(machine)["frames"]["first"]
    at, line = journal_s(machine, "riwaq", "first picture")
    tell(first["what"] == wanted and line.endswith(wanted),
         "%s: the first frame was the %s, %.1f s after the kernel, %.1f s after riwaq began" % (what, wanted, at, first["after_s"]))
    note(machine.out("grep -E 'VmRSS|VmHWM' /proc/$(pidof riwaq)/status | tr -s '\\t\\n ' ' '"))
    return shown


def content_comes(machine, film, shots):
    while uptime(machine) < journal_s(machine, "riwaq", "first picture")[0] + 60:
        film.take()
    before, taken = uptime(machine), len(film.frames)
    tell(status(machine)["shown"]["what"] == "waiting", "no network for a minute: the waiting picture is still up")
    machine.link(True)
    came = film.until(lambda path: shots.difference(path) <= 1, BOOT_S)
    tell(came is not None, "network: the content is that of `riwaq shot`")
    told = status(machine)
    shown, address = told["told_boot_s"] - told["shown"]["age_s"], journal_s(machine, "systemd-networkd", "DHCPv4 address")[0]
    tell(before <= address <= shown <= address + 30,
         "network: the content was up %.1f s after the cable, %.1f s after the address, 30 at most" % (shown - before, shown - address))
    tell(not any(is_blank(path) for _, path in film.frames[taken:]), "network: no black between")


def first_boot(disk, here, waiting, content):
    with Machine(FOLDER, disk=disk, network=False) as machine:
        film = Film(machine, os.path.join(here, "first"))
        first_pictures(machine, film, waiting, "first boot, no network", "waiting")
        keep(FOLDER, "boot-1-waiting", film.frames[-1][1])
        content_comes(machine, film, content)
        keep(FOLDER, "boot-2-content", film.frames[-1][1])
        taken = len(film.frames)
        tell(machine.shut("systemctl reboot", BOOT_S, film.take), "told to reboot, it ends")
        last = film.frames[taken - 1][1]
        odd = [path for _, path in film.frames[taken:] if not is_blank(path) and content.difference(path) > 1]
        for i, path in enumerate(odd):
            keep(FOLDER, "boot-odd-%d" % i, path)
        tell(not odd, "on its way down: the content, then black")
        keep(FOLDER, "boot-3-last-before-the-reboot", last)


def second_boot(disk, here, content):
    with Machine(FOLDER, disk=disk, network=False) as machine:
        film = Film(machine, os.path.join(here, "second"))
        shown = first_pictures(machine, film, content, "second boot, no network", "kept content")
        tell(shown and content.difference(shown[0][1]) <= 1, "second boot: the first picture of all is the last content")
        keep(FOLDER, "boot-4-kept", shown[0][1])
        told = status(machine)
        tell(told["sources"][0]["confirmed"] is not None and told["sources"][0]["failures"] > 0,
             "second boot: the source failed since, its content is of %s" % told["sources"][0]["confirmed"])
        note(machine.out("systemd-analyze time | head -n 1"))


def main():
    with tempfile.TemporaryDirectory(prefix="machine-", dir=FOLDER) as here, Server() as server:
        picture = os.path.join(here, "hall.jpg")
        subprocess.run(["convert", "-size", "960x640", "gradient:#204060-#e0a050", picture], check=True)
        with open(picture, "rb") as file:
            server.files = {"lobby.json": CONTENT, "hall.jpg": file.read()}
        for name, host in (("offline", "10.0.2.2"), ("online", "127.0.0.1")):
            os.makedirs(os.path.join(here, name, "board"))
            for path, text in (("riwaq.conf", CONF % server.url("lobby.json", host)), ("board/theme.ini", THEME)):
                with open(os.path.join(here, name, path), "w", encoding="utf-8") as out:
                    out.write(text)
        disk = Machine.prepared(FOLDER, os.path.join(here, "disk.qcow2"), {
            "/etc/riwaq/riwaq.conf": CONF % server.url("lobby.json"), "/etc/riwaq/board/theme.ini": THEME})
        waiting = Shots(RIWAQ, os.path.join(here, "offline", "riwaq.conf"), offline=True)
        content = Shots(RIWAQ, os.path.join(here, "online", "riwaq.conf"))
        first_boot(disk, here, waiting, content)
        second_boot(disk, here, content)
    finish()


main()
