"""Tests of seek/, leaks.py --stage anonymizer and harmless.py: each must find and must fail."""

import base64
import contextlib
import html
import io
import json
import os
import quopri
import tempfile
import unittest
import urllib.parse

import harmless
import leaks
from seek.decoders import deep_decodings
from seek.fold import fold
from seek.planted import PlantedSearcher, read_planted

EMAIL = "velo.tapis00077@example.org"
JWT = "eyJhbGciOiJub25lIn0.eyJzdWIiOiJ4In0.c2lnbmF0dXJl"


def b64(text):
    return base64.b64encode(text.encode()).decode()


def quote_all(text):
    return "".join(f"%{byte:02X}" for byte in text.encode())


ENCODERS = {
    "json": lambda text: json.dumps({"note": text}),
    "key": lambda text: json.dumps({text: "sent"}),
    "form": lambda text: urllib.parse.urlencode({"n": text, "ok": 1}),
    "percent": quote_all,
    "html-named": lambda text: html.escape(text).replace("@", "&commat;").replace(".", "&period;"),
    "html-decimal": lambda text: "".join(f"&#{ord(c)};" for c in text),
    "html-hex": lambda text: "".join(f"&#x0{ord(c):x};" for c in text),
    "written-u": lambda text: "".join(f"\\u{ord(c):04x}" for c in text),
    "written-x": lambda text: "".join(f"\\x{byte:02x}" for byte in text.encode()),
    "base64": b64,
    "base64url": lambda text: base64.urlsafe_b64encode(text.encode()).decode(),
    "base64-unpadded": lambda text: b64(text).rstrip("="),
    "base64-glued": lambda text: "upload/" + b64(text),
    "full-width": lambda text: "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in text),
    "zero-width": lambda text: "\u200b".join(text),
    "quoted-printable": lambda text: quopri.encodestring(text.encode(), quotetabs=True).decode().replace("@", "=40"),
}
CHAINS = ("json>json", "json>form", "percent>percent", "form>json", "form>base64", "base64>html-decimal",
          "written-u>full-width", "quoted-printable>html-decimal", "json>form>base64>json>percent",
          "json>json>form>percent>base64", "form>base64>json>percent", ">".join(["json"] * 12))


def encoded(chain, value):
    for name in reversed(chain.split(">")):
        value = ENCODERS[name](value)
    return value


def row(kind, value, **more):
    return json.dumps({"value": value, "kind": kind, "line": 1, "where": "/event", "chain": "raw",
                       "place": "text.note", "stage": "anonymizer", "policies": ["standard"], **more})


# kind, value, texts that hold it, texts that do not
KINDS = (
    ("username", "lucie_tapivelo", ["a LUCIE_TAPIVELO.", "_luc\xefe_tapivelo"], ["lucie_tapivelo2", "lucietapivelo"]),
    ("email", EMAIL, ["x" + EMAIL.upper(), "velo.tapis00077 there"], ["velo.tapis0007@example.org"]),
    ("name", "Luc\xefe O'Tapiv\xe9", ["LUCIE, O'TAPIVE", "Lucie O\u2019Tapive".replace("\u2019", "'")],
     ["Lucie and O'Tapive", "O'Tapive Lucie"]),
    ("user_id", "57000077", ["id 57000077.", "/57000077/"], ["570000770", "a57000077", "3.57000077", "57000077.5"]),
    ("phone", "06 12 34 56 78", ["0612345678", "+33 6.12.34.56.78", "0033(0)612345678", "+33 (0) 6-12-34-56-78"],
     ["0612345679", "00612345678", "06123456789"]),
    ("ip", "2001:db8:1:2::3", ["at 2001:0db8:0001:0002:0:0:0:0003."], ["2001:db8:1:2::4"]),
    ("ip", "203.0.113.77", ["at 203.0.113.77:80"], ["1.203.0.113.77", "203.0.113.7"]),
    ("address", "12 bis rue des Lilas, 75999 Tarnelle", ["12 bis, RUE DES lilas", "75999 - Tarnelle"], ["12 rue des Lilas"]),
    ("iban", "FR14 2004 1010 0505 0001 3M02 606", ["fr1420041010050500013m02606"], ["xFR1420041010050500013M02606"]),
    ("card", "4111111111111111", ["4111-1111-1111-1111"], ["41111111111111112", "4111 1111 1111 111"]),
    ("nir", "178032A99903989", ["1 78 03 2A 999 039 89"], ["178032A99903988"]),
    ("token", JWT, ["x" + JWT + "y"], [JWT.lower()]),
    ("session", "0c031e20ece255faafb8e5911ae702bb", ["s=0c031e20ece255faafb8e5911ae702bb;"],
     ["a" + "0c031e20ece255faafb8e5911ae702bb" + "0" * 31]),
    ("password", "Tempo!00087-B5jtw", ["(Tempo!00087-B5jtw)"], ["tempo!00087-b5jtw"]),
)


