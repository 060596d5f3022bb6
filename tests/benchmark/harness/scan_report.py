"""Words of the table "scanning"."""

import dataclasses
import datetime
import statistics

from harness import texts
from harness.report import ratio, shown


@dataclasses.dataclass(frozen=True)
class Words:
    """What a table says beside its figures."""

    facts: dict
    found: list  # of scanning.Scanner
    missing: dict  # {title: why}


@dataclasses.dataclass(frozen=True)
class Found:
    flagged: dict  # {id: {label: texts}}
    labelled: dict  # {label: scanning.Sample}


def speed_row(scanner, runs, samples):
    series = runs[scanner.id]
    speeds = sorted(1 / one.cpu for one in series)
    cells = (
        scanner.title, scanner.rules,
        f"{speeds[0]:.3g} / **{statistics.median(speeds):.3g}** / {speeds[-1]:.3g}",
        f"{samples[scanner.share].size / 1e6:.3g}", f"{max(one.peak for one in series):.0f}",
        shown(ratio(runs, scanner.id, "detector")), shown(ratio(runs, scanner.id, "funaudit")),
    )  # fmt: skip
    return "| " + " | ".join(cells) + " |"


def found_row(scanner, flagged, labelled):
    cells = [scanner.title]
    for label in (*texts.KINDS, texts.ENCODED):
        sample = labelled[label]
        cells.append(f"{100 * flagged[label] / sample.count:.0f}" if sample.count else "–")
    cells.append(f"{flagged['clean'] * 1e6 / labelled['clean'].size:.1f}")
    return "| " + " | ".join(cells) + " |"


def bars(runs):
    """P7: (name, measured, reach, stretch)."""
    return (
        ("P7 CPU of re2 rule by rule ÷ Detector::Scan", shown(ratio(runs, "re2", "detector")), "≥ 25×", "≥ 30×"),
        ("P7 CPU of Hyperscan ÷ Detector::Scan", shown(ratio(runs, "hyperscan", "detector")), "≥ 5×", "≥ 6×"),
        ("P7 CPU of re2 rule by rule ÷ funaudit", shown(ratio(runs, "re2", "funaudit")), "≥ 12×", "≥ 15×"),
        ("P7 CPU of Hyperscan ÷ funaudit", shown(ratio(runs, "hyperscan", "funaudit")), "≥ 2.5×", "≥ 3×"),
    )  # fmt: skip


def bar_table(rows):
    return ["| bar | measured | reach | stretch |", "|---|---|---|---|", *("| " + " | ".join(row) + " |" for row in rows)]


FAIRNESS = """What is not fair to whom:

- To funaudit: it gets the log and not its strings, and walks the JSON, undoes every encoding, looks at numbers as well and
  holds fields against the policy. For it: it remembers texts that it knows to be clean, and a log repeats itself.
- To ripgrep: its figure counts the start, reading and the patterns' compilation, as funaudit's does. The others are timed
  without start and reading; of compilation the detector counts the patterns that a text asks for, as re2 with our second look
  does. For it: it is done with a text at its first match.
- To re2, Hyperscan, ripgrep and Python: the patterns, spelled so that they mean the same, are half of a rule; the second look
  (check digits, numbering plans, surroundings) is the other, and without it they flag more. For Hyperscan: it says which rules
  a text matches, not where, and does without the rules that it refuses to compile: REFUSED.
- To presidio: it has its recognizers of e-mail, telephone, IP address, IBAN and card alone, from a score of 0.4; no language
  model, no numbers of other countries. To detect-secrets: it looks for secrets in source code, of what is planted the tokens.
- To all others: they were not made for the encodings of a log, and planted values and rules come of one house."""


def found_table(words, found):
    labelled, kinds = found.labelled, (*texts.KINDS, texts.ENCODED)
    planted = sum(labelled[kind].count for kind in texts.KINDS)
    return [
        f"What they find: % of {planted:,} planted values that stand in a text as they are, by kind, and of"
        f" {labelled[texts.ENCODED].count:,} texts in which all are encoded; and how many texts they flag in each MB of text"
        f" that names nobody ({labelled['clean'].size / 1e6:.1f} MB): false alarms. By `tests/data/plant` and its ledger.",
        "",
        f"| scanner | {' | '.join(kinds)} | false alarms a MB |",
        "|---" * (len(kinds) + 2) + "|",
        *(found_row(scanner, found.flagged[scanner.id], labelled) for scanner in words.found),
    ]


def document(words, runs, samples, found):
    """The whole text of the table; `samples` by share."""
    facts, whole = words.facts, samples[0]
    return "\n".join([
        "## Scanning text", "",
        f"The decoded strings of {whole.log.stat().st_size / 1e6:.1f} MB of anonymized log, {whole.size / 1e6:.1f} MB, of which slow scanners"
        f" get the begin; one thread;"
        f" {facts['rounds']} interleaved rounds; `{facts['command']}`, {datetime.date.today().isoformat()}."
        f" Versions: {'; '.join(facts['versions'])}.", "",
        "| scanner | rules | MB/s of text per CPU second: min / median / max | MB of text | peak RSS MiB"
        " | CPU ÷ Detector::Scan | CPU ÷ funaudit |",
        "|---|---|---|---|---|---|---|",
        *(speed_row(scanner, runs, samples) for scanner in words.found),
        *(f"| {title} | missing: {why} | | | | | |" for title, why in words.missing.items()), "",
        *bar_table(bars(runs)), "",
        *found_table(words, found), "",
        FAIRNESS.replace("REFUSED", ", ".join(facts["refused"]) or "none"),
    ])  # fmt: skip
