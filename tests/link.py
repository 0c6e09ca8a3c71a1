#!/usr/bin/env python3
"""link.py NAME up|down: a network interface, by the ioctls of netdevice(7)."""
import fcntl
import socket
import struct
import sys

SIOCGIFFLAGS, SIOCSIFFLAGS, IFF_UP = 0x8913, 0x8914, 1

with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as any_socket:
    name = sys.argv[1].encode()
    answer = fcntl.ioctl(any_socket, SIOCGIFFLAGS, struct.pack("16s16x", name))
    flags = struct.unpack_from("H", answer, 16)[0]
    flags = flags | IFF_UP if sys.argv[2] == "up" else flags & ~IFF_UP
    fcntl.ioctl(any_socket, SIOCSIFFLAGS, struct.pack("16sH14x", name, flags))
