"""The same bytes for any number of threads, locale, packing and chunking: design 3."""

import functools
import gzip
import json
import os
import shutil
import subprocess
import sys
import threading

sys.dont_write_bytecode = True

from session import Case, gzip_members, main, python, raw_log, say, zstd_raw_frames  # noqa: E402

JOBS = ("1", "2", "3")


@functools.cache
def packings(log):
    """(what, bytes) of one log packed in all ways."""
    ways = [("plain", log), ("gzip", gzip.compress(log, 6)),
            ("gzip members", gzip_members(log, 99_991)),
            ("tiny gzip members", gzip_members(log[:30_000], 7) + gzip.compress(log[30_000:])),
            ("padded gzip", gzip.compress(log, 1) + bytes(512)),
            ("zstd frames", zstd_raw_frames(log, 300_007)),
            ("tiny zstd frames", zstd_raw_frames(log[:9000], 3) + zstd_raw_frames(log[9000:], 2**22))]
    if shutil.which("zstd"):
        for level in ("-1", "-9"):
            packed = subprocess.run(["zstd", "-q", level], input=log, capture_output=True, check=True)
            ways.append(("zstd " + level, packed.stdout))
    else:
        say("zstd(1) is not installed: only raw zstd blocks were tried")
    return ways


def odd_pieces(data, sizes):
    """Cuts `data` into pieces of these sizes, over and over."""
    at, turn = 0, 0
    while at < len(data):
        yield data[at:at + sizes[turn % len(sizes)]]
        at += sizes[turn % len(sizes)]
        turn += 1


class AnyOrder(Case):
    def test_a_line_has_the_same_bytes_whatever_came_before_it(self):
        log = python("tests/data/plant", "--seed", "3", "--persons", "20", "--lines", "2000").out
        lines = [b'{"%s":"/a%sbcdef"}\n' % (key, sign) for key in (b"note", b"path", b"note", b"x")
                 for sign in (b"#", b"%23", b"%2523", b"&#35;")] + log.splitlines(keepends=True)
        # What is read often is remembered, and what is read under one field stands under others.
        for policy in ("standard", "strict"):
            flags = ("--policy", policy, "--closure", "off", "-j1", "-q")
            forth = self.funanon(*flags, stdin=b"".join(3 * lines)).out.splitlines()
            back = self.funanon(*flags, stdin=b"".join(reversed(lines))).out.splitlines()
            self.assertEqual(len(back), len(lines))
            self.assertTrue(forth == 3 * back[::-1], policy)


