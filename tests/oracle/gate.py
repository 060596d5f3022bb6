"""The strict acceptor: is this line one RFC 8259 object in valid UTF-8?

Source: design 3 ("fail closed", "lines") and 5 (the two logger prefixes).
Decision: Python's `json` in its C form decides the grammar, with numbers kept
as text, constants (NaN, Infinity) raising and duplicate keys kept; this file
adds only what `json` does not know: length, UTF-8, NUL, prefixes, depth, "an
object at the top".  Its white space is space, tab, CR, LF (tests say so).

Where the documents are silent this file is strict: the whole line (prefix
too) must be UTF-8 without NUL; one space stands before the brace that ends a
prefix; depth counts arrays and objects, the line's own object being 1.
"""

import json
import json.scanner
import re
import sys

MAX_DEPTH = 1024
MAX_LINE = 4 * 1024 * 1024
PLATFORM_CUTS = (10_000, 50_000)  # characters
JSON_SPACE = b" \t\r\n"

if json.scanner.c_make_scanner is None:
    raise ImportError("gate: the C scanner of json is missing; "
                      "the Python one also takes non-ASCII digits")

_MONTHS = "Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec"
SYSLOG_PREFIX = re.compile(
    rf"(?:{_MONTHS}) {{1,2}}[0-9]{{1,2}} [0-9]{{2}}:[0-9]{{2}}:[0-9]{{2}} "
    r"[^\s{]+ [^{]*(?::| -) (?=\{)", re.ASCII)
PYTHON_PREFIX = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}:[0-9]{2},[0-9]{3} "
    r"[A-Z]+ [0-9]+ \[tracking\] \[user [^\]{]*\] \[ip [^\]{]*\] "
    r"[^\s{:]+:[0-9]+ - (?=\{)", re.ASCII)
_STRING_OR_BRACKET = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*"|[\[\]{}]', re.DOTALL)


class Number(str):
    """A JSON number as it was written."""


class Members(list):
    """A JSON object: (key, value) pairs in order, duplicates kept."""


class _Constant(ValueError):
    pass


def _refuse_constant(_name):
    raise _Constant


_DECODER = json.JSONDecoder(parse_int=Number, parse_float=Number,
                            parse_constant=_refuse_constant,
                            object_pairs_hook=Members)


def parse(text):
    """Returns the value of a JSON text; raises ValueError or RecursionError."""
    return _DECODER.decode(text)


def strip_prefix(text):
    """Returns `text` from its brace on when one of the two prefixes is there."""
    for grammar in (SYSLOG_PREFIX, PYTHON_PREFIX):
        match = grammar.match(text)
        if match:
            return text[match.end():]
    return text


def nesting(text):
    """Returns how deep arrays and objects stand in each other."""
    depth = deepest = 0
    for match in _STRING_OR_BRACKET.finditer(text):
        first = match.group()[0]
        if first in "[{":
            depth += 1
            deepest = max(deepest, depth)
        elif first in "]}":
            depth -= 1
    return deepest


def judge(line, max_depth=MAX_DEPTH, max_line=MAX_LINE):
    """Returns ("ok", json_text), ("blank",) or ("reject", reason_class).

    `line` is bytes without its LF.  json_text is the line without logger
    prefix, white space around the object included.
    """
    if len(line) > max_line:
        return ("reject", "too-long")
    if not line.strip(JSON_SPACE):
        return ("blank",)
    try:
        text = line.decode("utf-8")  # strict: no overlong forms, no surrogates
    except UnicodeDecodeError:
        return ("reject", "utf-8")
    reason, json_text = _judge_text(text, max_depth)
    if reason is None:
        return ("ok", json_text)
    if len(text) in PLATFORM_CUTS:
        reason = "cut-by-platform"
    return ("reject", reason)


def _judge_text(text, max_depth):
    """Returns (None, json_text) or (reason_class, None)."""
    if "\0" in text:
        return "nul", None
    text = strip_prefix(text)
    if not text.lstrip(" \t\r\n").startswith("{"):
        return "not-object", None
    brackets = text.count("{") + text.count("[")
    if brackets > max_depth and nesting(text) > max_depth:
        return "depth", None
    if sys.getrecursionlimit() < max_depth + 2000:
        sys.setrecursionlimit(max_depth + 2000)
    try:
        parse(text)
    except _Constant:
        return "constant", None
    except RecursionError:
        return "depth", None
    except json.JSONDecodeError as error:
        extra = error.msg.startswith("Extra data")
        return ("extra-data" if extra else "syntax"), None
    return None, text
