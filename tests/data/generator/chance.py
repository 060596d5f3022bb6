"""Repeatable randomness: the same seed gives the same choices on every run.

Only random() and getrandbits() of the Mersenne Twister are used: Python keeps
their sequences from version to version, which it does not promise of choice()
or shuffle().
"""

import bisect
import itertools
import random

ALPHANUMERIC = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"

# User ids are the eight-digit numbers that begin so; every digit run that is
# made by chance avoids these two digits, so an id stands only where it was put.
ID_DIGITS = "57"


class Chance:
    """A stream of choices that depends on its seed text only."""

    def __init__(self, seed):
        source = random.Random(seed)
        self.random = source.random
        self.bits = source.getrandbits

    def below(self, count):
        """A whole number in [0, count)."""
        return int(self.random() * count)

    def between(self, low, high):
        """A whole number in [low, high]."""
        return low + int(self.random() * (high - low + 1))

    def pick(self, items):
        return items[int(self.random() * len(items))]

    def one_in(self, count):
        return self.random() * count < 1

    def hexadecimal(self, digits=32):
        text = f"{self.bits(4 * digits):0{digits}x}"
        return text.replace(ID_DIGITS, "5b")

    def token(self, length):
        text = "".join(self.pick(ALPHANUMERIC) for _ in range(length))
        return text.replace(ID_DIGITS, "5B")

    def uuid(self):
        h = self.hexadecimal()
        return f"{h[:8]}-{h[8:12]}-{h[12:16]}-{h[16:20]}-{h[20:]}"


class Wheel:
    """Picks the index of one of the given weights."""

    def __init__(self, weights):
        self.sums = list(itertools.accumulate(weights))

    def spin(self, chance):
        place = chance.random() * self.sums[-1]
        return min(bisect.bisect(self.sums, place), len(self.sums) - 1)


def zipf(count):
    """A wheel on which few are drawn often and most seldom."""
    return Wheel(1 / (rank + 4) ** 0.9 for rank in range(count))
