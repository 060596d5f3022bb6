"""The scripts of action.yml and ci/gitlab, run as a CI runs them: codes, reports, and values that stay values."""

import json
import os
import re
import shutil
import subprocess
import sys

sys.dont_write_bytecode = True

from session import BIN_DIR, ROOT, Case, Done, main  # noqa: E402
from templates import CLEAN, DEEP, FOUND, github_steps, gitlab_script, yaml_of  # noqa: E402

WARNED = b'{"a":"SIRET 732 829 320 00074"}\n'
REPORTS = {"audit.json", "audit.sarif", "audit.xml", "audit.md", "audit.html"}
# Each would make the file "pwned", read what it must not, or be taken apart, were it more than a name.
HOSTILE = ("a b", "$(touch pwned)", "`touch pwned`", "; touch pwned;", "' ; touch pwned ; '", '" ; touch pwned ; "',
           "x || touch pwned", "-rf", "--help", "--json=pwned", "${HOME}", "~", "{a,b}", "a\\b", "é", "#x", "[", "!x")  # fmt: skip


class Script:
    """What holds for the script of either template."""

    def setUp(self):
        super().setUp()
        self.file("clean.log", CLEAN)
        self.file("found.log", FOUND)
        self.file("deep", DEEP)
        self.file("warned.log", WARNED)

    def run_script(self, code, path=None, **variables):
        """Runs it as a CI does, with FUNAUDIT_* by their last words (logs="clean.log"); fails unless it ends
        with `code`."""
        given = {**self.defaults(), **{f"FUNAUDIT_{name.upper()}": value for name, value in variables.items()}}
        environment = {**os.environ, "PATH": path or f"{BIN_DIR}:{os.environ['PATH']}", **given, **self.extra()}
        script = self.file("script.sh", self.script().encode())
        bash = shutil.which("bash")
        ran = subprocess.run([bash, "--noprofile", "--norc", "-eo", "pipefail", script], cwd=self.folder,
                             env=environment, capture_output=True, timeout=60)
        done = Done(ran.returncode, ran.stdout, ran.stderr)
        self.check_canaries(done)
        self.assertEqual(done.code, code, done.err.decode())
        self.check_told(done)
        self.assertNotIn("pwned", os.listdir(self.folder))
        return done

    def reports(self, folder="funaudit"):
        return set(os.listdir(self.path(folder))) if os.path.isdir(self.path(folder)) else set()

    def verdict(self, folder="funaudit"):
        return json.loads(self.read(f"{folder}/audit.json"))["verdict"]

    def test_ends_as_funaudit_does_and_leaves_all_reports(self):
        for code, verdict, variables in (
                (0, "passed", {"logs": "clean.log"}), (1, "failed", {"logs": "found.log"}),
                (0, "passed", {"logs": "\nclean.log\n\nclean.log\n"}), (1, "failed", {"logs": "clean.log\nfound.log"}),
                (3, "incomplete", {"logs": "absent.log"}), (3, "incomplete", {"logs": "absent*.gz"}),
                (3, "incomplete", {"logs": "found.log\nabsent*"}), (4, "incomplete", {"logs": "deep"}),
                (0, "passed", {"logs": "warned.log"}), (1, "failed", {"logs": "warned.log", "fail_on": "warning"}),
                (1, "failed", {"logs": "*.log"}), (0, "passed", {"logs": "cl?an.l[a-z]g"}),
                (0, "passed", {"logs": "clean.log", "reports": "a/b c"})):
            with self.subTest(code=code, **variables):
                folder = variables.get("reports", "funaudit")
                self.run_script(code, **variables)
                self.assertEqual((self.reports(folder), self.verdict(folder)), (REPORTS, verdict))
                shutil.rmtree(self.path(folder))

    def test_ends_with_2_for_usage_and_leaves_no_report(self):
        for variables in ({"logs": ""}, {"logs": "\n\n"}, {"policy": "none"}, {"policy": ""}, {"fail_on": ""},
                          {"fail_on": "never"}, {"reports": ""}, {"policy": "standard\nseed"}):
            with self.subTest(**variables):
                done = self.run_script(2, **{"logs": "clean.log", **variables})
                self.assertIn(b"funaudit: error: ", done.err)
                self.assertEqual(self.reports(), set())

    def test_ends_with_6_where_the_environment_fails(self):
        self.run_script(6, logs="clean.log", reports="clean.log")
        done = self.run_script(6, path=self.folder, logs="clean.log")
        self.assertIn(b"not on PATH", done.err)

    def test_never_reads_standard_input_nor_takes_a_name_for_it(self):
        self.run_script(3, logs="-")

    def test_keeps_hostile_names_of_logs_names(self):
        for name in HOSTILE:
            self.file(name, FOUND)
        self.run_script(1, logs="\n".join(HOSTILE))
        files = [each["file"] for each in json.loads(self.read("funaudit/audit.json"))["inputs"]]
        self.assertEqual(files, list(HOSTILE))

    def test_keeps_hostile_names_of_people_names(self):
        people = [f"Qperson{'bcdfghjklmnpqrstvwxz'[number]}" for number in range(len(HOSTILE))]
        for name, person in zip(HOSTILE, people):
            self.file(name, f"username\n{person}\n".encode())
        self.file("named.log", b"".join(b'{"a":"as %b said"}\n' % person.encode() for person in people))
        self.run_script(1, logs="named.log", identities="\n" + "\n".join(HOSTILE) + "\n")
        self.assertEqual(json.loads(self.read("funaudit/audit.json"))["rules"], {"identity": len(HOSTILE)})

    def test_keeps_hostile_names_of_folders_names(self):
        for name in HOSTILE:
            with self.subTest(name):
                if name.startswith("--"):
                    self.run_script(2, logs="clean.log", reports=name)  # no report may be named so
                    self.assertEqual(self.reports(name), set())
                else:
                    self.run_script(0, logs="clean.log", reports=name)
                    self.assertEqual(self.reports(name), REPORTS)
                shutil.rmtree(self.path(name))

    def test_refuses_hostile_policies_and_severities(self):
        for name in HOSTILE[1:9:2]:
            with self.subTest(name):
                self.run_script(2, logs="clean.log", policy=name)
                self.run_script(2, logs="clean.log", fail_on=name)


