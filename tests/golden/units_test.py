"""docs/systemd: units that systemd's own checker takes, hardened, and whose script and settings are those of docs/live.md.

They are checked, not run: a systemd that runs is not to be had everywhere.  tests/elasticsearch/test_live*.py run the script.
"""

import configparser
import os
import re
import subprocess
import sys

sys.dont_write_bytecode = True

from session import ROOT, Case, main  # noqa: E402

FOLDER = os.path.join(ROOT, "docs", "systemd")
SCRIPT = "/usr/local/bin/fun-stream"
UNITS = sorted(name for name in os.listdir(FOLDER) if name.endswith((".service", ".timer")))
SERVICES = [name for name in UNITS if name.endswith(".service")]
MOST_EXPOSED = 20  # tenths; of 100


def text_of(name):
    with open(os.path.join(FOLDER, name), encoding="utf-8") as file:
        return file.read()


def settings(name):
    """The [Service] section of a unit."""
    parser = configparser.ConfigParser(strict=False, interpolation=None)
    parser.optionxform = str
    parser.read_string(text_of(name))
    return parser["Service"]


class Units(Case):
    def analyze(self, *words):
        done = subprocess.run(["systemd-analyze", *words], capture_output=True, text=True, timeout=60, check=False,
                              env={**os.environ, "SYSTEMD_LOG_LEVEL": "warning"})
        return done.returncode, done.stdout + done.stderr

    def installed(self, name, text):
        """A unit where its script is."""
        return self.file(name, text.replace(SCRIPT, os.path.join(FOLDER, "fun-stream")).encode(), mode=0o644)

    def test_systemd_takes_them(self):
        self.assertEqual(len(UNITS), 3)
        paths = [self.installed(name, text_of(name)) for name in UNITS]
        self.assertEqual(self.analyze("verify", *paths), (0, ""))

    def test_systemd_takes_no_misspelt_one(self):
        wrong = text_of("fun-live.service").replace("ProtectHome=", "ProtectHomes=")
        self.assertIn("ProtectHomes", self.analyze("verify", self.installed("fun-live.service", wrong))[1])

    def test_they_may_do_little(self):
        for name in SERVICES:
            code, words = self.analyze("security", "--offline=true", f"--threshold={MOST_EXPOSED}",
                                       os.path.join(FOLDER, name))
            self.assertEqual(code, 0, words)

    def test_both_services_have_the_same_settings_and_the_key_as_a_credential(self):
        for name in SERVICES:
            service = settings(name)
            self.assertEqual(service["EnvironmentFile"], "/etc/fun/fun.env")
            self.assertEqual(service["LoadCredential"], "fun.key:/etc/fun/fun.key")
            self.assertIn("FUN_KEY=%d/fun.key", service["Environment"])
            self.assertEqual(service["ExecStart"].split()[0], SCRIPT)

    def test_the_script_reads_what_the_units_set_and_no_more(self):
        script = set(re.findall(r"\bFUN[A-Z_]+", text_of("fun-stream")))
        given = set(re.findall(r"\bFUN[A-Z_]+(?==)", text_of("fun.env") + "".join(map(text_of, SERVICES))))
        self.assertEqual(script, given)


class Script(Case):
    def test_without_a_verb_says_how_it_is_used(self):
        for words in ((), ("evening",)):
            done = subprocess.run([os.path.join(FOLDER, "fun-stream"), *words], capture_output=True, text=True, check=False)
            self.assertEqual((done.returncode, done.stdout), (2, ""))
            self.assertIn("fun-stream morning [DAYS]", done.stderr)


if __name__ == "__main__":
    main()