class Seeking(unittest.TestCase):
    def test_every_encoding_and_chain_is_undone(self):
        for chain in (*ENCODERS, *CHAINS):
            with self.subTest(chain=chain):
                text = encoded(chain, "- " + EMAIL)
                self.assertTrue(any(EMAIL in found for _chain, found in deep_decodings(text)))
        spelled = "velo.tapis00077 [at] example (point) org"
        self.assertIn(EMAIL, {found for _chain, found in deep_decodings(spelled)})

    def test_what_is_deeper_says_so(self):
        deep = encoded(">".join(["json"] * 18), "x")
        self.assertIn(("limit",), {chain for chain, _found in deep_decodings(deep)})

    def test_each_kind_is_compared_as_its_rule_says(self):
        for kind, value, those, others in KINDS:
            find = PlantedSearcher(read_planted([row(kind, value)], "standard")).find
            for text in [value, *those]:
                with self.subTest(kind=kind, holds=True, at=text[:3]):
                    self.assertEqual(find(f"- {text}" if text[0] not in "_x" else text), {(kind, value)})
            for text in others:
                with self.subTest(kind=kind, holds=False, at=text[:3]):
                    self.assertEqual(find(text), set())

    def test_folding(self):
        self.assertEqual(fold("\xc9C\u0153\u00adur\uff20"), "ecoeur@")

    def test_a_beginning_counts_at_the_end_only(self):
        search = PlantedSearcher(read_planted([row("password", "Tempo!0008", partial=True, distinctive=False)]))
        self.assertEqual(len(search.ends_of("x Tempo!0008")), 1)
        self.assertEqual(search.ends_of("x Tempo!0008 "), set())
        self.assertEqual(search.find("x Tempo!0008 "), set())


class PlantedLeaks(unittest.TestCase):
    def run_on(self, rows, lines):
        with tempfile.TemporaryDirectory() as folder:
            names = [os.path.join(folder, name) for name in ("ledger", "docs")]
            for name, content in zip(names, (rows, lines)):
                with open(name, "w", encoding="utf-8") as stream:
                    stream.writelines(line + "\n" for line in content)
            out = io.StringIO()
            with contextlib.redirect_stdout(out), contextlib.redirect_stderr(out):
                code = leaks.main(["--ledger", names[0], "--stage", "anonymizer", names[1]])
        return code, out.getvalue()

    def test_a_value_is_found_in_any_line_and_layer_and_is_not_said(self):
        rows = [row("email", EMAIL), row("username", "lucie_tapivelo")]
        for chain in ("percent", "json>form>base64>json>percent"):
            code, out = self.run_on(rows, ['{"a": "x"}', json.dumps({"a": {"b": encoded(chain, EMAIL)}})])
            self.assertEqual(code, 1)
            self.assertIn("doc 1:2 ledger row 1 kind email", out)
            self.assertNotIn("velo", out)
        self.assertEqual(self.run_on(rows, ['{"a": "x"}', '{"a": "<<EMAIL>>"}'])[0], 0)

    def test_a_clean_text_is_not_asked_again_but_a_new_one_is(self):
        lines = ['{"a": "clean"}'] * 3 + ['{"a": "lucie_tapivelo"}'] * 2
        code, out = self.run_on([row("username", "lucie_tapivelo")], lines)
        self.assertEqual((code, out.count("doc 1:")), (1, 2))

    def test_a_member_that_must_be_absent_is_found_by_its_place(self):
        rows = [row("gender", "f", where="/event>/POST/gender/0", distinctive=False), row("token", JWT)]
        line = json.dumps({"event": json.dumps({"POST": {"gender": ["f"]}})})
        self.assertEqual(self.run_on(rows, [line])[0], 1)
        self.assertEqual(self.run_on(rows, [line.replace("gender", "answer")])[0], 0)

    def test_another_policy_is_not_searched_for(self):
        self.assertEqual(self.run_on([row("username", "lucie_tapivelo", policies=["strict"])],
                                     ['{"a": "lucie_tapivelo"}'])[0], 3)


class Harmless(unittest.TestCase):
    RAW = {"event_type": "problem_check", "time": "2015-02-02T00:30:05", "username": "",
           "event": json.dumps({"grade": 1, "answers": {"a_2_1": "choice_2"}, "email": "a@example.org",
                                "body": "a@example.org: see block-v1:O+N+R+type@video+block@77"})}

    def run_on(self, anon, untouched=()):
        with tempfile.TemporaryDirectory() as folder:
            names = [os.path.join(folder, name) for name in "rau"]
            for name, rows in zip(names, ([self.RAW], [anon], untouched)):
                with open(name, "w", encoding="utf-8") as stream:
                    stream.writelines(json.dumps(line) + "\n" for line in rows)
            out = io.StringIO()
            with contextlib.redirect_stdout(out), contextlib.redirect_stderr(out):
                code = harmless.main([names[0], names[1], "--untouched", names[2]])
        return code, out.getvalue()

    def changed(self, old, new):
        return json.loads(json.dumps(self.RAW).replace(old, new))

    def test_what_had_to_go_is_no_damage(self):
        good = self.changed('\\"email\\": \\"a@example.org\\", ', "")
        good["event"] = good["event"].replace("a@example.org", "<<EMAIL>>")
        self.assertEqual(self.run_on(good), (0, "harmless: lines 1, values 5\nharmless: damage none\n"))

    def test_each_damage_is_seen_with_its_class(self):
        for old, new, kind in (
                ("problem_check", "problem_<<NAME>>", "course-field-changed"),
                ("00:30:05", "00:00:00", "course-field-changed"),
                ('grade\\": 1', 'grade\\": 2', "course-field-changed"),
                ("choice_2", "choice_3", "course-field-changed"),
                ('\\"grade\\": 1, ', "", "course-field-missing"),
                ("block-v1:O+N", "block-v1:O+M", "course-key-lost")):
            code, out = self.run_on(self.changed(old, new))
            self.assertEqual(code, 1, kind)
            self.assertIn(kind, out)
            self.assertNotIn("choice", out)

    def test_what_no_rule_touches_is_byte_equal(self):
        bad = self.changed("see", "sea")
        self.assertEqual(self.run_on(bad)[0], 0)
        self.assertEqual(self.run_on(bad, [{"line": 1, "whole": True}])[0], 1)
        self.assertEqual(self.run_on(bad, [{"line": 1, "where": ["/event>/body"]}])[0], 1)
        self.assertEqual(self.run_on(bad, [{"line": 1, "where": ["/event>/grade"]}])[0], 0)


if __name__ == "__main__":
    unittest.main()
