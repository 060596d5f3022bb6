"""Lines that a production log should not hold and does.

Broken lines have to be rejected (or are blank); unusual ones are valid and have
to pass.  Both are tables, taken in turn; to add a kind, add a row.  Broken lines
have no ledger rows: nothing of them may come out.
"""

from generator import events_implicit, events_server
from generator.marks import ESCAPED, LITERAL, escaped, layer
from generator.phrases import sentences
from generator.writing import written

DIRTY_EVERY = 100  # broken and unusual lines in turn: half a percent of each

BOM = b"\xef\xbb\xbf"


def _front(member):
    """Puts one more member first."""
    return lambda raw: b"{" + member + b", " + raw[1:]


def _cut(length):
    """Makes the line long, then cuts it there."""
    return lambda raw: (raw[:-1] + b', "filler": "' + b"ab cd " * 9000 + b'"}')[:length]


def _nested(depth):
    return b'"deep": ' + b"[" * depth + b"]" * depth


# (kind, what is done to a good line); all are rejected.
BROKEN = (
    ("cut-middle", lambda raw: raw[: len(raw) // 2]),
    ("cut-10000", _cut(10_000)),
    ("cut-50000", _cut(50_000)),
    ("cut-last-byte", lambda raw: raw[:-1]),
    ("utf8-ff", _front(b'"x": "a\xffb"')),
    ("utf8-unfinished", _front(b'"x": "a\xc3"')),
    ("utf8-overlong", _front(b'"x": "\xc0\xaf"')),
    ("utf8-surrogate", _front(b'"x": "\xed\xa0\x80"')),
    ("utf8-beyond", _front(b'"x": "\xf4\x90\x80\x80"')),
    ("two-objects", lambda raw: raw + raw),
    ("two-objects-apart", lambda raw: raw + b" " + raw),
    ("text-after", lambda raw: raw + b" OK"),
    ("nan", _front(b'"x": NaN')),
    ("infinity", _front(b'"x": -Infinity')),
    ("trailing-comma", lambda raw: raw[:-1] + b", }"),
    ("trailing-comma-in-list", _front(b'"x": [1, 2, ]')),
    ("missing-comma", _front(b'"x": [1 2]')),
    ("missing-colon", _front(b'"x" 1')),
    ("single-quotes", _front(b"'x': 1")),
    ("bare-key", _front(b"x: 1")),
    ("bare-word", _front(b'"x": tru')),
    ("leading-zero", _front(b'"x": 01')),
    ("leading-point", _front(b'"x": .5')),
    ("plus", _front(b'"x": +1')),
    ("bad-escape", _front(b'"x": "\\x41"')),
    ("bad-unicode-escape", _front(b'"x": "\\u12g4"')),
    ("comment", _front(b'"x": 1 /* one */')),
    ("nul-in-string", _front(b'"x": "a\x00b"')),
    ("nul-between", lambda raw: b"\x00" + raw),
    ("nul-after", lambda raw: raw + b"\x00"),
    ("control-in-string", _front(b'"x": "a\x01b"')),
    ("tab-in-string", _front(b'"x": "a\tb"')),
    ("form-feed", lambda raw: b"\x0c" + raw),
    ("bom-inside", lambda raw: BOM + raw),
    ("unknown-prefix", lambda raw: b"INFO:tracking:" + raw),
    ("unknown-prefix-priority", lambda raw: b"<134>" + raw),
    ("unknown-prefix-logging", lambda raw: b"2015-03-28 INFO [tracking] - " + raw),
    ("array", lambda raw: b"[" + raw + b"]"),
    ("string", lambda raw: b'"' + b"a" * 40 + b'"'),
    ("number", lambda raw: b"42"),
    ("null", lambda raw: b"null"),
    ("too-deep", _front(_nested(1100))),
    ("extra-brace", lambda raw: raw + b"}"),
)  # fmt: skip

# White space only: not copied, and no fault.
BLANK = (("blank", b""), ("blank-spaces", b" \t  "), ("blank-cr", b"\r"))


def _literal(key):
    """The key's last letter such that a dict takes the key twice."""
    return key[:-1] + chr(LITERAL + ord(key[-1]))


def _duplicate_username(scene, record):
    other = scene.people.pick(scene.chance, "open").username
    return {**record, _literal("username"): other}


def _duplicate_email(scene, record):
    person = scene.person
    return {**record, "email": person.email, _literal("email"): person.email}


def _escaped_username_key(scene, record):
    return {escaped_key("username", "e"): scene.person.username, **record}


def _escaped_email_key(scene, record):
    return {escaped_key("email", "ai"): scene.person.email, **record}


def escaped_key(key, letters):
    return "".join(chr(ESCAPED + ord(c)) if c in letters else c for c in key)


def _escaped_value(scene, record):
    return {**record, "username": escaped(scene.person.username, "aeiou0123456789")}


def _deep(scene, record):
    node = {"email": scene.person.email, "username": scene.person.username}
    for level in range(200):
        node = {"a": node} if level % 2 else [node]
    return {**record, "deep": node}


def _many_layers(scene, record):
    inner = layer({"text": scene.person.contact})
    for _ in range(4):
        inner = layer({"inner": inner})
    return {**record, "event": inner}


def _username_list(scene, record):
    return {**record, "more": {"username": [scene.person.username, None, ""]}}


def _long_text(scene, record):
    return {**record, "note": sentences(scene.chance, 1500)}


def _as_it_is(scene, record):
    return record


def _solidus(raw):
    """As PHP writes it; nothing but strings holds a slash."""
    return raw.replace(b"/", b"\\/")


# (kind, change to the record, change to its bytes); all are valid.
UNUSUAL = (
    ("big-integer", _as_it_is, _front(b'"x": 1234567890123456789012345')),
    ("huge-exponent", _as_it_is, _front(b'"x": [1e400, -0.0, 1E+2, 0e1]')),
    ("lone-surrogate", _as_it_is, _front(b'"x": "\\ud83d and \\udc00\\ud800"')),
    ("escaped-nul", _as_it_is, _front(b'"x": "a\\u0000b"')),
    ("surrogate-pair", _as_it_is, _front(b'"x": "\\ud83d\\ude00 \xf0\x9f\x98\x80"')),
    ("noncharacter", _as_it_is, _front(b'"x": "\xef\xbf\xbf \xef\xbb\xbf"')),
    ("empty-key", _as_it_is, _front(b'"": {"": ""}')),
    ("duplicate-username", _duplicate_username, None),
    ("duplicate-email", _duplicate_email, None),
    ("escaped-username-key", _escaped_username_key, None),
    ("escaped-email-key", _escaped_email_key, None),
    ("escaped-value", _escaped_value, None),
    ("deep-200", _deep, None),
    ("deep-1000", _as_it_is, _front(_nested(1000))),
    ("many-layers", _many_layers, None),
    ("username-list", _username_list, None),
    ("long-text", _long_text, None),
    ("solidus", _as_it_is, _solidus),
    ("crlf", _as_it_is, lambda raw: raw + b"\r"),
    ("spaces-after", _as_it_is, lambda raw: raw + b" \t "),
    ("spaces-between", _as_it_is, "spaced"),
    ("empty-object", lambda scene, record: {}, None),
)


class Dirt:
    """Makes the dirty lines, each kind in its turn."""

    def __init__(self, scene):
        self.scene = scene
        self.made = 0

    def next(self):
        """(kind, verdict, record for the ledger, bytes of the line without its end)."""
        turn, unusual = divmod(self.made, 2)
        self.made += 1
        if unusual:
            kind, change, finish = UNUSUAL[turn % len(UNUSUAL)]
            record = change(self.scene, events_server.enrollment(self.scene))
            spaced = (" ,\t", " : ") if finish == "spaced" else None
            raw = written(record, separators=spaced).encode()
            return kind, "valid", record, finish(raw) if callable(finish) else raw
        rows = BROKEN + BLANK
        kind, damage = rows[turn % len(rows)]
        if isinstance(damage, bytes):
            return kind, "blank", {}, damage
        raw = written(events_implicit.login(self.scene)).encode()
        return kind, "rejected", {}, damage(raw)
