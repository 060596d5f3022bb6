"""What funload sends for a line: index, id and document.

Source: docs/format/document.md and document-id.md.  Decisions where they are
silent: whether an `event` can be held is asked after the answers of row 9 have
left; the course, and what an event is called, are read from the last member of
a name even when the server cannot hold that member.

A document is a value as holdable.py spells it.
"""

import collections
import hashlib
import re
import zoneinfo

from gate import judge
from holdable import (DECODER, LONGEST_LEAF, is_holdable, is_holdable_value,
                      is_number, is_object, last, longest_leaf)
from moments import day, milliseconds, read_moment, timestamp

WINDOW = 262_144
ALPHABET = "-0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz"
ANSWER_TYPES = ("problem_check", "save_problem_success")
ANSWERS = ("answer", "answers", "correct_map", "submission")
ANSWERS_OF_STATE = ("correct_map", "input_state", "student_answers")
GRADED = "problem_graded"
# object: event types (a prefix when it ends so), numbers, strings
DERIVED = (
    ("event_video",
     ("load_video", "play_video", "pause_video", "stop_video", "seek_video",
      "speed_change_video", "show_transcript", "hide_transcript",
      "edx.video.*"),
     ("currentTime", "old_time", "new_time", "duration"), ("id", "code")),
    ("event_problem",
     ("problem_*", "save_problem_*", "reset_problem*", "edx.grades.problem.*"),
     ("grade", "max_grade", "attempts"), ("success", "problem_id")),
    ("event_seq",
     ("seq_goto", "seq_next", "seq_prev", "edx.ui.lms.sequence.*"),
     ("old", "new"), ("id",)),
)
_SPACE = re.compile(r"[ \t\r\n]*")
_GONE, _UNINDEXED = object(), object()  # where a member went

# `spelled`: from the quote before its name on; `source`: its value's text.
Member = collections.namedtuple("Member", "name value spelled source")


def members_of(text):
    """Returns the Members of the object that `text`, sound JSON, is."""
    found, at = [], _SPACE.match(text).end() + 1
    while True:
        at = _SPACE.match(text, at).end()
        if text[at] == "}":
            return found
        if text[at] == ",":
            at = _SPACE.match(text, at + 1).end()
        name, end = DECODER.raw_decode(text, at)
        begin = _SPACE.match(text, _SPACE.match(text, end).end() + 1).end()
        value, behind = DECODER.raw_decode(text, begin)
        found.append(Member(name, value, text[at:behind], text[begin:behind]))
        at = behind


def object_in(value):
    """Returns the object that `value` is or, a string, holds; else None."""
    if is_object(value):
        return value
    if not isinstance(value, str):
        return None
    try:
        verdict = judge(value.strip(" \t\r\n").encode("utf-8"), max_depth=4000)
    except UnicodeEncodeError:  # a lone surrogate: no text
        return None
    begins = value.lstrip(" \t\r\n").startswith("{")
    return DECODER.decode(value) if begins and verdict[0] == "ok" else None


def is_answer(path):
    """True for the path in `event` of a member that row 9 takes."""
    return (len(path) == 1 and path[0] in ANSWERS or
            len(path) == 2 and path[0] == "state" and
            path[1] in ANSWERS_OF_STATE)


def without_answers(value, path=()):
    if not is_object(value):
        return value
    return ("object", [
        (key, without_answers(one, path + (key,)) if key == "state" else one)
        for key, one in value[1] if not is_answer(path + (key,))])


def is_list_of_strings(value):
    return isinstance(value, list) and all(isinstance(x, str) for x in value)


def object_that_stands(member, has_answers):
    """Returns the object that the last `event` becomes, None for none."""
    inner = object_in(member.value)
    if inner is None:
        return None
    text = member.value if isinstance(member.value, str) else member.source
    skipped = is_answer if has_answers else lambda path: False
    inner = without_answers(inner) if has_answers else inner
    is_held = (is_holdable_value(inner) and
               longest_leaf(text, skipped) <= LONGEST_LEAF)
    return inner if is_held else None


def place_event(member, has_answers, is_graded):
    """Returns (name, value) for the last `event`, or where it went."""
    inner = object_that_stands(member, has_answers)
    value = member.value
    if value is None or inner is not None:
        return "event", inner
    if has_answers:
        return _GONE
    if is_graded and (is_list_of_strings(value) or isinstance(value, str)):
        return "event_problem_graded", value
    return ("event_text", value) if isinstance(value, str) else _UNINDEXED


def place(member, is_last, has_answers, is_graded):
    if member.name == "event":
        if is_last:
            return place_event(member, has_answers, is_graded)
        return _GONE if has_answers else _UNINDEXED
    if is_last and is_holdable(member.name, member.value):
        return member.name, member.value
    return _UNINDEXED


