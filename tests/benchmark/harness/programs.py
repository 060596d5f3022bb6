"""The programs of the table "anonymize", and how each is built.

To add a peer, add a row to ROWS and, if nothing builds it yet, a build function.
A program that cannot be had is Missing, with the reason; nothing is ever guessed for it."""

import dataclasses
import os
import shutil
import subprocess
import sys
from pathlib import Path

PEERS = Path(__file__).resolve().parent.parent / "peers"
ROOT = PEERS.parent.parent.parent
ORJSON = "orjson==3.13.0"
SONIC = "sonic v1.15.5"  # as in peers/go/go.mod

# What a program's output must equal before it is measured.
SAME_JOB = "job"  # the reference's, by JSON value
SAME_BYTES = "bytes"  # funanon's own with -j1, byte for byte
NOTHING = ""  # it does another job

REFERENCE = "python-hmac"
BASE = "funanon-seed"


class Missing(Exception):
    """Its argument says why a program cannot be had."""


@dataclasses.dataclass(frozen=True)
class Program:
    id: str
    title: str
    command: tuple
    check: str


@dataclasses.dataclass(frozen=True)
class Place:
    """Where things are: the build of funanon, the cache, the key, the identities (or None)."""

    build: Path
    cache: Path
    key: Path
    identities: Path | None


def run_logged(place, name, *command, **options):
    """Runs a build step; its words go to a log in the cache, and Missing names that log."""
    log = place.cache / f"{name}.log"
    if shutil.which(command[0]) is None:
        raise Missing(f"{os.path.basename(command[0])} is not installed")
    with open(log, "wb") as file:
        code = subprocess.run(command, stdout=file, stderr=subprocess.STDOUT, **options).returncode
    if code != 0:
        raise Missing(f"its build failed, see {log.name} in the cache")


def install(place):
    """What of Debian the build and the peers need; who cannot install it has it, or rows say what is missing."""
    groups = " ".join(f'"${{{group}_packages[@]}}"' for group in ("build", "node", "test", "benchmark"))
    try:
        run_logged(place, "packages", "bash", "-c", f'source "$0" && install_packages {groups}', str(ROOT / "cmake" / "packages.sh"))
    except Missing as reason:
        print(f"benchmark: Debian's packages: {reason}", file=sys.stderr)


def build_own(place):
    """What is measured, as it is released.  Raises Missing."""
    run_logged(place, "configure", "cmake", "--preset", "release", "-DFUN_TESTS=ON", cwd=ROOT)
    targets = ("funkey", "funanon", "funaudit", "funload")
    run_logged(place, "build", "cmake", "--build", "--preset", "release", "--target", *targets, cwd=ROOT)


def build_rust(place):
    """All Rust peers; they are copied first, so that no lock file appears in the tree."""
    source = place.cache / "rust"
    source.mkdir(exist_ok=True)
    shutil.copy2(PEERS / "Cargo.toml", source)
    for folder in PEERS.glob("rust-*"):
        shutil.copytree(folder, source / folder.name, dirs_exist_ok=True)
    environment = dict(os.environ, RUSTFLAGS="-C target-cpu=native")
    environment["CARGO_TARGET_DIR"] = str(source / "target")
    run_logged(place, "rust", "cargo", "build", "--release", cwd=source, env=environment)
    return source / "target" / "release"


def python_with(place, package):
    """The interpreter of the peers in Python, with `package` ("name==version") from PyPI."""
    python = place.cache / "venv" / "bin" / "python"
    if not python.exists():
        run_logged(place, "venv", sys.executable, "-m", "venv", str(place.cache / "venv"))
    run_logged(place, package.partition("==")[0], str(python), "-m", "pip", "install", "-q", package)
    return python


def build_orjson(place):
    return python_with(place, ORJSON)


def build_go(place):
    """Both Go peers, from a copy as well.  A sonic that is encoding/json inside is no sonic."""
    source, target = place.cache / "go", place.cache / "go-bin"
    shutil.copytree(PEERS / "go", source, dirs_exist_ok=True)
    target.mkdir(exist_ok=True)
    command = ("go", "build", "-mod=readonly", "-o", str(target), "./...")
    run_logged(place, "go", *command, cwd=source)
    return target


def go(name):
    return lambda place: (str(build_go(place) / name), str(place.key))


