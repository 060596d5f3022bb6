"""The encoders of encodings.md, section 2: one function a name.

A leaf encoder changes one value; `vary` picks among the spellings that the page
allows.  A wrapper takes a whole text.  build() puts a chain together.
"""

import base64
import html.entities
import json
import quopri
import urllib.parse

from generator.marks import ESCAPED, PAYLOAD_LIMIT
from generator.writing import directed

_NAMES = {chr(code): name for code, name in html.entities.codepoint2name.items()}
_NAMES.update(
    {
        "@": "commat", ".": "period", "_": "lowbar", "+": "plus", ":": "colon", ",": "comma",
        "(": "lpar", ")": "rpar", "/": "sol", "'": "apos", "%": "percnt", "{": "lcub",
        "}": "rcub", "[": "lsqb", "]": "rsqb", "=": "equals", ";": "semi", "#": "num", "!": "excl",
        "?": "quest", "\\": "bsol", "$": "dollar", "*": "ast",
    }
)  # fmt: skip
_INVISIBLE = "\u200b\u200c\u200d\u2060\ufeff\u00ad"
_LOOSE = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789 .,")
_PLAIN = _LOOSE - frozenset(" .,")
FILLER = (
    "Je vous remercie pour cette semaine et pour le corrige du devoir que je relis avec plaisir car il est clair "
    "et complet mais je me demande encore comment choisir entre les deux methodes de la derniere lecon du cours "
)


def _each(text, spell, vary, plain=_PLAIN):
    """Sparse, for an odd `vary` dense: see encodings.md, section 2."""
    if vary % 2:
        return "".join(map(spell, text))
    result = "".join(c if c in plain else spell(c) for c in text)
    if result != text:
        return result
    place = 1 if len(text) > 1 else 0
    result = text[:place] + spell(text[place]) + text[place + 1 :]
    # The code of 7 is 37: of 37… this spells 3%37…, which shows the whole.
    return "".join(map(spell, text)) if text in result else result


def _escape(c):
    return chr(ESCAPED + ord(c)) if c < "\x80" else c


def _named(c):
    return f"&{_NAMES[c]};" if c in _NAMES else f"&#{ord(c)};"


def _hexadecimal(c):
    return f"&#x{ord(c):x};" if ord(c) % 2 else f"&#X00{ord(c):X};"


def _written_u(c):
    units = c.encode("utf-16-be")
    return "".join(f"\\u{units[i]:02x}{units[i + 1]:02x}" for i in range(0, len(units), 2))


def _written_x(c):
    return "".join(f"\\x{byte:02x}" for byte in c.encode())


def _percent_byte(c):
    return "".join(f"%{byte:02X}" for byte in c.encode())


def _wide(c):
    return chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else "\u3000" if c == " " else c


def percent(text, vary=0):
    spelling = _each(text, _percent_byte, vary)
    return spelling.lower() if vary % 4 == 3 else spelling


def zero_width(text, vary=0):
    joint = _INVISIBLE[vary // 2 % len(_INVISIBLE)]
    if vary % 2:
        return joint.join(text)
    place = next((i for i, c in enumerate(text) if i and c in "@. 0123456789"), 2)
    return text[:place] + joint + text[place:]


def quoted_printable(text, vary=0):
    return _each(text, lambda c: "".join(f"={byte:02X}" for byte in c.encode()), 2 * vary)


def spelled(email, vary=0):
    local, _, domain = email.rpartition("@")
    at = (" [at] ", "(at)", " [arobase] ", " (arobase) ")[vary % 4]
    dot = (".", " [dot] ", "(dot)", "[point]", " (point) ")[vary % 5]
    return local + at + (domain if domain.startswith("[") else domain.replace(".", dot))


def _long(text):
    """Base64 of less than twelve bytes is anything: give it company."""
    return text if len(text.encode()) >= 12 else f"pour {text}, merci"


def base64_text(text, vary=0):
    return base64.b64encode(_long(text).encode()).decode()


def base64_url(text, vary=0):
    return base64.urlsafe_b64encode(_long(text).encode()).decode()


def base64_unpadded(text, vary=0):
    return (base64_text, base64_url)[vary % 2](text).rstrip("=")


def base64_glued(text, vary=0):
    return ("upload", "data", "lti", "a")[vary % 4] + "/" + base64_text(text)


LEAVES = {
    "escape": lambda text, vary: _each(text, _escape, vary),
    "percent": percent,
    "html-named": lambda text, vary: _each(text, _named, vary),
    "html-decimal": lambda text, vary: _each(text, lambda c: f"&#{ord(c)};", vary),
    "html-hex": lambda text, vary: _each(text, _hexadecimal, vary),
    "written-u": lambda text, vary: _each(text, _written_u, vary),
    "written-x": lambda text, vary: _each(text, _written_x, vary),
    "base64": base64_text,
    "base64url": base64_url,
    "base64-unpadded": base64_unpadded,
    "base64-glued": base64_glued,
    "full-width": lambda text, vary: _each(text, _wide, vary),
    "zero-width": zero_width,
    "quoted-printable": quoted_printable,
    "spelled": spelled,
}


def _loose(spell):
    return lambda text, vary: "".join(c if c in _LOOSE else spell(c) for c in text)


def form(text, vary=0):
    return _FORMS[vary % 3].format(urllib.parse.quote_plus(text))


_FORMS = ("lang=fr&state={}&ok=1", "data={}", "data={}&next=%2Fdashboard")
# The whole text, where an element is not the last of its chain.
WRAPPERS = {
    **LEAVES,
    "percent": lambda text, vary: urllib.parse.quote(text, safe=""),
    "html-named": _loose(_named),
    "html-decimal": _loose(lambda c: f"&#{ord(c)};"),
    "html-hex": _loose(_hexadecimal),
    "written-u": _loose(_written_u),
    "quoted-printable": lambda text, vary: quopri.encodestring(text.encode()).decode().replace("\n", "\r\n"),
    "form": form,
}
CONTAINERS = frozenset(["json", "cut", "key", "form", "raw", "cut-tail"])


def as_json(value, vary=0):
    """JSON text; its escapes are those that the marks in it ask for."""
    separators = (",", ":") if vary % 3 == 1 else None
    return directed(json.dumps(value, separators=separators))


def _in_json(text, as_key, vary):
    if as_key:
        return as_json(({text: "sent"}, {"to": {text: 1}, "ok": True})[vary % 2], vary)
    shapes = ({"note": text, "version": 2}, {"parts": [{"text": text}]}, [text, 3], {"data": {"value": text}})
    return as_json(shapes[vary % 4], vary)


def cut_payload(post):
    """The first 512 characters of an implicit event's payload."""
    whole = as_json({"GET": {}, "POST": {**post, "raison": [FILLER * 4]}})
    return whole[:PAYLOAD_LIMIT]


def leaf(chain, value, vary):
    """The value as the last element of its chain spells it."""
    last = chain[-1]
    return value if last in CONTAINERS else LEAVES[last](value, vary)


def build(chain, text, vary):
    """(text, whether it goes into a key): all of the chain but a leaf at its end."""
    as_key = False
    for name in reversed(chain if chain[-1] in CONTAINERS else chain[:-1]):
        if name == "key":
            as_key = True
        elif name == "json":
            text, as_key = _in_json(text, as_key, vary), False
        elif name == "cut":
            text, as_key = cut_payload({text: [""]} if as_key else {"message": [text]}), False
        elif name != "raw":
            text = WRAPPERS[name](text, vary)
    return text, as_key
