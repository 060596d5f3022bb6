"""How one string may differ from the string that it was.

Source: docs/format/policy.md (`truncate-ip`, `coarsen`) and design 3 ("edit, do
not reprint").  What `scan` and `template` may change is for why/ to say.
"""

import ipaddress
import re
from collections import Counter

import policy_facts as facts
from grammar import is_of

_UNIT = re.compile(r"\\u[0-9a-fA-F]{4}|\\.|[^\\]", re.DOTALL)
# What edits put in: pseudonyms, marks, addresses, closed brackets, and the
# quotes and backslashes of a new string inside a stringified layer.
_INSERTED = frozenset("0123456789abcdefABCDEFGHIJKLMNOPQRSTUVWXYZ<>_.:}]\"") | {
    '\\"', "\\\\"}
_ADDRESS = re.compile(r"[0-9A-Fa-f:.]*[.:][0-9A-Fa-f:.]+")


def _address(text):
    try:
        return ipaddress.ip_address(text)
    except ValueError:
        return None


def is_address(text):
    """Is the whole text an IPv4 or IPv6 address?"""
    return _address(text) is not None


def _is_truncation(raw, anon):
    """Is address `anon` the network that address `raw` stands in?"""
    if raw.version != anon.version:
        mapped = raw.version == 6 and raw.ipv4_mapped
        return bool(mapped) and _is_truncation(mapped, anon)
    mapped = raw.version == 6 and raw.ipv4_mapped
    if mapped and anon.ipv4_mapped:
        return _is_truncation(mapped, anon.ipv4_mapped)
    kept = (facts.IPV4_KEPT_BITS if raw.version == 4 else
            facts.IPV6_KEPT_BITS)
    cut = raw.max_prefixlen - kept
    return int(raw) >> cut << cut == int(anon)


def same_ip(raw, anon):
    """Is `anon` what an ip field `raw` becomes?

    Each address in it (there may be several, or a port behind) has lost its
    end or become a mark; other text is as it was.
    """
    whole, new = _address(raw), _address(anon)
    if whole is not None:
        return new is not None and _is_truncation(whole, new)
    kept_raw, kept_anon = _ADDRESS.split(raw), _ADDRESS.split(anon)
    if kept_raw != kept_anon:
        return False
    pairs = zip(_ADDRESS.findall(raw), _ADDRESS.findall(anon))
    return all(_same_part(*pair) for pair in pairs)


def _same_part(raw, anon):
    before, after = _address(raw), _address(anon)
    if before is None:
        host, _, port = raw.rpartition(":")
        new_host, _, new_port = anon.rpartition(":")
        if _address(host) and port == new_port:
            return _same_part(host, new_host)
        return raw == anon
    return after is not None and _is_truncation(before, after)


def escapes_kept(raw_source, anon_source, scans=False):
    """Are the escapes of an edited string those of the raw one?

    Counts each way of writing a character: an edit only takes away and puts
    in plain pseudonyms, marks and brackets, so none may become more frequent.
    Where texts are scanned an encoding may hold any plain character instead.
    """
    before = Counter(_UNIT.findall(raw_source))
    after = Counter(_UNIT.findall(anon_source))
    return all(count <= before[unit] for unit, count in after.items()
               if unit not in _INSERTED and not (scans and len(unit) == 1 and unit.isascii()))


_MINUTES = re.compile(r"([T ]\d\d):\d\d(?::\d\d(\.\d+)?)?")


def is_coarsened(kind, raw, anon):
    """Is `anon` the time `raw` at its full hour, or some agent's short name?"""
    if kind == "agent":
        return is_of("agent", (), anon)
    return re.sub(r"[1-9]", "0", raw[13:19]) == anon[13:19] and raw[:13] == anon[:13] and is_of(
        "hour", (), anon)


def same_ends(raw, anon):
    """Is the white space around the two roots the same?"""
    return (raw.text[:raw.root.start] == anon.text[:anon.root.start]
            and raw.text[raw.root.end:] == anon.text[anon.root.end:])


def gaps(array):
    inside = array.source if not array.items else ""
    return [inside, *((item.before, item.after) for item in array.items)]


def has_members(node):
    return any(item.key is not None or has_members(item.value)
               for item in node.items)


def has_whole(node):
    return any(not item.value.open or has_whole(item.value)
               for item in node.items)
