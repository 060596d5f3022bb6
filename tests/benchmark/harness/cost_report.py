"""Words and plot of one cost table."""

import datetime
import math
import statistics

from harness import plot
from harness.report import shown


def spread(numbers, form):
    """min / **median** / max"""
    return f"{min(numbers):{form}} / **{statistics.median(numbers):{form}}** / {max(numbers):{form}}"


def per_gb(point, runs):
    """CPU seconds for a GB of plain log, of each round; for a point of no log, CPU seconds."""
    scale = 1e9 / point.size if point.size else 1
    return [run.cpu * scale for run in runs[point.case.id]]


def growth(point, first, runs):
    """CPU for a byte against the first point of its series: the median of the rounds' ratios."""
    pairs = zip(per_gb(point, runs), per_gb(first, runs), strict=True)
    return statistics.median(one / other for one, other in pairs)


def firsts(points):
    """{series: its first point}"""
    found = {}
    for point in points:
        found.setdefault(point.series, point)
    return found


def row(point, first, runs, faults):
    series = runs[point.case.id]
    cells = (
        point.label,
        point.series,
        spread([run.cpu for run in series], ".3f"),
        f"{statistics.median(per_gb(point, runs)):.2f}" if point.size else "–",
        shown(growth(point, first, runs)),
        f"{statistics.median(run.wall for run in series):.3f}",
        f"{max(run.peak for run in series):.0f}" + (f", {faults}" if series[0].rejected else ""),
    )
    return "| " + " | ".join(cells) + " |"


def bar_ratio(bar, runs):
    """The median of (case - less) ÷ base of each round."""
    count = len(runs[bar.base])
    used = {case: [getattr(run, bar.what) for run in runs[case]] for case in (bar.case, bar.less, bar.base) if case}
    rounds = zip(used[bar.case], used.get(bar.less, [0] * count), used[bar.base], strict=True)
    return statistics.median((one - off) / base for one, off, base in rounds)


def exponent(points):
    """b of cost = a · place^b, by least squares of the logarithms of (place, cost); None where
    there is but one place, or a cost that no power is."""
    if len({place for place, _ in points}) < 2 or any(cost <= 0 for _, cost in points):
        return None
    across, up = ([math.log(number) for number in numbers] for numbers in zip(*points, strict=True))
    return statistics.linear_regression(across, up).slope


def cost(point, table, runs):
    """CPU seconds, less those of what the fit takes off: the median of the rounds."""
    used = [run.cpu for run in runs[point.case.id]]
    off = [run.cpu for run in runs[table.less[point.case.id]]] if point.case.id in table.less else [0] * len(used)
    return statistics.median(one - other for one, other in zip(used, off, strict=True))


def fit(table, runs):
    """How the CPU of each series grows with what the table is about."""
    words = []
    for name, first in firsts(table.points).items():
        series = [point for point in table.points if point.series == name]
        if len(series) < 2:
            continue  # a start, which does not grow
        power = exponent([(point.at, cost(point, table, runs)) for point in series])
        shown_power = "–" if power is None else f"{power:.2f}"
        off = f", less its {table.off}" if first.case.id in table.less else ""
        words.append(f"{table.grows}^{shown_power} ({name}{off})")
    return "CPU ~ " + ", ".join(words)


def document(table, runs, command):
    first = firsts(table.points)
    lines = [
        f"## {table.title}",
        "",
        f"{table.note} {table.program}, whole commands, their start included; {table.rounds} interleaved rounds; `{command}`, {datetime.date.today().isoformat()}.",
        "",
        "| input | policy | CPU s: min / median / max | CPU s per GB | per byte ÷ first row | wall s | peak RSS MiB |",
        "|---|---|---|---|---|---|---|",
        *(row(point, first[point.series], runs, table.faults) for point in table.points),
        *(f"| {label} | missing: {why} | | | | | |" for label, why in table.missing),
    ]
    if table.grows:
        lines += ["", fit(table, runs) + ": least squares of the logarithms of the medians."]
    if table.bars:
        lines += ["", "| bar | measured | reach |", "|---|---|---|"]
        lines += [f"| {bar.title} | {shown(bar_ratio(bar, runs))} | {bar.reach} |" for bar in table.bars]
    if table.axis:
        lines += ["", f"![{table.title}](benchmarks/{table.name}.svg)"]
    return "\n".join(lines)


def svg(table, runs):
    """CPU seconds per GB over what the table is about, a line for each series."""
    lines = {}
    for point in table.points:
        if point.size:
            height = statistics.median(per_gb(point, runs))
            lines.setdefault(point.series, []).append((point.at, height, point.label))
    axes = plot.Axes(f"{table.program.replace('`', '')}: {table.title.lower()}", table.axis, "CPU s per GB", table.logarithmic)
    return plot.curves(axes, lines)
