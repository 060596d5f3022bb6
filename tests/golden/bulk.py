"""What funload would send, read back and held against the oracle.

A Loading runs `funload --dry-run -o DIR` and reads DIR/bulk-NNNNNN.ndjson: an
action line, then the document.  Lines that were not sent are accounted for by the
files of --quarantine, --dead-letter and --rejects.
"""

import json
import os
import re
import sys
from typing import NamedTuple

from session import ROOT, Case

sys.path.insert(0, os.path.join(ROOT, "tests", "oracle"))

from holdable import WRITTEN, DECODER, is_object  # noqa: E402
from transform import documents, members_of, object_in  # noqa: E402

PREFIX = "p-"
KEPT = ("--quarantine", "--dead-letter", "--rejects")


class Sent(NamedTuple):
    """One document and where it goes; `document` as the oracle spells it."""

    index: str
    id: str
    document: object
    text: str


class Ran(NamedTuple):
    """How a run ended, and the lines that were kept aside, by flag."""

    done: object
    sent: list
    kept: dict


def first_difference(got, want):
    """The place of the first member that differs; no bytes of it."""
    pairs = zip(got[1], want[1])
    same = [one == other for one, other in pairs]
    return same.index(False) + 1 if False in same else len(same) + 1


def respelled(line, text):
    """The names of members that mean what they meant, but are spelled otherwise."""
    own = {member.name: member for member in members_of(line.decode("utf-8"))}
    found = []
    for member in members_of(text):
        was = own.get(member.name)
        if was is None or member.name in WRITTEN:
            continue
        if was.value == member.value:
            is_other = was.spelled != member.spelled
        else:  # a string that holds an object, unless answers left it
            is_other = (isinstance(was.value, str) and is_object(member.value) and
                        object_in(was.value) == member.value and
                        was.value.replace("\n", " ").strip(" \t\r") != member.source)
        if is_other:
            found.append(member.name)
    return found


POLICY_DIGEST = re.compile(rb'(?<=,)"policy_digest":"[0-9a-f]{64}",(?=")')


class Loading(Case):
    runs = 0

    def anonymized(self, raw, *flags, code=0):
        """The lines that funanon makes of a log."""
        return self.funanon("-q", *flags, stdin=raw, code=code).out.split(b"\n")[:-1]

    def load(self, lines, *flags, code=(0, 1)):
        """Runs funload on `lines`, bytes without LF."""
        self.runs += 1
        name = f"{self.runs}"
        names = {flag: self.private(name + flag) for flag in KEPT}
        log = self.file(name + ".log", b"".join(line + b"\n" for line in lines))
        done = self.run_tool(
            "funload", "--dry-run", "-o", self.private(name), "--index-prefix", PREFIX,
            "--since", "0001-01-01", "--until", "9999-12-31",
            *(word for pair in names.items() for word in pair), *flags, log, code=None)
        self.assertIn(done.code, code, done.err.decode())
        kept = {flag: self.read(os.path.basename(path)).split(b"\n")[:-1] if os.path.exists(path) else []
                for flag, path in names.items()}
        digests = 0 if "none" in flags else 1
        return Ran(done, self.bodies(name, digests), kept)

    def bodies(self, name, digests):
        """Every document of the folder `name`, in order, without the digest of the policy.

        It differs with each version: that it stands `digests` times where it belongs is seen here.
        """
        folder = self.path(name)
        made = sorted(os.listdir(folder)) if os.path.isdir(folder) else []
        bodies = [body for body in made if body.startswith("bulk-")]
        self.assertEqual(bodies, [f"bulk-{n + 1:06}.ndjson" for n in range(len(bodies))])
        sent = []
        for body in bodies:
            content = self.read(os.path.join(name, body))
            self.assertEqual(content[-1:], b"\n", body)
            rows = content.split(b"\n")[:-1]
            self.assertEqual(len(rows) % 2, 0, body)
            for n in range(0, len(rows), 2):
                bare, found = POLICY_DIGEST.subn(b"", rows[n + 1], 1)
                self.assertEqual(found, digests, f"{body}: document {n // 2 + 1}")
                sent.append(self.document(rows[n], bare))
        return sent

    def document(self, action, document):
        where = json.loads(action)["create"]
        index, number = where["_index"], where["_id"]
        self.assertEqual(action, b'{"create":{"_index":"%b","_id":"%b"}}' % (index.encode(), number.encode()))
        text = document.decode("utf-8")
        return Sent(index, number, DECODER.decode(text), text)

    def assert_as_the_oracle_says(self, lines, step="logstash", tz=None, flags=(), at_least=0.9):
        """Loads `lines` and compares; returns how many were sent.

        `at_least`: this part of those that have a document must have been sent.
        """
        asked = ("--transform", step) if step != "logstash" else ()
        ran = self.load(lines, *asked, *(("--tz", tz) if tz else ()), *flags)
        aside = {flag: set(kept) for flag, kept in ran.kept.items()}
        sent, possible = iter(ran.sent), 0
        for number, (line, want) in enumerate(
                zip(lines, documents(lines, step, tz, PREFIX)), 1):
            possible += len(want) == 3
            if line in aside["--quarantine"]:
                continue
            if len(want) == 1:
                place = {"no-time": "--dead-letter", "refused": "--rejects"}.get(want[0])
                self.assertTrue(place is None or line in aside[place], f"line {number} is not kept as {want[0]}")
                continue
            self.assertFalse(line in aside["--dead-letter"] | aside["--rejects"], f"line {number} was not sent")
            got = next(sent, None)
            self.assertTrue(got is not None, f"line {number} was not sent and is nowhere")
            self.assert_same(number, line, got, want)
        self.assertTrue(next(sent, None) is None, "documents of no line")
        self.assertGreaterEqual(len(ran.sent), at_least * possible, f"of {possible} with a document")
        return len(ran.sent)

    def assert_same(self, number, line, got, want):
        self.assertEqual(got[:2], want[:2], f"line {number}: index or id")
        if got.document != want[2]:
            self.fail(f"line {number}: the document differs first at member {first_difference(got.document, want[2])}")
        self.assertEqual(len(respelled(line, got.text)), 0, f"line {number}: a member is spelled otherwise")
