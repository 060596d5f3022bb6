"""funanon -o DIR: a file for each input, whole or not at all.  Design 3, "all or nothing"."""

import gzip
import hashlib
import json
import os
import subprocess
import sys
import zlib

sys.dont_write_bytecode = True

from folders import Folders  # noqa: E402
from session import main, raw_log, zstd_raw_frames  # noqa: E402

LINE = b'{"event_type":"one","n":1}\n'
OTHER = b'{"event_type":"two","n":2}\n'


class Outputs(Folders):
    """Inputs in folders, and what stands in the output folder."""

    def files(self, folder="out"):
        """{name without .gz: unpacked content} of all data files of an output folder."""
        packed = self.packed(folder)
        self.assertEqual([name for name in packed if not name.endswith(".gz")], [])
        return {name[:-3]: gzip.decompress(content) for name, content in packed.items()}

    def packed(self, folder="out"):
        """{name: content} of all data files of an output folder."""
        return self.below(folder + "/data")

    def assert_refused(self, *arguments, code=2, say=""):
        """The command ends with `code`, says so, and leaves nothing new."""
        before = self.left()
        done = self.funanon(*arguments, code=code)
        self.assertIn(say, done.err.decode())
        self.assertEqual((done.out, self.left()), (b"", before))
        return done


class AFolder(Outputs):
    def lay_out(self):
        log = raw_log(1200, "--dirty").splitlines(keepends=True)
        parts = [b"".join(log[i:i + 300]) for i in range(0, 1200, 300)]
        self.lay("logs/tracking.log", parts[0])
        self.lay("logs/tracking.log-20150202.gz", gzip.compress(parts[1]))
        self.lay("logs/2015/tracking.log.1", zstd_raw_frames(parts[2], 20_000))
        self.lay("logs/2015/tracking.log", parts[3])
        return {"tracking.log.ndjson": parts[0], "tracking.log-20150202.ndjson": parts[1],
                "2015/tracking.log.1.ndjson": parts[2], "2015/tracking.log.ndjson": parts[3]}

    def test_holds_for_each_input_what_a_run_over_it_alone_writes(self):
        for release in ("--linkable", "--release=spring"):
            flags = (release,) if "=" in release else ()
            # On standard input nothing is gathered: a line is the same alone and among others.
            want = {name: self.funanon(*flags, stdin=part, code=None).out
                    for name, part in self.lay_out().items()}
            for number, jobs in enumerate("123"):
                out = f"out{number}{release}"
                self.funanon("-j", jobs, release, "--closure", "off", "-o", out + "/", "--summary",
                             "summary", "logs", code=1)
                self.assertTrue(self.files(out) == want, (release, jobs))
                self.assertFalse([name for name in self.left() if "partial" in name])

    def test_is_what_the_summary_states(self):
        self.lay_out()
        for how in ("gzip", "none"):
            self.funanon("--linkable", "-o", how, "--compress", how, "--summary", "summary", "logs",
                         code=1)
            summary, files = json.loads(self.read("summary")), self.packed(how)
            self.assertEqual(len(summary["files"]), 4)
            whole = b""
            for file in summary["files"]:
                content = files[file["name"].removeprefix("data/")]
                self.assertEqual(file["sha256"], hashlib.sha256(content).hexdigest())
                self.assertEqual(file["bytes"], len(content))
                lines = gzip.decompress(content) if how == "gzip" else content
                self.assertEqual((file["unpacked_bytes"], file["out"]),
                                 (len(lines), lines.count(b"\n")))
                whole += lines
            self.assertEqual(summary["sha256"], hashlib.sha256(whole).hexdigest())
            self.assertEqual(summary["bytes"], len(whole))
            self.assertEqual(summary["read"], sum(file["read"] for file in summary["files"]))

    def test_comes_of_files_patterns_and_folders(self):
        self.lay("a/t.log", LINE)
        self.lay("b/t.log", OTHER)
        self.file("one.log", LINE + OTHER)
        for inputs, want in (
                (("one.log", "a/t.log"), {"one.log.ndjson": LINE + OTHER, "t.log.ndjson": LINE}),
                (("?/t.log",), {"a/t.log.ndjson": LINE, "b/t.log.ndjson": OTHER}),
                (("b/*",), {"t.log.ndjson": OTHER}),
                (("a", "one.log"), {"t.log.ndjson": LINE, "one.log.ndjson": LINE + OTHER})):
            self.funanon("--linkable", "-o", "-".join(inputs).replace("/", ""), *inputs)
            self.assertEqual(self.files("-".join(inputs).replace("/", "")), want)

    def test_may_exist_if_it_is_empty(self):
        os.mkdir(self.path("out"))
        self.funanon("--linkable", "-o", "out", self.file("log", LINE))
        self.assertEqual(self.files(), {"log.ndjson": LINE})

    def test_has_an_empty_file_for_an_empty_input_that_is_named(self):
        self.file("empty", b"")
        self.funanon("--linkable", "-o", "out", "empty", self.file("log", LINE),
                     self.file("more", b"\n"))
        self.assertEqual(self.files(), {"empty.ndjson": b"", "log.ndjson": LINE,
                                        "more.ndjson": b""})

    def test_counts_lines_and_names_rejects_by_input(self):
        one, two = self.file("one", LINE + b"[]\n"), self.file("two", b"[]\n" + LINE)
        done = self.funanon("--linkable", "-o", "out", "--rejects", self.private("rejects"), one,
                            two, code=1)
        self.assertIn(f"funanon: {one}, line 2, byte {len(LINE)}: rejected, not-an-object",
                      done.words)
        self.assertIn(f"funanon: {two}, line 1, byte 0: rejected, not-an-object", done.words)
        self.assertEqual(self.read("rejects"), b"[]\n[]\n")

    def test_says_what_it_passed_over(self):
        self.lay("logs/t.log", LINE)
        self.lay("logs/.t.log.swp", LINE)
        self.lay("logs/README", b"words\n")
        self.lay("logs/empty", b"")
        os.mkfifo(self.path("logs/pipe"))
        done = self.funanon("--linkable", "-o", "out", "logs")
        self.assertEqual(self.files(), {"t.log.ndjson": LINE})
        for words in ("logs/README holds no line of a log; passed over",
                      "logs/pipe is no file or a link to none; passed over",
                      "dot files in logs passed over: 1", "empty files in logs passed over: 1"):
            self.assertIn("funanon: " + words, done.words)

    def test_warns_of_equal_inputs_whatever_they_are_packed_in(self):
        one, two = self.file("one", LINE), self.file("two.gz", gzip.compress(LINE))
        done = self.funanon("--linkable", "-o", "out", one, self.file("other", OTHER), two)
        self.assertIn(f"funanon: warning: {one} and {two} hold the same lines; both were written",
                      done.words)