class SameBytes(Case):
    def setUp(self):
        super().setUp()
        self.log = raw_log(2400, "--dirty")

    def trace(self, *arguments, **how):
        """Everything that a run of the log leaves, less the name of the input."""
        done = self.funanon("--rejects", self.private("rejects"), "--summary", "summary",
                            *arguments, code=1, **how)
        name = arguments[-1] if arguments and os.path.isabs(arguments[-1]) else "standard input"
        words = done.err.decode().replace(name, "INPUT")
        return done.out, self.read("rejects"), self.read("summary"), words

    def assert_same(self, left, right, what):
        for one, two, part in zip(left, right, ("output", "rejects", "summary", "words")):
            self.assertTrue(one == two, f"{part} differs: {what}")

    def test_for_every_packing_number_of_threads_and_kind_of_input(self):
        for policy in ("seed", "standard"):
            want = self.trace("-j1", "--policy", policy, stdin=self.log)
            self.assertGreater(len(want[0]), 1_000_000)
            for what, packed in packings(self.log):
                path = self.file("input.bin", packed)
                for jobs in JOBS:
                    flags = ("-j", jobs, "--policy", policy)
                    self.assert_same(self.trace(*flags, path), want, (what, jobs, "file"))
                with open(path, "rb") as file:
                    self.assert_same(self.trace(*flags, stdin=file), want, (what, "redirected"))
                self.assert_same(self.trace(*flags, stdin=packed), want, (what, "pipe"))

    def test_for_several_inputs_as_for_each_alone(self):
        lines = self.log.splitlines(keepends=True)
        parts = [b"".join(lines[i:i + 700]) for i in range(0, len(lines), 400)]
        packed = [dict(packings(part)) for part in parts]
        kinds = ("plain", "gzip", "zstd frames", "gzip members", "tiny zstd frames", "padded gzip")
        paths = [self.file(f"part{number}", packed[number][kind])
                 for number, kind in enumerate(kinds)]
        alone = b"".join(self.funanon(path, code=None).out for path in paths)
        for jobs in JOBS:
            done = self.funanon("-j", jobs, *paths[:2], "-", *paths[3:], stdin=packed[2]["zstd frames"],
                                code=1)
            self.assertTrue(done.out == alone, jobs)

    def test_for_a_slow_writer_with_odd_pieces(self):
        log = b"\n".join(self.log.split(b"\n")[:120])
        want = self.funanon(stdin=log, code=1)
        for what, packed in packings(log):
            for jobs in ("1", "2"):
                process = self.start("funanon", "--key", self.key, "-j", jobs)
                pieces = list(odd_pieces(packed, (1, 2, 3, 4095, 1, 65_537, 17, 8191)))
                done = self.fed(process, pieces, pause=0.002)
                self.assertTrue(done == want, (what, jobs))

    def test_for_a_writer_of_single_bytes(self):
        log = b"".join(b'{"username":"user %d"}\n' % number for number in range(40))
        for what, packed in packings(log):
            process = self.start("funanon", "--key", self.key)
            done = self.fed(process, list(odd_pieces(packed, (1,))))
            self.assertTrue(done == self.funanon(stdin=log), what)

    def test_in_every_locale(self):
        want = self.trace("-j2", stdin=self.log)
        for locale in ("C", "C.UTF-8", "fr_FR.UTF-8", "tr_TR.UTF-8", "nonsense"):
            environment = {"LC_ALL": locale, "LANG": locale, "LANGUAGE": locale[:2],
                           "LOCPATH": self.french(), "PATH": os.environ["PATH"]}
            self.assert_same(self.trace("-j2", stdin=self.log, env=environment), want, locale)
        self.assert_same(self.trace("-j2", stdin=self.log, env={}), want, "no environment")

    def french(self):
        """A folder with the locale fr_FR.UTF-8, where its sources are installed."""
        self.made_here.add("locales")
        folder = self.path("locales")
        os.makedirs(folder, exist_ok=True)
        if not os.listdir(folder):
            make = ["localedef", "-i", "fr_FR", "-f", "UTF-8", os.path.join(folder, "fr_FR.UTF-8")]
            try:
                made = subprocess.run(make, capture_output=True).returncode == 0
            except FileNotFoundError:
                made = False
            if not made:
                say("the sources of locale fr_FR are not installed: it was only named")
                os.mkdir(os.path.join(folder, "none"))
        return folder

    def test_with_and_without_a_named_output(self):
        want = self.trace("-j2", stdin=self.log)
        got = self.trace("-j2", "-o", "out", stdin=self.log)
        self.assert_same((self.read("out"), *got[1:]), want, "-o")
        self.assertEqual(got[0], b"")


