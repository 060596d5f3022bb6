"""A log that is loaded while it is written, by the script that docs/live.md gives to systemd.

    FUN_BIN_DIR=build/release python3 -m unittest -v test_live         (in this folder; see loading.py)
"""

import os
import signal
import time
import unittest

from loading import Case, Server, node
from streaming import LiveCase, named, raw_event


def setUpModule():
    Case.server = Server(os.environ.get("FUN_ES_URL") or node("start"))


class ALiveLoad(LiveCase):
    def test_hands_an_event_on_when_the_log_pauses(self):
        self.log.write(raw_event(0))
        process = self.live("--flush-interval", "0.5")
        self.until_count(1)
        for number in range(1, 4):
            self.log.write(raw_event(number))
            self.until_count(self.log.lines, seconds=20)
        self.end(process)

    def test_hands_events_on_when_the_log_does_not_pause(self):
        """A line every 50 ms: no batch fills, and the input never rests for a flush interval."""
        process = self.live("--flush-interval", "1")
        end = time.monotonic() + 60
        while self.server.count_so_far(self.prefix) == 0:
            self.assertLess(time.monotonic(), end, "nothing arrives while lines keep coming")
            self.log.write(raw_event(self.log.lines))
            time.sleep(0.05)
        self.until_count(self.log.lines)
        self.end(process)

    def test_takes_a_line_when_it_is_whole(self):
        process = self.live("--flush-interval", "0.2")
        self.log.write(raw_event(0))
        self.until_count(1)
        line = raw_event(1)
        self.log.file.write(line[:99].encode())
        time.sleep(1)
        self.assertEqual(self.server.count(self.prefix), 1)
        self.log.write(line[99:])
        self.until_count(2)
        self.assertNotIn("rejected", self.end(process).replace("rejected 0", ""))

    def test_follows_the_log_through_rotations(self):
        process = self.live("--flush-interval", "0.2")
        for number in range(3):
            self.log.write(*[raw_event(number) for _ in range(20)])
            self.until_count(self.log.lines)
            self.log.rotate()
        self.log.write(raw_event(9))
        self.until_count(61)
        self.end(process)

    def test_that_starts_anew_reads_the_log_from_its_first_line_and_adds_what_is_missing(self):
        process = self.live("--flush-interval", "0.2")
        self.log.write(*[raw_event(n) for n in range(50)])
        self.until_count(50)
        self.end(process)
        self.log.write(*[raw_event(n) for n in range(30)])
        process = self.live("--flush-interval", "0.2")
        self.until_count(80)
        words = self.end(process)
        self.assertIn("read 80 = indexed 30 + already_there 50", words)


class WhatTailMisses(LiveCase):
    """docs/live.md says so; if a newer tail does better, it may say less."""

    def test_what_is_written_after_the_rename_comes_in_the_morning(self):
        process = self.live("--flush-interval", "0.2")
        self.log.write(raw_event(0))
        self.until_count(1)
        old = self.log.rotate()
        self.log.write(raw_event(1))
        self.until_count(2)
        with open(old, "a", encoding="utf-8") as file:
            file.write(raw_event(2))
        self.log.write(raw_event(3))
        self.until_count(3)
        self.end(process)
        self.assertIn("read 2 = indexed 1 + already_there 1", self.morning())

    def test_copytruncate_loses_lines_and_nothing_says_so(self):
        process = self.live("--flush-interval", "0.2")
        self.log.write(*map(raw_event, range(3)))
        self.until_count(3)
        tail = named(process.pid, "tail")
        os.kill(tail, signal.SIGSTOP)  # on a machine that is busy for a moment
        os.truncate(self.log.path, 0)
        self.log.write(*map(raw_event, range(3, 7)))
        os.kill(tail, signal.SIGCONT)
        self.until_count(4)
        self.log.write(raw_event(7))
        self.until_count(5)
        self.assertNotIn("truncated", self.end(process))


class AMorning(LiveCase):
    def test_without_a_rotated_log_is_said(self):
        self.assertIn("no rotated log of the last 4 days", self.morning(code=3))

    def test_keeps_what_cannot_be_loaded_aside(self):
        self.log.write(raw_event(0), raw_event(1, time=None), '{"a":\n')
        self.log.rotate()
        self.assertIn("indexed 1 + already_there 0 + quarantined 0 + dead_lettered 1", self.morning(code=1))
        for name, lines in (("rejects", 1), ("dead-letters", 1), ("quarantine", 0)):
            file = self.folder / name
            self.assertEqual(file.read_bytes().count(b"\n"), lines, name)
            self.assertEqual(file.stat().st_mode & 0o777, 0o600, name)

    def test_takes_a_log_once_while_it_is_being_packed(self):
        self.log.write(raw_event(0))
        old = self.log.rotate()
        old.with_name(old.name + ".gz").write_bytes(b"\x1f\x8b")
        self.morning()
        self.assertEqual(self.server.count(self.prefix), 1)


if __name__ == "__main__":
    unittest.main()
