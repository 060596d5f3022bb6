"""Runs the commands as their users do; all golden tests stand on this.

A Case has a folder of its own, a key, and canaries: invented words, planted
where personal data stands.  After every command the canaries are searched for in
its words, its output, the names of the files it left and what stands in them.

FUN_BIN_DIR names the folder of the commands; one that is not there fails.
"""

import base64
import faulthandler
import functools
import gzip
import hashlib
import hmac
import os
import random
import signal
import subprocess
import sys
import tempfile
import threading
import time
import unittest
import zlib
from typing import NamedTuple

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
BIN_DIR = os.path.abspath(os.environ.get("FUN_BIN_DIR", "build"))
SECRET = b"the 2015 script kept this key"
PATIENCE = 120  # seconds until a command counts as hanging


class Done(NamedTuple):
    """How a command ended."""

    code: int
    out: bytes
    err: bytes

    @property
    def words(self):
        """Standard error as a list of lines."""
        return self.err.decode().splitlines()


def pseudonym(name, secret=SECRET):
    """The contract of 2015; `name` is bytes or text."""
    message = name if isinstance(name, bytes) else name.encode("utf-8", "surrogatepass")
    return hmac.new(secret, message, hashlib.sha256).hexdigest()


def derived(secret, info):
    """HKDF-SHA256, RFC 5869: extract and expand, empty salt, 32 bytes."""
    extracted = hmac.new(bytes(32), secret, hashlib.sha256).digest()
    return hmac.new(extracted, info.encode() + b"\x01", hashlib.sha256).digest()


def command(tool):
    """The path of a tool."""
    path = os.path.join(BIN_DIR, tool)
    if not os.access(path, os.X_OK):
        raise AssertionError(f"{tool} is not in FUN_BIN_DIR ({BIN_DIR}): build it first")
    return path


def python(script, *arguments, stdin=None):
    """Runs one of the repository's own scripts; its exit code is the caller's to judge."""
    done = subprocess.run([sys.executable, "-B", os.path.join(ROOT, script), *arguments],
                          input=stdin, capture_output=True, timeout=600)
    return Done(done.returncode, done.stdout, done.stderr)


@functools.cache
def raw_log(lines, *flags, seed=1):
    """An invented log of the repository's generator."""
    made = python("tests/data/generate", "--seed", str(seed), "--lines", str(lines), *flags)
    if made.code != 0:
        raise AssertionError("tests/data/generate failed")
    return made.out


def gzip_members(data, size):
    """gzip, a new member every `size` bytes."""
    return b"".join(gzip.compress(data[i:i + size], 1) for i in range(0, len(data), size))


def unpacked(data):
    """What gzip holds, as far as it goes; all else as it is."""
    whole = b""
    while data.startswith(b"\x1f\x8b"):
        member = zlib.decompressobj(wbits=31)
        try:
            whole += member.decompress(data)
        except zlib.error:
            break
        data = member.unused_data
    return whole + data


def zstd_raw_frames(data, size):
    """zstd (RFC 8878) by hand: frames of `size` bytes in raw blocks, no checksum."""
    stream = b""
    for begin in range(0, len(data), size):
        frame = data[begin:begin + size]
        stream += b"\x28\xb5\x2f\xfd\x00\x58"  # magic, no options, window of 2 MiB
        blocks = [frame[i:i + 100_000] for i in range(0, len(frame), 100_000)]
        for number, block in enumerate(blocks):
            head = len(block) << 3 | (number == len(blocks) - 1)
            stream += head.to_bytes(3, "little") + block
    return stream


INVENTORY = {"unknown-key", "unknown-event-type"}  # said of the log as a whole


def of_data(report):
    """A report of funaudit --json without what its inventory alone says: what was found in the data."""
    report["findings"] = [finding for finding in report["findings"] if finding["rule"] not in INVENTORY]
    report["rules"] = {rule: count for rule, count in report["rules"].items() if rule not in INVENTORY}
    return report


def catches_signals(pid):
    """True once the process has its own handler of SIGTERM."""
    with open(f"/proc/{pid}/status", encoding="ascii") as file:
        fields = dict(line.split(":\t", 1) for line in file)
    return bool(int(fields["SigCgt"], 16) >> (signal.SIGTERM - 1) & 1)


looks_at_the_process = unittest.skipIf(os.environ.get("FUN_EMULATED") == "1", "the process is the emulator's")


def say(words):
    """What a reader of the test's output has to know."""
    print(f"note: {words}", file=sys.stderr)


