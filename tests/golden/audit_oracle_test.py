"""funaudit against the oracle's own scan, in every encoding that both read: where they differ, it is said why.

The oracle (tests/oracle/findings.py, layers.py) has decoders and patterns of its own and knows
e-mail, addresses, telephone numbers and broken lines.  FUN_FULL=1: ten times the lines.
"""

import json
import os
import re
import sys

sys.dont_write_bytecode = True

import put_back  # noqa: E402
from put_back import encode  # noqa: E402
from session import Case, main, python, raw_log  # noqa: E402

BESIDE_A_LETTER = re.compile(r"[0-9a-fA-F](\\u00[c-fC-F]|[^\x00-\x7f])|(\\u00[c-fC-F].|[^\x00-\x7f])[0-9a-fA-F]")
TIMES = 10 if os.environ.get("FUN_FULL") == "1" else 1
# What the oracle calls it.  It has no rule for `email-spoken` and `phone-local`.
RULES = {"email": "email", "ipv4": "ipv4", "ipv6": "ipv6", "phone-fr": "phone", "phone-intl": "phone", "line": "line"}


# Why only one of the two finds something: (words, who finds it, test of (rule, other rules of the line, kind, chain, value)).
WHY = (
    ("a mapped address, `::ffff:192.0.2.7`, is one IPv6 address to funaudit", "oracle",
     lambda rule, others, *_: rule == "ipv4" and "ipv6" in others),
    ("the oracle takes a form's `+` before a number for that of a telephone number", "oracle",
     lambda rule, _others, kind, chain, _value: rule == "phone" and kind != "phone" and "form" in chain),
    ("the oracle undoes percent-encoding twice", "funaudit", lambda _r, _o, _k, chain, _v: chain.count("percent") > 2),
    ("base64 of characters without width is none to the oracle", "funaudit",
     lambda _r, _o, _k, chain, _v: chain[-2:] == ("base64", "zero-width")),
    ("the oracle reads `\\xc3\\xa9` as Latin-1", "funaudit",
     lambda _r, _o, _k, chain, value: "written-x" in chain and not value.isascii()),
    ("the oracle knows foreign numbers with `+` only", "funaudit",
     lambda rule, _o, _k, _c, value: rule == "phone" and value.startswith("00")),
    ("funaudit reads a bare run of digits behind a key such as `phone`", "funaudit",
     lambda rule, others, kind, *_: rule == "phone" and not kind and "bare digits" in others),
    ("a letter beyond ASCII ends an address to funaudit, not to the oracle", "funaudit",
     lambda rule, _o, kind, _c, value: rule in ("ipv4", "ipv6") and not kind and BESIDE_A_LETTER.search(value)),
    ("half a surrogate pair has no width to funaudit", "funaudit",
     lambda rule, _o, kind, _c, value: rule in ("ipv4", "ipv6") and not kind and "\\ud" in value.lower()),
    ("eight groups whose last is too long are no address to funaudit: where one should stand, `ip-field` says so", "oracle",
     lambda rule, others, *_: rule == "ipv6" and "ip-field" in others),
)  # fmt: skip


class Agreement(Case):
    def compared(self, path, planted=()):
        """Fails where the two differ without a reason; the reasons.  `planted`: (kind, chain, value) by line."""
        self.run_tool("funaudit", "--json", "report", "--max-findings", "1000000", "--show", "0", "-j2", path, code=None)
        report = json.loads(self.read("report"))
        self.assertEqual(report["findings_omitted"], 0)
        # An empty pointer: the line as a whole, or a logger's prefix, where the oracle does not look.
        got = {(finding["line"], RULES[finding["rule"]]) for finding in report["findings"]
               if finding["rule"] in RULES and (finding["pointer"] or finding["rule"] == "line")}
        got |= {(finding["line"], "line") for finding in report["findings"]
                if finding["rule"] == "incomplete" and not finding["pointer"]}
        bare = {finding["line"] for finding in report["findings"] if finding["shape"].startswith("digits[")}
        said = python("tests/oracle/findings.py", "--all-layers", path).out.decode().splitlines()
        want = {(int(row.split()[0]), row.split()[1]) for row in said if row[:1].isdigit()}
        reasons, unexplained = set(), []
        with open(path, "rb") as log:
            lines = log.read().split(b"\n")
        for line, rule in sorted(got ^ want):
            others = {other for at, other in got if at == line}
            others |= {finding["rule"] for finding in report["findings"] if finding["line"] == line}
            if line in bare:
                others.add("bare digits")
            who = "oracle" if (line, rule) in want else "funaudit"
            about = planted[line - 1] if planted else ("", (), lines[line - 1].decode("utf-8", "replace"))
            why = [words for words, finder, holds in WHY if finder == who and holds(rule, others, *about)]
            reasons.update(why)
            if not why:
                unexplained.append((line, rule, who, *about[:2]))
        self.assertEqual(unexplained, [], os.path.basename(path))
        self.assertTrue(want or os.path.basename(path) == "out", "nothing was compared")
        return reasons

    def mutants(self, path):
        made = python("tests/oracle/mutants.py", "--seed", "6", "--count", str(800 * TIMES), path)
        self.assertEqual(made.code, 0)
        return self.file("mutants", made.out)

    def test_of_a_raw_log_and_its_mutants_is_whole(self):
        raw = self.file("raw", raw_log(800 * TIMES, "--dirty", "--prefix", "some", seed=6))
        self.compared(raw)
        self.compared(self.mutants(raw))

    def test_of_an_anonymized_log_and_its_mutants_is_whole(self):
        raw = self.file("raw", raw_log(800 * TIMES, "--dirty", seed=7))
        for policy in ("seed", "standard"):
            self.funanon("-o", "out", "--policy", policy, "-q", raw, code=1)
            self.compared(self.path("out"))
            self.compared(self.mutants(self.path("out")))

    def test_of_values_in_every_encoding_is_whole(self):
        names = ("email", "ipv4", "ipv6", "phone-fr", "phone-intl", "phone-bare")
        lines, planted = [], []
        for kind in put_back.kinds([("adinvented", "ad@example.org", "Ada Invented")]):
            for vary, chain in enumerate(put_back.CHAINS * TIMES if kind.name in names else ()):
                value = kind.make(self.chance, vary)
                text = put_back.disguised(kind, value, chain, "Bonjour, {} et merci", vary)
                lines.append(encode.as_json({"event": {"body": text}}))
                planted.append((kind.name.split("-")[0], chain, value))
        reasons = self.compared(self.file("disguised", "\n".join(lines).encode() + b"\n"), planted)
        self.assertEqual(len(reasons), len(WHY) - 5, "a reason that no longer holds")

    def test_of_mapped_addresses_is_explained(self):
        log = self.file("mapped", b'{"a":"from ::ffff:198.51.100.7 today"}\n{"a":"198.51.100.7"}\n')
        self.assertEqual(self.compared(log), {WHY[0][0]})


if __name__ == "__main__":
    main()
