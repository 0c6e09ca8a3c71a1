#!/usr/bin/env python3
"""The X display's picture ($DISPLAY), held against pictures of `riwaq shot`.

    screen.py same REF.png GEOMETRY          exit 0: the screen's area is that of REF
    screen.py first REF.png GEOMETRY SECONDS exit 0: the first thing that the area shows is REF's;
                                             prints READY when it looks for the first time
    screen.py differs REF.png GEOMETRY       exit 0: it is not
    screen.py plain GEOMETRY                 exit 0: the area is of one colour
    screen.py save OUT.png                   writes the screen to OUT
    screen.py ticker SAVED.png GEOMETRY STEP [AT:REF.png]...
        Prints the wall time (seconds) of which the area of SAVED is, where REF is the picture of
        wall time AT, and the area moves STEP pixels a second to the left. The REFs must overlap.

GEOMETRY is WIDTHxHEIGHT+X+Y. Uses xwd and convert.
"""
import re
import struct
import subprocess
import sys
import time


class Picture:
    """Three bytes a pixel."""

    def __init__(self, width, height, data):
        self.width, self.height, self.data = width, height, data

    def area(self, geometry):
        """Its rows."""
        w, h, x, y = (int(n) for n in re.fullmatch(r"(\d+)x(\d+)\+(\d+)\+(\d+)", geometry).groups())
        assert x + w <= self.width and y + h <= self.height, (geometry, self.width, self.height)
        return [self.data[(row * self.width + x) * 3 : (row * self.width + x + w) * 3] for row in range(y, y + h)]


def load(name):
    size = subprocess.run(["identify", "-format", "%w %h", name], check=True, capture_output=True, text=True)
    width, height = map(int, size.stdout.split())
    raw = subprocess.run(["convert", name, "-depth", "8", "rgb:-"], check=True, capture_output=True)
    return Picture(width, height, raw.stdout)


def grab():
    """The root window. XWD: a header of big-endian words, colours of 12 bytes, then the pixels."""
    dump = subprocess.run(["xwd", "-root", "-silent"], check=True, capture_output=True).stdout
    words = struct.unpack(">25I", dump[:100])
    header, width, height, bits, pitch, colors = words[0], words[4], words[5], words[11], words[12], words[19]
    assert bits == 32 and pitch == width * 4, words
    pixels = dump[header + colors * 12 :]
    data = bytearray(width * height * 3)
    data[0::3], data[1::3], data[2::3] = pixels[2::4], pixels[1::4], pixels[0::4]
    return Picture(width, height, bytes(data))


def is_plain(rows):
    return all(row == rows[0][:3] * (len(row) // 3) for row in rows)


def first(name, geometry, seconds):
    """Whatever is seen before REF must be nothing: one colour."""
    wanted, told = load(name).area(geometry), False
    for _ in range(int(seconds) * 20):
        rows = grab().area(geometry)
        if not told:
            print("READY", flush=True)
            told = True
        if rows == wanted:
            return 0
        if not is_plain(rows):
            print("something else was there before")
            return 1
        time.sleep(0.05)
    print("nothing came")
    return 1


def stitch(geometry, step, pictures):
    """The area's rows over all pictures, as one long strip, and the time of its first pixel."""
    pictures = sorted((float(at), name) for at, name in (p.split(":", 1) for p in pictures))
    begin, strip = pictures[0][0], []
    for at, name in pictures:
        rows, x = load(name).area(geometry), round((at - begin) * step)
        if not strip:
            strip = [bytearray(row) for row in rows]
            continue
        for line, row in zip(strip, rows):
            assert x * 3 <= len(line) and line[x * 3 :] == row[: len(line) - x * 3], f"{name} does not join"
            line[x * 3 :] = row
    return begin, [bytes(line) for line in strip]


def ticker(saved, geometry, step, pictures):
    begin, strip = stitch(geometry, float(step), pictures)
    rows = load(saved).area(geometry)
    middle = len(rows) // 2
    at = strip[middle].find(rows[middle])
    while at >= 0:
        if at % 3 == 0 and all(line[at : at + len(row)] == row for line, row in zip(strip, rows)):
            print(f"{begin + at / 3 / float(step):.4f}")
            return 0
        at = strip[middle].find(rows[middle], at + 1)
    print("no such place in the strip")
    return 1


def save(name):
    picture = grab()
    subprocess.run(
        ["convert", "-size", f"{picture.width}x{picture.height}", "-depth", "8", "rgb:-", name],
        check=True,
        input=picture.data,
    )
    return 0


def main():
    command, rest = sys.argv[1], sys.argv[2:]
    if command in ("same", "differs"):
        return int((grab().area(rest[1]) == load(rest[0]).area(rest[1])) != (command == "same"))
    if command == "plain":
        return int(not is_plain(grab().area(rest[0])))
    if command == "first":
        return first(*rest)
    if command == "save":
        return save(rest[0])
    return ticker(rest[0], rest[1], rest[2], rest[3:])


if __name__ == "__main__":
    sys.exit(main())
