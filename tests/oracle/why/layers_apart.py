"""Compares two strings inside the encoding that both are written in.

Source: tests/data/encodings.md, section 2: a JSON text that is percent-encoded
loses a member there.  Decision: both are decoded alike, and what comes out is
compared as any two strings are.
"""

import html
import re
from urllib.parse import unquote_plus

from seek import decoders

MAX_DEPTH = 5
_RUN = re.compile(r"[A-Za-z0-9+/_-]{16,}={0,2}")
_ANY_RUN = re.compile(r"[A-Za-z0-9+/_-]{8,}={0,2}")


def decoded_pairs(raw, anon):
    """Yields pairs of texts that are one encoding nearer to what is meant."""
    for name in ("percent", "html", "written-u", "written-x", "quoted-printable",
                 "zero-width", "full-width", "spelled"):
        decode = decoders.DECODERS[name]
        before = decode(raw)
        if before and before[0] != raw:
            yield before[0], (decode(anon) or (anon,))[0]
    if "&" in raw or "=" in raw:
        plain = html.unescape(raw)
        if plain != raw:
            yield plain, html.unescape(anon)


def form_fields(text):
    """Returns [(key, value, sources)] of a form, None when it is none."""
    fields = []
    for piece in re.split(r"[&]", text):
        key, mark, value = piece.partition("=")
        if not mark or re.search(r"[\s<>\"{}]", key):
            return None
        fields.append((unquote_plus(key), value))
    return fields


def base64_pairs(raw, anon):
    """Returns (texts of raw, texts of anon) when both differ in one run only."""
    one = _RUN.search(raw)
    tail = len(raw) - one.end() if one else 0
    other = anon[one.start():len(anon) - tail] if one else ""
    if not one or not _ANY_RUN.fullmatch(other) or not anon.startswith(raw[:one.start()]):
        return None
    before, after = (decoders.base64_texts(run.rstrip("=")) for run in (one.group(), other))
    return (before[0], after[0]) if before and after else None