class GitHub(Script, Case):
    @staticmethod
    def script():
        return github_steps()[1]["run"]

    @staticmethod
    def defaults():
        """The environment of the step when only logs are given."""
        action = yaml_of("action.yml")
        values = {}
        for name, value in github_steps()[1]["env"].items():
            (key,) = re.fullmatch(r"\$\{\{ inputs\.([a-z-]+) \}\}", value).groups()
            values[name] = action["inputs"][key].get("default", "")
        return values

    def extra(self):
        self.file("summary", b"before\n")
        self.file("output", b"")
        return {"GITHUB_OUTPUT": self.path("output"), "GITHUB_STEP_SUMMARY": self.path("summary")}

    def check_told(self, done):
        self.assertEqual(self.read("output"), b"exit-code=%d\n" % done.code)
        self.assertTrue(self.read("summary").startswith(b"before\n"))

    def test_adds_the_report_to_the_summary_of_the_job(self):
        for log, code, verdict in (("clean.log", 0, b"passed"), ("found.log", 1, b"failed"), ("no", 3, b"incomplete")):
            self.run_script(code, logs=log)
            self.assertEqual(self.read("summary"), b"before\n" + self.read("funaudit/audit.md"))
            self.assertIn(b"logs: " + verdict, self.read("summary"))

    def test_hands_on_the_code_of_the_audit(self):
        value = yaml_of("action.yml")["outputs"]["exit-code"]["value"]
        self.assertEqual(value, "${{ steps.%s.outputs.exit-code }}" % github_steps()[1]["id"])

    def get_funaudit(self, path):
        """Runs the first step with ROOT as the action's folder."""
        self.file("path", b"")
        environment = {**os.environ, "PATH": path, "GITHUB_ACTION_PATH": ROOT, "GITHUB_PATH": self.path("path")}
        script = self.file("get.sh", github_steps()[0]["run"].encode())
        return subprocess.run(["bash", "--noprofile", "--norc", "-eo", "pipefail", script], cwd=self.folder,
                              env=environment, capture_output=True, timeout=60).returncode

    def test_takes_the_funaudit_on_path(self):
        self.assertEqual(self.get_funaudit(f"{BIN_DIR}:{os.environ['PATH']}"), 0)
        self.assertEqual(self.read("path"), b"")

    def test_builds_funaudit_else_and_ends_with_6_when_that_fails(self):
        os.mkdir(self.path("bin"))
        self.made_here.add("bin")
        for tool in ("bash", "env", "grep"):
            os.symlink(shutil.which(tool), self.path(f"bin/{tool}"))
        # Debian's, not ours: every package is there, and the build is written down.
        self.file("bin/dpkg-query", b"#!/bin/sh\necho install ok installed\n", 0o700)
        for code, last in ((0, b"exit 0"), (6, b"exit 1")):
            self.file("bin/cmake", b'#!/bin/sh\necho "$@" >>"$(/usr/bin/dirname "$0")/../built"\n%b\n' % last, 0o700)
            self.private("built")
            self.assertEqual(self.get_funaudit(self.path("bin")), code)
            built = self.read("built").decode().splitlines()
            os.unlink(self.path("built"))
            self.assertEqual(built[0], "--preset release -DFUN_TESTS=OFF")
            self.assertEqual(built[1:], [] if code else ["--build --preset release --target funaudit"])
            self.assertEqual(self.read("path"), b"" if code else os.path.join(ROOT, "build/release\n").encode())


class GitLab(Script, Case):
    @staticmethod
    def script():
        return gitlab_script()

    @staticmethod
    def defaults():
        return {name: each["value"] for name, each in yaml_of("ci/gitlab/funaudit.yml")["variables"].items()}

    @staticmethod
    def extra():
        return {}

    def check_told(self, done):
        """Nobody else is told."""


if __name__ == "__main__":
    main()
