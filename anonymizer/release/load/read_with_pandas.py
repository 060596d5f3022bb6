#!/usr/bin/env python3
"""Reads this release into one table with pandas, and shows which events it holds.

    python3 load/read_with_pandas.py
"""

import gzip
import json
import pathlib
import sys

import pandas

sys.setrecursionlimit(20_000)  # events may be nested deeply
DATA = pathlib.Path(__file__).resolve().parent.parent / "data"


def lines():
    """All lines, as dictionaries."""
    for file in sorted(path for path in DATA.rglob("*") if path.is_file()):
        with (gzip.open if file.suffix == ".gz" else open)(file, "rb") as log:
            yield from map(json.loads, log)


events = pandas.DataFrame(lines())

if __name__ == "__main__":
    print(f"events: {len(events)}")
    if "event_type" in events:
        print(events["event_type"].value_counts().head(20).to_string())
