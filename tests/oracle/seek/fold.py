"""Texts as people compare them: without case, accents and invisible characters.

Source: tests/data/encodings.md, section 5 ("Folded", "As words").
"""

import re
import sys
import unicodedata

_LETTERS = str.maketrans({"\u0153": "oe", "\xe6": "ae", "\xf8": "o", "\u0142": "l", "\u0111": "d"})
WORD = re.compile(r"[^\W_]+")


def _class_of(categories):
    """Returns a character class of all characters of these categories."""
    ranges, begin = [], None
    for code in range(sys.maxunicode + 2):
        inside = code <= sys.maxunicode and unicodedata.category(chr(code)) in categories
        if inside and begin is None:
            begin = code
        elif not inside and begin is not None:
            ranges.append(f"\\U{begin:08x}-\\U{code - 1:08x}")
            begin = None
    return re.compile("[" + "".join(ranges) + "]+")


IGNORED = _class_of({"Mn", "Cf"})


def fold(text):
    """Returns `text` folded; ASCII only changes its case."""
    if text.isascii():
        return text.lower()
    plain = IGNORED.sub("", unicodedata.normalize("NFKD", text))
    return plain.casefold().translate(_LETTERS)


def words(folded):
    """Returns the runs of letters and digits of a folded text, in order."""
    return WORD.findall(folded)
