"""Looks for planted values that are still in the documents.

    leaks.py --ledger LEDGER [--stage main|anonymizer] [--policy standard]
             [--all-layers] [--max-report N] DOCS...|-

Documents are JSON lines: an anonymized log, or Elasticsearch hits (then only
`_source` is read).  Source: design 2 (no planted value left in any decoding),
and for the stage `anonymizer` tests/data/encodings.md: all its decodings, each
kind compared as its section 5 says.  Decision: every string, key and number is
searched, and every decoding of it (stage main: JSON layers; with --all-layers
all of layers.py); texts that were clean once are not searched again.

Prints ledger row, kind, form, place and decode chain; never a value.
Exit: 0 none, 1 leaks or unreadable lines, 3 nothing read, 4 a string was
deeper than the decoders' bounds.
"""

import argparse
import itertools
import sys
from collections import Counter

import gate
import layers
from ledger import Searcher, read_ledger
from lines import lines_of
from seek.decoders import deep_decodings
from seek.planted import PlantedSearcher, read_planted

BETWEEN = "\0\0\0\0"  # more than may stand between two words of a value
SAMPLE = 300          # documents that choose the n-grams
MOST_CLEAN = 500_000  # strings remembered as clean
LONGEST_CLEAN = 400   # characters
_PAYLOAD = tuple('{["')


class Scan:
    """Counts of a search; `leaks`: (rows, place, chain) in order found."""

    def __init__(self, values, group):
        self.leaks = []
        self.documents = self.unreadable = self.incomplete = 0
        self.values = len(values)
        self._values, self._group = values, group
        self._searcher = None
        self._clean = set()

    def run(self, documents):
        """Searches an iterable of (place, bytes of a line)."""
        documents = iter(documents)
        head = list(itertools.islice(documents, SAMPLE))
        sample = [text for _place, line in head
                  for text in strings_of(line) or ()]
        self._searcher = self.searcher(sample)
        for place, line in itertools.chain(head, documents):
            if line.strip(gate.JSON_SPACE):
                self._document(place, line)

    def searcher(self, sample):
        return Searcher(self._values, sample)

    def _document(self, place, line):
        self.documents += 1
        strings = strings_of(line)
        if strings is None:
            self.unreadable += 1
            return
        new = [text for text in dict.fromkeys(strings) if text not in self._clean]
        decoded = [pair for text in new for pair in self.decodings(text)]
        # One search for all: no value holds the separator next to a text.
        if self._searcher.find(BETWEEN.join(text for _, text in decoded)):
            self._report(place, decoded)
        elif len(self._clean) < MOST_CLEAN:
            self._clean.update(text for text in self.to_remember(new, decoded)
                               if len(text) <= LONGEST_CLEAN)
        self.further(place, line, decoded)

    def further(self, place, line, decoded):
        """What else a document may be looked at for."""

    def to_remember(self, new, _decoded):
        """Returns the texts of a clean document that are clean for good."""
        return new

    def decodings(self, text):
        """Returns (chain, text) of all that this text could hide."""
        if self._group == "json" and not text.lstrip(" \t\r\n").startswith(
                _PAYLOAD):
            return [((), text)]
        return self.counted(list(layers.decodings(text, self._group)))

    def counted(self, decoded):
        if decoded[-1][0] == ("limit",):
            self.incomplete += 1
        return decoded

    def _report(self, place, decoded):
        seen = set()
        for chain, text in sorted(decoded, key=lambda pair: len(pair[0])):
            for value in sorted(self._searcher.find(text) - seen):
                seen.add(value)
                self.leaks.append((self._values[value], place, chain))


