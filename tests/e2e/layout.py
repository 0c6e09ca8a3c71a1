#!/usr/bin/env python3
"""layout.py TRANSCRIPT REFERENCE [RUNNING...]: whether every text of a series has its own place.

TRANSCRIPT is the output of `riwaq shot --text` of several themes on several screens, of one frame or
more, REFERENCE that of the same moments on a screen with more room than any theme needs; RUNNING are the
zones whose text runs, which may therefore begin and end beyond the screen. Prints what is wrong, a line
each with its theme and size, and exits with 1 if anything is: a text that leaves the screen, that meets
another one, or that stands where another zone is; and a masthead with a name or a date that is not whole.
"""
import itertools
import json
import sys

# A run's box is as high as its fonts' lines; letters without accents and tails are within this part.
TOP, BOTTOM = 0.32, 0.76


def frames(runs):
    """Lists of runs: a frame ends where a zone comes up again."""
    seen, frame = set(), []
    for zone, group in itertools.groupby(runs, lambda run: run["zone"]):
        if zone in seen:
            yield frame
            seen, frame = set(), []
        seen.add(zone)
        frame += group
    if frame:
        yield frame


def box(run):
    return (run["x"], run["y"] + TOP * run["h"], run["x"] + run["w"], run["y"] + BOTTOM * run["h"])


def meet(a, b):
    """By more than a pixel: that is rounding."""
    return min(a[2], b[2]) - max(a[0], b[0]) > 1 and min(a[3], b[3]) - max(a[1], b[1]) > 1


def around(boxes):
    return (min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes))


def parts(text):
    """Of a line that may do without some of them."""
    return {part.strip() for part in text.split("·")}


def faults(frame, width, height, whole, running):
    zones = {}
    for run in frame:
        a, name = box(run), f"{run['zone']}: {run['text']!r}"
        if a[1] < 0 or a[3] > height or (run["zone"] not in running and (a[0] < -1 or a[2] > width + 1)):
            yield f"{name} leaves the screen"
        if run["zone"] == "masthead" and not parts(run["text"]) <= whole:
            yield f"{name} is cut"
        zones.setdefault(run["zone"], []).append((a, run["text"]))
    for zone, boxes in zones.items():
        for (a, one), (b, other) in itertools.combinations(boxes, 2):
            if meet(a, b):
                yield f"{zone}: {one!r} and {other!r} meet"
    outlines = {zone: around([a for a, _ in boxes]) for zone, boxes in zones.items()}
    for one, other in itertools.combinations(outlines, 2):
        if meet(outlines[one], outlines[other]):
            yield f"{one} and {other} stand in each other's place"


def read(path):
    with open(path, encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def main():
    reference, running = read(sys.argv[2]), sys.argv[3:]
    whole = {part for run in reference if run["zone"] == "masthead" for part in parts(run["text"])}
    found = {}
    for (theme, size), runs in itertools.groupby(read(sys.argv[1]), lambda run: (run["theme"], run["size"])):
        width, height = map(int, size.split("x"))
        for frame in frames(runs):
            found |= dict.fromkeys(f"{theme} {size}: {f}" for f in faults(frame, width, height, whole, running))
    for fault in found:
        print(fault)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
