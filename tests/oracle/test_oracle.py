"""Runs all tests of the oracle: python3 tests/oracle/test_oracle.py

Every input here is invented.  Decision: each checker must be seen to fail on
a planted fault; a checker that cannot fail checks nothing.
"""

import os
import sys
import unittest

sys.dont_write_bytecode = True  # no __pycache__ in the source tree

HERE = os.path.dirname(os.path.abspath(__file__))

if __name__ == "__main__":
    sys.path.insert(0, HERE)
    suite = unittest.defaultTestLoader.discover(HERE, "*_test.py", HERE)
    result = unittest.TextTestRunner(verbosity=1).run(suite)
    enough = result.testsRun >= 62
    sys.exit(0 if result.wasSuccessful() and enough else 1)
