"""Cuts loads with --state short and goes on: nothing twice, nothing lost, nothing done again.

    FUN_BIN_DIR=build/release python3 -m unittest -v test_state      (in this folder; see loading.py)
"""

import fcntl
import gzip
import os
import signal
import stat
import subprocess
import time
import unittest
from pathlib import Path

from faults import FULL, SERVER, FaultCase
from loading import CANARY, Case, event, log, shared_server

LEAK = CANARY + "@example.org"
OFTEN = ["--flush-interval", "0.02", "--batch-bytes", "20000"]  # and so is the state saved


def setUpModule():
    Case.server = shared_server()


class StateCase(FaultCase):
    def setUp(self):
        super().setUp()
        self.state = self.folder / "state"

    def file(self, name, data):
        path = self.folder / name
        path.write_bytes(gzip.compress(data, 1) if name.endswith(".gz") else data)
        return str(path)

    def go_on(self, *arguments, code=0):
        """Loads files with the state; returns words and counts."""
        words = self.load(b"", "--state", str(self.state), *arguments, code=code)
        return words, self.counts(words) if "funload: read " in words else None


def heeds(process, number):
    """True when the process has a handler for that signal."""
    for line in Path(f"/proc/{process.pid}/status").read_text().splitlines():
        if line.startswith("SigCgt:"):
            return bool(int(line.split()[1], 16) >> (number - 1) & 1)
    return False


class AKilledLoad(StateCase):
    def test_goes_on_from_where_it_was(self):
        """Killed at random moments until it comes to its end, of files in which every fate occurs."""
        self.refuse_words()
        aside = {name: self.folder / name for name in ("quarantine", "dead-letter", "rejects")}
        flags = [word for name, path in aside.items() for word in ("--" + name, str(path))]
        numbers = range(9_000)
        lost, again = 0, 0
        for _ in range(10 if FULL and SERVER == "elasticsearch" else 1):
            self.server.forget(self.prefix)
            self.refuse_words()
            subprocess.run(["rm", "-rf", self.state], check=True)
            want = {"quarantine": [], "dead-letter": [], "rejects": []}
            lines = []
            for number in numbers:
                lines.append(event(number))
                if number % 100 == 7:
                    want["quarantine"].append(event(number, page=LEAK))
                    want["dead-letter"] += [event(0, n=CANARY + str(number)), event(number, time=...)]
                    want["rejects"].append(f'{{"n":{number}')
                    lines += want["quarantine"][-1:] + want["dead-letter"][-2:] + want["rejects"][-1:]
                    lines += ["", event(number)]  # a copy is an event of its own
            copies = len(want["quarantine"])
            half = len(lines) // 2
            inputs = [self.file("a.log", log(*lines[:half])), self.file("b.log.gz", log(*lines[half:]))]
            for _ in range(50):
                process = self.start("--state", str(self.state), *OFTEN, *flags, *inputs,
                                     stdin=subprocess.DEVNULL)
                try:
                    process.wait(self.random.uniform(0.1, 1.2))
                except subprocess.TimeoutExpired:
                    chosen = self.random.choice([signal.SIGKILL, signal.SIGTERM])
                    # On a busy machine it may not have come so far as to heed one.
                    process.send_signal(chosen if heeds(process, chosen) else signal.SIGKILL)
                words = process.communicate()[1].decode()
                self.assertNotIn(CANARY, words)
                if process.returncode not in (-signal.SIGKILL, 4):
                    break
                lost += 1
            self.assertEqual(process.returncode, 1, words)
            counts = self.counts(words)
            self.assertEqual(counts["read"] if "read" in counts else len(lines), len(lines))
            self.assertEqual(counts["indexed"] + counts["already_there"], len(numbers) + copies, words)
            self.assertEqual((counts["quarantined"], counts["dead_lettered"], counts["rejected"],
                              counts["blank"]),
                             (copies, 2 * copies, copies, copies))
            self.assertEqual(self.server.count(self.prefix), len(numbers) + copies)
            for name, path in aside.items():
                self.assertEqual(sorted(path.read_text().splitlines()), sorted(want[name]), name)
            again += counts["already_there"]
            for path in self.state.iterdir():
                self.assertNotIn(CANARY.encode(), path.read_bytes(), path.name)
                self.assertEqual(stat.S_IMODE(path.stat().st_mode), 0o600)
            self.assertEqual(stat.S_IMODE(self.state.stat().st_mode), 0o700)
        self.assertGreater(lost, 0, "no load was cut short")
        self.assertLess(again, lost * 2_000, "what was settled was sent again")


