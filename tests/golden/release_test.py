"""funanon -o DIR as a release: what stands in it besides its data, and that nothing else does."""

import base64
import gzip
import hashlib
import json
import os
import re
import shutil
import sys

sys.dont_write_bytecode = True

from folders import Folders  # noqa: E402
from session import ROOT, SECRET, derived, main, pseudonym, raw_log  # noqa: E402

LINE = b'{"event_type":"one","n":1}\n'
TAG_FILES = {"README.md", "bag-info.txt", "bagit.txt", "datapackage.json", "manifest-sha256.txt",
             "policy.toml", "tagmanifest-sha256.txt", "load/bulk.sh", "load/index-template.json",
             "load/index-template-opensearch.json", "load/read_with_pandas.py", "load/dashboard.ndjson"}
ABOUT = b"""title = "A course, spring 2015"
description = "Tracking logs."
organization = "Example University"
contact = "The data office"
purpose = "research"
legal_basis = "GDPR 6(1)(e)"
date = 2026-01-31
"""


def info_of(release):
    """bag-info.txt as a dictionary."""
    return dict(line.split(": ", 1) for line in release["bag-info.txt"].decode().splitlines())


class Releases(Folders):
    def release(self, *flags, out="out", code=0, **how):
        """Makes a release; returns {name: content} of all its files."""
        self.data_out.add(out)
        self.funanon("--release", "spring", *flags, "-o", out, "logs", code=code, **how)
        return self.below(out)


class Parts(Releases):
    def test_are_the_data_and_what_a_reader_needs_and_nothing_else(self):
        self.lay("logs/t.log", LINE)
        self.lay("logs/2015/u.log.gz", gzip.compress(LINE))
        self.assertEqual(set(self.release()),
                         TAG_FILES | {"data/t.log.ndjson.gz", "data/2015/u.log.ndjson.gz"})
        self.assertEqual(self.left(), ["out"])
        plain = self.release("--compress", "none", out="plain")
        self.assertEqual({name: plain[name] for name in plain if name.startswith("data/")},
                         {"data/t.log.ndjson": LINE, "data/2015/u.log.ndjson": LINE})

    def test_are_listed_with_their_digests(self):
        self.lay("logs/t.log", raw_log(50))
        self.lay("logs/a b.log", LINE)
        release = self.release()
        digests = {name: hashlib.sha256(content).hexdigest() for name, content in release.items()}
        for manifest, names in (
                ("manifest-sha256.txt", [n for n in digests if n.startswith("data/")]),
                ("tagmanifest-sha256.txt", TAG_FILES - {"tagmanifest-sha256.txt"})):
            self.assertEqual(release[manifest].decode(),
                             "".join(f"{digests[name]}  {name}\n" for name in sorted(names)))

    def test_are_the_same_for_any_jobs_and_places(self):
        self.lay("logs/t.log", raw_log(2000, "--dirty"))
        want = self.release(code=1)
        for number, jobs in enumerate("23"):
            more = ("--summary", "summary", "--rejects", self.private("rejects")) if number else ()
            self.assertTrue(self.release("-j", jobs, *more, out=f"out{number}", code=1) == want, jobs)

    def test_hold_no_identity_no_key_and_no_place(self):
        email, name, address = (self.canary() for _ in range(3))
        username = self.canary()
        event = {"username": username, "email": f"{email}@example.org", "time": "2015-02-02T10:00:00+00:00",
                 "event": f"mail {email}@example.org of {name} {address}", "mailing_address": address}
        self.lay("logs/t.log", json.dumps(event).encode() + b"\n" + raw_log(300))
        people = self.file("people.csv", f"username,name\n{username},{name} {address}\n".encode())
        about = self.file("about.toml", ABOUT)
        policy = self.file("mine.toml", b'version = 1\nextends = "standard"\n')
        release = self.release("--identities", people, "--about", about, "--policy", policy)  # canaries: run_tool
        working = derived(SECRET, "fun/v1/release/spring")
        self.assertIn(pseudonym(username, working).encode(), gzip.decompress(release["data/t.log.ndjson.gz"]))
        for place, content in release.items():
            for secret in (SECRET, working):
                for form in (secret, secret.hex().encode(), base64.b64encode(secret).rstrip(b"=")):
                    self.assertNotIn(form, content, place)
            for path in (self.folder, "logs/", "people.csv", "about.toml", "mine.toml"):
                self.assertNotIn(path.encode(), content, place)

    def test_say_by_whom_and_of_what_it_was_made(self):
        self.lay("logs/t.log", LINE)
        release = self.release("--about", self.file("about.toml", ABOUT), "--closure", "off")
        info = info_of(release)
        version = self.run_tool("funanon", "--version").out.decode()
        key_id = derived(derived(SECRET, "fun/v1/release/spring"), "fun/v1/key-id").hex()[:16]
        size = len(release["data/t.log.ndjson.gz"])
        self.assertEqual(info.pop("Bag-Software-Agent"), version.splitlines()[0])
        for label, name in (("Fun-Policy-Digest", "standard"), ("Fun-Rules-Digest", "rules")):
            self.assertIn(info.pop(label), [line.rsplit(":")[-1] for line in version.splitlines() if name in line])
        self.assertRegex(info.pop("Fun-Identities-Digest"), "^[0-9a-f]{64}$")
        self.assertEqual(info, {
            "Fun-Title": "A course, spring 2015", "External-Description": "Tracking logs.",
            "Source-Organization": "Example University", "Contact-Name": "The data office",
            "Fun-Purpose": "research", "Fun-Legal-Basis": "GDPR 6(1)(e)", "Bagging-Date": "2026-01-31",
            "Payload-Oxum": f"{size}.1", "Fun-Policy": "standard", "Fun-Key-Id": key_id,
            "Fun-Release-Name": "spring",
            "Fun-Arguments": "--policy standard --release spring --closure off --compress gzip "
                             "--max-line 4194304 --max-depth 1024 --max-rejects 0"})
        self.funanon("--linkable", "--policy", "seed", "-o", "linkable", "logs")
        info = info_of(self.below("linkable"))
        self.assertEqual((info["Fun-Linkable"], info["Fun-Identities-Digest"]), ("yes", "none"))
        self.assertNotIn("Fun-Release-Name", info)
        self.assertNotIn("Bagging-Date", info)

    def test_have_the_day_that_the_environment_says(self):
        self.lay("logs/t.log", LINE)
        release = self.release(env={**os.environ, "SOURCE_DATE_EPOCH": "1769817600"})
        self.assertEqual(info_of(release)["Bagging-Date"], "2026-01-31")
        self.release(out="other", env={**os.environ, "SOURCE_DATE_EPOCH": "yesterday"}, code=2)
        self.assertEqual(self.left(), ["out"])

    def test_have_the_policy_as_it_was_applied(self):
        self.lay("logs/t.log", LINE)
        built_in = self.run_tool("funanon", "--print-policy", "strict").out
        self.assertEqual(self.release("--policy", "strict")["policy.toml"], built_in)
        mine = b'version = 1\nextends = "seed"\n[[rule]]\nselect = "n"\naction = "drop"\nwhy = "a | b"\n'
        release = self.release("--policy", self.file("mine.toml", mine), out="mine")
        self.assertEqual(release["policy.toml"], mine)
        self.assertIn(b"| `n` | gone, with its value | a \\| b |\n", release["README.md"])
        self.run_tool("funaudit", "--policy", "./mine/policy.toml", "mine")


