#!/usr/bin/env python3
"""edits.py SAMPLE.json FOLDER URL: a server's content that never rests.

Every half second it writes the parts of SAMPLE anew into FOLDER, each in a file of its own
(part-0.json to part-9.json) and each a little different, with two pictures in turn for the article,
picture-0.png and picture-1.png below URL.
Ends when FOLDER/stop is there. Prints READY after the first time.
"""
import json
import os
import sys
import time


def parts(sample, url, turn):
    lines = sample["headlines"]
    picture = f"{url}/picture-{turn % 2}.png"
    text = sample["article"]["paragraphs"][turn % 9 :]
    art = dict(sample["article"], comments=turn, image=picture, paragraphs=text)
    today = dict(sample["weather"]["today"], low=turn % 40 - 20)
    yield {"place": sample["place"]}
    yield {"article": art}
    yield {"weather": dict(sample["weather"], today=today)}
    yield {"prayers": sample["prayers"], "comment": turn}
    yield {"social": {"label": f"Follow us, {turn}", "url": sample["social"]["url"]}}
    for i in range(5):
        some = [dict(line, title=f"{line['title']} ({turn})", urgent=turn % 5 == i) for line in lines[i * 2 : i * 2 + 2]]
        # A wrong value now and then: the rest stands.
        yield {"headlines": some + ([{"title": turn}] if turn % 3 == 0 else [])}


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        sample = json.load(file)
    folder, turn = sys.argv[2], 0
    while not os.path.exists(os.path.join(folder, "stop")):
        for i, part in enumerate(parts(sample, sys.argv[3], turn)):
            name = os.path.join(folder, f"part-{i}.json")
            with open(name + ".part", "w", encoding="utf-8") as file:
                json.dump(part, file)
            os.replace(name + ".part", name)
        if turn == 0:
            print("READY", flush=True)
        turn += 1
        time.sleep(0.5)


if __name__ == "__main__":
    main()
