#!/usr/bin/env python3
"""Says whether two outputs hold the same JSON values, line by line.

usage: same_job.py [--allow-cut] A B      exit 0: the same; 1: not; 3: cannot be read

Programs may print a value their own way, so spacing, escapes and key order do not count, in
strings that hold a JSON object or array neither.  --allow-cut: strings that begin like JSON
but do not parse (the platform cuts them at 512 characters), and names of members that hold
JSON, may differ, and are counted: funanon edits them, the peers leave them.  Values are never printed, only where they stand."""

import itertools
import json
import re
import sys

PLAIN = re.compile(r"[a-z_]{1,32}")  # a key of the platform's; any other may be data
SHOWN = 5


class Difference(Exception):
    """Its argument is the JSON Pointer of the first value that differs."""


def held(text):
    """The object or array that a string holds, or None."""
    if text.lstrip(" \t\r\n")[:1] not in ("{", "["):
        return None
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


def looks_cut(a, b):
    return all(text.lstrip(" \t\r\n")[:1] in ("{", "[") for text in (a, b)) and held(a) is None


def segment(key):
    return key if PLAIN.fullmatch(key) else "*"


def compare_text(a, b, pointer, cut):
    if a == b:
        return
    inner_a, inner_b = held(a), held(b)
    if inner_a is not None and inner_b is not None:
        compare(inner_a, inner_b, pointer + "/(json)", cut)
    elif cut is not None and looks_cut(a, b):
        cut.append(pointer)
    else:
        raise Difference(pointer)


def pairs(a, b, pointer, cut):
    """The keys of `a`, each with that of `b` to compare with it.

    A form whose body was JSON is logged as a member of that name: such names may differ where
    cut strings may, and are paired in order."""
    only_a, only_b = ([key for key in one if key not in other] for one, other in ((a, b), (b, a)))
    single = [*only_a, *only_b]
    if single and (cut is None or len(only_a) != len(only_b) or any(held(key) is None for key in single)):
        raise Difference(f"{pointer}/{segment(min(single))} (on one side only)")
    if single:
        cut.append(pointer)
    return [(key, key) for key in a if key in b] + list(zip(only_a, only_b))


def compare(a, b, pointer, cut):
    """Raises Difference; appends to `cut` (None: forbidden) the cut strings that differ."""
    if isinstance(a, dict) and isinstance(b, dict):
        for key, other in pairs(a, b, pointer, cut):
            compare(a[key], b[other], f"{pointer}/{segment(key)}", cut)
    elif isinstance(a, list) and isinstance(b, list):
        if len(a) != len(b):
            raise Difference(f"{pointer} (length)")
        for index, (one, other) in enumerate(zip(a, b)):
            compare(one, other, f"{pointer}/{index}", cut)
    elif isinstance(a, str) and isinstance(b, str):
        compare_text(a, b, pointer, cut)
    elif a != b or isinstance(a, bool) != isinstance(b, bool):
        raise Difference(pointer)


def compare_lines(a, b, cut):
    if a is None or b is None:
        raise Difference(" (the other file ends here)")
    try:
        compare(json.loads(a), json.loads(b), "", cut)
    except ValueError:
        raise Difference(" (not JSON)") from None


def compare_files(path_a, path_b, cut):
    """Returns (lines, differing lines) and names the first few on standard error."""
    lines = differing = 0
    with open(path_a, "rb") as file_a, open(path_b, "rb") as file_b:
        for lines, (a, b) in enumerate(itertools.zip_longest(file_a, file_b), 1):
            if a == b:
                continue
            try:
                compare_lines(a, b, cut)
            except Difference as difference:
                differing += 1
                if differing <= SHOWN:
                    print(f"same_job: line {lines}: differs at {difference}", file=sys.stderr)
    return lines, differing


def main(arguments):
    cut = [] if "--allow-cut" in arguments else None
    paths = [argument for argument in arguments if argument != "--allow-cut"]
    if len(paths) != 2:
        print(__doc__, file=sys.stderr)
        return 2
    try:
        lines, differing = compare_files(*paths, cut)
    except OSError as error:
        print(f"same_job: cannot read: {error.strerror}", file=sys.stderr)
        return 3
    cut_words = f", {len(cut)} cut strings or names that are JSON differ" if cut else ""
    print(f"{lines} lines, {differing} differ{cut_words}")
    return 1 if differing else 0 if lines else 3


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
