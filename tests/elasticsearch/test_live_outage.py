"""A server that goes away under a live load, two rotations while it is gone, and the mornings after.

    FUN_BIN_DIR=build/release python3 -m unittest -v test_live_outage  (in this folder; see faults.py)

With FUN_FULL=1 a node of this module's own is killed and started again; else the way to the shared one is cut.
docs/live.md says what a blocked tail misses; here that is seen, and that the morning adds it, and nothing twice.
"""

import collections
import os
import time
import unittest

from faults import FULL, Proxy
from loading import SERVER, Case, Server, node
from streaming import LiveCase, raw_event

# 4 MB, more than pipes, chunks and batches hold together: tail is blocked in the middle of a file.
MANY = range(100, 8_100)
CACHE = "/var/cache" if os.geteuid() == 0 else os.environ.get("XDG_CACHE_HOME", os.path.expanduser("~/.cache"))
HOME = os.environ.get("FUN_ES_LIVE_HOME", f"{CACHE}/fun-{SERVER}-live-test")
PORT = os.environ.get("FUN_ES_LIVE_PORT", "9294" if SERVER == "elasticsearch" else "9293")


class OwnNode:
    """A node that is killed."""

    def __init__(self):
        node("wipe", "--home", HOME)
        self.url = node("start", "--home", HOME, "--port", PORT)

    def go(self):
        node("kill", "--home", HOME)

    def come_back(self):
        node("start", "--home", HOME, "--port", PORT)

    def end(self):
        node("wipe", "--home", HOME)


class SharedNode:
    """A node that cannot be reached for a while."""

    def __init__(self):
        self.node = os.environ.get("FUN_ES_URL") or node("start")
        self.proxy = Proxy(self.node)
        self.url = self.proxy.url
        self.go, self.come_back, self.end = self.proxy.vanish, self.proxy.become, self.proxy.vanish
        self.come_back()


class AnOutage(LiveCase):
    @classmethod
    def setUpClass(cls):
        cls.at = OwnNode() if FULL else SharedNode()
        cls.addClassCleanup(cls.at.end)
        cls.server = Server(cls.at.url)

    def write(self, numbers):
        """Events of these numbers, and once more one that is the same in every file."""
        self.log.write(*map(raw_event, numbers), self.copy)

    def test_over_two_rotations_ends_with_every_event_once(self):
        self.copy = raw_event(9_999)
        process = self.live("--flush-interval", "0.2", "--batch-bytes", "65536")
        self.write(range(100))
        self.until_count(101)
        self.at.go()
        self.write(MANY)
        first = self.log.rotate()
        self.write(range(8_100, 8_150))
        second = self.log.rotate()
        held, missed = (file.read_bytes().count(b"\n") for file in (first, second))
        self.write(range(8_150, 8_160))
        self.at.come_back()
        self.until_count(self.log.lines - missed)
        time.sleep(1)
        self.assertEqual(self.server.count(self.prefix), self.log.lines - missed, "tail goes to the newest file")
        self.assertIn("the server takes records again", self.end(process))

        words = self.morning()
        self.assertIn(f"read {held + missed} = indexed {missed - 1} + ", words)
        # The line that is everywhere: the third that the live load saw is the fourth.  Once its file is
        # read with the others, each has its own record.
        self.assertEqual(self.server.count(self.prefix), self.log.lines - 1)
        self.log.rotate()
        self.morning()
        self.assertEqual(self.server.count(self.prefix), self.log.lines)
        self.morning()
        found = collections.Counter(source["n"] for source in self.server.sources(self.prefix))
        self.assertEqual(found, collections.Counter([*range(8_160), *[9_999] * 4]))


if __name__ == "__main__":
    unittest.main()