class PlantedScan(Scan):
    """The same for a ledger of `plant`: all its decodings, kind by kind."""

    def __init__(self, ledger):
        super().__init__(ledger.values, "planted")
        self._ledger = ledger
        self._members = {}
        for row, value in ledger.members:
            self._members.setdefault(row.line, []).append((row, value))

    def searcher(self, _sample):
        return PlantedSearcher(self._ledger)

    def decodings(self, text):
        return self.counted(list(deep_decodings(text, self._clean)))

    def to_remember(self, new, decoded):
        """What JSON alone gave was gone into as far as a line's own string."""
        return new + [text for chain, text in decoded if set(chain) == {"json"}]

    def further(self, place, line, decoded):
        for chain, text in decoded:
            for key in self._searcher.ends_of(text):
                self.leaks.append((self._ledger.ends[key], place, chain))
        for row, value in self._members.get(self.documents, ()):
            if value in members_at(line, row.where):
                self.leaks.append(([row], place, ("member",)))


def strings_of(line):
    """Returns all strings, keys and numbers of a document, None if broken."""
    try:
        document = gate.parse(line.decode("utf-8"))
    except (ValueError, RecursionError):
        return None
    if isinstance(document, gate.Members):
        sources = [value for key, value in document if key == "_source"]
        if sources:
            document = sources
    return layers.json_strings(document)


def members_at(line, where):
    """Returns the scalars at a ledger's pointer, as text; `>` enters a string."""
    values = [gate.parse(line.decode("utf-8"))]
    for segment in where.replace(">", "/>").split("/")[1:]:
        name = segment.replace("~1", "/").replace("~0", "~")
        values = [inner for value in values for inner in _step(value, name)]
    return {value for value in values if isinstance(value, str)}


def _step(value, name):
    if name == ">" and isinstance(value, str):
        try:
            return [gate.parse(value)]
        except (ValueError, RecursionError):
            return []
    if isinstance(value, gate.Members):
        return [member for key, member in value if key == name]
    if isinstance(value, list) and name.isdigit():
        return value[int(name):int(name) + 1]
    return []


def documents_of(names):
    """Yields ("input number:line number", bytes) of all documents."""
    for index, name in enumerate(names, 1):
        for number, line, _ended in lines_of(name):
            yield f"{index}:{number}", line


def _options(arguments):
    parser = argparse.ArgumentParser(prog="leaks.py")
    parser.add_argument("--ledger", required=True)
    parser.add_argument("--stage", default="main")
    parser.add_argument("--policy", default="standard")
    parser.add_argument("--all-layers", action="store_true")
    parser.add_argument("--max-report", type=int, default=100, metavar="N")
    parser.add_argument("docs", nargs="+", metavar="DOCS")
    return parser.parse_args(arguments)


def _print_report(scan, most):
    for rows, place, chain in scan.leaks[:most]:
        numbers = ",".join(str(row.number) for row in rows[:5])
        print(f"leaks: doc {place} ledger row {numbers} kind {rows[0].kind} "
              f"form {rows[0].form} in {'>'.join(chain) or 'plain'} of place {rows[0].place}")
    kinds = Counter((rows[0].kind, rows[0].form)
                    for rows, _place, _chain in scan.leaks)
    for (kind, form), count in sorted(kinds.items()):
        print(f"leaks: kind {kind} form {form}: {count}")
    print(f"leaks: documents {scan.documents}, leaks {len(scan.leaks)}, "
          f"unreadable {scan.unreadable}, incomplete {scan.incomplete}")


def _scan_for(stream, options):
    if options.stage == "anonymizer":
        return PlantedScan(read_planted(stream, options.policy))
    values = read_ledger(stream, options.stage, options.policy)
    return Scan(values, "all" if options.all_layers else "json")


def main(arguments=None):
    options = _options(arguments)
    sys.setrecursionlimit(max(20_000, sys.getrecursionlimit()))
    with open(options.ledger, encoding="utf-8") as stream:
        scan = _scan_for(stream, options)
    scan.run(documents_of(options.docs))
    print(f"leaks: values looked for {scan.values}")
    _print_report(scan, options.max_report)
    if scan.leaks or scan.unreadable:
        return 1
    if not scan.documents or not scan.values:
        print("leaks: nothing to look at", file=sys.stderr)
        return 3
    return 4 if scan.incomplete else 0


if __name__ == "__main__":
    sys.exit(main())
