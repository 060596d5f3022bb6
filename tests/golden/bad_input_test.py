"""funanon and lines that are not one RFC 8259 object: design 3, "fail closed" and "lines"."""

import gzip
import os
import sys

sys.dont_write_bytecode = True

from session import Case, main  # noqa: E402

FIRST = b'{"event_type": "one" ,"n":1.50}\n'
LAST = b'{"event_type":"two","n":-0}\r\n'
MIB = 1024 * 1024
BOM = b"\xef\xbb\xbf"


def broken_lines(word):
    """(what, line without LF, reason); every line holds `word`."""
    w = word.encode()
    good = b'{"username":"%b"}' % w
    return (
        ("cut in a string", b'{"username":"%b","event":{"a' % w, "unfinished"),
        ("cut behind a value", b'{"username":"%b"' % w, "unfinished"),
        ("cut behind a comma", b'{"username":"%b",' % w, "unfinished"),
        ("a byte that is no UTF-8", b'{"username":"%b\xff"}' % w, "invalid-utf8"),
        ("an overlong solidus", b'{"username":"%b\xc0\xaf"}' % w, "invalid-utf8"),
        ("a surrogate in UTF-8", b'{"username":"%b\xed\xa0\x80"}' % w, "invalid-utf8"),
        ("two objects", good + good, "trailing-content"),
        ("two objects apart", good + b" " + good, "trailing-content"),
        ("a word behind the object", good + b" OK", "trailing-content"),
        ("a brace too many", good + b"}", "trailing-content"),
        ("NaN", b'{"username":"%b","x":NaN}' % w, "bad-literal"),
        ("True", b'{"username":"%b","x":True}' % w, "bad-literal"),
        ("a leading zero", b'{"username":"%b","x":01}' % w, "bad-number"),
        ("a raw NUL in a string", b'{"username":"%b\0"}' % w, "control-character"),
        ("a raw NUL behind the object", good + b"\0", "trailing-content"),
        ("a raw NUL within the object", b'{"username":"%b"\0}' % w, "bad-structure"),
        ("a raw NUL in a syslog header", b"Feb  1 10:00:00 host \0: " + good, "unknown-prefix"),
        ("a raw tab in a string", b'{"username":"%b\t"}' % w, "control-character"),
        ("an escape that JSON lacks", b'{"username":"%b\\x41"}' % w, "bad-escape"),
        ("a trailing comma", b'{"username":"%b",}' % w, "bad-structure"),
        ("a trailing comma in a list", b'{"username":["%b",]}' % w, "bad-structure"),
        ("a missing colon", b'{"username" "%b"}' % w, "bad-structure"),
        ("single quotes", b"{'username':'%b'}" % w, "bad-structure"),
        ("a comment", b'{"username":"%b"/* */}' % w, "bad-structure"),
        ("an unknown prefix", b"INFO:tracking:" + good, "unknown-prefix"),
        ("a syslog priority", b"<134>" + good, "unknown-prefix"),
        ("a prefix behind a space", b" Feb  1 10:00:00 host x: " + good, "unknown-prefix"),
        ("a BOM inside", BOM + good, "unknown-prefix"),
        ("a form feed before it", b"\x0c" + good, "unknown-prefix"),
        ("a list", b'[{"username":"%b"}]' % w, "not-an-object"),
        ("a string", b'"%b"' % w, "not-an-object"),
        ("bare words", w, "unknown-prefix"),
        ("nesting of 1,025", b'{"%b":' % w + b"[" * 1024 + b"]" * 1024 + b"}", "too-deep"),
        ("5 MiB", b'{"username":"%b"}' % (w * (5 * MIB // len(w))), "too-long"),
    )  # fmt: skip


class ABrokenLine(Case):
    def assert_refused_alone(self, bad, reason):
        """The line is refused between two good ones that leave as they came."""
        done = self.funanon("--rejects", self.private("rejects"), stdin=FIRST + bad + b"\n" + LAST,
                            code=1)
        self.assertEqual(done.out, FIRST + LAST)
        self.assertEqual(done.words, [
            f"funanon: standard input, line 2, byte {len(FIRST)}: rejected, {reason}",
            "funanon: read 3 = out 2 + rejected 1 + blank 0 + dropped 0",
            f"funanon:   rejected, {reason}: 1"])
        self.assertTrue(self.read("rejects") == bad + b"\n", "rejects differ")

    def test_is_said_kept_and_never_copied_through(self):
        for what, bad, reason in broken_lines(self.canary()):
            with self.subTest(what):
                self.assert_refused_alone(bad, reason)

    def test_may_stand_first_last_or_beside_another(self):
        for what, bad, reason in broken_lines(self.canary()):
            if bad.startswith(BOM):
                continue  # in the first line it is no fault
            with self.subTest(what):
                done = self.funanon("-j2", stdin=bad + b"\n" + bad + b"\n" + FIRST + bad, code=1)
                self.assertEqual(done.out, FIRST)
                last = reason if reason in (
                    "unknown-prefix", "too-deep", "too-long") else "unfinished-last-line"
                at = 2 * len(bad) + 2 + len(FIRST)
                self.assertEqual(done.words[:3], [
                    f"funanon: standard input, line 1, byte 0: rejected, {reason}",
                    f"funanon: standard input, line 2, byte {len(bad) + 1}: rejected, {reason}",
                    f"funanon: standard input, line 4, byte {at}: rejected, {last}"])

    def test_is_found_at_the_same_place_in_every_kind_of_input(self):
        cases = broken_lines(self.canary())
        for begin in range(0, len(cases), 20):  # funanon says 20 at most
            some = cases[begin:begin + 20]
            log, said, at = BOM, [], 3
            for number, (_what, bad, reason) in enumerate(some):
                log += FIRST + bad + b"\n"
                said.append(f"line {2 * number + 2}, byte {at + len(FIRST)}: rejected, {reason}")
                at += len(FIRST) + len(bad) + 1
            for name, content in (("log", log), ("packed", gzip.compress(log, 1))):
                for jobs in "12":
                    done = self.funanon("-j", jobs, self.file(name, content), code=1)
                    self.assertEqual(done.out, FIRST * len(some))
                    want = [f"funanon: {self.path(name)}, {place}" for place in said]
                    self.assertEqual(done.words[:len(some)], want)

    def test_counts_lines_anew_in_every_input(self):
        bad = b'{"a":1\n'
        one, two = self.file("one", FIRST + bad), self.file("two", FIRST + LAST + bad)
        done = self.funanon(one, two, "-", stdin=bad, code=1)
        self.assertEqual(done.words[:3], [
            f"funanon: {one}, line 2, byte {len(FIRST)}: rejected, unfinished",
            f"funanon: {two}, line 3, byte {len(FIRST + LAST)}: rejected, unfinished",
            "funanon: standard input, line 1, byte 0: rejected, unfinished"])

    def test_leaves_the_output_committed_and_ends_with_1(self):
        done = self.funanon("-o", "out", stdin=FIRST + b"[]\n" + LAST, code=1)
        self.assertEqual((self.read("out"), done.out), (FIRST + LAST, b""))


class KeptRejects(Case):
    def test_hold_the_bytes_in_order_for_any_number_of_threads(self):
        bad = [b"\xff\0\r", b"{", b'{"a":' + b"9" * 300_000, b" x ", b"[" * 5 * MIB, b"{}{}"]
        log = b"".join(line + b"\n" + FIRST for line in bad)
        for jobs in "123":
            self.funanon("-j", jobs, "--rejects", self.private("rejects"), stdin=log + b"cut",
                         code=1)
            self.assertTrue(self.read("rejects") == b"\n".join(bad) + b"\ncut\n", jobs)

    def test_are_readable_by_their_owner_only(self):
        loose = self.file("rejects", b"of another run", 0o666)
        self.funanon("--rejects", loose, stdin=FIRST + b"[]\n", umask=0, code=1)
        self.assertEqual(os.stat(loose).st_mode & 0o7777, 0o600)
        self.assertEqual(self.read("rejects"), b"[]\n")

    def test_are_said_to_be_lost_when_no_file_is_named(self):
        done = self.funanon(stdin=FIRST + b"[]\n", code=1)
        self.assertIn("funanon: rejected lines were not kept; --rejects FILE keeps them",
                      done.words)

    def test_never_go_to_standard_output(self):
        done = self.funanon("--rejects", "-", stdin=b"[]\n", code=2)
        self.assertEqual(done.out, b"")


class MaxRejects(Case):
    LOG = FIRST * 7 + b"[]\n" * 3  # 3 of 10

    def test_decides_between_0_and_1(self):
        for most, code in (("0", 1), ("2", 1), ("3", 0), ("4", 0), ("29%", 1), ("29.9%", 1),
                           ("30%", 0), ("100%", 0), ("0%", 1)):
            done = self.funanon("--max-rejects", most, "-o", "out", stdin=self.LOG, code=None)
            self.assertEqual(done.code, code, most)
            self.assertEqual(self.read("out"), FIRST * 7, most)

    def test_counts_blank_lines_as_read(self):
        self.funanon("--max-rejects", "10%", stdin=FIRST * 4 + b"\n" * 5 + b"[]\n")

    def test_refuses_what_is_no_number_of_lines(self):
        for most in ("x", "-1", "101%", "-1%", "1.5", "", "%", "5%%", " 5", "5 ", "nan", "nan%",
                     "inf", "inf%", "1e400", "0x10"):
            with self.subTest(most):
                done = self.funanon("--max-rejects=" + most, stdin=self.LOG, code=2)
                self.assertEqual(done.out, b"")


class Limits(Case):
    def test_a_line_may_have_max_line_bytes_and_not_one_more(self):
        fits, longer = b'{"a":"%b"}' % (b"x" * 56), b'{"a":"%b"}' % (b"x" * 57)
        for end in (b"\n", b""):
            self.assertEqual(self.funanon("--max-line", "64", stdin=fits + end).out, fits + b"\n")
            done = self.funanon("--max-line", "64", stdin=longer + end, code=1)
            self.assertIn("line 1, byte 0: rejected, too-long", done.words[0])

    def test_a_line_may_have_4_mib_and_not_one_byte_more(self):
        for size, code in ((4 * MIB, 0), (4 * MIB + 1, 1)):
            line = b'{"a":"%b"}\n' % (b"x" * (size - 8))
            done = self.funanon(stdin=FIRST + line + LAST, code=code)
            want = FIRST + (line if code == 0 else b"") + LAST
            self.assertTrue(done.out == want, size)

    def test_lines_around_the_size_of_a_chunk_leave_as_they_came(self):
        sizes = (2**18 - 1, 2**18, 2**18 + 1, 2**17, 2**17 - 1, 2**19, 2**16)
        log = b"".join(b'{"a":"%b"}\n' % (b"x" * (size - 9)) + FIRST for size in sizes)
        for jobs in "12":
            self.assertTrue(self.funanon("-j", jobs, stdin=log).out == log, jobs)

    def test_nesting_is_counted_from_the_line_s_own_object(self):
        for depth, code in ((3, 0), (4, 1)):
            line = b'{"a":' + b"[" * (depth - 1) + b"]" * (depth - 1) + b"}\n"
            done = self.funanon("--max-depth", "3", stdin=line, code=code)
            self.assertEqual(done.out, line if code == 0 else b"")


if __name__ == "__main__":
    main()
