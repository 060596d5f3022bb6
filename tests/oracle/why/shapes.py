"""Personal data by its shape: liberal on purpose, but never without a shape.

Source: design 5 and docs/format/policy.md.  These detectors say only why a
text may have changed; what must be gone is for leaks.py and findings.py.
Each yields (start, end) of a text.
"""

import re

from findings import ipv4_addresses, ipv6_addresses

_SEPARATOR = "[ .\\-/()\u00a0\u202f]"
_EMAIL = re.compile(r'(?:"[^"\n]{1,64}"|[^\s"<>(),:;=&?/@\[\]]+)@'
                    r"(?:\[[^\]\s]+\]|[^\s\"<>(),:;=&?/@\[\]]+\.[^\s\"<>(),:;=&?/@\[\]]+)")
_BLOCK = re.compile(r"(?:^|[+@])(?:type|block)$")
_PHONE = re.compile(rf"(?<![\w.])(?:\+|00|\()?\d(?:{_SEPARATOR}{{0,3}}\d){{7,14}}(?!\w)(?!\.\d)")
_TOLD = re.compile(r"(?:t[e\u00e9]l|phone|mobile|portable|num[e\u00e9]ro|appele|joindre|joignable|call|reach|sms"
                   r"|gsm|fax|whatsapp|contact|cell)", re.IGNORECASE)
_DATE = re.compile(r"(?:19|20)\d\d[-/. ]\d\d[-/. ]\d\d|\d\d[-/. ]\d\d[-/. ](?:19|20)\d\d")
_IBAN = re.compile(r"(?<![^\W_])[A-Za-z]{2}\d{2}(?:[ .\-\u00a0\u202f]{0,2}[A-Za-z0-9]){11,30}")
_DIGITS = re.compile(r"(?<![^\W_])\d(?:[ .\-\u00a0\u202f]{0,2}\d){7,18}(?![^\W_])")
_NIR = re.compile(r"(?<![^\W_])[12378](?:[ .\-\u00a0\u202f]{0,2}\d){4}[ .\-\u00a0\u202f]{0,2}"
                  r"\d[ .\-\u00a0\u202f]{0,2}[\dABab](?:[ .\-\u00a0\u202f]{0,2}\d){8}(?![^\W_])")
_JWT = re.compile(r"eyJ[\w-]{5,}\.[\w-]{5,}(?:\.[\w-]*)?")
_SECRET = re.compile(
    r"(?:session(?:id|_key)?|csrf\w*|token|access_token|id_token|refresh_token|api_?key|password|passwd|"
    r"client_secret|secret|authorization|bearer|code|samlresponse|activation_key)"
    r"[\"']?\s{0,2}[=: ]\s{0,2}[\"']?([^\s;,&\"']{6,})", re.IGNORECASE)
_STREET = re.compile(
    r"(?<![\w.])\d{1,5}(?:[ ,]{1,2}(?:bis|ter|quater|[a-d]))?,?\s{1,2}(?:(?:rue|avenue|av\.?|bd|boulevard|"
    r"place|chemin|all[e\u00e9]es?|impasse|route|quai|cours|square|passage|voie|villa|sentier|mont[e\u00e9]e|"
    r"r[e\u00e9]sidence|faubourg|esplanade|promenade)\b|(?:[A-Z][\w'.\u2019-]*\s){1,4}(?:street|st|avenue|ave|"
    r"road|rd|lane|ln|drive|dr|boulevard|blvd|court|ct|place|pl|square|way|crescent|terrace|close)\b)",
    re.IGNORECASE)
_TOWN_END = re.compile(r"(?<!b[\u00e2a]t)(?<!app)(?<!apt)[.;!?\n\"<>&](?=\s|$|\"|<)|[\n<>\"]")
_POST_BOX = re.compile(r"(?:P\.?\s?O\.?\s?Box|B\.?P\.?|CS)\s{0,2}\d{1,6}", re.IGNORECASE)
_TOWN = re.compile(r"(?<![\w.-])(?:\d{5}\s+[A-Z\u00c0-\u00dd][\w\u00c0-\u00ff'\u2019-]+|[A-Z]\d[A-Z] ?\d[A-Z]\d)")


def luhn(digits):
    total = 0
    for index, digit in enumerate(reversed(digits)):
        value = int(digit) * (1 + index % 2)
        total += value - 9 if value > 9 else value
    return total % 10 == 0


def _is_iban(code):
    moved = code[4:] + code[:4]
    return int("".join(str(int(character, 36)) for character in moved)) % 97 == 1


def _is_nir(code):
    number = code[:13].replace("2A", "19").replace("2B", "18")
    return number.isdigit() and code[13:].isdigit() and 97 - int(number) % 97 == int(code[13:])


def _emails(text):
    for match in _EMAIL.finditer(text):
        if not _BLOCK.search(match.group().partition("@")[0]):
            yield match.span()


def _addresses(text):
    for find in (ipv4_addresses, ipv6_addresses):
        for found in set(find(text)):
            start = text.find(found)
            while start >= 0:
                yield start, start + len(found)
                start = text.find(found, start + 1)


def _phones(text):
    for match in _PHONE.finditer(text):
        number, start = match.group(), match.start()
        digits = re.sub(r"\D", "", number)
        told = number[0] == "+" or number.startswith("00") or _TOLD.search(
            text, max(0, start - 60), start)
        groups = [len(group) for group in re.split(r"\D+", number.strip("()"))]
        shaped = len(groups) > 1 and ((digits[0] == "0" and len(digits) in (9, 10))
                                      or groups == [3, 3, 4])
        if (told or shaped) and not _DATE.match(number):
            yield match.span()


def _ibans(text):
    for match in _IBAN.finditer(text):
        start, run = match.start(), match.group()
        for end in range(len(run), 14, -1):
            code = re.sub(r"[\W_]", "", run[:end]).upper()
            if 15 <= len(code) <= 34 and run[end - 1].isalnum() and _is_iban(code):
                yield start, start + end
                break


def _coded(text):
    for match in _DIGITS.finditer(text):
        digits = re.sub(r"\D", "", match.group())
        if (13 <= len(digits) <= 19 or len(digits) in (9, 14)) and luhn(digits):
            yield match.span()
    for match in _NIR.finditer(text):
        if _is_nir(re.sub(r"[\W_]", "", match.group()).upper()):
            yield match.span()


def _secrets(text):
    for match in _JWT.finditer(text):
        yield match.span()
    for match in _SECRET.finditer(text):
        yield match.span(1)


def _postal(text):
    """A street, and what follows it up to the end of the clause."""
    for match in _STREET.finditer(text):
        end = _TOWN_END.search(text, match.end(), match.end() + 120)
        yield match.start(), end.start() if end else min(len(text), match.end() + 120)
    for pattern in (_POST_BOX, _TOWN):
        for match in pattern.finditer(text):
            end = _TOWN_END.search(text, match.end(), match.end() + 60)
            yield match.start(), end.start() if end else min(len(text), match.end() + 60)


DETECTORS = (_emails, _addresses, _phones, _ibans, _coded, _secrets, _postal)


def shapes(text):
    """Yields (start, end) of whatever looks like somebody's."""
    for detect in DETECTORS:
        yield from detect(text)


_NUMBER_LENGTHS = range(8, 20)


def is_personal_number(digits):
    """May a JSON number be somebody's: a telephone, a card, a security number?"""
    return digits.isdigit() and len(digits) in _NUMBER_LENGTHS and (
        len(digits) in range(9, 14) or luhn(digits) or _is_nir(digits))
