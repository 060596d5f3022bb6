"""What funaudit, and a pipe that ends in it, ends with: one table of all codes.  Design 3."""

import gzip
import json
import os
import re
import signal
import subprocess
import sys

sys.dont_write_bytecode = True

from session import (  # noqa: E402
    ROOT, Case, Done, catches_signals, command, looks_at_the_process, main, pseudonym)


def nested(layers):
    """JSON in so many strings."""
    text = '{"a":1}'
    for _ in range(layers):
        text = json.dumps({"a": text})
    return text.encode() + b"\n"


CLEAN = b'{"username":"%b"}\n' % pseudonym("x").encode()
BASELINE = (b'version = 1\nfingerprint_key = "0000000000000000"\n[[finding]]\nfingerprint = "%b"\n'
            b'reason = "r"\nowner = "o"\nexpires = 2099-01-01\n' % (b"0" * 32))
FILES = {
    "clean": CLEAN, "clean.gz": gzip.compress(CLEAN * 9000), "-dash": CLEAN, "empty": b"", "blank": b"\n\n",
    "empty.gz": gzip.compress(b""), "damaged.gz": gzip.compress(CLEAN)[:-9],
    "found": b'{"a":"to someone@example.org"}\n', "warned": b'{"a":"SIRET 732 829 320 00074"}\n',
    "refused": b'{"a":1\n', "deep": nested(18), "nested": b'{"a":{"a":1}}\n', "shallow": nested(14),
    "people.csv": b"username\nadalove\n", "lacking.csv": b"id,colour\n7,red\n",
    "finding.key": b"a key for the fingerprints", "base.toml": BASELINE, "old.toml": b"version = 2\n",
    "own.toml": b'version = 1\nextends = "standard"\n', "bad.toml": b"nonsense",
}  # fmt: skip
NOWHERE = ("--json", "absent/report")  # cannot be written
ODD_TIME = {"SOURCE_DATE_EPOCH": "soon"}  # in the environment
FULL = "/dev/full"  # as standard output: writes fail
CLOSED = "a closed pipe"  # as standard output

# Code; arguments; what is not as usual: text for standard input, where standard output goes, the environment.
ENDS = (
    # 0: nothing of --fail-on or worse
    (0, ("clean",)), (0, ("clean.gz", "clean")), (0, ("blank",)), (0, ("shallow",)), (0, ("--", "-dash")),
    (0, (), CLEAN), (0, ("-",), CLEAN), (0, ("--identities", "people.csv", "clean")),
    (0, ("--policy", "own.toml", "clean")), (0, ("--allow-empty", "empty")), (0, ("--allow-empty",), b""),
    (0, ("warned",)), (0, ("--fail-on", "error", "warned")), (0, ("--help",)), (0, ("--version",)),
    # 1: findings
    (1, ("found",)), (1, ("refused",)), (1, ("clean", "found", "clean")), (1, (), FILES["found"]),
    (1, ("--fail-on", "warning", "warned")), (1, ("--fail-on", "note", "warned")),
    (1, ("--fail-on", "warning", "found")), (1, ("--fail-on", "note", "found")), (1, ("--show", "0", "found")),
    (1, ("--quiet", "--max-findings", "0", "found")),
    # 2: usage
    (2, ("--no-such-flag",)), (2, ("-dash",)), (2, ("--fail-on", "never", "clean")), (2, ("--fail-on",)),
    (2, ("--policy", "none", "clean")), (2, ("--policy", "absent.toml", "clean")), (2, ("--policy", "", "clean")),
    (2, ("--policy", "bad.toml", "clean")), (2, ("--identities", "lacking.csv", "clean")),
    (2, ("--json", "clean", "clean")), (2, ("--json", "r", "--html", "r", "clean")), (2, ("--json", ".", "clean")),
    (2, ("--json", "", "clean")), (2, ("--json=", "clean")), (2, ("--identities=", "clean")),
    (2, ("clean",), b"", None, ODD_TIME),
    (2, ("--baseline", "old.toml", "clean")), (2, ("--baseline", "base.toml", "clean")),
    (2, ("--raw", "clean", "clean")), (2, ("--key", "finding.key", "clean")), (2, ("--self-test", "0", "clean")),
    # 3: input
    (3, ("absent",)), (3, (".",)), (3, ("empty",)), (3, ("empty.gz",)), (3, ("damaged.gz",)), (3, (), b""),
    (3, ("clean", "absent")), (3, ("absent", "clean")), (3, ("--identities", "absent.csv", "clean")),
    # 4: incomplete (signals: below)
    (4, ("deep",)), (4, ("clean", "deep")), (4, ("--max-line", "64", "clean")),
    (4, ("--max-depth", "1", "nested")), (4, ("clean",), b"", CLOSED),
    # 5: verification
    (5, ("--baseline", "base.toml", "--fingerprint-key", "finding.key", "clean")),
    (5, ("--baseline", "base.toml", "--fingerprint-key", "finding.key", "absent")),
    # 6: environment
    (6, (*NOWHERE, "clean")), (6, ("--html", "absent/report", "clean")), (6, ("clean",), b"", FULL),
    (6, ("--markdown", "-", "clean"), b"", FULL),
    # Of several the first of 2, 6, 5, 3, 4, 1.
    (2, ("--policy", "none", *NOWHERE, "clean")), (2, ("--identities", "lacking.csv", *NOWHERE, "clean")),
    (2, (*NOWHERE, "clean"), b"", None, ODD_TIME), (2, ("--policy", "none", "absent")),
    (2, ("--policy", "none", "--identities", "absent.csv", "deep")), (2, ("--policy", "none", "found"), b"", FULL),
    (6, (*NOWHERE, "absent")), (6, (*NOWHERE, "deep")), (6, (*NOWHERE, "found")),
    (6, (*NOWHERE, "--identities", "absent.csv", "clean")), (6, ("found", "absent"), b"", FULL),
    (6, ("clean", "damaged.gz"), b"", FULL), (6, ("deep",), b"", FULL), (6, ("found",), b"", FULL),
    (3, ("deep", "absent")), (3, ("found", "absent")), (3, ("found", "deep", "damaged.gz")),
    (3, ("clean", "absent"), b"", CLOSED),
    (4, ("found", "deep")), (4, ("deep", "found")), (4, ("found",), b"", CLOSED),
)  # fmt: skip

