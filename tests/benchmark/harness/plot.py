"""Small SVG plots: bars and curves.  Readable on light and dark pages, without a library."""

import dataclasses
import math
from xml.sax.saxutils import escape

WIDTH, LEFT, RIGHT = 720, 70, 30
TOP, HEIGHT, BOTTOM = 56, 260, 62
COLOURS = ("#2f7ed8", "#d9662c", "#3d9a50", "#9a5fc0")
STYLE = """<style>
text { font: 13px system-ui, sans-serif; fill: #444 }
.title { font-size: 16px; font-weight: 600 }
.grid { stroke: #8886; stroke-width: 1 }
@media (prefers-color-scheme: dark) { text { fill: #ccc } }
</style>"""


@dataclasses.dataclass(frozen=True)
class Axes:
    title: str
    across: str  # what the x axis says, with its unit
    up: str
    logarithmic: bool  # the x axis


def text(x, y, words, **attributes):
    settings = "".join(f' {name.replace("_", "-")}="{value}"' for name, value in attributes.items())
    return f'<text x="{x:.1f}" y="{y:.1f}"{settings}>{escape(words)}</text>'


def picture(title, height, parts):
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" role="img">'
    named = f"<title>{escape(title)}</title>"
    return "\n".join([head, named, STYLE, text(16, 26, title, **{"class": "title"}), *parts, "</svg>\n"])


def round_up(highest):
    """(step, top): a grid of 4 to 8 round steps that reaches above `highest`."""
    highest = max(highest, 1e-9)
    step = 10.0 ** math.floor(math.log10(highest / 4))
    for factor in (1, 2, 5, 10):
        if highest / (step * factor) <= 8:
            step *= factor
            break
    return step, step * math.ceil(highest / step)


def bars(title, unit, items):
    """Horizontal bars of (label, number, is ours); None instead of a number: missing."""
    left, thick = 250, 26
    highest = max((number for _, number, _ in items if number is not None), default=1)
    parts = []
    for index, (label, number, ours) in enumerate(items):
        y = TOP + index * thick
        parts.append(text(left - 10, y + 16, label, text_anchor="end"))
        if number is None:
            parts.append(text(left + 6, y + 16, "missing", font_style="italic"))
            continue
        length = (WIDTH - left - 90) * number / highest
        colour = COLOURS[0] if ours else "#8c8c8c"
        parts.append(f'<rect x="{left}" y="{y + 3}" width="{length:.1f}" height="{thick - 8}" fill="{colour}"/>')
        parts.append(text(left + length + 6, y + 16, f"{number:,.0f}"))
    bottom = TOP + len(items) * thick + 20
    parts.append(text(left, bottom, unit))
    return picture(title, bottom + 16, parts)


def across(axes, places):
    """Where a value of the x axis stands: a function."""
    scale = math.log10 if axes.logarithmic else float
    low, high = scale(min(places)), scale(max(places))
    width = WIDTH - LEFT - RIGHT - 60
    return lambda at: LEFT + 30 + width * (scale(at) - low) / ((high - low) or 1)


def grid(axes, step, top):
    parts = []
    for index in range(round(top / step) + 1):
        y = TOP + HEIGHT * (1 - index * step / top)
        parts.append(f'<path class="grid" d="M{LEFT} {y:.1f}H{WIDTH - RIGHT}"/>')
        parts.append(text(LEFT - 8, y + 4, f"{index * step:g}", text_anchor="end"))
    parts.append(text(16, TOP - 12, axes.up))
    parts.append(text((LEFT + WIDTH - RIGHT) / 2, TOP + HEIGHT + 44, axes.across, text_anchor="middle"))
    return parts


def curves(axes, lines):
    """A line with dots for each {name: [(x, y, label of x)]}."""
    points = [point for line in lines.values() for point in line]
    place = across(axes, [at for at, _, _ in points])
    step, top = round_up(max(height for _, height, _ in points))
    parts = grid(axes, step, top)
    ticks = {at: label for at, _, label in points}
    parts += [text(place(at), TOP + HEIGHT + 20, label, text_anchor="middle") for at, label in ticks.items()]
    for index, (name, line) in enumerate(lines.items()):
        colour = COLOURS[index % len(COLOURS)]
        dots = [(place(at), TOP + HEIGHT * (1 - height / top)) for at, height, _ in line]
        path = "L".join(f"{x:.1f} {y:.1f}" for x, y in dots)
        parts.append(f'<path d="M{path}" fill="none" stroke="{colour}" stroke-width="2"/>')
        parts += [f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4" fill="{colour}"/>' for x, y in dots]
        at = WIDTH - RIGHT - 110 * (len(lines) - index)
        parts.append(f'<rect x="{at}" y="{TOP - 22}" width="12" height="12" fill="{colour}"/>')
        parts.append(text(at + 18, TOP - 12, name))
    return picture(axes.title, TOP + HEIGHT + BOTTOM, parts)
