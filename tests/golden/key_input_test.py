"""Files that are no key, or not the right one, or lie open: refused by every command that takes a key.

A row of BAD: what stands in the key's place, the exit code, and words of the one sentence.
Design 3 and 4; docs/format/key-file.md.
"""

import base64
import os
import resource
import subprocess
import sys

sys.dont_write_bytecode = True

from session import SECRET, Case, main  # noqa: E402

TEXT = b"FUNKEY-SECRET-1 " + base64.b64encode(bytes(range(32))) + b"\n"
GIB = 1 << 30
COMMENTED = b"# created: 2026-11-23T10:00:00Z\n# key id: 630dcd2966c43366\n" + TEXT
WORDS = b"plum orbit lantern quiver\n"

SECRETS = (("funkey", "pseudonym", "--key"), ("funkey", "inspect"), ("funkey", "encrypt", "-o", "made"),
           ("funkey", "rekey", "--new", "good", "--old"), ("funkey", "rekey", "--old", "good", "--new"),
           ("funanon", "-o", "made", "--summary", "made2", "--key"),
           ("funaudit", "--raw", "raw", "--key"), ("funaudit", "--fingerprint-key"))  # fmt: skip
SIGNERS = (("funkey", "public"), ("funkey", "inspect"), ("funkey", "encrypt", "-o", "made"))
NEITHER_WAY = {"inspect", "encrypt"}  # take keys of both kinds: a wrong kind is none to them

# name: (code, words); each is made by Bad.make.
BAD_FILES = {
    "absent": (2, "cannot read the key file"),
    "empty": (2, "is empty"),
    "a directory": (2, "is a directory"),
    "a named pipe": (2, "is a named pipe"),
    "of 1 GB": (2, "so it is not a key"),
    "zeros without end": (2, "so it is not a key"),
}
BAD_SECRETS = BAD_FILES | {
    "truncated text": (2, "is not whole"),
    "two secrets": (2, "is not whole"),
    "comments alone": (2, "is not whole"),
    "id of an encrypted one alone": (2, "is not whole"),
    "text in UTF-16": (2, "is not whole"),
    "text in lower case": (2, "is not whole"),
    "weak": (2, "can be guessed"),
    "open to others": (6, "is open to other users (mode 0644)"),
    "truncated seal": (2, "is not whole"),
    "seal open to others": (6, "is open to other users (mode 0644)"),
}
WRONG_SECRETS = {
    "signing key": (2, "holds a PEM block"),
    "public half": (2, "holds a PEM block"),
    "encrypted signing key": (2, "holds a PEM block"),
    "PEM without its first line": (2, "is not whole"),
    "public half without its lines": (2, "is not whole"),
}
BAD_SIGNERS = BAD_FILES | {
    "truncated PEM": (2, "is not whole"),
    "two PEM": (2, "more than one PEM block"),
    "PEM of RSA": (2, "holds no Ed25519 key"),
    "PEM open to others": (6, "is open to other users (mode 0644)"),
    "truncated encrypted PEM": (2, "is not whole"),
}
WRONG_SIGNERS = {
    "secret": (2, "holds a secret for pseudonyms"),
    "raw secret": (2, "holds no PEM block"),
    "sealed secret": (2, "holds a secret for pseudonyms"),
    "public half": (2, "holds the public half"),
}


