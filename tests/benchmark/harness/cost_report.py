"""Words and plot of one cost table."""

import datetime
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


def row(point, first, runs):
    series = runs[point.case.id]
    cells = (
        point.label,
        point.series,
        spread([run.cpu for run in series], ".3f"),
        f"{statistics.median(per_gb(point, runs)):.2f}" if point.size else "–",
        shown(growth(point, first, runs)),
        f"{statistics.median(run.wall for run in series):.3f}",
        f"{max(run.peak for run in series):.0f}" + (", lines rejected" if series[0].rejected else ""),
    )
    return "| " + " | ".join(cells) + " |"


def bar_ratio(bar, runs):
    """The median of (case - less) ÷ base of each round."""
    count = len(runs[bar.base])
    less = [run.cpu for run in runs[bar.less]] if bar.less else [0] * count
    rounds = zip(runs[bar.case], less, runs[bar.base], strict=True)
    return statistics.median((one.cpu - off) / base.cpu for one, off, base in rounds)


def document(table, runs, command):
    first = firsts(table.points)
    lines = [
        f"## {table.title}",
        "",
        f"{table.note} `-j2`, whole commands, their start included; {table.rounds} interleaved rounds; `{command}`, {datetime.date.today().isoformat()}.",
        "",
        "| input | policy | CPU s: min / median / max | CPU s per GB | per byte ÷ first row | wall s | peak RSS MiB |",
        "|---|---|---|---|---|---|---|",
        *(row(point, first[point.series], runs) for point in table.points),
        *(f"| {label} | missing: {why} | | | | | |" for label, why in table.missing),
    ]
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
    axes = plot.Axes(f"funanon -j2: {table.title.lower()}", table.axis, "CPU s per GB", table.logarithmic)
    return plot.curves(axes, lines)
