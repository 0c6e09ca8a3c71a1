"""pictures.py FOLDER: pictures for tests/e2e/pictures.sh. Good ones: upright.png, turned-1.png to
turned-8.png, which show the same, and camera.jpg, a large one. Of the bad ones it prints the names and,
after a tab, what riwaq says of each."""

import os
import struct
import subprocess
import sys
import zlib

folder = sys.argv[1]
W, H = 600, 400


def write(name, data):
    with open(os.path.join(folder, name), "wb") as file:
        file.write(data)


def chunk(name, body):
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


def png(w, h, depth, kind, rows, more=b""):
    """ROWS: bytes, or chunks of them, each row with its filter's byte."""
    packer = zlib.compressobj(9)
    data = b"".join(packer.compress(part) for part in rows) + packer.flush()
    head = struct.pack(">IIBBBBB", w, h, depth, kind, 0, 0, 0)
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + more + chunk(b"IDAT", data) +
            chunk(b"IEND", b""))


def color(x, y):
    """No two quarters alike, and no edge that is soft."""
    quarter = (2 if y >= H // 2 else 0) + (1 if x >= W // 2 else 0)
    return [(220, 60, 50), (90, 200, 110), (70, 110, 230), (240, 235, 225)][quarter]


def exif(orientation):
    return b"MM\0*" + struct.pack(">IHHHIHHI", 8, 1, 0x0112, 3, 1, orientation, 0, 0)


# Where the upright picture's x and y are stored, by orientation.
STORED = {
    1: lambda x, y: (x, y),
    2: lambda x, y: (W - 1 - x, y),
    3: lambda x, y: (W - 1 - x, H - 1 - y),
    4: lambda x, y: (x, H - 1 - y),
    5: lambda x, y: (y, x),
    6: lambda x, y: (y, W - 1 - x),
    7: lambda x, y: (H - 1 - y, W - 1 - x),
    8: lambda x, y: (H - 1 - y, x),
}


def turned(orientation, more):
    w, h = (W, H) if orientation < 5 else (H, W)
    rows = [bytearray(1 + 3 * w) for _ in range(h)]
    place = STORED[orientation]
    for y in range(H):
        for x in range(W):
            at_x, at_y = place(x, y)
            rows[at_y][1 + 3 * at_x:4 + 3 * at_x] = bytes(color(x, y))
    return png(w, h, 8, 2, [bytes(row) for row in rows], more)


upright = turned(1, b"")
write("upright.png", upright)
for way in range(1, 9):
    write(f"turned-{way}.png", turned(way, chunk(b"eXIf", exif(way))))
subprocess.run(["convert", "-size", "4000x3000", "gradient:navy-gold", "-quality", "85",
                os.path.join(folder, "camera.jpg")], check=True)


def bad(name, data, words):
    write(name, data)
    print(f"{name}\t{words}")


bad("phone.heic", b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + b"\0" * 500,
    "this is a HEIC picture, as phones take them; serve it as JPEG, PNG or WebP")
bad("modern.avif", b"\0\0\0\x20ftypavif\0\0\0\0avifmif1" + b"\0" * 500,
    "this is an AVIF picture; serve it as JPEG, PNG or WebP")
bad("bomb.png", png(30000, 30000, 1, 0, (b"\0" * 3751 * 100 for _ in range(300))),
    "the picture is too large; at most 16384 on a side and 32 million pixels")
bad("cut.png", upright[:len(upright) * 2 // 3], "the PNG file is cut off")
bad("login.jpg", b"<!DOCTYPE html><html><title>Please log in</title></html>",
    "this is a web page, not a picture; it may want a login, or the address is wrong")
lie = bytearray(upright)
lie[16:33] = png(5000, 5000, 8, 2, [])[16:33]
bad("lie.png", bytes(lie), "the picture is damaged, or needs too much memory")
bad("empty.png", b"", "the picture's file is empty")
bad("moving.gif", b"GIF89a\x01\0\x01\0\x80\0\0\0\0\0\xff\xff\xff,\0\0\0\0\x01\0\x01\0\0\x02\x02D\x01\0;",
    "this is a GIF; serve it as JPEG, PNG or WebP")
bad("drawing.svg", b"<?xml version='1.0'?><svg xmlns='http://www.w3.org/2000/svg'/>",
    "this is an SVG drawing; serve it as JPEG, PNG or WebP")
