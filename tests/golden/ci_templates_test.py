"""The templates of docs/ci.md: as their schemas say, and run as a CI would run them.

Schemas and pre-commit itself are of others: tests/golden/validators gets them.
"""

import functools
import json
import os
import re
import shutil
import subprocess
import sys
import textwrap

sys.dont_write_bytecode = True

from session import BIN_DIR, ROOT, Case, Done, command, main, pseudonym  # noqa: E402

CLEAN = b'{"username":"%b"}\n' % pseudonym("x").encode()
FOUND = b'{"a":"to someone@example.org"}\n'
WARNED = b'{"a":"SIRET 732 829 320 00074"}\n'
REPORTS = {"audit.json", "audit.sarif", "audit.xml", "audit.md", "audit.html"}
DEEP = functools.reduce(lambda text, _: json.dumps({"a": text}), range(18), '{"a":1}').encode() + b"\n"
# Each would make the file "pwned", read what it must not, or be taken apart, were it more than a name.
HOSTILE = ("a b", "$(touch pwned)", "`touch pwned`", "; touch pwned;", "' ; touch pwned ; '", '" ; touch pwned ; "',
           "x || touch pwned", "-rf", "--help", "--json=pwned", "${HOME}", "~", "{a,b}", "a\\b", "é", "#x", "[", "!x")  # fmt: skip


@functools.cache
def validators():
    """The folder of programs that tests/golden/validators gets."""
    made = subprocess.run([os.path.join(ROOT, "tests", "golden", "validators")], capture_output=True, timeout=600)
    if made.returncode != 0:
        raise AssertionError("tests/golden/validators failed: " + made.stderr.decode()[-2000:])
    return os.path.join(made.stdout.decode().strip(), "bin")


@functools.cache
def yaml_of(path):
    """A file of YAML."""
    script = "import json, sys, ruamel.yaml; print(json.dumps(ruamel.yaml.YAML(typ='safe').load(open(sys.argv[1]))))"
    read = subprocess.run([os.path.join(validators(), "python"), "-c", script, os.path.join(ROOT, path)],
                          capture_output=True, check=True, timeout=60)
    return json.loads(read.stdout)


def text_of(path):
    with open(os.path.join(ROOT, path), encoding="utf-8") as file:
        return file.read()


def example(first_line):
    """The code of docs/ci.md that begins with this line."""
    (found,) = re.findall(rf"^    {re.escape(first_line)}\n(?:(?:    .*)?\n)+", text_of("docs/ci.md"), re.M)
    return textwrap.dedent(found).strip() + "\n"


