"""Tests of why/: a change with a reason passes, the same without one does not."""

import base64
import json
import os
import tempfile
import unittest
import urllib.parse

from difference import Comparison
from pseudonyms import Pseudonyms
from why.people import People

P = Pseudonyms(b"an invented secret").pseudonym
LUCIE = P("username", "lucie_tapivelo")
PEOPLE = People()
PEOPLE.add_person("lucie_tapivelo", "57000077", "velo.tapis00077@example.org", "Luc\xefe Tapiv\xe9lo")


def kinds(raw, anon, policy="standard"):
    """Returns the classes of difference of two lines with one event each."""
    comparison = Comparison(policy, Pseudonyms(b"an invented secret"), people=PEOPLE)
    found = comparison.lines(json.dumps({"event": raw}), json.dumps({"event": anon}))
    return {kind for _pointer, kind in found}


def b64(text):
    return base64.b64encode(text.encode()).decode()


# (what was, what may have become of it, what may not)
CHANGES = (
    ("write a@example.org now", "write <<EMAIL>> now", "write <<EMAIL>> No"),
    ("write a [at] example (point) org now", "write <<EMAIL>> now", "write <<EMAIL>> not"),
    ("no reason here at all", "no reason here at all", "no <<NAME>> here at all"),
    ("tel 06 12 34 56 78 on 2023-05-23 at 13:53", "tel <<PHONE>> on 2023-05-23 at 13:53",
     "tel <<PHONE>> on <<PHONE>> at 13:53"),
    ("Chrome/116.0.5845.96 from 192.0.2.77", "Chrome/116.0.5845.96 from <<IP>>",
     "Chrome/<<IP>> from <<IP>>"),
    ("block-v1:O+N+R+type@video+block@intro.pdf", "block-v1:O+N+R+type@video+block@intro.pdf",
     "block-v1:O+N+R+<<EMAIL>>"),
    ("IBAN FR1420041010050500013M02606.", "IBAN <<IBAN>>.", "IBAN <<IBAN>>,"),
    ("card 4111 1111 1111 1111, isbn 4111 1111 1111 1112", "card <<CARD>>, isbn 4111 1111 1111 1112",
     "card <<CARD>>, isbn <<CARD>>"),
    ("at 12 rue des Lilas, 75999 Tarnelle. Thanks", "at <<ADDRESS>>. Thanks", "at <<ADDRESS>>"),
    ("bonjour LUCIE_TAPIVELO!", f"bonjour {LUCIE}!", f"bonjour {P('username', 'other')}!"),
    ("merci \xe0 Lucie Tapivelo, page 12", "merci \xe0 <<NAME>>, page 12", "merci <<NAME>>, page 12"),
    ("see /u/some.body/posts", f"see /u/{P('username', 'some.body')}/posts", "see /u/<<USERNAME>>/"),
    ("/courses/course-v1:O+N+R/progress/57/", f"/courses/course-v1:O+N+R/progress/{P('user_id', '57')}/",
     f"/courses/{P('user_id', '57')}/progress/57/"),
    ("https://a:b@host.example/p?x=1#me", "https://host.example/p?x=1", "https://host.example/p"),
    ("/p?x=1&access_token=k3k3k3&y=2", "/p?x=1&y=2", "/p?y=2"),
    ("/p?email=q&y=2", "/p?y=2", "/p?z=2"),
    ("x=1&email=a%40example.org&username=zoe&y=2", f"x=1&username={P('username', 'zoe')}&y=2",
     f"x=1&username={P('user_id', 'zoe')}&y=2"),
    ("a%40example.org wrote", "<<EMAIL>> wrote", "<<EMAIL>> wrot"),
    ("q=a%2540example.org", "q=%3C%3CEMAIL%3E%3E", "r=%3C%3CEMAIL%3E%3E"),
    ("&#97;&#64;example&#46;org, ok", "<<EMAIL>>, ok", "<<EMAIL>>, of"),
    ("a\u200b@example.org ok", "<<EMAIL>> ok", "<<EMAIL>> ko"),
    (r"a\x40example\x2eorg ok", "<<EMAIL>> ok", "ok"),
    ("a=40example=2Eorg ok", "<<EMAIL>> ok", "ok"),
    (f"x/{b64('- a@example.org -')} y", "x/<<BASE64>> y", "x/<<BASE64>> z"),
    (f"my phone: {b64('for 0465710016, ok')} y", "my phone: <<PHONE>> y", "my phone: <<PHONE>> z"),
    (f"my grade: {b64('for 0465710016, ok')} y", f"my grade: {b64('for 0465710016, ok')} y",
     "my grade: <<PHONE>> y"),
    (f"x {b64('nobody is in this text')} y", f"x {b64('nobody is in this text')} y", "x <<BASE64>> y"),
    (b64(json.dumps({"email": "q", "n": 1})), b64(json.dumps({"n": 1})), b64(json.dumps({"n": 2}))),
    (urllib.parse.quote('{"email": "q", "n": 1}'), urllib.parse.quote('{"n": 1}'),
     urllib.parse.quote('{"n": 2}')),
    (json.dumps({"a": "b@example.org", "n": 1}), json.dumps({"a": "<<EMAIL>>", "n": 1}),
     json.dumps({"a": "<<EMAIL>>"})),
    ({"a": 33699801234, "b": 12}, {"a": "<<PHONE>>", "b": 12}, {"a": "<<PHONE>>", "b": "<<PHONE>>"}),
    ({"a@example.org": 1, "b": 2}, {"<<EMAIL>>": 1, "b": 2}, {"<<EMAIL>>": 1, "<<EMAIL>>": 2}),
)


