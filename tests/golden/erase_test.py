"""funanon --erase: a new release without some learners, and nothing else of it changed."""

import csv
import gzip
import io
import json
import os
import re
import shutil
import subprocess
import sys

sys.dont_write_bytecode = True

from folders import Folders  # noqa: E402
from session import HERE, ROOT, SECRET, derived, main, pseudonym, raw_log  # noqa: E402

sys.path.insert(0, os.path.join(ROOT, "tests", "oracle"))
import layers  # noqa: E402

MARK = "<<ERASED>>"
HEX = re.compile("[0-9A-Fa-f]{64,}")
WORKING = derived(SECRET, "fun/v1/release/spring")
ADA, BOB, NAT = ("Ada.L", "7001"), ("bob", "7002"), ("nat", "7003")


def of_name(name, secret=WORKING):
    return pseudonym(name, secret)


def of_id(number, secret=WORKING):
    return pseudonym(number, derived(secret, "fun/v1/domain/user_id"))


def pseudonyms_of(people):
    return {of_name(name) for name, _ in people} | {of_id(number) for _, number in people}


def theirs(line, gone):
    """True when an event's envelope, or of an event without anybody in it its payload, names one of `gone`."""
    event = json.loads(line)
    context, inside = event.get("context"), event.get("event")
    parts = [part for part in (event, context) if isinstance(part, dict)]
    envelope = {part.get(key) for part in parts for key in ("username", "user_id")
                if isinstance(part.get(key), str)} - {""}
    if envelope & gone:
        return True
    inner = {inside.get(key) for key in ("username", "user_id") if isinstance(inside.get(key), str)} \
        if isinstance(inside, dict) else set()
    return not envelope and bool(inner & gone)


def mentions(by, name, number):
    """An event of `by` that mentions a learner in fields, text, keys and layers."""
    payload = {"body": f"as {name} said\n{name}!", "target_username": name, "instructor_user_id": int(number),
               "GET": {"q": [f"/u/{name}"]}, "inner": json.dumps({"text": f"see {name}"})}
    return json.dumps({"username": by, "event_type": "x", "page": f"https://example.org/u/{name}/",
                       "time": "2015-02-02T10:00:00+00:00", "event": json.dumps(payload)}).encode() + b"\n"


class Erasures(Folders):
    def release(self, *events):
        """A release `old` of these events or lines."""
        text = b"".join(e if isinstance(e, bytes) else json.dumps(e).encode() + b"\n" for e in events)
        self.lay("logs/t.log", text)
        self.data_out |= {"old", "new"}
        self.people("known.csv", (ADA, BOB, NAT))
        self.funanon("--release", "spring", "--identities", "known.csv", "-o", "old", "logs")
        return self.lines("old")

    def people(self, name, people, header="username,user_id", mode=0o600):
        rows = "".join(",".join(person) + "\n" for person in people)
        return self.file(name, f"{header}\n{rows}".encode(), mode)

    def lines(self, release, name="data/t.log.ndjson.gz"):
        return gzip.decompress(self.below(release)[name]).splitlines(keepends=True)

    def info(self, release):
        text = self.below(release)["bag-info.txt"].decode()
        return dict(line.split(": ", 1) for line in text.splitlines())

    def erase(self, *flags, people=(ADA,), old="old", new="new", code=0, key=None):
        self.people("people.csv", people)
        return self.run_tool("funanon", "--erase", "people.csv", "--key", key or self.key, *flags, old,
                             "-o", new, code=code)


