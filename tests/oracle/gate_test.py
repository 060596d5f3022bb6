"""Tests of gate.py, lines.py, accept.py and mutants.py."""

import contextlib
import io
import os
import sys
import tempfile
import unittest

import accept
import gate
import jsonspan
import lines
import mutants

GOOD = b'{"username": "ada", "event": "{\\"a\\": 1}", "time": 1e3, "x": null}'
SYSLOG = b"Feb  1 10:00:00 lms1 tracking[77]: "
PYTHON = (b"2023-05-23 13:53:13,461 INFO 20 [tracking] [user 6] "
          b"[ip 192.0.2.1] logger.py:41 - ")


class Judge(unittest.TestCase):
    def expect(self, verdict, *texts):
        for text in texts:
            with self.subTest(length=len(text)):
                self.assertEqual(gate.judge(text)[:len(verdict)], verdict)

    def test_a_good_line_comes_back_as_its_json_text(self):
        self.assertEqual(gate.judge(GOOD + b" \r"),
                         ("ok", GOOD.decode() + " \r"))

    def test_grammar_allows_what_rfc_8259_allows(self):
        self.expect(("ok",), b"{}", b' \t\r{"a":-0.0E+5}', b'{"a":"\\ud800"}',
                    b'{"a":"\x7f"}', b'{"a":1,"a":2,"":3}',
                    b'{"a":' + b"9" * 6000 + b"}", b'{"a":1E400}')

    def test_only_four_characters_are_white_space(self):
        for space in ("\x0b", "\x0c", "\xa0", "\x85", "\u2028", "\ufeff"):
            self.expect(("reject",), f"{{}}{space}".encode(),
                        f'{{{space}"a":1}}'.encode(), space.encode())

    def test_numbers_are_ascii_and_well_formed(self):
        for number in ("01", "1.", ".5", "+1", "-", "1_0", "0x1", "\u0661",
                       "-\u0661", "1e", "tru"):
            self.expect(("reject", "syntax"), f'{{"a":{number}}}'.encode())

    def test_constants_are_rejected(self):
        for word in (b"NaN", b"Infinity", b"-Infinity"):
            self.expect(("reject", "constant"), b'{"a":' + word + b"}")

    def test_strings_are_strict(self):
        self.expect(("reject", "syntax"), b'{"a":"\x1f"}', b'{"a":"\\x41"}',
                    b'{"a":"\\u12"}', b'{"a":"\\u 123"}', b"{'a':1}")

    def test_utf8_is_strict(self):
        for data in (b"\xff", b"\xc0\x80", b"\xed\xa0\x80", b"\xf5\x80\x80\x80",
                     b"\xc3"):
            self.expect(("reject", "utf-8"), b'{"a":"' + data + b'"}')

    def test_raw_nul_is_rejected_wherever_it_stands(self):
        self.expect(("reject", "nul"), b'{"a":"\0"}', b"{}\0",
                    SYSLOG[:-3] + b"\0: {}")

    def test_only_one_object_is_let_in(self):
        self.expect(("reject", "not-object"), b"[]", b'"a"', b"1", b"x{}",
                    b"\xef\xbb\xbf{}")
        self.expect(("reject", "extra-data"), b"{}{}", b"{} x", b"{},")

    def test_depth_counts_arrays_and_objects_up_to_the_limit(self):
        def nested(depth):
            return b'{"a":' + b"[" * (depth - 1) + b"]" * (depth - 1) + b"}"
        self.expect(("ok",), nested(1024))
        self.expect(("reject", "depth"), nested(1025), b"{" * 200_000)
        self.expect(("ok",), b'{"a":"' + b"[{" * 2000 + b'"}')
        self.assertEqual(gate.judge(nested(3), max_depth=2)[1], "depth")

    def test_length_and_blank(self):
        self.expect(("blank",), b"", b" \t\r")
        self.assertEqual(gate.judge(b"{}   ", max_line=4)[1], "too-long")
        self.assertEqual(gate.judge(b"{}  ", max_line=4)[0], "ok")

    def test_a_broken_line_of_10000_characters_was_cut_by_the_platform(self):
        broken = '{"a":"' + "\xe9" * 9994
        self.assertEqual(gate.judge(broken.encode())[1], "cut-by-platform")
        self.assertEqual(gate.judge(broken[:-1].encode())[1], "syntax")


