#!/usr/bin/env python3
"""crops.py TRANSCRIPT WxH [headlines]: what of a series has to be read to have read all of it.

TRANSCRIPT is the output of `riwaq shot --text --count N` in the theme atrium. Prints "KIND FRAME
GEOMETRY" lines, KIND panel, strip or line, FRAME from 1, GEOMETRY as ImageMagick's -crop takes it.
Of a series in English with a picture every 4 s: a whole picture first, then the article's panel once
for each different text, then the ticker of every second frame. With "headlines", in any
language: each line of text in the article's panel, then the ticker of every frame.
"""
import json
import sys

from transcript import panels

TICKERS = 10


def distinct(runs):
    """Of each different text of the article's panel the last frame, whose fade is over."""
    last = {}
    for frame, panel in enumerate(panels(runs, "article"), 1):
        last[tuple(run["text"] for run in panel)] = (frame, panel)
    return last.values()


def headlines(runs, width):
    """A line of text each: what surrounds it, hairlines and page marks, is not to be read."""
    for frame, panel in distinct(runs):
        for run in panel:
            print(f"line {frame} {run['w'] + 40}x{run['h']}+{max(0, run['x'] - 20)}+{run['y']}")
    for frame, panel in enumerate(panels(runs, "ticker"), 1):
        print(f"strip {frame} {width}x{panel[0]['h']}+0+{panel[0]['y']}")


def main():
    width, height = (int(side) for side in sys.argv[2].split("x"))
    with open(sys.argv[1], encoding="utf-8") as file:
        runs = [json.loads(line) for line in file]
    if sys.argv[3:] == ["headlines"]:
        headlines(runs, width)
        return
    print(f"panel 2 {width}x{height}+0+0")
    right = min(run["x"] for run in runs if run["zone"] == "prayers") - 40
    for frame, panel in distinct(runs):
        top = min(run["y"] for run in panel)
        bottom = max(run["y"] + run["h"] for run in panel)
        print(f"panel {frame} {right}x{bottom - top + 10}+0+{top - 5}")
    for frame, panel in enumerate(panels(runs, "ticker"), 1):
        if frame % 2 and frame < 2 * TICKERS:
            print(f"strip {frame} {width}x{panel[0]['h']}+0+{panel[0]['y']}")


if __name__ == "__main__":
    main()