class Keys(Case):
    def setUp(self):
        super().setUp()
        self.file("good", SECRET)
        self.file("raw", b'{"username":"ada"}\n')
        self.file("words", WORDS)
        self.run_tool("funkey", "generate", "--signing", "-o", self.private("signing"))
        self.private("signing.pub")
        self.file("text", TEXT)
        for name in ("text", "signing"):
            self.with_words("encrypt", name, "-o", self.private(name + ".enc"))

    def with_words(self, *arguments, words="words", tool="funkey", **how):
        with open(self.path(words), "rb") as given:
            return self.run_tool(tool, *arguments, "--passphrase-fd", str(given.fileno()),
                                 pass_fds=[given.fileno()], **how)

    def make(self, name):
        """A file of BAD; its path."""
        path = self.path("bad")
        self.made_here.add("bad")
        if os.path.isdir(path):
            os.rmdir(path)
        elif os.path.lexists(path):
            os.remove(path)
        pem, sealed, encrypted = self.read("signing"), self.read("text.enc"), self.read("signing.enc")
        if name == "zeros without end":
            return "/dev/zero"
        if name == "a directory":
            os.mkdir(path)
        elif name == "a named pipe":
            os.mkfifo(path, 0o600)
        elif name == "PEM of RSA":
            self.file("bad", subprocess.run(["openssl", "genpkey", "-algorithm", "rsa"], check=True,
                                            capture_output=True).stdout)
        elif name != "absent":
            self.file("bad", {
                "empty": b"", "truncated text": TEXT[:-4], "two secrets": TEXT * 2, "weak": b"changeme" * 3,
                "comments alone": COMMENTED[:-len(TEXT)], "id of an encrypted one alone": sealed.splitlines(True)[0],
                "text in UTF-16": COMMENTED.decode().encode("utf-16"), "text in lower case": TEXT.lower(),
                "PEM without its first line": pem.split(b"\n", 1)[1],
                "public half without its lines": self.read("signing.pub").splitlines(True)[1],
                "truncated seal": sealed[:-8], "signing key": pem, "public half": self.read("signing.pub"),
                "encrypted signing key": encrypted, "truncated PEM": pem[:-30], "two PEM": pem * 2,
                "truncated encrypted PEM": encrypted[:-60], "secret": TEXT, "raw secret": SECRET,
                "sealed secret": sealed, "open to others": TEXT, "seal open to others": sealed,
                "PEM open to others": pem, "of 1 GB": b"",
            }[name], 0o644 if name.endswith("others") else 0o600)  # fmt: skip
        if name == "of 1 GB":
            os.truncate(path, GIB)
        return path

    def refuse(self, arguments, name, code, words):
        with self.subTest(name, command=arguments):
            done = self.run_tool(*arguments, self.make(name), stdin=b'{"username":"ada"}\n', patience=20,
                                 code=code, start_new_session=True)
            said = [line for line in done.words if ": error: " in line]
            self.assertEqual(len(said), 1, done.words)
            self.assertIn(words, said[0])
            self.assertEqual((done.out, self.left()), (b"", []))


class AFile(Keys):
    def test_that_is_no_secret_is_refused_by_every_command_that_takes_one(self):
        for name, (code, words) in (BAD_SECRETS | WRONG_SECRETS).items():
            for arguments in SECRETS:
                if name in WRONG_SECRETS and NEITHER_WAY & set(arguments):
                    continue
                if NEITHER_WAY & set(arguments) and "seal" in name:
                    continue  # not looked into without a passphrase, or encrypted already
                self.refuse(arguments, name, code, words)

    def test_that_is_no_secret_passes_no_check(self):
        for name in BAD_SECRETS.keys() - {"weak", "truncated seal"} | WRONG_SECRETS.keys():
            if not any(word in name for word in ("signing key", "public half", "others")):
                self.refuse(("funkey", "check"), name, *(BAD_SECRETS | WRONG_SECRETS)[name])

    def test_that_is_no_signing_key_is_refused_by_every_command_that_takes_one(self):
        for name, (code, words) in (BAD_SIGNERS | WRONG_SIGNERS).items():
            for arguments in SIGNERS:
                if name in WRONG_SIGNERS and NEITHER_WAY & set(arguments):
                    continue
                if NEITHER_WAY & set(arguments) and "encrypted" in name:
                    continue
                self.refuse(arguments, name, code, words)

    def test_that_is_encrypted_or_is_not_is_no_other(self):
        for name in ("sealed secret", "encrypted signing key"):
            self.refuse(("funkey", "encrypt", "-o", "made"), name, 2, "is encrypted already")
        for name in ("secret", "raw secret", "signing key", "public half"):
            self.refuse(("funkey", "decrypt", "-o", "made"), name, 2, "is not encrypted")
        self.refuse(("funkey", "encrypt", "-o", "made"), "public half", 2, "which is no secret")

    def test_that_is_encrypted_asks_for_a_terminal_where_none_is(self):
        for arguments in (*SECRETS, ("funkey", "decrypt", "-o", "made")):
            if not NEITHER_WAY & set(arguments):
                self.refuse(arguments, "sealed secret", 2, "there is no terminal to ask for a passphrase")
        self.refuse(("funkey", "public"), "encrypted signing key", 2, "there is no terminal")


