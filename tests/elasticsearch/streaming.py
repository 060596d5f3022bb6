"""What the tests of live loads share: a log that grows and is rotated, and docs/systemd/fun-stream, run on it.

The log is raw: invented learners with addresses.  funanon and funload are those of FUN_BIN_DIR.
"""

import datetime
import json
import os
import pathlib
import select
import signal
import subprocess

from loading import BIN, CANARY, HERE, Case

SCRIPT = HERE.parent.parent / "docs" / "systemd" / "fun-stream"


def raw_event(number, **changes):
    """A raw event of now, as a line."""
    now = datetime.datetime.now(datetime.timezone.utc)
    fields = {"username": f"learner{number}", "event_type": "page_close", "event_source": "browser",
              "time": now.isoformat(timespec="microseconds"), "ip": f"82.1.{number % 200}.7",
              "email": f"{CANARY}{number}@example.org", "agent": "Firefox", "page": "/courses/a/b",
              "session": f"{number:032x}", "context": {"course_id": "course-v1:a+b+c", "path": "/event"},
              "n": number}
    return json.dumps({**fields, **changes}) + "\n"


class GrowingLog:
    """Written as a logger writes it: whole lines, at once, into the file that it has open."""

    def __init__(self, path):
        self.path = pathlib.Path(path)
        self.lines = 0  # written, in all files
        self.rotations = 0
        self.file = None
        self.open()

    def open(self):
        if self.file:
            self.file.close()
        self.file = open(self.path, "ab", buffering=0)  # pylint: disable=consider-using-with

    def write(self, *lines):
        self.file.write("".join(lines).encode())
        self.lines += len(lines)

    def rotate(self):
        """Gives the file the name of a day, and goes on in a new one; returns the old one's new path."""
        self.rotations += 1
        old = self.path.with_name(f"{self.path.name}-2026{self.rotations:04}")
        self.path.rename(old)
        self.open()
        return old


class LiveCase(Case):
    """A test with a key, a growing log and the script that an operator's unit runs."""

    def setUp(self):
        super().setUp()
        self.key = self.folder / "key"
        self.key.write_bytes(b"an invented secret of some length")
        self.key.chmod(0o440)  # as systemd shows a credential
        self.log = GrowingLog(self.folder / "tracking.log")
        self.addCleanup(lambda: self.log.file.close())  # pylint: disable=unnecessary-lambda
        self.words = self.folder / "words"

    def environment(self, *flags):
        own = {"FUN_LOG": self.log.path, "FUN_KEY": self.key, "FUN_ASIDE": self.folder,
               "FUNLOAD_FLAGS": " ".join(["--url", self.server.url, "--index-prefix", self.prefix, *flags]),
               "PATH": f"{BIN.resolve()}:{os.environ['PATH']}"}
        return {**os.environ, **{name: str(value) for name, value in own.items()}}

    def live(self, *flags):
        """Starts the live load, its words in a file; it is killed in the end if it goes on until then."""
        with open(self.words, "ab") as words:
            process = subprocess.Popen([SCRIPT, "live"], env=self.environment(*flags), stdout=subprocess.DEVNULL,
                                       stderr=words, stdin=subprocess.DEVNULL, start_new_session=True)
        self.addCleanup(self.end, process, signal.SIGKILL)
        return process

    def end(self, process, how=signal.SIGTERM):
        """Ends all of it, as systemd does; returns what was said."""
        if process.poll() is None:
            handles = [os.pidfd_open(pid) for pid in descendants(process.pid)]
            os.killpg(process.pid, how)
            for handle in handles:
                self.assertTrue(select.select([handle], [], [], 60)[0], "a process goes on")
                os.close(handle)
            process.wait()
        words = self.words.read_text()
        self.assertNotIn(CANARY, words)
        return words

    def morning(self, code=0):
        """What the timer starts; returns what was said."""
        done = subprocess.run([SCRIPT, "morning"], env=self.environment(), text=True, timeout=300,
                              stdin=subprocess.DEVNULL, capture_output=True, check=False)
        self.assertEqual(done.returncode, code, done.stderr)
        self.assertNotIn(CANARY, done.stderr)
        return done.stderr

    def until_count(self, count, seconds=120):
        self.until(lambda: self.server.count_so_far(self.prefix) == count, seconds)


def descendants(pid):
    """The process, those that it started, those that these started, and so on."""
    with open(f"/proc/{pid}/task/{pid}/children", encoding="ascii") as file:
        children = [int(child) for child in file.read().split()]
    return sum((descendants(child) for child in children), [pid])


def named(pid, name):
    """The process `name` below `pid`."""
    found, = [at for at in descendants(pid) if pathlib.Path(f"/proc/{at}/comm").read_text() == name + "\n"]
    return found


def resident_bytes(pid):
    with open(f"/proc/{pid}/statm", encoding="ascii") as file:
        return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")