class Refusals(Erasures):
    def setUp(self):
        super().setUp()
        self.release({"username": ADA[0], "event_type": "x"}, {"username": BOB[0], "event_type": "y"})
        self.before = self.below("old")

    def refused(self, code, words, *arguments):
        done = self.run_tool("funanon", *arguments, code=code)
        self.assertIn(words, done.err.decode())
        self.assertEqual(self.left(), ["old"])
        self.assertEqual(self.below("old"), self.before)

    def test_of_a_list_of_people_that_cannot_be_meant(self):
        canary = self.canary()
        for number, (code, words, content) in enumerate((
                (3, "names nobody", b"username,user_id\n"),
                (3, "no header line", b""),
                (3, "is not UTF-8", b"username\n\xff\n"),
                (3, "line 3", b"username\na\nb,c\n"),
                (2, "column 2 has a name that is not known", f"username,{canary}\nada,1\n".encode()),
                (2, "neither a column username nor user_id", b"email,name\na@example.org,Ada\n"),
                (2, "line 2: it has neither", f"username,user_id,name\n,,{canary}\n".encode()),
                (2, "line 2: it holds a pseudonym", f"username\n{of_name('x')}\n".encode()))):
            with self.subTest(words):
                path = self.file(f"people{number}", content)
                self.refused(code, words, "--erase", path, "--key", self.key, "old", "-o", "new")
        open_list = self.people("open.csv", [ADA], mode=0o640)
        self.refused(6, "open to other users", "--erase", open_list, "--key", self.key, "old", "-o", "new")
        self.refused(3, "", "--erase", self.path("none"), "--key", self.key, "old", "-o", "new")

    def test_of_places_and_flags_that_contradict_each_other(self):
        people = self.people("people.csv", [ADA])
        self.lay("taken/file", b"x")
        erase = ("--erase", people, "--key", self.key)
        for code, words, more in ((2, "not empty", ("old", "-o", "taken")),
                                  (2, "would stand in the old one", ("old", "-o", "old/new")),
                                  (2, "-o names none", ("old",)),
                                  (2, "wants one release", ("-o", "new")),
                                  (2, "wants one release", ("old", "logs", "-o", "new")),
                                  (2, "do not go together", ("old", "-o", "new", "--resume")),
                                  (2, "another release", ("old", "-o", "new", "--release", "fall")),
                                  (2, "--linkable", ("old", "-o", "new", "--linkable")),
                                  (2, "", ("old", "-o", "new", "--policy", "strict")),
                                  (5, "", ("logs", "-o", "new"))):
            with self.subTest(words):
                self.refused(code, words, *erase, *more)

    def test_of_another_key(self):
        other = self.file("other", b"another secret of twenty bytes")
        people = self.people("people.csv", [ADA])
        self.refused(5, "another key", "--erase", people, "--key", other, "old", "-o", "new")

    def test_of_a_release_that_does_not_verify(self):
        people = self.people("people.csv", [ADA])
        for name in ("data/t.log.ndjson.gz", "README.md", "manifest-sha256.txt", "added"):
            with self.subTest(name):
                bad = f"bad-{name.replace('/', '-')}"
                shutil.copytree(self.path("old"), self.path(bad))
                self.made_here.add(bad)
                with open(os.path.join(self.path(bad), name), "ab") as file:
                    file.write(b"\n")
                self.refused(5, "", "--erase", people, "--key", self.key, bad, "-o", "new")


class Events(Erasures):
    def test_of_theirs_go_and_mentions_become_marks(self):
        ada, ada_id, bob, bob_id = of_name(ADA[0]), of_id(ADA[1]), of_name(BOB[0]), of_id(BOB[1])
        old = self.release(
            {"username": "Ada.L", "event_type": "x"},
            {"context": {"username": "Ada.L"}, "event_type": "x"},
            {"username": "", "context": {"user_id": 7001}, "event_type": "x"},
            {"username": "", "event": {"user_id": "7001"}, "event_type": "x"},
            {"username": "bob", "event": {"user_id": 7001, "username": "Ada.L"}, "n": 1.50},
            {"username": "bob", "event": json.dumps({"body": "ask Ada.L\n\u00e9Ada.L, or bob"})},
            {"username": "bob", "page": "https://example.org/u/Ada.L?next=%2Fu%2FAda.L"},
            {"username": "bob", "context": {"user_id": 7002}, "event_type": "y"})
        self.erase()
        new = self.lines("new")
        self.assertEqual(self.lines("old"), old)
        self.assertTrue(all(any(p in line.decode() for p in (ada, ada_id)) for line in old[:7]))
        want = [line.replace(ada.encode(), MARK.encode()).replace(ada_id.encode(), MARK.encode())
                for line in old[4:]]
        self.assertEqual(new, want)
        self.assertEqual(json.loads(new[0])["event"], {"user_id": MARK, "username": MARK})
        self.assertIn(bob, new[0].decode())
        self.assertEqual(new[3], old[7])
        mentions = b"".join(new).count(MARK.encode())
        info = self.info("new")
        self.assertEqual((info["Fun-Erased-Events"], info["Fun-Erased-Mentions"]), ("4", str(mentions)))
        sheet = self.below("new")["README.md"].decode()
        for row in ("| in this release | 4 |", "| dropped, reason erased: events of learners | 4 |",
                    f"| mentions of erased learners that are marks now | {mentions} |"):
            self.assertIn(row, sheet)
        self.run_tool("funaudit", "new")
        self.erase(people=(BOB,), old="new", new="newer")
        self.data_out.add("newer")
        self.assertEqual(self.lines("newer"), [])
        self.assertEqual(self.info("newer")["Fun-Erased-Events"], "8")
        self.assertIn("| dropped, reason erased: events of learners | 8 |", self.below("newer")["README.md"].decode())
        self.assertNotIn(bob_id, str(self.below("newer")))

    def test_of_nobody_make_no_release_and_say_so(self):
        self.release({"username": BOB[0], "event_type": "x"})
        done = self.erase(people=(ADA, NAT))
        self.assertIn("nobody of these 2 learners is in the release", done.err.decode())
        self.assertEqual(self.left(), ["old"])

    def test_named_by_half_are_warned_of(self):
        self.release({"username": ADA[0], "event_type": "x"}, {"context": {"user_id": 7001}, "username": ""})
        self.file("people.csv", b"username\nAda.L\n")
        done = self.run_tool("funanon", "--erase", "people.csv", "--key", self.key, "old", "-o", "new")
        self.assertIn("no user id is given for 1 of the learners", done.err.decode())
        self.assertEqual(len(self.lines("new")), 1)


