"""Is the course's data as it was?  Compares it before and after, line by line.

    harmless.py RAW ANON [--untouched FILE] [--max-report N]

Source: tests/data/encodings.md, section 3.  Checked on every line, in JSON
inside strings too: event types, sources, times, ids of courses and blocks,
grades, attempts, positions, durations, answers in which nothing looks like
somebody; ids of courses and blocks inside any other string that stayed; and what
`plant --untouched` says that no rule touches.  Not checked: that anything is
gone (leaks.py), nor any other text (compare.py).

Prints line, pointer and class, never a value.  Exit: 0 as it was, 1 not, 3
nothing read.
"""

import argparse
import itertools
import json
import re
import sys
from collections import Counter, defaultdict

import policy_facts as facts
from compare import RECURSION_LIMIT, Report, expected_lines, written_lines
from jsonspan import NUMBER, STRING, WORD, read
from rules import Rules, is_payload_text, text_of
from why.people import People
from why.reasons import Finder

COURSE_FIELDS = frozenset("""event_type name event_source time timestamp course_id org_id problem_id
    module_id usage_key block_id block_key component_usage_id item_id id original_usage_key
    grade max_grade score max_score percent_grade weighted_earned weighted_possible
    weighted_total_earned weighted_total_possible points_earned points_possible npoints attempts
    attempt_number success correct correctness done position currentTime current_time duration
    old_time new_time old_speed new_speed speed old new current_tab target_tab tab_count
    saved_video_position commentable_id category_id submission_uuid event_transaction_id
    event_transaction_type mode page_number hint_index hint_len total_results seed completion
    input_type response_type block_type component_type status_code""".split())
ANSWERS = frozenset({"answers", "submission", "answer", "correct_map", "input_state", "student_answers"})
_KEY = re.compile(r"(?:course|block|library|asset)-v1:[\w.~-]+\+[\w.~-]+(?:\+[\w.~-]+)*"
                  r"(?:\+type@[\w-]+\+block@[\w.~-]+)?|i4x:(?://?|;_;_)[\w./;~-]+|i4x-[\w-]+")
_SCALARS = (STRING, NUMBER, WORD)


class Check:
    """Walks pairs of lines; reports what the course lost."""

    def __init__(self, report, people=None):
        self._report = report
        self._rules = Rules("standard")
        self._finder = Finder(self._rules, people or People())
        self.checked = 0

    def lines(self, numbers, raw, anon):
        self._numbers = numbers
        self._walk(read(raw).root, read(anon).root, (), False)

    def _say(self, path, kind):
        shown = "".join("/" + str(step) if isinstance(step, int) or step in facts.KNOWN_SEGMENTS
                        or step in COURSE_FIELDS else "~json" if step is None else "/*"
                        for step in path)
        self._report(*self._numbers, shown, kind)

    def _walk(self, raw, anon, path, answers):
        if raw.kind in _SCALARS:
            self._scalar(raw, anon, path, answers)
        elif anon.kind in _SCALARS:
            return
        elif raw.items and raw.items[0].key is not None:
            self._members(raw, anon, path, answers)
        else:
            for index, (item, other) in enumerate(zip(raw.items, anon.items)):
                self._walk(item.value, other.value, path + (index,), answers)

    def _members(self, raw, anon, path, answers):
        places = defaultdict(list)
        for item in anon.items:
            places[item.name].append(item.value)
        total = Counter(item.name for item in raw.items)
        for item in raw.items:
            here = path + (item.name,)
            found = places.get(item.name)
            inside = answers or item.name in ANSWERS
            if found and len(found) == total[item.name]:
                self._walk(item.value, found[0], here, inside)
                if total[item.name] > 1:
                    found.append(found.pop(0))
            elif not found and self._is_course(item, path, answers):
                self._say(here, "course-field-missing")

    def _is_course(self, item, path, answers):
        """Is this member the course's, in a value that nobody is named in?"""
        rule = self._rules.rule(path + (item.name,))
        gone = rule is not None and (rule.action == "drop" or rule.action == "pseudonym")
        if gone or item.value.kind not in _SCALARS or item.value.open:
            return False
        if item.name == "name" and path:
            return False
        if rule is not None and rule.grammar == "position" and not (
                text_of(item.value).isdigit() and len(text_of(item.value)) < 4):
            return False
        return (item.name in COURSE_FIELDS or answers) and all(
            map(self._is_nobodys, (item.name, text_of(item.value))))

    def _is_nobodys(self, text):
        reasons = self._finder.reasons(text)
        return not reasons.regions and not reasons.gone

    def _scalar(self, raw, anon, path, answers):
        text = text_of(raw)
        name = next((step for step in reversed(path) if isinstance(step, str)), "")
        rule = self._rules.rule(path)
        if raw.kind == STRING and anon.kind == STRING and is_payload_text(text):
            before, after = read(text), read(anon.decoded())
            if before.root is not None and after.root is not None and before.status == "whole":
                self._walk(before.root, after.root, path + (None,), answers)
                return
        if rule is not None and rule.action in ("pseudonym", "truncate-ip"):
            return
        self.checked += 1
        if raw.source == anon.source:
            return
        of_course = (name in COURSE_FIELDS and not (name == "name" and len(path) > 1)) or answers
        if of_course and self._is_nobodys(text):
            self._say(path, "course-field-changed")
        elif raw.kind == STRING and anon.kind == STRING:
            self._keys_inside(text, anon.decoded(), path)

    def _keys_inside(self, text, after, path):
        """Ids of courses and blocks in a text that went on in part."""
        if re.fullmatch(r"\s*(?:<<[A-Z_-]+>>)?\s*", after) or is_payload_text(text):
            return
        lost = Counter(_KEY.findall(text)) - Counter(_KEY.findall(after))
        for key in lost:
            if self._is_nobodys(key):
                self._say(path, "course-key-lost")
                return