class Prefix(unittest.TestCase):
    def test_two_prefixes_are_stripped(self):
        for prefix in (SYSLOG, PYTHON, b"Dec 31 23:59:59 h x - ",
                       PYTHON.replace(b"user 6", b"user None")):
            self.assertEqual(gate.judge(prefix + GOOD), ("ok", GOOD.decode()))

    def test_anything_else_before_the_brace_is_rejected(self):
        for prefix in (b"x", b" " + SYSLOG, SYSLOG + SYSLOG + b"x", b"Feb: ",
                       PYTHON[1:], PYTHON.replace(b"tracking", b"root"),
                       SYSLOG[:-1], b"Foo  1 10:00:00 h x: ", SYSLOG + b"{} "):
            self.assertEqual(gate.judge(prefix + GOOD)[0], "reject")


class Accept(unittest.TestCase):
    def run_on(self, content, *arguments):
        with tempfile.TemporaryDirectory() as folder:
            name = os.path.join(folder, "log")
            with open(name, "wb") as stream:
                stream.write(content)
            out = io.StringIO()
            with contextlib.redirect_stdout(out):
                accept.main([*arguments, name])
        return out.getvalue().split("\n")[:-1]

    def test_one_verdict_for_each_physical_line(self):
        self.assertEqual(
            self.run_on(lines.BOM + b"{}\r\n\n{\n{}\x0b\n\x85\n{}"),
            ["ok", "blank", "reject", "reject", "reject", "ok"])

    def test_a_broken_last_line_is_unfinished(self):
        self.assertEqual(self.run_on(b'{}\n{"a"', "--reasons"),
                         ["ok", "reject unfinished-last-line"])

    def test_an_empty_file_and_a_lone_bom_have_no_line(self):
        self.assertEqual(self.run_on(b""), [])
        self.assertEqual(self.run_on(lines.BOM), [])


class Mutants(unittest.TestCase):
    def test_the_same_seed_makes_the_same_mutants_without_line_ends(self):
        first = list(mutants.mutants([GOOD, b"", b"{}"], 7, 3000))
        self.assertEqual(first, list(mutants.mutants([GOOD, b"", b"{}"], 7, 3000)))
        self.assertNotEqual(first, list(mutants.mutants([GOOD], 8, 3000)))
        self.assertFalse(any(b"\n" in mutant for mutant in first))

    def test_both_readers_of_the_oracle_agree_on_mutants(self):
        sys.setrecursionlimit(50_000)
        verdicts = {True: 0, False: 0}
        for mutant in mutants.mutants([GOOD, SYSLOG + GOOD], 20240607, 8000):
            verdict, *rest = gate.judge(mutant)
            if verdict == "blank" or rest[0] in ("utf-8", "nul", "depth"):
                continue
            text = gate.strip_prefix(mutant.decode())
            reading = jsonspan.read(text)
            whole = (reading.status == "whole"
                     and reading.root.kind == jsonspan.OBJECT)
            self.assertEqual(whole, verdict == "ok")
            verdicts[whole] += 1
        self.assertGreater(min(verdicts.values()), 1500)


class Spans(unittest.TestCase):
    FULL = '{"a\\u00e9": [1, -2.5e+3, {"b": null}, "x\\"y"], "c" : true, "d":{}}'

    def test_every_beginning_of_a_json_text_is_cut(self):
        for end in range(len(self.FULL)):
            self.assertEqual(jsonspan.read(self.FULL[:end]).status, "cut", end)
        self.assertEqual(jsonspan.read(self.FULL).status, "whole")

    def test_what_no_ending_can_mend_is_broken(self):
        for text in ("[hello", "[1 2", '{"a" "b', '{"a":1]', "[01", "[1,]",
                     "{,", '["\\x', "[] x", "-a", '["\x01'):
            self.assertEqual(jsonspan.read(text).status, "broken", text)

    def test_the_tail_is_what_was_not_read_whole(self):
        for text, tail in (('{"a":1,"em', '"em'), ('{"a":1,"b":', '"b":'),
                           ('{"a":[1,"b', '"b'), ('{"a":{', ""), ("[12", "12")):
            self.assertEqual(jsonspan.read(text).tail, tail)
