#!/usr/bin/env python3
"""crops.py TRANSCRIPT WxH: what of a series has to be read to have read all of it.

TRANSCRIPT is the output of `riwaq shot --text --count N` in the theme atrium, whose series had a
picture every 4 s. Prints "KIND FRAME GEOMETRY" lines, KIND panel or strip, FRAME from 1, GEOMETRY as ImageMagick's -crop
takes it: a whole picture first, then the article's panel once for each different text, then the
ticker of every second frame.
"""
import json
import sys

from transcript import panels

TICKERS = 10


def main():
    width, height = (int(side) for side in sys.argv[2].split("x"))
    with open(sys.argv[1], encoding="utf-8") as file:
        runs = [json.loads(line) for line in file]
    print(f"panel 2 {width}x{height}+0+0")
    last = {}
    for frame, panel in enumerate(panels(runs, "article"), 1):
        # The last frame of a page: its fade is over.
        last[tuple(run["text"] for run in panel)] = (frame, panel)
    right = min(run["x"] for run in runs if run["zone"] == "prayers") - 40
    for frame, panel in last.values():
        top = min(run["y"] for run in panel)
        bottom = max(run["y"] + run["h"] for run in panel)
        print(f"panel {frame} {right}x{bottom - top + 10}+0+{top - 5}")
    for frame, panel in enumerate(panels(runs, "ticker"), 1):
        if frame % 2 and frame < 2 * TICKERS:
            print(f"strip {frame} {width}x{panel[0]['h']}+0+{panel[0]['y']}")


if __name__ == "__main__":
    main()
