#!/usr/bin/env python3
"""Font files for tests.

font.py cut FROM TO WEIGHT WIDTH: a copy that says it is of that weight (OS/2 usWeightClass, 400 is
regular) and width (usWidthClass, 5 is normal), whatever it looks like.
font.py variable TO: the family "Bars", a variable font (OpenType 1.9: fvar, gvar): each letter is a bar,
300 of 1000 wide in its named instance Light (300), 400 in Regular, 700 in Bold; one axis, wght.
"""
import struct
import sys

LETTERS = range(0x21, 0x7F)
FIRST, DEFAULT, LAST = 300, 400, 700


def table_directory(font):
    count = struct.unpack_from(">H", font, 4)[0]
    return {font[12 + 16 * i : 16 + 16 * i]: struct.unpack_from(">LL", font, 20 + 16 * i) for i in range(count)}


def cut(source, target, weight, width):
    with open(source, "rb") as file:
        font = bytearray(file.read())
    at = table_directory(bytes(font))[b"OS/2"][0]
    struct.pack_into(">HH", font, at + 4, weight, width)
    with open(target, "wb") as file:
        file.write(font)


def bar():
    """A glyph: a box from 50 to 350, 700 high."""
    flags = bytes([1, 1, 1, 1])
    xs = struct.pack(">4h", 50, 300, 0, -300)
    ys = struct.pack(">4h", 0, 0, 700, 0)
    return struct.pack(">5hHH", 1, 50, 0, 350, 700, 3, 0) + flags + xs + ys


def varied(peak, wider):
    """The header of a tuple and its deltas: the right edge and the advance move by WIDER."""
    # Four points and the four phantom ones (left, advance, top, bottom), as words; all y stay.
    words = struct.pack(">8h", 0, wider, wider, 0, 0, wider, 0, 0)
    data = bytes([0, 0x40 | 7]) + words + bytes([0x80 | 7])
    return struct.pack(">HHh", len(data), 0x8000 | 0x2000, peak), data


def gvar():
    tuples = [varied(-0x4000, FIRST - DEFAULT), varied(0x4000, LAST - DEFAULT)]
    headers = b"".join(header for header, _ in tuples)
    glyph = struct.pack(">HH", len(tuples), 4 + len(headers)) + headers + b"".join(data for _, data in tuples)
    offsets = struct.pack(">3L", 0, 0, len(glyph))
    start = 20 + len(offsets)
    return struct.pack(">HHHHLHHL", 1, 0, 1, 0, start, 2, 1, start) + offsets + glyph


def fvar():
    axis = struct.pack(">4slllHH", b"wght", FIRST << 16, DEFAULT << 16, LAST << 16, 0, 256)
    named = ((257, FIRST), (258, DEFAULT), (259, LAST))
    instances = b"".join(struct.pack(">HHl", name, 0, at << 16) for name, at in named)
    return struct.pack(">HHHHHHHH", 1, 0, 16, 2, 1, 20, 3, 8) + axis + instances


def names():
    texts = {1: "Bars", 2: "Regular", 4: "Bars", 6: "Bars", 256: "Weight", 257: "Light", 258: "Regular", 259: "Bold"}
    records, strings = b"", b""
    for number, text in texts.items():
        text = text.encode("utf-16-be")
        records += struct.pack(">6H", 3, 1, 0x409, number, len(text), len(strings))
        strings += text
    return struct.pack(">HHH", 0, len(texts), 6 + len(records)) + records + strings


def cmap():
    """Format 12: the space, and a bar for each letter."""
    groups = struct.pack(">3L", 0x20, 0x20, 0) + b"".join(struct.pack(">3L", code, code, 1) for code in LETTERS)
    body = struct.pack(">HHLLL", 12, 0, 16 + len(groups), 0, len(groups) // 12) + groups
    return struct.pack(">HHHHL", 0, 1, 3, 10, 12) + body


def variable(target):
    glyph = bar()
    glyph += bytes(-len(glyph) % 4)
    os2 = struct.pack(">HhHHH", 4, 400, 400, 5, 0) + struct.pack(">10h", *[0] * 10) + struct.pack(">h", 0)
    os2 += bytes(10) + struct.pack(">4L", 1, 0, 0, 0) + b"TEST" + struct.pack(">HHH", 0x40, 0x20, 0x7E)
    os2 += struct.pack(">hhhHH", 800, -200, 0, 800, 200) + struct.pack(">LLhhHHH", 1, 0, 500, 700, 0, 32, 1)
    tables = {
        b"OS/2": os2,
        b"cmap": cmap(),
        b"fvar": fvar(),
        b"glyf": glyph,
        b"gvar": gvar(),
        b"head": struct.pack(">LLLLHHqqhhhhHHhhh", 65536, 65536, 0, 0x5F0F3CF5, 3, 1000, 0, 0, 50, 0, 350, 700, 0, 8, 2, 1, 0),
        b"hhea": struct.pack(">LhhhHhhhhhhhhhhhH", 65536, 800, -200, 0, 400, 50, 50, 350, 1, 0, 0, 0, 0, 0, 0, 0, 2),
        b"hmtx": struct.pack(">HhHh", 400, 0, 400, 50),
        b"loca": struct.pack(">3L", 0, 0, len(glyph)),
        b"maxp": struct.pack(">L14H", 65536, 2, 4, 1, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0),
        b"name": names(),
        b"post": struct.pack(">LLhhLLLLL", 0x30000, 0, -100, 50, 0, 0, 0, 0, 0),
    }
    directory, body, at = b"", b"", 12 + 16 * len(tables)
    for tag, table in tables.items():
        directory += struct.pack(">4sLLL", tag, 0, at + len(body), len(table))
        body += table + bytes(-len(table) % 4)
    with open(target, "wb") as file:
        file.write(struct.pack(">LHHHH", 65536, len(tables), 128, 3, 64) + directory + body)


if __name__ == "__main__":
    if sys.argv[1] == "cut":
        cut(sys.argv[2], sys.argv[3], int(sys.argv[4]), int(sys.argv[5]))
    else:
        variable(sys.argv[2])