class Packed(Outputs):
    MEMBER = 1 << 20  # bytes: core/stream/packer.h

    def test_has_the_same_bytes_for_any_jobs_and_chunks(self):
        log = raw_log(3000, "--dirty")
        self.lay("logs/t.log", log)
        want = self.funanon(stdin=log, code=1).out
        self.assertGreater(len(want), 2 * self.MEMBER)
        made = set()
        for number, (jobs, how) in enumerate((
                ("1", log), ("2", gzip.compress(log)), ("3", zstd_raw_frames(log, 30_000)))):
            self.lay("logs/t.log", how)
            self.funanon("-j", jobs, "--linkable", "-o", f"out{number}/", "logs/t.log", code=1)
            made.add(self.packed(f"out{number}")["t.log.ndjson.gz"])
            self.funanon("-j", jobs, "-o", "alone.gz", "logs/t.log", code=1)
            made.add(self.read("alone.gz"))
        self.assertEqual(len(made), 1)
        packed = made.pop()
        self.assertTrue(gzip.decompress(packed) == want)
        # No name, no time, no system in any header (RFC 1952, 2.3): they differ between machines.
        headers, rest = [], packed
        while rest:
            headers.append(rest[:10])
            member = zlib.decompressobj(wbits=31)
            size = len(member.decompress(rest))
            rest = member.unused_data
            self.assertEqual(size, self.MEMBER if rest else len(want) % self.MEMBER)
        self.assertEqual({(header[:8], header[9]) for header in headers},
                         {(b"\x1f\x8b\x08\x00\x00\x00\x00\x00", 255)})
        done = subprocess.run(["gzip", "-t"], input=packed, capture_output=True, check=False)
        self.assertEqual((done.returncode, done.stderr), (0, b""))

    def test_is_as_the_flag_says(self):
        log = self.file("t.log", LINE)
        self.funanon("--linkable", "-o", "out", "--compress", "none", log, self.file("more", OTHER))
        self.assertEqual(self.packed(), {"t.log.ndjson": LINE, "more.ndjson": OTHER})
        self.funanon("-o", "file.gz", "--compress", "none", log)
        self.assertEqual(self.read("file.gz"), LINE)
        self.funanon("-o", "file", "--compress", "gzip", log)
        self.assertEqual(gzip.decompress(self.read("file")), LINE)
        self.assert_refused("--compress", "gzip", log, say="standard output is not packed")
        self.assert_refused("--compress", "xz", "-o", "other", log)

    def test_can_be_audited_and_is_what_the_summary_of_a_file_states(self):
        self.funanon("-o", "out.gz", "--summary", "summary", stdin=raw_log(300))
        summary, lines = json.loads(self.read("summary")), gzip.decompress(self.read("out.gz"))
        self.assertEqual((summary["bytes"], summary["sha256"]),
                         (len(lines), hashlib.sha256(lines).hexdigest()))
        self.run_tool("funaudit", "out.gz")