class Hundred(Erasures):
    LINES = 1500

    def test_leave_no_trace_and_all_else_is_as_it_was(self):
        identities = self.private("identities.csv")
        self.lay("logs/a.log", raw_log(self.LINES))
        self.lay("logs/b/c.log", raw_log(self.LINES, seed=2))
        made = subprocess.run([sys.executable, "-B", os.path.join(ROOT, "tests/data/generate"), "--seed", "1",
                               "--ids-only", "--identities", identities], check=True, capture_output=True)
        self.assertEqual(made.returncode, 0)
        self.data_out |= {"old", "new", "new2"}
        rows = list(csv.DictReader(io.StringIO(self.read("identities.csv").decode())))
        raw = (self.read("logs/a.log") + self.read("logs/b/c.log")).decode()
        rows.sort(key=lambda row: -raw.count(row["username"]))
        people = [(row["username"], row["user_id"]) for row in rows[:100]]
        self.lay("logs/m.log", b"".join(mentions(rows[200]["username"], *person) for person in people))
        self.funanon("--release", "spring", "--identities", identities, "-o", "old", "logs")
        self.erase(people=people)
        self.erase("-j", "2", people=people, new="new2")
        self.assertEqual(self.below("new"), self.below("new2"))
        gone, erased, marks = pseudonyms_of(people), 0, 0
        for name in ("data/a.log.ndjson.gz", "data/b/c.log.ndjson.gz", "data/m.log.ndjson.gz"):
            left = [line for line in self.lines("old", name) if not theirs(line, gone)]
            erased += len(self.lines("old", name)) - len(left)
            new = self.lines("new", name)
            self.assertEqual(len(new), len(left))
            for before, after in zip(left, new):
                for one in gone if before != after else ():
                    before = before.replace(one.encode(), MARK.encode())
                self.assertEqual(after, before)
                marks += after.count(MARK.encode())
        self.assertGreater(erased, 100)
        self.assertGreater(marks, 300)
        info = self.info("new")
        self.assertEqual((info["Fun-Erased-Events"], info["Fun-Erased-Mentions"]), (str(erased), str(marks)))
        self.assert_nowhere(gone, "new")
        validators = subprocess.run([os.path.join(HERE, "validators")], check=True, text=True,
                                    stdout=subprocess.PIPE).stdout.strip()
        for check in (["python3", "-m", "bagit", "--validate", "--quiet", "."],
                      ["frictionless", "validate", "datapackage.json"]):
            check[0] = os.path.join(validators, "bin", check[0])
            done = subprocess.run(check, cwd=self.path("new"), capture_output=True, check=False)
            self.assertEqual(done.returncode, 0, done.stdout.decode() + done.stderr.decode())
        self.run_tool("funaudit", "new")

    def assert_nowhere(self, gone, release):
        """With the oracle's decoders, in every file and file name."""
        for name, content in self.below(release).items():
            text = (gzip.decompress(content) if name.endswith(".gz") else content).decode()
            for line in [name, *text.splitlines()]:
                for _chain, text in layers.decodings(line):
                    words = set(HEX.findall(text))
                    self.assertFalse(any(one in word for word in words for one in gone), name)


if __name__ == "__main__":
    main()
