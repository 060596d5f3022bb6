"""What funload sends for a line: index, id and document.

Source: docs/format/document.md and document-id.md.  Decisions where they are
silent: the answers of row 9 leave in every case, so an `event` of these types
that still cannot be held without them, and an earlier one of two, is left out;
what is derived (course, event_video, ...) is read from the last member of its
name even when the server cannot hold that member.

A document is a value as holdable.py spells it.
"""

import collections
import hashlib
import re
import zoneinfo

from gate import judge
from holdable import (DECODER, LONGEST_NUMBER, is_holdable, is_holdable_value,
                      is_number, is_object, last)
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

# `spelled`: '"name":value', both as the line spells them.
Member = collections.namedtuple("Member", "name value spelled")


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
        found.append(Member(name, value, f"{text[at:end]}:{text[begin:behind]}"))
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


def without_answers(event):
    kept = [(key, value) for key, value in event[1] if key not in ANSWERS]
    return ("object", [
        (key, ("object", [(below, one) for below, one in value[1]
                          if below not in ANSWERS_OF_STATE]))
        if key == "state" and is_object(value) else (key, value)
        for key, value in kept])


def is_list_of_strings(value):
    return isinstance(value, list) and all(isinstance(x, str) for x in value)


def place_event(value, has_answers, is_graded):
    """Returns (name, value) for the last `event`, or where it went."""
    inner = object_in(value)
    if value is None:
        return "event", None
    if has_answers:
        inner = inner and without_answers(inner)
        held = inner is not None and is_holdable_value(inner)
        return ("event", inner) if held else _GONE
    if inner is not None and is_holdable_value(inner):
        return "event", inner
    if is_graded and (is_list_of_strings(value) or
                      isinstance(value, str) and inner is None):
        return "event_problem_graded", value
    return ("event_text", value) if isinstance(value, str) else _UNINDEXED


def place(member, is_last, has_answers, is_graded):
    if member.name == "event":
        if is_last:
            return place_event(member.value, has_answers, is_graded)
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
    """The typed objects of an event, none of them empty."""
    made = []
    for name, kinds, numbers, strings in DERIVED:
        if event is None or not is_of(event_type, kinds):
            continue
        found = [(key, last(event, key)) for key in numbers + strings]
        fitting = [(key, value) for key, value in found
                   if (isinstance(value, str) if key in strings else
                       is_number(value) and len(value[1]) <= LONGEST_NUMBER)]
        if fitting:
            made.append((name, ("object", fitting)))
    return made


def logstash_front(moment, zone, final):
    """The members of the logstash step between @timestamp and unindexed."""
    front = [("@version", "1"), ("type", "logs"),
             ("hour_of_day", ("number", str(moment.hour)))]
    if zone:
        local = moment.astimezone(zoneinfo.ZoneInfo(zone)).hour
        front.append(("hour_of_day_local", ("number", str(local))))
    return (front + course(final.get("context")) +
            derived(final.get("event_type"), object_in(final.get("event"))))


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
        front += logstash_front(moment, zone, final)
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
