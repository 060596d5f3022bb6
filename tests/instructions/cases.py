"""The five micro-cases of the guard: logs that are the same bytes each time, and how they are read."""

import hashlib
import json
import os
import subprocess
import sys
import tempfile
from typing import NamedTuple

from count import ROOT, Failed, count

WARM = 10  # the first tenth of a log alone is subtracted: start-up and first uses do not count,
# for which a line stands before both


class Case(NamedTuple):
    name: str
    log: bytes
    policy: str
    people: bytes = b""


def generated(size):
    """An ordinary log, and the people in it."""
    with tempfile.TemporaryDirectory(prefix="fun-cases-") as folder:
        people = os.path.join(folder, "people.csv")
        made = subprocess.run([sys.executable, "-B", os.path.join(ROOT, "tests/data/generate"),
                               "--seed", "1", "--bytes", size, "--users", "1000",
                               "--identities", people], stdout=subprocess.PIPE, timeout=600)
        if made.returncode != 0:
            raise Failed("tests/data/generate failed")
        with open(people, "rb") as file:
            return made.stdout, file.read()


def event(number, **members):
    """A record as the platform writes it, of nobody."""
    record = {
        "username": "", "event_source": "server", "name": "edx.ui.lms.link_clicked",
        "time": f"2015-03-28T{number // 3600 % 24:02}:{number // 60 % 60:02}:{number % 60:02}+00:00",
        "agent": "Mozilla/5.0 (X11; Linux x86_64; rv:109.0) Gecko/20100101 Firefox/115.0",
        "page": f"https://mooc.example.org/courses/Invented/42/2015/courseware/week{number % 9}/",
        "context": {"course_id": "Invented/42/2015", "org_id": "Invented", "path": "/event"},
        "event": {"attempts": number % 5, "max_grade": 1, "state": {"seed": 1, "done": None}},
    }
    return json.dumps(record | members).encode() + b"\n"


def escaped(number):
    """A record whose event is JSON in a string, every few bytes of it escaped."""
    answers = {f"i4x-Invented-42-problem-{number % 97}_{part}_1": 'un "été" à\tNoël\n\\frac{1}{2}'
               for part in range(12)}
    return event(number, event=json.dumps({"answers": answers, "é": [["ç", '"'], "\n\n"]}))


# A pattern is compiled when the first text asks for it: this one asks for nearly all.
FIRST_USES = event(0, event=[
    "12 bis rue de la Paix, 75002 Paris", "221B Baker Street, London NW1 6XE", "ada at example dot org",
    "ada.l@mail.example.org", "4111 1111 1111 1111", "FR14 2004 1010 0505 0001 3M02 606", "82.1.2.3",
    "2001:db8:1:2::7", "1 85 07 75 123 456 08", "06 12 34 56 78", "+41 44 668 18 00", "tel (514) 398-0123",
    "password=tr0ub4dor", "Cookie: lang=fr; id=0123abcd", "Authorization: Bearer 0a1B2c3D4e5F6g7H",
    "SIREN 732 829 320", "732 829 320 00074", "https://ada:pw@localhost/x", "AKIA0123456789EXAMPL"])


def account(number):
    """An invented username that no other line holds."""
    return "someone_" + hashlib.sha256(b"%d" % number).hexdigest()[:12]


def cases():
    log, people = generated("1M")
    short = b"".join(log.splitlines(keepends=True)[:400])
    return (
        Case("ordinary-seed", log, "seed"),
        Case("ordinary-standard", short, "standard", people),
        Case("nothing-to-edit-seed", b"".join(map(event, range(1500))), "seed"),
        Case("stringified-standard", b"".join(map(escaped, range(300))), "standard"),
        Case("new-usernames-seed", b"".join(event(n, username=account(n)) for n in range(1500)), "seed"),
    )


def measured(case):
    """Instructions for a byte of the case's log, after its first tenth."""
    lines = case.log.splitlines(keepends=True)
    head = b"".join(lines[:len(lines) // WARM])
    whole, start = (count(FIRST_USES + log, "--policy", case.policy, people=case.people)
                    for log in (case.log, head))
    return round((whole - start) / (len(case.log) - len(head)), 3)


def digest(case):
    """Of what is read: a generator that writes another log moves the figure too."""
    return hashlib.sha256(case.log + b"\0" + case.people).hexdigest()[:16]
