"""A machine of our own: qemu with a screen, booted from what image.sh made. Standard library only.

    with Machine(folder) as machine:
        machine.wait_for("systemctl is-active riwaq")
        machine.picture("/tmp/now.ppm")

The processor is emulated (KVM only where it works: set ACCEL=kvm): about half a minute to the first
picture. Every machine has a disk of its own over the one of image.sh, thrown away with it, unless
it is kept for the next boot (`disk`).
"""
import json
import os
import re
import socket
import subprocess
import tempfile
import time

SHELL_END = re.compile(rb"\x01(\d+)\x02\r?\n")


def kernel_words(folder):
    """What riwaq-kiosk has the boot loader tell the kernel; image.sh left it there."""
    path = os.path.join(folder, "cmdline")
    if not os.path.exists(path):
        return "quiet loglevel=3 vt.global_cursor_default=0 consoleblank=0"  # an image from before riwaq-kiosk
    with open(path, encoding="utf-8") as file:
        return file.read().strip()


class Machine:
    # What the kernel is told; extra: more of it.
    APPEND = "root=/dev/vda {mode} {words} console=ttyS0"

    def __init__(self, folder, disk=None, extra="", read_only=False, network=True, date=None, memory=512,
                 devices=("virtio-gpu-pci,id=gpu",)):
        self.folder, self.place = folder, os.path.join(folder, "machine-%d-%x" % (os.getpid(), id(self)))
        os.makedirs(self.place)
        # A socket's path has 107 bytes at most, a build folder any.
        self.sockets = tempfile.mkdtemp(prefix="kiosk-")
        self.disk = disk or self.new_disk(os.path.join(self.place, "disk.qcow2"))
        self.serial = os.path.join(self.place, "serial")
        append = self.APPEND.format(mode="ro" if read_only else "rw", words=kernel_words(folder)) + " " + extra
        # It ends with whoever started it, however that ends.
        command = ["setpriv", "--pdeathsig", "KILL", "qemu-system-x86_64", "-accel", os.environ.get("ACCEL", "tcg,thread=multi"), "-cpu", os.environ.get("CPU", "max"),
                   "-smp", "2", "-m", str(memory), "-nodefaults", "-no-reboot", "-display", "none", "-vga", "none",
                   "-kernel", os.path.join(folder, "vmlinuz"), "-initrd", os.path.join(folder, "initrd.img"),
                   "-append", append, "-drive", "file=%s,if=virtio,cache=writeback" % self.disk,
                   "-serial", "file:" + self.serial, "-serial", "unix:%s/shell,server=on,wait=off" % self.sockets,
                   "-qmp", "unix:%s/qmp,server=on,wait=off" % self.sockets,
                   "-netdev", "user,id=net", "-device", "virtio-net-pci,netdev=net,id=card"]
        for device in devices:
            command += ["-device", device]
        if date is not None:
            command += ["-rtc", "base=" + date]
        self.qemu = subprocess.Popen(command, stdin=subprocess.DEVNULL, stderr=open(self.place + "/errors", "wb"))
        self.started = time.monotonic()
        self.monitor_file = self._connect("qmp").makefile("rwb", buffering=0)
        self._answer()
        self.monitor("qmp_capabilities")
        if not network:
            self.link(False)
        self.shell, self.commands = self._connect("shell"), 0

    def new_disk(self, path):
        subprocess.run(["qemu-img", "create", "-q", "-f", "qcow2", "-F", "raw", "-b",
                        os.path.abspath(os.path.join(self.folder, "disk.img")), path], check=True)
        return path

    @staticmethod
    def prepared(folder, path, files):
        """A disk as image.sh made it, with FILES (name within: text) put on it beforehand, as PATH.raw
        and, over it, PATH: for a first boot of who was configured on somebody's desk."""
        raw = path + ".raw"
        subprocess.run(["cp", "--sparse=always", os.path.join(folder, "disk.img"), raw], check=True)
        commands = []
        for i, (name, data) in enumerate(sorted(files.items())):
            source = "%s.file%d" % (path, i)
            with open(source, "wb") as out:
                out.write(data if isinstance(data, bytes) else data.encode())
            os.chmod(source, 0o644)
            parts = name.strip("/").split("/")[:-1]
            # What is there already it says, and goes on.
            commands += ["mkdir /" + "/".join(parts[:n + 1]) for n in range(len(parts))]
            commands += ["rm " + name, "write %s %s" % (source, name)]
        subprocess.run(["debugfs", "-w", "-f", "-", raw], input="\n".join(commands).encode(), capture_output=True, check=True)
        subprocess.run(["qemu-img", "create", "-q", "-f", "qcow2", "-F", "raw", "-b", os.path.abspath(raw), path], check=True)
        return path

    def _connect(self, name):
        for _ in range(100):
            try:
                end = socket.socket(socket.AF_UNIX)
                end.connect(os.path.join(self.sockets, name))
                return end
            except OSError:
                end.close()
                if self.qemu.poll() is not None:
                    break
                time.sleep(0.1)
        raise RuntimeError("qemu did not start: " + open(self.place + "/errors", encoding="utf-8").read())

    # --- the monitor ---

    def _answer(self):
        while True:
            line = json.loads(self.monitor_file.readline())
            if "event" not in line:
                return line

    def monitor(self, command, **arguments):
        request = {"execute": command, "arguments": {k.replace("_", "-"): v for k, v in arguments.items()}}
        self.monitor_file.write(json.dumps(request).encode() + b"\n")
        answer = self._answer()
        if "error" in answer:
            raise RuntimeError("%s: %s" % (command, answer["error"]["desc"]))
        return answer.get("return")

    def link(self, up):
        """The network cable in or out."""
        self.monitor("set_link", name="card", up=up)

    def picture(self, path, head=0):
        """What is on the screen, as PPM; HEAD: of the card's connectors. False when there is none."""
        if os.path.exists(path):
            os.unlink(path)
        try:
            self.monitor("screendump", filename=os.path.abspath(path), device="gpu", head=head)
        except RuntimeError:
            return False
        return os.path.exists(path)

    # --- the shell within ---

    def run(self, command, timeout=60):
        """(exit code, output) of a COMMAND of one line; (None, output so far) when it took longer."""
        # By its number the answer is known from that of one that took too long.
        self.commands += 1
        mark = b"\x03%d\x04" % self.commands
        self.shell.sendall(b"printf '\\003%d\\004'; " % self.commands + command.encode() + b"\n")
        end, output = time.monotonic() + timeout, b""
        while time.monotonic() < end:
            self.shell.settimeout(max(0.1, end - time.monotonic()))
            try:
                output += self.shell.recv(65536)
            except socket.timeout:
                break
            begun = output.find(mark)
            found = SHELL_END.search(output, begun) if begun >= 0 else None
            if found:
                return int(found.group(1)), output[begun + len(mark):found.start()].decode("utf-8", "replace").replace("\r", "")
        # What comes late belongs to no later command.
        self.shell.close()
        self.shell = self._connect("shell")
        return None, output.decode("utf-8", "replace")

    def out(self, command, timeout=60):
        return self.run(command, timeout)[1].strip()

    def wait_for(self, command, seconds=180, every=1):
        """Until COMMAND succeeds within; True when it did in time."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if self.run(command, min(30, max(1, end - time.monotonic())))[0] == 0:
                return True
            time.sleep(every)
        return False

    def put(self, path, text):
        """A file within, its folder too."""
        coded = text.encode().hex()
        escaped = "".join("\\x" + coded[i:i + 2] for i in range(0, len(coded), 2))
        command = "mkdir -p $(dirname %s) && : >%s" % (path, path)
        self.run(command)
        for i in range(0, len(escaped), 2000):  # the line of a terminal has an end
            self.run("/bin/echo -ne '%s' >>%s" % (escaped[i:i + 2000], path))

    # --- what the host gives it ---

    def waits(self):
        """For `share`: now, and by thread the seconds that it could have run and the host had no processor for it."""
        found, place = {}, "/proc/%d/task" % self.qemu.pid
        for task in os.listdir(place):
            try:
                with open("%s/%s/schedstat" % (place, task), encoding="ascii") as file:
                    found[task] = int(file.read().split()[1]) / 1e9
            except (OSError, IndexError):
                pass  # a thread that has ended; a kernel that does not tell
        return time.monotonic(), found

    def share(self, before):
        """The share of the time since BEFORE (waits) that the host let it run, 1 on one that is not busy:
        seconds of the machine's clock times this are what it would have taken there."""
        (then, old), (now, new) = before, self.waits()
        waited = max([seconds - old.get(task, 0) for task, seconds in new.items()], default=0)
        return max(0.0, 1 - waited / max(now - then, 0.001))

    # --- its end ---

    def cut(self):
        """The power is gone."""
        self.qemu.kill()
        self.qemu.wait()

    def shut(self, command="systemctl poweroff", seconds=300, meanwhile=lambda: time.sleep(0.2)):
        """Ends as a person would have it end; True when it did in time."""
        self.shell.sendall(command.encode() + b"\n")
        end = time.monotonic() + seconds
        while self.qemu.poll() is None and time.monotonic() < end:
            try:
                meanwhile()
            except (OSError, ValueError, RuntimeError):
                pass  # it went while it was looked at
        return self.qemu.poll() is not None

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.cut()
        subprocess.run(["rm", "-rf", self.place, self.sockets], check=False)
