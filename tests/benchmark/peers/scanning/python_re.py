"""Python's re, rule by rule, every match: python_re.py PATTERNS < texts (a line each: id, tab, pattern)."""

import re
import sys
import warnings

import ready_texts


def main():
    warnings.simplefilter("ignore", FutureWarning)  # of "[[" in a set
    with open(sys.argv[1], encoding="utf-8") as file:
        patterns = [re.compile(line.rstrip("\n").split("\t", 1)[1]) for line in file]
    ready_texts.scan(lambda text: sum(1 for pattern in patterns for _ in pattern.finditer(text)) > 0)


main()
