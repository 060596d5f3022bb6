"""funkey: pairs for signing, what is said of keys, and two pseudonyms for each name.

Expectations come from openssl, Python's hmac and the file system, never from funkey's own code.
"""

import base64
import hashlib
import os
import re
import signal
import subprocess
import sys

sys.dont_write_bytecode = True

from session import SECRET, Case, derived, main, pseudonym  # noqa: E402

TEXT = b"# created: 2026-11-23T10:00:00Z\nFUNKEY-SECRET-1 " + base64.b64encode(bytes(range(32))) + b"\n"


class Funkey(Case):
    def funkey(self, *arguments, **how):
        return self.run_tool("funkey", *arguments, **how)

    def openssl(self, *arguments, given=b""):
        return subprocess.run(["openssl", *arguments], input=given, capture_output=True, check=True,
                              cwd=self.folder).stdout

    def pair(self, name="signing.key"):
        done = self.funkey("generate", "--signing", "-o", self.private(name), umask=0)
        self.private(name + ".pub")
        return done


class APairForSigning(Funkey):
    def test_is_two_files_that_openssl_reads_as_one_key(self):
        done = self.pair()
        self.assertEqual(done.out, b"")
        self.assertEqual(sorted(os.listdir(self.folder)), ["key", "signing.key", "signing.key.pub"])
        self.assertEqual([os.stat(self.path(name)).st_mode & 0o7777 for name in ("signing.key", "signing.key.pub")],
                         [0o600, 0o644])
        self.assertEqual(self.openssl("pkey", "-in", "signing.key"), self.read("signing.key"))
        self.assertEqual(self.openssl("pkey", "-in", "signing.key", "-pubout"), self.read("signing.key.pub"))
        self.assertIn(b"ED25519", self.openssl("pkey", "-in", "signing.key", "-text", "-noout"))
        der = self.openssl("pkey", "-pubin", "-in", "signing.key.pub", "-outform", "DER", "-pubout")
        self.assertEqual(done.words, ["funkey: key id " + hashlib.sha256(der).hexdigest()])

    def test_is_another_each_time(self):
        self.pair("a")
        self.pair("b")
        self.assertNotEqual(self.read("a.pub"), self.read("b.pub"))

    def test_gives_its_public_half_again(self):
        self.pair()
        self.assertEqual(self.funkey("public", "signing.key").out, self.read("signing.key.pub"))
        self.assertEqual(self.funkey("public", "signing.key").err, b"")

    def test_that_openssl_made_is_as_good(self):
        self.file("theirs", self.openssl("genpkey", "-algorithm", "ed25519"))
        self.assertEqual(self.funkey("public", "theirs").out, self.openssl("pkey", "-in", "theirs", "-pubout"))

    def test_goes_to_a_pipe_as_its_secret_half_and_to_no_terminal(self):
        half = self.file("half", self.funkey("generate", "--signing").out)
        self.assertEqual(self.openssl("pkey", "-in", half, "-pubout"), self.funkey("public", half).out)
        controller, terminal = os.openpty()
        done = self.funkey("generate", "--signing", stdout=terminal, code=2)
        os.close(terminal)
        self.assertIn("a secret is not printed on a terminal", done.words[0])
        os.close(controller)

    def test_leaves_no_half_when_it_is_killed(self):
        for number in range(20):
            process = self.start("funkey", "generate", "--signing", "-o", f"pair{number}")
            os.kill(process.pid, signal.SIGKILL) if number % 2 else process.wait(60)
            process.wait(60)
            made = [name for name in os.listdir(self.folder) if name.startswith(f"pair{number}")]
            for name in made:
                self.made_here.add(name)
            if f"pair{number}" in made:  # the secret half comes last
                self.assertIn(f"pair{number}.pub", made)

    def test_is_inspected(self):
        key_id = self.pair().words[0].rsplit(" ", 1)[1]
        for name, kind in (("signing.key", "signing key (Ed25519, PKCS#8)"),
                           ("signing.key.pub", "public half of a signing key (Ed25519, SPKI)")):
            self.assertEqual(self.funkey("inspect", name).out.decode(),
                             f"kind:     {kind}\nkey id:   {key_id}\ncreated:  not recorded\n"
                             "strength: 128 bits, as every Ed25519 key has\n")


