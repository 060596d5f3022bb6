"""funaudit DIR --sign and funkey approve: what is signed, and that the bag is the old one or the new.  Issue 8."""

import json
import os
import random
import shutil
import subprocess
import sys
import threading
import time

sys.dont_write_bytecode = True

import bags  # noqa: E402
from session import Case, command, main, say  # noqa: E402

LINE = b'{"event_type":"seq_next","time":"2015-02-03T10:00:00+00:00"}\n'
LEAK = b'{"event_type":"seq_next","email":"ada@example.org"}\n'
DEEP = b'"a"'
for _ in range(18):  # JSON in a string, deeper than anybody looks
    DEEP = b'{"event":' + json.dumps(DEEP.decode()).encode() + b"}"
DEEP += b"\n"
REPORTS = ["audit/fields.json", "audit/report.html", "audit/report.json"]


class Sign(Case):
    def setUp(self):
        super().setUp()
        self.audit = bags.make_pair(self.path("audit.key"))
        self.officer = bags.make_pair(self.path("officer.key"))
        self.made_here |= {"bag", "audit.key", "audit.key.pub", "officer.key", "officer.key.pub"}

    def bag(self, lines=LINE, at="bag", **what):
        return bags.make(self.path(at), {"a": lines, "2015/b": LINE * 2}, **what)

    def sign(self, bag, *arguments, code=0, **how):
        return self.run_tool("funaudit", bag, "--sign", self.audit, *arguments, code=code, **how)

    def approve(self, bag, *arguments, code=0):
        return self.run_tool("funkey", "approve", bag, "--signing-key", self.officer, *arguments, code=code)

    def verify(self, bag, *keys, code=0):
        trust = [word for key in keys for word in ("--trust", key + ".pub")]
        return self.run_tool("funkey", "verify", bag, *trust, "--require", str(len(keys)), code=code)

    def assert_error(self, done, words):
        self.assertRegex("\n".join(line for line in done.words if ": error: " in line), words)

    # -- what is signed

    def test_adds_reports_and_an_envelope_and_changes_nothing_else(self):
        bag = self.bag()
        before = bags.content(bag)
        self.sign(bag)
        after = bags.content(bag)
        self.assertEqual(sorted(set(after) - set(before)), [*REPORTS, bags.STATEMENTS])
        self.assertEqual([name for name in before if after[name] != before[name]], [bags.LISTS[1]])
        bags.list_again(bag)
        self.assertEqual(bags.content(bag), after)  # the lists are those that sha256sum would make
        report = json.loads(after["audit/report.json"])
        self.assertEqual([each["file"] for each in report["inputs"]], ["data/2015/b.ndjson.gz", "data/a.ndjson.gz"])
        self.assertEqual(json.loads(after["audit/fields.json"])["fields"], report["fields"])
        self.assertNotIn(self.folder.encode(), b"".join(after.values()))

    def test_states_files_policy_rules_papers_and_counts(self):
        bag = self.bag()
        self.sign(bag)
        stated = bags.payload(bags.envelopes(bag)[0])
        wanted = bags.statement(bag)
        self.assertEqual({key: stated[key] for key in ("_type", "subject", "predicateType")},
                         {key: wanted[key] for key in ("_type", "subject", "predicateType")})
        self.assertEqual(stated["predicate"]["result"], "PASSED")
        items = {item["name"]: item for item in stated["predicate"]["configuration"]}
        for item in wanted["predicate"]["configuration"]:
            self.assertEqual(items[item["name"]]["digest"], item["digest"])
        for name in ("bag-info.txt", "README.md", "policy.toml", "load/bulk.sh"):
            self.assertEqual(items[name]["digest"]["sha256"], bags.sha256(bags.read(bag, name)))
        self.assertEqual(items["bag-info.txt"]["annotations"], {"release": "2015-spring", "key_id": "0" * 16})
        self.assertEqual((items["rules"]["annotations"]["read"], items["policy"]["annotations"]["name"]), (3, "standard"))
        self.assertIn("email", stated["predicate"]["passedTests"])
        self.assertNotIn("identity", stated["predicate"]["passedTests"])  # nobody was looked for

    def test_a_failed_verdict_is_signed_too_and_cannot_be_approved(self):
        bag = self.bag(LEAK)
        done = self.sign(bag, code=1)
        self.assertIn(f"funaudit: signed FAILED by key {bags.key_id(self.audit)}", done.words)
        predicate = bags.payload(bags.envelopes(bag)[0])["predicate"]
        self.assertEqual((predicate["result"], "email" in predicate["failedTests"]), ("FAILED", True))
        self.assert_error(self.verify(bag, self.audit, code=5), "says FAILED of these data files")
        before = bags.content(bag)
        self.assert_error(self.approve(bag, code=5), "says FAILED of these data files")
        self.assertEqual(bags.content(bag), before)

    def test_what_cannot_be_read_whole_is_not_signed(self):
        bag = self.bag()
        bags.write(bag, "data/a.ndjson.gz", bags.read(bag, "data/a.ndjson.gz")[:-9])
        bags.list_again(bag)
        before = bags.content(bag)
        self.assert_error(self.sign(bag, code=3), "packed data ends too early")
        self.assertEqual((bags.content(bag), self.left()), (before, []))
        bag = self.bag(DEEP)
        before = bags.content(bag)
        self.assertIn("funaudit: nothing is signed: the audit is not complete", self.sign(bag, code=4).words)
        self.assertEqual((bags.content(bag), self.left()), (before, []))

    def test_the_policy_is_that_of_the_release(self):
        bag = self.bag(b'{"event_type":"seq_next","ip":"192.0.2.7"}\n', policy="seed", release=None)
        self.sign(bag)
        self.verify(bag, self.audit)
        self.sign(bag, "--policy", "seed")
        before = bags.content(bag)
        self.assert_error(self.sign(bag, "--policy", "standard", code=2), "--policy names another policy")
        self.assertEqual(bags.content(bag), before)

    def test_signing_again_adds_no_second_envelope(self):
        bag = self.bag()
        self.sign(bag)
        before = bags.content(bag)
        self.sign(bag)
        self.assertEqual((bags.content(bag), self.left()), (before, []))

    def test_an_approval_changes_the_envelopes_alone(self):
        bag = self.bag()
        self.assert_error(self.approve(bag, code=5), "nobody has signed")
        self.sign(bag)
        before = bags.content(bag)
        self.assert_error(self.approve(bag, "--trust", self.officer + ".pub", code=5), "none of the keys to be trusted")
        self.approve(bag, "--trust", self.audit + ".pub", "--note", "ticket 17")
        after = bags.content(bag)
        self.assertEqual([name for name in after if before[name] != after[name]], [bags.STATEMENTS])
        self.assertIn(b"note:      ticket 17\n", self.verify(bag, self.audit, self.officer).out)
        for note in ("two\nlines", "\u009b2J", "\u202eabc"):
            self.assert_error(self.approve(bag, "--note", note, code=2), "--note is no sentence")
        self.assertEqual(self.left(), [])

    def test_wrong_ways_to_call_it_are_2(self):
        bag, log = self.bag(), self.file("log", LINE)
        before = bags.content(bag)
        for inputs in ((), (log,), (bag, log), (self.path("none"),)):
            self.assert_error(self.run_tool("funaudit", "--sign", self.audit, *inputs, code=2), "signs one release")
        for flags in (("--json", bag + "/audit/mine.json"), ("--html", bag + "/x/../report.html")):
            self.assert_error(self.sign(bag, *flags, code=2), "in the release directory itself")
        for wrong in (self.key, self.audit + ".pub", self.path("none")):
            self.assert_error(self.run_tool("funaudit", bag, "--sign", wrong, code=2), ".")
        self.assertEqual((bags.content(bag), self.left()), (before, []))

    def test_the_folder_may_be_named_in_any_way(self):
        bag = self.bag()
        os.symlink(bag, self.path("link"))
        self.made_here.add("link")
        for name, at in (("bag/", self.folder), (".", bag), ("..", bag + "/data"), ("link", self.folder)):
            if os.path.exists(bag + "/" + bags.STATEMENTS):
                os.remove(bag + "/" + bags.STATEMENTS)
            self.sign(name, cwd=at)
            self.verify(bag, self.audit)
        self.assertTrue(os.path.islink(self.path("link")))
        self.assertEqual(self.left(), [])

    # -- what comes between

    def between(self, tool, bag, meddle, *arguments, code=5):
        """Runs a tool that waits for its list of people behind the first pass; meanwhile `meddle()`."""
        pipe = self.path("people")
        if not os.path.exists(pipe):
            os.mkfifo(pipe)
        self.made_here.add("people")

        def write():
            with open(pipe, "wb") as people:  # opens when the tool does
                meddle()
                people.write(b"username,email,name\nqqzzy,qqzzy@example.org,Qqzzy Zzyqq\n")

        writer = threading.Thread(target=write, daemon=True)
        writer.start()
        done = self.run_tool(tool, bag, "--identities", pipe, *arguments, code=code)
        writer.join(10)
        return done

    def test_a_file_that_is_changed_between_the_passes_is_refused(self):
        for tool, flags in (("funaudit", ("--sign", self.audit)),
                            ("funload", ("--dry-run", "--summary", "summary", "--trust", self.audit + ".pub"))):
            shutil.rmtree(self.path("bag"), ignore_errors=True)
            bag = self.bag()
            self.sign(bag)
            before = bags.content(bag)

            def meddle(path=bag + "/data/a.ndjson.gz"):
                with open(path, "r+b") as file:
                    file.seek(-1, os.SEEK_END)
                    file.write(b"\xff")

            done = self.between(tool, bag, meddle, *flags)
            self.assert_error(done, "data/a.ndjson.gz was changed while it was read")
            before["data/a.ndjson.gz"] = before["data/a.ndjson.gz"][:-1] + b"\xff"
            self.assertEqual((bags.content(bag), self.left()), (before, []))

    def test_a_file_that_is_replaced_between_the_passes_is_not_signed(self):
        bag = self.bag()
        before = bags.content(bag)
        other = self.file("other", b"raw")
        done = self.between("funaudit", bag, lambda: os.rename(other, bag + "/data/a.ndjson.gz"), "--sign", self.audit)
        self.assert_error(done, "data/a.ndjson.gz was replaced while it was read")
        self.assertEqual((bags.content(bag), self.left()), (before | {"data/a.ndjson.gz": b"raw"}, []))

    def test_one_run_at_a_time_changes_a_release(self):
        bag = self.bag()
        said = []
        self.between("funaudit", bag, lambda: said.append((self.sign(bag, code=6), self.approve(bag, code=6))),
                     "--sign", self.audit, code=0)
        for done in said[0]:
            self.assert_error(done, "another run is changing the release directory")
        self.sign(bag)

    def test_killed_at_any_moment_it_leaves_the_old_release_or_the_new(self):
        bag = self.bag()
        old = bags.content(bag)
        begin = time.monotonic()
        self.sign(bag)
        whole = time.monotonic() - begin
        new = bags.content(bag)
        shutil.rmtree(bag)
        chance, seen = random.Random(8), []
        for _ in range(40):
            bag = self.bag()
            process = subprocess.Popen([command("funaudit"), bag, "--sign", self.audit], stdout=subprocess.DEVNULL,
                                       stderr=subprocess.DEVNULL)
            time.sleep(chance.uniform(0.3 * whole, 1.6 * whole))
            process.kill()
            process.wait()
            found = bags.content(bag)
            self.assertIn(found, (old, new))
            seen.append(found == new)
            self.sign(bag)
            self.assertEqual((bags.content(bag), self.left()), (new, []))
            shutil.rmtree(bag)
        say(f"killed {len(seen)} times: {sum(seen)} new, the others old")

    def mounted(self):
        """A folder that is a disk of its own, or None."""
        disk = self.path("disk")
        os.makedirs(disk)
        self.made_here.add("disk")
        mount = ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", disk]
        if os.getuid() != 0 or subprocess.run(mount, capture_output=True).returncode != 0:
            return say("no tmpfs can be mounted here: disks that fill up were not tried")
        self.addCleanup(subprocess.run, ["umount", "-l", disk], check=True)
        return disk

    def test_a_release_that_is_a_mount_point_is_refused_before_the_audit_but_can_be_approved(self):
        if not (disk := self.mounted()):
            return
        self.bag(at="disk")
        before = bags.content(disk)
        done = self.sign(disk, code=6)
        self.assert_error(done, "cannot link the files of the release directory")
        self.assertEqual((done.out, bags.content(disk), self.left()), (b"", before, []))
        bags.sign(disk, self.audit)
        self.approve(disk)
        self.verify(disk, self.audit, self.officer)
        self.assertEqual((len(bags.content(disk)), self.left()), (len(before) + 1, []))

    def test_a_full_disk_leaves_the_release_as_it_was(self):
        if not (disk := self.mounted()):
            return
        bag = self.bag(at="disk/bag")
        before = bags.content(bag)
        for free in range(0, 9):  # pages; the reports take some
            with open(disk + "/filler", "wb", buffering=0) as filler:
                try:
                    while filler.write(bytes(4096)):
                        pass
                except OSError:
                    pass
                filler.truncate(max(0, filler.tell() - 4096 * free))
            done = self.sign(bag, code=None)
            if done.code == 0:
                break
            self.assertEqual(done.code, 6)
            self.assert_error(done, "No space left on device")
            self.assertEqual((bags.content(bag), sorted(os.listdir(disk))), (before, ["bag", "filler"]))
        self.assertGreater(free, 2)
        self.assertEqual((done.code, sorted(os.listdir(disk))), (0, ["bag", "filler"]))
        signed = bags.content(bag)
        with open(disk + "/filler", "ab", buffering=0) as filler:
            try:
                while filler.write(bytes(4096)):
                    pass
            except OSError:
                pass
        self.assert_error(self.approve(bag, code=6), "No space left on device")
        self.assertEqual((bags.content(bag), sorted(os.listdir(disk))), (signed, ["bag", "filler"]))


if __name__ == "__main__":
    main()
