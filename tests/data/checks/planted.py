"""Checks plant: what its ledger says stands in its log, for a naive reader.

The decoders here are the standard library's, one for each name of a chain; they
share nothing with the encoders.
"""

import base64
import binascii
import collections
import csv
import html
import json
import pathlib
import quopri
import re
import stat
import subprocess
import sys
import tempfile
import unicodedata
import unittest
import urllib.parse

from checks import reading
from checks.running import HERE, read_rows

_BASE64 = re.compile(r"[A-Za-z0-9+/_-]{12,}={0,2}")
_INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad"))


def plant(*arguments):
    command = [sys.executable, "-B", str(HERE / "plant"), *map(str, arguments)]
    return subprocess.run(command, check=True, capture_output=True).stdout


def _texts(node):
    """Every string, key and number of parsed JSON."""
    if isinstance(node, reading.Pairs):
        for key, value in node:
            yield key
            yield from _texts(value)
    elif isinstance(node, list):
        for value in node:
            yield from _texts(value)
    elif isinstance(node, str):
        yield str(node)


def _from_json(text):
    try:
        return list(_texts(reading._DECODER.decode(text))) if text[:1] in ("{", "[") else []
    except ValueError:
        return []


def _from_cut(text):
    return [
        json.loads(f'"{token}"') for token in re.findall(r'"((?:[^"\\]|\\["\\/bfnrt]|\\u[0-9a-f]{4})*)', text)
    ]


def _from_form(text):
    return [part for pair in urllib.parse.parse_qsl(text.partition("?")[2] or text) for part in pair]


def _from_base64(text):
    for match in _BASE64.finditer(text):
        for token in {match.group(), match.group().partition("/")[2]}:
            token = token.rstrip("=").replace("-", "+").replace("_", "/")
            try:
                yield base64.b64decode(token + "=" * (-len(token) % 4), validate=True).decode()
            except (binascii.Error, UnicodeDecodeError):
                continue


def _from_written(text):
    units = re.sub(
        r"(?:\\x[0-9a-f]{2})+",
        lambda m: bytes.fromhex(m.group().replace("\\x", "")).decode("utf-8", "replace"),
        text,
    )
    units = re.sub(r"\\u([0-9a-f]{4})", lambda m: chr(int(m.group(1), 16)), units)
    return [units.encode("utf-16", "surrogatepass").decode("utf-16", "replace")]


def _from_spelled(text):
    text = re.sub(r" ?[(\[](?:at|arobase)[)\]] ?", "@", text)
    return [re.sub(r" ?[(\[](?:dot|point)[)\]] ?", ".", text)]


def _as_is(text):
    return [text]


DECODERS = {
    **dict.fromkeys(("raw", "escape", "escaped-key", "duplicate-key", "number", "key"), _as_is),
    "json": _from_json, "cut": _from_cut, "cut-tail": _from_cut, "form": _from_form,
    "percent": lambda text: [urllib.parse.unquote(text)],
    **dict.fromkeys(("html-named", "html-decimal", "html-hex"), lambda text: [html.unescape(text)]),
    **dict.fromkeys(("written-u", "written-x"), _from_written),
    **dict.fromkeys(("base64", "base64url", "base64-unpadded", "base64-glued"), _from_base64),
    "full-width": lambda text: [unicodedata.normalize("NFKC", text)],
    "zero-width": lambda text: [text.translate(_INVISIBLE)],
    "quoted-printable": lambda text: [quopri.decodestring(text.encode()).decode()],
    "spelled": _from_spelled,
}  # fmt: skip


def decoded(texts, chain):
    for name in chain.split(">"):
        texts = [made for text in texts for made in DECODERS[name](text)]
    return texts


