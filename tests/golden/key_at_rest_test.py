"""Encrypted keys: opened by programs of others, and by every command that takes a key.

What `funkey encrypt` writes is decrypted here by docs/format/key-file.md with PyPI's cryptography
(tests/golden/validators gets it) and by openssl; what these encrypt, our commands open.
"""

import base64
import json
import os
import pty
import re
import select
import signal
import subprocess
import sys
import time

sys.dont_write_bytecode = True

from session import HERE, ROOT, SECRET, Case, command, derived, main, pseudonym  # noqa: E402

WORDS = "plum orbit lantern quiver"
TEXT = b"# created: 2026-11-23T10:00:00Z\n# ours\nFUNKEY-SECRET-1 " + base64.b64encode(bytes(range(32))) + b"\n"

# By the document, with cryptography alone: "open" FILE's text, or "seal" standard input.
BY_THE_DOCUMENT = """
import base64, os, sys
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt
way, words = sys.argv[1], sys.argv[2].encode()
given = sys.stdin.buffer.read()
key = lambda salt: AESGCM(Scrypt(salt=salt, length=32, n=2**15, r=8, p=3).derive(words))
if way == "open":
    line, = [line for line in given.splitlines() if not line.startswith(b"#")]
    mark, body = line.split(b" ")
    body = base64.b64decode(body, validate=True)
    sys.stdout.buffer.write(key(body[:16]).decrypt(body[16:28], body[28:], mark))
else:
    salt, nonce, mark = os.urandom(16), os.urandom(12), b"FUNKEY-ENCRYPTED-1"
    body = salt + nonce + key(salt).encrypt(nonce, given, mark)
    sys.stdout.buffer.write(mark + b" " + base64.b64encode(body) + b"\\n")
"""


class AtRest(Case):
    def with_words(self, *arguments, words=WORDS, tool="funkey", **how):
        """Runs a command that reads `words` from a descriptor."""
        read, write = os.pipe()
        os.write(write, words.encode() + b"\n")
        os.close(write)
        try:
            return self.run_tool(tool, *arguments, "--passphrase-fd", str(read), pass_fds=[read], **how)
        finally:
            os.close(read)

    def others(self, *program, given=b"", code=0):
        done = subprocess.run(program, input=given, capture_output=True, cwd=self.folder, timeout=120)
        self.assertEqual(done.returncode, code, done.stderr.decode())
        return done.stdout

    def key_pair(self):
        self.run_tool("funkey", "generate", "--signing", "-o", self.private("signing.key"))
        self.private("signing.key.pub")


