"""Instructions per byte of input, counted by callgrind: the figure that no busy machine disturbs."""

import dataclasses
import itertools
import re
import shutil
import subprocess

from harness import inputs, programs

COLLECTED = re.compile(rb"Collected : (\d+)")
POLICIES = ("seed", "standard")
KNOWN = 1000  # identities: callgrind would take minutes to read more


def count(command, data):
    """Instructions of one run.  Raises Missing."""
    valgrind = ("valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null")
    with open(data, "rb") as source:
        done = subprocess.run((*valgrind, *command), stdin=source, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    found = COLLECTED.search(done.stderr)
    if found is None:
        raise programs.Missing(f"callgrind ended with {done.returncode} and counted nothing")
    return int(found[1])


def few_people(setting):
    """The place with the begin of its list of identities, if it has one."""
    if setting.place.identities is None:
        return setting.place
    with open(setting.place.identities, "rb") as source:
        head = list(itertools.islice(source, KNOWN + 1))
    few = setting.place.cache / "people-few.csv"
    few.write_bytes(b"".join(head))
    return dataclasses.replace(setting.place, identities=few)


def document(setting, size, command):
    """The table, of the first `size` bytes of the log.  Raises Missing."""
    if shutil.which("valgrind") is None:
        raise programs.Missing("valgrind is not installed")
    sample = setting.made(f"first-{size}", lambda sink: inputs.copy_lines(setting.log, sink, size))
    one = setting.made("one-line", lambda sink: inputs.copy_lines(setting.log, sink, 1))
    more = sample.stat().st_size - one.stat().st_size
    place = few_people(setting)
    lines = [
        "## Instructions",
        "",
        f"By callgrind, `-j1`, of the first {size / 1e6:g} MB, less what one line needs (the start, and"
        f" {KNOWN:,} identities under `standard`); patterns are compiled when a text asks for them, which counts."
        f" callgrind shows a program no AVX-512. `{command}`.",
        "",
        "| policy | instructions per byte of input | to start, million |",
        "|---|---|---|",
    ]
    for policy in POLICIES:
        words = programs.funanon(place, policy, "-j1")
        start = count(words, one)
        lines.append(f"| {policy} | {(count(words, sample) - start) / more:.3f} | {start / 1e6:.1f} |")
    return "\n".join(lines)