class Reasons(unittest.TestCase):
    def test_a_change_passes_with_its_reason_and_not_beside_it(self):
        for index, (raw, good, bad) in enumerate(CHANGES):
            with self.subTest(row=index):
                self.assertEqual(kinds(raw, good), set())
                self.assertNotEqual(kinds(raw, bad), set())

    def test_without_a_change_nothing_is_found(self):
        for index, (raw, _good, _bad) in enumerate(CHANGES):
            if isinstance(raw, str) and not raw.startswith("{"):
                with self.subTest(row=index):
                    self.assertEqual(kinds(raw, raw), set())

    def test_seed_accepts_no_change_of_text(self):
        for index, (raw, good, _bad) in enumerate(CHANGES):
            if isinstance(raw, str) and raw != good and not raw.startswith("{"):
                with self.subTest(row=index):
                    self.assertIn("string", kinds(raw, good, "seed"))

    def test_people_come_from_files_and_from_raw_lines(self):
        with tempfile.TemporaryDirectory() as folder:
            name = os.path.join(folder, "people.csv")
            with open(name, "w", encoding="utf-8") as stream:
                stream.write('id,username,email,name\n5,zoe_k,z@example.org,"Zo\xeb Katz"\n')
            people = People()
            people.read(name)
        people.gather(__import__("gate").parse('{"event": "{\\"username\\": \\"maya_q\\"}"}'))
        found = {known for _s, _e, known in people.find("zoe katz and maya_q")}
        self.assertEqual(found, {frozenset({"zoe_k", "5"}), frozenset({"maya_q"})})


class Strict(unittest.TestCase):
    def kinds(self, raw, anon):
        comparison = Comparison("strict", Pseudonyms(b"an invented secret"))
        return {kind for _p, kind in comparison.lines(json.dumps(raw), json.dumps(anon))}

    def test_only_what_is_of_its_grammar_leaves(self):
        raw = {"event_source": "server", "time": "2015-02-02T00:30:05.8+00:00", "remarque": "x",
               "username": "zoe", "event": {"attempts": 3, "grade": 0.5, "body": "hello"}}
        good = {"event_source": "server", "time": "2015-02-02T00:00:00.0+00:00",
                "username": P("username", "zoe"), "event": {"attempts": 3, "grade": 0.5}}
        self.assertEqual(self.kinds(raw, good), set())
        for change in ({"remarque": "x"}, {"time": raw["time"]}, {"username": "zoe"},
                       {"event": {"attempts": 3, "grade": 0.5, "body": "hello"}},
                       {"event": {"attempts": 4, "grade": 0.5}}):
            self.assertNotEqual(self.kinds(raw, {key: change.get(key, good.get(key)) for key in raw
                                                 if key in good or key in change}), set(), change)


if __name__ == "__main__":
    unittest.main()
