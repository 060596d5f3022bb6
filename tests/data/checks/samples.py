"""Checks the shapes of our events against real ones, where those are at hand."""

import json
import unittest

from checks import reading
from checks.running import HERE, generate

SAMPLES = HERE.parents[2] / "shared" / "samples"


class Samples(unittest.TestCase):
    """Our shapes against real ones, where those are at hand."""

    def setUp(self):
        if not SAMPLES.is_dir():
            print("selfcheck: no ../shared/samples here: shapes are not compared with real ones")
            self.skipTest("no samples")

    def shapes(self, lines):
        """(source, member names) of server, browser and mobile lines."""
        nodes = (json.loads(line) for line in lines if line.strip())
        return {
            (node["event_source"], tuple(sorted(node)))
            for node in nodes
            if node.get("event_source") and "data" not in node
        }

    def test_members_of_our_events_are_those_of_real_ones(self):
        real = set()
        for name in ("event-routing-backends.jsonl", "edx-documentation.jsonl"):
            real |= self.shapes((SAMPLES / name).read_text(encoding="utf-8").splitlines())
        ours = self.shapes(generate("--seed", 2, "--lines", 3000, "--prefix", "none").splitlines())
        self.assertEqual(ours - real, set())
        self.assertEqual({source for source, _ in ours}, {"server", "browser", "mobile"})

    def test_two_of_the_twelve_prefixed_lines_are_broken(self):
        lines = (SAMPLES / "event-routing-backends.prefixed-lines.txt").read_bytes().splitlines()
        broken = 0
        for line in lines:
            self.assertTrue(reading.split_prefix(line.decode())[0])
            try:
                reading.parse_line(line)
            except ValueError:
                broken += 1
        self.assertEqual((len(lines), broken), (12, 2))
