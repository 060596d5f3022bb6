"""What the server can hold of a line, after docs/format/document.md, "Shape".

A value is a str, True, False, None, a list, ("number", its text) or
("object", [(key, value), ...]): double keys and the spelling of numbers are
kept, and no two kinds compare equal.
"""

import json

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
DEEPEST = 200
# What Java's Character.isWhitespace takes: the server's notion of blank.
_BLANK = ("\t\n\x0b\x0c\r\x1c\x1d\x1e\x1f \u1680\u2000\u2001\u2002\u2003\u2004"
          "\u2005\u2006\u2008\u2009\u200a\u2028\u2029\u205f\u3000")

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
    return (name != "" and name[0] != "_" and _bytes(name) <= LONGEST_NAME and
            all(part.strip(_BLANK) for part in name.split(".")))


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
