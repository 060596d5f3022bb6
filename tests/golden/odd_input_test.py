"""funanon and lines that are odd but sound, and inputs that are hardly there: design 3."""

import gzip
import hashlib
import json
import os
import sys

sys.dont_write_bytecode = True

from session import Case, main  # noqa: E402

LINE = b'{"event_type": "one" ,"n":1.50}\n'
BOM = b"\xef\xbb\xbf"
POLICIES = ("seed", "standard")

UNCHANGED = (
    ("25-digit integers", b'{"a":1234567890123456789012345,"b":-1234567890123456789012345}'),
    ("an integer of 5,000 digits", b'{"a":' + b"7" * 5000 + b"}"),
    ("1e400 and other spellings", b'{"a":1e400,"b":[-1E+400,1E-400,-0,-0.0,0e0,1.50,10E2]}'),
    ("lone surrogate escapes", rb'{"a":"\ud83d","\udc00\uD800":"x\udfffx"}'),
    ("nesting of 1,000 lists", b'{"a":' + b"[" * 999 + b"]" * 999 + b"}"),
    ("nesting of 1,024 objects", b'{"a":' * 1023 + b"{}" + b"}" * 1023),
    ("a brace in strings to 3,000", b'{"a":"' + b"{[" * 1500 + b'"}'),
    ("every escape", rb'{"a":"\"\\\/\b\f\n\r\t\u0000\u001F\u00e9\uD83D\uDE00"}'),
    ("white space anywhere", b' \t{ "a"\t:\r[ 1 , 2 ] } \t\r'),
    ("duplicate keys", b'{"a":1,"a":2,"":3,"":4}'),
    ("characters of every length", "{\"é\":\"é\u2028\ufeff\uffff\U0001f600\x7f\U0010ffff\"}".encode()),
    ("an empty object", b"{}"),
    ("keys in their order", b'{"z":{"y":null},"b":[true,false],"a":"x"}'),
    ("JSON-like text", rb'{"event":"{not json","a":"[1,","b":"\"","c":"{}"}'),
)  # fmt: skip


class AnOddLine(Case):
    def test_leaves_byte_for_byte_under_both_policies(self):
        for policy in POLICIES:
            for what, line in UNCHANGED:
                with self.subTest(what, policy=policy):
                    done = self.funanon("--policy", policy, stdin=line + b"\n")
                    self.assertTrue(done.out == line + b"\n", "the line was changed")
                    self.assertEqual(done.words, [
                        "funanon: read 1 = out 1 + rejected 0 + blank 0 + dropped 0"])

    def test_leaves_so_among_others(self):
        log = b"".join(line + b"\n" for _what, line in UNCHANGED) * 20
        for policy in POLICIES:
            self.assertTrue(self.funanon("-j2", "--policy", policy, stdin=log).out == log, policy)


class LineEnds(Case):
    def test_are_lf_only_and_a_cr_before_it_stays(self):
        log = b'{"a":1}\r\n{"a":"\xe2\x80\xa8\xc2\x85"}\n{"a":\r2}\r\r\n'
        self.assertEqual(self.funanon(stdin=log).out, log)
        done = self.funanon(stdin=b'{"a":1}\r{"a":2}\n', code=1)
        self.assertIn("rejected, trailing-content", done.words[0])

    def test_a_last_line_without_lf_gets_one(self):
        self.assertEqual(self.funanon(stdin=LINE + LINE[:-1]).out, LINE * 2)
        one, two = self.file("one", LINE[:-1]), self.file("two", LINE)
        self.assertEqual(self.funanon(one, two, one).out, LINE * 3)

    def test_blank_lines_are_counted_and_not_copied(self):
        done = self.funanon(stdin=b"\n" + LINE + b" \t \r\n\r\n" + LINE + b"  ")
        self.assertEqual(done.out, LINE * 2)
        self.assertEqual(done.words,
                         ["funanon: read 6 = out 2 + rejected 0 + blank 4 + dropped 0"])

    def test_white_space_of_another_kind_is_not_blank(self):
        for odd in (b"\x0b", b"\x0c", b"\xc2\xa0", b"\xe2\x80\x8b", b"\0"):
            done = self.funanon(stdin=odd + b"\n" + LINE, code=1)
            self.assertEqual(done.out, LINE)


class AByteOrderMark(Case):
    def test_is_skipped_and_counted_at_the_start_of_each_input(self):
        one = self.file("one", BOM + LINE)
        two = self.file("two", gzip.compress(BOM + LINE))
        done = self.funanon(one, two, "-", "--summary", "summary", stdin=BOM + LINE)
        self.assertEqual(done.out, LINE * 3)
        self.assertIn("funanon: byte order marks skipped: 3", done.words)
        self.assertEqual(json.loads(self.read("summary"))["byte_order_marks"], 3)

    def test_is_skipped_however_slowly_it_comes(self):
        process = self.start("funanon", "--key", self.key)
        done = self.fed(process, [BOM[:1], BOM[1:2], BOM[2:], LINE], pause=0.1)
        self.assertEqual((done.code, done.out), (0, LINE))

    def test_is_skipped_once_and_only_at_the_start(self):
        done = self.funanon(stdin=BOM + BOM + LINE + BOM + LINE + LINE, code=1)
        self.assertEqual(done.out, LINE)
        self.assertIn("line 1, byte 3: rejected", done.words[0])
        self.assertIn(f"line 2, byte {6 + len(LINE)}: rejected", done.words[1])


