"""What the server can hold of a line, after docs/format/document.md, "Shape".

A value is a str, True, False, None, a list, ("number", its text) or
("object", [(key, value), ...]): double keys and the spelling of numbers are
kept, and no two kinds compare equal.
"""

import json
import re

import jsonspan

# Members that have a type of their own in the index, and those of `context`.
TYPED = frozenset((
    "time", "accept_language", "agent", "event_source", "event_type", "host",
    "ip", "name", "page", "referer", "session", "username"))
TYPED_IN_CONTEXT = frozenset((
    "course_id", "org_id", "path", "user_id", "username"))
WRITTEN = frozenset((
    "@timestamp", "@version", "type", "event_text", "event_problem_graded",
    "event_problem", "event_seq", "event_video", "geoip", "hour_of_day",
    "hour_of_day_local", "university", "course_number", "course_run",
    "release", "policy_digest", "unindexed"))
LONGEST_NAME, LONGEST_KEY = 512, 8000  # bytes
LONGEST_NUMBER = 500  # characters
LONGEST_LEAF = 32_000  # bytes, with the keys on its way
DEEPEST = 20
_NAME = re.compile(r"[A-Za-z0-9][^.\0]*", re.DOTALL)

DECODER = json.JSONDecoder(
    parse_int=lambda text: ("number", text),
    parse_float=lambda text: ("number", text),
    object_pairs_hook=lambda pairs: ("object", pairs))


def is_object(value):
    return isinstance(value, tuple) and value[0] == "object"


def is_number(value):
    return isinstance(value, tuple) and value[0] == "number"


def last(value, key):
    """Returns what an object has last under `key`, None without it."""
    found = None
    for name, member in value[1] if is_object(value) else ():
        if name == key:
            found = member
    return found


def _bytes(text):
    return len(text.encode("utf-8", "surrogatepass"))


def is_holdable_name(name):
    return (_NAME.fullmatch(name) is not None and
            _bytes(name) <= LONGEST_NAME)


def is_holdable_value(value, depth=0):
    if isinstance(value, list):
        return depth < DEEPEST and all(
            is_holdable_value(one, depth + 1) for one in value)
    if is_number(value):
        return len(value[1]) <= LONGEST_NUMBER
    if not is_object(value):
        return True
    keys = [key for key, _member in value[1]]
    return (depth < DEEPEST and len(set(keys)) == len(keys) and
            all("\0" not in key and _bytes(key) <= LONGEST_KEY
                for key in keys) and
            all(is_holdable_value(one, depth + 1) for _key, one in value[1]))


def longest_leaf(text, is_skipped=lambda path: False):
    """Returns the bytes of the longest leaf of an `event`, its JSON text.

    Members whose path, a tuple of keys, is skipped do not count.
    """
    front = len("event.event.")
    if len(text) * 4 <= LONGEST_LEAF - front:
        return 0  # it cannot matter
    longest, waiting = 0, [(jsonspan.read(text).root, (), front)]
    while waiting:
        node, path, before = waiting.pop()
        if node.kind == jsonspan.OBJECT:
            waiting += [(item.value, path + (item.name,),
                         before + _bytes(item.name) + 1) for item in node.items
                        if not is_skipped(path + (item.name,))]
        elif node.kind == jsonspan.ARRAY:
            waiting += [(item.value, path + (None,), before)
                        for item in node.items]
        else:
            spelled = _bytes(node.source)
            spelled -= 2 if node.kind == jsonspan.STRING else 0
            longest = max(longest, before + spelled)
    return longest


def is_flat(value):
    """True for a string, number, true, false, null or a list of these."""
    return not any(is_object(one) or isinstance(one, list)
                   for one in (value if isinstance(value, list) else [value]))


def _is_holdable_context(value):
    return value is None or is_object(value) and all(
        is_holdable_name(name) and (name not in TYPED_IN_CONTEXT or
                                    is_flat(one)) for name, one in value[1])


def is_holdable(name, value):
    """True for a member that is the last of its name and no `event`."""
    return (is_holdable_name(name) and name not in WRITTEN and
            is_holdable_value(value) and
            (name not in TYPED or is_flat(value)) and
            (name != "context" or _is_holdable_context(value)))
