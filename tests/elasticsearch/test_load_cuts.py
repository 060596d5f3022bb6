"""Cuts a load in the middle: its process, its connection, its disk; then counts what is there.

    FUN_BIN_DIR=build/release python3 -m unittest -v test_load_cuts    (in this folder; see faults.py)

The node stays well.  Toxiproxy slows the way to it, so that a random moment falls into the load.
"""

import os
import stat
import subprocess
import time
import unittest

from faults import FaultCase, Proxy, in_rounds, skip_if_not_asked
from loading import CANARY, Case, event, log, shared_server

NUMBERS = range(4_000)  # 2.3 MB: 46 requests of BATCH
BATCH = "50000"
SLOW = ("bandwidth", "upstream", {"rate": 500})  # KB/s on each of two connections: over 2 s in all
REFUSED = [event(0, n=CANARY + str(n)) for n in range(3)]


def setUpModule():
    skip_if_not_asked()
    Case.server = shared_server()


class Cuts(FaultCase):
    @classmethod
    def setUpClass(cls):
        cls.proxy = Proxy(cls.server.url)
        cls.addClassCleanup(cls.proxy.vanish)

    def start_load(self):
        """A load through the proxy of NUMBERS and REFUSED."""
        return self.feed(NUMBERS, "--url", self.proxy.url, "--batch-bytes", BATCH, "--dead-letter",
                         str(self.folder / "dead"), "--summary", str(self.folder / "summary"),
                         more=REFUSED)

    def begin(self):
        """A slow load of which something has arrived."""
        self.refuse_words()
        self.proxy.become(SLOW)
        process = self.start_load()
        self.until(lambda: self.server.count(self.prefix) > 0)
        return process

    def pause(self, least, most):
        time.sleep(self.random.uniform(least, most))

    def finish(self, process):
        words = self.wait(process, code=1)
        self.assertEqual((self.folder / "dead").read_bytes(), log(*REFUSED))
        return self.assert_exact(words, NUMBERS, refused=len(REFUSED)), words

    @in_rounds
    def test_a_load_killed_at_any_moment_is_completed_by_the_next(self):
        self.refuse_words()
        self.proxy.become(SLOW)
        for _ in range(3):
            process = self.start_load()
            self.pause(0, 1.5)
            process.kill()
            self.assertEqual(process.wait(), -9, "the load was over before it was killed")
            self.assertNotIn(CANARY.encode(), process.stderr.read())
            self.assertFalse({"dead", "summary"} & set(os.listdir(self.folder)))
            for left in self.folder.glob("dead.partial-*"):
                self.assertEqual(stat.S_IMODE(left.stat().st_mode), 0o600)
        self.proxy.become()
        self.finish(self.start_load())

    @in_rounds
    def test_requests_that_are_cut_arrive_once(self):
        self.refuse_words()
        # At least one request passes, and 8 connections are cut, most under a later request: that
        # one libcurl sends again by itself, without a word.
        limit = self.random.randrange(60_000, 300_000)
        self.proxy.become(("limit_data", "upstream", {"bytes": limit}))
        self.finish(self.start_load())

    @in_rounds
    def test_records_whose_answer_is_lost_are_already_there(self):
        process = self.begin()
        self.proxy.become(("limit_data", "downstream", {"bytes": 0}))
        self.pause(0.5, 1.5)
        self.proxy.become()
        counts, words = self.finish(process)
        self.assertIn("trying again", words)
        self.assertGreater(counts["already_there"], 0, words)

    @in_rounds
    def test_an_answer_that_is_cut_says_nothing(self):
        process = self.begin()
        # An answer has 2 to 3 kB; one whose head alone is cut has a status, and no body.
        limit = self.random.randrange(1, self.random.choice([9_000, 150]))
        self.proxy.become(SLOW, ("limit_data", "downstream", {"bytes": limit}))
        self.pause(0.5, 1.5)
        self.proxy.become()
        _, words = self.finish(process)
        self.assertIn("trying again", words)

    def disturb(self):
        """One fault of the way, chosen and timed at random; it ends after half a second at most."""
        kind = self.random.choice(["reset_peer", "timeout", "gone"])
        stream = self.random.choice(["upstream", "downstream"])
        if kind == "gone":
            self.proxy.vanish()
        else:
            self.proxy.become((kind, stream, {"timeout": self.random.randrange(1, 300)}))
        self.pause(0, 0.5)
        self.proxy.become(SLOW)
        self.pause(0, 0.5)

    @in_rounds
    def test_connections_lost_at_any_moment_lose_nothing(self):
        process = self.begin()
        for _ in range(8):
            if process.poll() is None:
                self.disturb()
        self.proxy.become()
        _, words = self.finish(process)
        self.assertIn("trying again", words)


class SmallDisk(FaultCase):
    """Lines that are kept aside, and a disk that is full before the last of them."""

    DEAD = [event(0, n=CANARY + str(n)) for n in range(400)]
    QUARANTINED = [event(n, event="ada@example.org") for n in range(400)]
    REJECTED = [event(n)[:-1] for n in range(400)]

    def mounted(self, size):
        folder = self.folder / "disk"
        folder.mkdir()
        mount = ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", folder]
        if os.getuid() != 0 or subprocess.run(mount, capture_output=True).returncode != 0:
            self.skipTest("no tmpfs can be mounted here: a full disk was not tried")
        self.addCleanup(subprocess.run, ["umount", "-l", folder], check=True)
        return folder

    def load_onto(self, disk, flag, lines, code):
        numbers = range(1, 501)  # more than are kept aside: else it looks like a raw log
        mixed = [line for n in numbers for line in [event(n), *lines[n - 1:n]]]
        words = self.load(log(*mixed), "--batch-bytes", BATCH, flag, str(disk / "kept"),
                          "--summary", str(self.folder / "summary"), code=code)
        return words, self.counts(words), numbers

    def check(self, flag, lines, name):
        self.refuse_words()
        disk = self.mounted(65_536)
        words, counts, _ = self.load_onto(disk, flag, lines, code=6)
        self.assertIn("No space left on device", words)
        self.assertNotIn(flag + " FILE keeps them", words)
        self.assertEqual(os.listdir(disk), [])
        self.assertFalse((self.folder / "summary").exists())
        self.assertLessEqual(self.server.count(self.prefix), 500)
        subprocess.run(["mount", "-o", "remount,size=4194304", disk], check=True)
        words, counts, numbers = self.load_onto(disk, flag, lines, code=1)
        self.assertEqual(counts[name], len(lines), words)
        self.assertEqual(sorted((disk / "kept").read_bytes().splitlines(True)),
                         sorted(log(line) for line in lines))
        self.assertEqual(self.numbers(), list(numbers))

    @in_rounds
    def test_full_of_dead_letters_claims_none(self):
        self.check("--dead-letter", self.DEAD, "dead_lettered")

    @in_rounds
    def test_full_of_quarantined_lines_claims_none(self):
        self.check("--quarantine", self.QUARANTINED, "quarantined")

    @in_rounds
    def test_full_of_rejects_claims_none(self):
        self.check("--rejects", self.REJECTED, "rejected")


if __name__ == "__main__":
    unittest.main()