ANY = None
RAW = b'{"username":"adalove","ip":"192.0.2.77"}\n'
# Of `funanon … | funaudit …` under pipefail: its code, that of each command, their arguments, the raw log.
PIPES = (
    (0, (0, 0), ("--key", "key"), (), RAW),
    (1, (1, 0), ("--key", "key"), (), RAW + b"{\n"),  # a line was rejected; what left is clean
    (1, (0, 1), ("--key", "key", "--policy", "seed"), (), RAW),
    (2, (ANY, 2), ("--key", "key"), ("--policy", "none"), RAW),  # 4 when it had not written all yet
    (3, (2, 3), ("--key", "absent"), (), RAW),  # nothing came: the last that fails gives the pipe's code
    (3, (2, 3), ("--key", "key", "--policy", "none"), (), RAW),
    (3, (3, 3), ("--key", "key"), (), b""),
    (6, (ANY, 6), ("--key", "key"), NOWHERE, RAW),
)


class Ends(Case):
    def setUp(self):
        super().setUp()
        for name, content in FILES.items():
            self.file(name, content)

    def end(self, arguments, stdin=b"", stdout=None, environment=None):
        """Runs funaudit; its exit code."""
        how = {"stdin": stdin, "env": {**os.environ, **(environment or {})}, "code": None}
        if stdout is None:
            return self.run_tool("funaudit", *arguments, **how).code
        if stdout == CLOSED:
            reader, end = os.pipe()
            os.close(reader)
        else:
            end = os.open(stdout, os.O_WRONLY)
        try:
            return self.run_tool("funaudit", *arguments, stdout=end, **how).code
        finally:
            os.close(end)

    def changed(self):
        """Names of what funaudit reads that are not as they were; puts them back."""
        names = [name for name in FILES if not os.path.exists(self.path(name)) or self.read(name) != FILES[name]]
        for name in names:
            self.file(name, FILES[name])
        return names

    def test_are_those_of_the_table(self):
        for code, arguments, *how in ENDS:
            with self.subTest(code=code, arguments=arguments, how=how[1:]):
                self.assertEqual(self.end(arguments, *how), code)
                self.assertEqual((self.changed(), self.left()), ([], []))

    @looks_at_the_process
    def test_after_a_signal_are_4_whatever_was_found(self):
        for number in (signal.SIGTERM, signal.SIGINT):
            for log in ("clean", "found"):
                process = self.start("funaudit")
                process.stdin.write(FILES[log])
                process.stdin.flush()
                self.wait_for(lambda pid=process.pid: catches_signals(pid), "the handlers of signals")
                process.send_signal(number)
                self.assertEqual(process.wait(5), 4, (number, log))
                self.finish(process)

    def test_say_all_that_failed(self):
        with open(FULL, "wb") as full:
            done = self.run_tool("funaudit", "found", "absent", stdout=full, code=6)
        self.assertEqual(sum("error:" in line for line in done.words), 2, done.words)
        done = self.run_tool("funaudit", "--policy", "none", *NOWHERE, "clean", code=2)
        self.assertEqual(sum("error:" in line for line in done.words), 2, done.words)


class Pipes(Case):
    SCRIPT = 'set -o pipefail; "$0" $2 <raw | "$1" $3 >/dev/null; echo "$? ${PIPESTATUS[*]}"'

    def test_end_with_the_code_of_the_last_command_that_fails(self):
        tools = [command("funanon"), command("funaudit")]
        for code, codes, *arguments, raw in PIPES:
            with self.subTest(codes=codes, arguments=arguments):
                self.file("raw", raw)
                words = [" ".join(each) for each in arguments]
                done = subprocess.run(["bash", "-c", self.SCRIPT, *tools, *words], cwd=self.folder,
                                      capture_output=True, timeout=60)
                ends = [int(word) for word in done.stdout.split()]
                self.assertEqual(ends, [code, ends[1] if codes[0] is ANY else codes[0], codes[1]])
                self.check_canaries(Done(done.returncode, done.stdout, done.stderr))


class Words(Case):
    def test_of_docs_ci_are_there_for_every_code(self):
        with open(os.path.join(ROOT, "docs", "ci.md"), encoding="utf-8") as file:
            rows = dict(re.findall(r"^\| (\d) (\|.*\|)$", file.read(), re.MULTILINE))
        self.assertEqual(list(rows), list("0123456"))
        seen = {str(row[0]) for row in ENDS + PIPES}
        self.assertEqual({code for code, row in rows.items() if "nothing in this release" not in row}, seen)

    def test_of_help_are_there_for_every_code(self):
        words = self.run_tool("funaudit", "--help").out.decode()
        said = re.findall(r"(\d): ", words[words.index("It ends with"):words.index("Examples:")])
        self.assertEqual(said, sorted({str(row[0]) for row in ENDS}))


if __name__ == "__main__":
    main()
