"""The table "dictionary": known people looked for in text, against ripgrep with the same list."""

import csv
import datetime
import shutil
import statistics

from harness import audit_costs, costs, measure, programs, scan_report, scanning, texts
from harness.report import ratio, shown


TIMES = 2  # the log: what a list takes to be read counts the less, the more is read with it


def words_of(people):
    """What the list says of its people and who looks for known people looks for, each once."""
    with open(people, encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return dict.fromkeys(row[column] for row in rows for column in ("username", "email", "name") if row[column])


def write_words(people, target):
    target.write_text("\n".join(words_of(people)) + "\n", encoding="utf-8")
    return target


def searchers(place, few, most):
    """Returns (scanners, {title: why not}): few and most are (label, list)."""
    folder = place.cache / "scanning"
    rows = [
        ("dictionary", f"dictionary alone, {few[0]}", scanning.read_figures, scanning.TEXTS,
         lambda: (scanning.build_scan_texts(place), "dictionary", str(few[1]))),
        ("ripgrep", f"`rg -c -F -f`, {few[0]}", scanning.read_count, scanning.TEXTS,
         lambda: scanning.ripgrep("-F", "-f", str(write_words(few[1], folder / "words")))),
    ]  # fmt: skip
    for name, (label, people) in (("few-part", few), ("few", few), ("most", most)):
        rows.append((name, f"`funaudit -j1`, {label}", scanning.read_places, scanning.LOG,
                     lambda people=people: scanning.funaudit(place, "--identities", str(people))))  # fmt: skip
    whole = ("few", "most")
    return scanning.to_be_had([
        (name, title, "", read, {"takes": takes, "share": scanning.WHOLE if name in whole else scanning.PART}, make)
        for name, title, read, takes, make in rows
    ])  # fmt: skip


def people_ratio(runs, times):
    """CPU with most people ÷ with few, each and so many times its list: -1 leaves the lists out, and 1 is
    twice what half of the log would take."""
    try:
        pairs = zip(*(runs[name] for name in ("most", "most-list", "few", "few-list")), strict=True)
        return statistics.median((most.cpu + times * its.cpu) / (few.cpu + times * own.cpu) for most, its, few, own in pairs)
    except (KeyError, ZeroDivisionError):
        return None


def scan_of_ripgrep(runs):
    """Its CPU less that of its list, which the dictionary alone is timed without, ÷ the dictionary's."""
    try:
        rounds_of = zip(*(runs[name] for name in ("ripgrep", "ripgrep-list", "dictionary")), strict=True)
        return statistics.median((all_of_it.cpu - its.cpu) / ours.cpu for all_of_it, its, ours in rounds_of)
    except KeyError:
        return None


def bars(runs):
    """(name, measured, reach, stretch)"""
    return (
        ("P8 CPU of rg -F -f less its list ÷ dictionary alone", shown(scan_of_ripgrep(runs)), "≥ 4.5×", "≥ 6×"),
        ("P8 CPU of rg -F -f ÷ funaudit, the same people", shown(ratio(runs, "ripgrep", "few-part")), "≥ 1.4×", "≥ 2×"),
        ("P9 CPU of funaudit, most people ÷ few", shown(ratio(runs, "most", "few")), "≤ 2.2×", "≤ 1.5×"),
        ("the same on half of that log, by the same rounds", shown(people_ratio(runs, 1)), "", ""),
        ("the same, without reading the lists", shown(people_ratio(runs, -1)), "", ""),
    )  # fmt: skip


def row(scanner, runs, sizes):
    series, size = runs[scanner.id], sizes[scanner.share]
    speeds = sorted(size / 1e6 / one.cpu for one in series)
    cells = (
        scanner.title, f"{speeds[0]:.0f} / **{statistics.median(speeds):.0f}** / {speeds[-1]:.0f}",
        f"{statistics.median(one.cpu for one in series):.3f}",
        f"{statistics.median(one.cpu for one in runs[scanner.id + '-list']):.3f}" if scanner.id + "-list" in runs else "–",
        f"{size / 1e6:.1f}", f"{max(one.peak for one in series):.0f}",
    )  # fmt: skip
    return "| " + " | ".join(cells) + " |"


def document(words, runs, sizes):
    facts = words.facts
    return "\n".join([
        "## Known people in text", "",
        f"The decoded strings of the anonymized log {TIMES} times over, or of its first fifth, in which hardly any of these people stands; one thread; {facts['rounds']} interleaved"
        f" rounds; `{facts['command']}`, {datetime.date.today().isoformat()}. Versions: {'; '.join(facts['versions'])}."
        " ripgrep looks for the bytes of usernames, e-mails and names, also within words; the dictionary for whole words, whatever their"
        " case, accents and spacing. Alone is without reading list and texts; all of funaudit reads the log, looks for every rule and in every"
        " encoding as well. The list alone: the same command on an empty text or one line of log.", "",
        "| searcher | MB/s of text per CPU second: min / median / max | CPU s | of it the list alone | MB of text | peak RSS MiB |",
        "|---|---|---|---|---|---|",
        *(row(scanner, runs, sizes) for scanner in words.found),
        *(f"| {title} | missing: {why} | | | | |" for title, why in words.missing.items()), "",
        *scan_report.bar_table(bars(runs)),
    ])  # fmt: skip


def rounds(launcher, place, found, samples, count):
    """{id and id-list: [Run of each round]}; `samples`: by share, and what is hardly more than the list."""
    runs = {}
    for _ in range(count):
        for scanner in found:
            both = ("", samples[scanner.share]), ("-list", samples[-1])
            for end, sample in both[: 1 if scanner.id == "dictionary" else 2]:
                used = scanning.run(launcher, place, scanner, sample)[0]
                runs.setdefault(scanner.id + end, []).append(used)
    return runs


def table(setting, launcher, facts):
    """The words of the table.  Raises Missing, Failed."""
    place, folder = setting.place, setting.place.cache / "scanning"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    counts = (setting.most_people // 50, setting.most_people)
    few, most = ((f"{count:,} people", costs.people(setting, count)) for count in counts)
    found, missing = searchers(place, few, most)
    part, log = scanning.anonymized(setting), audit_costs.cleaned(setting).log
    whole = scanning.Sample(None, measure.Stream(log, TIMES), TIMES * texts.size(texts.of_log(log)))
    one = scanning.Sample(folder / "no-texts", folder / "one-line", 0)
    one.texts.write_bytes(b"")
    with open(log, "rb") as lines:
        one.log.write_bytes(lines.readline())
    runs = rounds(launcher, place, found, (whole, part, one), facts["rounds"])
    versions = (programs.first_line(str(place.build / "funaudit"), "--version"), programs.first_line("rg", "--version"))
    return document(scan_report.Words({**facts, "versions": versions}, found, missing), runs, (whole.size, part.size))
