"""From a dict to the bytes of a line, as Python's json.dumps wrote it on the platform."""

import json
import re

RAW_SHARE = 200  # one line of so many has its accents as UTF-8, not as escapes

_DIRECTIONS = re.compile(r"\\ue([01])([0-9a-f]{2})")  # see marks.ESCAPED, marks.LITERAL
_DIRECTION_CHARACTERS = re.compile("[\ue000-\ue1ff]")


def _direct(match):
    escaped, code = match.group(1) == "0", match.group(2)
    return f"\\u00{code}" if escaped else chr(int(code, 16))


def directed(text):
    """JSON text with the marks that marks.py explains made into what they ask for."""
    return _DIRECTIONS.sub(_direct, text) if "\\ue" in text else text


def written(record, raw_utf8=False, separators=None):
    """The record as JSON text; with raw_utf8 characters stand as they are."""
    if raw_utf8:
        text = json.dumps(record, ensure_ascii=False, separators=separators)
        if not _DIRECTION_CHARACTERS.search(text):
            return text
    return directed(json.dumps(record, separators=separators))
