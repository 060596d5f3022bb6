"""Signals to a funload that waits for the server outside the bulk of the records, and to one that deletes.

    FUN_BIN_DIR=build/release python3 -m unittest -v test_stops      (in this folder; see loading.py)
"""

import json
import signal
import subprocess
import time
import unittest

from between import BetweenCase
from loading import BIN, Case, event, log, shared_server

ADA = "a1" * 32
SECONDS = 4  # about one for libcurl to notice; the rest is for a busy machine


def setUpModule():
    Case.server = shared_server()


def lists_records(path, body):
    return "/_search?" in path and '"_source":false' in body


class Stops(BetweenCase):
    def stop(self, process, has_come, number=signal.SIGINT, code=4):
        """Sends the signal once `has_come()`; returns what it says."""
        self.until(has_come)
        process.send_signal(number)
        begin = time.monotonic()
        words = self.wait(process, code=code)
        self.assertLess(time.monotonic() - begin, SECONDS, words)
        return words

    def write(self, name, content):
        (self.folder / name).write_bytes(content)
        return str(self.folder / name)

    def hangs_at(self, part):
        """Only where a path has this part; returns what tells that somebody waits there."""
        self.instead = lambda method, path, body: self.hang() if part in path else None
        return lambda: any(part in path for _, path, _, _ in self.asked)

    def test_a_server_that_never_answers_holds_no_load(self):
        lines = self.write("log", log(*[event(n) for n in range(9)]))
        for part, number in (("_simulate_index", signal.SIGINT), ("_refresh", signal.SIGTERM)):
            with self.subTest(part):
                self.asked.clear()
                waits = self.hangs_at(part)
                process = self.start(*self.through(), lines, stdin=subprocess.DEVNULL)
                said = self.stop(process, waits, number)
                self.assertIn("stopped by a signal behind ", said)
                self.assertIn("it adds only what is missing", said)
                self.assertEqual(self.server.count(self.prefix), 0)

    def test_nor_one_that_never_counts(self):
        lines = self.write("log", log(*[event(n) for n in range(9)]))
        summary = self.folder / "summary"
        sent = []

        def instead(_method, path, _body):
            if path.startswith("/_bulk"):
                sent.append(path)
            return self.hang() if sent and "/_search?" in path else None
        self.instead = instead
        process = self.start(*self.through(), "--summary", str(summary), lines, stdin=subprocess.DEVNULL)
        said = self.stop(process, lambda: sent and "/_search?" in self.asked[-1][1])
        self.assertIn("stopped by a signal before the server had counted", said)
        self.assertEqual(self.server.count(self.prefix), 9)
        self.assertFalse(summary.exists())

    def test_nor_a_setup_nor_an_erasure(self):
        self.load(log(event(1, username=ADA)))
        for part, flags in (("_index_template", ["--setup"]), ("_settings", ["--erase"]),
                            ("/_search?", ["--erase", "--dry-run"])):
            with self.subTest(flags), open(self.write("in", ADA.encode() + b"\n"), "rb") as stdin:
                self.asked.clear()
                waits = self.hangs_at(part)
                process = self.start(*self.through(), *flags, stdin=stdin)
                self.assertIn("run it again", self.stop(process, waits))
        self.assertEqual(self.server.count(self.prefix), 1)

    def test_nor_a_query(self):
        query = self.write("query.json", b'{"query":{"match_all":{}}}')
        waits = self.hangs_at("/_search?")
        with subprocess.Popen([BIN / "funquery", *self.through(), query], stdin=subprocess.DEVNULL,
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
            self.until(waits)
            process.send_signal(signal.SIGTERM)
            stdout, stderr = process.communicate(timeout=SECONDS)
        self.assertEqual((process.returncode, stdout), (4, b""), stderr)
        self.assertIn(b"stopped by a signal before the server answered", stderr)

    def one_at_a_time(self, method, path, body):
        """Lists no more than one record, and none too fast."""
        if not lists_records(path, body):
            return None
        time.sleep(0.1)
        return self.hand_on(method, path, json.dumps(json.loads(body) | {"size": 1}))

    def deletions(self):
        return sum('{"delete"' in body for _, path, _, body in self.asked if "_bulk" in path)

    def test_a_replacement_stops_between_two_requests_and_goes_on(self):
        self.load(log(*[event(3 * n, page="leak") for n in range(90)]), "--release", "v1")
        lines = self.write("log", log(*[event(3 * n) for n in range(20)]))
        flags = ["--release", "v2", "--replace", lines]
        self.instead = self.one_at_a_time
        process = self.start(*self.through(), *flags, stdin=subprocess.DEVNULL)
        said = self.stop(process, lambda: self.deletions() >= 3)
        self.assertRegex(said, r"stopped by a signal; records of other releases deleted so far: \d+")
        self.assertIn("run the same command again: it deletes what is left", said)
        self.assertGreater(self.server.count(self.prefix), 20)
        self.load(b"", *flags)
        self.assertEqual([s["release"] for s in self.server.sources(self.prefix)], ["v2"] * 20)

    def test_an_erasure_stops_between_two_requests_and_goes_on(self):
        self.load(log(*[event(3 * n, username=ADA) for n in range(90)], event(1)))
        self.instead = self.one_at_a_time
        with open(self.write("in", ADA.encode() + b"\n"), "rb") as stdin:
            process = self.start(*self.through(), "--erase", stdin=stdin)
            said = self.stop(process, lambda: self.deletions() >= 3)
        self.assertRegex(said, r"stopped by a signal; records of learners deleted so far: \d+")
        self.assertGreater(self.server.count(self.prefix), 1)
        self.assertIn("left: 0", self.load(ADA.encode() + b"\n", "--erase"))
        self.assertEqual(self.server.count(self.prefix), 1)


if __name__ == "__main__":
    unittest.main()
