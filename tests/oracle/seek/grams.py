"""Finds many strings at once: each text is sampled, no loop over strings.

Decision: a text is looked at in every fourth place; a string is known by the
grams at its first four places, so one of them is always sampled.
"""

STRIDE = 4
LONGEST = 8


class Grams:
    """Strings and what they stand for; `candidates` says which may stand in a text."""

    def __init__(self):
        self._tables = {}  # gram length -> {gram: {string}}

    def add(self, string):
        length = min(LONGEST, max(1, len(string) - STRIDE + 1))
        table = self._tables.setdefault(length, {})
        for place in range(min(STRIDE, len(string))):
            gram = string[place:place + length]
            if len(gram) == length:
                table.setdefault(gram, set()).add(string)

    def candidates(self, text):
        """Returns the strings that stand in `text`."""
        found = set()
        for length, table in self._tables.items():
            stride = STRIDE if length > 1 else 1
            grams = {text[place:place + length] for place in range(0, len(text) - length + 1, stride)}
            for gram in grams & table.keys():
                found.update(string for string in table[gram] if string in text)
        return found
