"""What an input costs, by what kind of input it is: the points of each table of funanon.

To add a table, add a function that returns a Table to TABLES.  A point is one program on one
input; all points of a table are measured in turns."""

import dataclasses
import hashlib
import shutil
import subprocess
from pathlib import Path

from harness import inputs, programs
from harness.measure import Case, Stream

SEED, STANDARD = "seed", "standard"
GENERATOR = programs.PEERS.parent.parent / "data" / "generate"


@dataclasses.dataclass(frozen=True)
class Point:
    label: str  # what stands in the first column
    at: float  # where it stands in the plot
    series: str  # the policy, or "decoder alone"
    size: int  # bytes of plain log; 0: what is measured is not its reading
    case: Case


@dataclasses.dataclass(frozen=True)
class Bar:
    """(case - less) ÷ base, of each round."""

    title: str
    case: str
    less: str
    base: str
    reach: str
    what: str = "cpu"


@dataclasses.dataclass
class Table:
    name: str
    title: str
    note: str
    points: list
    axis: str = ""  # of the plot; "": no plot
    logarithmic: bool = True
    grows: str = ""  # of what the CPU is fitted as a power; "": of nothing
    less: dict = dataclasses.field(default_factory=dict)  # {case id: of the case that the fit takes off}
    off: str = ""  # what that is
    program: str = "`funanon -j2`"
    faults: str = "lines rejected"  # what it means to have ended with 1
    bars: tuple = ()
    missing: list = dataclasses.field(default_factory=list)
    rounds: int = 5


@dataclasses.dataclass(frozen=True)
class Setting:
    """What the tables are made from."""

    place: programs.Place
    log: object  # the log that the main table is measured on
    part: int  # bytes of the logs derived from it
    most_people: int
    tool: object = programs.funanon  # makes the command that is measured
    policies: tuple = (SEED, STANDARD)
    folder: str = "derived"

    def made(self, name, write):
        """The file of that name in a folder of this log and this way of deriving; others go."""
        state = self.log.stat()
        source = f"{self.log} {state.st_size} {state.st_mtime_ns}".encode() + Path(inputs.__file__).read_bytes()
        folder = self.place.cache / f"{self.folder}-{hashlib.sha256(source).hexdigest()[:8]}"
        for old in self.place.cache.glob(f"{self.folder}-*"):
            if old != folder:
                shutil.rmtree(old)
        folder.mkdir(exist_ok=True)
        return inputs.made(folder / name, write)

    def derived(self, name, derive):
        """The file of that name, with the events that `derive(events of the log)` yields."""
        return self.made(name, lambda sink: inputs.write_events(derive(inputs.events(self.log)), sink, self.part))

    def cut(self):
        """The begin of the log."""
        return self.made("plain", lambda sink: inputs.copy_lines(self.log, sink, self.part))

    def line(self):
        return self.made("one-line", lambda sink: inputs.copy_lines(self.log, sink, 1))

    def point(self, label, at, policy, data, *options):
        size = data.path.stat().st_size * data.times if isinstance(data, Stream) else data.stat().st_size
        command = self.tool(self.place, policy, *(options or ("-j2",)))
        title = f"{Path(command[0]).name} --policy {policy}, {label}"
        identity = f"{policy}:{label}"
        program = programs.Program(identity, title, command, programs.NOTHING)
        return Point(label, at, policy, size, Case(identity, program, data))

    def points(self, label, at, data):
        return [self.point(label, at, policy, data) for policy in self.policies]


def shown_bytes(size):
    for unit, factor in (("GB", 1e9), ("MB", 1e6), ("kB", 1e3)):
        if size >= 0.9995 * factor:  # else three digits would round up to 1e+03
            return f"{size / factor:.3g} {unit}"
    return f"{size:.0f} B"


def starts(setting):
    """{policy: the same command on one line of log}"""
    points = zip(setting.policies, setting.points("one line", 1, setting.line()), strict=True)
    return {policy: dataclasses.replace(point, series=f"{policy}, start", size=0) for policy, point in points}


