"""funaudit on an anonymized log into which one leak a line is put back: each is found, and nothing else.

What, where and in which disguise: put_back.py, put_back_fields.py.  FUN_FULL=1: ten times as many.
"""

import copy
import csv
import json
import os
import sys
from collections import Counter
from typing import NamedTuple

sys.dont_write_bytecode = True

import put_back  # noqa: E402
import put_back_fields as fields  # noqa: E402
from put_back import encode  # noqa: E402
from session import Case, main, of_data, python  # noqa: E402

FULL = os.environ.get("FUN_FULL") == "1"
ROUNDS = 10 if FULL else 1
LINES = 600  # of the good log; each serves many times
# Rules that no value in a line can be put back for, and where they are tested.
ELSEWHERE = {
    "line": "a whole line that cannot be read: audit_test.py",
    "incomplete": "what is too deep to look into: audit_test.py",
    "unknown-field": "of closed policies only: below",
    "unkeyed-hash": "pseudonym_quality_test.py", "weak-key": "pseudonym_quality_test.py",
    "wrong-pseudonym": "with the raw log: differential_test.py", "changed": "the same", "added": "the same",
    "missing": "the same",
    "unknown-key": "of the log as a whole: unit/auditor/inventory", "unknown-event-type": "the same",
    "baseline-exceeded": "of the baseline: baseline_test.py", "baseline-expired": "the same",
    "baseline-expiring": "the same", "baseline-unused": "the same",
}


class Leak(NamedTuple):
    """One bad line."""

    line: str
    rules: frozenset  # that are right answers
    what: tuple       # kind, place, chain: said when it is not found


class PutBack(Case):
    def anonymized(self, policy):
        """Makes a log and anonymizes it; its lines as text."""
        people = self.private("people.csv")
        made = python("tests/data/generate", "--seed", "66", "--lines", str(LINES), "--identities", people)
        self.funanon("--policy", policy, "--identities", people, "-q", "-o", "out", self.file("raw", made.out))
        with open(people, encoding="utf-8", newline="") as file:
            # Short names in other alphabets are too few bytes for base64 in base64.
            self.people = [(row["username"], row["email"], row["name"]) for row in csv.DictReader(file)
                           if row["username"].isascii()]
        lines = self.read("out").decode().splitlines()
        self.assertEqual(len(lines), LINES)
        return lines

    def judged(self, good, leaks, policy="standard"):
        """Audits a log in which a good line stands behind every leak; {line number: rules found}."""
        log = "".join(f"{leak.line}\n{good[n % len(good)]}\n" for n, leak in enumerate(leaks))
        self.run_tool("funaudit", "--policy", policy, "--identities", self.path("people.csv"), "--json", "report",
                      "--sarif", "sarif", "--max-findings", "1000000", "--show", "0", "-j2",
                      self.file("log", log.encode()), code=1)
        report = of_data(json.loads(self.read("report")))
        self.assertEqual(report["findings_omitted"], 0)
        found = {}
        for finding in report["findings"]:
            found.setdefault(finding["line"], set()).add(finding["rule"])
        return found

    def assert_found(self, good, leaks, policy="standard"):
        found = self.judged(good, leaks, policy)
        missed = [leak.what for n, leak in enumerate(leaks) if not found.get(2 * n + 1, set()) & leak.rules]
        self.assertEqual(Counter(missed), Counter(), f"{len(missed)} of {len(leaks)} leaks were not found")
        wrong = [sorted(rules) for line, rules in found.items() if line % 2 == 0]
        self.assertEqual(wrong, [], "findings in good lines")

    # -- leaks

    def disguised(self, good, kind, place, chain, vary):
        """A good line with one value in it."""
        record = copy.deepcopy(self.chance.choice(good))
        sentence = put_back.SENTENCES[vary % len(put_back.SENTENCES)]
        text = put_back.disguised(kind, kind.make(self.chance, vary), chain, sentence, vary)
        place = put_back.place_for(kind, text, chain, place, sentence)
        place(record, text, vary)
        return Leak(encode.as_json(record), kind.rules, (kind.name, place.__name__, ">".join(chain)))

    def values(self, good):
        """Every kind in every chain and at every place; chains at random besides."""
        vary, leaks = 0, []
        for kind in put_back.kinds(self.people):
            for _ in range(ROUNDS if kind.text else 0):
                places = list(put_back.PLACES)
                chains = [*put_back.CHAINS, *(put_back.any_chain(self.chance) for _ in range(40))]
                self.chance.shuffle(places)
                for chain in chains:
                    vary += 1
                    leaks.append(self.disguised(good, kind, places[vary % len(places)], chain, vary))
            if kind.number:
                for vary in range(vary, vary + 10):
                    record = copy.deepcopy(self.chance.choice(good))
                    put_back.in_number(record, kind.make(self.chance, vary), vary)
                    leaks.append(Leak(encode.as_json(record), kind.rules, (kind.name, "in_number", "")))
        return leaks

    def fields(self, good):
        leaks = []
        for field in fields.FIELDS:
            for vary in range(ROUNDS * len(fields.PLACES) * len(field.values) * 6):
                record = copy.deepcopy(self.chance.choice(good))
                place = fields.put(field, self.chance, record, vary)
                leaks.append(Leak(encode.as_json(record), frozenset([field.rule]), (field.name, place, vary)))
        for vary in range(20):
            line = fields.with_prefix(json.dumps(self.chance.choice(good)), vary)
            leaks.append(Leak(line, frozenset(["dropped-field"]), ("logger prefix", vary)))
        return leaks

    # -- tests

    def test_values_of_every_rule_are_found_and_nothing_else(self):
        lines = self.anonymized("standard")
        good = [json.loads(line) for line in lines]
        leaks = self.values(good)
        self.assertGreater(len(leaks), 2000)
        self.assert_found(lines, leaks)

    def test_fields_are_found_and_nothing_else(self):
        lines = self.anonymized("standard")
        good = [json.loads(line) for line in lines]
        leaks = self.fields(good)
        self.assertGreater(len(leaks), 1000)
        self.assert_found(lines, leaks)

    def test_fields_that_a_closed_policy_does_not_know_are_found(self):
        lines = self.anonymized("strict")
        leaks = []
        for vary in range(64):
            record = json.loads(self.chance.choice(lines))
            place = fields.PLACES[vary % len(fields.PLACES)]
            place(record, "remarque", ("x", 7, None, ["x"])[vary % 4])
            leaks.append(Leak(encode.as_json(record), frozenset(["unknown-field"]), (place.__name__, vary)))
        self.assert_found(lines, leaks, "strict")

    def test_no_rule_is_left_out(self):
        self.anonymized("standard")
        self.judged(['{"a":1}'], [Leak('{"email":"x"}', frozenset(), ())])
        table = json.loads(self.read("sarif"))["runs"][0]["tool"]["driver"]["rules"]
        tried = {rule for kind in put_back.kinds(self.people) for rule in kind.rules}
        tried |= {field.rule for field in fields.FIELDS} | ELSEWHERE.keys()
        self.assertEqual({rule["id"] for rule in table} ^ tried, set())


if __name__ == "__main__":
    main()
