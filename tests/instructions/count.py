"""Counts the instructions that a run of a command takes, under valgrind.

Instructions and not seconds: they are the same on a busy machine.  What is counted and what
moves the figure: README.md.
"""

import os
import re
import shutil
import subprocess
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
BIN_DIR = os.path.abspath(os.environ.get("FUN_BIN_DIR", os.path.join(ROOT, "build/release")))
# Of valgrind's tools that count, the one that costs least: callgrind takes twice the time.  The
# last two spare it work in translating, and make it count as callgrind does.
VALGRIND = ("valgrind", "--tool=cachegrind", "--cache-sim=no", "--cachegrind-out-file=/dev/null",
            "--vex-guest-chase=no", "--vex-iropt-level=1")
# What of the machine decides of a figure besides the source.
PACKAGES = ("libc6", "libphonenumber8", "libre2-9", "libsimdjson14", "libssl3", "libstdc++6", "valgrind")
PATIENCE = 600  # seconds until a run counts as hanging


class Failed(AssertionError):
    """A figure could not be had; says what to do."""


def tool(name="funanon"):
    """The path of a command.  Fails, with the package's name, where valgrind is not there either."""
    if shutil.which("valgrind") is None:
        raise Failed("instructions are counted by valgrind: install the package valgrind")
    path = os.path.join(BIN_DIR, name)
    if not os.access(path, os.X_OK):
        raise Failed(f"{name} is not in FUN_BIN_DIR ({BIN_DIR}): build it first")
    return path


def count(data, *arguments, people=b"", judge=False):
    """Instructions of one run over `data` on standard input; `people`: a file of identities.

    Of funanon, or of the `judge`, funaudit, whose answer may be yes, no or incomplete.
    """
    name, good_ends = ("funaudit", (0, 1, 4)) if judge else ("funanon", (0,))
    with tempfile.TemporaryDirectory(prefix="fun-count-") as folder:
        def file(name, content):
            with open(os.path.join(folder, name), "wb") as sink:
                sink.write(content)
            return name

        key = file("key", b"a key of the instruction counts, 32 bytes and more")
        os.chmod(os.path.join(folder, key), 0o600)
        known = ("--identities", file("people", people)) if people else ()
        keyed = () if judge else ("--key", key)
        command = (*VALGRIND, tool(name), *keyed, "-j1", "--quiet", *known, *arguments)
        with open(os.path.join(folder, file("log", data)), "rb") as source:
            # The environment and the paths lie on the stack: the same ones for each run.
            done = subprocess.run(command, stdin=source, stdout=subprocess.DEVNULL,
                                  stderr=subprocess.PIPE, cwd=folder, timeout=PATIENCE,
                                  env={"PATH": os.environ["PATH"], "LC_ALL": "C"})
    found = re.search(rb"I +refs: +([\d,]+)", done.stderr)
    if done.returncode not in good_ends or not found:
        raise Failed(f"{name} under valgrind ended with {done.returncode}, and without a count")
    return int(found[1].replace(b",", b""))


def compiler():
    """The compilers that left their names in funanon, as the link joined them."""
    with open(tool(), "rb") as file:
        names = re.findall(rb"GCC: \([ -~]+|clang version [ -~]+", file.read())
    return ", ".join(sorted({name.decode() for name in names})) or "unknown"


def version_of(package):
    done = subprocess.run(["dpkg-query", "-W", "-f", "${Version}", package], capture_output=True)
    return done.stdout.decode() if done.returncode == 0 else "unknown"


def has_avx2():
    """Valgrind shows a Haswell where the machine has AVX2, and an older processor elsewhere."""
    with open("/proc/cpuinfo", encoding="ascii", errors="replace") as file:
        return "avx2" in file.read().split()


def surroundings():
    """What a figure depends on besides the source: compared only to explain a difference."""
    versions = {package: version_of(package) for package in PACKAGES}
    return {"compiler": compiler(), "AVX2": "yes" if has_avx2() else "no", **versions}
