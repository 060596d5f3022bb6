"""Whom the loader trusts over TLS, and what it says to a server whom it does not.

    FUN_BIN_DIR=build/release python3 -m unittest -v test_trust    (here; needs openssl)

The server is a stand-in, because it lies: it shows certificates that are not its own, and changes
between two requests.  test_security asks an honest one.
"""

import pathlib
import ssl
import subprocess
import tempfile
import unittest

from certificates import Certificate
from loading import BIN, event, log
from stand_in import StandInCase, say


def setUpModule():
    folder = tempfile.TemporaryDirectory()
    unittest.addModuleCleanup(folder.cleanup)
    make = lambda file, **how: Certificate(pathlib.Path(folder.name), file, **how)
    global CA, OTHER_CA, MIDDLE, LEAF, MIDDLE_LEAF, OTHER_LEAF, ELSEWHERE, OLD, LEAF_OF_LEAF, ALONE
    CA = make("ca", subject="authority", is_authority=True)
    OTHER_CA = make("other-ca", subject="authority", is_authority=True)  # of the same name
    MIDDLE = make("middle", by=CA, is_authority=True)
    LEAF = make("leaf", by=CA)
    MIDDLE_LEAF = make("middle-leaf", by=MIDDLE)
    OTHER_LEAF = make("other-leaf", by=OTHER_CA)
    ELSEWHERE = make("elsewhere", by=CA, san="DNS:es.example.org")
    OLD = make("old", by=CA, days=-1)
    LEAF_OF_LEAF = make("leaf-of-leaf", by=LEAF)
    ALONE = make("alone")


