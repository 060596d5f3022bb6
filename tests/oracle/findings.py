"""An independent scan for e-mail, full IP addresses and phone numbers.

    findings.py FILE        prints line number, rule and count, no value

Source: design 4 (rules of severity `error`), 5 (course jargon must survive).
Decisions: strings and keys are looked at in all JSON layers; a count is the
number of *different* matches of a rule in a line, so that a payload seen both
as text and as JSON counts once.  An address that is already cut (/24 with
octet 0, /48 with zero bits behind) is no finding.  A bare run of digits is a
phone only with `+` or a context word before it, but for a whole value of 33, 6 or 7 and eight
digits, a number too.
"""

import argparse
import ipaddress
import re
import sys
from collections import Counter

import gate
import layers
import policy_facts as facts
from lines import lines_of

_EMAIL = re.compile(r"(?<![\w.%+-])([\w.%+'-]+)@"
                    r"((?:[\w](?:[\w-]*[\w])?\.)+([^\W\d_]{2,24}))(?![\w-])")
_EMAIL_FIRST = re.compile(r"\S@\S")  # cheap: most strings stop here
_FILE_ENDS = frozenset({"png", "jpg", "jpeg", "gif", "svg", "webp", "css",
                        "js", "html", "pdf", "mp4", "srt", "json", "xml"})
_BLOCK_KEY = re.compile(r"(?:^|[+@])(?:type|block)$")
_IPV4 = re.compile(r"(?<![\w.-])[0-9]{1,3}(?:\.[0-9]{1,3}){3}"
                   r"(?![\w-])(?!\.[0-9])")
_PRODUCT = re.compile(r"(?:^|[\s(\"])[A-Za-z][\w.-]*/$")  # Name/1.2.3.4
_IPV6 = re.compile(r"(?<![\w:.])[0-9A-Fa-f:]*:[0-9A-Fa-f:]*:"
                   r"(?:[0-9.]+|[0-9A-Fa-f:.]*)(?![\w:])")
_FRENCH = re.compile(
    r"(?<![\w+./-])(?:(?:\+|00)33[ .\u00a0-]?(?:\(0\))?[ .\u00a0-]?[1-9]|0[1-9])"
    r"(?:([ .\u00a0/-]?)[0-9]{2})(?:\1[0-9]{2}){3}(?![\w-])(?!\.[0-9])")
_FOREIGN = re.compile(
    r"(?<![\w+.])\+[1-9][0-9]{0,2}(?:[ .\u00a0-]?\(?[0-9]{1,4}\)?){2,6}"
    r"(?![\w:])")
_MOBILE_ALONE = re.compile(r"\A33[67][0-9]{8}\Z")  # a number has neither + nor 0
_CONTEXT = re.compile(r"(?:t[e\u00e9]l(?:[e\u00e9]phone)?|phone|mobile|portable|"
                      r"appele[rz]|call|gsm|fax|whatsapp)\W{0,3}"
                      r"(?:\w+\W{1,3}){0,2}$", re.IGNORECASE)


def emails(text):
    """Yields the addresses in `text`; block keys and file names are none."""
    if not _EMAIL_FIRST.search(text):
        return
    for match in _EMAIL.finditer(text):
        local, _domain, top = match.groups()
        if top.lower() not in _FILE_ENDS and not _BLOCK_KEY.search(local):
            yield match.group()


def ipv4_addresses(text):
    """Yields full IPv4 addresses: not cut to /24, no software version."""
    for match in _IPV4.finditer(text):
        start = match.start()
        if _PRODUCT.search(text, max(0, start - 40), start):
            continue
        try:
            address = ipaddress.IPv4Address(match.group())
        except ValueError:
            continue
        if int(address) & ((1 << 32 - facts.IPV4_KEPT_BITS) - 1):
            yield match.group()


def ipv6_addresses(text):
    """Yields full IPv6 addresses: not cut to /48."""
    for match in _IPV6.finditer(text):
        candidate = match.group().rstrip(".")
        for shorter in (candidate, candidate[:-1]):  # "…: " ends a clause
            try:
                address = ipaddress.IPv6Address(shorter)
            except ValueError:
                continue
            if (int(address) & ((1 << 128 - facts.IPV6_KEPT_BITS) - 1)
                    and any(map(str.isdigit, shorter))):
                yield shorter
            break


def phones(text):
    """Yields French and international phone numbers."""
    yield from _MOBILE_ALONE.findall(text)
    for match in _FRENCH.finditer(text):
        number = match.group()
        told = not number.isdigit() or _CONTEXT.search(
            text, max(0, match.start() - 40), match.start())
        if told or number.startswith("0033"):
            yield number
    for match in _FOREIGN.finditer(text):
        digits = sum(map(str.isdigit, match.group()))
        french = _FRENCH.match(text, match.start())
        if 8 <= digits <= 15 and not french:
            yield match.group().rstrip("(")


RULES = {"email": emails, "ipv4": ipv4_addresses, "ipv6": ipv6_addresses,
         "phone": phones}


def findings(json_text, group="json"):
    """Returns Counter {rule: different matches} of one JSON line."""
    matches = {rule: set() for rule in RULES}
    seen = set()
    for value in layers.json_strings(gate.parse(json_text)):
        if isinstance(value, gate.Number):
            matches["phone"].update(_MOBILE_ALONE.findall(str(value)))
            continue
        for _chain, text in layers.decodings(value, group):
            if text in seen or isinstance(text, gate.Number):
                continue
            seen.add(text)
            for rule, find in RULES.items():
                matches[rule].update(find(text))
    return Counter({rule: len(found) for rule, found in matches.items()
                    if found})


def main(arguments=None):
    parser = argparse.ArgumentParser(prog="findings.py")
    parser.add_argument("file", metavar="FILE")
    parser.add_argument("--all-layers", action="store_true")
    options = parser.parse_args(arguments)
    read = 0
    for number, line, _ended in lines_of(options.file):
        read += 1
        verdict, *rest = gate.judge(line)
        if verdict == "reject":  # what cannot be read is not clean
            print(number, "line", 1)
        if verdict != "ok":
            continue
        found = findings(rest[0], "all" if options.all_layers else "json")
        for rule, count in sorted(found.items()):
            print(number, rule, count)
    if not read:
        print("findings: nothing was read", file=sys.stderr)
        return 3
    return 0


if __name__ == "__main__":
    sys.exit(main())
