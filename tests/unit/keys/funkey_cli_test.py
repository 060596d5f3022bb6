"""The command funkey as its users meet it; FUN_BIN_DIR names its folder.

The expectations come from Python's hmac alone, never from funkey's own code.
"""

import base64
import hashlib
import hmac
import os
import random
import re
import signal
import subprocess
import tempfile
import unittest

FUNKEY = os.path.join(os.environ.get("FUN_BIN_DIR", "build"), "funkey")
RAW = b"the 2015 script kept this key"
COUNTING = bytes(range(32))
TEXT = b"FUNKEY-SECRET-1 " + base64.b64encode(COUNTING) + b"\n"


def hmac_hex(key, message):
    return hmac.new(key, message, hashlib.sha256).hexdigest().encode()


def hkdf(secret, info):
    """RFC 5869, extract and expand, empty salt, 32 bytes: one block."""
    extracted = hmac.new(bytes(32), secret, hashlib.sha256).digest()
    return hmac.new(extracted, info + b"\x01", hashlib.sha256).digest()


def make_names(count):
    chance = random.Random(20260101)
    letters = "abcdefghijklmnopqrstuvwxyzABC0123456789_-. éßñ漢字語😀ａ\u200b\t"
    return ["".join(chance.choices(letters, k=chance.randint(1, 80))).encode()
            for _ in range(count)]


class Case(unittest.TestCase):
    def setUp(self):
        self.scratch = tempfile.TemporaryDirectory()
        self.addCleanup(self.scratch.cleanup)

    def path(self, name):
        return os.path.join(self.scratch.name, name)

    def file(self, name, content, mode=0o600):
        with open(self.path(name), "wb") as out:
            out.write(content)
        os.chmod(self.path(name), mode)
        return self.path(name)

    def funkey(self, *arguments, names=b"", **how):
        done = subprocess.run([FUNKEY, *arguments], input=names, timeout=60,
                              stdout=how.pop("stdout", subprocess.PIPE),
                              stderr=subprocess.PIPE, **how)
        for line in done.stderr.splitlines():
            self.assertTrue(line.startswith(b"funkey: "), line)
        return done

    def assert_refused(self, code, *arguments, names=b"ada\n", **how):
        done = self.funkey(*arguments, names=names, **how)
        self.assertEqual(done.returncode, code, done.stderr)
        self.assertIn(b"funkey: error: ", done.stderr)
        self.assertEqual(done.stdout, b"")
        return done


