"""A month of thirty files becomes a release: by both threads, in flat memory, and killed and resumed to the same bytes.

FUN_FULL=1: 36 MB a file, over 1 GB in all; else 0.2 MB a file.  Nothing here is timed: a busy machine only makes it last.
"""

import hashlib
import os
import random
import signal
import subprocess
import sys
import tempfile
import threading
import time
import unittest

sys.dont_write_bytecode = True

from running import IS_EMULATED, is_sanitized  # noqa: E402
from session import BIN_DIR, ROOT, command, main, say  # noqa: E402

FULL = os.environ.get("FUN_FULL") == "1"
DAYS = 30
BYTES = 36_000_000 if FULL else 200_000
KILLS = 6
MOST_MEMORY = 256 * 1024  # KiB, at -j2 (design 3)


def day_of(log, day):
    """The log's lines as of that day of April: one generated day serves for all."""
    return log.replace(b'"time": "2015-03-29', b'"time": "2015-04-%02d' % day)


def digests_below(folder):
    found = {}
    for parent, _, names in os.walk(folder):
        for name in names:
            path = os.path.join(parent, name)
            with open(path, "rb") as file:
                found[os.path.relpath(path, folder)] = hashlib.file_digest(file, "sha256").hexdigest()
    return found


class Threads(threading.Thread):
    """Watches how much CPU time (ticks) each thread of a process has taken."""

    def __init__(self, process):
        super().__init__(daemon=True)
        self.process = process
        self.ticks = {}

    def run(self):
        while self.process.poll() is None:
            try:
                for task in os.listdir(f"/proc/{self.process.pid}/task"):
                    with open(f"/proc/{self.process.pid}/task/{task}/stat", "rb") as file:
                        fields = file.read().rpartition(b")")[2].split()
                    self.ticks[task] = int(fields[11]) + int(fields[12])
            except (FileNotFoundError, ProcessLookupError):
                pass
            time.sleep(0.05)


class Month(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory(prefix="fun-month-")
        cls.addClassCleanup(folder.cleanup)
        cls.folder = folder.name
        generate = [sys.executable, f"{ROOT}/tests/data/generate", "--seed", "30", "--bytes", str(BYTES), "--users", "2000"]
        log = subprocess.run([*generate, "--start", "2015-03-29", "--days", "1"], check=True, stdout=subprocess.PIPE).stdout
        for part, days in (("month", DAYS), ("days", 3)):
            os.mkdir(cls.path(part))
            for day in range(1, days + 1):
                with open(cls.path(part, f"tracking.log-201504{day:02}"), "wb") as file:
                    file.write(day_of(log, day))
        subprocess.run([f"{BIN_DIR}/funkey", "generate", "-o", cls.path("key")], check=True, capture_output=True)

    @classmethod
    def path(cls, *names):
        return os.path.join(cls.folder, *names)

    def start(self, logs, output, *flags):
        command = [f"{BIN_DIR}/funanon", "--key", self.path("key"), "--release", "2015-04", "-j2", "-q", *flags]
        return subprocess.Popen([*command, "-o", self.path(output), self.path(logs)], stderr=subprocess.PIPE)

    def end(self, process):
        """Waits; returns the peak of memory in KiB."""
        words = process.stderr.read().decode()
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        process.stderr.close()
        self.assertEqual(process.returncode, 0, words)
        return usage.ru_maxrss

    def test_is_made_by_both_threads_in_flat_memory_and_resumed_to_the_same_bytes(self):
        few = self.end(self.start("days", "few"))
        process = self.start("month", "whole")
        threads = Threads(process)
        began = time.monotonic()
        threads.start()
        most = self.end(process)
        lasted = time.monotonic() - began
        if IS_EMULATED or is_sanitized(command("funanon")):
            say("the memory is not funanon's own here, and not looked at")
        else:
            self.assertLess(most, MOST_MEMORY)
            self.assertLess(most, 1.25 * few)  # ten times as much to read
        if FULL:
            busiest = sorted(threads.ticks.values(), reverse=True)
            self.assertGreater(busiest[1], 0.6 * busiest[0])
        whole = digests_below(self.path("whole"))
        self.assertEqual(sum(name.startswith("data/") for name in whole), DAYS)

        moments = random.Random(20261126)
        killed = 0
        for _ in range(KILLS):
            process = self.start("month", "broken", *(["--resume"] if killed else []))
            time.sleep(moments.random() * lasted)
            process.send_signal(signal.SIGKILL)
            process.stderr.close()
            if process.wait() != -signal.SIGKILL:
                break  # it was whole before
            killed += os.path.isdir(self.path("broken.partial"))
        self.assertGreater(killed, 0)
        if not os.path.isdir(self.path("broken")):
            self.end(self.start("month", "broken", "--resume"))
        self.assertEqual(digests_below(self.path("broken")), whole)


if __name__ == "__main__":
    main()