class APassphrase(Keys):
    ASKING = (("funkey", "pseudonym", "--key", "text.enc"), ("funkey", "inspect", "text.enc"),
              ("funkey", "decrypt", "-o", "made", "text.enc"), ("funkey", "public", "signing.enc"),
              ("funkey", "decrypt", "-o", "made", "signing.enc"), ("funkey", "check", "signing.enc"),
              ("funanon", "-o", "made", "--key", "text.enc"),
              ("funaudit", "--raw", "raw", "--key", "text.enc"))  # fmt: skip

    def refuse_words(self, content, code, words, mode=0o600):
        self.file("given", content, mode)
        for tool, *arguments in self.ASKING:
            with self.subTest(words, command=arguments):
                if mode != 0o600 and arguments[0] == "check":
                    continue  # it refuses nothing for its mode: it says so
                done = self.with_words(*arguments, tool=tool, words="given", code=code,
                                       stdin=b'{"username":"ada"}\n')
                self.assertEqual(sum(words in line for line in done.words), 1, done.words)
                self.assertEqual((done.out, self.left()), (b"", []))

    def test_that_is_wrong_ends_with_5(self):
        for content in (b"wrong", WORDS.upper(), b" " + WORDS, WORDS[:-1] + b"\r\n"):
            self.refuse_words(content, 5, "error: the passphrase does not open ")

    def test_that_is_none_ends_with_2(self):
        self.refuse_words(b"", 2, " is empty")
        self.refuse_words(b"\n" + WORDS, 2, " is empty")
        self.refuse_words(b"x" * 5000, 2, "is no passphrase")
        self.refuse_words(b"a\0b\n", 2, "is no passphrase")

    def test_that_others_can_read_ends_with_6(self):
        self.refuse_words(WORDS, 6, "is open to other users (mode 0644)", mode=0o644)

    def test_of_a_descriptor_that_is_not_open_ends_with_6(self):
        for tool, *arguments in self.ASKING:
            for fd in ("3", "4", "5", "6", "99"):  # some of these numbers the command uses itself
                done = self.run_tool(tool, *arguments, "--passphrase-fd", fd, code=6, patience=20,
                                     stdin=b'{"username":"ada"}\n')
                self.assertIn(f"file descriptor {fd}: it is not open", done.words[0])
                self.assertEqual((done.out, self.left()), (b"", []))

    def test_may_not_come_the_way_of_names_or_of_the_key(self):
        done = self.run_tool("funkey", "pseudonym", "--key", "text.enc", "--passphrase-fd", "0", stdin=WORDS, code=2)
        self.assertIn("standard input holds the names", done.words[0])
        with open(self.path("text.enc"), "rb") as key:
            fd = str(key.fileno())
            self.run_tool("funkey", "pseudonym", "--key-fd", fd, "--passphrase-fd", fd, pass_fds=[key.fileno()], code=2)

    def test_that_is_weak_encrypts_nothing(self):
        for words in (b"short", b"passwordpassword", b"azertyuiop123456"):
            self.file("given", words)
            for key in ("text", "signing"):
                done = self.with_words("encrypt", key, "-o", "made", words="given", code=2)
                self.assertIn("can be guessed", done.words[0])
                self.assertEqual(self.left(), [])


class AnOutput(Keys):
    MAKING = (("generate",), ("generate", "--signing"), ("encrypt", "text"), ("encrypt", "signing"),
              ("decrypt", "text.enc"), ("decrypt", "signing.enc"))  # fmt: skip

    def making(self, output, code, words, **how):
        for arguments in self.MAKING:
            with self.subTest(words, command=arguments):
                run = self.run_tool if arguments[0] == "generate" else self.with_words
                tool = ("funkey",) if arguments[0] == "generate" else ()
                done = run(*tool, *arguments, "-o", output, code=code, **how)
                self.assertIn(words, done.words[0])
                self.assertEqual(done.out, b"")

    def test_is_never_replaced(self):
        before = {name: self.read(name) for name in self.made_here if os.path.isfile(self.path(name))}
        os.symlink("nowhere", self.path("dangling"))
        self.made_here.add("dangling")
        for name in ("good", "text", "dangling"):
            self.making(name, 6, "exists, and a key is never overwritten")
        self.run_tool("funkey", "generate", "--signing", "-o", "signing", code=6)
        self.file("lone.pub", b"what was there")
        self.run_tool("funkey", "generate", "--signing", "-o", "lone", code=6)
        self.assertEqual(self.left(), [])
        self.assertEqual({name: self.read(name) for name in before}, before)

    def test_that_cannot_be_made_leaves_nothing(self):
        self.making("no/such/folder", 6, "cannot create")
        self.assertEqual(self.left(), [])

    def test_on_a_full_disk_leaves_nothing(self):
        def limit():  # a write fails, as on a full disk
            resource.setrlimit(resource.RLIMIT_FSIZE, (16, 16))

        self.making("made", 6, "File too large", preexec_fn=limit)  # SIGXFSZ is as a shell leaves it
        self.assertEqual(self.left(), [])
        with open("/dev/full", "wb") as full:
            self.run_tool("funkey", "generate", stdout=full, code=6)
            self.run_tool("funkey", "public", "signing", stdout=full, code=6)
            self.with_words("decrypt", "text.enc", stdout=full, code=6)


if __name__ == "__main__":
    main()