def sonic(place):
    program = build_go(place) / "sonic"
    if subprocess.run((str(program), "--is-native")).returncode != 0:
        raise Missing("this version does not know this Go or this processor")
    return str(program), str(place.key)


def node(place):
    if shutil.which("node") is None:
        raise Missing("node is not installed")
    return "node", str(PEERS / "node_job.js"), str(place.key)


def build_cc(place, source, *libraries):
    target = place.cache / source.stem
    compiler = os.environ.get("CXX", "g++")
    command = (compiler, "-std=c++20", "-O3", str(source), "-o", str(target), *libraries)
    run_logged(place, source.stem, *command)
    return target


def built(place, name):
    program = place.build / name
    if not program.exists():
        raise Missing("not in the --build folder")
    return str(program)


def known_people(place, policy):
    """The standard policy knows the log's people, where there is a list of them."""
    return ("--identities", str(place.identities)) if policy == "standard" and place.identities is not None else ()


def funanon(place, policy, *options):
    words = ("--quiet", "--policy", policy, *known_people(place, policy), *options)
    return (built(place, "funanon"), "--key", str(place.key), *words)


def funaudit(place, policy, *options):
    return (built(place, "funaudit"), "--quiet", "--policy", policy, *known_people(place, policy), *options)


def rust(name):
    return lambda place: (str(build_rust(place) / name), str(place.key))


def python_peer(interpreter, name):
    return lambda place: (str(interpreter(place)), str(PEERS / name), str(place.key))


ROWS = (
    (BASE, "funanon --policy seed -j1", SAME_JOB,
     lambda place: funanon(place, "seed", "-j1")),
    ("funanon-seed-j2", "funanon --policy seed -j2", SAME_BYTES,
     lambda place: funanon(place, "seed", "-j2")),
    ("funanon-standard", "funanon --policy standard -j1", NOTHING,
     lambda place: funanon(place, "standard", "-j1")),
    ("funanon-standard-j2", "funanon --policy standard -j2", NOTHING,
     lambda place: funanon(place, "standard", "-j2")),
    ("simdjson-dom", "simdjson DOM, parse only", NOTHING,
     lambda place: (str(build_cc(place, PEERS / "simdjson_dom.cc", "-lsimdjson")),)),
    ("rust-simd-json-tape", "Rust simd-json, tape", SAME_JOB, rust("rust-simd-json-tape")),
    ("rust-simd-json", "Rust simd-json, borrowed DOM", SAME_JOB, rust("rust-simd-json")),
    ("rust-serde", "Rust serde_json, Value", SAME_JOB, rust("rust-serde")),
    ("python-orjson", "Python orjson + hmac", SAME_JOB,
     python_peer(build_orjson, "python_orjson.py")),
    ("go-sonic", "Go sonic", SAME_JOB, sonic),
    ("go-encoding-json", "Go encoding/json", SAME_JOB, go("encoding-json")),
    ("node", "Node JSON.parse + createHmac", SAME_JOB, node),
    (REFERENCE, "Python json + hmac (2015)", NOTHING,
     python_peer(lambda place: sys.executable, "python_hmac.py")),
)  # fmt: skip


def build_all(place):
    """Builds everything.  Returns the programs to be had, and {title: why not} of the rest."""
    found, missing = [], {}
    for name, title, check, make in ROWS:
        try:
            found.append(Program(name, title, make(place), check))
        except Missing as reason:
            missing[title] = str(reason)
            print(f"benchmark: missing: {title}: {reason}", file=sys.stderr)
    return found, missing


def first_line(*command):
    """The first line that a program prints of its version, or "unknown"."""
    try:
        words = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError):
        return "unknown"
    return next(iter(words.splitlines()), "unknown").strip()


def versions(place):
    program = place.build / "funanon"
    return (
        first_line(str(program), "--version") if program.exists() else "funanon missing",
        first_line("rustc", "--version").replace("unknown", "rustc missing"),
        first_line("go", "version").replace("unknown", "go missing"),
        SONIC,
        "Node " + first_line("node", "--version").replace("unknown", "missing"),
        f"Python {sys.version.split()[0]}",
        ORJSON.replace("==", " "),
        "simdjson " + first_line("pkg-config", "--modversion", "simdjson"),
        first_line(os.environ.get("CXX", "g++"), "--version"),
    )
