"""How one string may differ from the string that it was.

Source: design 5 (actions `scan` and `truncate-ip`) and 3 ("edit, do not
reprint").  Decisions: text around marks is aligned from the left, the
earliest place first, which finds an alignment whenever there is one; what a
mark replaced holds a digit or an at sign, itself or in one of its decodings.
"""

import ipaddress
import re
from collections import Counter

import layers
import policy_facts as facts

_UNIT = re.compile(r"\\u[0-9a-fA-F]{4}|\\.|[^\\]", re.DOTALL)
# What edits put in: pseudonyms, marks, addresses, closed brackets, and the
# quotes and backslashes of a new string inside a stringified layer.
_INSERTED = frozenset("0123456789abcdefABCDEFGHIJKLMNOPQRSTUVWXYZ<>_.:}]\"") | {
    '\\"', "\\\\"}
_ADDRESS = re.compile(r"[0-9A-Fa-f:.]*[.:][0-9A-Fa-f:.]+")


_TELLING = re.compile("[\\d@\uff20\ufe6b]")
_MOST_ENDS = 64  # alignments followed at once


def _may_be_marked(piece):
    """Did this piece, or one of its decodings, hold a digit or an at sign?"""
    return any(_TELLING.search(text) for _chain, text
               in layers.decodings(piece, max_texts=50))


def _places(raw, begin, following):
    """Returns where `following` can begin behind what a mark replaced.

    The earliest place with a digit or an at sign before it, and the earliest
    of all when only a decoding of the piece shows one.
    """
    places = set()
    telling = _TELLING.search(raw, begin)
    if telling:
        places.add(raw.find(following, telling.end()))
    first = raw.find(following, begin + 1)
    if first >= 0 and _may_be_marked(raw[begin:first]):
        places.add(first)
    return places - {-1}


def marks_align(raw, anon, marks):
    """Is `anon` the text `raw` with personal parts replaced by marks?

    Returns the number of marks, 0 when the texts are equal, or None.
    """
    if raw == anon:
        return 0
    if not marks:
        return None
    pattern = "(" + "|".join(map(re.escape, marks)) + ")"
    kept = re.split(pattern, anon)
    if len(kept) < 3 or not raw.startswith(kept[0]):
        return None
    ends = {len(kept[0])}
    for index in range(1, len(kept), 2):
        last = index == len(kept) - 2
        ends = _after_mark(raw, ends, kept[index], kept[index + 1], last)
        if not ends:
            return None
    return len(kept) // 2


def _after_mark(raw, ends, mark, following, last):
    """Returns where `following` can end, from each end of the piece before."""
    found = set()
    for begin in ends:
        if raw.startswith(mark + following, begin):  # stood in the raw text
            found.add(begin + len(mark + following))
        if last:
            place = len(raw) - len(following)
            good = (place > begin and raw.endswith(following)
                    and _may_be_marked(raw[begin:place]))
            found.update({len(raw)} if good else ())
            continue
        found.update(place + len(following)
                     for place in _places(raw, begin, following))
    if last:
        return found & {len(raw)}
    return set(sorted(found)[:_MOST_ENDS])


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


def same_ip(raw, anon, marks):
    """Is `anon` what an ip field `raw` becomes?

    Each address in it (there may be several, or a port behind) has lost its
    end or become a mark; other text is as it was.
    """
    whole, new = _address(raw), _address(anon)
    if whole is not None:
        return new is not None and _is_truncation(whole, new)
    kept_raw, kept_anon = _ADDRESS.split(raw), _ADDRESS.split(anon)
    if kept_raw != kept_anon:
        return marks_align(raw, anon, marks) is not None
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


def escapes_kept(raw_source, anon_source):
    """Are the escapes of an edited string those of the raw one?

    Counts each way of writing a character: an edit only takes away and puts
    in plain pseudonyms, marks and brackets, so none may become more frequent.
    """
    before = Counter(_UNIT.findall(raw_source))
    after = Counter(_UNIT.findall(anon_source))
    return all(count <= before[unit] for unit, count in after.items()
               if unit not in _INSERTED)
