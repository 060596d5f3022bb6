"""Every command teaches itself, says its version, and refuses what it does not know.  Design 3."""

import re
import sys

sys.dont_write_bytecode = True

from session import SECRET, Case, main  # noqa: E402

VERSION = r"\d+\.\d+\.\d+ \(commit ([0-9a-f]+(-dirty)?|unknown)\)"


class Command:
    """What holds for every command; each below adds its own wrong arguments."""

    TOOL = ""
    READS_POLICIES = True
    WRONG = ()  # arguments that end with 2
    SUBCOMMANDS = ()
    ENOUGH = ()  # arguments without which another fault is found first

    def test_help_is_on_standard_output_with_an_example_and_the_exit_codes(self):
        for flag in ("--help", "-h"):
            done = self.run_tool(self.TOOL, flag)
            self.assertEqual(done.err, b"")
            self.assertRegex(done.out, rb"Examples?:\n +(fun.*)?" + self.TOOL.encode())
            self.assertRegex(done.out, rb"[Ee]xit codes?|ends with 0")

    def test_every_subcommand_has_an_example(self):
        for subcommand in self.SUBCOMMANDS:
            done = self.run_tool(self.TOOL, subcommand, "--help")
            self.assertRegex(done.out, rb"Examples?:\n +" + self.TOOL.encode())
            self.assertEqual(done.err, b"")

    def test_version_names_tool_commit_policies_and_rules(self):
        done = self.run_tool(self.TOOL, "--version")
        self.assertEqual(done.err, b"")
        lines = done.out.decode().splitlines()
        self.assertRegex(lines[0], rf"\A{self.TOOL} {VERSION}\Z")
        if self.READS_POLICIES:
            digests = [line for line in lines if re.search(r"\b[0-9a-f]{64}\Z", line)]
            self.assertEqual([line.split()[0] for line in digests].count("policy"), 3)
            self.assertIn("rules", [line.split()[0] for line in digests])

    def test_wrong_arguments_end_with_2_and_words_that_help(self):
        self.file("weak", b"secret")
        self.file("good", SECRET)
        for arguments in (("--no-such-flag",), *self.WRONG):
            with self.subTest(arguments):
                done = self.run_tool(self.TOOL, *arguments, stdin=b"{}\n", code=2)
                self.assertEqual(done.out, b"")
                self.assertIn(f"{self.TOOL}: error: ", done.err.decode())
                self.assertNotIn("Error", done.err.decode())  # a class of the parser, not a word

    def test_a_flag_without_its_value_never_takes_the_next_argument(self):
        # With VAR unset, --flag=$VAR FILE would mean --flag FILE.
        log = self.file("log", b"{}\n")
        for flag in set(re.findall(r"--[a-z-]+", self.run_tool(self.TOOL, "--help").out.decode())):
            done = self.run_tool(self.TOOL, f"{flag}=", log, stdin=b"{}\n", code=2)
            self.assertIn(f"{flag}= has no value", done.err.decode())
        self.assertEqual((self.read("log"), self.left()), (b"{}\n", []))

    def test_a_flag_that_is_wrong_is_named(self):
        done = self.run_tool(self.TOOL, *self.ENOUGH, "--no-such-flag", stdin=b"{}\n", code=2)
        self.assertIn("--no-such-flag", done.err.decode())


class Funanon(Command, Case):
    TOOL = "funanon"
    K = ("--key", "good")
    WRONG = ((), ("--key",), ("--key", ""), ("--key", "weak"), ("--key", "absent"),
             (*K, "--key-fd", "3"), ("--key-fd", "x"), ("--key-fd", "-1"), (*K, "--policy", "none"),
             (*K, "--policy"), (*K, "-j", "x"), (*K, "-j", "-1"), (*K, "--max-line", "0"),
             (*K, "--max-line", "4k?"), (*K, "--max-depth", "0"), (*K, "--max-rejects", "many"),
             (*K, "--progress", "loud"), (*K, "--release", "a b"), (*K, "--release", "x" * 65),
             (*K, "--release", ""), ("--print-policy", "none"), (*K, "--output"))  # fmt: skip

    def test_prints_its_policies(self):
        for name in ("seed", "standard"):
            done = self.run_tool("funanon", "--print-policy", name)
            self.assertIn(b"username", done.out)
            self.assertEqual(done.err, b"")

    def test_quiet_says_errors_only(self):
        self.assertEqual(self.funanon("-q", stdin=b"{}\n").err, b"")
        self.assertEqual(len(self.funanon("-q", code=3).words), 2)


class Funkey(Command, Case):
    TOOL = "funkey"
    READS_POLICIES = False
    SUBCOMMANDS = ("generate", "inspect", "check", "public", "pseudonym", "rekey", "encrypt", "decrypt")
    ENOUGH = ("generate",)
    WRONG = ((), ("nonsense",), ("generate", "x"), ("inspect",), ("inspect", "absent"),
             ("inspect", "weak"), ("pseudonym",), ("pseudonym", "--key", "weak"),
             ("pseudonym", "--key", "good", "--domain", "x"), ("pseudonym", "--key", "good", "x"),
             ("generate", "--signing", "x"), ("check",), ("check", "absent"), ("check", "good", "x"), ("public",),
             ("public", "good"), ("rekey", "--old", "good"), ("rekey", "--old", "good", "--new", "good"),
             ("encrypt",), ("encrypt", "absent"), ("decrypt", "good"), ("decrypt", "good", "--passphrase-fd", "x"))


class Funaudit(Command, Case):
    TOOL = "funaudit"
    WRONG = (("--policy", "none"), ("--fail-on", "all"), ("--max-findings", "x"), ("--json",),
             ("-j", "x"), ("--progress", "loud"), ("--identities",), ("--self-test", "0"))  # fmt: skip


class Funload(Command, Case):
    TOOL = "funload"
    WRONG = (("--policy", "none"), ("--url",), ("--url", "ftp://x"), ("--batch-bytes", "x"),
             ("--concurrency", "0"), ("--user", "a"), ("--index-prefix", "UPPER"),
             ("--progress", "loud"))  # fmt: skip


class Funquery(Command, Case):
    TOOL = "funquery"
    ENOUGH = ("-",)
    READS_POLICIES = False
    WRONG = ((), ("--url", "http://localhost:1", "--host", "x", "-"), ("-p", "x", "-"),
             ("--url", "ftp://x", "-"))  # fmt: skip


if __name__ == "__main__":
    main()
