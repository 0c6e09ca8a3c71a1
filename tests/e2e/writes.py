#!/usr/bin/env python3
"""What happens to the files of a folder, and whether a metrics file is one.

    writes.py watch FOLDER     a line for each event, as it comes: EVENT NAME SIZE (inotify's; SIZE is
                               of the file, where it is there); READY first
    writes.py metrics FILE     exit 0: it is Prometheus' text format (0.0.4), by what its
                               documentation and node_exporter's collector demand; else says why not
    writes.py listening PID    prints the sockets of the process that somebody could connect or send to
"""
import ctypes
import os
import re
import struct
import sys

EVENTS = {0x2: "modify", 0x4: "attrib", 0x8: "close", 0x40: "from", 0x80: "to", 0x100: "create", 0x200: "delete"}


def watch(folder):
    libc = ctypes.CDLL(None, use_errno=True)
    fd = libc.inotify_init()
    if libc.inotify_add_watch(fd, folder.encode(), sum(EVENTS)) < 0:
        sys.exit(os.strerror(ctypes.get_errno()))
    print("READY", flush=True)
    while True:
        data = os.read(fd, 65536)
        while data:
            _, mask, _, length = struct.unpack_from("iIII", data)
            name = data[16 : 16 + length].rstrip(b"\0").decode()
            data = data[16 + length :]
            try:
                size = os.stat(os.path.join(folder, name)).st_size
            except OSError:
                size = "-"
            for bit, event in EVENTS.items():
                if mask & bit:
                    print(event, name, size, flush=True)


LABEL = r'[a-zA-Z_]\w*="(?:[^"\\\n]|\\\\|\\"|\\n)*"'
SAMPLE = re.compile(rf"([a-zA-Z_:][\w:]*)(\{{(?:{LABEL}(?:,{LABEL})*)?\}})? (-?\d+(?:\.\d+)?(?:e[-+]?\d+)?)")


def metrics(path):
    with open(path, encoding="utf-8", newline="") as file:
        text = file.read()
    assert text.endswith("\n"), "the last line does not end"
    helps, types, seen, last = set(), {}, set(), None
    for line in text[:-1].split("\n"):
        if line.startswith("# HELP "):
            last = line.split(" ")[2]
            assert last not in helps, f"{last}: told of twice"
            assert len(line.split(" ", 3)) == 4, f"{last}: no help"
            helps.add(last)
        elif line.startswith("# TYPE "):
            name, kind = line.split(" ")[2:]
            assert name == last and name not in types, f"{name}: its type is not beside its help"
            assert kind in ("counter", "gauge"), f"{name}: {kind}"
            assert name.endswith("_total") == (kind == "counter"), f"{name} is a {kind}"
            types[name] = kind
        else:
            sample = SAMPLE.fullmatch(line)
            assert sample, f"no sample: {line}"
            name, labels, value = sample.groups()
            assert name == last and name in types, f"{name}: not below its help and type"
            assert (name, labels) not in seen, f"{name}{labels}: twice"
            assert types[name] == "gauge" or float(value) >= 0, f"{name}: a counter below zero"
            seen.add((name, labels))
    assert seen, "empty"


def listening(pid):
    own = set()
    for fd in os.listdir(f"/proc/{pid}/fd"):
        try:
            own.update(re.findall(r"^socket:\[(\d+)\]", os.readlink(f"/proc/{pid}/fd/{fd}")))
        except FileNotFoundError:
            pass
    for table in ("tcp", "tcp6", "udp", "udp6", "udplite", "udplite6", "raw", "raw6"):
        try:
            with open(f"/proc/{pid}/net/{table}", encoding="ascii") as file:
                rows = [line.split() for line in file][1:]
        except FileNotFoundError:
            continue
        for row in rows:
            waits = row[3] == "0A" if table.startswith("tcp") else int(row[2].split(":")[1], 16) == 0
            if row[9] in own and waits:
                print(table, row[1])
    with open(f"/proc/{pid}/net/unix", encoding="ascii", errors="replace") as file:
        for row in [line.split() for line in file][1:]:
            if row[6] in own and int(row[3], 16) & 0x10000:  # SO_ACCEPTCON
                print("unix", *row[7:])


if __name__ == "__main__":
    try:
        {"watch": watch, "metrics": metrics, "listening": listening}[sys.argv[1]](sys.argv[2])
    except AssertionError as why:
        sys.exit(f"{sys.argv[2]}: {why}")
