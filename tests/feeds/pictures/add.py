"""add.py FOLDER: what ImageMagick does not write: which way up, by EXIF, and a second
picture. Called by make.sh."""

import struct
import sys
import zlib

folder = sys.argv[1]


def read(name):
    with open(f"{folder}/{name}", "rb") as file:
        return file.read()


def write(name, data):
    with open(name, "wb") as file:
        file.write(data)


def exif(orientation, order=">"):
    """A directory of three entries, as cameras write several."""
    entries = [(0x0100, 4, 1, 48), (0x0112, 3, 1, orientation), (0x0128, 3, 1, 2)]
    data = (b"MM\0*" if order == ">" else b"II*\0") + struct.pack(order + "IH", 8, len(entries))
    for tag, kind, count, value in entries:
        data += struct.pack(order + "HHI", tag, kind, count)
        data += struct.pack(order + ("I" if kind == 4 else "HH"), *([value] if kind == 4 else [value, 0]))
    return data + struct.pack(order + "I", 0)


def jpeg_segment(marker, body):
    return struct.pack(">BBH", 0xFF, marker, len(body) + 2) + body


for orientation in range(1, 9):
    stored = read(f"stored-{orientation}.jpg")
    order = ">" if orientation % 2 else "<"
    segment = jpeg_segment(0xE1, b"Exif\0\0" + exif(orientation, order))
    write(f"turned-{orientation}.jpg", stored[:2] + segment + stored[2:])


def png_chunk(name, body):
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


png = read("stored.png")
write("turned-6.png", png[:33] + png_chunk(b"eXIf", exif(6)) + png[33:])
control = png_chunk(b"acTL", struct.pack(">II", 2, 0))
frame = struct.pack(">IIIIHHBB", 48, 32, 0, 0, 1, 10, 0, 0)
pixels = zlib.compress((b"\0" + b"\0\0\0" * 48) * 32)
second = png_chunk(b"fcTL", struct.pack(">I", 0) + frame) + png_chunk(
    b"fdAT", struct.pack(">I", 1) + pixels)
with open("rgb8.png", "rb") as file:
    whole = file.read()
write("animated.png", whole[:33] + control + whole[33:-12] + second + whole[-12:])


def webp_chunk(name, body):
    return name + struct.pack("<I", len(body)) + body + b"\0" * (len(body) % 2)


webp = read("stored.webp")
size = struct.pack("<I", 31)[:3] + struct.pack("<I", 47)[:3]
chunks = webp_chunk(b"VP8X", b"\x08\0\0\0" + size) + webp[12:] + webp_chunk(b"EXIF", exif(6, "<"))
write("turned-6.webp", b"RIFF" + struct.pack("<I", len(chunks) + 4) + b"WEBP" + chunks)


# ImageMagick writes the last frame once more behind an animation.
for name in "animated.webp", "clear-animated.webp":
    with open(name, "rb") as file:
        whole = file.read()
    write(name, whole[:8 + struct.unpack("<I", whole[4:8])[0]])
