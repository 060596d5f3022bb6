"""Runs programs in turns and says what each run used."""

import dataclasses
import hashlib
import os
import subprocess
import sys
from pathlib import Path


@dataclasses.dataclass(frozen=True)
class Run:
    cpu: float  # user + system, seconds
    wall: float  # seconds
    peak: float  # resident, MiB
    rejected: bool  # ended with 1: lines were rejected


class Failed(Exception):
    """Its argument says which program ended how."""


def launch(launcher, result, program, data, output):
    """One run from `data` to `output`.  Exit code 1 (lines rejected) counts as an end."""
    errors = result.with_suffix(".stderr")
    with open(data, "rb") as source, open(output, "wb") as sink, open(errors, "wb") as words:
        command = (str(launcher), str(result), *program.command)
        subprocess.run(command, stdin=source, stdout=sink, stderr=words, check=True)
    user, system, wall, peak, code = result.read_text().split()
    if int(code) not in (0, 1):
        raise Failed(f"{program.title} ended with {code}, see {errors.name} in the cache")
    return Run(float(user) + float(system), float(wall), float(peak) / 1024, code == "1")


def busy_seconds():
    """CPU seconds that the whole machine has worked since it started."""
    fields = Path("/proc/stat").read_text().split("\n", 1)[0].split()[1:9]
    user, nice, system, _idle, _wait, irq, softirq, steal = map(int, fields)
    return (user + nice + system + irq + softirq + steal) / os.sysconf("SC_CLK_TCK")


def warm(data):
    """Reads the input once: no run pays for the disk."""
    with open(data, "rb", buffering=0) as file:
        while file.read(1 << 20):
            pass


def rounds(launcher, cache, found, data, count):
    """Interleaved, A B C A B C: what disturbs the machine disturbs all.

    Returns {program id: [Run of each round]} and the CPU seconds that others used meanwhile."""
    runs = {program.id: [] for program in found}
    warm(data)
    busy = busy_seconds()
    for number in range(count):
        for program in found:
            run = launch(launcher, cache / "result", program, data, os.devnull)
            runs[program.id].append(run)
        print(f"benchmark: round {number + 1} of {count} done", file=sys.stderr)
    ours = sum(run.cpu for series in runs.values() for run in series)
    return runs, max(0.0, busy_seconds() - busy - ours)


def digest(path):
    with open(path, "rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
