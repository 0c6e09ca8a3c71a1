#!/usr/bin/env python3
"""boot.py FOLDER RIWAQ: from power-on to the picture without a hand on it. First boot without network:
the waiting picture; network a minute later: the content; second boot without network: the last content
in the first frame; third boot with ifupdown and a network that hangs: nothing waits for it. All that the
screen showed from power-on is looked at: before the first frame it is black, and nothing else is between."""
import json
import os
import subprocess
import sys
import tempfile
import time

from kiosk import RESULTS, Film, Server, Shots, finish, is_blank, keep, note, tell
from machine import Machine

FOLDER, RIWAQ = sys.argv[1], sys.argv[2]
BOOT_S = 600  # an emulated processor on a busy host; what is judged are the machine's own seconds
MARK = (24, 24)  # pixels: the point beside the hour, when a source does not answer
REASON = (1280, 40)  # the line that tells why there is no content
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
LATE = ("network.target", "network-online.target", "remote-fs.target", "time-sync.target")  # for which a board does not wait
HEADLINES = [{"time": "2025-03-19T12:50:00Z", "title": "The hall opens at eight"}, {"title": "اللوحة في القاعة"}]
ARTICLE = {"title": "A board that nobody visits", "paragraphs": ["It begins with what it showed last."]}
TEXT = json.dumps({"headlines": HEADLINES, "article": ARTICLE})
CONTENT = json.dumps({"headlines": HEADLINES, "article": {**ARTICLE, "image": "/hall.jpg"}})


def status(machine):
    return json.loads(machine.out("riwaq status --json") or "{}")


def uptime(machine):
    return float(machine.out("cut -d' ' -f1 /proc/uptime") or "0")


def journal_s(machine, unit, words):
    """When the journal first had WORDS of UNIT, in seconds since the machine's kernel began, and the line."""
    line = machine.out("journalctl -b -u %s -o short-monotonic | grep -m1 '%s'" % (unit, words))
    return (float(line[1:].split("]")[0]), line) if line.startswith("[") else (0, line)


def first_pictures(machine, film, what, wanted, matches):
    """From power-on to the first picture, of which MATCHES; nothing but black before. WANTED: what riwaq
    calls it. The frame of the film."""
    seconds = film.until(lambda path: not is_blank(path), BOOT_S)
    if not tell(seconds is not None, "%s: a picture, %.0f s of the host after power-on" % (what, seconds or 0)):
        finish()
    first = film.frames[-1]
    tell(matches(first[1]), "%s: the first picture of all is that of `riwaq shot`" % what)
    tell(all(is_blank(path) for _, path in film.frames[:-1]), "%s: black before, in %d pictures" % (what, film.taken))
    machine.wait_for("riwaq status --json | grep -q '\"first\": {'", BOOT_S)
    told = status(machine)["frames"]["first"]
    at, line = journal_s(machine, "riwaq", "first picture")
    tell(told["what"] == wanted and line.endswith(wanted),
         "%s: the first frame was: %s, %.1f s after the kernel, %.1f s after riwaq began" % (what, told["what"], at, told["after_s"]))
    if RESULTS.bad:
        note(machine.out("journalctl -b -u riwaq -o short-monotonic"))
    note(machine.out("grep -E 'VmRSS|VmHWM' /proc/$(pidof riwaq)/status | tr -s '\\t\\n ' ' '"))
    return first


def content_comes(machine, film, shots):
    while uptime(machine) < journal_s(machine, "riwaq", "first picture")[0] + 60:
        film.take()
    before, taken = uptime(machine), len(film.frames)
    tell(status(machine)["shown"]["what"] == "waiting", "no network for a minute: the waiting picture is still up")
    machine.link(True)
    came = film.until(shots.matches, BOOT_S)
    tell(came is not None, "network: the content is that of `riwaq shot`")
    told = status(machine)
    shown, address = told["told_boot_s"] - told["shown"]["age_s"], journal_s(machine, "systemd-networkd", "DHCPv4 address")[0]
    tell(before <= address <= shown <= address + 30,
         "network: the content was up %.1f s after the cable, %.1f s after the address, 30 at most" % (shown - before, shown - address))
    tell(not any(is_blank(path) for _, path in film.frames[taken:]), "network: no black between")


def first_boot(disk, here, waiting, content):
    with Machine(FOLDER, disk=disk, network=False) as machine:
        film = Film(machine, os.path.join(here, "first"))
        first = first_pictures(machine, film, "first boot, no network", "waiting", lambda path: waiting.matches(path, REASON))
        tell(waiting.matches(first[1]) or film.until(waiting.matches, BOOT_S) is not None, "first boot, no network: it tells why")
        keep(FOLDER, "boot-1-waiting", film.frames[-1][1])
        content_comes(machine, film, content)
        keep(FOLDER, "boot-2-content", film.frames[-1][1])
        taken = len(film.frames)
        tell(machine.shut("systemctl reboot", BOOT_S, film.take), "told to reboot, it ends")
        last = film.frames[taken - 1][1]
        odd = [path for _, path in film.frames[taken:] if not is_blank(path) and not content.matches(path)]
        for i, path in enumerate(odd):
            keep(FOLDER, "boot-odd-%d" % i, path)
        tell(not odd, "on its way down: the content, then black")
        keep(FOLDER, "boot-3-last-before-the-reboot", last)