class Planted(unittest.TestCase):
    LINES = 5000

    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.papers = {
            name: pathlib.Path(cls.folder.name) / name for name in ("ledger", "identities", "untouched")
        }
        cls.arguments = ["--seed", 4, "--lines", cls.LINES]
        options = [word for name, path in cls.papers.items() for word in (f"--{name}", path)]
        cls.raw = plant(*cls.arguments, *options)
        cls.rows = read_rows(cls.papers["ledger"])
        cls.nodes = [reading.parse_line(line) for line in cls.raw.splitlines()]

    @classmethod
    def tearDownClass(cls):
        cls.folder.cleanup()

    def test_the_same_arguments_give_the_same_bytes_with_and_without_papers(self):
        self.assertEqual(plant(*self.arguments), self.raw)
        self.assertNotEqual(plant("--seed", 5, *self.arguments[2:]), self.raw)

    def test_every_value_of_the_ledger_stands_in_its_line_under_its_chain(self):
        decodings, missing = {}, []
        for number, row in enumerate(self.rows, 1):
            place = (row["line"], row["chain"])
            if place not in decodings:
                prefix, node = self.nodes[row["line"] - 1]
                decodings[place] = "\n".join(decoded([prefix, *_texts(node)], row["chain"]))
            value, text = row["value"], decodings[place]
            if row["form"] == "full-width":
                value = unicodedata.normalize("NFKC", value)
            if value not in text:
                missing.append((number, row["place"], row["kind"], row["chain"]))
        self.assertEqual(missing, [])

    def test_no_value_shows_before_the_last_of_its_chain_is_undone(self):
        envelope = ("username", "user_id", "session")  # these stand beside it as they are
        showing, decodings = set(), {}
        for row in self.rows:
            before, _, last = ("raw>" + row["chain"]).rpartition(">")
            if DECODERS[last] in (_as_is, _from_json, _from_cut) or row["kind"] in envelope:
                continue
            place = (row["line"], before)
            if place not in decodings:
                texts = list(_texts(self.nodes[row["line"] - 1][1]))
                decodings[place] = "\n".join(decoded(texts, before))
            if last != "form" and row["value"] in decodings[place]:
                showing.add((row["place"], row["kind"], row["chain"]))
        self.assertEqual(showing, set())

    def test_escapes_are_in_the_bytes_of_the_line(self):
        lines = self.raw.decode().splitlines()
        rows = [
            row for row in self.rows if row["chain"] == "escape" and row["kind"] in ("email", "phone", "iban")
        ]
        self.assertTrue(len(rows) > 50)
        for row in rows:
            self.assertFalse(row["value"] in lines[row["line"] - 1], (row["place"], row["kind"]))

    def test_every_place_and_every_chain_of_the_page_occurs(self):
        page = (HERE / "encodings.md").read_text(encoding="utf-8")
        named = set(re.findall(r"`((?:env|who|text|path|url)\.[a-z-]+)`", page))
        self.assertEqual({row["place"] for row in self.rows if row["place"][:6] != "field."}, named)
        section = page.partition("### 2.3")[2].partition("## 3")[0]
        chains = set(re.findall(r"^\| [2-5] \|.*$", section, re.MULTILINE))
        chains = {chain for row in chains for chain in re.findall(r"`([a-z0-9>-]+)`", row)}
        self.assertTrue(len(chains) > 60)
        self.assertEqual(chains - {row["chain"] for row in self.rows}, set())

    def test_a_short_log_and_a_full_one_hold_the_same_pairs_of_place_and_chain(self):
        seen = collections.Counter((row["place"], row["chain"]) for row in self.rows)
        other = pathlib.Path(self.folder.name) / "other"
        plant("--seed", 6, "--lines", 5000, "--persons", 20, "--ledger", other)
        pairs = {(row["place"], row["chain"]) for row in read_rows(other)}
        self.assertEqual(set(seen) ^ pairs, set())
        self.assertTrue(len(pairs) > 1500, len(pairs))

    def test_a_full_log_has_everybody_at_every_place_and_under_every_chain(self):
        full = pathlib.Path(self.folder.name) / "full"
        plant("--seed", 6, "--lines", 5000, "--persons", 10, "--ledger", full)
        rows = read_rows(full)
        for column in ("place", "chain"):
            seen = {(row["person"], row[column]) for row in rows}
            whole = {(person, row[column]) for person in range(10) for row in rows}
            self.assertEqual(whole - seen, set())
        text = {(row["person"], row["kind"], row["chain"]) for row in rows if row["place"][:5] == "text."}
        for chain in {
            row["chain"] for row in rows if row["place"] == "text.team" and row["form"] != "spelled"
        }:
            for kind in "email phone username name ip address iban card nir token".split():
                for person in range(10):
                    self.assertIn((person, kind, chain), text)

    def test_everybody_is_planted_and_no_two_are_alike(self):
        self.assertEqual({row["person"] for row in self.rows}, set(range(200)))
        with open(self.papers["identities"], encoding="utf-8", newline="") as file:
            people = list(csv.DictReader(file))
        self.assertEqual(len(people), 200)
        for column in ("user_id", "username", "email", "name"):
            self.assertEqual(
                len({unicodedata.normalize("NFC", row[column]).casefold() for row in people}), 200
            )
        for row in people:
            self.assertTrue(4 <= len(row["username"]) <= 30)

    def test_lines_that_name_nobody_hold_no_planted_value(self):
        whole = [row["line"] for row in read_rows(self.papers["untouched"]) if row.get("whole")]
        self.assertTrue(len(whole) > self.LINES // 20)
        lines = self.raw.decode().splitlines()
        text = "\n".join(lines[number - 1] for number in whole)
        for value in {row["value"] for row in self.rows if row.get("distinctive", True)}:
            self.assertFalse(value in text, "a planted value stands in a line that names nobody")

    def test_poison_comes_last_and_changes_no_line_before(self):
        poisoned = plant(*self.arguments, "--poison")
        self.assertTrue(poisoned.startswith(self.raw))
        tail = poisoned[len(self.raw) :].splitlines()
        self.assertEqual(len(tail), 30)
        named = {reading.member(reading.parse_line(line)[1], "username") for line in tail}
        self.assertTrue({"video", "play_video", "France", "course-v1", "problem"} <= named)

    def test_papers_are_for_their_owner_only(self):
        for path in self.papers.values():
            self.assertEqual(stat.S_IMODE(path.stat().st_mode), 0o600)


class Numbers(unittest.TestCase):
    """Planted numbers pass the checks of their kind."""

    @classmethod
    def setUpClass(cls):
        with tempfile.TemporaryDirectory() as folder:
            ledger = pathlib.Path(folder) / "ledger"
            plant("--seed", 4, "--lines", 4000, "--ledger", ledger)
            cls.values = collections.defaultdict(set)
            for row in read_rows(ledger):
                cls.values[row["kind"]].add(row["value"])

    def test_iban_modulo_97_is_one(self):
        for value in self.values["iban"]:
            plain = re.sub("[ -]", "", value).upper()
            self.assertEqual(len(plain), {"FR": 27, "BE": 16, "CH": 21}[plain[:2]])
            self.assertEqual(int("".join(str(int(c, 36)) for c in plain[4:] + plain[:4])) % 97, 1)

    def test_card_numbers_hold_luhn(self):
        for value in self.values["card"]:
            digits = [int(c) for c in value if c.isdigit()][::-1]
            doubled = sum(sum(divmod(2 * digit, 10)) for digit in digits[1::2])
            self.assertEqual((sum(digits[::2]) + doubled) % 10, 0)

    def test_nir_keys_are_right_in_corsica_too(self):
        corsican = 0
        for value in self.values["nir"]:
            plain = value.replace(" ", "")
            corsican += "2A" in plain or "2B" in plain
            number = int(plain[:13].replace("2A", "19").replace("2B", "18"))
            self.assertEqual(97 - number % 97, int(plain[13:]))
        self.assertTrue(corsican)
