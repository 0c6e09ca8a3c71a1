"""What a newsroom should never send: sources whose article has another picture at each fetch, good and
large, cut off, exploding, lying. For bench.py."""
import json
import os
import subprocess
import sys
import time

HERE = os.path.dirname(os.path.abspath(__file__))
SOURCES = 8  # each asked every 10 s, the least there is


def make(folder):
    """The pictures in FOLDER; their names, good ones and bad ones by turns."""
    os.makedirs(folder)
    told = subprocess.run([sys.executable, os.path.join(HERE, "../e2e/pictures.py"), folder], check=True,
                          capture_output=True, text=True)
    bad = [line.split("\t")[0] for line in told.stdout.splitlines()]
    good = ["camera.jpg", "turned-6.png"]

    def convert(name, size, *options):
        subprocess.run(["convert", "-size", size, "-seed", "7", "plasma:navy-gold", *options,
                        os.path.join(folder, name)], check=True)
        good.append(name)

    convert("camera.webp", "4000x3000", "-quality", "60")
    convert("largest.jpg", "6400x5000", "-quality", "70")
    convert("progressive.jpg", "4000x3000", "-interlace", "JPEG")
    convert("interlaced.png", "1800x1350", "-interlace", "PNG")
    for name in ("camera.jpg", "camera.webp", "interlaced.png"):
        with open(os.path.join(folder, name), "rb") as file:
            data = file.read()
        bad.append("cut-" + name)
        with open(os.path.join(folder, bad[-1]), "wb") as file:
            file.write(data[:len(data) * 2 // 3])
        # Cut off inside, the end as it should be: a decoder gets that.
        bad.append("hole-" + name)
        with open(os.path.join(folder, bad[-1]), "wb") as file:
            file.write(data[:len(data) // 2] + data[len(data) // 2 + 999:])
    most = max(len(good), len(bad))
    return [names[i % len(names)] for i in range(most * 2) for names in (good, bad)]


class Newsrooms:
    """SOURCES documents in ROOT, which URL leads to; with NAMES their articles have pictures."""

    def __init__(self, root, url, names):
        self.root, self.url, self.names, self.turn = root, url, names, 0

    def configuration(self):
        """With what runs, from a source of its own."""
        rooms = [f"room{i}" for i in range(SOURCES)]
        return "".join(f"[source.{room}]\nurl = {self.url}/{room}.json\nevery = 10s\ntimeout = 9s\n"
                       for room in [*rooms, "ticker"])

    def write(self, room):
        self.turn += 1
        article = {"title": f"Story number {self.turn} of the newsrooms", "time": time.time() + self.turn,
                   "paragraphs": ["It was opened on Wednesday, in the presence of many who had come to see it."]}
        if self.names:
            article["image"] = f"/pictures/{self.names[self.turn % len(self.names)]}?{self.turn}"
        part = os.path.join(self.root, "part")
        with open(part, "w", encoding="utf-8") as file:
            json.dump({"article": article}, file)
        os.replace(part, os.path.join(self.root, f"room{room}.json"))

    def write_all(self):
        for room in range(SOURCES):
            self.write(room)
