"""The templates of docs/ci.md as their schemas say, and the hook and the pipe as they are used.

Schemas and pre-commit itself are of others: tests/golden/validators gets them.  The scripts of the templates:
ci_scripts_test.py.
"""

import os
import shutil
import subprocess
import sys

sys.dont_write_bytecode = True

from session import BIN_DIR, ROOT, Case, command, main, pseudonym  # noqa: E402
from templates import CLEAN, DEEP, FOUND, example, github_steps, gitlab_script, text_of, validators, yaml_of  # noqa: E402


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
        steps = github_steps()
        self.assertEqual([step["run"] for step in steps if "${{" in step["run"] or step["shell"] != "bash"], [])
        self.assertNotIn("$[[", text_of("ci/gitlab/funaudit.yml"))

    def test_scripts_are_the_same_but_for_what_only_github_has(self):
        lines = [line for line in github_steps()[1]["run"].splitlines() if "GITHUB_" not in line]
        self.assertEqual(lines, gitlab_script().splitlines())

    def test_scripts_please_shellcheck(self):
        if not shutil.which("shellcheck"):
            self.skipTest("shellcheck is not installed")
        for number, step in enumerate(github_steps()):
            self.file(f"step{number}", b"set -eo pipefail\n" + step["run"].encode())
        self.file("gitlab", b"set -eo pipefail\n" + gitlab_script().encode())
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
