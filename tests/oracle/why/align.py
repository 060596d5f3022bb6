"""Can one string have become another by reasons alone?

Decision: both are walked from the left.  Outside of regions every character is
the same; in a region a piece may have become a mark or a pseudonym; what may be
gone may be left out.  Every way is tried, each pair of places once.
"""

import re

# A mark, as it is or encoded as its surroundings are; a pseudonym.
_INSERT = re.compile(
    r"(?:<<|%3[Cc]%3[Cc]|&lt;&lt;|%253[Cc]%253[Cc]|\\u003[Cc]\\u003[Cc])[A-Z][A-Z0-9_-]*"
    r"(?:>>|%3[Ee]%3[Ee]|&gt;&gt;|%253[Ee]%253[Ee]|\\u003[Ee]\\u003[Ee])|(?:(?<![0-9a-f])|(?<=%[0-9A-Fa-f]{2}))[0-9a-f]{64}(?![0-9a-f])")
MOST_STATES = 20_000


class Alignment:
    """The places of two strings, and what may differ at each."""

    def __init__(self, raw, anon, reasons, is_pseudonym):
        self._raw, self._anon = raw, anon
        self._regions = sorted(reasons.regions, key=lambda region: region.start)
        self._gone = reasons.gone
        self._is_pseudonym = is_pseudonym
        self._inserts = {match.start(): match.end() for match in _INSERT.finditer(anon)}
        self._decisions = sorted({region.start for region in self._regions} | set(self._gone))
        self._inside = [False] * (len(raw) + 1)
        for region in self._regions:
            self._inside[region.start:region.end] = [True] * (region.end - region.start)

    def holds(self):
        """Is there a way?"""
        waiting, seen = [(0, 0)], set()
        while waiting:
            state = self._copied(*waiting.pop())
            if state == (len(self._raw), len(self._anon)):
                return True
            if state in seen or len(seen) > MOST_STATES:
                continue
            seen.add(state)
            waiting.extend(self._next(*state))
        return False

    def _copied(self, start, other):
        """Goes on while nothing can differ; stops where something may."""
        raw, anon = self._raw, self._anon
        while (start < len(raw) and other < len(anon) and not self._inside[start]
               and start not in self._gone and raw[start] == anon[other]):
            start += 1
            other += 1
        return start, other

    def _next(self, start, other):
        raw, anon = self._raw, self._anon
        if start < len(raw) and other < len(anon) and raw[start] == anon[other]:
            yield start + 1, other + 1
        for end in self._gone.get(start, ()):
            yield end, other
        end_of_insert = self._inserts.get(other)
        if end_of_insert is None:
            return
        insert = anon[other:end_of_insert]
        for end in self._ends(start, insert):
            yield end, end_of_insert

    def _ends(self, start, insert):
        """Yields where a piece from `start` may end that became `insert`."""
        reach, core, values = start, None, set()
        for region in self._regions:
            if region.start > reach:
                break
            if region.end <= start or (region.start > start and region.start >= reach):
                continue
            reach = max(reach, region.end)
            first = max(start, region.core) + 1
            if start < region.core_end:
                core = first if core is None else min(core, first)
                values |= region.values
        if core is None:
            return
        if len(insert) == 64 and insert[0] not in "<%&\\" and not self._is_pseudonym(insert, values):
            return
        yield from range(core, reach + 1)


def explained(raw, anon, reasons, is_pseudonym):
    """May `raw` have become `anon` by these reasons?"""
    if raw == anon:
        return True
    if reasons.hidden and re.fullmatch(r"\s*<<[A-Z][A-Z0-9_-]*>>\s*", anon):
        return True  # the smallest string that encloses what is hidden
    return Alignment(raw, anon, reasons, is_pseudonym).holds()