class Document(Releases):
    CLOSURE = ()

    def test_the_worked_example_is_what_comes_out(self):
        with open(os.path.join(ROOT, "docs", "format", "manifest.md"), encoding="utf-8") as file:
            example = file.read().partition("## Worked example")[2]
        line = re.search(r"printf '%s\\n' '(.*)' > logs/t.log", example).group(1)
        self.lay("logs/t.log", line.encode() + b"\n")
        release = self.release()
        told = [line[4:] for line in example.splitlines() if line.startswith("    ")]
        self.assertIn(release["manifest-sha256.txt"].decode().rstrip("\n"), told)
        for line in release["bag-info.txt"].decode().splitlines():
            if not line.startswith(("Bag-Software-Agent", "Fun-Policy-Digest", "Fun-Rules-Digest")):
                self.assertIn(line, told)
        self.lay("out/fun.key", SECRET)
        done = self.run_tool("funaudit", "out", code=5)
        self.assertEqual(done.words, [line for line in told if line.startswith("funaudit: ")])


class DataSheet(Releases):
    def test_counts_what_the_summary_counts(self):
        self.lay("logs/t.log", raw_log(2000, "--dirty"))
        release = self.release("--summary", "summary", code=1)
        summary, sheet = json.loads(self.read("summary")), release["README.md"].decode()
        for words, count in (("read", summary["read"]), ("in this release", summary["out"]),
                             ("blank", summary["blank"]),
                             ("values that became pseudonyms", summary["fields"]["pseudonyms"]),
                             ("addresses cut to their network", summary["fields"]["truncated_ips"]),
                             *((f"… {reason}", n) for reason, n in summary["rejected_by_reason"].items())):
            self.assertIn(f"| {words} | {count:,} |\n", sheet)
        days = {file[end][:10] for file in summary["files"] for end in ("first", "last")}
        self.assertIn(f"| events of | {min(days)} to {max(days)} (UTC) |\n", sheet)
        self.assertIn(hashlib.sha256(release["manifest-sha256.txt"]).hexdigest(), sheet)
        self.assertIn("personal data", sheet)
        self.assertNotIn("{{", sheet)

    def test_explains_every_mark_that_is_in_the_data(self):
        self.lay("logs/t.log", raw_log(3000, "--dirty", seed=4))
        release = self.release(code=1)
        data = gzip.decompress(release["data/t.log.ndjson.gz"]).decode()
        marks = set(re.findall(r"<<[A-Z0-9]+>>", data))
        self.assertGreater(len(marks), 3)
        sheet = release["README.md"].decode()
        self.assertEqual({mark for mark in marks if f"`{mark}`" not in sheet}, set())

    def test_says_what_about_says(self):
        self.lay("logs/t.log", LINE)
        sheet = self.release("--about", self.file("about.toml", ABOUT))["README.md"].decode()
        self.assertTrue(sheet.startswith("# A course, spring 2015\n\nTracking logs.\n\n"))
        for words in ("- From: Example University\n", "- Purpose: research\n", "- Legal basis: GDPR 6(1)(e)\n"):
            self.assertIn(words, sheet)
        self.assertIn("Nothing was said", self.release(out="silent")["README.md"].decode())


