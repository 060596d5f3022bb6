"""Lists every planted value of an event: what, where, in which form.

rows_of() walks the dict that was written as a line.  `where` is a JSON Pointer;
`>` goes on inside a string that is itself JSON; `#n` is the name of an object's
n-th member (from 0).  In a payload cut at 512 characters it points into the
payload as it was before the cut.
"""

import json
import re

from generator import marks
from generator.stages import Place, stage_of

SHORTEST_PART = 8  # a value cut shorter than this is no longer anyone's

_BROKEN_ESCAPE = re.compile(r"\\(?:u[0-9a-f]{0,3})?$|(?:\\ud[89ab][0-9a-f]{2})$")


class Walk:
    """One event's rows, collected while walking it."""

    def __init__(self, line):
        self.line = line
        self.rows = []

    def note(self, mark, where, form, place, value=None):
        form = mark.form or form
        stage, policies = stage_of(mark.kind, form, mark.later, place)
        row = {
            "value": value or mark.value, "kind": mark.kind, "line": self.line,
            "where": where, "form": form, "stage": stage, "policies": policies,
        }  # fmt: skip
        if not mark.distinctive:
            row["distinctive"] = False
        self.rows.append(row)

    def visit(self, node, where, names, form="field", in_key=False):
        """`form` is that of a mark which is the whole value."""
        kind = type(node)
        if kind is str or kind is int or kind is float or node is None:
            return
        if kind is dict:
            for index, (key, value) in enumerate(node.items()):
                self.visit_key(key, f"{where}#{index}", names)
                key = marks.plain(key)
                self.visit(value, f"{where}/{pointer(key)}", (*names, key), form, in_key)
        elif kind is list or kind is tuple:
            for index, value in enumerate(node):
                self.visit(value, f"{where}/{index}", names, form, in_key)
        elif kind is marks.Cut:
            self.visit_cut(node, f"{where}>", names)
        elif kind is marks.Layer:
            inner_form = "json-string" if form == "field" else form
            self.visit(node.inner, f"{where}>", names, inner_form, in_key)
        elif kind is marks.Text:
            for mark in node.marks:
                inside = form if form in ("cut", "key") else node.form
                self.note(mark, where, inside, Place(names, False, in_key))
        elif hasattr(node, "kind"):
            self.note(node, where, form, Place(names, True, in_key))

    def visit_key(self, key, where, names):
        if type(key) is marks.Layer:
            self.visit(key.inner, f"{where}>", names, "key", in_key=True)
        elif type(key) is not str:
            self.visit(key, where, names, "key", in_key=True)

    def visit_cut(self, cut, where, names):
        """Members before the cut are whole; one is broken; the rest is gone."""
        offset = len("{")
        for section, members in cut.inner.items():
            offset += len(json.dumps(section)) + len(": {")
            for index, (key, value) in enumerate(members.items()):
                end = offset + len(json.dumps({key: value})) - len("{}")
                here = f"{where}/{section}/{pointer(key)}"
                if end > marks.PAYLOAD_LIMIT:
                    self.visit_tail(cut[offset:], key, value, here)
                    return
                self.visit_key(key, f"{where}/{section}#{index}", names)
                self.visit(value, here, (*names, section, key), "cut")
                offset = end + len(", ")
            # After the last member stands "}, " and no ", ".
            offset += len("}, ") - (len(", ") if members else 0)

    def visit_tail(self, left, key, value, where):
        """Values in the broken member, whole or as far as they go."""
        place = Place((key,), False, in_tail=True)
        for index, item in enumerate(value if isinstance(value, list) else [value]):
            for mark in marks.marks_of(item):
                spelling = json.dumps(mark)[1:-1]
                part = _BROKEN_ESCAPE.sub("", beginning(left, spelling))
                if spelling in left:
                    self.note(mark, f"{where}/{index}", "cut", place)
                elif len(part) >= SHORTEST_PART and not mark.form:
                    shown = json.loads(f'"{part}"')
                    self.note(mark, f"{where}/{index}", "cut", place, value=shown)
                    if mark.kind != "token":  # others may begin alike
                        self.rows[-1]["distinctive"] = False


def beginning(left, spelling):
    """As much of the spelling as `left` ends with."""
    for length in range(min(len(left), len(spelling)), 0, -1):
        if left.endswith(spelling[:length]):
            return spelling[:length]
    return ""


def pointer(key):
    """One segment of a JSON Pointer (RFC 6901)."""
    return key.replace("~", "~0").replace("/", "~1")


def rows_of(record, prefix, line):
    """The rows of one line: its logger prefix (a string or Text), then its event."""
    walk = Walk(line)
    for mark in getattr(prefix, "marks", ()):
        walk.note(mark, "prefix", "prefix", Place((), False))
    walk.visit(record, "", ())
    return walk.rows
