"""Prints ok, blank or reject for each physical line, to be diffed.

    accept.py [--reasons] [--max-depth N] [--max-line BYTES] FILE...

Source: design 3.  Decision: the verdict is gate.judge's; only a broken last
line without LF gets another reason, because only here its place is known.
"""

import argparse
import sys

from gate import MAX_DEPTH, MAX_LINE, judge
from lines import lines_of


def verdicts(name, max_depth=MAX_DEPTH, max_line=MAX_LINE):
    """Yields (verdict, reason or "") for each physical line of an input."""
    for _number, line, ended in lines_of(name):
        verdict, *rest = judge(line, max_depth, max_line)
        reason = rest[0] if verdict == "reject" else ""
        if reason and not ended:
            reason = "unfinished-last-line"
        yield verdict, reason


def main(arguments=None):
    parser = argparse.ArgumentParser(prog="accept.py")
    parser.add_argument("files", nargs="+", metavar="FILE")
    parser.add_argument("--reasons", action="store_true")
    parser.add_argument("--max-depth", type=int, default=MAX_DEPTH)
    parser.add_argument("--max-line", type=int, default=MAX_LINE)
    options = parser.parse_args(arguments)
    for name in options.files:
        for verdict, reason in verdicts(name, options.max_depth,
                                        options.max_line):
            print(f"{verdict} {reason}".rstrip() if options.reasons
                  else verdict)
    return 0


if __name__ == "__main__":
    sys.exit(main())
