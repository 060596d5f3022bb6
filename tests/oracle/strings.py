"""May one scanned string have become another?

Source: design 5 (`scan`, `template`); tests/data/encodings.md.  Decision: first
by reasons in the string itself (why/); else both are decoded alike, or taken for
forms, and what is inside is compared as any two texts are.
"""

from urllib.parse import unquote_plus

import policy_facts as facts
from texts import same_ip
from why.align import explained
from why.layers_apart import base64_pairs, decoded_pairs, form_fields
from why.reasons import Finder
from why.shapes import is_personal_number

MAX_DEPTH = 5


class Strings:
    """Judges strings for a Comparison, which compares what is inside of them."""

    def __init__(self, comparison, pseudonyms, people):
        self._comparison, self._pseudonyms = comparison, pseudonyms
        self._rules = comparison.rules
        self._finder = Finder(comparison.rules, people)
        self._depth = 0

    def is_somebodys_number(self, source):
        """May a JSON number be a telephone's, a card's, a known person's?"""
        return is_personal_number(source) or bool(self._finder.reasons(source).regions)

    def may_become(self, raw, anon, path):
        """Is there a reason for every piece in which two strings differ?"""
        if explained(raw, anon, self._finder.reasons(raw), self.is_pseudonym):
            return True
        if self._depth >= MAX_DEPTH:
            return False
        self._depth += 1
        try:
            return self._same_inside(raw, anon, path)
        finally:
            self._depth -= 1

    def _same_inside(self, raw, anon, path):
        """The same in an encoding that both are written in?"""
        pairs = [pair for pair in decoded_pairs(raw, anon) if pair[0] != pair[1]]
        inside = base64_pairs(raw, anon)
        if any(self._comparison.is_same(self._comparison.texts, *pair, path)
               for pair in pairs + ([inside] if inside else [])):
            return True
        before, after = form_fields(raw), form_fields(anon)
        if before is None or (after is None and anon):
            return False
        return self._same_form(before, after or [], path)

    def _same_form(self, before, after, path):
        position = 0
        for key, value in before:
            rule = self._rules.rule_of_key(key)
            other = after[position] if position < len(after) else None
            if rule is not None and rule.action == "drop":
                continue
            if other is None or not self._same_field((key, value), other, rule, path):
                return False
            position += 1
        return position == len(after)

    def _same_field(self, field, other, rule, path):
        key, value = field
        if key != other[0] and not self._comparison.is_same(self._comparison.texts, key, other[0], path):
            return False
        raw, anon = unquote_plus(value), unquote_plus(other[1])
        if rule is not None and rule.action == "pseudonym" and raw:
            return self._pseudonyms.pseudonym(rule.domain, raw) == anon
        if rule is not None and rule.action == "truncate-ip":
            return same_ip(raw, anon)
        return value == other[1] or (raw != anon and self._comparison.is_same(
            self._comparison.texts, raw, anon, path))

    def is_pseudonym(self, digits, values):
        """Is this the pseudonym of one of these values, in some domain?"""
        pairs = [(domain, value) for value in values if isinstance(value, str)
                 for domain in facts.DOMAINS]
        pairs += [value for value in values if not isinstance(value, str)]
        return any(self._pseudonyms.pseudonym(*pair) == digits for pair in pairs)
