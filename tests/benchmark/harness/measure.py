"""Runs programs in turns and says what each run used."""

import contextlib
import dataclasses
import hashlib
import os
import subprocess
import sys
import threading
from pathlib import Path


@dataclasses.dataclass(frozen=True)
class Run:
    cpu: float  # user + system, seconds
    wall: float  # seconds
    peak: float  # resident, MiB
    rejected: bool  # ended with 1: lines were rejected


@dataclasses.dataclass(frozen=True)
class Stream:
    """A file that comes so many times through a pipe: more than the disk need hold."""

    path: Path
    times: int


@dataclasses.dataclass(frozen=True)
class Case:
    """One program on one input: a file or a Stream."""

    id: str
    program: object
    data: object


class Failed(Exception):
    """Its argument says which program ended how."""


def pour(stream, descriptor):
    """Into the pipe, page by page and without a copy, so that the feeding costs little."""
    with contextlib.suppress(BrokenPipeError), open(stream.path, "rb") as file, open(descriptor, "wb") as pipe:
        for _ in range(stream.times):
            at = 0
            while moved := os.splice(file.fileno(), pipe.fileno(), 1 << 20, offset_src=at):
                at += moved


@contextlib.contextmanager
def opened(data):
    """The standard input of a program."""
    if not isinstance(data, Stream):
        with open(data, "rb") as source:
            yield source
        return
    reading, writing = os.pipe()
    feeder = threading.Thread(target=pour, args=(data, writing), daemon=True)
    with open(reading, "rb") as source:
        feeder.start()
        yield source
    feeder.join()


def launch(launcher, result, program, data, output):
    """One run from `data` to `output`.  Exit code 1 (lines rejected) counts as an end."""
    errors = result.with_suffix(".stderr")
    with opened(data) as source, open(output, "wb") as sink, open(errors, "wb") as words:
        command = (str(launcher), str(result), *program.command)
        subprocess.run(command, stdin=source, stdout=sink, stderr=words, check=True)
    used, code = used_of(result)
    if code not in (0, 1):
        raise Failed(f"{program.title} ended with {code}, see {errors.name} in the cache")
    return used


def used_of(result):
    """Returns (Run, exit code) as the launcher wrote them."""
    user, system, wall, peak, code = result.read_text().split()
    return Run(float(user) + float(system), float(wall), float(peak) / 1024, code == "1"), int(code)


def busy_seconds():
    """CPU seconds that the whole machine has worked since it started."""
    fields = Path("/proc/stat").read_text().split("\n", 1)[0].split()[1:9]
    user, nice, system, _idle, _wait, irq, softirq, steal = map(int, fields)
    return (user + nice + system + irq + softirq + steal) / os.sysconf("SC_CLK_TCK")


def warm(data):
    """Reads an input once: no run pays for the disk."""
    with open(data.path if isinstance(data, Stream) else data, "rb", buffering=0) as file:
        while file.read(1 << 20):
            pass


def turns(launcher, cache, cases, count):
    """Interleaved, A B C A B C: what disturbs the machine disturbs all.

    Returns {case id: [Run of each round]}."""
    runs = {case.id: [] for case in cases}
    for data in {case.data for case in cases}:
        warm(data)
    for number in range(count):
        for case in cases:
            run = launch(launcher, cache / "result", case.program, case.data, os.devnull)
            runs[case.id].append(run)
        print(f"benchmark: round {number + 1} of {count} done", file=sys.stderr)
    return runs


def rounds(launcher, cache, found, data, count):
    """All programs on one input.  Returns {program id: [Run of each round]} and the CPU
    seconds that others used meanwhile."""
    busy = busy_seconds()
    cases = [Case(program.id, program, data) for program in found]
    runs = turns(launcher, cache, cases, count)
    ours = sum(run.cpu for series in runs.values() for run in series)
    return runs, max(0.0, busy_seconds() - busy - ours)


def digest(path):
    with open(path, "rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
