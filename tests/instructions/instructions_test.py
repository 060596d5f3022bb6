#!/usr/bin/env python3
"""Holds funanon to the instructions for a byte that are committed in expected.json: ± 3 %."""

import json
import os
import sys
import unittest

sys.dont_write_bytecode = True

from cases import cases, digest, measured  # noqa: E402
from count import HERE, surroundings, tool  # noqa: E402

MOST = 0.03  # ten times what a figure moves from run to run: README.md


def differences(then, now):
    """What else but the source can have moved a figure, in words."""
    return "".join(f"\n  {name}: recorded with {then.get(name, 'nothing')}, here {value}"
                   for name, value in now.items() if then.get(name) != value)


class Instructions(unittest.TestCase):
    def setUp(self):
        tool()  # fails once, not with every case

    def test_for_a_byte_are_those_committed(self):
        with open(os.path.join(HERE, "expected.json"), encoding="utf-8") as file:
            expected = json.load(file)
        made = cases()
        self.assertEqual(sorted(expected["cases"]), sorted(case.name for case in made))
        for case in made:
            with self.subTest(case=case.name):
                want, got = expected["cases"][case.name], measured(case)
                change = got / want["instructions_per_byte"] - 1
                here = {**surroundings(), "log": digest(case)}
                there = {**expected["made_with"], "log": want["log"]}
                self.assertLessEqual(
                    abs(change), MOST,
                    f"{case.name}: {got} instructions a byte, {change:+.1%} against the "
                    f"{want['instructions_per_byte']} in expected.json; {'slower' if change > 0 else 'faster'}: "
                    f"if that is meant, commit what tests/instructions/record writes"
                    + (differences(there, here) or "\n  compiler and libraries are those recorded"))


if __name__ == "__main__":
    unittest.main()
