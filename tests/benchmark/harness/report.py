"""Writes measurements as Markdown, between the two markers of a table in a document."""

import datetime
import os
import platform
import statistics
from pathlib import Path

from harness import plot
from harness.programs import BASE, REFERENCE

HEADING = """# Benchmarks

What `tests/benchmark/run` measured: funanon against programs that do the same job, and what it costs by kind of input.
Not measured: output to files, other machines. CPU is user + system time; a ratio is the median of the ratios of each
interleaved round. Ratios hold on a busy machine better than seconds do. How: `tests/benchmark/README.md`.
"""


def markers(table):
    return f"<!-- table:{table}:begin -->", f"<!-- table:{table}:end -->"


def write_whole(path, words):
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_name(path.name + ".partial")
    partial.write_text(words, encoding="utf-8")
    partial.rename(path)


def replace_between(path, table, words):
    """Puts `words` between the markers; makes file and markers where they are missing."""
    begin, end = markers(table)
    text = path.read_text(encoding="utf-8") if path.exists() else HEADING
    if begin not in text or end not in text:
        text += f"\n{begin}\n{end}\n"
    before, rest = text.split(begin, 1)
    after = rest.split(end, 1)[1]
    write_whole(path, f"{before}{begin}\n{words}\n{end}{after}")


def processor():
    for line in Path("/proc/cpuinfo").read_text().splitlines():
        if line.startswith("model name"):
            return line.split(":", 1)[1].strip()
    return platform.machine()


def ratio(runs, program, base, what="cpu"):
    """Median of the ratios of each round, or None when one of the two is missing."""
    if program not in runs or base not in runs:
        return None
    pairs = zip(runs[program], runs[base])
    return statistics.median(getattr(one, what) / getattr(other, what) for one, other in pairs)


def shown(number, sign="×"):
    return "–" if number is None else f"{number:.2f}{sign}"


def row(program, runs, size, verdict):
    series = runs[program.id]
    speeds = sorted(size / 1e6 / run.cpu for run in series)
    cells = (
        program.title,
        f"{speeds[0]:.0f} / **{statistics.median(speeds):.0f}** / {speeds[-1]:.0f}",
        f"{statistics.median(run.cpu for run in series):.2f}",
        f"{statistics.median(run.wall for run in series):.2f}",
        f"{max(run.peak for run in series):.0f}",
        shown(ratio(runs, program.id, BASE)),
        (verdict or "another job") + (", lines rejected" if series[0].rejected else ""),
    )
    return "| " + " | ".join(cells) + " |"


def main_table(found, missing, runs, size, said):
    lines = [
        "| program | MB/s of input per CPU second: min / median / max | CPU s | wall s"
        " | peak RSS MiB | CPU ÷ funanon's | same answer? |",
        "|---|---|---|---|---|---|---|",
    ]
    for program in found:
        verdict = "the reference" if program.id == REFERENCE else said.get(program.id, "")
        lines.append(row(program, runs, size, verdict))
    lines += [f"| {title} | missing: {why} | | | | | |" for title, why in missing.items()]
    return lines


def bars(runs):
    """The agreed bars: (name, measured, reach, stretch)."""
    seed, two = BASE, "funanon-seed-j2"
    peak = max((run.peak for run in runs.get(two, ())), default=None)
    return (
        ("P1 CPU of Rust simd-json (DOM) ÷ seed", shown(ratio(runs, "rust-simd-json", seed)), "≥ 4×", "≥ 5×"),
        ("P2 CPU of Python json + hmac ÷ seed", shown(ratio(runs, REFERENCE, seed)), "≥ 28×", "≥ 40×"),
        ("P2 CPU of Python orjson ÷ seed", shown(ratio(runs, "python-orjson", seed)), "≥ 15×", "≥ 20×"),
        ("P3 CPU of seed ÷ simdjson DOM parse", shown(ratio(runs, seed, "simdjson-dom")), "≤ 1.8×", "≤ 1.25×"),
        ("P4 CPU of standard ÷ seed", shown(ratio(runs, "funanon-standard", seed)), "≤ 3.5×", "≤ 2.5×"),
        ("P5 wall of -j1 ÷ -j2", shown(ratio(runs, seed, two, "wall")), "≥ 1.8×", "≥ 1.9×"),
        ("P5 CPU of -j2 ÷ -j1", shown(ratio(runs, two, seed)), "≤ 1.05×", ""),
        ("P6 peak memory of -j2, MiB", shown(peak, ""), "≤ 64", "≤ 32"),
    )  # fmt: skip


def svg(found, missing, runs, size):
    """Throughput of all programs on the main input, the fastest first."""
    items = [
        (program.title, size / 1e6 / statistics.median(run.cpu for run in runs[program.id]),
         program.id.startswith("funanon"))
        for program in found
    ]  # fmt: skip
    items.sort(key=lambda item: -item[1])
    items += [(title, None, False) for title in missing]
    return plot.bars("Throughput on one log", "MB of input per CPU second (median)", items)


def document(facts, found, missing, runs, said):
    """The whole text of the table; `facts` is what run() knows: see there."""
    others = 100 * facts["others"] / facts["seconds"] / (os.cpu_count() or 1)
    lines = [
        "## Against programs that do the same job",
        "",
        f"Command: `{facts['command']}`, {datetime.date.today().isoformat()}, {facts['rounds']} interleaved"
        f" rounds, output to /dev/null. Input: {facts['size'] / 1e6:.0f} MB, {facts['lines']:,} lines, {facts['data']}.",
        f"Machine: {processor()}, {os.cpu_count()} cores, Linux {platform.release()};"
        f" other programs used {others:.0f} % of it meanwhile.",
        f"The standard policy knows {facts['people']} identities.",
        "Versions: " + "; ".join(facts["versions"]) + ".",
        "",
        *main_table(found, missing, runs, facts["size"], said),
        "",
        "| bar | measured | reach | stretch |",
        "|---|---|---|---|",
        *("| " + " | ".join(bar) + " |" for bar in bars(runs)),
        "",
        "![Throughput by program](benchmarks/anonymize.svg)",
    ]
    return "\n".join(lines)
