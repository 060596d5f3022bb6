"""Releases that nobody may trust: funkey and funload refuse each, before a byte is sent.  Issue 8, bad input."""

import json
import os
import re
import shutil
import socket
import sys
import tempfile
import threading

sys.dont_write_bytecode = True

import bags  # noqa: E402
from bad_bags import FOLDERS, SIGNATURES, changes_envelope, edits  # noqa: E402
from session import Case, main  # noqa: E402

LINES = b'{"event_type":"seq_next","time":"2015-02-03T10:00:00+00:00"}\n'
WILD = "caf\u00e9 \x1b[31m\x1b]0;pwn\x07\x7f\u009b\nforged\u202eabc\u2066"
OWN_POLICY = b"""version = 1
extends = "standard"

[[rule]]
select = "gadget_colour"
action = "drop"
"""


class Listener:
    """Counts who connects, and answers nobody."""

    def __init__(self):
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.url = "http://127.0.0.1:%d" % self.socket.getsockname()[1]
        self.count = 0
        threading.Thread(target=self._accept, daemon=True).start()

    def _accept(self):
        while True:
            try:
                connection, _ = self.socket.accept()
            except OSError:
                return
            self.count += 1
            connection.close()


class Trust(Case):
    @classmethod
    def setUpClass(cls):
        cls.shared = tempfile.TemporaryDirectory(prefix="fun-golden-")
        cls.addClassCleanup(cls.shared.cleanup)
        at = cls.shared.name
        cls.trusted, cls.stranger = (bags.make_pair(f"{at}/{name}") for name in ("audit.key", "stranger.key"))
        cls.listener = Listener()
        cls.addClassCleanup(cls.listener.socket.close)

    def bag(self, **what):
        """A new one, that an audit has signed."""
        bag = bags.make(self.path("bag"), {"a": LINES, "b": LINES * 2}, **what)
        self.made_here.add("bag")
        self.run_tool("funaudit", bag, "--sign", self.trusted)
        return bag

    def verify(self, bag, *arguments, code=0):
        return self.run_tool("funkey", "verify", bag, "--trust", self.trusted + ".pub", *arguments, code=code)

    def funload(self, bag, *arguments, code=0):
        return self.run_tool("funload", "--url", self.listener.url, "--give-up", "1", "--trust", self.trusted + ".pub",
                             "--summary", "summary", bag, *arguments, code=code)

    def assert_refused(self, done, words, what):
        errors = [line for line in done.words if ": error: " in line]
        self.assertEqual(len(errors), 1, what)
        self.assertRegex(done.err.decode(), words, what)

    def changed(self, bag, change):
        """A copy of the bag with the change."""
        self.made_here |= {"changed", "changed.outside"}
        copy = bags.copy(bag, self.path("changed"))
        if os.path.lexists(copy + ".outside"):
            self.remove(copy + ".outside")
        change(copy, self.trusted, self.stranger)
        return copy

    @staticmethod
    def remove(path):
        shutil.rmtree(path) if os.path.isdir(path) else os.remove(path)

    def test_a_release_that_an_audit_has_signed_is_trusted(self):
        bag = self.bag()
        done = self.verify(bag)
        self.assertRegex(done.out.decode(), "^yes\nrelease:   2015-spring\npolicy:    standard sha256:[0-9a-f]{64}\n"
                         f"files:     2\nsigned by: {bags.key_id(self.trusted)} PASSED")
        done = self.funload(bag, "--dry-run")
        self.assertIn("funload: the release is trusted: its lines are not judged again", done.words)
        self.assertIn("read 3 = ", done.err.decode())
        self.assertEqual(self.listener.count, 0)

    def test_bad_folders_and_signatures_are_refused_with_one_sentence_before_anything_is_sent(self):
        bag = self.bag()
        for what, change, words in FOLDERS + SIGNATURES:
            with self.subTest(what):
                bad = self.changed(bag, change)
                done = self.verify(bad, code=5)
                self.assert_refused(done, words, what)
                self.assertTrue(done.out.startswith(b"no\n") or not done.out)
                self.assert_refused(self.funload(bad, code=5), words, what)
                self.assertEqual((self.listener.count, self.left()), (0, []))

    def test_bad_folders_are_not_signed_and_stay_as_they_are(self):
        bag = self.bag()
        officer = bags.make_pair(self.path("officer.key"))
        self.made_here |= {"officer.key", "officer.key.pub"}
        for what, change, words in FOLDERS:
            with self.subTest(what):
                bad = self.changed(bag, change)
                before = os.listdir(self.folder)
                self.assert_refused(self.run_tool("funaudit", bad, "--sign", self.trusted, code=5), words, what)
                self.assert_refused(self.run_tool("funkey", "approve", bad, "--signing-key", officer, code=5),
                                    words, what)
                self.assertEqual(os.listdir(self.folder), before)

    def test_an_unknown_signer_beside_a_trusted_one_does_no_harm(self):
        bag = bags.sign(self.bag(), self.stranger, result="FAILED")
        self.assertIn(b"unknown:   1 envelopes by other keys\n", self.verify(bag).out)

    def test_what_was_signed_and_is_no_paper_need_not_lie_there(self):
        bag = self.bag()
        for name, code in (("baseline", 0), ("audit/findings.json", 0), ("people.csv", 5)):
            stated = bags.payload(bags.envelopes(bag)[0])
            stated["predicate"]["configuration"].append({"name": name, "digest": {"sha256": "0" * 64}})
            changed = bags.copy(bag, self.path("changed"))
            self.made_here.add("changed")
            bags.write(changed, bags.STATEMENTS, bags.envelope(json.dumps(stated).encode(), self.trusted))
            self.verify(changed, code=code)

    def assert_tame(self, done):
        """No character that steers a terminal or turns the order of writing, and no line that is not ours."""
        text = (done.out + done.err).decode()  # UTF-8 throughout: nothing is cut within a character
        self.assertIsNone(re.search("[\0-\x09\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]", text), repr(text))
        self.assertNotRegex(text, "(?m)^forged")

    def test_what_a_release_says_steers_no_terminal(self):
        bag = self.bag()
        stated = bags.payload(bags.envelopes(bag)[0])
        for item, note in zip(stated["predicate"]["configuration"], ("note", "tool")):
            item["annotations"][note] = WILD
        bags.write(bag, bags.STATEMENTS, bags.envelope(json.dumps(stated).encode(), self.trusted))
        done = self.verify(bag)
        self.assert_tame(done)
        self.assertIn("note:      caf\u00e9 ?[31m?]0;pwn????forged?abc?\n", done.out.decode())
        name = WILD.translate(dict.fromkeys([*range(32), 127]))  # bag-info.txt cannot hold these
        edits("bag-info.txt", b"2015-spring", name.encode(), bags.LISTS[1:])(bag, self.trusted, self.stranger)
        done = self.verify(bag, code=5)
        self.assert_tame(done)
        self.assertIn("release:   caf\u00e9 [31m]0;pwn?", done.out.decode())

    def test_a_key_id_is_shown_only_when_it_can_be_one(self):
        for result, code in (("PASSED", 0), ("FAILED", 5)):
            for key_id in (WILD, "\u00e9" * 64, "0" * 63, ""):
                bag = bags.make(self.path("bag"), {"a": LINES})
                self.made_here.add("bag")
                bags.write(bag, bags.STATEMENTS, b"")
                bags.sign(bag, self.trusted, result=result)
                changes_envelope(lambda each, key_id=key_id: each["signatures"][0].update(keyid=key_id))(bag, "", "")
                done = self.run_tool("funkey", "approve", bag, "--signing-key", self.stranger, code=code)
                self.assert_tame(done)
                self.assertIn("a key without a sound id", done.err.decode())

    def test_a_flag_that_contradicts_the_release_is_2(self):
        bag = self.bag()
        for flags, words in ((("--policy", "seed"), "--policy names another policy"),
                             (("--release", "2015-autumn"), "--release is not the name")):
            self.assert_refused(self.funload(bag, *flags, code=2), words, flags)
        self.funload(bag, "--policy", "standard", "--release", "2015-spring", "--dry-run")
        self.assert_refused(self.verify(bag, "--policy", "seed", code=5), "another policy than --policy", "policy")
        self.verify(bag, "--policy", "standard")
        self.assertEqual(self.listener.count, 0)

    def test_trust_is_for_one_release_directory(self):
        bag, log = self.bag(), self.file("log", LINES)
        for inputs in ((), (log,), (bag, log), (bag, bag)):
            done = self.run_tool("funload", "--trust", self.trusted + ".pub", *inputs, stdin=LINES, code=2)
            self.assert_refused(done, "--trust is for one release directory", inputs)

    def test_require_counts_keys_and_not_envelopes(self):
        bag = self.bag()
        two = ("--trust", self.stranger + ".pub", "--require", "2")
        self.assert_refused(self.verify(bag, *two, code=5), "of 2 trusted keys that must say PASSED, 1 do; named are 2", "one key")
        bags.sign(bag, self.trusted)
        self.verify(bag, *two, code=5)
        bags.sign(bag, self.stranger)
        self.verify(bag, *two)
        same = ("--trust", self.trusted + ".pub", "--require", "2")
        self.assert_refused(self.verify(bag, *same, code=5), "PASSED, 1 do; named are 1", "twice")

    def test_two_signatures_in_one_envelope_are_two_signers(self):
        bag = self.bag()
        line = bags.envelope(json.dumps(bags.statement(bag)).encode(), self.trusted, self.stranger)
        bags.write(bag, bags.STATEMENTS, line)
        self.verify(bag, "--trust", self.stranger + ".pub", "--require", "2")

    def test_lines_are_judged_unless_the_release_is_trusted_and_nobody_is_looked_for(self):
        leak = b'{"event_type":"seq_next","page":"ada@example.org","time":"2015-02-03T10:00:00+00:00"}\n'
        bag = bags.make(self.path("bag"), {"a": LINES + leak})
        self.made_here.add("bag")
        bags.sign(bag, self.trusted)  # says PASSED of it all the same
        people = self.file("people.csv", b"username,email,name\nada,ada@example.org,Ada Example\n")
        for trust, flags, passed, code in ((True, (), 2, 0), (True, ("--identities", people), 1, 1), (False, (), 1, 1)):
            trusted = ("--trust", self.trusted + ".pub") if trust else ()
            done = self.run_tool("funload", "--dry-run", bag, *trusted, *flags, code=code)
            self.assertIn(f"passed {passed}\n", done.err.decode())

    def test_a_policy_that_is_not_the_stated_one_is_neither_signed_nor_loaded_by(self):
        bag = bags.make(self.path("bag"), {"a": LINES})
        self.made_here.add("bag")
        bags.write(bag, "policy.toml", OWN_POLICY)
        bags.list_again(bag)
        words = "policy is not the one whose digest bag-info.txt states"
        self.assert_refused(self.run_tool("funaudit", bag, "--sign", self.trusted, code=5), words, "sign")
        bags.sign(bag, self.trusted)
        self.assert_refused(self.funload(bag, code=5), words, "load")
        self.assertEqual((self.listener.count, self.left()), (0, []))

    def test_a_policy_of_ones_own_has_to_be_named(self):
        own = self.file("own.toml", OWN_POLICY)
        self.run_tool("funaudit", "--policy", own, "--json", self.private("report"), stdin=LINES)
        digest = json.loads(self.read("report"))["policy_digest"]
        bag = bags.make(self.path("bag"), {"a": LINES}, "own", OWN_POLICY, digest)
        self.made_here.add("bag")
        self.run_tool("funaudit", bag, "--sign", self.trusted)
        self.assert_refused(self.verify(bag, code=5), f"--policy sha256:{digest}", "own policy")
        self.assert_refused(self.funload(bag, code=5), f"--policy sha256:{digest}", "own policy")
        for named in (own, digest, "sha256:" + digest):
            self.verify(bag, "--policy", named)
            self.funload(bag, "--policy", named, "--dry-run")
            os.remove(self.path("summary"))


if __name__ == "__main__":
    main()