class NoFolder(Outputs):
    def test_is_made_without_a_word_on_linking(self):
        log = self.file("log", LINE)
        self.assert_refused("-o", "out/", log, say="wants --release NAME or --linkable")
        self.assert_refused("-o", "out", log, self.key, say="wants --release NAME or --linkable")
        self.assert_refused("-o", "out/", "--linkable", "--release", "x", log, say="contradict")

    def test_takes_the_place_of_anything(self):
        log = self.file("log", LINE)
        self.lay("full/file", b"x")
        self.file("file", b"of another run")
        os.symlink("nowhere", self.path("link"))
        self.made_here.add("link")
        for out in ("full", "full/", "file/", "link/"):
            self.assert_refused("--linkable", "-o", out, log)
        self.assert_refused("--linkable", "-o", "file", log, self.file("more", LINE),
                            say="file is no folder")
        self.assertEqual((self.below("full"), self.read("file")), ({"file": b"x"}, b"of another run"))

    def test_is_made_of_two_inputs_with_one_name(self):
        self.lay("a/t.log", LINE)
        self.lay("b/t.log.gz", gzip.compress(OTHER))
        self.assert_refused("--linkable", "-o", "out", "a/t.log", "b/t.log.gz",
                            say="a/t.log and b/t.log.gz would both become t.log.ndjson")

    def test_is_made_of_a_name_that_no_list_of_files_can_hold(self):
        for name in (b"100%.log", b"a\nb.log", b"a\\b.log", b"\xff.log", b"a\x1b.log"):
            os.mkdir(self.path("logs"))
            self.made_here.add("logs")
            path = os.path.join(os.fsencode(self.path("logs")), name)
            with open(path, "wb") as file:
                file.write(LINE)
            self.assert_refused("--linkable", "-o", "out", "logs", say="a name that no list of files can hold")
            os.unlink(path)
            os.rmdir(self.path("logs"))

    def test_is_made_of_one_file_twice(self):
        self.lay("a/t.log", LINE)
        os.link(self.path("a/t.log"), self.path("a/hard.log"))
        self.assert_refused("--linkable", "-o", "out", "a", say="are one file")
        self.assert_refused("--linkable", "-o", "out", "a/t.log", "./a/t.log", say="are one file")

    def test_holds_rejected_lines_or_stands_where_it_reads(self):
        self.lay("logs/t.log", LINE)
        for flag in ("--rejects", "--summary"):
            for place in ("out/file", "out.partial/file", "./out/../out/x"):
                self.assert_refused("--linkable", "-o", "out", flag, place, "logs",
                                    say=flag + " names a file in the output folder")
        self.assert_refused("--linkable", "-o", "logs/out", "logs", say="a folder that is read")
        self.lay("out.partial/file", LINE)
        for flags in (("--identities", "out.partial/file", "logs"), ("--about", "out.partial/file", "logs"),
                      ("--policy", "out.partial/file", "logs"), ("out.partial/file", "logs/t.log")):
            self.assert_refused("--linkable", "--resume", "-o", "out", *flags,
                                say="a file that is read stands in the output folder")
        done = self.run_tool("funanon", "--key", "out.partial/file", "--linkable", "--resume", "-o", "out",
                             "logs", code=2)
        self.assertIn("a file that is read stands in the output folder", done.words[0])
        self.assertEqual(self.below("out.partial"), {"file": LINE})
        self.assertEqual(os.listdir(self.path("logs")), ["t.log"])

    def test_is_made_of_standard_input(self):
        self.assert_refused("--linkable", "-o", "out/", say="standard input")
        self.assert_refused("--linkable", "-o", "out/", "-", self.file("log", LINE))

    def test_is_left_by_a_run_that_goes_wrong(self):
        good, hexes = self.file("good", LINE), b'{"username":"' + b"a1" * 32 + b'"}\n'
        cut = self.file("cut.gz", gzip.compress(raw_log(300))[:-9])
        flags = ("--linkable", "--summary", "summary", "-o")
        self.assert_refused(*flags, "out", good, cut, code=3, say="packed data ends too early")
        self.assert_refused(*flags, "out", self.file("hex", hexes), good, say="anonymized already")
        self.assert_refused(*flags, "out/", self.file("empty", b""), code=3, say="no line")
        self.assert_refused(*flags, "out/", "absent", code=3)
        self.assert_refused(*flags, "absent/out/", good, code=6)
        self.assert_refused(*flags, "out/", "--rejects", "absent/x", good, code=6)

    def test_is_made_of_a_folder_or_pattern_without_a_log(self):
        self.lay("logs/README", b"words\n")
        self.assert_refused("--linkable", "-o", "out", "logs", code=3, say="no log in the folder")
        self.assert_refused("--linkable", "-o", "out", "logs/*.gz", code=3, say="matches no file")
        self.assert_refused("logs", code=3)


if __name__ == "__main__":
    main()
