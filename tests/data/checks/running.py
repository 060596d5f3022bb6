"""Runs generate, reads its papers, and finds many values in a text at once."""

import collections
import json
import pathlib
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent.parent


def generate(*arguments):
    command = [sys.executable, "-B", str(HERE / "generate"), *map(str, arguments)]
    return subprocess.run(command, check=True, capture_output=True).stdout


def read_rows(path):
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


class Index:
    """Finds any of many values in a text, counting each."""

    WIDTH = 6

    def __init__(self, values):
        self.anchors = collections.defaultdict(list)
        for value in values:
            # The end of a value is rare; that of an e-mail is a domain.
            end = value.find("@") if "@" in value else len(value)
            start = max(end - self.WIDTH, 0)
            self.anchors[value[start : start + self.WIDTH]].append((value, start))
        self.seen = {}

    def find(self, text):
        if text not in self.seen:
            self.seen[text] = self._find(text)
        return self.seen[text]

    def _find(self, text):
        found, anchors, width = collections.Counter(), self.anchors, self.WIDTH
        for place in range(len(text) - width + 1):
            if text[place : place + width] in anchors:
                for value, start in anchors[text[place : place + width]]:
                    found[value] += text.startswith(value, place - start) if place >= start else 0
        return +found