def by_size(setting):
    whole = setting.log.stat().st_size
    tenth = setting.made("tenth", lambda sink: inputs.copy_lines(setting.log, sink, whole // 10))
    points = []
    for stream in (Stream(tenth, 1), Stream(setting.log, 1), Stream(setting.log, 10)):
        size = stream.path.stat().st_size * stream.times
        points += setting.points(shown_bytes(size), size, stream)
    alone = starts(setting)
    note = "All through a pipe; the largest is the log ten times over. One line: the start, with the list of people."
    table = Table("size", "By size of the input", note, [*points, *alone.values()], "bytes of input", grows="size", rounds=3)
    table.less, table.off = {point.case.id: alone[point.series].case.id for point in points}, "start"
    return table


def by_length(setting):
    points = []
    for length in (200, 1200, 10_000, 100_000, 1_000_000):
        data = setting.derived(f"length-{length}", lambda source, length=length: inputs.merged(source, length))
        with open(data, "rb") as file:
            lines = sum(1 for _ in file)
        mean = data.stat().st_size / lines
        points += setting.points(shown_bytes(mean), mean, data)
    note = (
        "Mean length. Short lines are events without their long members; long ones hold a list of the events that"
        " followed. The shorter, the more usernames in a byte."
    )
    return Table("length", "By length of the lines", note, points, "mean bytes of a line", grows="length")


def by_edits(setting):
    points = []
    for percent in (0, 10, 50, 100):
        data = setting.derived(f"edits-{percent}", lambda source, percent=percent: inputs.edited(source, percent))
        points.append(setting.point(f"{percent} %", percent, SEED, data))
    note = "Lines in which `seed` finds something to change. A real log has it in nearly all."
    return Table("edits", "By share of lines with edits", note, points, "% of lines with edits", logarithmic=False)


def people(setting, count):
    """The list of so many; its generator asks for no log."""
    target = setting.place.cache / f"people-only-{count}.csv"
    if not target.exists():
        partial = target.with_suffix(".partial")
        partial.unlink(missing_ok=True)
        command = (str(GENERATOR), "--seed", "1", "--ids-only", "--users", str(count), "--identities", str(partial))
        if subprocess.run(command).returncode != 0:
            raise programs.Missing("tests/data/generate --ids-only failed")
        partial.rename(target)
    return target


def by_identities(setting):
    data = setting.cut()
    points, less = [], {}
    count = 100
    while count <= setting.most_people:
        place = dataclasses.replace(setting.place, identities=people(setting, count))
        known = dataclasses.replace(setting, place=place)
        points.append(known.point(f"{count:,}", count, STANDARD, data))
        reading = known.point(f"{count:,}, to read the list", count, STANDARD, setting.line())
        points.append(dataclasses.replace(reading, series="the list alone", size=0))
        less[points[-2].case.id] = reading.case.id
        count *= 100
    most = points[-2:]
    title = f"({most[0].label} − its list) ÷ {points[0].label}"
    bar = Bar(title, most[0].case.id, most[1].case.id, points[0].case.id, "")
    note = "The list alone: the same command on one line of log, so that what is left is the scan."
    table = Table("identities", "By number of known identities", note, points, "identities", grows="identities")
    table.less, table.off, table.bars = less, "list", (bar,)
    return table


def decoder(program, data, size):
    command = (program, "-dc")
    made = programs.Program(f"decoder:{program}", f"{program} -dc", command, programs.NOTHING)
    return Point(f"{program} -dc", 0, "decoder alone", size, Case(made.id, made, data))


def compressed(setting):
    plain = setting.cut()
    table = Table("compressed", "Compressed input", "", [setting.point("plain", 0, SEED, plain)])
    size, bars = plain.stat().st_size, []
    for kind, packer, decoders in (("gz", "gzip", ("igzip", "gzip")), ("zst", "zstd", ("zstd",))):
        try:
            data = setting.made(f"plain.{kind}", lambda sink, packer=packer: inputs.compress(packer, plain, sink))
        except FileNotFoundError as reason:
            table.missing.append((f".{kind}", str(reason)))
            continue
        ours = setting.point(f".{kind}", 0, SEED, data)
        table.points.append(dataclasses.replace(ours, size=size))
        for name in decoders:
            if shutil.which(name) is None:
                table.missing.append((f"{name} -dc", f"{name} is not installed"))
                continue
            point = decoder(name, data, size)
            table.points.append(point)
            title = f"P10 (CPU of .{kind} − {name} -dc) ÷ plain"
            bars.append(Bar(title, ours.case.id, point.case.id, "seed:plain", "≤ 1.10×" if kind == "gz" else ""))
    table.note = "The decoders are whole programs that write to /dev/null; igzip is ISA-L's. CPU per byte of plain log."
    table.bars = tuple(bars)
    return table


def by_names(setting):
    points = []
    for label, name in (("of 20,000", inputs.known_name), ("new on every line", inputs.new_name)):
        file = "names-" + label.replace(" ", "-").replace(",", "")
        data = setting.derived(file, lambda source, name=name: inputs.named(source, name))
        points += setting.points(label, 0, data)
    bars = tuple(
        Bar(f"{policy}, CPU: new ÷ of 20,000", f"{policy}:new on every line", "", f"{policy}:of 20,000", "≤ 1.60×")
        for policy in (SEED, STANDARD)
    )
    return Table("names", "A new username on every line", "Names of one length, in the same events.", points, bars=bars)


TABLES = {
    "size": by_size,
    "length": by_length,
    "edits": by_edits,
    "identities": by_identities,
    "compressed": compressed,
    "names": by_names,
}