class AFinishedLoad(StateCase):
    def test_is_not_done_again(self):
        file = self.file("a.log", log(*[event(n) for n in range(300)]))
        first = self.go_on(file)[1]
        self.assertEqual((first["indexed"], first["already_there"]), (300, 0))
        words, second = self.go_on(file)
        self.assertEqual(second, first)
        self.assertIn("goes on behind 300 lines", words)
        self.assertIn("indexed 100, already there 0, now on the server 100", words)

    def test_goes_on_with_what_was_written_since(self):
        lines = [event(n % 500) for n in range(1000)]  # each twice
        file = self.file("a.log", log(*lines[:700]) + lines[700].encode()[:50])
        self.assertEqual(self.go_on(file, code=1)[1]["rejected"], 1)  # the last is not there yet
        self.file("a.log", log(*lines[:800]) + lines[800].encode())
        self.assertEqual(self.go_on(file)[1]["indexed"], 801)
        self.file("a.log", log(*lines[:900]))
        more = self.file("b.log", log(*lines[900:]))
        counts = self.go_on(file, more)[1]
        self.assertEqual((counts["indexed"], counts["already_there"]), (1000, 0))
        words = self.load(log(*lines))
        self.assertIn("already_there 1000", words, "the ids are those of a load without a state")

    def test_goes_on_with_a_last_line_that_was_too_long_and_is_written_anew(self):
        for long in (900, 300_000):  # in one piece, in several
            with self.subTest(long):
                self.state = self.folder / f"state-{long}"
                flags = ["--max-line", "800"]
                file = self.file("a.log", log(event(1)) + b"x" * long)
                self.assertEqual(self.go_on(*flags, file, code=1)[1]["rejected"], 1)
                self.file("a.log", log(event(1), event(2)))
                for _ in range(2):
                    self.assertEqual(self.go_on(*flags, file)[1]["rejected"], 0)
                self.file("a.log", log(event(1), event(2)) + b"x" * long + b"\n" + log(event(3)))
                for _ in range(2):
                    self.assertEqual(self.go_on(*flags, file, code=1)[1]["rejected"], 1)

    def test_of_another_file_is_refused_before_anything_is_sent(self):
        lines = log(*[event(n) for n in range(300)])
        file = self.file("a.log", lines)
        self.go_on(file)
        more = event(1).replace("page", "ships").encode()
        for changed in (b"x" + lines[1:], lines[:-1] + b" \n", lines[:-1] + b" x\n", lines[:-1], lines[:999], b"", ):
            self.file("a.log", changed + more)
            with self.subTest(changed[:1] + changed[-2:]):
                words = self.go_on(file, code=3)[0]
                self.assertRegex(words, "is not what was loaded|lines that were loaded do not come")
                self.assertIn("a new folder for --state", words)
        for names in (["b.log"], ["b.log", "a.log"]):
            self.file("a.log", lines)
            self.file("b.log", log(event(1, page="/b")))
            self.go_on(*[str(self.folder / name) for name in names], code=3)
        self.assertEqual(self.server.count(self.prefix), 300)

    def test_is_not_judged_by_its_next_lines_alone(self):
        """The early word is of a load's first lines; a run that goes on has others."""
        good = [event(n) for n in range(1500)]
        file = self.file("a.log", log(*good))
        self.go_on(file)
        self.file("a.log", log(*good, *[event(n, page=LEAK) for n in range(700)], event(1500)))
        counts = self.go_on(file, code=1)[1]
        self.assertEqual((counts["indexed"], counts["quarantined"]), (1501, 700))

    def test_sends_nothing_of_a_file_that_took_its_place_and_stays_whole(self):
        lines = log(*[event(n, x="y" * 9_000) for n in range(300)])
        kept = self.folder / "kept"
        file = self.file("a.log", lines + log(event(0, time=...)))
        flags = ["--dead-letter", str(kept), *OFTEN, file]
        first = self.go_on(*flags, code=1)[1]
        others = log(*[event(n, x=1) for n in range(3000)])
        for data in (others, gzip.compress(others)[:-99], log(event(0, x=2))):
            self.file("a.log", data)
            self.go_on(*flags, code=3)
            self.assertEqual(self.server.count(self.prefix), 300)
            self.assertEqual(kept.read_text(), event(0, time=...) + "\n", "what is kept is not lost")
        self.file("a.log", lines + log(event(0, time=...)))
        self.assertEqual(self.go_on(*flags, code=1)[1], first)

    def test_gives_copies_their_records_when_an_earlier_file_has_grown(self):
        first = self.file("a.log", log(event(1), event(2)))
        second = self.file("b.log", b"\n" * 262_200 + log(event(3)))
        self.go_on(first, second)
        self.file("a.log", log(event(1), event(2), event(2)))
        counts = self.go_on(first, second)[1]
        self.assertEqual((counts["indexed"], counts["already_there"]), (4, 0))

    def test_may_end_in_white_space_that_grows(self):
        for name, before, after in (("a.log", event(1), event(1) + " \r\n" + event(2)),
                                    ("b.log", event(3) + "\n  ", event(3) + "\n   \n" + event(4))):
            file = self.file(name, before.encode())
            self.state = self.folder / ("state-" + name)
            self.go_on(file)
            self.file(name, after.encode())
            self.assertEqual(self.go_on(file)[1]["indexed"], 2)

    def test_whose_records_are_gone_says_what_brings_them_back(self):
        file = self.file("a.log", log(event(0)))
        self.go_on(file)
        self.server.ask("DELETE", f"/{self.prefix}2015.02.01")
        self.assertIn("a new folder for --state", self.go_on(file, code=1)[0])

    def test_replaces_the_older_release_whole(self):
        file = self.file("a.log", log(*[event(n) for n in range(90)]))
        self.load(log(*[event(n, page="leak") for n in range(60)]), "--release", "v1")
        flags = ["--release", "v2", "--replace", file]
        self.assertIn("deleted of other releases 20", self.go_on(*flags)[0])
        self.assertEqual(self.go_on(*flags)[1]["indexed"], 90)
        self.assertEqual(self.server.count(self.prefix), 90)