class Trust(StandInCase):
    def setUp(self):
        super().setUp()
        self.plain_url = self.server.url
        self.server.url = self.server.url.replace("http:", "https:")

    def show(self, certificate, *others):
        """Shows these from now on, in this order; the first is the server's."""
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate.followed_by(*others), certificate.key)
        self.stand_in.context = context

    def pinned(self, certificate, code=0):
        return self.load(log(event(1)), "--ca-fingerprint", certificate.fingerprint(), code=code)

    def named(self, certificate, code=0):
        return self.load(log(event(1)), "--ca-cert", str(certificate.pem), code=code)

    def assert_refused(self, words, *parts):
        for part in parts:
            self.assertIn(part, words)
        self.assertEqual(self.stand_in.asked, [])

    def change(self, change):
        """Closes each connection, and calls `change` before the first record is sent."""
        def say_and_change(method, path, body):
            if "_search" in path:  # what the day holds: the last question before its records
                change()
            return say(method, path, body)
        self.stand_in.say = say_and_change
        self.stand_in.headers = {"Connection": "close"}

    def test_a_fingerprint_is_taken_in_each_spelling(self):
        self.show(LEAF, CA)
        spelling = CA.fingerprint()
        for text in (spelling, spelling.lower(), spelling.replace(":", "")):
            self.stand_in.asked.clear()
            self.load(log(event(1)), "--ca-fingerprint", text)
            self.assertEqual(len(self.bulk_bodies()), 1)

    def test_a_query_trusts_by_the_same_flags(self):
        self.show(LEAF, CA)
        for flag, value, code in (("--ca-fingerprint", CA.fingerprint(), 0),
                                  ("--ca-cert", CA.pem, 0),
                                  ("--ca-fingerprint", OTHER_CA.fingerprint(), 6)):
            done = subprocess.run([BIN / "funquery", "--url", self.server.url, flag, value, "-"],
                                  input=b"{}", capture_output=True, timeout=60)
            self.assertEqual(done.returncode, code, done.stderr)

    def test_any_certificate_of_the_chain_may_be_the_anchor(self):
        self.show(MIDDLE_LEAF, MIDDLE, CA)
        for certificate in (CA, MIDDLE, MIDDLE_LEAF):
            self.pinned(certificate)
        self.show(MIDDLE_LEAF, MIDDLE)  # as most servers do: without the root
        self.pinned(MIDDLE)
        self.show(ALONE)
        self.pinned(ALONE)

    def test_a_wrong_fingerprint_is_refused(self):
        self.show(LEAF, CA)
        self.assert_refused(self.pinned(OTHER_CA, code=6), "has the fingerprint of --ca-fingerprint",
                            "openssl x509 -fingerprint -sha256", "--ca-cert FILE")

    def test_a_server_that_shows_only_its_own_certificate_cannot_be_told_by_its_authority(self):
        self.show(LEAF)
        self.assert_refused(self.pinned(CA, code=6), "its own certificate only",
                            "--ca-cert FILE with the certificate of its authority")
        self.named(CA)

    def test_to_show_the_pinned_certificate_is_not_enough(self):
        for chain in ((OTHER_LEAF, CA), (OTHER_LEAF, OTHER_CA, CA), (OTHER_LEAF, CA, OTHER_CA),
                      (OTHER_LEAF, LEAF, CA), (ALONE, CA), (MIDDLE_LEAF, CA)):
            self.show(*chain)
            self.assert_refused(self.pinned(CA, code=6), "not trusted here",
                                "the authority of --ca-fingerprint did not sign it")

    def test_only_an_authority_vouches_for_others(self):
        self.show(LEAF_OF_LEAF, LEAF, CA)
        for certificate in (CA, LEAF):
            self.assert_refused(self.pinned(certificate, code=6), "its certificate does not hold")

    def test_another_authority_is_refused(self):
        self.show(LEAF, CA)
        words = self.load(log(event(1)), code=6)
        self.assert_refused(words, "not trusted here", "--ca-cert FILE", "--ca-fingerprint HEX")
        self.assert_refused(self.named(OTHER_CA, code=6), "not trusted here",
                            "another authority signed", "--ca-cert FILE with the right one")

    def test_the_name_is_checked_whoever_vouches(self):
        self.show(ELSEWHERE, CA)
        for words in (self.pinned(CA, code=6), self.pinned(ELSEWHERE, code=6),
                      self.named(CA, code=6)):
            self.assert_refused(words, "of a server of another name", "--url https://NAME:PORT")

    def test_the_dates_are_checked_whoever_vouches(self):
        self.show(OLD, CA)
        for words in (self.pinned(CA, code=6), self.pinned(OLD, code=6), self.named(CA, code=6)):
            self.assert_refused(words, "has expired", "is the clock right here?")

    def test_a_file_without_a_certificate_is_said(self):
        self.show(LEAF, CA)
        words = self.load(log(event(1)), "--ca-cert", self.secret("no certificate"), code=6)
        self.assert_refused(words, "the file of --ca-cert holds no certificate in PEM")

    def test_wrong_usage_is_2(self):
        fingerprint = CA.fingerprint()
        for flags in (["--ca-fingerprint", fingerprint[:-1]], ["--ca-fingerprint", "SHA256"],
                      ["--ca-fingerprint", fingerprint, "--ca-cert", str(CA.pem)],
                      ["--ca-fingerprint", fingerprint, "--url", self.plain_url],
                      ["--ca-cert", str(CA.pem), "--url", self.plain_url]):
            self.load(log(event(1)), *flags, code=2)
        self.assertEqual(self.stand_in.asked, [])

    def test_the_wrong_scheme_is_named(self):
        words = self.load(log(event(1)), code=6)
        self.assertIn(f"--url {self.plain_url}", words)
        self.show(LEAF, CA)
        words = self.load(log(event(1)), "--url", self.plain_url, code=6)
        self.assertIn(f"--url {self.server.url} --ca-cert FILE", words)

    def test_a_server_that_becomes_another_during_the_load_gets_no_record(self):
        self.show(LEAF, CA)
        self.change(lambda: self.show(OTHER_LEAF, CA))
        for flags in (["--ca-fingerprint", CA.fingerprint()], ["--ca-cert", str(CA.pem)]):
            self.show(LEAF, CA)
            words = self.load(log(event(1)), *flags, code=6)
            self.assertIn("not trusted here", words)
            self.assertIn("unanswered 1", words)
        self.assertEqual(self.bulk_bodies(), [])

    def test_a_server_that_turns_to_tls_during_the_load_is_told_by_the_hint(self):
        self.change(lambda: self.show(LEAF, CA))
        words = self.load(log(event(1)), "--url", self.plain_url, "--give-up", "2", code=6)
        self.assertIn(f"--url {self.server.url} --ca-cert FILE", words)
        self.assertIn("then run again", words)

    def test_a_server_that_turns_from_tls_during_the_load_is_told_by_the_hint(self):
        self.show(LEAF, CA)
        self.change(lambda: setattr(self.stand_in, "context", None))
        words = self.load(log(event(1)), "--ca-cert", str(CA.pem), "--give-up", "2", code=6)
        self.assertIn(f"--url {self.plain_url} without --ca-cert", words)
        self.assertEqual(self.bulk_bodies(), [])

    def test_a_handshake_that_is_cut_off_is_tried_again(self):
        self.show(LEAF, CA)
        context, cut = self.stand_in.context, iter(range(2))
        class Cut:
            def wrap_socket(_, request, **how):
                if next(cut, None) is None:
                    return context.wrap_socket(request, **how)
                raise ConnectionAbortedError
        self.change(lambda: setattr(self.stand_in, "context", Cut()))
        words = self.load(log(event(1)), "--ca-cert", str(CA.pem))
        self.assertIn("read 1 = indexed 1", words)
        self.assertIn("the server takes records again", words)


if __name__ == "__main__":
    unittest.main()