class CutLines(Case):
    def reason(self, line, end=b"\n" + LINE):
        done = self.funanon(stdin=line + end, code=1)
        return done.words[0].removeprefix("funanon: standard input, line 1, byte 0: rejected, ")

    def cut(self, characters, letter="é"):
        """A line that breaks in a string and has so many characters."""
        text = '{"username":"' + self.canary()
        return (text + letter * (characters - len(text))).encode()

    def test_of_exactly_10000_or_50000_characters_were_cut_by_the_platform(self):
        for size in (10_000, 50_000):
            for letter in ("a", "é", "漢", "😀"):
                self.assertEqual(self.reason(self.cut(size, letter)), "cut-by-platform")

    def test_of_one_character_less_or_more_were_not(self):
        for size in (9_999, 10_001, 49_999, 50_001, 20_000):
            self.assertEqual(self.reason(self.cut(size)), "unfinished")

    def test_of_10000_bytes_but_fewer_characters_were_not(self):
        line = self.cut(9_999)
        self.assertEqual(self.reason(line[:10_000].decode(errors="ignore").encode()), "unfinished")

    def test_that_are_whole_pass_at_any_length(self):
        line = b'{"a":"%b"}\n' % (b"x" * (10_000 - 8))
        self.assertEqual(self.funanon(stdin=line).out, line)

    def test_at_the_end_of_an_input_are_unfinished(self):
        self.assertEqual(self.reason(self.cut(700), end=b""), "unfinished-last-line")

    def test_without_lf_before_another_input_are_unfinished_and_not_joined_to_it(self):
        one, two = self.file("one", self.cut(700)), self.file("two", LINE)
        done = self.funanon("--rejects", self.private("rejects"), one, two, code=1)
        self.assertEqual(done.out, LINE)
        self.assertIn("line 1, byte 0: rejected, unfinished-last-line", done.words[0])
        self.assertEqual(self.read("rejects"), self.read("one") + b"\n")


class Nothing(Case):
    def empty_inputs(self):
        """(what, arguments): inputs without a line."""
        self.file("empty", b"")
        self.file("empty.gz", gzip.compress(b""))
        self.file("bom", BOM)
        return (("standard input", ()), ("a file", ("empty",)), ("gzip", ("empty.gz",)),
                ("a device", ("/dev/null",)), ("only a BOM", ("bom",)))

    def test_is_not_success(self):
        for what, inputs in self.empty_inputs():
            with self.subTest(what):
                done = self.funanon("-o", "out", "--summary", "summary", *inputs, code=3)
                self.assertEqual(done.words, [
                    "funanon: error: the input holds no line",
                    "funanon: hint: an empty log is rarely meant; --allow-empty lets it pass"])
                self.assertEqual((done.out, self.left()), (b"", []))

    def test_is_success_when_allowed(self):
        for what, inputs in self.empty_inputs():
            with self.subTest(what):
                self.funanon("-j2", "--allow-empty", "-o", "out", "--summary", "summary", *inputs)
                self.assertEqual(self.read("out"), b"")
                summary = json.loads(self.read("summary"))
                self.assertEqual((summary["read"], summary["bytes"]), (0, 0))
                self.assertEqual(summary["sha256"], hashlib.sha256(b"").hexdigest())

    def test_beside_something_is_no_fault(self):
        empty, full = self.file("empty", b""), self.file("full", LINE)
        self.assertEqual(self.funanon(empty, full, empty).out, LINE)

    def test_in_many_inputs_is_not_success_either(self):
        self.empty_inputs()
        self.funanon("empty", "empty.gz", "-", "bom", code=3)
        self.assertEqual(self.funanon("--allow-empty", "empty", "empty.gz", "-", "bom").out, b"")

    def test_of_that_name_is_unreadable_and_leaves_no_output(self):
        full = self.file("full", LINE)
        os.mkdir(self.path("folder"))
        self.made_here.add("folder")
        for missing in ("absent", "folder"):
            done = self.funanon("--linkable", "-o", "out", "--summary", "summary", full, missing,
                                code=3)
            self.assertIn("funanon: error: ", done.err.decode())
            self.assertEqual(self.left(), [])

    def test_comes_from_a_closed_standard_input(self):
        done = self.funanon(stdin=None, preexec_fn=lambda: os.close(0), code=None, patience=10)
        self.assertIn(done.code, (3, 6))


if __name__ == "__main__":
    main()