class ASecret(AtRest):
    @classmethod
    def setUpClass(cls):
        made = subprocess.run([os.path.join(HERE, "validators")], capture_output=True, timeout=600)
        if made.returncode != 0:
            raise AssertionError("tests/golden/validators failed: " + made.stderr.decode()[-2000:])
        cls.python = os.path.join(made.stdout.decode().strip(), "bin", "python")

    def by_the_document(self, way, given):
        return self.others(self.python, "-c", BY_THE_DOCUMENT, way, WORDS, given=given)

    def test_is_decrypted_by_the_document_and_comes_back_to_the_byte(self):
        for number, plain in enumerate((TEXT, TEXT.replace(b"\n", b"\r\n"), SECRET, SECRET + b"\n",
                                        bytes(range(256)) * 16, b"\0\xff" + SECRET)):
            key, sealed = self.file(f"key{number}", plain), self.private(f"sealed{number}")
            back = self.private(f"back{number}")
            self.with_words("encrypt", key, "-o", sealed, umask=0)
            self.assertEqual(os.stat(sealed).st_mode & 0o7777, 0o600)
            text = self.read(f"sealed{number}")
            self.assertRegex(text, rb"\A# key id: [0-9a-f]{16}\nFUNKEY-ENCRYPTED-1 [A-Za-z0-9+/]+=*\n\Z")
            self.assertEqual(self.by_the_document("open", text), plain)
            self.with_words("decrypt", sealed, "-o", back, umask=0)
            self.assertEqual((self.read(f"back{number}"), os.stat(back).st_mode & 0o7777), (plain, 0o600))
            self.assertEqual(self.read(f"key{number}"), plain)
            self.assertEqual(self.with_words("decrypt", sealed).out, plain)

    def test_that_others_encrypted_by_the_document_opens(self):
        sealed = self.file("sealed", self.by_the_document("seal", TEXT))
        done = self.with_words("pseudonym", "--key", sealed, stdin=b"ada\n")
        self.assertEqual(done.out.decode(), pseudonym("ada", bytes(range(32))) + "\n")

    def test_is_taken_by_every_command_that_takes_a_key(self):
        sealed = self.private("sealed")
        self.with_words("encrypt", self.key, "-o", sealed)
        ada = pseudonym("ada")
        raw, log = b'{"username":"ada"}\n', b'{"username":"%s"}\n' % ada.encode()
        done = self.with_words("--key", sealed, "--closure", "off", tool="funanon", stdin=raw)
        self.assertEqual(done.out, log)
        done = self.with_words("pseudonym", "--key", sealed, "--release", "r1", stdin=b"ada\n")
        self.assertEqual(done.out.decode(), pseudonym("ada", derived(SECRET, "fun/v1/release/r1")) + "\n")
        self.file("raw", raw)
        self.file("log", log)
        for right, code in ((sealed, 0), (self.file("other", SECRET[::-1]), 1)):
            arguments = ("--raw", "raw", "--key", right, "log")
            self.with_words(*arguments, tool="funaudit", code=code)
        self.with_words("--fingerprint-key", sealed, "--json", "report", "log", tool="funaudit")
        self.assertEqual(json.loads(self.read("report"))["verdict"], "passed")
        with open(sealed, "rb") as key:
            fd = key.fileno()
            read, write = os.pipe()
            os.write(write, WORDS.encode())
            os.close(write)
            done = self.run_tool("funkey", "pseudonym", "--key-fd", str(fd), "--passphrase-fd", str(read),
                                 pass_fds=[fd, read], stdin=b"ada\n")
            os.close(read)
        self.assertEqual(done.out.decode(), ada + "\n")

    def test_of_two_keys_each_takes_its_line_of_the_passphrases(self):
        other, words = self.file("other", SECRET[::-1]), "another passphrase of mine"
        self.with_words("encrypt", self.key, "-o", self.private("a"))
        self.with_words("encrypt", other, "-o", self.private("b"), words=words)
        done = self.with_words("rekey", "--old", "a", "--new", "b", words=f"{WORDS}\n{words}", stdin=b"ada\n")
        self.assertEqual(done.out.decode(), f"{pseudonym('ada')}\t{pseudonym('ada', SECRET[::-1])}\n")
        self.with_words("rekey", "--old", "a", "--new", "b", stdin=b"ada\n", code=2)
        self.with_words("rekey", "--old", "b", "--new", "a", words=f"{WORDS}\n{words}", stdin=b"ada\n", code=5)

    def test_is_inspected_without_its_passphrase_and_with_it(self):
        sealed = self.private("sealed")
        said = self.with_words("encrypt", self.file("text", TEXT), "-o", sealed).words[-1]
        key_id = said.rsplit(" ", 1)[1]
        self.assertEqual(key_id, derived(bytes(range(32)), "fun/v1/key-id").hex()[:16])
        shown = self.run_tool("funkey", "inspect", sealed, stdin=None).out.decode()
        self.assertIn("encrypted secret (FUNKEY-ENCRYPTED-1", shown)
        self.assertIn(key_id + ", as the file states", shown)
        shown = self.with_words("inspect", sealed).out.decode()
        self.assertRegex(shown, rf"key id:   {key_id}\ncreated:  2026-11-23T10:00:00Z\nstrength: 256 bits\n\Z")


class TheDocument(AtRest):
    """Its worked examples, as they stand in docs/format/key-file.md."""

    def setUp(self):
        super().setUp()
        with open(os.path.join(ROOT, "docs", "format", "key-file.md"), encoding="utf-8") as file:
            self.text = file.read()

    def examples(self, start):
        """Indented pieces that begin with `start`, without the indent."""
        pieces = re.findall(r"(?m)(?:^    .*\n)+", self.text)
        return [re.sub(r"(?m)^    ", "", piece) for piece in pieces if piece.startswith("    " + start)]

    def test_s_examples_are_one_key_plain_encrypted_and_for_signing(self):
        plain = self.examples("# created")[0]
        self.file("plain", plain.encode())
        body = "".join(self.examples("AAEC")[0].split())
        self.assertTrue(self.examples("# key id")[0].split("\n")[1].startswith("FUNKEY-ENCRYPTED-1 " + body[:100]))
        sealed = self.file("sealed", b"FUNKEY-ENCRYPTED-1 " + body.encode() + b"\n")
        self.assertIn(f"`{WORDS}`", self.text)
        self.assertEqual(self.with_words("decrypt", sealed).out, plain.encode())
        signing = self.file("signing", self.examples("-----BEGIN PRIVATE")[0].encode())
        self.assertEqual(self.run_tool("funkey", "public", signing).out.decode(), self.examples("-----BEGIN PUBLIC")[0])
        key_id = self.examples("key id ")[0].split()[-1]
        self.assertIn(key_id, self.run_tool("funkey", "inspect", signing).out.decode())

    def test_s_pseudonyms_are_right(self):
        self.file("plain", self.examples("# created")[0].encode())
        rows = re.findall(r"\| (\w+) `(\w+)`(?:, `--release ([\w-]+)`)? \| `([0-9a-f]{64})` \|", self.text)
        self.assertEqual(len(rows), 5)
        for domain, name, release, want in rows:
            flags = ("--domain", domain, *(("--release", release) if release else ()))
            done = self.run_tool("funkey", "pseudonym", "--key", "plain", *flags, stdin=name.encode())
            self.assertEqual(done.out.decode(), want + "\n")