def text_user_id(context):
    if not is_object(context):
        return context
    return ("object", [(key, value[1] if key == "user_id" and is_number(value)
                        else value) for key, value in context[1]])


def course(context):
    """The three members of row 5, or none."""
    name = last(context, "course_id")
    if not isinstance(name, str):
        return []
    start = "course-v1:"
    parts = (name[len(start):].split("+") if name.startswith(start)
             else name.split("/"))
    if len(parts) != 3 or not all(parts):
        return []
    return list(zip(("university", "course_number", "course_run"), parts))


def is_of(event_type, kinds):
    return isinstance(event_type, str) and any(
        event_type.startswith(kind[:-1]) if kind.endswith("*")
        else event_type == kind for kind in kinds)


def derived(event_type, event):
    """The typed objects of an `event` as it stands, none of them empty."""
    made = []
    for name, kinds, numbers, strings in DERIVED:
        found = [(key, last(event, key)) for key in numbers + strings]
        fitting = [(key, value) for key, value in found
                   if (isinstance(value, str) if key in strings
                       else is_number(value))]
        if fitting and is_of(event_type, kinds):
            made.append((name, ("object", fitting)))
    return made


def logstash_front(moment, zone):
    """The members of rows 7 and 13."""
    front = [("@version", "1"), ("type", "logs"),
             ("hour_of_day", ("number", str(moment.hour)))]
    if zone:
        local = moment.astimezone(zoneinfo.ZoneInfo(zone)).hour
        front.append(("hour_of_day_local", ("number", str(local))))
    return front


def document(members, moment, is_logstash, zone):
    """The document of a line's Members."""
    final = {member.name: member.value for member in members}
    place_of = {member.name: at for at, member in enumerate(members)}
    has_answers = is_logstash and is_of(final.get("event_type"), ANSWER_TYPES)
    is_graded = is_logstash and GRADED in [
        final.get(name) for name in ("event_type", "name", "event_name")]
    kept, taken = [], []
    for at, member in enumerate(members):
        where = place(member, place_of[member.name] == at, has_answers,
                      is_graded)
        if where is _UNINDEXED:
            taken.append(member.spelled)
        elif where is not _GONE:
            name, value = where
            is_user = is_logstash and name == "context"
            kept.append((name, text_user_id(value) if is_user else value))
    front = [("@timestamp", timestamp(moment))]
    if is_logstash:
        front += logstash_front(moment, zone) + course(final.get("context"))
        front += derived(final.get("event_type"), dict(kept).get("event"))
    if taken:
        front.append(("unindexed", "{" + ",".join(taken) + "}"))
    return ("object", front + kept)


def time_of(members):
    """The time that a line states, None when it states none."""
    final = {member.name: member.value for member in members}
    return read_moment(final.get("time")) or read_moment(final.get("timestamp"))


def spell(bits):
    """128 bits as 22 characters."""
    bits <<= 4
    return "".join(ALPHABET[bits >> 6 * n & 63] for n in range(21, -1, -1))


def make_id(moment, hashed, ordinal):
    tail = hashlib.sha256(hashed + ordinal.to_bytes(8, "big")).digest()[:10]
    head = max(milliseconds(moment), 0)
    return spell(head << 80 | int.from_bytes(tail, "big"))


class Window:
    """How often a line stood among the WINDOW lines before it."""

    def __init__(self):
        self._lines, self._counts = collections.deque(), collections.Counter()

    def add(self, hashed):
        """Returns the count for `hashed`; None is a line without an id."""
        count = self._counts[hashed] if hashed else 0
        self._lines.append(hashed)
        self._counts[hashed] += 1
        if len(self._lines) > WINDOW:
            oldest = self._lines.popleft()
            self._counts[oldest] -= 1
            if not self._counts[oldest]:
                del self._counts[oldest]
        return count


def documents(lines, transform="logstash", tz=None,
              prefix="logstash-trackinglogs-"):
    """Yields for each line, bytes without LF, (index, id, document).

    Or ("blank",), ("refused",) for what is not one JSON object from the first
    byte to the last but for white space, ("no-time",).
    """
    window = Window()
    for line in lines:
        json_bytes = line.strip(b" \t\r\n")
        verdict = judge(line)
        if verdict[0] != "ok" or not json_bytes.startswith(b"{"):
            window.add(None)
            yield ("blank",) if verdict[0] == "blank" else ("refused",)
            continue
        members = members_of(verdict[1])
        moment = time_of(members)
        if moment is None:
            window.add(None)
            yield ("no-time",)
            continue
        hashed = hashlib.sha256(json_bytes).digest()
        yield (prefix + day(moment),
               make_id(moment, hashed, window.add(hashed)),
               document(members, moment, transform == "logstash", tz))
