"""Odd but sound lines with a time, made of anonymized ones, the same each time.

Aimed at the rules of docs/format/document.md.  A mutant is one JSON object; its
`time` can be read; user names stay as they were, so that most pass the gate.
"""

import json
import random

from holdable import DECODER
from transform import members_of

TIMES = ('"2015-03-29T00:59:59.999999+00:00"', '"2015-03-29T03:00:01+0200"', '"2015-10-25 01:00:00Z"',
         '"2015-10-25T00:59:59"', '"2016-02-29T12:34"', r'"2015\u002d02-02T23:59:59.9-05:30"')
VALUES = ("null", "true", "false", "0", "-1.50e+3", "1" * 501, '""', '"text"', r'"\u0000\u00e9"', "[]", "{}",
          '["a","b"]', '["a",1,null]', "[[1]]", '["a",{}]', '{"a":1}', '{"a":1,"a":2}', '{"":1,"_x":2}',
          r'{"a\u0000":1}', '{"x":[{"b":1,"\\u0062":2}]}', '"a=b&c=d"', r'"{\"a\":1}"', r'" {\"a\":1,\"a\":2}\n"',
          r'"{\"a\":"', '"[1]"', '{"' + "k" * 8001 + '":1}', '{"l":"' + "y" * 32_000 + '"}', "12345678901234567890.10",
          '"' + "z" * 31_980 + '"')
NAMES = ("", "_", "_id", ".x", "x..y", "x.", "a.b", " ", " a", "é", "a é", "n" * 512, "n" * 513, "a\0b", "event",
         "context", "agent", "host", "name", "page", "session", "event_name", "timestamp", "@timestamp", "@version",
         "type", "event_text", "event_problem_graded", "event_problem", "event_seq", "event_video", "geoip",
         "hour_of_day", "hour_of_day_local", "university", "course_number", "course_run", "release", "policy_digest",
         "unindexed")
TYPES = ("problem_check", "save_problem_success", "problem_graded", "problem_show", "reset_problem", "play_video",
         "edx.video.stopped", "seq_goto", "edx.ui.lms.sequence.next_selected", "edx.grades.problem.submitted",
         "page_close")
COURSES = ("a/b/c", "a/b", "a//c", "a/b/c/d", "a+b/c/d", "course-v1:a+b+c", "course-v1:a+b", "course-v1:a/b/c",
           "course-v1:a+b/x+c", "course-v1:a++c", "Course-v1:a+b+c", "", "//", "é/ /\"")
INNER = ("answer", "answers", "correct_map", "submission", "state", "currentTime", "old_time", "id", "code", "grade",
         "max_grade", "attempts", "success", "problem_id", "old", "new", "a", "_b", "c.d", "")
OF_STATE = ("correct_map", "input_state", "student_answers", "seed")
SPACES = ("", "", "", " ", "\t", "\r")
FIXED = ("time", "username")  # what the gate and the index need


def spelled(name, chance):
    """`name` as JSON text, sometimes in escapes."""
    if name and chance.random() < 0.1:
        return f'"\\u{ord(name[0]):04x}' + json.dumps(name[1:])[1:]
    return json.dumps(name, ensure_ascii=chance.random() < 0.5)


def value(chance):
    if chance.random() < 0.1:
        depth = chance.choice((1, 18, 19, 20, 21, 22, 100))
        return chance.choice(("[" * depth + "]" * depth, '{"a":' * depth + "1" + "}" * depth))
    return chance.choice(VALUES)


def body_of(chance):
    """The text of an `event` that the rules look into."""
    state = ",".join(f'"{key}":{value(chance)}' for key in chance.sample(OF_STATE, chance.randrange(4)))
    members = [spelled(chance.choice(INNER), chance) + ":" + chance.choice(
        ("1", "2.50", '"x"', '"x"', "{" + state + "}", value(chance))) for _ in range(chance.randrange(6))]
    return "{" + chance.choice(SPACES) + ("," + chance.choice(SPACES)).join(members) + "}"


def stringified(text):
    return json.dumps(text, ensure_ascii=False)


def free(rows, chance):
    """The place of a member that may change, None without any."""
    places = [at for at, row in enumerate(rows) if DECODER.decode(row[0]) not in FIXED]
    return chance.choice(places) if places else None


def swap(rows, chance):
    one, other = free(rows, chance), free(rows, chance)
    if one is not None:
        rows[one][1], rows[other][1] = rows[other][1], rows[one][1]


def retype(rows, chance):
    at = free(rows, chance)
    if at is not None:
        rows[at][1] = value(chance)


def double(rows, chance):
    at = free(rows, chance)
    if at is not None:
        name = spelled(DECODER.decode(rows[at][0]), chance)
        rows.insert(chance.randrange(len(rows) + 1), [name, chance.choice((rows[at][1], value(chance)))])


def set_last(rows, name, text):
    """Gives the last member `name` another value; adds it where there is none."""
    for row in reversed(rows):
        if DECODER.decode(row[0]) == name:
            row[1] = text
            return
    rows.append([f'"{name}"', text])


def stringify(rows, chance):
    for row in rows:
        if DECODER.decode(row[0]) == "event" and not row[1].startswith('"'):
            row[1] = stringified(chance.choice(("", " ")) + row[1])


def invent(rows, chance):
    rows.insert(chance.randrange(len(rows) + 1), [spelled(chance.choice(NAMES), chance), value(chance)])


def set_type(rows, chance):
    set_last(rows, chance.choice(("event_type", "event_type", "name", "event_name")),
             spelled(chance.choice(TYPES), chance))


def set_event(rows, chance):
    text = body_of(chance)
    set_type(rows, chance)
    set_last(rows, "event", stringified(text) if chance.random() < 0.4 else text)


def set_context(rows, chance):
    odd = spelled(chance.choice(NAMES + ("course_id", "user_id", "org_id", "path")), chance) + ":" + value(chance)
    members = [f'"course_id":{spelled(chance.choice(COURSES), chance)}',
               '"user_id":' + chance.choice(("7", '"7"', "null", "-0.0", "1e5", "123456789012345678"))]
    set_last(rows, "context", "{" + ",".join(members + [odd] * (chance.random() < 0.5)) + "}")


def set_time(rows, chance):
    rows.append(['"time"', chance.choice(TIMES)])
    chance.shuffle(rows)


MUTATIONS = (swap, retype, retype, double, stringify, invent, set_type, set_event, set_event, set_context, set_time)


def mutant(line, chance):
    """Returns a mutant of `line`, bytes without LF."""
    rows = [[spelled(member.name, chance), member.source] for member in members_of(line.decode())]
    for _ in range(chance.randrange(1, 4)):
        chance.choice(MUTATIONS)(rows, chance)
    if not any(DECODER.decode(name) == "time" for name, _text in rows):
        rows.append(['"time"', TIMES[0]])
    space = [chance.choice(SPACES) for _ in range(4)]
    text = "".join((space[0], "{", f"{space[1]},{space[2]}".join(
        f"{name}{space[3]}:{space[1]}{text}" for name, text in rows), "}", space[2]))
    return text.encode("utf-8")


def mutants(lines, seed, count):
    """Yields `count` mutants of `lines`."""
    chance = random.Random(seed)
    for _ in range(count):
        yield mutant(chance.choice(lines), chance)