class ASigningKey(AtRest):
    def openssl(self, *arguments, **how):
        return self.others("openssl", "pkey", *arguments, **how)

    def test_is_opened_by_openssl_and_comes_back_to_the_byte(self):
        self.key_pair()
        self.with_words("encrypt", "signing.key", "-o", self.private("sealed"), umask=0)
        self.assertEqual(os.stat(self.path("sealed")).st_mode & 0o7777, 0o600)
        self.assertTrue(self.read("sealed").startswith(b"-----BEGIN ENCRYPTED PRIVATE KEY-----\n"))
        given = "pass:" + WORDS
        self.assertEqual(self.openssl("-in", "sealed", "-passin", given), self.read("signing.key"))
        self.assertEqual(self.openssl("-in", "sealed", "-passin", given, "-pubout"), self.read("signing.key.pub"))
        self.openssl("-in", "sealed", "-passin", "pass:wrong", code=1)
        self.assertIn(b":scrypt", self.others("openssl", "asn1parse", "-in", "sealed"))
        self.with_words("decrypt", "sealed", "-o", self.private("back"))
        self.assertEqual(self.read("back"), self.read("signing.key"))
        self.assertEqual(self.with_words("public", "sealed").out, self.read("signing.key.pub"))
        self.assertIn(b"Ed25519", self.with_words("inspect", "sealed").out)
        self.assertIn(b"encrypted signing key", self.run_tool("funkey", "inspect", "sealed").out)

    def test_that_openssl_made_or_encrypted_is_taken(self):
        made = self.file("made", self.others("openssl", "genpkey", "-algorithm", "ed25519"))
        for number, flags in enumerate((("-scrypt",), (), ("-v2", "aes-128-cbc"), ("-iter", "5000"))):
            sealed = self.file(f"sealed{number}", self.others(
                "openssl", "pkcs8", "-topk8", "-in", made, "-passout", "pass:" + WORDS, *flags))
            self.assertEqual(self.with_words("public", sealed).out, self.openssl("-in", made, "-pubout"))


class TheTerminal(AtRest):
    """A command whose terminal is ours; what it shows and how it ends."""

    def at_terminal(self, *arguments, answers, end_with=None):
        pid, terminal = pty.fork()
        if pid == 0:
            os.chdir(self.folder)
            os.execv(command("funkey"), [command("funkey"), *arguments])
        shown, waiting = b"", [answer.encode() + b"\n" for answer in answers]
        while True:
            if not select.select([terminal], [], [], 60)[0]:
                self.fail("the command waits at its terminal")
            try:
                part = os.read(terminal, 4096)
            except OSError:  # its end, where a pipe would be at its end
                break
            shown += part
            if shown.endswith(b": ") and not shown.endswith(b"error: "):
                time.sleep(0.05)  # the echo is off before the question comes
                if waiting:
                    os.write(terminal, waiting.pop(0))
                elif end_with:
                    os.kill(pid, end_with)
                    end_with = None
        _pid, status = os.waitpid(pid, 0)
        os.close(terminal)
        return os.waitstatus_to_exitcode(status), shown.decode()

    def test_is_asked_twice_for_a_new_passphrase_and_shows_none(self):
        code, shown = self.at_terminal("encrypt", "key", "-o", self.private("sealed"), answers=[WORDS, WORDS])
        self.assertEqual((code, shown.count(": ")), (0, 3), shown)  # the third: "funkey: key id"
        self.assertNotIn("lantern", shown)
        code, shown = self.at_terminal("decrypt", "sealed", "-o", self.private("back"), answers=[WORDS])
        self.assertEqual(code, 0, shown)
        self.assertNotIn("lantern", shown)
        self.assertEqual(self.read("back"), SECRET)

    def test_that_gives_two_passphrases_writes_nothing(self):
        for answers in ((WORDS, WORDS + "s"), (WORDS, ""), ("short",), ("",)):
            code, shown = self.at_terminal("encrypt", "key", "-o", "sealed", answers=answers)
            self.assertEqual((code, self.left()), (2, []), shown)

    def test_is_never_shown_a_secret(self):
        self.with_words("encrypt", self.key, "-o", self.private("sealed"))
        code, shown = self.at_terminal("decrypt", "sealed", answers=[])
        self.assertEqual(code, 2, shown)
        self.assertIn("not printed on a terminal", shown)

    def test_has_its_echo_again_after_a_signal(self):
        code, shown = self.at_terminal("encrypt", "key", "-o", "sealed", answers=[], end_with=signal.SIGTERM)
        self.assertEqual((code, self.left()), (4, []), shown)
        self.assertIn("stopped by a signal", shown)


if __name__ == "__main__":
    main()
