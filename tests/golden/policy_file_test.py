"""Policies of one's own: what they say is done, and a fault in one ends before a byte is read."""

import json
import sys

sys.dont_write_bytecode = True

from session import Case, main, pseudonym  # noqa: E402

FAULTS = (  # what, policy, place of the fault, the hint
    ("a misspelt action", 'version = 1\nextends = "seed"\n[[rule]]\nselect = "a"\naction = "dorp"\n',
     "5:10", 'did you mean "drop"?'),
    ("an unknown key", 'version = 1\nextends = "seed"\nunkown = "drop"\n', "3:1", 'did you mean "unknown"?'),
    ("a selector in two rules", 'version = 1\nunknown = "keep"\n[[rule]]\nselect = "a"\naction = "keep"\n'
     '[[rule]]\nselect = "a"\naction = "drop"\n', "7:10", ""),
    ("no TOML", 'version = 1\nunknown = "keep\n', "2:", ""),
    ("a closed policy without a grammar",
     'version = 1\nunknown = "drop"\n[[rule]]\nselect = "a"\naction = "keep"\n', "", ""),
    ("nothing", "", "", ""),
)  # fmt: skip


class APolicyFile(Case):
    def policy(self, text):
        return self.file("mine.toml", text.encode())

    def test_with_a_fault_is_refused_with_its_place(self):
        self.unspoken = ["dorp", "unkown"]
        for what, text, place, hint in FAULTS:
            with self.subTest(what):
                done = self.funanon("--policy", self.policy(text), stdin=b"[]\n", code=2)
                self.assertEqual(done.out, b"")
                self.assertIn(f"mine.toml:{place}", done.words[0])
                self.assertTrue(any(hint in word for word in done.words), done.words)

    def test_that_is_not_there_is_refused(self):
        self.funanon("--policy", self.path("none.toml"), stdin=b"{}\n", code=2)

    def test_beats_what_it_extends(self):
        path = self.policy('version = 1\nextends = "standard"\n[[rule]]\nselect = "nickname"\n'
                           'action = "drop"\n[[rule]]\nselect = "/context/who"\n'
                           'action = "pseudonym"\ndomain = "username"\n')
        line = (b'{"username": "ada", "nickname": "qxvlud", "n": 1, "context": {"who": "ada", "nickname": ""},'
                b' "event": "{\\"nickname\\": \\"qyvlud\\", \\"n\\": 2}"}\n')
        self.nowhere = ["qxvlud", "qyvlud"]
        event = json.loads(self.funanon("--policy", path, stdin=line).out)
        name = pseudonym("ada")
        self.assertEqual(event, {"username": name, "n": 1, "context": {"who": name},
                                 "event": '{"n": 2}'})

    def test_may_refuse_fields_that_it_does_not_name(self):
        path = self.policy('version = 1\nunknown = "refuse"\n[[rule]]\nselect = "time"\n'
                           'action = "keep"\ngrammar = "time"\n')
        good = b'{"time": "2015-02-02T00:30:00+00:00"}\n'
        lines = good + b'{"time": "2015-02-02T00:30:01+00:00", "qzbrop": "qxvlud"}\n' + good
        self.unspoken = ["qzbrop", "qxvlud"]
        done = self.funanon("--policy", path, "--rejects", self.private("rejects"), stdin=lines,
                            code=1)
        self.assertEqual(done.out, good + good)
        self.assertIn("unknown-field", done.err.decode())
        self.assertEqual(self.read("rejects"), lines.splitlines(keepends=True)[1])

    def test_is_printed_as_it_acts(self):
        for name in ("seed", "standard", "strict"):
            with self.subTest(name):
                printed = self.funanon("--print-policy", name).out
                line = b'{"username": "ada", "email": "a@example.org", "event_type": "play_video"}\n'
                path = self.policy(printed.decode())
                self.assertEqual(self.funanon("--policy", path, stdin=line).out,
                                 self.funanon("--policy", name, stdin=line).out)


if __name__ == "__main__":
    main()
