"""Decodes a string to everything that could hide in it.

Source: design 5 ("anything can hide in a layer"); written from the formats'
own definitions on the standard library.  Decision: breadth first over all
decoders, each text once, at most `max_depth` decoders deep and `max_texts`
texts; when a bound cuts the search, the last pair is (("limit",), "").

The group "json" holds JSON in strings (values, keys, numbers; also the whole
string tokens of a JSON text that is cut).  "all" adds percent (twice), HTML
entities, form fields, base64, written-out \\uXXXX, quoted-printable,
zero-width removal and NFKC.
"""

import base64
import binascii
import html
import json
import quopri
import re
import sys
import unicodedata
from collections import deque
from urllib.parse import unquote_to_bytes

import gate

MAX_DEPTH = 16
MAX_TEXTS = 2000
MAX_CHARACTERS = 16 * 1024 * 1024  # of all texts made from one string

_STRING_TOKEN = re.compile(r'"([^"\\]*(?:\\.[^"\\]*)*)', re.DOTALL)
_CUT_ESCAPE = re.compile(r"\\(?:u[0-9A-Fa-f]{0,3})?$")
_PERCENT = re.compile(r"%[0-9A-Fa-f]{2}")
_FORM_FIELD = re.compile(r"([^?&;=#\s]+)=([^&;#\s]*)")
_BASE64 = (re.compile(r"[A-Za-z0-9+/]{8,}={0,2}"),
           re.compile(r"[A-Za-z0-9_-]{8,}={0,2}"))
_WRITTEN = re.compile(r"\\u\{([0-9A-Fa-f]{1,6})\}|[\\%]u([0-9A-Fa-f]{4})|"
                      r"\\U([0-9A-Fa-f]{8})|\\x([0-9A-Fa-f]{2})")
_QUOTED = re.compile(r"=[0-9A-Fa-f]{2}|=\r?\n")
_INVISIBLE = re.compile("[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e"
                        "\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f"
                        "\ufeff\uffa0\U000e0000-\U000e0fff]")


def _text(data):
    """Bytes as text: UTF-8, else Latin-1 (any byte is some character)."""
    try:
        return data.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        return data.decode("latin-1")


def _bytes(text):
    return text.encode("utf-8", "surrogatepass")


def json_strings(value):
    """Returns all strings, keys and numbers of a value that gate.parse made."""
    found, waiting = [], [value]
    while waiting:
        value = waiting.pop()
        if isinstance(value, str):
            found.append(value)
        elif isinstance(value, gate.Members):
            for key, member in value:
                found.append(key)
                waiting.append(member)
        elif isinstance(value, list):
            waiting.extend(value)
    return found


def _from_json(text):
    start = text.lstrip(" \t\r\n")[:1]
    if start not in ('"', "{", "[") or not start:
        return []
    try:
        return json_strings(gate.parse(text))
    except (ValueError, RecursionError):
        return from_broken_json(text)


def from_broken_json(text):
    """Decodes every string token, the one cut off at the end too."""
    found = []
    position, match = 0, _STRING_TOKEN.search(text)
    while match:
        body = match.group(1)
        position = match.end() + 1
        if position > len(text):  # no closing quote
            body = _CUT_ESCAPE.sub("", body)
        try:
            found.append(json.loads(f'"{body}"', strict=False))
        except ValueError:
            found.append(body)
        match = _STRING_TOKEN.search(text, position)
    return found


def _from_percent(text):
    return [_text(unquote_to_bytes(_bytes(text)))] if _PERCENT.search(
        text) else []


def _from_html(text):
    return [html.unescape(text)] if "&" in text else []


def _from_form(text):
    if "=" not in text:
        return []
    fields = [part for pair in _FORM_FIELD.findall(text) for part in pair]
    return [_text(unquote_to_bytes(_bytes(field.replace("+", " "))))
            for field in fields]


def _from_base64(text):
    found = []
    for alphabet in _BASE64:
        for token in alphabet.findall(text):
            token = token.rstrip("=").replace("-", "+").replace("_", "/")
            found.append(_printable(token))
    squeezed = re.sub(r"\s", "", text)
    if squeezed != text and _BASE64[0].fullmatch(squeezed):  # wrapped lines
        found.append(_printable(squeezed.rstrip("=")))
    return [text for text in found if text]


def _printable(token):
    """Returns base64 as text, or "" when it is none that a person wrote."""
    if len(token) % 4 == 1:
        return ""
    try:
        data = base64.b64decode(token + "=" * (-len(token) % 4))
        text = data.decode("utf-8")
    except (binascii.Error, UnicodeDecodeError):
        return ""
    plain = all(c.isprintable() or c in "\t\r\n" for c in text)
    return text if plain else ""


def _from_written(text):
    if "\\" not in text and "%u" not in text:
        return []
    plain = _WRITTEN.sub(_written_character, text)
    pairs = plain.encode("utf-16-le", "surrogatepass")
    return [pairs.decode("utf-16-le", "surrogatepass")]


def _written_character(match):
    code = int(next(group for group in match.groups() if group), 16)
    return chr(code) if code <= sys.maxunicode else match.group()


def _from_quoted_printable(text):
    return [_text(quopri.decodestring(_bytes(text)))] if _QUOTED.search(
        text) else []


def _from_invisible(text):
    return [] if text.isascii() else [_INVISIBLE.sub("", text)]


def _from_nfkc(text):
    return [] if text.isascii() else [unicodedata.normalize("NFKC", text)]


# name -> (decoder, how often it may stand in one chain)
_JSON_ONLY = {"json": (_from_json, sys.maxsize)}
_ALL = {
    **_JSON_ONLY,
    "percent": (_from_percent, 2),
    "html": (_from_html, 2),
    "form": (_from_form, 2),
    "base64": (_from_base64, 3),
    "written": (_from_written, 2),
    "quoted-printable": (_from_quoted_printable, 1),
    "invisible": (_from_invisible, 2),
    "nfkc": (_from_nfkc, 2),
}
GROUPS = {"json": _JSON_ONLY, "all": _ALL}


def decodings(text, group="all", max_depth=MAX_DEPTH, max_texts=MAX_TEXTS):
    """Yields (chain of decoder names, text), the text itself first."""
    decoders = GROUPS[group]
    seen, waiting, characters = {text}, deque([((), text)]), 0
    while waiting:
        chain, text = waiting.popleft()
        yield chain, text
        for name, (decode, times) in decoders.items():
            if chain.count(name) >= times:
                continue
            for decoded in decode(text):
                if decoded in seen:
                    continue
                characters += len(decoded)
                if (len(chain) >= max_depth or len(seen) >= max_texts
                        or characters > MAX_CHARACTERS):
                    yield ("limit",), ""
                    return
                seen.add(decoded)
                waiting.append((chain + (name,), decoded))
