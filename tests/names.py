#!/usr/bin/env python3
"""names.py FILE: a name server (RFC 1035) on 127.0.0.1, port 53, that knows what FILE says at the moment.

FILE has a line a name: NAME ADDRESS; NAME may be "*", for all that have no line of their own. Answers
are good for no time at all. Without a line there is no such name.
"""
import ipaddress
import signal
import socket
import struct
import sys

A, AAAA = 1, 28
NO_SUCH_NAME = 3


def addresses(name):
    with open(sys.argv[1], encoding="ascii") as file:
        pairs = [line.split() for line in file if line.strip()]
    found = [pair[1] for pair in pairs if pair[0] == name] or [pair[1] for pair in pairs if pair[0] == "*"]
    return [ipaddress.ip_address(address) for address in found]


def answer(query):
    labels, at = [], 12
    while query[at]:
        labels.append(query[at + 1 : at + 1 + query[at]].decode("ascii", "replace"))
        at += 1 + query[at]
    question = query[12 : at + 5]
    kind = struct.unpack_from(">H", query, at + 1)[0]
    known = addresses(".".join(labels).lower())
    wanted = [one for one in known if kind == (A if one.version == 4 else AAAA)]
    records = b"".join(struct.pack(">HHHIH", 0xC00C, kind, 1, 0, len(one.packed)) + one.packed for one in wanted)
    flags = 0x8580 | (0 if known else NO_SUCH_NAME)
    return query[:2] + struct.pack(">HHHHH", flags, 1, len(wanted), 0, 0) + question + records


signal.alarm(900)
with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as server:
    server.bind(("127.0.0.1", 53))
    while True:
        data, client = server.recvfrom(2048)
        server.sendto(answer(data), client)
