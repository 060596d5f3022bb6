"""Checks, before anything is timed, that the programs do the same job."""

import subprocess
import sys
from pathlib import Path

from harness import measure, programs

SAME_BYTES_WORDS = "same bytes as -j1"
SAME_JOB = Path(__file__).resolve().parent.parent / "same_job.py"


def write_sample(data, sample, size):
    """The first whole lines of `data`, about `size` bytes."""
    with open(data, "rb") as source, open(sample, "wb") as sink:
        sink.writelines(source.readlines(size))


def compare(reference, output):
    """The words of same_job.py about two outputs: "N lines, 0 differ"."""
    command = (sys.executable, str(SAME_JOB), "--allow-cut", str(reference), str(output))
    done = subprocess.run(command, capture_output=True, text=True)
    sys.stderr.write(done.stderr)
    return done.stdout.strip() or f"same_job.py ended with {done.returncode}"


def verdicts(launcher, cache, found, data, size):
    """{program id: what the check says}; programs of another job are not in it."""
    sample = cache / "sample"
    write_sample(data, sample, size)
    outputs = {}
    for program in found:
        outputs[program.id] = cache / f"sample.{program.id}"
        measure.launch(launcher, cache / "result", program, sample, outputs[program.id])
    said = {}
    for program in found:
        if program.check == programs.SAME_JOB:
            said[program.id] = compare(outputs[programs.REFERENCE], outputs[program.id])
        elif program.check == programs.SAME_BYTES and programs.BASE in outputs:
            same = measure.digest(outputs[program.id]) == measure.digest(outputs[programs.BASE])
            said[program.id] = SAME_BYTES_WORDS if same else "OTHER BYTES than -j1"
        if program.id in said:
            print(f"benchmark: {program.title}: {said[program.id]}", file=sys.stderr)
    return said


def is_same(verdict):
    return (", 0 differ" in verdict and not verdict.startswith("0 lines")) or verdict == SAME_BYTES_WORDS


def delete_outputs(cache):
    for path in cache.glob("sample*"):
        path.unlink()