class Judged(Case):
    """By schema checkers."""

    def judge(self, program, *arguments, code=0):
        done = subprocess.run([os.path.join(validators(), program), *arguments], capture_output=True, timeout=120)
        self.assertEqual(done.returncode, code, (done.stdout + done.stderr).decode()[-3000:])

    def test_templates_are_as_their_schemas_say(self):
        for schema, path in (("vendor.github-actions", "action.yml"), ("vendor.gitlab-ci", "ci/gitlab/funaudit.yml")):
            self.judge("check-jsonschema", "--builtin-schema", schema, os.path.join(ROOT, path))
        self.judge("pre-commit", "validate-manifest", os.path.join(ROOT, ".pre-commit-hooks.yaml"))

    def test_examples_are_as_their_schemas_say(self):
        for schema, name in (("vendor.github-workflows", ".github/workflows/audit.yml"),
                             ("vendor.gitlab-ci", ".gitlab-ci.yml")):
            path = self.file(os.path.basename(name), example(f"# {name}").encode())
            self.judge("check-jsonschema", "--builtin-schema", schema, path)
        path = self.file("config.yaml", example("# .pre-commit-config.yaml").encode())
        self.judge("pre-commit", "validate-config", path)

    def test_examples_set_what_there_is(self):
        job = yaml_of(self.file("audit.yml", example("# .github/workflows/audit.yml").encode()))["jobs"]["audit"]
        (audit,) = [step for step in job["steps"] if step.get("id") == "audit"]
        self.assertLessEqual(set(audit["with"]), set(yaml_of("action.yml")["inputs"]))
        variables = yaml_of(self.file("gitlab.yml", example("# .gitlab-ci.yml").encode()))["variables"]
        self.assertLessEqual(set(variables), set(yaml_of("ci/gitlab/funaudit.yml")["variables"]))
        for name in [*yaml_of("action.yml")["inputs"], *yaml_of("ci/gitlab/funaudit.yml")["variables"]]:
            self.assertIn(f"`{name}`", text_of("docs/ci.md"))

    def test_scripts_hold_no_input_as_text(self):
        steps = yaml_of("action.yml")["runs"]["steps"]
        self.assertEqual([step["run"] for step in steps if "${{" in step["run"] or step["shell"] != "bash"], [])
        self.assertNotIn("$[[", text_of("ci/gitlab/funaudit.yml"))

    def test_scripts_are_the_same_but_for_what_only_github_has(self):
        lines = [line for line in GitHub.script().splitlines() if "GITHUB_" not in line]
        self.assertEqual(lines, GitLab.script().splitlines())

    def test_scripts_please_shellcheck(self):
        if not shutil.which("shellcheck"):
            self.skipTest("shellcheck is not installed")
        for number, step in enumerate(yaml_of("action.yml")["runs"]["steps"]):
            self.file(f"step{number}", b"set -eo pipefail\n" + step["run"].encode())
        self.file("gitlab", b"set -eo pipefail\n" + GitLab.script().encode())
        for name in ("step0", "step1", "gitlab"):
            done = subprocess.run(["shellcheck", "-s", "bash", "-e", "SC1091,SC2154", name], cwd=self.folder,
                                  capture_output=True, timeout=60)
            self.assertEqual((done.returncode, done.stdout), (0, b""), name)

    def test_gitlab_keeps_the_reports_of_every_end_and_tries_again_after_6_only(self):
        job = yaml_of("ci/gitlab/funaudit.yml")["funaudit"]
        self.assertEqual(job["artifacts"]["when"], "always")
        self.assertEqual(job["artifacts"]["reports"]["junit"], "$FUNAUDIT_REPORTS/audit.xml")
        self.assertEqual(job["retry"]["exit_codes"], [6])
        self.assertNotIn("allow_failure", job)


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
        return yaml_of("action.yml")["runs"]["steps"][1]["run"]

    @staticmethod
    def defaults():
        """The environment of the step when only logs are given."""
        action = yaml_of("action.yml")
        values = {}
        for name, value in action["runs"]["steps"][1]["env"].items():
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
        self.assertEqual(value, "${{ steps.%s.outputs.exit-code }}" % yaml_of("action.yml")["runs"]["steps"][1]["id"])

    def get_funaudit(self, path):
        """Runs the first step with ROOT as the action's folder."""
        self.file("path", b"")
        environment = {**os.environ, "PATH": path, "GITHUB_ACTION_PATH": ROOT, "GITHUB_PATH": self.path("path")}
        script = self.file("get.sh", yaml_of("action.yml")["runs"]["steps"][0]["run"].encode())
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
        (script,) = yaml_of("ci/gitlab/funaudit.yml")["funaudit"]["script"]
        return script

    @staticmethod
    def defaults():
        return {name: each["value"] for name, each in yaml_of("ci/gitlab/funaudit.yml")["variables"].items()}

    @staticmethod
    def extra():
        return {}

    def check_told(self, done):
        """Nobody else is told."""


