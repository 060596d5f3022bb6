"""The rules' patterns in the spelling of other engines.

In RE2 \\d, \\w, \\s and \\b are ASCII; in Rust's regex and in Python's re they are Unicode, and the
latter has no \\pL."""

import functools
import re
import sys
import unicodedata

TOKEN = re.compile(r"\\x\{(?P<point>[0-9A-Fa-f]+)\}|\\p(?P<category>[LMN])|\\(?P<letter>.)|.", re.DOTALL)
ASCII = {"d": "0-9", "w": "0-9A-Za-z_", "s": r"\t\n\f\r "}
BORDER = {"rust": r"(?-u:\b)", "python": r"(?a:\b)"}


@functools.cache
def ranges(category):
    """The characters of a general category (L, M, N), as what stands in a set."""
    found, begin = [], None
    for point in range(sys.maxunicode + 2):
        holds = point <= sys.maxunicode and unicodedata.category(chr(point))[0] == category
        if holds and begin is None:
            begin = point
        elif not holds and begin is not None:
            found.append(f"\\U{begin:08x}-\\U{point - 1:08x}")
            begin = None
    return "".join(found)


def members(match, engine):
    """What an escape means, as what stands in a set; None for what both spell alike."""
    if match["letter"] in ASCII:
        return ASCII[match["letter"]]
    if match["category"] and engine == "python":
        return ranges(match["category"])
    return None


def translated(pattern, engine):
    """`pattern`, of RE2, so that `engine` ("rust" or "python") means the same by it."""
    out, in_set = [], False
    for match in TOKEN.finditer(pattern):
        piece, of_set = match[0], members(match, engine)
        if of_set is not None:
            piece = of_set if in_set else f"[{of_set}]"
        elif match["letter"] == "b" and not in_set:
            piece = BORDER[engine]
        elif match["point"] and engine == "python":
            piece = f"\\U{int(match['point'], 16):08x}"
        elif piece == "[" and in_set:
            piece = r"\["
        elif piece in "[]":
            in_set = piece == "["
        out.append(piece)
    return "".join(out)