class AState(StateCase):
    def test_is_for_files(self):
        words = self.load(log(event(1)), "--state", str(self.state), code=2)
        self.assertIn("--state is for files", words)
        pipe = self.folder / "pipe"
        os.mkfifo(pipe)
        self.go_on(str(pipe), code=2)
        self.go_on("-", code=2)
        self.go_on("--dry-run", self.file("a.log", log(event(1))), code=2)
        self.assertFalse(self.state.exists())

    def test_is_of_one_load(self):
        file = self.file("a.log", log(event(1)))
        self.go_on(file)
        for flags, word in ((["--policy", "seed"], "policy"), (["--release", "x"], "--release"),
                            (["--transform", "none"], "--transform"),
                            (["--index-prefix", self.prefix + "x-"], "--index-prefix")):
            self.assertIn("not the same " + word, self.go_on(*flags, file, code=2)[0])

    def test_is_not_taken_for_one_when_it_is_none(self):
        file = self.file("a.log", log(event(1)))
        self.state.mkdir()
        (self.state / "thesis").write_text("x")
        self.assertIn("holds other things, and no state", self.go_on(file, code=2)[0])
        self.assertEqual((self.state / "thesis").read_text(), "x")
        self.go_on_in("new", file, code=0)
        for name, data in (("points", b"funload-state 0\nend\n"), ("points", b""), ("aside", b"")):
            whole = (self.folder / "new" / name).read_bytes()
            (self.folder / "new" / name).write_bytes(data)
            self.go_on_in("new", file, code=2 if name == "points" else 0)
            (self.folder / "new" / name).write_bytes(whole)

    def go_on_in(self, name, file, code):
        self.state = self.folder / name
        return self.go_on(file, code=code)

    def test_that_lost_its_aside_log_is_damaged(self):
        file = self.file("a.log", log(*[event(n) for n in range(9)], event(9, time=...)))
        self.go_on(file, code=1)
        self.go_on(file, code=1)
        for damage in (b"", b"x" * (self.state / "aside").stat().st_size):
            (self.state / "aside").write_bytes(damage)
            self.assertIn("does not hold what the state needs", self.go_on(file, code=3)[0])

    def test_in_use_waits_for_nobody(self):
        self.state.mkdir()
        with open(self.state / "lock", "wb") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            words = self.go_on(self.file("a.log", log(event(1))), code=6)[0]
        self.assertIn("is in use by another run", words)


if __name__ == "__main__":
    unittest.main()