class DamagedInputs(Case):
    def damaged(self):
        log = raw_log(1000)
        packed, frames = gzip.compress(log), zstd_raw_frames(log, 100_003)
        crc = packed[:-6] + bytes([packed[-6] ^ 1]) + packed[-5:]
        flipped = packed[:9000] + bytes([packed[9000] ^ 0x10]) + packed[9001:]
        return log, (
            ("a gzip cut in the middle", packed[:len(packed) // 2]),
            ("a gzip without its last byte", packed[:-1]),
            ("a gzip with a wrong checksum", crc),
            ("a gzip with a flipped bit", flipped),
            ("a gzip member cut in its header", packed + packed[:5]),
            ("a gzip with text behind it", packed + b"more"),
            ("a gzip header alone", packed[:10]),
            ("the first two bytes of a gzip", packed[:2]),
            ("a zstd cut in the middle", frames[:len(frames) // 2]),
            ("a zstd without its last byte", frames[:-1]),
            ("a zstd with text behind it", frames + b"more"),
        )  # fmt: skip

    def test_end_with_3_and_leave_no_file(self):
        for what, packed in self.damaged()[1]:
            for jobs in JOBS:
                with self.subTest(what, jobs=jobs):
                    self.file("summary", b"of another run")
                    self.made_here.remove("summary")
                    done = self.funanon("-j", jobs, "-o", "out", "--summary", "summary",
                                        self.file("input", packed), code=3)
                    self.assertIn(self.path("input"), done.words[-1] + done.words[-2])
                    self.assertEqual(self.left(), [])

    def test_hand_on_only_whole_lines_of_what_came_before(self):
        log, damaged = self.damaged()
        whole = self.funanon(stdin=log).out
        for what, packed in damaged:
            with self.subTest(what):
                done = self.funanon("-j2", stdin=packed, code=3)
                self.assertTrue(whole.startswith(done.out), "other bytes")
                self.assertTrue(done.out == b"" or done.out.endswith(b"\n"), "half a line")

    def test_behind_sound_ones_leave_no_file_either(self):
        log, damaged = self.damaged()
        good, bad = self.file("good", log), self.file("bad", damaged[0][1])
        self.funanon("--linkable", "-o", "out", good, bad, self.file("more", log + log), code=3)
        self.assertEqual(self.left(), [])


class AnOpenPipe(Case):

    def read_lines(self, process, count):
        """Reads so many lines, or fails when they do not come."""
        got = b""
        os.set_blocking(process.stdout.fileno(), False)

        def has_all():
            nonlocal got
            got += process.stdout.read() or b""
            return got.count(b"\n") >= count

        self.wait_for(has_all, f"{count} lines", seconds=20)
        return got

    def test_hands_every_complete_line_on_at_once(self):
        for jobs in JOBS:
            process = self.start("funanon", "--key", self.key, "-j", jobs)
            for number in range(30):
                process.stdin.write(self.half(number, 0))
                process.stdin.flush()
                self.assertEqual(process.stdout.read() if number else None, None)
                process.stdin.write(self.half(number, 1))
                process.stdin.flush()
                self.assertEqual(self.read_lines(process, 1), b'{"n":%d,"a":"x"}\n' % number)
            process.stdin.close()
            self.assertEqual(process.wait(20), 0)

    @staticmethod
    def write(process, data):
        process.stdin.write(data)
        process.stdin.flush()

    @staticmethod
    def half(number, which):
        return (b'{"n":%d,' % number, b'"a":"x"}\n')[which]

    def test_hands_on_what_a_packed_stream_has_completed(self):
        log = b"".join(b'{"n":%d,"a":"%b"}\n' % (number, b"x" * 100) for number in range(9000))
        for what, packed in packings(log):
            if what == "padded gzip":
                continue  # the padding of a tape comes when all is said
            with self.subTest(what):
                process = self.start("funanon", "--key", self.key)
                feeder = threading.Thread(target=self.write, args=(process, packed))
                feeder.start()
                self.assertTrue(self.read_lines(process, 9000) == log)
                feeder.join()
                process.stdin.close()
                self.assertEqual(process.wait(20), 0)

    def test_gives_its_last_half_line_at_the_end(self):
        process = self.start("funanon", "--key", self.key, "--summary", "summary")
        done = self.fed(process, [b'{"n":1}\n{"n"', b":2}"], pause=0.2)
        self.assertEqual((done.code, done.out), (0, b'{"n":1}\n{"n":2}\n'))
        self.assertEqual(json.loads(self.read("summary"))["read"], 2)


if __name__ == "__main__":
    main()