class NoRelease(Releases):
    def test_is_made_of_an_about_that_is_none(self):
        self.lay("logs/t.log", LINE)
        for content, words in ((b"tittle = 'x'\n", "about:1:1: nobody asks for this of a release"),
                               (b"title = 'x'\npurpose = 3\n", "about:2:11: purpose is a text between quotes"),
                               (b'purpose = "x\\nFun-Policy: seed"\n', "about:1:11: purpose is not one line"),
                               (LINE, "about:1:1: no TOML from here on"), (b"x" * 70_000, "more than")):
            self.file("about", content)
            done = self.funanon("--release", "r", "--about", "about", "-o", "out", "logs", code=2)
            self.assertIn(words, done.words[0])
            self.assertEqual(self.left(), [])
        self.funanon("--release", "r", "--about", "absent", "-o", "out", "logs", code=2)
        done = self.funanon("--about", self.file("about", ABOUT), "-o", "out", "logs/t.log", code=2)
        self.assertIn("--about describes a release, and -o names no folder", done.words[0])
        self.assertEqual(self.left(), [])

    def test_takes_the_place_of_a_release(self):
        self.lay("logs/t.log", LINE)
        want = self.release()
        for flags in ((), ("--resume",), ("--policy", "strict")):
            done = self.funanon("--release", "spring", *flags, "-o", "out", "logs", code=2)
            self.assertIn("the folder out is not empty", done.words[0])
        self.assertEqual(self.below("out"), want)


class AsInput(Releases):
    """funaudit, funload and funanon take what a release lists, or refuse it."""

    def setUp(self):
        super().setUp()
        self.lay("logs/t.log", LINE)
        self.lay("logs/2015/u.log", raw_log(60))
        self.release()

    def tools(self):
        yield "funaudit", ()
        yield "funload", ("--dry-run", "--since", "1970-01-01")
        yield "funanon", ("--key", self.key, "--allow-pseudonyms")

    def test_its_data_is_read_and_nothing_else(self):
        for tool, flags in self.tools():
            done = self.run_tool(tool, *flags, "out", code=None)
            self.assertNotIn("passed over", done.err.decode())
            self.assertIn("read 61 = ", done.err.decode())
        self.funanon("--allow-pseudonyms", "--release", "x", "-o", "again", "out")
        self.assertIn("data/2015/u.log.ndjson.gz", self.below("again"))
        os.makedirs(self.path("all"))
        self.made_here.add("all")
        shutil.move(self.path("out"), self.path("all/out"))
        done = self.run_tool("funaudit", "all", code=None)
        self.assertIn("read 61 = ", done.err.decode())

    def test_what_rides_along_refuses_it(self):
        for name in ("secret.key", "data/raw.log", "data/.hidden", "load/x/y", "audit/people.csv"):
            with self.subTest(name):
                os.makedirs(os.path.dirname(self.path("out/" + name)), exist_ok=True)
                with open(self.path("out/" + name), "wb") as file:
                    file.write(LINE)
                self.assert_refused("holds a file or a folder that none of its lists names")
                shutil.rmtree(self.path("out"))
                self.release()

    def test_links_missing_files_and_broken_lists_refuse_it(self):
        def link():
            os.rename(self.path("out/data/t.log.ndjson.gz"), self.private_path("t"))
            os.symlink(self.private_path("t"), self.path("out/data/t.log.ndjson.gz"))

        def add_line(words):
            with open(self.path("out/manifest-sha256.txt"), "a", encoding="ascii") as file:
                file.write(words)

        digest = "0" * 64
        for damage, say_so in (
                (link, "holds a link or a special file"),
                (lambda: os.unlink(self.path("out/data/t.log.ndjson.gz")), "lacks 1 of the files"),
                (lambda: os.unlink(self.path("out/manifest-sha256.txt")), "manifest-sha256.txt is missing"),
                (lambda: add_line(f"{digest}  data/../../key\n"), "line 3: it names a file that cannot be"),
                (lambda: add_line(f"{digest}  /etc/passwd\n"), "line 3: it names a file that cannot be"),
                (lambda: add_line(f"{digest}  data/t.log.ndjson.gz\n"), "line 3: it names a file a second time"),
                (lambda: add_line("x"), "line 3: it has no end")):
            with self.subTest(say_so):
                damage()
                self.assert_refused(say_so)
                shutil.rmtree(self.path("out"))
                self.release()

    def private_path(self, name):
        self.made_here.add(name)
        return self.path(name)

    def assert_refused(self, words):
        for tool, flags in self.tools():
            done = self.run_tool(tool, *flags, "out", code=5)
            self.assertIn(words, done.words[0])
            self.assertEqual(done.out, b"")


if __name__ == "__main__":
    main()
