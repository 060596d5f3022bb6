"""`--replay FILE`: a line leaves the file only when the server counts it.

    FUN_BIN_DIR=build/release python3 -m unittest -v test_replay      (in this folder; see loading.py)
"""

import unittest

from between import BetweenCase
from loading import Case, event, log, shared_server


def setUpModule():
    Case.server = shared_server()


class Replay(BetweenCase):
    LINES = [event(3 * n) for n in range(4)]

    def setUp(self):
        super().setUp()
        self.file = self.folder / "dead"
        self.file.write_bytes(log(*self.LINES))
        self.counted = None  # the answer to the count after the bulk
        self.instead = lambda _method, path, body: (
            self.counted if "aggs" in body and any("/_bulk" in asked for _, asked, _, _ in self.asked) else None)

    def replay(self, code):
        return self.load(b"", *self.through(), "--replay", str(self.file), "--give-up", "1", code=code)

    def assert_file_stays(self, words):
        self.assertIn("the file of --replay stays as it was", words)
        self.assertEqual(self.file.read_bytes(), log(*self.LINES))

    def test_a_server_that_lost_lines_leaves_it(self):
        self.counted = 200, {"hits": {"total": {"value": 3}}}
        words = self.replay(code=1)
        self.assertIn("the server holds fewer records", words)
        self.assert_file_stays(words)

    def test_a_server_that_does_not_count_leaves_it(self):
        for status in (403, 503):
            with self.subTest(status):
                self.asked.clear()
                self.counted = status, {}
                words = self.replay(code=0)
                self.assertIn("the server's own count is missing", words)
                self.assert_file_stays(words)

    def test_a_server_that_counts_them_takes_it_away(self):
        self.replay(code=0)
        self.assertFalse(self.file.exists())
        self.assertEqual(self.server.count(self.prefix), 4)


if __name__ == "__main__":
    unittest.main()
