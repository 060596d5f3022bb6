"""The grammars that a policy may ask a value to be of.

Source: docs/format/policy.md, "Grammars".  Decision: liberal where the product
has word lists: a path's or an event type's words are judged by their shape.
"""

import re

_HEX_ID = r"(?:[0-9a-f]{20}|[0-9a-f]{24}|[0-9a-f]{32}|[0-9a-f]{40}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})"
_COURSE = r"(?:course-v1:[\w.~-]+(?:\+[\w.~-]+)+(?:@[\w.~-]+)?|[\w.~-]+/[\w.~-]+/[\w.~-]+)"
_PATH = r"/(?:[^?#\s@]|@)*"

_GRAMMARS = {name: re.compile(pattern, re.ASCII) for name, pattern in {
    "boolean": r"true|false",
    "integer": r"-?[0-9]{1,8}",
    "number": r"-?[0-9]{1,8}(?:\.[0-9]+)?(?:[eE][+-]?[0-9]{1,3})?",
    "position": r"[0-9]{1,3}",
    "time": r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?",
    "hour": r"\d{4}-\d\d-\d\d[T ]\d\d:00(?::00(?:\.0+)?)?(?:Z|[+-]\d\d:?\d\d)?",
    "clock": r"\d{1,3}:\d\d(?::\d\d)?",
    "pseudonym": r"[0-9a-f]{64}",
    "hex-id": _HEX_ID,
    "course-key": _COURSE,
    "usage-key": r"(?:block-v1:|i4x:|i4x-|asset-v1:|library-v1:)\S+|[0-9a-f]{32}(?:_\w+)*",
    "choice": r"choice_\w{1,20}|\w|-?[0-9]{1,8}(?:\.[0-9]+)?",
    "agent": r"Other|[A-Z][A-Za-z ]*/\d+ \([A-Za-z ]+\)",
    "path-template": _PATH,
    "event-type": r"[\w.:-]+|" + _PATH,
}.items()}


# Of these what is said here is all that is said: what is of them stays.
EXACT = frozenset({"words", "boolean", "integer", "number", "position", "clock", "hex-id",
                   "course-key", "pseudonym"})


def is_of(grammar, words, text):
    """Is a scalar's text (a string decoded, a number or word as written) of it?"""
    if grammar in (None, "any", "container") or text in ("", "null"):
        return True
    if grammar == "words":
        return text in words
    return bool(_GRAMMARS[grammar].fullmatch(text))
