"""No server is left out without a word: what `suite` and `servers` say of one that cannot run here.

    FUN_BIN_DIR=build/release python3 -m unittest -v test_servers    (here; starts no node)
"""

import os
import pathlib
import subprocess
import tempfile
import unittest

HERE = pathlib.Path(__file__).resolve().parent
ALL = ("elasticsearch-7.17.9", "elasticsearch-8.19.0", "elasticsearch-9.2.0", "opensearch-2.19.3", "opensearch-3.3.0")
USUAL = (ALL[1], ALL[3])


class Servers(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        (self.folder / "servers").mkdir()

    def run_script(self, *command, code):
        """With Java 17 at most."""
        java = self.folder / "jvm" / "17" / "bin"
        java.mkdir(parents=True, exist_ok=True)
        (java / "java").write_text("#!/bin/sh\necho 'openjdk version \"17.0.1\"' >&2\n")
        (java / "java").chmod(0o755)
        environment = {"PATH": f"{java}:{os.environ['PATH']}", "HOME": str(self.folder), "FUN_BIN_DIR": str(self.folder),
                       "FUN_JVM_DIR": str(self.folder / "jvm"), "FUN_ES_FAULT_HOME": str(self.folder / "home")}
        done = subprocess.run([HERE / command[0], *command[1:]], env=environment, capture_output=True, text=True,
                              timeout=60, check=False)
        self.assertEqual(done.returncode, code, done.stdout + done.stderr)
        return done.stdout + done.stderr

    def asked(self, *names):
        for name in names:
            (self.folder / "servers" / name).write_text(f"{name} asked\n")

    def said(self, *flags, code):
        return self.run_script("servers", str(self.folder / "servers"), *flags, code=code).splitlines()

    def test_without_its_java_a_server_is_skipped_aloud(self):
        self.asked(*(name for name in ALL if name != "opensearch-3.3.0"))
        self.said("--all", code=1)
        words = self.run_script("suite", "opensearch", "3.3.0", "test_load", code=77)
        self.assertIn("OpenSearch 3.3.0 skipped: no Java 21 or later", words)
        self.assertIn("server: OpenSearch 3.3.0 skipped: no Java 21 or later: put one in /usr/lib/jvm, or name it by JAVA_HOME",
                      self.said("--all", code=0))

    def test_a_node_says_which_java_it_lacks(self):
        words = self.run_script("node", "start", "--home", str(self.folder / "home"), "--version", "9.2.0", code=6)
        self.assertIn("Elasticsearch 9.2.0 cannot run: no Java 21 or later", words)

    def test_a_server_that_nobody_asked_is_an_error(self):
        self.asked(*USUAL)
        self.assertEqual(len(self.said(code=0)), len(ALL))
        self.assertIn("server: Elasticsearch 9.2.0 left to ./check --full", self.said(code=0))
        self.assertIn("server: Elasticsearch 9.2.0 NOT TESTED, and nobody said why", self.said("--all", code=1))
        (self.folder / "servers" / USUAL[0]).unlink()
        self.assertIn("server: Elasticsearch 8.19.0 NOT TESTED, and nobody said why", self.said(code=1))


if __name__ == "__main__":
    unittest.main()