class Case(unittest.TestCase):
    maxDiff = None

    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="fun-golden-")
        self.addCleanup(folder.cleanup)
        self.folder = folder.name
        self.made_here = set()     # files of the test: they may hold canaries
        self.data_out = {"out"}    # files that hold data: may hold what may leave
        self.nowhere = []          # canaries that must not come out at all
        self.unspoken = []         # canaries that may come out as data, never in words
        self.chance = random.Random(self.id())
        self.key = self.file("key", SECRET)

    # -- files

    def path(self, name):
        return os.path.join(self.folder, name)

    def file(self, name, content, mode=0o600):
        """Makes a file; returns its path."""
        with open(self.path(name), "wb") as made:
            made.write(content)
        os.chmod(self.path(name), mode)
        self.made_here.add(name)
        return self.path(name)

    def private(self, name):
        """The path of a file that the command makes and that holds personal data."""
        self.made_here.add(name)
        return self.path(name)

    def read(self, name):
        with open(self.path(name), "rb") as file:
            return file.read()

    def left(self):
        """Names of the files that the test did not make itself."""
        return sorted(set(os.listdir(self.folder)) - self.made_here)

    # -- canaries

    def canary(self, may_leave=False):
        """A new word; with `may_leave` it may stand in data, but in no words."""
        word = "Q" + "".join(self.chance.choices("bcdfghjkmnpqrstvwxz", k=13))
        (self.unspoken if may_leave else self.nowhere).append(word)
        return word

    def assert_free_of(self, canaries, place, content):
        for canary in canaries:
            word = canary.encode()
            for form in (word, word.lower(), word.hex().encode(), base64.b64encode(word)[:16]):
                if form in content:
                    self.fail(f"{place} holds a canary")

    def check_canaries(self, done):
        every = self.nowhere + self.unspoken
        self.assert_free_of(every, "standard error", done.err)
        self.assert_free_of(self.nowhere, "standard output", done.out)
        for name in os.listdir(self.folder):
            self.assert_free_of(every, "a file name", os.fsencode(name))
            if name in self.made_here:
                continue
            hidden = self.nowhere if name in self.data_out else every
            if os.path.isfile(self.path(name)):
                self.assert_free_of(hidden, f"file {name}", unpacked(self.read(name)))
            for at, folders, files in os.walk(self.path(name)):
                for below in folders + files:
                    self.assert_free_of(every, "a file name", os.fsencode(below))
                for below in files:
                    content = unpacked(self.read(os.path.join(at, below)))
                    self.assert_free_of(hidden, f"a file in {name}", content)

    # -- commands

    def run_tool(self, tool, *arguments, stdin=b"", code=0, patience=PATIENCE, **how):
        """Runs a tool to its end; fails unless it ends with `code` (None: any).

        `stdin`: bytes to pipe in, or what subprocess takes (a file, None).
        """
        how = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "cwd": self.folder} | how
        how["input" if isinstance(stdin, bytes) else "stdin"] = stdin
        try:
            ran = subprocess.run([command(tool), *arguments], timeout=patience, **how)
        except subprocess.TimeoutExpired:
            self.fail(f"{tool} did not end within {patience} s")
        done = Done(ran.returncode, ran.stdout or b"", ran.stderr or b"")
        self.check_canaries(done)
        self.check_words(os.path.basename(tool).encode(), done.err)
        if code is not None:
            self.assertEqual(done.code, code, done.err.decode())
        return done

    def check_words(self, tool, words):
        """Every line begins with the tool's name; a bar or --progress json may stand between."""
        for line in words.replace(b"\r\x1b[K", b"\n").splitlines():
            if line and not line.startswith((tool + b": ", b'{"tool":"' + tool + b'"')):
                self.fail("words without the tool's name")

    # What a file and a pipe of the same bytes give is the same but for closure, which needs files.
    CLOSURE = ("--closure", "off")

    def funanon(self, *arguments, **how):
        closure = () if {"--closure", "--gather"} & set(arguments) else self.CLOSURE
        return self.run_tool("funanon", "--key", self.key, *closure, *arguments, **how)

    def start(self, tool, *arguments, **how):
        """Starts a tool with three pipes; the test ends it or has it killed."""
        pipes = {name: subprocess.PIPE for name in ("stdin", "stdout", "stderr")}
        process = subprocess.Popen([command(tool), *arguments], cwd=self.folder, **pipes | how)
        self.addCleanup(self._put_away, process)
        return process

    def _put_away(self, process):
        process.kill()
        process.wait()
        for stream in (process.stdin, process.stdout, process.stderr):
            if stream:
                try:
                    stream.close()
                except BrokenPipeError:
                    pass

    def finish(self, process):
        """Closes standard input, waits; how the process ended."""
        out, err = process.communicate(timeout=PATIENCE)
        done = Done(process.returncode, out or b"", err or b"")
        self.check_canaries(done)
        return done

    def fed(self, process, pieces, pause=0.0):
        """Writes `pieces` one after the other as somebody slow would; how it ended."""
        def write():
            with process.stdin:
                for piece in pieces:
                    process.stdin.write(piece)
                    process.stdin.flush()
                    time.sleep(pause)

        feeder = threading.Thread(target=write)
        feeder.start()
        out, err = process.stdout.read(), process.stderr.read()
        feeder.join(PATIENCE)
        process.wait(PATIENCE)
        done = Done(process.returncode, out, err)
        self.check_canaries(done)
        return done

    def wait_for(self, condition, what, seconds=30):
        """Waits until `condition()` holds."""
        end = time.monotonic() + seconds
        while not condition():
            if time.monotonic() > end:
                self.fail(f"waited {seconds} s in vain for {what}")
            time.sleep(0.005)


def main():
    # A hanging command is a failure, too.  The full numbers take ten minutes on an idle machine.
    faulthandler.dump_traceback_later(3000 if os.environ.get("FUN_FULL") == "1" else 900, exit=True)
    unittest.main(module="__main__", verbosity=1)
