#!/usr/bin/env python3
"""How a theme lays out a screen: likeness.py COMMAND ARGUMENT...

    boxes THEME.ini TEXT WxH     what each widget takes of the screen, a line each: its name, then left,
                                 top, right and bottom in per cent; by the texts of `shot --text`
    alike ONE OTHER              two of those: their likeness in per cent, 100 for the same layout

A zone that shows several widgets in turn counts as the first of them. Standard library only.
"""
import json
import re
import sys


def widgets(path):
    """Zone to the first widget that it shows; of a theme that is complete in itself."""
    zone, found = None, {}
    with open(path, encoding="utf-8") as file:
        for line in file:
            head = re.match(r"\s*\[(?:zone\.)?([^\]]+)\]", line)
            show = re.match(r"\s*show\s*=\s*([a-z]+)", line)
            if head:
                zone = head.group(1)
            if show:
                found[zone] = show.group(1)
    return found


def boxes(theme, text, size):
    width, height = (int(side) for side in size.split("x"))
    names, found = widgets(theme), {}
    with open(text, encoding="utf-8") as file:
        for run in map(json.loads, file):
            left, top = max(run["x"], 0), max(run["y"], 0)
            right, bottom = min(run["x"] + run["w"], width), min(run["y"] + run["h"], height)
            if left < right and top < bottom:
                old = found.get(run["zone"], (left, top, right, bottom))
                found[run["zone"]] = (min(left, old[0]), min(top, old[1]), max(right, old[2]), max(bottom, old[3]))
    for zone, (left, top, right, bottom) in sorted(found.items()):
        print(names[zone], 100 * left // width, 100 * top // height, -(-100 * right // width), -(-100 * bottom // height))


def read(path):
    with open(path, encoding="utf-8") as file:
        return [(name, tuple(map(int, box))) for name, *box in map(str.split, file)]


def common(a, b):
    """What two boxes have in common, of what either has."""
    def area(left, top, right, bottom):
        return max(right - left, 0) * max(bottom - top, 0)

    both = area(max(a[0], b[0]), max(a[1], b[1]), min(a[2], b[2]), min(a[3], b[3]))
    return both / (area(*a) + area(*b) - both)


def alike(one, other):
    """Each box beside the one most like it of the same widget; those without one count as unlike."""
    one, other = read(one), read(other)
    best = [max([common(box, there) for name, there in other if name == widget] or [0]) for widget, box in one]
    print(round(100 * sum(best) / max(len(one), len(other))))


if sys.argv[1] == "boxes":
    boxes(*sys.argv[2:])
else:
    alike(*sys.argv[2:])
