"""Loads releases into a real server: none beside another by accident, a correction in place of it.

    FUN_BIN_DIR=build/release python3 -m unittest -v test_releases      (in this folder; see loading.py)
"""

import json
import os
import random
import signal
import time
import unittest

from loading import Case, event, log, shared_server


def setUpModule():
    Case.server = shared_server()


def lines(numbers, **changes):
    return log(*[event(n, **changes) for n in numbers])


class Releases(Case):
    def held(self):
        """How many documents each release has, and the numbers of the events, sorted."""
        sources = self.server.sources(self.prefix)
        releases = [s.get("release") for s in sources]
        return ({name: releases.count(name) for name in releases}, sorted(s["n"] for s in sources))

    def test_each_document_says_its_release_and_policy(self):
        self.load(lines([1]), "--release", "spring")
        source, = self.server.sources(self.prefix)
        self.assertEqual(source["release"], "spring")
        self.assertRegex(source["policy_digest"], "^[0-9a-f]{64}$")

    def test_another_release_is_refused_before_anything_is_sent(self):
        self.load(lines(range(9)), "--release", "v1")
        for flags, hint in ((["--release", "v2"], "--replace deletes"), ([], "--release NAME says")):
            words = self.load(lines(range(9), page="x"), *flags, code=2)
            self.assertRegex(words, r"2015\.02\.0\d holds records of something else: 3 of another release")
            self.assertIn(hint, words)
            self.assertEqual(self.held()[0], {"v1": 9})
        self.load(lines(range(9)), "--release", "v1")
        self.assertEqual(self.held()[0], {"v1": 9})

    def test_a_release_is_not_loaded_over_records_of_none(self):
        self.load(lines(range(3)))
        self.assertIn("1 of no release",
                      self.load(lines(range(3)), "--release", "v1", code=2))

    def test_a_mixture_is_made_when_it_is_asked_for(self):
        self.load(lines(range(6)), "--release", "v1")
        self.load(lines(range(6)), "--release", "v2", "--mix")
        self.assertEqual(self.held()[0], {"v1": 6, "v2": 6})

    def test_a_correction_takes_the_place_of_what_it_corrects(self):
        self.load(lines(range(30), page="leak"), "--release", "v1")
        summary = self.folder / "summary"
        words = self.load(lines(range(24)), "--release", "v2", "--replace", "--summary", str(summary))
        self.assertIn("deleted of other releases 10", words)
        self.assertEqual(self.held(), ({"v2": 24}, list(range(24))))
        report = json.loads(summary.read_text())["indices"][self.prefix + "2015.02.01"]
        self.assertEqual((report["before"], report["deleted"], report["on_server"]), (10, 10, 8))
        self.load(lines(range(24)), "--release", "v2", "--replace")
        self.assertEqual(self.held(), ({"v2": 24}, list(range(24))))

    def test_the_same_lines_in_two_releases_are_two_records(self):
        self.load(lines(range(6)), "--release", "v1")
        self.load(lines(range(6)), "--release", "v2", "--replace")
        self.assertEqual(self.held(), ({"v2": 6}, list(range(6))))

    def test_days_that_the_correction_does_not_touch_stay(self):
        self.load(lines(range(6)), "--release", "v1")
        self.load(lines([0, 3]), "--release", "v2", "--replace")
        self.assertEqual(self.held()[0], {"v1": 4, "v2": 2})

    def test_a_replacement_that_was_killed_is_finished_by_doing_it_again(self):
        seed = int(os.environ.get("FUN_SEED", random.randrange(10**6)))
        moments = random.Random(seed)
        for _ in range(20 if os.environ.get("FUN_FULL") else 2):
            self.server.forget(self.prefix)
            self.load(lines(range(3_000), page="leak"), "--release", "v1")
            file = self.folder / "v2"
            file.write_bytes(lines(range(2_400)))
            flags = ["--release", "v2", "--replace", "--batch-bytes", "100000", str(file)]
            process = self.start(*flags, stdin=None)
            time.sleep(moments.uniform(0.05, 1.5))
            process.send_signal(signal.SIGKILL)
            process.communicate()
            self.load(b"", *flags)
            self.server.ask("POST", f"/{self.prefix}*/_refresh")
            answer = self.server.ask("POST", f"/{self.prefix}*/_search", {
                "size": 0, "track_total_hits": True,
                "aggs": {"v": {"terms": {"field": "release"}}}})
            releases = {b["key"]: b["doc_count"] for b in answer["aggregations"]["v"]["buckets"]}
            self.assertEqual(releases, {"v2": 2_400}, f"FUN_SEED={seed}")

    def test_replacing_needs_a_name(self):
        self.assertIn("add --release NAME", self.load(b"", "--replace", code=2))
        self.load(b"", "--replace", "--mix", "--release", "x", code=2)


if __name__ == "__main__":
    unittest.main()