def value_at(root, pointer):
    """Returns the source of a value at a JSON pointer (`>` enters a string)."""
    node, text = root, None
    for segment in pointer.replace(">", "/>").split("/")[1:]:
        name = segment.replace("~1", "/").replace("~0", "~")
        if node is None:
            return None
        if name == ">" and node.kind == STRING:
            text = read(node.decoded())
            node = text.root if text.status == "whole" else None
        elif node.items and node.items[0].key is not None:
            node = next((item.value for item in node.items if item.name == name), None)
        else:
            node = node.items[int(name)].value if name.isdigit() and int(name) < len(node.items) else None
    return None if node is None else node.source


def check_untouched(row, numbers, raw, anon, report):
    """Compares what a row of `plant --untouched` names."""
    if row.get("whole"):
        if raw != anon:
            report(*numbers, "", "untouched-line-changed")
        return
    before, after = read(raw).root, read(anon).root
    for pointer in row.get("where", ()):
        if value_at(before, pointer) != value_at(after, pointer):
            shown = "/" + pointer.split("/")[-1] if pointer.split("/")[-1] in COURSE_FIELDS else "/*"
            report(*numbers, shown, "untouched-value-changed")


def read_untouched(name):
    rows = {}
    if name:
        with open(name, encoding="utf-8") as stream:
            for line in stream:
                row = json.loads(line)
                rows[row["line"]] = row
    return rows


def check_files(options, report):
    """Returns (pairs of lines, values looked at)."""
    people = People()
    for name in options.identities:
        people.read(name)
    check, untouched, pairs = Check(report, people), read_untouched(options.untouched), 0
    raws = expected_lines(options.raw, Counter(), True)
    anons = written_lines(options.anon, report)
    for raw, anon in itertools.zip_longest(raws, anons):
        if raw is None or anon is None:
            report("-", "-", "", "line-count")
            break
        numbers = (raw[0], anon[0])
        pairs += 1
        check.lines(numbers, raw[1], anon[1])
        if raw[0] in untouched:
            check_untouched(untouched[raw[0]], numbers, raw[1], anon[1], report)
    return pairs, check.checked


def main(arguments=None):
    parser = argparse.ArgumentParser(prog="harmless.py")
    parser.add_argument("raw", metavar="RAW")
    parser.add_argument("anon", metavar="ANON")
    parser.add_argument("--untouched", metavar="FILE")
    parser.add_argument("--identities", action="append", default=[], metavar="FILE")
    parser.add_argument("--max-report", type=int, default=100, metavar="N")
    options = parser.parse_args(arguments)
    sys.setrecursionlimit(max(RECURSION_LIMIT, sys.getrecursionlimit()))
    report = Report(options.max_report, sys.stdout, "harmless")
    pairs, checked = check_files(options, report)
    print(f"harmless: lines {pairs}, values {checked}")
    print("harmless: damage " + (", ".join(
        f"{kind} {number}" for kind, number in sorted(report.classes.items())) or "none"))
    if not pairs:
        print("harmless: nothing was read", file=sys.stderr)
        return 3
    return 1 if report.classes else 0


if __name__ == "__main__":
    sys.exit(main())