def second_boot(disk, here, text, content):
    with Machine(FOLDER, disk=disk, network=False) as machine:
        film = Film(machine, os.path.join(here, "second"))
        first = first_pictures(machine, film, "second boot, no network", "kept content",
                               lambda path: content.matches(path, MARK) or text.matches(path, MARK))
        keep(FOLDER, "boot-4-kept", first[1])
        # The article's picture is waited for, but not for ever.
        whole = content.matches(first[1], MARK) and first[0] or film.until(lambda path: content.matches(path, MARK), BOOT_S)
        tell(whole, "second boot: the article's picture was there %.1f s of the host after the first frame" % ((whole or 0) - first[0]))
        keep(FOLDER, "boot-5-kept-whole", film.frames[-1][1])
        told = status(machine)
        tell(told["sources"][0]["confirmed"] is not None and told["sources"][0]["failures"] > 0,
             "second boot: the source failed since, its content is of %s" % told["sources"][0]["confirmed"])
        note(machine.out("systemd-analyze time | head -n 1"))
        waits_for_none(machine)
        network_of_ifupdown(machine)


def ordered_after(machine, unit):
    """All units that UNIT is ordered after, with those that they are, as {unit: whom it was found with}."""
    told = machine.out("systemctl show -p Id -p After '*'", 120).split("\n\n")
    after = {}
    for part in told:
        keys = dict(line.split("=", 1) for line in part.split("\n") if "=" in line)
        after[keys.get("Id")] = keys.get("After", "").split()
    found, queue = {unit: None}, [unit]
    while queue:
        first = queue.pop()
        for other in after.get(first, ()):
            if other not in found:
                found[other] = first
                queue.append(other)
    return found


def waits_for_none(machine):
    found = ordered_after(machine, "riwaq.service")
    ways = []
    for late in LATE:
        way = [late] if late in found else []
        while way and found[way[-1]]:
            way.append(found[way[-1]])
        ways += [" before ".join(way)] if way else []
    tell("basic.target" in found and not ways, "the unit is ordered after %d others, and among them none of the network: %s"
         % (len(found) - 1, "; ".join(ways) or "no " + ", ".join(LATE)))


def network_of_ifupdown(machine):
    """As the installer of Debian leaves a wired card. The server that does not answer is waited for as
    long as systemd lets it, so that no host is too slow to see it waited for."""
    machine.run("card=$(cd /sys/class/net && ls -d e*); printf 'auto lo\\niface lo inet loopback\\nauto %s\\niface %s inet dhcp\\n' "
                "$card $card >/etc/network/interfaces; echo 'timeout 3600;' >>/etc/dhcp/dhclient.conf; "
                "mkdir -p /etc/systemd/system/networking.service.d; "
                "printf '[Service]\\nTimeoutStartSec=3600\\n' >/etc/systemd/system/networking.service.d/kiosk.conf; "
                "systemctl disable systemd-networkd systemd-networkd.socket; systemctl enable networking; sync", 120)


def third_boot(disk, here, text, content):
    with Machine(FOLDER, disk=disk, network=False) as machine:
        film = Film(machine, os.path.join(here, "third"))
        first_pictures(machine, film, "network that hangs", "kept content",
                       lambda path: content.matches(path, MARK) or text.matches(path, MARK))
        keep(FOLDER, "boot-6-network-hangs", film.frames[-1][1])
        at, _ = journal_s(machine, "riwaq", "first picture")
        told = dict(line.split("=") for line in machine.out("systemctl show networking -p ActiveState -p InactiveExitTimestampMonotonic "
                                                            "-p ActiveEnterTimestampMonotonic -p InactiveEnterTimestampMonotonic").split("\n"))
        begun, *ends = (int(told.get(what + "TimestampMonotonic", 0)) / 1e6 for what in ("InactiveExit", "ActiveEnter", "InactiveEnter"))
        end = max(ends) or float("inf")
        tell(0 < begun < end and 0 < at < end, "network that hangs: the first frame %.1f s after the kernel; networking began at %.1f s and is %s"
             % (at, begun, told.get("ActiveState")))
        if RESULTS.bad:
            note(machine.out("systemctl status networking --no-pager -l; systemctl list-jobs"))


def main():
    with tempfile.TemporaryDirectory(prefix="machine-", dir=FOLDER) as here, Server() as server:
        picture = os.path.join(here, "hall.jpg")
        subprocess.run(["convert", "-size", "960x640", "gradient:#204060-#e0a050", picture], check=True)
        with open(picture, "rb") as file:
            server.files = {"lobby.json": CONTENT, "text.json": TEXT, "hall.jpg": file.read()}
        shots = {}
        for name, url in (("waiting", server.url("lobby.json")), ("text", server.url("text.json", "127.0.0.1")),
                          ("content", server.url("lobby.json", "127.0.0.1"))):
            os.makedirs(os.path.join(here, name, "board"))
            for path, data in (("riwaq.conf", CONF % url), ("board/theme.ini", THEME)):
                with open(os.path.join(here, name, path), "w", encoding="utf-8") as out:
                    out.write(data)
            shots[name] = Shots(RIWAQ, os.path.join(here, name, "riwaq.conf"), offline=name == "waiting")
        disk = Machine.prepared(FOLDER, os.path.join(here, "disk.qcow2"), {
            "/etc/riwaq/riwaq.conf": CONF % server.url("lobby.json"), "/etc/riwaq/board/theme.ini": THEME})
        first_boot(disk, here, shots["waiting"], shots["content"])
        second_boot(disk, here, shots["text"], shots["content"])
        third_boot(disk, here, shots["text"], shots["content"])
    finish()


main()
