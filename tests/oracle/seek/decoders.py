"""Undoes what encodings.md puts in scope: every decoding of a text, to a depth of 5.

Source: tests/data/encodings.md, sections 2 and 5.  Decisions: breadth first, a
text once; JSON costs no depth up to 16 layers, so more is searched than is
asked.  A text that is whole JSON is left to its own strings, which hold all
that it holds.  Base64 is read at all four offsets of a run and behind
each slash, and what is readable in the bytes is kept.
"""

import base64
import functools
import html
import quopri
import re
import unicodedata
from collections import deque
from urllib.parse import unquote_to_bytes

import gate
from layers import from_broken_json, json_strings

MAX_DEPTH = 5
MAX_JSON = 16
MAX_TEXTS = 5000
MAX_CHARACTERS = 32 * 1024 * 1024

_PERCENT = re.compile(r"%[0-9A-Fa-f]{2}")
_PERCENT_RUN = re.compile(r"(?:%[0-9A-Fa-f]{2})+")
_ENTITY = re.compile(r"&(?:#|[A-Za-z])")
_FIELD = re.compile(r"([^?&;=#\s\"]*)=([^&;#\s\"]*)")
_RUN = re.compile(r"[A-Za-z0-9+/_-]{16,}")
_READABLE = re.compile(
    rb"(?:[\t\n\r\x20-\x7e]|[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}"
    rb"|[\xf0-\xf4][\x80-\xbf]{3}){6,}")
_WRITTEN_U = re.compile(r"\\u([0-9A-Fa-f]{4})")
_WRITTEN_X = re.compile(r"(?:\\x[0-9A-Fa-f]{2})+")
_QUOTED = re.compile(r"=[0-9A-F]{2}|=\r?\n")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff]")
_AT = re.compile(r"\s*[\[(]\s*(?:at|arobase)\s*[\])]\s*", re.IGNORECASE)
_DOT = re.compile(r"\s*[\[(]\s*(?:dot|point)\s*[\])]\s*", re.IGNORECASE)


def text_of(data):
    """Bytes as text: UTF-8, else Latin-1."""
    try:
        return data.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        return data.decode("latin-1")


def _paired(text):
    """Joins surrogates that were written one after the other."""
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass")


def _percent(text):
    if not _PERCENT.search(text):
        return ()
    return (_PERCENT_RUN.sub(lambda run: text_of(unquote_to_bytes(run.group())), text),)


def _html(text):
    return (html.unescape(text),) if _ENTITY.search(text) else ()


def _form(text):
    if "=" not in text:
        return ()
    parts = {part for pair in _FIELD.findall(text) for part in pair if part}
    return tuple(text_of(unquote_to_bytes(part.replace("+", " ").encode("utf-8", "surrogatepass")))
                 for part in sorted(parts))


@functools.lru_cache(100_000)
def base64_texts(run):
    found = []
    run = run.replace("-", "+").replace("_", "/")
    behind = {place + 1 for place, character in enumerate(run) if character == "/"}
    for offset in sorted(behind | set(range(4))):
        digits = run[offset:]
        digits = digits[:-1] if len(digits) % 4 == 1 else digits
        data = base64.b64decode(digits + "=" * (-len(digits) % 4))
        found += (part.decode("utf-8", "replace") for part in _READABLE.findall(data))
    return tuple(found)


def _base64(text):
    return [part for run in _RUN.findall(text) for part in base64_texts(run)]


def _written_u(text):
    if "\\u" not in text:
        return ()
    return (_paired(_WRITTEN_U.sub(lambda code: chr(int(code.group(1), 16)), text)),)


def _written_x(text):
    if "\\x" not in text:
        return ()
    return (_WRITTEN_X.sub(
        lambda run: text_of(bytes.fromhex(run.group().replace("\\x", ""))), text),)


def _quoted_printable(text):
    if not _QUOTED.search(text):
        return ()
    return (text_of(quopri.decodestring(text.encode("utf-8", "surrogatepass"))),)


def _invisible(text):
    return () if text.isascii() else (_INVISIBLE.sub("", text),)


def _width(text):
    return () if text.isascii() else (unicodedata.normalize("NFKC", text),)


def _spelled(text):
    plain = _DOT.sub(".", _AT.sub("@", text))
    return () if plain == text else (plain,)


def _json(text):
    """Returns (strings, keys and numbers, whether the whole text was JSON)."""
    if text.lstrip(" \t\r\n")[:1] not in ('"', "{", "[") or len(text) < 2:
        return (), False
    try:
        return json_strings(gate.parse(text)), True
    except (ValueError, RecursionError):
        return from_broken_json(text), False


DECODERS = {"percent": _percent, "html": _html, "form": _form, "base64": _base64,
             "written-u": _written_u, "written-x": _written_x,
             "quoted-printable": _quoted_printable, "zero-width": _invisible,
             "full-width": _width, "spelled": _spelled}


class _Search:
    def __init__(self, text, known):
        self.seen, self.known = {text}, known
        self.waiting = deque([((), text)])
        self.characters, self.limited = 0, False

    def add(self, chain, texts):
        json_layers = chain.count("json")
        for text in texts:
            if text in self.seen or text in self.known:
                continue
            self.characters += len(text)
            if (len(self.seen) >= MAX_TEXTS or json_layers > MAX_JSON
                    or self.characters > MAX_CHARACTERS):
                self.limited = True
                return
            self.seen.add(text)
            self.waiting.append((chain, text))


def deep_decodings(text, known=frozenset()):
    """Yields (chain, text), the text itself first; (("limit",), "") where a
    bound cut the search.  Texts in `known` are not gone into."""
    search = _Search(text, known)
    while search.waiting:
        chain, text = search.waiting.popleft()
        yield chain, text
        strings, whole = _json(text)
        search.add(chain + ("json",), strings)
        if whole or isinstance(text, gate.Number):
            continue
        if len(chain) - chain.count("json") >= MAX_DEPTH:
            continue
        for name, decode in DECODERS.items():
            search.add(chain + (name,), decode(text))
    if search.limited:
        yield ("limit",), ""
