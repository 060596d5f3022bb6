"""The table "scanning": the detector and funaudit against other scanners of text.

Speed on the decoded strings of an anonymized log; beside it, what each finds of planted values and
what it flags in texts that name nobody.  A scanner is asked one thing that all can answer: in how
many of these texts is something?"""

import dataclasses
import json
import re
import shutil
import subprocess
import sys

from harness import measure, patterns, programs, scan_report, texts

PEERS = programs.PEERS / "scanning"
PRESIDIO = "presidio-analyzer==2.2.366"
SECRETS = "detect-secrets==1.5.0"
GITLEAKS = "the Go module proxy does not serve its module"
MOST_ENCODED = 300  # texts: of these there are too many, and they are long, for the slow
FOUND_AT = re.compile(rb"^[^\n]*?:(\d+): (?:error|warning|note) ", re.MULTILINE)
TEXTS, LOG = "texts", "log"
WHOLE, PART, LITTLE = range(3)  # how much of the texts a scanner gets for its speed


@dataclasses.dataclass(frozen=True)
class Scanner:
    """`read` takes what it printed: (CPU seconds of the scanning or None, texts flagged)."""

    id: str
    title: str
    rules: str
    command: tuple
    read: object
    takes: str = TEXTS
    share: int = WHOLE


@dataclasses.dataclass(frozen=True)
class Sample:
    """The same texts in the forms that are taken, and the bytes of the texts alone."""

    texts: object
    log: object
    size: int
    count: int = 0


def read_figures(output):
    """Of a scanner of peers/scanning: "seconds flagged"."""
    seconds, flagged = output.split()
    return float(seconds), int(flagged)


def read_count(output):
    """Of `rg -c --null-data`, which prints nothing for none."""
    return None, int(output.strip(b"\0\n") or b"0")


def read_places(output):
    """Of funaudit: lines of the log in which it found anything."""
    return None, len(set(FOUND_AT.findall(output)))


def build_scan_texts(place):
    """Of the build that is measured, so that its flags and libraries are that build's."""
    programs.run_logged(place, "scan_texts", "cmake", "--build", str(place.build), "--target", "scan_texts")
    return str(place.build / "scan_texts")


def written_patterns(place, program):
    """The rules' patterns as files, by engine."""
    rows = subprocess.run((program, "patterns"), capture_output=True, check=True, text=True).stdout.splitlines()
    rules = [row.split("\t", 1) for row in rows]
    files = {engine: place.cache / "scanning" / f"patterns.{engine}" for engine in ("re2", "rust", "python")}
    files["re2"].write_text("".join(f"{name}\t{rule}\n" for name, rule in rules))
    files["python"].write_text("".join(f"{name}\t{patterns.translated(rule, 'python')}\n" for name, rule in rules))
    files["rust"].write_text("".join(patterns.translated(rule, "rust") + "\n" for _, rule in rules))
    return files


def ripgrep(*options):
    if shutil.which("rg") is None:
        raise programs.Missing("ripgrep is not installed")
    return ("rg", "--no-config", "-j1", "--null-data", "--count", *options, "-")


def funaudit(place, *options):
    return (programs.built(place, "funaudit"), "-j1", *options)


