"""Checks an anonymized log against its raw log, line by line.

    compare.py RAW ANON --key FILE --policy seed|standard|strict|FILE.toml
               [--release NAME] [--identities FILE]... [--gathered]
               [--allow-raw-key] [--allow-pseudonyms] [--max-report N]

Source: design 3 and 5.  Raw lines that the gate calls blank or rejected, and
already anonymized ones, must have no output line; every other line must have
one, in order.  Decision: when a pair differs but the next raw or anonymized
line would fit, one line is reported missing or extra and the walk goes on.

Prints counts and, for each difference, line numbers, pointer and class, never
a value.  Exit: 0 same, 1 differences, 2 usage or key, 3 unreadable or empty.
"""

import argparse
import sys
from collections import Counter, deque

import gate
import policy_facts as facts
from difference import Comparison
from lines import lines_of
from pseudonyms import HEX_64, KeyRefused, Pseudonyms, read_key
from why.people import People

RECURSION_LIMIT = 50_000  # nesting 1,024 in many layers; no C stack is used


class Ahead:
    """An iterator that can be looked into one item ahead."""

    def __init__(self, items):
        self._items = iter(items)
        self._waiting = deque()

    def peek(self, distance=0):
        """Returns the item `distance` ahead, or None behind the end."""
        while len(self._waiting) <= distance:
            self._waiting.append(next(self._items, None))
        return self._waiting[distance]

    def skip(self):
        self.peek()
        self._waiting.popleft()


def is_already_anonymized(json_text):
    """Does an envelope username of this line have 64 hex digits?"""
    line = gate.parse(json_text)
    for path in facts.ENVELOPE_USERNAMES:
        values = [line]
        for name in path:
            values = [value for members in values
                      if isinstance(members, gate.Members)
                      for key, value in members if key == name]
        if any(type(value) is str and HEX_64.fullmatch(value)
               for value in values):
            return True
    return False


def expected_lines(name, counts, allow_pseudonyms):
    """Yields (line number, json_text) of the raw lines that must come out."""
    for number, line, _ended in lines_of(name):
        counts["read"] += 1
        verdict, *rest = gate.judge(line)
        if verdict == "ok" and not allow_pseudonyms and is_already_anonymized(
                rest[0]):
            verdict = "already-anonymized"
        counts[verdict] += 1
        if verdict == "ok":
            yield number, rest[0]


def written_lines(name, report):
    """Yields (line number, json_text) of the anonymized lines."""
    for number, line, ended in lines_of(name):
        verdict, *rest = gate.judge(line)
        if verdict != "ok":
            report("-", number, "", "output-" + verdict)
        elif len(rest[0].encode("utf-8")) != len(line):
            report("-", number, "", "prefix-kept")
        if not ended:
            report("-", number, "", "no-final-newline")
        yield number, rest[0] if verdict == "ok" else "{}"


def walk(raw, anon, comparison, report):
    """Compares two Ahead of (number, json_text) in lockstep."""
    while raw.peek() or anon.peek():
        before, after = raw.peek(), anon.peek()
        if after is None:
            report(before[0], "-", "", "line-missing")
            raw.skip()
            continue
        if before is None:
            report("-", after[0], "", "line-extra")
            anon.skip()
            continue
        differences = comparison.lines(before[1], after[1])
        if differences and _fits(comparison, raw.peek(1), after):
            report(before[0], "-", "", "line-missing")
            raw.skip()
            continue
        if differences and _fits(comparison, before, anon.peek(1)):
            report("-", after[0], "", "line-extra")
            anon.skip()
            continue
        for pointer, kind in differences:
            report(before[0], after[0], pointer, kind)
        raw.skip()
        anon.skip()


def _fits(comparison, before, after):
    if before is None or after is None:
        return False
    counts = dict(comparison.counts)
    same = not comparison.lines(before[1], after[1])
    comparison.counts = counts
    return same


class Report:
    """Counts differences by class; prints the first `most`."""

    def __init__(self, most, out, tool="compare"):
        self.classes = Counter()
        self._most, self._out, self._tool = most, out, tool

    def __call__(self, raw_number, anon_number, pointer, kind):
        self.classes[kind] += 1
        if self.classes.total() <= self._most:
            place = f"raw:{raw_number} out:{anon_number}"
            print(f"{self._tool}: {place} {pointer or '-'} {kind}", file=self._out)


def compare_files(raw_name, anon_name, comparison, report, **rules):
    """Compares two files; returns the counts of raw lines by verdict."""
    counts = Counter()
    raw = expected_lines(raw_name, counts, rules.get("allow_pseudonyms"))
    walk(Ahead(raw), Ahead(written_lines(anon_name, report)), comparison,
         report)
    return counts


def _options(arguments):
    parser = argparse.ArgumentParser(prog="compare.py")
    parser.add_argument("raw", metavar="RAW")
    parser.add_argument("anon", metavar="ANON")
    parser.add_argument("--key", required=True, metavar="FILE")
    parser.add_argument("--policy", required=True, metavar="NAME|FILE.toml")
    parser.add_argument("--identities", action="append", default=[],
                        metavar="FILE", help="who is known: may be replaced wherever named")
    parser.add_argument("--gathered", action="store_true",
                        help="known is also whom the raw lines state")
    parser.add_argument("--release", metavar="NAME")
    parser.add_argument("--allow-raw-key", action="store_true",
                        help="take a key file without FUNKEY-SECRET-1 as is")
    parser.add_argument("--allow-pseudonyms", action="store_true")
    parser.add_argument("--max-report", type=int, default=100, metavar="N")
    return parser.parse_args(arguments)


def _people(options):
    people = People()
    for name in options.identities:
        people.read(name)
    if options.gathered:
        for _number, line, _ended in lines_of(options.raw):
            verdict, *rest = gate.judge(line)
            if verdict == "ok":
                people.gather(gate.parse(rest[0]))
    return people


def main(arguments=None):
    options = _options(arguments)
    sys.setrecursionlimit(max(RECURSION_LIMIT, sys.getrecursionlimit()))
    try:
        with open(options.key, "rb") as stream:
            secret = read_key(stream.read(), options.allow_raw_key)
        comparison = Comparison(options.policy,
                                Pseudonyms(secret, options.release),
                                options.allow_pseudonyms, _people(options))
        report = Report(options.max_report, sys.stdout)
        counts = compare_files(options.raw, options.anon, comparison, report,
                               allow_pseudonyms=options.allow_pseudonyms)
    except KeyRefused as refused:
        print(f"compare: {refused}", file=sys.stderr)
        return 2
    except (OSError, EOFError) as error:
        print(f"compare: cannot read: {type(error).__name__}", file=sys.stderr)
        return 3
    print("compare: lines " + ", ".join(
        f"{what} {counts[what]}" for what in ("read", "ok", "reject", "blank",
                                          "already-anonymized")))
    print("compare: policy " + ", ".join(
        f"{what} {number}" for what, number in comparison.counts.items()))
    print("compare: differences " + (", ".join(
        f"{kind} {number}" for kind, number in sorted(report.classes.items()))
        or "none"))
    if not counts["read"]:
        print("compare: nothing was read", file=sys.stderr)
        return 3
    return 1 if report.classes else 0


if __name__ == "__main__":
    sys.exit(main())
