"""Physical lines of a log.

Source: design 3, row "lines".  Decision: a line ends at LF and nowhere else
(CR, U+0085 and U+2028 are bytes of a line); a BOM at the start of an input is
skipped; a last line without LF is a line; an input that ends in LF has no
further, empty line.
"""

import gzip
import sys

BOM = b"\xef\xbb\xbf"


def open_input(name):
    """Returns a binary stream: standard input for "-", inflated for .gz."""
    if name == "-":
        return sys.stdin.buffer
    return gzip.open(name, "rb") if name.endswith(".gz") else open(name, "rb")


def physical_lines(stream):
    """Yields (number from 1, bytes without LF, whether an LF ended it)."""
    number = 0
    for line in stream:  # a binary stream cuts at LF only
        if number == 0 and line.startswith(BOM):
            line = line[len(BOM):]
            if not line:  # nothing but a BOM: no line
                continue
        number += 1
        ended = line.endswith(b"\n")
        yield number, line[:-1] if ended else line, ended


def lines_of(name):
    """Yields what physical_lines yields for the named input."""
    stream = open_input(name)
    try:
        yield from physical_lines(stream)
    finally:
        if stream is not sys.stdin.buffer:
            stream.close()
