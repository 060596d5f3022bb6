"""A live load that goes on for long, through rotations: its memory stays what it was, and every event arrives.

    FUN_BIN_DIR=build/release python3 -m unittest -v test_live_soak    (in this folder; see loading.py)

15 seconds at least; with FUN_FULL=1 ten minutes.  Every line names somebody new, so that what remembers people fills up.
"""

import os
import time
import unittest

from loading import Case, Server, node
from streaming import LiveCase, named, raw_event, resident_bytes

SECONDS, A_SECOND = (600, 300) if os.environ.get("FUN_FULL") else (15, 200)
FILES = 5
A_FILE = SECONDS * A_SECOND // FILES
MIB = 1024 * 1024
# With the first file the caches are as full as they get, or nearly.
MOST, MOST_GROWTH = 256 * MIB, 16 * MIB


def setUpModule():
    Case.server = Server(os.environ.get("FUN_ES_URL") or node("start"))


class ASoak(LiveCase):
    def write_steadily(self, until, look):
        """Goes on to `until` lines, and looks at the processes ten times a second."""
        while self.log.lines < until:
            due = int((time.monotonic() - self.began) * A_SECOND)
            self.log.write(*map(raw_event, range(self.log.lines, min(due, until))))
            look()
            time.sleep(0.1)

    def test_loses_nothing_and_keeps_its_memory(self):
        process = self.live("--flush-interval", "0.2")
        self.began = time.monotonic()
        sizes = {"funanon": [], "funload": []}

        def look():
            for name, seen in sizes.items():
                seen.append(resident_bytes(named(process.pid, name)))

        self.write_steadily(A_FILE, lambda: None)
        for file in range(2, FILES + 1):
            # A tail that lags behind two rotations misses a file, and how far it lags is the machine's.
            self.until_count(self.log.lines)
            self.log.rotate()
            self.write_steadily(file * A_FILE, look)
        self.until_count(self.log.lines)
        words = self.end(process)
        self.assertIn(f"read {FILES * A_FILE} = indexed {FILES * A_FILE} + already_there 0 + ", words)
        for name, seen in sizes.items():
            with self.subTest(name):
                print(f"{name}: {seen[0] / MIB:.1f} MiB, then at most {max(seen) / MIB:.1f}, seen {len(seen)} times")
                self.assertLess(max(seen), MOST)
                self.assertLess(max(seen) - seen[0], MOST_GROWTH)


if __name__ == "__main__":
    unittest.main()