class Pseudonym(Case):
    def test_equals_python_hmac_for_1000_usernames(self):
        names = make_names(1000)
        key = self.file("key", RAW + b"\n")
        done = self.funkey("pseudonym", "--key", key, names=b"\n".join(names))
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(done.stdout, b"".join(hmac_hex(RAW, n) + b"\n" for n in names))
        self.assertEqual(done.stderr, b"funkey: read 1000 = pseudonyms 1000 + empty 0\n")

    def test_takes_bytes_that_are_no_utf8_as_they_are(self):
        key = self.file("key", TEXT)
        done = self.funkey("pseudonym", "--key", key, names=b"\xff\xed\xa0\x80\x00\n")
        self.assertEqual(done.stdout, hmac_hex(COUNTING, b"\xff\xed\xa0\x80\x00") + b"\n")

    def test_derives_domains_and_releases(self):
        key = self.file("key", TEXT)
        working = hkdf(COUNTING, b"fun/v1/release/2026-spring")
        for domain in ("username", "user_id", "session"):
            for release, secret in ((None, COUNTING), ("2026-spring", working)):
                flags = ["--release", release] if release else []
                want = secret if domain == "username" else hkdf(
                    secret, b"fun/v1/domain/" + domain.encode())
                done = self.funkey("pseudonym", "--key", key, "--domain", domain, *flags,
                                   names=b"42\n")
                self.assertEqual(done.stdout, hmac_hex(want, b"42") + b"\n", (domain, release))

    def test_keeps_empty_lines_and_prints_tsv(self):
        key = self.file("key", TEXT)
        ada = hmac_hex(COUNTING, b"ada")
        done = self.funkey("pseudonym", "--key", key, names=b"\nada\n\n")
        self.assertEqual(done.stdout, b"\n" + ada + b"\n\n")
        done = self.funkey("pseudonym", "--key", key, "--tsv", "--quiet", names=b"ada\n\n")
        self.assertEqual(done.stdout, b"ada\t" + ada + b"\n\t\n")
        self.assertEqual(done.stderr, b"")

    def test_warns_of_carriage_returns(self):
        done = self.funkey("pseudonym", "--key", self.file("key", TEXT), names=b"ada\r\nbob\r\n")
        self.assertIn(b"warning: names that end with a carriage return", done.stderr)
        self.assertTrue(done.stdout.startswith(hmac_hex(COUNTING, b"ada\r")))

    def test_reads_the_key_from_a_descriptor(self):
        key = self.file("key", RAW)
        with open(key, "rb") as held:
            done = self.funkey("pseudonym", "--key-fd", str(held.fileno()), names=b"ada",
                               pass_fds=[held.fileno()])
        self.assertEqual(done.stdout, hmac_hex(RAW, b"ada") + b"\n")
        self.assert_refused(2, "pseudonym", "--key-fd", "0")
        self.assert_refused(6, "pseudonym", "--key-fd", "77")

    def test_says_nothing_is_no_success(self):
        key = self.file("key", TEXT)
        self.assert_refused(3, "pseudonym", "--key", key, names=b"")
        done = self.funkey("pseudonym", "--key", key, "--allow-empty")
        self.assertEqual((done.returncode, done.stdout), (0, b""))

    def test_ends_silently_with_4_when_the_reader_has_gone(self):
        read, write = os.pipe()
        os.close(read)
        done = self.funkey("pseudonym", "--key", self.file("key", TEXT), names=b"ada\n",
                           stdout=write)
        os.close(write)
        self.assertEqual((done.returncode, done.stderr), (4, b""))

    def test_ends_with_6_when_the_disk_is_full(self):
        with open("/dev/full", "wb") as full:
            done = self.funkey("pseudonym", "--key", self.file("key", TEXT), names=b"ada\n",
                               stdout=full)
        self.assertEqual(done.returncode, 6, done.stderr)

    def test_ends_with_4_at_a_signal_and_says_where(self):
        key = self.file("key", TEXT)
        with subprocess.Popen([FUNKEY, "pseudonym", "--key", key], stdin=subprocess.PIPE,
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
            running.stdin.write(b"ada\nbo")
            running.stdin.flush()
            self.assertEqual(running.stdout.readline(), hmac_hex(COUNTING, b"ada") + b"\n")
            running.send_signal(signal.SIGTERM)
            self.assertEqual(running.wait(60), 4)
            self.assertEqual(running.stdout.read(), b"")
            self.assertIn(b"stopped by a signal after line 1", running.stderr.read())


class Generate(Case):
    def test_makes_a_key_that_inspect_and_python_read(self):
        key = self.path("fun.key")
        made = self.funkey("generate", "-o", key, umask=0)
        self.assertEqual((made.returncode, made.stdout), (0, b""), made.stderr)
        self.assertEqual(os.stat(key).st_mode & 0o7777, 0o600)
        self.assertEqual(os.listdir(self.scratch.name), ["fun.key"])
        with open(key, "rb") as file:
            created, key_id, secret_line = file.read().splitlines()
        secret = base64.b64decode(secret_line.removeprefix(b"FUNKEY-SECRET-1 "), validate=True)
        self.assertEqual(len(secret), 32)
        self.assertRegex(created, rb"\A# created: \d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ\Z")
        self.assertEqual(key_id.decode(), "# key id: " + hkdf(secret, b"fun/v1/key-id").hex()[:16])
        self.assertEqual(made.stderr, b"funkey: key id " + key_id[10:] + b"\n")
        shown = self.funkey("inspect", key)
        self.assertEqual(shown.stdout,
                         b"kind:     secret (FUNKEY-SECRET-1)\nkey id:   " + key_id[10:] +
                         b"\ncreated:  " + created[11:] + b"\nstrength: 256 bits\n")
        done = self.funkey("pseudonym", "--key", key, names=b"ada\n")
        self.assertEqual(done.stdout, hmac_hex(secret, b"ada") + b"\n")

    def test_never_overwrites(self):
        key = self.file("fun.key", b"what was there")
        self.assert_refused(6, "generate", "-o", key)
        with open(key, "rb") as file:
            self.assertEqual(file.read(), b"what was there")
        self.assertEqual(os.listdir(self.scratch.name), ["fun.key"])

    def test_leaves_no_file_after_a_failure(self):
        self.assert_refused(6, "generate", "-o", self.path("no/such/fun.key"))
        self.assert_refused(2, "generate", "-o", "")
        self.assert_refused(2, "generate", "-o", self.path("fun.key"), "too-many")
        self.assertEqual(os.listdir(self.scratch.name), [])

    def test_prints_a_key_to_a_pipe_but_not_to_a_terminal(self):
        piped = self.funkey("generate")
        self.assertRegex(piped.stdout, rb"(?m)^FUNKEY-SECRET-1 [A-Za-z0-9+/]{43}=$")
        controller, terminal = os.openpty()
        refused = self.funkey("generate", stdout=terminal)
        os.close(terminal)
        self.assertEqual(refused.returncode, 2)
        self.assertNotIn(b"FUNKEY-SECRET", refused.stderr)
        with self.assertRaises(OSError):  # nothing was written before the end
            os.read(controller, 1)
        os.close(controller)


class Refusals(Case):
    def test_usage_errors_end_with_2_and_repeat_no_value(self):
        key = self.file("key", TEXT)
        for arguments in ((), ("hunter2",), ("generate", "hunter2"), ("inspect",),
                          ("inspect", "hunter2"), ("pseudonym",), ("pseudonym", "hunter2"),
                          ("pseudonym", "--key", "hunter2"),
                          ("pseudonym", "--key", key, "--key-fd", "0"),
                          ("pseudonym", "--key", key, "--domain", "hunter2"),
                          ("pseudonym", "--key", key, "--domain", ""),
                          ("pseudonym", "--key", key, "--release", ""),
                          ("pseudonym", "--key", key, "--release=", "--tsv"),
                          ("pseudonym", "--key", key, "--release", "hunter2 /"),
                          ("pseudonym", "--key-fd", "hunter2"),
                          ("pseudonym", "--key", key, "--hunter2=ada")):
            done = self.assert_refused(2, *arguments)
            self.assertNotIn(b"hunter2", done.stderr, arguments)

    def test_key_refusals_have_their_codes_and_flags(self):
        weak = self.file("weak", b"changemechangeme\n")
        loose = self.file("open", RAW, 0o644)
        self.assert_refused(2, "pseudonym", "--key", weak)
        self.assert_refused(2, "inspect", weak)
        refused = self.assert_refused(6, "pseudonym", "--key", loose)
        self.assertIn(b"chmod 600", refused.stderr)
        self.assert_refused(6, "inspect", loose)
        for flag, key, secret in (("--allow-weak-key", weak, b"changemechangeme"),
                                  ("--allow-open-key", loose, RAW)):
            done = self.funkey("pseudonym", "--key", key, flag, names=b"ada")
            self.assertEqual(done.stdout, hmac_hex(secret, b"ada") + b"\n")
            self.assertEqual(self.funkey("inspect", key, flag).returncode, 0)
        self.assertIn(b"weak: it is one short piece",
                      self.funkey("inspect", weak, "--allow-weak-key").stdout)

    def test_no_message_holds_bytes_of_the_key(self):
        canary = b"CANARY7f3bQz"
        encoded = base64.b64encode(canary)[:12]
        contents = (canary, canary + b"\n" + RAW, b"FUNKEY-SECRET-1 " + canary,
                    b"FUNKEY-SECRET-1 " + base64.b64encode(canary), b"-----BEGIN " + canary,
                    b"# created: " + canary + b"\n" + TEXT, b"# key id: " + canary + b"\n" + TEXT,
                    canary * 500, canary * 2, TEXT + canary, TEXT + b"# " + canary)
        for number, content in enumerate(contents):
            for mode in (0o600, 0o644):
                key = self.file(f"key{number}", content, mode)
                for flags in ((), ("--allow-weak-key",), ("--allow-open-key", "--release", "a/b"),
                              ("--allow-weak-key", "--allow-open-key")):
                    said = self.funkey("pseudonym", "--key", key, *flags, names=b"ada\n")
                    shown = self.funkey("inspect", key, *(f for f in flags if "-key" in f))
                    for text in (said.stdout, said.stderr, shown.stdout, shown.stderr):
                        self.assertNotIn(canary, text)
                        self.assertNotIn(encoded, text)
                        self.assertNotIn(canary.hex().encode(), text)


class Words(Case):
    def test_help_teaches_with_an_example_and_version_names_the_tool(self):
        for arguments in (("--help",), ("generate", "--help"), ("inspect", "--help"),
                          ("pseudonym", "--help")):
            shown = self.funkey(*arguments)
            self.assertEqual((shown.returncode, shown.stderr), (0, b""))
            self.assertIn(b"Example:\n  funkey ", shown.stdout, arguments)
        version = self.funkey("--version")
        self.assertTrue(re.fullmatch(rb"funkey \d+\.\d+\.\d+ \(commit \S+\)\n", version.stdout))


if __name__ == "__main__":
    unittest.main()