class ACheck(Funkey):
    def setUp(self):
        super().setUp()
        os.mkdir(self.path("own"), 0o700)
        self.made_here.add("own")

    def placed(self, content, mode=0o600):
        self.file("own/fun.key", content, mode)
        self.made_here.discard("own/fun.key")
        return "own/fun.key"

    def check(self, path, code, *no):
        """The aspects that it says NO to."""
        done = self.funkey("check", path, code=code)
        said = dict(re.findall(r"(?m)^(\w+): +(ok|NO), .+$", done.out.decode()))
        self.assertEqual(list(said), ["strength", "mode", "owner", "folder"], done.out)
        self.assertEqual([what for what, answer in said.items() if answer == "NO"], list(no), done.out)
        self.assertEqual(len(done.words), 2 if code else 0)

    def test_of_a_good_key_in_a_good_place_ends_with_0(self):
        self.check(self.placed(TEXT), 0)
        self.check(self.placed(SECRET), 0)
        self.check("key", 0)
        self.pair("own/signing.key")
        self.check("own/signing.key", 0)
        self.check("own/signing.key.pub", 0)

    def test_of_a_key_that_can_be_guessed_ends_with_2(self):
        for weak in (b"changeme", b"password" * 4, b"0123456789abcdef0123456789abcdef", b"qwertyuiopasdfghjkl",
                     b"SET-ME-TO-A-UNIQUE-LONG-RANDOM-STRING", b"replace_with_your_secret_key", b"x" * 64):
            self.check(self.placed(weak), 2, "strength")

    def test_of_an_open_file_or_folder_ends_with_6(self):
        self.check(self.placed(TEXT, 0o640), 6, "mode")
        self.check(self.placed(TEXT, 0o604), 6, "mode")
        os.chmod(self.path("own"), 0o777)
        self.check(self.placed(TEXT), 6, "folder")
        self.check(self.placed(TEXT, 0o666), 6, "mode", "folder")
        os.chmod(self.path("own"), 0o755)
        self.check(self.placed(TEXT), 0)
        self.pair("own/signing.key")
        os.chmod(self.path("own/signing.key.pub"), 0o666)
        self.check("own/signing.key.pub", 6, "mode")

    def test_of_a_weak_key_in_an_open_file_ends_with_2_and_says_both(self):
        self.check(self.placed(b"changeme", 0o644), 2, "strength", "mode")

    def test_of_what_belongs_to_somebody_else_ends_with_6(self):
        if os.getuid() != 0:
            self.skipTest("only root can give files away")
        os.chown(self.path(self.placed(TEXT)), 65534, 65534)
        self.check("own/fun.key", 6, "owner")
        os.chown(self.path("own"), 65534, 65534)
        self.check("own/fun.key", 6, "owner", "folder")

    def test_of_what_is_no_key_ends_with_2_and_prints_nothing(self):
        for content in (b"", TEXT[:-5], b"-----BEGIN PRIVATE KEY-----\n", b"x" * 5000):
            done = self.funkey("check", self.placed(content), code=2)
            self.assertEqual(done.out, b"")


class Rekey(Funkey):
    NAMES = ("ada", "Ada", "zoé", "grace hopper", "tab\there", "")

    def setUp(self):
        super().setUp()
        self.file("new", TEXT)
        self.new = bytes(range(32))

    def test_gives_the_pseudonyms_of_both_keys_in_order(self):
        release = derived(self.new, "fun/v1/release/2026-spring")
        for domain in ("username", "user_id", "session"):
            keys = [secret if domain == "username" else derived(secret, "fun/v1/domain/" + domain)
                    for secret in (SECRET, release)]
            want = "".join("\t".join(pseudonym(name, key) if name else "" for key in keys) + "\n"
                           for name in self.NAMES)
            done = self.funkey("rekey", "--old", "key", "--new", "new", "--new-release", "2026-spring", "--domain",
                               domain, stdin="\n".join(self.NAMES).encode() + b"\n")
            self.assertEqual(done.out.decode(), want)
            self.assertEqual(done.words, ["funkey: read 6 = pseudonyms 5 + empty 1"])

    def test_joins_two_releases_of_one_key(self):
        done = self.funkey("rekey", "--old", "key", "--new", "key", "--old-release", "a", "--new-release", "b",
                           stdin=b"ada")
        keys = [derived(SECRET, "fun/v1/release/" + name) for name in "ab"]
        self.assertEqual(done.out.decode(), "\t".join(pseudonym("ada", key) for key in keys) + "\n")
        one, other = (self.funkey("pseudonym", "--key", "key", "--release", name, stdin=b"ada").out for name in "ab")
        self.assertEqual(done.out, one[:-1] + b"\t" + other)

    def test_of_one_key_with_itself_is_refused(self):
        self.file("copy", SECRET + b"\n")
        for flags in (("key",), ("copy",), ("copy", "--old-release", "a", "--new-release", "a")):
            done = self.funkey("rekey", "--old", "key", "--new", *flags, stdin=b"ada\n", code=2)
            self.assertEqual(done.out, b"")
            self.assertIn("are the same", done.words[0])

    def test_of_no_names_or_with_wrong_flags_is_refused(self):
        both = ("rekey", "--old", "key", "--new", "new")
        self.funkey(*both, stdin=b"", code=3)
        self.assertEqual(self.funkey(*both, "--allow-empty", stdin=b"").out, b"")
        for arguments in (("rekey",), ("rekey", "--old", "key"), ("rekey", "--new", "key"), (*both, "ada"),
                          (*both, "--domain", "x"), (*both, "--new-release", "a/b"), (*both, "--old-release", "")):
            self.assertEqual(self.funkey(*arguments, stdin=b"ada\n", code=2).out, b"")


if __name__ == "__main__":
    main()
