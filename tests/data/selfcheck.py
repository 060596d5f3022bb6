#!/usr/bin/env python3
"""Checks that generate writes what README.md promises.

Run: python3 tests/data/selfcheck.py
"""

import sys
import unittest

sys.dont_write_bytecode = True  # leave nothing beside the sources

from checks.dirty import Dirty  # noqa: E402,F401
from checks.log import Log  # noqa: E402,F401
from checks.planted import Numbers, Planted  # noqa: E402,F401
from checks.samples import Samples  # noqa: E402,F401
from checks.times import Times  # noqa: E402,F401

if __name__ == "__main__":
    unittest.main()