def hyperscan(place, rules):
    program, database = programs.build_cc(place, PEERS / "hyperscan.cc", "-lhs"), place.cache / "scanning" / "database"
    done = subprocess.run((program, "compile", rules, database), capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise programs.Missing("it compiles no database of the patterns")
    (place.cache / "scanning" / "refused").write_text(done.stdout)
    return str(program), "scan", str(database)


def gitleaks():
    raise programs.Missing(GITLEAKS)


def python_peer(python, name, *options):
    return (str(python), str(PEERS / name), *map(str, options))


def scanners(place):
    """Returns the scanners to be had, and {title: why not} of the rest."""
    program = build_scan_texts(place)
    files = written_patterns(place, program)
    limits = ("--regex-size-limit", "1G", "--dfa-size-limit", "1G")
    rows = (
        ("detector", "Detector::Scan", "ours", read_figures, {}, lambda: (program, "detector")),
        ("exhaustive", "re2 rule by rule, with our second look", "ours", read_figures, {"share": PART},
         lambda: (program, "exhaustive")),
        ("re2", "re2 rule by rule", "our patterns", read_figures, {"share": PART}, lambda: (program, "re2")),
        ("hyperscan", "Hyperscan", "our patterns", read_figures, {}, lambda: hyperscan(place, files["re2"])),
        ("funaudit", "`funaudit -j1`", "ours", read_places, {"takes": LOG},
         lambda: funaudit(place, "--show", "1000000")),
        ("ripgrep", "`rg -c -f`", "our patterns", read_count, {"share": PART},
         lambda: ripgrep(*limits, "-f", str(files["rust"]))),
        ("python-re", "Python re", "our patterns", read_figures, {"share": LITTLE},
         lambda: python_peer(sys.executable, "python_re.py", files["python"])),
        ("presidio", "presidio-analyzer, patterns only", "its own", read_figures, {"share": LITTLE},
         lambda: python_peer(programs.python_with(place, PRESIDIO), "presidio.py")),
        ("detect-secrets", "detect-secrets", "its own", read_figures, {"share": LITTLE},
         lambda: python_peer(programs.python_with(place, SECRETS), "secrets_of_code.py")),
        ("gitleaks", "gitleaks", "its own", read_figures, {"share": LITTLE}, gitleaks),
    )  # fmt: skip
    return to_be_had(rows)


def to_be_had(rows):
    """Returns the scanners that can be run, and {title: why not} of the rest."""
    found, missing = [], {}
    for name, title, rules, read, more, make in rows:
        try:
            found.append(Scanner(name, title, rules, tuple(make()), read, **more))
        except programs.Missing as reason:
            missing[title] = str(reason)
            print(f"benchmark: missing: {title}: {reason}", file=sys.stderr)
    return found, missing


def anonymize(place, source, target):
    """What an auditor gets of a log."""
    command = programs.funanon(place, "standard", "--closure", "off")
    with open(source, "rb") as lines, open(target, "wb") as sink:
        if subprocess.run(command, stdin=lines, stdout=sink, check=False).returncode not in (0, 1):
            raise measure.Failed("funanon made no log to scan")


def anonymized(setting):
    """The begin of the log, anonymized, and its decoded strings."""
    folder = setting.place.cache / "scanning"
    # Not the names of the labelled samples, of which one is called clean.
    log, ready = folder / "log.ndjson", folder / "texts"
    anonymize(setting.place, setting.cut(), log)
    return Sample(ready, log, texts.write_file(ready, texts.of_log(log)))


def beginning(whole, size):
    """The first texts of `whole`, about `size` bytes; for those who take no log."""
    path = whole.texts.with_name(f"texts-{size}")
    return Sample(path, None, texts.write_file(path, texts.first(texts.of_log(whole.log), size)))


def in_events(path, held):
    """Each text as the body of a post, for those who take a log."""
    head = {"username": "", "event_type": "edx.forum.thread.created", "event_source": "server"}
    with open(path, "w", encoding="utf-8") as sink:
        sink.writelines(json.dumps({**head, "event": {"body": text}}) + "\n" for text in held)


def labelled_samples(place, persons, lines):
    """{kind, texts.ENCODED or "clean": Sample}"""
    folder, found = place.cache / "scanning", {}
    for name, held in texts.labelled(folder, persons, lines).items():
        held = held[:MOST_ENCODED] if name == texts.ENCODED else held
        ready, log = folder / f"{name}.texts", folder / f"{name}.ndjson"
        in_events(log, held)
        found[name] = Sample(ready, log, texts.write_file(ready, held), len(held))
    return found


def run(launcher, place, scanner, sample):
    """Returns (Run, texts flagged).  CPU is of the scanning alone where the scanner tells it."""
    program = programs.Program(scanner.id, scanner.title, scanner.command, programs.NOTHING)
    output = place.cache / "scanning" / "output"
    source = sample.log if scanner.takes == LOG else sample.texts
    used = measure.launch(launcher, place.cache / "result", program, source, output)
    try:
        cpu, flagged = scanner.read(output.read_bytes())
    except ValueError:
        raise measure.Failed(f"{scanner.title} printed no figures") from None
    return dataclasses.replace(used, cpu=used.cpu if cpu is None else cpu), flagged


def by_megabyte(one, sample):
    return dataclasses.replace(one, cpu=one.cpu * 1e6 / sample.size)


def rounds(launcher, place, found, samples, count):
    """{id: [Run of each round, its CPU for a MB of text]}, interleaved; `samples` by share."""
    runs = {scanner.id: [] for scanner in found}
    for number in range(count):
        for scanner in found:
            sample = samples[scanner.share]
            runs[scanner.id].append(by_megabyte(run(launcher, place, scanner, sample)[0], sample))
        print(f"benchmark: round {number + 1} of {count} done", file=sys.stderr)
    return runs


def shares(launcher, place, found, labelled):
    """{id: {label: texts flagged}}"""
    return {
        scanner.id: {label: run(launcher, place, scanner, sample)[1] for label, sample in labelled.items()}
        for scanner in found
    }


def versions(place):
    return (
        programs.first_line(str(place.build / "funaudit"), "--version"),
        "re2 " + programs.first_line("dpkg-query", "-W", "-f", "${Version}", "libre2-dev"),
        "Hyperscan " + programs.first_line("pkg-config", "--modversion", "libhs"),
        programs.first_line("rg", "--version"),
        f"Python {sys.version.split()[0]}",
        *(package.replace("==", " ") for package in (PRESIDIO, SECRETS)),
    )


def table(setting, launcher, facts):
    """Makes the inputs, measures; the words of the table.  Raises Missing, Failed."""
    place = setting.place
    folder = place.cache / "scanning"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    found, missing = scanners(place)
    whole = anonymized(setting)
    samples = (whole, *(beginning(whole, size) for size in facts["sizes"]))
    labelled = labelled_samples(place, facts["persons"], facts["lines"])
    flagged = shares(launcher, place, found, labelled)
    runs = rounds(launcher, place, found, samples, facts["rounds"])
    refused = folder / "refused"
    facts = {**facts, "versions": versions(place), "refused": refused.read_text().split() if refused.exists() else []}
    words = scan_report.Words(facts, found, missing)
    return scan_report.document(words, runs, samples, scan_report.Found(flagged, labelled))
