#!/usr/bin/env python3
"""spoil.py FOLDER CONTENT...: writes each CONTENT (NAME.json) spoilt to FOLDER, NAME-WAY.json.

The ways: "box", one letter of the last headline replaced by a white square; "reversed", its longest
word turned round; "bare", one mark taken off the last text that has any. Prints the names.
"""
import copy
import json
import os
import sys
import unicodedata

BASES = ("Lo", "Ll", "Lu", "So")
# Conjuncts and emoji hang on these: without them other letters are drawn, not a mark fewer.
JOINERS = "\N{DEVANAGARI SIGN VIRAMA}\N{VARIATION SELECTOR-16}"


def texts(lobby):
    """(dictionary or list, key) of each, the last headline first."""
    places = [(headline, "title") for headline in reversed(lobby["headlines"])]
    return places + [(lobby["article"]["paragraphs"], 0)]


def box(text):
    place = [i for i, letter in enumerate(text) if unicodedata.category(letter) in BASES][1]
    return text[:place] + "\N{WHITE SQUARE}" + text[place + 1 :]


def turned(text):
    words = text.split(" ")
    longest = max(words, key=len)
    words[words.index(longest)] = longest[::-1]
    return " ".join(words)


def bare(text):
    marks = [i for i, mark in enumerate(text) if unicodedata.category(mark) == "Mn" and mark not in JOINERS]
    if not marks:
        return text
    place = marks[len(marks) // 2]
    return text[:place] + text[place + 1 :]


def main():
    for content in sys.argv[2:]:
        with open(content, encoding="utf-8") as file:
            lobby = json.load(file)
        for way, spoil in {"box": box, "reversed": turned, "bare": bare}.items():
            spoilt = copy.deepcopy(lobby)
            places = texts(spoilt) if spoil is bare else texts(spoilt)[:1]
            for holder, key in places:
                before, holder[key] = holder[key], spoil(holder[key])
                if holder[key] != before:
                    name = f"{os.path.basename(content)[:-5]}-{way}"
                    with open(os.path.join(sys.argv[1], name + ".json"), "w", encoding="utf-8") as file:
                        json.dump(spoilt, file)
                    print(name)
                    break


if __name__ == "__main__":
    main()
