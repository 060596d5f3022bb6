"""Values that are compared by their digits and letters: telephones, IBAN, cards.

Source: tests/data/encodings.md, section 5.  Decision: the separators that may
stand between two digits are taken out of the text, values are found in what is
left by their grams, and then looked at in the text itself.
"""

import re

COUNTRY_CODES = ("1", "32", "33", "41", "44", "49", "34", "39", "352", "262", "508", "590", "594",
                 "596", "681", "687", "689", "212", "213", "216", "221", "225", "237", "351")
_SPACES = " .-\u00a0\u202f"
SPACED = str.maketrans("", "", _SPACES + "/()")
_DIGIT_RUN = re.compile(r"\d+\Z")


def national(value):
    """Returns (digits of the national number, country code or "")."""
    digits = re.sub(r"\D", "", value)
    abroad = value.strip().startswith("+") or digits.startswith("00") or len(digits) > 10
    if not abroad:
        return digits.removeprefix("0"), ""
    digits = digits.removeprefix("00")
    for length in (3, 2, 1):
        if digits[:length] in COUNTRY_CODES:
            return digits[length:].removeprefix("0"), digits[:length]
    return digits, ""


def squeezed(text):
    """Returns the text without what may stand between two digits."""
    return text.translate(SPACED).upper()


class Phone:
    """Finds one national number in a text, however it is written."""

    def __init__(self, value):
        self.key, self._code = national(value)
        self._spelled = re.compile(r"[ .\-/()\u00a0\u202f]{0,3}".join(self.key) + r"(?!\d)")

    def stands_in(self, text):
        return any(self._is_begun(text[max(0, match.start() - 8):match.start()])
                   for match in self._spelled.finditer(text))

    def _is_begun(self, before):
        """Do only a trunk 0 and a country code stand directly before?"""
        run = _DIGIT_RUN.search(before)
        if run is None:
            return True
        digits = run.group()
        codes = (self._code,) if self._code else COUNTRY_CODES
        return digits == "0" or any(digits in (code + tail, "00" + code + tail)
                                    for code in codes for tail in ("", "0"))


class Coded:
    """Finds one IBAN, card or social security number in a text."""

    def __init__(self, value):
        self.key = re.sub(r"[\W_]", "", value).upper()
        between = f"[{re.escape(_SPACES)}]{{0,2}}"
        self._spelled = re.compile(
            r"(?<![^\W_])" + between.join(map(re.escape, self.key)) + r"(?![^\W_])")

    def stands_in(self, text):
        return bool(self._spelled.search(text.upper()))
