"""A disk that loses power as disks do: what was written and not flushed is there or not, sector by
sector, as chance has it. (Killing qemu alone loses nothing that the machine had given to its disk:
the host keeps it.) It is an NBD server on a socket for qemu, `-drive file=nbd:unix:PATH`; the blocks
are those of an image that stays as it is, with what was written over it in memory.
The protocol: github.com/NetworkBlockDevice/nbd, doc/proto.md. Standard library only.

    disk = VolatileDisk("disk.img", "/tmp/socket", random.Random(1))
    with Machine(folder, disk=disk.address) as machine: ...; machine.cut()
    disk.lose_power()
"""
import os
import socket
import struct
import threading
import time

SECTOR = 512
MAGIC, OPTION, REPLY = 0x4E42444D41474943, 0x49484156454F5054, 0x3E889045565A9
REQUEST, ANSWER = 0x25609513, 0x67446698
EXPORT_NAME, ABORT, INFO, GO, ACK, UNSUPPORTED, TOLD = 1, 2, 6, 7, 1, 0x80000001, 3
READ, WRITE, LEAVE, FLUSH = 0, 1, 2, 3
FLAGS = 1 | 4  # flags are there; it can be told to flush
FLUSH_S = 0.03  # as slow as a memory card: so long what is being flushed is at risk


class VolatileDisk:
    def __init__(self, image, path, chance):
        self.image, self.size, self.chance = open(image, "rb"), os.path.getsize(image), chance
        self.kept, self.floating = {}, {}  # sector: bytes. Safe; and not yet
        self.flushes, self.written, self.lost, self.at_risk = 0, 0, 0, 0
        self.honest = True  # False: it says that it flushed, and has not
        self.lock, self.idle = threading.Lock(), threading.Event()
        self.writing = threading.Event()  # something floats
        self.server = socket.socket(socket.AF_UNIX)
        self.server.bind(path)
        self.server.listen(1)
        self.address = "nbd:unix:%s,format=raw" % path
        threading.Thread(target=self._serve, daemon=True).start()

    def lose_power(self):
        """What floats is kept or not; each sector on its own. qemu has to be gone."""
        self.idle.wait()
        with self.lock:
            self.at_risk = len(self.floating)
            survivors = {sector: data for sector, data in self.floating.items() if self.chance.random() < 0.5}
            self.lost = self.at_risk - len(survivors)
            self.kept.update(survivors)
            self.floating = {}
            self.writing.clear()

    # --- the blocks ---

    def _read(self, offset, length):
        with self.lock:
            self.image.seek(offset)
            data = bytearray(self.image.read(length))
            first, count = offset // SECTOR, length // SECTOR
            for layer in (self.kept, self.floating):
                if layer:
                    for i in range(count):
                        sector = layer.get(first + i)
                        if sector is not None:
                            data[i * SECTOR:(i + 1) * SECTOR] = sector
        return bytes(data)

    def _write(self, offset, data):
        with self.lock:
            first = offset // SECTOR
            for i in range(len(data) // SECTOR):
                self.floating[first + i] = data[i * SECTOR:(i + 1) * SECTOR]
            self.written += len(data)
            self.writing.set()

    def _flush(self):
        time.sleep(FLUSH_S)
        with self.lock:
            self.flushes += 1
            if self.honest:
                self.kept.update(self.floating)
                self.floating = {}
                self.writing.clear()

    # --- the protocol ---

    @staticmethod
    def _take(end, size):
        parts = []
        while size > 0:
            part = end.recv(min(size, 1 << 20))
            if not part:
                raise ConnectionError
            parts.append(part)
            size -= len(part)
        return b"".join(parts)

    def _serve(self):
        while True:
            end, _ = self.server.accept()
            self.idle.clear()
            try:
                if self._greet(end):
                    while self._answer(end):
                        pass
            except (ConnectionError, OSError):
                pass  # qemu is gone
            end.close()
            self.idle.set()

    def _greet(self, end):
        end.sendall(struct.pack(">QQH", MAGIC, OPTION, 1 | 2))
        self._take(end, 4)
        while True:
            _, option, length = struct.unpack(">QII", self._take(end, 16))
            self._take(end, length)
            if option == EXPORT_NAME:
                end.sendall(struct.pack(">QH", self.size, FLAGS))
                return True
            if option in (GO, INFO):
                self._reply(end, option, TOLD, struct.pack(">HQH", 0, self.size, FLAGS))
                self._reply(end, option, ACK)
                if option == GO:
                    return True
            else:
                self._reply(end, option, ACK if option == ABORT else UNSUPPORTED)
                if option == ABORT:
                    return False

    @staticmethod
    def _reply(end, option, kind, data=b""):
        end.sendall(struct.pack(">QIII", REPLY, option, kind, len(data)) + data)

    def _answer(self, end):
        _, _, kind, handle, offset, length = struct.unpack(">IHHQQI", self._take(end, 28))
        data, error = b"", 0
        if kind == READ:
            data = self._read(offset, length)
        elif kind == WRITE:
            self._write(offset, self._take(end, length))
        elif kind == FLUSH:
            self._flush()
        elif kind == LEAVE:
            return False
        else:
            error = 22
        end.sendall(struct.pack(">IIQ", ANSWER, error, handle) + data)
        return True