class PreCommit(Case):
    """The hook, run by pre-commit in repositories of its own."""

    def setUp(self):
        super().setUp()
        self.environment = {
            **os.environ, "PATH": f"{BIN_DIR}:{os.environ['PATH']}", "HOME": self.folder,
            "PRE_COMMIT_HOME": self.path("cache"), "GIT_CONFIG_NOSYSTEM": "1", "GIT_CONFIG_GLOBAL": os.devnull,
            **{f"GIT_{who}_{what}": "x" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")},
        }  # fmt: skip
        command("funaudit")
        self.commit = self.repository("hooks", {".pre-commit-hooks.yaml": text_of(".pre-commit-hooks.yaml").encode()})

    def run_in(self, name, *words):
        done = subprocess.run(words, cwd=self.path(name), env=self.environment, capture_output=True, timeout=120)
        return done.returncode, (done.stdout + done.stderr).decode()

    def git(self, name, *words):
        code, said = self.run_in(name, "git", *words)
        self.assertEqual(code, 0, said)
        return said

    def repository(self, name, files):
        """Makes one; the id of its one commit."""
        shutil.rmtree(self.path(name), ignore_errors=True)
        os.mkdir(self.path(name))
        self.made_here.add(name)
        for path, content in files.items():
            self.file(f"{name}/{path}", content)
        self.git(name, "init", "--quiet")
        self.git(name, "add", "--all")
        self.git(name, "commit", "--quiet", "-m", "x")
        return self.git(name, "rev-parse", "HEAD").strip()

    def test_passes_clean_logs_and_refuses_others(self):
        for files, code, words in (
                ({"a.ndjson": CLEAN, "tracking.log-20150202": CLEAN}, 0, "Passed"),
                ({"a.ndjson": CLEAN, "b c.jsonl": FOUND}, 1, "exit code: 1"),
                ({"tracking.log": FOUND}, 1, "exit code: 1"),
                ({"-x.ndjson": FOUND, "--help.jsonl": CLEAN}, 1, "exit code: 1"),
                ({"$(touch pwned).ndjson": CLEAN}, 0, "Passed"),
                ({"a.ndjson.gz": b"\x1f\x8b\x08"}, 1, "exit code: 3"),
                ({"a.ndjson": DEEP}, 1, "exit code: 4"),
                ({"a.ndjson": b""}, 0, "Passed"),
                ({"README.md": FOUND, "build.log": FOUND}, 0, "Skipped")):
            with self.subTest(files=sorted(files)):
                self.repository("work", files)
                ended, said = self.run_in("work", os.path.join(validators(), "pre-commit"), "try-repo",
                                          self.path("hooks"), "funaudit", "--all-files")
                self.assertEqual(ended, code, said)
                self.assertIn(words, said)
                self.assertNotIn("someone", said)
                self.assertFalse(os.path.exists(self.path("work/pwned")))

    def test_works_as_docs_ci_shows_it(self):
        config = example("# .pre-commit-config.yaml")
        config = config.replace("https://github.com/OWNER/fun-tracking-logs", self.path("hooks"))
        config = config.replace("COMMIT", self.commit).encode()
        for log, code, words in ((b'{"ip":"192.0.2.77"}\n', 0, "Passed"), (FOUND, 1, "exit code: 1")):
            self.repository("work", {".pre-commit-config.yaml": config, "a.ndjson": log})
            ended, said = self.run_in("work", os.path.join(validators(), "pre-commit"), "run", "--all-files")
            self.assertEqual(ended, code, said)
            self.assertIn(words, said)


class Pipe(Case):
    """The pipe of docs/ci.md, word for word."""

    def test_leaves_a_log_only_when_both_commands_say_yes(self):
        script = self.file("pipe", example("#!/usr/bin/env bash").encode())
        raw = b'{"username":"adalove","ip":"192.0.2.77"}\n'
        for log, code in ((raw, 0), (raw + b"{\n", 1), (b"", 3)):
            self.file("fun.key", self.read("key"))
            self.file("raw.log", log)
            ran = subprocess.run(["bash", script], cwd=self.folder, capture_output=True, timeout=60,
                                 env={**os.environ, "PATH": f"{BIN_DIR}:{os.environ['PATH']}"})
            self.assertEqual(ran.returncode, code, ran.stderr.decode())
            self.assertEqual("clean.ndjson" in os.listdir(self.folder), code == 0)
            if code == 0:
                self.assertIn(pseudonym("adalove").encode(), self.read("clean.ndjson"))
                os.unlink(self.path("clean.ndjson"))


if __name__ == "__main__":
    main()
