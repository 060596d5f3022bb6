"""Checks the times of the lines: order, midnight, summer time, spelling."""

import json
import unittest

from checks.running import generate


class Times(unittest.TestCase):
    def times(self, *arguments):
        lines = generate("--seed", 3, "--prefix", "none", *arguments).splitlines()
        nodes = [json.loads(line) for line in lines]
        return [node.get("time") or node["timestamp"] for node in nodes]

    def test_times_go_forward_across_midnight_and_both_clock_changes(self):
        for start, day in (("2015-03-28", "2015-03-29"), ("2015-10-24", "2015-10-25")):
            times = self.times("--lines", 4000, "--start", start, "--days", 2)
            self.assertEqual([time[:19] for time in times], sorted(time[:19] for time in times))
            before, after = f"{start}T23:59:59.999999", f"{day}T00:00:00"
            change = f"{day}T00:59:59.999999", f"{day}T01:00:00"
            for moment in (before, after, *change):
                self.assertIn(moment, {time.removesuffix("Z").removesuffix("+00:00") for time in times})
            self.assertTrue(times[0] < f"{start}T02" and times[-1] > f"{day}T21")

    def test_a_few_times_have_no_fraction_and_a_few_end_in_z(self):
        times = self.times("--lines", 10000)
        self.assertTrue(2 < sum("." not in time for time in times) < 40)
        self.assertTrue(0 < sum(time.endswith("Z") for time in times) < 20)

    def test_python_prefixes_jump_an_hour_as_the_clock_in_paris_does(self):
        arguments = ("--seed", 3, "--lines", 4000, "--prefix", "python")
        hours = {line[:13] for line in generate(*arguments).decode().splitlines()}
        self.assertIn("2015-03-29 01", hours)
        self.assertNotIn("2015-03-29 02", hours)
        self.assertIn("2015-03-29 03", hours)
